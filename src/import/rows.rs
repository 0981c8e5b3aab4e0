//! Whole small files to rows of named text: for series of prices, sentiment, funding and supply,
//! which have a reader each elsewhere. Liquidations are streamed by [`super::Importer`] instead.

use super::csv;
use super::frame::Frame;
use super::frames::Frames;
use super::json::Json;
use crate::error::{Error, Kind, Result};

/// A row, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the row, from 1.
    pub record: u64,
    /// Line on which it starts, from 1.
    pub line: u64,
    /// Name and text of each field. The fields of a JSON list are named by their index; null is
    /// empty text.
    pub fields: Vec<(String, String)>,
}

/// The rows of `text`: JSON when it starts with a bracket, else comma-separated with a header.
///
/// JSON is a list of flat objects or flat lists, or an object with such a list under `data`.
/// Objects and lists inside a row are passed over.
///
/// # Errors
/// Empty for no text at all; else malformed, with record and line.
pub fn rows(text: &str) -> Result<Vec<Row>> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err(Kind::Empty.into()),
        Some('[' | '{') => from_json(text),
        Some(_) => from_csv(text),
    }
}

fn from_csv(text: &str) -> Result<Vec<Row>> {
    let mut lines = (1_u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let Some((line, header)) = lines.next() else { return Err(Kind::Empty.into()) };
    let names = fields_of(header).map_err(|error| error.at(0, line))?;
    let names: Vec<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    let mut rows = Vec::new();
    for (record, (line, content)) in (1_u64..).zip(lines) {
        let fields = fields_of(content).map_err(|error| error.at(record, line))?;
        if fields.len() != names.len() {
            let error = Error::malformed("as many fields as the header has", content);
            return Err(error.at(record, line));
        }
        let fields = names.iter().cloned().zip(fields).collect();
        rows.push(Row { record, line, fields });
    }
    Ok(rows)
}

fn fields_of(line: &str) -> Result<Vec<String>> {
    let text = |field: &&[u8]| String::from_utf8_lossy(field).trim().to_owned();
    csv::split(line.as_bytes(), |fields| Ok(fields.iter().map(text).collect()))
}

fn from_json(text: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut wrong = None;
    let mut take = |frame: Frame<'_>, line: u64| {
        let taken = match frame {
            Frame::Line(bytes) => match Json::new(bytes) {
                Ok(json) => message(json, line, &mut rows),
                Err(_) => return false,
            },
            Frame::Message(bytes) => {
                Json::new(bytes).and_then(|json| message(json, line, &mut rows))
            }
            Frame::Text(text) => {
                Err(Kind::Malformed { expected: "a JSON object", found: text.into() }.into())
            }
            Frame::Broken(error) => Err(error),
        };
        if let Err(error) = taken {
            let record = u64::try_from(rows.len()).unwrap_or(u64::MAX).saturating_add(1);
            wrong.get_or_insert(error.at(record, line));
        }
        true
    };
    let mut frames = Frames::new();
    frames.push(text.as_bytes(), &mut take);
    frames.finish(&mut take);
    wrong.map_or(Ok(rows), Err)
}

/// One message: a row, or an object around all rows.
fn message(json: Json<'_>, line: u64, rows: &mut Vec<Row>) -> Result<()> {
    let bytes = json.bytes();
    let around = if json.is_object() { json.pick(["data"])? } else { [None] };
    let [Some(list)] = around else { return push(json, line, rows) };
    if !list.is_list() {
        return push(json, line, rows);
    }
    let (mut line, mut seen) = (line, 0_usize);
    list.items(|item| {
        // Where the item starts in the message, to count the lines before it.
        let start = item.bytes().as_ptr().addr().saturating_sub(bytes.as_ptr().addr());
        let passed = bytes.get(seen..start).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        line = line.saturating_add(u64::try_from(breaks).unwrap_or(0));
        seen = start;
        push(item, line, rows)
    })
}

fn push(json: Json<'_>, line: u64, rows: &mut Vec<Row>) -> Result<()> {
    let mut fields = Vec::new();
    if json.is_list() {
        json.items(|item| {
            let name = fields.len().to_string();
            fields.push((name, scalar(item)?));
            Ok(())
        })?;
        if fields.is_empty() {
            return Ok(());
        }
    } else {
        json.members(|key, value| {
            fields.push((String::from_utf8_lossy(key).into_owned(), scalar(value)?));
            Ok(())
        })?;
    }
    let record = u64::try_from(rows.len()).unwrap_or(u64::MAX).saturating_add(1);
    rows.push(Row { record, line, fields });
    Ok(())
}

/// The text of a scalar; nothing for null, and for an object or a list.
fn scalar(value: Json<'_>) -> Result<String> {
    if value.is_object() || value.is_list() || value.bytes() == b"null" {
        return Ok(String::new());
    }
    value.text().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn rows_of_text_carry_their_record_and_line() {
        let found = rows("\u{feff}Date,Close\r\n\r\n2025-11-04, \"5\" \r\n").unwrap();
        assert_eq!((found[0].record, found[0].line), (1, 3));
        assert_eq!(found[0].fields[0], pair("date", "2025-11-04"));
        let error = rows("date,close\n2025-11-04,5\n2025-11-05\n").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(3)));
        assert_eq!(rows(" \n").unwrap_err().code(), "EMPTY");
    }

    #[test]
    fn lists_and_objects_are_rows_of_text() {
        let of = |text| -> Vec<_> {
            rows(text).unwrap().into_iter().map(|row: Row| (row.line, row.fields)).collect()
        };
        assert_eq!(of("[[1,\"2.50\"],[3,4]]").len(), 2);
        assert_eq!(of("[[1,\"2.50\"]]"), [(1, vec![pair("0", "1"), pair("1", "2.50")])]);
        let text = "{\"name\":\"x\",\"meta\":{\"a\":[1,{}]},\n\"data\":[\n\
            {\"v\":\"21\",\"n\":null},\n{\"v\":22}]}";
        let found = of(text);
        assert_eq!(found[0], (3, vec![pair("v", "21"), pair("n", "")]));
        assert_eq!(found[1], (4, vec![pair("v", "22")]));
        assert!(of("[]").is_empty());
    }

    #[test]
    fn an_error_says_in_which_record_and_line() {
        let error = rows("[{\"v\":1},\n{\"v\":oops}]").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(2)));
        for bad in ["[{", "[{\"a\" 1}]", "[[1]] x", "[[\"", "{\"data\":[{]}"] {
            assert!(rows(bad).is_err(), "{bad}");
        }
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert!(rows(&deep).is_err());
    }
}
