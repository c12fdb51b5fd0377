//! A comparison as a report of one screen per scenario.

use std::fmt::Write as _;
use std::path::Path;

use charts::{Column, Table, TextStyle};
use laboratory::compare::Difference;
use laboratory::outcomes::Better;
use laboratory::packages::Payment;

use super::Finished;
use super::index;
use super::words::{self, percent};
use crate::attribute::screen::wrapped;
use crate::number::{self, Kind, NONE, Sign, counted, currency, level};
use crate::output::{bold, styled};

/// Outcomes shown on the screen; the other forms hold them all.
const SHOWN: [(&str, &str); 16] = [
    ("real_consumption_median", "Consumption, median"),
    ("real_consumption_mean", "Consumption, mean"),
    ("real_gdp_per_head", "GDP per head"),
    ("employment_rate", "Employment rate"),
    ("income_p10", "Income, first decile"),
    ("gini_disposable_income", "Gini of income"),
    ("palma_ratio", "Palma ratio"),
    ("top10_share_disposable_income", "Share of the top tenth"),
    ("labour_share", "Labour share"),
    ("gini_wealth", "Gini of wealth"),
    ("urban_rural_income_ratio", "Urban–rural income"),
    ("digital_gap_theil", "Digital gap"),
    ("coverage_q1", "Services reach the poorest"),
    ("spiritual_index_mean", "Spiritual index"),
    ("displaced_share", "Displaced tasks"),
    ("debt_ratio", "Debt ratio"),
];

/// The report.
pub fn text(
    finished: &Finished<'_>,
    width: usize,
    folder: Option<&Path>,
    report: Option<&Path>,
) -> String {
    let mut text = String::new();
    let comparison = finished.comparison;
    let base = comparison.base();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}",
        bold(&format!(
            "{} — against {}",
            base.economy.calibration.title,
            finished.name(0)
        ))
    );
    let seeds = base.configuration.seeds.count;
    let _ = writeln!(
        text,
        "{} with the same luck, read in quarter {}.",
        counted(u64::from(seeds), "pair"),
        comparison.at.last().copied().unwrap_or_default(),
    );
    if let Some(budget) = comparison.budget {
        let budget = percent(budget);
        text.push_str(&paragraph(
            &format!("Every package is scaled to cost {budget} of the present value of GDP; `equal-payment` hands that out to everybody alike."),
            width,
        ));
    }
    for (c, closure) in comparison.closures.iter().enumerate() {
        for arm in 1..closure.arms.len() {
            let under = match comparison.told_apart(c) {
                none if none.is_empty() => none,
                words => format!(", {words}"),
            };
            let _ = writeln!(
                text,
                "\n{}",
                bold(&format!("{}{under}", finished.name(arm)))
            );
            text.push_str(&paragraph(&words::made_of(finished, c, arm), width));
            text.push_str(&outcomes(finished, c, arm, width));
            let pairs = words::more_seeds(&rows(finished, c, arm));
            text.push_str(&paragraph(&pairs, width));
            text.push_str(&winners(finished, c, arm, width));
            text.push_str(&cost(finished, c, arm, width));
            text.push_str(&paragraph(&words::price(finished, c, arm), width));
        }
    }
    text.push_str(&index::text(finished, width));
    let _ = writeln!(
        text,
        "\nA difference is named where its 95 % interval leaves zero out; `≈` says that chance can explain it."
    );
    let (_, currency) = currency(&base.economy.calibration.money_unit);
    let _ = writeln!(
        text,
        "Amounts are per person and quarter, in {currency} at opening prices; groups are those of the opening."
    );
    if finished.doubts.is_empty() {
        let draws = 4;
        let runs = comparison.n_runs_of_doubts(draws).unwrap_or(0);
        if runs > 0 {
            text.push_str(&paragraph(
                &format!(
                    "Intervals are of luck alone. `--ignorance {draws}` adds what parameters leave open that nobody has measured, with {} more runs.",
                    number::grouped(runs as f64)
                ),
                width,
            ));
        }
    } else {
        text.push_str(&paragraph(
            "Ignorance: 90 % of draws of the parameters that nobody has measured, under the luck of the same seeds; a rough band from few draws.",
            width,
        ));
    }
    if seeds == 1 {
        let _ = writeln!(text, "One pair has no interval: --seeds 8 gives one.");
    }
    if let Some(folder) = folder {
        let _ = writeln!(
            text,
            "Kept in {}: compare.json, compare.csv.",
            folder.display()
        );
    }
    if let Some(report) = report {
        let _ = writeln!(text, "Report: {}", report.display());
    }
    text
}

/// A paragraph on lines of this width; nothing for nothing.
fn paragraph(text: &str, width: usize) -> String {
    if text.is_empty() {
        String::new()
    } else {
        wrapped(text, width)
    }
}

fn rows<'a>(
    finished: &'a Finished<'_>,
    closure: usize,
    arm: usize,
) -> Vec<(&'static str, &'a Difference)> {
    let last = finished.comparison.at.last().copied();
    SHOWN
        .iter()
        .filter_map(|(id, name)| {
            let mut rows = finished.differences.iter();
            let row = rows.find(|row| {
                row.outcome.id == *id
                    && row.arm == arm
                    && row.closure == closure
                    && Some(row.quarter) == last
            })?;
            row.paired.difference.is_finite().then_some((*name, row))
        })
        .collect()
}

/// How an outcome is written: amounts of money as relative changes, shares in points.
fn kind(row: &Difference) -> Kind {
    if row.outcome.unit.contains("money") {
        Kind::Money
    } else if row.outcome.unit.starts_with("share") {
        Kind::Share
    } else {
        Kind::Index
    }
}

/// A difference in the unit in which it is read.
pub fn amount(row: &Difference, value: f64, signed: bool) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let (value, unit, digits) = match kind(row) {
        Kind::Money => (100.0 * value / row.paired.base.mean, " %", 2),
        Kind::Share => (100.0 * value, " pp", 2),
        Kind::Index | Kind::Years | Kind::Ratio => (value, "", 4),
    };
    let text = format!("{:.digits$}", value.abs());
    let sign = match (
        value < 0.0,
        text.chars().all(|c| matches!(c, '0' | '.')),
        signed,
    ) {
        (_, true, _) | (false, _, false) => "",
        (true, ..) => "−",
        (false, _, true) => "+",
    };
    format!("{sign}{text}{unit}")
}

/// The level in the base; amounts of money, which are per person, in the plain currency.
pub fn base_level(row: &Difference, money_unit: &str) -> String {
    match kind(row) {
        Kind::Money => number::grouped(row.paired.base.mean * currency(money_unit).0),
        other => level(other, row.paired.base.mean),
    }
}

/// Whether no pair differs at all.
pub fn is_the_same(row: &Difference) -> bool {
    let spread = row.paired.se;
    row.paired.difference == 0.0 && (spread == 0.0 || spread.is_nan())
}

/// What to make of a difference.
pub fn verdict(row: &Difference) -> &'static str {
    let up = row.paired.difference > 0.0;
    // Told from luck, and still smaller than the last digit shown.
    let is_tiny = || !amount(row, row.paired.difference, true).contains(|c| matches!(c, '1'..='9'));
    match (row.paired.distinct, row.outcome.better) {
        (false, _) if is_the_same(row) => "the same",
        (false, _) => "≈",
        (true, _) if is_tiny() => "hardly any",
        (true, Better::Open) if up => "up",
        (true, Better::Open) => "down",
        (true, Better::Higher) if up => "better",
        (true, Better::Lower) if !up => "better",
        (true, _) => "worse",
    }
}

fn outcomes(finished: &Finished<'_>, closure: usize, arm: usize, width: usize) -> String {
    let mut columns = vec![
        Column::words(""),
        Column::numbers("base"),
        Column::numbers("difference"),
        Column::numbers("from").group("95 % interval"),
        Column::numbers("to").group("95 % interval"),
        Column::words(""),
    ];
    let doubted = !finished.doubts.is_empty();
    if doubted {
        let edge = |name: &str| Column::numbers(name).group("90 % by ignorance");
        columns.extend(["from", "to"].map(edge));
    }
    let mut table = Table::new(columns);
    let money_unit = &finished.comparison.base().economy.calibration.money_unit;
    for (name, row) in rows(finished, closure, arm) {
        let shown = row.paired.distinct || row.paired.n == 1 || is_the_same(row);
        let difference = if shown {
            amount(row, row.paired.difference, true)
        } else {
            "no difference seen".to_owned()
        };
        let cells = [
            name.to_owned(),
            base_level(row, money_unit),
            difference,
            amount(row, row.paired.interval[0], true),
            amount(row, row.paired.interval[1], true),
            verdict(row).to_owned(),
        ];
        let mut cells = cells.to_vec();
        if doubted {
            let band = finished.doubt(row).map(|doubt| doubt.ignorance);
            let [low, high] = band.map_or([f64::NAN; 2], |band| [band.low, band.high]);
            cells.extend([low, high].map(|edge| amount(row, edge, true)));
        }
        table = table.row(cells.into_iter().map(Into::into));
    }
    table.text(&TextStyle {
        width,
        bold: styled(),
        wrap: false,
    })
}

/// Who has more and who has less: by tenth of income and by education, a line each.
fn winners(finished: &Finished<'_>, closure: usize, arm: usize, width: usize) -> String {
    let last = finished.comparison.at.last().copied();
    let groups = finished
        .groups
        .iter()
        .filter(|row| row.arm == arm && row.closure == closure && Some(row.quarter) == last);
    let base = finished.differences.iter().find(|row| {
        row.outcome.id == "real_consumption_mean"
            && row.arm == arm
            && row.closure == closure
            && Some(row.quarter) == last
    });
    let mean = base.map_or(f64::NAN, |row| row.paired.base.mean);
    let mut table = Table::new([
        Column::words("Households, matched"),
        Column::numbers("consumption").unit("% of mean"),
        Column::numbers("standard error"),
        Column::numbers("better off"),
        Column::numbers("worse off"),
    ]);
    for row in groups.filter(|row| matches!(row.of.by, "all" | "decile" | "skill")) {
        let of = &row.of;
        let name = match of.by {
            "all" => "everybody".to_owned(),
            "decile" => format!("tenth {} of income", of.group),
            _ => format!("education {}", of.group),
        };
        if of.by == "decile" && !matches!(of.group.as_str(), "1" | "2" | "5" | "9" | "10") {
            continue;
        }
        let percent = |value: f64| number::decimal(100.0 * value / mean, 2, Sign::Negative);
        let cells = [
            name,
            percent(of.difference),
            percent(of.se),
            level(Kind::Share, of.better_off_share),
            level(Kind::Share, of.worse_off_share),
        ];
        table = table.row(cells.map(Into::into));
    }
    format!(
        "\n{}",
        table.text(&TextStyle {
            width,
            bold: styled(),
            wrap: false,
        })
    )
}

fn cost(finished: &Finished<'_>, closure: usize, arm: usize, width: usize) -> String {
    let experiments = &finished.comparison.closures[closure];
    let cost = finished.costs.iter();
    let mut cost = cost.filter(|cost| cost.arm == arm && cost.closure == closure);
    let Some(cost) = cost.next() else {
        return String::new();
    };
    let share = &cost.net_share;
    let sure = if share.difference == 0.0 {
        "nothing".to_owned()
    } else if share.distinct || share.n == 1 {
        format!("{} of GDP", percent(share.difference))
    } else {
        format!(
            "nothing that chance cannot explain, between {} and {} of GDP",
            percent(share.interval[0]),
            percent(share.interval[1])
        )
    };
    let mut text = format!(
        "\n{}",
        paragraph(
            &format!(
                "Net cost to the government, ex post, present value over {} quarters: {sure}; outlays of policies {} of GDP.",
                cost.quarters,
                percent(cost.outlays_share.difference),
            ),
            width
        )
    );
    if let Some(package) = &experiments.packages[arm] {
        let lines = package.lines.iter().map(|line| {
            let share = percent(line.ex_ante() / package.gdp);
            if line.line == Payment::LINE {
                format!("an equal payment per head, {share}")
            } else {
                format!("{} at intensity {:.3}, {share}", line.line, line.intensity)
            }
        });
        let lines: Vec<String> = lines.collect();
        let total = percent(package.ex_ante() / package.gdp);
        let lines = lines.join("; ");
        text.push_str(&paragraph(
            &format!("Ex ante, at the volumes of the base: {total} of GDP ({lines})."),
            width,
        ));
    }
    text
}
