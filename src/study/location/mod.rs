//! Where positions are liquidated, and what a trader asks beside it.
//!
//! | noun | what |
//! |---|---|
//! | [`Terms`] | a venue's rules, as chosen |
//! | [`Upkeep`], [`PublishedTable`] | what a position has to keep, and where that is written |
//! | [`Others`], [`OtherPosition`] | the rest of a cross account |
//! | [`Holding`] | a position under these rules |
//! | [`PositionReport`] | everything about it |
//! | [`LargestSize`], [`WishedMargin`] | the largest size of a balance, the margin of a wish |
//! | [`PositionColumns`], [`SolvedColumns`] | a million positions at once |
//!
//! ```
//! use washout::event::Side;
//! use washout::study::location::{Holding, Terms, Upkeep};
//!
//! let terms = Terms::of("binance-usdm")?;
//! let upkeep = Upkeep::built_in(&terms.rules, Some("BTCUSDT"))?;
//! let mut holding = Holding::new(terms, upkeep, Side::Long, "100000".parse()?, "1".parse()?);
//! holding.spec.leverage = Some("10".parse()?);
//! let report = holding.locate()?;
//! assert_eq!(report.liquidation_price.as_deref(), Some("90361.445783132530120482"));
//! assert_eq!(report.location.maintenance.text()?, "400");
//! # Ok::<(), washout::error::Error>(())
//! ```

mod holding;
mod maintenance;
mod notes;
mod others;
mod position_columns;
mod report;

mod size;
mod table;
mod terms;
mod upkeep;
mod wish;

pub use holding::Holding;
pub use maintenance::{maintenance_margin, margin_ratio};
pub use others::{OtherPosition, Others};
pub use position_columns::{MoneyColumn, PositionColumns, SolvedColumns};
pub use report::PositionReport;
pub use size::LargestSize;
pub use table::PublishedTable;
pub use terms::Terms;
pub use upkeep::Upkeep;
pub use wish::{Wish, WishedMargin};
