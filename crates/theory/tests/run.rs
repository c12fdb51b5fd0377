//! The theory at work: books that balance, terms that are recorded, states that stay in their bounds.

mod common;

use std::collections::BTreeSet;

use common::{four_areas, inhabited_areas, open, run, standard_village};
use economy::books::Identities;
use economy::{Calibration, Economy, Market};
use theory::ledger::Kind;
use theory::platforms::KINDS;
use theory::platforms::indicators::{INDICATORS, distance_elasticity, distance_elasticity_online};
use theory::regional;
use theory::satellites::Satellites;
use theory::{Concepts, Digital, LEDGER, OpeningMode};

/// All concepts at work and every policy at once.
fn everything() -> Concepts {
    let mut concepts = Concepts::default();
    for concept in LEDGER.iter().filter(|c| c.kind == Kind::Strategy) {
        concepts
            .set_number(&format!("{}.intensity", concept.key), 1.0)
            .expect("an intensity");
        concepts
            .set_number(&format!("{}.ramp", concept.key), 2.0)
            .expect("a ramp");
    }
    concepts
}

fn assert_balanced(economy: &Economy) {
    let gdp = economy.books.gdp;
    for (identity, residual) in Identities::NAMES
        .iter()
        .zip(economy.books.identities.relative_to(gdp))
    {
        assert!(
            residual <= 1e-10,
            "{identity} is off by {residual:e} of GDP"
        );
    }
}

fn assert_in_bounds(digital: &Digital) {
    let state = digital.state();
    let shares = [
        &*state.firms.adoption,
        &*state.firms.automated,
        &*state.firms.new_tasks,
        &*state.households.online,
        &*state.households.skill,
        &*state.households.rank,
        &state.areas.network,
        &state.areas.logistics,
        &state.areas.administration,
        &state.areas.voice,
    ];
    for share in shares.iter().flat_map(|column| column.iter()) {
        assert!((0.0..=1.0).contains(share), "{share}");
    }
    assert!(state.nation.digital_price <= 0.0);
    let platforms = &state.platforms;
    for (p, kind) in platforms.kind.iter().enumerate() {
        let whole: f64 = platforms.of_kind(*kind).map(|q| platforms.share[q]).sum();
        assert!((whole - 1.0).abs() < 1e-12, "{whole}");
        assert!((0.0..=0.3).contains(&platforms.rate[p]));
        assert!(platforms.data[p] > 0.0);
    }
    assert!((0.0..=1.0).contains(&state.nation.trust));
}

#[test]
fn every_account_balances_with_everything_at_work() {
    let calibration = standard_village();
    for market in [Market::Expected, Market::Sampled] {
        for mode in [OpeningMode::Embodied, OpeningMode::Greenfield] {
            let (mut economy, mut digital) = open(&calibration, market, 1, mode, everything());
            for _ in 0..12 {
                run(&mut economy, &mut digital, 1);
                assert_balanced(&economy);
                assert_in_bounds(&digital);
            }
        }
    }
}

/// What a mechanism says it writes, it writes: in a greenfield run with every policy each channel of each
/// concept that is read moves by the second year, except where one area or no lender leaves nothing to move.
#[test]
fn every_channel_that_is_said_to_be_written_is_written() {
    let calibration = standard_village();
    let mut concepts = everything();
    concepts
        .set("expected_economy.reading", "both")
        .expect("a reading");
    concepts
        .set("algorithm_manipulation.reading", "collusion")
        .expect("a reading");
    concepts
        .set("strategy_core_technology.available", "0.5")
        .expect("a share");
    concepts
        .set("spiritual_prosperity.feeds_effort", "0.01")
        .expect("a strength");
    let said: BTreeSet<(&str, u8)> = LEDGER
        .iter()
        .zip(concepts.mechanisms())
        .flat_map(|(concept, mechanism)| mechanism.writes().iter().map(|&n| (concept.id, n)))
        .collect();
    let (mut economy, mut digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Greenfield,
        concepts,
    );
    let mut moved = BTreeSet::new();
    for _ in 0..10 {
        run(&mut economy, &mut digital, 1);
        let rows = digital.record().contributions();
        moved.extend(rows.filter(|row| row.3 != 0.0).map(|row| (row.0, row.1)));
    }
    // One area: no better school or hospital, no countryside. Nobody enters the workforce. Nobody grows
    // faster than all others for long enough to be believed in.
    let still: BTreeSet<(&str, u8)> = said.difference(&moved).copied().collect();
    let expected = BTreeSet::from([
        ("E1", 1),
        ("E1", 29),
        ("E2", 1),
        ("F1", 1),
        ("F1", 29),
        ("F1", 31),
        ("F1", 41),
        ("F2", 21),
        ("F2", 27),
        ("F2", 41),
    ]);
    assert_eq!(still, expected);
}

/// Authority: digital economy, §6.1: online trade at the opening is as observed, product by product.
#[test]
fn online_trade_opens_as_observed() {
    let calibration = standard_village();
    let (_, digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Embodied,
        Concepts::default(),
    );
    for (g, industry) in digital.endowment().industries.iter().enumerate() {
        let share = digital.online().of_product[g];
        assert!(
            (share - industry.opening.online_share).abs() < 1e-12,
            "{share}"
        );
        let sold = digital.state().platforms.serving(g).is_some();
        assert_eq!(sold, industry.opening.online_share > 0.0);
    }
}

/// Eight platforms, two of each kind, which open within five percent of equal shares.
#[test]
fn platforms_open_nearly_equal() {
    let calibration = standard_village();
    let shares = |seed| {
        let (_, digital) = open(
            &calibration,
            Market::Expected,
            seed,
            OpeningMode::Embodied,
            Concepts::default(),
        );
        let platforms = &digital.state().platforms;
        assert_eq!(platforms.len(), 8);
        for kind in KINDS {
            assert_eq!(platforms.of_kind(kind).count(), 2);
        }
        platforms.buyers.clone()
    };
    let one = shares(1);
    assert!(
        one.iter()
            .all(|share| (share - 0.5).abs() <= 0.5 * 0.0501 && *share != 0.5)
    );
    assert_ne!(one, shares(2));
}

/// Indicators are numbers wherever they can be, and satellites are read by fifth.
#[test]
fn indicators_and_satellites_follow_from_the_state() {
    let calibration = standard_village();
    let (mut economy, mut digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Greenfield,
        Concepts::default(),
    );
    run(&mut economy, &mut digital, 12);
    let view = economy.view();
    let ground = digital.ground(&view);
    for indicator in INDICATORS {
        let value = (indicator.of)(&ground);
        let needs_a_map = indicator.name == "distance_elasticity_online";
        assert_eq!(value.is_nan(), needs_a_map, "{} is {value}", indicator.name);
    }
    let satellites = Satellites::of(&ground);
    let persons: f64 = satellites.persons.iter().sum();
    assert!((persons - digital.endowment().persons).abs() < 1e-6 * persons);
    let free = Satellites::by_fifth(&satellites.free_goods);
    assert!(free.iter().all(|value| *value > 0.0), "{free:?}");
}

/// Authority: digital economy, §4.F, F3. What is assumed moves productivity of an area by its strength times the change
/// of the mean index there, nothing in the first quarter, and output in the direction of the index; off, which is the
/// default, it moves no bit, and more than .01 is refused.
#[test]
fn a_spirit_that_feeds_effort_moves_output_with_the_index() {
    const PATH: &str = "spiritual_prosperity.feeds_effort";
    let calibration = inhabited_areas(1);
    let opened = |seed: u64, strength: f64| {
        let mut concepts = Concepts::default();
        concepts.set_number(PATH, strength).expect("in range");
        let mode = OpeningMode::Greenfield;
        open(&calibration, Market::Expected, seed, mode, concepts)
    };
    let (mut moved, mut direction) = (0.0, 0.0);
    for seed in 1..=4 {
        let (mut plain, mut without) = opened(seed, 0.0);
        let (mut fed, mut with) = opened(seed, 0.01);
        for quarter in 1..=12 {
            run(&mut plain, &mut without, 1);
            run(&mut fed, &mut with, 1);
            if quarter == 1 {
                assert_eq!(plain.fingerprint(), fed.fingerprint());
            }
            assert_balanced(&fed);
            moved += fed.books.gdp.real / plain.books.gdp.real - 1.0;
            let rows = with.record().contributions();
            let terms: f64 = rows.filter(|row| row.0 == "F3").map(|row| row.3).sum();
            direction += terms;
            let change = &with.derived().spirit;
            assert!(change.iter().all(|change| change.abs() < 1.0), "{change:?}");
        }
        assert!(without.derived().spirit.is_empty());
        assert!(without.record().contributions().all(|row| row.0 != "F3"));
    }
    assert!(
        direction != 0.0 && moved * direction > 0.0,
        "{moved} {direction}"
    );
    let refused = Concepts::default().set_number(PATH, 0.011);
    assert!(refused.is_err_and(|error| error.to_string().contains(PATH)));
}

/// What compares town and country needs both, and people for skills.
#[test]
fn regional_indicators_need_a_map() {
    for (calibration, map) in [(standard_village(), false), (inhabited_areas(1), true)] {
        let (mut economy, mut digital) = open(
            &calibration,
            Market::Expected,
            1,
            OpeningMode::Greenfield,
            Concepts::default(),
        );
        run(&mut economy, &mut digital, 8);
        assert_balanced(&economy);
        let view = economy.view();
        let ground = digital.ground(&view);
        for indicator in regional::INDICATORS {
            let value = (indicator.of)(&ground);
            assert_eq!(value.is_finite(), map, "{} is {value}", indicator.name);
            let row = theory::LEDGER.iter().find(|c| c.id == indicator.id);
            assert_eq!(row.map(|c| c.indicator), Some(indicator.name));
        }
    }
}

/// The same run twice is the same run.
#[test]
fn a_run_is_a_function_of_its_seed() {
    let calibration = standard_village();
    let print = || {
        let (mut economy, mut digital) = open(
            &calibration,
            Market::Sampled,
            5,
            OpeningMode::Embodied,
            everything(),
        );
        run(&mut economy, &mut digital, 6);
        (economy.fingerprint(), digital.state().clone())
    };
    assert_eq!(print(), print());
}

/// A village with a map: the theory sees four areas, of which two are rural.
fn with_areas() -> Calibration {
    let mut calibration = standard_village();
    calibration.geography = four_areas();
    for industry in &mut calibration.industries {
        let cells = 4.min(industry.firms);
        let share = |total: u32, k: u32| total.div_euclid(cells) + u32::from(k < total % cells);
        industry.cells = (0..cells)
            .map(|k| economy::calibration::Cell {
                area: k,
                firms: share(industry.firms, k),
                employees: share(industry.employees, k),
                productivity: 1.0,
            })
            .collect();
    }
    calibration
}

#[test]
fn areas_differ_from_the_start_and_follow_their_own_laws() {
    let calibration = with_areas();
    let mut economy = Economy::open(
        calibration,
        common::rules(Market::Expected),
        economy::Luck::Seed(1),
    );
    for (k, area) in economy.households.area.iter_mut().enumerate() {
        *area = (k % 4) as u32;
    }
    let mut digital = Digital::open(Concepts::default(), &economy.view());
    let opening = digital.state().areas.clone();
    assert!(opening.network[1] < opening.network[0]);
    assert!(opening.logistics[3] < opening.logistics[2]);
    run(&mut economy, &mut digital, 12);
    assert_in_bounds(&digital);
    let areas = &digital.state().areas;
    let built = |l: usize| areas.logistics[l] - opening.logistics[l];
    assert!(built(1) > 0.0 && built(0) == 0.0);
    assert!(areas.health[1] > opening.health[1]);
    let view = economy.view();
    let ground = digital.ground(&view);
    let (online, shops) = (
        distance_elasticity_online(&ground),
        distance_elasticity(&ground),
    );
    assert!((online - 0.35 * shops).abs() < 1e-12 && shops <= 0.0);
    let mut moved = BTreeSet::new();
    let rows = digital.record().contributions();
    moved.extend(rows.filter(|row| row.3 != 0.0).map(|row| (row.0, row.1)));
    for expected in [("E2", 1), ("F1", 41), ("F1", 31), ("F2", 27), ("F2", 41)] {
        assert!(moved.contains(&expected), "{expected:?}");
    }
}

#[test]
fn a_withdrawal_takes_adoption_and_use_back() {
    let calibration = standard_village();
    let (mut economy, mut digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Embodied,
        Concepts::default(),
    );
    digital.concepts.setup.withdrawal = true;
    let before = digital.state().firms.adoption.clone();
    run(&mut economy, &mut digital, 10);
    let half = &digital.state().firms.adoption;
    assert!(
        before
            .iter()
            .zip(half.iter())
            .all(|(a, b)| (b - 0.5 * a).abs() < 1e-12)
    );
    run(&mut economy, &mut digital, 10);
    assert!(digital.state().firms.adoption.iter().all(|a| *a == 0.0));
    assert!(digital.state().households.online.iter().all(|x| *x == 0.0));
    assert_balanced(&economy);
}

/// Authority: digital economy, §10.1, fact 1: the internet penetration of the nation goes from 75.6 % at the
/// end of 2022 to 78.6 % two years later, within 1.5 points.
#[test]
fn the_country_goes_online_at_the_pace_that_was_seen() {
    let calibration = standard_village();
    let (mut economy, mut digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Embodied,
        Concepts::default(),
    );
    let penetration = |digital: &Digital| {
        let online = &digital.state().households.online;
        online.iter().sum::<f64>() / online.len() as f64
    };
    let start = penetration(&digital);
    assert!((start - 0.756).abs() < 0.005, "{start}");
    run(&mut economy, &mut digital, 8);
    let end = penetration(&digital);
    assert!((end - 0.786).abs() < 0.015, "{end}");
}

/// Adoption at the opening: the mean of each sector is its penetration, the large are ahead.
#[test]
fn adoption_at_the_opening_is_that_of_the_sectors() {
    let calibration = standard_village();
    let (economy, digital) = open(
        &calibration,
        Market::Expected,
        1,
        OpeningMode::Embodied,
        Concepts::default(),
    );
    for (g, industry) in digital.endowment().industries.iter().enumerate() {
        let adoption = digital.means().adoption[g];
        let off = (adoption - industry.opening.adoption).abs();
        // Where adoption would be nearly complete it is cut off, which lowers the mean a little.
        assert!(off < 0.02, "{}: {adoption}", industry.class.code);
    }
    assert!(economy.firms.len() > 100);
}
