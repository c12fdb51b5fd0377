//! From the name of an economy to the calibration a run starts from.

use std::fmt::Write;
use std::path::Path;

use economy::Calibration;
use economy::calibration::MAX_AGENTS;
use economy::reference::{self, Histories, IndustryColumns, Reference, Scalars, Stocks, UNUSED};
use params::{Declaration, Parameters};
use sha2::{Digest, Sha256};

use super::error::Error;
use super::files::{Files, Folder};
use super::reference::read_reference;

/// What a person may ask of an economy besides its name.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions<'a> {
    /// Real households for which one model household stands; the economy's own choice if `None`.
    pub scale: Option<f64>,
    /// Copies of every agent, with unchanged totals.
    pub replicate: Option<u32>,
    /// Paths and values set by hand; those that begin with `economy.` are consumed here.
    pub overrides: &'a [(String, String)],
}

/// The format an economy came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The reference format.
    Reference,
}

/// An economy as its format states it, after overrides.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
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

/// Names that need no folder.
const EMBEDDED: &[&str] = &[];

/// Loads an embedded economy or a folder.
///
/// Overrides are applied to the values of the format, before they become a calibration.
///
/// # Errors
/// One sentence that names file, line, key, value and what is allowed.
pub fn load(name_or_dir: &str, options: &LoadOptions<'_>) -> Result<Loaded, Error> {
    let path = Path::new(name_or_dir);
    if !path.is_dir() {
        return Err(Error::NoSuchEconomy {
            name: name_or_dir.chars().take(200).collect(),
            embedded: EMBEDDED.join(", "),
        });
    }
    // `.` and `..` have no name of their own.
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = full.file_name().unwrap_or(path.as_os_str());
    load_files(&Folder::new(path), &name.to_string_lossy(), options)
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
    if options.scale.is_some() && options.replicate.is_some() {
        return Err(Error::ScaleAndReplicate);
    }
    if files.contains("parameters.json") {
        return load_reference(files, name, options);
    }
    let folder = files.folder().to_owned();
    Err(Error::NotAnEconomy { folder })
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
    let settings = settings(&[&reference.scalars, &reference.stocks]);
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
        .filter(|(path, _)| path.starts_with("economy."))
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
        &mut [&mut reference.scalars, &mut reference.stocks],
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
    settings(&[&Scalars::default(), &Stocks::default()])
}
