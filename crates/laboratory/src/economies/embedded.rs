//! Economies that come with the program.

use economy::tables::Tables;
use economy::village::{VillageSpec, village};

use super::files::Memory;

/// Where an embedded economy comes from.
#[derive(Clone, Copy, Debug)]
pub enum Embedded {
    /// A formula.
    Formula(fn() -> Tables),
    /// A folder of the project's own format, as it was when the program was built: file and text.
    Folder(&'static [(&'static str, &'static str)]),
}

/// The files of a folder under `data/`, taken into the program.
///
/// `Embedded::Folder(data_folder!("china-2022"))` is all that a folder with every table of the format
/// needs.
macro_rules! data_folder {
    ($folder:literal) => {
        data_folder!($folder:
            "economy.toml", "use_table.csv", "industries.csv", "balance_sheets.csv", "areas.csv", "jobs.csv",
            "value_added.csv", "neighbours.csv", "people.csv", "targets.csv", "digital.csv")
    };
    ($folder:literal: $($file:literal),+) => {
        &[$((
            $file,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $folder, "/", $file)),
        )),+]
    };
}

/// The embedded economies by name.
const EMBEDDED: &[(&str, Embedded)] = &[
    ("china-2022", Embedded::Folder(data_folder!("china-2022"))),
    (
        "village",
        Embedded::Formula(|| village(&VillageSpec::default())),
    ),
];

/// Names that need no folder.
pub fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(name, _)| *name)
}

/// The embedded economy of this name.
pub(super) fn find(name: &str) -> Option<Embedded> {
    let found = EMBEDDED.iter().find(|(known, _)| *known == name);
    found.map(|(_, embedded)| *embedded)
}

impl Embedded {
    /// Its files under `name`; none if it is made by formula.
    pub(super) fn files(self, name: &str) -> Memory {
        let files: &[(&str, &str)] = match self {
            Self::Formula(_) => &[],
            Self::Folder(files) => files,
        };
        let files = files.iter();
        Memory {
            name: name.to_owned(),
            files: files
                .map(|(file, text)| ((*file).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        }
    }
}
