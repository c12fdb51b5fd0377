//! Runs the program as a person would.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

/// What a command answered.
pub struct Answer {
    /// Exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The program, in `folder`, without colour.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Runs `commonweal` with `words` in a folder.
pub fn run_in(folder: &Path, words: &[&str]) -> Answer {
    let output = program(folder).args(words).output();
    answer(&output.expect("the program starts"))
}

/// Runs `commonweal` with words separated by blanks, in a folder of its own.
pub fn run(words: &str) -> Answer {
    let folder = tempfile::tempdir().expect("a folder");
    let words: Vec<&str> = words.split_whitespace().collect();
    run_in(folder.path(), &words)
}

/// The report without what differs from run to run: how long it took and on how many threads.
pub fn timeless(text: &str) -> String {
    let stable = |line: &str| match line.split_once(" in ") {
        Some((runs, _)) if runs.ends_with(" runs") || runs == "1 run" => format!("{runs} in […]"),
        _ => line.to_owned(),
    };
    text.lines().map(|line| stable(line) + "\n").collect()
}

pub fn answer(output: &Output) -> Answer {
    Answer {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Answer {
    /// Standard output of a command that must have done well.
    pub fn expect_done(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// The one sentence of a command that must have been refused.
    pub fn expect_refused(self) -> String {
        self.expect_sentence(2)
    }

    /// The one sentence of a command that must have failed.
    pub fn expect_failed(self) -> String {
        self.expect_sentence(1)
    }

    fn expect_sentence(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        assert!(!self.err.contains("panicked"), "{}", self.err);
        let sentence = self.err.trim_end();
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
        let sentence = sentence.strip_prefix("commonweal: ");
        sentence.expect("it begins with the program").to_owned()
    }
}

/// The published data set, or nothing, with a message, where it is not there.
pub fn austria() -> Option<PathBuf> {
    testdata::reference("austria-2010q1")
}

/// All files of a folder by name, without the manifest, which holds the time.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("a folder of results")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap_or_default())
        })
        .filter(|(name, _)| name != "manifest.json")
        .collect();
    found.sort();
    found
}

/// Kills a command so many milliseconds after its start; says whether it was still at work.
pub fn cut_short(folder: &Path, words: &str, wait: u64) -> bool {
    let mut child = program(folder)
        .args(words.split(' '))
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    thread::sleep(Duration::from_millis(wait));
    child.kill().expect("it can be killed");
    let status = child.wait().expect("it ends");
    status.code().is_none()
}

/// Kills a command at ten moments, goes on with what it left each time, and holds that what was whole in its log before is
/// there after, at the same place. `first` begins the folder of `record` and `again` goes on with it.
pub fn kill_at_ten_moments(
    folder: &Path,
    [first, again]: [&str; 2],
    [record, log]: [&Path; 2],
    moments: [u64; 10],
) {
    let lines = || fs::read_to_string(log).unwrap_or_default();
    let mut interrupted = 0;
    for wait in moments {
        let before = lines();
        let asked = if record.exists() { again } else { first };
        interrupted += usize::from(cut_short(folder, asked, wait));
        let kept = before.rfind('\n').map_or(0, |end| end + 1);
        assert!(lines().starts_with(&before[..kept]), "after {wait} ms");
    }
    assert!(interrupted >= 3, "only {interrupted} were cut short");
}
