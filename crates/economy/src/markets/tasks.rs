//! Tasks lost and new, person by person: whom a firm with too many workers dismisses first, and whom a
//! vacancy is for.
//!
//! # Equation
//! ```text
//! m_i += 0.6 lost_i N_i      l_i += 0.4 lost_i N_i        tasks of M and L staff that are gone
//! h_i += 0.6 new_i N_i       m'_i += 0.4 new_i N_i        new tasks for H and M staff
//! ```
//! `N` staff. Each full unit of `m` or `l` is the next dismissal of somebody of that education, each full unit of
//! `h` or `m'` the next vacancy, and is then used up: a firm that does not dismiss anybody keeps them until it
//! does, and how many it dismisses is not changed.
//!
//! # Source
//! Digital economy, §5.1, G3: separations are the ordinary firing of the base model, §6.7.
//!
//! # Off
//! Channels `tasks_lost` and `tasks_new` neutral: everybody is at risk alike, and vacancies are for the educations
//! of the industry.

use quantity::{FirmId, Id};

use crate::channels::Channels;
use crate::firms::Firms;
use crate::households::Households;
use crate::people::Education;

/// Part of lost tasks that was done by people of middle, and of new tasks that is for people of high education.
const UPPER: f64 = 0.6;

/// Tasks that went and came since they last moved a worker, in workers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks {
    /// Lost by low and by middle education, firm by firm; empty while nobody lost any.
    lost: Vec<[f64; 2]>,
    /// New for middle and for high education.
    new: Vec<[f64; 2]>,
}

impl Tasks {
    /// Takes note of what channels say about this quarter.
    pub fn note(&mut self, households: &Households, firms: &Firms, channels: &Channels) {
        let (lost, new) = (&channels.tasks_lost, &channels.tasks_new);
        if households.people.is_none() || (lost.is_neutral() && new.is_neutral()) {
            return;
        }
        self.lost.resize(firms.len(), [0.0; 2]);
        self.new.resize(firms.len(), [0.0; 2]);
        for i in firms.ids() {
            let staff = f64::from(firms.employees[i]);
            for (tasks, share) in [(&mut self.lost, lost.at(i)), (&mut self.new, new.at(i))] {
                let [lower, upper] = &mut tasks[FirmId::index(i)];
                *lower += (1.0 - UPPER) * share * staff;
                *upper += UPPER * share * staff;
            }
        }
    }

    /// Whether some tasks have gone.
    pub fn any(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Whether a worker of this education has lost all tasks; the next one has not.
    pub fn take(&mut self, firm: u32, education: Education) -> bool {
        let Some([low, middle]) = self.lost.get_mut(firm as usize) else {
            return false;
        };
        let gone = match education {
            Education::Low => low,
            Education::Middle => middle,
            Education::High => return false,
        };
        let whole = *gone >= 1.0;
        if whole {
            *gone -= 1.0;
        }
        whole
    }

    /// The education that new tasks ask of the next worker of a firm, the higher first; none if they ask for
    /// nobody.
    pub fn vacancy_is_for(&mut self, firm: u32) -> Option<Education> {
        let [middle, high] = self.new.get_mut(firm as usize)?;
        let (wanted, education) = if *high >= 1.0 {
            (high, Education::High)
        } else {
            (middle, Education::Middle)
        };
        if *wanted < 1.0 {
            return None;
        }
        *wanted -= 1.0;
        Some(education)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the rule: of ten lost tasks six are of middle and four of low education, of ten new ones six
    /// are for high and four for middle education.
    #[test]
    fn tasks_go_and_come_by_sixty_to_forty() {
        let mut tasks = Tasks {
            lost: vec![[0.4 * 10.0, 0.6 * 10.0]],
            new: vec![[0.4 * 10.0, 0.6 * 10.0]],
        };
        let mut taken = |education| (0..20).filter(|_| tasks.take(0, education)).count();
        assert_eq!(taken(Education::Middle), 6);
        assert_eq!(taken(Education::Low), 4);
        assert_eq!(taken(Education::High), 0);
        let mut asked = [0; 3];
        while let Some(education) = tasks.vacancy_is_for(0) {
            asked[education as usize] += 1;
        }
        assert_eq!(asked, [0, 4, 6]);
        let mut none = Tasks::default();
        assert!(!none.any() && !none.take(0, Education::Low));
        assert_eq!(none.vacancy_is_for(0), None);
    }
}
