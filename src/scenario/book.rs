//! The `book` of a scenario: where the positions come from.

use super::number::Number;
use super::positions::Positions;
use crate::approx::Approx;
use crate::book::{Mix, Tier};
use crate::cascade::{Axis, Cohorts, Direction, Ladder, MOST_STEPS, Tranche};
use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::Ratio;
use crate::value::{Fields, Record, Value, each, record};

const KINDS: &str = "synthetic, positions, rungs, columns";
/// Entries of a spread book, unless stated.
const STEPS: u32 = 81;

/// The positions as they were given.
#[derive(Clone, Debug, PartialEq)]
pub enum BookSpec {
    /// From open interest and a leverage mix.
    Synthetic(Synthetic),
    /// Position by position.
    Positions(Positions),
    /// Threshold by threshold.
    Rungs(Vec<Rung>),
    /// In two columns: displacement and USD.
    Columns(Vec<f64>, Vec<f64>),
}

/// A synthetic book.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthetic {
    /// The leverage mix.
    pub mix: Mix,
    /// Maintenance margin rate where a tier has none of its own.
    pub maintenance: Ratio,
    /// The share of the open interest that can be liquidated.
    pub share: Share,
    /// How far to either side of the price entries lie.
    pub spread: Number,
    /// Over how many entries.
    pub steps: u32,
}

/// The share of the open interest that stands in the ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// As stated.
    Stated(Number),
    /// Such that the move out to a price liquidates `reported × factor`.
    Path(Reported, Number),
    /// Such that the cascade of a shock liquidates `reported × factor`.
    Shock(Reported, Number),
}

/// What was reported, and how much more there was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reported {
    /// The reported total in USD.
    pub usd: Number,
    /// Actual ÷ reported.
    pub factor: Number,
}

/// One threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rung {
    at: At,
    size: Size,
    /// The side that it liquidates; none is the side that the shock is against.
    side: Option<Side>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Displacement(Number),
    Price(Number),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    Notional(Number),
    Coins(Number),
}

impl Reported {
    /// What is taken to have been liquidated, in USD.
    #[must_use]
    pub fn total(self) -> f64 {
        self.usd.get() * self.factor.get()
    }
}

impl BookSpec {
    pub(super) fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let kind = fields.need_text("kind", KINDS)?;
        let book = match kind.as_str() {
            "synthetic" => Self::Synthetic(Synthetic::read(&mut fields)?),
            "positions" => {
                Self::Positions(fields.read("positions", Positions::read)?.unwrap_or_default())
            }
            "rungs" => Self::Rungs(fields.each("rungs", Rung::read)?),
            "columns" => {
                let mut column = |key| fields.need(key, "a column of numbers", floats);
                Self::Columns(column("u")?, column("notional_usd")?)
            }
            other => {
                let error = Error::unknown(KINDS, other);
                return Err(error.in_field("kind"));
            }
        };
        fields.finish()?;
        Ok(book)
    }

    pub(super) fn to_value(&self) -> Value {
        match self {
            Self::Synthetic(book) => book.to_value(),
            Self::Positions(positions) => {
                record![("kind", "positions"), ("positions", positions.to_value())]
            }
            Self::Rungs(rungs) => record![
                ("kind", "rungs"),
                ("rungs", Value::list(rungs.iter().map(|rung| rung.to_value()))),
            ],
            Self::Columns(u, notional) => {
                record![("kind", "columns"), ("u", u.clone()), ("notional_usd", notional.clone())]
            }
        }
    }

    /// The ladder that the shock is against and the one behind it, where the positions are given.
    pub(super) fn stated(&self, axis: &Axis) -> Result<(Ladder, Ladder)> {
        match self {
            Self::Columns(u, notional) => Ok((Ladder::new(u, notional)?, Ladder::new(&[], &[])?)),
            Self::Rungs(rungs) => Ok((ladder(rungs, axis, true)?, ladder(rungs, axis, false)?)),
            Self::Positions(positions) => {
                let side = axis.direction().side();
                let ahead = positions.ladder(axis, side)?;
                Ok((ahead, positions.ladder(axis, side.other())?))
            }
            Self::Synthetic(_) => Ok((Ladder::new(&[], &[])?, Ladder::new(&[], &[])?)),
        }
    }
}

impl Synthetic {
    fn read(fields: &mut Fields) -> Result<Self> {
        let mix = fields.need("mix", "a leverage mix", mix)?;
        let rate = fields.exact("maintenance")?.unwrap_or_else(Mix::default_maintenance);
        mix.check_maintenance(rate).map_err(|e| e.in_field("mix"))?;
        let share = fields.need("share", "the share of the open interest", Share::read)?;
        let within = |v| Number::read_if(v, "a spread from 0 to 0.9", |x| (0.0..=0.9).contains(&x));
        let spread = fields.read("spread", within)?.unwrap_or(Number::whole(0));
        let steps = fields.read("steps", steps)?.unwrap_or(STEPS);
        Ok(Self { mix, maintenance: rate, share, spread, steps })
    }

    fn to_value(&self) -> Value {
        record![
            ("kind", "synthetic"),
            ("mix", mix_value(&self.mix)),
            ("share", self.share.to_value()),
            ("maintenance", self.maintenance),
            ("spread", self.spread),
            ("steps", self.steps),
        ]
    }

    /// The mix as the engine takes it.
    #[must_use]
    pub fn cohorts(&self) -> Cohorts {
        let tranche = |tier: &Tier| Tranche {
            leverage: tier.leverage.approx(),
            weight: tier.weight.approx(),
            maintenance: tier.maintenance.unwrap_or(self.maintenance).approx(),
        };
        let spread = self.spread.get();
        let steps = if spread > 0.0 { self.steps } else { 1 };
        Cohorts { mix: self.mix.tiers().iter().map(tranche).collect(), spread, steps }
    }
}

impl Share {
    fn read(value: Value) -> Result<Self> {
        if !matches!(value, Value::Map(_)) {
            let range = "a share from 0 to 1";
            return Number::read_if(value, range, |x| (0.0..=1.0).contains(&x)).map(Self::Stated);
        }
        let mut fields = Fields::of(value)?;
        let usd = fields.need("reported_usd", "the reported total", Number::positive)?;
        let factor = fields.read("factor", Number::positive)?.unwrap_or(Number::whole(1));
        let reported = Reported { usd, factor };
        let price = fields.read("to_price_usd", Number::positive)?;
        let shock = fields.read("shock", Number::nonnegative)?;
        fields.finish()?;
        match (price, shock) {
            (Some(price), None) => Ok(Self::Path(reported, price)),
            (None, Some(shock)) => Ok(Self::Shock(reported, shock)),
            _ => {
                let rule = "expected either to_price_usd (the extreme of the move) or shock";
                Err(Error::conflict(rule))
            }
        }
    }

    fn to_value(self) -> Value {
        let (reported, key, end) = match self {
            Self::Stated(share) => return share.into(),
            Self::Path(reported, price) => (reported, "to_price_usd", price),
            Self::Shock(reported, shock) => (reported, "shock", shock),
        };
        record![("reported_usd", reported.usd), ("factor", reported.factor), (key, end)]
    }
}

impl Rung {
    fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let u = fields.read("u", Number::read)?.map(At::Displacement);
        let price = fields.read("liq_price_usd", Number::positive)?.map(At::Price);
        let usd = fields.read("notional_usd", Number::nonnegative)?.map(Size::Notional);
        let coins = fields.read("qty", Number::nonnegative)?.map(Size::Coins);
        let side = fields.word("side")?;
        fields.finish()?;
        let either = |what| Error::missing(what);
        let at = if u.is_some() && price.is_some() { None } else { u.or(price) };
        let size = if usd.is_some() && coins.is_some() { None } else { usd.or(coins) };
        Ok(Self {
            at: at.ok_or_else(|| either("either u or liq_price_usd"))?,
            size: size.ok_or_else(|| either("either notional_usd or qty"))?,
            side,
        })
    }

    fn to_value(self) -> Value {
        let mut found = Record::default();
        match self.at {
            At::Displacement(u) => found.put("u", u),
            At::Price(price) => found.put("liq_price_usd", price),
        }
        match self.size {
            Size::Notional(usd) => found.put("notional_usd", usd),
            Size::Coins(qty) => found.put("qty", qty),
        }
        found.put_some("side", self.side.map(Side::as_str));
        found.into()
    }
}

/// The rungs that a move along `axis` liquidates, or those behind it.
fn ladder(rungs: &[Rung], axis: &Axis, ahead: bool) -> Result<Ladder> {
    let side = axis.direction().side();
    let (mut u, mut notional) = (Vec::new(), Vec::new());
    let facing = if ahead { *axis } else { axis.facing(Direction::against(side.other())) };
    for rung in rungs.iter().filter(|rung| (rung.side.unwrap_or(side) == side) == ahead) {
        u.push(match rung.at {
            At::Displacement(u) => u.get(),
            At::Price(price) => facing.threshold(price.get()),
        });
        notional.push(match rung.size {
            Size::Notional(usd) => usd.get(),
            Size::Coins(qty) => qty.get() * axis.price_before(),
        });
    }
    Ladder::new(&u, &notional)
}

fn mix(value: Value) -> Result<Mix> {
    if let Value::Text(name) = &value {
        return Mix::preset(name);
    }
    Mix::new(each(value.items()?, &mut tier)?)
}

/// One tier: `[leverage, weight]` or `[leverage, weight, maintenance]`.
fn tier(value: Value) -> Result<Tier> {
    let items = value.items()?;
    let ratio = |index: usize| items.get(index).map(Value::parse::<Ratio>).transpose();
    let expected = || Error::malformed("a list of leverage and weight", "another list");
    if items.len() > 3 {
        return Err(expected());
    }
    Ok(Tier {
        leverage: ratio(0)?.ok_or_else(expected)?,
        weight: ratio(1)?.ok_or_else(expected)?,
        maintenance: ratio(2)?,
    })
}

fn mix_value(mix: &Mix) -> Value {
    let tier = |tier: &Tier| {
        let pair = [Some(tier.leverage), Some(tier.weight), tier.maintenance];
        Value::list(pair.into_iter().flatten().map(Value::exact))
    };
    mix.name().map_or_else(|| Value::list(mix.tiers().iter().map(tier)), Value::from)
}

fn steps(value: Value) -> Result<u32> {
    let number = Number::read(value)?;
    let count = match number {
        Number::Exact(value) if value.is_integer() => u32::try_from(value).ok(),
        _ => None,
    };
    let range = "a whole number from 2 to 1001";
    count.filter(|n| (2..=MOST_STEPS).contains(n)).ok_or_else(|| number.outside(range))
}

fn floats(value: Value) -> Result<Vec<f64>> {
    match value {
        Value::Floats(column) => Ok(column),
        other => each(other.items()?, &mut |value| value.estimate()),
    }
}
