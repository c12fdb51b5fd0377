//! Sector balances at the opening: what each sector takes in beyond what it spends, so who lends to whom.
//!
//! # Equation
//! Net lending of every sector over GDP; the six add up to 0 where the opening's accounts balance. Firms
//! are charged with the net investment for which the opening leaves room.
//!
//! # Source
//! Long run, §2.4, "Sector balances at t = 1".

use quantity::maths;

use super::Closure;
use crate::calibration::Calibration;

/// Net lending at the opening, money per quarter; negative for a sector that borrows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SectorBalances {
    /// Households.
    pub households: f64,
    /// Firms.
    pub firms: f64,
    /// The bank.
    pub bank: f64,
    /// The central bank.
    pub central_bank: f64,
    /// The rest of the world.
    pub abroad: f64,
    /// The government.
    pub government: f64,
    /// Gross domestic product, the scale.
    pub gdp: f64,
}

impl SectorBalances {
    /// Names of the sectors, in the order of [`Self::values`].
    pub const NAMES: [&'static str; 6] = [
        "households",
        "firms",
        "bank",
        "central bank",
        "abroad",
        "government",
    ];

    /// Net lending of each sector, in order.
    #[must_use]
    pub fn values(&self) -> [f64; 6] {
        [
            self.households,
            self.firms,
            self.bank,
            self.central_bank,
            self.abroad,
            self.government,
        ]
    }

    /// Net lending of each sector over GDP, in order.
    #[must_use]
    pub fn over_gdp(&self) -> [f64; 6] {
        self.values().map(|value| value / self.gdp)
    }

    /// What does not add up: 0 where the opening's accounts balance.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.values().iter().sum()
    }

    /// The balances of a calibration that is prepared for `closure`.
    #[must_use]
    pub fn of(calibration: &Calibration, closure: &Closure) -> Self {
        let (rates, opening) = (&calibration.rates, &calibration.opening);
        let before = 1.0 + opening.stock_growth;
        let income = calibration.opening_income();
        let spent = (rates.consumption_propensity + rates.housing_propensity) * income;
        let dwellings = rates.housing_propensity * income / (1.0 + rates.tax_housing);
        let households = income + opening.policy_rate * opening.household_deposits / before
            - spent
            - rates.land_fee_households * dwellings;
        let kept = 1.0 - rates.tax_corporate;
        let expansion = calibration.opening_expansion();
        let mut firms = calibration.opening_capital_transfers();
        for (g, sheet) in calibration.opening_sheets().iter().enumerate() {
            let taxed = maths::positive(sheet.profit);
            let retained = kept * (1.0 - calibration.dividend_payout(g)) * taxed;
            let wear = calibration.technology.depreciation[g]
                / calibration.technology.output_per_capital[g]
                * sheet.output;
            firms += retained + (sheet.profit - taxed)
                - expansion * (sheet.capital + sheet.inputs)
                - calibration.land_fee_per_investment() * (wear + expansion * sheet.capital);
        }
        let profit = calibration.opening_bank_profit();
        let taxed = maths::positive(profit);
        let bank = kept * (1.0 - rates.bank_payout) * taxed + (profit - taxed);
        let reserves = opening.firm_deposits + opening.household_deposits + opening.bank_equity
            - opening.firm_loans;
        let interest = rates.public_debt_rate * opening.public_debt / before;
        let profit = interest - opening.policy_rate * reserves / before;
        let remitted = if closure.public_revenue.in_force().remittance {
            maths::positive(profit)
        } else {
            0.0
        };
        let abroad = opening.imports[0] - (1.0 + rates.tax_exports) * opening.exports[0]
            + calibration.opening_dividends_elsewhere().abroad;
        Self {
            households,
            firms,
            bank,
            central_bank: profit - remitted,
            abroad,
            government: remitted - interest - calibration.opening_primary_deficit(),
            gdp: calibration.opening_gdp(),
        }
    }
}
