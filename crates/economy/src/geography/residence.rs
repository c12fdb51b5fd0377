//! Where single-person households live when nothing is known but the jobs of each area: employees where
//! they work, owners where their firm is, all others spread over areas as jobs are.

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

/// Deals `n` persons to areas in proportion to `weights`, so that any run of consecutive persons is
/// spread in about the same proportion.
fn spread(n: usize, weights: &[u64]) -> Vec<u32> {
    let total: u64 = weights.iter().sum();
    let mut dealt = vec![0_u64; weights.len()];
    (1..=n as u64)
        .map(|k| {
            // The area furthest behind its share of the first k, the first of equals.
            let behind = |a: usize| {
                i128::from(weights[a]) * i128::from(k) - i128::from(dealt[a]) * i128::from(total)
            };
            let next = (0..weights.len()).rev().max_by_key(|&a| behind(a));
            let next = next.unwrap_or_default();
            dealt[next] += 1;
            next as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_spread_as_jobs_are() {
        let dealt = spread(12, &[3, 0, 1, 2]);
        let count = |a| dealt.iter().filter(|&&x| x == a).count();
        assert_eq!([count(0), count(1), count(2), count(3)], [6, 0, 2, 4]);
        let first = &dealt[..6];
        assert_eq!(first.iter().filter(|&&a| a == 0).count(), 3);
        assert_eq!(spread(3, &[5]), [0, 0, 0]);
    }
}
