//! Where tests find what does not travel with the repository: published results, and the research tables that
//! `data/china-2022` is made of. For tests and examples only.
//!
//! The folder `shared` stands beside the checkout, or `COMMONWEAL_REFERENCE` names its subfolder `reference`. A test
//! without its authority says so and passes, so that the repository can be tested alone; with
//! `COMMONWEAL_REQUIRE_REFERENCE=1` it fails, so that who has the data knows that they were used.

use std::env;
use std::path::{Path, PathBuf};

/// Names the folder of published results.
const FOLDER: &str = "COMMONWEAL_REFERENCE";
/// Makes the absence of published results a failure.
const REQUIRE: &str = "COMMONWEAL_REQUIRE_REFERENCE";

/// The folder, or file, `part` of the published results, such as `austria-2010q1`; `None`, with a message, where it is
/// absent.
///
/// # Panics
/// Where it is absent and `COMMONWEAL_REQUIRE_REFERENCE` is 1.
pub fn reference(part: &str) -> Option<PathBuf> {
    let is_required = env::var_os(REQUIRE).is_some_and(|value| value == "1");
    found(root().join(part), is_required)
}

/// The folder of the research tables of China beside the published results; `None`, with a message, where it is
/// absent. Few have it, so that it is never required.
pub fn research() -> Option<PathBuf> {
    found(root().join("../data/china"), false)
}

/// The folder of published results, whether it is there or not.
pub fn root() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    env::var_os(FOLDER).map_or_else(beside, PathBuf::from)
}

fn found(path: PathBuf, is_required: bool) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    let absent = format!(
        "{} is not there; set {FOLDER} to the folder of published results",
        path.display()
    );
    assert!(!is_required, "{absent}, or {REQUIRE} to 0");
    println!("NOT CHECKED: {absent}");
    None
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn what_is_there_is_found() {
        assert_eq!(found("Cargo.toml".into(), true), Some("Cargo.toml".into()));
    }

    #[test]
    fn what_is_absent_is_said() {
        assert_eq!(found("no such folder".into(), false), None);
    }

    #[test]
    #[should_panic(expected = "no such folder is not there")]
    fn what_is_absent_and_required_fails() {
        found("no such folder".into(), true);
    }
}
