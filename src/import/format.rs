//! The formats, and how each is recognised from its first bytes.

use super::bytes::has;
use super::csv::{Columns, split};
use super::frames::{Frame, Frames};
use super::intake::{Intake, Outcome};
use super::json::Json;
use super::{
    Options, binance_csv, binance_json, binance_snapshot, bitfinex, bitget, bitmex, bybit,
    coinalyze, coinglass, deribit, dydx, ftx, gate, htx, hyperliquid, kraken, lighter, okx,
    own_csv, plain_binance, tardis_csv,
};
use crate::error::{Error, Kind, Result};

/// The names, for messages.
const KNOWN: &str = "washout-csv, binance-forceorder-json, binance-forceorder-csv, binance-snapshot-csv, \
    bybit-json, okx-json, bitmex-json, deribit-json, kraken-futures-json, htx-json, gate-rest-json, \
    gate-stream-json, bitget-json, bitfinex-json, dydx-json, hyperliquid-json, \
    lighter-json, ftx-json, tardis-csv, coinglass-totals-json, coinglass-orders-json, \
    coinalyze-json";

/// The mark with which some programs start UTF-8 text.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";
/// Byte order marks of the encoding that spreadsheets call Unicode text.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Our own plain CSV.
    WashoutCsv,
    /// Binance `forceOrder` messages, USD-M and COIN-M.
    BinanceForceOrderJson,
    /// Captures of Binance `forceOrder` in 12 columns, with or without a header.
    BinanceForceOrderCsv,
    /// Binance public data `liquidationSnapshot`.
    BinanceSnapshotCsv,
    /// Bybit `allLiquidation` and the older `liquidation` topic.
    BybitJson,
    /// OKX `liquidation-orders`: WebSocket, REST, v3.
    OkxJson,
    /// BitMEX `liquidation` table.
    BitmexJson,
    /// Deribit trades.
    DeribitJson,
    /// Kraken Futures trades.
    KrakenFuturesJson,
    /// HTX liquidation orders: WebSocket and REST.
    HtxJson,
    /// Gate `liq_orders`, REST.
    GateRestJson,
    /// Gate `futures.public_liquidates`, WebSocket.
    GateStreamJson,
    /// Bitget `liquidation` topic.
    BitgetJson,
    /// Bitfinex `liq:global` and liquidations.
    BitfinexJson,
    /// dYdX v4 trades.
    DydxJson,
    /// Hyperliquid user fills.
    HyperliquidJson,
    /// Lighter trades.
    LighterJson,
    /// FTX trades, historic.
    FtxJson,
    /// Tardis.dev liquidations CSV.
    TardisCsv,
    /// CoinGlass histories and lists.
    CoinglassTotalsJson,
    /// CoinGlass orders.
    CoinglassOrdersJson,
    /// Coinalyze liquidation history.
    CoinalyzeJson,
}

/// How a table is read.
pub(super) struct Layout {
    /// The wanted columns, each with the spellings of its name.
    pub(super) names: &'static [&'static [&'static str]],
    /// Columns without which a line is no header.
    pub(super) needed: &'static [usize],
    /// Fields of a line of a file without a header; none where a header is required.
    pub(super) bare: Option<usize>,
    /// Reads one line's fields.
    pub(super) read: ReadLine,
    /// The plainest header, and what reads the plain rows under it.
    pub(super) quick: Option<(&'static [u8], ReadQuick)>,
}

pub(super) type ReadLine = fn(&Columns, &[&[u8]], &[u8], &mut Intake<'_>) -> Result<Outcome>;
/// Reads and accounts for the rows that the text begins with, up to the first one that is not
/// plain; how many bytes they were.
pub(super) type ReadQuick = fn(&[u8], &mut Intake<'_>) -> usize;
pub(super) type ReadMessage = fn(Json<'_>, &mut Intake<'_>) -> Result<()>;

/// How a format is read.
pub(super) enum Reader {
    Table(&'static Layout),
    Messages(ReadMessage),
}

/// The formats of tables.
const TABLES: [Format; 4] = [
    Format::WashoutCsv,
    Format::BinanceForceOrderCsv,
    Format::BinanceSnapshotCsv,
    Format::TardisCsv,
];

type Sniff = fn(Json<'_>) -> bool;

/// How the messages of each feed are recognised.
const SNIFFERS: [(Sniff, Format); 18] = [
    (binance_json::is, Format::BinanceForceOrderJson),
    (bybit::is, Format::BybitJson),
    (okx::is, Format::OkxJson),
    (bitmex::is, Format::BitmexJson),
    (deribit::is, Format::DeribitJson),
    (kraken::is, Format::KrakenFuturesJson),
    (htx::is, Format::HtxJson),
    (gate::is_rest, Format::GateRestJson),
    (gate::is_stream, Format::GateStreamJson),
    (bitget::is, Format::BitgetJson),
    (bitfinex::is, Format::BitfinexJson),
    (dydx::is, Format::DydxJson),
    (hyperliquid::is, Format::HyperliquidJson),
    (lighter::is, Format::LighterJson),
    (ftx::is, Format::FtxJson),
    (coinglass::is_totals, Format::CoinglassTotalsJson),
    (coinglass::is_orders, Format::CoinglassOrdersJson),
    (coinalyze::is, Format::CoinalyzeJson),
];

impl Format {
    /// Every format.
    pub const ALL: [Self; 22] = [
        Self::WashoutCsv,
        Self::BinanceForceOrderJson,
        Self::BinanceForceOrderCsv,
        Self::BinanceSnapshotCsv,
        Self::BybitJson,
        Self::OkxJson,
        Self::BitmexJson,
        Self::DeribitJson,
        Self::KrakenFuturesJson,
        Self::HtxJson,
        Self::GateRestJson,
        Self::GateStreamJson,
        Self::BitgetJson,
        Self::BitfinexJson,
        Self::DydxJson,
        Self::HyperliquidJson,
        Self::LighterJson,
        Self::FtxJson,
        Self::TardisCsv,
        Self::CoinglassTotalsJson,
        Self::CoinglassOrdersJson,
        Self::CoinalyzeJson,
    ];

    /// The name in options and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WashoutCsv => "washout-csv",
            Self::BinanceForceOrderJson => "binance-forceorder-json",
            Self::BinanceForceOrderCsv => "binance-forceorder-csv",
            Self::BinanceSnapshotCsv => "binance-snapshot-csv",
            Self::BybitJson => "bybit-json",
            Self::OkxJson => "okx-json",
            Self::BitmexJson => "bitmex-json",
            Self::DeribitJson => "deribit-json",
            Self::KrakenFuturesJson => "kraken-futures-json",
            Self::HtxJson => "htx-json",
            Self::GateRestJson => "gate-rest-json",
            Self::GateStreamJson => "gate-stream-json",
            Self::BitgetJson => "bitget-json",
            Self::BitfinexJson => "bitfinex-json",
            Self::DydxJson => "dydx-json",
            Self::HyperliquidJson => "hyperliquid-json",
            Self::LighterJson => "lighter-json",
            Self::FtxJson => "ftx-json",
            Self::TardisCsv => "tardis-csv",
            Self::CoinglassTotalsJson => "coinglass-totals-json",
            Self::CoinglassOrdersJson => "coinglass-orders-json",
            Self::CoinalyzeJson => "coinalyze-json",
        }
    }

    /// The format with this name.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|format| format.as_str() == name);
        found.ok_or_else(|| Kind::UnknownName { known: KNOWN, found: name.into() }.into())
    }

    /// Checks that the caller has said what the content of this format does not.
    ///
    /// # Errors
    /// [`Kind::Ambiguous`] with what has to be chosen.
    pub(super) fn settled(self, options: &Options) -> Result<()> {
        let name = options.file_name.as_deref().unwrap_or_default();
        let choose = match self {
            Self::GateStreamJson | Self::CoinglassOrdersJson if options.side_means.is_none() => {
                "side_means: position (buy, 1 or a positive size is a long) or order"
            }
            Self::CoinalyzeJson if options.in_usd.is_none() => {
                "in_usd: true where the answer was asked for with convert_to_usd=true, else false"
            }
            Self::TardisCsv if options.format.is_none() && !has(name, "liquidations") => {
                "format: tardis-csv if these are liquidations; trades have the same columns"
            }
            Self::BinanceSnapshotCsv
                if options.symbol.is_none() && binance_snapshot::symbol(name).is_none() =>
            {
                "symbol: the market of this file, such as BTCUSD_PERP, which only its name says"
            }
            _ => return Ok(()),
        };
        Err(Kind::Ambiguous { choose }.into())
    }

    /// Reads the plainest lines of the feed of which files are the longest.
    pub(super) const fn quick(self) -> Option<ReadQuick> {
        match self {
            Self::BinanceForceOrderJson => Some(plain_binance::rows),
            _ => None,
        }
    }

    pub(super) fn reader(self) -> Reader {
        match self {
            Self::WashoutCsv => Reader::Table(&own_csv::LAYOUT),
            Self::BinanceForceOrderJson => Reader::Messages(binance_json::read),
            Self::BinanceForceOrderCsv => Reader::Table(&binance_csv::LAYOUT),
            Self::BinanceSnapshotCsv => Reader::Table(&binance_snapshot::LAYOUT),
            Self::BybitJson => Reader::Messages(bybit::read),
            Self::OkxJson => Reader::Messages(okx::read),
            Self::BitmexJson => Reader::Messages(bitmex::read),
            Self::DeribitJson => Reader::Messages(deribit::read),
            Self::KrakenFuturesJson => Reader::Messages(kraken::read),
            Self::HtxJson => Reader::Messages(htx::read),
            Self::GateRestJson => Reader::Messages(gate::read_rest),
            Self::GateStreamJson => Reader::Messages(gate::read_stream),
            Self::BitgetJson => Reader::Messages(bitget::read),
            Self::BitfinexJson => Reader::Messages(bitfinex::read),
            Self::DydxJson => Reader::Messages(dydx::read),
            Self::HyperliquidJson => Reader::Messages(hyperliquid::read),
            Self::LighterJson => Reader::Messages(lighter::read),
            Self::FtxJson => Reader::Messages(ftx::read),
            Self::TardisCsv => Reader::Table(&tardis_csv::LAYOUT),
            Self::CoinglassTotalsJson => Reader::Messages(coinglass::read_totals),
            Self::CoinglassOrdersJson => Reader::Messages(coinglass::read_orders),
            Self::CoinalyzeJson => Reader::Messages(coinalyze::read),
        }
    }
}

/// The format of a file that begins with `head`, from its content alone.
///
/// # Errors
/// [`Kind::Empty`] when there is nothing but space, [`Kind::UnknownFormat`] with an excerpt when
/// no format reads it, and what it is instead when that is text in UTF-16; never a guess.
pub fn detect(head: &[u8]) -> Result<Format> {
    if UTF_16.into_iter().any(|mark| head.starts_with(mark)) {
        return Err(Kind::Malformed { expected: "text in UTF-8", found: "UTF-16".into() }.into());
    }
    let text = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return Err(Kind::Empty.into());
    }
    let unknown = || Error::new(Kind::UnknownFormat(first_line(text).into()));
    let found = match text.first() {
        Some(b'{' | b'[') => message_format(text),
        _ => table_format(first_line(text)).or_else(|| message_format(text)),
    };
    found.ok_or_else(unknown)
}

fn first_line(text: &[u8]) -> &[u8] {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or(text);
    line.trim_ascii_end()
}

/// The format of the first message that any feed recognises.
fn message_format(text: &[u8]) -> Option<Format> {
    let mut found = None;
    let mut take = |frame: Frame<'_>, _| {
        let (message, is_line) = match frame {
            Frame::Line(text) => (Json::new(text).ok(), true),
            Frame::Message(text) => (Json::new(text).ok(), false),
            Frame::Broken(_) => (None, false),
        };
        found = found.or_else(|| message.and_then(sniff));
        !is_line || message.is_some()
    };
    Frames::new().push(text, &mut take);
    found
}

/// The format of one message. No two feeds share the keys that are looked for.
fn sniff(message: Json<'_>) -> Option<Format> {
    SNIFFERS.iter().find(|(is, _)| is(message)).map(|(_, format)| *format)
}

/// The format of a table with this first line.
fn table_format(line: &[u8]) -> Option<Format> {
    let fits = |format: &Format| match format.reader() {
        Reader::Table(layout) => layout.header(line).is_some(),
        Reader::Messages(_) => false,
    };
    let bare = || binance_csv::is_row(line).then_some(Format::BinanceForceOrderCsv);
    let older = || binance_snapshot::is_row(line).then_some(Format::BinanceSnapshotCsv);
    TABLES.into_iter().find(fits).or_else(bare).or_else(older)
}

impl Layout {
    /// The columns, where `line` is a header of this layout.
    pub(super) fn header(&self, line: &[u8]) -> Option<Columns> {
        let columns = split(line, |fields| Columns::find(fields, self.names)).ok()?;
        self.needed.iter().all(|which| columns.has(*which)).then_some(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_utf_16_is_called_by_its_name() {
        for head in [&b"\xff\xfet\0i\0m\0e\0"[..], b"\xfe\xff\0t\0i\0m\0e"] {
            let error = detect(head).unwrap_err();
            assert_eq!(error.to_string(), "expected text in UTF-8, found \"UTF-16\"");
        }
    }

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.as_str()), Ok(format));
        }
        let names: Vec<_> = Format::ALL.into_iter().map(Format::as_str).collect();
        assert_eq!(KNOWN, names.join(", "));
        assert_eq!(Format::named("csv").unwrap_err().code(), "UNKNOWN_NAME");
    }

    #[test]
    fn what_no_format_reads_is_an_error_with_an_excerpt() {
        assert_eq!(detect(b"").unwrap_err().code(), "EMPTY");
        assert_eq!(detect(b"\xef\xbb\xbf \r\n ").unwrap_err().code(), "EMPTY");
        for text in ["date,open,high,low,close\n1,2,3,4,5", "{\"a\":1}", "[]", "hello", "\0\u{1}"] {
            let error = detect(text.as_bytes()).unwrap_err();
            assert_eq!(error.code(), "UNKNOWN_FORMAT", "{text:?}");
        }
        let error = detect(b"time,open\n").unwrap_err();
        assert_eq!(error.to_string(), "expected a known liquidation format, found \"time,open\"");
    }
}
