//! How a model is called, what it is made of, and what it answers.

use crate::error::{Error, Result};

/// A function from a flow to a displacement, with the name that scenarios have for it. A file for
/// each; what lists, reads and writes them follows from here.
pub(crate) trait Curve: Sized {
    /// Its name and its parameters.
    const FORM: Form;

    /// The model with these parameters.
    ///
    /// # Errors
    /// Missing without a depth that it needs; out of range for a depth or levels that it refuses.
    fn made(of: &Given<'_>) -> Result<Self>;

    /// `f(V)`, above no flow.
    fn displacement(&self, flow: f64) -> f64;

    /// `F(V)`, above no flow.
    fn integral(&self, flow: f64) -> f64;

    /// The largest flow that moves the mark no further than `u`, which is 0 or more.
    fn inverse(&self, u: f64) -> f64;

    /// The smallest flow that moves it to `u`, which is above 0; another one only where it jumps.
    fn inverse_touch(&self, u: f64) -> f64 {
        self.inverse(u)
    }

    /// Whether a flow is more than there is to sell into.
    fn exhausted(&self, _flow: f64) -> bool {
        false
    }
}

/// The name of a model and what it takes besides a depth.
#[derive(Debug, PartialEq)]
pub(crate) struct Form {
    /// Its name in a scenario.
    pub(crate) kind: &'static str,
    /// Its numbers, in the order of the canonical form.
    pub(crate) parameters: &'static [Parameter],
    /// Whether it is made of the levels of an order book.
    pub(crate) has_levels: bool,
}

/// A number that a model takes.
#[derive(Debug, PartialEq)]
pub(crate) struct Parameter {
    /// Its key in a scenario.
    pub(crate) key: &'static str,
    /// What it is, for whoever left it out.
    pub(crate) what: &'static str,
    /// Which numbers it may be, in words.
    pub(crate) range: &'static str,
    /// The least of them.
    pub(crate) least: f64,
    /// The largest of them.
    pub(crate) most: f64,
    /// Whether the model does without.
    pub(crate) is_optional: bool,
}

/// Parameters in the order of the form, with none for what is not given.
pub(crate) type Numbers<T> = [Option<T>; MOST_PARAMETERS];

/// As many as the model with the most of them has.
const MOST_PARAMETERS: usize = 2;

/// What a model is to be made of.
pub(crate) struct Given<'a> {
    /// The depth within 1 % of the price, in USD.
    pub(crate) usd_per_percent: Option<f64>,
    /// The depth for a move of 100 %, in USD; never both.
    pub(crate) depth_usd: Option<f64>,
    /// The share of the depth and of every level that stays, above 0 up to 1.
    pub(crate) survival: f64,
    /// The parameters of the model in their order, each one that it may be.
    pub(crate) numbers: Numbers<f64>,
    /// Displacements and USD.
    pub(crate) levels: &'a [(f64, f64)],
}

/// The smallest number above 0.
pub(super) const ABOVE_ZERO: f64 = f64::from_bits(1);

impl Parameter {
    /// Whether it may be that number.
    pub(crate) const fn allows(&self, number: f64) -> bool {
        number >= self.least && number <= self.most
    }

    /// A number that it may be.
    ///
    /// # Errors
    /// Out of range for any other.
    pub(super) fn check(&self, number: f64) -> Result<f64> {
        if self.allows(number) {
            return Ok(number);
        }
        Err(Error::out_of_range(self.range, number_word(number)).in_field(self.key))
    }
}

impl Given<'_> {
    /// The parameter of that place in the form, which is not optional.
    pub(super) fn needed(&self, index: usize) -> f64 {
        let Some(Some(number)) = self.numbers.get(index) else {
            unreachable!("a model is made of all its parameters")
        };
        *number
    }

    /// The depth in USD for 100 % that stays, from that within 1 % when `percent` is what 1 %
    /// costs of it.
    pub(super) fn depth(&self, percent: f64) -> Result<f64> {
        let usd = match (self.depth_usd, self.usd_per_percent) {
            (Some(usd), _) => usd,
            (None, Some(usd)) => usd / percent,
            (None, None) => {
                let missing = Error::missing("the depth in USD within 1 %");
                return Err(missing.in_field("usd_per_percent"));
            }
        };
        depth(usd * self.survival)
    }

    /// Whether any depth is given.
    pub(super) fn has_depth(&self) -> bool {
        self.depth_usd.or(self.usd_per_percent).is_some()
    }
}

/// A depth in USD that would move the price by 100 %: finite and above zero.
pub(super) fn depth(usd: f64) -> Result<f64> {
    if usd.is_finite() && usd > 0.0 {
        return Ok(usd);
    }
    Err(Error::out_of_range("a depth above 0 USD", number_word(usd)).in_field("depth_usd"))
}

/// What a rejected number is, without printing floats.
pub(super) fn number_word(value: f64) -> &'static str {
    if value == 0.0 {
        "0"
    } else if value < 0.0 {
        "a negative number"
    } else if value.is_finite() {
        "a larger number"
    } else {
        "no finite number"
    }
}
