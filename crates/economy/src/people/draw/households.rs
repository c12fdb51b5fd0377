//! Step 3: persons into households.
//!
//! Every household gets a head, under 60 or old as the adults of its area are. Who shares a household
//! with the head is of the head's generation where there is somebody left; children go where the head
//! is under 60 first, and whoever remains fills the places that remain.
//!
//! # Source
//! Long run, §5.6 step 3, §5.2 for the stratum.

use quantity::{Purpose, QuarterDraws};

use super::controls::Area;
use super::persons::{self, Adult};
use crate::geography::Kind;
use crate::people::{Age, Education};

/// Persons in households, before they do or own anything.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// First household of each area, and the number of households.
    pub first_household: Vec<u32>,
    /// Area of each household.
    pub area: Vec<u32>,
    /// Stratum of each household.
    pub stratum: Vec<Kind>,
    /// First person of each household, who is its head, and the number of persons.
    pub first: Vec<u32>,
    /// Household of each person.
    pub household: Vec<u32>,
    /// Age class of each person.
    pub age: Vec<Age>,
    /// Education of each person.
    pub education: Vec<Education>,
}

impl People {
    /// Number of households.
    pub fn n_households(&self) -> usize {
        self.area.len()
    }

    /// Number of persons.
    pub fn n_persons(&self) -> usize {
        self.age.len()
    }

    /// Persons of a household.
    pub fn members(&self, household: usize) -> std::ops::Range<usize> {
        self.first[household] as usize..self.first[household + 1] as usize
    }

    /// Number of members of a household.
    pub fn size(&self, household: usize) -> usize {
        self.members(household).len()
    }

    /// Households of an area.
    pub fn households_of(&self, area: usize) -> std::ops::Range<usize> {
        self.first_household[area] as usize..self.first_household[area + 1] as usize
    }

    /// Persons of an area.
    pub fn persons_of(&self, area: usize) -> std::ops::Range<usize> {
        let households = self.households_of(area);
        self.first[households.start] as usize..self.first[households.end] as usize
    }

    /// The agent of a household's draws.
    pub fn household_agent(&self, area: &Area, number: usize, household: usize) -> u64 {
        area.agent(household - self.first_household[number] as usize)
    }
}

/// Puts the persons of all areas into households.
pub fn assemble(areas: &[Area], draws: QuarterDraws) -> People {
    let households: u64 = areas.iter().map(|area| area.households).sum();
    let n: u64 = areas.iter().map(|area| area.persons).sum();
    let mut people = People {
        first_household: vec![0],
        area: Vec::with_capacity(households as usize),
        stratum: Vec::with_capacity(households as usize),
        first: Vec::with_capacity(households as usize + 1),
        household: Vec::with_capacity(n as usize),
        age: Vec::with_capacity(n as usize),
        education: Vec::with_capacity(n as usize),
    };
    people.first.push(0);
    for (number, area) in areas.iter().enumerate() {
        fill(&mut people, number, area, draws);
    }
    people
}

/// Households in random order; the sequence of orders is counted by `draw`.
fn shuffled(area: &Area, draws: QuarterDraws, purpose: Purpose, draw: u32) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> = (0..area.households as u32)
        .map(|h| (draws.rank(purpose, area.agent(h as usize), draw), h))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, h)| h).collect()
}

fn fill(people: &mut People, number: usize, area: &Area, draws: QuarterDraws) {
    let n = area.households as usize;
    let by_size = shuffled(area, draws, Purpose::PopulationHouseholds, 0);
    let mut size = vec![0_u8; n];
    let mut turn = by_size.iter();
    for (members, &count) in (1..).zip(&area.sizes) {
        for &h in turn.by_ref().take(count as usize) {
            size[h as usize] = members;
        }
    }
    let base = people.age.len();
    let mut next = Vec::with_capacity(n);
    for (h, &members) in (people.area.len() as u32..).zip(&size) {
        let start = people.first.last().copied().unwrap_or(0);
        next.push(start);
        people.first.push(start + u32::from(members));
        people
            .household
            .extend(std::iter::repeat_n(h, usize::from(members)));
    }
    people.area.extend(std::iter::repeat_n(number as u32, n));
    people.first_household.push(people.area.len() as u32);
    people.age.resize(base + area.persons as usize, Age::Child);
    people
        .education
        .resize(base + area.persons as usize, Education::Low);
    let ends: Vec<u32> = people.first[people.first.len() - n..].to_vec();
    let mut seat = |next: &mut Vec<u32>, h: u32, (age, education): Adult| {
        let place = next[h as usize] as usize;
        people.age[place] = age;
        people.education[place] = education;
        next[h as usize] += 1;
    };

    // Heads.
    let [mut working, mut old] = persons::adults(area, draws);
    let by_head = shuffled(area, draws, Purpose::PopulationHouseholds, 1);
    let adults = area.adults().max(1) as f64;
    let old_heads = (n as f64 * area.ages[3] as f64 / adults).round() as usize;
    let old_heads = old_heads.clamp(n.saturating_sub(working.len()), old.len().min(n));
    let mut is_old = vec![false; n];
    for (k, &h) in by_head.iter().enumerate() {
        let queue = if k < old_heads {
            is_old[h as usize] = true;
            &mut old
        } else {
            &mut working
        };
        if let Some(adult) = queue.pop() {
            seat(&mut next, h, adult);
        }
    }
    // Who shares the household with the head: of the same generation if there is somebody.
    let mut children = area.ages[0];
    let by_member = shuffled(area, draws, Purpose::PopulationHouseholds, 2);
    for &h in &by_member {
        if next[h as usize] == ends[h as usize] {
            continue;
        }
        let [own, other] = if is_old[h as usize] {
            [&mut old, &mut working]
        } else {
            [&mut working, &mut old]
        };
        if let Some(adult) = own.pop().or_else(|| other.pop()) {
            seat(&mut next, h, adult);
        }
    }
    // Children, with heads under 60 first; then the other adults.
    for with_old in [false, true] {
        for &h in &by_member {
            let h = h as usize;
            while is_old[h] == with_old && children > 0 && next[h] < ends[h] {
                next[h] += 1;
                children -= 1;
            }
        }
    }
    let mut rest = Vec::with_capacity(working.len() + old.len());
    interleave(working, old, &mut rest);
    for &h in &by_member {
        while next[h as usize] < ends[h as usize] {
            let Some(adult) = rest.pop() else { break };
            seat(&mut next, h, adult);
        }
    }
    people.stratum.extend(strata(area, &size, draws));
}

/// Two queues as one in which both are spread evenly.
fn interleave(mut long: Vec<Adult>, mut short: Vec<Adult>, into: &mut Vec<Adult>) {
    if long.len() < short.len() {
        std::mem::swap(&mut long, &mut short);
    }
    let (n, m) = (long.len(), short.len());
    let mut given = 0;
    for (k, adult) in long.into_iter().enumerate() {
        into.push(adult);
        while given * n < (k + 1) * m {
            given += 1;
            into.extend(short.pop());
        }
    }
}

/// Which households the survey counts as rural: in random order, as long as they fit the total.
fn strata(area: &Area, size: &[u8], draws: QuarterDraws) -> Vec<Kind> {
    let mut stratum = vec![Kind::Urban; size.len()];
    let mut left = area.rural_stratum;
    for h in shuffled(area, draws, Purpose::PopulationStratum, 0) {
        let members = u64::from(size[h as usize]);
        if members <= left {
            left -= members;
            stratum[h as usize] = Kind::Rural;
        }
    }
    stratum
}
