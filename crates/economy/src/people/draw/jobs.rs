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
use std::collections::binary_heap::PeekMut;

use quantity::{Purpose, QuarterDraws, maths};

use super::controls::Area;
use super::households::People;
use super::labour::{Labour, OfArea};
use super::rounding::Diffusion;
use crate::calibration::Calibration;
use crate::people::{Census, Settings};

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
    pub fn jobs_in(&self, area: usize) -> u64 {
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
    /// Who works in each cell.
    staff: Vec<Vec<u32>>,
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
}

/// By what jobs are given out, which depends on how they were given out before.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Copula of income per head and the wage of the job within an area.
    pub copula: f64,
    /// Wage of each cell.
    pub wage: &'a [f64],
}

/// Gives everybody an activity and every job a person.
pub fn assign(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    labour: &Labour,
    order: Order<'_>,
) -> Jobs {
    let n = knowing.people.n_persons();
    let rooms = workplaces.jobs.iter();
    let mut jobs = Jobs {
        status: vec![INACTIVE; n],
        staff: rooms.map(|&n| Vec::with_capacity(n as usize)).collect(),
    };
    for of_area in &labour.areas {
        place_residents(of_area, order, &mut jobs);
    }
    let workers = workers_of(knowing.people, &jobs.status);
    for cell in 0..jobs.staff.len() {
        hire(knowing, workplaces, cell, &workers, &mut jobs);
    }
    jobs
}

/// Gives the jobs of an area's residents to its labour force.
fn place_residents(of_area: &OfArea, order: Order<'_>, jobs: &mut Jobs) {
    let Order { copula, wage } = order;
    let rest = maths::positive(1.0 - copula * copula).sqrt();
    let force = &of_area.force;
    let scores = force.score.iter().zip(&force.luck);
    let keys: Vec<f64> = scores
        .map(|(score, luck)| copula * score + rest * luck)
        .collect();
    let (turn, _) = inequality::sorted(&keys);
    let mut turn = turn.into_iter().map(|place| force.persons[place as usize]);
    for k in turn.by_ref().take(of_area.unemployed as usize) {
        jobs.status[k as usize] = UNEMPLOYED;
    }
    let mut held: Vec<(usize, u64)> = of_area.jobs.clone();
    held.sort_unstable_by(|x, y| wage[x.0].total_cmp(&wage[y.0]).then(x.0.cmp(&y.0)));
    for (cell, count) in held {
        jobs.staff[cell].extend(turn.by_ref().take(count as usize).inspect(|&k| {
            // The firm follows; for now somebody who has one.
            jobs.status[k as usize] = 0;
        }));
    }
}

/// Correlation over all jobs of the normal scores of income per head and of the wage of area and industry.
pub fn reached_copula(
    knowing: Knowledge<'_>,
    workplaces: &Workplaces,
    wage: &[f64],
    jobs: &Jobs,
) -> f64 {
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
    workers: &[u8],
    jobs: &mut Jobs,
) {
    let Knowledge {
        people,
        need,
        areas,
        ..
    } = knowing;
    let Jobs { status, staff } = jobs;
    let staff = &staff[cell];
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
            let Some(mut claim) = queue.peek_mut() else {
                return;
            };
            let number = claim.1.0;
            let firm = &mut firms[number as usize - first];
            status[k as usize] = number;
            firm.open -= 1;
            firm.due -= need;
            left -= need;
            if firm.open > 0 {
                claim.0 = firm.excess(mean);
            } else {
                PeekMut::pop(claim);
            }
        }
        waiting -= workers.len();
    }
}

/// Whether each person works on own account: the share of each industry that does.
pub fn own_account(
    census: &Census,
    areas: &[Area],
    people: &People,
    workplaces: &Workplaces,
    jobs: &Jobs,
    draws: QuarterDraws,
) -> Vec<bool> {
    let mut self_employed = vec![false; people.n_persons()];
    let n = areas.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (areas[a].key, a));
    for (g, &share) in census.self_employed_share.iter().enumerate() {
        let mut diffusion = Diffusion::new(2);
        for &a in &order {
            let staff = &jobs.staff[g * n + a];
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
                self_employed[k as usize] = true;
            }
        }
    }
    self_employed
}
