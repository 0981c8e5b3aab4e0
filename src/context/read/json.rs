//! Rows of a JSON text: a list of flat objects or flat lists, or an object that has one under
//! `data`. Numbers are kept as their text, so nothing is rounded on the way.

use super::rows::Row;
use crate::error::{Error, Kind, Result};

/// What lists and objects may be nested in each other, at most.
const MOST_DEPTH: u32 = 16;

/// The rows of `text`.
pub(super) fn rows(text: &str) -> Result<Vec<Row>> {
    let mut scan = Scan { rest: text.trim_start_matches('\u{feff}'), line: 1, record: 0 };
    let found = scan.top().map_err(|error| error.at(scan.record, scan.line))?;
    scan.space();
    if scan.rest.is_empty() {
        return Ok(found);
    }
    Err(Error::malformed("the end of the data", scan.rest).at(scan.record, scan.line))
}

struct Scan<'a> {
    rest: &'a str,
    line: u64,
    record: u64,
}

impl<'a> Scan<'a> {
    fn top(&mut self) -> Result<Vec<Row>> {
        self.space();
        if self.rest.is_empty() {
            return Err(Kind::Empty.into());
        }
        if self.take('[') {
            return self.list();
        }
        self.expect('{', "a list of rows, or an object with one under \"data\"")?;
        let mut rows = None;
        while !self.ends('}')? {
            let key = self.key()?;
            if key == "data" && self.take('[') {
                rows = Some(self.list()?);
            } else {
                self.skip(0)?;
            }
        }
        rows.ok_or_else(|| Error::missing("a list of rows under \"data\"").in_field("data"))
    }

    /// The rest of a list of rows, its bracket taken.
    fn list(&mut self) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        while !self.ends(']')? {
            self.record = self.record.saturating_add(1);
            let (record, line) = (self.record, self.line);
            let fields = self.fields()?;
            rows.push(Row { record, line, fields });
        }
        Ok(rows)
    }

    fn fields(&mut self) -> Result<Vec<(String, String)>> {
        let mut fields = Vec::new();
        if self.take('[') {
            let mut index = 0_u32;
            while !self.ends(']')? {
                fields.push((index.to_string(), self.scalar()?));
                index = index.saturating_add(1);
            }
            return Ok(fields);
        }
        self.expect('{', "a row: an object or a list")?;
        while !self.ends('}')? {
            let key = self.key()?;
            self.space();
            if self.rest.starts_with(['{', '[']) {
                self.skip(0)?;
            } else {
                fields.push((key, self.scalar()?));
            }
        }
        Ok(fields)
    }

    /// Whether the list or object ends here; else any comma before the next item is taken.
    fn ends(&mut self, close: char) -> Result<bool> {
        self.space();
        if self.take(close) {
            return Ok(true);
        }
        if self.take(',') {
            self.space();
        }
        if self.rest.is_empty() {
            return Err(Error::malformed("the end of a list or object", ""));
        }
        Ok(false)
    }

    fn key(&mut self) -> Result<String> {
        self.space();
        let key = self.string()?;
        self.space();
        self.expect(':', "a colon after a key")?;
        self.space();
        Ok(key)
    }

    /// A string without its quotes; a number, true or false as written; null as nothing.
    fn scalar(&mut self) -> Result<String> {
        self.space();
        if self.rest.starts_with('"') {
            return self.string();
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c: char| !plain(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or(("", self.rest));
        let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if !number && !matches!(word, "true" | "false" | "null") {
            return Err(Error::malformed("a number or text in quotes", self.rest));
        }
        self.rest = rest;
        Ok(if word == "null" { String::new() } else { word.to_owned() })
    }

    fn string(&mut self) -> Result<String> {
        const EXPECTED: &str = "text in quotes";
        self.expect('"', EXPECTED)?;
        let end = self.rest.find(['"', '\\', '\n']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or(("", self.rest));
        if !rest.starts_with('"') {
            // None of the fields that are read here has an escape in it.
            return Err(Error::malformed("text in quotes without escapes", self.rest));
        }
        let text = text.to_owned();
        self.rest = rest;
        self.expect('"', EXPECTED)?;
        Ok(text)
    }

    /// Passes over a value that no row needs.
    fn skip(&mut self, depth: u32) -> Result<()> {
        self.space();
        let close = match self.rest.chars().next() {
            Some('{') => '}',
            Some('[') => ']',
            _ => return self.scalar().map(drop),
        };
        if depth >= MOST_DEPTH {
            return Err(Kind::TooLarge { limit: "at most 16 levels" }.into());
        }
        self.take(if close == '}' { '{' } else { '[' });
        while !self.ends(close)? {
            if close == '}' {
                self.key()?;
            }
            self.skip(depth.saturating_add(1))?;
        }
        Ok(())
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, wanted: char, what: &'static str) -> Result<()> {
        if self.take(wanted) { Ok(()) } else { Err(Error::malformed(what, self.rest)) }
    }

    fn space(&mut self) {
        while let Some(first) = self.rest.chars().next().filter(|c| c.is_ascii_whitespace()) {
            if first == '\n' {
                self.line = self.line.saturating_add(1);
            }
            self.take(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Vec<(String, String)>> {
        rows(text).unwrap().into_iter().map(|row| row.fields).collect()
    }

    #[test]
    fn lists_and_objects_are_rows_of_text() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(fields("[[1,\"2.50\"]]"), [vec![pair("0", "1"), pair("1", "2.50")]]);
        let text = "{\"name\":\"x\",\"meta\":{\"a\":[1,{}]},\"data\":[{\"v\":\"21\",\"n\":null}]}";
        assert_eq!(fields(text), [vec![pair("v", "21"), pair("n", "")]]);
        assert_eq!(fields("[]"), Vec::<Vec<_>>::new());
    }

    #[test]
    fn an_error_says_in_which_record_and_line() {
        let error = rows("[{\"v\":1},\n{\"v\":oops}]").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(2)));
        for bad in ["[", "[1]", "{}", "[{\"a\" 1}]", "[[1]] x", "[[\"a\\u0041\"]]", "[[\"", "nope"]
        {
            assert!(rows(bad).is_err(), "{bad}");
        }
        assert_eq!(rows("").unwrap_err().code(), "EMPTY");
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_overflow() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert_eq!(rows(&deep).unwrap_err().code(), "TOO_LARGE");
    }
}
