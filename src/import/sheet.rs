//! Whole files to rows of named text, one at a time and nearly without copies: for candles, open
//! interest and other series that are too long for [`super::rows`].

use std::borrow::Cow;

use super::csv;
use super::frame::Frame;
use super::frames::Frames;
use super::json::Json;
use crate::error::{Error, Kind, Result};

/// A row, with its place.
pub(crate) struct Record<'a> {
    /// Number of the row, from 1.
    pub(crate) record: u64,
    /// Line on which it starts, from 1.
    pub(crate) line: u64,
    /// Names of the fields in lower case; none for a JSON list, and where no header is.
    pub(crate) names: Option<&'a [String]>,
    /// The fields; null, an object and a list are empty text.
    pub(crate) fields: &'a [Cow<'a, str>],
    /// The members of the object around all rows, as its text; none where there is no such object.
    pub(crate) around: Option<Around<'a>>,
}

/// An object that says something about all of its rows.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a>(Json<'a>);

/// Who takes the rows.
type Take<'t> = &'t mut dyn FnMut(&Record<'_>) -> Result<()>;

/// Reads what is open between two rows.
struct Reader<'t> {
    take: Take<'t>,
    record: u64,
    names: Vec<String>,
}

/// Hands every row of `text` to `take`: JSON when it starts with a bracket, else comma-separated. A
/// first line that begins with a number is a row, and the file has no header.
///
/// JSON is a list of flat objects or flat lists, objects one after another, or an object with such
/// a list under `data`, `list` or `result.list`, as venues answer.
///
/// # Errors
/// Empty for no text at all; else malformed or what `take` says, with record and line.
pub(crate) fn records(text: &str, take: Take<'_>) -> Result<()> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader { take, record: 0, names: Vec::new() };
    match text.trim_start().chars().next() {
        None => Err(Kind::Empty.into()),
        Some('[' | '{') => reader.json(text),
        Some(_) => reader.csv(text),
    }
}

impl<'a> Around<'a> {
    /// The text of a member, in this object or in its `result`; none where it is not or is no text.
    pub(crate) fn text(&self, name: &str) -> Result<Option<Cow<'a, str>>> {
        let [own, result] = self.0.pick([name, "result"])?;
        let inner = match result.filter(|json| json.is_object()) {
            Some(result) => result.pick([name])?[0],
            None => None,
        };
        let flat = |json: &Json<'_>| !json.is_object() && !json.is_list();
        own.or(inner).filter(flat).map(Json::text).transpose()
    }
}

impl Reader<'_> {
    fn csv(&mut self, text: &str) -> Result<()> {
        let lines = (1_u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let mut width = None;
        for (line, content) in lines {
            let headless =
                content.trim_start_matches('"').starts_with(|c: char| c.is_ascii_digit());
            let taken = csv::split(content.as_bytes(), |fields| match width {
                Some(width) if fields.len() != width => {
                    self.record = self.record.saturating_add(1);
                    Err(Error::malformed("as many fields as the first line has", content))
                }
                None if !headless => {
                    self.names = fields.iter().map(|field| name(field)).collect();
                    width = Some(fields.len());
                    Ok(())
                }
                _ => {
                    width = Some(fields.len());
                    let fields: Vec<_> = fields.iter().map(|field| trimmed(field)).collect();
                    self.hand(line, !self.names.is_empty(), &fields, None)
                }
            });
            taken.map_err(|error| error.at(self.record, line))?;
        }
        Ok(())
    }

    fn json(&mut self, text: &str) -> Result<()> {
        let mut wrong = None;
        let mut take = |frame: Frame<'_>, line: u64| {
            let taken = match frame {
                Frame::Line(bytes) => match Json::new(bytes) {
                    Ok(json) => self.message(json, line),
                    Err(_) => return false,
                },
                // No line of text is a message; it is reported as broken.
                Frame::Text(_) => return false,
                Frame::Message(bytes) => Json::new(bytes)
                    .map_err(|error| error.at(self.record.saturating_add(1), line))
                    .and_then(|json| self.message(json, line)),
                Frame::Broken(error) => Err(error.at(self.record.saturating_add(1), line)),
            };
            if let Err(error) = taken {
                wrong.get_or_insert(error);
            }
            true
        };
        let mut frames = Frames::new();
        frames.push(text.as_bytes(), &mut take);
        frames.finish(&mut take);
        wrong.map_or(Ok(()), Err)
    }

    /// One message: a row, or an object around all rows.
    fn message(&mut self, json: Json<'_>, line: u64) -> Result<()> {
        let Some(list) = inner_list(json)? else { return self.row(json, line, None) };
        let (whole, mut line, mut seen) = (json.bytes(), line, 0_usize);
        list.items(|item| {
            // Where the item starts in the message, to count the lines before it.
            let start = item.bytes().as_ptr().addr().saturating_sub(whole.as_ptr().addr());
            let passed = whole.get(seen..start).unwrap_or_default();
            let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
            line = line.saturating_add(u64::try_from(breaks).unwrap_or(0));
            seen = start;
            self.row(item, line, Some(Around(json)))
        })
    }

    fn row(&mut self, json: Json<'_>, line: u64, around: Option<Around<'_>>) -> Result<()> {
        let mut fields = Vec::new();
        if json.is_list() {
            json.items(|item| {
                fields.push(scalar(item)?);
                Ok(())
            })?;
        } else {
            let mut count = 0_usize;
            json.members(|key, value| {
                self.rename(count, key);
                count = count.saturating_add(1);
                fields.push(scalar(value)?);
                Ok(())
            })?;
            self.names.truncate(count);
        }
        self.hand(line, !json.is_list(), &fields, around)
    }

    /// Field number `index` of this row is called `key`; rows mostly have the same names.
    fn rename(&mut self, index: usize, key: &[u8]) {
        match self.names.get_mut(index) {
            Some(known) if known.as_bytes().eq_ignore_ascii_case(key) => {}
            Some(known) => *known = name(key),
            None => self.names.push(name(key)),
        }
    }

    fn hand(
        &mut self,
        line: u64,
        named: bool,
        fields: &[Cow<'_, str>],
        around: Option<Around<'_>>,
    ) -> Result<()> {
        self.record = self.record.saturating_add(1);
        let (record, names) = (self.record, named.then_some(self.names.as_slice()));
        let taken = (self.take)(&Record { record, line, names, fields, around });
        taken.map_err(|error| error.at(record, line))
    }
}

/// The rows that an object is around.
fn inner_list(json: Json<'_>) -> Result<Option<Json<'_>>> {
    if !json.is_object() {
        return Ok(None);
    }
    let [data, list, result] = json.pick(["data", "list", "result"])?;
    let inner = match result.filter(|json| json.is_object()) {
        Some(result) => result.pick(["list"])?[0],
        None => result,
    };
    Ok([data, list, inner].into_iter().flatten().find(|json| json.is_list()))
}

fn name(field: &[u8]) -> String {
    trimmed(field).to_ascii_lowercase()
}

fn trimmed(field: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(field.trim_ascii())
}

/// The text of a scalar; nothing for null, and for an object or a list.
fn scalar(value: Json<'_>) -> Result<Cow<'_, str>> {
    if value.is_object() || value.is_list() || value.bytes() == b"null" {
        return Ok(Cow::Borrowed(""));
    }
    value.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, names joined, fields joined, and the symbol around.
    fn of(text: &str) -> Result<Vec<(u64, String, String)>> {
        let mut found = Vec::new();
        records(text, &mut |row| {
            let names = row.names.map(|names| names.join(" ")).unwrap_or_default();
            let symbol = row.around.map(|around| around.text("symbol")).transpose()?.flatten();
            let around = symbol.map(|symbol| format!("{symbol}: ")).unwrap_or_default();
            found.push((row.line, names, around + &row.fields.join(" ")));
            Ok(())
        })?;
        Ok(found)
    }

    fn row(line: u64, names: &str, fields: &str) -> (u64, String, String) {
        (line, names.to_owned(), fields.to_owned())
    }

    #[test]
    fn text_with_a_header_and_without() {
        let header = "\u{feff}Time,Close\r\n\r\n1762214400000, \"5\" \r\n";
        assert_eq!(of(header).unwrap(), [row(3, "time close", "1762214400000 \"5\"")]);
        assert_eq!(of("1762214400000,5\n1,2").unwrap().len(), 2);
        assert_eq!(of("\"1762214400000\",5").unwrap(), [row(1, "", "1762214400000 5")]);
        let error = of("time,close\n1,2\n3\n").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(3)));
        assert_eq!(of(" \n").unwrap_err().code(), "EMPTY");
    }

    #[test]
    fn lists_objects_and_what_is_around_them() {
        assert_eq!(of("[[1,\"2.50\"],\n[3,null]]").unwrap()[1], row(2, "", "3 "));
        let objects = of("[{\"T\":1,\"v\":2},{\"t\":3,\"w\":4,\"x\":{}},{\"t\":5}]").unwrap();
        assert_eq!(objects[0], row(1, "t v", "1 2"));
        assert_eq!(objects[1], row(1, "t w x", "3 4 "));
        assert_eq!(objects[2], row(1, "t", "5"));
        let venue =
            "{\"code\":0,\"result\":{\"symbol\":\"BTCUSD\",\"list\":[\n[\"1\"],\n[\"2\"]]}}";
        assert_eq!(of(venue).unwrap()[1], row(3, "", "BTCUSD: 2"));
        let data = "{\"symbol\":\"X\",\"data\":[{\"a\":1}]}\n{\"a\":2}";
        assert_eq!(of(data).unwrap(), [row(1, "a", "X: 1"), row(2, "a", "2")]);
    }

    #[test]
    fn an_error_says_in_which_record_and_line() {
        let error = of("[{\"v\":1},\n{\"v\":oops}]").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(2)));
        for bad in ["[{", "[[1]] x", "[[\"", "{\"data\":[{]}", "a,b\n\"1,2"] {
            assert!(of(bad).is_err(), "{bad}");
        }
    }
}
