//! How a country looks at one time: who has how much of its income, and how people live where.
//!
//! Income is disposable income before interest, at the prices of the opening, per head where households
//! have members and per household where they are single persons; persons are the weights.

use economy::Economy;
use economy::people::incomes;
use inequality::Ranked;
use quantity::HouseholdId;
use serde::{Deserialize, Deserializer, Serialize};

/// Points of a stored Lorenz curve: every second percent of persons, from 0 to 100.
pub const LORENZ_POINTS: usize = 51;
/// Groups of equally many persons, the poorest first, whose mean incomes are kept.
pub const GROUPS: usize = 20;

/// A country at one time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Portrait {
    /// Shares of income of the poorest 0, 2, …, 100 per cent; empty where undefined.
    pub lorenz: Vec<f64>,
    /// Mean income of each of [`GROUPS`] groups; empty where undefined.
    pub groups: Vec<f64>,
    /// Mean income of everybody.
    #[serde(deserialize_with = "number_or_none")]
    pub mean: f64,
    /// The areas; empty where the whole country is one.
    pub areas: Vec<AreaPortrait>,
}

/// An area at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AreaPortrait {
    /// Residents of the model.
    pub population: f64,
    /// Mean income; not a number where nobody lives.
    #[serde(deserialize_with = "number_or_none")]
    pub income: f64,
    /// Unemployed share of the labour force; not a number where there is none.
    #[serde(deserialize_with = "number_or_none")]
    pub unemployment: f64,
}

/// Reads a number; what is stored as null was none.
fn number_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or(f64::NAN))
}

/// Income per head of every inhabited household, and its members.
#[must_use]
pub fn incomes_per_head(economy: &Economy) -> (Vec<f64>, Vec<f64>) {
    let households = &economy.households;
    let price = economy.prices.consumer;
    let members = |h: HouseholdId| match &households.people {
        Some(people) => f64::from(people.members[h]),
        None => 1.0,
    };
    households
        .ids()
        .map(|h| (households.disposable_income[h] / price, members(h)))
        .filter(|(_, members)| *members > 0.0)
        .map(|(income, members)| (income / members, members))
        .unzip()
}

impl Portrait {
    /// The country as it is now.
    #[must_use]
    pub fn of(economy: &Economy) -> Self {
        let (incomes, weights) = incomes_per_head(economy);
        let areas = areas(economy);
        let Ok(ranked) = Ranked::weighted(&incomes, &weights) else {
            return Self {
                mean: f64::NAN,
                areas,
                ..Self::default()
            };
        };
        let lorenz = |points: usize| -> Vec<f64> {
            let last = (points - 1) as f64;
            (0..points)
                .map(|k| ranked.lorenz(k as f64 / last))
                .collect::<inequality::Result<_>>()
                .unwrap_or_default()
        };
        let mean = ranked.mean();
        let groups = lorenz(GROUPS + 1)
            .windows(2)
            .map(|edge| mean * (edge[1] - edge[0]) * GROUPS as f64)
            .collect();
        Self {
            lorenz: lorenz(LORENZ_POINTS),
            groups,
            mean,
            areas,
        }
    }
}

fn areas(economy: &Economy) -> Vec<AreaPortrait> {
    let households = &economy.households;
    let people = incomes::by_area(economy);
    let mut totals = vec![0.0; people.len()];
    if !people.is_empty() {
        for h in households.ids() {
            totals[households.area[h] as usize] += households.disposable_income[h];
        }
    }
    people
        .iter()
        .zip(totals)
        .map(|(area, income)| {
            let population = area.population as f64;
            AreaPortrait {
                population,
                income: income / (economy.prices.consumer * population),
                unemployment: 1.0 - area.employed as f64 / area.labour_force as f64,
            }
        })
        .collect()
}

/// Mean of portraits, point by point; curves that some portrait lacks are left out.
#[must_use]
pub fn average(portraits: &[&Portrait]) -> Portrait {
    let portraits = portraits.iter().copied();
    let n = portraits.clone().count() as f64;
    let curve = |of: fn(&Portrait) -> &Vec<f64>| -> Vec<f64> {
        let points = portraits.clone().map(|p| of(p).len()).min().unwrap_or(0);
        (0..points)
            .map(|k| portraits.clone().map(|p| of(p)[k]).sum::<f64>() / n)
            .collect()
    };
    let places = portraits.clone().map(|p| p.areas.len()).min().unwrap_or(0);
    let over = |k: usize, of: fn(&AreaPortrait) -> f64| -> f64 {
        portraits.clone().map(|p| of(&p.areas[k])).sum::<f64>() / n
    };
    Portrait {
        lorenz: curve(|p| &p.lorenz),
        groups: curve(|p| &p.groups),
        mean: portraits.clone().map(|p| p.mean).sum::<f64>() / n,
        areas: (0..places)
            .map(|k| AreaPortrait {
                population: over(k, |a| a.population),
                income: over(k, |a| a.income),
                unemployment: over(k, |a| a.unemployment),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use economy::village::{VillageSpec, village};
    use economy::{Luck, Rules};
    use quantity::Id;

    /// Identities: the groups' mean is the mean of all, and shares end at one.
    #[test]
    fn groups_add_up_to_everybody() {
        let tables = village(&VillageSpec::default());
        let scale = tables.scalars.size.default_scale;
        let calibration = tables.calibration(scale).expect("the village is sound");
        let economy = Economy::open(calibration, Rules::long_run(), Luck::Seed(1));
        let portrait = Portrait::of(&economy);
        let mean = portrait.groups.iter().sum::<f64>() / GROUPS as f64;
        assert!((mean - portrait.mean).abs() < 1e-12 * portrait.mean);
        let rising = |pair: &[f64]| pair[1] >= pair[0] - 1e-9 * portrait.mean;
        assert!(portrait.groups.windows(2).all(rising));
        assert_eq!(portrait.lorenz.len(), LORENZ_POINTS);
        assert!((portrait.lorenz[LORENZ_POINTS - 1] - 1.0).abs() < 1e-12);
        let twice = average(&[&portrait, &portrait]);
        assert_eq!(twice, portrait);
        let first = HouseholdId::new(0);
        let (incomes, weights) = incomes_per_head(&economy);
        assert_eq!(incomes[0], economy.households.disposable_income[first]);
        assert_eq!(weights[0], 1.0);
    }
}
