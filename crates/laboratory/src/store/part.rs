//! One finished run on disk: a line of JSON, then the bytes of its tables.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::atomic::Output;
use crate::error::{Error, Result};
use crate::run::Summary;

/// A packed run.
#[derive(Debug)]
pub struct Part {
    /// What is kept besides tables.
    pub summary: Summary,
    /// Parquet bytes of each table, by name.
    pub tables: Vec<(String, Vec<u8>)>,
}

/// The first line of a part.
#[derive(Serialize, Deserialize)]
struct Head {
    summary: Summary,
    /// Names and lengths of the tables that follow, in order.
    tables: Vec<(String, usize)>,
}

impl Part {
    /// The bytes of a table; none if the part does not have it.
    pub(super) fn table(&self, name: &str) -> Vec<u8> {
        self.tables
            .iter()
            .find(|(table, _)| table == name)
            .map_or_else(Vec::new, |(_, bytes)| bytes.clone())
    }

    /// Writes the part.
    pub(super) fn write(&self, file: &mut dyn Output) -> io::Result<()> {
        let lengths = self
            .tables
            .iter()
            .map(|(name, bytes)| (name.clone(), bytes.len()));
        let head = Head {
            summary: self.summary.clone(),
            tables: lengths.collect(),
        };
        serde_json::to_writer(&mut *file, &head)?;
        file.write_all(b"\n")?;
        for (_, bytes) in &self.tables {
            file.write_all(bytes)?;
        }
        Ok(())
    }

    /// Reads a part back.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let (head, mut reader) = open(path)?;
        let mut tables = Vec::with_capacity(head.tables.len());
        for (name, length) in head.tables {
            let mut bytes = vec![0; length];
            reader
                .read_exact(&mut bytes)
                .map_err(|error| Error::file("read", path, error))?;
            tables.push((name, bytes));
        }
        Ok(Self {
            summary: head.summary,
            tables,
        })
    }

    /// Reads one table of a part.
    pub(super) fn read_table(path: &Path, name: &str) -> Result<Vec<u8>> {
        let (head, mut reader) = open(path)?;
        for (table, length) in head.tables {
            if table == name {
                let mut bytes = vec![0; length];
                let read = reader.read_exact(&mut bytes);
                return read
                    .map(|()| bytes)
                    .map_err(|error| Error::file("read", path, error));
            }
            io::copy(&mut (&mut reader).take(length as u64), &mut io::sink())
                .map_err(|error| Error::file("read", path, error))?;
        }
        Ok(Vec::new())
    }

    /// Names of the tables of a part.
    pub(super) fn names(path: &Path) -> Result<Vec<String>> {
        let tables = open(path)?.0.tables;
        Ok(tables.into_iter().map(|(name, _)| name).collect())
    }

    /// Reads the summary only.
    pub(super) fn read_summary(path: &Path) -> Result<Summary> {
        Ok(open(path)?.0.summary)
    }
}

fn open(path: &Path) -> Result<(Head, BufReader<File>)> {
    let fail = |error| Error::file("read", path, error);
    let mut reader = BufReader::new(File::open(path).map_err(fail)?);
    let mut line = String::new();
    reader.read_line(&mut line).map_err(fail)?;
    let head = serde_json::from_str(&line).map_err(|error| fail(error.into()))?;
    Ok((head, reader))
}
