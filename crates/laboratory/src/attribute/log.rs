//! The runs of an attribution on disk: a file that only grows, a line a run, each with its checksum.
//!
//! A line is written whole and flushed before the run counts as kept. What a killed process leaves at the
//! end of the file is cut off when the file is opened again, and a line whose checksum does not fit is not
//! believed: its run is made anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::plan::Job;
use crate::error::{Error, Result};

/// Runs that are kept, by job.
pub type Kept = BTreeMap<Job, Vec<f64>>;

/// The open file.
#[derive(Debug)]
pub struct Log {
    file: File,
    path: std::path::PathBuf,
}

impl Log {
    /// Opens the file, or begins it, and gives the runs in it that have `numbers` numbers.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn open(path: &Path, numbers: usize) -> Result<(Self, Kept)> {
        let fail = |error| Error::file("write", path, error);
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Error::file("read", path, error)),
        };
        let mut kept = Kept::new();
        let mut whole = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let Some(text) = line.strip_suffix(b"\n") else {
                break;
            };
            whole += line.len();
            let text = std::str::from_utf8(text).ok();
            if let Some((job, values)) = text.and_then(read).filter(|(_, v)| v.len() == numbers) {
                kept.insert(job, values);
            }
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map_err(fail)?;
        file.set_len(whole as u64).map_err(fail)?;
        file.sync_all().map_err(fail)?;
        let log = Self {
            file,
            path: path.to_owned(),
        };
        Ok((log, kept))
    }

    /// Keeps a run: when this returns it survives whatever happens.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&mut self, job: Job, values: &[f64]) -> Result<()> {
        let line = written(job, values);
        self.file
            .write_all(line.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(|error| Error::file("write", &self.path, error))
    }
}

/// A line: checksum, arm, concepts, seed, numbers.
fn written(job: Job, values: &[f64]) -> String {
    let mut body = format!("{} {:012x} {}", job.arm, job.present, job.seed);
    for value in values {
        // Writing to a string cannot fail. The shortest form that reads back as the same bits.
        let _ = write!(body, " {value:?}");
    }
    format!("{:016x} {body}\n", checksum(&body))
}

fn read(line: &str) -> Option<(Job, Vec<f64>)> {
    let (sum, body) = line.split_once(' ')?;
    if u64::from_str_radix(sum, 16).ok()? != checksum(body) {
        return None;
    }
    let mut words = body.split(' ');
    let job = Job {
        arm: words.next()?.parse().ok()?,
        present: u64::from_str_radix(words.next()?, 16).ok()?,
        seed: words.next()?.parse().ok()?,
    };
    let values: Option<Vec<f64>> = words.map(|word| word.parse().ok()).collect();
    Some((job, values?))
}

/// Fowler, Noll and Vo's hash FNV-1a of 64 bits: it is to find damage, not malice.
fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(seed: u64) -> Job {
        Job {
            arm: 1,
            present: 0xdead_beef,
            seed,
        }
    }

    /// Authority: the published test vectors of FNV-1a.
    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(checksum(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(checksum("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(checksum("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn numbers_come_back_as_they_went() {
        let values = [0.1 + 0.2, -0.0, f64::NAN, 1e-310, f64::INFINITY, 1e22];
        let line = written(job(3), &values);
        let (again, read) = read(line.trim_end()).expect("a line");
        assert_eq!(again, job(3));
        for (a, b) in read.iter().zip(values) {
            assert!(a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan());
        }
    }

    /// Cut anywhere, the file loses the run that was being written and no other; and it goes on.
    #[test]
    fn a_torn_end_costs_the_last_run_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("runs.log");
        let (mut log, kept) = Log::open(&path, 2).expect("a log");
        assert!(kept.is_empty());
        for seed in 1..=3 {
            log.keep(job(seed), &[seed as f64, 0.5]).expect("kept");
        }
        drop(log);
        let whole = fs::read(&path).expect("bytes");
        let lines: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').collect();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).expect("written");
            let (mut log, kept) = Log::open(&path, 2).expect("a log");
            let complete = lines.iter().filter(|&&end| end < cut).count();
            assert_eq!(kept.len(), complete, "cut at {cut}");
            log.keep(job(9), &[9.0, 0.5]).expect("kept");
            drop(log);
            let (_, kept) = Log::open(&path, 2).expect("a log");
            assert_eq!(kept.len(), complete + 1);
        }
    }

    #[test]
    fn a_damaged_line_is_not_believed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("runs.log");
        let (mut log, _) = Log::open(&path, 1).expect("a log");
        for seed in 1..=3 {
            log.keep(job(seed), &[1.5]).expect("kept");
        }
        let text = fs::read_to_string(&path).expect("text");
        fs::write(&path, text.replacen("1.5", "7.5", 1)).expect("written");
        let (_, kept) = Log::open(&path, 1).expect("a log");
        assert_eq!(kept.keys().map(|job| job.seed).collect::<Vec<_>>(), [2, 3]);
        // Runs of which other numbers were kept are of no use.
        assert!(Log::open(&path, 2).expect("a log").1.is_empty());
    }
}
