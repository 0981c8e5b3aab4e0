//! The events of a small input, one by one.

use super::account::Account;
use super::keep::{Batch, Keep};
use crate::aggregate::Order;
use crate::error::{Kind, Result};
use crate::event::Liquidation;
use crate::import::{Importer, Options};
use crate::money::{Qty, Usd};

/// How many events are listed one by one.
const EVENTS_LIMIT: usize = 100_000;

/// The events of an input one by one, and the account of its rows.
///
/// ```
/// use washout::import::Options;
/// use washout::study::census::Listing;
///
/// let csv = b"time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n";
/// let listing = Listing::of(Options::default(), csv)?;
/// assert_eq!(listing.events[0].order.asset, "BTC");
/// assert_eq!(listing.events[0].usd.unwrap().to_string(), "7000.007");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Listing {
    /// The events, in the order of the input.
    pub events: Vec<ListedEvent>,
    /// What became of the rows.
    pub account: Account,
}

/// One event of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// The liquidation.
    pub order: Order,
    /// Its value in USD; none where nobody knows what a contract is worth.
    pub usd: Option<Usd>,
    /// The quantity in coins, where the feed allows it exactly.
    pub coins: Option<Qty>,
}

impl Keep for Vec<ListedEvent> {
    const UNVALUED: bool = true;

    fn keep(&mut self, event: &Liquidation<'_>) -> Result<()> {
        if self.len() >= EVENTS_LIMIT {
            return Err(Kind::TooLarge { limit: "at most 100,000 events in a list" }.into());
        }
        let usd = (!event.usd.is_zero()).then_some(event.usd);
        self.push(ListedEvent { order: Order::of(event), usd, coins: event.coins });
        Ok(())
    }
}

impl Listing {
    /// The list of the events in `bytes`, at most 100,000. Rows whose contract's value nobody knows
    /// are listed too.
    ///
    /// # Errors
    /// Too large where there are more; as [`Importer::push`] and [`Importer::finish`].
    pub fn of(options: Options, bytes: &[u8]) -> Result<Self> {
        let mut importer = Importer::new(options);
        let mut kept = Batch::new(Vec::new());
        importer.push(bytes, &mut kept)?;
        importer.finish(&mut kept)?;
        Ok(Self { events: kept.events, account: Account::of(importer, kept.rejects) })
    }
}
