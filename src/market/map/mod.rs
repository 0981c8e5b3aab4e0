//! The turnover map: levels at which positions would be liquidated, from prices traded lately.
//!
//! Every hour leaves a cohort of positions, on both sides, with the mass
//!
//! ```text
//! M = OI (r √r),  r = (high − low) ÷ close
//! ```
//!
//! in five equal parts at the entries low, (low + close) ÷ 2, (high + low + close) ÷ 3,
//! (high + close) ÷ 2 and high. Of a part, the share `F(d) = √(min(max(d, 0), D) ÷ D)` has been
//! liquidated when price has gone the share `d` of its entry against it; `D` = 20 %. What is left
//! loses half of itself in 168 hours, and a cohort is forgotten after 720. The raw mass that a
//! price `x` would liquidate is
//!
//! ```text
//! S(x) = Σ cohorts, oldest first, Σ entries:  (m × 0.2) × max(F(d(entry, x)) − F so far, 0)
//! ```
//!
//! in one running sum of `+ − × ÷ √` only, so that it has the same bits on every machine. The unit
//! is relative: a scale fitted to reported liquidations turns it into USD.
//!
//! The form was frozen before three unseen months were opened: given how far price moved in an
//! hour, `S` ranks hours by reported liquidations with a rank correlation of .795 (longs) and .752
//! (shorts), where the size of the move alone has .735 and .682. A model that is given enough
//! recent lows and highs does as well, so the map shows where price was active, not anybody's
//! position.

mod bar;
mod cells;
mod cohort;
mod heat;
mod turnover;

pub use bar::Bar;
pub use heat::Heat;
pub use turnover::{Passage, Turnover};

/// The largest adverse move that a cohort is spread over, as a share of the entry.
pub const REACH: f64 = 0.20;
/// What one hour leaves of a mass: 2^(−1/168).
pub const HOURLY: f64 = 0.995_882_623_658_297_4;
/// Cohorts, and so hours, that are kept.
pub const COHORTS: usize = 720;
