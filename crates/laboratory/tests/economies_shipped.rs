//! What an editor does to the country that is shipped: a file cut short, a row lost, a cell changed, two columns
//! exchanged. Every time the loader answers with a country that can be run, or with one sentence that names the
//! file.

use std::collections::BTreeMap;
use std::path::Path;

use laboratory::economies::{LoadOptions, Loaded, Memory, load_files};
use laboratory::{populate, rules};
use proptest::prelude::*;

/// A change of one file.
#[derive(Clone, Debug)]
enum Change {
    /// The file ends early.
    Truncate(usize),
    /// A line is gone.
    LoseRow(usize),
    /// A cell holds something else.
    Cell(usize, usize, &'static str),
    /// Two columns have changed places, headings and all.
    SwapColumns(usize, usize),
    /// Two headings have changed places above their columns.
    SwapHeadings(usize, usize),
}

const CELLS: &[&str] = &[
    "",
    "0",
    "-1",
    "1",
    "0.5",
    "1e308",
    "nan",
    "inf",
    "x",
    "\"",
    "1,5",
    "99999999999",
    "CN-XX/rural",
    "AGR",
    "true",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<usize>().prop_map(Change::Truncate),
        any::<usize>().prop_map(Change::LoseRow),
        (any::<usize>(), any::<usize>(), prop::sample::select(CELLS))
            .prop_map(|(row, column, cell)| Change::Cell(row, column, cell)),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Change::SwapColumns(a, b)),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Change::SwapHeadings(a, b)),
    ]
}

/// The text with two cells of a line exchanged.
fn swapped(line: &str, a: usize, b: usize) -> String {
    let mut cells: Vec<&str> = line.split(',').collect();
    let n = cells.len();
    cells.swap(a % n, b % n);
    cells.join(",")
}

impl Change {
    fn of(&self, text: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let n = lines.len();
        match *self {
            Self::Truncate(at) => {
                let mut at = at % text.len();
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                return text[..at].to_owned();
            }
            Self::LoseRow(at) => {
                lines.remove(at % n);
            }
            Self::Cell(row, column, cell) => {
                let mut cells: Vec<&str> = lines[row % n].split(',').collect();
                let width = cells.len();
                cells[column % width] = cell;
                let line = cells.join(",");
                lines[row % n] = line;
            }
            Self::SwapColumns(a, b) => {
                // Columns are those of the heading; a quoted comma makes a row ragged, which is a change too.
                let width = lines[0].split(',').count();
                for line in &mut lines {
                    *line = swapped(line, a % width, b % width);
                }
            }
            Self::SwapHeadings(a, b) => lines[0] = swapped(&lines[0], a, b),
        }
        lines.join("\n") + "\n"
    }
}

/// The files of the country as they are in the repository.
fn shipped() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/china-2022");
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder of the country") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.expect("a name");
        if name != "README.md" {
            files.insert(name, std::fs::read_to_string(&path).expect("text"));
        }
    }
    files
}

/// The country with these files and few people.
fn load(files: BTreeMap<String, String>) -> Result<Loaded, String> {
    let files = files.into_iter();
    let memory = Memory {
        name: "my-country".to_owned(),
        files: files
            .map(|(name, text)| (name, text.into_bytes()))
            .collect(),
    };
    let options = LoadOptions {
        people: true,
        scale: Some(500_000.0),
        ..LoadOptions::default()
    };
    load_files(&memory, "my-country", &options).map_err(|error| error.to_string())
}

/// Loads the country with one file changed.
fn survives(file: usize, change: &Change) {
    let mut files = shipped();
    let names: Vec<String> = files.keys().cloned().collect();
    let name = &names[file % names.len()];
    let changed = change.of(&files[name]);
    files.insert(name.clone(), changed);
    match load(files) {
        Ok(mut loaded) => {
            assert_eq!(loaded.calibration.check(), Ok(()), "{name}: {change:?}");
            let rules = rules::of_economy(&loaded).expect("the loader has checked them");
            // What is in order need not be possible to draw, but then somebody says so.
            if let Err(refused) = populate(&mut loaded, &rules) {
                let sentence = refused.to_string();
                assert!(!sentence.contains('\n'), "{name}: {change:?}: {sentence}");
            }
        }
        Err(sentence) => assert!(
            !sentence.is_empty() && !sentence.contains('\n') && sentence.len() < 1000,
            "{name}: {change:?}: {sentence}"
        ),
    }
}

#[test]
fn the_country_is_in_order_as_it_is_shipped() {
    let files = shipped();
    assert_eq!(files.len(), 11);
    assert!(load(files).is_ok());
}

/// A file without every second row is refused, and the sentence names a file of the folder. Targets are those that
/// somebody has: there may be fewer.
#[test]
fn a_table_without_every_second_row_is_refused() {
    let files = shipped();
    for name in files.keys().filter(|name| *name != "targets.csv") {
        let mut changed = files.clone();
        let kept: Vec<&str> = files[name].lines().step_by(2).collect();
        changed.insert(name.clone(), kept.join("\n") + "\n");
        match load(changed) {
            Ok(_) => panic!("{name} without every second row was taken"),
            Err(sentence) => assert!(sentence.contains("my-country"), "{name}: {sentence}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_edit_breaks_the_loader_or_the_drawing(file: usize, change in change()) {
        survives(file, &change);
    }
}
