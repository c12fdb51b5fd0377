//! `commonweal validate --replications`: published experiments, repeated on the model.

use laboratory::replication::{self, Verdict, conduct, designs::DESIGNS, report};

use crate::args::{ListFormat, ValidateArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output;
use crate::run::threads;

/// Runs all designs and prints the grid; fails if a replication does.
pub fn run(asked: &ValidateArgs) -> Outcome {
    let economy = asked.economy.as_deref().unwrap_or(laboratory::ECONOMY);
    let experiment = replication::country(economy, None)?;
    let count = asked.seeds.unwrap_or(replication::QUICK_SEEDS);
    let seeds: Vec<u64> = (1..=u64::from(count)).collect();
    let told = |seed: u64| {
        if !asked.quiet {
            // Progress that nobody can read is no reason to stop.
            let _ = output::tell(&format!("replications: seed {seed} of {count} is done"));
        }
    };
    let studies = conduct(
        &experiment,
        &DESIGNS,
        &seeds,
        threads(asked.threads)?,
        &told,
    )?;
    let text = match asked.format {
        ListFormat::Table => report::table(&studies, seeds.len()),
        ListFormat::Json => {
            let checks = report::checks(&studies, seeds.len());
            format!(
                "{}\n",
                serde_json::to_string_pretty(&checks).unwrap_or_default()
            )
        }
    };
    output::print(|out| out.write_all(text.as_bytes()))?;
    let failed = studies
        .iter()
        .filter(|study| study.grade() == Verdict::Fail)
        .count();
    if failed == 0 {
        return Ok(());
    }
    Err(Complaint::Failed(format!(
        "{failed} of {} replications failed",
        studies.len()
    )))
}
