//! Small economies in memory, one of each format.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

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
