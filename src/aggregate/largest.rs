//! The largest orders.

use std::cmp::Ordering;

use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, Usd};
use crate::time::Time;

/// One liquidation that is kept, because it is among the largest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of a liquidation")]
pub struct Order {
    pub usd: Usd,
    pub time: Time,
    pub venue: String,
    pub symbol: String,
    pub asset: String,
    pub closed: Side,
    pub qty: Qty,
    pub unit: QtyUnit,
    pub price: Price,
    pub fill: Option<Price>,
    pub valued_at: PriceKind,
    pub coverage: Coverage,
}

/// The largest orders so far, largest first; equal ones in the order of time, venue and symbol,
/// so that the list does not depend on the order of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Largest {
    pub(super) orders: Vec<Order>,
    max: usize,
}

impl Order {
    /// Keeps `event`.
    #[must_use]
    pub fn of(event: &Liquidation<'_>) -> Self {
        Self {
            usd: event.usd,
            time: event.time,
            venue: event.venue.to_owned(),
            symbol: event.symbol.to_owned(),
            asset: event.asset.to_owned(),
            closed: event.closed,
            qty: event.qty,
            unit: event.unit,
            price: event.price,
            fill: event.fill,
            valued_at: event.valued_at,
            coverage: event.coverage,
        }
    }

    /// Largest first, then earliest, then by name and the rest: a total order.
    fn rank(&self, other: &Self) -> Ordering {
        let names = |order: &Self| (order.venue.clone(), order.symbol.clone(), order.closed);
        let rest = |o: &Self| (o.qty, o.unit, o.price, o.fill, o.valued_at, o.coverage);
        let size = other.usd.cmp(&self.usd).then_with(|| self.time.cmp(&other.time));
        let size = size.then_with(|| names(self).cmp(&names(other)));
        size.then_with(|| rest(self).cmp(&rest(other)))
    }
}

impl Largest {
    pub(super) const fn new(max: usize) -> Self {
        Self { orders: Vec::new(), max }
    }

    /// Takes `event` where it is large enough.
    pub(super) fn see(&mut self, event: &Liquidation<'_>) {
        let full = self.orders.len() >= self.max;
        if full && self.orders.last().is_none_or(|last| event.usd < last.usd) {
            return;
        }
        self.take(Order::of(event));
    }

    pub(super) fn take(&mut self, order: Order) {
        let place = self.orders.partition_point(|kept| kept.rank(&order) != Ordering::Greater);
        self.orders.insert(place, order);
        self.orders.truncate(self.max);
    }
}
