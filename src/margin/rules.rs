//! What differs from venue to venue: five choices and a rounding, nothing else.

use super::mode::Mode;
use super::tier::{Deductions, TierUnit, out_of_range};
use crate::error::Result;
use crate::event::Side;
use crate::money::{Direction, Rational};

vocabulary! {
    /// What one contract pays in.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Contract {
        /// Profit in the quote currency: `coins × (price − entry)`.
        Linear = "linear",
        /// Profit in coins: `USD × (1/entry − 1/price)`.
        Inverse = "inverse",
    }
}

vocabulary! {
    /// At which price the maintenance margin is measured.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Basis {
        /// At the mark price, so that it moves with the answer.
        Mark = "mark",
        /// At the entry price, so that it is an amount.
        Entry = "entry",
    }
}

vocabulary! {
    /// Which closing fee has to be kept beside the maintenance margin.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FeeKept {
        /// None, or the same amount on both sides.
        None = "none",
        /// The taker fee at the liquidation price.
        AtLiquidation = "liquidation",
        /// The taker fee at the bankruptcy price, which then lies after the fee as well.
        AtBankruptcy = "bankruptcy",
    }
}

/// What a margin that follows from the leverage holds beside `notional ÷ leverage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserve {
    /// Nothing.
    None,
    /// The taker fee on the notional less the margin: the fee for closing at bankruptcy.
    ClosingFee,
}

/// How extra margin counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// As it is.
    Whole,
    /// Divided by `1 ∓ fee`: Bybit's rule of 2026.
    OverFee,
}

vocabulary! {
    /// How a price comes onto the venue's tick.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Rounding {
        /// Not at all.
        None = "none",
        /// To the nearest tick, halves to the even one.
        Nearest = "nearest",
        /// To the earlier liquidation: a long up, a short down.
        TowardsEntry = "towards_entry",
        /// To the later liquidation: a long down, a short up.
        AwayFromEntry = "away_from_entry",
        /// Down.
        Down = "down",
        /// Up.
        Up = "up",
        /// On no tick, but one tick to the earlier liquidation: a long up, a short down.
        OneTickTowardsEntry = "one_tick_towards_entry",
    }
}

vocabulary! {
    /// What a venue calls its margin ratio.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RatioKind {
        /// Maintenance ÷ equity; liquidated at 1 or more.
        MaintenanceOverEquity = "maintenance margin / equity; liquidated at 1 or more",
        /// Equity ÷ maintenance; liquidated at 1 or less.
        EquityOverMaintenance = "equity / maintenance margin; liquidated at 1 or less",
    }
}

/// The rules of one venue for one kind of contract.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The venue: `binance-usdm`.
    pub venue: &'static str,
    /// Which of the venue's formulas: `standard`, `entry`, `mark`, `classic`, `cross`.
    pub form: &'static str,
    /// The contract it is for.
    pub contract: Contract,
    /// The margin mode in which it is taken where no form is named; none for what the others leave.
    pub mode: Option<Mode>,
    /// Where maintenance is measured.
    pub basis: Basis,
    /// The closing fee that is kept.
    pub fee: FeeKept,
    /// The reserve in a margin that follows from leverage.
    pub reserve: Reserve,
    /// How extra margin counts.
    pub extra: Extra,
    /// What is subtracted in the higher tiers.
    pub deductions: Deductions,
    /// What the bounds of its tier tables count.
    pub tier_unit: TierUnit,
    /// How the liquidation price is rounded.
    pub rounding: Rounding,
    /// The same in cross margin, where that is another.
    pub cross_rounding: Option<Rounding>,
    /// How the bankruptcy price is rounded.
    pub bankruptcy_rounding: Rounding,
    /// What it calls the margin ratio.
    pub ratio: RatioKind,
    /// Whether amounts are whole satoshi, as on BitMEX.
    pub satoshi: bool,
    /// The page, interface or code the formula is from.
    pub source: &'static str,
    /// How well it is known.
    pub status: &'static str,
}

impl Rules {
    /// Section 0 of every venue: maintenance at the mark, no fee, nothing rounded.
    pub(crate) const fn plain(venue: &'static str, contract: Contract) -> Self {
        Self {
            venue,
            form: "standard",
            contract,
            mode: None,
            basis: Basis::Mark,
            fee: FeeKept::None,
            reserve: Reserve::None,
            extra: Extra::Whole,
            deductions: Deductions::Computed,
            tier_unit: match contract {
                Contract::Linear => TierUnit::Quote,
                Contract::Inverse => TierUnit::Base,
            },
            rounding: Rounding::None,
            cross_rounding: None,
            bankruptcy_rounding: Rounding::None,
            ratio: RatioKind::MaintenanceOverEquity,
            satoshi: false,
            source: "",
            status: "",
        }
    }

    /// The same rules as they are in a margin mode.
    pub(crate) fn in_mode(mut self, mode: Mode) -> Self {
        if let (Mode::Cross, Some(rounding)) = (mode, self.cross_rounding) {
            self.rounding = rounding;
        }
        self
    }

    /// Whether the answer depends on the taker fee.
    #[must_use]
    pub fn needs_fee(&self) -> bool {
        self.fee != FeeKept::None || self.reserve != Reserve::None || self.satoshi
    }
}

impl Contract {
    /// The price as the coordinate of the identity, and back.
    pub(crate) fn coordinate(self, price: Rational) -> Rational {
        match self {
            Self::Linear => price,
            Self::Inverse => Rational::ONE.over(price),
        }
    }
}

impl Rounding {
    /// Whether prices come onto a tick that is given.
    #[must_use]
    pub const fn on_tick(self) -> bool {
        !matches!(self, Self::None | Self::OneTickTowardsEntry)
    }

    /// What is added to a price beside rounding it.
    pub(crate) fn shift(self, tick: Option<Rational>, side: Side) -> Rational {
        match (self, tick, side) {
            (Self::OneTickTowardsEntry, Some(tick), Side::Long) => tick,
            (Self::OneTickTowardsEntry, Some(tick), Side::Short) => tick.negated(),
            _ => Rational::ZERO,
        }
    }

    /// `price` on the grid of `tick`, or beside it.
    pub(crate) fn apply(self, price: Rational, tick: Option<Rational>, side: Side) -> Rational {
        let Some(tick) = tick else { return price };
        let direction = match (self, side) {
            (Self::None, _) => return price,
            (Self::OneTickTowardsEntry, _) => return price.plus(self.shift(Some(tick), side)),
            (Self::Nearest, _) => Direction::Nearest,
            (Self::TowardsEntry, Side::Long) | (Self::AwayFromEntry, Side::Short) => Direction::Up,
            (Self::TowardsEntry, Side::Short) | (Self::AwayFromEntry, Side::Long) => {
                Direction::Down
            }
            (Self::Down, _) => Direction::Down,
            (Self::Up, _) => Direction::Up,
        };
        price.to_step(tick, direction)
    }

    /// The same, checked.
    ///
    /// # Errors
    /// Out of range for a tick that leaves nothing of the price; overflow.
    #[inline(never)]
    pub(crate) fn shown(
        self,
        price: Rational,
        tick: Option<Rational>,
        side: Side,
    ) -> Result<Rational> {
        let shown = self.apply(price, tick, side).known("the price")?;
        match tick {
            Some(tick) if !self.on_tick() && !shown.is_positive() => {
                let range = "a tick below the liquidation price";
                Err(out_of_range(range, tick).in_field("tick"))
            }
            _ => Ok(shown),
        }
    }
}

impl RatioKind {
    /// The ratio; unknown when the lower part is zero.
    pub(crate) fn of(self, equity: Rational, maintenance: Rational) -> Rational {
        match self {
            Self::MaintenanceOverEquity => maintenance.over(equity),
            Self::EquityOverMaintenance => equity.over(maintenance),
        }
    }
}
