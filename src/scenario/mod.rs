//! The scenario: one versioned schema for the page's address, presets, npm and files.
//!
//! ```text
//! {"washout": 1, "preset": "2025-11-04", "title": "…",
//!  "market": {"asset": "BTC", "price_usd": "106538.3", "open_interest_usd": "71000000000",
//!             "open_interest_qty"},
//!  "direction": "down" | "up", "coordinate": "linear" | "log",
//!  "book": {"kind": "synthetic", "mix": "neutral" | [["10", "0.5"], ["20", "0.5", "0.01"]],
//!           "share": "0.02" | {"reported_usd", "factor", "to_price_usd" | "shock"},
//!           "maintenance": "0.005", "spread": "0.08", "steps": 81}
//!        | {"kind": "positions", "positions": [{"id", "side", "qty", "entry_usd",
//!           "margin_usd" | "leverage", "maintenance", "basis": "mark" | "entry", "deduction_usd"}]
//!           | the same keys with a column each}
//!        | {"kind": "rungs", "rungs": [{"u" | "liq_price_usd", "notional_usd" | "qty", "side"}]}
//!        | {"kind": "columns", "u": […], "notional_usd": […]},
//!  "impact": {"kind": "linear", "usd_per_percent" | "depth_usd", "survival"}
//!          | {"kind": "levels", "levels": [[u, usd]],
//!            "exhausted"; a depth is that beyond the last}
//!          | any other model of [`crate::impact`] with its parameters,
//!  "flow": "1",
//!  "shock": "0.05" | {"to_price_usd"} | {"reach_price_usd"} | {"liquidate_usd"},
//!  "levels": ["105000", "100000"],
//!  "volatility": "0.025", "days": "1", "recovery": "0.6",
//!  "time": {"rho": "0.5", "permanent": "0"},
//!  "engine": {"kind": "market" | "bankruptcy_limit", "arrival": "gap" | "gradual",
//!             "fee_rate": "0", "fee_to": "fund" | "exchange", "residual": "fund" | "trader",
//! "fund_usd": "0", "adl": "queue" | "pro_rata",
//!             "winners": [{"id", "profit_usd", "leverage", "profit_rate", "wealth_usd"}],
//!             "tick_usd"}}
//! ```
//!
//! Exact numbers are decimal strings or whole numbers; estimates may also be floats. Every key
//! but `washout`, `market`, `book`, `impact` and `shock` has a default, a `preset` fills in what
//! is not given, and a key that is not listed is an error. What is read writes back to a
//! canonical form that reads the same.

mod book;
mod build;
mod impact;
mod merge;
mod number;
mod position;
mod position_columns;
mod positions;
mod preset;
mod recorded;
mod venue;

pub use book::{BookSpec, Reported, Rung, Share, Synthetic};
pub use build::Model;
pub use impact::ImpactSpec;
pub use merge::with;
pub use number::Number;
pub use position::PositionSpec;
pub use positions::{Positions, holding};
pub use preset::{ids as preset_ids, preset};
pub use venue::{TimeSpec, VenueSpec};

use crate::cascade::{Coordinate, Direction};
use crate::error::{Error, Kind, Result};
use crate::money::Coins;
use crate::value::{Fields, Record, Value, record};

/// The version of the schema.
pub const SCHEMA: i64 = 1;
/// Most key levels of one scenario.
const MOST_LEVELS: usize = 50;
/// Longest title, in bytes.
const MOST_TITLE: usize = 300;
/// Recovery unless stated: between the third of a fair price after informed selling and the whole
/// after uninformed selling; our own judgement.
const RECOVERY: Number = Number::Exact(rust_decimal::Decimal::from_parts(6, 0, 0, false, 1));

/// A market, a book of positions, a market depth and a shock.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The preset it started from.
    pub preset: Option<String>,
    /// What the author calls it.
    pub title: Option<String>,
    /// The asset, its price and its open interest.
    pub market: Market,
    /// Which way the shock goes.
    pub direction: Direction,
    /// How prices become displacements.
    pub coordinate: Coordinate,
    /// Where the positions come from.
    pub book: BookSpec,
    /// How forced orders move the price.
    pub impact: ImpactSpec,
    /// USD that hit the book for each USD liquidated.
    pub flow: Number,
    /// The move from outside.
    pub shock: Shock,
    /// Prices that the reader watches, in USD.
    pub levels: Vec<Number>,
    /// Daily volatility as a fraction, for touch probabilities.
    pub volatility: Option<Number>,
    /// Horizon of the touch probabilities, in days.
    pub days: Number,
    /// The share of what the forced orders added that is recovered afterwards, 0 to 1.
    pub recovery: Number,
    /// How the book refills between the engine's steps; none leaves the timed form out.
    pub time: Option<TimeSpec>,
    /// How the venue closes positions and who pays for what.
    pub engine: VenueSpec,
}

/// The asset, its price and its open interest.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// The asset's ticker.
    pub asset: String,
    /// Its mark price before the shock.
    pub price_usd: Number,
    /// Its open interest; a synthetic book needs it.
    pub open_interest_usd: Option<Number>,
    /// The same in coins, for the ledger; none takes it from the USD or the positions.
    pub open_interest_qty: Option<Coins>,
}

/// The move from outside, before any forced order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shock {
    /// A price move as a fraction: 0.05 is 5 %.
    Move(Number),
    /// The move to this price.
    ToPrice(Number),
    /// The smallest move whose cascade ends at this price or beyond.
    ReachPrice(Number),
    /// The smallest move that liquidates this many USD.
    Liquidate(Number),
}

impl Scenario {
    /// The scenario of a recorded event, by its day; [`preset_ids`] lists them.
    ///
    /// ```
    /// use washout::cascade::Direction;
    /// use washout::scenario::Scenario;
    ///
    /// let scenario = Scenario::preset("2025-11-04")?;
    /// assert_eq!((scenario.market.asset.as_str(), scenario.direction), ("BTC", Direction::Down));
    /// # Ok::<(), washout::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// An unknown name, with those that are known.
    pub fn preset(id: &str) -> Result<Self> {
        Self::read(record![("washout", SCHEMA), ("preset", id)])
    }

    /// Reads a scenario; a `preset` fills in what is not given.
    ///
    /// # Errors
    /// What is wrong, with the path of the key: `market.price_usd: expected …`.
    pub fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(preset::with_preset(value)?)?;
        fields.need("washout", "the version of the scenario, 1", version)?;
        let scenario = Self {
            preset: fields.text("preset")?,
            title: fields.read("title", title)?,
            market: fields.need("market", "a market", Market::read)?,
            direction: fields.word("direction")?.unwrap_or(Direction::Down),
            coordinate: fields.word("coordinate")?.unwrap_or(Coordinate::Linear),
            book: fields.need("book", "a book of positions", BookSpec::read)?,
            impact: fields.need("impact", "an impact model", ImpactSpec::read)?,
            flow: fields.read("flow", Number::nonnegative)?.unwrap_or(Number::whole(1)),
            shock: fields.need("shock", "a shock", Shock::read)?,
            levels: fields.each("levels", Number::positive)?,
            volatility: fields.read("volatility", Number::nonnegative)?,
            days: fields.read("days", Number::positive)?.unwrap_or(Number::whole(1)),
            recovery: fields.read("recovery", share)?.unwrap_or(RECOVERY),
            time: fields.read("time", TimeSpec::read)?,
            engine: fields.read("engine", VenueSpec::read)?.unwrap_or_default(),
        };
        fields.finish()?;
        if scenario.levels.len() > MOST_LEVELS {
            let error = Error::new(Kind::TooLarge { limit: "50 levels or fewer" });
            return Err(error.in_field("levels"));
        }
        Ok(scenario)
    }

    /// The canonical form, every key given, which reads as this scenario.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut found = Record::default();
        found.put("washout", SCHEMA);
        found.put_some("preset", self.preset.as_deref());
        found.put_some("title", self.title.as_deref());
        found.put("market", self.market.to_value());
        found.put("direction", self.direction.as_str());
        found.put("coordinate", self.coordinate.as_str());
        found.put("book", self.book.to_value());
        found.put("impact", self.impact.to_value());
        found.put("flow", self.flow);
        found.put("shock", self.shock.to_value());
        found.put("levels", Value::list(self.levels.iter().copied()));
        found.put_some("volatility", self.volatility);
        found.put("days", self.days);
        found.put("recovery", self.recovery);
        found.put_some("time", self.time.map(TimeSpec::to_value));
        found.put("engine", self.engine.to_value());
        found.into()
    }
}

impl Market {
    fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value)?;
        let market = Self {
            asset: fields.read("asset", title)?.unwrap_or_else(|| "BTC".to_owned()),
            price_usd: fields.need("price_usd", "the price before the shock", Number::positive)?,
            open_interest_usd: fields.read("open_interest_usd", Number::nonnegative)?,
            open_interest_qty: fields.exact("open_interest_qty")?,
        };
        fields.finish()?;
        Ok(market)
    }

    fn to_value(&self) -> Value {
        let mut found = Record::default();
        found.put("asset", self.asset.as_str());
        found.put("price_usd", self.price_usd);
        found.put_some("open_interest_usd", self.open_interest_usd);
        found.put_some("open_interest_qty", self.open_interest_qty);
        found.into()
    }
}

impl Shock {
    fn read(value: Value) -> Result<Self> {
        if !matches!(value, Value::Map(_)) {
            return Number::nonnegative(value).map(Self::Move);
        }
        let mut fields = Fields::of(value)?;
        let forms = [
            fields.read("to_price_usd", Number::positive)?.map(Self::ToPrice),
            fields.read("reach_price_usd", Number::positive)?.map(Self::ReachPrice),
            fields.read("liquidate_usd", Number::positive)?.map(Self::Liquidate),
        ];
        fields.finish()?;
        let mut given = forms.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(shock), None) => Ok(shock),
            _ => {
                let rule = "expected one of to_price_usd, reach_price_usd and liquidate_usd";
                Err(Error::conflict(rule))
            }
        }
    }

    fn to_value(self) -> Value {
        match self {
            Self::Move(fraction) => fraction.into(),
            Self::ToPrice(usd) => record![("to_price_usd", usd)],
            Self::ReachPrice(usd) => record![("reach_price_usd", usd)],
            Self::Liquidate(usd) => record![("liquidate_usd", usd)],
        }
    }
}

fn share(value: Value) -> Result<Number> {
    Number::read_if(value, "a share from 0 to 1", |x| (0.0..=1.0).contains(&x))
}

fn version(value: Value) -> Result<()> {
    match Number::read(value)? {
        Number::Exact(found) if found == rust_decimal::Decimal::from(SCHEMA) => Ok(()),
        other => Err(other.outside("version 1 of the scenario")),
    }
}

fn title(value: Value) -> Result<String> {
    let text = value.as_text()?;
    if text.len() > MOST_TITLE {
        return Err(Kind::TooLarge { limit: "300 bytes of text or fewer" }.into());
    }
    Ok(text.to_owned())
}
