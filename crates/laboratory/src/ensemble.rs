//! Ensembles: many seeds on several threads, with the same bits on any number of them.
//!
//! Every run depends on its seed alone, so runs are simply shared out. With fewer runs than threads,
//! or with an economy so large that several would not fit into memory, the threads work inside one
//! run instead, on markets that do not depend on each other.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use economy::{Serial, Workers};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::attention::Attention;
use crate::error::{Error, Result};
use crate::experiment::Experiment;
use crate::run::Run;

/// From this many agents on, runs follow one another and the threads share each of them.
const AGENTS_OF_A_HUGE_ECONOMY: u64 = 2_000_000;

/// Told about progress, from any thread.
pub trait Watch: Sync {
    /// A quarter of some run has ended.
    fn quarter(&self) {}
    /// A run has ended and is kept.
    fn run(&self) {}
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// Threads that the machine offers.
#[must_use]
pub fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// A pool of threads lent to one run at a time.
struct Pool(rayon::ThreadPool);

impl Workers for Pool {
    fn run(&self, n: usize, task: &(dyn Fn(usize) + Sync)) {
        self.0.install(|| (0..n).into_par_iter().for_each(task));
    }
}

/// Runs `experiment` with each of `seeds` on `threads` threads, as far as `attention` is paid to it.
///
/// Each finished run goes through `package` on the thread that ran it, and the result to `keep` on
/// the caller's thread, in the order in which runs finish.
///
/// # Errors
/// The first error of a run, of `package` or of `keep`; runs under way are finished and dropped.
pub fn run<P: Send>(
    experiment: &Experiment,
    seeds: &[u64],
    threads: usize,
    attention: Attention,
    watch: &dyn Watch,
    package: &(dyn Fn(Run) -> Result<P> + Sync),
    keep: &mut dyn FnMut(P) -> Result<()>,
) -> Result<()> {
    let tick = || watch.quarter();
    let one = |seed: u64, workers: &dyn Workers| {
        Run::new(experiment, seed, attention, workers, &tick).and_then(package)
    };
    let huge = experiment.economy.calibration.n_agents() >= AGENTS_OF_A_HUGE_ECONOMY;
    if threads > 1 && (huge || seeds.len() < threads) {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Error::Failed(format!("cannot start {threads} threads: {error}")))?;
        let pool = Pool(pool);
        for &seed in seeds {
            keep(one(seed, &pool)?)?;
            watch.run();
        }
        return Ok(());
    }
    if threads <= 1 {
        for &seed in seeds {
            keep(one(seed, &Serial)?)?;
            watch.run();
        }
        return Ok(());
    }
    share_out(seeds, threads, &|&seed| one(seed, &Serial), &mut |part| {
        keep(part)?;
        watch.run();
        Ok(())
    })
}

/// Gives each thread the next of `jobs` until none is left, and hands what comes out to `keep` on the
/// caller's thread.
pub(crate) fn share_out<J: Sync, P: Send>(
    jobs: &[J],
    threads: usize,
    one: &(dyn Fn(&J) -> Result<P> + Sync),
    keep: &mut dyn FnMut(P) -> Result<()>,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    // A short queue: runs wait rather than pile up in memory when the disk is slow.
    let (sender, finished) = mpsc::sync_channel(threads);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let sender = sender.clone();
                let (next, stop) = (&next, &stop);
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) else {
                            return;
                        };
                        if sender.send(one(job)).is_err() {
                            return;
                        }
                    }
                })
            })
            .collect();
        drop(sender);
        let mut outcome = Ok(());
        for part in finished {
            if outcome.is_ok() {
                outcome = part.and_then(&mut *keep);
                if outcome.is_err() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
        for worker in workers {
            if worker.join().is_err() && outcome.is_ok() {
                outcome = Err(Error::Failed(
                    "a run stopped on an internal error; please report it with the command".into(),
                ));
            }
        }
        outcome
    })
}
