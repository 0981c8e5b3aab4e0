//! Comma-separated text with a header and plain fields.

use super::rows::Row;
use crate::error::{Error, Kind, Result};

/// Rows by column name. A quoted field is an error: none of these files has one, and reading a
/// quote as part of a number would be worse.
pub(super) fn rows(text: &str) -> Result<Vec<Row>> {
    let mut lines = (1_u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else { return Err(Kind::Empty.into()) };
    let header = header.trim_start_matches('\u{feff}');
    let names: Vec<_> = header.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    let mut rows = Vec::new();
    for (record, (line, content)) in (1_u64..).zip(lines) {
        rows.push(row(&names, content, record, line).map_err(|error| error.at(record, line))?);
    }
    Ok(rows)
}

fn row(names: &[String], content: &str, record: u64, line: u64) -> Result<Row> {
    if content.contains('"') {
        return Err(Error::malformed("plain fields without quotes", content));
    }
    let fields: Vec<_> = content.split(',').map(str::trim).collect();
    if fields.len() != names.len() {
        return Err(Error::malformed("as many fields as the header has", content));
    }
    let fields = names.iter().zip(fields).map(|(name, field)| (name.clone(), field.to_owned()));
    Ok(Row { record, line, fields: fields.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_carry_their_record_and_line() {
        let rows = rows("\u{feff}Date,Close\r\n\r\n2025-11-04, 5 \r\n").unwrap();
        assert_eq!((rows[0].record, rows[0].line), (1, 3));
        assert_eq!(rows[0].fields[1], ("close".to_owned(), "5".to_owned()));
    }

    #[test]
    fn a_torn_row_is_an_error_with_its_place() {
        let error = rows("date,close\n2025-11-04,5\n2025-11-05\n").unwrap_err();
        assert_eq!((error.place().record, error.place().line), (Some(2), Some(3)));
        assert_eq!(rows("a\n\"1\"").unwrap_err().code(), "MALFORMED");
        assert_eq!(rows(" \n").unwrap_err().code(), "EMPTY");
    }
}
