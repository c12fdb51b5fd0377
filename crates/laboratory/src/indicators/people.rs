//! Indicators made of households and of the areas where they live.

use economy::Economy;
use economy::flows::Transaction;
use economy::geography::Kind;
use economy::people::incomes::{HouseholdIncome, Sources};
use economy::people::measures::Rankings;
use inequality::{Ranked, Ranker};
use quantity::{HouseholdId, Id, maths};

use super::Moment;
use crate::outcomes::mean_and_cv;

/// Percentile below which somebody belongs to the lowest fifth.
const POOREST: f64 = 0.2;
/// Percentile below which somebody is poor: the two lowest fifths.
const POOR: f64 = 0.4;

/// Room for incomes, quarter after quarter.
#[derive(Clone, Debug, Default)]
pub struct Room {
    ranker: Ranker,
    incomes: Sources,
    persons: Vec<f64>,
    inhabited: Vec<u32>,
    /// Persons of each inhabited household, and its market income per head.
    weights: Vec<f64>,
    market: Vec<f64>,
}

/// Incomes of all households by source, and the inhabited ones by income per head.
pub struct Incomes<'a> {
    all: &'a [HouseholdIncome],
    persons: &'a [f64],
    inhabited: &'a [u32],
    /// Disposable income per head of the inhabited; none where a number is not finite.
    ranked: Option<&'a Ranked>,
    gini_of_market: f64,
}

impl Room {
    /// The incomes of a quarter of which `rankings` are.
    pub fn incomes<'a>(&'a mut self, economy: &Economy, rankings: &'a Rankings) -> Incomes<'a> {
        let households = &economy.households;
        let all = self.incomes.add_up(economy);
        let people = households.people.as_deref();
        let members = |h: HouseholdId| people.map_or(1.0, |people| f64::from(people.members[h]));
        self.persons.clear();
        self.persons.extend(households.ids().map(members));
        self.inhabited.clear();
        self.weights.clear();
        self.market.clear();
        for (h, (&persons, income)) in (0_u32..).zip(self.persons.iter().zip(all.iter())) {
            if persons > 0.0 {
                self.inhabited.push(h);
                self.weights.push(persons);
                self.market.push(income.market_income() / persons);
            }
        }
        let market = self.ranker.rank_weighted(&self.market, &self.weights).ok();
        let gini_of_market = gini(market.as_ref());
        if let Some(market) = market {
            self.ranker.take_back(market);
        }
        Incomes {
            all,
            persons: &self.persons,
            inhabited: &self.inhabited,
            ranked: rankings.disposable_income(),
            gini_of_market,
        }
    }
}

fn gini(ranked: Option<&Ranked>) -> f64 {
    ranked
        .and_then(|ranked| ranked.gini().ok())
        .unwrap_or(f64::NAN)
}

impl Incomes<'_> {
    /// Gini coefficient of market income per head over persons, less that of disposable income.
    pub fn redistribution(&self) -> f64 {
        self.gini_of_market - gini(self.ranked)
    }

    /// Share of the poorer half of persons in dividends.
    pub fn dividends_of_lower_half(&self) -> f64 {
        let rows = self.ranked.map_or(&[][..], Ranked::rows);
        let order = || {
            rows.iter()
                .map(|&row| self.inhabited[row as usize] as usize)
        };
        let half = 0.5 * maths::sum(order().map(|h| self.persons[h]));
        let (mut below, mut theirs, mut all) = (0.0, 0.0, 0.0);
        for h in order() {
            let dividends = self.all[h].dividends;
            // Who stands across the middle counts in part.
            let part = ((half - below) / self.persons[h]).clamp(0.0, 1.0);
            theirs += part * dividends;
            all += dividends;
            below += self.persons[h];
        }
        maths::ratio_or_zero(theirs, all)
    }
}

fn kind_of(m: &Moment<'_>, area: usize) -> Kind {
    m.economy.calibration.geography.areas[area].kind
}

/// Mean over the persons of areas of one kind; not a number where there is none.
fn over_areas(m: &Moment<'_>, kind: Kind, of: impl Fn(usize) -> f64) -> f64 {
    let persons = &m.ground.means.persons;
    let (mut sum, mut weights) = (0.0, 0.0);
    for area in (0..persons.len()).filter(|&area| kind_of(m, area) == kind) {
        sum += persons[area] * of(area);
        weights += persons[area];
    }
    sum / weights
}

pub fn coverage_gap(m: &Moment<'_>) -> f64 {
    let network = &m.digital.state().areas.network;
    over_areas(m, Kind::Urban, |area| network[area])
        - over_areas(m, Kind::Rural, |area| network[area])
}

pub fn dispersion_of_services(m: &Moment<'_>) -> f64 {
    let areas = &m.digital.state().areas;
    let persons = &m.ground.means.persons;
    let variation = |quality: &[f64]| {
        let rows = quality.iter().zip(persons);
        mean_and_cv(rows.map(|(&quality, &persons)| (quality, persons)))[1]
    };
    f64::midpoint(variation(&areas.education), variation(&areas.health))
}

pub fn coverage_of_poorest(m: &Moment<'_>) -> f64 {
    let (rank, coverage) = (
        &m.digital.state().households.rank,
        &m.digital.derived().coverage,
    );
    let poorest = || {
        let ids = m.economy.households.ids();
        ids.filter(|&h| rank[h] < POOREST)
    };
    let persons = |h: HouseholdId| m.ground.person(h).persons;
    maths::ratio_or_zero(
        maths::sum(poorest().map(|h| persons(h) * coverage[h])),
        maths::sum(poorest().map(persons)),
    )
}

pub fn benefits_of_poor(m: &Moment<'_>) -> f64 {
    let rank = &m.digital.state().households.rank;
    let benefit = |h: HouseholdId| m.incomes.all[h.index()].benefits;
    let ids = || m.economy.households.ids();
    maths::ratio_or_zero(
        maths::sum(ids().filter(|&h| rank[h] < POOR).map(benefit)),
        maths::sum(ids().map(benefit)),
    )
}

pub fn losses(economy: &Economy) -> f64 {
    let consumption = maths::sum(economy.households.consumption.iter().copied());
    economy.flows.total(Transaction::Losses) / consumption
}
