//! Who beats whom with weights drawn by lot, on the screen and on the page.

use charts::{Cell, Column, Section, Table, TextStyle};
use laboratory::compare::{Contest, POINTS, Sweep};

use super::Finished;
use crate::attribute::screen::wrapped;
use crate::number::{Sign, count, percent};
use crate::output::styled;

/// The last quarter of every closure: what is shown where people read.
fn shown<'a>(finished: &'a Finished<'_>) -> impl Iterator<Item = &'a Sweep> {
    let last = finished.comparison.at.last().copied();
    let sweeps = finished.sweeps.iter();
    sweeps.filter(move |sweep| Some(sweep.quarter) == last)
}

/// A row per pair of scenarios: whoever wins more often first.
fn table(finished: &Finished<'_>, sweep: &Sweep) -> Table {
    let under = finished.comparison.told_apart(sweep.closure);
    let heading = if under.is_empty() {
        "Scenario".to_owned()
    } else {
        format!("Scenario, {under}")
    };
    let mut table = Table::new([
        Column::words(&heading),
        Column::words("beats"),
        Column::numbers("with").unit("% of weights"),
        Column::numbers("surely").unit("% of weights").definition(
            "Weights with which the 95 % interval of the paired difference of the index leaves zero out.",
        ),
        Column::numbers("is beaten").unit("% of weights"),
        Column::numbers("surely").unit("% of weights"),
    ]);
    for contest in &sweep.contests {
        let Contest {
            arms,
            beats,
            surely,
        } = *contest;
        let (first, second) = if beats[0] >= beats[1] { (0, 1) } else { (1, 0) };
        let share = |value: f64| percent(value, 1, Sign::Negative);
        let known = finished.comparison.base().configuration.seeds.count > 1;
        let sure = |value: f64| {
            if known {
                share(value)
            } else {
                crate::number::NONE.to_owned()
            }
        };
        let cells: [Cell; 6] = [
            finished.name(arms[first]).into(),
            finished.name(arms[second]).into(),
            share(beats[first]).into(),
            sure(surely[first]).into(),
            share(beats[second]).into(),
            sure(surely[second]).into(),
        ];
        table = table.row(cells);
    }
    table
}

/// What is weighed, in a sentence or two.
fn weighed(sweep: &Sweep) -> String {
    let titles: Vec<&str> = sweep.left_out.iter().map(|outcome| outcome.title).collect();
    let left_out = if titles.is_empty() {
        String::new()
    } else {
        format!(
            " Left out, for they are not defined in every run: {}.",
            titles.join("; ")
        )
    };
    format!(
        "{} outcomes with a good direction are weighed by their change from the base: shares in points, what stands beside \
         the accounts in per cent of mean consumption, all else in per cent of the base.{left_out}",
        sweep.weighed.len()
    )
}

/// The lines on the screen; nothing if nobody asked.
pub fn text(finished: &Finished<'_>, width: usize) -> String {
    let mut text = String::new();
    for sweep in shown(finished) {
        let style = TextStyle {
            width,
            bold: styled(),
            wrap: false,
        };
        text.push('\n');
        text.push_str(&table(finished, sweep).text(&style));
        text.push_str(&wrapped(
            &format!(
                "Of {} weights of outcomes drawn by lot; {}",
                count(POINTS as u64),
                weighed(sweep)
            ),
            width,
        ));
    }
    text
}

/// The section of the page; none if nobody asked.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    finished.sweeps.first()?;
    let mut section = Section::new("With weights that nobody has chosen").paragraph(&format!(
        "Whether one scenario is better than another in all depends on how much each outcome counts, which no data can say. \
         Here {} weights are drawn by lot, uniform over all ways to share one unit among the outcomes, and the table says \
         with how many of them one scenario beats another. There is no single number, for none would be anybody's.",
        count(POINTS as u64)
    ));
    for sweep in shown(finished) {
        section = section.table(
            table(finished, sweep),
            &format!(
                "Index: sum of weight times change over scale, upwards where more is better and downwards where less is; means over \
                 pairs. The scale is 1 of shares and of ratios to GDP, mean real consumption of satellites, and the level in the base of all \
                 else, as in the bars above. {} What many outcomes measure, such as services by fifths, \
                 weighs more than what one does. `Surely`: the 95 % interval of the paired difference leaves zero out.",
                weighed(sweep)
            ),
        );
    }
    Some(section)
}
