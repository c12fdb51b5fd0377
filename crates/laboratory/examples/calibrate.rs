//! Sets a parameter of the theory so that a fact that is calibrated to is met: a secant within its plausible range.
//!
//! ```text
//! cargo run --release -p laboratory --example calibrate -- FACT PARAMETER [SEEDS] [PATH=VALUE …]
//! ```
//! The fact is met in the middle of its band, mean over seeds, on `china-2022` as it runs by default; other settings
//! are those of `run --set`. Facts that are held out are refused: nothing is ever tuned to them. Prints every
//! step, and leaves the default to whoever reads them.
//!
//! # Source
//! Digital economy, §4 (“calibrated to”) and §10.1 (role C).

#![expect(clippy::print_stdout, reason = "an example prints")]

use economy::Serial;
use laboratory::facts::{DIGITAL_FACTS, Fact, Role};
use laboratory::{Attention, Experiment, Request, Run, mean};
use theory::Concepts;

/// Runs of the secant.
const STEPS: usize = 8;
/// A fact is met when it is this part of its band away from the middle.
const CLOSE: f64 = 0.05;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (settings, words): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| word.contains('='));
    let [fact, path, ..] = &words[..] else {
        return Err("it takes a fact and a parameter, as in `fact.d4b digital_industrialisation.demand_shift`".into());
    };
    let seeds: u32 = words.get(2).map_or(Ok(4), |word| word.parse())?;
    let known = DIGITAL_FACTS.iter().find(|known| known.id == fact);
    let fact = known.ok_or_else(|| format!("there is no fact {fact} of the digital economy"))?;
    if fact.role == Role::HeldOut {
        return Err(format!("{} is held out: nothing is tuned to it", fact.id).into());
    }
    let concepts = Concepts::default();
    let declared = concepts.declarations().find(|p| p.path == path);
    let declared = declared.ok_or_else(|| format!("there is no parameter {path}"))?;
    let (low, high) = (*declared.plausible.start(), *declared.plausible.end());
    let target = f64::midpoint(fact.low, fact.high);
    println!(
        "{}: {target} wanted, {path} in {low}..{high}, {seeds} seeds",
        fact.id
    );
    let read = |value: f64| -> Result<f64, Box<dyn std::error::Error>> {
        let found = evidence(fact, path, value, seeds, &settings)?;
        println!(
            "  {path} {value:.4}: {found:.5}, {:+.5} from the target",
            found - target
        );
        Ok(found)
    };
    let mut last = (declared.default, read(declared.default)?);
    let mut best = last;
    let other = if declared.default < f64::midpoint(low, high) {
        high
    } else {
        low
    };
    let mut next = f64::midpoint(declared.default, other);
    for _ in 0..STEPS {
        if (last.1 - target).abs() < CLOSE * (fact.high - fact.low) {
            break;
        }
        let now = (next, read(next)?);
        let slope = (now.1 - last.1) / (now.0 - last.0);
        let wanted = (now.0 + (target - now.1) / slope).clamp(low, high);
        last = now;
        if (now.1 - target).abs() < (best.1 - target).abs() {
            best = now;
        }
        if !wanted.is_finite() || wanted == now.0 {
            break;
        }
        next = wanted;
    }
    let (value, found) = best;
    let met = (fact.low..=fact.high).contains(&found);
    println!(
        "{path} = {value:.4}: {} is {found:.5}, {} its band",
        fact.id,
        if met { "in" } else { "outside" }
    );
    Ok(())
}

/// The mean of a fact over seeds with the parameter at a value.
fn evidence(
    fact: &Fact,
    path: &str,
    value: f64,
    seeds: u32,
    settings: &[String],
) -> Result<f64, Box<dyn std::error::Error>> {
    let others = settings.iter().filter_map(|word| word.split_once('='));
    let own = [(path.to_owned(), value.to_string())];
    let experiment = Experiment::plan(Request {
        economy: Some("china-2022".to_owned()),
        quarters: Some(if fact.id.starts_with("fact.d4") {
            32
        } else {
            8
        }),
        seeds: Some(seeds),
        set: others
            .map(|(path, value)| (path.to_owned(), value.to_owned()))
            .chain(own)
            .collect(),
        ..Request::default()
    })?;
    let run = |seed| Run::new(&experiment, seed, Attention::FACTS, &Serial, &|| {});
    let runs = experiment.configuration.seeds.iter().map(run);
    let found = runs.map(|run| {
        let evidence = run.map(|run| run.summary.evidence);
        evidence.map(|evidence| evidence.get(fact.id).copied().unwrap_or(f64::NAN))
    });
    let found: Vec<f64> = found.collect::<Result<_, _>>()?;
    Ok(mean(&found))
}
