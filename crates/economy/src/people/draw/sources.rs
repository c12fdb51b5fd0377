//! Step 6: where income comes from: the accounts' totals of wages, dividends and transfers, and how
//! transfers and dividends reach households.
//!
//! Dividends of an industry's firms are in proportion to their output, because firms of an industry
//! share one margin. The bank's dividends reach households in proportion to wealth: the bank has no
//! founder.
//! # Source
//! Long run, §5.5, §5.6 step 6; incomes of the opening as in the base model, §4 steps 4 to 7.

use quantity::maths;

use super::households::People;
use super::jobs::{Jobs, UNEMPLOYED, Workplaces};
use super::target_income::Incomes;
use crate::bank::Bank;
use crate::calibration::{Calibration, Industry};
use crate::firms::Firms;
use crate::geography::{Geography, Kind};
use crate::people::{Age, Settings};

/// Times that the factor on transfers is found anew.
const FACTORS: usize = 4;

/// The industry like whose firms the bank is held.
const BANKING: &str = "FIN";

/// What households together receive in the opening quarter.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// Wage per employee of each industry, net of contributions and income tax.
    pub wage: Vec<f64>,
    /// Dividends of each industry that households receive, net of tax.
    pub dividends: Vec<f64>,
    /// Those of the bank.
    pub bank_dividends: f64,
    /// Households' part of each industry's profits before tax, paid out or not.
    pub profits: Vec<f64>,
    /// That of the bank's.
    pub bank_profit: f64,
    /// What is left of a wage after contributions and income tax.
    pub kept: f64,
    /// Benefit of an unemployed person.
    pub unemployment_benefit: f64,
    /// All other transfers.
    pub transfers: f64,
    /// Wages of all employees.
    pub wages: f64,
    /// The founder's part of what households get of a firm's dividends.
    pub founder_share: f64,
}

impl Accounts {
    /// Reads the totals off the calibration.
    pub fn new(calibration: &Calibration) -> Self {
        let rates = &calibration.rates;
        let opening = &calibration.opening;
        let kept = 1.0
            - rates.employee_contributions
            - rates.tax_income * (1.0 - rates.employee_contributions);
        let employees = |g: usize| f64::from(calibration.industries[g].employees);
        let n = calibration.n_industries();
        let wage: Vec<f64> = (0..n)
            .map(|g| kept * calibration.technology.wage[g])
            .collect();
        // One firm stands for an industry: margins are the industry's, whoever shares its output.
        let whole = in_one_piece(calibration);
        let sizes = calibration.industries.iter().map(|g| g.employees).collect();
        let firms = Firms::open(&whole, sizes);
        let bank = Bank::open(&whole, &firms);
        let net = (1.0 - rates.tax_income) * (1.0 - rates.tax_corporate);
        let abroad = rates.foreign_dividends;
        let private =
            |g: usize| maths::positive(1.0 - calibration.government_dividends(g) - abroad);
        let dividends = (0..n)
            .map(|g| {
                let profit = maths::positive(firms.profit.get(g).copied().unwrap_or(0.0));
                private(g) * net * calibration.dividend_payout(g) * profit
            })
            .collect();
        let banking = calibration
            .industries
            .iter()
            .position(|g| g.code == BANKING);
        let bank_share = banking.map_or(1.0 - abroad, private);
        Self {
            wages: (0..n).map(|g| wage[g] * employees(g)).sum(),
            founder_share: rates.founder_share,
            dividends,
            profits: (0..n)
                .map(|g| private(g) * firms.profit.get(g).copied().unwrap_or(0.0))
                .collect(),
            bank_profit: bank_share * bank.profit,
            kept,
            bank_dividends: bank_share * net * rates.bank_payout * maths::positive(bank.profit),
            unemployment_benefit: opening.unemployment_benefit,
            transfers: opening.benefit_inactive * f64::from(calibration.sizes.inactive)
                + opening.benefit_other * calibration.n_households() as f64,
            wage,
        }
    }

    /// Dividends of firms and bank.
    pub fn all_dividends(&self) -> f64 {
        self.dividends.iter().sum::<f64>() + self.bank_dividends
    }

    /// Income of all households with so many unemployed.
    pub fn total(&self, unemployed: f64) -> f64 {
        self.wages + self.all_dividends() + self.transfers + self.unemployment_benefit * unemployed
    }
}

/// The same economy with one firm per industry, all in one area.
fn in_one_piece(calibration: &Calibration) -> Calibration {
    let industries = calibration.industries.iter().map(|industry| Industry {
        firms: 1,
        cells: Vec::new(),
        ..industry.clone()
    });
    Calibration {
        industries: industries.collect(),
        geography: Geography::single(),
        census: None,
        ..calibration.clone()
    }
}

/// An industry's amounts, such as dividends or profits, firm by firm.
pub fn per_firm(amounts: &[f64], workplaces: &Workplaces, productivity: &[f64]) -> Vec<f64> {
    let n = workplaces.n_areas;
    let per_output: Vec<f64> = (0..workplaces.n_industries())
        .map(|g| {
            let cells = g * n..(g + 1) * n;
            let output: f64 = cells
                .map(|cell| f64::from(workplaces.jobs[cell]) * productivity[cell])
                .sum();
            maths::ratio_or_zero(amounts[g], output)
        })
        .collect();
    (0..workplaces.sizes.len())
        .map(|i| {
            let g = workplaces.industry[i] as usize;
            let cell = g * n + workplaces.area[i] as usize;
            per_output[g] * productivity[cell] * f64::from(workplaces.sizes[i])
        })
        .collect()
}

/// What firms and the bank pay to every household: the founder's part of its firms, and a part of all
/// others and of the bank's by wealth.
pub fn property_income(
    dividend: &[f64],
    bank: f64,
    founders: &[u32],
    wealth: &[f64],
    founder_share: f64,
    into: &mut Vec<f64>,
) {
    let spread = (1.0 - founder_share) * maths::sum(dividend.iter().copied()) + bank;
    let all = maths::sum(wealth.iter().copied());
    into.clear();
    into.extend(wealth.iter().map(|w| spread * w / all));
    for (&founder, &dividend) in founders.iter().zip(dividend) {
        into[founder as usize] += founder_share * dividend;
    }
}

/// Transfers of every household, unemployment benefits not counted, that meet the accounts' total.
///
/// They are old-age transfers and, where nobody works and these are less, what lifts the household to
/// the minimum income, or to the income that it is to have if that is less; all times one factor. Without
/// anybody to receive them they go to everybody.
pub fn transfers(
    people: &People,
    known: Option<(&Jobs, &Incomes)>,
    accounts: &Accounts,
    settings: &Settings,
) -> Vec<f64> {
    let terms = |h: usize| match people.stratum[h] {
        Kind::Urban => (
            settings.pension_urban * settings.pension_coverage_urban,
            settings.minimum_income_urban,
        ),
        Kind::Rural => (settings.pension_rural, settings.minimum_income_rural),
    };
    let mut transfers: Vec<f64> = (0..people.n_households())
        .map(|h| {
            let old = people.age[people.members(h)].iter();
            let old = old.filter(|&&age| age == Age::Old).count() as f64;
            old * terms(h).0
        })
        .collect();
    let mut all = maths::sum(transfers.iter().copied());
    if let Some((jobs, incomes)) = known {
        // The factor depends on what is added, and what is added on the factor.
        let pensions = transfers.clone();
        for _ in 0..FACTORS {
            let factor = maths::ratio_or_zero(accounts.transfers, all);
            for (h, transfer) in transfers.iter_mut().enumerate() {
                let members = people.members(h);
                let n = members.len() as f64;
                let idle = jobs.status[members]
                    .iter()
                    .all(|&status| status >= UNEMPLOYED);
                if idle {
                    let aimed = maths::ratio_or_zero(incomes.income[h], factor);
                    *transfer = pensions[h].max(aimed.min(n * terms(h).1));
                }
            }
            all = maths::sum(transfers.iter().copied());
        }
    }
    if all <= 0.0 {
        for (h, transfer) in transfers.iter_mut().enumerate() {
            *transfer = people.size(h) as f64;
        }
        all = people.n_persons() as f64;
    }
    for transfer in &mut transfers {
        *transfer *= accounts.transfers / all;
    }
    transfers
}
