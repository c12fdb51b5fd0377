//! Where single-person households live when nothing is known but the jobs of each area: employees where
//! they work, owners where their firm is, all others spread over areas as jobs are.

use super::cut::in_proportion;
use crate::firms::Firms;

/// Area of every household in the order workers, inactive persons, owners, the bank's owner.
///
/// `employer` gives the firm of each worker, or none.
#[must_use]
pub fn of_single_persons(
    firms: &Firms,
    employer: impl ExactSizeIterator<Item = Option<usize>>,
    n_inactive: usize,
) -> Vec<u32> {
    let mut jobs = vec![0_u64; firms.n_areas];
    for (&area, &staff) in firms.area.iter().zip(firms.employees.iter()) {
        jobs[area as usize] += u64::from(staff);
    }
    let mut area: Vec<u32> = Vec::with_capacity(employer.len() + n_inactive + firms.len() + 1);
    let mut unemployed = Vec::new();
    for (worker, employer) in employer.enumerate() {
        let at = employer.and_then(|firm| firms.area.get(firm).copied());
        if at.is_none() {
            unemployed.push(worker);
        }
        area.push(at.unwrap_or_default());
    }
    for (&worker, at) in unemployed.iter().zip(spread(unemployed.len(), &jobs)) {
        area[worker] = at;
    }
    area.extend(spread(n_inactive, &jobs));
    area.extend(firms.area.iter());
    // The bank sits where most jobs are.
    let largest = (0..jobs.len()).rev().max_by_key(|&a| jobs[a]);
    area.push(largest.unwrap_or_default() as u32);
    area
}

/// Deals `n` persons to areas in proportion to the jobs there, area by area.
fn spread(n: usize, jobs: &[u64]) -> impl Iterator<Item = u32> {
    let weights: Vec<f64> = jobs.iter().map(|&jobs| jobs as f64).collect();
    in_proportion(n as u32, &weights, |_| 0)
        .into_iter()
        .enumerate()
        .flat_map(|(area, people)| std::iter::repeat_n(area as u32, people as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_spread_as_jobs_are() {
        let dealt: Vec<u32> = spread(12, &[3, 0, 1, 2]).collect();
        assert_eq!(dealt, [0, 0, 0, 0, 0, 0, 2, 2, 3, 3, 3, 3]);
        assert!(spread(3, &[5]).eq([0, 0, 0]));
    }
}
