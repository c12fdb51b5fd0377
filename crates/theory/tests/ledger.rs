//! The ledger, the registry of mechanisms and the declared parameters say the same.

use std::collections::BTreeSet;
use std::fs;

use economy::closure::{Arrears, CommonProductivity};
use params::{Declaration, Parameters, Provenance, Role, Status};
use theory::ledger::{CONCEPTS, Evidence, Kind};
use theory::{Concepts, LEDGER, levers};

/// The declarations of a concept that the ledger counts: no switches, readings and settings of policy.
fn counted(concept: usize) -> Vec<&'static Declaration> {
    let concepts = Concepts::default();
    let mut declared: Vec<&Declaration> = concepts.groups()[concept]
        .declarations()
        .iter()
        .filter(|declared| declared.provenance != Provenance::Numerical)
        .collect();
    // Two parameters of the theory are read by acts, and declared beside them.
    match LEDGER[concept].key {
        "online_governance" => declared.extend(Arrears::default().declarations()),
        "employment_substitution" => declared.extend(CommonProductivity::default().declarations()),
        _ => {}
    }
    declared
}

fn evidence(declared: &[&Declaration]) -> Evidence {
    let count = |status| declared.iter().filter(|d| d.status == status).count();
    Evidence::of(
        count(Status::Verified),
        count(Status::Recalled),
        count(Status::Assumed),
        count(Status::New),
    )
}

#[test]
fn keys_of_the_registry_are_those_of_the_ledger() {
    let keys: Vec<&str> = LEDGER.iter().map(|concept| concept.key).collect();
    assert_eq!(keys, Concepts::KEYS);
    let ids: BTreeSet<&str> = LEDGER.iter().map(|concept| concept.id).collect();
    assert_eq!(ids.len(), CONCEPTS);
    for (concept, group) in LEDGER.iter().zip(Concepts::default().groups()) {
        for declared in group.declarations() {
            let (section, _) = declared.path.split_once('.').expect("a path");
            assert_eq!(section, concept.key);
        }
    }
}

/// Authority: digital economy, §11: a mechanism writes on the channels of its row, now or once they are
/// read, and on no other.
#[test]
fn mechanisms_write_on_the_channels_of_their_row() {
    let concepts = Concepts::default();
    for (concept, mechanism) in LEDGER.iter().zip(concepts.mechanisms()) {
        let row: BTreeSet<u8> = concept
            .channels
            .iter()
            .chain(concept.bills)
            .copied()
            .collect();
        let writes: BTreeSet<u8> = mechanism.writes().iter().copied().collect();
        let waits: BTreeSet<u8> = mechanism.waits_for().iter().copied().collect();
        assert!(writes.is_disjoint(&waits), "{}", concept.id);
        assert_eq!(&writes | &waits, row, "{}", concept.id);
        for &number in &writes {
            let lever = levers::of_number(number).expect("a channel");
            assert!(
                lever.is_read(),
                "{} writes on {}, which nobody reads",
                concept.id,
                lever.name
            );
        }
    }
}

/// Authority: digital economy, §11, column of evidence and totals: 189 parameters, 88 V, 28 R, 14 A, 59 N.
///
/// The row of common prosperity counts its targets as one family; all that are numbers are declared.
#[test]
fn parameters_are_counted_as_in_the_ledger() {
    let mut total = Evidence::default();
    for (k, concept) in LEDGER.iter().enumerate() {
        let declared = counted(k);
        if concept.id == "0" {
            assert!(
                declared
                    .iter()
                    .all(|d| d.role == Role::Check && d.status == Status::Verified)
            );
            total = total + concept.evidence;
            continue;
        }
        assert_eq!(evidence(&declared), concept.evidence, "{}", concept.id);
        total = total + evidence(&declared);
    }
    assert_eq!(total, Evidence::of(88, 28, 14, 59));
    assert_eq!(total.total(), 189);
}

/// Authority: the bibliography. `laboratory/tests/tidy.rs` looks at the sources of parameters.
#[test]
fn every_source_of_a_page_is_in_the_bibliography() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/references.bib");
    let bibliography = fs::read_to_string(path).expect("the bibliography is there");
    let is_missing = |key: &String| !bibliography.contains(&format!("{{{key},"));
    let mut missing = BTreeSet::new();
    for concept in &LEDGER {
        missing.extend(cited(concept.page.source()).filter(is_missing));
    }
    for file in ["classes.rs", "endowment.rs"] {
        let path = format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).expect("the file is there");
        missing.extend(cited(&text).filter(is_missing));
    }
    assert!(
        missing.is_empty(),
        "not in docs/references.bib: {missing:?}"
    );
}

/// Keys in brackets in the comments of a file: a name and a year.
fn cited(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines()
        .filter(|line| line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('[').skip(1))
        .filter_map(|rest| rest.split_once(']').map(|(key, _)| key))
        .filter(|key| {
            key.contains('_')
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        })
        .map(str::to_owned)
}

/// A concept of the specification has one file, which says what it must.
#[test]
fn every_page_has_its_sections() {
    for concept in &LEDGER {
        let page = concept.page;
        assert!(!page.summary().is_empty(), "{}", concept.id);
        for heading in [
            "Question",
            "Equation",
            "Source",
            "Writes",
            "Off",
            "Indicator",
            "Contradicted by",
        ] {
            assert!(
                !page.section(heading).is_empty(),
                "{} lacks {heading}",
                concept.id
            );
        }
        assert!(page.paragraph("Question").ends_with('?'), "{}", concept.id);
        assert!(
            page.paragraph("Indicator").contains(concept.indicator),
            "{} names another indicator",
            concept.id
        );
    }
}

#[test]
fn everything_but_outcomes_can_be_switched() {
    let mut concepts = Concepts::default();
    for concept in &LEDGER {
        let can = concepts.switch(concept.key, 0.0);
        assert_eq!(can, concept.kind != Kind::Outcome, "{}", concept.id);
    }
    let off = Concepts::off();
    assert!(
        off.mechanisms()
            .iter()
            .all(|mechanism| mechanism.strength(40) == 0.0)
    );
    // By default concepts act and no policy is made.
    for (concept, mechanism) in LEDGER.iter().zip(Concepts::default().mechanisms()) {
        let acts = !matches!(concept.kind, Kind::Outcome | Kind::Strategy) || concept.id == "I4";
        assert_eq!(mechanism.strength(40) > 0.0, acts, "{}", concept.id);
    }
}
