//! Labour: firms with too many workers dismiss some, firms with too few hire from the unemployed.
//!
//! There are no voluntary quits. A firm never wants fewer than one worker, so it always keeps one. People
//! have an education, and a vacancy is for one: [`crate::people::skill`].
//!
//! # Source
//! Base model, §6.7.

use quantity::{FirmId, Id, PersonId, Purpose};

use crate::chance::Chance;
use crate::firms::Firms;
use crate::households::{Households, NOBODY};
use crate::people::skill::Vacancy;

/// Work space of the labour market, kept between quarters, and what it leaves open.
#[derive(Clone, Debug, Default)]
pub struct LabourMarket {
    vacancies: Vec<i64>,
    staff_at_risk: Vec<(u64, u32)>,
    unemployed: Vec<u32>,
    recruiting: Vec<(u64, u32)>,
    hired: Vec<u32>,
    /// Vacancies that found nobody this quarter.
    pub unfilled: u64,
}

impl LabourMarket {
    /// Matches workers to firms: dismissals first, then hiring in rounds of one worker per firm.
    pub fn match_workers(
        &mut self,
        households: &mut Households,
        firms: &mut Firms,
        chance: Chance,
    ) {
        self.vacancies.clear();
        let wanted = firms.desired_employees.iter().zip(firms.employees.iter());
        self.vacancies
            .extend(wanted.map(|(&wanted, &employed)| i64::from(wanted) - i64::from(employed)));
        self.dismiss(households, firms, chance);
        self.hire(households, firms, chance);
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

    fn hire(&mut self, households: &mut Households, firms: &mut Firms, chance: Chance) {
        self.unemployed.clear();
        for (worker, &employer) in households.employer.iter().enumerate() {
            if employer == NOBODY {
                self.unemployed.push(worker as u32);
            }
        }
        // Taken from the back: without luck that is the lowest number.
        if chance == Chance::Absent {
            self.unemployed.reverse();
        }
        self.hired.clear();
        self.hired.resize(firms.len(), 0);
        self.recruiting.clear();
        for (firm, &vacancies) in self.vacancies.iter().enumerate() {
            if vacancies > 0 {
                self.recruiting.push((0, firm as u32));
            }
        }
        let mut round = 0;
        while !self.recruiting.is_empty() && !self.unemployed.is_empty() {
            chance.arrange(Purpose::HiringOrder, round, &mut self.recruiting);
            for &(_, firm) in &self.recruiting {
                let Some(last) = self.unemployed.len().checked_sub(1) else {
                    break;
                };
                let n = &mut self.hired[firm as usize];
                let pick = chance.below(Purpose::Hiring, u64::from(firm), *n, last + 1);
                *n += 1;
                let pick = if chance == Chance::Absent { last } else { pick };
                let vacancy = Vacancy {
                    firm,
                    industry: firms.industry[FirmId(firm)],
                    number: *n,
                };
                let pick = households.people.as_ref().map_or(pick, |people| {
                    people.choose(pick, &self.unemployed, vacancy, chance)
                });
                let worker = self.unemployed.swap_remove(pick);
                households.employer[PersonId(worker)] = firm;
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
