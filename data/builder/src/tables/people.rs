//! `people.csv`.

use super::{column, header};
use crate::ages::CLASSES;
use crate::areas::{Area, Areas, KINDS, unemployment};
use crate::folder::{Status, Table};
use crate::industry::INDUSTRIES;
use crate::rounding::decimals;
use crate::scalars;

/// `people.csv`: ages, sizes of households, education and activity by kind of area.
#[must_use]
pub fn people(areas: &Areas) -> Table {
    let mut rows = Vec::new();
    let mut say =
        |attribute: &str, class: &str, kind: &str, value: f64, status: Status, source: &str| {
            rows.push(vec![
                attribute.to_owned(),
                class.to_owned(),
                kind.to_owned(),
                decimals(value, 4).to_string(),
                status.word().to_owned(),
                source.to_owned(),
            ]);
        };
    for (kind, name) in KINDS.iter().enumerate() {
        for (class, share) in CLASSES.iter().zip(areas.ages.shares[kind]) {
            say(
                "age",
                class,
                name,
                share,
                Status::Derived,
                "nbs_population_2022",
            );
        }
    }
    for (size, share) in scalars::HOUSEHOLD_SIZES.iter().enumerate() {
        let size = (size + 1).to_string();
        say(
            "household_size",
            &size,
            "all",
            *share,
            Status::Recalled,
            "nbs_census_2020",
        );
    }
    for (kind, name) in KINDS.iter().enumerate() {
        let [high, middle] = educated(areas, kind);
        let low = 1.0 - high - middle;
        for (class, share) in [("low", low), ("middle", middle), ("high", high)] {
            say(
                "education",
                class,
                name,
                share,
                Status::Derived,
                "nbs_census_communique_6",
            );
        }
    }
    for (kind, name) in KINDS.iter().enumerate() {
        for (class, share) in activity(areas, kind) {
            say("activity", class, name, share, Status::Derived, "own");
        }
    }
    Table {
        name: "people",
        header: header(["attribute", "class", "kind", "value", "status", "source"]),
        rows,
        columns: vec![column(
            "value",
            "share",
            Status::Derived,
            "nbs_population_2022",
            "activity: of persons over 15",
        )],
    }
}

/// High and middle education of a kind of area, of persons over 15.
fn educated(areas: &Areas, kind: usize) -> [f64; 2] {
    let rows = || areas.rows.iter().filter(|area| area.kind == kind);
    let all: f64 = rows().map(|area| area.population).sum();
    let mean = |value: &dyn Fn(&Area) -> f64| {
        rows()
            .map(|area| area.population * value(area))
            .sum::<f64>()
            / all
    };
    [
        mean(&|area| area.education.high),
        mean(&|area| area.education.middle),
    ]
}

/// Employees, self-employed, unemployed and inactive over persons over 15, of a kind of area.
fn activity(areas: &Areas, kind: usize) -> [(&'static str, f64); 4] {
    let (mut jobs, mut own, mut adults) = (0.0, 0.0, 0.0);
    for (at, area) in areas
        .rows
        .iter()
        .enumerate()
        .filter(|(_, area)| area.kind == kind)
    {
        adults += area.population * areas.ages.adults(kind);
        for (g, industry) in INDUSTRIES.iter().enumerate() {
            jobs += areas.jobs.at(at, g);
            own += areas.jobs.at(at, g) * industry.self_employed_share;
        }
    }
    let unemployed = jobs / (1.0 - unemployment(kind)) - jobs;
    let inactive = adults - jobs - unemployed;
    [
        ("employee", (jobs - own) / adults),
        ("self_employed", own / adults),
        ("unemployed", unemployed / adults),
        ("inactive", inactive / adults),
    ]
}
