//! What is found about a day: answers, the series that they are from, and figures for an audit.

use crate::time::Time;
use crate::value::{Value, record};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    answers: Vec<(String, Value)>,
    series: Vec<(String, Value)>,
    inputs: Vec<(String, Value)>,
}

impl Findings {
    /// One more answer.
    pub(super) fn answer(&mut self, name: &str, value: Value) {
        self.answers.push((name.to_owned(), value));
    }

    /// A series, where one was read.
    pub(super) fn series_of(&mut self, name: &str, read: Option<Value>) {
        self.series.extend(read.map(|value| (name.to_owned(), value)));
    }

    /// One more figure for an audit.
    pub(super) fn input(&mut self, name: &str, value: impl Into<Value>, source: &str) {
        let entry = record![("value", value), ("source", source)];
        self.inputs.push((name.to_owned(), entry));
    }

    /// The whole as a value.
    pub(super) fn told(self, at: Time) -> Value {
        record![
            ("at_ms", at.millis()),
            ("answers", Value::Map(self.answers)),
            ("series", Value::Map(self.series)),
            ("audit_inputs", Value::Map(self.inputs)),
        ]
    }
}
