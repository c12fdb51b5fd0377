//! How much of its income each household spends, and the deposits that go with that.
//!
//! # Equation
//! ```text
//! ψ_h = ψ λ f_h (y_h / ȳ)^η          λ such that Σ ψ_h Y_h = ψ Σ Y_h, every quarter
//! ψ_h ≤ 1 − ψ^H (1 + φ_H)            unless overdrafts are allowed; λ takes up what is cut off
//! d_h ← (1 + r̄)/(1 + γⁿ) d_h − ψ (ψ_h/ψ − 1)          h*_h = h* + d_h − Σ d Y / Σ Y
//! ```
//! `y_h` income per head, `ȳ` its mean over persons, `f_h` what else differs, as at the opening; `d_h` by how
//! much a household's deposits are to differ from the country's ratio, in quarters of income.
//!
//! Incomes of households move, and with them who saves. A propensity fixed at the opening would make the
//! country spend ever more: those who were poor then, and spend most, are no longer the poor. For the same
//! reason the mean of `d` is taken off: the norm of all households together is that of [`crate::closure::norms`].
//!
//! # Source
//! Long run, §5.6, last paragraph, and the law of motion of §3.3 with the household's own propensity.
//!
//! # Off
//! `η = 0` and equal `f_h`: `ψ_h = ψ`, to the last bit.

use quantity::{Column, HouseholdId, maths};

use super::persons::People;

/// What a household's income is over the mean at least, where that decides how much it saves.
const POOREST: f64 = 0.05;

/// Ratios that differ by less than this are the same.
const ROUNDING: f64 = 1e-12;

impl People {
    /// Fixes what of the drawn propensities is not explained by the incomes of the opening, and by how much
    /// deposits differ from the country's ratio.
    pub(crate) fn settle_norms(
        &mut self,
        income: &Column<HouseholdId, f64>,
        deposits: &Column<HouseholdId, f64>,
    ) {
        let mean = self.mean_income(income);
        for h in 0..self.propensity.len() {
            let h = HouseholdId(h as u32);
            self.taste[h] = self.propensity[h] / self.by_rank(income[h], h, mean);
        }
        let ratio = maths::sum(deposits.iter().copied()) / maths::sum(income.iter().copied());
        for h in 0..self.norm_gap.len() {
            let h = HouseholdId(h as u32);
            let gap = maths::ratio_or_zero(deposits[h], income[h]) - ratio;
            // A difference of rounding is none.
            self.norm_gap[h] = if income[h] <= 0.0 || gap.abs() <= ROUNDING * ratio.abs() {
                0.0
            } else {
                gap
            };
        }
        self.settle_propensities(income);
    }

    /// Sets every household's propensity over the country's, such that they spend together what the
    /// country's would on these incomes.
    pub(crate) fn settle_propensities(&mut self, income: &[f64]) {
        let mean = self.mean_income(income);
        let (mut all, mut spent) = (0.0, 0.0);
        for (h, &income) in income.iter().enumerate() {
            let h = HouseholdId(h as u32);
            let own = self.taste[h] * self.by_rank(income, h, mean);
            self.propensity[h] = own;
            all += maths::positive(income);
            spent += own * maths::positive(income);
        }
        let level = if spent > 0.0 { all / spent } else { 1.0 };
        if level != 1.0 {
            for own in self.propensity.iter_mut() {
                *own *= level;
            }
        }
    }

    /// Lets nobody's propensity exceed `most` times the country's; what they spend less, the others spend more.
    /// Nothing happens where the country itself spends that much.
    pub(crate) fn bound_propensities(&mut self, income: &[f64], most: f64) {
        if most <= 1.0 {
            return;
        }
        let mut factor = 1.0;
        // Whoever is at the bound stays there, so that as many rounds as households are enough.
        for _ in 0..=self.propensity.len() {
            let (mut over, mut free) = (0.0, 0.0);
            for (own, &income) in self.propensity.iter_mut().zip(income) {
                let income = maths::positive(income);
                // What the last round cut off is spent by those who were below the bound.
                if *own < most {
                    *own *= factor;
                }
                if *own >= most {
                    over += (*own - most) * income;
                    *own = most;
                } else {
                    free += *own * income;
                }
            }
            if over <= ROUNDING * free || free <= 0.0 {
                break;
            }
            factor = 1.0 + over / free;
        }
    }

    /// Moves on by a quarter how far households' norms are from the country's; `factor` is
    /// `(1 + r̄)/(1 + γⁿ)`, `propensity` the country's.
    pub(crate) fn advance_norms(&mut self, factor: f64, propensity: f64) {
        for (gap, own) in self.norm_gap.iter_mut().zip(self.propensity.iter()) {
            *gap = factor * *gap - propensity * (own - 1.0);
        }
    }

    /// Mean over these incomes of the households' distance from the country's norm.
    pub(crate) fn mean_norm_gap(&self, income: &[f64]) -> f64 {
        let (mut all, mut sum) = (0.0, 0.0);
        for (gap, &income) in self.norm_gap.iter().zip(income) {
            all += maths::positive(income);
            sum += gap * maths::positive(income);
        }
        maths::ratio_or_zero(sum, all)
    }

    /// Income per person.
    fn mean_income(&self, income: &[f64]) -> f64 {
        let persons: u64 = self.members.iter().map(|&n| u64::from(n)).sum();
        maths::ratio_or_zero(maths::sum(income.iter().copied()), persons as f64)
    }

    /// `(y_h / ȳ)^η`.
    fn by_rank(&self, income: f64, h: HouseholdId, mean: f64) -> f64 {
        let members = f64::from(self.members[h]);
        if self.propensity_elasticity == 0.0 || members == 0.0 || mean <= 0.0 {
            return 1.0;
        }
        let relative = (income / (members * mean)).max(POOREST);
        maths::powf(relative, self.propensity_elasticity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_households(elasticity: f64) -> People {
        People {
            members: vec![2_u16, 1].into(),
            taste: vec![1.0, 1.0].into(),
            propensity: vec![1.0, 1.0].into(),
            norm_gap: vec![0.0, 0.0].into(),
            propensity_elasticity: elasticity,
            ..People::default()
        }
    }

    /// Authority: by hand. Income per head is 1 and 4, so the first spends 4^0.2 times as much of it.
    #[test]
    fn the_poor_spend_more_and_all_together_what_the_country_would() {
        let mut people = two_households(-0.2);
        let income = [2.0, 4.0];
        people.settle_propensities(&income);
        let [poor, rich] = [0, 1].map(|h| people.propensity[HouseholdId(h)]);
        assert!((poor / rich - maths::powf(4.0, 0.2)).abs() < 1e-12);
        assert!((poor * 2.0 + rich * 4.0 - 6.0).abs() < 1e-12);
        // When incomes change places, so do they.
        people.settle_propensities(&[8.0, 1.0]);
        assert!(
            (people.propensity[HouseholdId(1)] / people.propensity[HouseholdId(0)] - poor / rich)
                .abs()
                < 1e-12
        );
    }

    /// Authority: by hand. Of incomes of 2 and 6 the first would spend 1.5 times the country's share; at a bound
    /// of 1.2 the other spends (8 − 2.4)/6 of it, and all together what they did.
    #[test]
    fn what_a_bound_cuts_off_the_others_spend() {
        let mut people = two_households(-0.2);
        let income = [2.0, 6.0];
        people.propensity = vec![1.5, 5.0 / 6.0].into();
        people.bound_propensities(&income, 1.2);
        let [poor, rich] = [0, 1].map(|h| people.propensity[HouseholdId(h)]);
        assert!((poor - 1.2).abs() < 1e-12);
        assert!((rich - 5.6 / 6.0).abs() < 1e-12);
        // A country that spends as much itself is left alone.
        people.propensity = vec![1.5, 5.0 / 6.0].into();
        people.bound_propensities(&income, 1.0);
        assert_eq!(people.propensity[HouseholdId(0)], 1.5);
    }

    #[test]
    fn equal_households_have_the_countrys_propensity_to_the_last_bit() {
        let mut people = two_households(0.0);
        people.settle_propensities(&[0.3, 7.1]);
        assert!(
            people
                .propensity
                .iter()
                .all(|own| own.to_bits() == 1_f64.to_bits())
        );
        people.advance_norms(0.99, 0.7);
        assert_eq!(people.mean_norm_gap(&[0.3, 7.1]), 0.0);
    }

    /// Authority: the law of motion of a household's norm, computed directly.
    #[test]
    fn own_norms_obey_the_law_of_motion() {
        let (rate, growth, housing) = (0.005, 0.014, 0.1);
        let (psi, own) = (0.7, 1.2);
        let (mut all, mut mine) = (2.0, 5.0);
        let mut people = two_households(0.0);
        people.propensity = vec![own, 1.0].into();
        people.norm_gap = vec![mine - all, 0.0].into();
        for _ in 0..60 {
            let factor = (1.0 + rate) / (1.0 + growth);
            all = factor * all + 1.0 - psi - housing;
            mine = factor * mine + 1.0 - own * psi - housing;
            people.advance_norms(factor, psi);
        }
        assert!((all + people.norm_gap[HouseholdId(0)] - mine).abs() < 1e-12);
    }
}
