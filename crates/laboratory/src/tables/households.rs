//! One row per household.

use economy::Economy;
use economy::households::{NOBODY, OUTSIDE};
use economy::observe::net_worth;
use economy::people::incomes::by_source;
use economy::people::measures::survey_incomes;
use economy::people::{Age, Education, People};
use quantity::{HouseholdId, Id, PersonId};
use theory::Digital;

use crate::outcomes;

use super::area_code;
use super::areas::consumption;
use super::frame::{Column, Frame};

/// Columns of the table `households`.
pub const COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new("household", "", "Number of the household, from 0."),
    Column::new(
        "area",
        "",
        "Code of the area where it lives; ALL where the whole country is one.",
    ),
    Column::new(
        "stratum",
        "",
        "urban or rural: where the survey counts it, which may not be where it lives; null without people.",
    ),
    Column::new(
        "activity",
        "",
        "Of its head: employed, self_employed, unemployed or inactive; without people also firm_owner and bank_owner.",
    ),
    Column::new(
        "persons",
        "persons",
        "Persons in the household; 0 where nobody is left.",
    ),
    Column::new(
        "weight",
        "real persons",
        "Persons of the country for whom those of the household stand; null where the scale is not known.",
    ),
    Column::new(
        "head_age",
        "",
        "Age class of its head: 0-15, 16-34, 35-59 or 60+; null without people.",
    ),
    Column::new(
        "head_education",
        "",
        "Highest education of its head: low, middle (upper secondary) or high (tertiary); null without people.",
    ),
    Column::new(
        "wages",
        "money",
        "Gross wages of employees, before their contributions.",
    ),
    Column::new(
        "mixed_income",
        "money",
        "Gross earnings of members on own account.",
    ),
    Column::new("dividends", "money", "Dividends before income tax."),
    Column::new(
        "transfers",
        "money",
        "Benefits from the government, those that a strategy or a payment per head adds included, and gifts received less gifts given.",
    ),
    Column::new(
        "market_income",
        "money",
        "Wages, mixed income and dividends.",
    ),
    Column::new("gross_income", "money", "Market income and transfers."),
    Column::new(
        "direct_taxes",
        "money",
        "Income tax, a top tax included, and employees' social contributions.",
    ),
    Column::new(
        "disposable_income",
        "money",
        "Gross income less direct taxes, before interest and before losses to fraud, which are paid out of deposits.",
    ),
    Column::new(
        "disposable_income_per_head",
        "money",
        "Disposable income over persons; null where nobody is left.",
    ),
    Column::new(
        "survey_income_per_head",
        "money",
        "Income as the survey would see it, over persons: the missing top removed, coverage as in the survey; null without people.",
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
        "Part of the net worth of firms and of the equity of the bank that it owns.",
    ),
    Column::new("net_worth", "money", "Deposits, housing and equity."),
];

/// What a household lives by: what its head does, or what it is where nobody has a household.
fn livelihood(economy: &Economy, h: HouseholdId) -> &'static str {
    let households = &economy.households;
    if let Some(people) = &households.people {
        let of_head = |head| activity(people, head, households.employer[head]);
        return people.head(h).map_or("", of_head);
    }
    let k = h.index();
    let (workers, inactive) = (households.n_workers, households.n_inactive);
    match households.employer.get(k) {
        Some(&NOBODY) => "unemployed",
        Some(_) => "employed",
        None if k < workers + inactive => "inactive",
        None if h == households.bank_owner() => "bank_owner",
        None => "firm_owner",
    }
}

/// What a person does.
fn activity(people: &People, person: PersonId, employer: u32) -> &'static str {
    match employer {
        NOBODY => "unemployed",
        OUTSIDE => "inactive",
        _ if people.self_employed[person] => "self_employed",
        _ => "employed",
    }
}

fn age(age: Age) -> &'static str {
    match age {
        Age::Child => "0-15",
        Age::Young => "16-34",
        Age::Middle => "35-59",
        Age::Old => "60+",
    }
}

fn education(education: Education) -> &'static str {
    match education {
        Education::Low => "low",
        Education::Middle => "middle",
        Education::High => "high",
    }
}

/// Persons in a household.
fn persons(economy: &Economy, k: usize) -> u64 {
    let people = economy.households.people.as_ref();
    people.map_or(1, |people| u64::from(people.members[HouseholdId::new(k)]))
}

/// Adds the rows of all households.
pub fn rows(
    frame: &mut Frame,
    economy: &Economy,
    digital: Option<(&Digital, &outcomes::Observer)>,
    seed: u64,
    quarter: u32,
) {
    let n = economy.households.len();
    let incomes = by_source(economy);
    let worth = net_worth(economy);
    let survey = survey_incomes(economy);
    let h = &economy.households;
    let people = h.people.as_deref();
    let census = economy.calibration.census.as_ref();
    let scale = census.map_or(f64::NAN, |census| census.scale);
    let heads = |k: usize| persons(economy, k) as f64;
    // Where nobody is left nothing has a value per head.
    let per_head = |k: usize, amount: f64| match persons(economy, k) {
        0 => f64::NAN,
        n => amount / n as f64,
    };
    let spent = |k: usize| consumption(economy, HouseholdId::new(k), quarter);
    let income = |k: usize| incomes[HouseholdId::new(k)];
    let disposable = |k: usize| h.disposable_income[HouseholdId::new(k)];
    let head = |k: usize| Some(people?).zip(people?.head(HouseholdId::new(k)));
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.wholes(n, |k| k as u64);
    frame.words(n, |k| area_code(economy, h.area[HouseholdId::new(k)]));
    frame.words(n, |k| {
        people.map_or("", |people| people.stratum[HouseholdId::new(k)].name())
    });
    frame.words(n, |k| livelihood(economy, HouseholdId::new(k)));
    frame.wholes(n, |k| persons(economy, k));
    frame.numbers(n, |k| scale * heads(k));
    frame.words(n, |k| head(k).map_or("", |(of, head)| age(of.age[head])));
    frame.words(n, |k| {
        head(k).map_or("", |(of, head)| education(of.education[head]))
    });
    frame.numbers(n, |k| income(k).wages);
    frame.numbers(n, |k| income(k).mixed_income);
    frame.numbers(n, |k| income(k).dividends);
    frame.numbers(n, |k| income(k).transfers());
    frame.numbers(n, |k| income(k).market_income());
    frame.numbers(n, |k| income(k).gross_income());
    frame.numbers(n, |k| income(k).direct_taxes);
    frame.numbers(n, disposable);
    frame.numbers(n, |k| per_head(k, disposable(k)));
    frame.numbers(n, |k| {
        per_head(k, survey.get(k).copied().unwrap_or(f64::NAN))
    });
    frame.numbers(n, spent);
    frame.numbers(n, |k| per_head(k, spent(k) / economy.prices.consumer));
    frame.numbers(n, |k| h.deposits[HouseholdId::new(k)]);
    frame.numbers(n, |k| h.dwellings[HouseholdId::new(k)]);
    frame.numbers(n, |k| {
        let k = HouseholdId::new(k);
        worth[k] - h.deposits[k] - h.dwellings[k]
    });
    frame.numbers(n, |k| worth[HouseholdId::new(k)]);
    if let Some((digital, seen)) = digital {
        super::digital::households(frame, economy, digital, seen);
    }
    frame.next_rows();
}
