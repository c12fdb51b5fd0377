//! Skill: what education does in the labour market, and how the rest of efficiency wanders.
//!
//! # Equation
//! ```text
//! ln e = ρ_s ln s + ξ      ξ ← ξ̄ + ρ (ξ − ξ̄) + σ √(1 − ρ²) ε
//! ```
//! `ξ̄` and `σ` are mean and standard deviation of `ξ` over the labour force of the opening, so the spread
//! of efficiency lasts. A vacancy is for an education, drawn in the proportions of the industry's staff at
//! the opening; applicants who have it are asked first with a given probability. Without luck efficiency
//! stays what it is.
//!
//! # Source
//! Long run, §5.4. Which education a vacancy is for is left open there.
//!
//! # Off
//! `ρ = 1`, and 0 as the probability.

use params::parameters;
use quantity::{PersonId, Purpose};

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
            self.vital.wanted(vacancy.industry, kind)
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

/// A vacancy that somebody is to fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vacancy {
    pub firm: u32,
    pub industry: u32,
    /// How many the firm has hired before this quarter.
    pub number: u32,
}

/// The three educations, from low to high.
pub(crate) const EDUCATIONS: [Education; 3] = [Education::Low, Education::Middle, Education::High];
