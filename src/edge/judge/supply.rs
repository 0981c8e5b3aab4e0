//! Leverage by its own history, and the supply of stablecoins over days.

use super::answers::{answer, count, point, ratio};
use super::findings::Findings;
use super::series::{self, of_series};
use crate::context::Answer;
use crate::context::read::Table;
use crate::context::series::Series;
use crate::context::supply::{self, Percentile, SupplyChange};
use crate::error::Result;
use crate::time::Time;
use crate::value::{Fields, Value, record};

/// Days of history that leverage is compared with, unless the bag says otherwise.
const WINDOW_DAYS: u32 = 90;
/// Days over which the change of a supply is asked, unless the bag says otherwise.
const DAYS: [u32; 2] = [7, 30];

/// The questions `leverage` and `stablecoins`.
pub(super) struct Question {
    leverage: Option<Leverage>,
    stablecoins: Option<Stablecoins>,
}

/// Open interest for each dollar of reserves, and the days that it is compared with.
struct Leverage {
    ratios: Series,
    window_days: u32,
}

/// A supply, and the spans over which its change is asked.
struct Stablecoins {
    supply: Table<Series>,
    days: Vec<u32>,
}

/// What was found.
pub(super) struct Answers {
    ratios: Option<Value>,
    leverage: Answer<Percentile>,
    supply: Option<(Value, String)>,
    changes: Vec<(u32, Answer<SupplyChange>)>,
}

impl Question {
    /// Takes `leverage` and `stablecoins`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        let leverage = bag.read("leverage", Leverage::read)?;
        let stablecoins = bag.read("stablecoins", Stablecoins::read)?.flatten();
        Ok(Self { leverage, stablecoins })
    }

    /// Where leverage stands that day, and how supply changed up to it.
    pub(super) fn answers(self, at: Time) -> Result<Answers> {
        let ratios = self.leverage.as_ref().map(|of| of_series(&of.ratios, &[]));
        let leverage = match &self.leverage {
            Some(of) => supply::percentile(&of.ratios, at, of.window_days)?,
            None => Answer::to("open interest / exchange reserve, by its own history")
                .unknown("it needs open interest and exchange reserves by day"),
        };
        let changes = match &self.stablecoins {
            Some(of) => of.changes(at)?,
            None => DAYS.map(|days| (days, unasked())).into(),
        };
        let supply = self.stablecoins.map(|Stablecoins { supply, .. }| {
            (of_series(&supply.data, &supply.skipped), supply.data.name().to_owned())
        });
        Ok(Answers { ratios, leverage, supply, changes })
    }
}

fn unasked() -> Answer<SupplyChange> {
    Answer::to("change of supply over days").unknown("it needs supply by day")
}

impl Leverage {
    fn read(value: Value) -> Result<Self> {
        let mut bag = Fields::of(value)?;
        let interest = bag.need("open_interest", "open interest by day", series::series)?;
        let reserve = bag.need("reserve", "exchange reserves by day", series::series)?;
        let days = |value: Value| count(&value, "a whole number of days");
        let window_days = bag.read("window_days", days)?.unwrap_or(WINDOW_DAYS);
        bag.finish()?;
        Ok(Self { ratios: supply::leverage(&interest.data, &reserve.data)?, window_days })
    }
}

impl Stablecoins {
    /// A series with `days` beside it; none for null.
    fn read(value: Value) -> Result<Option<Self>> {
        let Value::Map(mut entries) = value else { return Fields::of(value).map(|_| None) };
        let index = entries.iter().position(|(key, _)| key == "days");
        let days = index.map(|index| entries.remove(index).1);
        let mut days = Fields::of(record![("days", days.unwrap_or(Value::Null))])?;
        let days = days.each("days", |value| count(&value, "a whole number of days"))?;
        let supply = series::series(Value::Map(entries))?;
        let days = if days.is_empty() { DAYS.to_vec() } else { days };
        Ok(Some(Self { supply, days }))
    }

    fn changes(&self, at: Time) -> Result<Vec<(u32, Answer<SupplyChange>)>> {
        let change = |&days: &u32| Ok((days, supply::change(&self.supply.data, at, days)?));
        self.days.iter().map(change).collect()
    }
}

impl Answers {
    /// Tells them.
    pub(super) fn tell(self, findings: &mut Findings) {
        findings.series_of("leverage", self.ratios);
        findings.answer("leverage", answer(&self.leverage, place));
        let (series, source) = self.supply.unzip();
        findings.series_of("stablecoins", series);
        for (days, found) in &self.changes {
            let name = format!("stablecoin_change_{days}d");
            let fraction = found.get().and_then(|change| change.fraction);
            if let (Some(fraction), Some(source)) = (fraction, &source) {
                findings.input(&name, Value::text(fraction), source);
            }
            findings.answer(&name, answer(found, change));
        }
    }
}

fn place(place: &Percentile) -> Value {
    record![
        ("now", point(&place.now)),
        ("percentile", Value::text(place.share)),
        ("days", place.days),
        ("window_days", place.window_days),
    ]
}

fn change(change: &SupplyChange) -> Value {
    record![
        ("before", point(&change.before)),
        ("after", point(&change.after)),
        ("amount", Value::text(change.amount)),
        ("fraction", ratio(change.fraction)),
    ]
}
