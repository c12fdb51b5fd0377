//! Labour: firms with too many workers dismiss some, firms with too few hire from the unemployed, those
//! of their own area first.
//!
//! There are no voluntary quits. Where machines take tasks and new ones arise, they say who goes first and
//! whom a vacancy is for: `tasks.rs`. A firm never wants fewer than one worker, so it always keeps one. People
//! have an education, and a vacancy is for one: [`crate::people::skill`].
//!
//! # Equation
//! ```text
//! from afar with probability r_i: area ℓ ∝ |U_ℓ|
//! otherwise own area with probability 1 − σ_c      and else area ℓ' ∝ |U_ℓ'| e^(−δ_L d)
//! ```
//! `r` share of the firm's work that is done from afar, a channel; `U` people without a job, by the area where they live; `d` hops. Where nobody is left in the area
//! drawn, own or others, the firm turns to the other. Without luck nobody is hired from afar. With one area, or with `geography.local_labour`
//! off, there is one pool.
//!
//! # Source
//! Base model, §6.7; long run, §4.4; digital economy, §3, channel 23.

use quantity::{FirmId, Id, PersonId, Purpose};

use crate::chance::Chance;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::geography::Geography;
use crate::households::{Households, NOBODY};
use crate::markets::tasks::Tasks;
use crate::people::skill::Vacancy;

/// Work space of the labour market, kept between quarters, and what it leaves open.
#[derive(Clone, Debug, Default)]
pub struct LabourMarket {
    vacancies: Vec<i64>,
    staff_at_risk: Vec<(u64, u32)>,
    pools: Pools,
    recruiting: Vec<(u64, u32)>,
    hired: Vec<u32>,
    /// Tasks that went and came, for those who may lose or get a job by them.
    tasks: Tasks,
    /// Vacancies that found nobody this quarter.
    pub unfilled: u64,
    /// Workers hired this quarter.
    pub hires: u64,
    /// Workers hired this quarter who live in another area than they work.
    pub hires_from_afar: u64,
    /// Workers hired this quarter to work from wherever they live.
    pub remote_hires: u64,
}

impl LabourMarket {
    /// Matches workers to firms: dismissals first, then hiring in rounds of one worker per firm.
    pub fn match_workers(
        &mut self,
        households: &mut Households,
        firms: &mut Firms,
        geography: &Geography,
        channels: &Channels,
        chance: Chance,
    ) {
        self.tasks.note(households, firms, channels);
        self.vacancies.clear();
        let wanted = firms.desired_employees.iter().zip(firms.employees.iter());
        self.vacancies
            .extend(wanted.map(|(&wanted, &employed)| i64::from(wanted) - i64::from(employed)));
        self.dismiss(households, firms, chance);
        self.hire(households, firms, geography, channels, chance);
        self.unfilled = self.vacancies.iter().map(|&v| v.max(0) as u64).sum();
    }

    /// Vacancies that a firm posted in the last quarter, filled or not; none before the first.
    #[must_use]
    pub fn posted(&self, firm: FirmId) -> u32 {
        let hired = self.hired.get(firm.index()).copied().unwrap_or(0);
        let left = self.vacancies.get(firm.index()).copied().unwrap_or(0);
        hired + left.max(0) as u32
    }

    fn dismiss(&mut self, households: &mut Households, firms: &mut Firms, chance: Chance) {
        self.staff_at_risk.clear();
        for (worker, &employer) in households.employer.iter().enumerate() {
            if self
                .vacancies
                .get(employer as usize)
                .is_some_and(|&v| v < 0)
            {
                self.staff_at_risk.push((0, worker as u32));
            }
        }
        chance.arrange(Purpose::Firing, 0, &mut self.staff_at_risk);
        self.dismiss_by_tasks(households, firms);
        for &(_, worker) in &self.staff_at_risk {
            let employer = &mut households.employer[PersonId(worker)];
            let firm = *employer as usize;
            if self.vacancies[firm] < 0 {
                *employer = NOBODY;
                firms.employees[FirmId::new(firm)] -= 1;
                self.vacancies[firm] += 1;
            }
        }
    }

    /// Dismisses first those whose tasks have gone, as far as the firm has too many workers at all.
    fn dismiss_by_tasks(&mut self, households: &mut Households, firms: &mut Firms) {
        let Some(people) = households.people.as_ref().filter(|_| self.tasks.any()) else {
            return;
        };
        let (vacancies, tasks) = (&mut self.vacancies, &mut self.tasks);
        let employers = &mut households.employer;
        self.staff_at_risk.retain(|&(_, worker)| {
            let employer = &mut employers[PersonId(worker)];
            let firm = *employer as usize;
            let education = people.education[PersonId(worker)];
            let goes = vacancies[firm] < 0 && tasks.take(*employer, education);
            if goes {
                *employer = NOBODY;
                firms.employees[FirmId::new(firm)] -= 1;
                vacancies[firm] += 1;
            }
            !goes
        });
    }

    fn hire(
        &mut self,
        households: &mut Households,
        firms: &mut Firms,
        geography: &Geography,
        channels: &Channels,
        chance: Chance,
    ) {
        self.pools.gather(households, geography, chance);
        (self.hires, self.hires_from_afar, self.remote_hires) = (0, 0, 0);
        self.hired.clear();
        self.hired.resize(firms.len(), 0);
        self.recruiting.clear();
        for (firm, &vacancies) in self.vacancies.iter().enumerate() {
            if vacancies > 0 {
                self.recruiting.push((0, firm as u32));
            }
        }
        let mut round = 0;
        while !self.recruiting.is_empty() && !self.pools.are_empty() {
            chance.arrange(Purpose::HiringOrder, round, &mut self.recruiting);
            for &(_, firm) in &self.recruiting {
                if self.pools.are_empty() {
                    break;
                }
                let n = &mut self.hired[firm as usize];
                let here = firms.area[FirmId(firm)] as usize;
                let share = channels.remote_hiring.at(FirmId(firm));
                let afar = self.pools.search_everywhere(share, chance, firm, *n);
                self.remote_hires += u64::from(afar.is_some());
                let from =
                    afar.unwrap_or_else(|| self.pools.search(here, geography, chance, firm, *n));
                let pool = &mut self.pools.of_area[from];
                let last = pool.len() - 1;
                let pick = chance.below(Purpose::Hiring, u64::from(firm), *n, last + 1);
                *n += 1;
                let pick = if chance == Chance::Absent { last } else { pick };
                let vacancy = Vacancy {
                    firm,
                    industry: firms.industry[FirmId(firm)],
                    number: *n,
                    education: self.tasks.vacancy_is_for(firm),
                };
                let pick = households
                    .people
                    .as_ref()
                    .map_or(pick, |people| people.choose(pick, pool, vacancy, chance));
                let worker = pool.swap_remove(pick);
                self.pools.waiting -= 1;
                self.hires += 1;
                self.hires_from_afar += u64::from(self.pools.local && from != here);
                households.employer[PersonId(worker)] = firm;
                households.note_hire(PersonId(worker), firm, afar.is_some());
                firms.employees[FirmId(firm)] += 1;
                self.vacancies[firm as usize] -= 1;
            }
            let vacancies = &self.vacancies;
            self.recruiting
                .retain(|&(_, firm)| vacancies[firm as usize] > 0);
            if chance == Chance::Absent {
                self.recruiting.sort_unstable_by_key(|&(_, firm)| firm);
            }
            round += 1;
        }
    }
}

/// The unemployed, by the area where they live; one pool where areas are no matter.
#[derive(Clone, Debug, Default)]
struct Pools {
    of_area: Vec<Vec<u32>>,
    /// People in all of them.
    waiting: usize,
    /// Whether there is a pool for each area.
    local: bool,
    /// Links of jobs, at `area of the firm · areas + area of the worker`.
    links: Vec<f64>,
    /// The fall with distance they were made with.
    links_decay: Option<f64>,
}

impl Pools {
    fn gather(&mut self, households: &Households, geography: &Geography, chance: Chance) {
        self.local = geography.in_force() && geography.settings.local_labour;
        let n = if self.local { geography.len() } else { 1 };
        self.of_area.resize_with(n, Vec::new);
        for pool in &mut self.of_area {
            pool.clear();
        }
        self.waiting = 0;
        for (worker, &employer) in households.employer.iter().enumerate() {
            if employer == NOBODY {
                let area = if self.local {
                    households.area_of_worker(worker)
                } else {
                    0
                };
                self.of_area[area].push(worker as u32);
                self.waiting += 1;
            }
        }
        // Taken from the back: without luck that is the lowest number.
        if chance == Chance::Absent {
            for pool in &mut self.of_area {
                pool.reverse();
            }
        }
        let decay = geography.settings.commuting_decay;
        if self.local && self.links_decay != Some(decay) {
            self.links.clear();
            self.links
                .extend((0..n * n).map(|k| geography.job_link(k % n, k.div_euclid(n))));
            self.links_decay = Some(decay);
        }
    }

    fn are_empty(&self) -> bool {
        self.waiting == 0
    }

    /// The pool in which a firm of area `here` finds somebody for its vacancy `number`; not all of them
    /// are empty.
    ///
    /// Without luck that is its own, and once it is empty the nearest one with somebody left.
    fn search(
        &self,
        here: usize,
        geography: &Geography,
        chance: Chance,
        firm: u32,
        number: u32,
    ) -> usize {
        if !self.local {
            return 0;
        }
        let at_home = self.of_area[here].len();
        if at_home == self.waiting {
            return here;
        }
        if chance == Chance::Absent {
            if at_home > 0 {
                return here;
            }
            let left = (0..self.of_area.len()).filter(|&a| !self.of_area[a].is_empty());
            let hops = |a: usize| geography.distance(a, here);
            let nearest = left.min_by(|&a, &b| hops(a).total_cmp(&hops(b)));
            return nearest.unwrap_or(here);
        }
        let [commutes, whence] = chance.pair(Purpose::Commuting, u64::from(firm), number);
        if at_home > 0 && commutes >= geography.settings.commuting_share {
            return here;
        }
        let n = self.of_area.len();
        let links = &self.links[here * n..(here + 1) * n];
        let weight = |a: usize| {
            if a == here {
                0.0
            } else {
                links[a] * self.of_area[a].len() as f64
            }
        };
        draw(n, weight, whence).unwrap_or(here)
    }

    /// The pool in which a firm finds somebody for its vacancy `number` if that is one of the `share` that
    /// are filled from everywhere; none if it is not.
    fn search_everywhere(
        &self,
        share: f64,
        chance: Chance,
        firm: u32,
        number: u32,
    ) -> Option<usize> {
        if !self.local || share == 0.0 || chance == Chance::Absent {
            return None;
        }
        let [remote, whence] = chance.pair(Purpose::RemoteHiring, u64::from(firm), number);
        if remote >= share {
            return None;
        }
        let size = |a: usize| self.of_area[a].len() as f64;
        draw(self.of_area.len(), size, whence)
    }
}

/// One of `n` in proportion to its weight, `u` in 0..1; none if all weights are 0.
fn draw(n: usize, weight: impl Fn(usize) -> f64, u: f64) -> Option<usize> {
    let mut target = u * (0..n).map(&weight).sum::<f64>();
    let mut found = None;
    for a in 0..n {
        let weight = weight(a);
        if weight > 0.0 {
            found = Some(a);
            target -= weight;
            if target < 0.0 {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::{Area, Kind, Province};
    use quantity::Draws;

    /// Two provinces side by side, town and country.
    fn map() -> Geography {
        let areas = (0..4).map(|a| Area {
            code: String::new(),
            province: a >> 1,
            kind: if a % 2 == 0 { Kind::Urban } else { Kind::Rural },
        });
        Geography::new(vec![Province::default(); 2], areas.collect(), &[(0, 1)])
    }

    fn pools(map: &Geography, sizes: [usize; 4]) -> Pools {
        Pools {
            of_area: sizes.map(|n| vec![0; n]).to_vec(),
            waiting: sizes.iter().sum(),
            local: true,
            links: (0..16).map(|k| map.job_link(k % 4, k >> 2)).collect(),
            links_decay: None,
        }
    }

    /// Authority: the equation, by a χ² test of 100 000 vacancies; 21.1 is the 99.99 % point at three
    /// degrees of freedom.
    #[test]
    fn workers_come_from_where_the_equation_says() {
        let mut map = map();
        map.settings.commuting_share = 0.4;
        map.settings.commuting_decay = 1.0;
        let sizes = [50, 30, 5, 60];
        let pools = pools(&map, sizes);
        let chance = Chance::Drawn(Draws::new(3).in_quarter(1));
        let n = 100_000;
        let mut counts = [0.0; 4];
        for firm in 0..n {
            counts[pools.search(0, &map, chance, firm, 7)] += 1.0;
        }
        let weight = |a: usize| sizes[a] as f64 * quantity::maths::exp(-map.distance(a, 0));
        let others: f64 = (1..4).map(weight).sum();
        let odds = [
            0.6,
            0.4 * weight(1) / others,
            0.4 * weight(2) / others,
            0.4 * weight(3) / others,
        ];
        let chi_squared: f64 = odds
            .iter()
            .zip(counts)
            .map(|(p, count)| {
                let expected = p * f64::from(n);
                (count - expected) * (count - expected) / expected
            })
            .sum();
        assert!(chi_squared < 21.1, "{chi_squared} {counts:?}");
    }

    /// Authority: digital economy, §3, channel 23: a share of vacancies draws in proportion to the unemployed
    /// of all areas; 16.3 is the 99.9 % point of χ² at three degrees of freedom.
    #[test]
    fn work_from_afar_knows_no_distance() {
        let sizes = [50, 30, 5, 60];
        let pools = pools(&map(), sizes);
        let chance = Chance::Drawn(Draws::new(3).in_quarter(1));
        let (n, share) = (100_000, 0.3);
        let mut counts = [0.0; 4];
        for firm in 0..n {
            if let Some(area) = pools.search_everywhere(share, chance, firm, 7) {
                counts[area] += 1.0;
            }
        }
        let found: f64 = counts.iter().sum();
        let expected = share * f64::from(n);
        assert!((found - expected).abs() < 4.0 * (expected * (1.0 - share)).sqrt());
        let chi_squared: f64 = sizes
            .iter()
            .zip(counts)
            .map(|(&size, count)| {
                let expected = found * size as f64 / 145.0;
                (count - expected) * (count - expected) / expected
            })
            .sum();
        assert!(chi_squared < 16.3, "{chi_squared} {counts:?}");
        for (share, chance) in [(0.0, chance), (0.3, Chance::Absent)] {
            assert_eq!(pools.search_everywhere(share, chance, 1, 7), None);
        }
    }

    #[test]
    fn an_empty_pool_falls_back_to_the_other() {
        let map = map();
        let chance = Chance::Drawn(Draws::new(3).in_quarter(1));
        let from = |sizes, chance, firm| pools(&map, sizes).search(1, &map, chance, firm, 0);
        for firm in 0..200 {
            assert_eq!(from([0, 4, 0, 0], chance, firm), 1);
            assert_eq!(from([0, 0, 0, 2], chance, firm), 3);
        }
        // Without luck: at home, then nearest.
        assert_eq!(from([9, 1, 9, 9], Chance::Absent, 0), 1);
        assert_eq!(from([9, 0, 9, 9], Chance::Absent, 0), 0);
        assert_eq!(from([0, 0, 9, 9], Chance::Absent, 0), 3);
    }
}
