//! Count at the edge: an option bag and bytes in, a report out.
//!
//! | key of the bag | meaning | when absent |
//! |---|---|---|
//! | `format` | a name of a [`Format`](crate::import::Format) | each record is recognised |
//! | `venue` | the venue that events are credited to | the feed's own |
//! | `symbol` | the market, where the file does not name it | |
//! | `received_ms` | when messages without a time were received | such a row is a reject |
//! | `contract_values` | `{market: decimal}`: the worth of a contract | a table of majors |
//! | `side_means` | `position` or `order`, where nobody has verified it | an error asks for it |
//! | `in_usd` | whether Coinalyze was asked for USD | an error asks for it |
//! | `file_name` | the file's name, for what only the name says | |
//! | `row_key` | 32 hexadecimal digits that tell rows apart | a cryptographic hash |
//! | `bucket` | `1m`, `5m`, `15m`, `30m`, `1h`, `4h`, `12h`, `1d` | `1h` |
//! | `minutes` | false for no sums by minute | true |
//! | `top` | how many of the largest orders to list, up to 20 | 20 |
//! | `gap_ms` | shortest time without events that is listed as a gap | 3,600,000 |
//!
//! Records of another format than the one that is named are rejects. A contract is worth so many
//! coins, or dollars where it is coin-margined; where nobody knows it, its rows are rejects.
//! Binance snapshots and Tardis files say something by their names. The row key comes from a random
//! source; without one rows are told apart more slowly, and in a build without `digest` not at all,
//! which is an error. Without sums by minute windows and gaps are as coarse as the buckets, and a
//! saved partial is a fraction of the size.

mod options;
mod report;

use crate::aggregate::Bucket;
use crate::error::{Error, Result};
use crate::study::census::{Census, Count, Export, ExportTail, Listing, View};
use crate::value::{Fields, Value, record};

/// A census with the options of `bag`.
///
/// # Errors
/// A key that is unknown, or a value that does not fit; the place names the key.
pub fn census(bag: Value) -> Result<Census> {
    let mut fields = Fields::of(bag)?;
    let view = view(&mut fields)?;
    let options = options::read(&mut fields)?;
    let minutes = fields.read("minutes", |value| options::flag(&value))?;
    fields.finish()?;
    Ok(match minutes {
        Some(false) => Census::without_minutes(options, view),
        _ => Census::new(options, view),
    })
}

/// Reads the next bytes; answers how far it is: `{bytes, records, events, rejected}`.
///
/// # Errors
/// As [`Census::push`].
pub fn push(census: &mut Census, chunk: &[u8]) -> Result<Value> {
    census.push(chunk)?;
    let tally = census.tally();
    Ok(record![
        ("bytes", census.bytes()),
        ("records", tally.rows),
        ("events", tally.events),
        ("rejected", tally.rejected),
    ])
}

/// Reads what is left; answers the report.
///
/// # Errors
/// As [`Census::finish`].
pub fn finish(census: Census) -> Result<Value> {
    let view = census.view();
    report::report(&census.finish()?, view)
}

/// Reads what is left; answers `{partial, format, formats, rejects}`: the partial is text that
/// can be kept, merged and reported later; it counts the rejects and does not list them.
///
/// # Errors
/// As [`Census::finish`].
pub fn save(census: Census) -> Result<Value> {
    let count = census.finish()?;
    Ok(record![
        ("partial", count.partial.to_text()),
        ("format", report::origin(count.origin)),
        ("formats", report::formats(&count.partial.sources)),
        ("rejects", report::rejects(&count.rejects)),
    ])
}

/// Merges a list of saved partials into one, `{partial}`; their order does not matter.
///
/// # Errors
/// As [`Count::merged`], or when it is no list of texts.
pub fn merge(partials: Value) -> Result<Value> {
    Ok(record![("partial", merged(&partials)?.partial.to_text())])
}

/// The report of a list of saved partials, merged. Of the bag's keys `bucket`, `top` and `gap_ms`
/// apply.
///
/// # Errors
/// As [`merge`] and [`census`].
pub fn report_of(bag: Value, partials: &Value) -> Result<Value> {
    let mut fields = Fields::of(bag)?;
    let view = view(&mut fields)?;
    fields.finish()?;
    report::report(&merged(partials)?, view)
}

fn merged(partials: &Value) -> Result<Count> {
    let Value::List(items) = partials else {
        return Err(Error::malformed("a list of partials, each a text", "another value"));
    };
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        texts.push(item.as_text().map_err(|error| error.at_index(texts.len()))?);
    }
    Count::merged(&texts)
}

fn view(fields: &mut Fields) -> Result<View> {
    let bucket = fields.read("bucket", |value| Bucket::named(value.as_text()?))?;
    let mut view = bucket.map_or_else(View::default, View::by);
    if let Some(top) = fields.read("top", |value| value.whole())? {
        view = view.with_top(top)?;
    }
    if let Some(gap_ms) = fields.read("gap_ms", |value| value.whole())? {
        view = view.with_gap_ms(gap_ms)?;
    }
    Ok(view)
}

/// An export with the import's options of `bag`.
///
/// # Errors
/// As [`census`].
pub fn export(bag: Value) -> Result<Export> {
    import_options(bag).map(Export::new)
}

/// Reads the last of an export; answers `{text, events, duplicates, rejected, filtered,
/// no_liquidation, rejects}`.
///
/// # Errors
/// As [`Export::finish`].
pub fn finish_export(export: Export) -> Result<Value> {
    let ExportTail { text, account } = export.finish()?;
    Ok(record![
        ("text", text),
        ("events", account.tally.events),
        ("duplicates", account.tally.duplicates),
        ("rejected", account.tally.rejected),
        ("filtered", account.tally.filtered),
        ("no_liquidation", report::kinds(&account.kinds)),
        ("rejects", report::rejects(&account.rejects)),
    ])
}

/// The events of `bytes` one by one, for a small input: `{events: […], rejects: […], …}`.
///
/// Rows whose contract's value nobody knows are listed too, with `usd` null.
///
/// # Errors
/// As [`census`] and [`Listing::of`].
pub fn events(bag: Value, bytes: &[u8]) -> Result<Value> {
    let Listing { events, account } = Listing::of(import_options(bag)?, bytes)?;
    Ok(record![
        ("events", Value::list(events.iter().map(report::event))),
        ("rejects", report::rejects(&account.rejects)),
        ("duplicates", account.tally.duplicates),
        ("rejected", account.tally.rejected),
        ("filtered", account.tally.filtered),
        ("no_liquidation", report::kinds(&account.kinds)),
        ("rows", account.tally.rows),
        ("format", report::origin(account.origin)),
        ("formats", report::formats(&account.sources)),
    ])
}

fn import_options(bag: Value) -> Result<crate::import::Options> {
    let mut fields = Fields::of(bag)?;
    let options = options::read(&mut fields)?;
    fields.finish().map(|()| options)
}
