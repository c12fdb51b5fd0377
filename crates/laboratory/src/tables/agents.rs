//! One row per household, and one per firm.

use economy::Economy;
use economy::households::NOBODY;
use economy::observe::net_worth;
use economy::people::incomes::{HouseholdIncome, by_source};
use quantity::{FirmId, HouseholdId, Id, maths};

use super::WHOLE;
use super::frame::{Column, Frame};

/// Columns of the table `households`.
pub const HOUSEHOLD_COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new("household", "", "Number of the household, from 0."),
    Column::new("area", "", "ALL: the base rules have no geography."),
    Column::new(
        "activity",
        "",
        "employed, unemployed, inactive, firm_owner or bank_owner.",
    ),
    Column::new("persons", "persons", "Persons in the household."),
    Column::new(
        "wages",
        "money",
        "Gross wages, before employees' contributions.",
    ),
    Column::new("dividends", "money", "Dividends before income tax."),
    Column::new("transfers", "money", "Benefits from the government."),
    Column::new("market_income", "money", "Wages and dividends."),
    Column::new("gross_income", "money", "Market income and transfers."),
    Column::new(
        "direct_taxes",
        "money",
        "Income tax and employees' social contributions.",
    ),
    Column::new(
        "disposable_income",
        "money",
        "Gross income less direct taxes, before interest.",
    ),
    Column::new(
        "disposable_income_per_head",
        "money",
        "Disposable income over persons.",
    ),
    Column::new(
        "consumption",
        "money",
        "Consumption, value added tax included; planned at the opening.",
    ),
    Column::new(
        "real_consumption_per_head",
        "money at opening prices",
        "Consumption over persons and over the consumer price index.",
    ),
    Column::new("deposits", "money", "Deposits, negative for an overdraft."),
    Column::new(
        "housing",
        "money",
        "Dwellings: the investments made, never worn.",
    ),
    Column::new(
        "equity",
        "money",
        "Net worth of the owned firm, or equity of the bank.",
    ),
    Column::new("net_worth", "money", "Deposits, housing and equity."),
];

/// Columns of the table `firms`.
pub const FIRM_COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new(
        "firm",
        "",
        "Number of the firm, from 0, industry by industry.",
    ),
    Column::new("industry", "", "Code of its industry."),
    Column::new("area", "", "ALL: the base rules have no geography."),
    Column::new("employees", "persons", "Employees."),
    Column::new("price", "index, opening = 1", "Its price."),
    Column::new("output", "money at opening prices", "Output."),
    Column::new(
        "sales",
        "money at opening prices",
        "Sales; null at the opening.",
    ),
    Column::new(
        "demand",
        "money at opening prices",
        "Demand met, served or not.",
    ),
    Column::new("capital", "money at opening prices", "Capital."),
    Column::new(
        "inputs",
        "money at opening prices",
        "Stock of intermediate inputs.",
    ),
    Column::new(
        "inventories",
        "money at opening prices",
        "Stock of own goods.",
    ),
    Column::new("loans", "money", "Bank loans."),
    Column::new("deposits", "money", "Deposits, negative for an overdraft."),
    Column::new("equity", "money", "Assets less loans, at today's prices."),
    Column::new(
        "profit",
        "money",
        "Profit after wear and interest, before tax; at the opening that of the quarter before.",
    ),
    Column::new(
        "wage",
        "money at opening prices per person",
        "Real gross wage per employee.",
    ),
];

/// What a household earns, and from whom.
#[derive(Clone, Copy, Debug, Default)]
struct Income {
    activity: &'static str,
    wages: f64,
    dividends: f64,
    transfers: f64,
    taxes: f64,
}

/// The equations of disposable income, with their parts kept apart.
///
/// # Source
/// Base model, §6.9 and §8 step 5.
fn incomes(economy: &Economy) -> Vec<Income> {
    if economy.households.people.is_some() {
        return of_people(economy);
    }
    let Economy {
        calibration,
        households,
        firms,
        bank,
        government,
        prices,
        ..
    } = economy;
    let rates = &calibration.rates;
    let price = prices.consumer;
    let other = government.benefit_other * price;
    let dividend = rates.dividend_payout * (1.0 - rates.tax_corporate);
    let owner = |activity, profit| {
        let dividends = dividend * maths::positive(profit);
        Income {
            activity,
            dividends,
            transfers: other,
            taxes: rates.tax_income * dividends,
            ..Income::default()
        }
    };
    let worker = |(&employer, &wage): (&u32, &f64)| {
        let wage = wage * price;
        if employer == NOBODY {
            return Income {
                activity: "unemployed",
                transfers: rates.replacement_rate * wage + other,
                ..Income::default()
            };
        }
        let contributions = rates.employee_contributions * wage;
        Income {
            activity: "employed",
            wages: wage,
            transfers: other,
            taxes: contributions + rates.tax_income * (wage - contributions),
            ..Income::default()
        }
    };
    let inactive = Income {
        activity: "inactive",
        transfers: government.benefit_inactive * price + other,
        ..Income::default()
    };
    let employers = households.employer.iter();
    let mut incomes: Vec<Income> = employers.zip(households.wage.iter()).map(worker).collect();
    incomes.resize(households.n_workers + households.n_inactive, inactive);
    incomes.extend(firms.profit.iter().map(|&p| owner("firm_owner", p)));
    incomes.push(owner("bank_owner", bank.profit));
    incomes
}

/// The same of households of people; mixed income is among wages until the table has a column for it.
fn of_people(economy: &Economy) -> Vec<Income> {
    let incomes = by_source(economy);
    let of = |income: &HouseholdIncome| Income {
        activity: "people",
        wages: income.wages + income.mixed_income,
        dividends: income.dividends,
        transfers: income.transfers,
        taxes: income.direct_taxes,
    };
    incomes.iter().map(of).collect()
}

/// Persons in a household.
fn persons(economy: &Economy, k: usize) -> u64 {
    let people = economy.households.people.as_ref();
    people.map_or(1, |people| u64::from(people.members[HouseholdId::new(k)]))
}

/// Adds the rows of all households.
pub fn households(frame: &mut Frame, economy: &Economy, seed: u64, quarter: u32) {
    let n = economy.households.len();
    let incomes = incomes(economy);
    let worth = net_worth(economy);
    let h = &economy.households;
    let rates = &economy.calibration.rates;
    let consumption = |k: usize| {
        let k = HouseholdId::new(k);
        if quarter == 0 {
            rates.consumption_propensity * h.disposable_income[k]
        } else {
            (1.0 + rates.tax_value_added) * h.consumption[k]
        }
    };
    let market = |k: usize| incomes[k].wages + incomes[k].dividends;
    let disposable = |k: usize| h.disposable_income[HouseholdId::new(k)];
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.wholes(n, |k| k as u64);
    frame.words(n, |_| WHOLE);
    frame.words(n, |k| incomes[k].activity);
    frame.wholes(n, |k| persons(economy, k));
    frame.numbers(n, |k| incomes[k].wages);
    frame.numbers(n, |k| incomes[k].dividends);
    frame.numbers(n, |k| incomes[k].transfers);
    frame.numbers(n, market);
    frame.numbers(n, |k| market(k) + incomes[k].transfers);
    frame.numbers(n, |k| incomes[k].taxes);
    frame.numbers(n, disposable);
    frame.numbers(n, |k| disposable(k) / persons(economy, k) as f64);
    frame.numbers(n, consumption);
    frame.numbers(n, |k| {
        consumption(k) / persons(economy, k) as f64 / economy.prices.consumer
    });
    frame.numbers(n, |k| h.deposits[HouseholdId::new(k)]);
    frame.numbers(n, |k| h.dwellings[HouseholdId::new(k)]);
    frame.numbers(n, |k| {
        let k = HouseholdId::new(k);
        worth[k] - h.deposits[k] - h.dwellings[k]
    });
    frame.numbers(n, |k| worth[HouseholdId::new(k)]);
    frame.next_rows();
}

/// Adds the rows of all firms.
pub fn firms(frame: &mut Frame, economy: &Economy, seed: u64, quarter: u32) {
    let f = &economy.firms;
    let n = f.len();
    let opening = quarter == 0;
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.wholes(n, |k| k as u64);
    frame.words(n, |k| {
        let g = f.industry[FirmId::new(k)] as usize;
        &economy.calibration.industries[g].code
    });
    frame.words(n, |_| WHOLE);
    frame.wholes(n, |k| u64::from(f.employees[FirmId::new(k)]));
    let nothing = vec![f64::NAN; n];
    let columns: [&[f64]; 9] = [
        &f.price,
        &f.output,
        if opening { &nothing } else { &f.sales },
        &f.demand,
        &f.capital,
        &f.inputs,
        &f.inventories,
        &f.loans,
        &f.deposits,
    ];
    for column in columns {
        frame.numbers(n, |k| column[k]);
    }
    frame.numbers(n, |k| f.net_worth(FirmId::new(k), &economy.prices));
    frame.numbers(n, |k| f.profit[FirmId::new(k)]);
    let wage = if opening { &f.base_wage } else { &f.wage };
    frame.numbers(n, |k| wage[FirmId::new(k)]);
    frame.next_rows();
}
