//! Step 5: who works, who looks for work, and who works where.
//!
//! The jobs are those of the firms. People work in the area where they live as far as there are enough
//! of them who can; the jobs that remain are filled from the province's other area and then from the
//! nearest ones. Of those who can work, one person under 60 of every household comes first, so that
//! households have somebody to earn their income. Within an area persons rank by the income per head of
//! their household, with noise: the lowest ranks are unemployed, the others get the jobs in the order of
//! their wages. Part of the copula between incomes and wages is between areas; within them it is what is
//! missing to that of the country.
//!
//! Within an industry and area the workers who need most are spread over its firms evenly, so that
//! every staff is like any other: a firm pays what its staff earns on average.
//! # Source
//! Long run, §5.6 step 5.

use std::collections::BinaryHeap;

use quantity::{Purpose, QuarterDraws, maths};

use super::controls::Area;
use super::households::People;
use super::rounding::{Diffusion, apportion};
use crate::calibration::Calibration;
use crate::people::{Age, Census, Problem, Settings};

/// The firms that there are, in firm order.
#[derive(Clone, Debug, Default)]
pub struct Workplaces {
    /// Employees.
    pub sizes: Vec<u32>,
    /// Industry.
    pub industry: Vec<u32>,
    /// Area.
    pub area: Vec<u32>,
    /// First firm of every industry in every area, at `industry · areas + area`, and the number of firms.
    pub first_of_cell: Vec<u32>,
    /// Employees at `industry · areas + area`.
    pub jobs: Vec<u32>,
    /// Areas.
    pub n_areas: usize,
}

impl Workplaces {
    /// Firms of a cell.
    pub fn firms(&self, cell: usize) -> std::ops::Range<usize> {
        self.first_of_cell[cell] as usize..self.first_of_cell[cell + 1] as usize
    }

    /// Number of industries.
    pub fn n_industries(&self) -> usize {
        self.jobs.len().div_euclid(self.n_areas.max(1))
    }

    /// Jobs of an area.
    fn jobs_in(&self, area: usize) -> u64 {
        let cells = (0..self.n_industries()).map(|g| self.jobs[g * self.n_areas + area]);
        cells.map(u64::from).sum()
    }
}

/// What a person does.
pub type Status = u32;
/// Neither works nor looks for work.
pub const INACTIVE: Status = u32::MAX;
/// Looks for work.
pub const UNEMPLOYED: Status = u32::MAX - 1;

/// Who works where.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// The firm of each person, or [`INACTIVE`] or [`UNEMPLOYED`].
    pub status: Vec<Status>,
    /// Whether a person works on own account.
    pub self_employed: Vec<bool>,
}

/// What the drawing of jobs knows of everybody.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// The census.
    pub census: &'a Census,
    /// The calibration.
    pub calibration: &'a Calibration,
    /// The settings.
    pub settings: &'a Settings,
    /// Controls of areas.
    pub areas: &'a [Area],
    /// The persons.
    pub people: &'a People,
    /// What each household has to earn by work, money per quarter.
    pub need: &'a [f64],
    /// Normal score of each household's rank by income per head.
    pub standing: &'a [f64],
    /// Copula of income per head and the wage of the job within an area.
    pub copula: f64,
    /// Wage of each cell.
    pub wage: &'a [f64],
}

/// Gives everybody an activity and every job a person.
pub fn assign(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    draws: QuarterDraws,
    log: &mut Vec<String>,
) -> Result<Jobs, Problem> {
    let n = knowing.people.n_persons();
    let slots = slots(knowing, workplaces, log)?;
    let mut jobs = Jobs {
        status: vec![INACTIVE; n],
        self_employed: vec![false; n],
    };
    let mut staff: Vec<Vec<u32>> = workplaces
        .jobs
        .iter()
        .map(|&jobs| Vec::with_capacity(jobs as usize))
        .collect();
    for (number, slots) in slots.iter().enumerate() {
        place_residents(knowing, number, slots, draws, &mut jobs, &mut staff);
    }
    let workers = workers_of(knowing.people, &jobs.status);
    for (cell, staff) in staff.iter().enumerate() {
        hire(knowing, workplaces, cell, staff, &workers, &mut jobs);
    }
    own_account(knowing, workplaces, &staff, draws, &mut jobs);
    Ok(jobs)
}

/// Correlation over all jobs of the normal scores of income per head and of the wage of area and industry.
pub fn reached_copula(knowing: Knowledge<'_>, workplaces: &Workplaces, jobs: &Jobs) -> f64 {
    let wage = knowing.wage;
    let mut order: Vec<usize> = (0..wage.len())
        .filter(|&c| workplaces.jobs[c] > 0)
        .collect();
    order.sort_by(|&a, &b| wage[a].total_cmp(&wage[b]).then(a.cmp(&b)));
    let all: f64 = workplaces.jobs.iter().map(|&n| f64::from(n)).sum();
    let mut score = vec![0.0; wage.len()];
    let mut below = 0.0;
    for cells in order.chunk_by(|&a, &b| wage[a] == wage[b]) {
        let n: f64 = cells.iter().map(|&c| f64::from(workplaces.jobs[c])).sum();
        for &cell in cells {
            score[cell] = maths::normal_quantile((below + 0.5 * n) / all);
        }
        below += n;
    }
    let workers = jobs.status.iter().zip(&knowing.people.household);
    let pairs = workers
        .filter(|&(&status, _)| status < UNEMPLOYED)
        .map(|(&firm, &h)| {
            let firm = firm as usize;
            let cell = workplaces.industry[firm] as usize * workplaces.n_areas;
            let cell = cell + workplaces.area[firm] as usize;
            (knowing.standing[h as usize], score[cell])
        });
    let [mut x, mut y, mut xx, mut yy, mut xy] = [0.0; 5];
    for (a, b) in pairs {
        x += a;
        y += b;
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    let spread = (xx - x * x / all) * (yy - y * y / all);
    maths::ratio_or_zero(xy - x * y / all, maths::positive(spread).sqrt())
}

/// Persons with a job in each household.
fn workers_of(people: &People, status: &[Status]) -> Vec<u8> {
    (0..people.n_households())
        .map(|h| {
            let members = status[people.members(h)].iter();
            members.filter(|&&status| status < UNEMPLOYED).count() as u8
        })
        .collect()
}

/// The jobs and the unemployed of an area's residents.
#[derive(Clone, Debug, Default)]
struct Slots {
    /// Cell and number of jobs, the lowest wage first.
    jobs: Vec<(usize, u64)>,
    unemployed: u64,
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
) -> Result<Vec<Slots>, Problem> {
    let Knowledge {
        census,
        calibration,
        settings,
        areas,
        wage,
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
    let mut slots = vec![Slots::default(); n];
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
        slots
            .jobs
            .sort_by(|x, y| wage[x.0].total_cmp(&wage[y.0]).then(x.0.cmp(&y.0)));
        let rate = rows[a].unemployment;
        let wanted = (held[a] as f64 * rate / (1.0 - rate)).round() as u64;
        slots.unemployed = wanted.min(areas[a].adults() - held[a]);
    }
    Ok(slots)
}

/// Picks the labour force of an area and gives its members their jobs.
fn place_residents(
    knowing: Knowledge<'_>,
    number: usize,
    slots: &Slots,
    draws: QuarterDraws,
    jobs: &mut Jobs,
    staff: &mut [Vec<u32>],
) {
    let Knowledge {
        settings,
        areas,
        people,
        standing,
        copula,
        ..
    } = knowing;
    let area = &areas[number];
    let employed: u64 = slots.jobs.iter().map(|&(_, jobs)| jobs).sum();
    let force = employed + slots.unemployed;
    let (working, old) = able(area);
    let old_able = settings.old_participation * old as f64;
    let share = maths::ratio_or_zero(old_able, working as f64 + old_able);
    let from_old = (force as f64 * share).round() as u64;
    let from_old = from_old.clamp(force.saturating_sub(working), old.min(force));
    let picked = pick(knowing, number, force - from_old, from_old, draws);

    let mut order: Vec<(f64, u64, u32)> = picked
        .iter()
        .map(|&(h, k)| {
            let agent = area.agent(k as usize - people.persons_of(number).start);
            (standing[h as usize], agent, k)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let rest = maths::positive(1.0 - copula * copula).sqrt();
    let n = order.len() as f64;
    for (rank, (key, agent, _)) in order.iter_mut().enumerate() {
        let score = maths::normal_quantile((rank as f64 + 0.5) / n);
        let luck = draws.stream(Purpose::PopulationJobs, *agent).normal();
        *key = copula * score + rest * luck;
    }
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut turn = order.into_iter().map(|(_, _, k)| k);
    for k in turn.by_ref().take(slots.unemployed as usize) {
        jobs.status[k as usize] = UNEMPLOYED;
    }
    for &(cell, count) in &slots.jobs {
        staff[cell].extend(turn.by_ref().take(count as usize).inspect(|&k| {
            // The firm follows; for now somebody who has one.
            jobs.status[k as usize] = 0;
        }));
    }
}

/// The labour force of an area: household and person.
fn pick(
    knowing: Knowledge<'_>,
    number: usize,
    from_working: u64,
    from_old: u64,
    draws: QuarterDraws,
) -> Vec<(u32, u32)> {
    let Knowledge {
        areas,
        people,
        need,
        ..
    } = knowing;
    let area = &areas[number];
    let start = people.persons_of(number).start;
    // First in line, luck, household, person.
    let mut working: Vec<(u8, u64, u32, u32)> = Vec::new();
    let mut old: Vec<(u8, u64, u32, u32)> = Vec::new();
    for h in people.households_of(number) {
        let (mut of_working, mut of_old) = (0, 0);
        for k in people.members(h) {
            let rank = draws.rank(Purpose::PopulationActivity, area.agent(k - start), 0);
            match people.age[k] {
                Age::Child => {}
                Age::Young | Age::Middle => {
                    working.push((of_working.min(1), rank, h as u32, k as u32));
                    of_working += 1;
                }
                Age::Old => {
                    old.push((of_old, rank, h as u32, k as u32));
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
        .map(|(_, _, h, k)| (h, k))
        .collect()
}

/// Times within a cell at which the mean of those who are still without a firm is taken anew.
const MEANS: usize = 128;

/// A firm while its staff is put together.
#[derive(Clone, Copy, Debug)]
struct Staffing {
    firm: u32,
    /// Places left.
    open: u32,
    /// What its staff still has to need, so that the mean is that of the cell.
    due: f64,
}

impl Staffing {
    /// How much more than average those who are still to come have to need.
    fn excess(&self, mean: f64) -> f64 {
        self.due - f64::from(self.open) * mean
    }
}

/// A firm in the queue for the next worker: the largest excess first, then the lowest number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Claim(f64, std::cmp::Reverse<u32>);

impl Eq for Claim {}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Claim {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

/// Gives the workers of a cell their firms, such that all staffs need the same on average: those who
/// need most come first, and the firm that lacks most takes the next one.
fn hire(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    cell: usize,
    staff: &[u32],
    workers: &[u8],
    jobs: &mut Jobs,
) {
    let Knowledge {
        people,
        need,
        areas,
        ..
    } = knowing;
    if staff.is_empty() {
        return;
    }
    let mut order: Vec<(f64, u64, u32)> = staff
        .iter()
        .map(|&k| {
            let h = people.household[k as usize] as usize;
            let number = people.area[h] as usize;
            let agent = areas[number].agent(k as usize - people.persons_of(number).start);
            (need[h] / f64::from(workers[h].max(1)), agent, k)
        })
        .collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left: f64 = order.iter().map(|&(need, _, _)| need).sum();
    let mean = left / order.len() as f64;
    let first = workplaces.firms(cell).start;
    let mut firms: Vec<Staffing> = workplaces
        .firms(cell)
        .map(|firm| Staffing {
            firm: firm as u32,
            open: workplaces.sizes[firm],
            due: mean * f64::from(workplaces.sizes[firm]),
        })
        .collect();
    let mut queue = BinaryHeap::with_capacity(firms.len());
    let chunk = order.len().div_ceil(MEANS);
    let mut waiting = order.len();
    for workers in order.chunks(chunk) {
        let mean = left / waiting as f64;
        let open = firms.iter().filter(|firm| firm.open > 0);
        queue.clear();
        queue.extend(open.map(|firm| Claim(firm.excess(mean), std::cmp::Reverse(firm.firm))));
        for &(need, _, k) in workers {
            let Some(Claim(_, std::cmp::Reverse(number))) = queue.pop() else {
                return;
            };
            let firm = &mut firms[number as usize - first];
            jobs.status[k as usize] = number;
            firm.open -= 1;
            firm.due -= need;
            left -= need;
            if firm.open > 0 {
                queue.push(Claim(firm.excess(mean), std::cmp::Reverse(number)));
            }
        }
        waiting -= workers.len();
    }
}

/// Lets the share of each industry that works on own account do so.
fn own_account(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    staff: &[Vec<u32>],
    draws: QuarterDraws,
    jobs: &mut Jobs,
) {
    let Knowledge {
        census,
        people,
        areas,
        ..
    } = knowing;
    let n = areas.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (areas[a].key, a));
    for (g, &share) in census.self_employed_share.iter().enumerate() {
        let mut diffusion = Diffusion::new(2);
        for &a in &order {
            let staff = &staff[g * n + a];
            let n_jobs = u64::from(workplaces.jobs[g * n + a]);
            let own = diffusion.split(&[share, 1.0 - share], n_jobs)[0];
            let mut hashed: Vec<(u64, u32)> = staff
                .iter()
                .map(|&k| {
                    let household = people.household[k as usize] as usize;
                    let number = people.area[household] as usize;
                    let start = people.persons_of(number).start;
                    let agent = areas[number].agent(k as usize - start);
                    (draws.rank(Purpose::PopulationSelfEmployed, agent, 0), k)
                })
                .collect();
            hashed.sort_unstable();
            for &(_, k) in hashed.iter().take(own as usize) {
                jobs.self_employed[k as usize] = true;
            }
        }
    }
}
