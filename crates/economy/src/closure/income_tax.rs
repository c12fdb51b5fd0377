//! Income tax on what people earn: one rate for all, or the brackets of a law.
//!
//! # Equation
//! ```text
//! x = (1 − τ^SIW) w              what a person earns in a quarter, net of contributions
//! flat          τ^INC x
//! progressive   s Σ_k r_k | [L_k, L_k+1) ∩ [0, x − allowance) |        L_1 = 0, L_8 = ∞
//! s             such that both take in the same from the wages of the opening
//! ```
//! Limits and allowance are a quarter of the year's. They follow consumer prices and, as benefits do, what the economy
//! can make, so that growth alone puts nobody into a higher bracket. Brackets apply to each person and not to what a
//! household earns together. What an event later adds to the one rate it adds to every bracket.
//!
//! # Source
//! Long run, §6.3, row τ^INC; schedule of comprehensive income: \[iit_law_2018\].
//!
//! # Off
//! `schedule = flat`, the default: no term is added.
//!
//! # Left out
//! Dividends, rents and pay by the task stay at the one rate, as property income does in the law. Earnings on own
//! account have brackets of their own in the law and those of wages here; deductions for children, parents and
//! dwellings are not known by person. A year is four quarters that are taxed alone. Whoever weighs work by the task
//! against none reckons with the one rate.

use params::{choices, parameters};
use quantity::maths;

use crate::calibration::{Calibration, Rates};
use crate::people::money_size;

choices! {
    /// How earnings are taxed.
    pub enum Schedule {
        /// At one rate.
        Flat = "flat",
        /// By brackets, at the same revenue at the opening.
        Progressive = "progressive",
    }
}

parameters! {
    /// The income tax of people.
    ///
    /// Amounts of money are in the unit of the survey's means (China: yuan) per person and year.
    pub struct IncomeTax in "closure.income_tax" {
        /// Whether earnings are taxed at one rate or by brackets that take in as much at the opening; brackets need people.
        schedule: Schedule [Switch] = Schedule::Flat, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("one rate takes in what was taken in, and needs nobody's brackets") known Assumed as Alternative;
        /// What everybody may earn without tax.
        allowance: f64 [Pure] = 60_000.0, within 0.0..=1e9, plausible 60_000.0..=60_000.0, from Legislated("iit_law_2018") known Recalled as Alternative;
        /// Upper limit of the first bracket of earnings beyond the allowance.
        limit_1: f64 [Pure] = 36_000.0, within 0.0..=1e9, plausible 36_000.0..=36_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Upper limit of the second bracket.
        limit_2: f64 [Pure] = 144_000.0, within 0.0..=1e9, plausible 144_000.0..=144_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Upper limit of the third bracket.
        limit_3: f64 [Pure] = 300_000.0, within 0.0..=1e9, plausible 300_000.0..=300_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Upper limit of the fourth bracket.
        limit_4: f64 [Pure] = 420_000.0, within 0.0..=1e9, plausible 420_000.0..=420_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Upper limit of the fifth bracket.
        limit_5: f64 [Pure] = 660_000.0, within 0.0..=1e9, plausible 660_000.0..=660_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Upper limit of the sixth bracket.
        limit_6: f64 [Pure] = 960_000.0, within 0.0..=1e9, plausible 960_000.0..=960_000.0, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the first bracket, before all rates are scaled to the revenue.
        rate_1: f64 [Share] = 0.03, within 0.0..=1.0, plausible 0.03..=0.03, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the second bracket.
        rate_2: f64 [Share] = 0.10, within 0.0..=1.0, plausible 0.10..=0.10, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the third bracket.
        rate_3: f64 [Share] = 0.20, within 0.0..=1.0, plausible 0.20..=0.20, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the fourth bracket.
        rate_4: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.25..=0.25, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the fifth bracket.
        rate_5: f64 [Share] = 0.30, within 0.0..=1.0, plausible 0.30..=0.30, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate of the sixth bracket.
        rate_6: f64 [Share] = 0.35, within 0.0..=1.0, plausible 0.35..=0.35, from Legislated("iit_law_2018") known Verified as Alternative;
        /// Rate beyond.
        rate_7: f64 [Share] = 0.45, within 0.0..=1.0, plausible 0.45..=0.45, from Legislated("iit_law_2018") known Verified as Alternative;
    }
}

/// Brackets of earnings beyond the allowance.
const BRACKETS: usize = 7;

/// Brackets in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brackets {
    /// Where each begins: earnings of a person in a quarter net of contributions, at the prices of the opening.
    from: [f64; BRACKETS],
    /// By how much the rate rises there.
    rise: [f64; BRACKETS],
    /// What all rates of the law are multiplied by.
    pub scale: f64,
    /// What is left of a wage after contributions.
    taxable: f64,
    /// The one rate that they stand for.
    flat: f64,
    /// What limits have grown to with benefits since the opening.
    pub(crate) level: f64,
}

impl IncomeTax {
    /// Lower limits of the brackets, the allowance not counted.
    #[must_use]
    pub fn limits(&self) -> [f64; BRACKETS] {
        [
            0.0,
            self.limit_1,
            self.limit_2,
            self.limit_3,
            self.limit_4,
            self.limit_5,
            self.limit_6,
        ]
    }

    /// Rates of the brackets, as the law has them.
    fn rates(&self) -> [f64; BRACKETS] {
        [
            self.rate_1,
            self.rate_2,
            self.rate_3,
            self.rate_4,
            self.rate_5,
            self.rate_6,
            self.rate_7,
        ]
    }

    /// The brackets that take in as much of the `wages` of the opening as one rate does, real and gross by person; none
    /// where the tax is flat, where a person's money has no name, or where nobody earns more than the allowance.
    #[must_use]
    pub fn open<W: Iterator<Item = f64>>(
        &self,
        calibration: &Calibration,
        wages: impl Fn() -> W,
    ) -> Option<Brackets> {
        let census = calibration.census.as_ref()?;
        if self.schedule == Schedule::Flat {
            return None;
        }
        // A model person earns what as many real ones do as a model household stands for.
        let unit = census.scale / (4.0 * money_size(&calibration.money_unit));
        let mut brackets = self.unscaled(unit, &calibration.rates);
        let taxed = |wage: f64| brackets.taxable * wage;
        let flat = maths::sum(wages().map(|wage| brackets.flat * taxed(wage)));
        let due = maths::sum(wages().map(|wage| brackets.due(taxed(wage))));
        if due <= 0.0 {
            return None;
        }
        brackets.scale = flat / due;
        for rise in &mut brackets.rise {
            *rise *= brackets.scale;
        }
        Some(brackets)
    }

    /// The brackets of the law, where `unit` is a year's unit of its money in a quarter's of the model.
    fn unscaled(&self, unit: f64, rates: &Rates) -> Brackets {
        let mut rise = self.rates();
        for k in (1..BRACKETS).rev() {
            rise[k] -= rise[k - 1];
        }
        Brackets {
            from: self.limits().map(|limit| unit * (self.allowance + limit)),
            rise,
            scale: 1.0,
            taxable: 1.0 - rates.employee_contributions,
            flat: rates.tax_income,
            level: 1.0,
        }
    }
}

impl Brackets {
    /// Tax on what is left of a wage after contributions, both real and of a quarter.
    #[must_use]
    pub fn due(&self, earned: f64) -> f64 {
        let parts = self.from.iter().zip(&self.rise);
        maths::sum(parts.map(|(from, rise)| rise * maths::positive(earned - self.level * from)))
    }

    /// What they take of a real gross wage beyond what the one rate does; negative where they take less.
    #[must_use]
    pub fn beyond_flat(&self, wage: f64) -> f64 {
        let earned = self.taxable * wage;
        self.due(earned) - self.flat * earned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(tax_income: f64, employee_contributions: f64) -> Rates {
        let village = crate::village::village(&crate::village::VillageSpec::default());
        let calibration = village.calibration(1.0).expect("the village is sound");
        Rates {
            tax_income,
            employee_contributions,
            ..calibration.rates
        }
    }

    /// Authority: the table of quick deductions that comes with the law: of a taxable income of 100 000 yuan a year 10 %
    /// less 2 520 are due, of 500 000 yuan 30 % less 52 920, of 1 000 000 yuan 45 % less 181 920.
    #[test]
    fn the_schedule_is_that_of_the_law() {
        let brackets = IncomeTax::default().unscaled(1.0, &rates(0.024, 0.0));
        for (taxable, due) in [
            (-10_000.0, 0.0),
            (0.0, 0.0),
            (36_000.0, 1_080.0),
            (100_000.0, 10_000.0 - 2_520.0),
            (250_000.0, 50_000.0 - 16_920.0),
            (400_000.0, 100_000.0 - 31_920.0),
            (500_000.0, 150_000.0 - 52_920.0),
            (800_000.0, 280_000.0 - 85_920.0),
            (1_000_000.0, 450_000.0 - 181_920.0),
        ] {
            let found = brackets.due(60_000.0 + taxable);
            assert!((found - due).abs() < 1e-6, "{taxable}: {found} {due}");
        }
    }

    /// Authority: by hand. Of a wage of 200 000 a tenth goes to contributions; of the 180 000 that are left 120 000 are
    /// taxed, at 9 480. One rate of 2 % would have taken 3 600. Where limits have doubled 60 000 are taxed as 30 000
    /// were, twice: 2 · 900.
    #[test]
    fn what_is_beyond_the_one_rate_is_the_difference() {
        let mut brackets = IncomeTax::default().unscaled(1.0, &rates(0.02, 0.1));
        let beyond = brackets.beyond_flat(200_000.0);
        assert!((beyond - (9_480.0 - 3_600.0)).abs() < 1e-6, "{beyond}");
        brackets.level = 2.0;
        let beyond = brackets.beyond_flat(200_000.0);
        assert!((beyond - (1_800.0 - 3_600.0)).abs() < 1e-6, "{beyond}");
    }
}
