//! Tardis.dev liquidations CSV.
//!
//! ```text
//! exchange,symbol,timestamp,local_timestamp,id,side,price,amount
//! deribit,BTC-PERPETUAL,1584058044032000,1559347228619000,66460463,sell,4469.5,1120
//! ```
//!
//! Documentation: <https://docs.tardis.dev/downloadable-csv-files#liquidations>, as of 2026-11.
//! Their `trades` files have the very same columns, and only the file's name tells them apart: the
//! format has to be named, or a file name with `liquidations` in it given.
//!
//! | our field | theirs | why |
//! |---|---|---|
//! | `time` | `timestamp` | MICROseconds, cut to the millisecond |
//! | `venue` | `exchange` | |
//! | `closed` | `side` | already the side of the forced ORDER everywhere: `sell` closed a long |
//! | `qty` | `amount` | the venue's own unit: coins, contracts, dollars |
//! | `price` | `price` | the venue's own |
//!
//! Coverage: the venue's. Duplicate: the same line again, local time apart.

use super::bytes::has;
use super::contracts::{Measure, worth};
use super::csv::Columns;
use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::layout::Layout;
use super::options::Options;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, Side};
use crate::money::{Price, Qty};
use crate::time::{Time, Unit};

const EXCHANGE: usize = 0;
const SYMBOL: usize = 1;
const TIME: usize = 2;
const ID: usize = 4;
const SIDE: usize = 5;
const PRICE: usize = 6;
const AMOUNT: usize = 7;

/// The feed.
pub(super) const FEED: Feed = Feed::table("tardis-csv", LAYOUT).asking(asks);

fn asks(options: &Options) -> Option<&'static str> {
    const FORMAT: &str =
        "format: tardis-csv if these are liquidations; trades have the same columns";
    let named = has(options.file_name.as_deref().unwrap_or_default(), "liquidations");
    (options.format.is_none() && !named).then_some(FORMAT)
}

const LAYOUT: Layout = Layout {
    names: &[
        &["exchange"],
        &["symbol"],
        &["timestamp"],
        &["local_timestamp"],
        &["id"],
        &["side"],
        &["price"],
        &["amount"],
    ],
    needed: &[EXCHANGE, SYMBOL, TIME, 3, ID, SIDE, PRICE, AMOUNT],
    bare: None,
    read,
    quick: None,
};

/// What Tardis calls a venue, how the venue measures, what its price is, what its feed contains.
const VENUES: [(&str, Measure, PriceKind, Coverage); 20] = {
    use Coverage::{Full, LargestPerSecond, Sampled};
    use PriceKind::{Bankruptcy, Order, Reported, Trade};
    [
        ("binance-futures", Measure::Base, Order, LargestPerSecond),
        ("aster-futures", Measure::Base, Order, LargestPerSecond),
        ("binance-delivery", Measure::BinanceCoinM, Order, Sampled),
        ("bitfinex-derivatives", Measure::Base, Order, Full),
        ("bitget-futures", Measure::Quote, Reported, LargestPerSecond),
        ("bitmex", Measure::Bitmex, Order, Full),
        ("bybit", Measure::Bybit, Bankruptcy, Sampled),
        ("cryptofacilities", Measure::Kraken, Trade, Full),
        ("deribit", Measure::Deribit, Trade, Full),
        ("dydx", Measure::Base, Trade, Full),
        ("dydx-v4", Measure::Base, Trade, Full),
        ("ftx", Measure::Base, Trade, Full),
        ("gate-io-futures", Measure::Gate, Order, Sampled),
        ("huobi-dm", Measure::Htx, Order, Full),
        ("huobi-dm-swap", Measure::Htx, Order, Full),
        ("huobi-dm-linear-swap", Measure::Htx, Order, Full),
        ("hyperliquid", Measure::Base, Trade, Full),
        ("lighter", Measure::Base, Trade, Full),
        ("okex-futures", Measure::Okx, Bankruptcy, Sampled),
        ("okex-swap", Measure::Okx, Bankruptcy, Sampled),
    ]
};

fn read(columns: &Columns, fields: &[&[u8]], _: &[u8], intake: &mut Intake<'_>) -> Result<Outcome> {
    const KNOWN: &str = "the exchanges of Tardis's liquidation files";
    columns.not_moved(fields, &[PRICE, AMOUNT], &[TIME, SIDE])?;
    let field = |which| columns.get(fields, which);
    let found = VENUES.iter().find(|(name, ..)| name.as_bytes() == field(EXCHANGE));
    let unknown = || {
        let unknown = Kind::UnknownName { known: KNOWN, found: field(EXCHANGE).into() };
        Error::new(unknown).in_field("exchange")
    };
    let (venue, measure, kind, coverage) = *found.ok_or_else(unknown)?;
    let symbol = super::symbol::checked(field(SYMBOL)).map_err(|e| e.in_field("symbol"))?;
    let (unit, worth) = worth(measure, symbol, &intake.options.contract_values)?;
    let draft = Draft {
        time: micros(field(TIME)).map_err(|e| e.in_field("timestamp"))?,
        venue,
        symbol: field(SYMBOL),
        closed: Side::closed_by_order(field(SIDE)).map_err(|e| e.in_field("side"))?,
        qty: Qty::from_bytes(field(AMOUNT)).map_err(|e| e.in_field("amount"))?,
        unit,
        worth,
        price: Price::from_bytes(field(PRICE)).map_err(|e| e.in_field("price"))?,
        kind,
        fill: None,
        coverage,
    };
    let key = [EXCHANGE, SYMBOL, TIME, ID, SIDE, PRICE, AMOUNT].map(field);
    intake.event(Some(&key), &draft)
}

fn micros(text: &[u8]) -> Result<Time> {
    let bad = || Error::from(Kind::Malformed { expected: "microseconds", found: text.into() });
    let count = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    Time::from_unit(count.ok_or_else(bad)?, Unit::Micros)
}
