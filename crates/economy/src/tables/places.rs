//! From the tables of areas and jobs to a map and to the firms of each area.
//!
//! # Equation
//! ```text
//! N_gℓ = round(N_g · jobs_gℓ / Σ jobs_g)         the N_gℓ of an industry add up to N_g
//! I_g  = max(cells, round(N_g / n̄_g))            a cell is an area with N_gℓ ≥ n̄_g / 2
//! ω_gp = √((VA_gp / jobs_gp) / (VA_g / jobs_g))   rescaled so that Σ N ω = N
//! ```
//! Rounding carries what an area lost or gained over to its next industry, so that totals of areas stay
//! near, too. Jobs where there is no cell go to the other area of the province, the smaller of two too
//! small ones to the larger, and to the nearest cell if that leaves none in the province.
//!
//! # Source
//! Long run, §6.3 (firms) and §5.6.7 (productivity by province, before incomes are known).

use params::Parameters;
use quantity::maths;

use super::{Problem, Regions, Tables};
use crate::calibration::{Cell, Industry};
use crate::geography::cut::in_proportion;
use crate::geography::{Area, Geography, Province};

/// Power by which value added per job is damped (`ω`): part of the differences is capital and mix, not
/// what a job of the same industry makes and earns.
const DAMPING: f64 = 0.5;
/// Bounds on the productivity of a province over the country's.
const PRODUCTIVITY: (f64, f64) = (0.4, 2.5);

impl Tables {
    /// The map: areas, distances, and how sales of each industry fall with distance.
    ///
    /// # Errors
    /// Tables without areas; a setting under `geography.` that is none or out of range.
    pub fn geography(&self) -> Result<Geography, Problem> {
        let regions = self.regions.as_ref().ok_or_else(|| Problem::NoAreas {
            economy: self.header.name.clone(),
        })?;
        let provinces = regions.provinces.iter().map(|code| {
            let row = regions.areas.iter().find(|area| area.province == *code);
            row.map_or_else(Province::default, |row| Province {
                code: code.clone(),
                name_en: row.name_en.clone(),
                name_zh: row.name_zh.clone(),
                macro_region: row.macro_region.clone(),
                tile: (row.tile_col, row.tile_row),
            })
        });
        let position = |code: &str| regions.provinces.iter().position(|p| p == code);
        let areas = regions.areas.iter().map(|row| Area {
            code: row.code.clone(),
            province: position(&row.province).unwrap_or_default(),
            kind: row.kind,
        });
        let mut map = Geography::new(provinces.collect(), areas.collect(), &regions.neighbours);
        map.decay = self.industries.iter().map(|g| g.distance_decay).collect();
        for (path, text) in &self.settings {
            if path.starts_with("geography.") {
                map.settings.set(path, text).map_err(Problem::Parameter)?;
            }
        }
        Ok(map)
    }

    /// Puts the jobs of each industry into areas and gives it firms there.
    pub(super) fn settle(&self, industries: &mut [Industry], map: &Geography, least: &[u32]) {
        let Some(regions) = &self.regions else {
            return;
        };
        let n = industries.len();
        let mut carried = vec![0.0; map.len()];
        for (g, industry) in industries.iter_mut().enumerate() {
            let jobs: Vec<f64> = (0..map.len()).map(|a| regions.jobs[a * n + g]).collect();
            let mean_size = self.industries[g].mean_firm_size;
            let mut staff = round_jobs(industry.employees, &jobs, &mut carried);
            let rounded = staff.clone();
            fill_small_cells(&mut staff, 0.5 * mean_size, &jobs, &carried, map);
            gather_small_cells(&mut staff, 0.5 * mean_size, map);
            for ((carried, before), after) in carried.iter_mut().zip(rounded).zip(&staff) {
                *carried += f64::from(before) - f64::from(*after);
            }
            let cells = staff.iter().filter(|&&jobs| jobs > 0).count() as u32;
            let by_size = (f64::from(industry.employees) / mean_size).round() as u32;
            industry.firms = by_size.max(cells).max(least[g]).min(industry.employees);
            let firms = share_firms(industry.firms, &staff);
            let productivity = productivity(regions, g, n, map, &staff);
            industry.cells = (0..map.len())
                .filter(|&a| staff[a] > 0)
                .map(|a| Cell {
                    area: a as u32,
                    firms: firms[a],
                    employees: staff[a],
                    productivity: productivity[a],
                })
                .collect();
        }
    }
}

/// Splits the employees of an industry over areas as its jobs are; what rounding and the gathering of small cells take
/// from an area is owed to it by the industries to come.
fn round_jobs(employees: u32, jobs: &[f64], carried: &mut [f64]) -> Vec<u32> {
    let total: f64 = jobs.iter().sum();
    let exact: Vec<f64> = jobs
        .iter()
        .map(|x| maths::ratio_or_zero(x * f64::from(employees), total))
        .collect();
    let mut staff: Vec<u32> = exact.iter().map(|x| x.floor() as u32).collect();
    let left = employees.saturating_sub(staff.iter().sum());
    let due = |a: usize, carried: &[f64]| exact[a] - exact[a].floor() + carried[a];
    let mut order: Vec<usize> = (0..jobs.len()).filter(|&a| jobs[a] > 0.0).collect();
    order.sort_by(|&a, &b| due(b, carried).total_cmp(&due(a, carried)).then(a.cmp(&b)));
    if order.is_empty() {
        order.push(0);
    }
    for &a in order.iter().cycle().take(left as usize) {
        staff[a] += 1;
    }
    for ((carried, exact), &staff) in carried.iter_mut().zip(&exact).zip(&staff) {
        *carried += exact - f64::from(staff);
    }
    staff
}

/// Lifts cells with fewer than `least` jobs to that where their area is `owed` as much for other industries' small
/// cells, out of the largest cell of the province as far as that stays above it: so each area keeps the jobs it has in
/// all, if not each industry's.
fn fill_small_cells(staff: &mut [u32], least: f64, jobs: &[f64], owed: &[f64], map: &Geography) {
    let least = least.ceil() as u32;
    for province in 0..map.provinces.len() {
        let here = || (0..map.len()).filter(|&a| map.areas[a].province == province);
        let Some(largest) = here().max_by_key(|&a| (staff[a], std::cmp::Reverse(a))) else {
            continue;
        };
        for a in here() {
            let missing = least.saturating_sub(staff[a]);
            let is_due = jobs[a] > 0.0 && f64::from(missing) <= owed[a];
            if missing > 0 && is_due && staff[largest] >= least + missing {
                staff[largest] -= missing;
                staff[a] += missing;
            }
        }
    }
}

/// Moves jobs out of areas with fewer than `least` of them: within the province first, then to the
/// nearest area with enough. If no area has enough, all go to the largest.
fn gather_small_cells(staff: &mut [u32], least: f64, map: &Geography) {
    let small = |jobs: u32| f64::from(jobs) < least;
    for province in 0..map.provinces.len() {
        let mut here: Vec<usize> = (0..map.len())
            .filter(|&a| map.areas[a].province == province && staff[a] > 0)
            .collect();
        // The largest takes in the small ones.
        here.sort_by_key(|&a| (std::cmp::Reverse(staff[a]), a));
        if let Some((&largest, others)) = here.split_first() {
            for &a in others {
                if small(staff[a]) {
                    staff[largest] += std::mem::take(&mut staff[a]);
                }
            }
        }
    }
    let cells: Vec<usize> = (0..staff.len()).filter(|&a| !small(staff[a])).collect();
    let largest = (0..staff.len()).rev().max_by_key(|&a| staff[a]);
    for a in 0..staff.len() {
        if staff[a] == 0 || cells.contains(&a) {
            continue;
        }
        let hops = |b: usize| map.distance(a, b);
        let nearest = cells
            .iter()
            .copied()
            .min_by(|&b, &c| hops(b).total_cmp(&hops(c)));
        if let Some(to) = nearest.or(largest)
            && to != a
        {
            staff[to] += std::mem::take(&mut staff[a]);
        }
    }
}

/// Splits firms over cells as employees are, at least one to each and no more than employees.
fn share_firms(firms: u32, staff: &[u32]) -> Vec<u32> {
    let weights: Vec<f64> = staff.iter().map(|&jobs| f64::from(jobs)).collect();
    let mut shared = in_proportion(firms, &weights, |a| u32::from(staff[a] > 0));
    let mut over = 0;
    for (firms, &staff) in shared.iter_mut().zip(staff) {
        over += firms.saturating_sub(staff);
        *firms = (*firms).min(staff);
    }
    while over > 0 {
        let room = |a: usize| staff[a] - shared[a];
        let Some(roomiest) = (0..staff.len()).rev().max_by_key(|&a| room(a)) else {
            break;
        };
        shared[roomiest] += 1;
        over -= 1;
    }
    shared
}

/// Output per employee of each area over the industry's, mean 1 over employees.
fn productivity(regions: &Regions, g: usize, n: usize, map: &Geography, staff: &[u32]) -> Vec<f64> {
    let jobs = |province: usize| -> f64 {
        (0..map.len())
            .filter(|&a| map.areas[a].province == province)
            .map(|a| regions.jobs[a * n + g])
            .sum()
    };
    let value_added = |province: usize| regions.value_added.get(province * n + g).copied();
    let provinces = 0..map.provinces.len();
    let all_jobs: f64 = provinces.clone().map(jobs).sum();
    let all_value: f64 = provinces.clone().filter_map(value_added).sum();
    let of_province: Vec<f64> = provinces
        .map(|p| {
            let (value, jobs) = (value_added(p).unwrap_or_default(), jobs(p));
            if value > 0.0 && jobs > 0.0 && all_value > 0.0 {
                let relative = value / jobs / (all_value / all_jobs);
                maths::powf(relative, DAMPING).clamp(PRODUCTIVITY.0, PRODUCTIVITY.1)
            } else {
                1.0
            }
        })
        .collect();
    let of_area = |a: usize| of_province[map.areas[a].province];
    let employees: f64 = staff.iter().map(|&jobs| f64::from(jobs)).sum();
    let output: f64 = (0..staff.len())
        .map(|a| of_area(a) * f64::from(staff[a]))
        .sum();
    (0..staff.len())
        .map(|a| of_area(a) * employees / output)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::Kind;
    use crate::tables::AreaRow;
    use crate::village::{VillageSpec, village};

    /// Three provinces in a chain, town and country; jobs by formula that add up to the industries'.
    fn tables() -> Tables {
        let mut tables = village(&VillageSpec {
            households: 40_000,
            ..VillageSpec::default()
        });
        let n = tables.n_industries();
        let provinces = ["AA", "BB", "CC"];
        let weights = [5.0, 2.0, 3.0, 1.0, 0.4, 0.01];
        let areas = (0..6).map(|a| {
            let kind = if a % 2 == 0 { Kind::Urban } else { Kind::Rural };
            AreaRow {
                code: format!("{}/{}", provinces[a >> 1], kind.name()),
                province: provinces[a >> 1].to_owned(),
                kind,
                population_thousand: 40_000.0 / 6.0,
                ..AreaRow::default()
            }
        });
        let mut jobs = vec![0.0; 6 * n];
        let mut value_added = vec![0.0; 3 * n];
        for (g, industry) in tables.industries.iter().enumerate() {
            let tilt = |a: usize| weights[a] * (1.0 + 0.5 * maths::sin((a + 3 * g) as f64));
            let sum: f64 = (0..6).map(tilt).sum();
            for a in 0..6 {
                jobs[a * n + g] = industry.jobs_thousand * tilt(a) / sum;
            }
            for p in 0..3 {
                let richer = [1.5, 1.0, 0.0][p];
                value_added[p * n + g] = richer * (jobs[2 * p * n + g] + jobs[(2 * p + 1) * n + g]);
            }
        }
        tables.regions = Some(Regions {
            areas: areas.collect(),
            provinces: provinces.map(str::to_owned).to_vec(),
            jobs,
            value_added,
            neighbours: vec![(0, 1), (1, 2)],
            ..Regions::default()
        });
        tables
    }

    #[test]
    fn totals_of_industries_stay_and_every_firm_has_staff() {
        let tables = tables();
        for scale in [1_000.0, 3_000.0, 10_000.0] {
            let one = tables.calibration(scale).expect("in order");
            let many = tables.calibration_with_areas(scale).expect("in order");
            assert_eq!(many.geography.len(), 6);
            assert_eq!(many.sizes.government_entities, 6);
            assert_eq!(many.geography.distance(0, 5), 2.5);
            let mut area_jobs = [0.0; 6];
            for (g, (a, b)) in one.industries.iter().zip(&many.industries).enumerate() {
                assert_eq!(a.employees, b.employees);
                let cells = &b.cells;
                assert_eq!(cells.iter().map(|c| c.firms).sum::<u32>(), b.firms);
                assert_eq!(cells.iter().map(|c| c.employees).sum::<u32>(), b.employees);
                assert!(cells.iter().all(|c| 0 < c.firms && c.firms <= c.employees));
                let mean = tables.industries[g].mean_firm_size;
                let small = |c: &&Cell| f64::from(c.employees) < 0.5 * mean;
                assert!(
                    cells.len() == 1 || cells.iter().find(small).is_none(),
                    "{cells:?}"
                );
                let productive: f64 = cells
                    .iter()
                    .map(|c| c.productivity * f64::from(c.employees))
                    .sum();
                assert!((productive / f64::from(b.employees) - 1.0).abs() < 1e-12);
                for cell in cells {
                    area_jobs[cell.area as usize] += f64::from(cell.employees);
                }
            }
            let output = |c: &crate::Calibration| -> f64 {
                let per_worker = &c.technology.output_per_worker;
                c.industries
                    .iter()
                    .zip(per_worker)
                    .map(|(g, alpha)| alpha * f64::from(g.employees))
                    .sum()
            };
            assert!((output(&one) / output(&many) - 1.0).abs() < 1e-14);
        }
    }

    /// Authority: value added per job of the first two provinces is 1.5 and 1 to one; the third has none.
    #[test]
    fn productivity_is_damped_value_added_per_job() {
        let many = tables().calibration_with_areas(1_000.0).expect("in order");
        for industry in &many.industries {
            let of = |area| industry.cells.iter().find(|c| c.area == area);
            if let (Some(first), Some(second)) = (of(0), of(2)) {
                let ratio = first.productivity / second.productivity;
                assert!((ratio - 1.5_f64.sqrt()).abs() < 1e-12, "{ratio}");
            }
        }
    }

    /// Authority: by hand.
    #[test]
    fn rounding_owes_an_area_what_it_took() {
        let mut carried = vec![0.0; 3];
        assert_eq!(round_jobs(2, &[1.0, 1.0, 1.0], &mut carried), [1, 1, 0]);
        assert_eq!(round_jobs(1, &[1.0, 1.0, 1.0], &mut carried), [0, 0, 1]);
        assert!(carried.iter().all(|owed| owed.abs() < 1e-15));
    }

    /// Authority: by hand. Areas 0 and 1 are a province, 2 and 3 its neighbour, 4 and 5 beyond.
    #[test]
    fn small_cells_go_to_the_province_and_then_to_the_nearest() {
        let map = tables().geography().expect("in order");
        let gathered = |mut staff: [u32; 6], least| {
            gather_small_cells(&mut staff, least, &map);
            staff
        };
        assert_eq!(gathered([9, 2, 2, 3, 1, 9], 4.0), [11, 0, 0, 5, 0, 10]);
        assert_eq!(gathered([9, 0, 1, 0, 1, 0], 4.0), [11, 0, 0, 0, 0, 0]);
        assert_eq!(gathered([1, 1, 0, 3, 0, 0], 9.0), [0, 0, 0, 5, 0, 0]);
    }

    /// Authority: by hand. Area 1 is owed three jobs of industries before, area 3 one, and area 5 has no jobs of this
    /// industry whatever it is owed.
    #[test]
    fn small_cells_are_filled_where_their_area_is_owed_as_much() {
        let map = tables().geography().expect("in order");
        let (jobs, owed) = (
            [9.0, 2.0, 2.0, 9.0, 9.0, 0.0],
            [0.0, 3.0, 0.0, 1.0, 0.0, 9.0],
        );
        let filled = |mut staff: [u32; 6]| {
            fill_small_cells(&mut staff, 3.5, &jobs, &owed, &map);
            staff
        };
        assert_eq!(filled([9, 1, 9, 2, 9, 0]), [6, 4, 9, 2, 9, 0]);
        assert_eq!(filled([6, 1, 0, 9, 9, 0]), [6, 1, 0, 9, 9, 0]);
    }

    #[test]
    fn tables_without_areas_say_so() {
        let mut plain = village(&VillageSpec::default());
        plain.regions = None;
        let problem = plain.calibration_with_areas(1_000.0).expect_err("no areas");
        assert_eq!(
            problem.to_string(),
            "economy `village` has no areas: areas.csv, jobs.csv and neighbours.csv are missing"
        );
    }
}
