//! The opening in tables: final uses product by product, incomes and the government's accounts, read off
//! a calibration before anybody is drawn, and written back after a change.

use quantity::maths;

use crate::calibration::Calibration;

/// Final uses and imports of each product at the opening, real, net of taxes on products.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningTable {
    /// Disposable income of all households.
    pub income: f64,
    /// Household consumption.
    pub consumption: Vec<f64>,
    /// Exports.
    pub exports: Vec<f64>,
    /// Imports.
    pub imports: Vec<f64>,
}

impl Calibration {
    /// Output of an industry at the opening, real, per quarter.
    #[must_use]
    pub fn opening_output(&self, industry: usize) -> f64 {
        self.technology.output_per_worker[industry] * f64::from(self.industries[industry].employees)
    }

    /// Disposable income of all households at the opening, before anybody is drawn.
    ///
    /// Firms of an industry differ in size only, so their incomes add up to those of the industry.
    #[must_use]
    pub fn opening_income(&self) -> f64 {
        let (rates, opening, sizes) = (&self.rates, &self.opening, &self.sizes);
        let wages = self.opening_wages();
        let employed: f64 = self.industries.iter().map(|g| f64::from(g.employees)).sum();
        let unemployed = f64::from(sizes.workers) - employed;
        let kept = 1.0
            - rates.employee_contributions
            - rates.tax_income * (1.0 - rates.employee_contributions);
        wages * kept
            + unemployed * opening.unemployment_benefit
            + f64::from(sizes.inactive) * opening.benefit_inactive
            + self.n_households() as f64 * opening.benefit_other
            + rates.dividend_payout
                * (1.0 - rates.tax_income)
                * (1.0 - rates.tax_corporate)
                * self.opening_taxed_profits()
    }

    /// Gross wages at the opening.
    #[must_use]
    pub fn opening_wages(&self) -> f64 {
        self.industries
            .iter()
            .zip(&self.technology.wage)
            .map(|(g, wage)| wage * f64::from(g.employees))
            .sum()
    }

    /// Positive profits of firms and the bank at the opening.
    #[must_use]
    pub fn opening_taxed_profits(&self) -> f64 {
        let (opening, rates) = (&self.opening, &self.rates);
        let n = self.n_industries();
        let technology = &self.technology;
        let surplus: Vec<f64> = (0..n)
            .map(|g| technology.operating_margin(g) * self.opening_output(g))
            .collect();
        let capital: Vec<f64> = (0..n)
            .map(|g| self.opening_output(g) / technology.output_per_capital[g])
            .collect();
        let all_capital: f64 = capital.iter().sum();
        let positive_surplus: f64 = surplus.iter().map(|&x| maths::positive(x)).sum();
        let lending_rate = opening.policy_rate + rates.lending_margin;
        let firms: f64 = (0..n)
            .map(|g| {
                let loans = opening.firm_loans * capital[g] / all_capital;
                let deposits = opening.firm_deposits
                    * maths::ratio_or_zero(maths::positive(surplus[g]), positive_surplus);
                maths::positive(surplus[g] - lending_rate * loans + opening.policy_rate * deposits)
            })
            .sum();
        let bank =
            rates.lending_margin * opening.firm_loans + opening.policy_rate * opening.bank_equity;
        firms + maths::positive(bank)
    }

    /// Rescales propensities so that consumption and housing stay what they were with `income` before.
    pub fn keep_spending(&mut self, income: f64) {
        let ratio = income / self.opening_income();
        self.rates.consumption_propensity *= ratio;
        self.rates.housing_propensity *= ratio;
    }
}

impl OpeningTable {
    /// Reads the table off a calibration.
    #[must_use]
    pub fn of(calibration: &Calibration) -> Self {
        let (rates, baskets, opening) = (
            &calibration.rates,
            &calibration.baskets,
            &calibration.opening,
        );
        let income = calibration.opening_income();
        let consumption = rates.consumption_propensity * income / (1.0 + rates.tax_value_added);
        let spread = |basket: &[f64], total: f64| basket.iter().map(|b| b * total).collect();
        Self {
            income,
            consumption: spread(&baskets.consumption, consumption),
            exports: spread(&baskets.exports, opening.exports[0]),
            imports: spread(&baskets.imports, opening.imports[0]),
        }
    }

    /// Writes the table back: baskets, the propensity to consume, exports and imports.
    pub fn write(&self, calibration: &mut Calibration) {
        let share = |row: &[f64], basket: &mut Vec<f64>| {
            let total: f64 = row.iter().sum();
            if total > 0.0 {
                *basket = row.iter().map(|x| x / total).collect();
            }
            total
        };
        let baskets = &mut calibration.baskets;
        let consumption = share(&self.consumption, &mut baskets.consumption);
        calibration.opening.exports[0] = share(&self.exports, &mut baskets.exports);
        calibration.opening.imports[0] = share(&self.imports, &mut baskets.imports);
        let rates = &mut calibration.rates;
        rates.consumption_propensity = consumption * (1.0 + rates.tax_value_added) / self.income;
    }
}
