//! What the caller says about an input, and where its records go.

use super::contracts::ContractValues;
use super::format::Format;
use super::row_key::RowKey;
use crate::error::{Error, Result};
use crate::event::Liquidation;
use crate::time::Time;

/// What the caller says about the input.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "digest", derive(Default))]
pub struct Options {
    /// The only format that is read, where not every record is to be recognised by itself.
    pub format: Option<Format>,
    /// The venue that every event is credited to, instead of the feed's own.
    pub venue: Option<String>,
    /// The market, where the file does not name it.
    pub symbol: Option<String>,
    /// When a message without a time was received.
    pub received: Option<Time>,
    /// What one contract is worth, by market: coins, or dollars for coin-margined contracts.
    pub contract_values: ContractValues,
    /// What a side means, where nobody has verified it.
    pub side_means: Option<SideMeans>,
    /// Whether the values of an aggregator were asked for in USD.
    pub in_usd: Option<bool>,
    /// The file's name, for what only the name says.
    pub file_name: Option<String>,
    /// How duplicates are recognised.
    pub row_key: RowKey,
}

/// What a feed's side means, as the caller has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideMeans {
    /// The side of the position that was closed: buy, 1 or a positive size is a long.
    Position,
    /// The side of the order that closed it: buy, 1 or a positive size closed a short.
    Order,
}

impl SideMeans {
    /// The question to a caller who has not decided.
    pub(super) const CHOICE: &str =
        "side_means: position (buy, 1 or a positive size is a long) or order";
}

/// Where events and rejects go.
pub trait Sink {
    /// Takes one liquidation.
    ///
    /// # Errors
    /// Whatever makes it impossible to go on, such as a sum that overflows; the import stops.
    fn event(&mut self, event: &Liquidation<'_>) -> Result<()>;

    /// Takes the reason why a row is no event. `record` counts lines or messages, `line` lines,
    /// both from 1; the error's place holds them too.
    fn reject(&mut self, record: u64, line: u64, error: Error);

    /// Whether events are wanted whose value nobody knows, for lack of a contract's value; their
    /// `usd` is then zero. Without it such a row is a reject.
    fn takes_unvalued(&self) -> bool {
        false
    }
}
