//! Maintenance amounts by themselves.

use crate::error::{Error, Result};
use crate::margin::RatioKind;
use crate::money::Rational;

/// The maintenance margin of a quantity of coins at a mark price: value × rate − deduction.
///
/// ```
/// use washout::study::location::maintenance_margin;
///
/// let [quantity, mark, rate, deduction] = ["2", "100000", "0.005", "300"].map(str::parse);
/// let margin = maintenance_margin(quantity?, mark?, rate?, deduction?);
/// assert_eq!(margin.text()?, "700");
/// # Ok::<(), washout::error::Error>(())
/// ```
#[must_use]
pub fn maintenance_margin(
    quantity: Rational,
    mark: Rational,
    rate: Rational,
    deduction: Rational,
) -> Rational {
    quantity.times(mark).times(rate).minus(deduction)
}

/// OKX's margin ratio: equity ÷ (maintenance margin + the fee for closing the position).
///
/// ```
/// use washout::study::location::margin_ratio;
///
/// let [equity, maintenance, notional, fee] = ["1250", "400", "100000", "0.001"].map(str::parse);
/// assert_eq!(margin_ratio(equity?, maintenance?, notional?, fee?)?.text()?, "2.5");
/// # Ok::<(), washout::error::Error>(())
/// ```
///
/// # Errors
/// Out of range where nothing has to be kept.
pub fn margin_ratio(
    equity: Rational,
    maintenance: Rational,
    notional: Rational,
    fee: Rational,
) -> Result<Rational> {
    let kept = maintenance.plus(notional.times(fee));
    if !kept.is_positive() {
        return Err(Error::out_of_range("a maintenance margin above 0", "less").in_field("mm"));
    }
    Ok(RatioKind::EquityOverMaintenance.of(equity, kept))
}
