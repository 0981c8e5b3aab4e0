//! Which feed a record is of, what it is where it is no liquidation, and what is said about what
//! could not be read.

use washout::edge::count;
use washout::error::Error;
use washout::value::Value;

const BINANCE: &str = concat!(
    r#"{"e":"forceOrder","E":1762264820003,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","#,
    r#""f":"IOC","q":"0.5","p":"98000","ap":"98200","X":"FILLED","l":"0.5","z":"0.5","#,
    r#""T":1762264820001}}"#
);
const BYBIT: &str = concat!(
    r#"{"topic":"allLiquidation.BTCUSDT","type":"snapshot","ts":1762264820482,"#,
    r#""data":[{"T":1762264819992,"s":"BTCUSDT","S":"Buy","v":"0.25","p":"98396"},"#,
    r#"{"T":1762264820058,"s":"BTCUSDT","S":"Buy","v":"0.125","p":"98394"}]}"#
);
const OKX: &str = concat!(
    r#"{"arg":{"channel":"liquidation-orders","instType":"SWAP"},"#,
    r#""data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","details":[{"side":"sell","#,
    r#""posSide":"long","bkPx":"98100","sz":"12","ts":"1762264820771"}]}]}"#
);
const CELO: &str = concat!(
    r#"{"arg":{"channel":"liquidation-orders","instType":"SWAP"},"#,
    r#""data":[{"instId":"CELO-USDT-SWAP","instType":"SWAP","details":[{"side":"buy","#,
    r#""posSide":"short","bkPx":"0.09","sz":"19979","ts":"1762264820608"}]}]}"#
);
const GATE: &str = concat!(
    r#"{"channel":"futures.public_liquidates","event":"update","#,
    r#""result":[{"contract":"BTC_USDT","price":"98015.1","size":"-124","#,
    r#""time":1762264820123}]}"#
);
const HEADER: &str = "time,venue,symbol,side,qty,price";
const ROW: &str = "1762264820000,v,BTCUSDT,long,2,98000";

fn try_count(bag: Value, text: &str) -> Result<Value, Error> {
    let mut census = count::census(bag)?;
    census.push(text.as_bytes())?;
    count::finish(census)
}

fn count(lines: &[&str]) -> Value {
    try_count(Value::Map(Vec::new()), &lines.join("\n")).unwrap()
}

fn int(report: &Value, key: &str) -> i64 {
    match report.get(key) {
        Some(Value::Int(count)) => *count,
        other => panic!("{key}: {other:?}"),
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        other => panic!("{key}: {other:?}"),
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).unwrap().as_text().unwrap()
}

/// Events, duplicates, rejects and records that are no liquidation.
fn four(report: &Value) -> [i64; 4] {
    ["events", "duplicates", "rejected", "filtered"].map(|key| int(report, key))
}

/// The kinds of what is no liquidation.
fn kinds(report: &Value) -> Vec<(String, i64)> {
    let kinds = list(report, "no_liquidation").iter();
    kinds.map(|kind| (text(kind, "kind").to_owned(), int(kind, "count"))).collect()
}

fn notes(report: &Value) -> Vec<&str> {
    list(report, "notes").iter().map(|note| note.as_text().unwrap()).collect()
}

#[test]
fn three_venues_in_one_file_are_counted_by_venue_whichever_comes_first() {
    let mut lines = [BINANCE, BYBIT, OKX];
    for _ in 0..lines.len() {
        lines.rotate_left(1);
        let report = count(&lines);
        assert_eq!(four(&report), [4, 0, 0, 0]);
        let venues = list(&report, "by_venue").iter();
        let venues: Vec<_> = venues.map(|v| (text(v, "venue"), text(v, "total_usd"))).collect();
        assert_eq!(
            venues,
            [("binance-usdm", "49100.0"), ("bybit", "36898.250"), ("okx", "11772.00")]
        );
        assert_eq!(text(&report, "format"), "mixed");
        let formats = list(&report, "formats").iter();
        let formats: Vec<_> =
            formats.map(|f| (text(f, "format"), int(f, "rows"), int(f, "events"))).collect();
        let want = [("bybit-json", 2, 2), ("binance-forceorder-json", 1, 1), ("okx-json", 1, 1)];
        assert_eq!(formats, want);
    }
    assert_eq!(text(&count(&[BINANCE, BINANCE]), "format"), "binance-forceorder-json");
}

#[test]
fn messages_stand_between_the_rows_of_a_table_and_headers_begin_another() {
    let other = "symbol,side,qty,price,time,usd";
    let lines = [
        BYBIT,
        HEADER,
        ROW,
        BINANCE,
        "1762264820001,v,BTCUSDT,short,2,98000",
        "{\n\"ping\":\n1\n}",
        HEADER,
        "1762264820002,v,BTCUSDT,short,2,98000",
        "BTC,SELL,LIMIT,IOC,2,98000.5,98001.25,FILLED,1,2,1762264820120,196002.5",
        "1762264820003,v,BTCUSDT,short,2,98000",
        other,
        "BTCUSDT,long,2,98000,1762264820004,196000",
    ];
    let report = count(&lines);
    assert_eq!(four(&report), [9, 0, 0, 3]);
    assert_eq!(kinds(&report), [("repeated header".to_owned(), 2), ("heartbeat".to_owned(), 1)]);
    assert!(notes(&report).iter().all(|note| !note.contains("rejected")));
}

#[test]
fn what_a_record_says_that_it_is_has_a_name_and_nothing_else_is_left_out() {
    let named = [
        (r#"{"e":"aggTrade","s":"BTCUSDT","p":"1","q":"1"}"#, "message aggTrade"),
        (r#"{"stream":"btcusdt@aggTrade","data":{"p":"1"}}"#, "message aggTrade"),
        (r#"{"topic":"publicTrade.BTCUSDT","data":[{"p":"1"}]}"#, "message publicTrade"),
        (r#"{"topic":"orderbook.50.BTCUSDT","data":{}}"#, "message orderbook"),
        (r#"{"ch":"market.BTC-USDT.trade.detail","tick":{}}"#, "message market.trade.detail"),
        (r#"{"arg":{"channel":"tickers","instId":"BTC"},"data":[{}]}"#, "message tickers"),
        (r#"{"table":"quote","action":"insert","data":[{}]}"#, "message quote"),
        (
            concat!(
                r#"{"method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","#,
                r#""data":{"x":1}}}"#
            ),
            "message book.raw",
        ),
        (r#"{"result":null,"id":7}"#, "answer without data"),
        (r#"{"code":"50011","msg":"Too Many Requests","data":[]}"#, "answer without data"),
        (r#"{"event":"subscribed","channel":"status","key":"liq:global"}"#, "subscription answer"),
        (
            r#"{"op":"sub","topic":"public.*.liquidation_orders","err-code":0}"#,
            "subscription answer",
        ),
        (r#"{"op":"pong"}"#, "heartbeat"),
        ("pong", "heartbeat"),
        (r#"{"ping":1762264820001}"#, "heartbeat"),
        (r#"{"op":"auth","success":true}"#, "sign-in answer"),
        (r#"{"event":"error","msg":"no such channel"}"#, "error answer"),
        (r#"{"info":"Welcome","version":"2"}"#, "greeting of the server"),
        (r#"{"jsonrpc":"2.0","id":1,"result":["trades.BTC"],"usIn":1}"#, "answer without data"),
        (r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}"#, "error answer"),
        ("[]", "answer without data"),
    ];
    for (line, kind) in named {
        let report = count(&[BINANCE, line]);
        assert_eq!(kinds(&report), [(kind.to_owned(), 1)], "{line}");
        assert_eq!(four(&report), [1, 0, 0, 1], "{line}");
    }
    let unknown = [
        r#"{"symbol":"BTCUSDT","side":"SELL","price":"98000","qty":"1"}"#,
        r#"{"e":"binance","s":"BTCUSDT","S":"SELL","q":1}"#,
        r#"{"type":"long","symbol":"BTC","amount":5}"#,
        r#"{"channel":"trades","data":[{"tc":"market_liquidation","d":"close_long"}]}"#,
        r#"{"type":"subscribed","channel":"liquidations","data":[{"s":"BTC","q":1}]}"#,
        r#"{"e":"ORDER_TRADE_UPDATE","o":{"c":"autoclose-1","s":"BTCUSDT"}}"#,
        r#"{"topic":"liq.trade","data":{"q":1}}"#,
        r#"{"code":"0","data":[{"side":"SELL","q":1}]}"#,
        r#"{"code":"KRW-BTC","side":"sell","price":"98000","qty":"1"}"#,
        r#"{"success":true,"symbol":"BTC","qty":"1"}"#,
        "[1,2,3]",
        "null",
        "some,cells",
    ];
    for line in unknown {
        let report = count(&[BINANCE, line]);
        assert_eq!(four(&report), [1, 0, 1, 0], "{line}");
        assert_eq!(text(&list(&report, "rejects")[0], "code"), "UNKNOWN_FORMAT", "{line}");
    }
}

#[test]
fn many_names_of_messages_are_kept_as_few() {
    let lines: Vec<_> = (0..200).map(|n| format!("{{\"e\":\"trade_{n:03}\"}}")).collect();
    let all = |lines: &[String]| {
        let lines: Vec<_> = lines.iter().map(String::as_str).chain([BINANCE]).collect();
        count(&lines)
    };
    let report = all(&lines);
    assert_eq!((kinds(&report).len(), int(&report, "filtered")), (65, 200));
    assert_eq!(kinds(&report)[0], ("other kinds".to_owned(), 136));
    let turned: Vec<_> = lines.iter().rev().cloned().collect();
    assert_eq!(kinds(&all(&turned)), kinds(&report));
}

#[test]
fn a_missing_choice_is_an_error_only_where_nothing_else_is_read() {
    let code = |lines: &[&str]| {
        try_count(Value::Map(Vec::new()), &lines.join("\n")).map_err(|error| error.code())
    };
    assert_eq!(code(&[GATE]), Err("AMBIGUOUS"));
    assert_eq!(code(&["not a record", GATE, r#"{"ping":1}"#]), Err("AMBIGUOUS"));
    for lines in [[GATE, BINANCE], [BINANCE, GATE]] {
        let report = count(&lines);
        assert_eq!(four(&report), [1, 0, 1, 0]);
        let reject = &list(&report, "rejects")[0];
        assert_eq!(text(reject, "code"), "AMBIGUOUS");
        assert!(text(reject, "reason").contains("side_means"), "{reject:?}");
    }
    let tardis = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    let row = "okex-swap,BTC-USD-SWAP,1762264820000123,1762264820000456,,sell,98000,8";
    assert_eq!(code(&[tardis, row]), Err("AMBIGUOUS"));
    assert_eq!(four(&count(&[tardis, row, BINANCE])), [1, 0, 1, 0]);
    let snapshot = "1762264820926,BUY,LIMIT,IOC,7,98741.3,98631.6,FILLED,6,7";
    assert_eq!(code(&[snapshot]), Err("AMBIGUOUS"));
    assert_eq!(four(&count(&[snapshot, BINANCE])), [1, 0, 1, 0]);
    // With the format named, nothing else can be read, so that it is said at once.
    let mut census = count::census(Value::map([("format", "gate-stream-json".into())])).unwrap();
    let error = census.push(format!("{GATE}\n").as_bytes()).unwrap_err();
    assert_eq!(error.code(), "AMBIGUOUS");
}

#[test]
fn a_named_format_makes_all_other_feeds_rejects_that_say_which_they_are() {
    let read = |format: &str, lines: &[&str]| {
        try_count(Value::map([("format", format.into())]), &lines.join("\n")).unwrap()
    };
    let row = "BTC,SELL,LIMIT,IOC,2,98000.5,98001.25,FILLED,1,2,1762264820120,196002.5";
    let report = read("bybit-json", &[BINANCE, BYBIT, row, HEADER, ROW]);
    assert_eq!(four(&report), [2, 0, 3, 0]);
    assert_eq!(text(&report, "format"), "bybit-json");
    let reasons: Vec<_> =
        list(&report, "rejects").iter().map(|reject| text(reject, "reason")).collect();
    for (reason, format) in
        reasons.iter().zip(["binance-forceorder-json", "binance-forceorder-csv", "washout-csv"])
    {
        let want =
            format!("expected a record of the format that was asked for, found \"{format}\"");
        assert_eq!(*reason, want);
    }
    let report = read("washout-csv", &[ROW, HEADER, ROW, BINANCE]);
    assert_eq!(four(&report), [1, 0, 2, 0]);
    assert!(text(&list(&report, "rejects")[0], "reason").starts_with("expected a header"));
    let report = read(
        "binance-forceorder-csv",
        &[row, "BTC,HOLD,LIMIT,IOC,2,1,1,FILLED,1,2,1762264820120,1"],
    );
    assert_eq!(text(&list(&report, "rejects")[0], "field"), "side");
}

#[test]
fn a_date_without_a_zone_is_utc_and_noted() {
    let header = "symbol,side,order_type,time_in_force,original_quantity,price,average_price,\
                  order_status,order_last_filled_quantity,order_filled_accumulated_quantity,\
                  order_trade_time";
    let row = "BTCUSDT,SELL,LIMIT,IOC,1,100,101,FILLED,1,1,2024-11-23 00:52:21.133000";
    let report = count(&[header, row]);
    assert_eq!(int(&report, "first_ms"), 1_732_323_141_133);
    let note = "1 event has a time without a zone, read as UTC";
    assert_eq!(notes(&report), [note]);
    assert!(notes(&count(&[HEADER, ROW])).is_empty());
    let mut census = count::census(Value::Map(Vec::new())).unwrap();
    census.push([header, row].join("\n").as_bytes()).unwrap();
    let partial = count::save(census).unwrap();
    let merged =
        count::report_of(Value::Map(Vec::new()), &Value::list([text(&partial, "partial")]))
            .unwrap();
    assert_eq!(notes(&merged), [note]);
}

#[test]
fn a_file_of_which_nothing_was_readable_says_so_first() {
    let bad = "1762264820000,v,BTCUSDT,buy,2,98000";
    let report = count(&[HEADER, bad, bad]);
    assert_eq!(four(&report), [0, 0, 2, 0]);
    assert_eq!(report.get("readable"), Some(&Value::Bool(false)));
    let first = "nothing could be read: all 2 rows were rejected, the first at line 2: side: \
                 expected one of long, short, found \"buy\"";
    assert_eq!(notes(&report)[0], first);
    for readable in [vec![HEADER], vec![HEADER, bad, ROW], vec![HEADER, bad, "pong"]] {
        assert_eq!(count(&readable).get("readable"), Some(&Value::Bool(true)), "{readable:?}");
    }
    let mut lines = vec![HEADER, bad];
    lines.extend([ROW; 99]);
    let share = "1.0 % of the rows (1 of 100) were rejected, the first at line 2: side: expected \
                 one of long, short, found \"buy\"";
    assert_eq!(notes(&count(&lines))[0], share);
    lines.push(ROW);
    assert!(notes(&count(&lines)).is_empty());
}

#[test]
fn an_input_that_nobody_recognises_is_an_error_with_its_beginning() {
    let error = |text: &str| try_count(Value::Map(Vec::new()), text).unwrap_err();
    for text in ["", " \r\n \n", "\u{feff}\n", ","] {
        assert_eq!(error(text).code(), "EMPTY", "{text:?}");
    }
    let unknown =
        ["date,open,high,low,close\n1,2,3,4,5", "{\"a\":1}", "hello", "\0\u{1}", "{\"a\":"];
    for text in unknown {
        assert_eq!(error(text).code(), "UNKNOWN_FORMAT", "{text:?}");
    }
    let found = error("\n time,open\n1,2\n").to_string();
    assert_eq!(found, "expected a known liquidation format, found \"time,open\"");
    for head in [&b"\xff\xfet\0i\0m\0e\0"[..], b"\xfe\xff\0t\0i\0m\0e"] {
        let mut census = count::census(Value::Map(Vec::new())).unwrap();
        let error = census.push(head).unwrap_err();
        assert_eq!(error.to_string(), "expected text in UTF-8, found \"UTF-16\"");
    }
    let lines = "hello, this is nothing\n".repeat(1 << 10);
    let mut census = count::census(Value::Map(Vec::new())).unwrap();
    let error = (0..2000).find_map(|_| census.push(lines.as_bytes()).err()).unwrap();
    assert_eq!(error.code(), "UNKNOWN_FORMAT");
}

#[test]
fn a_market_whose_contract_has_no_known_worth_is_named() {
    let other = CELO.replace("CELO-USDT-SWAP", "IOST-USDT-SWAP").replace("608", "609");
    let report = count(&[OKX, CELO, &other, CELO]);
    assert_eq!(four(&report), [1, 0, 3, 0]);
    let reject = &list(&report, "rejects")[0];
    let reason = "expected contract_values with the worth of one contract of \
                  \"CELO-USDT-SWAP\", found nothing";
    assert_eq!((text(reject, "reason"), text(reject, "code")), (reason, "MISSING"));
    let note = "2 markets need the worth of one contract, as contract_values: CELO-USDT-SWAP, \
                IOST-USDT-SWAP";
    assert_eq!(notes(&report)[1], note);
}

#[test]
fn no_message_repeats_a_control_byte() {
    let lines = [
        BINANCE,
        "{\"e\":\"tr\u{1b}[2Jade\",\"x\":1}",
        "{\"e\":\"trade\u{7f}\\u0007\",\"x\":1}",
        "{\"topic\":\"\u{9b}31mtrade\",\"x\":1}",
        "\u{1b}[31mred",
        "{\"e\":\"forceOrder\",\"o\":{\"s\":\"\u{7f}\u{9b}\",\"S\":\"SELL\",\"z\":\"1\",\
            \"p\":\"1\",\"T\":1762264820001}}",
        "{\"a\":\u{7}",
    ];
    let report = count(&lines);
    let said = format!("{:?}{:?}{:?}", report.get("rejects"), notes(&report), kinds(&report));
    assert!(!said.chars().any(char::is_control) && !said.contains("\\u{"), "{said}");
    let key = Value::map([("a\u{1b}b", "1".into())]);
    let error = count::census(Value::map([("contract_values", key)])).unwrap_err();
    assert!(!error.to_string().chars().any(char::is_control), "{error}");
}

#[test]
fn files_that_were_joined_are_read_through_their_marks() {
    let report =
        count(&["\u{feff}", &format!("\u{feff}{BINANCE}"), &format!("\u{feff}{HEADER}"), ROW]);
    assert_eq!(four(&report), [2, 0, 0, 0]);
    let list = format!("[{BINANCE},\n{BYBIT}\n,{OKX}]\n,{GATE},");
    assert_eq!(four(&count(&[&list])), [4, 0, 1, 0]);
    assert_eq!(four(&count(&[&format!("[[{BINANCE},[{BYBIT}]],{OKX}]")])), [4, 0, 0, 0]);
}

/// What version 1 of the library saved, with its own numbers.
const OLD: &str = "washout_partial_1,start_ms,width_ms,venue,symbol,side,coverage,count,usd,coins,\
    coins_count,qty,unit,price,fill,valued_at
cell,1762264800000,3600000,v,BTCUSDT,long,unstated,1,196000,2,1,,,,,
filtered,,,,,,,5,,,,,,,,
rejected,,,,,,,1,,,,,,,,
";

#[test]
fn kinds_and_formats_are_saved_and_added_up_and_old_partials_are_read() {
    let mut census = count::census(Value::Map(Vec::new())).unwrap();
    census.push([HEADER, ROW, "pong", "pong"].join("\n").as_bytes()).unwrap();
    let saved = count::save(census).unwrap();
    let new = text(&saved, "partial");
    assert!(new.starts_with("washout_partial_2,"));
    let report = |partials: &[&str]| {
        let partials = Value::list(partials.iter().copied());
        count::report_of(Value::Map(Vec::new()), &partials).unwrap()
    };
    let both = report(&[OLD, new, new]);
    assert_eq!(four(&both), [3, 0, 1, 9]);
    let unnamed = "kind that was not recorded".to_owned();
    assert_eq!(kinds(&both), [(unnamed, 5), ("heartbeat".to_owned(), 4)]);
    let formats = list(&both, "formats");
    assert_eq!((text(&formats[0], "format"), int(&formats[0], "rows")), ("washout-csv", 2));
    let one = count::merge(Value::list([new, OLD])).unwrap();
    let other = count::merge(Value::list([OLD, new])).unwrap();
    assert_eq!(one, other);
    assert_eq!(report(&[text(&one, "partial"), new]), both);
    for bad in ["no_liquidation,,,,a<b>,,,1", "no_liquidation,,,,,,,1", "format,,,,x,,,1,,,1"] {
        let commas = ",".repeat(15 - bad.matches(',').count());
        let error = count::merge(Value::list([format!("{new}{bad}{commas}\n")])).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("[0].symbol"), "{bad}");
    }
}

#[test]
fn the_list_of_events_and_an_export_name_the_kinds_too() {
    let listed =
        count::events(Value::Map(Vec::new()), format!("{BINANCE}\npong\n").as_bytes()).unwrap();
    assert_eq!(kinds(&listed), [("heartbeat".to_owned(), 1)]);
    assert_eq!(text(&list(&listed, "formats")[0], "format"), "binance-forceorder-json");
    let mut export = count::export(Value::Map(Vec::new())).unwrap();
    export.push(b"pong\n").unwrap();
    export.push(BINANCE.as_bytes()).unwrap();
    assert_eq!(kinds(&count::finish_export(export).unwrap()), [("heartbeat".to_owned(), 1)]);
}
