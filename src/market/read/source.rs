//! What the reader gives: a file's text, and what it does not say itself.

use super::columns::{ASKED, Role};
use crate::error::{Error, Result};
use crate::market::hour::HOUR_MS;
use crate::money::{Price, Ratio};

/// The text of a file and what the reader says about it.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) columns: Vec<(Role, String)>,
    pub(super) step_ms: Option<i64>,
}

/// What open interest is counted in, where a file does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterestUnit {
    /// USD.
    Usd,
    /// Coins.
    Coins,
    /// Contracts that are each worth so many coins.
    ContractsOfCoins(Ratio),
    /// Contracts that are each worth so many USD.
    ContractsOfUsd(Price),
}

impl File {
    /// Names of columns that [`File::column`] knows.
    pub const COLUMNS: &'static str = "time, open, high, low, close, open_interest_usd, \
        open_interest_coins, open_interest, long_usd, short_usd, funding_rate, funding_percent, \
        symbol, end";

    /// A file's name and its text.
    #[must_use]
    pub fn new(name: String, text: String) -> Self {
        Self { name, text, ..Self::default() }
    }

    /// The column that holds `what` is called `name`.
    ///
    /// # Errors
    /// Unknown name for anything but [`File::COLUMNS`].
    pub fn column(mut self, what: &str, name: String) -> Result<Self> {
        let role = ASKED.iter().find(|(known, _)| *known == what).map(|(_, role)| *role);
        let role = role.ok_or_else(|| Error::unknown(Self::COLUMNS, what))?;
        self.columns.push((role, name));
        Ok(self)
    }

    /// Its rows are hours, whatever lies between them.
    #[must_use]
    pub const fn of_hours(mut self) -> Self {
        self.step_ms = Some(HOUR_MS);
        self
    }
}
