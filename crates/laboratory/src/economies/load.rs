//! From the name of an economy to the calibration a run starts from.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use economy::Calibration;
use economy::calibration::MAX_AGENTS;
use economy::closure::TrendRates;
use economy::reference::{self, Histories, IndustryColumns, Reference, Scalars, Stocks, UNUSED};
use economy::tables::{self, Note, RuleSet, Tables};
use params::{Declaration, Parameters};
use sha2::{Digest, Sha256};

use super::embedded::{self, Embedded};
use super::error::Error;
use super::files::{Files, Folder};
use super::own::{OwnLines, read_header, read_tables};
use super::reference::read_reference;

/// What a person may ask of an economy besides its name.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions<'a> {
    /// Real households for which one model household stands; the economy's own choice if `None`.
    pub scale: Option<f64>,
    /// Copies of every agent, with unchanged totals.
    pub replicate: Option<u32>,
    /// Paths and values set by hand; those of the economy, its map and the drawing of its people are
    /// consumed here.
    pub overrides: &'a [(String, String)],
    /// Whether areas and people are asked for, where the economy has them.
    pub people: bool,
}

/// The format an economy came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The embedded village.
    Village,
    /// The project's own format.
    Own,
    /// The reference format.
    Reference,
}

/// An economy as its format states it, after overrides.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The project's own format, and the village.
    Tables(Box<Tables>),
    /// The reference format.
    Reference(Box<Reference>),
}

/// A parameter of an economy with its present value.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Where `--set` finds it.
    pub path: &'static str,
    /// Everything that is declared about it.
    pub declaration: &'static Declaration,
    /// Its value in this economy, after overrides.
    pub value: f64,
    /// What the economy says about the value; `None` where it says nothing or was overruled.
    pub note: Option<Note>,
}

/// An economy that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What a run starts from.
    pub calibration: Calibration,
    /// The format.
    pub kind: Kind,
    /// The economy in that format.
    pub content: Content,
    /// Its scalars with their values.
    pub settings: Vec<Setting>,
    /// Paths of the overrides that were applied.
    pub consumed: Vec<String>,
    /// SHA-256, in hexadecimal, of everything the economy consists of after overrides and scaling.
    pub hash: String,
}

/// The highest set of rules that is built.
pub const BUILT: RuleSet = RuleSet::B2;

/// Loads an embedded economy or a folder.
///
/// A folder that is called like an embedded economy is meant by `./village`.
/// Overrides are applied to the values of the format, before they become a calibration.
///
/// # Errors
/// One sentence that names file, line, key, value and what is allowed.
pub fn load(name_or_dir: &str, options: &LoadOptions<'_>) -> Result<Loaded, Error> {
    if let Some(found) = embedded::find(name_or_dir) {
        refuse_both(options)?;
        return match found {
            Embedded::Formula(tables) => {
                let lines = OwnLines::unknown(name_or_dir);
                from_tables(&tables(), &lines, Kind::Village, options)
            }
            Embedded::Folder(_) => {
                let (tables, lines) = read_tables(&found.files(name_or_dir))?;
                from_tables(&tables, &lines, Kind::Own, options)
            }
        };
    }
    let path = Path::new(name_or_dir);
    if !path.is_dir() {
        return Err(no_such(name_or_dir));
    }
    // `.` and `..` have no name of their own.
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = full.file_name().unwrap_or(path.as_os_str());
    load_files(&Folder::new(path), &name.to_string_lossy(), options)
}

fn no_such(name: &str) -> Error {
    let embedded: Vec<&str> = embedded::names().collect();
    Error::NoSuchEconomy {
        name: name.chars().take(200).collect(),
        embedded: embedded.join(", "),
    }
}

/// The highest set of rules that an economy's data support and that is built: under which it runs
/// unless somebody says otherwise.
///
/// # Errors
/// As [`load`], as far as the header of the economy goes.
pub fn default_rules(name_or_dir: &str) -> Result<RuleSet, Error> {
    let supported = match embedded::find(name_or_dir) {
        Some(Embedded::Formula(tables)) => tables().header.rules,
        Some(found) => read_header(&found.files(name_or_dir))?.rules,
        None if Path::new(name_or_dir).is_dir() => {
            let folder = Folder::new(Path::new(name_or_dir));
            if folder.contains("economy.toml") {
                read_header(&folder)?.rules
            } else {
                RuleSet::B0
            }
        }
        None => return Err(no_such(name_or_dir)),
    };
    Ok(match supported {
        RuleSet::B2 => BUILT,
        rules => rules,
    })
}

/// Loads an economy from any set of files; `name` is what one in the reference format is called.
///
/// # Errors
/// As [`load`].
pub fn load_files(
    files: &dyn Files,
    name: &str,
    options: &LoadOptions<'_>,
) -> Result<Loaded, Error> {
    refuse_both(options)?;
    if files.contains("economy.toml") {
        let (tables, lines) = read_tables(files)?;
        return from_tables(&tables, &lines, Kind::Own, options);
    }
    if files.contains("parameters.json") {
        return load_reference(files, name, options);
    }
    let folder = files.folder().to_owned();
    Err(Error::NotAnEconomy { folder })
}

fn refuse_both(options: &LoadOptions<'_>) -> Result<(), Error> {
    if options.scale.is_some() && options.replicate.is_some() {
        return Err(Error::ScaleAndReplicate);
    }
    Ok(())
}

/// Scales an economy in the project's own format, after overrides.
///
/// Technology, wages and stocks are read off the tables with the new scalars, so the opening stays
/// balanced; the two transfers that close household income stay those of the file, so that what a tax
/// takes is not given back. See [`Tables::calibration_after`].
fn from_tables(
    file: &Tables,
    lines: &OwnLines,
    kind: Kind,
    options: &LoadOptions<'_>,
) -> Result<Loaded, Error> {
    let mut tables = file.clone();
    for (path, text) in own_overrides(options) {
        if tables::of_map_or_drawing(path) {
            set_opening(&mut tables, path, text)?;
        } else {
            set_tables(&mut tables, path, text)?;
        }
    }
    tables
        .check_scalars()
        .map_err(|problem| lines.locate(problem))?;
    let scale = options.scale.unwrap_or(tables.scalars.size.default_scale);
    if !(1e-6..=1e12).contains(&scale) {
        return Err(Error::Scale { scale });
    }
    // What only the base rules support is of single persons, also where tables know more.
    let with_people =
        options.people && tables.regions.is_some() && tables.header.rules != RuleSet::B0;
    if with_people && options.replicate.is_some() {
        let name = tables.header.name;
        return Err(Error::DrawnAtAnyScale { name });
    }
    let calibration = if with_people {
        tables.calibration_with_areas_after(file, scale)
    } else {
        tables.calibration_after(file, scale)
    };
    // Where areas and people are there and were not asked for, the base rules are.
    let left_out = !options.people && tables.regions.is_some();
    let mut calibration = calibration.map_err(|problem| {
        let error = lines.locate(problem);
        if left_out && tables.header.rules != RuleSet::B0 {
            let (name, error) = (tables.header.name.clone(), Box::new(error));
            return Error::BaseRules { name, error };
        }
        error
    })?;
    if with_people {
        calibration.census = tables.census(scale).map(Arc::new);
    }
    let calibration = replicate(calibration, options)?;
    let consumed = own_paths(options);
    let mut settings = settings(&tables.scalars.groups());
    for setting in &mut settings {
        let overruled = consumed.iter().any(|path| path == setting.path);
        let note = tables.notes.get(setting.path).filter(|_| !overruled);
        setting.note = note.cloned();
    }
    let hash = hash(&[&tables, &calibration]);
    Ok(Loaded {
        calibration,
        kind,
        settings,
        consumed,
        hash,
        content: Content::Tables(Box::new(tables)),
    })
}

/// Sets one constant of the map or of the drawing of people.
fn set_opening(tables: &mut Tables, path: &str, text: &str) -> Result<(), Error> {
    let mut map = economy::geography::Settings::default();
    let mut people = economy::people::Settings::default();
    let group: &mut dyn Parameters = if path.starts_with("geography.") {
        &mut map
    } else {
        &mut people
    };
    group.set(path, text).map_err(Error::Parameter)?;
    tables.notes.remove(path);
    tables.settings.insert(path.to_owned(), text.to_owned());
    Ok(())
}

/// Sets one scalar of an economy in the project's own format.
fn set_tables(tables: &mut Tables, path: &str, text: &str) -> Result<(), Error> {
    let what = match path {
        "economy.shocks.correlation" => Some("a matrix"),
        "economy.name" | "economy.title" | "economy.opening" | "economy.currency"
        | "economy.money_unit" | "economy.rules" => Some("a label"),
        _ => None,
    };
    if let Some(what) = what {
        let (path, file) = (path.to_owned(), "economy.toml");
        return Err(Error::NotAScalar { path, what, file });
    }
    set_in(&mut tables.scalars.groups_mut(), path, text)
}

fn load_reference(
    files: &dyn Files,
    name: &str,
    options: &LoadOptions<'_>,
) -> Result<Loaded, Error> {
    if options.scale.is_some() {
        let name = name.to_owned();
        return Err(Error::FixedScale { name });
    }
    let (mut reference, lines) = read_reference(files, name)?;
    let consumed = own_paths(options);
    for (path, text) in own_overrides(options) {
        set_reference(&mut reference, path, text)?;
    }
    if Reference::moves_balance(consumed.iter().map(String::as_str)) {
        reference.close_balance();
    }
    reference.check().map_err(|problem| lines.locate(problem))?;
    let calibration = reference.calibration();
    calibration
        .check()
        .map_err(|problem| lines.locate(problem))?;
    let calibration = replicate(calibration, options)?;
    let settings = settings(&[&reference.scalars, &reference.stocks, &reference.trend]);
    let hash = hash(&[&reference, &calibration]);
    Ok(Loaded {
        calibration,
        kind: Kind::Reference,
        settings,
        consumed,
        hash,
        content: Content::Reference(Box::new(reference)),
    })
}

fn own_overrides<'a>(options: &LoadOptions<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let overrides = options.overrides.iter();
    overrides
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .filter(|(path, _)| path.starts_with("economy.") || tables::of_map_or_drawing(path))
}

fn own_paths(options: &LoadOptions<'_>) -> Vec<String> {
    own_overrides(options)
        .map(|(path, _)| path.to_owned())
        .collect()
}

/// Sets one scalar of an economy in the reference format.
fn set_reference(reference: &mut Reference, path: &str, text: &str) -> Result<(), Error> {
    let key = path.strip_prefix("economy.").unwrap_or(path);
    let vectors = IndustryColumns::KEYS.iter().chain(Histories::KEYS);
    let refuse = |what, file| {
        let path = path.to_owned();
        Err(Error::NotAScalar { path, what, file })
    };
    if vectors.chain(&["I_s", "N_s"]).any(|vector| *vector == key) {
        return refuse("a vector", reference::file(key));
    }
    if matches!(key, "a_sg" | "C") {
        return refuse("a matrix", reference::file(key));
    }
    if matches!(key, "G" | "T_prime") {
        return refuse("the length of vectors", "parameters.json");
    }
    if UNUSED.contains(&key) {
        return refuse("not used by the model", "parameters.json");
    }
    set_in(
        &mut [
            &mut reference.scalars,
            &mut reference.stocks,
            &mut reference.trend,
        ],
        path,
        text,
    )
}

/// Sets a parameter in whichever group declares it.
fn set_in(groups: &mut [&mut dyn Parameters], path: &str, text: &str) -> Result<(), Error> {
    for group in groups.iter_mut() {
        if group.find(path).is_some() {
            return Ok(group.set(path, text)?);
        }
    }
    let declared = groups.iter().flat_map(|group| group.declarations());
    Err(params::unknown(path, declared).into())
}

/// Every scalar of some groups of parameters, with its value.
fn settings(groups: &[&dyn Parameters]) -> Vec<Setting> {
    let of_group = |group: &&dyn Parameters| {
        let declarations = group.declarations().iter().enumerate();
        declarations
            .map(|(index, declaration)| Setting {
                path: declaration.path,
                declaration,
                value: group.value(index),
                note: None,
            })
            .collect::<Vec<_>>()
    };
    groups.iter().flat_map(of_group).collect()
}

/// Applies `--replicate`, if it was asked for and ids suffice.
fn replicate(calibration: Calibration, options: &LoadOptions<'_>) -> Result<Calibration, Error> {
    let Some(copies) = options.replicate else {
        return Ok(calibration);
    };
    // One bank and one importer per product stay, which makes this a bound from above.
    let agents = calibration.n_agents().saturating_mul(u64::from(copies));
    if copies == 0 || agents >= MAX_AGENTS {
        return Err(Error::Replicate { copies, agents });
    }
    Ok(calibration.replicate(copies))
}

/// SHA-256 of values as they print: every number in the shortest text that restores it.
fn hash(values: &[&dyn std::fmt::Debug]) -> String {
    let mut digest = Sha256::new();
    for value in values {
        digest.update(format!("{value:?}\n"));
    }
    let mut hexadecimal = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}

/// Parameters that economies in the reference format have, with the published values.
///
/// For lists that name no economy.
#[must_use]
pub fn reference_settings() -> Vec<Setting> {
    settings(&[
        &Scalars::default(),
        &Stocks::default(),
        &TrendRates::default(),
    ])
}

/// Parameters that economies in the project's own format have, with their defaults.
///
/// For lists that name no economy.
#[must_use]
pub fn own_settings() -> Vec<Setting> {
    settings(&tables::Scalars::default().groups())
}
