//! What reviewers should not have to check: every declared parameter is in order.

use std::fs;

use economy::closure::{Closure, TrendRates};
use economy::{BaseRules, geography, people};
use laboratory::economies::{own_settings, reference_settings};
use params::{Declaration, Parameters, Provenance, Role};
use theory::Concepts;

/// Every parameter that is declared anywhere: by rules, formats, maps and people, and by the theory.
fn declarations() -> Vec<&'static Declaration> {
    let closure = Closure::default();
    let (base, trend) = (BaseRules::default(), TrendRates::default());
    let (map, people) = (geography::Settings::default(), people::Settings::default());
    let mut groups: Vec<&dyn Parameters> = vec![&base, &trend, &map, &people];
    groups.extend(closure.groups());
    let rules = groups.iter().flat_map(|group| group.declarations());
    let formats = [own_settings(), reference_settings()].concat();
    let concepts = Concepts::default();
    rules
        .chain(formats.iter().map(|setting| setting.declaration))
        .chain(concepts.declarations())
        .collect()
}

/// What is wrong with these declarations, a sentence each.
fn audit<'a>(
    declarations: impl IntoIterator<Item = &'a Declaration>,
    bibliography: &str,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for declared in declarations {
        let Declaration {
            path,
            description,
            default,
            within,
            plausible,
            provenance,
            source,
            role,
            ..
        } = declared;
        let is_cited = matches!(
            provenance,
            Provenance::Measured | Provenance::Estimated | Provenance::Legislated
        );
        let is_sampled_within =
            within.contains(plausible.start()) && within.contains(plausible.end());
        // A target is what was published, which the model need not meet by default.
        let is_plausible = plausible.contains(default) || *role == Role::Check;
        for (is_in_order, complaint) in [
            (description.ends_with('.'), "its sentence does not end"),
            (!source.is_empty(), "it has no source"),
            (
                !is_cited || bibliography.contains(&format!("{{{source},")),
                "its source is not in docs/references.bib",
            ),
            (within.contains(default), "its default is refused"),
            (is_sampled_within, "its plausible range is refused in part"),
            (is_plausible, "its default is not plausible"),
        ] {
            if !is_in_order {
                wrong.push(format!("{path}: {complaint}"));
            }
        }
    }
    wrong
}

/// Authority: what a declaration promises, in the documentation of `params`.
#[test]
fn every_parameter_is_in_order() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/references.bib");
    let bibliography = fs::read_to_string(path).expect("the bibliography is there");
    let wrong = audit(declarations(), &bibliography);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Authority: the rules of [`audit`], each broken once.
#[test]
fn the_audit_finds_what_is_wrong() {
    let good = declarations()
        .into_iter()
        .find(|declared| declared.provenance == Provenance::Measured)
        .expect("something is measured");
    let bibliography = format!("@misc{{{},", good.source);
    assert_eq!(audit([good], &bibliography), Vec::<String>::new());
    assert_eq!(audit([good], "").len(), 1);
    let unfinished = Declaration {
        description: "no sentence",
        source: "",
        provenance: Provenance::Assumed,
        ..good.clone()
    };
    assert_eq!(audit([&unfinished], &bibliography).len(), 2);
    let outside = Declaration {
        within: 10.0..=11.0,
        plausible: 9.0..=10.0,
        default: 12.0,
        role: Role::Input,
        ..good.clone()
    };
    assert_eq!(audit([&outside], &bibliography).len(), 3);
}

/// Keys of the bibliography that the documentation of a file cites: in escaped brackets.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    let documentation = text.lines().filter(|line| {
        let line = line.trim_start();
        line.starts_with("//!") || line.starts_with("///")
    });
    let marked = documentation.flat_map(|line| line.split("\\[").skip(1));
    let keys = marked.filter_map(|rest| rest.split("\\]").next());
    // Every key ends in a year; what else stands in brackets is no citation.
    keys.filter(|key| key.ends_with(|end: char| end.is_ascii_digit()))
}

/// Authority: docs/references.bib. That a link leads somewhere is checked by rustdoc; a citation is no link.
#[test]
fn everything_cited_is_in_the_bibliography() {
    let repository = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let bibliography = fs::read_to_string(format!("{repository}/docs/references.bib"))
        .expect("the bibliography is there");
    let mut folders = vec![format!("{repository}/crates").into()];
    let (mut found, mut unknown) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                for key in cited(&text) {
                    found += 1;
                    if !bibliography.contains(&format!("{{{key},")) {
                        unknown.push(format!("{}: {key}", path.display()));
                    }
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    assert!(found > 50, "only {found} citations were found");
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
