//! Replications: a planted effect is found, and what cannot be asked is refused with a reason.

use std::collections::BTreeMap;

use economy::geography::Kind;
use laboratory::replication::designs::{DESIGNS, Design};
use laboratory::replication::site::{Arm, Evidence, History, Place, QUARTERS, Site, Snapshot};
use laboratory::replication::study::{Claim, Expected, Finding, Reading};
use laboratory::replication::{Band, Estimate, Verdict, country, report};
use quantity::maths;

const PROVINCES: usize = 9;

/// Nine provinces, a town and a countryside each, three in every wave; five firms in every area.
fn site() -> Site {
    let areas = 2 * PROVINCES;
    Site {
        kind: (0..areas)
            .map(|k| [Kind::Urban, Kind::Rural][k % 2])
            .collect(),
        province: (0..areas).map(|k| usize::div_euclid(k, 2)).collect(),
        provinces: PROVINCES,
        wave: (0..PROVINCES).map(|p| p % 3).collect(),
        half: (0..PROVINCES).map(|p| p % 2 == 0).collect(),
        network: vec![0.7; areas],
        logistics: (0..areas).map(|k| 0.3 + 0.02 * k as f64).collect(),
        income: (0..areas).map(|k| 1.0 + k as f64).collect(),
        ..Site::default()
    }
}

/// A history in which every measure of a place is its own level on a common trend, times what `effect`
/// says of an area and a quarter; with noise that differs between places and quarters.
fn history(effect: &dyn Fn(usize, u32) -> f64) -> History {
    let place = |area: usize, quarter: u32| {
        let noise = 0.002 * (f64::from(quarter) * 12.9898 + area as f64 * 78.233).sin();
        let own = (1.0 + area as f64) * maths::exp(0.01 * f64::from(quarter) + noise);
        let level = own * maths::exp(effect(area, quarter));
        Place {
            wage: level,
            jobs: level,
            income: level,
            income_by_arm: [level; 2],
            consumption: level,
            price: level,
            value_added: level,
            ..Place::default()
        }
    };
    let quarter = |quarter| Snapshot {
        places: (0..2 * PROVINCES)
            .map(|area| place(area, quarter))
            .collect(),
        ..Snapshot::default()
    };
    (1..=QUARTERS).map(quarter).collect()
}

fn design(id: &str) -> &'static Design {
    DESIGNS
        .iter()
        .find(|design| design.id == id)
        .expect("a design")
}

/// Evidence in which the arms of a design show `effect` in rural areas from their wave on.
fn evidence(id: &str, rural: f64, urban: f64) -> Evidence {
    let site = site();
    let effect = |area: usize, quarter: u32| {
        let treated = quarter >= site.first_quarter(site.province[area]);
        let size = [urban, rural][area % 2];
        if treated { size } else { 0.0 }
    };
    let mut arms = BTreeMap::from([(Arm::BASE, history(&|_, _| 0.0))]);
    for arm in (design(id).arms)(&site) {
        arms.insert(arm.name, history(&effect));
    }
    Evidence {
        site: site.clone(),
        arms,
    }
}

fn found(id: &str, evidence: &Evidence) -> Vec<Finding> {
    let readings = (design(id).measure)(evidence);
    let claims = design(id).claims.iter();
    claims
        .zip(readings)
        .map(|(claim, reading)| Finding::pool(*claim, &[reading]))
        .collect()
}

/// Authority: by construction.
#[test]
fn a_planted_effect_of_networks_is_found_by_both_estimators() {
    let findings = found("R1", &evidence("R1", 0.08, 0.01));
    for finding in &findings[..2] {
        assert!(
            (finding.published.effect - 0.08).abs() < 0.005,
            "{finding:?}"
        );
        assert!((finding.truth.effect - 0.08).abs() < 1e-12, "{finding:?}");
        assert_eq!(finding.verdict, Some(Verdict::Pass), "{finding:?}");
    }
    assert_eq!(findings[2].verdict, Some(Verdict::Pass));
    // The countryside gains seven points on the town.
    assert!((findings[3].published.effect + 0.07).abs() < 0.005);
    assert_eq!(findings[3].verdict, None);
    let consumption = found("R4", &evidence("R4", 0.1, 0.0));
    assert!(consumption.iter().all(|f| f.verdict == Some(Verdict::Pass)));
}

/// Authority: by construction.
#[test]
fn without_an_effect_nothing_passes_that_asks_for_one() {
    let findings = found("R1", &evidence("R1", 0.0, 0.0));
    for finding in &findings[..2] {
        assert_ne!(finding.verdict, Some(Verdict::Pass), "{finding:?}");
        assert!(finding.truth.effect.abs() < 1e-12);
    }
    // An effect as large in town as in the countryside is no effect of rural networks.
    let findings = found("R1", &evidence("R1", 0.08, 0.08));
    assert_eq!(
        findings[2].verdict,
        Some(Verdict::Fail),
        "{:?}",
        findings[2]
    );
}

#[test]
fn training_is_looked_for_in_the_poorest_areas_only() {
    let site = site();
    let arms = (design("R11").arms)(&site);
    let trained = &arms[0].trial[0].areas;
    assert_eq!(trained.len(), PROVINCES.min(10));
    assert!(trained.iter().all(|&area| site.kind[area] == Kind::Rural));
    assert!(arms[1].closed && arms[2].closed && !arms[0].closed);
}

#[test]
fn more_seeds_tell_smaller_effects_apart_and_one_seed_knows_no_spread_of_truth() {
    let claim = Claim {
        key: "x",
        what: "x",
        expected: Expected::In(Band::positive()),
    };
    let reading = |effect| Reading {
        published: Some(Estimate {
            effect,
            se: 0.03,
            clusters: 31,
        }),
        truth: effect,
    };
    let one = Finding::pool(claim, &[reading(0.02)]);
    assert_eq!(one.verdict, Some(Verdict::NotPowered));
    assert!(one.truth.se.is_nan());
    let many = Finding::pool(claim, &[reading(0.02); 16]);
    assert_eq!(many.verdict, Some(Verdict::Pass));
    assert!((one.published.detectable() / many.published.detectable() - 4.0).abs() < 1e-9);
    assert!((many.detectable_by_one - one.published.detectable()).abs() < 1e-12);
    // What varies between seeds more than clusters say counts, too.
    let wild = [reading(0.5), reading(-0.46)];
    assert!(Finding::pool(claim, &wild).published.se > 0.4);
}

/// Authority: by construction. Pupils of the treated areas earn 2 per cent more, in all else the cohorts differ by
/// area and by date alone.
#[test]
fn lessons_are_looked_for_in_the_cohort_that_had_them() {
    let site = site();
    let arms = (design("R9").arms)(&site);
    let lessons = &arms[1].trial[0];
    let is_right = |&area: &usize| site.kind[area] == Kind::Rural && site.half[site.province[area]];
    assert!(!lessons.areas.is_empty() && lessons.areas.iter().all(is_right));
    assert!(arms.iter().all(|arm| arm.quarters == Some(56)));
    let history = |effect: f64| {
        let wage = |area: usize, cohort: usize| {
            let had = cohort == 1 && lessons.areas.contains(&area);
            let log = 0.1 * area as f64 - 0.3 * cohort as f64 + if had { effect } else { 0.0 };
            maths::exp(log)
        };
        let cohorts = (0..site.kind.len()).map(|area| [0, 1].map(|cohort| wage(area, cohort)));
        vec![Snapshot {
            cohorts: cohorts.collect(),
            ..Snapshot::default()
        }]
    };
    let effects = [0.0, 0.02, 0.0, 0.0];
    let evidence = Evidence {
        site: site.clone(),
        arms: (arms.iter().map(|arm| arm.name))
            .zip(effects.map(history))
            .collect(),
    };
    let findings = found("R9", &evidence);
    for (finding, effect) in findings.iter().zip([0.02, 0.0]) {
        assert!(
            (finding.published.effect - effect).abs() < 1e-12,
            "{finding:?}"
        );
        assert!((finding.truth.effect - effect).abs() < 1e-12, "{finding:?}");
    }
}

#[test]
fn all_eleven_are_there_with_claims_of_their_own() {
    let ids: Vec<&str> = DESIGNS.iter().map(|design| design.id).collect();
    let expected: Vec<String> = (1..=11).map(|k| format!("R{k}")).collect();
    assert_eq!(ids, expected);
    for design in DESIGNS {
        let keys: std::collections::BTreeSet<&str> =
            design.claims.iter().map(|claim| claim.key).collect();
        assert_eq!(keys.len(), design.claims.len(), "{}", design.id);
        assert!(!keys.is_empty(), "{}", design.id);
    }
}

#[test]
fn an_economy_without_provinces_is_refused() {
    let refusal = country("village", None).expect_err("a refusal").to_string();
    assert!(refusal.contains("village has one area"), "{refusal}");
}

#[test]
fn the_hash_of_parameters_is_one_of_all_defaults() {
    let hash = report::parameters_hash();
    assert_eq!(hash.len(), 64);
    assert_eq!(hash, report::parameters_hash());
}
