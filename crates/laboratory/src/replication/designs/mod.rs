//! The designs: published experiments, each as what is done on the model and what is estimated.
//!
//! Every file says what is published and where, what the treatment is, and which estimator is run; its
//! claims and their bands were written before the first run.
//!
//! # Source
//! Digital economy, §10.2.

mod r01_networks;
mod r02_terminals;
mod r03_placement;
mod r04_consumption;
mod r05_automation;
mod r06_wage_floor;
mod r07_administration;
mod r08_collateral;
mod r09_lessons;
mod r10_commissions;
mod r11_training;

use economy::geography::Kind;

use super::site::{Arm, Evidence, History, Place, Site, WAVES};
use super::study::{Claim, Expected, Reading};
use super::{Band, Estimate, Panel, estimators};

/// One replication.
#[derive(Clone, Copy, Debug)]
pub struct Design {
    /// `R1` … `R11`.
    pub id: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// What is published, with its key in the bibliography or the table of evidence.
    pub published: &'static str,
    /// What is done on the model.
    pub done: &'static str,
    /// What is put to the test.
    pub claims: &'static [Claim],
    /// The runs that it needs beside the baseline.
    pub arms: fn(&Site) -> Vec<Arm>,
    /// What each claim is measured to be with one seed.
    pub measure: fn(&Evidence) -> Vec<Reading>,
}

/// The replications, in order.
pub const DESIGNS: [Design; 11] = [
    r01_networks::DESIGN,
    r02_terminals::DESIGN,
    r03_placement::DESIGN,
    r04_consumption::DESIGN,
    r05_automation::DESIGN,
    r06_wage_floor::DESIGN,
    r07_administration::DESIGN,
    r08_collateral::DESIGN,
    r09_lessons::DESIGN,
    r10_commissions::DESIGN,
    r11_training::DESIGN,
];

const fn claim(key: &'static str, what: &'static str, expected: Expected) -> Claim {
    Claim {
        key,
        what,
        expected,
    }
}

/// The position of a quarter in a history, which begins with quarter 1.
const fn at(quarter: u32) -> usize {
    quarter as usize - 1
}

/// A measure of an area.
type OfPlace = fn(&Place) -> f64;

/// What a staggered roll-out over provinces shows in `areas`, by both estimators, and the true effect:
/// the mean over treated areas and quarters of treated less twin. Outcomes are logs.
struct RollOut {
    two_way: Option<Estimate>,
    imputed: Option<Estimate>,
    truth: f64,
}

/// `outcome` gives what is compared for a history, a unit and a position; `first` the quarter in which each
/// unit is treated. A unit of which something is unknown in any quarter, such as an area that once has no
/// job, is left out: the panel is balanced.
fn roll_out(
    [history, twin]: [&History; 2],
    first: &[u32],
    quarters: usize,
    outcome: &dyn Fn(&History, usize, usize) -> f64,
) -> RollOut {
    let is_known = |u: &usize| {
        let known = |history| (0..quarters).all(|t| outcome(history, *u, t).is_finite());
        known(history) && known(twin)
    };
    let units: Vec<usize> = (0..first.len()).filter(is_known).collect();
    let n = units.len();
    let is_treated = |u: usize, t: usize| t >= at(first[units[u]]);
    let seen = Panel::new(n, quarters, |u, t| outcome(history, units[u], t));
    let treatment = Panel::new(n, quarters, |u, t| f64::from(u8::from(is_treated(u, t))));
    let cells = (0..n).flat_map(|u| (0..quarters).map(move |t| (u, t)));
    let effects: Vec<f64> = cells
        .filter(|&(u, t)| is_treated(u, t))
        .map(|(u, t)| seen.at(u, t) - outcome(twin, units[u], t))
        .collect();
    RollOut {
        two_way: estimators::two_way(&seen, &treatment),
        imputed: estimators::imputed(&seen, &treatment),
        truth: crate::mean(&effects),
    }
}

/// A roll-out in waves of provinces, seen in the areas of a kind.
fn in_areas(evidence: &Evidence, arm: &str, kind: Kind, of: OfPlace) -> RollOut {
    let site = &evidence.site;
    let areas = site.areas(kind);
    let first: Vec<u32> = areas
        .iter()
        .map(|&area| site.first_quarter(site.province[area]))
        .collect();
    let history = evidence.arm(arm);
    roll_out(
        [history, evidence.base()],
        &first,
        history.len(),
        &|history, u, t| log(of(&history[t].places[areas[u]])),
    )
}

/// The log of urban over rural income in each province under an arm with waves.
fn gap(evidence: &Evidence, arm: &str) -> RollOut {
    let site = &evidence.site;
    let pairs = pairs(site);
    let first: Vec<u32> = pairs
        .iter()
        .map(|&(province, _, _)| site.first_quarter(province))
        .collect();
    let history = evidence.arm(arm);
    let outcome = |history: &History, u: usize, t: usize| {
        let places = &history[t].places;
        log(places[pairs[u].1].income) - log(places[pairs[u].2].income)
    };
    roll_out([history, evidence.base()], &first, history.len(), &outcome)
}

/// Provinces with both a town and a countryside: province, town, countryside.
fn pairs(site: &Site) -> Vec<(usize, usize, usize)> {
    (0..site.provinces)
        .filter_map(|province| {
            let town = site.area(province, Kind::Urban)?;
            Some((province, town, site.area(province, Kind::Rural)?))
        })
        .collect()
}

/// A mean over units, with its standard error: what a survey of all of them gives.
fn over_units(values: &[f64]) -> Estimate {
    Estimate::of_differences(values)
}

/// Mean of a measure of an area over some positions.
fn mean_of(history: &History, positions: std::ops::Range<usize>, area: usize, of: OfPlace) -> f64 {
    let values: Vec<f64> = positions
        .map(|t| log(of(&history[t].places[area])))
        .collect();
    crate::mean(&values)
}

fn log(x: f64) -> f64 {
    quantity::maths::ln(x)
}

/// The slope over units of which both are known.
fn slope(outcome: &[f64], on: &[f64]) -> Option<Estimate> {
    let known = |(y, x): &(&f64, &f64)| y.is_finite() && x.is_finite();
    let pairs = outcome.iter().zip(on).filter(known);
    let (outcome, on): (Vec<f64>, Vec<f64>) = pairs.unzip();
    estimators::shift_share(&outcome, &on).ok()
}

fn slope_or_nan(outcome: &[f64], on: &[f64]) -> f64 {
    slope(outcome, on).map_or(f64::NAN, |found| found.effect)
}
