//! Step 4: the income that every household is to have.
//!
//! # Equation
//! ```text
//! y = ȳ_c exp(σ z − σ²/2)         within province and stratum c, lognormal; or Dagum
//! z = Φ⁻¹(rank within c)          rank by ρ_e E + ρ_n S + √(1 − ρ_e² − ρ_n²) ε
//! y' = y₉₈ (1 − q)^(−1/a)         above the national 98th percentile, q the rank within the top
//! Y  = ς y' n                     ς such that all incomes are those of the national accounts
//! ```
//! `E` normal score of the best education in the household among those of its size, `S` of its size, `ε`
//! luck. The size's copula `ρ_n = η V / (σ sd(ln n))`, `V` the country's variance of log income per head,
//! gives size the elasticity `η` with respect to income over the country. Because ranks
//! and not draws are mapped into incomes, the law holds in every province to the width of a household,
//! and its mean is set exactly. Nobody is given less than the old-age transfers that the household has
//! by right: incomes are given out from the lowest, each to the lowest rank of households of the same size
//! that may have it, so that incomes and sizes together stay as they were.
//! # Source
//! Long run, §5.3, §5.6 step 4.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::iter::Peekable;
use std::vec::IntoIter;

use quantity::{Purpose, QuarterDraws, Stream, maths};

use super::controls::{Area, LARGEST};
use super::households::People;
use crate::geography::Kind;
use crate::people::settings::{Coverage, Settings, WithinCell};
use crate::tables::AreaRow;

/// What households are to have.
#[derive(Clone, Debug, Default)]
pub struct Incomes {
    /// Province and stratum of each household: `2 · province + stratum`.
    pub cell: Vec<u16>,
    /// Survey income of each household, the survey's money per year, before the top is restored.
    pub survey: Vec<f64>,
    /// Income of each household in the accounts, money per quarter.
    pub income: Vec<f64>,
    /// Normal score of each household's rank by survey income per head, weighted with persons.
    pub score: Vec<f64>,
    /// Survey incomes with the top restored, the survey's money per year.
    pub restored: f64,
    /// Money per quarter in the accounts for one of the survey's per year, on average.
    pub unit: f64,
}

/// Mean survey income per head of every province and stratum, at `2 · province + stratum`.
///
/// A stratum without an area of its own in the province takes the mean of the other.
pub fn means(areas: &[Area], rows: &[AreaRow]) -> Vec<f64> {
    let provinces = areas.iter().map(|area| area.province + 1).max();
    let mut means = vec![0.0; 2 * provinces.unwrap_or(0)];
    for (area, row) in areas.iter().zip(rows) {
        means[2 * area.province + area.kind as usize] = row.income_mean;
    }
    for pair in means.chunks_exact_mut(2) {
        if pair[0] == 0.0 {
            pair[0] = pair[1];
        }
        if pair[1] == 0.0 {
            pair[1] = pair[0];
        }
    }
    means
}

/// Draws the incomes of all households, `total` money per quarter together.
///
/// `floor` is what each household has by right, the survey's money per year.
pub fn draw(
    people: &People,
    areas: &[Area],
    means: &[f64],
    total: f64,
    floor: &[f64],
    settings: &Settings,
    draws: QuarterDraws,
) -> Incomes {
    let n = people.n_households();
    let cell: Vec<u16> = (0..n)
        .map(|h| {
            let province = areas[people.area[h] as usize].province;
            (2 * province + people.stratum[h] as usize) as u16
        })
        .collect();
    let mut of_cell: Vec<Vec<u32>> = vec![Vec::new(); means.len()];
    for (h, &c) in cell.iter().enumerate() {
        of_cell[c as usize].push(h as u32);
    }
    let variance = log_variance(people, &of_cell, means, settings);
    // Per head here, until everybody's rank is known.
    let mut survey = vec![0.0; n];
    for (c, households) in of_cell.iter().enumerate() {
        let stratum = [Kind::Urban, Kind::Rural][c % 2];
        let law = Law::new(settings, stratum);
        within_cell(
            people,
            areas,
            households,
            means[c],
            law,
            variance,
            settings,
            floor,
            draws,
            &mut survey,
        );
    }
    let order = national_order(people, areas, &survey);
    let mut incomes = Incomes {
        income: survey.clone(),
        score: vec![0.0; n],
        cell,
        survey,
        restored: 0.0,
        unit: 0.0,
    };
    let ranks = ranks(people, &order);
    restore_top(&order, &ranks, &mut incomes.income, settings);
    let mut restored = Vec::with_capacity(n);
    for (&h, &rank) in order.iter().zip(&ranks) {
        let h = h as usize;
        let covered = match settings.coverage {
            Coverage::Uniform => 1.0,
            Coverage::Progressive => 1.0 + settings.coverage_slope * (rank - 0.5),
        };
        let members = people.size(h) as f64;
        incomes.score[h] = maths::normal_quantile(rank);
        restored.push(incomes.income[h] * members);
        incomes.income[h] *= covered * members;
        incomes.survey[h] *= members;
    }
    incomes.restored = maths::sum(restored);
    incomes.rescale(total);
    incomes
}

impl Incomes {
    /// Scales incomes so that they are `total` money per quarter together.
    pub fn rescale(&mut self, total: f64) {
        let now = maths::sum(self.income.iter().copied());
        let factor = maths::ratio_or_zero(total, now);
        for income in &mut self.income {
            *income *= factor;
        }
        self.unit = maths::ratio_or_zero(total, self.restored);
    }
}

/// Variance of log income per head over all persons, if all cells were lognormal.
fn log_variance(people: &People, of_cell: &[Vec<u32>], means: &[f64], settings: &Settings) -> f64 {
    let [mut persons, mut first, mut second] = [0.0; 3];
    for (c, households) in of_cell.iter().enumerate() {
        let members = households.iter().map(|&h| people.size(h as usize));
        let weight = members.sum::<usize>() as f64;
        if weight > 0.0 {
            let sigma = Law::new(settings, [Kind::Urban, Kind::Rural][c % 2]).sigma;
            let mean = maths::ln(means[c]) - 0.5 * sigma * sigma;
            persons += weight;
            first += weight * mean;
            second += weight * (mean * mean + sigma * sigma);
        }
    }
    let mean = maths::ratio_or_zero(first, persons);
    maths::positive(maths::ratio_or_zero(second, persons) - mean * mean)
}

/// The law of income per head within a cell, by its quantiles.
#[derive(Clone, Copy, Debug)]
struct Law {
    sigma: f64,
    /// Shapes of the Dagum law, if it is that.
    dagum: Option<(f64, f64)>,
}

impl Law {
    fn new(settings: &Settings, stratum: Kind) -> Self {
        let (sigma, shapes) = match stratum {
            Kind::Urban => (
                settings.sigma_urban,
                (settings.dagum_a_urban, settings.dagum_p_urban),
            ),
            Kind::Rural => (
                settings.sigma_rural,
                (settings.dagum_a_rural, settings.dagum_p_rural),
            ),
        };
        let dagum = matches!(settings.within_cell, WithinCell::Dagum).then_some(shapes);
        Self { sigma, dagum }
    }

    /// Quantile at `p`, up to a factor that the mean settles.
    fn quantile(self, p: f64) -> f64 {
        match self.dagum {
            None => maths::exp(self.sigma * maths::normal_quantile(p)),
            Some((a, shape)) => maths::powf(maths::powf(p, -1.0 / shape) - 1.0, -1.0 / a),
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one act on all that is known of a household"
)]
fn within_cell(
    people: &People,
    areas: &[Area],
    households: &[u32],
    mean: f64,
    law: Law,
    variance: f64,
    settings: &Settings,
    floor: &[f64],
    draws: QuarterDraws,
    incomes: &mut [f64],
) {
    let best = |h: u32| {
        let members = people.members(h as usize);
        people.education[members]
            .iter()
            .copied()
            .max()
            .unwrap_or_default() as usize
    };
    let size = |h: u32| people.size(h as usize) - 1;
    let mut counts = ([[0_usize; 3]; LARGEST], [0_usize; LARGEST]);
    let mut log_size = (0.0, 0.0);
    for &h in households {
        counts.0[size(h)][best(h)] += 1;
        counts.1[size(h)] += 1;
        let x = maths::ln(size(h) as f64 + 1.0);
        log_size.0 += x;
        log_size.1 += x * x;
    }
    let n = households.len().max(1) as f64;
    let sd = maths::positive(log_size.1 / n - (log_size.0 / n) * (log_size.0 / n)).sqrt();
    let by_education = counts.0.map(normal_scores);
    let by_size = normal_scores(counts.1);
    let rho_education = settings.education_copula;
    let rho_size = if sd > 0.0 && law.sigma > 0.0 {
        (settings.size_elasticity * variance / (law.sigma * sd)).clamp(-0.5, 0.5)
    } else {
        0.0
    };
    let rest = maths::positive(1.0 - rho_education * rho_education - rho_size * rho_size).sqrt();
    let mut order: Vec<(f64, u64, u32)> = households
        .iter()
        .map(|&h| {
            let number = people.area[h as usize] as usize;
            let agent = people.household_agent(&areas[number], number, h as usize);
            let luck = stream(draws, agent).normal();
            let score = rho_education * by_education[size(h)][best(h)]
                + rho_size * by_size[size(h)]
                + rest * luck;
            (score, agent, h)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let persons: f64 = order
        .iter()
        .map(|&(_, _, h)| people.size(h as usize) as f64)
        .sum();
    let (mut below, mut sum) = (0.0, 0.0);
    let mut laid_out: Vec<f64> = Vec::with_capacity(order.len());
    for &(_, _, h) in &order {
        let members = people.size(h as usize) as f64;
        let income = law.quantile((below + 0.5 * members) / persons);
        below += members;
        sum += income * members;
        laid_out.push(income);
    }
    let factor = mean * persons / sum;
    // The size of the household that has an income stays; which of that size has it is up to the ranks,
    // as long as it is what the household has by right.
    let mut sizes: [Vec<Waiting>; LARGEST] = Default::default();
    for (rank, &(_, _, h)) in order.iter().enumerate() {
        let members = people.size(h as usize);
        sizes[members - 1].push(Waiting {
            floor: floor[h as usize] / members as f64,
            rank: rank as u32,
        });
    }
    let mut sizes = sizes.map(Queue::new);
    for (&(_, _, h), &income) in order.iter().zip(&laid_out) {
        let income = factor * income;
        if let Some(rank) = sizes[people.size(h as usize) - 1].next(income) {
            incomes[order[rank as usize].2 as usize] = income;
        }
    }
}

/// A household of a cell and size that has no income yet.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// What it has by right, per head.
    floor: f64,
    /// Its place by rank.
    rank: u32,
}

/// Households of a cell and size in the order in which they get incomes.
#[derive(Debug)]
struct Queue {
    waiting: Peekable<IntoIter<Waiting>>,
    ready: BinaryHeap<Reverse<u32>>,
}

impl Queue {
    fn new(mut waiting: Vec<Waiting>) -> Self {
        waiting.sort_unstable_by(|a, b| a.floor.total_cmp(&b.floor).then(a.rank.cmp(&b.rank)));
        Self {
            waiting: waiting.into_iter().peekable(),
            ready: BinaryHeap::new(),
        }
    }

    /// The lowest rank that may have this income, or else who misses it by least.
    fn next(&mut self, income: f64) -> Option<u32> {
        while let Some(found) = self.waiting.next_if(|found| found.floor <= income) {
            self.ready.push(Reverse(found.rank));
        }
        let ready = self.ready.pop().map(|Reverse(rank)| rank);
        ready.or_else(|| self.waiting.next().map(|found| found.rank))
    }
}

fn stream(draws: QuarterDraws, agent: u64) -> Stream {
    draws.stream(Purpose::PopulationIncome, agent)
}

/// Mean of a standard normal within each class of ranks, scaled to unit variance over the classes.
fn normal_scores<const N: usize>(counts: [usize; N]) -> [f64; N] {
    let total: usize = counts.iter().sum();
    let density = |p: f64| {
        if p <= 0.0 || p >= 1.0 {
            return 0.0;
        }
        let z = maths::normal_quantile(p);
        maths::exp(-0.5 * z * z) / std::f64::consts::TAU.sqrt()
    };
    let mut scores = [0.0; N];
    let (mut below, mut variance) = (0.0, 0.0);
    for (score, &count) in scores.iter_mut().zip(&counts) {
        let share = count as f64 / total.max(1) as f64;
        if share > 0.0 {
            *score = (density(below) - density((below + share).min(1.0))) / share;
            variance += share * *score * *score;
        }
        below += share;
    }
    if variance > 1e-12 {
        scores.map(|score| score / variance.sqrt())
    } else {
        [0.0; N]
    }
}

/// Households by income per head, the poorest first.
fn national_order(people: &People, areas: &[Area], per_head: &[f64]) -> Vec<u32> {
    let mut order: Vec<(f64, u64, u32)> = (0..people.n_households())
        .map(|h| {
            let number = people.area[h] as usize;
            let agent = people.household_agent(&areas[number], number, h);
            (per_head[h], agent, h as u32)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, _, h)| h).collect()
}

/// Share of persons below each household in the order, half of its own counted.
fn ranks(people: &People, order: &[u32]) -> Vec<f64> {
    let persons = people.n_persons() as f64;
    let mut below = 0.0;
    order
        .iter()
        .map(|&h| {
            let members = people.size(h as usize) as f64;
            let rank = (below + 0.5 * members) / persons;
            below += members;
            rank
        })
        .collect()
}

/// Replaces incomes above the percentile by those of the Pareto law of the same rank.
fn restore_top(order: &[u32], ranks: &[f64], per_head: &mut [f64], settings: &Settings) {
    let from = settings.top_from;
    let first = ranks.partition_point(|&rank| rank < from);
    if first == 0 || first >= order.len() {
        return;
    }
    let threshold = per_head[order[first] as usize];
    for k in first..order.len() {
        let rank = (ranks[k] - from) / (1.0 - from);
        per_head[order[k] as usize] =
            threshold * maths::powf(1.0 - rank, -1.0 / settings.top_exponent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: two halves of a standard normal have means ±√(2/π), scaled to ±1.
    #[test]
    fn normal_scores_of_halves() {
        let [low, high] = normal_scores([10, 10]);
        assert!((high - 1.0).abs() < 1e-12 && (low + 1.0).abs() < 1e-12);
        assert_eq!(normal_scores([10, 0]), [0.0, 0.0]);
    }

    /// Authority: the closed form of the Dagum law's median, `b (2^(1/p) − 1)^(−1/a)`.
    #[test]
    fn laws_have_their_medians() {
        let lognormal = Law {
            sigma: 0.6,
            dagum: None,
        };
        assert!((lognormal.quantile(0.5) - 1.0).abs() < 1e-12);
        let dagum = Law {
            sigma: 0.6,
            dagum: Some((4.2, 0.28)),
        };
        let median = maths::powf(maths::powf(2.0, 1.0 / 0.28) - 1.0, -1.0 / 4.2);
        assert!((dagum.quantile(0.5) - median).abs() < 1e-12);
    }
}
