//! What the theory did in a run, as the screen tells it and the page draws it: how far digital life spread, and
//! what each concept wrote.

use laboratory::diary::{CURVES, Writing};
use laboratory::mean;
use theory::LEDGER;

use super::Finished;
use crate::number::{Kind, NONE, level};

/// What the curves of the diary are called on the screen, in their order.
const CALLED: [&str; CURVES.len()] = [
    "adoption by firms",
    "people online in towns",
    "in the countryside",
    "bought online",
];
/// Concepts named of each channel on the screen.
const NAMED: usize = 3;
/// Channels whose writers the screen names, and what they stand for there.
const TOLD: [(u8, &str); 2] = [(1, "on productivity"), (2, "on labour")];

/// A curve of the diary, quarter by quarter, mean over runs; empty if the runs tell none.
pub fn curve(finished: &Finished<'_>, curve: usize) -> Vec<f64> {
    let diaries: Vec<_> = finished.results.told().map(|(_, diary)| diary).collect();
    let quarters = diaries.first().map_or(0, |diary| diary.curves.len());
    let at = |quarter: usize| {
        let values: Vec<f64> = diaries
            .iter()
            .map(|diary| diary.curves[quarter][curve])
            .collect();
        mean(&values)
    };
    (0..quarters).map(at).collect()
}

/// Means over runs of what each concept wrote on each channel at the end.
pub fn writings(finished: &Finished<'_>) -> Vec<Writing> {
    let diaries: Vec<_> = finished.results.told().map(|(_, diary)| diary).collect();
    let Some(first) = diaries.first() else {
        return Vec::new();
    };
    let of = |writing: &Writing| {
        let all: Vec<&Writing> = diaries
            .iter()
            .flat_map(|diary| &diary.writings)
            .filter(|other| (other.concept, other.channel) == (writing.concept, writing.channel))
            .collect();
        let area = |a: usize| mean(&all.iter().map(|other| other.areas[a]).collect::<Vec<_>>());
        Writing {
            nation: mean(&all.iter().map(|other| other.nation).collect::<Vec<_>>()),
            areas: (0..writing.areas.len()).map(area).collect(),
            ..*writing
        }
    };
    first.writings.iter().map(of).collect()
}

/// A concept by id and name.
pub fn concept(writing: &Writing) -> String {
    let concept = &LEDGER[writing.concept];
    format!("{} {}", concept.id, concept.name)
}

/// What the theory did, in two sentences for the screen; nothing where none runs, or where all runs were
/// there already and tell of nothing but their series.
pub fn sentences(finished: &Finished<'_>) -> Vec<String> {
    if finished.experiment.theory.is_none() || curve(finished, 0).len() < 2 {
        return Vec::new();
    }
    let mut sentences = vec![spread(finished)];
    sentences.extend(writers(finished));
    sentences
}

/// How far adoption, online use, work by the task and the gap went.
fn spread(finished: &Finished<'_>) -> String {
    let results = finished.results;
    let last = results.n_quarters() - 1;
    let mut parts: Vec<String> = CALLED
        .iter()
        .enumerate()
        .filter_map(|(k, name)| {
            let path = curve(finished, k);
            let (from, to) = (*path.first()?, *path.last()?);
            to.is_finite()
                .then(|| format!("{name} {}", from_to(Kind::Share, from, to)))
        })
        .collect();
    for (series, name, kind) in [
        ("gig_share", "gig work", Kind::Share),
        ("digital_gap_theil", "digital gap", Kind::Index),
    ] {
        let Some(k) = results.index(series) else {
            continue;
        };
        let [from, to] = [0, last].map(|quarter| mean(&results.over_seeds(k, quarter)));
        if to.is_finite() {
            parts.push(format!("{name} {}", from_to(kind, from, to)));
        }
    }
    format!("Digital life: {}.", parts.join("; "))
}

fn from_to(kind: Kind, from: f64, to: f64) -> String {
    let from = level(kind, from);
    if from == NONE {
        return level(kind, to);
    }
    format!("{} → {}", from.trim_end_matches(" %"), level(kind, to))
}

/// Who wrote most; nothing if nobody wrote on these channels.
fn writers(finished: &Finished<'_>) -> Option<String> {
    let writings = writings(finished);
    let parts: Vec<String> = TOLD
        .iter()
        .filter_map(|&(channel, name)| {
            let mut of_channel: Vec<&Writing> = writings
                .iter()
                .filter(|w| w.channel == channel && w.nation != 0.0)
                .collect();
            of_channel.sort_by(|a, b| b.nation.abs().total_cmp(&a.nation.abs()));
            let named: Vec<String> = of_channel
                .iter()
                .take(NAMED)
                .map(|w| {
                    let sign = if w.nation < 0.0 { '−' } else { '+' };
                    format!("{} {sign}{:.1}", concept(w), 100.0 * w.nation.abs())
                })
                .collect();
            (!named.is_empty()).then(|| format!("{name} {}", named.join(", ")))
        })
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Largest terms at the end (log × 100): {}.",
            parts.join("; ")
        )
    })
}
