//! Distributions and ratios of an economy's people, each in the concept of its name.
//!
//! `disposable_income` is income per head in the concept of the national accounts, `survey_income` the same
//! as the survey would see it, `attributed_national_income` what work and property earn before taxes,
//! retained profits included. Weights are persons; net worth is of households.
//!
//! # Source
//! Long run, §5.1 and §5.3.

use inequality::{Ranked, Ranker};
use quantity::{Column, HouseholdId, maths};

use super::{Education, People, Stratum};
use crate::economy::Economy;
use crate::geography::Kind;
use crate::observe::add_up_net_worth;

/// Distributions that are looked at quarter after quarter, in the room of the last look.
#[derive(Clone, Debug, Default)]
pub struct Rankings {
    ranker: Ranker,
    /// Amounts to be ranked, and the persons that each weighs.
    amounts: Vec<f64>,
    persons: Vec<f64>,
    /// Amounts of households before they are divided by heads.
    sums: Vec<f64>,
    earned: Vec<Earned>,
    net_worth: Column<HouseholdId, f64>,
    income: Option<Ranked>,
    wealth: Option<Ranked>,
    /// Income and persons of each province.
    provinces: Vec<[f64; 2]>,
    between: Between,
}

/// Parts of Theil's T index of disposable income that are between groups of persons; not numbers where nobody is told
/// apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// Between those who live in urban and in rural areas.
    pub residence: f64,
    /// Between provinces.
    pub provinces: f64,
    /// Between educations of the head of the household.
    pub educations: f64,
}

impl Default for Between {
    fn default() -> Self {
        Self {
            residence: f64::NAN,
            provinces: f64::NAN,
            educations: f64::NAN,
        }
    }
}

/// Educations that persons are told apart by.
const EDUCATIONS: usize = Education::High as usize + 1;

/// Wages and mixed income of a household.
type Earned = [f64; 2];

impl Rankings {
    /// Gives up what was ranked, but its room.
    pub fn forget(&mut self) {
        for old in [self.income.take(), self.wealth.take()] {
            self.take_back(old);
        }
        self.net_worth.clear();
        self.between = Between::default();
    }

    /// Ranks disposable income and net worth anew.
    pub fn look(&mut self, economy: &Economy) {
        self.forget();
        if let Some(people) = &economy.households.people {
            self.between = self.tell_apart(people, economy);
        }
        self.income = self.per_head(economy, &economy.households.disposable_income);
        add_up_net_worth(economy, &mut self.net_worth);
        self.wealth = match &economy.households.people {
            None => self.ranker.rank(&self.net_worth).ok(),
            Some(people) => {
                let homes = self.net_worth.iter().zip(people.members.iter());
                let inhabited = homes.filter(|(_, n)| **n > 0).map(|(worth, _)| *worth);
                self.amounts.clear();
                self.amounts.extend(inhabited);
                self.ranker.rank(&self.amounts).ok()
            }
        };
    }

    /// Disposable income as of the last look, of people per head over persons.
    #[must_use]
    pub fn disposable_income(&self) -> Option<&Ranked> {
        self.income.as_ref()
    }

    /// Net worth of inhabited households as of the last look.
    #[must_use]
    pub fn wealth(&self) -> Option<&Ranked> {
        self.wealth.as_ref()
    }

    /// Inequality of disposable income between groups of persons as of the last look.
    #[must_use]
    pub fn between(&self) -> Between {
        self.between
    }

    /// Adds incomes and persons up by group.
    fn tell_apart(&mut self, people: &People, economy: &Economy) -> Between {
        let map = &economy.calibration.geography;
        let households = &economy.households;
        let mut residence = [[0.0; 2]; 2];
        let mut educations = [[0.0; 2]; EDUCATIONS];
        self.provinces.clear();
        self.provinces.resize(map.provinces.len(), [0.0; 2]);
        for h in households.ids() {
            let Some(head) = people.head(h) else {
                continue;
            };
            let area = &map.areas[households.area[h] as usize];
            for [income, persons] in [
                &mut residence[area.kind as usize],
                &mut educations[people.education[head] as usize],
                &mut self.provinces[area.province],
            ] {
                *income += households.disposable_income[h];
                *persons += f64::from(people.members[h]);
            }
        }
        Between {
            residence: theil_between(&residence),
            provinces: theil_between(&self.provinces),
            educations: theil_between(&educations),
        }
    }

    /// Net worth of every household as of the last look; of none since then forgotten.
    #[must_use]
    pub fn net_worth(&self) -> &Column<HouseholdId, f64> {
        &self.net_worth
    }

    /// Reads something off survey income per head over persons; nothing without people.
    pub fn of_survey_income<T>(
        &mut self,
        economy: &Economy,
        read: impl FnOnce(&Ranked) -> T,
    ) -> Option<T> {
        self.of_incomes(economy, read, |people, _, incomes| {
            incomes.clear();
            incomes.extend(as_surveyed(people, economy));
        })
    }

    /// Reads something off attributed national income per head over persons; nothing without people.
    pub fn of_attributed_income<T>(
        &mut self,
        economy: &Economy,
        read: impl FnOnce(&Ranked) -> T,
    ) -> Option<T> {
        self.of_incomes(economy, read, |people, earned, incomes| {
            attribute_incomes(people, economy, earned, incomes);
        })
    }

    /// Reads something off incomes of households, which `fill` writes, per head over persons; nothing without
    /// people.
    fn of_incomes<T>(
        &mut self,
        economy: &Economy,
        read: impl FnOnce(&Ranked) -> T,
        fill: impl FnOnce(&People, &mut Vec<Earned>, &mut Vec<f64>),
    ) -> Option<T> {
        let people = economy.households.people.as_ref()?;
        let mut incomes = std::mem::take(&mut self.sums);
        fill(people, &mut self.earned, &mut incomes);
        let ranked = self.per_head(economy, &incomes);
        self.sums = incomes;
        self.read(ranked, read)
    }

    /// Ranks amounts of households per head, each household weighing as many as live in it; amounts of
    /// households themselves where these are single persons.
    fn per_head(&mut self, economy: &Economy, amounts: &[f64]) -> Option<Ranked> {
        let Some(people) = &economy.households.people else {
            return self.ranker.rank(amounts).ok();
        };
        self.amounts.clear();
        self.persons.clear();
        for (&amount, &n) in amounts.iter().zip(people.members.iter()) {
            if n > 0 {
                self.amounts.push(amount / f64::from(n));
                self.persons.push(f64::from(n));
            }
        }
        let ranked = self.ranker.rank_weighted(&self.amounts, &self.persons);
        ranked.ok()
    }

    fn read<T>(&mut self, ranked: Option<Ranked>, read: impl FnOnce(&Ranked) -> T) -> Option<T> {
        let value = ranked.as_ref().map(read);
        self.take_back(ranked);
        value
    }

    fn take_back(&mut self, ranked: Option<Ranked>) {
        if let Some(ranked) = ranked {
            self.ranker.take_back(ranked);
        }
    }
}

/// Theil's T index between groups, each with its income and its persons: the sum of `share of income ·
/// ln(share of income / share of persons)`. Not a number where a group has less than nothing.
fn theil_between(groups: &[[f64; 2]]) -> f64 {
    let sum = |k: usize| maths::sum(groups.iter().map(|group| group[k]));
    let (income, persons) = (sum(0), sum(1));
    let parts = groups.iter().filter(|group| group[1] > 0.0);
    maths::sum(parts.map(|&[own, n]| {
        let share = own / income;
        match share {
            0.0 => 0.0,
            _ => share * maths::ln(share / (n / persons)),
        }
    }))
}

/// Disposable income, of people per head over persons.
#[must_use]
pub fn disposable_income(economy: &Economy) -> Option<Ranked> {
    Rankings::default().per_head(economy, &economy.households.disposable_income)
}

/// Income of each household as the survey would see it, money per quarter; empty without people.
#[must_use]
pub fn survey_incomes(economy: &Economy) -> Column<HouseholdId, f64> {
    let people = economy.households.people.as_ref();
    people.map_or_else(Column::default, |people| {
        as_surveyed(people, economy).collect()
    })
}

fn as_surveyed<'a>(people: &'a People, economy: &'a Economy) -> impl Iterator<Item = f64> + 'a {
    let incomes = economy.households.disposable_income.iter();
    let incomes = incomes.zip(people.survey_share.iter());
    incomes.map(|(income, &share)| income * f64::from(share))
}

/// Wages, mixed income and part of all profits of each household, before tax, money per quarter: the same
/// numbers as [`incomes::by_source`](super::incomes::by_source) has, without the rest of it.
fn attribute_incomes(
    people: &People,
    economy: &Economy,
    earned: &mut Vec<Earned>,
    incomes: &mut Vec<f64>,
) {
    let Economy {
        households,
        firms,
        bank,
        calibration,
        prices,
        ..
    } = economy;
    earned.clear();
    earned.resize(households.len(), Earned::default());
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
    incomes.clear();
    incomes.resize(households.len(), 0.0);
    people.owners.distribute(
        incomes,
        firms.ids(),
        |i| [firms.household_share[i] * firms.profit[i]],
        of_bank * bank.profit,
    );
    for (amount, [wages, mixed]) in incomes.iter_mut().zip(earned) {
        *amount += *wages + *mixed;
    }
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
    let homes = economy.households.ids().zip(people.members.iter());
    for ((h, &members), income) in homes.zip(as_surveyed(people, economy)) {
        let [sum, persons] = &mut sums[kind(h) as usize];
        *sum += income;
        *persons += f64::from(members);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by hand: of four persons two have three quarters of all income: ¾ ln(¾ / ½) + ¼ ln(¼ / ½). Nobody
    /// lives in the third group, and where all have the same there is no inequality between them.
    #[test]
    fn inequality_between_groups_is_that_of_their_means() {
        let by_hand = 0.75 * maths::ln(1.5) + 0.25 * maths::ln(0.5);
        let found = theil_between(&[[6.0, 2.0], [2.0, 2.0], [0.0, 0.0]]);
        assert!((found - by_hand).abs() < 1e-15, "{found} {by_hand}");
        assert_eq!(theil_between(&[[3.0, 3.0], [5.0, 5.0]]), 0.0);
        assert!(theil_between(&[[6.0, 2.0], [-2.0, 2.0]]).is_nan());
    }
}
