//! Locate: what a reader brings along: positions under the rules of a venue, and order books.

use wasm_bindgen::prelude::*;

use super::codec::respond;
use super::jobs;
use crate::edge;

jobs! {
    /// Where a position is liquidated.
    locate = edge::locate::locate;
    /// Columns of positions at once.
    locateMany = edge::locate::locate_many;
    /// Positions as prices and sizes for a scenario.
    portfolio = edge::locate::portfolio;
    /// Profit and return on equity at an exit price.
    pnl = edge::locate::pnl;
    /// The exit price of a wished return.
    targetPrice = edge::locate::target;
    /// The largest position that a balance opens.
    maxSize = edge::locate::max_size;
    /// The margin that moves the liquidation price away.
    marginToAdd = edge::locate::margin_to_add;
    /// The exit price that pays fees and funding.
    breakEven = edge::locate::break_even;
    /// Liquidation and bankruptcy price with every choice stated.
    liqPrice = edge::locate::liq_price;
    /// Maintenance margin of a notional by a venue's table.
    maintenance = edge::locate::maintenance;
    /// An order book as depth.
    depth = edge::simulate::depth;
}

/// The venues whose margin rules are known.
#[wasm_bindgen]
pub fn venues() -> JsValue {
    respond(Ok(edge::locate::venues()))
}
