//! Jobs by area and industry.
//!
//! # Equation
//! ```text
//! province × industry 2020, scaled to the sectors of 2022
//! province ≤ 98 % of (16 to 59 + 20 % of 60+), the industry's surplus going to other provinces
//! urban jobs of a province ∝ its urban population of working age, national total given
//! rural : urban by industry from seed shares, fitted to both
//! ```
//! The rule of 98 % is applied to provinces as specified, and to each of their two areas as well: a place
//! cannot employ more people than live there before anybody commutes.
//!
//! # Source
//! Long run, §5.6.1.

use crate::biproportional::fit;
use crate::controls::Controls;
use crate::error::Error;
use crate::industry::{INDUSTRIES, N, codes};
use crate::research::Research;
use crate::rounding::to_total;
use crate::scalars;

/// Rounds of cutting provinces to their cap.
const ROUNDS: usize = 200;
/// Relative gap to totals at which fitting stops.
const TOLERANCE: f64 = 1e-11;

/// A place whose jobs were cut to what its people can hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Province, or area.
    pub place: String,
    /// Jobs before, thousand.
    pub before: f64,
    /// Jobs after, thousand.
    pub after: f64,
}

/// Jobs of all areas.
#[derive(Clone, Debug)]
pub struct Jobs {
    /// Tenths of a thousand, `area · N + industry`; areas are urban and rural of each province in turn.
    pub tenths: Vec<i64>,
    /// Of the nation, tenths of a thousand.
    pub national: Vec<i64>,
    /// What the rule of 98 % did.
    pub cuts: Vec<Cut>,
}

impl Jobs {
    /// Jobs of an area, thousand.
    #[must_use]
    pub fn of_area(&self, area: usize) -> f64 {
        self.tenths[area * N..(area + 1) * N].iter().sum::<i64>() as f64 / 10.0
    }

    /// Jobs of an area in an industry, thousand.
    #[must_use]
    pub fn at(&self, area: usize, industry: usize) -> f64 {
        self.tenths[area * N + industry] as f64 / 10.0
    }
}

/// Persons of an area, thousand.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// Aged 16 to 59.
    pub working: f64,
    /// Who can hold a job.
    pub able: f64,
}

/// Places the jobs; `people` has two areas per province, urban first.
///
/// # Errors
/// A missing cell, or totals that no table has.
pub fn place(research: &Research, controls: &Controls, people: &[People]) -> Result<Jobs, Error> {
    let mut cuts = Vec::new();
    let provinces = by_province(research, controls, people, &mut cuts)?;
    let urban = urban_jobs(research, &provinces, people, &mut cuts)?;
    let mut cells = vec![0.0; 2 * provinces.len() * N];
    for (p, row) in provinces.iter().enumerate() {
        let total: f64 = row.iter().sum();
        let seed: Vec<f64> = (0..2 * N)
            .map(|at| {
                let rural = INDUSTRIES[at >> 1].rural_seed;
                row[at >> 1] * if at % 2 == 0 { 1.0 - rural } else { rural }
            })
            .collect();
        let columns = [urban[p], total - urban[p]];
        let fitted = fit(
            "jobs of town and countryside",
            &seed,
            row,
            &columns,
            TOLERANCE,
        )?;
        for (at, value) in fitted.iter().enumerate() {
            cells[(2 * p + at % 2) * N + (at >> 1)] = *value;
        }
    }
    Ok(round(&cells, controls, cuts))
}

/// Employment of 2022 by province and industry, thousand, with the rule of 98 %.
fn by_province(
    research: &Research,
    controls: &Controls,
    people: &[People],
    cuts: &mut Vec<Cut>,
) -> Result<Vec<Vec<f64>>, Error> {
    let mut rows = Vec::new();
    for province in &research.provinces {
        rows.push(research.employment.row(province, &codes())?);
    }
    to_national(&mut rows, &controls.jobs);
    let most: Vec<f64> = people
        .chunks(2)
        .map(|areas| scalars::LARGEST_EMPLOYMENT * (areas[0].able + areas[1].able))
        .collect();
    let before: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    // Cutting one province hands its jobs to the others, which may then be too many for another.
    for _ in 0..ROUNDS {
        for (row, most) in rows.iter_mut().zip(&most) {
            let total: f64 = row.iter().sum();
            if total > *most {
                for jobs in row.iter_mut() {
                    *jobs *= most / total;
                }
            }
        }
        to_national(&mut rows, &controls.jobs);
    }
    for (p, province) in research.provinces.iter().enumerate() {
        let after: f64 = rows[p].iter().sum();
        if before[p] > most[p] {
            cuts.push(Cut {
                place: province.clone(),
                before: before[p],
                after,
            });
        }
    }
    Ok(rows)
}

/// Scales every industry to its national jobs.
fn to_national(rows: &mut [Vec<f64>], jobs: &[f64]) {
    for (g, total) in jobs.iter().enumerate() {
        let sum: f64 = rows.iter().map(|row| row[g]).sum();
        for row in rows.iter_mut() {
            row[g] *= total / sum;
        }
    }
}

/// Urban jobs of each province, thousand, no area having more than its people can hold.
fn urban_jobs(
    research: &Research,
    provinces: &[Vec<f64>],
    people: &[People],
    cuts: &mut Vec<Cut>,
) -> Result<Vec<f64>, Error> {
    let national = 1000.0 * research.fact("employment_urban")?;
    let totals: Vec<f64> = provinces.iter().map(|row| row.iter().sum()).collect();
    let cap = |area: &People| scalars::LARGEST_EMPLOYMENT * area.able;
    let bounds: Vec<(f64, f64)> = people
        .chunks(2)
        .zip(&totals)
        .map(|(areas, total)| {
            (
                (total - cap(&areas[1])).max(0.0),
                cap(&areas[0]).min(*total),
            )
        })
        .collect();
    let working: f64 = people.iter().step_by(2).map(|area| area.working).sum();
    let plain: Vec<f64> = people
        .iter()
        .step_by(2)
        .map(|area| national * area.working / working)
        .collect();
    // One factor for all provinces that are not at a bound, by bisection.
    let at = |factor: f64| -> Vec<f64> {
        let each = plain.iter().zip(&bounds);
        each.map(|(value, (least, most))| (factor * value).clamp(*least, most.max(*least)))
            .collect()
    };
    let (mut low, mut high) = (0.1, 10.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if at(middle).iter().sum::<f64>() < national {
            low = middle;
        } else {
            high = middle;
        }
    }
    let urban = at(high);
    for (p, province) in research.provinces.iter().enumerate() {
        let rest = |urban: f64| totals[p] - urban;
        let (least, most) = bounds[p];
        let free = high * plain[p];
        if free > most {
            cuts.push(Cut {
                place: format!("{province}/urban"),
                before: free,
                after: urban[p],
            });
        } else if free < least {
            cuts.push(Cut {
                place: format!("{province}/rural"),
                before: rest(free),
                after: rest(urban[p]),
            });
        }
    }
    Ok(urban)
}

/// Tenths of a thousand; the areas of an industry add up to its national jobs.
fn round(cells: &[f64], controls: &Controls, cuts: Vec<Cut>) -> Jobs {
    let n_areas = cells.chunks(N).count();
    let mut tenths = vec![0; cells.len()];
    let national: Vec<i64> = controls
        .jobs
        .iter()
        .map(|v| (10.0 * v).round() as i64)
        .collect();
    for (g, total) in national.iter().enumerate() {
        let column: Vec<f64> = (0..n_areas)
            .map(|area| 10.0 * cells[area * N + g])
            .collect();
        for (area, whole) in to_total(&column, *total).into_iter().enumerate() {
            tenths[area * N + g] = whole;
        }
    }
    Jobs {
        tenths,
        national,
        cuts,
    }
}
