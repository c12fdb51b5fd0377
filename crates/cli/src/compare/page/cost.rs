//! What each alternative costs the government: before anything has followed, and after everything has.

use charts::{Cell, Column, Section, Table};
use laboratory::compare::Cost;
use laboratory::packages::Package;
use theory::LEDGER;

use super::super::Finished;
use crate::attribute::screen::effect;
use crate::number::{self, NONE, Sign, grouped};

/// Every alternative under every closure.
pub fn section(finished: &Finished<'_>) -> Section {
    let comparison = finished.comparison;
    let mut table = Table::new([
        Column::words("Scenario and line"),
        Column::words("Under").quiet(),
        Column::numbers("Intensity"),
        Column::numbers("money").group("Ex ante"),
        Column::numbers("of GDP").group("Ex ante"),
        Column::numbers("money").group("Ex post, net"),
        Column::numbers("of GDP").group("Ex post, net"),
        Column::words("95 % interval").quiet(),
    ]);
    for cost in &finished.costs {
        let package = comparison.closures[cost.closure].packages[cost.arm].as_ref();
        table = table.row(total(finished, cost, package));
        for line in package
            .into_iter()
            .flat_map(|package| package.lines.iter().map(move |line| (package, line)))
        {
            let (package, line) = line;
            let cells: [Cell; 8] = [
                format!("   {}", strategy(line.line)).into(),
                under(finished, cost.closure).into(),
                format!("{:.3}", line.intensity).into(),
                grouped(line.ex_ante()).into(),
                percent(line.ex_ante() / package.gdp).into(),
                "".into(),
                "".into(),
                "".into(),
            ];
            table = table.row(cells);
        }
    }
    let unit = &comparison.base().economy.calibration.money_unit;
    let quarters = finished.costs.first().map_or(0, |cost| cost.quarters);
    let section = Section::new("What it costs")
        .paragraph(&format!(
            "Ex ante is the bill of each strategy at the volumes of the base, outlays less what is earmarked, before anything has followed. Ex post is the \
             difference of the government’s whole deficit once everything has followed, so it cannot be told apart by \
             strategy. Both are present values over {quarters} quarters at the interest of public debt, in {unit}, and over \
             the present value of the base’s GDP."
        ))
        .table(table, "A negative cost ex post: the budget gains. Without strategies there is no bill ex ante.");
    if finished.efficiency.is_empty() {
        return section;
    }
    section.table(
        prices(finished),
        "Cost ex ante for each point won, in per cent of the present value of GDP. No price where chance can explain the points: it would be a quotient of noise.",
    )
}

/// What a point of what is wanted costs.
fn prices(finished: &Finished<'_>) -> Table {
    let mut table = Table::new([
        Column::words("Scenario"),
        Column::words("Under").quiet(),
        Column::numbers("Quarter"),
        Column::words("Point"),
        Column::numbers("Points"),
        Column::numbers("from").group("95 % interval").quiet(),
        Column::numbers("to").group("95 % interval").quiet(),
        Column::numbers("of GDP for one").group("Price"),
        Column::numbers("from").group("Price").quiet(),
        Column::numbers("to").group("Price").quiet(),
    ]);
    for row in &finished.efficiency {
        let price = row.price();
        let [low, high] = row.interval;
        let edge = |k: usize| price.map_or(f64::NAN, |(_, interval)| interval[k]);
        let cells: [Cell; 10] = [
            finished.name(row.arm).into(),
            under(finished, row.closure).into(),
            row.quarter.to_string().into(),
            row.goal.point.into(),
            if row.distinct {
                effect(row.points)
            } else {
                "≈".to_owned()
            }
            .into(),
            effect(low).into(),
            effect(high).into(),
            percent(price.map_or(f64::NAN, |(share, _)| share)).into(),
            percent(edge(0)).into(),
            percent(edge(1)).into(),
        ];
        table = table.row(cells);
    }
    table
}

/// What tells a closure from others, or what it is where there is one only.
fn under(finished: &Finished<'_>, closure: usize) -> String {
    match finished.comparison.told_apart(closure) {
        none if none.is_empty() => match finished.comparison.closures[closure].name {
            "" => NONE.to_owned(),
            name => format!("trade {name}"),
        },
        words => words,
    }
}

fn strategy(line: &str) -> String {
    let concept = LEDGER.iter().find(|concept| concept.key == line);
    concept.map_or_else(
        || "equal payment per head".to_owned(),
        |concept| format!("{} {}", concept.id, concept.name),
    )
}

fn total(finished: &Finished<'_>, cost: &Cost, package: Option<&Package>) -> [Cell; 8] {
    let share = &cost.net_share;
    let interval = if share.interval[0].is_finite() {
        format!(
            "{} to {}",
            percent(share.interval[0]),
            percent(share.interval[1])
        )
    } else {
        NONE.to_owned()
    };
    let open = !share.distinct && share.n > 1 && share.difference != 0.0;
    [
        finished.name(cost.arm).into(),
        under(finished, cost.closure).into(),
        "".into(),
        package
            .map_or_else(|| NONE.to_owned(), |p| grouped(p.ex_ante()))
            .into(),
        package
            .map_or_else(|| NONE.to_owned(), |p| percent(p.ex_ante() / p.gdp))
            .into(),
        if open {
            "none seen".into()
        } else {
            grouped(cost.net.difference).into()
        },
        if open {
            "≈".into()
        } else {
            percent(share.difference).into()
        },
        interval.into(),
    ]
}

/// A share of GDP.
fn percent(share: f64) -> String {
    number::percent(share, 3, Sign::Negative)
}
