//! Skill: what education does in the labour market, and how the rest of efficiency wanders.
//!
//! # Equation
//! ```text
//! ln e = ρ_s ln s + ξ      ξ ← ξ̄ + ρ (ξ − ξ̄) + σ √(1 − ρ²) ε
//! ξ̄ = a + b ln s + c ln( members / members in the labour force )
//! ```
//! `a`, `b` and `c` are a regression over the labour force of the opening and `σ` is the standard deviation of
//! what it leaves, so not only the spread of efficiency lasts but also whom it goes to: at the opening those
//! who have many to feed work more or better, which holds incomes per head together. With one mean for
//! all, chance would undo that within some twenty years, and inequality between households would rise by
//! nothing but the lapse of time. A vacancy is for an education, drawn in the proportions of the industry's
//! staff at the opening; applicants who have it are asked first with a given probability. Without luck
//! efficiency stays what it is.
//!
//! # Source
//! Long run, §5.4. To what `ξ` returns, and which education a vacancy is for, is left open there.
//!
//! # Off
//! `ρ = 1`, and 0 as the probability.

use params::parameters;
use quantity::{HouseholdId, PersonId, Purpose, maths};

use super::{Education, People};
use crate::chance::Chance;

parameters! {
    /// Skills and work.
    pub struct Skill in "people.skill" {
        /// Probability that applicants of the wanted education are asked first.
        preference: f64 [Share] = 0.7, within 0.0..=1.0, plausible 0.4..=0.9, from Assumed("most vacancies ask for a certificate, and many take another") known Assumed;
        /// Persistence of efficiency beyond human capital, from quarter to quarter (`ρ`).
        persistence: f64 [Share] = 0.98, within 0.0..=1.0, plausible 0.95..=0.99, from Assumed("earnings shocks last about twelve years") known Assumed;
    }
}

/// Applicants looked at at random before the rest of the queue is searched in order.
const LOOKS: u32 = 8;

impl People {
    /// The applicant whom a firm takes, as a position in the queue: the one first met, or one of the
    /// education that the vacancy is for.
    ///
    /// Without luck the queue is served from its end.
    pub(crate) fn choose(
        &self,
        first: usize,
        queue: &[u32],
        vacancy: Vacancy,
        chance: Chance,
    ) -> usize {
        let wanted = {
            let [seeks, kind] =
                chance.pair(Purpose::Applicant, u64::from(vacancy.firm), vacancy.number);
            if seeks >= self.vital.preference {
                return first;
            }
            vacancy
                .education
                .unwrap_or_else(|| self.vital.wanted(vacancy.industry, kind))
        };
        let fits = |at: usize| self.education[PersonId(queue[at])] == wanted;
        if fits(first) {
            return first;
        }
        if chance == Chance::Absent {
            return (0..first).rev().find(|&at| fits(at)).unwrap_or(first);
        }
        let mut at = first;
        let agent = u64::from(vacancy.firm) | 1 << 32;
        for look in 0..LOOKS {
            at = chance.below(
                Purpose::Applicant,
                agent,
                vacancy.number * LOOKS + look,
                queue.len(),
            );
            if fits(at) {
                return at;
            }
        }
        (at..queue.len())
            .chain(0..at)
            .find(|&at| fits(at))
            .unwrap_or(first)
    }
}

/// The log efficiency beyond human capital that people like somebody have (`ξ̄`), and its spread.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usual {
    constant: f64,
    /// Per log of human capital.
    of_skill: f64,
    /// Per log of members over members in the labour force.
    of_mouths: f64,
    /// Standard deviation of what is left (`σ`).
    pub sd: f64,
}

impl Usual {
    /// Least squares of the third number on the first two; a number without any spread, or that is the
    /// other one over again, explains nothing.
    pub(crate) fn fit(rows: impl Iterator<Item = [f64; 3]> + Clone) -> Self {
        let n = rows.clone().count() as f64;
        if n == 0.0 {
            return Self::default();
        }
        let mut mean = [0.0; 3];
        for row in rows.clone() {
            for (mean, x) in mean.iter_mut().zip(row) {
                *mean += x / n;
            }
        }
        let mut products = [[0.0; 3]; 3];
        for row in rows {
            let off: [f64; 3] = std::array::from_fn(|i| row[i] - mean[i]);
            for (sums, x) in products.iter_mut().zip(off) {
                for (sum, y) in sums.iter_mut().zip(off) {
                    *sum += x * y / n;
                }
            }
        }
        let [[xx, xy, xz], [_, yy, yz], [_, _, zz]] = products;
        let determinant = xx * yy - xy * xy;
        let (b, c) = if determinant > ALIKE * xx * yy {
            (
                (xz * yy - yz * xy) / determinant,
                (yz * xx - xz * xy) / determinant,
            )
        } else {
            (0.0, 0.0)
        };
        Self {
            constant: mean[2] - b * mean[0] - c * mean[1],
            of_skill: b,
            of_mouths: c,
            sd: maths::positive(zz - b * xz - c * yz).sqrt(),
        }
    }

    /// Of somebody with this log of human capital and of members over members in the labour force.
    pub(crate) fn of(&self, log_skill: f64, log_mouths: f64) -> f64 {
        self.constant + self.of_skill * log_skill + self.of_mouths * log_mouths
    }
}

/// Share of variance that two numbers have to have apart.
const ALIKE: f64 = 1e-9;

impl People {
    /// Log of members over members in the labour force, of whom there is one at least.
    pub(crate) fn log_mouths(&self, household: HouseholdId, active: u32) -> f64 {
        log_mouths(u32::from(self.members[household]), active)
    }
}

/// Log of persons over active persons, either counted as one at least.
pub(crate) fn log_mouths(members: u32, active: u32) -> f64 {
    maths::ln(f64::from(members.max(1)) / f64::from(active.max(1)))
}

/// A vacancy that somebody is to fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vacancy {
    pub firm: u32,
    pub industry: u32,
    /// How many the firm has hired before this quarter.
    pub number: u32,
    /// The education it is for; none where that is drawn as in the industry.
    pub education: Option<Education>,
}

/// The three educations, from low to high.
pub(crate) const EDUCATIONS: [Education; 3] = [Education::Low, Education::Middle, Education::High];

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: points on a plane with two above and two below it by the same distance.
    #[test]
    fn least_squares_find_the_plane() {
        let rows = [[0.0, 0.0], [0.0, 1.0], [2.0, 0.0], [2.0, 1.0]];
        let off = [0.1, -0.1, -0.1, 0.1];
        let rows = rows
            .into_iter()
            .zip(off)
            .map(|([x, y], off)| [x, y, 1.0 - 0.5 * x + 2.0 * y + off]);
        let usual = Usual::fit(rows);
        assert!((usual.of(0.0, 0.0) - 1.0).abs() < 1e-12);
        assert!((usual.of(1.0, 1.0) - 2.5).abs() < 1e-12);
        assert!((usual.sd - 0.1).abs() < 1e-12);
        // Nobody differs in skill or in mouths.
        let alike = Usual::fit([[0.3, 0.7, 1.0], [0.3, 0.7, 3.0]].into_iter());
        assert!((alike.of(0.3, 0.7) - 2.0).abs() < 1e-12 && (alike.sd - 1.0).abs() < 1e-12);
        assert_eq!(Usual::fit(std::iter::empty()), Usual::default());
    }
}
