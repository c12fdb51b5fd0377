//! Input stock (C1b): firms buy what they use and keep the stock of inputs in step with output.
//!
//! # Equation
//! ```text
//! ΔM^d = ( F/β + γ M + λ_M ( F / ((1 + γ) ω_M β) − M ) )⁺
//! ```
//! `F` feasible output, `M` the stock that opens the quarter, `ω_M` opening use over stock. The factor
//! `1 + γ` makes the target the stock with which the quarter opens on the path.
//!
//! # Source
//! Long run, §3.2, C1b.
//!
//! # Off
//! The two added terms are skipped: purchases replace use.

use params::parameters;

parameters! {
    /// The stock of inputs.
    pub struct InputStock in "closure.input_stock" {
        /// Whether firms keep the stock of inputs in step with output.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("replacement alone makes inputs the bottleneck once the opening buffer is used") known Prototype as Alternative;
        /// Share of a missing stock bought in a quarter (`λ_M`).
        speed: f64 [Share] = 0.25, within 0.0..=0.5, plausible 0.1..=0.5, from Calibrated("long run 2.2: no output is lost to inputs") known Prototype;
    }
}

impl InputStock {
    /// Inputs bought beyond those used, real; 0 with the rule off.
    ///
    /// `used` are the inputs that planned output takes, `stock` opens the quarter, `use_of_stock` is
    /// their opening ratio and `growth` the trend's.
    ///
    /// ```
    /// let rule = economy::closure::InputStock::default();
    /// assert_eq!(rule.purchase(85.0, 100.0, 0.85, 0.0), 0.0);
    /// assert_eq!(rule.purchase(85.0, 60.0, 0.85, 0.0), 10.0);
    /// ```
    #[must_use]
    pub fn purchase(&self, used: f64, stock: f64, use_of_stock: f64, growth: f64) -> f64 {
        if !self.on {
            return 0.0;
        }
        let target = used / ((1.0 + growth) * use_of_stock);
        growth * stock + self.speed * (target - stock)
    }
}
