//! What a country with people says of the facts at its opening: fifths, strata, towns, provinces, wealth
//! and saving.
//!
//! Everything is read off the economy as it opens, not off the drawing that made it. Survey incomes have no
//! unit of their own in the model, where the national accounts set levels: they are compared with published
//! ones relative to the country's mean.
//!
//! # Source
//! Long run, §5.2, §5.3, §5.5 and §9, facts 6, 8, 9, 17, 19 and 20.

use economy::Economy;
use economy::geography::Kind;
use economy::observe::net_worth;
use economy::people::incomes::{HouseholdIncome, by_source};
use economy::people::measures::survey_incomes;
use economy::people::{Age, Census, People};
use inequality::Ranked;
use quantity::{Column, HouseholdId, maths};

use super::statistics::theil_of_ratio;

/// The country at its opening, with what its facts have in common.
struct Opening<'a> {
    economy: &'a Economy,
    people: &'a People,
    census: &'a Census,
    /// Survey income of each household.
    survey: Column<HouseholdId, f64>,
}

/// Statistics of the opening by fact; nothing for an economy without people or without targets.
#[must_use]
pub fn opening(economy: &Economy) -> Vec<(&'static str, f64)> {
    let households = &economy.households;
    let (Some(people), Some(census)) = (&households.people, &economy.calibration.census) else {
        return Vec::new();
    };
    let country = Opening {
        economy,
        people,
        census,
        survey: survey_incomes(economy),
    };
    let attributed = country.attributed_per_adult();
    let share = |of: fn(&Ranked) -> inequality::Result<f64>| {
        attributed
            .as_ref()
            .and_then(|r| of(r).ok())
            .unwrap_or(f64::NAN)
    };
    let [urban, rural] = country.saving();
    vec![
        ("fact.6", country.gap_of_fifths()),
        ("fact.8a", share(|r| r.top_share(0.1))),
        ("fact.8b", share(|r| r.bottom_share(0.5))),
        ("fact.9a", urban_over_rural(economy)),
        ("fact.17", country.spread_of_provinces()),
        ("fact.19a", country.share_of_wealth(0.01, |_, worth| worth)),
        (
            "fact.19b",
            // An overdraft is no part of assets.
            country.share_of_wealth(0.1, |deposits, worth| worth - deposits.min(0.0)),
        ),
        ("fact.20a", urban),
        ("fact.20b", rural),
    ]
}

/// Mean survey income per head of the urban over that of the rural stratum; not a number without people.
#[must_use]
pub fn urban_over_rural(economy: &Economy) -> f64 {
    let Some(people) = &economy.households.people else {
        return f64::NAN;
    };
    let survey = survey_incomes(economy);
    let [urban, rural] = [Kind::Urban, Kind::Rural].map(|kind| {
        let of = economy
            .households
            .ids()
            .filter(|&h| people.stratum[h] == kind);
        let (mut income, mut persons) = (0.0, 0.0);
        for h in of {
            income += survey[h];
            persons += f64::from(people.members[h]);
        }
        income / persons
    });
    urban / rural
}

/// Gross value added of the firms of each area at the opening, when all prices are 1; money per quarter.
#[must_use]
pub fn opening_value_added(economy: &Economy) -> Vec<f64> {
    let firms = &economy.firms;
    let mut value = vec![0.0; economy.calibration.geography.len()];
    for i in firms.ids() {
        let output = firms.output[i];
        value[firms.area[i] as usize] +=
            (1.0 - firms.tax_products[i]) * output - output / firms.output_per_input[i];
    }
    value
}

impl Opening<'_> {
    fn inhabited(&self) -> impl Iterator<Item = HouseholdId> + '_ {
        let all = self.economy.households.ids();
        all.filter(|&h| self.people.members[h] > 0)
    }

    fn members(&self, h: HouseholdId) -> f64 {
        f64::from(self.people.members[h])
    }

    /// The published value of a target; not a number where the country has none.
    fn published(&self, id: &str) -> f64 {
        let row = self.census.regions.targets.iter().find(|row| row.id == id);
        row.map_or(f64::NAN, |row| row.value)
    }

    /// Largest relative gap of the means of five equal groups of households, poorest first, from the
    /// published ones, both over the country's mean.
    fn gap_of_fifths(&self) -> f64 {
        let inhabited: Vec<HouseholdId> = self.inhabited().collect();
        let per_head = inhabited.iter().map(|&h| self.survey[h] / self.members(h));
        let (order, _) = inequality::sorted(&per_head.collect::<Vec<f64>>());
        let order: Vec<HouseholdId> = order.iter().map(|&at| inhabited[at as usize]).collect();
        let mean = |group: &[HouseholdId]| {
            let income = maths::sum(group.iter().map(|&h| self.survey[h]));
            income / maths::sum(group.iter().map(|&h| self.members(h)))
        };
        let all = mean(&order);
        let country = self.published("income_mean");
        let edge = |k: usize| (k * order.len()).div_euclid(5);
        let gaps = (0..5).map(|k| {
            let here = mean(&order[edge(k)..edge(k + 1)]) / all;
            let there = self.published(&format!("income_quintile_{}", k + 1)) / country;
            (here / there - 1.0).abs()
        });
        // A missing target makes the whole not a number.
        gaps.fold(
            0.0,
            |worst: f64, gap| if gap.is_nan() { gap } else { worst.max(gap) },
        )
    }

    /// Wages, earnings on own account and the owners' part of profits of each household, shared equally by
    /// its adults, over adults.
    fn attributed_per_adult(&self) -> Option<Ranked> {
        let incomes = by_source(self.economy);
        let (mut heads, mut adults) = (Vec::new(), Vec::new());
        for h in self.inhabited() {
            let members = self.people.of(h);
            let n = members
                .filter(|&k| self.people.age[k] != Age::Child)
                .count() as f64;
            if n > 0.0 {
                heads.push(HouseholdIncome::attributed_national_income(&incomes[h]) / n);
                adults.push(n);
            }
        }
        Ranked::weighted(&heads, &adults).ok()
    }

    /// Theil index of value added per worker over provinces, relative to that of the tables.
    fn spread_of_provinces(&self) -> f64 {
        let regions = &self.census.regions;
        let map = &self.economy.calibration.geography;
        let (provinces, industries) = (
            regions.provinces.len(),
            self.economy.calibration.n_industries(),
        );
        if map.is_single() || regions.value_added.len() != provinces * industries {
            return f64::NAN;
        }
        let rows = |cells: &[f64]| -> Vec<f64> {
            cells
                .chunks(industries)
                .map(|row| row.iter().sum())
                .collect()
        };
        let mut workers = vec![0.0; provinces];
        for (area, jobs) in regions.areas.iter().zip(rows(&regions.jobs)) {
            let province = regions.provinces.iter().position(|p| *p == area.province);
            workers[province.unwrap_or(0)] += jobs;
        }
        let told = theil_of_ratio(&rows(&regions.value_added), &workers);
        let firms = &self.economy.firms;
        let (mut value, mut staff) = (vec![0.0; provinces], vec![0.0; provinces]);
        for (area, made) in map.areas.iter().zip(opening_value_added(self.economy)) {
            value[area.province] += made;
        }
        for i in firms.ids() {
            let province = map.areas[firms.area[i] as usize].province;
            staff[province] += f64::from(firms.employees[i]);
        }
        theil_of_ratio(&value, &staff) / told
    }

    /// Share of the richest part of the households of the urban stratum in what they have.
    fn share_of_wealth(&self, part: f64, of: impl Fn(f64, f64) -> f64) -> f64 {
        let worth = net_worth(self.economy);
        let deposits = &self.economy.households.deposits;
        let urban = self.inhabited();
        let urban = urban.filter(|&h| self.people.stratum[h] == Kind::Urban);
        let values: Vec<f64> = urban.map(|h| of(deposits[h], worth[h])).collect();
        Ranked::new(&values)
            .and_then(|ranked| ranked.top_share(part))
            .unwrap_or(f64::NAN)
    }

    /// Saved share of survey income of the urban and the rural stratum: the survey's consumption, split over
    /// households as their propensities say.
    fn saving(&self) -> [f64; 2] {
        let spent = self.published("consumption_mean") / self.published("income_mean");
        let mut income = [0.0; 2];
        let mut by_propensity = [0.0; 2];
        for h in self.inhabited() {
            let stratum = self.people.stratum[h] as usize;
            income[stratum] += self.survey[h];
            by_propensity[stratum] += self.people.propensity[h] * self.survey[h];
        }
        let all: f64 = income.iter().sum();
        let both: f64 = by_propensity.iter().sum();
        [0, 1].map(|s| 1.0 - spent * all * (by_propensity[s] / both) / income[s])
    }
}
