//! Step 5, what does not depend on wages: how many jobs the residents of each area hold, and who of them works or
//! looks for work.
//!
//! # Source
//! Long run, §5.6 step 5.

use quantity::{Purpose, QuarterDraws, maths};

use super::controls::Area;
use super::jobs::{Knowledge, Workplaces};
use super::rounding::apportion;
use crate::people::{Age, Problem};

/// Jobs and labour force of all areas: what does not depend on wages.
#[derive(Debug)]
pub struct Labour {
    /// The areas, in order.
    pub areas: Vec<OfArea>,
    /// Where people from which areas work, in sentences.
    pub log: Vec<String>,
}

/// The jobs, the unemployed and the labour force of an area's residents.
#[derive(Clone, Debug, Default)]
pub struct OfArea {
    /// Cell and number of jobs.
    pub jobs: Vec<(usize, u64)>,
    /// How many look for work.
    pub unemployed: u64,
    /// Who works or looks for work.
    pub force: Force,
}

/// The labour force of an area, in the order of its persons.
#[derive(Clone, Debug, Default)]
pub struct Force {
    /// The persons.
    pub persons: Vec<u32>,
    /// Normal score of each one's rank by income per head of the household.
    pub score: Vec<f64>,
    /// The noise that is added to it, a standard normal.
    pub luck: Vec<f64>,
}

impl Labour {
    /// Finds out which jobs are held by residents of each area, and who of them is in the labour force.
    ///
    /// # Errors
    /// If there are more jobs than adults.
    pub fn new(
        knowing: Knowledge<'_>,
        workplaces: &Workplaces,
        draws: QuarterDraws,
    ) -> Result<Self, Problem> {
        let mut log = Vec::new();
        let mut areas = slots(knowing, workplaces, &mut log)?;
        for (number, of_area) in areas.iter_mut().enumerate() {
            let employed: u64 = of_area.jobs.iter().map(|&(_, jobs)| jobs).sum();
            let wanted = employed + of_area.unemployed;
            of_area.force = force(knowing, number, wanted, draws);
        }
        Ok(Self { areas, log })
    }
}

/// The labour force of an area, `wanted` persons.
fn force(knowing: Knowledge<'_>, number: usize, wanted: u64, draws: QuarterDraws) -> Force {
    let Knowledge {
        settings,
        areas,
        people,
        standing,
        ..
    } = knowing;
    let area = &areas[number];
    let (working, old) = able(area);
    let old_able = settings.old_participation * old as f64;
    let share = maths::ratio_or_zero(old_able, working as f64 + old_able);
    let from_old = (wanted as f64 * share).round() as u64;
    let from_old = from_old.clamp(wanted.saturating_sub(working), old.min(wanted));
    let mut persons = pick(knowing, number, wanted - from_old, from_old, draws);
    // Where two are equal the lower number comes first, which is the order of their draws too.
    persons.sort_unstable();
    let standing = persons
        .iter()
        .map(|&k| standing[people.household[k as usize] as usize]);
    let (order, _) = inequality::sorted(&standing.collect::<Vec<f64>>());
    let n = order.len() as f64;
    let mut score = vec![0.0; order.len()];
    for (rank, place) in order.into_iter().enumerate() {
        score[place as usize] = maths::normal_quantile((rank as f64 + 0.5) / n);
    }
    let start = people.persons_of(number).start;
    let luck = |&k: &u32| {
        let agent = area.agent(k as usize - start);
        draws.stream(Purpose::PopulationJobs, agent).normal()
    };
    Force {
        score,
        luck: persons.iter().map(luck).collect(),
        persons,
    }
}

/// Persons under 60 and over 15, and the old, of an area.
fn able(area: &Area) -> (u64, u64) {
    (area.ages[1] + area.ages[2], area.ages[3])
}

/// Which jobs the residents of each area hold.
fn slots(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    log: &mut Vec<String>,
) -> Result<Vec<OfArea>, Problem> {
    let Knowledge {
        census,
        calibration,
        settings,
        areas,
        ..
    } = knowing;
    let rows = &census.regions.areas;
    let n = areas.len();
    let demand: Vec<u64> = (0..n).map(|a| workplaces.jobs_in(a)).collect();
    // Those who can be employed: as the controls have it, and in need everybody who is grown up.
    let usual: Vec<u64> = (0..n)
        .map(|a| {
            let (working, old) = able(&areas[a]);
            let able = working as f64 + settings.old_participation * old as f64;
            (settings.largest_participation * able * (1.0 - rows[a].unemployment)) as u64
        })
        .collect();
    let most: Vec<u64> = areas.iter().map(Area::adults).collect();
    let total: u64 = demand.iter().sum();
    if total > most.iter().sum() {
        return Err(Problem::Jobs {
            jobs: total,
            workers: most.iter().sum(),
            persons: areas.iter().map(|area| area.persons).sum(),
        });
    }
    let mut held: Vec<u64> = (0..n).map(|a| demand[a].min(usual[a])).collect();
    let mut flows = vec![0_u64; n * n];
    for (a, flow) in held.iter().enumerate() {
        flows[a * n + a] = *flow;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (areas[a].key, a));
    for (round, limit) in [&usual, &most].into_iter().enumerate() {
        for &to in &order {
            let filled: u64 = (0..n).map(|from| flows[from * n + to]).sum();
            let mut open = demand[to] - filled;
            if open == 0 {
                continue;
            }
            let mut near: Vec<usize> = (0..n).collect();
            let map = &calibration.geography;
            near.sort_by(|&a, &b| {
                map.distance(a, to)
                    .total_cmp(&map.distance(b, to))
                    .then(areas[a].key.cmp(&areas[b].key))
            });
            let mut came = 0;
            for from in near {
                let take = limit[from].saturating_sub(held[from]).min(open);
                flows[from * n + to] += take;
                held[from] += take;
                open -= take;
                came += if from == to { 0 } else { take };
            }
            let who = if round == 0 {
                ""
            } else {
                " beyond the usual participation"
            };
            log.push(format!(
                "{}: {} jobs for {} persons who can work; {came} are filled by commuters{who}",
                rows[to].code, demand[to], usual[to]
            ));
        }
    }
    let industries = workplaces.n_industries();
    let mut slots = vec![OfArea::default(); n];
    for to in 0..n {
        let mut left: Vec<u64> = (0..industries)
            .map(|g| u64::from(workplaces.jobs[g * n + to]))
            .collect();
        // Commuters of all areas take the same mix of jobs; residents have what they leave.
        for &from in &order {
            let flow = flows[from * n + to];
            if flow == 0 || from == to {
                continue;
            }
            let weights: Vec<f64> = left.iter().map(|&jobs| jobs as f64).collect();
            for (g, jobs) in apportion(&weights, flow).into_iter().enumerate() {
                let jobs = jobs.min(left[g]);
                left[g] -= jobs;
                slots[from].jobs.push((g * n + to, jobs));
            }
        }
        for (g, jobs) in left.into_iter().enumerate() {
            slots[to].jobs.push((g * n + to, jobs));
        }
    }
    for (a, slots) in slots.iter_mut().enumerate() {
        let rate = rows[a].unemployment;
        let wanted = (held[a] as f64 * rate / (1.0 - rate)).round() as u64;
        slots.unemployed = wanted.min(areas[a].adults() - held[a]);
    }
    Ok(slots)
}

/// The persons of the labour force of an area.
fn pick(
    knowing: Knowledge<'_>,
    number: usize,
    from_working: u64,
    from_old: u64,
    draws: QuarterDraws,
) -> Vec<u32> {
    let Knowledge {
        areas,
        people,
        need,
        ..
    } = knowing;
    let area = &areas[number];
    let start = people.persons_of(number).start;
    // First in line, luck, person.
    let mut working: Vec<(u8, u64, u32)> = Vec::new();
    let mut old: Vec<(u8, u64, u32)> = Vec::new();
    for h in people.households_of(number) {
        let (mut of_working, mut of_old) = (0, 0);
        for k in people.members(h) {
            let rank = draws.rank(Purpose::PopulationActivity, area.agent(k - start), 0);
            match people.age[k] {
                Age::Child => {}
                Age::Young | Age::Middle => {
                    working.push((of_working.min(1), rank, k as u32));
                    of_working += 1;
                }
                Age::Old => {
                    old.push((of_old, rank, k as u32));
                    of_old += 1;
                }
            }
        }
        // The old work first where nobody else can and something is to be earned.
        let earns = need[h] > 0.0;
        let members = old.len() - usize::from(of_old);
        for person in &mut old[members..] {
            person.0 = match (of_working, person.0) {
                (0, 0) if earns => 0,
                (0, _) if earns => 1,
                _ => 2,
            };
        }
    }
    working.sort_unstable();
    old.sort_unstable();
    working
        .into_iter()
        .take(from_working as usize)
        .chain(old.into_iter().take(from_old as usize))
        .map(|(_, _, k)| k)
        .collect()
}
