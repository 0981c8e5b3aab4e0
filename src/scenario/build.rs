//! From a scenario to the engine: the ladder, the cascade table and the shock.

use super::book::{BookSpec, Share, Synthetic};
use super::{Scenario, Shock};
use crate::cascade::{Axis, Calibration, Cascade, Ladder, share_from_path, share_from_shock};
use crate::error::{Error, Kind, Result};
use crate::impact::Impact;

/// A scenario ready to be asked.
#[derive(Clone, Debug)]
pub struct Model {
    /// Price, direction and coordinate.
    pub axis: Axis,
    /// The positions that the shock is against, in their market.
    pub cascade: Cascade,
    /// The positions on the other side of the price.
    pub behind: Ladder,
    /// The share of the open interest in the ladder, for a synthetic book.
    pub share: Option<f64>,
    /// How the share was solved, where it was.
    pub calibration: Option<Calibration>,
    /// The shock, as a displacement.
    pub shock: f64,
}

/// The ladders of both sides, and where their size comes from.
struct Positions {
    ahead: Ladder,
    behind: Ladder,
    share: Option<f64>,
    calibration: Option<Calibration>,
}

impl Scenario {
    /// Builds the ladder and its table, and solves what has to be solved.
    ///
    /// # Errors
    /// Missing or out of range inputs with their path; unreachable targets.
    pub fn build(&self) -> Result<Model> {
        let axis = Axis::new(self.market.price_usd.get(), self.direction, self.coordinate)
            .map_err(|e| e.in_field("price_usd").in_field("market"))?;
        let impact = self.impact.model();
        let positions = self.positions(&axis, impact)?;
        let cascade = Cascade::new(positions.ahead, impact.clone(), self.flow.get())?;
        let shock = self.shock.solve(&axis, &cascade).map_err(|e| e.in_field("shock"))?;
        let Positions { behind, share, calibration, .. } = positions;
        Ok(Model { axis, cascade, behind, share, calibration, shock })
    }

    fn positions(&self, axis: &Axis, impact: &Impact) -> Result<Positions> {
        let in_book = |e: Error| e.in_field("book");
        let BookSpec::Synthetic(book) = &self.book else {
            let (ahead, behind) = self.book.stated(axis).map_err(in_book)?;
            return Ok(Positions { ahead, behind, share: None, calibration: None });
        };
        let Some(interest) = self.market.open_interest_usd else {
            let error = Error::missing("the open interest that a synthetic book is made of");
            return Err(error.in_field("open_interest_usd").in_field("market"));
        };
        let cohorts = book.cohorts();
        let usd = interest.get();
        let whole = |axis: &Axis| cohorts.ladder(axis, usd).map_err(in_book);
        let ahead = whole(axis)?;
        let calibration = self
            .calibrate(book, axis, &ahead, impact)
            .map_err(|e| e.in_field("share").in_field("book"))?;
        let share = match (calibration, book.share) {
            (Some(solved), _) => solved.share,
            (None, Share::Stated(share)) => share.get(),
            (None, _) => 0.0,
        };
        let behind = whole(&axis.facing(axis.direction().other()))?.scaled(share);
        Ok(Positions { ahead: ahead.scaled(share), behind, share: Some(share), calibration })
    }

    /// Solves the share, where it is not stated.
    fn calibrate(
        &self,
        book: &Synthetic,
        axis: &Axis,
        whole: &Ladder,
        impact: &Impact,
    ) -> Result<Option<Calibration>> {
        match book.share {
            Share::Stated(_) => Ok(None),
            Share::Path(reported, price) => {
                let u = axis.displacement(price.get());
                if u <= 0.0 {
                    return Err(behind().in_field("to_price_usd"));
                }
                share_from_path(whole, u, reported.total()).map(Some)
            }
            Share::Shock(reported, shock) => {
                let s = axis.from_move(shock.get()).map_err(|e| e.in_field("shock"))?;
                let total = reported.total();
                share_from_shock(whole, impact, self.flow.get(), s, total).map(Some)
            }
        }
    }
}

impl Shock {
    /// The displacement that this shock is.
    fn solve(self, axis: &Axis, cascade: &Cascade) -> Result<f64> {
        let ahead = |price: f64, field: &'static str| match axis.displacement(price) {
            u if u >= 0.0 => Ok(u),
            _ => Err(behind().in_field(field)),
        };
        match self {
            Self::Move(fraction) => axis.from_move(fraction.get()),
            Self::ToPrice(price) => ahead(price.get(), "to_price_usd"),
            Self::ReachPrice(price) => {
                ahead(price.get(), "reach_price_usd").map(|u| cascade.shock_to_reach(u))
            }
            Self::Liquidate(usd) => cascade.shock_to_liquidate(usd.get()).ok_or_else(|| {
                let why = "the whole ladder holds less than that";
                Error::new(Kind::Unreachable { why }).in_field("liquidate_usd")
            }),
        }
    }
}

fn behind() -> Error {
    let rule = "expected a price in the direction of the shock, found one on the other side";
    Error::conflict(rule)
}
