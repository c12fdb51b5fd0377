//! Which files a name stands for.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::io;
use crate::error::{Error, Result};

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Parquet,
}

/// Files that a name stands for, in alphabetical order: the file itself, all CSV and Parquet files
/// of a folder (not of the folders in it), or all that match a pattern with `*` and `?`.
///
/// # Errors
/// If there is none.
pub fn find(source: &str) -> Result<Vec<PathBuf>> {
    let path = Path::new(source);
    if path.is_dir() {
        let mut files = listing(path)?;
        files.retain(|file| file.is_file() && by_name(file).is_some());
        return some(files, source);
    }
    if path.exists() || !source.contains(['*', '?']) {
        return if path.exists() {
            Ok(vec![path.to_owned()])
        } else {
            Err(Error::NoFile(path.to_owned()))
        };
    }
    let mut found = vec![PathBuf::new()];
    for part in path.components() {
        let name = part.as_os_str();
        let pattern = name.to_string_lossy();
        if !pattern.contains(['*', '?']) {
            for place in &mut found {
                place.push(name);
            }
            continue;
        }
        let mut next = Vec::new();
        for place in found {
            let folder = if place.as_os_str().is_empty() {
                Path::new(".")
            } else {
                &place
            };
            if !folder.is_dir() {
                continue;
            }
            for entry in listing(folder)? {
                let Some(name) = entry.file_name() else {
                    continue;
                };
                if matches(&pattern, &name.to_string_lossy()) {
                    next.push(place.join(name));
                }
            }
        }
        found = next;
    }
    found.retain(|file| file.is_file());
    some(found, source)
}

fn some(mut files: Vec<PathBuf>, source: &str) -> Result<Vec<PathBuf>> {
    files.sort();
    if files.is_empty() {
        return Err(Error::NoMatch(source.to_owned()));
    }
    Ok(files)
}

fn listing(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|e| io(folder, e))?;
    let mut out = Vec::new();
    for entry in entries {
        out.push(entry.map_err(|e| io(folder, e))?.path());
    }
    Ok(out)
}

/// Whether a name matches a pattern of `*` (anything) and `?` (one character).
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    // Reached by the pattern so far: each prefix of the name.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for &p in &pattern {
        let mut next = vec![false; name.len() + 1];
        for k in 0..=name.len() {
            next[k] = if p == '*' {
                reached[k] || (k > 0 && next[k - 1])
            } else {
                k > 0 && reached[k - 1] && (p == '?' || p == name[k - 1])
            };
        }
        reached = next;
    }
    reached[name.len()]
}

fn by_name(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    match extension.as_str() {
        "parquet" | "pq" => Some(Format::Parquet),
        "csv" | "tsv" | "txt" => Some(Format::Csv),
        _ => None,
    }
}

/// By its first bytes, else by its name.
pub(crate) fn format(path: &Path) -> Result<Format> {
    let mut head = [0_u8; 4];
    let mut file = std::fs::File::open(path).map_err(|e| io(path, e))?;
    let mut got = 0;
    while got < head.len() {
        match file.read(&mut head[got..]).map_err(|e| io(path, e))? {
            0 => break,
            n => got += n,
        }
    }
    if got == 0 {
        return Err(Error::EmptyFile(path.to_owned()));
    }
    if head == *b"PAR1" {
        return Ok(Format::Parquet);
    }
    by_name(path).ok_or_else(|| Error::Format(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_as_in_a_shell() {
        assert!(matches("*.csv", "a.csv"));
        assert!(matches("wave?_*.parquet", "wave3_adults.parquet"));
        assert!(!matches("wave?_*.parquet", "wave12_adults.parquet"));
        assert!(matches("*", ""));
        assert!(!matches("?", ""));
    }
}
