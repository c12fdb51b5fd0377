//! CSV: a header line, then one row per line; commas, or the semicolons or tabs of the header.
//!
//! The file is cut into blocks at line ends outside quotation marks, some blocks are parsed at
//! once, and the pieces are put together in order.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};
use rayon::prelude::*;

use super::{Building, Wanted, io};
use crate::error::{Error, Result, hint};
use crate::labels::{Interner, MISSING};

/// Bytes parsed as one piece.
const BLOCK: usize = 4 << 20;
/// A record longer than this is a quotation mark left open.
const LONGEST: usize = 64 << 20;
/// What stands for a missing number, besides nothing.
pub(crate) const ABSENT: [&[u8]; 11] = [
    b"NA", b"NaN", b"nan", b"NAN", b"N/A", b"n/a", b"#N/A", b"NULL", b"null", b"None", b".",
];

pub(super) fn read(
    path: &Path,
    wanted: &Wanted,
    building: &mut Building,
    tell: &dyn Fn(u64, u64),
) -> Result<()> {
    let mut blocks = Blocks::open(path)?;
    let layout = blocks.header(wanted)?;
    let at_once = rayon::current_num_threads().max(1);
    let (mut bytes, mut rows) = (0, 0);
    loop {
        let mut wave = Vec::with_capacity(at_once);
        while wave.len() < at_once {
            let Some(block) = blocks.next()? else { break };
            wave.push(block);
        }
        if wave.is_empty() {
            return Ok(());
        }
        let pieces: Vec<Result<Piece>> = wave
            .par_iter()
            .map(|block| layout.parse(path, block))
            .collect();
        for (piece, block) in pieces.into_iter().zip(&wave) {
            let piece = piece?;
            bytes += block.bytes.len() as u64;
            rows += piece.rows;
            building.append(piece);
        }
        tell(bytes, rows);
    }
}

/// Where the wanted columns stand.
struct Layout<'a> {
    wanted: &'a Wanted,
    delimiter: u8,
    fields: usize,
    numbers: Vec<usize>,
    labels: Vec<usize>,
}

/// Some lines of the file.
struct Block {
    bytes: Vec<u8>,
    /// Line number of the first of them.
    line: u64,
}

/// The columns of a block.
pub(super) struct Piece {
    rows: u64,
    numbers: Vec<Vec<f64>>,
    labels: Vec<(Vec<u32>, Interner)>,
}

impl Building {
    fn append(&mut self, piece: Piece) {
        self.rows += piece.rows;
        for (column, mut more) in self.numbers.iter_mut().zip(piece.numbers) {
            if column.is_empty() {
                *column = more;
            } else {
                column.append(&mut more);
            }
        }
        for ((ids, interner), (more, local)) in self.labels.iter_mut().zip(piece.labels) {
            let number: Vec<u32> = (0..local.len() as u32)
                .map(|id| interner.id(local.name(id)))
                .collect();
            ids.extend(
                more.iter()
                    .map(|&id| number.get(id as usize).copied().unwrap_or(MISSING)),
            );
        }
    }
}

/// The file, block by block.
struct Blocks<'a> {
    path: &'a Path,
    file: File,
    rest: Vec<u8>,
    line: u64,
    ended: bool,
}

impl<'a> Blocks<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        Ok(Self {
            path,
            file: File::open(path).map_err(|e| io(path, e))?,
            rest: Vec::new(),
            line: 1,
            ended: false,
        })
    }

    /// Reads until `size` bytes wait or the file ends.
    fn fill(&mut self, size: usize) -> Result<()> {
        if self.ended || self.rest.len() >= size {
            return Ok(());
        }
        let missing = (size - self.rest.len()) as u64;
        let mut limited = (&mut self.file).take(missing);
        let got = limited
            .read_to_end(&mut self.rest)
            .map_err(|e| io(self.path, e))?;
        self.ended = (got as u64) < missing;
        Ok(())
    }

    /// Takes the first `end` bytes off.
    fn take(&mut self, end: usize) -> Block {
        let rest = self.rest.split_off(end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let line = self.line;
        self.line += count(&bytes, b'\n');
        Block { bytes, line }
    }

    /// Reads the header and finds the wanted columns.
    fn header<'w>(&mut self, wanted: &'w Wanted) -> Result<Layout<'w>> {
        self.fill(BLOCK)?;
        if self.rest.starts_with(b"\xef\xbb\xbf") {
            self.rest.drain(..3);
        }
        let delimiter = delimiter(&self.rest);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&self.rest[..]);
        let mut record = ByteRecord::new();
        let any = reader.read_byte_record(&mut record).unwrap_or(false);
        let end = reader.position().byte() as usize;
        if !any {
            return Err(Error::EmptyFile(self.path.to_owned()));
        }
        let mut names = Vec::with_capacity(record.len());
        for field in &record {
            let name = std::str::from_utf8(field).map_err(|_| Error::NotUtf8 {
                path: self.path.to_owned(),
                line: 1,
            })?;
            names.push(name.trim().to_owned());
        }
        let find = |column: &String| place(self.path, &names, column);
        let layout = Layout {
            wanted,
            delimiter,
            fields: names.len(),
            numbers: wanted.numbers.iter().map(find).collect::<Result<_>>()?,
            labels: wanted.labels.iter().map(find).collect::<Result<_>>()?,
        };
        self.take(end.min(self.rest.len()));
        Ok(layout)
    }

    fn next(&mut self) -> Result<Option<Block>> {
        let mut size = BLOCK;
        loop {
            self.fill(size)?;
            if self.ended {
                let all = self.rest.len();
                return Ok((all > 0).then(|| self.take(all)));
            }
            if let Some(end) = last_record_end(&self.rest) {
                return Ok(Some(self.take(end)));
            }
            if size > LONGEST {
                return Err(Error::OpenQuote {
                    path: self.path.to_owned(),
                    line: self.line,
                });
            }
            size *= 2;
        }
    }
}

/// The delimiter of a file that begins with these bytes: whichever the header has most of.
pub(crate) fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|&b| b == b'\n').next().unwrap_or(&[]);
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|&d| count(first, d))
        .unwrap_or(b',')
}

/// The place of a column among the names.
pub(super) fn place(path: &Path, names: &[String], column: &String) -> Result<usize> {
    let mut found = (0..names.len()).filter(|&k| names[k] == *column);
    match (found.next(), found.next()) {
        (Some(k), None) => Ok(k),
        (Some(_), Some(_)) => Err(Error::TwoColumns {
            path: path.to_owned(),
            column: column.clone(),
        }),
        (None, _) => Err(Error::NoColumn {
            path: path.to_owned(),
            column: column.clone(),
            hint: hint(column, names.iter().map(String::as_str)),
        }),
    }
}

fn count(bytes: &[u8], byte: u8) -> u64 {
    // Short runs, so that the counter of a run fits a byte and the loop vectorises.
    let runs = bytes.chunks(255);
    runs.map(|run| u64::from(run.iter().map(|&b| u8::from(b == byte)).sum::<u8>()))
        .sum()
}

/// The end of the last line end that is not inside quotation marks.
fn last_record_end(bytes: &[u8]) -> Option<usize> {
    let mut inside = count(bytes, b'"') % 2 == 1;
    for (k, &byte) in bytes.iter().enumerate().rev() {
        match byte {
            b'"' => inside = !inside,
            b'\n' if !inside => return Some(k + 1),
            _ => {}
        }
    }
    None
}

impl Layout<'_> {
    fn parse(&self, path: &Path, block: &Block) -> Result<Piece> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(&block.bytes[..]);
        let mut piece = Piece {
            rows: 0,
            numbers: vec![Vec::new(); self.numbers.len()],
            labels: vec![Default::default(); self.labels.len()],
        };
        // Only the last block of a file can hold an odd number of quotation marks.
        let odd = count(&block.bytes, b'"') % 2 == 1;
        let (mut record, mut running) = (ByteRecord::new(), None);
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let line = || block.line + record.position().map_or(0, |p| p.line() - 1);
            if odd {
                let spans_lines = record.iter().any(|field| field.contains(&b'\n'));
                running = spans_lines.then(line);
            }
            if record.len() != self.fields {
                return Err(Error::Ragged {
                    path: path.to_owned(),
                    line: line(),
                    found: record.len(),
                    expected: self.fields,
                });
            }
            for (k, &field) in self.numbers.iter().enumerate() {
                let cell = record[field].trim_ascii();
                let Some(number) = number(cell) else {
                    return Err(Error::NotANumber {
                        path: path.to_owned(),
                        line: line(),
                        column: self.wanted.numbers[k].clone(),
                        value: shown(cell),
                    });
                };
                piece.numbers[k].push(number);
            }
            for (k, &field) in self.labels.iter().enumerate() {
                let cell = record[field].trim_ascii();
                let (ids, interner) = &mut piece.labels[k];
                if cell.is_empty() {
                    ids.push(MISSING);
                    continue;
                }
                let Ok(name) = std::str::from_utf8(cell) else {
                    return Err(Error::NotUtf8 {
                        path: path.to_owned(),
                        line: line(),
                    });
                };
                ids.push(interner.id(name));
            }
            piece.rows += 1;
        }
        // A quotation mark left open makes one record of the rest of the file.
        if let Some(line) = running {
            return Err(Error::OpenQuote {
                path: path.to_owned(),
                line,
            });
        }
        Ok(piece)
    }
}

/// A number, `NaN` for a missing one, nothing for text.
fn number(cell: &[u8]) -> Option<f64> {
    if cell.is_empty() || ABSENT.contains(&cell) {
        return Some(f64::NAN);
    }
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// A cell for a message: its beginning, if it is long.
fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let mut out: String = text.chars().take(40).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_end_outside_quotation_marks() {
        assert_eq!(last_record_end(b"a,b\n1,\"x\ny\"\n2"), Some(12));
        assert_eq!(last_record_end(b"a,\"b\n1"), None);
        assert_eq!(last_record_end(b"1,2\n3,\"4\n"), Some(4));
        assert_eq!(count(&[b'x'; 1000], b'x'), 1000);
    }

    #[test]
    fn what_counts_as_a_number() {
        assert_eq!(number(b"1e3"), Some(1000.0));
        assert!(number(b"NA").is_some_and(f64::is_nan));
        assert_eq!(number(b"inf"), Some(f64::INFINITY));
        assert_eq!(number(b"12,5"), None);
        assert_eq!(shown(&[b'x'; 50]).chars().count(), 41);
    }
}
