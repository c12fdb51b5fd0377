//! `commonweal bench`: how fast this machine runs the model.

use std::fmt::Write as _;
use std::time::Instant;

use ::economy::observe::Observer;
use ::economy::{
    BaseRules, Calibration, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Workers,
};
use laboratory::economies::{LoadOptions, load};
use laboratory::ensemble::available_threads;
use rayon::prelude::*;

use crate::args::BenchArgs;
use crate::complaint::Outcome;
use crate::output;

/// Quarters of a run, as in the published timings.
const QUARTERS: u32 = 12;
/// Quarters of a long run.
const LONG_RUN: u32 = 80;
/// Runs on one thread whose median is reported.
const REPEATS: u64 = 9;
/// Numbers summed to measure the memory: 256 MiB, far more than any cache.
const STREAMED: usize = 1 << 25;

/// Measures and prints a table.
pub fn measure(asked: &BenchArgs) -> Outcome {
    let options = LoadOptions::default();
    let calibration = load(&asked.economy, &options)?.calibration;
    let mut text = machine();
    let sampled = one_run(&mut text, &calibration);
    expected_market(&mut text, &calibration, sampled);
    long_run(&mut text, &calibration);
    ensemble(&mut text, &calibration, asked.runs);
    if let Some(k) = asked.replicate {
        let options = LoadOptions {
            replicate: Some(k),
            ..options
        };
        many_agents(&mut text, &load(&asked.economy, &options)?.calibration);
    }
    output::print(|out| out.write_all(text.as_bytes()))?;
    Ok(())
}

/// Appends a line; writing to a string cannot fail.
macro_rules! say {
    ($text:expr, $($what:tt)*) => { let _ = writeln!($text, $($what)*); };
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("unknown processor", |rest| {
        rest.trim_start_matches([' ', '\t', ':'])
    });
    let mut text = String::new();
    say!(text, "{model}, {} threads", available_threads());
    say!(
        text,
        "memory, one thread, reading in order: {:.1} GB/s",
        bandwidth() / 1e9
    );
    text
}

/// Bytes per second at which one thread sums numbers that are in no cache.
fn bandwidth() -> f64 {
    let numbers = vec![1.0_f64; STREAMED];
    let times = (0..5).map(|_| {
        let start = Instant::now();
        let sums = numbers.chunks_exact(8).fold([0.0; 8], |mut sums, chunk| {
            for (sum, x) in sums.iter_mut().zip(chunk) {
                *sum += x;
            }
            sums
        });
        std::hint::black_box(sums);
        start.elapsed().as_secs_f64()
    });
    (STREAMED * size_of::<f64>()) as f64 / times.fold(f64::INFINITY, f64::min)
}

/// One run with its opening, the way published timings are stated; the seconds of one quarter of it.
fn one_run(text: &mut String, calibration: &Calibration) -> f64 {
    let mut seconds = Vec::new();
    let mut per_visit = Vec::new();
    let mut per_quarter = Vec::new();
    let mut observing = 0.0;
    for seed in 1..=REPEATS {
        let start = Instant::now();
        let mut economy =
            Economy::open(calibration.clone(), BaseRules::default(), Luck::Seed(seed));
        let mut market = 0.0;
        for _ in 0..QUARTERS {
            let quarter = Instant::now();
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            market += quarter.elapsed().as_secs_f64();
        }
        seconds.push(start.elapsed().as_secs_f64());
        per_visit.push(market / economy.goods_markets.visits() as f64);
        per_quarter.push(market / f64::from(QUARTERS));
        let observed = Instant::now();
        Observer::default().observe(&economy);
        observing = observed.elapsed().as_secs_f64();
    }
    let households = calibration.n_households();
    say!(
        text,
        "{}, {households} households, {QUARTERS} quarters with opening, 1 thread: {:.1} ms (median of {REPEATS})",
        calibration.name,
        1e3 * median(&mut seconds)
    );
    say!(
        text,
        "  whole quarter per seller visit: {:.1} ns",
        1e9 * median(&mut per_visit)
    );
    say!(
        text,
        "  reporting a quarter (inequality included): {:.2} ms",
        1e3 * observing
    );
    let quarter = median(&mut per_quarter);
    say!(text, "  whole quarter: {:.2} ms", 1e3 * quarter);
    quarter
}

/// The same quarters in the expected market, where nobody visits anybody; `sampled` is what one costs
/// with draws.
fn expected_market(text: &mut String, calibration: &Calibration, sampled: f64) {
    let rules = Rules {
        market: Market::Expected,
        ..Rules::default()
    };
    let mut seconds: Vec<f64> = (1..=REPEATS)
        .map(|seed| run_of(calibration, &rules, seed, QUARTERS, None) / f64::from(QUARTERS))
        .collect();
    let quarter = median(&mut seconds);
    say!(
        text,
        "expected market, whole quarter: {:.3} ms, {:.0} times as fast as sampled",
        1e3 * quarter,
        sampled / quarter
    );
}

/// Long runs under the long-run rules: the quarters alone, and with what is reported of each.
fn long_run(text: &mut String, calibration: &Calibration) {
    let timed = |market: Market, report: bool, repeats: u64| {
        let rules = Rules {
            market,
            ..Rules::long_run()
        };
        let mut seconds: Vec<f64> = (1..=repeats)
            .map(|seed| {
                let observer = report.then(Observer::long_run);
                run_of(calibration, &rules, seed, LONG_RUN, observer)
            })
            .collect();
        median(&mut seconds)
    };
    let quiet = timed(Market::Expected, false, REPEATS);
    let reported = timed(Market::Expected, true, REPEATS);
    let sampled = timed(Market::Sampled, false, 1);
    say!(
        text,
        "rules b1, {LONG_RUN} quarters, 1 thread, without the opening (median of {REPEATS})"
    );
    say!(
        text,
        "  expected market: {:.1} ms, {:.3} ms a quarter",
        1e3 * quiet,
        1e3 * quiet / f64::from(LONG_RUN)
    );
    say!(
        text,
        "  the same, reported every quarter: {:.1} ms, so reporting takes {:.2} ms a quarter",
        1e3 * reported,
        1e3 * (reported - quiet) / f64::from(LONG_RUN)
    );
    say!(
        text,
        "  sampled market (1 run): {:.1} ms, {:.0} times as long as expected",
        1e3 * sampled,
        sampled / quiet
    );
}

/// Seconds that the quarters of one run take, and what is reported of each if somebody observes.
fn run_of(
    calibration: &Calibration,
    rules: &Rules,
    seed: u64,
    quarters: u32,
    mut observer: Option<Observer>,
) -> f64 {
    let mut economy = Economy::open(calibration.clone(), *rules, Luck::Seed(seed));
    let start = Instant::now();
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        if let Some(observer) = &mut observer {
            std::hint::black_box(observer.observe(&economy));
        }
    }
    start.elapsed().as_secs_f64()
}

fn ensemble(text: &mut String, calibration: &Calibration, runs: u32) {
    let start = Instant::now();
    (1..=u64::from(runs)).into_par_iter().for_each(|seed| {
        let mut economy =
            Economy::open(calibration.clone(), BaseRules::default(), Luck::Seed(seed));
        let mut observer = Observer::default();
        observer.observe(&economy);
        for _ in 0..QUARTERS {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            observer.observe(&economy);
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    say!(
        text,
        "ensemble of {runs} such runs, reported every quarter, {} threads: {seconds:.1} s, {:.1} runs a second",
        available_threads(),
        f64::from(runs) / seconds
    );
}

fn many_agents(text: &mut String, calibration: &Calibration) {
    let start = Instant::now();
    let mut economy = Economy::open(calibration.clone(), BaseRules::default(), Luck::Seed(1));
    say!(
        text,
        "{} households, {} firms: opening {:.2} s",
        calibration.n_households(),
        calibration.n_firms(),
        start.elapsed().as_secs_f64()
    );
    for (name, workers) in [
        ("1 thread", &Serial as &dyn Workers),
        ("all threads", &Pool),
    ] {
        let mut seconds = Vec::new();
        let mut visits = 0;
        for _ in 0..3 {
            let before = economy.goods_markets.visits();
            let start = Instant::now();
            economy.quarter(&mut NoPolicy, &mut NoTheory, workers);
            seconds.push(start.elapsed().as_secs_f64());
            visits = economy.goods_markets.visits() - before;
        }
        let quarter = median(&mut seconds);
        say!(
            text,
            "  quarter, {name}: {quarter:.2} s (median of 3), {visits} visits, {:.1} ns each",
            1e9 * quarter / visits as f64
        );
    }
    let start = Instant::now();
    Observer::default().observe(&economy);
    say!(
        text,
        "  reporting a quarter: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    if let Some(peak) = peak_memory() {
        say!(text, "  peak memory: {:.2} GiB", peak / f64::from(1 << 30));
    }
}

/// All threads of the machine.
struct Pool;

impl Workers for Pool {
    fn run(&self, n: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..n).into_par_iter().with_max_len(1).for_each(task);
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() >> 1]
}

/// Bytes of memory that this process has ever held at once, where the system says so.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024.0)
}
