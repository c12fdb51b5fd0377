//! Trials: what an experimenter does to the digital economy at a stated quarter, in stated areas.
//!
//! A trial is not a policy: nobody pays for it and nothing is recorded of it, so that a run and its twin
//! without the trial differ by the treatment alone. It acts once, on the state that the next quarter is
//! written from; what it changes are stocks, which stay changed until the laws of the state move them on.
//! Without interventions nothing is touched.
//!
//! # Source
//! Digital economy, §10.2: the treatments of R1, R2, R6, R7, R9, R10 and R11.

use economy::{Channels, View};
use quantity::{FirmId, Id, Purpose};

use crate::concepts::Concepts;
use crate::state::State;

/// What an intervention changes. Amounts are added; shares stay in 0..1.
#[derive(Clone, Debug, PartialEq)]
pub enum Treatment {
    /// Network coverage of an area.
    Network(f64),
    /// Parcel logistics of an area.
    Logistics(f64),
    /// Digital administration of an area.
    Administration(f64),
    /// Online share of a random half of its households: see [`is_treated`].
    Terminals(f64),
    /// Log skill that training adds to the workforce of an area, as online education would.
    Skill(f64),
    /// Quality of schooling that years of online lessons add for those at school, in units of the best area's; none
    /// where lessons take the place of class.
    Lessons(f64),
    /// A wage floor, as a share of the middle pay scale of an area: the scale, without floors, that half of
    /// its jobs stay below. A later floor takes the place of an earlier one.
    WageFloor(f64),
    /// A parameter of a concept, for the whole country: path and value.
    Parameter(&'static str, f64),
}

/// A treatment of some areas from a quarter on.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// The first quarter that is treated, ≥ 1.
    pub quarter: u32,
    /// Positions of areas on the map; of no matter to a parameter.
    pub areas: Vec<usize>,
    /// What is done.
    pub treatment: Treatment,
}

/// All that an experimenter does in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    interventions: Vec<Intervention>,
}

/// Why a trial cannot be made.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum Refusal {
    /// It would act before the first quarter.
    #[error("a trial begins in quarter 1 or later, not in quarter 0, which is the opening")]
    Opening,
    /// There is no such area.
    #[error("a trial names area {area}, but the map has {areas}, numbered from 0")]
    NoArea {
        /// The area.
        area: usize,
        /// How many there are.
        areas: usize,
    },
    /// It treats nobody.
    #[error("a trial that treats no area would be its own twin")]
    Nobody,
    /// The amount makes no sense.
    #[error("a trial changes a share by {0}, or sets one to it, outside -1..1")]
    Amount(f64),
    /// The parameter or its value is refused.
    #[error(transparent)]
    Parameter(#[from] params::Error),
}

impl Trial {
    /// A trial on a map of so many areas.
    ///
    /// # Errors
    /// One sentence about the first intervention that cannot be made.
    pub fn new(interventions: Vec<Intervention>, areas: usize) -> Result<Self, Refusal> {
        for intervention in &interventions {
            intervention.check(areas)?;
        }
        Ok(Self { interventions })
    }

    /// Does what is due in the quarter of `view`.
    pub(crate) fn act(&self, view: &View<'_>, state: &mut State, concepts: &mut Concepts) {
        let due = |intervention: &&Intervention| intervention.quarter == view.quarter;
        for Intervention {
            areas, treatment, ..
        } in self.interventions.iter().filter(due)
        {
            let places = &mut state.areas;
            match *treatment {
                Treatment::Network(by) => raise(&mut places.network, areas, by),
                Treatment::Logistics(by) => raise(&mut places.logistics, areas, by),
                Treatment::Administration(by) => raise(&mut places.administration, areas, by),
                Treatment::Skill(by) => {
                    for &area in areas {
                        places.learned_online[area] += by;
                    }
                }
                Treatment::Lessons(by) => {
                    let kept = 1.0 - concepts.online_education.displaces_class;
                    for &area in areas {
                        places.exposure[area] += by * kept;
                    }
                }
                Treatment::Terminals(by) => {
                    let homes = &view.households.area;
                    for h in view.households.ids() {
                        if areas.contains(&(homes[h] as usize)) && is_treated(view, h.index()) {
                            let online = &mut state.households.online[h];
                            *online = (*online + by).clamp(0.0, 1.0);
                        }
                    }
                }
                // Not a stock: see `hold`.
                Treatment::WageFloor(_) => {}
                Treatment::Parameter(path, value) => {
                    let set = concepts.set_number(path, value);
                    debug_assert!(set.is_ok(), "checked when the trial was made");
                }
            }
        }
    }
}

impl Trial {
    /// Writes the wage floors in force, which are not stocks and have to be held every quarter.
    pub(crate) fn hold(&self, view: &View<'_>, channels: &mut Channels) {
        let mut floors: Vec<(usize, f64)> = Vec::new();
        for intervention in &self.interventions {
            if let Treatment::WageFloor(share) = intervention.treatment
                && intervention.quarter <= view.quarter
            {
                floors.retain(|(area, _)| !intervention.areas.contains(area));
                floors.extend(intervention.areas.iter().map(|&area| (area, share)));
            }
        }
        for (area, share) in floors {
            let there: Vec<FirmId> = view
                .firms
                .ids()
                .filter(|&i| view.firms.area[i] as usize == area)
                .collect();
            let floor = share * middle_pay(view, &there);
            for i in there {
                channels.wage_floor.write(i, floor);
            }
        }
    }
}

/// The pay scale that half of the jobs of some firms stay below; 0 where there are none.
fn middle_pay(view: &View<'_>, firms: &[FirmId]) -> f64 {
    let pay = &view.firms.reference.base_wage;
    let mut scales: Vec<(f64, u32)> = firms
        .iter()
        .map(|&i| (pay[i], view.firms.employees[i]))
        .collect();
    scales.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half: f64 = scales.iter().map(|&(_, jobs)| f64::from(jobs)).sum::<f64>() / 2.0;
    let mut below = 0.0;
    for (pay, jobs) in scales {
        below += f64::from(jobs);
        if below >= half {
            return pay;
        }
    }
    0.0
}

/// Whether a household is in the treated half of a trial by lot; the draw has a name of its own, so that
/// it moves nobody else's luck. Without luck every second one is.
#[must_use]
pub fn is_treated(view: &View<'_>, household: usize) -> bool {
    match view.luck {
        economy::Luck::None => household.is_multiple_of(2),
        luck @ economy::Luck::Seed(_) => {
            luck.in_quarter(0)
                .uniform(Purpose::TrialArm, household as u64)
                < 0.5
        }
    }
}

fn raise(shares: &mut [f64], areas: &[usize], by: f64) {
    for &area in areas {
        shares[area] = (shares[area] + by).clamp(0.0, 1.0);
    }
}

impl Intervention {
    fn check(&self, areas: usize) -> Result<(), Refusal> {
        if self.quarter == 0 {
            return Err(Refusal::Opening);
        }
        let by = match self.treatment {
            Treatment::Parameter(path, value) => {
                return Ok(Concepts::default().set_number(path, value)?);
            }
            Treatment::Network(by)
            | Treatment::Logistics(by)
            | Treatment::Administration(by)
            | Treatment::Terminals(by)
            | Treatment::Lessons(by)
            | Treatment::WageFloor(by)
            | Treatment::Skill(by) => by,
        };
        if !(-1.0..=1.0).contains(&by) {
            return Err(Refusal::Amount(by));
        }
        if self.areas.is_empty() {
            return Err(Refusal::Nobody);
        }
        match self.areas.iter().find(|area| **area >= areas) {
            Some(&area) => Err(Refusal::NoArea { area, areas }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(quarter: u32, areas: &[usize], treatment: Treatment) -> String {
        let areas = areas.to_vec();
        let intervention = Intervention {
            quarter,
            areas,
            treatment,
        };
        let refusal = Trial::new(vec![intervention], 3).expect_err("a refusal");
        refusal.to_string()
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        let network = || Treatment::Network(0.25);
        assert!(refused(0, &[1], network()).contains("quarter 0"));
        assert!(refused(8, &[3], network()).contains("area 3, but the map has 3"));
        assert!(refused(8, &[], network()).contains("its own twin"));
        assert!(refused(8, &[0], Treatment::Terminals(f64::NAN)).contains("outside -1..1"));
        let unknown = Treatment::Parameter("algorithm_manipulation.rankin", 0.0);
        assert!(refused(8, &[], unknown).contains("algorithm_manipulation.rankin"));
        let wild = Treatment::Parameter("algorithm_manipulation.own_ranking", 70.0);
        assert!(refused(8, &[], wild).contains("algorithm_manipulation.own_ranking"));
    }
}
