//! Numbers that no research table holds: assumed, recalled, or fixed by the specification.
//!
//! Rates are per year. Where the specification states a growth rate compounded over the year, the folder
//! states four times the quarterly rate, because that is how the format reads a rate; see [`four_quarters`].

use quantity::maths;

/// Trend growth of labour productivity at the opening, per year, compounded (`g_0`).
pub const PRODUCTIVITY_GROWTH: f64 = 0.045;
/// The same in the long run (`g_∞`).
pub const FINAL_PRODUCTIVITY_GROWTH: f64 = 0.02;
/// Years in which all but a third of the way is gone (`τ_g`).
pub const CONVERGENCE_YEARS: f64 = 10.0;
/// Growth of the labour force, per year, compounded (`n`).
pub const LABOUR_FORCE_GROWTH: f64 = -0.004;
/// Inflation target, per year, compounded (`π*`).
pub const INFLATION: f64 = 0.02;

/// Use of capital (`ω`).
pub const CAPACITY_USE: f64 = 0.85;
/// Use of inputs in a quarter over their stock (`ω_M`).
pub const INPUT_USE: f64 = 0.95;
/// Operating surplus over output, at least (C5).
pub const MINIMUM_MARGIN: f64 = 0.04;

/// Dwellings over GDP.
pub const DWELLINGS: f64 = 0.08;
/// Share of construction in dwellings; the rest is real estate.
pub const DWELLINGS_CONSTRUCTION: f64 = 0.96;
/// Share of construction in public capital formation; the rest is business services.
pub const PUBLIC_CONSTRUCTION: f64 = 0.90;
/// Exports over GDP.
pub const EXPORTS: f64 = 0.207;

/// Employers' contributions on dependent wages (`τ^SIF`).
pub const EMPLOYER_CONTRIBUTIONS: f64 = 0.10;
/// Employees' contributions on wages (`τ^SIW`).
pub const EMPLOYEE_CONTRIBUTIONS: f64 = 0.055;
/// Share of positive taxes that falls on products.
pub const PRODUCTS_SHARE: f64 = 0.75;
/// Disposable income of households over GDP (`𝒴`).
pub const DISPOSABLE_INCOME: f64 = 0.565;
/// Social benefits of a year, billion yuan.
pub const SOCIAL_BENEFITS: f64 = 9_000.0;
/// Unemployment benefit over the last net wage, where it is paid.
pub const REPLACEMENT: f64 = 0.40;
/// Share of the unemployed who receive it.
pub const REPLACEMENT_COVERAGE: f64 = 0.5;
/// Land-use-right fees of a year, billion yuan.
pub const LAND_FEES: f64 = 6_690.0;
/// Share of households in them.
pub const LAND_FEES_HOUSEHOLDS: f64 = 2.0 / 3.0;

/// Policy rate.
pub const POLICY_RATE: f64 = 0.02;
/// Lending rate over it.
pub const LENDING_MARGIN: f64 = 0.022;
/// Interest on public debt.
pub const PUBLIC_DEBT_RATE: f64 = 0.028;

/// Loans of firms over GDP (`L_I`).
pub const FIRM_LOANS: f64 = 0.80;
/// Deposits of firms over GDP (`D_I`).
pub const FIRM_DEPOSITS: f64 = 0.62;
/// Net deposits of households over GDP (`D_H`).
pub const HOUSEHOLD_DEPOSITS: f64 = 0.375;
/// Public debt over GDP (`L_G`).
pub const PUBLIC_DEBT: f64 = 0.95;
/// Equity of the bank over GDP (`E_k`).
pub const BANK_EQUITY: f64 = 0.26;
/// Claims of foreigners over GDP (`D_RoW`).
pub const FOREIGN_POSITION: f64 = -0.14;
/// Dwellings over a year's disposable income (`K_H`).
pub const DWELLING_STOCK: f64 = 3.0;
/// Loans over capital, at most.
pub const LARGEST_LOANS: f64 = 0.55;
/// Share of operating surplus that interest may take, at most.
pub const INTEREST_SHARE: f64 = 0.5;
/// Share of dividends that goes abroad.
pub const FOREIGN_SHARE: f64 = 0.05;
/// Share of the state from which on it pays for its industries' growth (`c_g`).
pub const PUBLIC_OWNER: f64 = 0.6;
/// Share of profit after tax that the bank pays out.
pub const BANK_PAYOUT: f64 = 0.35;

/// Unemployed share of the labour force in towns.
pub const UNEMPLOYMENT_URBAN: f64 = 0.055;
/// The same in the countryside.
pub const UNEMPLOYMENT_RURAL: f64 = 0.03;
/// Sector shares of employment in 2022, primary, secondary, tertiary.
pub const EMPLOYMENT_SHARES: [&str; 3] = [
    "emp2022_primary_share",
    "emp2022_secondary_share",
    "emp2022_tertiary_share",
];
/// Odds of being 60 or older in the countryside over those in towns.
pub const RURAL_OLD_ODDS: f64 = 1.5;
/// Share of those aged 16 to 59 who are younger than 35.
pub const YOUNG_SHARE: f64 = 0.4;
/// Share of those aged 60 and more who can hold a job.
pub const OLD_WORKERS: f64 = 0.2;
/// Jobs over those who can hold one, at most.
pub const LARGEST_EMPLOYMENT: f64 = 0.98;
/// Share of the census population that is over 15, for rates of education.
pub const CENSUS_ADULTS: f64 = 0.82;
/// Years of schooling of low, middle and high education.
pub const YEARS: [f64; 3] = [7.5, 12.0, 15.5];
/// Log-odds of high education in towns over the countryside.
pub const URBAN_SHIFT_HIGH: f64 = 1.6;
/// Log-odds of middle education in towns over the countryside.
pub const URBAN_SHIFT_MIDDLE: f64 = 0.9;
/// Log-odds of being online with middle education over low.
pub const ONLINE_MIDDLE: f64 = 0.6;
/// Log-odds of being online with high education over low.
pub const ONLINE_HIGH: f64 = 1.4;
/// Households by size, 1 to 6 persons.
pub const HOUSEHOLD_SIZES: [f64; 6] = [0.25, 0.30, 0.21, 0.13, 0.07, 0.04];
/// Employment-weighted mean of the routine share.
pub const ROUTINE_MEAN: f64 = 0.40;
/// Online share of household purchases of goods.
pub const ONLINE_GOODS: f64 = 0.272;
/// Pareto exponent of wealth, and of incomes above the 98th percentile.
pub const WEALTH_TAIL: f64 = 1.8;

/// A rate compounded over a year as four times its quarterly rate, to six decimals.
///
/// The format divides a rate per year by four; this is the number that then compounds to `annual`.
#[must_use]
pub fn four_quarters(annual: f64) -> f64 {
    let quarterly = maths::powf(1.0 + annual, 0.25) - 1.0;
    (4e6 * quarterly).round() / 1e6
}

/// Growth of output at the opening, per quarter, as the format's trend has it.
#[must_use]
pub fn opening_growth() -> Growth {
    let productivity = four_quarters(PRODUCTIVITY_GROWTH) / 4.0;
    let labour_force = four_quarters(LABOUR_FORCE_GROWTH) / 4.0;
    let real = (1.0 + productivity) * (1.0 + labour_force) - 1.0;
    let inflation = four_quarters(INFLATION) / 4.0;
    Growth {
        real,
        nominal: (1.0 + real) * (1.0 + inflation) - 1.0,
    }
}

/// Growth per quarter.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// Of quantities (`γ_0`).
    pub real: f64,
    /// Of money (`γⁿ_0`).
    pub nominal: f64,
}

impl Growth {
    /// Growth of quantities over the stock at the end of the quarter, `γ/(1+γ)`.
    #[must_use]
    pub fn real_of_closing(self) -> f64 {
        self.real / (1.0 + self.real)
    }

    /// Growth of money over the stock at the end of the quarter.
    #[must_use]
    pub fn nominal_of_closing(self) -> f64 {
        self.nominal / (1.0 + self.nominal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarters_compound_to_the_year() {
        for annual in [0.045, 0.02, -0.004] {
            let year = maths::powf(1.0 + four_quarters(annual) / 4.0, 4.0) - 1.0;
            assert!((year - annual).abs() < 1e-6, "{annual} became {year}");
        }
    }

    /// Authority: long run, §6.4: γ_0 = 4.08 % a year.
    #[test]
    fn growth_at_the_opening_is_the_specified_one() {
        let year = maths::powf(1.0 + opening_growth().real, 4.0) - 1.0;
        assert!((year - 0.0408).abs() < 5e-5, "{year}");
    }
}
