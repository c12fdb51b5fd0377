//! The opening in tables: final uses product by product, incomes and the government's accounts, read off
//! a calibration before anybody is drawn, and written back after a change.

use quantity::maths;

use super::ownership::Elsewhere;
use crate::calibration::Calibration;

/// Stocks and profit of an industry at the opening.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Output, real, per quarter.
    pub output: f64,
    /// Capital, real.
    pub capital: f64,
    /// Stock of inputs, real.
    pub inputs: f64,
    /// Loans, money.
    pub loans: f64,
    /// Deposits, money.
    pub deposits: f64,
    /// Operating surplus after wear, per quarter.
    pub surplus: f64,
    /// Profit after interest, per quarter.
    pub profit: f64,
}

/// Final uses and imports of each product at the opening, real, net of taxes on products.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningTable {
    /// Disposable income of all households.
    pub income: f64,
    /// Household consumption.
    pub consumption: Vec<f64>,
    /// Capital formation of the government; empty if it has none.
    pub public_investment: Vec<f64>,
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
            + (1.0 - rates.tax_income) * self.opening_dividends()
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

    /// Capital, inputs, loans, deposits, surplus and profit of each industry at the opening.
    #[must_use]
    pub fn opening_sheets(&self) -> Vec<Sheet> {
        let (opening, rates, technology) = (&self.opening, &self.rates, &self.technology);
        let mut sheets: Vec<Sheet> = (0..self.n_industries())
            .map(|g| {
                let output = self.opening_output(g);
                Sheet {
                    output,
                    capital: output / (opening.capacity_use * technology.output_per_capital[g]),
                    inputs: output / (opening.input_use * technology.output_per_input[g]),
                    surplus: technology.operating_margin(g) * output,
                    ..Sheet::default()
                }
            })
            .collect();
        let weight = |g: usize| opening.loan_weights.get(g).copied().unwrap_or(1.0);
        let collateral: f64 = (0..sheets.len())
            .map(|g| weight(g) * sheets[g].capital)
            .sum();
        let surplus: f64 = sheets.iter().map(|s| maths::positive(s.surplus)).sum();
        let lending_rate = opening.policy_rate + rates.lending_margin;
        for (g, sheet) in sheets.iter_mut().enumerate() {
            sheet.loans = opening.firm_loans * weight(g) * sheet.capital / collateral;
            sheet.deposits = opening.firm_deposits
                * maths::ratio_or_zero(maths::positive(sheet.surplus), surplus);
            sheet.profit = sheet.surplus
                + (opening.policy_rate * sheet.deposits - lending_rate * sheet.loans)
                    / (1.0 + opening.stock_growth);
        }
        sheets
    }

    /// Profit of the bank at the opening.
    #[must_use]
    pub fn opening_bank_profit(&self) -> f64 {
        let (rates, opening) = (&self.rates, &self.opening);
        (rates.lending_margin * opening.firm_loans + opening.policy_rate * opening.bank_equity)
            / (1.0 + opening.stock_growth)
    }

    /// Positive profits of firms and the bank at the opening.
    #[must_use]
    pub fn opening_taxed_profits(&self) -> f64 {
        let firms: f64 = self
            .opening_sheets()
            .iter()
            .map(|s| maths::positive(s.profit))
            .sum();
        firms + maths::positive(self.opening_bank_profit())
    }

    /// Dividends of households from firms and the bank at the opening, before income tax.
    #[must_use]
    pub fn opening_dividends(&self) -> f64 {
        let abroad = self.rates.foreign_dividends;
        self.opening_dividends_of(
            &|g| 1.0 - self.government_dividends(g) - abroad,
            1.0 - self.rates.bank_government_dividends - abroad,
        )
    }

    /// Dividends at the opening that do not go to households: to the government, and abroad.
    #[must_use]
    pub fn opening_dividends_elsewhere(&self) -> Elsewhere {
        let rates = &self.rates;
        let share = |g| self.government_dividends(g);
        let (government, abroad) = (rates.bank_government_dividends, rates.foreign_dividends);
        Elsewhere {
            government: self.opening_dividends_of(&share, government),
            abroad: self.opening_dividends_of(&|_| abroad, abroad),
        }
    }

    /// Dividends at the opening of those who own these shares of each industry and of the bank.
    fn opening_dividends_of(&self, share: &dyn Fn(usize) -> f64, of_bank: f64) -> f64 {
        let firms: f64 = self
            .opening_sheets()
            .iter()
            .enumerate()
            .map(|(g, sheet)| share(g) * self.dividend_payout(g) * maths::positive(sheet.profit))
            .sum();
        let bank = of_bank * self.rates.bank_payout * maths::positive(self.opening_bank_profit());
        (1.0 - self.rates.tax_corporate) * (firms + bank)
    }

    /// What the government pays of the net investment of firms at the opening.
    #[must_use]
    pub fn opening_capital_transfers(&self) -> f64 {
        let sheets = self.opening_sheets();
        let transfers = sheets
            .iter()
            .enumerate()
            .map(|(g, sheet)| self.capital_transfer(g) * self.opening_expansion() * sheet.capital);
        transfers.sum()
    }

    /// Growth of stocks at the opening over what they were at its end.
    #[must_use]
    pub fn opening_expansion(&self) -> f64 {
        self.opening.room / (1.0 + self.opening.room)
    }

    /// Deficit of the government at the opening, without interest.
    #[must_use]
    pub fn opening_primary_deficit(&self) -> f64 {
        let (rates, opening, technology) = (&self.rates, &self.opening, &self.technology);
        let (mut contributions, mut product_taxes, mut employed, mut invested) =
            (0.0, 0.0, 0.0, 0.0);
        let sheets = self.opening_sheets();
        for (g, industry) in self.industries.iter().enumerate() {
            let (staff, output) = (f64::from(industry.employees), self.opening_output(g));
            employed += staff;
            contributions += technology.employer_contributions[g] * technology.wage[g] * staff;
            product_taxes += (technology.tax_products[g] + technology.tax_production[g]) * output;
            invested += technology.depreciation[g] / technology.output_per_capital[g] * output
                + self.opening_expansion() * sheets[g].capital;
        }
        let construction = self
            .construction()
            .map_or(0.0, |g| self.baskets.investment[g] * invested);
        let wages = self.opening_wages();
        let income = self.opening_income();
        let housing = rates.housing_propensity * income / (1.0 + rates.tax_housing);
        let revenue = contributions
            + rates.employee_contributions * wages
            + rates.tax_income * (1.0 - rates.employee_contributions) * wages
            + rates.tax_value_added * rates.consumption_propensity * income
                / (1.0 + rates.tax_value_added)
            + (rates.tax_housing + rates.land_fee_households) * housing
            + rates.land_fee_firms * construction
            + rates.tax_income * self.opening_dividends()
            + rates.tax_corporate * self.opening_taxed_profits()
            + product_taxes
            + rates.tax_exports * opening.exports[0]
            + self.opening_dividends_elsewhere().government;
        let benefits = f64::from(self.sizes.inactive) * opening.benefit_inactive
            + (f64::from(self.sizes.workers) - employed) * opening.unemployment_benefit
            + self.n_households() as f64 * opening.benefit_other;
        opening.government_consumption[0]
            + opening.public_investment
            + self.opening_capital_transfers()
            + benefits
            - revenue
    }

    /// Gross domestic product at the opening.
    #[must_use]
    pub fn opening_gdp(&self) -> f64 {
        let (rates, opening, technology) = (&self.rates, &self.opening, &self.technology);
        let income = self.opening_income();
        let production: f64 = (0..self.n_industries())
            .map(|g| self.opening_output(g) * (1.0 - 1.0 / technology.output_per_input[g]))
            .sum();
        production
            + rates.tax_value_added * rates.consumption_propensity * income
                / (1.0 + rates.tax_value_added)
            + rates.tax_housing * rates.housing_propensity * income / (1.0 + rates.tax_housing)
            + rates.tax_government * opening.government_consumption[0]
            + rates.tax_exports * opening.exports[0]
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
            public_investment: spread(&baskets.public_investment, opening.public_investment),
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
        let before = baskets.consumption.clone();
        let consumption = share(&self.consumption, &mut baskets.consumption);
        for stratum in &mut baskets.consumption_by_stratum {
            let moved = stratum.iter().zip(&baskets.consumption).zip(&before);
            let moved: Vec<f64> = moved
                .map(|((own, after), before)| own * maths::ratio_or_zero(*after, *before))
                .collect();
            share(&moved, stratum);
        }
        calibration.opening.public_investment =
            share(&self.public_investment, &mut baskets.public_investment);
        calibration.opening.exports[0] = share(&self.exports, &mut baskets.exports);
        calibration.opening.imports[0] = share(&self.imports, &mut baskets.imports);
        let rates = &mut calibration.rates;
        rates.consumption_propensity = consumption * (1.0 + rates.tax_value_added) / self.income;
    }
}
