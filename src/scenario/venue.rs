//! The `engine` of a scenario: how the venue closes positions and who pays for what.

use super::number::Number;
use crate::cascade::{Arrival, Engine};
use crate::error::{Error, Result};
use crate::ledger::{Adl, FeeTo, Residual, Winner};
use crate::money::{Price, Ratio, Usd};
use crate::value::{Fields, Record, Value, record};

/// The venue's rules. All have defaults: market orders, no fee, an empty fund that gets what is
/// left, deleveraging by queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueSpec {
    /// How positions are closed.
    pub engine: Engine,
    /// Whether the shock comes in a gap or little by little.
    pub arrival: Arrival,
    /// Liquidation fee as a share of what is sold.
    pub fee_rate: Ratio,
    /// Who gets it.
    pub fee_to: FeeTo,
    /// Who gets what is left of the margin.
    pub residual: Residual,
    /// What the insurance fund holds.
    pub fund: Usd,
    /// How winners are deleveraged.
    pub adl: Adl,
    /// The winners, where they are known.
    pub winners: Vec<Winner>,
    /// The step that prices are rounded to before the ledger; none chooses one.
    pub tick: Option<Price>,
}

impl VenueSpec {
    /// Reads the rules.
    ///
    /// # Errors
    /// The key at fault.
    pub fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let zero = || Ratio::new(rust_decimal::Decimal::ZERO);
        let venue = Self {
            engine: fields.word("kind")?.unwrap_or(Engine::Market),
            arrival: fields.word("arrival")?.unwrap_or(Arrival::Gap),
            fee_rate: fields.exact("fee_rate")?.unwrap_or_else(zero),
            fee_to: fields.word("fee_to")?.unwrap_or(FeeTo::Fund),
            residual: fields.word("residual")?.unwrap_or(Residual::Fund),
            fund: fields.exact("fund_usd")?.unwrap_or(Usd::ZERO),
            adl: fields.word("adl")?.unwrap_or(Adl::Queue),
            winners: fields.each("winners", winner)?,
            tick: fields.exact("tick_usd")?,
        };
        fields.finish()?;
        if venue.tick.is_some_and(Price::is_zero) {
            return Err(Error::out_of_range("a tick above 0", "0").in_field("tick_usd"));
        }
        Ok(venue)
    }

    pub(super) fn to_value(&self) -> Value {
        let mut found = Record::default();
        found.put("kind", self.engine.as_str());
        found.put("arrival", self.arrival.as_str());
        found.put("fee_rate", self.fee_rate);
        found.put("fee_to", self.fee_to.as_str());
        found.put("residual", self.residual.as_str());
        found.put("fund_usd", self.fund);
        found.put("adl", self.adl.as_str());
        found.put("winners", Value::list(self.winners.iter().map(winner_value)));
        found.put_some("tick_usd", self.tick);
        found.into()
    }
}

impl Default for VenueSpec {
    fn default() -> Self {
        Self {
            engine: Engine::Market,
            arrival: Arrival::Gap,
            fee_rate: Ratio::new(rust_decimal::Decimal::ZERO),
            fee_to: FeeTo::Fund,
            residual: Residual::Fund,
            fund: Usd::ZERO,
            adl: Adl::Queue,
            winners: vec![],
            tick: None,
        }
    }
}

fn winner(value: Value) -> Result<Winner> {
    let mut fields = Fields::of(value)?;
    let winner = Winner {
        id: fields.need_text("id", "a name")?,
        profit: fields.need("profit_usd", "the unrealised profit", |v| v.parse())?,
        leverage: fields.need("leverage", "the leverage", |v| v.parse())?,
        rate: fields.need("profit_rate", "the profit rate", |v| v.parse())?,
        wealth: fields.exact("wealth_usd")?,
    };
    fields.finish()?;
    Ok(winner)
}

fn winner_value(winner: &Winner) -> Value {
    let mut found = Record::default();
    found.put("id", winner.id.as_str());
    found.put("profit_usd", winner.profit);
    found.put("leverage", winner.leverage);
    found.put("profit_rate", winner.rate);
    found.put_some("wealth_usd", winner.wealth);
    found.into()
}

/// How the book recovers: the `time` of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSpec {
    /// The share of the passing pressure that is left at the next step.
    pub rho: Number,
    /// The share of the pressure that never passes.
    pub permanent: Number,
}

impl TimeSpec {
    pub(super) fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let share = |v| Number::read_if(v, "a share from 0 to 1", |x| (0.0..=1.0).contains(&x));
        let rho = fields.need("rho", "the share of the pressure left after a step", share)?;
        let permanent = fields.read("permanent", share)?.unwrap_or(Number::whole(0));
        fields.finish()?;
        Ok(Self { rho, permanent })
    }

    pub(super) fn to_value(self) -> Value {
        record![("rho", self.rho), ("permanent", self.permanent)]
    }
}
