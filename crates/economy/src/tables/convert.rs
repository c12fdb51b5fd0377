//! From tables of a year to what the model runs on.
//!
//! # Equation
//! Each industry has `N = round(jobs · 1000 / K)` employees, `K` real households per model household,
//! and `I = max(1, round(N / mean firm size))` firms. Money is not scaled: output per worker is
//! `x / 4 / N`, so totals do not depend on `K`.
//!
//! Two transfers close the opening: the benefit of the inactive is what is left of `social_benefits`
//! after unemployment benefits, and the other transfers are what is left of `disposable_income` after
//! wages, dividends and social benefits, all as the base rules compute them at the opening. Firms of an
//! industry share one margin, so their incomes are known without knowing their sizes.
//! # Source
//! Long-run economy, §6.3; incomes of the opening: base model, §4 steps 4 to 7.

use quantity::maths;

use super::use_table::{Cost, Final, Tenths, money};
use super::{Problem, RuleSet, Stock, Tables, per_quarter};
use crate::calibration::{
    self, Ar1, Baskets, Calibration, DigitalOpening, Industry, Opening, Processes, Rates, Sizes,
    Technology,
};
use crate::closure::{PublicCapital, TrendRates};
use crate::geography::Geography;

/// How much of a deviation of output shows in inflation, in the history by formula.
const INFLATION_OVER_OUTPUT: f64 = 0.2;
/// Quarters of history up to and with the opening.
const HISTORY: usize = 40;
/// The industry of platforms, which needs competitors, and how many firms it has at least.
const PLATFORMS: (&str, u32) = ("PLT", 8);
/// World output at the opening; only its growth matters.
const WORLD_OUTPUT: f64 = 1.0;

/// Incomes of households in the opening quarter, before other transfers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incomes {
    /// Wages net of contributions and income tax.
    pub wages: f64,
    /// Unemployment benefits.
    pub unemployment: f64,
    /// Dividends of firms and the bank, net of tax.
    pub dividends: f64,
}

impl Tables {
    /// The economy with one model household for `scale` real ones.
    ///
    /// # Errors
    /// A scale at which an industry vanishes, at which there are not enough households for its owners,
    /// or too many agents; incomes that leave no room for social benefits.
    pub fn calibration(&self, scale: f64) -> Result<Calibration, Problem> {
        self.calibration_after(self, scale)
    }

    /// The economy with its areas, one model household for `scale` real ones.
    ///
    /// # Errors
    /// As [`Self::calibration`]; tables without areas; settings of the map that are none.
    pub fn calibration_with_areas(&self, scale: f64) -> Result<Calibration, Problem> {
        self.convert(self, scale, self.geography()?)
    }

    /// The same as [`Self::calibration`] after scalars were changed by hand; `file` is the economy before the change.
    ///
    /// Technology, wages and stocks are read off the tables with the new scalars. The two transfers
    /// that close the opening stay those of `file`, so that a tax is not given back as a transfer;
    /// only their own targets, `social_benefits` and `disposable_income`, move them.
    ///
    /// # Errors
    /// As [`Self::calibration`].
    pub fn calibration_after(&self, file: &Self, scale: f64) -> Result<Calibration, Problem> {
        self.convert(file, scale, Geography::single())
    }

    /// [`Self::calibration_with_areas`] after scalars were changed by hand, as
    /// [`Self::calibration_after`].
    ///
    /// # Errors
    /// As both.
    pub fn calibration_with_areas_after(
        &self,
        file: &Self,
        scale: f64,
    ) -> Result<Calibration, Problem> {
        self.convert(file, scale, self.geography()?)
    }

    fn convert(&self, file: &Self, scale: f64, map: Geography) -> Result<Calibration, Problem> {
        let mut industries = self.scaled_industries(scale)?;
        if !map.is_single() {
            let least: Vec<u32> = industries.iter().map(|g| least_firms(&g.code)).collect();
            self.settle(&mut industries, &map, &least);
        }
        // Where people live in areas they are counted by heads; households are drawn around them.
        let units_thousand = match &self.regions {
            Some(regions) if !map.is_single() => {
                maths::sum(regions.areas.iter().map(|area| area.population_thousand))
            }
            _ => self.scalars.size.households_thousand,
        };
        let mut sizes = self.scaled_sizes(&industries, units_thousand, scale)?;
        if !map.is_single() {
            // One in each area.
            sizes.government_entities = map.len() as u32;
        }
        let technology = self.technology(&industries);
        let opening = self.opening(file, &industries, sizes)?;
        let mut calibration = Calibration {
            name: self.header.name.clone(),
            title: self.header.title.clone(),
            money_unit: self.header.money_unit.clone(),
            sizes,
            technology,
            baskets: self.baskets(),
            rates: self.rates(),
            processes: self.processes(&opening),
            opening,
            trend: self.trend(),
            geography: map,
            census: None,
            population: None,
            industries,
        };
        if self.header.rules != RuleSet::B0 {
            // Consumption is that of the table, also while incomes are not yet what they will be under
            // the long-run rules.
            let stated = calibration.opening.disposable_income;
            let ratio = stated / calibration.opening_income();
            if ratio < 1.0 {
                calibration.rates.consumption_propensity *= ratio;
                calibration.rates.housing_propensity *= ratio;
            }
        }
        calibration.check().map_err(Problem::Calibration)?;
        Ok(calibration)
    }

    fn scaled_industries(&self, scale: f64) -> Result<Vec<Industry>, Problem> {
        let mut industries = Vec::with_capacity(self.n_industries());
        for row in &self.industries {
            let employees = (row.jobs_thousand * 1000.0 / scale).round();
            if employees >= calibration::MAX_AGENTS as f64 {
                return Err(Problem::TooMany { scale });
            }
            let employees = employees as u32;
            if employees == 0 {
                return Err(Problem::NoEmployee {
                    code: row.code.clone(),
                    jobs_thousand: row.jobs_thousand,
                    scale,
                });
            }
            let firms = (f64::from(employees) / row.mean_firm_size).round().max(1.0) as u32;
            let firms = firms.max(least_firms(&row.code));
            industries.push(Industry {
                code: row.code.clone(),
                title: row.name.clone(),
                firms: firms.min(employees),
                employees,
                government_share: row.government_share,
                digital: self.digital_opening(&row.code),
                cells: Vec::new(),
            });
        }
        Ok(industries)
    }

    /// What `digital.csv` says of an industry, if there is one.
    fn digital_opening(&self, industry: &str) -> Option<DigitalOpening> {
        let rows = &self.regions.as_ref()?.digital;
        let row = rows.iter().find(|row| row.industry == industry)?;
        Some(DigitalOpening {
            adoption: row.adoption,
            routine_share: row.routine_share,
            remote_share: row.remote_share,
            online_share: row.online_share,
            online_max: row.online_max,
        })
    }

    fn scaled_sizes(
        &self,
        industries: &[Industry],
        units_thousand: f64,
        scale: f64,
    ) -> Result<Sizes, Problem> {
        let s = &self.scalars;
        let employees: f64 = industries.iter().map(|g| f64::from(g.employees)).sum();
        let firms: f64 = industries.iter().map(|g| f64::from(g.firms)).sum();
        let workers = (employees / (1.0 - s.unemployment())).round();
        let households = (units_thousand * 1000.0 / scale).round();
        let entities = (firms * s.size.government_entities_per_firm)
            .round()
            .max(1.0);
        let buyers = (firms * s.size.foreign_buyers_per_firm).round().max(1.0);
        let others = firms + entities + buyers + industries.len() as f64;
        if households + others >= calibration::MAX_AGENTS as f64 {
            return Err(Problem::TooMany { scale });
        }
        let needed = workers + firms + 1.0;
        if needed > households {
            return Err(Problem::Households { households, needed });
        }
        Ok(Sizes {
            workers: workers as u32,
            inactive: (households - needed) as u32,
            government_entities: entities as u32,
            foreign_buyers: buyers as u32,
        })
    }

    fn technology(&self, industries: &[Industry]) -> Technology {
        let n = industries.len();
        let all: Vec<_> = (0..n).map(|g| self.coefficients(g)).collect();
        let table = &self.use_table;
        // Per model worker, and not per thousand jobs: rounding of jobs must not move a total.
        let per_worker =
            |g: usize, amount: f64| per_quarter(amount) / f64::from(industries[g].employees);
        let output = |g: usize| money(table.output[g].into());
        let wages = |g: usize| self.wages(g);
        let mut input_shares = Vec::with_capacity(n * n);
        for product in 0..n {
            for industry in 0..n {
                let bought = table.intermediate[product * n + industry];
                input_shares.push(bought as f64 / table.inputs_of(industry) as f64);
            }
        }
        Technology {
            output_per_worker: (0..n).map(|g| per_worker(g, output(g))).collect(),
            output_per_input: all.iter().map(|c| c.beta).collect(),
            output_per_capital: all.iter().map(|c| c.kappa).collect(),
            depreciation: all.iter().map(|c| c.delta).collect(),
            wage: (0..n).map(|g| per_worker(g, wages(g))).collect(),
            tax_products: all.iter().map(|c| c.tau_products).collect(),
            tax_production: all.iter().map(|c| c.tau_production).collect(),
            employer_contributions: (0..n).map(|g| self.employer_contributions(g)).collect(),
            dividend_payout: Vec::new(),
            government_dividends: Vec::new(),
            capital_transfer: Vec::new(),
            input_shares,
        }
    }

    /// Wages of an industry in a year, before employees' contributions.
    fn wages(&self, industry: usize) -> f64 {
        let compensation = money(self.use_table.cost(Cost::Compensation)[industry].into());
        compensation / (1.0 + self.employer_contributions(industry))
    }

    fn baskets(&self) -> Baskets {
        let table = &self.use_table;
        let column = |kinds: &[Final]| {
            let amounts: Vec<Tenths> = (0..table.n())
                .map(|g| kinds.iter().map(|kind| table.of(*kind)[g].abs()).sum())
                .collect();
            shares(&amounts)
        };
        let investment = column(&[Final::FirmInvestment]);
        let housing = if table.total(Final::Dwellings) == 0 {
            // Nothing is spent on it; any composition will do.
            investment.clone()
        } else {
            column(&[Final::Dwellings])
        };
        let strata = [Final::HouseholdsRural, Final::HouseholdsUrban];
        let consumption = column(&strata);
        // Who buys nothing is given the basket of the others.
        let of_stratum = |kind: Final| match table.total(kind) {
            0 => consumption.clone(),
            _ => column(&[kind]),
        };
        let (government, public_investment) = if self.public_investment_is_apart() {
            (
                column(&[Final::Government]),
                column(&[Final::PublicInvestment]),
            )
        } else {
            (
                column(&[Final::Government, Final::PublicInvestment]),
                Vec::new(),
            )
        };
        Baskets {
            investment,
            housing,
            consumption_by_stratum: strata.map(of_stratum),
            consumption,
            government,
            public_investment,
            exports: column(&[Final::Exports]),
            imports: column(&[Final::Imports]),
        }
    }

    /// Whether the government's capital formation stands beside its consumption: without consumption all
    /// it buys counts as that.
    fn public_investment_is_apart(&self) -> bool {
        let bought = |kind| self.use_table.total(kind) > 0;
        bought(Final::Government) && bought(Final::PublicInvestment)
    }

    /// Growth of capital per quarter that firms' investment holds, over the stock that opened the quarter.
    fn room(&self) -> f64 {
        let table = &self.use_table;
        let net = table.total(Final::FirmInvestment) - table.total_cost(Cost::Depreciation);
        if net <= 0 {
            return 0.0;
        }
        let capital: f64 = (0..self.n_industries()).map(|g| self.capital(g)).sum();
        let growth = per_quarter(money(net)) / capital;
        growth / (1.0 - growth)
    }

    /// Loans over capital of each industry, if its loans are stated.
    fn loan_weights(&self) -> Vec<f64> {
        let stated = self.industries.iter().enumerate();
        let weights = stated.map(|(g, row)| {
            let capital = self.capital(g);
            row.loans.map(|loans| maths::ratio_or_zero(loans, capital))
        });
        weights.collect::<Option<Vec<f64>>>().unwrap_or_default()
    }

    fn rates(&self) -> Rates {
        let s = &self.scalars;
        Rates {
            tax_income: s.taxes.income,
            tax_corporate: s.taxes.corporate,
            tax_value_added: s.taxes.value_added,
            employee_contributions: s.taxes.employee_contributions,
            tax_exports: s.taxes.exports,
            tax_housing: s.taxes.housing_investment,
            tax_government: s.taxes.government_consumption,
            replacement_rate: s.households.replacement_rate,
            consumption_propensity: s.households.consumption_propensity,
            housing_propensity: s.households.housing_propensity,
            dividend_payout: s.firms.dividend_payout,
            bank_payout: s.firms.dividend_payout,
            loan_repayment: per_quarter(s.firms.loan_repayment),
            lending_margin: per_quarter(s.bank.lending_margin),
            public_debt_rate: per_quarter(s.bank.public_debt_rate),
            capital_requirement: s.bank.capital_requirement,
            loan_to_value: s.bank.loan_to_value,
            loan_after_bankruptcy: s.bank.loan_after_bankruptcy,
            public_wear: PublicCapital::default().quarterly_wear(),
            founder_share: 1.0,
            foreign_dividends: 0.0,
            bank_government_dividends: 0.0,
            profit_fee: 0.0,
            land_fee_firms: 0.0,
            land_fee_households: 0.0,
        }
    }

    fn trend(&self) -> TrendRates {
        let t = &self.scalars.trend;
        TrendRates {
            productivity_growth: t.productivity_growth,
            final_productivity_growth: t.final_productivity_growth,
            convergence_years: t.convergence_years,
            labour_force_growth: t.labour_force_growth,
            inflation: t.inflation,
        }
    }

    /// Processes that rest at the opening, but for the growth of world output.
    fn processes(&self, opening: &Opening) -> Processes {
        let (s, bank) = (&self.scalars.shocks, &self.scalars.bank);
        let rest_at = |slope: f64, log_level: f64| Ar1 {
            slope,
            intercept: (1.0 - slope) * log_level,
        };
        let growth = per_quarter(s.world_growth);
        let inflation = opening.world_inflation;
        let target = per_quarter(self.scalars.trend.inflation);
        let sd = [s.world_output_sd, s.exports_sd, s.imports_sd];
        let covariance = std::array::from_fn(|i| {
            std::array::from_fn(|j| self.correlation[i][j] * sd[i] * sd[j])
        });
        // The real rate at which the rule leaves the policy rate where it is.
        let real_rate = opening.policy_rate
            - target
            - bank.reaction_inflation * (inflation - target)
            - bank.reaction_growth * growth;
        Processes {
            world_output: Ar1 {
                slope: s.world_output_persistence,
                intercept: maths::ln(1.0 + growth),
            },
            world_inflation: rest_at(s.world_inflation_persistence, maths::ln(1.0 + inflation)),
            world_inflation_sd: s.world_inflation_sd,
            government: rest_at(
                s.government_persistence,
                maths::ln(opening.government_consumption[0]),
            ),
            government_sd: s.government_sd,
            exports: rest_at(s.exports_persistence, maths::ln(opening.exports[0])),
            imports: rest_at(s.imports_persistence, maths::ln(opening.imports[0])),
            covariance,
            policy_smoothing: bank.policy_smoothing,
            real_rate,
            inflation_target: target,
            reaction_inflation: bank.reaction_inflation,
            reaction_growth: bank.reaction_growth,
        }
    }

    fn opening(
        &self,
        file: &Self,
        industries: &[Industry],
        sizes: Sizes,
    ) -> Result<Opening, Problem> {
        let s = &self.scalars;
        let table = &self.use_table;
        let (benefit_inactive, benefit_other) = self.transfers(file, industries, sizes)?;
        let employees = total_employees(industries);
        let mean_wage = self.quarterly_wages() / employees;
        let mut government = table.total(Final::Government);
        let mut public_investment = table.total(Final::PublicInvestment);
        if !self.public_investment_is_apart() {
            government += std::mem::take(&mut public_investment);
        }
        let mut opening = Opening {
            output: self.output_history(),
            inflation: self.inflation_history(),
            government_consumption: vec![per_quarter(money(government))],
            public_investment: per_quarter(money(public_investment)),
            exports: vec![per_quarter(money(table.total(Final::Exports)))],
            imports: vec![per_quarter(money(-table.total(Final::Imports)))],
            world_output: WORLD_OUTPUT,
            world_inflation: per_quarter(s.shocks.world_inflation),
            policy_rate: per_quarter(s.bank.policy_rate),
            firm_deposits: self.stock(Stock::FirmDeposits),
            firm_loans: self.stock(Stock::FirmLoans),
            room: self.room(),
            stock_growth: 0.0,
            loan_weights: self.loan_weights(),
            household_deposits: self.stock(Stock::HouseholdDeposits),
            dwellings: self.stock(Stock::Dwellings),
            public_debt: self.stock(Stock::PublicDebt),
            bank_equity: self.stock(Stock::BankEquity),
            central_bank_equity: 0.0,
            foreign_position: self.stock(Stock::ForeignPosition),
            capacity_use: s.firms.capacity_use,
            input_use: s.firms.input_use,
            disposable_income: self.target_income(file, industries, sizes),
            unemployment_benefit: s.households.replacement_rate * mean_wage,
            benefit_inactive,
            benefit_other,
        };
        opening.central_bank_equity = opening.central_bank_residual();
        Ok(opening)
    }

    /// Gross output around its trend, backwards from the opening.
    ///
    /// A cycle by formula stands for the fluctuations that every real series has: on a line without
    /// any, the autoregressions of the base rules have nothing to estimate, and the first quarter that
    /// leaves it would make them explode.
    fn output_history(&self) -> Vec<f64> {
        let trend = &self.scalars.trend;
        let growth = (1.0 + per_quarter(trend.productivity_growth))
            * (1.0 + per_quarter(trend.labour_force_growth));
        let total: i128 = self.use_table.output.iter().map(|&x| i128::from(x)).sum();
        let mut output = vec![per_quarter(money(total)); HISTORY];
        for quarter in (0..HISTORY - 1).rev() {
            output[quarter] = output[quarter + 1] / growth;
        }
        for (output, cycle) in output.iter_mut().zip(self.deviations()) {
            *output *= maths::exp(cycle);
        }
        output
    }

    /// Log inflation around its target, backwards from the opening.
    fn inflation_history(&self) -> Vec<f64> {
        let target = maths::ln(1.0 + per_quarter(self.scalars.trend.inflation));
        self.deviations()
            .map(|cycle| target + INFLATION_OVER_OUTPUT * cycle)
            .collect()
    }

    /// Log deviations of output from its trend, ending in 0 at the opening.
    fn deviations(&self) -> impl Iterator<Item = f64> + use<> {
        let trend = &self.scalars.trend;
        let (amplitude, step) = (
            trend.cycle_amplitude,
            std::f64::consts::TAU / (4.0 * trend.cycle_years),
        );
        (0..HISTORY)
            .rev()
            .map(move |ago| amplitude * maths::sin(step * ago as f64))
    }

    /// Wages of all industries in a quarter.
    fn quarterly_wages(&self) -> f64 {
        (0..self.n_industries())
            .map(|g| per_quarter(self.wages(g)))
            .sum()
    }

    /// Incomes of the opening quarter, with `unemployed` persons out of `employees` and themselves.
    ///
    /// # Source
    /// Base model, §4 steps 4 to 7, added up over the firms of each industry.
    #[must_use]
    pub fn opening_incomes(&self, employees: f64, unemployed: f64) -> Incomes {
        let s = &self.scalars;
        let wages = self.quarterly_wages();
        let kept = (1.0 - s.taxes.employee_contributions) * (1.0 - s.taxes.income);
        let profit: f64 = (0..self.n_industries())
            .map(|g| maths::positive(self.opening_profit(g)))
            .sum();
        let policy_rate = per_quarter(s.bank.policy_rate);
        let bank_profit = per_quarter(s.bank.lending_margin) * self.stock(Stock::FirmLoans)
            + policy_rate * self.stock(Stock::BankEquity);
        let paid_out = s.firms.dividend_payout * (1.0 - s.taxes.income) * (1.0 - s.taxes.corporate);
        Incomes {
            wages: wages * kept,
            unemployment: s.households.replacement_rate * wages / employees * unemployed,
            dividends: paid_out * (profit + maths::positive(bank_profit)),
        }
    }

    /// Profit of an industry in the opening quarter: surplus, less interest on loans, plus on deposits.
    #[must_use]
    pub fn opening_profit(&self, industry: usize) -> f64 {
        let s = &self.scalars;
        let surplus = self.use_table.cost(Cost::Surplus);
        let positive: i128 = surplus.iter().map(|&v| i128::from(v.max(0))).sum();
        let capital: f64 = (0..self.n_industries()).map(|g| self.capital(g)).sum();
        let loans = self.stock(Stock::FirmLoans) * self.capital(industry) / capital;
        let share = maths::ratio_or_zero(surplus[industry].max(0) as f64, positive as f64);
        let deposits = self.stock(Stock::FirmDeposits) * share;
        let policy_rate = per_quarter(s.bank.policy_rate);
        let lending_rate = policy_rate + per_quarter(s.bank.lending_margin);
        per_quarter(money(surplus[industry].into())) - lending_rate * loans + policy_rate * deposits
    }

    /// Disposable income that the data state, in a quarter; after a change by hand it moves with net wages,
    /// dividends and unemployment benefits, so that a tax is not given back as a transfer.
    fn target_income(&self, file: &Self, industries: &[Industry], sizes: Sizes) -> f64 {
        let employees = total_employees(industries);
        let earned = |tables: &Self| {
            let unemployed = f64::from(sizes.workers) - employees;
            let incomes = tables.opening_incomes(employees, unemployed);
            incomes.wages + incomes.unemployment + incomes.dividends
        };
        let stated = per_quarter(self.scalars.households.disposable_income);
        stated + (earned(self) - earned(file))
    }

    /// Benefit per inactive person and other transfers per household, per quarter.
    fn transfers(
        &self,
        file: &Self,
        industries: &[Industry],
        sizes: Sizes,
    ) -> Result<(f64, f64), Problem> {
        let employees = total_employees(industries);
        let incomes = file.opening_incomes(employees, f64::from(sizes.workers) - employees);
        let targets = &self.scalars.households;
        let social = per_quarter(targets.social_benefits);
        let inactive = f64::from(sizes.inactive);
        let to_inactive = social - incomes.unemployment;
        if to_inactive < 0.0 {
            return Err(Problem::Scalar {
                path: "economy.households.social_benefits",
                value: targets.social_benefits,
                reason: format!(
                    "unemployment benefits alone are {} in a year",
                    4.0 * incomes.unemployment
                ),
            });
        }
        // Without inactive persons their share goes to everybody.
        let (benefit, paid) = if inactive > 0.0 {
            (to_inactive / inactive, to_inactive)
        } else {
            (0.0, 0.0)
        };
        let sources = incomes.wages + incomes.unemployment + incomes.dividends + paid;
        let other = per_quarter(targets.disposable_income) - sources;
        // The long-run rules change what is earned before they see what is left.
        if other < 0.0 && self.header.rules == RuleSet::B0 {
            return Err(Problem::Scalar {
                path: "economy.households.disposable_income",
                value: targets.disposable_income,
                reason: format!(
                    "net wages, dividends and social benefits alone are {} in a year",
                    4.0 * sources
                ),
            });
        }
        let owners: f64 = industries.iter().map(|g| f64::from(g.firms)).sum::<f64>() + 1.0;
        let households = f64::from(sizes.workers) + inactive + owners;
        Ok((benefit, maths::positive(other) / households))
    }
}

/// Firms an industry has at least, if it has that many employees.
fn least_firms(code: &str) -> u32 {
    let (platforms, least) = PLATFORMS;
    if code == platforms { least } else { 1 }
}

fn total_employees(industries: &[Industry]) -> f64 {
    industries.iter().map(|g| f64::from(g.employees)).sum()
}

/// Amounts over their sum.
fn shares(amounts: &[Tenths]) -> Vec<f64> {
    let total: i128 = amounts.iter().map(|&amount| i128::from(amount)).sum();
    amounts
        .iter()
        .map(|&amount| amount as f64 / total as f64)
        .collect()
}
