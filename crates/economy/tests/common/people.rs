//! A small population made by hand: persons for the jobs of an economy, packed into households.

#![allow(clippy::integer_division, reason = "whole shares of small numbers")]

use std::sync::Arc;

use economy::people::{Activity, Age, Drawn, DrawnHousehold, DrawnPerson, Education};
use economy::population::firm_sizes;
use economy::{Calibration, Luck};

/// A number in 0..1 that looks random.
pub fn scatter(k: usize, salt: u64) -> f64 {
    let x = (k as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((salt + 1).wrapping_mul(0xd1b5_4a32_d192_ed03));
    let x = (x ^ x >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x ^ x >> 32) as f64 / u64::MAX as f64
}

/// One person for every job and some without, in households of one to five, area by area; `seed` shuffles
/// who they are. Wages are `country` times as high in rural as in urban areas.
pub fn hand_made(calibration: &Calibration, seed: u64, country: f64) -> Drawn {
    let sizes = firm_sizes(calibration, Luck::Seed(seed));
    let n_areas = calibration.geography.len();
    let mut staff: Vec<Vec<u32>> = vec![Vec::new(); n_areas];
    let mut firms_of: Vec<Vec<usize>> = vec![Vec::new(); n_areas];
    let mut firm = 0;
    for g in 0..calibration.n_industries() {
        for cell in calibration.cells(g) {
            for _ in 0..cell.firms {
                let area = cell.area as usize;
                staff[area].extend(std::iter::repeat_n(firm as u32, sizes[firm] as usize));
                firms_of[area].push(firm);
                firm += 1;
            }
        }
    }
    let mut drawn = Drawn {
        productivity: (0..calibration.n_industries() * n_areas)
            .map(|cell| {
                if cell % n_areas % 2 == 1 {
                    country
                } else {
                    1.0
                }
            })
            .collect(),
        founders: vec![0; sizes.len()],
        firm_sizes: sizes,
        coverage: 1.3,
        return_to_skill: 0.9,
        propensity_elasticity: -0.2,
        ..Drawn::default()
    };
    for area in 0..n_areas {
        let jobs = &staff[area];
        let mut queue: Vec<Activity> = jobs
            .iter()
            .map(|&firm| {
                if scatter(firm as usize, seed + 2) < 0.2 {
                    Activity::SelfEmployed { firm }
                } else {
                    Activity::Employee { firm }
                }
            })
            .collect();
        queue.extend(vec![Activity::Unemployed; jobs.len() / 16 + 1]);
        queue.sort_by(|a, b| {
            let key = |x: &Activity| match *x {
                Activity::Employee { firm } | Activity::SelfEmployed { firm } => firm as usize,
                _ => usize::MAX / 2,
            };
            scatter(key(a), seed + 3).total_cmp(&scatter(key(b), seed + 3))
        });
        let first = drawn.households.len();
        while !queue.is_empty() {
            found(&mut drawn, &mut queue, area, seed);
        }
        for &firm in &firms_of[area] {
            let among = drawn.households.len() - first;
            let pick = (scatter(firm, seed + 4) * among as f64) as usize;
            drawn.founders[firm] = (first + pick.min(among - 1)) as u32;
        }
    }
    drawn
}

/// Lets the next one or two workers found a household with children and old people.
fn found(drawn: &mut Drawn, queue: &mut Vec<Activity>, area: usize, seed: u64) {
    let h = drawn.households.len();
    let luck = |salt| scatter(h, seed + salt);
    let mut ages = Vec::new();
    for worker in 0..=usize::from(luck(5) < 0.5) {
        if let Some(activity) = queue.pop() {
            let age = if luck(6 + worker as u64) < 0.45 {
                Age::Young
            } else {
                Age::Middle
            };
            ages.push((age, activity));
        }
    }
    if luck(8) < 0.4 {
        ages.push((Age::Old, Activity::Inactive));
    }
    if luck(9) < 0.2 {
        ages.push((Age::Young, Activity::Inactive));
    }
    if luck(10) < 0.35 {
        ages.push((Age::Child, Activity::Inactive));
    }
    let town = area.is_multiple_of(2);
    let stratum = if town && luck(11) < 0.9 {
        economy::geography::Kind::Urban
    } else {
        economy::geography::Kind::Rural
    };
    let old = ages.iter().filter(|(age, _)| *age == Age::Old).count() as f64;
    let pension = if town { 3.0 } else { 0.5 };
    drawn.households.push(DrawnHousehold {
        area: area as u32,
        stratum,
        members: ages.len() as u32,
        target_income: 1.0 + luck(12),
        survey_income: 0.7 * (1.0 + luck(12)),
        wealth: quantity::maths::powf(1.0 - 0.999 * luck(13), -1.0 / 1.8),
        deposits: 0.2 + luck(14),
        dwellings: luck(15),
        transfers: pension * old + if luck(16) < 0.2 { 0.4 } else { 0.0 },
        propensity: 0.8 + 0.4 * luck(17),
        online: luck(18),
    });
    for (age, activity) in ages {
        let k = drawn.persons.len();
        let (education, capital) = match scatter(k, seed + 19) {
            x if x < 0.6 => (Education::Low, 0.8),
            x if x < 0.8 => (Education::Middle, 1.0),
            _ => (Education::High, 1.4),
        };
        let child = age == Age::Child;
        drawn.persons.push(DrawnPerson {
            household: h as u32,
            age,
            education,
            activity,
            human_capital: if child { 0.0 } else { capital },
            efficiency: if child {
                1.0
            } else {
                capital * (0.5 + scatter(k, seed + 20))
            },
        });
    }
}

/// The calibration with that population in it.
pub fn inhabited(mut calibration: Calibration, drawn: Drawn) -> Calibration {
    calibration.inhabit(Arc::new(drawn));
    calibration
}
