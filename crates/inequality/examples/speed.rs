//! Times the fast road: `cargo run --release -p inequality --example speed [ROWS] [GROUPS]`.
//!
//! Prints medians over several runs, in processor seconds and nanoseconds per row, for made-up log-normal
//! incomes with a Pareto tail, gamma-like weights and groups of uneven size.

#![expect(
    clippy::disallowed_methods,
    reason = "made-up data need not be the same everywhere"
)]

use std::hint::black_box;
use std::time::Instant;

use inequality::inference::Philox;
use inequality::many::{Request, summarise};
use inequality::{Measure, Ranked};

fn main() {
    let argument = |k: usize| std::env::args().nth(k).and_then(|text| text.parse().ok());
    let (rows, groups) = (argument(1).unwrap_or(10_000_000), argument(2).unwrap_or(31));
    let (values, weights, group) = population(rows, groups as u32);
    println!("{rows} weighted rows, {groups} groups, one thread");
    let plain = Request {
        shares: vec![0.1, 0.5, 0.9, 0.99],
        standard_errors: false,
    };
    let errors = Request {
        standard_errors: true,
        ..plain.clone()
    };
    time(
        "all groups: Gini, Theil, MLD, P90/P10, within and between",
        rows,
        || summarise(&values, Some(&weights), &group, &plain).map(|s| s.total.gini),
    );
    time("the same with standard errors", rows, || {
        summarise(&values, Some(&weights), &group, &errors).map(|s| s.total.gini)
    });
    time("Ranked::weighted, the sort alone", rows, || {
        Ranked::weighted(&values, &weights).map(|r| r.mean())
    });
    let ranked = Ranked::weighted(&values, &weights).expect("valid data");
    time("Ranked::gini", rows, || ranked.gini());
    time("Ranked::theil", rows, || ranked.theil());
    let some = rows.min(100_000);
    let part = Ranked::weighted(&values[..some], &weights[..some]).expect("valid data");
    time(
        "Ranked::duclos_esteban_ray(0.5), first rows only",
        some,
        || part.duclos_esteban_ray(0.5),
    );
    time("Gini with linearised values", rows, || {
        Measure::Gini.linearised(&ranked).map(|l| l.value)
    });
}

/// Seconds this process has spent on a processor, or since it started where Linux is not there
/// to say: other programs' work should not count.
fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let wall = START.get_or_init(Instant::now).elapsed().as_secs_f64();
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(wall, |ns| ns / 1e9)
}

fn time(what: &str, rows: usize, run: impl Fn() -> inequality::Result<f64>) {
    let mut seconds: Vec<f64> = (0..5)
        .map(|_| {
            let start = clock();
            black_box(run().expect("valid data"));
            clock() - start
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    println!(
        "{:>8.3} s {:>7.1} ns/row  {what}",
        seconds[2],
        seconds[2] * 1e9 / rows as f64
    );
}

fn population(rows: usize, groups: u32) -> (Vec<f64>, Vec<f64>, Vec<u32>) {
    let mut philox = Philox::new(20_260_411, 0);
    let (mut values, mut weights, mut group) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rows {
        let (u, v) = (1.0 - philox.uniform(), philox.uniform());
        let normal = (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        let tail = philox.uniform();
        let income = if tail < 0.03 {
            90_000.0 * (tail / 0.03).max(1e-9).powf(-1.0 / 1.9)
        } else {
            (9.9 + 0.9 * normal).exp()
        };
        let place = philox.uniform();
        values.push((income * 100.0).round() / 100.0);
        weights.push(20.0 + 1000.0 * philox.uniform() * philox.uniform());
        group.push(((place * place * f64::from(groups)) as u32).min(groups - 1));
    }
    (values, weights, group)
}
