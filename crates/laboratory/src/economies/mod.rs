//! Economies on disk: folders of numbers that become a calibration, and back.
//!
//! Two formats are read, both described in `docs/economies.md`: the project's own and the reference
//! format of the published model. The readers are functions of [`Files`], so they run on a folder, on
//! memory, and under a fuzzer; whatever the bytes, they answer with a value or with one sentence.

mod csv;
mod embedded;
mod error;
mod files;
mod json;
mod load;
mod own;
mod reference;
mod scalars;

pub use embedded::names as embedded;
pub use error::{At, Error, Fault};
pub use files::{Files, Folder, LIMIT, Memory};
pub use load::{
    BUILT, Content, Kind, LoadOptions, Loaded, Setting, default_rules, load, load_files,
    own_settings, reference_settings,
};
pub use own::{OwnLines, read_tables, render, write};
pub use reference::{Lines, read_reference};
pub use scalars::Scalar;
