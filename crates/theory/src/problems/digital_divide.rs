//! Digital divide: who is poor, old or unskilled stays outside, uses little, or gains little.
//!
//! # Question
//! Who does?
//! # Equation
//! ```text
//! barrier_h = 1 − s + s · exp( −[ 0.6 (1 − rank) + 0.5 old + 0.4 unskilled ] )
//! ceiling_h = 1 − s · ( 0.35 old + 0.05 unskilled )      lit_max = 1 − s · ( 0.3 old + 0.3 unskilled )
//! ```
//! # Source
//! Digital economy, §5.1, G4; penetration in town and country: \[cnnic_46\].
//! # Writes
//! Channel 35 (barrier and ceilings of households), read by the laws of adoption and use.
//! # Off
//! Access is bounded by networks only.
//! # Indicator
//! `digital_gap_theil`: Theil index of online use between people of town and country. Within them, the gap in buying
//! online and the income that goes with use: outcomes `digital_gap_theil_within`, `digital_use_theil_between`,
//! `digital_use_theil_within`, `digital_return_urban`, `digital_return_rural`.
//! # Contradicted by
//! Broadband widened inequality among migrants while it raised everybody's income \[cao_2025\].

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::endowment::Person;
use crate::pen::LawPen;
use crate::scene::Ground;

parameters! {
    /// Digital divide: its parameters.
    pub struct DigitalDivide in "digital_divide" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Barrier of the poorest, a log.
        barrier_income: f64 [Pure] = 0.6, within 0.0..=5.0, plausible 0.0..=2.0,
            from Calibrated("an eight-group calculation meets the path of rural penetration") known New;
        /// Barrier of the old, a log.
        barrier_age: f64 [Pure] = 0.5, within 0.0..=5.0, plausible 0.0..=1.5,
            from Calibrated("an eight-group calculation meets the path of rural penetration") known New;
        /// Barrier of the unskilled, a log.
        barrier_skill: f64 [Pure] = 0.4, within 0.0..=5.0, plausible 0.0..=1.0,
            from Calibrated("an eight-group calculation meets the path of rural penetration") known New;
        /// Share of the old who never go online.
        ceiling_age: f64 [Share] = 0.35, within 0.0..=0.9, plausible 0.2..=0.5,
            from Calibrated("an eight-group calculation meets the penetration of the old") known New;
        /// Urban less rural internet penetration, 2020.
        penetration_gap_2020: f64 [Points] = 24.1, within 0.0..=100.0, plausible 24.1..=24.1,
            from Measured("cnnic_46") known Verified as Check;
        /// Rural internet penetration, 2021, between 2020 and 2023.
        rural_penetration_path: f64 [Share] = 0.576, within 0.0..=1.0, plausible 0.523..=0.665,
            from Measured("cnnic_53") known Verified as Check;
        /// Online share of spending above an income of 50 000 dollars; below it 0.034.
        online_spending_gap: f64 [Share] = 0.097, within 0.0..=1.0, plausible 0.034..=0.097,
            from Estimated("dolfen_2023") known Verified as Check;
        /// Sign of broadband on inequality among migrants.
        broadband_inequality_migrants_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("cao_2025") known Verified as Check;
    }
}

/// Share of the unskilled who never go online (N).
const CEILING_SKILL: f64 = 0.05;
/// Skill in use that the old and the unskilled never reach (N).
const SKILL_CEILING: f64 = 0.3;

impl DigitalDivide {
    /// What is left of the hazard of somebody of this rank; `relief` takes away from the barriers of age
    /// and skill.
    ///
    /// ```
    /// use theory::problems::digital_divide::DigitalDivide;
    /// let law = DigitalDivide::default();
    /// let off = DigitalDivide { strength: 0.0, ..law };
    /// let person = theory::endowment::Person { old: 1.0, unskilled: 1.0, persons: 1.0, skill: 0.3, online: 0.4 };
    /// assert!((law.barrier(0.0, &person, 0.0) - (-1.5_f64).exp()).abs() < 1e-12);
    /// assert_eq!(off.barrier(0.0, &person, 0.0), 1.0);
    /// assert!((law.ceiling(&person) - 0.6).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn barrier(&self, rank: f64, person: &Person, relief: f64) -> f64 {
        let of_people = self.barrier_age * person.old + self.barrier_skill * person.unskilled;
        let held_back = self.barrier_income * (1.0 - rank) + (1.0 - relief) * of_people;
        1.0 - self.strength + self.strength * maths::exp(-held_back)
    }

    /// Largest online share.
    #[must_use]
    pub fn ceiling(&self, person: &Person) -> f64 {
        1.0 - self.strength * (self.ceiling_age * person.old + CEILING_SKILL * person.unskilled)
    }

    /// Largest skill in use.
    #[must_use]
    pub fn skill_ceiling(&self, person: &Person) -> f64 {
        1.0 - self.strength * SKILL_CEILING * (person.old + person.unskilled)
    }
}

impl Mechanism for DigitalDivide {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[35]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let rank = &ground.state.households.rank;
        pen.barriers(ground, |h| {
            let person = ground.person(h);
            [
                self.barrier(rank[h], &person, 0.0),
                self.ceiling(&person),
                self.skill_ceiling(&person),
            ]
        });
    }
}
