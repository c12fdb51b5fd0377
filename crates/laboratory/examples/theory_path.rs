//! The path of an economy with the theory beside the one without: what is sane, what is cut off at a bound.
//!
//! ```text
//! cargo run --release -p laboratory --example theory_path -- ECONOMY QUARTERS SEEDS [SCALE] [PATH=VALUE …]
//! ```
//! Settings are those of `run --set`; they hold for both rule sets as far as each knows them.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;

use economy::Serial;
use economy::observe::position;
use laboratory::{Attention, Experiment, Request, Run, facts, mean};

/// What is printed every five years.
const SERIES: [&str; 13] = [
    "real_gdp",
    "unemployment_rate",
    "labour_share",
    "debt_ratio",
    "gini_disposable_income",
    "gini_wealth",
    "urban_rural_income_ratio",
    "urbanisation",
    "capacity_use",
    "loss_making_share",
    "firm_loan_ratio",
    "foreign_position_ratio",
    "productivity_gap",
];

fn main() -> laboratory::Result<()> {
    let (settings, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.contains('='));
    let word = |k: usize| words.get(k).cloned();
    let number = |k: usize| word(k).and_then(|word| word.parse::<u32>().ok());
    for rules in ["b1", "b2"] {
        let set = settings.iter().filter_map(|word| word.split_once('='));
        let set = set.filter(|(path, _)| rules == "b2" || path.contains("closure."));
        let experiment = Experiment::plan(Request {
            economy: word(0),
            rules: Some(rules.to_owned()),
            quarters: Some(number(1).unwrap_or(80)),
            seeds: Some(number(2).unwrap_or(2)),
            scale: number(3).map(f64::from).filter(|scale| *scale > 0.0),
            set: set
                .map(|(path, value)| (path.to_owned(), value.to_owned()))
                .collect(),
            ..Request::default()
        })?;
        report(rules, &experiment)?;
    }
    Ok(())
}

fn report(rules: &str, experiment: &Experiment) -> laboratory::Result<()> {
    let seeds = experiment.configuration.seeds.iter();
    let runs = seeds
        .map(|seed| Run::new(experiment, seed, Attention::PAGE, &Serial, &|| {}))
        .collect::<laboratory::Result<Vec<Run>>>()?;
    println!("\n{rules}, {} seeds, means every five years", runs.len());
    let last = experiment.configuration.quarters as usize;
    let at: Vec<usize> = (0..=last).step_by(20).collect();
    let of = |name: &str, quarter: usize| {
        let place = position(name).unwrap_or(0);
        mean(
            &runs
                .iter()
                .map(|run| run.series[quarter][place])
                .collect::<Vec<_>>(),
        )
    };
    for name in SERIES {
        let values = at.iter().map(|&quarter| match name {
            "real_gdp" => of(name, quarter) / of(name, 0),
            _ => of(name, quarter),
        });
        let values: Vec<String> = values.map(|value| format!("{value:>8.4}")).collect();
        println!("  {name:26} {}", values.join(" "));
    }
    let inflation = at.windows(2).map(|w| {
        let ratio = of("consumer_price_index", w[1]) / of("consumer_price_index", w[0]);
        format!("{:>8.4}", quantity::maths::ln(ratio) / 5.0)
    });
    println!(
        "  {:26} {:8} {}",
        "inflation a year",
        "",
        inflation.collect::<Vec<_>>().join(" ")
    );
    let unemployment = position("unemployment_rate").unwrap_or(0);
    let all = || {
        runs.iter().flat_map(|run| {
            run.series[9.min(last)..]
                .iter()
                .map(|row| row[unemployment])
        })
    };
    println!(
        "  unemployment of any seed from quarter 9: {:.4} to {:.4}",
        all().fold(f64::INFINITY, f64::min),
        all().fold(0.0, f64::max)
    );
    let worst = runs
        .iter()
        .flat_map(|run| run.summary.identities)
        .fold(0.0, f64::max);
    println!("  largest residual of an identity {worst:.1e}");
    let mut clips: BTreeMap<&str, u64> = BTreeMap::new();
    for run in &runs {
        for (channel, n) in &run.summary.clips {
            *clips.entry(channel).or_default() += n;
        }
    }
    println!("  cut off at bounds: {clips:?}");
    let evidence: Vec<_> = runs
        .iter()
        .map(|run| run.summary.evidence.clone())
        .collect();
    for finding in facts::judge(&evidence) {
        if !finding.fact.id.starts_with("fact.d") {
            continue;
        }
        println!(
            "  {:10} {:>9.4} ± {:.4} in {} … {} ({}, {}): {}",
            finding.fact.id,
            finding.got,
            finding.spread,
            finding.fact.low,
            finding.fact.high,
            finding.fact.role.word(),
            finding.fact.status.word(),
            match finding.pass {
                Some(true) => "met",
                Some(false) => "MISSED",
                None => finding.reason.unwrap_or("not judged"),
            }
        );
    }
    Ok(())
}
