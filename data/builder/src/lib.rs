//! Turns research tables into the embedded economy `china-2022`.
//!
//! One module per step of the specification (long run, §6.2 to §6.5); [`build`] puts them in order.
//! Nothing here runs with the model: what ships are the derived tables, and this is how they came about.

pub mod ages;
pub mod areas;
pub mod biproportional;
pub mod capital_formation;
pub mod controls;
pub mod document;
pub mod education;
pub mod error;
pub mod folder;
pub mod gras;
pub mod industry;
pub mod internet;
pub mod jobs;
pub mod opening;
mod readme;
mod report;
pub mod research;
pub mod rounding;
pub mod scalars;
pub mod sources;
pub mod tables;
pub mod targets;
pub mod use_table;

use std::collections::BTreeMap;
use std::path::Path;

use areas::Areas;
use capital_formation::CapitalFormation;
use controls::{Controls, Seed, Structure};
use document::{Inputs, document};
use error::Error;
use folder::Status;
use opening::Opening;
use research::Research;
use use_table::{Balancing, UseTable};

/// The economy, with how it came about.
#[derive(Clone, Debug)]
pub struct Built {
    /// Which shares industries have in it.
    pub structure: Structure,
    /// The use table.
    pub use_table: UseTable,
    /// How its balancing went.
    pub balancing: Balancing,
    /// Capital formation by buyer.
    pub capital: CapitalFormation,
    /// The opening accounts.
    pub opening: Opening,
    /// The areas.
    pub areas: Areas,
    /// Numbers by status.
    pub counts: BTreeMap<Status, usize>,
    /// Text of every file, by name.
    pub files: BTreeMap<String, String>,
}

impl Built {
    /// What is worth knowing about the result, in lines of text.
    #[must_use]
    pub fn report(&self) -> String {
        report::report(self)
    }
}

/// Builds the economy that ships from a folder of research tables.
///
/// # Errors
/// The first thing that is wrong, in one sentence.
pub fn build(folder: &Path) -> Result<Built, Error> {
    build_with(folder, Structure::default())
}

/// Builds the economy with such shares of industries inside each sector.
///
/// # Errors
/// As [`build`].
pub fn build_with(folder: &Path, structure: Structure) -> Result<Built, Error> {
    let research = Research::read(folder)?;
    let growth = scalars::opening_growth();
    // The national table.
    let seed = Seed::read(&research)?;
    let controls = Controls::new(&research, &seed, structure)?;
    let capital = CapitalFormation::split(&seed, &controls, growth)?;
    let (use_table, balancing) = use_table::build(&seed, &controls, &capital)?;
    let opening = opening::settle(&research, &use_table, &capital, growth)?;
    // Places and people.
    let areas = areas::build(&research, &controls)?;
    // The files.
    let tables = vec![
        tables::use_table(&use_table),
        tables::industries(&use_table, &areas, &opening),
        tables::areas(&research, &areas)?,
        tables::jobs(&areas),
        tables::value_added(&research, &use_table)?,
        tables::neighbours(&research),
        tables::people(&areas),
        targets::targets(&research, &areas, &opening)?,
        tables::balance_sheets(&use_table),
        tables::digital(&research, &areas)?,
    ];
    let inputs = Inputs {
        research: &research,
        use_table: &use_table,
        areas: &areas,
        opening: &opening,
    };
    let document = document(inputs, &tables)?;
    let mut counts = document.counts;
    let mut files = BTreeMap::new();
    for table in &tables {
        for (status, count) in table.counts() {
            *counts.entry(status).or_insert(0) += count;
        }
        files.insert(format!("{}.csv", table.name), table.text());
    }
    files.insert("economy.toml".to_owned(), document.text);
    let mut built = Built {
        structure,
        use_table,
        balancing,
        capital,
        opening,
        areas,
        counts,
        files,
    };
    let readme = readme::readme(&built);
    built.files.insert("README.md".to_owned(), readme);
    Ok(built)
}
