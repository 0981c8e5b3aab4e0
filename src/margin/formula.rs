//! The formula as text, with the numbers put in.

use super::identity::Leg;
use super::location::Location;
use super::position::{Maintenance, Position};
use super::rules::Contract;
use crate::error::Result;
use crate::money::Rational;

/// The formula in words and in numbers.
#[derive(Clone, Debug)]
pub struct Formula {
    /// With the names of the quantities.
    pub words: &'static str,
    /// With the numbers of this position; none where there is no price.
    pub numbers: Option<String>,
}

const LINEAR_MARK: &str = "price = (margin + deduction ∓ quantity × entry) ÷ \
     (quantity × (maintenance rate + fee kept) ∓ quantity), − for a long, + for a short";
const INVERSE_MARK: &str = "price = (USD × (maintenance rate + fee kept) ± USD) ÷ \
     (margin + deduction ± USD ÷ entry), + for a long, − for a short";
const LINEAR_FIXED: &str =
    "price = (maintenance − margin ± quantity × entry) ÷ (± quantity), + for a long, − for a short";
const INVERSE_FIXED: &str =
    "price = (∓ USD) ÷ (maintenance − margin ∓ USD ÷ entry), − for a long, + for a short";
const SLOPED: &str = "price = USD ÷ coins, where coins solve \
     margin ± (USD ÷ entry − coins) = coins × (rate + growth × coins)";

impl Position {
    /// The formula that gave `found`.
    ///
    /// # Errors
    /// Overflow when a number cannot be printed.
    pub fn formula(&self, found: &Location) -> Result<Formula> {
        let linear = self.spec.rules.contract == Contract::Linear;
        let constant = self.fixed.or(match self.spec.maintenance {
            Maintenance::Amount(amount) => Some(amount),
            _ => None,
        });
        let sloped = matches!(self.spec.maintenance, Maintenance::Sloped { .. });
        let words = match (constant, linear) {
            (None, _) if sloped => SLOPED,
            (None, true) => LINEAR_MARK,
            (None, false) => INVERSE_MARK,
            (Some(_), true) => LINEAR_FIXED,
            (Some(_), false) => INVERSE_FIXED,
        };
        let Some(price) = found.liquidation.filter(|_| !sloped && !found.at_tier_edge) else {
            return Ok(Formula { words, numbers: None });
        };
        let (over, under) = self.sides(constant, price.exact)?;
        let (top, bottom) = if linear { (over, under) } else { (under, over) };
        let (answer, whole) = price.exact.decimal(8)?;
        let sign = if whole { "=" } else { "≈" };
        Ok(Formula { words, numbers: Some(format!("({top}) ÷ ({bottom}) {sign} {answer}")) })
    }

    /// Numerator and denominator of `x`.
    fn sides(&self, constant: Option<Rational>, price: Rational) -> Result<(String, String)> {
        let contract = self.spec.rules.contract;
        let x = contract.coordinate(price);
        let mut over = match constant {
            Some(amount) => format!("{} − {}", amount.text()?, wrapped(self.funds)?),
            None => self.funds.text()?,
        };
        let mut under = String::new();
        for leg in &self.legs {
            let exposure = leg.exposure.text()?;
            let entry = contract.coordinate(leg.entry).text()?;
            let times = if contract == Contract::Linear { "×" } else { "÷" };
            let plus = leg.gains == constant.is_some();
            match constant {
                None => self.maintenance_terms(leg, x, &exposure, &mut over, &mut under)?,
                Some(_) => self.fee_terms(&exposure, &mut under)?,
            }
            let sign = if plus { "+" } else { "−" };
            over.push_str(&format!(" {sign} {exposure} {times} {entry}"));
            under
                .push_str(&format!("{}{sign} {exposure}", if under.is_empty() { "" } else { " " }));
        }
        Ok((over, under))
    }

    fn fee_terms(&self, exposure: &str, under: &mut String) -> Result<()> {
        let fee = self.account().fee;
        if !fee.is_zero() {
            under.push_str(&format!(" − {exposure} × {}", fee.text()?));
        }
        Ok(())
    }

    fn maintenance_terms(
        &self,
        leg: &Leg,
        x: Rational,
        exposure: &str,
        over: &mut String,
        under: &mut String,
    ) -> Result<()> {
        let Maintenance::Table(table) = &self.spec.maintenance else { return Ok(()) };
        let tier = leg.tier(table, x);
        if !tier.deduction.is_zero() {
            over.push_str(&format!(" + {}", tier.deduction.text()?));
        }
        let rate = tier.rate.plus(self.account().fee).text()?;
        let join = if under.is_empty() { "" } else { " + " };
        under.push_str(&format!("{join}{exposure} × {rate}"));
        Ok(())
    }
}

/// A number below zero in brackets.
fn wrapped(number: Rational) -> Result<String> {
    let text = number.text()?;
    Ok(if number.is_negative() { format!("({text})") } else { text })
}
