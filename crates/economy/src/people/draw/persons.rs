//! Step 2: persons by age and education, in whole numbers that keep the totals of every area.
//!
//! # Source
//! Long run, §5.6 step 2. Within an area education does not depend on age: the tables say nothing
//! about it.

use quantity::{Purpose, QuarterDraws};

use super::controls::Area;
use super::rounding::independent;
use crate::people::{Age, Education};

/// Age classes over 15.
pub const ADULT_AGES: [Age; 3] = [Age::Young, Age::Middle, Age::Old];
/// Educations.
pub const EDUCATIONS: [Education; 3] = [Education::Low, Education::Middle, Education::High];

/// An adult before entering a household.
pub type Adult = (Age, Education);

/// The adults of an area in random order: those under 60, and the old.
pub fn adults(area: &Area, draws: QuarterDraws) -> [Vec<Adult>; 2] {
    let ages = [area.ages[1], area.ages[2], area.ages[3]];
    let table = independent(ages, area.educations);
    let mut position = 0;
    let mut group = |rows: &[usize]| -> Vec<Adult> {
        let n: u64 = rows.iter().map(|&r| ages[r]).sum();
        let mut hashed = Vec::with_capacity(n as usize);
        for &r in rows {
            for (e, &count) in table[r].iter().enumerate() {
                for _ in 0..count {
                    let agent = area.agent(position);
                    let rank = draws.rank(Purpose::PopulationPersons, agent, 0);
                    hashed.push((rank, (r as u8, e as u8)));
                    position += 1;
                }
            }
        }
        hashed.sort_unstable();
        let adult =
            |(age, education): (u8, u8)| (ADULT_AGES[age as usize], EDUCATIONS[education as usize]);
        hashed.into_iter().map(|(_, kind)| adult(kind)).collect()
    };
    [group(&[0, 1]), group(&[2])]
}
