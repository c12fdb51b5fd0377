//! How far a run and its economy can be trusted, in two sentences for the screen.

use std::collections::BTreeMap;

use economy::channels::SPECIFICATIONS;
use economy::tables::Counts;
use laboratory::economies::Content;
use laboratory::{facts, soundness};

use super::Finished;
use crate::number::{Kind, counted, level};
use crate::report::statuses::in_words;

/// Share of agents and quarters from which the screen tells that a bound cut something off.
const LEAST_TOLD: f64 = 0.001;

/// What holds and what does not, and how well the numbers of the economy are known; nothing for a short
/// run, or for an economy that does not say.
pub fn sentences(finished: &Finished<'_>) -> Vec<String> {
    if !finished.experiment.is_long_run() {
        return Vec::new();
    }
    checks(finished)
        .into_iter()
        .chain(super::spread::sentences(finished))
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
    let missed: Vec<&str> = bands
        .iter()
        .filter(|band| band.pass == Some(false))
        .map(|band| soundness::title(&band.id))
        .collect();
    let outside = match missed.split_last() {
        None => "all of them".to_owned(),
        Some((last, [])) => format!("all but {last}"),
        Some((last, others)) => format!("all but {} and {last}", others.join(", ")),
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

/// What bounds cut off of what the theory wrote, each channel in its own words; nothing where nothing was.
fn clips(finished: &Finished<'_>) -> Option<String> {
    let mut clips: BTreeMap<&str, u64> = BTreeMap::new();
    for run in finished.results.summaries() {
        for (channel, n) in &run.clips {
            *clips.entry(channel).or_default() += n;
        }
    }
    let calibration = &finished.experiment.economy.calibration;
    let quarters = finished.results.len() * (finished.results.n_quarters() - 1);
    let part = |(&channel, &n): (&&str, &u64)| {
        let known = SPECIFICATIONS.iter().find(|s| s.name == channel)?;
        let agents = match known.of {
            "household" => calibration.n_households(),
            "firm" => calibration.n_firms(),
            "area" => calibration.geography.len(),
            _ => 1,
        };
        let share = n as f64 / (agents * quarters) as f64;
        let words = known.description.trim().trim_end_matches('.');
        let (low, high) = known.within;
        let bounds = match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("{low} to {high}"),
            (true, false) => format!("{low} and more"),
            _ => format!("{high} and less"),
        };
        (share >= LEAST_TOLD).then(|| {
            format!(
                "{}, kept within {bounds} ({} of {}s and quarters)",
                words.to_lowercase(),
                level(Kind::Share, share),
                known.of
            )
        })
    };
    let parts: Vec<String> = clips.iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Bounds cut off what the theory wrote: {}.",
            parts.join("; ")
        )
    })
}

/// How well the scalars of the economy are known; those of its tables are on the page.
fn known(finished: &Finished<'_>) -> Option<String> {
    let Content::Tables(_) = &finished.experiment.economy.content else {
        return None;
    };
    let scalars = finished.experiment.scalars();
    let of_scalars = Counts::of(scalars.iter().map(|scalar| scalar.note.as_ref()));
    let said = of_scalars.unstated < of_scalars.total();
    said.then(|| {
        let counts = in_words(&of_scalars);
        format!("How well its scalars are known: {counts}.")
    })
}
