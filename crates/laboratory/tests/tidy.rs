//! What reviewers should not have to check: every declared parameter is in order.

use std::fs;

use economy::closure::{Closure, TrendRates};
use economy::reference::{Scalars, Stocks};
use economy::{BaseRules, tables};
use economy::{geography, people};
use params::{Declaration, Parameters, Provenance};

/// Every parameter that is declared anywhere.
fn declarations() -> Vec<Declaration> {
    let closure = Closure::default();
    let own = tables::Scalars::default();
    let (base, scalars, stocks, trend, map, people) = (
        BaseRules::default(),
        Scalars::default(),
        Stocks::default(),
        TrendRates::default(),
        geography::Settings::default(),
        people::Settings::default(),
    );
    let mut groups: Vec<&dyn Parameters> = vec![&base, &scalars, &stocks, &trend, &map, &people];
    groups.extend(closure.groups());
    groups.extend(own.groups());
    groups
        .iter()
        .flat_map(|group| group.declarations().iter().cloned())
        .collect()
}

#[test]
fn every_source_is_in_the_bibliography() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/references.bib");
    let bibliography = fs::read_to_string(path).expect("the bibliography is there");
    for declared in declarations() {
        assert!(
            !declared.source.is_empty(),
            "{} has no source",
            declared.path
        );
        let cited = matches!(
            declared.provenance,
            Provenance::Measured | Provenance::Estimated | Provenance::Legislated
        );
        if cited {
            let key = format!("{{{},", declared.source);
            assert!(
                bibliography.contains(&key),
                "{}: {} is not in docs/references.bib",
                declared.path,
                declared.source
            );
        }
    }
}

#[test]
fn every_default_lies_in_its_ranges_and_every_sentence_ends() {
    for declared in declarations() {
        let Declaration {
            path,
            description,
            default,
            within,
            plausible,
            ..
        } = declared;
        assert!(description.ends_with('.'), "{path}: {description}");
        assert!(within.contains(&default), "{path}: {default} is refused");
        assert!(
            within.contains(plausible.start()) && within.contains(plausible.end()),
            "{path}: the plausible range is refused in part"
        );
    }
}

/// A concept of the specification has one file: so has every closure rule, under its own name.
#[test]
fn every_closure_rule_is_a_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../economy/src/closure");
    for rule in Closure::RULES {
        let file = format!("{folder}/{rule}.rs");
        let text = fs::read_to_string(&file).expect("the rule has a file");
        for section in ["# Equation", "# Source", "# Off"] {
            assert!(text.contains(section), "{rule}.rs lacks {section}");
        }
    }
}

/// The notes that the code and the documents name are there.
#[test]
fn decisions_are_numbered_without_gaps() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/decisions");
    let mut numbers: Vec<u32> = fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.get(..4)?.parse().ok())
        .collect();
    numbers.sort_unstable();
    let expected: Vec<u32> = (1..=numbers.len() as u32).collect();
    assert_eq!(numbers, expected);
}
