//! Files of data in, compact columns out.
//!
//! Only the columns asked for are read. A file is cut into pieces (row groups of Parquet, blocks of
//! lines of CSV) that are decoded in parallel and put together in the order of the file, so that
//! the columns are the same for any number of threads. Of a row this keeps 8 bytes per number and
//! 4 per label.

mod csv;
mod files;
mod parquet;

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::labels::Labels;

#[cfg(feature = "sql")]
pub(crate) use csv::{ABSENT, delimiter};
pub use files::find;
#[cfg(feature = "sql")]
pub(crate) use files::{Format, format};

/// Which columns are wanted, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Columns of numbers.
    pub numbers: Vec<String>,
    /// Columns of labels: text, whole numbers or truth values.
    pub labels: Vec<String>,
}

impl Wanted {
    /// The place of a column of numbers, which is added if it is new.
    pub fn number(&mut self, name: &str) -> usize {
        place(&mut self.numbers, name)
    }

    /// The place of a column of labels, which is added if it is new.
    pub fn label(&mut self, name: &str) -> usize {
        place(&mut self.labels, name)
    }
}

fn place(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|n| n == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

/// Columns read, in the order they were wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Rows read.
    pub rows: u64,
    /// Columns of numbers; a missing number is `NaN`.
    pub numbers: Vec<Vec<f64>>,
    /// Columns of labels.
    pub labels: Vec<Labels>,
}

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the files done.
    pub bytes: u64,
    /// Bytes of all files.
    pub of_bytes: u64,
    /// Rows read so far.
    pub rows: u64,
}

/// Is told how far the reading is, now and then, from any thread.
pub type Listener<'a> = &'a (dyn Fn(Progress) + Sync);

/// Reads the wanted columns of a file, of all files of a folder, or of all that match a pattern.
///
/// ```
/// # let folder = std::env::temp_dir().join("commonweal-doc");
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let file = folder.join("a.csv");
/// # std::fs::write(&file, "income,province\n10,P1\n30,P2\n").unwrap();
/// use survey::read::{Wanted, read};
///
/// let mut wanted = Wanted::default();
/// wanted.number("income");
/// wanted.label("province");
/// let columns = read(file.to_str().unwrap(), &wanted, &|_| {})?;
/// assert_eq!(columns.numbers[0], [10.0, 30.0]);
/// assert_eq!(columns.labels[0].names, ["P1", "P2"]);
/// # Ok::<(), survey::Error>(())
/// ```
///
/// # Errors
/// If no file is found, one cannot be read, a column is missing or holds what it should not; the
/// sentence names file, line or row, column and value.
pub fn read(source: &str, wanted: &Wanted, listener: Listener) -> Result<Columns> {
    let files = find(source)?;
    let columns = read_files(&files, wanted, listener)?;
    if columns.rows == 0 {
        return Err(Error::NoRows(source.to_owned()));
    }
    Ok(columns)
}

fn read_files(files: &[PathBuf], wanted: &Wanted, listener: Listener) -> Result<Columns> {
    let mut sizes = Vec::with_capacity(files.len());
    for path in files {
        let meta = std::fs::metadata(path).map_err(|e| io(path, e))?;
        sizes.push(meta.len());
    }
    let of_bytes = sizes.iter().sum();
    let mut building = Building::new(wanted);
    let mut done = 0;
    for (path, size) in files.iter().zip(&sizes) {
        let rows_before = building.rows();
        let tell = |bytes: u64, rows: u64| {
            listener(Progress {
                bytes: done + bytes.min(*size),
                of_bytes,
                rows: rows_before + rows,
            });
        };
        match files::format(path)? {
            files::Format::Csv => csv::read(path, wanted, &mut building, &tell)?,
            files::Format::Parquet => parquet::read(path, wanted, &mut building, &tell)?,
        }
        if building.rows() >= u64::from(u32::MAX) {
            return Err(Error::TooMany(path.display().to_string()));
        }
        done += size;
    }
    Ok(building.finish())
}

pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Error {
    if source.kind() == std::io::ErrorKind::NotFound {
        return Error::NoFile(path.to_owned());
    }
    Error::Io {
        path: path.to_owned(),
        source,
    }
}

/// Columns while they grow, with labels numbered as they come.
pub(crate) struct Building {
    numbers: Vec<Vec<f64>>,
    labels: Vec<(Vec<u32>, crate::labels::Interner)>,
    rows: u64,
}

impl Building {
    fn new(wanted: &Wanted) -> Self {
        Self {
            numbers: vec![Vec::new(); wanted.numbers.len()],
            labels: vec![Default::default(); wanted.labels.len()],
            rows: 0,
        }
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn finish(self) -> Columns {
        let labels = self.labels.into_iter().map(|(mut ids, interner)| {
            let (names, place) = interner.sorted();
            for id in &mut ids {
                // A missing label stays missing.
                *id = place.get(*id as usize).copied().unwrap_or(*id);
            }
            Labels { ids, names }
        });
        Columns {
            rows: self.rows,
            numbers: self.numbers,
            labels: labels.collect(),
        }
    }
}
