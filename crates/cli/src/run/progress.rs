//! Progress on standard error: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use laboratory::ensemble::Watch;
use laboratory::store::Store;
use laboratory::{Experiment, quoted};

use crate::number;
use crate::output::tell;

/// Time between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);
/// Exit code of a command stopped by Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// Watches an ensemble.
pub struct Progress {
    kind: Kind,
    start: Instant,
    /// Quarters to do.
    quarters: u64,
    /// Quarters done.
    quarters_done: AtomicU64,
    /// Runs that there will be in the end.
    runs: u64,
    /// Runs done, those of earlier sessions included.
    runs_done: Arc<AtomicU64>,
}

enum Kind {
    Bar(ProgressBar),
    Lines(Mutex<Instant>),
    Silent,
}

impl Progress {
    /// Watches `todo` runs of `all`; the rest is there already.
    pub fn new(
        experiment: &Experiment,
        todo: usize,
        all: usize,
        store: Option<&Store>,
        quiet: bool,
    ) -> Self {
        let kept = store.map(|store| ("run", store.folder()));
        Self::of_runs(experiment.configuration.quarters, todo, all, kept, quiet)
    }

    /// The same, of runs of so many quarters; the command that keeps them, and where, if they are kept.
    pub fn of_runs(
        quarters: u32,
        todo: usize,
        all: usize,
        kept: Option<(&'static str, &Path)>,
        quiet: bool,
    ) -> Self {
        let start = Instant::now();
        let quarters = todo as u64 * u64::from(quarters);
        let kind = if quiet || todo == 0 {
            Kind::Silent
        } else if io::stderr().is_terminal() {
            Kind::Bar(bar(quarters))
        } else {
            Kind::Lines(Mutex::new(start))
        };
        let runs_done = Arc::new(AtomicU64::new((all - todo) as u64));
        listen_for_interrupts(kept, all as u64, Arc::clone(&runs_done), quiet);
        let progress = Self {
            kind,
            start,
            quarters,
            quarters_done: AtomicU64::new(0),
            runs: all as u64,
            runs_done,
        };
        progress.tell_runs();
        progress
    }

    /// Clears the bar away.
    pub fn done(&self) {
        if let Kind::Bar(bar) = &self.kind {
            bar.finish_and_clear();
        }
    }

    fn tell_runs(&self) {
        if let Kind::Bar(bar) = &self.kind {
            let done = self.runs_done.load(Ordering::Relaxed);
            bar.set_message(format!("{done} of {}", number::counted(self.runs, "run")));
        }
    }

    /// Says how far things are, if the last word was a while ago.
    fn tell_line(&self, last: &Mutex<Instant>, done: u64) {
        let Ok(mut last) = last.try_lock() else {
            return;
        };
        if last.elapsed() < PAUSE {
            return;
        }
        *last = Instant::now();
        let left = self.start.elapsed().as_secs_f64() * (self.quarters - done) as f64 / done as f64;
        let _ = tell(&format!(
            "commonweal: {} of {} done, about {} left",
            self.runs_done.load(Ordering::Relaxed),
            number::counted(self.runs, "run"),
            number::seconds(left)
        ));
    }
}

impl Watch for Progress {
    fn quarter(&self) {
        let done = self.quarters_done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.kind {
            Kind::Bar(bar) => bar.inc(1),
            Kind::Lines(last) => self.tell_line(last, done.min(self.quarters)),
            Kind::Silent => {}
        }
    }

    fn run(&self) {
        self.runs_done.fetch_add(1, Ordering::Relaxed);
        self.tell_runs();
    }
}

fn bar(quarters: u64) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(quarters), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {msg}, {eta} left") {
        bar.set_style(style);
    }
    bar
}

/// On Ctrl-C, says what is kept and how to go on, and stops.
///
/// Kept runs are complete files, so there is nothing to clear up.
fn listen_for_interrupts(
    kept: Option<(&'static str, &Path)>,
    all: u64,
    done: Arc<AtomicU64>,
    quiet: bool,
) {
    let folder = kept.map(|(command, folder)| (command, folder.display().to_string()));
    let handler = move || {
        let kept = done.load(Ordering::Relaxed);
        let words = match &folder {
            Some(("run", folder)) => format!(
                "\ncommonweal: stopped; {kept} of {} are kept, and `commonweal run --resume {}` goes on",
                number::counted(all, "run"),
                quoted(folder)
            ),
            Some((command, folder)) => format!(
                "\ncommonweal: stopped; what was complete is kept, and `commonweal {command} --resume {}` goes on",
                quoted(folder)
            ),
            None => "\ncommonweal: stopped; without --out nothing is kept".to_owned(),
        };
        if !quiet {
            let _ = tell(&words);
        }
        std::process::exit(INTERRUPTED);
    };
    // Where signals cannot be caught, the default is to stop as well.
    let _ = ctrlc::set_handler(handler);
}
