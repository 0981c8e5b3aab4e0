//! One file to dated facts, as they stand in it.

use super::columns::{Columns, Role};
use super::entry::{Entry, Origin};
use super::source::{File, InterestUnit};
use crate::error::{Error, Kind, Result};
use crate::import::{self, Record, records};
use crate::market::hour::Candle;
use crate::money::{Price, Qty, Ratio, Usd};
use crate::time::{Time, Unit};

/// Open interest, before the price that values it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interest {
    Usd(Usd),
    Coins(Qty),
    /// Contracts that are each worth so many coins.
    Contracts(Qty, Ratio),
}

/// Liquidations of longs and of shorts that were reported for one span of time.
pub(super) type Sides = (Option<Usd>, Option<Usd>);

/// What a file holds, by the time that its rows carry.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) candles: Vec<Entry<Candle>>,
    pub(super) interest: Vec<Entry<Interest>>,
    pub(super) liquidated: Vec<Entry<Sides>>,
    pub(super) funding: Vec<Entry<Ratio>>,
    /// The asset that the file names.
    pub(super) asset: Option<String>,
    /// The rows span time, and open interest stands at their end.
    pub(super) spans: bool,
    /// How long the first candle says that it lasts.
    pub(super) lasts_ms: Option<i64>,
    pub(super) rows: u64,
    pub(super) unfinished: u64,
    pub(super) unread: Vec<String>,
}

/// Reads the rows of one file.
struct Reader<'f> {
    index: usize,
    file: &'f File,
    unit: Option<InterestUnit>,
    columns: Option<Columns>,
    facts: Facts,
}

/// Reads a file.
///
/// # Errors
/// With the file, record, line and field of the first bad row.
pub(super) fn facts(index: usize, file: &File, unit: Option<InterestUnit>) -> Result<Facts> {
    let facts = Facts::default();
    let mut reader = Reader { index, file, unit, columns: None, facts };
    let read = records(&file.text, &mut |row| reader.row(row));
    read.map_err(|error| error.at_index(index).in_field("files"))?;
    Ok(reader.facts)
}

impl Reader<'_> {
    fn row(&mut self, row: &Record<'_>) -> Result<()> {
        let columns = match self.columns.take().filter(|columns| columns.fit(row)) {
            Some(columns) => columns,
            None => Columns::of(row, &self.file.columns)?,
        };
        self.facts.rows = self.facts.rows.saturating_add(1);
        let taken = self.take(&columns, row);
        if self.facts.rows == 1 {
            self.facts.spans = columns.spans();
            self.facts.unread = columns.unread();
        }
        self.columns = Some(columns);
        taken
    }

    fn take(&mut self, columns: &Columns, row: &Record<'_>) -> Result<()> {
        self.symbol(columns, row)?;
        if columns.get(row, Role::Finished) == Some("0") {
            self.facts.unfinished = self.facts.unfinished.saturating_add(1);
            return Ok(());
        }
        let time = need(columns, row, Role::Time, "a time", time)?;
        let origin = Origin { file: self.index, record: row.record, line: row.line };
        let at = |time: Time| time.millis();
        if columns.has(Role::Close) {
            let end = read(columns, row, Role::End, self::time)?;
            let length = end.map(|end| at(end).saturating_sub(at(time)).saturating_add(1));
            self.facts.lasts_ms = self.facts.lasts_ms.or(length);
            let value = candle(columns, row)?;
            self.facts.candles.push(Entry { time: at(time), value, origin });
        }
        if let Some(value) = self.interest(columns, row)? {
            self.facts.interest.push(Entry { time: at(time), value, origin });
        }
        if columns.has(Role::Long) || columns.has(Role::Short) {
            let value = (usd(columns, row, Role::Long)?, usd(columns, row, Role::Short)?);
            self.facts.liquidated.push(Entry { time: at(time), value, origin });
        }
        if let Some(value) = rate(columns, row)? {
            // Venues' own times are a few milliseconds late.
            self.facts.funding.push(Entry { time: time.floor(1000), value, origin });
        }
        Ok(())
    }

    /// The asset by the row's symbol, or by that of the object around all rows.
    fn symbol(&mut self, columns: &Columns, row: &Record<'_>) -> Result<()> {
        let own = columns.get(row, Role::Symbol).map(std::borrow::Cow::Borrowed);
        let around = |name| row.around.map(|around| around.text(name)).transpose();
        let symbol = match own {
            Some(symbol) => Some(symbol),
            None => around("symbol")?.flatten(),
        };
        let Some(symbol) = symbol else { return Ok(()) };
        let symbol = symbol.to_ascii_uppercase();
        let asset = import::asset(&symbol);
        match &self.facts.asset {
            None => self.facts.asset = Some(asset),
            Some(known) if *known == asset => {}
            Some(_) => return Err(other_asset().in_field(columns.name(Role::Symbol))),
        }
        Ok(())
    }

    fn interest(&self, columns: &Columns, row: &Record<'_>) -> Result<Option<Interest>> {
        if let Some(usd) = usd(columns, row, Role::InterestUsd)? {
            return Ok(Some(Interest::Usd(usd)));
        }
        if let Some(coins) = read(columns, row, Role::InterestCoins, |text| text.parse::<Qty>())? {
            return Ok(Some(Interest::Coins(coins)));
        }
        for role in [Role::InterestClose, Role::Interest] {
            if let Some(amount) = read(columns, row, role, |text| text.parse::<Qty>())? {
                let valued = self.unit(row).and_then(|unit| unit.of(amount));
                return valued.map(Some).map_err(|error| error.in_field(columns.name(role)));
            }
        }
        Ok(None)
    }

    /// What open interest is counted in where its name does not say.
    fn unit(&self, row: &Record<'_>) -> Result<InterestUnit> {
        // Bybit counts linear contracts in coins and inverse ones in USD.
        let category = row.around.map(|around| around.text("category")).transpose()?.flatten();
        match (self.unit, category.as_deref()) {
            (Some(unit), _) => Ok(unit),
            (None, Some("linear")) => Ok(InterestUnit::Coins),
            (None, Some("inverse")) => Ok(InterestUnit::Usd),
            _ => Err(Kind::Ambiguous { choose: UNIT }.into()),
        }
    }
}

const UNIT: &str = "oi_unit: usd, coins or contracts, for the file does not say in what it counts \
                    open interest";

pub(super) fn other_asset() -> Error {
    Error::conflict("expected one asset in all files, found another one")
}

impl InterestUnit {
    fn of(self, amount: Qty) -> Result<Interest> {
        match self {
            Self::Usd => Usd::new(amount.decimal()).map(Interest::Usd),
            Self::Coins => Ok(Interest::Coins(amount)),
            Self::ContractsOfCoins(each) => Ok(Interest::Contracts(amount, each)),
            Self::ContractsOfUsd(each) => each.times(amount).map(Interest::Usd),
        }
    }
}

impl Interest {
    /// In USD at this price.
    ///
    /// # Errors
    /// Overflow or inexact when it does not fit.
    pub(super) fn usd(self, price: Price) -> Result<Usd> {
        match self {
            Self::Usd(usd) => Ok(usd),
            Self::Coins(coins) => price.times(coins),
            Self::Contracts(count, each) => price.times(count)?.times(each),
        }
    }
}

fn candle(columns: &Columns, row: &Record<'_>) -> Result<Candle> {
    let price = |role| need(columns, row, role, "a price", price);
    let [open, high] = [price(Role::Open)?, price(Role::High)?];
    let [low, close] = [price(Role::Low)?, price(Role::Close)?];
    for (role, inner) in [(Role::Open, open), (Role::Close, close)] {
        if inner < low || inner > high {
            let range = "a price between the low and the high of its candle";
            let error = Error::out_of_range(range, &inner.to_string());
            return Err(error.in_field(columns.name(if low > high { Role::Low } else { role })));
        }
    }
    Ok(Candle { open, high, low, close })
}

fn price(text: &str) -> Result<Price> {
    let price: Price = text.parse()?;
    if price.is_zero() { Err(Error::out_of_range("a price above 0", text)) } else { Ok(price) }
}

fn usd(columns: &Columns, row: &Record<'_>, role: Role) -> Result<Option<Usd>> {
    read(columns, row, role, |text| match text.parse::<Usd>()? {
        below if below < Usd::ZERO => Err(Error::out_of_range("0 or more", text)),
        usd => Ok(usd),
    })
}

fn rate(columns: &Columns, row: &Record<'_>) -> Result<Option<Ratio>> {
    let fraction = read(columns, row, Role::Rate, |text| text.parse::<Ratio>())?;
    let percent = read(columns, row, Role::RatePercent, |text| {
        let hundredth = Ratio::new(rust_decimal::Decimal::new(1, 2));
        let rate = text.parse::<Ratio>()?.checked_mul(hundredth);
        rate.ok_or_else(|| Error::overflow("the funding rate"))
    })?;
    Ok(fraction.or(percent))
}

/// Whole counts since 1970 by their digits, else a date.
fn time(text: &str) -> Result<Time> {
    let unit = match text.len() {
        10 => Unit::Seconds,
        16 => Unit::Micros,
        _ => return Time::parse(text),
    };
    match text.parse() {
        Ok(count) => Time::from_unit(count, unit),
        Err(_) => Time::parse(text),
    }
}

/// The field of this role, read with `parse`; an error names it.
fn read<T>(
    columns: &Columns,
    row: &Record<'_>,
    role: Role,
    parse: impl FnOnce(&str) -> Result<T>,
) -> Result<Option<T>> {
    let found = columns.get(row, role).map(parse).transpose();
    found.map_err(|error| error.in_field(columns.name(role)))
}

fn need<T>(
    columns: &Columns,
    row: &Record<'_>,
    role: Role,
    what: &'static str,
    parse: impl FnOnce(&str) -> Result<T>,
) -> Result<T> {
    let missing = || Error::missing(what).in_field(columns.name(role));
    read(columns, row, role, parse)?.ok_or_else(missing)
}
