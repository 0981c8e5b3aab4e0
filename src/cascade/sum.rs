//! Sums of floats that keep their rounding error.

/// A sum that keeps its rounding error, so that a split position adds up to the whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum(f64, f64);

impl Sum {
    pub(super) fn add(&mut self, term: f64) {
        let Self(sum, rest) = *self;
        let next = sum + term;
        let kept = next - sum;
        *self = Self(next, rest + ((sum - (next - kept)) + (term - kept)));
    }

    pub(super) fn total(self) -> f64 {
        self.0 + self.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_tenths_are_a_hundred() {
        let mut sum = Sum::default();
        (0..1000).for_each(|_| sum.add(0.1));
        assert_eq!(sum.total(), 100.0);
    }
}
