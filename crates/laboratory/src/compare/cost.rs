//! What a scenario costs the government, ex post: by how much its debt differs, brought to the present.
//!
//! # Equation
//! ```text
//! debt_t = (1 + r_G) debt_{t−1} + primary deficit_t
//! ⇒  Σ_{t ≤ T} primary deficit_t (1 + r_G)^−t = debt_T (1 + r_G)^−T − debt_0          T = 40 quarters, or the run
//! ```
//! The cost of an alternative is the difference of that sum from the base: whatever the policy did to outlays
//! and revenue in the whole economy. It is compared with the present value of the base's GDP.
//!
//! # Source
//! Digital economy, §5.4.

use economy::Economy;
use quantity::maths;
use theory::Concepts;

use super::paired::Paired;
use crate::experiment::Experiment;
use crate::outcomes::policy_outlays;

/// Quarters over which costs are added up.
pub const HORIZON: u32 = 40;

/// What a run says of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    /// Quarters added up.
    pub quarters: u32,
    /// Present value of primary deficits, money.
    pub deficits: f64,
    /// Present value of GDP, money.
    pub gdp: f64,
    /// Present value of what strategies and public services made the government buy and pay, money.
    pub outlays: f64,
}

impl Money {
    /// How many numbers it is kept in.
    pub(super) const NUMBERS: usize = 4;

    /// The numbers in which it is kept.
    pub(super) fn numbers(self) -> [f64; Self::NUMBERS] {
        let quarters = f64::from(self.quarters);
        [quarters, self.deficits, self.gdp, self.outlays]
    }

    /// Reads [`Self::numbers`].
    pub(super) fn read(numbers: &[f64]) -> Self {
        Self {
            quarters: numbers[0] as u32,
            deficits: numbers[1],
            gdp: numbers[2],
            outlays: numbers[3],
        }
    }

    /// Money of a finished run with these accounts, from the opening on.
    #[must_use]
    pub fn of(experiment: &Experiment, accounts: &[Accounts]) -> Self {
        let quarters = experiment.configuration.quarters.min(HORIZON);
        let rate = experiment.economy.calibration.rates.public_debt_rate;
        let discount = |quarter: u32| maths::powf(1.0 + rate, -f64::from(quarter));
        let debt = |quarter: u32| accounts[quarter as usize].debt;
        let present = |of: &dyn Fn(&Accounts) -> f64| {
            let after_opening = (1..=quarters).zip(&accounts[1..]);
            maths::sum(after_opening.map(|(quarter, now)| discount(quarter) * of(now)))
        };
        Self {
            quarters,
            deficits: debt(quarters) * discount(quarters) - debt(0),
            gdp: present(&|now| now.gdp),
            outlays: present(&|now| now.outlays),
        }
    }
}

/// What of a quarter goes into the money of a run, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accounts {
    /// Gross domestic product.
    pub gdp: f64,
    /// Public debt, end of quarter.
    pub debt: f64,
    /// What channels made the government buy, pay and subsidise.
    pub outlays: f64,
}

impl Accounts {
    /// Those of the quarter that an economy is in.
    #[must_use]
    pub fn of(economy: &Economy) -> Self {
        Self {
            gdp: economy.books.gdp.nominal,
            debt: economy.government.debt,
            outlays: policy_outlays(economy),
        }
    }
}

/// The cost of an alternative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Position of the closure.
    pub closure: usize,
    /// Position of the alternative, from 1.
    pub arm: usize,
    /// Quarters added up.
    pub quarters: u32,
    /// Net cost ex post: present value of primary deficits, money.
    pub net: Paired,
    /// The same over the present value of the base's GDP.
    pub net_share: Paired,
    /// Present value of outlays, over that of the base's GDP.
    pub outlays_share: Paired,
}

impl Cost {
    pub(super) fn of(closure: usize, arm: usize, base: &[Money], other: &[Money]) -> Self {
        let compare = |of: &dyn Fn(&Money, &Money) -> f64| {
            let pairs = || base.iter().zip(base);
            let here: Vec<f64> = pairs().map(|(a, b)| of(a, b)).collect();
            let there: Vec<f64> = other.iter().zip(base).map(|(a, b)| of(a, b)).collect();
            Paired::of(&here, &there)
        };
        Self {
            closure,
            arm,
            quarters: base.first().map_or(0, |money| money.quarters),
            net: compare(&|run, _| run.deficits),
            net_share: compare(&|run, base| run.deficits / base.gdp),
            outlays_share: compare(&|run, base| run.outlays / base.gdp),
        }
    }
}

/// The strategies that a scenario uses, and their intensities.
#[must_use]
pub fn strategies(experiment: &Experiment) -> Vec<(&'static str, f64)> {
    let Some(concepts) = &experiment.theory else {
        return Vec::new();
    };
    let keys = Concepts::KEYS.iter().zip(concepts.groups());
    keys.filter_map(|(key, group)| {
        let at = group.find(&format!("{key}.intensity"))?;
        Some((*key, group.value(at))).filter(|(_, intensity)| *intensity != 0.0)
    })
    .collect()
}
