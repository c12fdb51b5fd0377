//! The pages of the concepts under docs/generated are those that the code makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use theory::pages;
use theory::signs::recorded;

fn folder() -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "..",
        "..",
        "docs",
        "generated",
        "concepts",
    ]
    .iter()
    .collect()
}

/// Set `COMMONWEAL_BLESS=1` to write them anew.
#[test]
fn pages_are_fresh() {
    let made = pages::all(&recorded::read(recorded::FILE));
    let bless = std::env::var_os("COMMONWEAL_BLESS").is_some();
    if bless {
        fs::create_dir_all(folder()).expect("a folder");
    }
    for (name, text) in &made {
        let path = folder().join(name);
        if bless {
            fs::write(&path, text).expect("the page is written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == *text,
            "docs/generated/concepts/{name} is stale: run the test with COMMONWEAL_BLESS=1"
        );
    }
    let known: BTreeSet<String> = made.into_iter().map(|(name, _)| name).collect();
    let there = fs::read_dir(folder()).expect("the folder is there");
    for entry in there.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            known.contains(&name),
            "docs/generated/concepts/{name} belongs to no concept"
        );
    }
}
