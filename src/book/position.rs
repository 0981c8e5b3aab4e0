//! One isolated position on a linear contract, exactly as it was given.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::event::Side;
use crate::money::{Numeral, Price, Qty, Ratio, Usd};

vocabulary! {
    /// What the maintenance margin is a share of.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Basis {
        /// The notional at the mark price: Binance, OKX, Hyperliquid.
        Mark = "mark",
        /// The notional at entry.
        Entry = "entry",
    }
}

/// One isolated position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Whose it is, or which.
    pub id: String,
    /// Which way it looks.
    pub side: Side,
    /// Coins, above 0.
    pub qty: Qty,
    /// Entry price, above 0.
    pub entry: Price,
    /// Margin in USD, 0 or more.
    pub margin: Usd,
    /// Maintenance margin rate, 0 to below 1.
    pub maintenance: Ratio,
    /// What the rate applies to.
    pub basis: Basis,
    /// Deduction from the maintenance margin (a tier's maintenance amount), 0 or more.
    pub deduction: Usd,
}

impl Position {
    /// The same position, checked.
    ///
    /// # Errors
    /// Out of range, with the name of the field.
    pub fn checked(self) -> Result<Self> {
        let refuse = |range, field| Err(Error::out_of_range(range, "another").in_field(field));
        if self.qty.is_zero() {
            return refuse("a quantity above 0", "qty");
        }
        if self.entry.is_zero() {
            return refuse("an entry price above 0", "entry_usd");
        }
        if self.margin < Usd::ZERO {
            return refuse("a margin of 0 or more", "margin_usd");
        }
        if self.deduction < Usd::ZERO {
            return refuse("a deduction of 0 or more", "deduction_usd");
        }
        let rate = self.maintenance.decimal();
        if rate < Decimal::ZERO || rate >= Decimal::ONE {
            return refuse("a maintenance rate of 0 or more, below 1", "maintenance");
        }
        Ok(self)
    }

    /// The margin of `qty` coins at `entry` with this leverage: notional ÷ leverage, the quotient
    /// rounded to 18 places and the products down.
    ///
    /// # Errors
    /// Out of range below a leverage of 1; overflow past the bounds of exact money.
    pub fn margin_at(qty: Qty, entry: Price, leverage: Ratio) -> Result<Usd> {
        if leverage.decimal() < Decimal::ONE {
            let error =
                Error::out_of_range("a leverage of 1 or more", &Numeral::from(leverage).text());
            return Err(error.in_field("leverage"));
        }
        let share = leverage.inverse().ok_or_else(|| Error::overflow("the margin"))?;
        Ok(entry.times_down(qty)?.times_down(share)?.trimmed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position() -> Position {
        Position {
            id: "a".to_owned(),
            side: Side::Long,
            qty: "2".parse().unwrap(),
            entry: "100000".parse().unwrap(),
            margin: "20000".parse().unwrap(),
            maintenance: "0.005".parse().unwrap(),
            basis: Basis::Mark,
            deduction: Usd::ZERO,
        }
    }

    #[test]
    fn impossible_positions_are_refused_by_field() {
        assert!(position().checked().is_ok());
        let fields = [
            (Position { qty: "0".parse().unwrap(), ..position() }, "qty"),
            (Position { entry: "0".parse().unwrap(), ..position() }, "entry_usd"),
            (Position { margin: "-1".parse().unwrap(), ..position() }, "margin_usd"),
            (Position { maintenance: "1".parse().unwrap(), ..position() }, "maintenance"),
            (Position { deduction: "-1".parse().unwrap(), ..position() }, "deduction_usd"),
        ];
        for (position, field) in fields {
            assert_eq!(position.checked().unwrap_err().place().field.as_deref(), Some(field));
        }
    }

    #[test]
    fn the_margin_is_the_notional_over_leverage() {
        let p = position();
        let share = |l: &str| l.parse().unwrap();
        let margin = |l: &str| Position::margin_at(p.qty, p.entry, share(l));
        assert_eq!(margin("20").unwrap().to_string(), "10000");
        assert_eq!(margin("3").unwrap().to_string(), "66666.6666666666666");
        assert_eq!(margin("0.5").unwrap_err().code(), "OUT_OF_RANGE");
        // Of a product of 24 places what is below the 20th does not count.
        let (qty, entry) = ("0.333333333333333", "104590.708025123");
        let fine = Position::margin_at(qty.parse().unwrap(), entry.parse().unwrap(), share("10"));
        assert_eq!(fine.unwrap().to_string(), "3486.35693417076318030973");
    }
}
