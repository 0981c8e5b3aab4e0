//! Where an importer's events and rejects go.

use crate::error::{Error, Result};
use crate::event::Liquidation;
use crate::import::Sink;

/// How many rejects are listed; all are counted.
pub const REJECTS_LIMIT: usize = 1000;

/// What takes events, one after the other.
pub(super) trait Keep {
    /// Whether events are wanted whose value nobody knows.
    const UNVALUED: bool = false;

    fn keep(&mut self, event: &Liquidation<'_>) -> Result<()>;
}

/// What was made of the events, and the first rejects.
#[derive(Debug)]
pub(super) struct Batch<T> {
    pub(super) events: T,
    pub(super) rejects: Vec<Error>,
}

impl<T> Batch<T> {
    pub(super) const fn new(events: T) -> Self {
        Self { events, rejects: Vec::new() }
    }
}

impl<T: Keep> Sink for Batch<T> {
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()> {
        self.events.keep(event)
    }

    fn reject(&mut self, _: u64, _: u64, error: Error) {
        if self.rejects.len() < REJECTS_LIMIT {
            self.rejects.push(error);
        }
    }

    fn takes_unvalued(&self) -> bool {
        T::UNVALUED
    }
}
