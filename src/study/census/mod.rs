//! Counting the liquidations of a file, a stream or of saved partials.
//!
//! | noun | what |
//! |---|---|
//! | [`Census`] | a file or stream that is being counted, chunk by chunk |
//! | [`Count`] | what was counted of it: sums that can be saved, merged and reported |
//! | [`Account`] | how the rows were classified |
//! | [`View`] | how a report shows a count |
//! | [`CensusReport`] | everything that is shown |
//! | [`Unreported`] | an estimate of what feeds left out that send one event a second |
//! | [`Listing`] | the events of a small input one by one |
//! | [`Export`] | a file of any known format as our own CSV, chunk by chunk |
//!
//! ```
//! use washout::import::Options;
//! use washout::study::census::{Census, View};
//!
//! let mut census = Census::new(Options::default(), View::default());
//! census.push(b"time,symbol,side,qty,price\n")?;
//! census.push(b"2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n")?;
//! let report = census.finish()?.report(View::default())?;
//! assert_eq!(report.sums.total.long.usd.to_string(), "7000.007");
//! # Ok::<(), washout::error::Error>(())
//! ```

mod account;
mod count;
mod export;
mod keep;
mod listing;
mod notes;
mod origin;
mod ranking;
mod report;
mod session;
mod unreported;
mod view;

pub use account::Account;
pub use count::Count;
pub use export::{Export, ExportTail};
pub use keep::REJECTS_LIMIT;
pub use listing::{ListedEvent, Listing};
pub use origin::Origin;
pub use ranking::{Frequency, ranked_formats, ranked_kinds};
pub use report::CensusReport;
pub use session::Census;
pub use unreported::Unreported;
pub use view::View;
