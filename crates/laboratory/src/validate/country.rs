//! Checks of one economy: what its people were to be, its accounts, the bands of a long run and the facts.
//!
//! # Source
//! Long run, §3.4 (I3, I4), §5.6 (acceptance), §9.

use std::collections::BTreeMap;

use economy::people::{Measured, measure};
use economy::tables::{Tables, Use};

use super::own::identity_checks;
use super::{Check, Effort, Error};
use crate::economies::Content;
use crate::{Attention, Experiment, Request, Results, ensemble, facts, soundness};

/// Runs over which identities, bands and facts are read.
const SEEDS: u32 = 8;
/// Largest residual of an identity over GDP.
const BALANCED: f64 = 1e-9;

/// All that can be checked of an economy as it is asked for: its own rules unless the request names others.
pub(super) fn checks(
    request: Request,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Result<Vec<Check>, Error> {
    let experiment = Experiment::plan(Request {
        seeds: Some(SEEDS.min(effort.seeds)),
        ..request
    })?;
    let rules = experiment.configuration.rules;
    let country = experiment.economy.calibration.name.clone();
    progress(&format!("{country}: its people against their targets"));
    let mut checks = population(&experiment);
    let (seeds, quarters) = (
        experiment.configuration.seeds,
        experiment.configuration.quarters,
    );
    progress(&format!(
        "{country}: {} seeds over {quarters} quarters",
        seeds.count
    ));
    let seeds: Vec<u64> = seeds.iter().collect();
    let mut results = Results::new(experiment.catalogue());
    ensemble::run(
        &experiment,
        &seeds,
        effort.threads,
        Attention::FACTS,
        &ensemble::Unwatched,
        &Ok,
        &mut |run| {
            results.add(&run);
            Ok(())
        },
    )?;
    let worst = results.identities();
    checks.extend(identity_checks("identity.", &worst, &country));
    let largest = worst[..5].iter().copied().fold(0.0, f64::max);
    checks.push(Check::judged(
        format!("I4.{country}"),
        "long run, §3.4",
        [0.0, largest, BALANCED],
        "largest residual of A1 to A5 over GDP, every quarter of every run",
    ));
    if experiment.is_long_run() {
        let inflation = experiment.trend().map_or(0.0, |trend| trend.inflation);
        let of_country = |mut check: Check| {
            check.id = check.id.replacen("I3.", &format!("I3.{country}."), 1);
            check
        };
        checks.extend(
            soundness::bands(&results, inflation)
                .into_iter()
                .map(of_country),
        );
        let evidence: Vec<_> = results
            .summaries()
            .map(|run| run.evidence.clone())
            .collect();
        checks.extend(
            facts::judge(&evidence)
                .iter()
                .map(|f| f.check(&country, rules)),
        );
    }
    Ok(checks)
}

/// `population.<target>`: the published values of the country, and of its areas one check for each kind.
fn population(experiment: &Experiment) -> Vec<Check> {
    // Under the rules that people were drawn for: who owns what decides their incomes.
    let mut calibration = experiment.economy.calibration.clone();
    experiment.rules.closure.prepare(&mut calibration);
    let calibration = &calibration;
    let (Some(drawn), Some(census)) = (&calibration.population, &calibration.census) else {
        return Vec::new();
    };
    let Content::Tables(tables) = &experiment.economy.content else {
        return Vec::new();
    };
    // They were read when the people were drawn.
    let Ok(settings) = tables.people_settings() else {
        return Vec::new();
    };
    let measured = measure(drawn, census, calibration, &settings);
    let mut by_area: BTreeMap<&str, Vec<&Measured>> = BTreeMap::new();
    let mut checks = Vec::new();
    for target in &measured {
        match target.id.split_once('.') {
            Some((kind, _)) => by_area.entry(kind).or_default().push(target),
            None => checks.push(of_target(target, tables)),
        }
    }
    checks.extend(
        by_area
            .into_iter()
            .map(|(kind, areas)| of_areas(kind, &areas)),
    );
    checks
}

/// A published value of the country.
fn of_target(target: &Measured, tables: &Tables) -> Check {
    let rows = tables.regions.iter().flat_map(|regions| &regions.targets);
    let row = rows.into_iter().find(|row| row.id == target.id);
    let note = row.map(|row| row.note.clone()).unwrap_or_default();
    let source = note.source.as_deref().unwrap_or("no source");
    let source = tables
        .sources
        .get(source)
        .map_or(source, |source| &source.citation);
    let status = note
        .status
        .map_or("status not said", |status| status.word());
    let about = row.map_or(String::new(), |row| {
        format!("{} of {}, ", row.concept, row.scope)
    });
    Check {
        id: format!("population.{}", target.id),
        authority: format!("{source} ({status})"),
        expected: f64::midpoint(target.low, target.high),
        got: target.got,
        tolerance: (target.high - target.low) / 2.0,
        pass: Some(target.is_met()),
        note: format!(
            "{about}published {}, band {} to {}; {}",
            target.expected,
            target.low,
            target.high,
            match target.role {
                Use::Calibration => "calibrated",
                Use::Validation => "held out",
            }
        ),
    }
}

/// What every area is to be, as the worst distance from its value in units of its own band.
fn of_areas(kind: &str, areas: &[&Measured]) -> Check {
    let off = |m: &Measured| {
        let half = (m.high - m.low) / 2.0;
        (m.got - f64::midpoint(m.low, m.high)).abs() / half
    };
    let missed = areas.iter().filter(|m| !m.is_met()).count();
    let worst = areas.iter().max_by(|a, b| off(a).total_cmp(&off(b)));
    Check {
        id: format!("population.{kind}.by_area"),
        authority: "long run, §5.6 (derived)".to_owned(),
        expected: 0.0,
        got: worst.map_or(f64::NAN, |m| off(m)),
        tolerance: 1.0,
        pass: Some(missed == 0),
        note: format!(
            "{} of {} areas within their bands; largest distance, in half bands, at {}; calibrated",
            areas.len() - missed,
            areas.len(),
            worst.map_or("", |m| m.id.split_once('.').map_or("", |(_, area)| area)),
        ),
    }
}
