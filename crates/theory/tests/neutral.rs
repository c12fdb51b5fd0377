//! Switched off, the theory is not there: to the last bit, concept by concept, and whatever its state does.

mod common;

use common::{open, plain, run, standard_village};
use economy::{Market, NoPolicy, Serial};
use theory::ledger::Kind;
use theory::{Concepts, LEDGER, OpeningMode};

/// Authority: digital economy, §1 item 5 and §10.3.
#[test]
fn with_every_strength_at_zero_the_economy_is_that_of_its_long_run_rules() {
    let calibration = standard_village();
    for market in [Market::Expected, Market::Sampled] {
        for mode in [OpeningMode::Embodied, OpeningMode::Greenfield] {
            let base = plain(&calibration, market, 1, 10);
            let (mut economy, mut digital) = open(&calibration, market, 1, mode, Concepts::off());
            for (quarter, base) in base.iter().enumerate() {
                economy.quarter(&mut NoPolicy, &mut digital, &Serial);
                assert_eq!(
                    economy.fingerprint(),
                    *base,
                    "{market:?}, {mode:?}, quarter {}",
                    quarter + 1
                );
            }
            assert_eq!(digital.record().contributions().count(), 0);
            assert_eq!(digital.clipped(), 0);
        }
    }
}

/// As long as nobody comes online beyond the opening, what acts on online trade acts on nothing: to the last
/// bit, whatever stands in the channels of the online branch.
#[test]
fn without_additional_online_trade_its_channels_move_nothing() {
    let calibration = standard_village();
    for market in [Market::Expected, Market::Sampled] {
        let base = plain(&calibration, market, 4, 8);
        let mut concepts = Concepts::off();
        for key in [
            "tail_economy",
            "space_economy",
            "transparency",
            "free_of_charge",
            "algorithm_manipulation",
        ] {
            concepts.switch(key, 1.0);
        }
        let (mut economy, mut digital) =
            open(&calibration, market, 4, OpeningMode::Embodied, concepts);
        for (quarter, base) in base.iter().enumerate() {
            economy.quarter(&mut NoPolicy, &mut digital, &Serial);
            assert_eq!(economy.fingerprint(), *base, "{market:?}, {}", quarter + 1);
        }
        assert!(economy.channels.size_pull.value() < 0.0);
        let rows = digital.record().contributions();
        let weighed = rows.filter(|row| (15..=20).contains(&row.1));
        assert!(weighed.into_iter().all(|row| row.3 == 0.0));
    }
}

/// A concept whose strength is 0 writes nothing, while all the others act.
#[test]
fn a_concept_that_is_off_writes_nothing() {
    let calibration = standard_village();
    for concept in LEDGER.iter().filter(|c| c.kind != Kind::Outcome) {
        let mut concepts = Concepts::default();
        concepts.switch(concept.key, 0.0);
        let (mut economy, mut digital) = open(
            &calibration,
            Market::Expected,
            2,
            OpeningMode::Embodied,
            concepts,
        );
        run(&mut economy, &mut digital, 3);
        assert!(
            digital
                .record()
                .contributions()
                .all(|row| row.0 != concept.id),
            "{} writes though it is off",
            concept.id
        );
    }
}

/// At the opening nothing has changed since the opening: only what adoption costs, what policy buys, and the
/// commission that platforms aim at,
/// is written in the first quarter.
#[test]
fn in_the_first_quarter_every_term_is_zero() {
    let calibration = standard_village();
    for mode in [OpeningMode::Embodied, OpeningMode::Greenfield] {
        let (mut economy, mut digital) =
            open(&calibration, Market::Expected, 3, mode, Concepts::default());
        run(&mut economy, &mut digital, 1);
        for (id, channel, area, value) in digital.record().contributions() {
            let moves_state = matches!(channel, 10 | 33..=35 | 39 | 41);
            assert!(
                value == 0.0 || moves_state,
                "{id} writes {value} on channel {channel} in area {area}"
            );
        }
    }
}
