//! No bytes break a loader: it answers with an economy that can be run, or with one sentence.

mod economies;

use std::collections::BTreeMap;

use economies::{complete, own, tiny};
use laboratory::economies::{LoadOptions, Memory, load_files};
use proptest::prelude::*;

/// One random change of a file.
#[derive(Clone, Debug)]
enum Change {
    Cut(usize, usize),
    Put(usize, Vec<u8>),
    Swap(usize, u8),
    Number(usize, &'static str),
    Line(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let number = prop::sample::select(vec![
        "0",
        "-1",
        "1e308",
        "-1e308",
        "1e-320",
        "nan",
        "inf",
        "\"\"",
        "",
        "4294967296",
        "1e400",
        "0x7f",
        "[]",
        "{}",
        "null",
        "99999999999999999999",
        "0.1",
        "2147483647",
        "true",
    ]);
    prop_oneof![
        (any::<usize>(), 0_usize..60).prop_map(|(at, n)| Change::Cut(at, n)),
        (any::<usize>(), prop::collection::vec(any::<u8>(), 0..20))
            .prop_map(|(at, bytes)| Change::Put(at, bytes)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Swap(at, byte)),
        (any::<usize>(), number).prop_map(|(at, text)| Change::Number(at, text)),
        any::<usize>().prop_map(Change::Line),
    ]
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let n = bytes.len();
        match self {
            Self::Cut(at, length) => {
                let at = at % n;
                bytes.drain(at..(at + length).min(n));
            }
            Self::Put(at, new) => {
                let at = at % n;
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Swap(at, byte) => bytes[at % n] = *byte,
            // The next number of the text becomes something else.
            Self::Number(at, text) => {
                let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
                let from = at % n;
                let Some(start) = bytes[from..].iter().position(is_number) else {
                    return;
                };
                let start = from + start;
                let length = bytes[start..]
                    .iter()
                    .take_while(|byte| is_number(byte))
                    .count();
                bytes.splice(start..start + length, text.bytes());
            }
            // A line comes twice.
            Self::Line(at) => {
                let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let line = lines[at % lines.len()].to_vec();
                let end: usize = lines[..=at % lines.len()]
                    .iter()
                    .map(|line| line.len())
                    .sum();
                bytes.splice(end..end, line);
            }
        }
    }
}

/// Loads changed files: a value that can be run, or one line of text.
fn survives(files: BTreeMap<String, Vec<u8>>, file: usize, changes: &[Change]) {
    survives_with(files, file, changes, &LoadOptions::default());
}

fn survives_with(
    mut files: BTreeMap<String, Vec<u8>>,
    file: usize,
    changes: &[Change],
    options: &LoadOptions<'_>,
) {
    let count = files.len();
    if let Some(bytes) = files.values_mut().nth(file % count) {
        for change in changes {
            change.apply(bytes);
        }
    }
    let name = "changed".to_owned();
    match load_files(&Memory { name, files }, "changed", options) {
        Ok(loaded) => assert_eq!(loaded.calibration.check(), Ok(())),
        Err(error) => {
            let sentence = error.to_string();
            assert!(
                !sentence.is_empty() && !sentence.contains('\n') && sentence.len() < 1000,
                "{sentence}"
            );
        }
    }
}

/// Authority: the list of files of the format (`docs/economies.md`).
#[test]
fn every_table_is_among_those_changed() {
    let files = complete().files;
    for file in [
        "economy.toml",
        "use_table.csv",
        "industries.csv",
        "balance_sheets.csv",
        "areas.csv",
        "jobs.csv",
        "value_added.csv",
        "neighbours.csv",
        "people.csv",
        "targets.csv",
        "digital.csv",
    ] {
        assert!(files.contains_key(file), "{file}");
    }
    let options = LoadOptions {
        people: true,
        ..LoadOptions::default()
    };
    let name = "all".to_owned();
    let loaded = load_files(&Memory { name, files }, "all", &options).expect("in order");
    assert!(loaded.calibration.census.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_bytes_break_the_reference_loader(file: usize, changes in prop::collection::vec(change(), 1..4)) {
        survives(tiny().files, file, &changes);
    }

    #[test]
    fn no_bytes_break_the_own_loader(file: usize, changes in prop::collection::vec(change(), 1..4)) {
        survives(own().files, file, &changes);
    }

    /// Every table of the format, with areas and people told apart.
    #[test]
    fn no_bytes_break_the_loader_of_people(file: usize, changes in prop::collection::vec(change(), 1..4)) {
        let options = LoadOptions { people: true, ..LoadOptions::default() };
        survives_with(complete().files, file, &changes, &options);
    }
}
