//! Small economies in memory, one of each format.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

use economy::tables::{RuleSet, TargetRow};
use economy::village::{VillageSpec, village};
use laboratory::economies::{Files, Folder, Memory, render};

/// The smallest economy in the reference format: two industries, three firms, four quarters.
pub fn tiny() -> Memory {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/economies/tiny-reference");
    let files = [
        "parameters.json",
        "initial_conditions.json",
        "a_sg.csv",
        "C.csv",
    ];
    let folder = Folder::new(&dir);
    let read = |file: &str| {
        (
            file.to_owned(),
            folder.bytes(file).expect("the file is there"),
        )
    };
    Memory {
        name: "tiny".to_owned(),
        files: files.into_iter().map(read).collect(),
    }
}

/// A village of three industries as the files of a folder.
pub fn own() -> Memory {
    let tables = village(&VillageSpec {
        industries: 3,
        ..VillageSpec::default()
    });
    let files = render(&tables).into_iter();
    let files = files.map(|(file, text)| (file.to_owned(), text.into_bytes()));
    Memory {
        name: "my".to_owned(),
        files: files.collect(),
    }
}

/// A village of two industries with every table and every kind of setting that a folder can have, for the
/// rules that need people.
pub fn complete() -> Memory {
    let mut tables = village(&VillageSpec {
        industries: 2,
        ..VillageSpec::default()
    });
    tables.header.rules = RuleSet::B1;
    if let Some(regions) = &mut tables.regions {
        regions.targets.push(TargetRow {
            id: "gini".to_owned(),
            value: 0.4,
            low: 0.39,
            high: 0.41,
            ..TargetRow::default()
        });
    }
    for (path, text) in [
        ("closure.trade.closure", "open"),
        ("closure.supply_trend.on", "off"),
    ] {
        tables.settings.insert(path.to_owned(), text.to_owned());
    }
    let files = render(&tables).into_iter();
    let files = files.map(|(file, text)| (file.to_owned(), text.into_bytes()));
    Memory {
        name: "all".to_owned(),
        files: files.collect(),
    }
}
