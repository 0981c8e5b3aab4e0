//! One row of either format: named fields of text, and where it stood.

use crate::error::{Error, Result};
use crate::time::{Time, Unit};

/// A row, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// From 1.
    pub(super) record: u64,
    /// From 1.
    pub(super) line: u64,
    /// Name and text of each field. The fields of an array are named by their index.
    pub(super) fields: Vec<(String, String)>,
}

impl Row {
    /// The text of the first of these fields that the row has and that is not empty.
    pub(super) fn get(&self, names: &[&'static str]) -> Option<(&'static str, &str)> {
        names.iter().find_map(|name| {
            let (_, text) = self.fields.iter().find(|(field, _)| field == name)?;
            (!text.is_empty()).then_some((*name, text.as_str()))
        })
    }

    /// The field under one of these names, read with `read`; an error has its place.
    pub(super) fn need<T>(
        &self,
        names: &[&'static str],
        what: &'static str,
        read: impl FnOnce(&str) -> Result<T>,
    ) -> Result<T> {
        let first = names.first().copied().unwrap_or_default();
        let found = self.get(names);
        let (name, text) = found.ok_or_else(|| self.place(Error::missing(what), first))?;
        read(text).map_err(|error| self.place(error, name))
    }

    /// The time under one of these names: a date, a UTC time, or a count since 1970 in seconds
    /// (ten digits) or milliseconds (thirteen).
    pub(super) fn time(&self, names: &[&'static str]) -> Result<Time> {
        self.need(names, "a date or time", |text| {
            let seconds = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
            match text.parse() {
                Ok(count) if seconds => Time::from_unit(count, Unit::Seconds),
                _ => Time::parse(text),
            }
        })
    }

    pub(super) fn place(&self, error: Error, field: &'static str) -> Error {
        error.in_field(field).at(self.record, self.line)
    }
}
