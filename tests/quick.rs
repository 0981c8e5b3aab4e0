//! The quick readers of plain lines and the careful ones agree on any input, at any chunking.
//!
//! Quick readers take only whole lines that are in one chunk, so chunks of one byte go through the
//! careful ones alone. Nor do borders between chunks decide anything else.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use proptest::prelude::*;
use washout::edge::count;
use washout::error::Error;
use washout::value::Value;

type Edit = (prop::sample::Index, u8, u8);

/// What is counted, what is exported, and every reject with its place; or the same error of both.
fn read(format: Option<&str>, bytes: &[u8], size: usize) -> Result<[Value; 3], Error> {
    let bag = || Value::Map(format.map(|f| ("format".to_owned(), f.into())).into_iter().collect());
    let mut census = count::census(bag()).unwrap();
    bytes.chunks(size).for_each(|chunk| census.push(chunk).unwrap());
    let mut export = count::export(bag()).unwrap();
    let lines: String = bytes.chunks(size).map(|chunk| export.push(chunk).unwrap()).collect();
    let (counted, exported) = (count::finish(census), count::finish_export(export));
    assert_eq!(counted.as_ref().err(), exported.as_ref().err());
    Ok([counted?, lines.into(), exported?])
}

fn edited(text: &str, edits: &[Edit]) -> Vec<u8> {
    const SIGNS: &[u8] = b",\"\n\r{}[]:0-. \\e9\xff";
    let mut bytes = text.as_bytes().to_vec();
    for (at, edit, byte) in edits {
        let at = at.index(bytes.len().max(1)).min(bytes.len());
        let sign = SIGNS.get(usize::from(*byte) % SIGNS.len()).copied().unwrap_or_default();
        match edit % 5 {
            0 if at < bytes.len() => drop(bytes.remove(at)),
            1 => bytes.insert(at, sign),
            2 => bytes.insert(at, *byte),
            3 => bytes.truncate(at.max(1)),
            _ => {
                if let Some(slot) = bytes.get_mut(at) {
                    *slot = sign;
                }
            }
        }
    }
    bytes
}

fn check(format: &str, bytes: &[u8], size: usize) {
    for format in [Some(format), None] {
        let careful = read(format, bytes, 1);
        for size in [size, bytes.len().max(1)] {
            assert_eq!(read(format, bytes, size), careful, "chunks of {size}");
        }
    }
}

/// A number as feeds write them, and now and then another one.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[0-9]{1,7}(\\.[0-9]{1,8})?",
        1 => "[0-9]{1,20}(\\.[0-9]{0,19})?|0|0\\.000|-1|1e3|9{20}|1\\.2\\.3|1\\.|x|",
    ]
}

fn symbol() -> impl Strategy<Value = &'static str> {
    const KNOWN: &[&str] =
        &["BTCUSDT", "1000PEPEUSDT", "ETHUSD_PERP", "ETHBTC", "A", "币安人生USDT"];
    const ODD: &[&str] = &["", "b c", "<b>", "1000000000000MOGUSDT", "BTC\\u0055SDT"];
    prop_oneof![9 => prop::sample::select(KNOWN), 1 => prop::sample::select(ODD)]
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![9 => "1762[0-9]{9}", 1 => "0762214400000|176221440000|17622144000000|2025-11-04|"]
}

/// Times of few days, as the quick reader takes them, and times that are left to the careful one.
fn any_time() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "2025-1[01]-0[1-4]T[012][0-3]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{3})?Z",
        3 => "1762[0-9]{9}",
        1 => "2025-0[0-9]-3[0-9]T00:00:00Z",
        1 => "2025-11-04( |T)[0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{1,4})?(Z|\\+00:00)?",
    ]
}

prop_compose! {
    fn csv_line()(
        time in time(), venue in "v|v|v|w|", symbol in symbol(),
        side in "long|short|long|short|buy|Long", qty in number(), price in number(),
        end in "\n|\n|\n|\r\n|,\n|\n\n",
    ) -> String {
        format!("{time},{venue},{symbol},{side},{qty},{price}{end}")
    }
}

prop_compose! {
    fn order_line()(
        symbol in symbol(), side in "SELL|BUY|SELL|BUY|sell|HOLD", asked in number(),
        price in number(), fill in number(), filled in number(), time in time(), late in 0..9_u32,
        rest in "LIMIT\",\"f\":\"IOC|LIMIT\",\"f\":\"IOC|MARKET\",\"f\":\"G\\\\u0054C",
        status in "FILLED|FILLED|NEW|\u{e9}", wrapped in any::<bool>(),
        end in "\n|\n|\n|\r\n|,\n| \n|}\n",
    ) -> String {
        let order = format!("{{\"s\":\"{symbol}\",\"S\":\"{side}\",\"o\":\"{rest}\",\
            \"q\":\"{asked}\",\"p\":\"{price}\",\"ap\":\"{fill}\",\"X\":\"{status}\",\
            \"l\":\"{filled}\",\"z\":\"{filled}\",\"T\":{time}}}");
        let message = format!("{{\"e\":\"forceOrder\",\"E\":176221440000{late},\"o\":{order}}}");
        if wrapped {
            format!("{{\"stream\":\"!forceOrder@arr\",\"data\":{message}}}{end}")
        } else {
            format!("{message}{end}")
        }
    }
}

/// Some lines, each of them perhaps again.
fn lines(line: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let some = prop::collection::vec(line, 1..12);
    let which = prop::collection::vec(any::<prop::sample::Index>(), 0..30);
    (some, which).prop_map(|(some, which)| which.iter().map(|at| at.get(&some).as_str()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn plain_tables(
        rows in lines(csv_line()),
        edits in prop::collection::vec(any::<Edit>(), 0..4),
        size in 1_usize..400,
    ) {
        let bytes = edited(&rows, &edits);
        let header = &b"time,venue,symbol,side,qty,price\n"[..];
        check("washout-csv", &[header, &bytes].concat(), size);
    }

    /// Columns in any order, times in milliseconds and dates, now and then a column more.
    #[test]
    fn plain_tables_in_any_order(
        rows in prop::collection::vec((any_time(), csv_line()), 1..30),
        order in Just(["time", "venue", "symbol", "side", "qty", "price", "unit"]).prop_shuffle(),
        left_out in prop_oneof![
            6 => Just(&["unit"][..]),
            6 => Just(&["unit", "venue"][..]),
            1 => Just(&[][..]),
        ],
        edits in prop::collection::vec(any::<Edit>(), 0..4),
        size in 1_usize..400,
    ) {
        let names = order.iter().filter(|name| !left_out.contains(name));
        let names: Vec<&str> = names.copied().collect();
        let rows: String = rows.iter().map(|(time, line)| {
            let fields: Vec<&str> = line.trim_end().split(',').collect();
            let field = |name: &&str| match *name {
                "time" => time.as_str(),
                "venue" => fields[1],
                "symbol" => fields[2],
                "side" => fields[3],
                "qty" => fields[4],
                "price" => fields[5],
                _ => "base",
            };
            let fields: Vec<&str> = names.iter().map(field).collect();
            format!("{}{}", fields.join(","), line.trim_start_matches(|c| !"\r\n".contains(c)))
        }).collect();
        let bytes = edited(&rows, &edits);
        let header = format!("{}\n", names.join(","));
        check("washout-csv", &[header.as_bytes(), &bytes].concat(), size);
    }

    /// Rows and messages between each other, some of them cut off.
    #[test]
    fn plain_mixtures(
        rows in lines(prop_oneof![csv_line(), order_line()]),
        edits in prop::collection::vec(any::<Edit>(), 0..4),
        size in 1_usize..900,
    ) {
        let bytes = edited(&rows, &edits);
        let header = &b"time,venue,symbol,side,qty,price\n"[..];
        check("washout-csv", &[header, &bytes].concat(), size);
    }

    #[test]
    fn plain_messages(
        rows in lines(order_line()),
        edits in prop::collection::vec(any::<Edit>(), 0..4),
        size in 1_usize..900,
    ) {
        check("binance-forceorder-json", &edited(&rows, &edits), size);
    }
}
