//! Any mixture of records of any feeds: each record ends in one of four accounts, and the order of
//! the records decides nothing.

use std::collections::BTreeMap;
use std::path::Path;

use rust_decimal::Decimal;
use washout::edge::count;
use washout::error::{Error, Result};
use washout::event::Liquidation;
use washout::import::{ContractValues, Format, Importer, Options, SideMeans, Sink};
use washout::time::Time;
use washout::value::Value;

/// How many mixtures are tried.
const MIXTURES: u64 = 10_000;
/// Every so many of them go through the whole report too.
const REPORTED: u64 = 50;

/// A part of a file that counts by itself.
struct Unit {
    format: Option<String>,
    is_table: bool,
    records: u64,
    lines: Vec<String>,
    /// What it counts as the first time, and each time after that.
    first: Account,
    again: Account,
}

/// What became of records.
#[derive(Clone, Debug, Default, PartialEq)]
struct Account {
    events: i64,
    duplicates: i64,
    rejected: i64,
    /// Records that are no liquidation, by kind.
    kinds: BTreeMap<String, i64>,
    /// Number and dollars by venue, asset and side.
    groups: BTreeMap<String, (i64, Decimal)>,
    /// Rows and events by format.
    formats: BTreeMap<String, (i64, i64)>,
}

impl Account {
    fn rows(&self) -> i64 {
        self.events + self.duplicates + self.rejected + self.kinds.values().sum::<i64>()
    }

    /// Adds `other` so many times, which may be below zero.
    fn add(&mut self, other: &Self, times: i64) {
        self.events += other.events * times;
        self.duplicates += other.duplicates * times;
        self.rejected += other.rejected * times;
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind.clone()).or_default() += count * times;
        }
        for (group, (count, usd)) in &other.groups {
            let sum = self.groups.entry(group.clone()).or_default();
            *sum = (sum.0 + count * times, sum.1 + usd * Decimal::from(times));
        }
        for (format, (rows, events)) in &other.formats {
            let sum = self.formats.entry(format.clone()).or_default();
            *sum = (sum.0 + rows * times, sum.1 + events * times);
        }
    }

    /// Without what is zero, and decimals in one way of writing.
    fn plain(mut self) -> Self {
        self.kinds.retain(|_, count| *count != 0);
        self.groups.retain(|_, (count, _)| *count != 0);
        self.groups.values_mut().for_each(|(_, usd)| *usd = usd.normalize());
        self
    }
}

/// Adds up events and counts rejects, each of which has a place.
#[derive(Default)]
struct Sums(Account);

impl Sink for Sums {
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
        let group = format!("{} {} {}", event.venue, event.asset, event.closed.as_str());
        let sum = self.0.groups.entry(group).or_default();
        *sum = (sum.0 + 1, sum.1 + event.usd.to_string().parse::<Decimal>().unwrap());
        Ok(())
    }

    fn reject(&mut self, record: u64, line: u64, error: Error) {
        assert!(record > 0 && line > 0);
        let text = format!("{error} {:?}", error.place());
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}

/// Every choice made, or none.
fn options(chosen: bool) -> Options {
    if !chosen {
        return Options::default();
    }
    Options {
        symbol: Some("BTCUSD_PERP".to_owned()),
        received: Some(Time::parse("2025-11-04T14:00:21Z").unwrap()),
        side_means: Some(SideMeans::Order),
        in_usd: Some(true),
        file_name: Some("liquidations.txt".to_owned()),
        contract_values: ContractValues::default(),
        ..Options::default()
    }
}

/// What is read of `text`, cut at `sizes`; and whether that is said to be an error.
fn read(text: &str, chosen: bool, sizes: &mut dyn FnMut() -> usize) -> (Account, Option<Error>) {
    let (mut importer, mut sums) = (Importer::new(options(chosen)), Sums::default());
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let (chunk, tail) = rest.split_at(sizes().clamp(1, rest.len()));
        importer.push(chunk, &mut sums).unwrap();
        rest = tail;
    }
    let error = importer.finish(&mut sums).err();
    let (tally, mut account) = (importer.tally(), sums.0);
    let count = |count: u64| i64::try_from(count).unwrap();
    account.events = count(tally.events);
    account.duplicates = count(tally.duplicates);
    account.rejected = count(tally.rejected);
    account.kinds = importer.kinds().each().map(|(k, n)| (k.to_owned(), count(n))).collect();
    let formats = importer.sources().iter();
    let formats = formats.map(|s| (s.format.as_str().into(), (count(s.rows), count(s.events))));
    account.formats = formats.collect();
    assert_eq!(count(tally.rows), account.rows(), "{text}");
    assert_eq!(tally.filtered, importer.kinds().total(), "{text}");
    (account.plain(), error)
}

fn whole() -> impl FnMut() -> usize {
    || usize::MAX
}

impl Unit {
    /// What it counts as, where `chosen` choices are made.
    fn new(format: Option<String>, is_table: bool, text: &str, chosen: bool) -> Self {
        let text = format!("{}\n", text.trim_end());
        let (first, _) = read(&text, chosen, &mut whole());
        let (mut again, _) = read(&format!("{text}{text}"), chosen, &mut whole());
        again.add(&first, -1);
        if is_table {
            // Headers are counted for the whole mixture.
            again.kinds.remove("repeated header");
            let headers = again.formats.values_mut();
            headers.for_each(|(rows, _)| *rows -= 1);
        }
        let records = u64::try_from(first.rows()).unwrap();
        let lines = text.lines().map(|line| format!("{line}\n")).collect();
        Self { format, is_table, records, lines, first, again: again.plain() }
    }
}

/// Our own units; the numbers of their records are those that the file states.
fn own(chosen: bool) -> Vec<Unit> {
    let file = include_str!("mixtures/units.txt");
    let units = file.split("\n## ").skip(1).map(|unit| {
        let (head, text) = unit.split_once('\n').unwrap();
        let [format, shape, records] = head.splitn(4, ' ').collect::<Vec<_>>()[..3] else {
            panic!("{head}")
        };
        let format = Some(format.to_owned()).filter(|format| format != "-");
        let unit = Unit::new(format.clone(), shape == "table", text, chosen);
        assert_eq!(unit.records, records.parse::<u64>().unwrap(), "{unit:?}");
        let formats: Vec<_> = unit.first.formats.keys().cloned().collect();
        assert_eq!(formats, Vec::from_iter(format), "{unit:?}");
        unit
    });
    units.collect()
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:#?} again {:#?}", self.lines.concat(), self.first, self.again)
    }
}

/// Numbers by chance, always the same ones.
struct Chance(u64);

impl Chance {
    /// From 0 to below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(end).unwrap()).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// The units in any order, as one text. The rows of a table come after its header and before the
/// next one; everything else may stand between them.
fn arranged(units: &[&Unit], chance: &mut Chance) -> String {
    let mut tables: Vec<_> = units.iter().filter(|unit| unit.is_table).collect();
    chance.shuffle(&mut tables);
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    parts.extend(tables.iter().map(|table| table.lines[1..].to_vec()));
    for unit in units.iter().filter(|unit| !unit.is_table) {
        let part = chance.below(parts.len());
        parts[part].push(unit.lines.concat());
    }
    let mut text = String::new();
    for (index, part) in parts.iter_mut().enumerate() {
        chance.shuffle(part);
        text.extend(index.checked_sub(1).map(|table| tables[table].lines[0].as_str()));
        text.extend(part.iter().map(String::as_str));
    }
    text
}

/// What a mixture of the units counts as.
fn expected(units: &[&Unit]) -> Account {
    let (mut sum, mut seen) = (Account::default(), Vec::new());
    for unit in units {
        let first = !seen.iter().any(|other| std::ptr::eq(*other, *unit));
        sum.add(if first { &unit.first } else { &unit.again }, 1);
        seen.push(*unit);
    }
    let tables = units.iter().filter(|unit| unit.is_table).count();
    let headers = i64::try_from(tables.saturating_sub(1)).unwrap();
    sum.kinds.insert("repeated header".to_owned(), headers);
    sum.plain()
}

/// Draws some units, each of them perhaps more than once.
fn drawn<'u>(units: &'u [Unit], chance: &mut Chance) -> Vec<&'u Unit> {
    let some = 1 + chance.below(12);
    let mut drawn: Vec<_> = (0..some).map(|_| &units[chance.below(units.len())]).collect();
    for _ in 0..chance.below(4) {
        drawn.push(drawn[chance.below(drawn.len())]);
    }
    drawn
}

/// Tries so many mixtures.
fn hold(units: &[Unit], chosen: bool, seed: u64, mixtures: u64) {
    let mut chance = Chance(seed);
    for round in 0..mixtures {
        let drawn = drawn(units, &mut chance);
        let want = expected(&drawn);
        let text = arranged(&drawn, &mut chance);
        let longest = 1 + chance.below(2 * text.len());
        let (mut got, error) = read(&text, chosen, &mut || 1 + chance.below(longest));
        // Lines that are nothing known count as rows of the table that they stand in.
        let events = |account: &Account| -> BTreeMap<String, i64> {
            account.formats.iter().map(|(format, (_, events))| (format.clone(), *events)).collect()
        };
        assert_eq!(events(&got), events(&want), "{text}");
        got.formats.clone_from(&want.formats);
        assert_eq!(got, want, "mixture {round} of seed {seed}:\n{text}");
        let read_something = got.events + got.duplicates > 0;
        assert!(!(read_something && error.is_some()), "{error:?}\n{text}");
        if round % REPORTED == 0 && error.is_none() {
            reported(&text, &got);
        }
    }
}

/// The whole report says the same, and so does a partial of it.
fn reported(text: &str, account: &Account) {
    let count = |chosen: bool| {
        let bag = if chosen { bag() } else { Value::Map(Vec::new()) };
        let mut census = count::census(bag).unwrap();
        census.push(text.as_bytes()).unwrap();
        census
    };
    for chosen in [true, false] {
        let Ok(report) = count::finish(count(chosen)) else { continue };
        let int = |key: &str| match report.get(key) {
            Some(Value::Int(count)) => *count,
            other => panic!("{key}: {other:?}"),
        };
        let four = ["events", "duplicates", "rejected", "filtered"].map(int);
        assert_eq!(int("rows"), four.iter().sum::<i64>());
        assert_eq!(int("rows"), account.rows());
        let Some(Value::List(kinds)) = report.get("no_liquidation") else { panic!() };
        let kinds: i64 = kinds.iter().map(|kind| number(kind, "count")).sum();
        assert_eq!(kinds, int("filtered"));
        let saved = count::save(count(chosen)).unwrap();
        let partial = saved.get("partial").unwrap().as_text().unwrap();
        let again = count::report_of(Value::Map(Vec::new()), &Value::list([partial])).unwrap();
        for key in ["rows", "filtered", "no_liquidation", "formats", "readable", "by_venue"] {
            assert_eq!(again.get(key), report.get(key), "{key}");
        }
    }
}

fn number(value: &Value, key: &str) -> i64 {
    match value.get(key) {
        Some(Value::Int(number)) => *number,
        other => panic!("{key}: {other:?}"),
    }
}

/// The choices of [`options`].
fn bag() -> Value {
    Value::map([
        ("symbol", Value::from("BTCUSD_PERP")),
        ("received_ms", "2025-11-04T14:00:21Z".into()),
        ("side_means", "order".into()),
        ("in_usd", Value::Bool(true)),
        ("file_name", "liquidations.txt".into()),
    ])
}

#[test]
fn every_feed_is_among_the_units() {
    let units = own(true);
    for format in Format::ALL {
        let of = units.iter().filter(|unit| unit.format.as_deref() == Some(format.as_str()));
        let events: i64 = of.map(|unit| unit.first.events).sum();
        assert!(events > 0, "no unit of {format:?} holds an event");
    }
}

#[test]
fn ten_thousand_mixtures_lose_nothing_and_do_not_depend_on_the_order() {
    for (chosen, seed) in [(true, 13), (false, 1013)] {
        hold(&own(chosen), chosen, seed, MIXTURES / 2);
    }
}

/// The same of the shared samples, as far as they are there. Samples that repeat each other's
/// events are left out.
#[test]
fn mixtures_of_the_shared_samples_too() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("WASHOUT_SHARED").map_or(beside, Into::into);
    let mut units = Vec::new();
    let mut all = Account::default();
    let mut text = String::new();
    for sample in samples(&folder.join("cases/feeds/samples")) {
        let unit = Unit::new(None, false, &sample, true);
        let with = format!("{text}{}", unit.lines.concat());
        let mut sum = all.clone();
        sum.add(&unit.first, 1);
        if read(&with, true, &mut whole()).0 == sum.clone().plain() {
            (text, all) = (with, sum);
            units.push(unit);
        }
    }
    if units.is_empty() {
        println!("skipped: the samples of the shared facts are not there");
        return;
    }
    assert!(units.len() > 20, "{}", units.len());
    units.extend(own(true));
    hold(&units, true, 2013, MIXTURES / 10);
}

/// Every message of the samples, each printed on one line.
fn samples(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(samples(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let json: serde_json::Value =
                serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let list = json.as_array().cloned().unwrap_or_else(|| vec![json]);
            found.extend(list.iter().map(ToString::to_string));
        }
    }
    found
}
