//! The opening accounts: margins, loans, payouts, tax rates and the balances of the sectors.
//!
//! # Equation
//! ```text
//! L_g ∝ K_g, r L_g ≤ ½ surplus after the floor, L_g ≤ 0.55 K_g     D_g ∝ surplus⁺ after the floor
//! R_g = 4 γ_0 (K_g + M_g) − 4 γⁿ_0 (L_g − D_g) + F_g                      profit to retain
//! θ_g = clip(1 − R_g / ((1 − τ^FIRM − τ^N) Π_g⁺), 0, 1)
//! c_g = (R_g − (1 − τ^FIRM − τ^N) Π_g⁺)⁺ / (4 γ_0 K_g)  where the state owns 0.6 or more
//! ```
//! Other industries that cannot retain `R_g` have their base wages lowered until they can. Tax rates are
//! receipts over bases that depend on all this, so everything is repeated until it rests.
//!
//! # Source
//! Long run, §2.4, §3.2 (C5, C6, C16), §6.3.

use crate::capital_formation::CapitalFormation;
use crate::error::Error;
use crate::industry::{CON, INDUSTRIES, N, each};
use crate::research::Research;
use crate::scalars::{self, Growth};
use crate::use_table::{
    COMPENSATION, DEPRECIATION, DWELLINGS, EXPORTS, FIRM_INV, IMPORTS, INPUT_STOCKS, PUBLIC_INV,
    SURPLUS, TAXES, UseTable,
};

/// Rounds of the fixed point; it rests after about thirty.
const ROUNDS: usize = 500;

/// Receipts of the state that are given, billion yuan a year.
#[derive(Clone, Copy, Debug)]
struct Receipts {
    corporate: f64,
    income: f64,
    fees: f64,
}

/// The opening of one industry, billion yuan, flows per year.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sheet {
    /// Capital.
    pub capital: f64,
    /// Stock of inputs.
    pub inputs: f64,
    /// Loans.
    pub loans: f64,
    /// Deposits.
    pub deposits: f64,
    /// Gross wages, after the repairs.
    pub wages: f64,
    /// Operating surplus, after the repairs.
    pub surplus: f64,
    /// Profit.
    pub profit: f64,
    /// Profit to retain.
    pub retained: f64,
    /// Land fees.
    pub land_fee: f64,
    /// Share of profit after tax that is paid out.
    pub payout: f64,
    /// Capital transfer over net investment.
    pub transfer_rate: f64,
    /// Capital transfer.
    pub transfer: f64,
    /// What base wages were lowered by for want of cash, over output.
    pub repair: f64,
    /// Whether the margin was lifted to the floor.
    pub lifted: bool,
}

/// Rates that follow from receipts and accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// Tax on profits.
    pub corporate: f64,
    /// Fees on profits.
    pub profit_fee: f64,
    /// Tax on income.
    pub income: f64,
    /// Land fees over dwellings.
    pub household_land_fee: f64,
    /// Land fees over construction bought for firms' investment.
    pub firm_land_fee: f64,
}

/// Net lending of the sectors over GDP.
#[derive(Clone, Copy, Debug)]
pub struct Balances {
    /// Households.
    pub households: f64,
    /// Firms.
    pub firms: f64,
    /// The bank.
    pub bank: f64,
    /// The central bank, after it has handed its profit over.
    pub central_bank: f64,
    /// Its profit.
    pub central_bank_profit: f64,
    /// Abroad.
    pub abroad: f64,
    /// The government.
    pub government: f64,
}

/// The opening accounts.
#[derive(Clone, Debug)]
pub struct Opening {
    /// One sheet per industry.
    pub sheets: Vec<Sheet>,
    /// Tax and fee rates.
    pub rates: Rates,
    /// Profits that are taxed, the bank's included.
    pub taxed_profits: f64,
    /// The bank's profit.
    pub bank_profit: f64,
    /// Disposable income of households that wages, dividends and benefits give.
    pub recorded_income: f64,
    /// Disposable income of households.
    pub disposable_income: f64,
    /// Dividends to households, after income tax.
    pub household_dividends: f64,
    /// Dividends to the state.
    pub state_dividends: f64,
    /// Employers' and employees' contributions.
    pub contributions: f64,
    /// Compensation of employees over GDP, after the repairs.
    pub labour_share: f64,
    /// Balances of the sectors.
    pub balances: Balances,
}

/// Employers' contributions on all wages of an industry.
#[must_use]
pub fn employer_contributions(industry: usize) -> f64 {
    scalars::EMPLOYER_CONTRIBUTIONS * (1.0 - INDUSTRIES[industry].self_employed_share)
}

/// Settles the opening accounts.
///
/// # Errors
/// A national fact that is missing; loans that do not fit under their caps.
pub fn settle(
    research: &Research,
    table: &UseTable,
    capital: &CapitalFormation,
    growth: Growth,
) -> Result<Opening, Error> {
    let receipts = Receipts {
        corporate: research.fact("tax_cit")?,
        income: research.fact("tax_pit")?,
        fees: research.fact("fisc_revenue")? - research.fact("fisc_tax")?,
    };
    let gdp = table.gdp();
    let stock = capital_stocks(table);
    let mut sheets = first_sheets(table, &stock);
    let fee = land_fee_of_firms(table, capital, &stock, growth, &mut sheets);
    place_loans(table, &mut sheets, scalars::FIRM_LOANS * gdp)?;
    let bank_profit = (scalars::LENDING_MARGIN * scalars::FIRM_LOANS
        + scalars::POLICY_RATE * scalars::BANK_EQUITY)
        * gdp;
    let mut rates = Rates {
        household_land_fee: scalars::LAND_FEES * scalars::LAND_FEES_HOUSEHOLDS
            / table.total(DWELLINGS),
        firm_land_fee: fee,
        ..Rates::default()
    };
    let mut taxed_profits = 0.0;
    // Before the repair of wages, which would draw deposits to industries that earn too little.
    spread_deposits(&mut sheets, scalars::FIRM_DEPOSITS * gdp);
    for _ in 0..ROUNDS {
        for (g, sheet) in sheets.iter_mut().enumerate() {
            pay(sheet, g, table, rates.corporate + rates.profit_fee, growth);
        }
        let firms: f64 = sheets.iter().map(|sheet| sheet.profit.max(0.0)).sum();
        taxed_profits = firms + bank_profit;
        rates.corporate = receipts.corporate / taxed_profits;
        rates.profit_fee = receipts.fees / taxed_profits;
        let dividends = dividends(&sheets, bank_profit, rates);
        let wages: f64 = sheets.iter().map(|sheet| sheet.wages).sum();
        let net_wages = wages * (1.0 - scalars::EMPLOYEE_CONTRIBUTIONS);
        rates.income = receipts.income / (net_wages + dividends.households);
    }
    Ok(close(table, sheets, rates, taxed_profits, bank_profit))
}

/// Capital of each industry by the rounded table.
fn capital_stocks(table: &UseTable) -> Vec<f64> {
    each(|g, industry| table.cost(DEPRECIATION, g) / industry.depreciation_rate)
}

/// Stocks, and margins lifted to the floor by lower wages.
fn first_sheets(table: &UseTable, stock: &[f64]) -> Vec<Sheet> {
    (0..N)
        .map(|g| {
            let output = table.output[g] as f64 / 10.0;
            let floor = scalars::MINIMUM_MARGIN * output;
            let surplus = table.cost(SURPLUS, g);
            let gap = (floor - surplus).max(0.0);
            let compensation = table.cost(COMPENSATION, g) - gap;
            Sheet {
                capital: stock[g],
                inputs: table.inputs_of(g) as f64 / 40.0 / scalars::INPUT_USE,
                wages: compensation / (1.0 + employer_contributions(g)),
                surplus: surplus + gap,
                lifted: gap > 0.0,
                ..Sheet::default()
            }
        })
        .collect()
}

/// The rate of firms' land fees, and what each industry pays.
fn land_fee_of_firms(
    table: &UseTable,
    capital: &CapitalFormation,
    stock: &[f64],
    growth: Growth,
    sheets: &mut [Sheet],
) -> f64 {
    let construction = table.finals[FIRM_INV][CON] as f64 / 10.0;
    let share = construction / table.total(FIRM_INV);
    let total = scalars::LAND_FEES * (1.0 - scalars::LAND_FEES_HOUSEHOLDS);
    let rate = total / construction;
    let all = capital.replacement + capital.net_investment;
    for (g, sheet) in sheets.iter_mut().enumerate() {
        let net = 4.0 * growth.real_of_closing() * stock[g];
        let investment = (table.cost(DEPRECIATION, g) + net) / all * table.total(FIRM_INV);
        sheet.land_fee = rate * share * investment;
    }
    rate
}

/// Loans in proportion to capital, under two caps; what a cap cuts off goes to the others.
fn place_loans(table: &UseTable, sheets: &mut [Sheet], total: f64) -> Result<(), Error> {
    let rate = scalars::POLICY_RATE + scalars::LENDING_MARGIN;
    let most = each(|g, industry| {
        let output = table.output[g] as f64 / 10.0;
        let surplus = table.cost(SURPLUS, g).max(scalars::MINIMUM_MARGIN * output);
        let by_surplus = scalars::INTEREST_SHARE * surplus / rate;
        let by_capital = scalars::LARGEST_LOANS * sheets[g].capital;
        if industry.borrows {
            by_surplus.min(by_capital)
        } else {
            0.0
        }
    });
    let room: f64 = most.iter().sum();
    if room < total {
        return Err(Error::Step {
            step: "placing of loans",
            what: "room under the caps".to_owned(),
            value: room,
            allowed: "at least the loans of the balance sheet",
        });
    }
    // The common ratio at which the capped loans add up, by bisection.
    let placed = |ratio: f64| -> f64 {
        let loans = sheets.iter().zip(&most);
        loans
            .map(|(sheet, most)| most.min(ratio * sheet.capital))
            .sum()
    };
    let (mut low, mut high) = (0.0, scalars::LARGEST_LOANS);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if placed(middle) < total {
            low = middle;
        } else {
            high = middle;
        }
    }
    for (sheet, most) in sheets.iter_mut().zip(&most) {
        sheet.loans = most.min(high * sheet.capital);
    }
    Ok(())
}

fn spread_deposits(sheets: &mut [Sheet], total: f64) {
    let all: f64 = sheets.iter().map(|sheet| sheet.surplus.max(0.0)).sum();
    for sheet in sheets {
        sheet.deposits = total * sheet.surplus.max(0.0) / all;
    }
}

/// Profit, what of it is retained and paid out, and what the public owner or the wage earner adds.
fn pay(sheet: &mut Sheet, industry: usize, table: &UseTable, taxes: f64, growth: Growth) {
    let interest = scalars::POLICY_RATE * sheet.deposits
        - (scalars::POLICY_RATE + scalars::LENDING_MARGIN) * sheet.loans;
    sheet.profit = sheet.surplus + interest;
    let net_investment = 4.0 * growth.real * sheet.capital;
    sheet.retained = net_investment + 4.0 * growth.real * sheet.inputs
        - 4.0 * growth.nominal * (sheet.loans - sheet.deposits)
        + sheet.land_fee;
    let kept = (1.0 - taxes) * sheet.profit.max(0.0);
    let gap = (sheet.retained - kept).max(0.0);
    sheet.payout = if kept > 0.0 {
        (1.0 - sheet.retained / kept).clamp(0.0, 1.0)
    } else {
        0.0
    };
    if INDUSTRIES[industry].government_share >= scalars::PUBLIC_OWNER {
        sheet.transfer = gap;
        sheet.transfer_rate = gap / net_investment;
    } else {
        // What was added too much, at the rates of an earlier round, is taken back.
        let missing = (sheet.retained - kept) / (1.0 - taxes);
        let output = table.output[industry] as f64 / 10.0;
        let more = missing.max(-sheet.repair * output);
        sheet.surplus += more;
        sheet.wages -= more / (1.0 + employer_contributions(industry));
        sheet.repair += more / output;
    }
}

/// Dividends by receiver, before income tax.
struct Dividends {
    households: f64,
    state: f64,
    abroad: f64,
}

fn dividends(sheets: &[Sheet], bank_profit: f64, rates: Rates) -> Dividends {
    let kept = 1.0 - rates.corporate - rates.profit_fee;
    let mut all = Dividends {
        households: 0.0,
        state: 0.0,
        abroad: 0.0,
    };
    let mut share = |paid: f64, state: f64| {
        all.state += state * paid;
        all.abroad += scalars::FOREIGN_SHARE * paid;
        all.households += (1.0 - state - scalars::FOREIGN_SHARE) * paid;
    };
    for (sheet, industry) in sheets.iter().zip(&INDUSTRIES) {
        share(
            kept * sheet.payout * sheet.profit.max(0.0),
            industry.government_share,
        );
    }
    // The bank is held like a firm of FIN.
    let finance = INDUSTRIES.iter().find(|industry| industry.code == "FIN");
    let state = finance.map_or(0.0, |industry| industry.government_share);
    share(kept * scalars::BANK_PAYOUT * bank_profit, state);
    all
}

/// The balances of the sectors, and what follows for the report.
fn close(
    table: &UseTable,
    sheets: Vec<Sheet>,
    rates: Rates,
    taxed_profits: f64,
    bank_profit: f64,
) -> Opening {
    let gdp = table.gdp();
    let paid = dividends(&sheets, bank_profit, rates);
    let wages: f64 = sheets.iter().map(|sheet| sheet.wages).sum();
    let employers: f64 = sheets
        .iter()
        .enumerate()
        .map(|(g, sheet)| employer_contributions(g) * sheet.wages)
        .sum();
    let employees = scalars::EMPLOYEE_CONTRIBUTIONS * wages;
    let household_dividends = (1.0 - rates.income) * paid.households;
    let net_wages = (wages - employees) * (1.0 - rates.income);
    let recorded_income = net_wages + household_dividends + scalars::SOCIAL_BENEFITS;
    let disposable_income = scalars::DISPOSABLE_INCOME * gdp;
    let other_benefits = disposable_income - recorded_income;
    let stock = |ratio: f64| ratio * gdp;
    let consumption = table.total(0) + table.total(1);
    let household_fees = rates.household_land_fee * table.total(DWELLINGS);
    let firm_fees: f64 = sheets.iter().map(|sheet| sheet.land_fee).sum();
    let households = disposable_income - consumption - table.total(DWELLINGS) - household_fees
        + scalars::POLICY_RATE * stock(scalars::HOUSEHOLD_DEPOSITS);
    let kept = 1.0 - rates.corporate - rates.profit_fee;
    let firms: f64 = sheets
        .iter()
        .map(|sheet| {
            let saved = kept * sheet.profit.max(0.0) * (1.0 - sheet.payout) + sheet.profit.min(0.0);
            saved + sheet.transfer - sheet.land_fee
        })
        .sum::<f64>()
        + table.total_cost(DEPRECIATION)
        - table.total(FIRM_INV)
        - table.total(INPUT_STOCKS);
    let bank = kept * (1.0 - scalars::BANK_PAYOUT) * bank_profit;
    let reserves = scalars::BANK_EQUITY + scalars::FIRM_DEPOSITS + scalars::HOUSEHOLD_DEPOSITS
        - scalars::FIRM_LOANS;
    let central_bank_profit =
        stock(scalars::PUBLIC_DEBT_RATE * scalars::PUBLIC_DEBT - scalars::POLICY_RATE * reserves);
    let abroad = -table.total(IMPORTS) - table.total(EXPORTS) + paid.abroad;
    let transfers: f64 = sheets.iter().map(|sheet| sheet.transfer).sum();
    let interest = scalars::PUBLIC_DEBT_RATE * stock(scalars::PUBLIC_DEBT);
    let revenue = table.total_cost(TAXES)
        + employers
        + employees
        + rates.income * (wages - employees + paid.households)
        + (rates.corporate + rates.profit_fee) * taxed_profits
        + household_fees
        + firm_fees
        + paid.state
        + central_bank_profit;
    let spending = table.total(2)
        + table.total(PUBLIC_INV)
        + scalars::SOCIAL_BENEFITS
        + other_benefits
        + transfers
        + interest;
    Opening {
        labour_share: (wages + employers) / gdp,
        balances: Balances {
            households: households / gdp,
            firms: firms / gdp,
            bank: bank / gdp,
            central_bank: 0.0,
            central_bank_profit: central_bank_profit / gdp,
            abroad: abroad / gdp,
            government: (revenue - spending) / gdp,
        },
        sheets,
        rates,
        taxed_profits,
        bank_profit,
        recorded_income,
        disposable_income,
        household_dividends,
        state_dividends: paid.state,
        contributions: employers + employees,
    }
}
