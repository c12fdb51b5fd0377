//! Arithmetic with the same bits on every platform: `libm` functions and compensated sums.

/// Natural logarithm.
pub(crate) fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Exponential.
pub(crate) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `x` to the power `y`.
pub(crate) fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// A running sum with Neumaier's compensation: the error does not grow with the number of terms.
///
/// What an addition loses is found by Knuth's six operations, exactly, whichever term is larger.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    /// Adds one term.
    #[inline]
    pub(crate) fn add(&mut self, term: f64) {
        let next = self.sum + term;
        let added = next - self.sum;
        self.lost += (self.sum - (next - added)) + (term - added);
        self.sum = next;
    }

    /// The sum so far.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// Compensated sum of the terms, in their order.
pub(crate) fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = Sum::default();
    for term in terms {
        total.add(term);
    }
    total.value()
}

/// `Σ aᵢ bᵢ`, compensated.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    sum(a.iter().zip(b).map(|(x, y)| x * y))
}
