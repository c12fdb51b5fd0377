//! The national accounts of a quarter, and the identities that must hold in it.
//!
//! # Source
//! Base model, §9 (observables, with period 0) and §10 (identities).

use quantity::maths::{positive, ratio_or_zero, sum};

use crate::bank::Bank;
use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::government::Government;
use crate::households::Households;
use crate::markets::gig;
use crate::markets::goods::Purchases;
use crate::prices::Prices;
use crate::world::World;

/// A flow at the prices of the quarter and at those of the opening.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flow {
    /// At current prices.
    pub nominal: f64,
    /// At the prices of the opening.
    pub real: f64,
}

impl Flow {
    /// A flow at the prices of the opening, when both are the same.
    fn at_opening(value: f64) -> Self {
        Self {
            nominal: value,
            real: value,
        }
    }

    /// A flow of money with the quantity behind it, both times `factor`.
    fn times(factor: f64, nominal: f64, real: f64) -> Self {
        Self {
            nominal: factor * nominal,
            real: factor * real,
        }
    }
}

impl std::ops::Add for Flow {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            nominal: self.nominal + other.nominal,
            real: self.real + other.real,
        }
    }
}

/// The accounts of one quarter. Money in the economy's unit, per quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Books {
    /// Gross domestic product at market prices.
    pub gdp: Flow,
    /// Gross value added at basic prices.
    pub gross_value_added: Flow,
    /// Gross value added by industry.
    pub industry_value_added: Vec<Flow>,
    /// Household consumption with value added tax.
    pub household_consumption: Flow,
    /// Government consumption with tax.
    pub government_consumption: Flow,
    /// Gross capital formation.
    pub capital_formation: Flow,
    /// Gross fixed capital formation.
    pub fixed_capital_formation: Flow,
    /// Of which dwellings.
    pub dwellings: Flow,
    /// Of which capital formation of the government.
    pub public_investment: Flow,
    /// Exports with tax.
    pub exports: Flow,
    /// Imports.
    pub imports: Flow,
    /// Compensation of employees.
    pub compensation: f64,
    /// Gross wages.
    pub wages: f64,
    /// Gross operating surplus.
    pub operating_surplus: f64,
    /// Net taxes on production.
    pub taxes_on_production: f64,
    /// Value added by households on own account, by the task and out of what they let: part of gross value
    /// added, of no industry.
    pub household_production: Flow,
    /// Mixed income of households out of it.
    pub mixed_income: f64,
    /// Residuals of the identities.
    pub identities: Identities,
    /// Work space: persons on the payroll of each firm less persons who name it as employer.
    payroll_gap: Vec<i64>,
}

/// Residuals of the accounting identities, in money (A1–A5, A7) or persons (A6, A6g); 0 if they hold.
///
/// # Source
/// Base model, §10.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Identities {
    /// A1: nominal GDP, production less expenditure.
    pub expenditure: f64,
    /// A2: real GDP, production less expenditure.
    pub real_expenditure: f64,
    /// A3: value added, production less income.
    pub income: f64,
    /// A4: balance sheet of the bank.
    pub bank: f64,
    /// A5: balance sheet of the central bank.
    pub central_bank: f64,
    /// A6: persons on payrolls less persons with an employer, largest over firms.
    pub jobs: f64,
    /// A7: the largest sale beyond supply or negative stock.
    pub feasibility: f64,
    /// A6g: work by the task that firms bought less what people did, over what they did.
    pub tasks: f64,
}

impl Identities {
    /// How many there are.
    pub const N: usize = 8;

    /// Names under which the identities are published.
    pub const NAMES: [&'static str; Self::N] = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A6g"];

    /// Absolute residuals in the order of [`Self::NAMES`]: those of money relative to nominal, those of quantities
    /// to real GDP.
    ///
    /// A6 is in persons: it is 0 or the run is wrong. A6g is relative to the work that people did by the task.
    #[must_use]
    pub fn relative_to(&self, gdp: Flow) -> [f64; Self::N] {
        [
            self.expenditure.abs() / gdp.nominal,
            self.real_expenditure.abs() / gdp.real,
            self.income.abs() / gdp.nominal,
            self.bank.abs() / gdp.nominal,
            self.central_bank.abs() / gdp.nominal,
            self.jobs.abs(),
            self.feasibility.abs() / gdp.real,
            self.tasks.abs(),
        ]
    }
}

/// Closes the accounts of a quarter; they take the room of the `last` one.
#[expect(clippy::too_many_arguments, reason = "the accounts cover everybody")]
#[must_use]
pub fn close(
    last: Books,
    firms: &Firms,
    households: &Households,
    bank: &Bank,
    central_bank: &CentralBank,
    government: &Government,
    world: &World,
    purchases: &Purchases,
    prices: &Prices,
    rates: &Rates,
    channels: &Channels,
) -> Books {
    let mut books = Books {
        industry_value_added: last.industry_value_added,
        payroll_gap: last.payroll_gap,
        ..Books::default()
    };
    let made = books.add_firms(firms, households, prices, channels);
    let tasks = households.tasks.total();
    let rents = &households.rents;
    books.household_production = Flow {
        nominal: tasks.mixed_income() + rents.mixed_income(),
        real: tasks.real_pay - households.tasks.real_commission
            + (rents.real - rents.real_commission),
    };
    books.mixed_income = tasks.mixed_income() + rents.mixed_income();
    books.gross_value_added = books.gross_value_added + books.household_production;
    let p = purchases;
    let with = |tax: f64, nominal, real| Flow::times(1.0 + tax, nominal, real);
    books.household_consumption = with(rates.tax_value_added, p.consumption, p.real_consumption);
    books.government_consumption = with(rates.tax_government, p.government, p.real_government);
    books.dwellings = with(rates.tax_housing, p.housing, p.real_housing);
    books.public_investment = Flow {
        nominal: p.public_investment,
        real: p.real_public_investment,
    };
    books.fixed_capital_formation = made.investment + books.dwellings + books.public_investment;
    books.capital_formation = books.fixed_capital_formation + made.stocks;
    books.exports = with(rates.tax_exports, p.exports, p.real_exports);
    books.imports = Flow {
        nominal: world.imports(),
        real: world.import_sales.iter().sum(),
    };
    books.gdp = books.gross_value_added
        + made.product_taxes
        + Flow::times(rates.tax_value_added, p.consumption, p.real_consumption)
        + Flow::times(rates.tax_housing, p.housing, p.real_housing)
        + Flow::times(rates.tax_government, p.government, p.real_government)
        + Flow::times(rates.tax_exports, p.exports, p.real_exports);
    books.check(firms, households, bank, central_bank, government, world);
    books
}

/// Of all firms: taxes on their products, and what they added to capital and to stocks.
#[derive(Clone, Copy, Debug, Default)]
struct Made {
    product_taxes: Flow,
    investment: Flow,
    stocks: Flow,
}

impl Books {
    /// Enters what firms made and paid, industry by industry.
    fn add_firms(
        &mut self,
        firms: &Firms,
        households: &Households,
        prices: &Prices,
        channels: &Channels,
    ) -> Made {
        self.industry_value_added.clear();
        let mut made = Made::default();
        for g in 0..firms.first_of_industry.len() - 1 {
            let mut industry = Flow::default();
            for i in firms.of_industry(g) {
                let (price, output) = (firms.price[i], firms.output[i]);
                let value = price * output;
                let inputs_used = output / firms.output_per_input[i];
                let cost_of_inputs = firms.input_price[i] * inputs_used;
                let tax = firms.tax_products[i];
                let labour_cost = firms.labour_cost(i, prices);
                let tasks = firms.gig_cost[i];
                let expensed = firms.direct.expensed[i];
                industry.nominal += (1.0 - tax) * value - cost_of_inputs - tasks - expensed;
                industry.real += output * (1.0 - tax)
                    - inputs_used
                    - firms.gig_hours[i] * households.tasks.pay_at(firms.area[i])
                    - firms.direct.real_expensed[i];
                made.product_taxes = made.product_taxes + Flow::times(tax, value, output);
                made.investment.nominal +=
                    firms.investment_price[i] * firms.investment[i] + firms.equipment_cost[i];
                made.investment.real += firms.investment[i] + firms.equipment[i];
                let input_change = firms.purchased_inputs[i] - inputs_used;
                made.stocks.nominal +=
                    price * firms.inventory_change[i] + firms.input_price[i] * input_change;
                made.stocks.real += firms.inventory_change[i] + input_change;
                self.wages += firms.wage_bill(i, prices);
                self.compensation += labour_cost;
                let subsidy = channels.public_subsidies.at(i) - channels.levies.at(i);
                self.operating_surplus += price * firms.sales[i]
                    + price * firms.inventory_change[i]
                    - labour_cost
                    - cost_of_inputs
                    - firms.tax_rate(i) * value
                    + subsidy
                    - tasks
                    - expensed;
                self.taxes_on_production += firms.tax_production[i] * value - subsidy;
            }
            self.gross_value_added = self.gross_value_added + industry;
            self.industry_value_added.push(industry);
        }
        made
    }
}

/// The accounts of the opening, at prices of 1.
///
/// # Source
/// Base model, §9, "Period 0".
#[must_use]
pub fn open(
    calibration: &Calibration,
    firms: &Firms,
    households: &Households,
    bank: &Bank,
    central_bank: &CentralBank,
    government: &Government,
    world: &World,
) -> Books {
    let rates = &calibration.rates;
    let income = sum(households.disposable_income.iter().copied());
    let consumption = rates.consumption_propensity * income;
    let dwellings = rates.housing_propensity * income;
    let mut books = Books::default();
    let mut output_less_inputs = 0.0;
    let mut wear = 0.0;
    for g in 0..firms.first_of_industry.len() - 1 {
        let mut industry = 0.0;
        for i in firms.of_industry(g) {
            let output = firms.output[i];
            industry += output * (1.0 - firms.tax_products[i] - 1.0 / firms.output_per_input[i]);
            output_less_inputs += output * (1.0 - 1.0 / firms.output_per_input[i]);
            wear += firms.depreciation[i] / firms.output_per_capital[i] * output;
            books.wages += firms.base_wage[i] * f64::from(firms.employees[i]);
            books.compensation += (1.0 + firms.employer_contributions[i])
                * firms.base_wage[i]
                * f64::from(firms.employees[i]);
            books.operating_surplus += output
                * (firms.operating_margin(i) + firms.depreciation[i] / firms.output_per_capital[i]);
            books.taxes_on_production += firms.tax_production[i] * output;
        }
        books.industry_value_added.push(Flow::at_opening(industry));
        books.gross_value_added = books.gross_value_added + Flow::at_opening(industry);
    }
    let planned = government.planned_consumption;
    books.household_consumption = Flow::at_opening(consumption);
    books.government_consumption = Flow::at_opening((1.0 + rates.tax_government) * planned);
    books.dwellings = Flow::at_opening(dwellings);
    // Growth of the stocks that opened the quarter; none in the base model.
    let room = calibration.opening.room / (1.0 + calibration.opening.room);
    let expansion = room * sum(firms.capital.iter().copied());
    let restocking = room * sum(firms.inputs.iter().copied());
    let public_investment = government.planned_investment;
    books.public_investment = Flow::at_opening(public_investment);
    books.fixed_capital_formation =
        Flow::at_opening(wear + dwellings + expansion + public_investment);
    books.capital_formation = books.fixed_capital_formation + Flow::at_opening(restocking);
    books.exports = Flow::at_opening((1.0 + rates.tax_exports) * world.planned_exports);
    books.imports = Flow::at_opening(world.planned_imports);
    books.gdp = Flow::at_opening(
        output_less_inputs
            + consumption * rates.tax_value_added / (1.0 + rates.tax_value_added)
            + rates.tax_government * planned
            + dwellings * rates.tax_housing / (1.0 + rates.tax_housing)
            + rates.tax_exports * world.planned_exports,
    );
    books.check(firms, households, bank, central_bank, government, world);
    books
}

impl Books {
    /// GDP less its uses.
    fn expenditure_gap(&self, of: impl Fn(&Flow) -> f64) -> f64 {
        of(&self.gdp)
            - of(&self.household_consumption)
            - of(&self.government_consumption)
            - of(&self.capital_formation)
            - of(&self.exports)
            + of(&self.imports)
    }

    /// Computes the residuals of all identities.
    fn check(
        &mut self,
        firms: &Firms,
        households: &Households,
        bank: &Bank,
        central_bank: &CentralBank,
        government: &Government,
        world: &World,
    ) {
        let firm_deposits = sum(firms.deposits.iter().copied());
        let household_deposits = sum(households.deposits.iter().copied());
        let loans = sum(firms.loans.iter().copied());
        self.identities = Identities {
            expenditure: self.expenditure_gap(|flow| flow.nominal),
            real_expenditure: self.expenditure_gap(|flow| flow.real),
            income: self.gross_value_added.nominal
                - self.compensation
                - self.operating_surplus
                - self.taxes_on_production
                - self.mixed_income,
            bank: firm_deposits + household_deposits + bank.equity - loans - bank.reserves,
            central_bank: central_bank.equity + world.position - government.debt + bank.reserves,
            jobs: jobs_gap(firms, households, &mut self.payroll_gap),
            feasibility: feasibility_gap(firms),
            tasks: gig::gap(firms, &households.tasks),
        };
    }

    /// Nominal over real GDP.
    #[must_use]
    pub fn gdp_deflator(&self) -> f64 {
        ratio_or_zero(self.gdp.nominal, self.gdp.real)
    }
}

/// The largest difference, over firms, between its payroll and the workers who name it as employer.
fn jobs_gap(firms: &Firms, households: &Households, gap: &mut Vec<i64>) -> f64 {
    gap.clear();
    gap.extend(firms.employees.iter().map(|&n| i64::from(n)));
    for &employer in households.employer.iter() {
        // The ids of those without an employer are beyond all firms.
        if let Some(gap) = gap.get_mut(employer as usize) {
            *gap -= 1;
        }
    }
    gap.iter().map(|gap| gap.unsigned_abs()).max().unwrap_or(0) as f64
}

/// The largest sale beyond supply, or the most negative stock.
fn feasibility_gap(firms: &Firms) -> f64 {
    firms.ids().fold(0.0, |worst: f64, i| {
        // The quarter's supply is output and the opening inventory: what was sold and what is left.
        worst
            .max(positive(-firms.inventories[i]))
            .max(positive(-firms.inputs[i]))
            .max(positive(-firms.capital[i]))
    })
}
