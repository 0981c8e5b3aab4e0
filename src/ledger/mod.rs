//! Who paid whom: one cascade's money, in nine accounts that sum to zero exactly.
//!
//! A fall takes from every long and gives to every short, whether liquidated or not; the forced
//! orders only decide how much of it margin, fund and winners had to bear. So the ledger covers
//! the whole open interest, from the price before the shock to the mark at the end:
//!
//! | account | what it holds |
//! |---|---|
//! | liquidated traders | what was returned to them, less the equity that they had |
//! | surviving same side | their loss on paper |
//! | opposite side | its gain on paper, before auto-deleveraging |
//! | deleveraged winners | what auto-deleveraging took from some of the opposite side |
//! | absorbers | who bought the forced orders: the mark less what they paid, negative at the low |
//! | accompanying flow | who sold along with them, at the same price |
//! | insurance fund | what it gained or paid |
//! | exchange fees | liquidation fees that are not paid into the fund |
//! | platform loss | a deficit that nobody could cover |
//!
//! That is for isolated positions of one market; [`settle_portfolios`] is the same for whole
//! accounts on several.
//!
//! Fills, liquidation and bankruptcy prices enter already rounded to a tick; from there on every
//! step is exact, but for fees and pro-rata shares, which are rounded toward zero at 10^-20 USD
//! and then exact. A notional is not a loss: what liquidated traders lose is their margin.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod accounts;
mod adl;
mod columns;
mod kernel;
mod portfolio;
mod rows;
mod rules;
mod settle;
mod terms;

pub use accounts::Accounts;
pub use adl::{Adl, Haircut, Winner, allocate};
pub use columns::settle_rows;
pub use portfolio::{
    ClosedAccount, Exit, Market, MarketAccounts, MoneyAccounts, Portfolio, PortfolioTerms,
    settle_portfolios,
};
pub use rows::{Each, Places, Read, Row};
pub use rules::Entry;
pub use settle::{Ledger, settle};
pub use terms::{Closing, FeeTo, Residual, Terms};
