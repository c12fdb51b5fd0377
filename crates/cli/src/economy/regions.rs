//! Where people and jobs are, what the opening is to meet, and how well the numbers are known.

use ::economy::geography::Kind as AreaKind;
use ::economy::tables::{AreaRow, Regions, Tables, Use};
use charts::{Column, Table, TextStyle};

use crate::number::{Kind, count, counted, grouped, level};
use crate::report::statuses;

/// Areas beyond these are added up by macro-region.
const SHOWN: usize = 12;

/// Areas, people and targets, where there are any; then the statuses of all numbers.
pub fn text(tables: &Tables, style: &TextStyle) -> String {
    let regions = tables.regions.as_ref().map(|regions| {
        format!(
            "{}\n{}{}\n",
            areas(tables, regions, style),
            people(regions),
            targets(regions)
        )
    });
    regions.unwrap_or_default() + &settings(tables) + &statuses::table(tables).text(style)
}

/// What is added up over some areas.
#[derive(Default)]
struct Sums {
    persons: f64,
    jobs: f64,
    /// Persons of the strata, and their survey income.
    stratum: f64,
    income: f64,
    /// Persons times the unemployed share.
    unemployed: f64,
    online: f64,
}

impl Sums {
    fn add(&mut self, area: &AreaRow, stratum: f64, jobs: f64) {
        let persons = area.population_thousand;
        self.persons += persons;
        self.jobs += jobs;
        self.stratum += stratum;
        self.income += stratum * area.income_mean;
        self.unemployed += persons * area.unemployment;
        self.online += persons * area.internet_share;
    }

    fn row(&self, name: &str) -> [charts::Cell; 6] {
        [
            name.into(),
            grouped(self.persons).into(),
            grouped(self.jobs).into(),
            grouped(self.income / self.stratum).into(),
            level(Kind::Share, self.unemployed / self.persons).into(),
            level(Kind::Share, self.online / self.persons).into(),
        ]
    }
}

fn areas(tables: &Tables, regions: &Regions, style: &TextStyle) -> String {
    let n = tables.n_industries();
    let one_by_one = regions.areas.len() <= SHOWN;
    let mut lines: Vec<(String, Sums)> = Vec::new();
    let mut all = Sums::default();
    let mut urban = 0.0;
    for (at, area) in regions.areas.iter().enumerate() {
        let jobs: f64 = regions.jobs[at * n..(at + 1) * n].iter().sum();
        let name = if one_by_one {
            format!("{}, {}", area.name_en, area.kind.name())
        } else {
            format!("{}, {}", area.macro_region, area.kind.name())
        };
        let line = lines.iter().position(|(known, _)| *known == name);
        let line = line.unwrap_or_else(|| {
            lines.push((name, Sums::default()));
            lines.len() - 1
        });
        let stratum = regions.stratum_thousand(area);
        lines[line].1.add(area, stratum, jobs);
        all.add(area, stratum, jobs);
        if area.kind == AreaKind::Urban {
            urban += area.population_thousand;
        }
    }
    let mut table = Table::new([
        Column::words(if one_by_one { "Area" } else { "Macro-region" }),
        Column::numbers("thousand people"),
        Column::numbers("thousand jobs"),
        Column::numbers("income of stratum"),
        Column::numbers("unemployed"),
        Column::numbers("online"),
    ]);
    for (name, sums) in &lines {
        table = table.row(sums.row(name));
    }
    table = table.row(all.row("All"));
    format!(
        "{} in {}, {} of the people in towns; {} of neighbours\n{}",
        counted(regions.areas.len() as u64, "area"),
        counted(regions.provinces.len() as u64, "province"),
        level(Kind::Share, urban / all.persons),
        counted(regions.neighbours.len() as u64, "pair"),
        table.text(style)
    )
}

/// Which shares of the people are told.
fn people(regions: &Regions) -> String {
    let mut attributes: Vec<(&str, u64)> = Vec::new();
    for row in &regions.people {
        match attributes
            .iter_mut()
            .find(|(name, _)| *name == row.attribute)
        {
            Some((_, rows)) => *rows += 1,
            None => attributes.push((&row.attribute, 1)),
        }
    }
    let told: Vec<String> = attributes
        .into_iter()
        .map(|(name, rows)| format!("{name} ({})", count(rows)))
        .collect();
    format!("People by {}\n", told.join(", "))
}

/// How many targets there are, and what for.
fn targets(regions: &Regions) -> String {
    let of = |role: Use| {
        let rows = regions.targets.iter();
        rows.filter(|row| row.role == role).count() as u64
    };
    let total = regions.targets.len() as u64;
    if total == 0 {
        return "No targets\n".to_owned();
    }
    format!(
        "{}: {} to be met by the opening, {} held out\n",
        counted(total, "target"),
        count(of(Use::Calibration)),
        count(of(Use::Validation))
    )
}

/// How many settings of rules, map and people the economy brings along.
fn settings(tables: &Tables) -> String {
    let sections = ::economy::tables::SETTING_SECTIONS.map(|section| {
        let settings = tables.settings_of(section).count() as u64;
        (settings > 0).then(|| format!("{} under {section}", count(settings)))
    });
    let told: Vec<String> = sections.into_iter().flatten().collect();
    if told.is_empty() {
        return String::new();
    }
    format!("Settings of its own: {}\n\n", told.join(", "))
}
