//! How far a run and its economy can be trusted, in two sentences for the screen.

use std::collections::BTreeMap;

use laboratory::{facts, soundness};
use params::Status;

use super::Finished;
use crate::number::counted;

/// What holds and what does not, and how well the numbers of the economy are known; nothing for a short
/// run, or for an economy that does not say.
pub fn sentences(finished: &Finished<'_>) -> Vec<String> {
    if !finished.experiment.is_long_run() {
        return Vec::new();
    }
    checks(finished)
        .into_iter()
        .chain(clips(finished))
        .chain(known(finished))
        .collect()
}

/// Bands and facts that are met and missed.
fn checks(finished: &Finished<'_>) -> Option<String> {
    let inflation = finished.experiment.trend().map_or(0.0, |t| t.inflation);
    let bands = soundness::bands(finished.results, inflation);
    if bands.is_empty() {
        return None;
    }
    let missed: Vec<String> = bands
        .iter()
        .filter(|band| band.pass == Some(false))
        .map(|band| band.id.trim_start_matches("I3.").replace('_', " "))
        .collect();
    let outside = if missed.is_empty() {
        "all of them".to_owned()
    } else {
        format!("all but {}", missed.join(", "))
    };
    let evidence: Vec<_> = finished
        .results
        .summaries()
        .map(|run| run.evidence.clone())
        .collect();
    let findings = facts::judge(&evidence);
    let [met, failed] =
        [true, false].map(|pass| findings.iter().filter(|f| f.pass == Some(pass)).count());
    Some(format!(
        "Of {} of a sound long run it keeps {outside}; of {} judged it meets {met} and misses {failed} \
         (`commonweal validate` names each).",
        counted(bands.len() as u64, "band"),
        counted((met + failed) as u64, "stylised fact"),
    ))
}

/// What bounds cut off of what the theory wrote; nothing where nothing was.
fn clips(finished: &Finished<'_>) -> Option<String> {
    let mut clips: BTreeMap<&str, u64> = BTreeMap::new();
    for run in finished.results.summaries() {
        for (channel, n) in &run.clips {
            *clips.entry(channel).or_default() += n;
        }
    }
    let parts: Vec<String> = clips
        .iter()
        .map(|(channel, n)| format!("{} ({n})", channel.replace('_', " ")))
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Warning: bounds cut off what the theory wrote, counted per firm, household or area and quarter: {}.",
            parts.join(", ")
        )
    })
}

/// How many scalars of the economy were seen in a source, and how many were not.
fn known(finished: &Finished<'_>) -> Option<String> {
    let settings = &finished.experiment.economy.settings;
    let notes = settings.iter().filter_map(|setting| setting.note.as_ref());
    let statuses: Vec<Status> = notes.filter_map(|note| note.status).collect();
    let parts: Vec<String> = [
        Status::Verified,
        Status::Recalled,
        Status::Derived,
        Status::Prototype,
        Status::Assumed,
    ]
    .into_iter()
    .map(|status| (status, statuses.iter().filter(|s| **s == status).count()))
    .filter(|(_, n)| *n > 0)
    .map(|(status, n)| format!("{n} {}", status.word()))
    .collect();
    (parts.len() > 1).then(|| {
        format!(
            "Scalars of this economy by how well they are known: {}.",
            parts.join(", ")
        )
    })
}
