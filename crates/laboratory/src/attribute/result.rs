//! What came out of an attribution: shares that add up to the whole, and what to be careful about.
//!
//! # Source
//! Digital economy, §9; form: Design, §8.

use serde::Serialize;
use theory::LEDGER;

use super::game::Game;
use super::log::Kept;
use super::orders::{Estimate, owen};
use super::plan::{Job, Plan};
use crate::uncertainty::{correlation, mean_and_error};

/// Below this correlation between arms, pairing has stopped helping.
const PAIRED: f64 = 0.2;
/// First and last effects differ in sign if both are this many standard errors away from 0.
const ERRORS: f64 = 2.0;
/// Singles that add up to something this far from the joint effect, relative to it, are remarked on.
const APART: f64 = 0.1;

/// What belongs beside every figure of an attribution.
pub const PITFALLS: [&str; 6] = [
    "A fair division is not a causal chain: it says what each group is worth in all company, not through what it works.",
    "Orders of arrival include absurd ones, such as platforms without networks, or the bill of digitisation without its gain.",
    "Thresholds make groups complements, and then the piece that comes last is credited too little.",
    "Means hide that histories can lock in: look at the distribution over seeds too.",
    "A coalition without costs is not a policy.",
    "More agents or seeds are not more evidence: what is uncertain is parameters and closure.",
];

/// A mean with its standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measured {
    /// The mean over seeds.
    pub mean: f64,
    /// Its standard error, paired by seed; null with one seed.
    pub se: f64,
}

/// The whole effect of all players.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Total {
    /// All on less all off.
    pub difference: f64,
    /// Its standard error, paired by seed.
    pub se: f64,
}

/// What a group is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupShare {
    /// Letter, or `others`.
    pub group: String,
    /// The group in words.
    pub title: String,
    /// Shapley value.
    pub shapley: f64,
    /// Its standard error.
    pub se: f64,
    /// Effect of this group alone.
    pub first: f64,
    /// Its standard error.
    pub first_se: f64,
    /// Effect of this group on top of all others.
    pub last: f64,
    /// Its standard error.
    pub last_se: f64,
    /// Whether first and last effects clearly have different signs.
    pub sign_changes: bool,
}

/// What a concept is worth inside its group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConceptShare {
    /// Id.
    pub id: &'static str,
    /// Key.
    pub key: &'static str,
    /// Name.
    pub name: &'static str,
    /// The group it plays in.
    pub group: String,
    /// Owen value, moved so that the members of a group add up to its Shapley value.
    pub owen: f64,
    /// Its standard error over pairs of orders.
    pub se: f64,
}

/// How two groups act together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Interaction index: above 0 they do more together than apart.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
}

/// Correlation over seeds between all on and all off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Horizon {
    /// The quarter.
    pub quarter: u32,
    /// The correlation; null with fewer than three seeds, or where an arm does not vary.
    pub correlation: f64,
}

/// The attribution of one outcome, in one quarter, under one closure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeShare {
    /// Its name.
    pub outcome: String,
    /// The quarter.
    pub quarter: u32,
    /// What holds the foreign position.
    pub closure: &'static str,
    /// Elasticity of the wage curve.
    pub wage_elasticity: f64,
    /// Seeds.
    pub n: usize,
    /// With all players off.
    pub base: Measured,
    /// With all players on.
    pub level: Measured,
    /// The whole effect.
    pub total: Total,
    /// The whole effect in each seed, smallest first.
    pub by_seed: Vec<f64>,
    /// Shares of groups, which add up to the whole.
    pub groups: Vec<GroupShare>,
    /// Shares of concepts, which add up to those of their groups; empty if no orders were played.
    pub concepts: Vec<ConceptShare>,
    /// Interactions of groups.
    pub interactions: Vec<Pair>,
    /// First effects of all groups, added up.
    pub sum_of_singles: f64,
    /// Correlation between all on and all off at this quarter.
    pub correlation: f64,
    /// The same by horizon.
    pub horizons: Vec<Horizon>,
    /// What to be careful about, most important first.
    pub warnings: Vec<String>,
}

impl OutcomeShare {
    /// The same in a unit of which there are `factor` in one of this.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        let mut numbers: Vec<&mut f64> = vec![&mut self.sum_of_singles];
        for measured in [&mut self.base, &mut self.level] {
            numbers.extend([&mut measured.mean, &mut measured.se]);
        }
        numbers.extend([&mut self.total.difference, &mut self.total.se]);
        numbers.extend(&mut self.by_seed);
        for group in &mut self.groups {
            numbers.extend([&mut group.shapley, &mut group.se, &mut group.first]);
            numbers.extend([&mut group.first_se, &mut group.last, &mut group.last_se]);
        }
        for concept in &mut self.concepts {
            numbers.extend([&mut concept.owen, &mut concept.se]);
        }
        for pair in &mut self.interactions {
            numbers.extend([&mut pair.value, &mut pair.se]);
        }
        for number in numbers {
            *number *= factor;
        }
        self
    }
}

/// The numbers of runs, read as games.
struct Reader<'a> {
    plan: &'a Plan,
    kept: &'a Kept,
    arm: usize,
    place: usize,
}

impl Reader<'_> {
    fn value(&self, present: u64, seed: u64) -> f64 {
        let arm = self.arm;
        let run = self.kept.get(&Job { arm, present, seed });
        run.map_or(f64::NAN, |values| values[self.place])
    }

    fn game(&self, seed: u64) -> Game {
        let players = &self.plan.players;
        Game::of(players.list.len(), |coalition| {
            self.value(players.set(coalition), seed)
        })
    }

    /// What each arrival added, in each order.
    fn contributions(&self) -> Vec<Vec<f64>> {
        let plan = self.plan;
        let of = |(k, order): (usize, &Vec<usize>)| {
            let seed = plan.seed_of_order(k);
            let mut added = vec![0.0; order.len()];
            let mut present = 0;
            for &arrival in order {
                let with = present | plan.arrivals[arrival];
                added[arrival] = self.value(with, seed) - self.value(present, seed);
                present = with;
            }
            added
        };
        plan.orders.iter().enumerate().map(of).collect()
    }

    /// Outcomes of all seeds with nobody and with everybody.
    fn arms(&self) -> [Vec<f64>; 2] {
        let seeds = &self.plan.seeds;
        [0, self.plan.players.everybody()].map(|present| {
            seeds
                .iter()
                .map(|&seed| self.value(present, seed))
                .collect()
        })
    }
}

impl Plan {
    /// The attribution of the outcomes `chosen`, by number in the gauge, at the quarters asked for.
    #[must_use]
    pub fn shares(&self, kept: &Kept, chosen: &[usize]) -> Vec<OutcomeShare> {
        let mut shares = Vec::new();
        for &outcome in chosen {
            for (mark, &quarter) in self.gauge.marks().iter().enumerate() {
                if !self.effort.at.contains(&quarter) {
                    continue;
                }
                for arm in 0..self.arms.len() {
                    shares.push(self.share(kept, outcome, mark, arm));
                }
            }
        }
        shares
    }

    fn share(&self, kept: &Kept, outcome: usize, mark: usize, arm: usize) -> OutcomeShare {
        let reader = |mark| Reader {
            plan: self,
            kept,
            arm,
            place: self.gauge.place(outcome, mark),
        };
        let here = reader(mark);
        let games: Vec<Game> = self.seeds.iter().map(|&seed| here.game(seed)).collect();
        let over = |of: &dyn Fn(&Game) -> f64| {
            let (mean, se) = mean_and_error(&games.iter().map(of).collect::<Vec<_>>());
            Measured { mean, se }
        };
        let shapley: Vec<Vec<f64>> = games.iter().map(Game::shapley).collect();
        let players = &self.players.list;
        let groups: Vec<GroupShare> = players
            .iter()
            .enumerate()
            .map(|(k, player)| {
                let (shapley, se) =
                    mean_and_error(&shapley.iter().map(|of| of[k]).collect::<Vec<_>>());
                let (first, last) = (over(&|game| game.first(k)), over(&|game| game.last(k)));
                GroupShare {
                    group: player.id.clone(),
                    title: player.title.clone(),
                    shapley,
                    se,
                    first: first.mean,
                    first_se: first.se,
                    last: last.mean,
                    last_se: last.se,
                    sign_changes: first.mean * last.mean < 0.0 && clear(first) && clear(last),
                }
            })
            .collect();
        let mut interactions = Vec::new();
        for a in 0..players.len() {
            for b in a + 1..players.len() {
                let index = over(&|game| game.interaction(a, b));
                interactions.push(Pair {
                    a: players[a].id.clone(),
                    b: players[b].id.clone(),
                    value: index.mean,
                    se: index.se,
                });
            }
        }
        let total = over(&Game::total);
        let horizons: Vec<Horizon> = self
            .gauge
            .marks()
            .iter()
            .enumerate()
            .map(|(mark, &quarter)| {
                let [off, on] = reader(mark).arms();
                Horizon {
                    quarter,
                    correlation: correlation(&off, &on),
                }
            })
            .collect();
        let mut share = OutcomeShare {
            outcome: self.gauge.names()[outcome].to_owned(),
            quarter: self.gauge.marks()[mark],
            closure: self.arms[arm].trade,
            wage_elasticity: self.arms[arm].wage_elasticity,
            n: self.seeds.len(),
            base: over(&|game| game.value(0)),
            level: over(&|game| game.value((1 << game.players()) - 1)),
            total: Total {
                difference: total.mean,
                se: total.se,
            },
            by_seed: sorted(games.iter().map(Game::total).collect()),
            concepts: self.concepts(&here, &groups),
            groups,
            interactions,
            sum_of_singles: over(&Game::sum_of_singles).mean,
            correlation: horizons[mark].correlation,
            horizons,
            warnings: Vec::new(),
        };
        share.warnings = warnings(&share);
        share
    }

    fn concepts(&self, reader: &Reader<'_>, groups: &[GroupShare]) -> Vec<ConceptShare> {
        if self.orders.is_empty() {
            return Vec::new();
        }
        let exact: Vec<Estimate> = groups
            .iter()
            .map(|group| Estimate {
                value: group.shapley,
                error: group.se,
            })
            .collect();
        let values = owen(&self.groups, &reader.contributions(), &exact);
        let mut shares = Vec::new();
        for (group, arrivals) in groups.iter().zip(&self.groups.0) {
            for &arrival in arrivals {
                // Several concepts that arrive as one have no shares of their own.
                let set = self.arrivals[arrival];
                if set.is_power_of_two() {
                    let concept = &LEDGER[set.trailing_zeros() as usize];
                    shares.push(ConceptShare {
                        id: concept.id,
                        key: concept.key,
                        name: concept.name,
                        group: group.group.clone(),
                        owen: values[arrival].value,
                        se: values[arrival].error,
                    });
                }
            }
        }
        shares
    }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// Whether an effect is clearly not 0; with one seed nobody can say, and it is taken as it is.
fn clear(effect: Measured) -> bool {
    effect.se.is_nan() || effect.mean.abs() > ERRORS * effect.se
}

fn warnings(share: &OutcomeShare) -> Vec<String> {
    let mut warnings = Vec::new();
    for group in share.groups.iter().filter(|group| group.sign_changes) {
        let way = |effect: f64| if effect > 0.0 { "raises" } else { "lowers" };
        warnings.push(format!(
            "Group {} alone {} {}, and on top of all others {} it: its share below is a mean of opposite effects.",
            group.group,
            way(group.first),
            share.outcome,
            way(group.last)
        ));
    }
    if share.total.difference.is_nan() {
        warnings.push(
            "A run broke down, or the outcome is not a number in one of them, so nothing can be attributed."
                .to_owned(),
        );
    }
    if let Some(horizon) = share.horizons.iter().find(|at| at.correlation < PAIRED) {
        warnings.push(format!(
            "From quarter {} on the arms are hardly correlated over seeds ({:.2}, below {PAIRED}): pairing has stopped helping, and only more seeds do.",
            horizon.quarter, horizon.correlation
        ));
    }
    let joint = share.total.difference;
    if (share.sum_of_singles - joint).abs() > APART * joint.abs() {
        warnings.push(
            "The effects of groups alone do not add up to their joint effect: groups act on each other."
                .to_owned(),
        );
    }
    if share.n < 2 {
        warnings.push("With one seed there is no standard error.".to_owned());
    }
    warnings
}
