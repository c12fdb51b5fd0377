//! Distributions and ratios of an economy's people, each in the concept of its name.
//!
//! `disposable_income` is income per head in the concept of the national accounts, `survey_income` the same
//! as the survey would see it, `attributed_national_income` what work and property earn before taxes,
//! retained profits included. Weights are persons; net worth is of households.
//!
//! # Source
//! Long run, §5.1 and §5.3.

use inequality::Ranked;
use quantity::{Column, HouseholdId, maths};

use super::{People, Stratum};
use crate::economy::Economy;
use crate::geography::Kind;
use crate::observe::net_worth;

/// Ranks amounts of households per head, each household weighing as many as live in it; amounts of
/// households themselves where these are single persons.
fn per_head(economy: &Economy, amounts: &[f64]) -> Option<Ranked> {
    let Some(people) = &economy.households.people else {
        return Ranked::new(amounts).ok();
    };
    let homes = || {
        let all = amounts.iter().zip(people.members.iter());
        all.filter(|(_, n)| **n > 0)
            .map(|(&amount, &n)| (amount, f64::from(n)))
    };
    let heads: Vec<f64> = homes().map(|(amount, n)| amount / n).collect();
    let weights: Vec<f64> = homes().map(|(_, n)| n).collect();
    Ranked::weighted(&heads, &weights).ok()
}

/// Disposable income, of people per head over persons.
#[must_use]
pub fn disposable_income(economy: &Economy) -> Option<Ranked> {
    per_head(economy, &economy.households.disposable_income)
}

/// Net worth of inhabited households.
#[must_use]
pub fn wealth(economy: &Economy) -> Option<Ranked> {
    let worth = net_worth(economy);
    let Some(people) = &economy.households.people else {
        return Ranked::new(&worth).ok();
    };
    let homes = worth.iter().zip(people.members.iter());
    let worth: Vec<f64> = homes.filter(|(_, n)| **n > 0).map(|(w, _)| *w).collect();
    Ranked::new(&worth).ok()
}

/// Income of each household as the survey would see it, money per quarter; empty without people.
#[must_use]
pub fn survey_incomes(economy: &Economy) -> Column<HouseholdId, f64> {
    let households = &economy.households;
    let Some(people) = &households.people else {
        return Column::default();
    };
    let incomes = households.disposable_income.iter();
    let incomes = incomes.zip(people.survey_share.iter());
    incomes
        .map(|(income, &share)| income * f64::from(share))
        .collect()
}

/// Survey income per head over persons; none without people.
#[must_use]
pub fn survey_income(economy: &Economy) -> Option<Ranked> {
    economy.households.people.as_ref()?;
    per_head(economy, &survey_incomes(economy))
}

/// Attributed national income per head over persons; none without people.
#[must_use]
pub fn attributed_national_income(economy: &Economy) -> Option<Ranked> {
    per_head(economy, &attributed_incomes(economy)?)
}

/// Wages, mixed income and part of all profits of each household, before tax, money per quarter: the same
/// numbers as [`incomes::by_source`] has, without the rest of it; none without people.
fn attributed_incomes(economy: &Economy) -> Option<Vec<f64>> {
    let Economy {
        households,
        firms,
        bank,
        calibration,
        prices,
        ..
    } = economy;
    let people = households.people.as_ref()?;
    let mut earned = vec![[0.0; 2]; households.len()];
    let persons = people.household.iter().zip(people.self_employed.iter());
    let careers = households.employer.iter().zip(households.wage.iter());
    for ((&home, &alone), (&employer, &wage)) in persons.zip(careers) {
        // The dead work for nobody.
        if let Some(paid) = firms.paid_share.get(employer as usize) {
            earned[home as usize][usize::from(alone)] += paid * (wage * prices.consumer);
        }
    }
    let rates = &calibration.rates;
    let of_bank = 1.0 - rates.bank_government_dividends - rates.foreign_dividends;
    let mut profits = vec![0.0; households.len()];
    people.owners.distribute(
        &mut profits,
        firms.ids(),
        |i| [firms.household_share[i] * firms.profit[i]],
        of_bank * bank.profit,
    );
    for (amount, [wages, mixed]) in profits.iter_mut().zip(earned) {
        *amount += wages + mixed;
    }
    Some(profits)
}

/// Share of persons who live in urban areas.
#[must_use]
pub fn urbanisation(people: &People, economy: &Economy) -> f64 {
    let map = &economy.calibration.geography;
    let towns = people.residents(Kind::Urban, &economy.households.area, map);
    maths::ratio_or_zero(towns as f64, people.population() as f64)
}

/// Survey income per head of urban over that of rural people, by who counts as urban.
fn ratio(people: &People, economy: &Economy, kind: impl Fn(HouseholdId) -> Kind) -> f64 {
    let mut sums = [[0.0; 2]; 2];
    let incomes = survey_incomes(economy);
    for h in economy.households.ids() {
        let [sum, persons] = &mut sums[kind(h) as usize];
        *sum += incomes[h];
        *persons += f64::from(people.members[h]);
    }
    let [urban, rural] = sums.map(|[income, persons]| income / persons);
    urban / rural
}

/// Survey income per head of the urban over that of the rural stratum: the published ratio.
#[must_use]
pub fn ratio_by_stratum(people: &People, economy: &Economy) -> f64 {
    ratio(people, economy, |h| -> Stratum { people.stratum[h] })
}

/// Survey income per head in urban over that in rural areas.
#[must_use]
pub fn ratio_by_residence(people: &People, economy: &Economy) -> f64 {
    let map = &economy.calibration.geography;
    ratio(people, economy, |h| {
        map.areas[economy.households.area[h] as usize].kind
    })
}
