//! The one identity that every venue reduces to: liquidation where equity meets maintenance.
//!
//! With `x` the price for a linear contract and one over the price for an inverse one, both are
//! straight lines, so one solver serves long and short, linear and inverse, one leg and two:
//!
//! * equity `E(x) = funds + Σ d·A·(x − x₀)`, where `A` is coins (linear) or USD (inverse), and
//!   `d` is +1 when a rising `x` pays the leg: long linear and short inverse;
//! * maintenance `M(x) = Σ A·x·(rate + fee) − deduction` where it is measured at the mark, or a
//!   constant where it is measured at entry.
//!
//! The tier is the one at the answer: the line is cut at every tier edge and followed piece by
//! piece from the present price, so there is no iteration that could stop at the wrong tier, and
//! a requirement that jumps at an edge is met at the edge.

use super::tier::{Tier, TierTable, put_in_order};
use crate::error::Result;
use crate::money::Rational;

/// One leg of a position, in the coordinate `x`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    /// Whether a rising `x` pays it.
    pub(crate) gains: bool,
    /// Coins (linear) or USD of face value (inverse); above zero.
    pub(crate) exposure: Rational,
    /// Entry, as `x`.
    pub(crate) entry: Rational,
    /// The size that its tier is found by, where that does not move with `x`.
    pub(crate) counted: Option<Rational>,
}

/// How much has to be kept.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Requirement<'a> {
    /// By the tiers, at the mark price.
    AtMark(&'a TierTable),
    /// An amount that does not move with the price.
    Fixed(Rational),
    /// Deribit: `notional × (base + slope × coins)` of an inverse contract, where coins are
    /// notional. Quadratic in `x`.
    Sloped { base: Rational, slope: Rational },
}

/// The two lines whose crossing is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Account<'a> {
    /// Money that counts, before the profit of the legs.
    pub(crate) funds: Rational,
    pub(crate) legs: &'a [Leg],
    pub(crate) requirement: Requirement<'a>,
    /// Fee rate that has to be kept beside the maintenance margin.
    pub(crate) fee: Rational,
}

/// A crossing, and whether it lies on a tier edge rather than on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Crossing {
    pub(crate) x: Rational,
    pub(crate) at_edge: bool,
}

/// Where the account is liquidated, seen from the present `x`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crossings {
    /// Equity is at or below maintenance already.
    pub(crate) already: bool,
    /// The nearest one at a lower `x`; when `already`, where it would have begun.
    pub(crate) below: Option<Crossing>,
    /// The nearest one at a higher `x`.
    pub(crate) above: Option<Crossing>,
}

/// `constant + slope · x` on `from ≤ x < to`.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: Rational,
    to: Option<Rational>,
    constant: Rational,
    slope: Rational,
}

impl Leg {
    /// The exposure with the sign of its gain.
    #[inline(never)]
    pub(crate) fn signed(&self) -> Rational {
        if self.gains { self.exposure } else { self.exposure.negated() }
    }

    /// The value of the leg at `x`: USD (linear) or coins (inverse).
    #[inline(never)]
    pub(crate) fn notional(&self, x: Rational) -> Rational {
        self.exposure.times(x)
    }

    /// The profit at `x`.
    #[inline(never)]
    pub(crate) fn profit(&self, x: Rational) -> Rational {
        self.signed().times(x.minus(self.entry))
    }

    /// Its tier at `x`.
    #[inline(never)]
    pub(crate) fn tier(&self, table: &TierTable, x: Rational) -> Tier {
        match self.counted {
            Some(size) => table.holding(size),
            None => table.at(self.notional(x)),
        }
    }
}

impl Account<'_> {
    /// Equity at `x`.
    #[inline(never)]
    pub(crate) fn equity(&self, x: Rational) -> Rational {
        self.legs.iter().fold(self.funds, |sum, leg| sum.plus(leg.profit(x)))
    }

    /// Maintenance at `x`, with the fee that has to be kept.
    #[inline(never)]
    pub(crate) fn maintenance(&self, x: Rational) -> Rational {
        match self.requirement {
            Requirement::Fixed(amount) => {
                amount.plus(self.sum(|leg| leg.notional(x).times(self.fee)))
            }
            Requirement::AtMark(table) => self.sum(|leg| {
                let notional = leg.notional(x);
                leg.tier(table, x).maintenance(notional).plus(notional.times(self.fee))
            }),
            Requirement::Sloped { base, slope } => self.sum(|leg| {
                let coins = leg.notional(x);
                coins.times(base.plus(slope.times(coins)).plus(self.fee))
            }),
        }
    }

    /// Where equity is zero after a closing fee of `fee` on the notional; none when no price
    /// does it.
    #[inline(never)]
    pub(crate) fn bankruptcy(&self, fee: Rational) -> Result<Option<Rational>> {
        let pays = self.sum(Leg::signed).minus(self.sum(|leg| leg.exposure).times(fee));
        if pays.is_zero() {
            return Ok(None);
        }
        let start =
            self.legs.iter().fold(self.funds, |sum, leg| sum.minus(leg.signed().times(leg.entry)));
        let x = start.negated().over(pays).known("the bankruptcy price")?;
        Ok(x.is_positive().then_some(x))
    }

    /// Where the account is liquidated, seen from `start`.
    #[inline(never)]
    pub(crate) fn crossings(&self, start: Rational) -> Result<Crossings> {
        if let Requirement::Sloped { base, slope } = self.requirement {
            return self.sloped(start, base, slope);
        }
        let pieces = self.pieces()?;
        let here = self.equity(start).minus(self.maintenance(start)).known("the margin")?;
        if here.is_positive() {
            let below = fall(&pieces, start, false)?;
            let above = rise(&pieces, start, false)?;
            return Ok(Crossings { already: false, below, above });
        }
        // What was crossed lies where the account would be safe again.
        let gains = self.sum(Leg::signed).is_positive();
        let back = if gains { rise(&pieces, start, true)? } else { fall(&pieces, start, true)? };
        let (below, above) = if gains { (back, None) } else { (None, back) };
        Ok(Crossings { already: true, below, above })
    }

    fn sum(&self, of: impl Fn(&Leg) -> Rational) -> Rational {
        self.legs.iter().fold(Rational::ZERO, |sum, leg| sum.plus(of(leg)))
    }

    #[inline(never)]
    fn pieces(&self) -> Result<Vec<Piece>> {
        let mut edges = vec![Rational::ZERO];
        if let Requirement::AtMark(table) = self.requirement {
            for leg in self.legs.iter().filter(|leg| leg.counted.is_none()) {
                let edge = |tier: &Tier| tier.lower.over(leg.exposure).known("the tier edge");
                for found in table.tiers().iter().skip(1).map(edge) {
                    put_in_order(&mut edges, found?, |edge| *edge);
                }
            }
        }
        edges.dedup();
        let ends = edges.iter().skip(1).copied().map(Some).chain([None]);
        edges.iter().zip(ends).map(|(from, to)| self.piece(*from, to)).collect()
    }

    #[inline(never)]
    fn piece(&self, from: Rational, to: Option<Rational>) -> Result<Piece> {
        let (mut constant, mut slope) = (self.funds, Rational::ZERO);
        for leg in self.legs {
            constant = constant.minus(leg.signed().times(leg.entry));
            slope = slope.plus(leg.signed());
            slope = slope.minus(leg.exposure.times(self.fee));
            if let Requirement::AtMark(table) = self.requirement {
                let tier = leg.tier(table, from);
                constant = constant.plus(tier.deduction);
                slope = slope.minus(leg.exposure.times(tier.rate));
            }
        }
        if let Requirement::Fixed(amount) = self.requirement {
            constant = constant.minus(amount);
        }
        let constant = constant.known("the margin")?;
        Ok(Piece { from, to, constant, slope: slope.known("the exposure")? })
    }

    /// One leg against `A·x·(base + fee) + slope·A²·x²`: the root of a quadratic, to 30 places.
    #[inline(never)]
    fn sloped(&self, start: Rational, base: Rational, slope: Rational) -> Result<Crossings> {
        let here = self.equity(start).minus(self.maintenance(start)).known("the margin")?;
        let already = !here.is_positive();
        let none = Crossings { already, below: None, above: None };
        let Some(leg) = self.legs.first() else { return Ok(none) };
        let two = Rational::whole(2);
        let a = slope.times(leg.exposure).times(leg.exposure);
        let b = leg.exposure.times(base.plus(self.fee)).minus(leg.signed());
        let c = leg.signed().times(leg.entry).minus(self.funds);
        let square = b.times(b).minus(two.times(two).times(a).times(c)).known("the root")?;
        if square.is_negative() {
            return Ok(none);
        }
        let root = square.sqrt(30).known("the root")?;
        // Safe between the two roots: the requirement grows faster than any profit.
        let x = |root: Rational| -> Result<Option<Crossing>> {
            let x = root.minus(b).over(two.times(a)).known("the root")?;
            Ok(x.is_positive().then_some(Crossing { x, at_edge: false }))
        };
        Ok(Crossings { already, below: x(root.negated())?, above: x(root)? })
    }
}

impl Piece {
    #[inline(never)]
    fn at(&self, x: Rational) -> Rational {
        self.constant.plus(self.slope.times(x))
    }

    #[inline(never)]
    fn root(&self) -> Result<Rational> {
        self.constant.negated().over(self.slope).known("the liquidation price")
    }

    /// Whether the margin at the end of the piece, or at `start` inside it, is of the kind
    /// looked for: above zero when `safe`.
    #[inline(never)]
    fn found(&self, x: Rational, safe: bool) -> bool {
        self.at(x).is_positive() == safe
    }
}

/// From `start` downwards: the first `x` where the margin is used up (or, when `safe`, there
/// again).
#[inline(never)]
fn fall(pieces: &[Piece], start: Rational, safe: bool) -> Result<Option<Crossing>> {
    let reached = pieces.iter().rev().skip_while(|piece| start.below(piece.from));
    for (index, piece) in reached.enumerate() {
        let top = piece.to.map_or(start, |to| to.lesser(start));
        if index > 0 && piece.found(top, safe) {
            return Ok(positive(top, true));
        }
        if piece.found(piece.from, safe) && !piece.slope.is_zero() {
            return Ok(positive(piece.root()?, false));
        }
    }
    Ok(None)
}

/// From `start` upwards.
#[inline(never)]
fn rise(pieces: &[Piece], start: Rational, safe: bool) -> Result<Option<Crossing>> {
    let ahead = |piece: &&Piece| piece.to.is_none_or(|to| start.below(to));
    for (index, piece) in pieces.iter().filter(ahead).enumerate() {
        if index > 0 && piece.found(piece.from, safe) {
            return Ok(positive(piece.from, true));
        }
        let ends = match piece.to {
            Some(to) => piece.found(to, safe),
            None if safe => piece.slope.is_positive(),
            None => piece.slope.is_negative(),
        };
        if ends {
            return Ok(positive(piece.root()?, false));
        }
    }
    Ok(None)
}

/// A price of zero, or one over nothing, is no price.
#[inline(never)]
fn positive(x: Rational, at_edge: bool) -> Option<Crossing> {
    x.is_positive().then_some(Crossing { x, at_edge })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::margin::tier::{Deductions, TierRow, TierUnit};

    fn exact(text: &str) -> Rational {
        text.parse().unwrap()
    }

    fn leg(gains: bool, exposure: &str, entry: &str) -> Leg {
        Leg { gains, exposure: exact(exposure), entry: exact(entry), counted: None }
    }

    fn table(deductions: Deductions) -> TierTable {
        let row = |lower: &str, upper: Option<&str>, rate: &str| TierRow {
            lower: Some(exact(lower)),
            upper: upper.map(exact),
            rate: exact(rate),
            deduction: None,
            max_leverage: None,
        };
        let rows = vec![row("0", Some("1000"), "0.01"), row("1000", None, "0.05")];
        TierTable::new(rows, TierUnit::Quote, deductions).unwrap()
    }

    fn account<'a>(funds: &str, legs: &'a [Leg], table: &'a TierTable) -> Account<'a> {
        let requirement = Requirement::AtMark(table);
        Account { funds: exact(funds), legs, requirement, fee: Rational::ZERO }
    }

    #[test]
    fn the_tier_is_the_one_at_the_answer() {
        // 10 coins at 110: entry notional 1,100 is tier 2, at the answer it is tier 1.
        let (legs, table) = ([leg(true, "10", "110")], table(Deductions::Computed));
        let found = account("200", &legs, &table).crossings(exact("110")).unwrap();
        assert_eq!(found.below.unwrap().x, exact("900").over(exact("9.9")));
        assert_eq!(found.above, None);
        assert!(!found.already);
    }

    #[test]
    fn a_requirement_that_jumps_is_met_at_the_edge() {
        // A short of 10 coins at 95 with 60: at 100 the rate leaps from 1% to 5% of 1,000.
        let (legs, table) = ([leg(false, "10", "95")], table(Deductions::None));
        let found = account("90", &legs, &table).crossings(exact("95")).unwrap();
        assert_eq!(found.above, Some(Crossing { x: exact("100"), at_edge: true }));
    }

    #[test]
    fn a_price_of_zero_is_never_reached() {
        let (legs, table) = ([leg(true, "1", "100")], table(Deductions::Computed));
        let found = account("100", &legs, &table).crossings(exact("100")).unwrap();
        assert_eq!(found.below, None);
    }

    #[test]
    fn an_account_already_short_of_margin_shows_where_it_began() {
        let (legs, table) = ([leg(true, "1", "100")], table(Deductions::Computed));
        let found = account("0.5", &legs, &table).crossings(exact("100")).unwrap();
        assert!(found.already);
        assert_eq!(found.below.unwrap().x, exact("99.5").over(exact("0.99")));
    }

    #[test]
    fn two_legs_may_be_liquidated_on_both_sides() {
        let legs = [leg(true, "3", "100"), leg(false, "2.9", "100")];
        let table = table(Deductions::Computed);
        let found = account("20", &legs, &table).crossings(exact("100")).unwrap();
        let (below, above) = (found.below, found.above.unwrap());
        let account = account("20", &legs, &table);
        assert_eq!(account.equity(above.x), account.maintenance(above.x));
        assert_eq!(below, None);
    }
}
