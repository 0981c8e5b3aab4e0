//! Market files in every known shape. The numbers are made up; the shapes are those of the venues'
//! public interfaces and archives: Binance klines and `openInterestHist`, ccxt OHLCV, Bybit v5
//! `kline` and `open-interest`, OKX `candles` and `open-interest-history`.

use washout::error::Error;
use washout::market::{File, InterestUnit, Market};
use washout::time::Time;

use crate::shared;

/// 2026-01-01T00:00:00Z.
const START: i64 = 1_767_225_600_000;
const HOUR: i64 = 3_600_000;

/// Three hours: open, high, low, close.
const BARS: [[&str; 4]; 3] = [
    ["100.5", "102", "99.25", "101"],
    ["101", "101.5", "98", "98.75"],
    ["98.75", "103", "98.75", "102.5"],
];

fn file(name: &str, text: &str) -> File {
    File::new(name.to_owned(), text.to_owned())
}

fn read(files: &[File]) -> Result<Market, Error> {
    Market::read(files, None, None)
}

fn one(text: &str) -> Result<Market, Error> {
    read(&[file("candles", text)])
}

/// The market of `CSV` lines under the usual header.
fn plain(rows: &str) -> Result<Market, Error> {
    one(&format!("time,open,high,low,close\n{rows}"))
}

/// The three hours, each line as `line` writes it.
fn lines(line: impl Fn(i64, [&str; 4]) -> String) -> Vec<String> {
    (0..).zip(BARS).map(|(index, bar)| line(START + index * HOUR, bar)).collect()
}

fn place(error: &Error) -> (Option<&str>, Option<u64>, Option<u64>) {
    (error.place().field.as_deref(), error.place().record, error.place().line)
}

#[test]
fn candles_of_every_shape_are_the_same_hours() {
    let kline = |time: i64, [o, h, l, c]: [&str; 4]| {
        let end = time + HOUR - 1;
        format!("[{time},\"{o}\",\"{h}\",\"{l}\",\"{c}\",\"7\",{end},\"1\",9,\"1\",\"1\",\"0\"]")
    };
    let csv = |time: i64, b: [&str; 4]| format!("{time},{},7", b.join(","));
    let archive = |unit: i64| {
        move |time: i64, b: [&str; 4]| {
            let end = (time + HOUR) * unit - 1;
            format!("{},{},7,{end},1,9,1,1,0", time * unit, b.join(","))
        }
    };
    let list = |time: i64, b: [&str; 4]| format!("[{time},{},7.5]", b.join(","));
    let words =
        |time: i64, b: [&str; 4]| format!("[\"{time}\",\"{}\",\"7\",\"700\"]", b.join("\",\""));
    let okx = |time: i64, b: [&str; 4]| {
        format!("[\"{time}\",\"{}\",\"7\",\"7\",\"7\",\"1\"]", b.join("\",\""))
    };
    let reversed = |mut rows: Vec<String>| {
        rows.reverse();
        rows
    };
    let header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,\
                  taker_buy_volume,taker_buy_quote_volume,ignore\n";
    let shapes = [
        format!("[{}]", lines(kline).join(",\n")),
        format!("{header}{}", lines(archive(1)).join("\n")),
        lines(archive(1)).join("\n"),
        lines(archive(1000)).join("\r\n"),
        format!("[{}]", lines(list).join(",")),
        format!("timestamp,open,high,low,close,volume\n{}", lines(csv).join("\n")),
        format!("Volume,T,O,H,L,C\n{}", lines(|t, b| format!("1,{t},{}", b.join(","))).join("\n")),
        format!(
            "date,price_open,price_high,price_low,price_close\n{}",
            lines(|t, b| format!("{},{}", Time::from_millis(t).unwrap(), b.join(","))).join("\n")
        ),
        format!(
            "{{\"retCode\":0,\"result\":{{\"symbol\":\"BTCUSDT\",\"category\":\"linear\",\
             \"list\":[{}]}}}}",
            reversed(lines(words)).join(",")
        ),
        format!("{{\"code\":\"0\",\"data\":[{}]}}", reversed(lines(okx)).join(",\n")),
    ];
    let expected = one(&shapes[0]).unwrap();
    assert_eq!(expected.hours.len(), 3);
    assert_eq!(expected.hours[1].candle.high.to_string(), "101.5");
    assert_eq!(expected.hours[2].time.millis(), START + 2 * HOUR);
    for shape in &shapes {
        assert_eq!(one(shape).unwrap().hours, expected.hours, "{shape}");
    }
    let asset = one(&shapes[8]).unwrap().asset;
    assert_eq!(asset.as_deref(), Some("BTC"));
}

#[test]
fn the_order_of_rows_does_not_matter_and_what_agrees_counts_once() {
    let rows = lines(|time, b| format!("{time},{}", b.join(",")));
    let sorted = plain(&rows.join("\n")).unwrap();
    for order in [[2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        let shuffled: Vec<_> = order.iter().map(|index| rows[*index].clone()).collect();
        assert_eq!(plain(&shuffled.join("\n")).unwrap().hours, sorted.hours);
    }
    let twice = plain(&[rows.clone(), rows.clone()].concat().join("\n")).unwrap();
    assert_eq!((&twice.hours, twice.repeated), (&sorted.hours, 3));
    // 101.50 is the number 101.5.
    let same = format!("{}\n{}", rows.join("\n"), rows[1].replace("101.5", "101.50"));
    assert_eq!(plain(&same).unwrap().repeated, 1);
    let other = format!("{}\n{}", rows.join("\n"), rows[1].replace("101.5", "101.6"));
    let error = plain(&other).unwrap_err();
    assert_eq!(error.code(), "CONFLICT");
    assert_eq!(place(&error), (Some("files[0].close"), Some(4), Some(5)));
}

#[test]
fn files_are_joined_in_time() {
    let header = "time,open,high,low,close\n";
    let rows = lines(|time, b| format!("{time},{}", b.join(",")));
    let part = |from: usize, to: usize| {
        file("part.csv", &format!("{header}{}", rows[from..to].join("\n")))
    };
    let whole = read(&[part(0, 3)]).unwrap();
    let joined = read(&[part(1, 3), part(0, 2)]).unwrap();
    assert_eq!((&joined.hours, joined.repeated), (&whole.hours, 1));
    let holed = read(&[part(2, 3), part(0, 1)]).unwrap();
    assert_eq!(holed.gaps.len(), 1);
    assert_eq!((holed.gaps[0].first.millis(), holed.gaps[0].hours), (START + HOUR, 1));
    let wrong = file("other.csv", &format!("{header}\n{}", rows[1].replace("98.75", "98.76")));
    let error = read(&[part(0, 3), wrong]).unwrap_err();
    assert_eq!(error.code(), "CONFLICT");
    assert_eq!(place(&error), (Some("files[1].close"), Some(1), Some(3)));
}

/// Twelve candles of five minutes for each hour, whose ends are those of the hour.
fn fives() -> Vec<String> {
    let five = |hour: i64, part: i64, [o, h, l, c]: [&str; 4]| {
        let time = START + hour * HOUR + part * 300_000;
        let (mut bar, middle) = ([o, o, o, o], "100");
        match part {
            0 => {}
            4 => bar = [middle, h, middle, middle],
            7 => bar = [middle, middle, l, middle],
            11 => bar = [c, c, c, c],
            _ => bar = [middle; 4],
        }
        format!("{time},{}", bar.join(","))
    };
    let hour = |(hour, bar)| (0..12).map(move |part| five(hour, part, bar));
    (0..).zip(BARS).flat_map(hour).collect()
}

#[test]
fn five_minutes_make_hours_exactly() {
    let hours = plain(&lines(|time, b| format!("{time},{}", b.join(","))).join("\n")).unwrap();
    let rows = fives();
    let made = plain(&rows.join("\n")).unwrap();
    assert_eq!((&made.hours, made.files[0].step_ms), (&hours.hours, Some(300_000)));
    // An hour that lacks a candle is left out and said, and the others stand.
    let mut holed = rows.clone();
    holed.remove(15);
    let made = plain(&holed.join("\n")).unwrap();
    assert_eq!(made.hours.len(), 2);
    assert_eq!((made.partial[0].has, made.partial[0].needs), (11, 12));
    assert_eq!(made.partial[0].time.millis(), START + HOUR);
    assert_eq!(made.gaps[0].hours, 1);
    // Hours from another file fill it.
    let text = |rows: &[String]| format!("time,open,high,low,close\n{}", rows.join("\n"));
    let hourly = lines(|time, b| format!("{time},{}", b.join(",")));
    let both = [file("a", &text(&holed)), file("b", &text(&hourly))];
    assert_eq!(read(&both).unwrap().hours, hours.hours);
}

#[test]
fn candles_that_make_no_hours_are_refused() {
    let of = |step: i64| {
        let rows = (0..4).map(|i| format!("{},{}", START + i * step, BARS[0].join(",")));
        plain(&rows.collect::<Vec<_>>().join("\n"))
    };
    for step in [24 * HOUR, 2 * HOUR, 420_000] {
        let error = of(step).unwrap_err();
        assert_eq!((error.code(), place(&error).0), ("OUT_OF_RANGE", Some("files[0].time")));
    }
    let said = of(24 * HOUR).unwrap_err().to_string();
    assert!(said.contains("the map is made of hours") && said.contains("1440 minutes"), "{said}");
    for step in [HOUR, HOUR / 2, HOUR / 4] {
        of(step).unwrap();
    }
    // One candle of a day says so itself.
    let day = format!(
        "[[{START},\"1\",\"1\",\"1\",\"1\",\"1\",{},\"1\",1,\"1\",\"1\",\"0\"]]",
        START + 24 * HOUR - 1
    );
    assert_eq!(one(&day).unwrap_err().code(), "OUT_OF_RANGE");
    let late = plain(&format!(
        "{START},1,1,1,1\n{},1,1,1,1\n{},1,1,1,1",
        START + HOUR,
        START + 2 * HOUR + 5
    ));
    assert_eq!(place(&late.unwrap_err()), (Some("files[0].time"), Some(3), Some(4)));
    // Neither OKX's last candle nor an empty file makes one.
    let open = format!(
        "{{\"code\":\"0\",\"data\":[[\"{START}\",\"1\",\"1\",\"1\",\"1\",\"7\",\"7\",\"7\",\
            \"0\"]]}}"
    );
    assert_eq!(one(&open).unwrap_err().code(), "MISSING");
    assert_eq!(one(" \n").unwrap_err().code(), "EMPTY");
}

#[test]
fn what_is_no_price_has_its_place() {
    let row = |o: &str, h: &str, l: &str, c: &str| {
        format!("{START},1,1,1,1\n{},{o},{h},{l},{c}", START + HOUR)
    };
    let cases = [
        (row("1", "NaN", "1", "1"), "MALFORMED", "high"),
        (row("1", "1", "-1", "1"), "OUT_OF_RANGE", "low"),
        (row("1", "1", "0", "1"), "OUT_OF_RANGE", "low"),
        (row("1", "1", "2", "1"), "OUT_OF_RANGE", "low"),
        (row("1", "1", "1", "2"), "OUT_OF_RANGE", "close"),
        (row("3", "2", "1", "1"), "OUT_OF_RANGE", "open"),
        (row("1", "1", "1", ""), "MISSING", "close"),
        (row("1", "1", "1", "1,2"), "MALFORMED", ""),
        (row("1", "1", "1", "inf"), "MALFORMED", "close"),
        (format!("{START},1,1,1,1\n17,1,1,1,1"), "MALFORMED", "time"),
        (format!("{START},1,1,1,1\n,1,1,1,1"), "MISSING", "time"),
    ];
    for (rows, code, field) in cases {
        let error = plain(&rows).unwrap_err();
        let named =
            if field.is_empty() { "files[0]".to_owned() } else { format!("files[0].{field}") };
        assert_eq!(
            (error.code(), place(&error)),
            (code, (Some(&*named), Some(2), Some(3))),
            "{rows}"
        );
    }
    let list = one("[[1767225600000,1,1,1,1],\n[1767229200000,1,\"x\",1,1]]").unwrap_err();
    assert_eq!(place(&list), (Some("files[0].high"), Some(2), Some(2)));
    for bad in ["time,value\n1767225600000,3", "[[1,2]]", "1767225600000,5\n", "[{\"a\":1}]", "{"] {
        assert!(one(bad).is_err(), "{bad}");
    }
}

/// The three hours and open interest in another file.
fn with_interest(text: &str, unit: Option<InterestUnit>) -> Result<Vec<Option<String>>, Error> {
    let candles = lines(|time, b| format!("{time},{}", b.join(","))).join("\n");
    let candles = file("candles", &format!("time,open,high,low,close\n{candles}"));
    let market = Market::read(&[candles, file("interest", text)], None, unit)?;
    Ok(market
        .hours
        .iter()
        .map(|hour| hour.open_interest.map(|usd| usd.trimmed().to_string()))
        .collect())
}

fn some(texts: [&str; 3]) -> Vec<Option<String>> {
    texts.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect()
}

#[test]
fn open_interest_is_the_last_reading_up_to_the_close() {
    let reading = |minutes: i64, usd: u32| format!("{},{usd}", START + minutes * 60_000);
    let rows = [
        reading(0, 1),
        reading(30, 2),
        reading(60, 3),
        reading(65, 4),
        reading(119, 5),
        reading(400, 9),
    ];
    let found = with_interest(&format!("t,oi_usd\n{}", rows.join("\n")), None).unwrap();
    assert_eq!(found, some(["3", "5", ""]));
}

#[test]
fn open_interest_of_every_venue() {
    let at = START + HOUR;
    let hist = format!(
        "[{{\"symbol\":\"BTCUSDT\",\"sumOpenInterest\":\"7\",\"sumOpenInterestValue\":\"705.5\",\
            \"timestamp\":{at}}}]"
    );
    assert_eq!(with_interest(&hist, None).unwrap(), some(["705.5", "", ""]));
    // Coin-margined: the value is in coins, so it is valued at the close of 101.
    let coin = format!(
        "[{{\"pair\":\"BTCUSD\",\"contractType\":\"PERPETUAL\",\"sumOpenInterest\":\"7\",\
            \"sumOpenInterestValue\":\"2.5\",\"timestamp\":{at}}}]"
    );
    assert_eq!(with_interest(&coin, None).unwrap(), some(["252.5", "", ""]));
    let bybit = |category: &str| {
        format!(
            "{{\"retCode\":0,\"result\":{{\"category\":\"{category}\",\"symbol\":\"BTCUSD\",\
                \"list\":[{{\"openInterest\":\"4\",\"timestamp\":\"{at}\"}}]}}}}"
        )
    };
    assert_eq!(with_interest(&bybit("linear"), None).unwrap(), some(["404", "", ""]));
    assert_eq!(with_interest(&bybit("inverse"), None).unwrap(), some(["4", "", ""]));
    let okx = format!("{{\"code\":\"0\",\"data\":[[\"{at}\",\"50000\",\"500\",\"50500.5\"]]}}");
    assert_eq!(with_interest(&okx, None).unwrap(), some(["50500.5", "", ""]));
    let rubik = format!("{{\"code\":\"0\",\"data\":[[\"{at}\",\"60000\",\"99\"]]}}");
    assert_eq!(with_interest(&rubik, None).unwrap(), some(["60000", "", ""]));
    let metrics = format!(
        "create_time,symbol,sum_open_interest,sum_open_interest_value\n{},BTCUSDT,7,700\n",
        Time::from_millis(at).unwrap()
    );
    assert_eq!(with_interest(&metrics, None).unwrap(), some(["700", "", ""]));
    let ccxt = format!(
        "[{{\"symbol\":\"BTC/USDT:USDT\",\"openInterestAmount\":null,\"openInterestValue\":8,\
            \"timestamp\":{at},\"info\":{{}}}}]"
    );
    assert_eq!(with_interest(&ccxt, None).unwrap(), some(["8", "", ""]));
}

#[test]
fn a_unit_that_nobody_said_is_asked_for() {
    let text = format!("time,open_interest\n{},12.5", START + HOUR);
    let error = with_interest(&text, None).unwrap_err();
    assert_eq!(error.code(), "AMBIGUOUS");
    assert_eq!(place(&error), (Some("files[1].open_interest"), Some(1), Some(2)));
    assert!(error.to_string().contains("oi_unit"), "{error}");
    let of = |unit| with_interest(&text, Some(unit)).unwrap();
    assert_eq!(of(InterestUnit::Usd), some(["12.5", "", ""]));
    assert_eq!(of(InterestUnit::Coins), some(["1262.5", "", ""]));
    assert_eq!(
        of(InterestUnit::ContractsOfCoins("0.01".parse().unwrap())),
        some(["12.625", "", ""])
    );
    assert_eq!(of(InterestUnit::ContractsOfUsd("100".parse().unwrap())), some(["1250", "", ""]));
    // What a file says itself is not changed by the answer.
    let own = format!("time,oi_usd\n{},12.5", START + HOUR);
    assert_eq!(with_interest(&own, Some(InterestUnit::Coins)).unwrap(), some(["12.5", "", ""]));
    let wrong = format!("time,oi_usd\n{},-1", START + HOUR);
    assert_eq!(with_interest(&wrong, None).unwrap_err().code(), "OUT_OF_RANGE");
    let two = format!("t,oi_usd\n{START},1\n{START},2");
    assert_eq!(
        place(&with_interest(&two, None).unwrap_err()),
        (Some("files[1].open_interest"), Some(2), Some(3))
    );
}

#[test]
fn another_asset_is_refused_where_a_name_says_so() {
    let rows = lines(|time, b| format!("{time},{}", b.join(","))).join("\n");
    let text = format!("time,open,high,low,close\n{rows}");
    let of = |first: &str, second: &str| read(&[file(first, &text), file(second, &text)]);
    assert_eq!(of("BTCUSDT-1h.csv", "btc_1h.csv").unwrap().asset.as_deref(), Some("BTC"));
    assert_eq!(of("candles.csv", "ETHUSDT.csv").unwrap().asset.as_deref(), Some("ETH"));
    let error = of("BTCUSDT-1h.csv", "ETHUSDT-1h.csv").unwrap_err();
    assert_eq!((error.code(), place(&error).0), ("CONFLICT", Some("files[1].name")));
    let symbols = text.replace("time,", "symbol,time,").replace("\n17", "\nSOLUSDT,17");
    let error = read(&[file("btc.csv", &text), file("x", &symbols)]).unwrap_err();
    assert_eq!(error.code(), "CONFLICT");
    let mixed = symbols.replacen("\nSOLUSDT,17", "\nETHUSDT,17", 1);
    assert_eq!(place(&one(&mixed).unwrap_err()), (Some("files[0].symbol"), Some(2), Some(3)));
    assert!(Market::read(&[file("ETHUSDT.csv", &text)], Some("BTC".into()), None).is_err());
}

#[test]
fn liquidations_and_funding_come_with_their_hours() {
    let rows = lines(|time, b| {
        format!("{time},{},10.5,{},0.01", b.join(","), if b[0] == "101" { "null" } else { "2" })
    });
    let header = "timestamp,price_open,price_high,price_low,price_close,liquidation_long_usd,\
                  liquidation_short_usd,oi_close";
    let text = format!("{header}\n{}", rows.join("\n").replace(",0.01", ",900"));
    let market = one(&text).unwrap();
    let usd = |usd: Option<washout::money::Usd>| usd.map(|usd| usd.trimmed().to_string());
    assert_eq!(usd(market.hours[0].long).as_deref(), Some("10.5"));
    assert_eq!(
        market.hours.iter().map(|hour| usd(hour.short)).collect::<Vec<_>>(),
        some(["2", "", "2"])
    );
    assert_eq!(usd(market.hours[2].open_interest).as_deref(), Some("900"));
    let percent = text.replace("oi_close", "oi_close,funding_close").replace(",900", ",900,0.01");
    assert_eq!(
        one(&percent).unwrap().hours[1].funding.unwrap().decimal().normalize().to_string(),
        "0.0001"
    );
    // Binance's own times are a few milliseconds late.
    let funding = format!(
        "[{{\"symbol\":\"BTCUSDT\",\"fundingTime\":{},\"fundingRate\":\"-0.0002\",\
            \"markPrice\":\"\"}}]",
        START + HOUR + 7
    );
    let both = read(&[file("a", &text), file("b", &funding)]).unwrap();
    assert_eq!(both.hours[1].funding.unwrap().to_string(), "-0.0002");
    // Liquidations of five minutes alone are summed; an hour outside the candles is counted.
    let plain_rows = lines(|time, b| format!("{time},{}", b.join(","))).join("\n");
    let candles = file("c", &format!("time,open,high,low,close\n{plain_rows}"));
    let parts: Vec<_> = (0..48).map(|i| format!("{},1.5,{i}", START + i * 300_000)).collect();
    let parts = file("l", &format!("t,long_usd,short_usd\n{}", parts.join("\n")));
    let market = read(&[candles, parts]).unwrap();
    assert_eq!(usd(market.hours[1].long).as_deref(), Some("18"));
    assert_eq!(usd(market.hours[0].short).as_deref(), Some("66"));
    assert_eq!(market.outside, 1);
}

#[test]
fn columns_of_other_names_are_named() {
    let rows = lines(|time, b| format!("{time},{},5", b.join(";").replace(';', ","))).join("\n");
    let text = format!("when,a,b,c,d,e\n{rows}");
    assert_eq!(one(&text).unwrap_err().code(), "MISSING");
    let mut named = file("x", &text);
    for (what, name) in [
        ("time", "when"),
        ("open", "a"),
        ("high", "b"),
        ("low", "c"),
        ("close", "D"),
        ("open_interest_usd", "e"),
    ] {
        named = named.column(what, name.to_owned()).unwrap();
    }
    let market = read(&[named.clone()]).unwrap();
    assert_eq!((market.hours.len(), market.hours[0].open_interest.is_some()), (3, true));
    let error = read(&[named.column("short_usd", "zz".to_owned()).unwrap()]).unwrap_err();
    assert_eq!(error.code(), "UNKNOWN_NAME");
    assert_eq!(file("x", "").column("volume", String::new()).unwrap_err().code(), "UNKNOWN_NAME");
}

#[test]
fn the_shared_hourly_files_read() {
    let text = |name: &str| shared::read(&format!("data/hourly/{name}"));
    let development = "btc_1h_price_liquidations_funding_oi_2025-12_2026-02.csv";
    let Some(liquidations) = text(development) else { return };
    let market = read(&[file(development, &liquidations)]).unwrap();
    assert_eq!((market.hours.len(), market.asset.as_deref()), (2078, Some("BTC")));
    assert_eq!(market.gaps.iter().map(|gap| gap.hours).sum::<i64>(), 4);
    assert!(market.hours.iter().all(|hour| hour.open_interest.is_some() && hour.funding.is_some()));
    let interest = text("btc_open_interest_5m_2025-12_2026-02.csv").unwrap();
    let perp = text("btc_perp_1h_2025-03_2026-03_unlicense.csv").unwrap();
    let both = read(&[file("perp.csv", &perp), file("oi.csv", &interest)]).unwrap();
    assert_eq!((both.hours.len(), both.asset.as_deref()), (8736, Some("BTC")));
    let known = both.hours.iter().filter(|hour| hour.open_interest.is_some()).count();
    assert!(known > 2_000, "{known}");
    let spot = text("eth_usdt_spot_1h_2025-09_2026-02.csv").unwrap();
    let error = read(&[file(development, &liquidations), file("eth_usdt_spot.csv", &spot)]);
    assert_eq!(error.unwrap_err().code(), "CONFLICT");
    let Some(days) = shared::read("data/daily/binance_perp_btc-1d.json") else { return };
    assert_eq!(read(&[file("days.json", &days)]).unwrap_err().code(), "OUT_OF_RANGE");
}
