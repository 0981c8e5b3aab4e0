//! Fields of one line of comma-separated text (RFC 4180), and columns found by name.
//!
//! A quoted field may hold commas and doubled quotes, but no line break: no liquidation feed has
//! one, and one stray quote would otherwise swallow the rest of a file.

use super::bytes;
use crate::error::{Error, Kind, Result};

/// Most fields of a line.
const MOST_FIELDS: usize = 24;
const QUOTED: &str = "a quoted field that ends with a quote and a comma";

/// Splits `line` at its commas and hands the fields to `take`.
///
/// # Errors
/// Too many fields, a quoted field that is not closed, or what `take` says.
pub(super) fn split<R>(line: &[u8], take: impl FnOnce(&[&[u8]]) -> Result<R>) -> Result<R> {
    let mut fields: [&[u8]; MOST_FIELDS] = [&[]; MOST_FIELDS];
    if let Some(count) = commas(line, &mut fields)? {
        return take(fields.get(..count).unwrap_or_default());
    }
    let fields = unquoted(line)?;
    let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
    take(&fields)
}

/// Puts the fields of `line` in place and counts them; none when there is a quote.
fn commas<'a>(line: &'a [u8], fields: &mut [&'a [u8]; MOST_FIELDS]) -> Result<Option<usize>> {
    let (mut count, mut start, mut base) = (0_usize, 0_usize, 0_usize);
    let (words, rest) = line.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        if bytes::matches(word, b'"') != 0 {
            return Ok(None);
        }
        let mut mask = bytes::matches(word, b',');
        while mask != 0 {
            let at = base.wrapping_add(bytes::first(mask));
            *fields.get_mut(count).ok_or_else(too_many)? = line.get(start..at).unwrap_or_default();
            (count, start) = (count.wrapping_add(1), at.wrapping_add(1));
            mask &= mask.wrapping_sub(1);
        }
        base = base.wrapping_add(8);
    }
    *fields.get_mut(count).ok_or_else(too_many)? = line.get(start..).unwrap_or_default();
    Ok(Some(count.wrapping_add(1)))
}

fn too_many() -> Error {
    Error::new(Kind::TooLarge { limit: "at most 24 fields in a line" })
}

/// The fields of a line that has quotes in it.
fn unquoted(line: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut fields = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (field, after) = match text.split_first() {
            Some((b'"', quoted)) => quoted_field(quoted)?,
            _ => match text.iter().position(|byte| *byte == b',') {
                Some(comma) => (text.get(..comma).unwrap_or_default().to_vec(), text.get(comma..)),
                None => (text.to_vec(), None),
            },
        };
        fields.push(field);
        if fields.len() > MOST_FIELDS {
            return Err(too_many());
        }
        rest = after.filter(|text| !text.is_empty()).and_then(|text| text.get(1..));
    }
    Ok(fields)
}

/// One quoted field after its first quote, and what follows its last: a comma and more, or none.
fn quoted_field(text: &[u8]) -> Result<(Vec<u8>, Option<&[u8]>)> {
    let mut field = Vec::new();
    let mut rest = text;
    loop {
        let quote = rest.iter().position(|byte| *byte == b'"');
        let quote = quote.ok_or_else(|| malformed(text))?;
        let (inside, after) = rest.split_at(quote);
        field.extend_from_slice(inside);
        match after.get(1..).unwrap_or_default() {
            [] => return Ok((field, None)),
            after @ [b',', ..] => return Ok((field, Some(after))),
            [b'"', more @ ..] => {
                field.push(b'"');
                rest = more;
            }
            _ => return Err(malformed(text)),
        }
    }
}

fn malformed(found: &[u8]) -> Error {
    Kind::Malformed { expected: QUOTED, found: found.into() }.into()
}

/// Where in a line each wanted column is.
#[derive(Debug)]
pub(super) struct Columns {
    /// Index of each wanted column in the line; none where the header has no such name.
    places: Vec<Option<usize>>,
    /// Fields of the header, and so of each line.
    width: usize,
}

impl Columns {
    /// The columns `names` in the header's `fields`. Each entry of `names` lists the spellings of
    /// one column. Case and spaces around a name do not matter.
    ///
    /// # Errors
    /// [`Kind::Conflict`] when a column is there twice.
    pub(super) fn find(fields: &[&[u8]], names: &[&[&str]]) -> Result<Self> {
        let mut places = vec![None; names.len()];
        for (index, field) in fields.iter().enumerate() {
            let field = field.trim_ascii();
            let named =
                |all: &&[&str]| all.iter().any(|n| field.eq_ignore_ascii_case(n.as_bytes()));
            let Some(which) = names.iter().position(named) else { continue };
            if let Some(place) = places.get_mut(which) {
                if place.is_some() {
                    return Err(
                        Kind::Conflict { rule: "each column may be there only once" }.into()
                    );
                }
                *place = Some(index);
            }
        }
        Ok(Self { places, width: fields.len() })
    }

    /// The first `count` columns, for files without a header.
    pub(super) fn in_order(count: usize) -> Self {
        Self { places: (0..count).map(Some).collect(), width: count }
    }

    /// Fields of the header, and so of each line.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Where the wanted column number `which` is; none where the header has no such name.
    pub(super) fn place(&self, which: usize) -> Option<usize> {
        self.places.get(which).copied().flatten()
    }

    /// Whether the header has the wanted column number `which`.
    pub(super) fn has(&self, which: usize) -> bool {
        self.place(which).is_some()
    }

    /// The field of the wanted column number `which`, empty where there is none.
    pub(super) fn get<'a>(&self, fields: &[&'a [u8]], which: usize) -> &'a [u8] {
        self.place(which).and_then(|index| fields.get(index)).copied().unwrap_or_default()
    }

    /// Checks that a line has as many fields as the header, or one more at its end: collectors that
    /// append a column go on in the same file. See [`Columns::not_moved`].
    ///
    /// # Errors
    /// Malformed when it has fewer, or more than one more.
    pub(super) fn fit(&self, fields: &[&[u8]]) -> Result<()> {
        if matches!(fields.len().checked_sub(self.width), Some(0 | 1)) {
            return Ok(());
        }
        let found = format!("{} instead of {}", fields.len(), self.width);
        Err(Error::malformed("as many fields as the file's columns, or one more", &found))
    }

    /// Checks that one field too many is something at the end, and no number that was written with
    /// a decimal comma, which would move all after it by one column. That shows where one of
    /// `marks`, columns that hold no number, comes after all of `numbers`: it is read and does not
    /// fit. Where a number is the last column, a further number is what may have been moved out.
    ///
    /// # Errors
    /// Malformed where it cannot be told.
    pub(super) fn not_moved(
        &self,
        fields: &[&[u8]],
        numbers: &[usize],
        marks: &[usize],
    ) -> Result<()> {
        let Some(extra) = fields.get(self.width) else { return Ok(()) };
        let last = |which: &[usize]| which.iter().map(|which| self.place(*which)).max().flatten();
        let (number, mark) = (last(numbers), last(marks));
        let at_end = number == self.width.checked_sub(1);
        if mark > number || (at_end && !is_number(extra)) {
            return Ok(());
        }
        const POINT: &str = "as many fields as columns, and numbers with a decimal point";
        Err(Kind::Malformed { expected: POINT, found: (*extra).into() }.into())
    }
}

/// Whether a field is a number, or could be the half of one. A date is none.
fn is_number(field: &[u8]) -> bool {
    let field = field.trim_ascii();
    let sign = matches!(field.first(), Some(b'+' | b'-'));
    let part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E');
    !field.is_empty() && field.iter().skip(usize::from(sign)).all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str) -> Result<Vec<String>> {
        split(line.as_bytes(), |fields| {
            Ok(fields.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect())
        })
    }

    #[test]
    fn quotes_follow_rfc_4180() {
        assert_eq!(fields("a,b,").unwrap(), ["a", "b", ""]);
        assert_eq!(fields("").unwrap(), [""]);
        assert_eq!(fields(r#""a,b","c""d",""#).unwrap_err().code(), "MALFORMED");
        assert_eq!(fields(r#""a,b","c""d","",x"#).unwrap(), ["a,b", "c\"d", "", "x"]);
        assert_eq!(fields(r#"a,"b","#).unwrap(), ["a", "b", ""]);
        assert_eq!(fields(r#"a"b,c"#).unwrap(), ["a\"b", "c"]);
        assert_eq!(fields(r#""a"b,c"#).unwrap_err().code(), "MALFORMED");
        assert_eq!(fields(&",".repeat(64)).unwrap_err().code(), "TOO_LARGE");
    }

    #[test]
    fn columns_are_found_by_any_spelling_once() {
        let names: &[&[&str]] = &[&["time", "ts"], &["qty"], &["fill"]];
        let found = Columns::find(&[b"Qty", b" TS "], names).unwrap();
        assert_eq!(found.get(&[b"5", b"9"], 0), b"9");
        assert!(!found.has(2));
        assert_eq!(found.fit(&[b"5"]).unwrap_err().code(), "MALFORMED");
        assert_eq!(found.fit(&[b"5", b"9"]), Ok(()));
        assert_eq!(found.fit(&[b"5", b"9", b"x"]), Ok(()));
        assert_eq!(found.fit(&[b"5", b"9", b"x", b"y"]).unwrap_err().code(), "MALFORMED");
        assert_eq!(Columns::find(&[b"time", b"ts"], names).unwrap_err().code(), "CONFLICT");
    }

    #[test]
    fn one_field_more_is_left_out_unless_a_decimal_comma_may_have_made_it() {
        let moved = |places: &[usize], numbers: &[usize], marks: &[usize], extra: &[u8]| {
            let places = places.iter().map(|place| Some(*place)).collect();
            let columns = Columns { places, width: 3 };
            columns.not_moved(&[b"1", b"2", b"3", extra], numbers, marks).is_err()
        };
        // A mark after every number; a number at the end; neither.
        assert!(!moved(&[0, 1, 2], &[0, 1], &[2], b"5"));
        assert!(!moved(&[0, 1, 2], &[1, 2], &[0], b"x") && !moved(&[0, 1, 2], &[2], &[0], b""));
        assert!(moved(&[0, 1, 2], &[1, 2], &[0], b"5") && moved(&[0, 1, 2], &[2], &[0], b" 1.5"));
        assert!(moved(&[0, 1], &[1], &[0], b"x"));
        // As many fields as columns are never moved.
        let columns = Columns::in_order(2);
        assert_eq!(columns.not_moved(&[b"1", b"2"], &[1], &[0]), Ok(()));
    }
}
