//! The Fear and Greed index of the day, by its provider's own label and by everybody's bands.

use super::answers::answer;
use super::findings::Findings;
use super::series::{of_readings, readings};
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::sentiment::{Labelled, Provider, Reading, index, labelled};
use crate::error::Result;
use crate::time::Time;
use crate::value::{Fields, Value, record};

const RULE: &str = "the provider's own label, else the label of its own bands";
/// The same number under these providers' bands, so that nobody mixes them; with the answer's name.
const BANDS: [(Provider, &str); 2] = [
    (Provider::AlternativeMe, "fear_greed_alternative_me"),
    (Provider::CoinMarketCap, "fear_greed_coinmarketcap"),
];

/// The question `fear_greed`.
pub(super) struct Question {
    index: Option<Index>,
}

/// An index: of one day, or its readings by day.
struct Index {
    provider: Provider,
    days: Option<Vec<Reading>>,
    value: Option<u8>,
    label: Option<String>,
}

/// What was found.
pub(super) struct Answers {
    series: Option<Value>,
    source: String,
    own: Answer<Labelled>,
    by_bands: Vec<(Provider, &'static str, Answer<Labelled>)>,
}

impl Question {
    /// Takes `fear_greed`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        Ok(Self { index: bag.read("fear_greed", Index::read)? })
    }

    /// The labels of the day.
    pub(super) fn answers(self, at: Time) -> Answers {
        let Some(mut index) = self.index else {
            return Answers::none(None, "it needs an index and its provider");
        };
        let name = index.provider.as_str().to_owned();
        let series = index.days.as_deref().map(|days| of_readings(&name, days));
        let Some((value, label)) = index.on(at) else {
            return Answers::none(series, &format!("{name} has no value for {}", day(at)));
        };
        let label = label.as_deref();
        let of = |(other, name): (Provider, _)| {
            let own = if other == index.provider { label } else { None };
            let found = labelled(&other, value, own);
            (other, name, found)
        };
        let by_bands = BANDS.into_iter().map(of).collect();
        let own = labelled(&index.provider, value, label);
        Answers { series, source: format!("{name}, {}", day(at)), own, by_bands }
    }
}

impl Index {
    fn read(value: Value) -> Result<Self> {
        let mut bag = Fields::of(value)?;
        let provider = bag.need("provider", "who computes the index", |value| {
            value.as_text().map(Provider::named)
        })?;
        let days = bag.text("text")?.map(|text| readings(&text)).transpose()?;
        let value = bag.read("value", |value| match value {
            Value::Int(number) => index(&number.to_string()),
            other => index(other.as_text()?),
        })?;
        let label = bag.text("label")?;
        bag.finish()?;
        Ok(Self { provider, days, value, label })
    }

    /// Its value and label on that day, where it has them.
    fn on(&mut self, at: Time) -> Option<(u8, Option<String>)> {
        let Some(days) = self.days.take() else {
            return self.value.map(|value| (value, self.label.take()));
        };
        let today = days.into_iter().find(|reading| reading.time == at)?;
        Some((today.value, today.label))
    }
}

impl Answers {
    /// No answer by anybody's bands.
    fn none(series: Option<Value>, why: &str) -> Self {
        let unknown = || Answer::to(RULE).unknown(why);
        let by_bands = BANDS.into_iter().map(|(other, name)| (other, name, unknown())).collect();
        Self { series, source: String::new(), own: unknown(), by_bands }
    }

    /// Tells them.
    pub(super) fn tell(self, findings: &mut Findings) {
        findings.series_of("fear_greed", self.series);
        if let Some(known) = self.own.get() {
            findings.input("fear_greed", i64::from(known.value), &self.source);
        }
        findings.answer("fear_greed", answer(&self.own, told));
        for (provider, name, found) in &self.by_bands {
            if let Some(known) = found.get() {
                findings.input(name, known.label.as_str(), provider.as_str());
            }
            findings.answer(name, answer(found, told));
        }
    }
}

fn told(labelled: &Labelled) -> Value {
    record![
        ("value", i64::from(labelled.value)),
        ("label", labelled.label.as_str()),
        ("own_word", labelled.own_word),
        ("by_bands", labelled.by_bands.map(|mood| mood.as_str())),
        ("bands", labelled.bands),
        ("agree", labelled.agree),
    ]
}
