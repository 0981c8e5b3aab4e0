//! The cascade: forced orders push the price into the next positions.
//!
//! An estimate, and scenario arithmetic rather than prediction: stated inputs in, their
//! consequence out. The model is a least fixed point on a ladder of thresholds; see
//! [`Cascade`] for the theorem that solves it.
//!
//! What it leaves out: cross margin (but see [`Contagion`]), new orders that arrive during the
//! cascade (but see the timed form), the difference between venues, and why the shock came.

mod account;
mod axis;
mod calibrate;
mod closed;
mod contagion;
mod coupled;
mod engine;
mod holding;
mod ladder;
mod limit;
mod maintenance;
mod sort;
mod spread;
mod sum;
mod synthetic;
mod table;
mod timed;
mod watch;

pub use account::{Accounts, Coin, Leg, MOST_ACCOUNTS, MOST_LEGS};
pub use axis::{Axis, Coordinate, Direction, MOST_LINEAR};
pub use calibrate::{Calibration, share_from_path, share_from_shock};
pub use closed::{
    Uniform, exponential_density, resilience_threshold, touch_probability, uniform_density,
};
pub use contagion::{Contagion, MOST_MARKETS, Market};
pub use coupled::{Coupled, coupled};
pub use engine::{Arrival, Engine, Fill, Run, Stand};
pub use holding::{Holding, Part, partial};
pub use ladder::{Ladder, MOST_RUNGS, TOUCH};
pub use limit::Limited;
pub use maintenance::{Maintenance, Tier};
pub use spread::{Closed, Ended, Sides, Spread};
pub use synthetic::{Cohorts, MOST_STEPS, Tranche};
pub use table::{Avalanche, Cascade, Outcome, Round};
pub use timed::{Resilience, Timed, recovered};

/// Rungs that are looked at in one go: a loop of its own for each block, so that an engine which
/// compiles in two steps takes up the better code between two of them.
const BLOCK: usize = 4096;
