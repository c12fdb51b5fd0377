//! Whether the run can be believed: bands, stylised facts, and failures in full view.

use charts::{Cell, Check, CheckGrid, Column, FigureBlock, Frame, Section, Table, Verdict};
use laboratory::facts::{self, Finding};
use laboratory::soundness;
use laboratory::validate;

use super::super::Finished;
use crate::number::{Sign, decimal};

/// The grid of bands and facts, and a table of everything that failed; nothing for a short run.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let results = finished.results;
    if !finished.experiment.is_long_run() {
        return None;
    }
    let inflation = finished.experiment.trend().map_or(0.0, |t| t.inflation);
    let bands = soundness::bands(results, inflation);
    let evidence: Vec<_> = results
        .summaries()
        .map(|run| run.evidence.clone())
        .collect();
    let findings = facts::judge(&evidence);
    if bands.is_empty() {
        return None;
    }
    let grid = CheckGrid {
        frame: Frame::new("What holds and what does not"),
        groups: vec![
            (
                "Bands of a sound long run".to_owned(),
                bands.iter().map(band).collect(),
            ),
            (
                "Stylised facts".to_owned(),
                findings.iter().map(fact).collect(),
            ),
        ],
    };
    let mut section = Section::new("Can it be trusted")
        .paragraph(
            "Bands say whether the economy stays in a sensible place by itself; facts say whether it \
             looks like the world. “Calibrated” facts were set and prove that the making works; only \
             “held out” ones test the model. A recalled target was not seen in its source: to meet it \
             says little about the country.",
        )
        .figure(FigureBlock::new(&grid).definition(
            "Bands: mean over runs of every quarter from the ninth on. Facts: mean of the statistic over runs.",
        ));
    let failures = failures(&bands, &findings);
    if let Some(table) = failures {
        section = section.table(
            table,
            "Everything that failed, with the number that failed it.",
        );
    }
    Some(section)
}

fn band(check: &validate::Check) -> Check {
    let name = check.note.split(',').next().unwrap_or_default();
    Check::new(&check.id, name, Verdict::from(check.pass)).detail(&check.note)
}

fn fact(finding: &Finding) -> Check {
    let fact = finding.fact;
    let detail = format!(
        "{}: {} (band {} to {}; {}, {})",
        fact.statistic,
        written(finding.got),
        fact.low,
        fact.high,
        fact.role.word(),
        fact.status.word()
    );
    Check::new(fact.id, fact.name, Verdict::from(finding.pass)).detail(&detail)
}

fn failures(bands: &[validate::Check], findings: &[Finding]) -> Option<Table> {
    let mut table = Table::new([
        Column::words("Check"),
        Column::words("What"),
        Column::numbers("Got"),
        Column::words("Band"),
        Column::words("Role and status"),
        Column::words("Authority"),
    ]);
    let mut any = false;
    for check in bands.iter().filter(|check| check.pass == Some(false)) {
        any = true;
        let band = format!(
            "{} to {}",
            written(check.expected - check.tolerance),
            written(check.expected + check.tolerance)
        );
        let cells: [Cell; 6] = [
            check.id.as_str().into(),
            check.note.as_str().into(),
            written(check.got).into(),
            band.into(),
            "held out".into(),
            check.authority.as_str().into(),
        ];
        table = table.row(cells);
    }
    for finding in findings.iter().filter(|f| f.pass == Some(false)) {
        any = true;
        let fact = finding.fact;
        let cells: [Cell; 6] = [
            fact.id.into(),
            Cell::defined(fact.name, fact.statistic),
            written(finding.got).into(),
            format!("{} to {}", fact.low, fact.high).into(),
            format!("{}, {}", fact.role.word(), fact.status.word()).into(),
            fact.authority.into(),
        ];
        table = table.row(cells);
    }
    any.then_some(table)
}

fn written(value: f64) -> String {
    decimal(value, 3, Sign::Negative)
}
