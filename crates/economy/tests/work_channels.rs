//! Channels of work: hiring from afar, skill of entrants, who gets a wage bill, whose tasks are gone, wages
//! withheld and room for entrants by area. Whatever they say, every account balances and wage bills stay.

#[allow(dead_code, reason = "shared with other tests")]
mod common;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/people.rs"]
mod hand;

use common::standard_village;
use economy::books::Identities;
use economy::channels::{AreaId, CellId};
use economy::households::{NOBODY, OUTSIDE};
use economy::people::{Age, Education, People};
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Theory, View,
};
use hand::{hand_made, inhabited, scatter};
use proptest::prelude::*;
use quantity::{FirmId, Id, PersonId, maths};

const AREAS: usize = 8;

/// The village on eight areas, with people.
fn country(seed: u64) -> Calibration {
    let calibration = standard_village().cut_into(AREAS);
    let drawn = hand_made(&calibration, seed, 0.6);
    inhabited(calibration, drawn)
}

fn rules(market: Market) -> Rules {
    let mut rules = Rules {
        market,
        ..Rules::long_run()
    };
    rules.closure.arrears.arrears_share = 0.1;
    rules
}

fn open(seed: u64) -> Economy {
    Economy::open(country(seed), rules(Market::Expected), Luck::Seed(seed))
}

/// A theory that is a function of the view.
struct Says<F: FnMut(&View<'_>, &mut Channels)>(F);

impl<F: FnMut(&View<'_>, &mut Channels)> Theory for Says<F> {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        (self.0)(view, channels);
    }

    fn update(&mut self, _: &View<'_>) {}
}

fn quarter(economy: &mut Economy, says: impl FnMut(&View<'_>, &mut Channels)) {
    economy.quarter(&mut NoPolicy, &mut Says(says), &Serial);
}

fn people(economy: &Economy) -> &People {
    economy
        .households
        .people
        .as_ref()
        .expect("there are people")
}

/// Writes every channel of work, each agent differently, up to `most` of its bounds.
fn everything(most: f64, salt: u64) -> impl FnMut(&View<'_>, &mut Channels) {
    move |view, channels| {
        let x = |k: usize, column: u64| most * scatter(k, salt + column);
        for i in view.firms.ids() {
            let k = i.index();
            channels.remote_hiring.write(i, 0.3 * x(k, 1));
            channels.skill_gap.write(i, 0.2 * (x(k, 2) - 0.5 * most));
            channels.tasks_lost.write(i, x(k, 3));
            channels.tasks_new.write(i, x(k, 4));
        }
        for area in 0..AREAS {
            let id = AreaId::new(area);
            channels.entrant_skill.write(id, 0.1 * x(area, 5));
            channels.violation.write(id, 1.2 - 0.9 * x(area, 6));
        }
        for cell in 0..view.calibration.n_industries() * AREAS {
            let term = 1.4 * (x(cell, 7) - 0.5 * most);
            channels.entry.write(CellId::new(cell), term);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Authority: identities of the base model, §10; long run, §5.4: the wage bill of every firm is unchanged by
    /// skill.
    #[test]
    fn every_account_balances_and_wage_bills_stay(
        seed in 0_u64..1000,
        most in 0.05_f64..1.0,
        losses in any::<bool>(),
        sampled in any::<bool>(),
    ) {
        let market = if sampled { Market::Sampled } else { Market::Expected };
        let mut rules = rules(market);
        rules.closure.demography.birth_rate = 0.1;
        rules.closure.demography.death_rate = 0.1;
        let mut economy = Economy::open(country(seed), rules, Luck::Seed(seed));
        if losses {
            ruin(&mut economy, 30);
        }
        let (bank, world) = (economy.bank, &economy.world);
        economy.central_bank.equity = economy.government.debt - world.position - bank.reserves;
        for _ in 0..6 {
            quarter(&mut economy, everything(most, seed));
            let books = &economy.books;
            let residuals = books.identities.relative_to(books.gdp);
            for (name, residual) in Identities::NAMES.iter().zip(residuals) {
                prop_assert!(residual <= 1e-9, "{name} is off by {residual:e} of GDP");
            }
            let bills = bills(&economy);
            for i in economy.firms.ids() {
                let bill = economy.firms.wage[i] * f64::from(economy.firms.employees[i]);
                prop_assert!((bills[i.index()] - bill).abs() <= 1e-12 * bill);
            }
            let workforce: f64 = (0..AREAS).map(|a| people(&economy).vital.entrants_of(a).1).sum();
            prop_assert_eq!(workforce as usize, economy.households.n_workers);
        }
    }
}

/// One firm in so many has neither cash nor equity.
fn ruin(economy: &mut Economy, one_in: usize) {
    for k in (0..economy.firms.len()).step_by(one_in) {
        let i = FirmId::new(k);
        economy.firms.deposits[i] = -2.0 * economy.firms.output[i];
        economy.firms.equity[i] = -1.0;
    }
    economy.bank.settle(&economy.firms, &economy.households);
}

fn bills(economy: &Economy) -> Vec<f64> {
    let mut bills = vec![0.0; economy.firms.len()];
    let households = &economy.households;
    for (&employer, &wage) in households.employer.iter().zip(households.wage.iter()) {
        if employer != NOBODY && employer != OUTSIDE {
            bills[employer as usize] += wage;
        }
    }
    bills
}

/// Authority: digital economy, §1 item 5: a written neutral value moves no bit.
#[test]
fn neutral_values_move_no_bit() {
    let (mut plain, mut written) = (open(3), open(3));
    ruin(&mut plain, 50);
    ruin(&mut written, 50);
    for _ in 0..6 {
        plain.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        quarter(&mut written, |view, channels| {
            for i in view.firms.ids() {
                channels.remote_hiring.write(i, 0.0);
                channels.skill_gap.write(i, 0.0);
                channels.tasks_lost.write(i, 0.0);
                channels.tasks_new.write(i, 0.0);
            }
            channels.entrant_skill.write(AreaId(0), 0.0);
            channels.violation.write(AreaId(0), 1.0);
            channels.entry.write(CellId(0), 0.0);
        });
        assert_eq!(plain.fingerprint(), written.fingerprint());
    }
}

/// Half of the firms met more demand than they can make, the others less.
fn stir(economy: &mut Economy) {
    for i in economy.firms.ids() {
        economy.firms.demand[i] *= 1.0 + 0.4 * maths::sin(f64::from(i.0));
    }
}

/// Work from afar fills its share of vacancies, and brings more workers from other areas.
#[test]
fn a_share_of_vacancies_is_filled_from_everywhere() {
    let hires = |share: f64| {
        let mut economy = open(4);
        stir(&mut economy);
        quarter(&mut economy, |view, channels| {
            for i in view.firms.ids() {
                channels.remote_hiring.write(i, share);
            }
        });
        let market = &economy.labour_market;
        (market.hires, market.remote_hires, market.hires_from_afar)
    };
    let (all, remote, afar) = hires(0.3);
    let (base, none, base_afar) = hires(0.0);
    assert!(base > 30 && none == 0, "{base} {none}");
    let expected = 0.3 * all as f64;
    assert!(
        (remote as f64 - expected).abs() < 4.0 * expected.sqrt(),
        "{remote} of {all}"
    );
    assert!(afar > base_afar, "{afar} {base_afar}");
}

/// Authority: counting. After the first quarter those who work from afar are those hired so; once no vacancy is
/// filled from everywhere nobody becomes one, and with the job it ends.
#[test]
fn who_is_hired_from_afar_works_so_until_the_job_ends() {
    let mut economy = open(4);
    stir(&mut economy);
    quarter(&mut economy, |view, channels| {
        for i in view.firms.ids() {
            channels.remote_hiring.write(i, 0.3);
        }
    });
    let at_work = |economy: &Economy| -> Vec<(PersonId, u32)> {
        let households = &economy.households;
        let persons = (0..households.employer.len()).map(PersonId::new);
        let remote = persons.filter(|&k| households.works_remotely(k));
        remote.map(|k| (k, households.employer[k])).collect()
    };
    let hired = at_work(&economy);
    assert_eq!(hired.len() as u64, economy.labour_market.remote_hires);
    let households = &economy.households;
    let of_homes = households.ids().map(|h| households.remote_workers(h));
    assert_eq!(of_homes.sum::<u32>() as usize, hired.len());
    for _ in 0..4 {
        for i in economy.firms.ids() {
            economy.firms.demand[i] *= 0.7;
        }
        quarter(&mut economy, |_, _| {});
    }
    let left = at_work(&economy);
    assert!(left.iter().all(|job| hired.contains(job)));
    assert!(left.len() < hired.len(), "{} {}", left.len(), hired.len());
}

/// Authority: long run, C10 and §5.4: who comes of age where more is taught is more efficient by just that, and
/// nobody else is anybody else.
#[test]
fn entrants_have_what_they_were_taught() {
    let taught = 0.08;
    let (mut plain, mut told) = (open(5), open(5));
    let says = |term: f64| {
        move |_: &View<'_>, channels: &mut Channels| channels.entrant_skill.write(AreaId(1), term)
    };
    for _ in 0..2 {
        quarter(&mut plain, says(0.0));
        quarter(&mut told, says(taught));
    }
    let before = open(5);
    let (mut grown, mut others) = (0, 0);
    for k in (0..people(&before).places()).map(PersonId::new) {
        let (there, here) = (people(&plain), people(&told));
        let came_of_age = people(&before).age[k] == Age::Child && here.age[k] != Age::Child;
        if !here.alive(k) {
            continue;
        }
        let home = here.area_of(k, &told.households.area);
        let ratio = maths::ln(f64::from(here.efficiency[k]) / f64::from(there.efficiency[k]));
        if came_of_age && home == 1 {
            // What was said in the first quarter holds from the second: who grew up before has nothing.
            assert!(ratio == 0.0 || (ratio - taught).abs() < 1e-6, "{ratio}");
            grown += u32::from(ratio > 0.0);
        } else {
            assert_eq!(ratio, 0.0);
            others += u32::from(came_of_age);
        }
    }
    assert!(grown > 0 && others > 0, "{grown} {others}");
}

/// Authority: digital economy, §4.A, A2: the log of efficiency of high over low education moves by the term.
#[test]
fn a_skill_gap_moves_wages_within_a_firm() {
    let gap = 0.05;
    let (mut plain, mut told) = (open(6), open(6));
    plain.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    quarter(&mut told, |view, channels| {
        for i in view.firms.ids() {
            channels.skill_gap.write(i, gap);
        }
    });
    assert_eq!(plain.households.employer, told.households.employer);
    let moved = |k: usize| {
        maths::ln(told.households.wage[PersonId::new(k)] / plain.households.wage[PersonId::new(k)])
    };
    let mut of_firm = vec![[None; 3]; told.firms.len()];
    for (k, &employer) in told.households.employer.iter().enumerate() {
        if employer != NOBODY && employer != OUTSIDE {
            let education = people(&told).education[PersonId::new(k)];
            of_firm[employer as usize][education as usize] = Some(moved(k));
        }
    }
    let mut seen = 0;
    for [low, middle, high] in of_firm {
        if let (Some(low), Some(high)) = (low, high) {
            assert!((high - low - gap).abs() < 1e-9);
            seen += 1;
            if let Some(middle) = middle {
                assert!((high - middle - 0.5 * gap).abs() < 1e-9);
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Authority: digital economy, §5.1, G3: lost tasks are those of middle and low education, new ones of high and
/// middle; how many go and come is what it was. Nobody of high education is dismissed as long as a whole lost
/// task is left of somebody who is there.
#[test]
fn lost_tasks_say_who_goes_and_new_ones_who_comes() {
    let moved = |lost: f64, new: f64| {
        let mut rules = rules(Market::Expected);
        rules.closure.demography.on = false;
        rules.closure.migration.openness = 0.0;
        let mut economy = Economy::open(country(7), rules, Luck::Seed(7));
        stir(&mut economy);
        let before = economy.households.employer.clone();
        quarter(&mut economy, |view, channels| {
            for i in view.firms.ids() {
                channels.tasks_lost.write(i, lost);
                channels.tasks_new.write(i, new);
            }
        });
        let n = economy.firms.len();
        let (mut staff, mut gone, mut come) = (vec![[0; 3]; n], vec![[0; 3]; n], [0; 3]);
        let now = &economy.households.employer;
        for (k, (&then, &now)) in before.iter().zip(now.iter()).enumerate() {
            let education = people(&economy).education[PersonId::new(k)] as usize;
            if then != NOBODY && then != OUTSIDE {
                staff[then as usize][education] += 1;
                gone[then as usize][education] += i32::from(then != now);
            }
            come[education] += i32::from(then != now && now != NOBODY && now != OUTSIDE);
        }
        (staff, gone, come)
    };
    let total =
        |counts: &[[i32; 3]], e: Education| counts.iter().map(|c| c[e as usize]).sum::<i32>();
    let all = |counts: &[[i32; 3]]| counts.iter().flatten().sum::<i32>();
    let (_, gone, come) = moved(0.0, 0.0);
    let (staff, gone_by_tasks, _) = moved(1.0, 0.0);
    // With the same people looking for work.
    let (_, as_before, come_by_tasks) = moved(0.0, 1.0);
    assert_eq!(all(&as_before), all(&gone));
    assert_eq!(all(&gone), all(&gone_by_tasks));
    assert!(total(&gone, Education::High) > 10);
    assert!(total(&gone_by_tasks, Education::High) < total(&gone, Education::High));
    for (staff, gone) in staff.iter().zip(&gone_by_tasks) {
        let n = f64::from(staff.iter().sum::<i32>());
        let left = |e: Education, part: f64| {
            let tasks = (part * n) as i32;
            staff[e as usize].min(tasks) - gone[e as usize]
        };
        if gone[Education::High as usize] > 0 {
            assert!(left(Education::Low, 0.4) <= 0 && left(Education::Middle, 0.6) <= 0);
        }
    }
    assert!(come_by_tasks[Education::High as usize] > come[Education::High as usize]);
    assert!(come_by_tasks[Education::Low as usize] < come[Education::Low as usize]);
}

/// Authority: digital economy, §3, channel 28: the factor of the area where the firm is.
#[test]
fn wages_are_withheld_as_the_area_allows() {
    let mut economy = open(8);
    let factor = |area: usize| 0.4 + 0.1 * area as f64;
    let says = |_: &View<'_>, channels: &mut Channels| {
        for area in 0..AREAS {
            channels.violation.write(AreaId::new(area), factor(area));
        }
    };
    quarter(&mut economy, says);
    ruin(&mut economy, 5);
    quarter(&mut economy, says);
    let mut seen = [false; AREAS];
    for i in economy.firms.ids() {
        let area = economy.firms.area[i] as usize;
        let paid = economy.firms.paid_share[i];
        if paid < 1.0 {
            assert!((paid - (1.0 - 0.1 * factor(area))).abs() < 1e-15);
            seen[area] = true;
        }
    }
    assert!(seen.iter().filter(|seen| **seen).count() >= 4, "{seen:?}");
}

/// Authority: digital economy, §3, channel 27: where entry is easy, an insolvent firm makes room after half the
/// quarters, elsewhere it does not.
#[test]
fn room_is_made_where_entry_is_easy() {
    let mut economy = open(9);
    assert_eq!(economy.long_run.rules.exit_and_entry.patience, 8.0);
    let says = |view: &View<'_>, channels: &mut Channels| {
        for g in 0..view.calibration.n_industries() {
            channels.entry.write(CellId::of(g, 2, AREAS), 0.7);
        }
    };
    // Debts that nobody can pay back, and cash to go on with.
    let loans: Vec<f64> = economy
        .firms
        .ids()
        .map(|i| 4.0 * economy.firms.capital[i])
        .collect();
    let mut exits = 0;
    for _ in 0..6 {
        for i in economy.firms.ids() {
            economy.firms.loans[i] = loans[i.index()];
            economy.firms.deposits[i] = 0.5 * loans[i.index()];
            economy.firms.equity[i] = -loans[i.index()];
        }
        economy.bank.settle(&economy.firms, &economy.households);
        quarter(&mut economy, says);
        exits += economy.long_run.distress.exits;
    }
    let there = economy.firms.area.iter().filter(|&&area| area == 2).count();
    assert_eq!(exits as usize, there);
}
