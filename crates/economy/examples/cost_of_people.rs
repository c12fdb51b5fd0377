//! What people cost: nanoseconds per household and per person of the passes over them, and bytes.
//!
//! `cargo run --release -p economy --example cost_of_people [households]`

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/common/people.rs"]
mod hand;

use std::time::Instant;

use economy::closure::demography;
use economy::households::Expecting;
use economy::people::migration;
use economy::village::{VillageSpec, village};
use economy::{Economy, Luck, NoPolicy, NoTheory, Rules, Serial};
use quantity::Draws;

const ROUNDS: u32 = 20;

#[expect(clippy::too_many_lines, reason = "one list of measurements")]
fn main() {
    let wanted: u32 = std::env::args()
        .nth(1)
        .map_or(100_000, |n| n.parse().expect("a number"));
    let tables = village(&VillageSpec {
        households: wanted,
        ..VillageSpec::default()
    });
    let scale = tables.scalars.size.default_scale;
    let calibration = tables
        .calibration(scale)
        .expect("the village is in order")
        .cut_into(8);
    let drawn = hand::hand_made(&calibration, 1, 0.6);
    let calibration = hand::inhabited(calibration, drawn);
    let mut economy = Economy::open(calibration, Rules::long_run(), Luck::Seed(1));
    for _ in 0..2 {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    }
    let persons = economy
        .households
        .people
        .as_ref()
        .map_or(0, |people| people.places());
    let homes = economy.households.len();
    println!(
        "{homes} households, {persons} persons, {} firms",
        economy.firms.len()
    );

    let per = |n: usize, name: &str, mut pass: Box<dyn FnMut(u32) + '_>| {
        let start = Instant::now();
        for round in 0..ROUNDS {
            pass(round);
        }
        let nanoseconds = start.elapsed().as_nanos() as f64 / f64::from(ROUNDS) / n as f64;
        println!("{name}: {nanoseconds:.1} ns");
    };
    let chance = |round| economy::chance::Chance::Drawn(Draws::new(2).in_quarter(round));
    let rule = economy.rules.closure.demography;
    let mut copy = economy.clone();
    per(
        persons,
        "demography and skill, per person",
        Box::new(move |round| {
            let taught = &copy.channels.entrant_skill;
            let (households, firms) = (&mut copy.households, &mut copy.firms);
            demography::live(rule, households, firms, taught, chance(round));
        }),
    );
    let mut copy = economy.clone();
    per(
        persons,
        "wages by skill, per person",
        Box::new(move |_| {
            let skill_gap = &copy.channels.skill_gap;
            copy.households.receive_wages(&copy.firms, skill_gap);
        }),
    );
    let mut copy = economy.clone();
    per(
        homes,
        "plans, per household",
        Box::new(move |_| {
            let expecting = Expecting {
                rates: &copy.calibration.rates,
                outlook: &copy.outlook,
                prices: &copy.prices,
                long_run: &copy.long_run,
                channels: &copy.channels,
            };
            copy.households
                .plan_spending(&copy.firms, &copy.bank, &copy.government, &expecting);
        }),
    );
    let mut copy = economy.clone();
    per(
        homes,
        "incomes and deposits, per household",
        Box::new(move |_| {
            copy.households.close_balances(
                &copy.firms,
                &copy.bank,
                &copy.government,
                &copy.central_bank,
                &copy.prices,
                &copy.calibration.rates,
                &copy.channels,
            );
        }),
    );
    let mut copy = economy.clone();
    per(
        homes,
        "migration, per household",
        Box::new(move |round| {
            migration::migrate(&mut copy.households, &mut copy.firms, |_| 1, chance(round));
        }),
    );
    let mut copy = economy;
    per(
        homes,
        "a whole quarter, per household",
        Box::new(move |_| {
            copy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        }),
    );
    // Columns of `Households` and `People`, in bytes: what is written in their types.
    println!(
        "person: {} B, household: {} B",
        person_bytes(),
        household_bytes()
    );
}

/// Employer, wage, household, next; age, education, own account; capital, noise, efficiency.
fn person_bytes() -> usize {
    4 + 8 + 4 + 4 + 3 + 3 * 4
}

/// Area and seven amounts; first member, members, stratum; propensity, norm, assistance, portfolio; survey.
fn household_bytes() -> usize {
    4 + 7 * 8 + 4 + 2 + 1 + 4 * 8 + 4
}
