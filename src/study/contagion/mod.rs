//! Contagion: a fall of one asset closes positions in others through accounts that hold both.
//!
//! | noun | what |
//! |---|---|
//! | [`Network`] | assets, the accounts that hold them, and who pays for what |
//! | [`Account`] | cash, [`Collateral`] and [`Position`]s, exact |
//! | [`Outbreak`] | where a shock of the network ends, and whose move closed what |
//!
//! Where prices end is an estimate; the ledger of [`Outbreak::ledger`] is exact. See
//! [`crate::cascade::Contagion`] for the model.
//!
//! ```
//! use washout::cascade::{Coordinate, Maintenance, Market};
//! use washout::event::Side;
//! use washout::impact::{Impact, Linear};
//! use washout::scenario::Number;
//! use washout::study::contagion::{Account, Asset, Network, Outbreak, Position};
//!
//! let market = |shock| -> washout::error::Result<_> {
//!     let (impact, maintenance) = (Impact::Linear(Linear::new(1e6)?), Maintenance::flat(0.01)?);
//!     Ok(Market { price: 100.0, impact, maintenance, shock })
//! };
//! let assets = ["SOL", "DOGE"].map(|name| Asset::new(name, Number::whole(100)));
//! // One account is long of both, and only one of them falls.
//! let mut account = Account::new("a", "10".parse()?);
//! for asset in 0..2 {
//!     let (qty, entry) = ("1".parse()?, "100".parse()?);
//!     account.positions.push(Position { asset, side: Side::Long, qty, entry });
//! }
//! let network = Network::new(assets.into(), vec![market(0.1)?, market(0.0)?])?
//!     .with_accounts(vec![account]);
//! let outbreak = Outbreak::of(&network)?;
//! assert_eq!(outbreak.spread().closed.len(), 1);
//! assert!(outbreak.market(1).closed.long > 0.0);
//! assert!(outbreak.ledger()?.money.sum()?.is_zero());
//! # Ok::<(), washout::error::Error>(())
//! ```

mod account;
mod ledger;
mod network;
mod notes;
mod outbreak;

pub use account::{Account, Collateral, Position};
pub use network::{Asset, Network, Terms};
pub use outbreak::{Led, Outbreak};
