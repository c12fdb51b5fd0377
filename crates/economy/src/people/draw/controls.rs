//! Step 1: how many persons, households and members of each kind every area has.
//!
//! # Source
//! Long run, §5.6 step 1. Education and jobs by area stand in the tables; ages are national, and the
//! odds to be old are higher in the countryside with the total kept.

use quantity::maths;

use super::rounding::{Diffusion, apportion};
use crate::calibration::{Calibration, MAX_AGENTS};
use crate::geography::Kind;
use crate::people::{Census, Problem, Settings};
use crate::tables::Regions;

/// Members of the largest households.
pub const LARGEST: usize = 6;

/// Shares of household sizes 1 to 6, where the tables have none.
///
/// # Source
/// Long run, §5.6 step 3; recalled, approximate.
const SIZES: [f64; LARGEST] = [0.25, 0.30, 0.21, 0.13, 0.07, 0.04];

/// What is fixed about an area before anybody is drawn.
#[derive(Clone, Debug)]
pub struct Area {
    /// A key of its code: draws do not depend on the order of areas.
    pub key: u64,
    /// Urban or rural.
    pub kind: Kind,
    /// Its province, a position in the map.
    pub province: usize,
    /// Residents.
    pub persons: u64,
    /// Households.
    pub households: u64,
    /// Residents by age class.
    pub ages: [u64; 4],
    /// Residents over 15 by education.
    pub educations: [u64; 3],
    /// Households by number of members, from 1.
    pub sizes: [u64; LARGEST],
    /// Residents whom the survey counts as rural.
    pub rural_stratum: u64,
}

impl Area {
    /// The agent of a draw: a position within the area, and the area's key.
    #[inline]
    pub fn agent(&self, position: usize) -> u64 {
        self.key << 32 | position as u64
    }

    /// Residents over 15.
    pub fn adults(&self) -> u64 {
        self.ages[1..].iter().sum()
    }
}

/// The controls of all areas, in the order of the map.
pub fn controls(
    census: &Census,
    calibration: &Calibration,
    settings: &Settings,
) -> Result<Vec<Area>, Problem> {
    let regions = &census.regions;
    check(census, calibration)?;
    let n = regions.areas.len();
    let population: Vec<f64> = regions
        .areas
        .iter()
        .map(|a| a.population_thousand)
        .collect();
    let persons = (population.iter().sum::<f64>() * 1000.0 / census.scale).round();
    let households = (census.households_thousand * 1000.0 / census.scale).round();
    if persons + households >= MAX_AGENTS as f64 {
        return Err(Problem::TooMany { persons });
    }
    let sizes = [Kind::Urban, Kind::Rural].map(|kind| size_shares(regions, kind));
    let ages = age_shares(regions, settings)?;
    let of_area = apportion(&population, persons as u64);
    let weights: Vec<f64> = (0..n)
        .map(|a| of_area[a] as f64 / mean_size(&sizes[regions.areas[a].kind as usize]))
        .collect();
    let households = apportion(&weights, households as u64);

    // Areas make up for each other's rounding in the order of their keys.
    let keys: Vec<u64> = regions.areas.iter().map(|area| key(&area.code)).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (keys[a], a));
    let (mut age_carry, mut education_carry) = (Diffusion::new(4), Diffusion::new(3));
    let mut areas: Vec<Option<Area>> = vec![None; n];
    for a in order {
        let row = &regions.areas[a];
        let kind = row.kind as usize;
        let ages = age_carry.split(&ages[kind], of_area[a]);
        let adults: u64 = ages[1..].iter().sum();
        let low = maths::positive(1.0 - row.education_h - row.education_m);
        let educations = education_carry.split(&[low, row.education_m, row.education_h], adults);
        let refuse = || Problem::Households {
            area: row.code.clone(),
            persons: of_area[a],
            adults,
            households: households[a],
        };
        if adults < households[a] {
            return Err(refuse());
        }
        let sizes = household_sizes(&sizes[kind], of_area[a], households[a]).ok_or_else(refuse)?;
        let rural = ((1.0 - row.urban_stratum_share) * of_area[a] as f64).round();
        areas[a] = Some(Area {
            key: keys[a],
            kind: row.kind,
            province: calibration.geography.areas[a].province,
            persons: of_area[a],
            households: households[a],
            ages: [ages[0], ages[1], ages[2], ages[3]],
            educations: [educations[0], educations[1], educations[2]],
            sizes,
            rural_stratum: rural as u64,
        });
    }
    Ok(areas.into_iter().flatten().collect())
}

/// Refuses a census of which some number cannot be.
fn check(census: &Census, calibration: &Calibration) -> Result<(), Problem> {
    let areas = &census.regions.areas;
    let expected = calibration.geography.len();
    if areas.len() != expected {
        let found = areas.len();
        return Err(Problem::Areas { found, expected });
    }
    for (what, value) in [
        ("the scale", census.scale),
        ("households_thousand", census.households_thousand),
    ] {
        if !(value.is_finite() && value > 0.0) {
            let allowed = "above 0";
            return Err(Problem::Number {
                what,
                value,
                allowed,
            });
        }
    }
    let n = calibration.n_industries();
    let (what, column) = ("self_employed_share", &census.self_employed_share);
    if !column.is_empty() && column.len() != n {
        return Err(Problem::Industries {
            what,
            found: column.len(),
            expected: n,
        });
    }
    if let Some(&value) = column.iter().find(|v| !(0.0..=1.0).contains(*v)) {
        return Err(Problem::Number {
            what,
            value,
            allowed: "in 0..1",
        });
    }
    for area in areas {
        let share = |v: f64| (0.0..=1.0).contains(&v);
        let positive = |v: f64| v.is_finite() && v > 0.0;
        let educated = area.education_h + area.education_m;
        for (column, value, fine, allowed) in [
            (
                "population_thousand",
                area.population_thousand,
                positive(area.population_thousand),
                "above 0",
            ),
            (
                "income_mean",
                area.income_mean,
                positive(area.income_mean),
                "above 0",
            ),
            (
                "urban_stratum_share",
                area.urban_stratum_share,
                share(area.urban_stratum_share),
                "in 0..1",
            ),
            (
                "education_h",
                area.education_h,
                share(area.education_h),
                "in 0..1",
            ),
            (
                "education_m",
                area.education_m,
                share(area.education_m) && educated <= 1.0 + 1e-9,
                "in 0..1, and with education_h not above 1",
            ),
            (
                "internet_share",
                area.internet_share,
                share(area.internet_share),
                "in 0..1",
            ),
            (
                "unemployment",
                area.unemployment,
                (0.0..0.9).contains(&area.unemployment),
                "in 0..0.9",
            ),
        ] {
            if !fine {
                return Err(Problem::Area {
                    area: area.code.clone(),
                    column,
                    value,
                    allowed,
                });
            }
        }
    }
    Ok(())
}

/// 32 bits of an area's code (FNV-1a, folded).
fn key(code: &str) -> u64 {
    let hash = code.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    (hash >> 32 ^ hash) & 0xFFFF_FFFF
}

/// Shares of children, the young, the middle-aged and the old, urban and rural.
///
/// Those between 16 and 59 may be told as one class, and ages of all areas together.
fn age_shares(regions: &Regions, settings: &Settings) -> Result<[[f64; 4]; 2], Problem> {
    let kinds = [Kind::Urban, Kind::Rural];
    let share = |class, kind: Kind| -> Result<f64, Problem> {
        let value = regions.share("age", class, kind).ok_or(Problem::Share {
            attribute: "age",
            class,
            kind: kind.name(),
        })?;
        if (0.0..=1.0).contains(&value) {
            return Ok(value);
        }
        Err(Problem::ShareValue {
            attribute: "age",
            class,
            value,
        })
    };
    let mut shares = [[0.0; 4]; 2];
    for (kind, shares) in kinds.into_iter().zip(&mut shares) {
        let [young, middle] = match share("16-59", kind) {
            Ok(both) => [
                settings.young_share * both,
                (1.0 - settings.young_share) * both,
            ],
            Err(_) => [share("16-34", kind)?, share("35-59", kind)?],
        };
        *shares = [share("0-15", kind)?, young, middle, share("60+", kind)?];
        let sum: f64 = shares.iter().sum();
        if (sum - 1.0).abs() > 0.01 {
            return Err(Problem::ShareSum {
                attribute: "age",
                kind: kind.name(),
                sum,
            });
        }
    }
    let by_kind = regions
        .people
        .iter()
        .any(|row| row.attribute == "age" && row.kind != "all");
    if !by_kind {
        let people = |kind| -> f64 {
            let areas = regions.areas.iter().filter(|area| area.kind == kind);
            areas.map(|area| area.population_thousand).sum()
        };
        let old = shares[0][3];
        let by_kind = shift_odds(old, settings.old_rural_odds, kinds.map(people));
        for (shares, share) in shares.iter_mut().zip(by_kind) {
            let rest = maths::ratio_or_zero(1.0 - share, 1.0 - old);
            *shares = [rest * shares[0], rest * shares[1], rest * shares[2], share];
        }
    }
    Ok(shares)
}

/// The shares in two groups of people whose mean is `share` and whose odds differ by `factor`.
fn shift_odds(share: f64, factor: f64, [first, second]: [f64; 2]) -> [f64; 2] {
    let of_second = |p: f64| factor * p / (1.0 - p + factor * p);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let p = 0.5 * (low + high);
        let mean = (first * p + second * of_second(p)) / (first + second);
        if mean > share { high = p } else { low = p }
    }
    let p = 0.5 * (low + high);
    [p, of_second(p)]
}

/// Shares of household sizes 1 to 6 in areas of a kind.
fn size_shares(regions: &Regions, kind: Kind) -> [f64; LARGEST] {
    let mut shares = [0.0; LARGEST];
    for (size, share) in (1..).zip(&mut shares) {
        let class = size.to_string();
        let more = format!("{size}+");
        let told = regions
            .share("household_size", &class, kind)
            .or_else(|| regions.share("household_size", &more, kind));
        *share = maths::positive(told.unwrap_or(0.0));
    }
    if shares.iter().sum::<f64>() > 0.0 {
        shares
    } else {
        SIZES
    }
}

fn mean_size(shares: &[f64; LARGEST]) -> f64 {
    let members: f64 = (1..).zip(shares).map(|(s, p)| f64::from(s) * p).sum();
    members / shares.iter().sum::<f64>()
}

/// Households by size that hold exactly so many persons, or nothing if sizes 1 to 6 cannot.
///
/// Shares are tilted, `p_s ∝ p_s e^(ts)`, until their mean fits, rounded, and the last few persons are
/// placed by moving households by one size.
fn household_sizes(
    shares: &[f64; LARGEST],
    persons: u64,
    households: u64,
) -> Option<[u64; LARGEST]> {
    if persons < households || persons > LARGEST as u64 * households {
        return None;
    }
    if households == 0 {
        return Some([0; LARGEST]);
    }
    let mean = persons as f64 / households as f64;
    let tilted = |t: f64| -> [f64; LARGEST] {
        std::array::from_fn(|k| shares[k] * maths::exp(t * (k as f64 + 1.0 - mean)))
    };
    let (mut low, mut high) = (-20.0, 20.0);
    for _ in 0..80 {
        let t = 0.5 * (low + high);
        if mean_size(&tilted(t)) < mean {
            low = t;
        } else {
            high = t;
        }
    }
    let parts = apportion(&tilted(0.5 * (low + high)), households);
    let mut sizes: [u64; LARGEST] = std::array::from_fn(|k| parts[k]);
    let members = |sizes: &[u64; LARGEST]| -> u64 { (1..).zip(sizes).map(|(s, n)| s * n).sum() };
    // Moves go through the sizes in turn, so that no size is emptied for all.
    let mut turn = 0;
    while members(&sizes) < persons {
        let k = turn % (LARGEST - 1);
        if sizes[k] > 0 {
            sizes[k] -= 1;
            sizes[k + 1] += 1;
        }
        turn += 1;
    }
    while members(&sizes) > persons {
        let k = 1 + turn % (LARGEST - 1);
        if sizes[k] > 0 {
            sizes[k] -= 1;
            sizes[k - 1] += 1;
        }
        turn += 1;
    }
    Some(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by hand; 0.2 of 100 persons with odds 1.5 apart.
    #[test]
    fn shifted_odds_keep_the_total() {
        let [urban, rural] = shift_odds(0.2, 1.5, [60.0, 40.0]);
        assert!((60.0 * urban + 40.0 * rural - 20.0).abs() < 1e-9);
        let odds = |p: f64| p / (1.0 - p);
        assert!((odds(rural) / odds(urban) - 1.5).abs() < 1e-9);
    }

    #[test]
    fn sizes_hold_everybody() {
        for (persons, households) in [(262, 100), (100, 100), (600, 100), (7, 3), (0, 0)] {
            let sizes = household_sizes(&SIZES, persons, households).unwrap();
            assert_eq!(sizes.iter().sum::<u64>(), households);
            assert_eq!((1..).zip(sizes).map(|(s, n)| s * n).sum::<u64>(), persons);
        }
        assert!(household_sizes(&SIZES, 99, 100).is_none());
        assert!(household_sizes(&SIZES, 601, 100).is_none());
    }
}
