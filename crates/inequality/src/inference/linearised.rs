//! Linearised values: the common currency of inference.
//!
//! ```text
//! uₖ = ∂θ/∂wₖ        so that        θ(sample) − θ(population) ≈ Σ wₖ uₖ
//! ```
//! `θ` an estimate, `wₖ` the weight of row k. Once a measure, a component of a decomposition or a
//! difference has its `u`, one variance formula of a total serves them all, and the chain rule
//! combines them: products, ratios and sums of estimates have the `u` of calculus. The recentred
//! influence function of the RIF literature is `θ + W uₖ`.
//! Sources: \[deville_1999\]; \[firpo_fortin_lemieux_2009\].

/// An estimate with each row's linearised value, in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Linearised {
    /// What it is.
    pub name: String,
    /// The estimate.
    pub value: f64,
    /// `uₖ`, the derivative of the estimate by the weight of each row.
    pub influence: Vec<f64>,
}

impl Linearised {
    /// Names an estimate and its influence.
    pub fn new(name: impl Into<String>, value: f64, influence: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            value,
            influence,
        }
    }

    /// Gives it another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Recentred influence function: its weighted mean is the estimate.
    ///
    /// `total_weight` is the sum of the weights the estimate was made with.
    pub fn recentred(&self, total_weight: f64) -> Vec<f64> {
        self.influence
            .iter()
            .map(|u| self.value + total_weight * u)
            .collect()
    }

    fn combine(&self, other: &Self, value: f64, by_self: f64, by_other: f64) -> Self {
        let pairs = self.influence.iter().zip(&other.influence);
        let influence = pairs.map(|(a, b)| by_self * a + by_other * b).collect();
        Self {
            name: self.name.clone(),
            value,
            influence,
        }
    }

    /// Sum of two estimates on the same rows.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combine(other, self.value + other.value, 1.0, 1.0)
    }

    /// Difference of two estimates on the same rows.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(other, self.value - other.value, 1.0, -1.0)
    }

    /// Product of two estimates on the same rows.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, self.value * other.value, other.value, self.value)
    }

    /// Ratio of two estimates on the same rows.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        let ratio = self.value / other.value;
        self.combine(other, ratio, 1.0 / other.value, -ratio / other.value)
    }

    /// `factor` × estimate + `shift`.
    #[must_use]
    pub fn scaled(mut self, factor: f64, shift: f64) -> Self {
        self.value = factor * self.value + shift;
        for u in &mut self.influence {
            *u *= factor;
        }
        self
    }
}
