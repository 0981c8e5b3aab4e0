//! The days around 4 November 2025 in the real files, where they are there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use washout::context::read;
use washout::context::sentiment::{Mood, Provider};
use washout::context::series::Column;
use washout::edge::judge::{article, audit, context};
use washout::money::Rational;
use washout::value::Value;

use super::{at, day_of, file, json, near, text};
use crate::money::rational;
use crate::shared;

/// Rows of the price file by day: open, high, low, close.
fn prices(text: &str) -> BTreeMap<String, [BigRational; 4]> {
    let row = |line: &str| {
        let fields: Vec<_> = line.split(',').collect();
        (fields[0].to_owned(), [1, 2, 3, 4].map(|index| rational(fields[index])))
    };
    text.lines().skip(1).filter(|line| !line.is_empty()).map(row).collect()
}

const HIGH: usize = 1;
const LOW: usize = 2;
const CLOSE: usize = 3;

/// What context finds for a day of November 2025 in the real files, if they are there, and the
/// text of the prices.
fn november(day: &str) -> Option<&'static (Value, String)> {
    static FOURTH: LazyLock<Option<(Value, String)>> = LazyLock::new(|| found_on("2025-11-04"));
    static THIRD: LazyLock<Option<(Value, String)>> = LazyLock::new(|| found_on("2025-11-03"));
    if day == "2025-11-04" { FOURTH.as_ref() } else { THIRD.as_ref() }
}

fn found_on(day: &str) -> Option<(Value, String)> {
    let candles = shared::read("data/daily/btc_daily_ohlcv_2010-07_2026-07.csv")?;
    let fear = shared::read("data/daily/fear_and_greed_2018-02_2026-06.json")?;
    let funding = shared::read("data/daily/binance_btc_funding_8h_2019-09_2026-06.json")?;
    let supply = shared::read("data/daily/stablecoin_supply_2017-11_2026-08.csv")?;
    let fear = Value::map([("provider", "alternative.me".into()), ("text", fear.as_str().into())]);
    // In print that day: -4% in USD; 112,000 before and 104,956.8 at 06:02 UTC.
    let interest =
        r#"{"usd_change": "-0.04", "price_before": "112000", "price_after": "104956.8"}"#;
    let bag = Value::map([
        ("at", day.into()),
        ("peak_from", "2025-10-01".into()),
        ("candles", file("BTC/USD", &candles)),
        ("fear_greed", fear),
        ("funding", file("BTCUSDT funding, Binance", &funding)),
        ("stablecoins", file("stablecoin supply", &supply)),
        ("key_level", json(r#"{"lower_usd": "100000", "upper_usd": "105000"}"#)),
        ("open_interest", json(interest)),
    ]);
    Some((context(bag).unwrap(), candles))
}

fn found_since(year: i64, csv: &str) -> Value {
    let bag = Value::map([
        ("at", "2025-11-04".into()),
        ("since_year", year.into()),
        ("candles", file("BTC/USD", csv)),
    ]);
    context(bag).unwrap()
}

#[test]
fn the_drawdown_of_november_from_both_peaks() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let close = &prices["2025-11-04"][CLOSE];
    for (name, column) in [("drawdown_from_high", HIGH), ("drawdown_from_close", CLOSE)] {
        let october = prices.range("2025-10-01".to_owned()..="2025-11-04".to_owned());
        let (day, peak) =
            october.map(|(day, row)| (day, &row[column])).max_by_key(|row| row.1).unwrap();
        let path = format!("answers.{name}.found");
        near(text(found, &format!("{path}.fraction")), &(BigRational::one() - close / peak));
        assert_eq!(&day_of(found, &format!("{path}.peak.time_ms")), day);
    }
    // By Python's fractions: 1 - 101537.3/126198.1 and 1 - 101537.3/124766.5.
    let fraction = |name| &text(found, &format!("answers.{name}.found.fraction"))[..10];
    assert_eq!(fraction("drawdown_from_high"), "0.19541340");
    assert_eq!(fraction("drawdown_from_close"), "0.18618138");
    assert_eq!(text(found, "answers.drawdown_from_high.found.peak.value"), "126198.1");
    assert_eq!(text(found, "answers.drawdown_from_high.inputs.0.value"), "BTC/USD, high");
}

#[test]
fn the_lowest_close_since_june_and_the_counter_example_within_the_day() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let asked = [
        ("lowest_close", CLOSE, CLOSE),
        ("lowest_low", LOW, LOW),
        ("close_against_lows", CLOSE, LOW),
    ];
    for (name, mine, theirs) in asked {
        let now = &prices["2025-11-04"][mine];
        let earlier = prices.range(..("2025-11-04".to_owned()));
        let since = earlier.rev().find(|(_, row)| row[theirs] <= *now).unwrap().0;
        assert_eq!(&day_of(found, &format!("answers.{name}.found.since.time_ms")), since);
    }
    // By Python: closes reach back to 22 June, lows of the close's own price only to 10 October.
    assert_eq!(day_of(found, "answers.lowest_close.found.since.time_ms"), "2025-06-22");
    assert_eq!(day_of(found, "answers.lowest_low.found.since.time_ms"), "2025-06-22");
    assert_eq!(day_of(found, "answers.close_against_lows.found.since.time_ms"), "2025-10-10");
    let (before, _) = november("2025-11-03").unwrap();
    assert_eq!(day_of(before, "answers.lowest_close.found.since.time_ms"), "2025-10-17");
}

#[test]
fn the_start_of_november_among_all_novembers() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let start = |year: i32, date: &str| {
        let close = |day: String| prices.get(&day).map(|row| row[CLOSE].clone());
        let (now, before) = (close(format!("{year}-11-{date}"))?, close(format!("{year}-10-31"))?);
        Some(now / before - BigRational::one())
    };
    let now = start(2025, "04").unwrap();
    near(text(found, "answers.month_to_date.found.change"), &now);
    let Value::List(years) = at(found, "answers.month_to_date.found.years") else { panic!() };
    assert_eq!(years.len(), 16, "2010 to 2025");
    for (row, year) in years.iter().zip(2010..) {
        near(text(row, "change"), &start(year, "04").unwrap());
    }
    let worse = (2010..2025).filter(|year| start(*year, "04").unwrap() < now).count();
    assert_eq!(at(found, "answers.month_to_date.found.rank"), &Value::from(worse + 1));
    // By Python: -7.316…% is the worst of all; a day before, -2.75% is the worst since 2014.
    assert_eq!(&text(found, "answers.month_to_date.found.change")[..8], "-0.07316");
    assert_eq!(at(found, "answers.month_to_date.found.rank"), &Value::Int(1));
    assert_eq!(at(found, "answers.month_to_date.found.worst_since"), &Value::Null);
    let (before, _) = november("2025-11-03").unwrap();
    assert_eq!(at(before, "answers.month_to_date.found.worst_since"), &Value::Int(2014));
    assert_eq!(at(before, "answers.month_to_date.found.rank"), &Value::Int(4));
    // Since 2011 the rank is among 15.
    let since_2011 = found_since(2011, csv);
    assert_eq!(at(&since_2011, "answers.month_to_date.found.rank"), &Value::Int(1));
    assert_eq!(at(&since_2011, "answers.month_to_date.found.of"), &Value::Int(15));
}

#[test]
fn sentiment_funding_supply_and_level_of_that_day() {
    let Some((found, _)) = november("2025-11-04") else { return };
    assert_eq!(at(found, "answers.fear_greed.found.value"), &Value::Int(21));
    assert_eq!(text(found, "answers.fear_greed_alternative_me.found.label"), "Extreme Fear");
    assert_eq!(at(found, "answers.fear_greed_alternative_me.found.own_word"), &Value::Bool(true));
    assert_eq!(text(found, "answers.fear_greed_coinmarketcap.found.label"), "Fear");
    // The three payments of the day, from the file: 0.0001, 0.00005808, 0.00006339.
    let mean = (rational("0.0001") + rational("0.00005808") + rational("0.00006339"))
        / BigRational::from(BigInt::from(3));
    near(text(found, "answers.funding.found.per_8h"), &mean);
    let year = mean * BigRational::from(BigInt::from(1095));
    near(text(found, "answers.funding.found.per_year"), &year);
    assert_eq!(text(found, "answers.funding.found.regime"), "neutral");
    assert_eq!(at(found, "answers.funding.found.neutral_to_negative"), &Value::Bool(false));
    assert_eq!(at(found, "answers.funding.found.any_negative"), &Value::Bool(false));
    // 305.814 billion after 306.858 a week and 301.613 a month before.
    assert_eq!(
        rational(text(found, "answers.stablecoin_change_7d.found.amount")),
        rational("-1.044e9")
    );
    let month = rational("305.814") / rational("301.613") - BigRational::one();
    near(text(found, "answers.stablecoin_change_30d.found.fraction"), &month);
    assert_eq!(text(found, "answers.key_level.found.verdict"), "on_the_level");
    assert_eq!(text(found, "answers.quadrant.found"), "new_shorts");
    let coins = rational("0.96") / (rational("104956.8") / rational("112000")) - BigRational::one();
    near(text(found, "answers.open_interest_in_coins.found.change_coins"), &coins);
    assert_eq!(at(found, "answers.deleveraging.found.class"), &Value::Null);
}

#[test]
fn missing_days_of_the_real_files_are_listed() {
    let Some((found, _)) = november("2025-11-04") else { return };
    // By Python: 2018-04-14 to 16 and 2024-10-26 are missing from Fear & Greed, none elsewhere.
    let Value::List(gaps) = at(found, "series.fear_greed.missing") else { panic!() };
    assert_eq!(gaps.len(), 2);
    assert_eq!(day_of(&gaps[0], "first_ms"), "2018-04-14");
    assert_eq!(at(&gaps[0], "count"), &Value::Int(3));
    assert_eq!(day_of(&gaps[1], "first_ms"), "2024-10-26");
    for name in ["candles", "stablecoins", "funding"] {
        assert_eq!(at(found, &format!("series.{name}.missing")), &Value::List(vec![]), "{name}");
    }
    let Value::List(uneven) = at(found, "series.candles.uneven_ms") else { panic!() };
    assert_eq!(uneven.len(), 32, "early bars whose range does not hold their open and close");
    assert_eq!(at(found, "series.candles.rows"), &Value::Int(5852));
}

#[test]
fn the_bands_of_alternative_me_agree_with_its_label_on_every_day() {
    let Some(text) = shared::read("data/daily/fear_and_greed_2018-02_2026-06.json") else { return };
    let readings = read::fear_greed(&text).unwrap();
    assert_eq!(readings.len(), 3044);
    for reading in readings {
        let mood = Provider::AlternativeMe.mood(reading.value).map(Mood::as_str);
        assert_eq!(mood, reading.label.as_deref(), "{:?}", reading.time);
    }
}

#[test]
fn klines_give_the_same_answers_in_their_own_shape() {
    let Some(text) = shared::read("data/daily/binance_perp_btc-1d.json") else { return };
    let bag = Value::map([("at", "2025-11-04".into()), ("candles", file("BTCUSDT", &text))]);
    let found = &context(bag).unwrap();
    // By Python from the same file: close 101497.22, lowest since 22 June (100963.87).
    assert_eq!(text_of_since(found), "100963.87000000");
    assert_eq!(day_of(found, "answers.lowest_close.found.since.time_ms"), "2025-06-22");
}

fn text_of_since(found: &Value) -> &str {
    text(found, "answers.lowest_close.found.since.value")
}

#[test]
fn the_figures_of_the_first_audit_are_those_of_the_files() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let (before, _) = november("2025-11-03").unwrap();
    let definition = article().unwrap();
    let built_in = |name: &str| text(&definition, &format!("inputs.{name}.value")).to_owned();
    let same = [
        "peak_high_usd",
        "peak_close_usd",
        "close_usd",
        "lowest_close_since",
        "lowest_low_since",
        "month_to_date",
        "fear_greed_alternative_me",
        "fear_greed_coinmarketcap",
        "funding_8h",
        "funding_8h_lowest",
        "stablecoin_change_7d",
        "stablecoin_change_30d",
    ];
    for name in same {
        let computed = text(found, &format!("audit_inputs.{name}.value"));
        if let Ok(exact) = computed.parse::<Rational>() {
            assert_eq!(built_in(name).parse::<Rational>().unwrap(), exact, "{name}");
        } else {
            assert_eq!(built_in(name), computed, "{name}");
        }
    }
    let since = text(before, "audit_inputs.lowest_close_since.value");
    assert_eq!(since, built_in("lowest_close_since_3_november"));
    let year = at(before, "answers.month_to_date.found.worst_since");
    assert_eq!(year, &Value::Int(built_in("worst_start_since_3_november").parse().unwrap()));
    let prices = prices(csv);
    assert_eq!(rational(&built_in("october_low_usd")), prices["2025-10-10"][LOW]);
    let start = |year: i32| {
        &prices[&format!("{year}-11-04")][CLOSE] / &prices[&format!("{year}-10-31")][CLOSE]
            - BigRational::one()
    };
    near(&built_in("month_to_date_2018"), &start(2018));
    near(&built_in("worst_start_2019_2024"), &(2019..2025).map(start).min().unwrap());
}

#[test]
fn an_audit_takes_what_context_found() {
    let Some((found, _)) = november("2025-11-04") else { return };
    let inputs = at(found, "audit_inputs").clone();
    let report = audit(Value::map([("inputs", inputs)])).unwrap();
    let plain = audit(Value::map([])).unwrap();
    let verdicts = |report: &Value| -> Vec<String> {
        let lines = at(report, "lines").clone().items().unwrap();
        lines.iter().map(|line| text(line, "verdict").to_owned()).collect()
    };
    assert_eq!(verdicts(&report), verdicts(&plain));
    let source = text(&report, "inputs.close_usd.source");
    assert_eq!(source, "BTC/USD, close of 2025-11-04", "the file's own figure was used");
}

#[test]
fn hours_of_the_same_market_make_its_days() {
    let Some(hours) = shared::read("data/hourly/btc_usdt_spot_1h_2025-09_2026-02.csv") else {
        return;
    };
    let Some(days) = shared::read("data/daily/binance_perp_btc-1d.json") else { return };
    let made = read::candles("hours", &hours).unwrap().by_day().unwrap();
    let kept = read::candles("days", &days).unwrap();
    assert!(made.bars().len() > 180);
    for column in [Column::High, Column::Low, Column::Close] {
        let kept = kept.column(column);
        for point in made.column(column).points() {
            assert_eq!(kept.at(point.time).unwrap().value, point.value, "{:?}", point.time);
        }
    }
}

#[test]
fn an_hour_of_the_morning_was_not_below_the_low_of_october() {
    let Some(hours) = shared::read("data/hourly/btc_usdt_spot_1h_2025-09_2026-02.csv") else {
        return;
    };
    let bag = |at: &str| Value::map([("at", at.into()), ("candles", file("BTCUSDT spot", &hours))]);
    // By Python from the same file: the hour closed at 104766.14, an hour after a low of 104200.
    let found = &context(bag("2025-11-04T06:00:00Z")).unwrap();
    assert_eq!(text(found, "answers.close_against_lows.found.now.value"), "104766.14");
    assert_eq!(text(found, "audit_inputs.close_usd.value"), "104766.14");
    assert_eq!(day_of(found, "answers.close_against_lows.found.since.time_ms"), "2025-11-04");
    let why = text(found, "answers.month_to_date.cannot_be_checked");
    assert_eq!(why, "it needs a whole day, not an instant");
    // The whole day, asked of the same hours, is that of the daily file.
    let day = &context(bag("2025-11-04")).unwrap();
    assert_eq!(text(day, "audit_inputs.close_usd.value"), "101497.22");
    // On this venue the close was below the low of 10 October, 102000: a record of the file.
    assert_eq!(at(day, "answers.close_against_lows.found.since"), &Value::Null);
    assert_eq!(day_of(day, "answers.close_against_lows.found.series_start_ms"), "2025-09-01");
}

#[test]
fn novembers_without_the_running_one() {
    let Some(csv) = shared::read("data/daily/btc_daily_ohlcv_2010-07_2026-07.csv") else { return };
    let bag = Value::map([
        ("at", "2025-11-04".into()),
        ("since_year", 2013_i64.into()),
        ("candles", file("BTC/USD", &csv)),
    ]);
    let found = &context(bag).unwrap();
    let prices = prices(&csv);
    let mut changes: Vec<_> = (2013..2025)
        .map(|year| {
            let close = |day: &str| &prices[&format!("{year}-{day}")][CLOSE];
            close("11-30") / close("10-31") - BigRational::one()
        })
        .collect();
    changes.sort();
    let half = BigRational::new(BigInt::one(), BigInt::from(2));
    let median = (&changes[5] + &changes[6]) * half;
    let shown = rational(text(found, "answers.whole_months.found.others.median"));
    // The median is taken of the changes as they are shown, with 18 places.
    assert!((shown - median) < rational("0.000000000000000001"));
    assert_eq!(at(found, "answers.whole_months.found.others.count"), &Value::Int(12));
    assert_eq!(at(found, "answers.whole_months.found.others.positive"), &Value::Int(8));
    assert_eq!(at(found, "answers.month_to_date.found.of"), &Value::Int(13));
}

/// Every number of the built-in series that the long file has too, and none that it lacks.
#[test]
fn the_built_in_series_are_rows_of_the_long_files() {
    let built_in = include_str!("../../src/edge/judge/2025-11-04.txt");
    let block = |key: &str| {
        let start = built_in.find(&format!("\n{key}|")).unwrap() + 1;
        let block = built_in[start..].split("\n\n").next().unwrap();
        block.lines().skip(2).map(|line| line.split(',').collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let Some(csv) = shared::read("data/daily/btc_daily_ohlcv_2010-07_2026-07.csv") else { return };
    let long = prices(&csv);
    for row in block("candles") {
        let found: Vec<_> = row[1..].iter().map(|text| rational(text)).collect();
        assert_eq!(found, long[row[0]], "{}", row[0]);
    }
    for row in block("month_closes") {
        assert_eq!(rational(row[1]), long[row[0]][CLOSE], "{}", row[0]);
    }
    let supply = shared::read("data/daily/stablecoin_supply_2017-11_2026-08.csv").unwrap();
    let supply = read::values("supply", &supply).unwrap().data;
    let shown = block("stablecoins");
    assert_eq!(shown.len(), 35);
    for row in shown {
        let at = washout::time::Time::parse(row[0]).unwrap();
        assert_eq!(supply.at(at).unwrap().value.to_string(), row[1], "{}", row[0]);
    }
    let fear = shared::read("data/daily/fear_and_greed_2018-02_2026-06.json").unwrap();
    let fear = read::fear_greed(&fear).unwrap();
    for row in block("fear_greed") {
        let at = washout::time::Time::parse(row[0]).unwrap();
        let reading = fear.iter().find(|reading| reading.time == at).unwrap();
        assert_eq!(
            (reading.value.to_string().as_str(), reading.label.as_deref()),
            (row[1], Some(row[2]))
        );
    }
    let funding = shared::read("data/daily/binance_btc_funding_8h_2019-09_2026-06.json").unwrap();
    let funding = read::funding("funding", &funding).unwrap();
    for row in block("funding") {
        let at = washout::time::Time::parse(row[0]).unwrap();
        assert_eq!(funding.at(at).unwrap().value, row[1].parse().unwrap(), "{}", row[0]);
    }
}

/// The same value with every decimal written in one way: the long files have `98900.0`.
fn settled(value: &Value) -> Value {
    match value {
        Value::Text(text) => text.parse::<Rational>().map_or_else(|_| value.clone(), Value::text),
        Value::List(items) => Value::List(items.iter().map(settled).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.clone(), settled(value))).collect())
        }
        other => other.clone(),
    }
}

/// Whoever has no file gets the same answers from the built-in series.
#[test]
fn the_built_in_series_answer_as_the_long_files_do() {
    for day in ["2025-11-04", "2025-11-03"] {
        let bag =
            [("preset", "2025-11-04".into()), ("at", day.into()), ("since_year", 2010_i64.into())];
        let built_in = context(Value::map(bag)).unwrap();
        let Some((long, _)) = november(day) else { return };
        let Value::Map(answers) = at(long, "answers") else { panic!() };
        for (name, answer) in answers {
            // How far a record reaches back depends on where the series starts.
            let found = at(&built_in, &format!("answers.{name}"));
            let same = |path: &str| {
                assert_eq!(settled(at(found, path)), settled(at(answer, path)), "{day} {name}");
            };
            match name.as_str() {
                "lowest_close" | "lowest_low" | "close_against_lows" | "highest_close"
                | "highest_high" => {
                    same("found.since");
                    same("found.now");
                }
                _ => same("found"),
            }
        }
        let figures = at(long, "audit_inputs");
        let Value::Map(inputs) = at(&built_in, "audit_inputs") else { panic!() };
        for (name, input) in inputs {
            let long = at(figures, &format!("{name}.value"));
            assert_eq!(settled(at(input, "value")), settled(long), "{day} {name}");
        }
    }
}
