//! Funding of the day: the payments of a series, or one rate a venue.

use super::answers::{answer, count, list};
use super::findings::Findings;
use super::series::{self, of_series};
use crate::context::Answer;
use crate::context::answer::day;
use crate::context::funding::{Funding, Rate, funding};
use crate::context::read;
use crate::context::series::{Point, Series};
use crate::error::{Error, Result};
use crate::money::{Ratio, Usd};
use crate::time::{DAY_MS, Time};
use crate::value::{Fields, Value, record};

/// The question `funding`.
pub(super) struct Question {
    rates: Option<Rates>,
}

/// Rates of venues, or payments by time with the hours between them.
struct Rates {
    name: String,
    venues: Vec<Rate>,
    payments: Option<Series>,
    hours: Option<u32>,
}

/// What was found.
pub(super) struct Answers {
    series: Option<Value>,
    source: String,
    funding: Answer<Funding>,
}

impl Question {
    /// Takes `funding`.
    pub(super) fn read(bag: &mut Fields) -> Result<Self> {
        Ok(Self { rates: bag.read("funding", Rates::read)? })
    }

    /// The mean and the regime of the day.
    pub(super) fn answers(self, at: Time) -> Result<Answers> {
        let Some(rates) = self.rates else {
            let none = Answer::to("rate per 8 hours and its regime");
            let funding = none.unknown("it needs funding rates");
            return Ok(Answers { series: None, source: String::new(), funding });
        };
        let source = format!("{}, mean of {}", rates.name, day(at));
        let series = rates.payments.as_ref().map(|payments| of_series(payments, &[]));
        let found = rates.of_day(at).and_then(funding);
        let funding = found.map_err(|error| error.in_field("funding"))?;
        Ok(Answers { series, source, funding })
    }
}

impl Rates {
    fn read(value: Value) -> Result<Self> {
        let mut bag = Fields::of(value)?;
        let venues = bag.each("venues", venue)?;
        let name = bag.text("name")?.unwrap_or_default();
        let text = bag.text("text")?;
        let hours = |value: Value| count(&value, "a whole number of hours");
        let hours = bag.read("interval_hours", hours)?;
        bag.finish()?;
        let payments = text.map(|text| series::funding(&name, &text)).transpose()?;
        Ok(Self { name, venues, payments, hours })
    }

    /// The payments of the UTC day, each with the interval of the series; without a series the
    /// rates of the venues.
    fn of_day(self, at: Time) -> Result<Vec<Rate>> {
        let Some(payments) = self.payments else { return Ok(self.venues) };
        let until = at.after(DAY_MS.saturating_sub(1)).unwrap_or(at);
        let of_day = payments.between(at, until);
        if of_day.is_empty() {
            return Ok(Vec::new());
        }
        let hours = self.hours.or_else(|| read::interval_hours(&payments));
        let hours = hours
            .ok_or_else(|| Error::missing("hours between payments").in_field("interval_hours"))?;
        Ok(of_day.iter().map(|point| payment(payments.name(), point, hours)).collect())
    }
}

fn payment(name: &str, point: &Point, interval_hours: u32) -> Rate {
    Rate {
        venue: format!("{name} {}", point.time),
        rate: Ratio::new(point.value),
        interval_hours,
        open_interest: None,
    }
}

fn venue(value: Value) -> Result<Rate> {
    let mut bag = Fields::of(value)?;
    let hours = |value: Value| count(&value, "a whole number of hours");
    let rate = Rate {
        venue: bag.need_text("venue", "the name of the venue")?,
        rate: bag.need("rate", "a rate as a fraction", |value| value.parse::<Ratio>())?,
        interval_hours: bag.need("interval_hours", "hours between payments", hours)?,
        open_interest: bag.exact::<Usd>("open_interest_usd")?,
    };
    bag.finish()?;
    Ok(rate)
}

impl Answers {
    /// Tells them.
    pub(super) fn tell(self, findings: &mut Findings) {
        findings.series_of("funding", self.series);
        if let Some(known) = self.funding.get() {
            findings.input("funding_8h", Value::text(known.per_8h), &self.source);
            if let Some(lowest) = known.venues.iter().map(|venue| venue.1).min() {
                findings.input("funding_8h_lowest", Value::text(lowest), &self.source);
            }
        }
        findings.answer("funding", answer(&self.funding, told));
    }
}

fn told(funding: &Funding) -> Value {
    let rows = list(&funding.venues, |(rate, per_8h, regime)| {
        record![
            ("venue", rate.venue.as_str()),
            ("per_8h", Value::text(per_8h)),
            ("regime", regime.as_str()),
        ]
    });
    record![
        ("per_8h", Value::text(funding.per_8h)),
        ("per_year", Value::text(funding.per_year)),
        ("regime", funding.regime.as_str()),
        ("weighted", funding.weighted),
        ("neutral_to_negative", funding.neutral_to_negative),
        ("any_negative", funding.any_negative),
        ("rates", rows),
    ]
}
