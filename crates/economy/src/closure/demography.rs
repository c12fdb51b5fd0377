//! Demography (C10): people age, have children, die and leave what they own.
//!
//! # Equation
//! ```text
//! per quarter: ageing 1/64, 1/76, 1/100 (0–15 → 16–34 → 35–59 → 60+)
//! deaths m_a · c_m, with Σ m_a c_m persons_a = death rate / 4 · persons at the opening
//! births f per person of 16–34, with f persons_young = birth rate / 4 · persons at the opening
//! n_t = mean growth of the labour force over eight quarters
//! pension_t = pension_0 T^w_t 𝒜_t · (T_t / T^w_t) · U_0 / U_t          U pensions due at the rates of the opening
//! ```
//! Pensions are paid as you go: together they keep their share of what the economy can make, as if contributions
//! had constant rates, so that each is worth less in wages the more are paid. The specification lets the
//! total of benefits follow `T` where ageing is only assumed (§3.1); this keeps it so where people age. A pension
//! that kept up with wages while pensioners become more would be income that nobody else goes without: demand
//! overheats (decision 0010).
//!
//! Who turns 16 gets an education, a skill and a place in or outside the labour force with the shares of
//! the young of the same stratum at the opening, and a theory may add to the log of efficiency of those of an
//! area, from the quarter after it says so; at later birthdays participation moves to that of the next
//! age class, so that participation by age stays what it was. A household without an adult leaves what it
//! owns, and its children, to its heir: a household drawn in the area.
//!
//! The specification knows no new households. So that their number stays, each empty one is taken over by
//! somebody of 16 to 34 who lives with an older adult in the same area, drawn, and who brings the job, the
//! stratum and the propensity of the old home, and no money.
//!
//! Without luck nothing happens to anybody.
//!
//! # Source
//! Long run, §3.1 and §3.2, C10; pay as you go at constant rates: H. Aaron, The Social Insurance Paradox, 1966.
//!
//! # Off
//! All hazards 0.

use params::parameters;
use quantity::{Column, HouseholdId, Id, PersonId, Purpose, maths};

use super::trend::Growth;
use crate::chance::Chance;
use crate::channels::{AreaId, Channel};
use crate::firms::Firms;
use crate::households::{Households, NOBODY, OUTSIDE};
use crate::people::hazards::{Hazards, fraction};
use crate::people::persons::{NONE, Newcomer};
use crate::people::skill::log_mouths;
use crate::people::vital::works;
use crate::people::{Age, People};

parameters! {
    /// Births, ageing and deaths.
    pub struct Demography in "closure.demography" {
        /// Whether people are born, age and die, where there are people.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("no effect where households are single persons") known Assumed as Alternative;
        /// Births over persons at the opening.
        birth_rate: f64 [AnnualRate] = 0.00677, within 0.0..=0.1, plausible 0.005..=0.012, from Measured("nbs_2023") known Verified;
        /// Deaths over persons at the opening.
        death_rate: f64 [AnnualRate] = 0.00737, within 0.0..=0.1, plausible 0.006..=0.010, from Measured("nbs_2023") known Verified;
        /// Whether pensions together keep their share of trend output; otherwise each keeps up with wages, and nobody pays for the additional ones.
        pension_budget: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("pay as you go at constant rates of contribution; long run 3.1 for all benefits") known Assumed as Alternative;
    }
}

/// Hazard of leaving each age class but the last, per quarter.
///
/// # Source
/// Long run, §3.2, C10, assumed: the inverse of the years in the class, times four.
pub const AGEING: [f64; 4] = [1.0 / 64.0, 1.0 / 76.0, 1.0 / 100.0, 0.0];

/// Mortality of the age classes relative to each other.
///
/// # Source
/// Long run, §3.2, C10, assumed.
pub const MORTALITY: [f64; 4] = [0.0001, 0.0002, 0.0008, 0.0085];

impl Demography {
    /// Scales hazards so that births and deaths are as many as the rates say at the opening; 0 with the
    /// rule off.
    pub fn open(&self, people: &mut People) {
        let mut persons = [0.0; 4];
        for &age in people.age.iter() {
            persons[age as usize] += 1.0;
        }
        let all: f64 = persons.iter().sum();
        let (births, deaths) = if self.on {
            (0.25 * self.birth_rate * all, 0.25 * self.death_rate * all)
        } else {
            (0.0, 0.0)
        };
        let dying: f64 = MORTALITY.iter().zip(persons).map(|(m, n)| m * n).sum();
        let scale = maths::ratio_or_zero(deaths, dying);
        people.vital.fertility = maths::ratio_or_zero(births, persons[Age::Young as usize]);
        people.vital.mortality = MORTALITY.map(|m| m * scale);
    }
}

/// Sets the pensions of the quarter, in units of the common benefit.
pub fn fund_pensions(rule: Demography, households: &mut Households, growth: Growth) {
    let Some(people) = &mut households.people else {
        return;
    };
    if !rule.on || !rule.pension_budget {
        return;
    }
    let due = people.pensions_due();
    let budget = people.vital.pensions_due * (growth.output_index / growth.per_head_index);
    if due > 0.0 {
        people.pension = people.vital.pension.map(|full| full * (budget / due));
    }
}

/// Logs of persons over active persons of a household, which are few: each once.
struct LogMouths([[f64; LogMouths::MOST]; LogMouths::MOST]);

impl LogMouths {
    /// Larger households are looked at one by one.
    const MOST: usize = 8;

    fn table() -> Self {
        Self(std::array::from_fn(|members| {
            std::array::from_fn(|active| log_mouths(members as u32, active as u32))
        }))
    }

    #[inline]
    fn of(&self, people: &People, home: HouseholdId, active: u32) -> f64 {
        let members = usize::from(people.members[home]);
        let known = self.0.get(members).and_then(|row| row.get(active as usize));
        known.map_or_else(|| people.log_mouths(home, active), |&known| known)
    }
}

/// Lets a quarter of life go by for everybody, and says the growth of the labour force; none without people
/// or without luck. Those who come of age in an area are more efficient by what they were `taught` beyond
/// schooling, a log.
pub fn live(
    rule: Demography,
    households: &mut Households,
    firms: &mut Firms,
    taught: &Channel<AreaId>,
    chance: Chance,
) -> Option<f64> {
    let mut people = households.people.take()?;
    let before = households.n_workers as f64;
    let vital = &mut people.vital;
    (vital.births, vital.deaths) = (0, 0);
    vital.entrants.clear();
    vital.entrants.resize(firms.n_areas, 0);
    let usual = vital.usual;
    let (persistence, fertility, mortality) = (vital.persistence, vital.fertility, vital.mortality);
    let shock = usual.sd * (1.0 - persistence * persistence).sqrt();
    let mut in_force = std::mem::take(&mut vital.in_force);
    people.count_active(&households.employer, &mut in_force);
    if let Chance::Drawn(draws) = chance {
        let log_mouths = LogMouths::table();
        let hazards = if rule.on {
            Hazards::by_age(fertility, mortality, AGEING)
        } else {
            [Hazards::default(); 4]
        };
        // With neither births and deaths nor luck at work no draw is looked at.
        let places = if rule.on || shock > 0.0 {
            people.places()
        } else {
            0
        };
        for k in 0..places {
            let id = PersonId::new(k);
            if people.household[id] == NONE {
                continue;
            }
            let [body, mind] = draws.block(Purpose::Life, k as u64, 0);
            let hazards = hazards[people.age[id] as usize];
            if hazards.death.hit(body) {
                die(&mut people, households, firms, id);
                continue;
            }
            if hazards.birthday.hit(body >> 32) {
                grow_older(&mut people, households, firms, id, taught, chance);
            }
            if hazards.birth.hit(mind) {
                people.vital.mothers.push(id.0);
            }
            if shock > 0.0 && households.employer[id] != OUTSIDE {
                let home = HouseholdId(people.household[id]);
                let mouths = log_mouths.of(&people, home, in_force[home.index()]);
                let mean = usual.of(people.log_skill[id], mouths);
                let last = f64::from(people.noise[id]);
                let z = maths::normal_quantile(fraction(mind >> 32));
                let next = mean + persistence * (last - mean) + shock * z;
                people.noise[id] = next as f32;
                let factor = maths::exp(next - last);
                people.efficiency[id] = (f64::from(people.efficiency[id]) * factor) as f32;
            }
        }
        bear_children(&mut people, households);
        settle_estates(&mut people, households, chance);
        fill_empty_homes(&mut people, households, chance);
    }
    people.take_census(&households.employer, &households.area, firms.n_areas);
    people.vital.in_force = in_force;
    households.people = Some(people);
    let growth = maths::ratio_or_zero(households.n_workers as f64, before) - 1.0;
    (rule.on && chance != Chance::Absent).then_some(growth)
}

fn bear_children(people: &mut People, households: &mut Households) {
    let mut mothers = std::mem::take(&mut people.vital.mothers);
    for mother in mothers.drain(..) {
        let home = people.household[PersonId(mother)];
        // A mother who died in the same quarter is in no home.
        if home != NONE {
            people.append(Newcomer::child(HouseholdId(home)));
            households.employer.push(OUTSIDE);
            households.wage.push(0.0);
            people.vital.births += 1;
        }
    }
    people.vital.mothers = mothers;
}

/// Takes a person out of the labour force, and out of the firm's staff.
fn retire(households: &mut Households, firms: &mut Firms, k: PersonId) {
    let employer = std::mem::replace(&mut households.employer[k], OUTSIDE);
    if employer == OUTSIDE {
        return;
    }
    if works(employer) {
        firms.employees[quantity::FirmId(employer)] -= 1;
    }
    households.wage[k] = 0.0;
    households.n_workers -= 1;
}

fn enter(households: &mut Households, k: PersonId) {
    households.employer[k] = NOBODY;
    households.wage[k] = 0.0;
    households.n_workers += 1;
}

/// Rare, and kept out of the pass over everybody, which is the faster for it.
#[inline(never)]
fn die(people: &mut People, households: &mut Households, firms: &mut Firms, k: PersonId) {
    retire(households, firms, k);
    let home = HouseholdId(people.household[k]);
    people.unlink(k);
    people.vital.deaths += 1;
    if people.of(home).all(|k| people.age[k] == Age::Child) {
        people.vital.estates.push(home.0);
    }
}

/// Rare, as [`die`].
#[inline(never)]
fn grow_older(
    people: &mut People,
    households: &mut Households,
    firms: &mut Firms,
    k: PersonId,
    taught: &Channel<AreaId>,
    chance: Chance,
) {
    let stratum = people.stratum_of(k);
    let class = people.age[k] as usize + 1;
    people.age[k] = Age::ALL[class];
    let rates = people.vital.participation[stratum];
    let [u, v] = chance.pair(Purpose::ComingOfAge, u64::from(k.0), 0);
    if class == 1 {
        let [skill, luck] = chance.pair(Purpose::ComingOfAge, u64::from(k.0), 1);
        let [w, _] = chance.pair(Purpose::ComingOfAge, u64::from(k.0), 2);
        let (education, capital) =
            people
                .vital
                .schooling(stratum, v, maths::normal_quantile(skill));
        let home = HouseholdId(people.household[k]);
        let active = people
            .of(home)
            .filter(|&k| households.employer[k] != OUTSIDE);
        let mouths = people.log_mouths(home, active.count() as u32 + 1);
        let usual = people.vital.usual;
        let mean = usual.of(maths::ln(capital), mouths);
        let noise = mean + usual.sd * maths::normal_quantile(luck);
        people.education[k] = education;
        people.learn(k, capital);
        people.noise[k] = noise as f32;
        let area = households.area[home];
        let schooled = people.return_to_skill * maths::ln(capital) + noise;
        people.efficiency[k] = maths::exp(schooled + taught.at(AreaId(area))) as f32;
        people.self_employed[k] = w < people.vital.self_employed[stratum];
        if u < rates[0] {
            enter(households, k);
            people.vital.entrants[area as usize] += 1;
        }
        return;
    }
    let (last, next) = (rates[class - 2], rates[class - 1]);
    let inside = households.employer[k] != OUTSIDE;
    if inside && u >= maths::ratio_or_zero(next, last).min(1.0) {
        retire(households, firms, k);
    } else if !inside && u < maths::ratio_or_zero(next - last, 1.0 - last) {
        enter(households, k);
    }
}

/// Lists inhabited households with an adult, area by area.
fn list_residents(people: &mut People, households: &Households) {
    let n_areas = households.area.iter().max().map_or(1, |&a| a as usize + 1);
    let mut first = std::mem::take(&mut people.vital.first_resident);
    let mut inhabited = std::mem::take(&mut people.vital.inhabited);
    let mut residents = std::mem::take(&mut people.vital.residents);
    // How many live in each area stands two places on, so that their places are counted up one place on,
    // to where the next area begins.
    first.clear();
    first.resize(n_areas + 2, 0);
    inhabited.clear();
    for (home, &area) in households.ids().zip(households.area.iter()) {
        let lives = people.head(home).is_some_and(|head| {
            people.age[head] != Age::Child || people.of(home).any(|k| people.age[k] != Age::Child)
        });
        if lives {
            inhabited.push(home);
            first[area as usize + 2] += 1;
        }
    }
    for a in 2..n_areas + 2 {
        first[a] += first[a - 1];
    }
    residents.clear();
    residents.resize(inhabited.len(), 0);
    for &home in &inhabited {
        let at = &mut first[households.area[home] as usize + 1];
        residents[*at as usize] = home.0;
        *at += 1;
    }
    people.vital.first_resident = first;
    people.vital.inhabited = inhabited;
    people.vital.residents = residents;
}

/// A household of the area, drawn; none if nobody lives there.
fn neighbour(
    people: &People,
    area: u32,
    purpose: Purpose,
    agent: u32,
    draw: u32,
    chance: Chance,
) -> Option<HouseholdId> {
    let first = &people.vital.first_resident;
    let (from, to) = (
        *first.get(area as usize)? as usize,
        *first.get(area as usize + 1)? as usize,
    );
    let pick = chance.below(purpose, u64::from(agent), draw, to - from);
    people.vital.residents[from..to]
        .get(pick)
        .map(|&h| HouseholdId(h))
}

/// Hands over what households without an adult own, and their children, to their heirs.
fn settle_estates(people: &mut People, households: &mut Households, chance: Chance) {
    if people.vital.estates.is_empty() && people.vital.dormant.is_empty() {
        return;
    }
    list_residents(people, households);
    let mut estates = std::mem::take(&mut people.vital.estates);
    estates.sort_unstable();
    estates.dedup();
    // A child who came of age in the same quarter keeps the home.
    estates.retain(|&h| {
        people
            .of(HouseholdId(h))
            .all(|k| people.age[k] == Age::Child)
    });
    let mut heirs = std::mem::take(&mut people.vital.heirs);
    heirs.clear();
    for &h in &estates {
        let home = HouseholdId(h);
        // Where a whole area has died out, the first household of the country inherits.
        let anywhere = people.vital.residents.first().map(|&h| HouseholdId(h));
        let heir = neighbour(people, households.area[home], Purpose::Heir, h, 0, chance);
        let Some(heir) = heir.or(anywhere) else {
            continue;
        };
        while let Some(child) = people.head(home) {
            people.unlink(child);
            people.link(child, heir);
        }
        for column in [
            &mut households.deposits,
            &mut households.dwellings,
            &mut people.owners.portfolio,
        ] {
            hand_over(column, home, heir);
        }
        people.assistance[home] = 0.0;
        heirs.push((home, heir));
        people.vital.dormant.push(h);
    }
    let inherit = |owner: &mut HouseholdId| {
        if let Ok(at) = heirs.binary_search_by_key(&*owner, |&(home, _)| home) {
            *owner = heirs[at].1;
        }
    };
    if !heirs.is_empty() {
        people.owners.founder.iter_mut().for_each(inherit);
        people.owners.bank.iter_mut().for_each(inherit);
    }
    estates.clear();
    people.vital.estates = estates;
    people.vital.heirs = heirs;
}

fn hand_over(column: &mut Column<HouseholdId, f64>, from: HouseholdId, to: HouseholdId) {
    let left = std::mem::replace(&mut column[from], 0.0);
    column[to] += left;
}

/// How many homes an empty household asks for somebody to move out.
const ATTEMPTS: u32 = 16;

/// Lets young adults leave home for empty households of their area.
fn fill_empty_homes(people: &mut People, households: &mut Households, chance: Chance) {
    let mut dormant = std::mem::take(&mut people.vital.dormant);
    dormant.retain(|&h| {
        let empty = HouseholdId(h);
        let area = households.area[empty];
        let found = (0..ATTEMPTS).find_map(|draw| {
            let home = neighbour(people, area, Purpose::LeavingHome, h, draw, chance)?;
            leaver(people, home).map(|k| (home, k))
        });
        let Some((home, k)) = found else {
            return true;
        };
        people.unlink(k);
        people.link(k, empty);
        people.stratum[empty] = people.stratum[home];
        people.propensity[empty] = people.propensity[home];
        people.taste[empty] = people.taste[home];
        people.survey_share[empty] = people.survey_share[home];
        people.norm_gap[empty] = 0.0;
        false
    });
    people.vital.dormant = dormant;
}

/// Somebody young in a household with an older adult.
fn leaver(people: &People, home: HouseholdId) -> Option<PersonId> {
    let older = |k: PersonId| matches!(people.age[k], Age::Middle | Age::Old);
    if !people.of(home).any(older) {
        return None;
    }
    people.of(home).find(|&k| people.age[k] == Age::Young)
}
