//! Any bytes in place of one file of an economy in the project's own format.
//!
//! The first byte of the input chooses the file; the rest is its content. What loads is written and
//! read back. Run with `cargo +nightly fuzz run own`.

#![no_main]

use std::sync::LazyLock;

use economy::tables::{RuleSet, TargetRow};
use economy::village::{VillageSpec, village};
use laboratory::economies::{Content, LoadOptions, Memory, load_files, read_tables, render};
use libfuzzer_sys::fuzz_target;

static FILES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let mut tables = village(&VillageSpec {
        industries: 2,
        ..VillageSpec::default()
    });
    // So that every table of the format is there, settings of rules, and people told apart.
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
    for (path, text) in [("closure.trade.closure", "open"), ("closure.supply_trend.on", "off")] {
        tables.settings.insert(path.to_owned(), text.to_owned());
    }
    render(&tables)
});

fn memory<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Memory {
    Memory {
        name: "fuzz".to_owned(),
        files: files
            .map(|(file, bytes)| (file.to_owned(), bytes.to_vec()))
            .collect(),
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, content)) = data.split_first() else {
        return;
    };
    let chosen = usize::from(*choice) % FILES.len();
    let files = FILES.iter().enumerate().map(|(index, (file, valid))| {
        let valid = valid.as_bytes();
        (*file, if index == chosen { content } else { valid })
    });
    let options = LoadOptions {
        people: true,
        ..LoadOptions::default()
    };
    let Ok(loaded) = load_files(&memory(files), "fuzz", &options) else {
        return;
    };
    loaded.calibration.check().expect("what loads can be run");
    let Content::Tables(tables) = loaded.content else {
        return;
    };
    let written = render(&tables);
    let files = written.iter().map(|(file, text)| (*file, text.as_bytes()));
    let (back, _) = read_tables(&memory(files)).expect("what is written can be read");
    assert_eq!(back, *tables);
});
