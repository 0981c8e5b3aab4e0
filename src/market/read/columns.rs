//! Which field of a row holds what.
//!
//! Each file, and how it is known:
//!
//! - text with a header, objects: by the names of its fields
//! - lists and text without a header, five fields or more: candles: time, open, high, low, close, …
//! - lists of four, from OKX: open interest in contracts, coins, USD
//! - lists of three, from OKX: open interest and volume in USD
//!
//! Twelve fields are a candle of Binance, whose seventh is its end; nine are one of OKX, whose last
//! says whether it is finished; six are ccxt's and seven Bybit's.

use crate::error::{Error, Kind, Result};
use crate::import::Record;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Time,
    /// The last millisecond of a candle.
    End,
    Open,
    High,
    Low,
    Close,
    /// `0` for a candle that is not finished.
    Finished,
    InterestUsd,
    InterestCoins,
    /// Open interest of which the name says no unit.
    Interest,
    /// The same, at the close of a row that spans time.
    InterestClose,
    Long,
    Short,
    /// A funding rate as a fraction.
    Rate,
    /// A funding rate in percent.
    RatePercent,
    Symbol,
}

/// Names of each role, in lower case; where several are there, the first of the list counts.
const NAMES: [(Role, &[&str]); 16] = [
    (
        Role::Time,
        &[
            "time_ms",
            "timestamp",
            "open_time",
            "opentime",
            "open time",
            "time",
            "create_time",
            "fundingtime",
            "calc_time",
            "starttime",
            "start",
            "date",
            "datetime",
            "datetime_utc",
            "t",
            "ts",
        ],
    ),
    (Role::End, &["close_time", "closetime", "close time"]),
    (Role::Open, &["open", "price_open", "open_price", "o"]),
    (Role::High, &["high", "price_high", "high_price", "h"]),
    (Role::Low, &["low", "price_low", "low_price", "l"]),
    (Role::Close, &["close", "price_close", "close_price", "c"]),
    (Role::Finished, &["confirm"]),
    (
        Role::InterestUsd,
        &[
            "open_interest_usd",
            "oi_usd",
            "oiusd",
            "sumopeninterestvalue",
            "sum_open_interest_value",
            "openinterestvalue",
            "open_interest_value",
        ],
    ),
    (Role::InterestCoins, &["open_interest_coins", "oi_coins", "oiccy"]),
    (
        Role::Interest,
        &[
            "open_interest",
            "openinterest",
            "oi",
            "sumopeninterest",
            "sum_open_interest",
            "openinterestamount",
        ],
    ),
    (Role::InterestClose, &["oi_close", "open_interest_close"]),
    (
        Role::Long,
        &[
            "liquidation_long_usd",
            "long_liquidation_usd",
            "long_liquidations_usd",
            "liquidations_long_usd",
            "aggregated_long_liquidation_usd",
            "longliquidationusd",
            "long_usd",
        ],
    ),
    (
        Role::Short,
        &[
            "liquidation_short_usd",
            "short_liquidation_usd",
            "short_liquidations_usd",
            "liquidations_short_usd",
            "aggregated_short_liquidation_usd",
            "shortliquidationusd",
            "short_usd",
        ],
    ),
    (Role::Rate, &["funding_rate", "fundingrate", "last_funding_rate", "lastfundingrate"]),
    (Role::RatePercent, &["funding_rate_percent", "funding_percent"]),
    (Role::Symbol, &["symbol", "instid", "pair", "coin", "asset"]),
];

/// What may be asked for by name in place of the names above.
pub(super) const ASKED: [(&str, Role); 14] = [
    ("time", Role::Time),
    ("open", Role::Open),
    ("high", Role::High),
    ("low", Role::Low),
    ("close", Role::Close),
    ("open_interest_usd", Role::InterestUsd),
    ("open_interest_coins", Role::InterestCoins),
    ("open_interest", Role::Interest),
    ("long_usd", Role::Long),
    ("short_usd", Role::Short),
    ("funding_rate", Role::Rate),
    ("funding_percent", Role::RatePercent),
    ("symbol", Role::Symbol),
    ("end", Role::End),
];

const EXPECTED: &str =
    "candles, open interest, liquidations or funding by the hour, with names for their columns";

/// The fields of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Field and role, in the order of roles.
    places: Vec<(usize, Role)>,
    /// The names that these were found under; empty for a list.
    names: Vec<String>,
}

impl Columns {
    /// The columns of the rows like `row`, where `asked` names some of them.
    ///
    /// # Errors
    /// Missing without a time, or where an asked column is not there; malformed for a list of no
    /// known kind.
    pub(super) fn of(row: &Record<'_>, asked: &[(Role, String)]) -> Result<Self> {
        let Some(names) = row.names else { return Self::of_list(row) };
        let mut places = Vec::new();
        for (role, known) in NAMES {
            let wanted = asked.iter().find(|(other, _)| *other == role);
            let place = match wanted {
                Some((_, name)) => Some(named(names, name)?),
                None => known.iter().find_map(|name| names.iter().position(|n| n == name)),
            };
            places.extend(place.map(|place| (place, role)));
        }
        let mut columns = Self { places, names: names.to_vec() };
        columns.understand();
        match columns.has(Role::Time) {
            true => Ok(columns),
            false => Err(Error::missing("a column with the time").in_field("time")),
        }
    }

    fn of_list(row: &Record<'_>) -> Result<Self> {
        use Role::{Close, End, Finished, High, InterestUsd, Low, Open, Time};
        let okx = row.around.map(|around| around.text("code")).transpose()?.flatten().is_some();
        let candle = [Time, Open, High, Low, Close].into_iter().enumerate();
        let places = match row.fields.len() {
            12 => candle.chain([(6, End)]).collect(),
            9 if okx => candle.chain([(8, Finished)]).collect(),
            5.. => candle.collect(),
            4 if okx => vec![(0, Time), (3, InterestUsd)],
            3 if okx => vec![(0, Time), (1, InterestUsd)],
            _ => return Err(Error::malformed(EXPECTED, &row.fields.join(","))),
        };
        Ok(Self { places, names: Vec::new() })
    }

    /// What the names mean together.
    fn understand(&mut self) {
        let is = |role| self.has(role);
        // Coin-margined contracts of Binance: contracts, and their value in coins.
        let coin_margined = self.names.iter().any(|name| name == "contracttype");
        // Hourly tables of liquidations have open interest in USD and funding in percent.
        let hourly = is(Role::Long) && is(Role::Short) && is(Role::InterestClose);
        let percent = self.names.iter().position(|name| name == "funding_close");
        for (_, role) in &mut self.places {
            match role {
                Role::InterestUsd if coin_margined => *role = Role::InterestCoins,
                Role::InterestClose if hourly => *role = Role::InterestUsd,
                _ => {}
            }
        }
        if hourly && !self.has(Role::Rate) && !self.has(Role::RatePercent) {
            self.places.extend(percent.map(|place| (place, Role::RatePercent)));
        }
    }

    /// Whether the rows have this.
    pub(super) fn has(&self, role: Role) -> bool {
        self.places.iter().any(|(_, other)| *other == role)
    }

    /// Whether a row spans time and does not stand for an instant.
    pub(super) fn spans(&self) -> bool {
        [Role::Close, Role::Long, Role::Short, Role::InterestClose].iter().any(|r| self.has(*r))
    }

    /// The text of a field; none where there is none, and for the words that stand for nothing.
    pub(super) fn get<'r>(&self, row: &'r Record<'_>, role: Role) -> Option<&'r str> {
        let (place, _) = self.places.iter().find(|(_, other)| *other == role)?;
        let text = row.fields.get(*place)?;
        let nothing = ["", "null", "none"].iter().any(|word| text.eq_ignore_ascii_case(word));
        (!nothing).then_some(text)
    }

    /// What a field is called, for errors.
    pub(super) fn name(&self, role: Role) -> String {
        let place = self.places.iter().find(|(_, other)| *other == role).map(|(place, _)| *place);
        let name = place.and_then(|place| self.names.get(place)).cloned();
        let asked = ASKED.iter().find(|(_, other)| *other == role).map(|(name, _)| *name);
        name.unwrap_or_else(|| asked.unwrap_or("value").to_owned())
    }

    /// Names of fields that nothing is read from.
    pub(super) fn unread(&self) -> Vec<String> {
        let read = |place: usize| self.places.iter().any(|(other, _)| *other == place);
        let names = self.names.iter().enumerate().filter(|(place, _)| !read(*place));
        names.map(|(_, name)| name.clone()).collect()
    }

    /// Whether these are the columns of a row like `row`.
    pub(super) fn fit(&self, row: &Record<'_>) -> bool {
        row.names.unwrap_or_default() == self.names.as_slice()
    }
}

fn named(names: &[String], name: &str) -> Result<usize> {
    let place = names.iter().position(|other| other.eq_ignore_ascii_case(name));
    place.ok_or_else(|| {
        Kind::UnknownName { known: "the names of the columns", found: name.into() }.into()
    })
}
