//! Persons and the households they live in, as columns.
//!
//! The members of a household are a chain: its first person, and each person's next one. A person keeps
//! its place for ever, also after death, so that no draw is ever named after two people; a household that
//! dies out keeps its place until somebody moves in.
//!
//! # Source
//! Long run, §5.1.

use quantity::{Column, FirmId, HouseholdId, PersonId, maths};

use super::ownership::Owners;
use super::{Activity, Age, Drawn, Education, Stratum};
use crate::calibration::Calibration;
use crate::firms::Firms;
use crate::households::{NOBODY, OUTSIDE};

/// A column of persons.
pub type Person<T> = Column<PersonId, T>;
/// A column of households.
type Household<T> = Column<HouseholdId, T>;

/// No person, or no household.
pub const NONE: u32 = u32::MAX;

/// Persons, who lives with whom, and who owns what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Household of each person; [`NONE`] after death.
    pub household: Person<u32>,
    /// The next member of the same household, or [`NONE`].
    pub(crate) next: Person<u32>,
    /// Age class.
    pub age: Person<Age>,
    /// Highest education.
    pub education: Person<Education>,
    /// Whether work is on own account: a wage of such a person is mixed income. Stays with the person.
    pub self_employed: Person<bool>,
    /// Human capital, mean 1 over persons over 15 at the opening (`s_k`).
    pub human_capital: Person<f32>,
    /// Its log (`ln s_k`), asked for every quarter of everybody at work.
    pub(crate) log_skill: Person<f64>,
    /// Log efficiency beyond human capital (`ξ_k`).
    pub(crate) noise: Person<f32>,
    /// Efficiency at work (`e_k`).
    pub efficiency: Person<f32>,

    /// First member of each household, its head, or [`NONE`].
    pub(crate) first: Household<u32>,
    /// Members of each household.
    pub members: Household<u16>,
    /// Stratum in which the survey counts each household; it stays when the household moves.
    pub stratum: Household<Stratum>,
    /// Own propensity to consume over the country's this quarter (`ψ_h / ψ`).
    pub propensity: Household<f64>,
    /// What of it does not depend on income (`f_h`).
    pub(crate) taste: Household<f64>,
    /// Elasticity of the propensity with respect to income per head over its mean (`η`).
    pub propensity_elasticity: f64,
    /// Deposits that go with own saving over own income, less the country's ratio, in quarters of income.
    pub norm_gap: Household<f64>,
    /// Benefits that do not depend on ages, in units of the common benefit, less what every household gets.
    pub assistance: Household<f64>,
    /// Survey income over disposable income.
    pub survey_share: Household<f32>,
    /// Benefit of an old person by stratum this quarter, in units of the common benefit.
    pub pension: [f64; 2],

    /// Who owns firms and the bank.
    pub owners: Owners,
    /// Exponent of human capital in efficiency (`ρ_s`).
    pub return_to_skill: f64,
    /// What births, careers and skills are drawn from.
    pub vital: super::Vital,
    /// Smoothed prospects by area and skill, and who moved.
    pub movers: super::Movers,
    /// Mean efficiency of each firm's staff; work space.
    pub(crate) mean_efficiency: Column<FirmId, f64>,
    /// Efficiency at work of each employee over the mean of the firm's staff, as last compared.
    pub(crate) relative_efficiency: Person<f64>,
}

/// What the persons' columns of [`crate::households::Households`] are at the opening.
pub(crate) struct Careers {
    pub employer: Person<u32>,
    pub wage: Person<f64>,
}

impl People {
    /// The people of a drawn population, without property, and their jobs; wages are paid later.
    pub(crate) fn open(drawn: &Drawn, calibration: &Calibration, firms: &Firms) -> (Self, Careers) {
        let n = drawn.persons.len();
        let last_wage = maths::ratio_or_zero(
            calibration.opening.unemployment_benefit,
            calibration.rates.replacement_rate,
        );
        let mut people = Self {
            first: Column::filled(drawn.households.len(), NONE),
            members: Column::filled(drawn.households.len(), 0),
            mean_efficiency: Column::filled(firms.len(), 0.0),
            return_to_skill: drawn.return_to_skill,
            ..Self::default()
        };
        let mut employer = Vec::with_capacity(n);
        let (mut unemployed, mut their_efficiency) = (0_u32, 0.0);
        for person in &drawn.persons {
            people.append(Newcomer {
                household: HouseholdId(person.household),
                age: person.age,
                education: person.education,
                human_capital: person.human_capital,
                noise: beyond_skill(
                    person.efficiency,
                    person.human_capital,
                    drawn.return_to_skill,
                ),
                efficiency: person.efficiency,
                self_employed: matches!(person.activity, Activity::SelfEmployed { .. }),
            });
            employer.push(match person.activity {
                Activity::Employee { firm } | Activity::SelfEmployed { firm } => firm,
                Activity::Unemployed => NOBODY,
                Activity::Inactive => OUTSIDE,
            });
            if person.activity == Activity::Unemployed {
                unemployed += 1;
                their_efficiency += person.efficiency;
            }
        }
        let mean = maths::ratio_or_zero(their_efficiency, f64::from(unemployed));
        let of_unemployed = |k: usize| last_wage * (drawn.persons[k].efficiency / mean);
        let wage = (0..n)
            .map(|k| {
                if employer[k] == NOBODY {
                    of_unemployed(k)
                } else {
                    0.0
                }
            })
            .collect();
        for household in &drawn.households {
            people.stratum.push(household.stratum);
            people.propensity.push(household.propensity);
            let survey = maths::ratio_or_zero(household.survey_income, household.target_income);
            people.survey_share.push(survey as f32);
        }
        people.taste = Column::filled(drawn.households.len(), 1.0);
        people.propensity_elasticity = drawn.propensity_elasticity;
        people.norm_gap = Column::filled(drawn.households.len(), 0.0);
        people.set_benefits(drawn, calibration);
        let employer = Column::from(employer);
        people.vital = super::Vital::measure(&people, &employer);
        people.count_old();
        people.vital.pension = people.pension;
        people.vital.pensions_due = people.pensions_due();
        (people, Careers { employer, wage })
    }

    /// Splits a household's transfers into what every household gets, pensions of its old members and the
    /// rest, which may be negative: together they are what was drawn, up to a factor that meets the total of
    /// the calibration.
    ///
    /// The pension of a stratum is the least that a household of it has per old member: what other
    /// households with old members have beyond that depends on their poverty, not on age.
    fn set_benefits(&mut self, drawn: &Drawn, calibration: &Calibration) {
        let opening = &calibration.opening;
        self.assistance = Column::filled(drawn.households.len(), 0.0);
        if opening.benefit_inactive <= 0.0 {
            return;
        }
        let all = f64::from(calibration.sizes.inactive) * opening.benefit_inactive
            + drawn.households.len() as f64 * opening.benefit_other;
        let drawn_total = maths::sum(drawn.households.iter().map(|h| h.transfers));
        let factor = maths::ratio_or_zero(all, drawn_total) / opening.benefit_inactive;
        let common = opening.benefit_other / opening.benefit_inactive;
        let mut old: Household<u32> = Column::filled(drawn.households.len(), 0);
        for person in drawn.persons.iter().filter(|p| p.age == Age::Old) {
            old[HouseholdId(person.household)] += 1;
        }
        let mut least = [f64::INFINITY; 2];
        for (household, &old) in drawn.households.iter().zip(old.iter()) {
            if old > 0 {
                let pension = &mut least[household.stratum as usize];
                *pension = pension.min(household.transfers * factor / f64::from(old));
            }
        }
        self.pension = least.map(|pension| if pension.is_finite() { pension } else { 0.0 });
        let homes = drawn.households.iter().zip(old.iter());
        for (assistance, (household, &old)) in self.assistance.iter_mut().zip(homes) {
            let pensions = self.pension[household.stratum as usize] * f64::from(old);
            let units = household.transfers * factor - common - pensions;
            // What is a whole number of benefits up to rounding is that number.
            let whole = units.round();
            *assistance = if (units - whole).abs() < 1e-12 * (1.0 + common) {
                whole
            } else {
                units
            };
        }
    }

    /// Adds a person at the end of a household's chain.
    pub(crate) fn append(&mut self, newcomer: Newcomer) -> PersonId {
        let id = self.household.len() as u32;
        self.household.push(newcomer.household.0);
        self.next.push(NONE);
        self.age.push(newcomer.age);
        self.education.push(newcomer.education);
        self.self_employed.push(newcomer.self_employed);
        self.human_capital.push(0.0);
        self.log_skill.push(0.0);
        self.noise.push(newcomer.noise as f32);
        self.efficiency.push(newcomer.efficiency as f32);
        self.learn(PersonId(id), newcomer.human_capital);
        self.link(PersonId(id), newcomer.household);
        PersonId(id)
    }

    /// Gives a person this human capital.
    pub(crate) fn learn(&mut self, k: PersonId, human_capital: f64) {
        let kept = human_capital as f32;
        self.human_capital[k] = kept;
        self.log_skill[k] = maths::ln(f64::from(kept));
    }

    /// Puts a person who belongs to no chain at the end of a household's.
    pub(crate) fn link(&mut self, k: PersonId, household: HouseholdId) {
        self.household[k] = household.0;
        self.next[k] = NONE;
        self.members[household] += 1;
        let mut at = self.first[household];
        if at == NONE {
            self.first[household] = k.0;
            return;
        }
        while self.next[PersonId(at)] != NONE {
            at = self.next[PersonId(at)];
        }
        self.next[PersonId(at)] = k.0;
    }

    /// Takes a person out of its household's chain.
    pub(crate) fn unlink(&mut self, k: PersonId) {
        let household = HouseholdId(self.household[k]);
        self.members[household] -= 1;
        self.household[k] = NONE;
        let after = self.next[k];
        let mut at = self.first[household];
        if at == k.0 {
            self.first[household] = after;
            return;
        }
        while self.next[PersonId(at)] != k.0 {
            at = self.next[PersonId(at)];
        }
        self.next[PersonId(at)] = after;
    }

    /// Members of a household, its head first.
    pub fn of(&self, household: HouseholdId) -> impl Iterator<Item = PersonId> + '_ {
        let mut at = self.first[household];
        std::iter::from_fn(move || {
            (at != NONE).then(|| {
                let k = PersonId(at);
                at = self.next[k];
                k
            })
        })
    }

    /// Head of a household: its first member; none if nobody lives there.
    #[must_use]
    pub fn head(&self, household: HouseholdId) -> Option<PersonId> {
        let first = self.first[household];
        (first != NONE).then_some(PersonId(first))
    }

    /// Places of persons: the living and the dead.
    #[must_use]
    pub fn places(&self) -> usize {
        self.household.len()
    }

    /// Whether a person is alive.
    #[must_use]
    pub fn alive(&self, k: PersonId) -> bool {
        self.household[k] != NONE
    }

    /// Persons alive.
    #[must_use]
    pub fn population(&self) -> usize {
        self.members.iter().map(|&n| usize::from(n)).sum()
    }

    /// Households in which somebody lives.
    #[must_use]
    pub fn inhabited(&self) -> usize {
        self.members.iter().filter(|&&n| n > 0).count()
    }

    /// Benefits of everybody, in units of the common benefit.
    #[must_use]
    pub fn benefit_units(&self) -> f64 {
        let assistance = self.assistance.iter().zip(self.members.iter());
        let assistance = assistance.map(|(&units, &n)| if n > 0 { units } else { 0.0 });
        maths::sum(assistance) + self.pensions_at(self.pension)
    }

    /// Pensions of everybody at the rates of the opening, in units of the common benefit.
    pub(crate) fn pensions_due(&self) -> f64 {
        self.pensions_at(self.vital.pension)
    }

    fn pensions_at(&self, pension: [f64; 2]) -> f64 {
        let old = self.vital.old;
        pension[0] * f64::from(old[0]) + pension[1] * f64::from(old[1])
    }

    /// Compares the efficiency of everybody with an employer with the mean of the staff.
    ///
    /// `factors` are those of a firm's staff of low, middle and high education on their own efficiency.
    ///
    /// # Equation
    /// `e'_k / ē'_i`, `e'_k = e_k e^(±x_i/2)` for high and low education, else `e_k`; `x_i` is the `skill_gap`
    ///
    /// # Source
    /// Long run, §5.4; digital economy, §4.A, A2.
    pub(crate) fn compare_staff(
        &mut self,
        employer: &[u32],
        firms: &Firms,
        factors: impl Fn(FirmId) -> [f64; 3],
    ) {
        let Self {
            efficiency,
            education,
            mean_efficiency,
            relative_efficiency: relative,
            ..
        } = self;
        mean_efficiency.fill(0.0);
        relative.clear();
        let people = efficiency.iter().zip(education.iter());
        relative.extend(employer.iter().zip(people).map(|(&employer, (&own, &of))| {
            let Some(sum) = mean_efficiency.get_mut(employer as usize) else {
                return 0.0;
            };
            let at_work = f64::from(own) * factors(FirmId(employer))[of as usize];
            *sum += at_work;
            at_work
        }));
        for i in firms.ids() {
            mean_efficiency[i] /= f64::from(firms.employees[i]);
        }
        for (relative, &employer) in relative.iter_mut().zip(employer) {
            if let Some(mean) = mean_efficiency.get(employer as usize) {
                *relative /= mean;
            }
        }
    }

    /// Pays everybody with an employer their part of its wage: the firm's wage times relative efficiency as last
    /// compared, so that the wage bill is what it was.
    pub(crate) fn pay(&self, employer: &[u32], wage: &mut [f64], paid: &Column<FirmId, f64>) {
        let staff = employer.iter().zip(self.relative_efficiency.iter());
        for (wage, (&employer, relative)) in wage.iter_mut().zip(staff) {
            if let Some(paid) = paid.get(employer as usize) {
                *wage = paid * relative;
            }
        }
    }

    /// The area of the household of a person.
    #[must_use]
    pub fn area_of(&self, k: PersonId, area: &Household<u32>) -> u32 {
        area.get(self.household[k] as usize).copied().unwrap_or(0)
    }
}

/// Log efficiency beyond human capital; 0 for children, who have neither.
fn beyond_skill(efficiency: f64, human_capital: f64, return_to_skill: f64) -> f64 {
    if efficiency > 0.0 && human_capital > 0.0 {
        maths::ln(efficiency) - return_to_skill * maths::ln(human_capital)
    } else {
        0.0
    }
}

/// Somebody who joins a household.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Newcomer {
    pub household: HouseholdId,
    pub age: Age,
    pub education: Education,
    pub human_capital: f64,
    pub noise: f64,
    pub efficiency: f64,
    pub self_employed: bool,
}

impl Newcomer {
    /// A newborn child; who it becomes is drawn when it turns 16.
    pub(crate) fn child(household: HouseholdId) -> Self {
        Self {
            household,
            age: Age::Child,
            education: Education::Low,
            human_capital: 1.0,
            noise: 0.0,
            efficiency: 1.0,
            self_employed: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(people: &People, h: u32) -> Vec<u32> {
        people.of(HouseholdId(h)).map(|k| k.0).collect()
    }

    #[test]
    fn chains_survive_births_deaths_and_moves() {
        let mut people = People {
            first: Column::filled(2, NONE),
            members: Column::filled(2, 0),
            ..People::default()
        };
        for h in [0, 0, 1, 0] {
            people.append(Newcomer::child(HouseholdId(h)));
        }
        assert_eq!(
            (chain(&people, 0), chain(&people, 1)),
            (vec![0, 1, 3], vec![2])
        );
        people.unlink(PersonId(0));
        assert_eq!(chain(&people, 0), [1, 3]);
        assert_eq!(people.head(HouseholdId(0)), Some(PersonId(1)));
        people.unlink(PersonId(3));
        people.link(PersonId(3), HouseholdId(1));
        assert_eq!(
            (chain(&people, 0), chain(&people, 1)),
            (vec![1], vec![2, 3])
        );
        people.unlink(PersonId(1));
        assert_eq!(people.head(HouseholdId(0)), None);
        assert_eq!((people.population(), people.inhabited()), (2, 1));
    }
}
