//! Progress of many short runs on standard error: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use laboratory::ensemble::Watch;
use laboratory::quoted;

use crate::number;
use crate::output::tell;

/// Time between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);
/// Exit code of a command stopped by Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// Watches the runs of an attribution.
pub struct Progress {
    bar: Option<ProgressBar>,
    /// When the last line was written, where lines are.
    lines: Option<Mutex<Instant>>,
    start: Instant,
    todo: usize,
    all: usize,
    done: Arc<AtomicUsize>,
}

impl Progress {
    /// Watches `todo` runs of `all`; the rest is in `folder` already.
    pub fn new(todo: usize, all: usize, folder: Option<&Path>, quiet: bool) -> Self {
        let start = Instant::now();
        let done = Arc::new(AtomicUsize::new(0));
        let terminal = io::stderr().is_terminal();
        let bar = (!quiet && terminal && todo > 0).then(|| {
            let target = ProgressDrawTarget::stderr_with_hz(10);
            let bar = ProgressBar::with_draw_target(Some(todo as u64), target);
            if let Ok(style) =
                ProgressStyle::with_template("{bar:40} {pos} of {len} runs, {eta} left")
            {
                bar.set_style(style);
            }
            bar
        });
        let lines = !quiet && !terminal && todo > 0;
        listen_for_interrupts(folder, all - todo, all, Arc::clone(&done), quiet);
        Self {
            bar,
            lines: lines.then(|| Mutex::new(start)),
            start,
            todo,
            all,
            done,
        }
    }

    /// Clears the bar away.
    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Watch for Progress {
    fn run(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        let Some(Ok(mut last)) = self.lines.as_ref().map(Mutex::try_lock) else {
            return;
        };
        if last.elapsed() < PAUSE {
            return;
        }
        *last = Instant::now();
        let left = self.start.elapsed().as_secs_f64() * (self.todo - done) as f64 / done as f64;
        let _ = tell(&format!(
            "commonweal: {} of {} done, about {} left",
            number::count((self.all - self.todo + done) as u64),
            number::counted(self.all as u64, "run"),
            number::seconds(left)
        ));
    }
}

/// On Ctrl-C, says what is kept and how to go on, and stops: kept runs are whole lines.
fn listen_for_interrupts(
    folder: Option<&Path>,
    before: usize,
    all: usize,
    done: Arc<AtomicUsize>,
    quiet: bool,
) {
    let folder = folder.map(|folder| folder.display().to_string());
    let handler = move || {
        let kept = before + done.load(Ordering::Relaxed);
        let words = match &folder {
            Some(folder) => format!(
                "\ncommonweal: stopped; {kept} of {} are kept, and `commonweal attribute --resume {}` goes on",
                number::counted(all as u64, "run"),
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
