//! Winners and losers: by tenth of income, by education, and by place.

use charts::{
    Cell, Column, Decomposition, FigureBlock, Frame, GrowthIncidence, GrowthPoint, NumberFormat,
    Section, Shades, Stack, Table, TileMap, TileValue,
};
use inequality::inference::student;
use laboratory::compare::{COVERAGE, DECILES, GroupDifference};
use quantity::maths;

use super::View;
use crate::number::{Kind, Sign, level, percent};
use crate::report::map::tiles;

/// What is compared of each household.
const WHOM: &str = "Households of the two runs, matched one by one: consumption per head at the prices of the area, with \
                    public education and health, in the quarter read. Tenths, places and education are those of the base.";

impl<'a> View<'a> {
    fn groups(self, by: &'a str) -> impl Iterator<Item = &'a GroupDifference> {
        self.finished
            .groups
            .iter()
            .filter(move |row| {
                row.arm == self.arm && row.closure == self.closure && row.quarter == self.quarter
            })
            .map(|row| &row.of)
            .filter(move |of| of.by == by)
    }

    /// Half the width of the interval of a group, relative to what it has in the base.
    fn half_width(self, of: &GroupDifference) -> f64 {
        let n = self.pairs() as f64;
        student::quantile(0.5 + 0.5 * COVERAGE, n - 1.0) * of.se / of.base
    }
}

/// Whether an interval about `value` holds zero; of a single pair nobody can say.
fn is_open(value: f64, half: f64) -> bool {
    value != 0.0 && (half.is_nan() || value.abs() <= half)
}

/// By tenth of income and by education.
pub fn section(view: View<'_>, heading: &str) -> Section {
    let section = Section::new(heading).paragraph(WHOM);
    if view.groups("decile").next().is_none() {
        return section.paragraph("No household lives in both runs.");
    }
    section.figure(incidence(view)).figure(winners(view)).table(
        table(view),
        "Better and worse off: persons whose household has more or less, by any amount.",
    )
}

fn incidence(view: View<'_>) -> FigureBlock {
    let points = view.groups("decile").map(|of| {
        let tenth: f64 = of.group.parse().unwrap_or(f64::NAN);
        let growth = of.difference / of.base;
        let half = view.half_width(of);
        GrowthPoint {
            percentile: (tenth - 0.5) / DECILES as f64,
            growth,
            band: half.is_finite().then_some((growth - half, growth + half)),
        }
    });
    let mean = view.groups("all").next().map(|of| of.difference / of.base);
    let figure = GrowthIncidence {
        frame: Frame::new("Whose consumption differs").subtitle(
            "Difference for each tenth by income, in per cent of what it has in the base.",
        ),
        format: NumberFormat::share().signed(),
        points: points.collect(),
        band_label: "95 % interval".to_owned(),
        mean,
    };
    FigureBlock::new(&figure).definition(
        "Mean difference of real consumption per head of a tenth of persons, over its mean in the base; the dashed line is \
         everybody. Where the band holds zero nobody can say whether the tenth gains or loses.",
    )
}

fn name(of: &GroupDifference) -> String {
    match of.by {
        "all" => "Everybody".to_owned(),
        "decile" => match of.group.as_str() {
            "1" => "Poorest tenth".to_owned(),
            "10" => "Richest tenth".to_owned(),
            tenth => format!("Tenth {tenth}"),
        },
        "skill" => format!("Education {}", of.group),
        _ => of.group.clone(),
    }
}

fn all(view: View<'_>) -> impl Iterator<Item = &GroupDifference> {
    ["all", "decile", "skill"]
        .into_iter()
        .flat_map(move |by| view.groups(by))
}

fn winners(view: View<'_>) -> FigureBlock {
    let stacks = all(view).map(|of| {
        let (better, worse) = (of.better_off_share, of.worse_off_share);
        Stack::new(
            &name(of),
            vec![better, maths::positive(1.0 - better - worse), worse],
        )
    });
    let figure = Decomposition {
        frame: Frame::new("Winners and losers").subtitle("Share of persons in each group."),
        format: NumberFormat::share(),
        parts: ["better off", "the same", "worse off"]
            .map(str::to_owned)
            .to_vec(),
        stacks: stacks.collect(),
    };
    FigureBlock::new(&figure).definition(
        "A household counts as better off if it has more by any amount. Everybody has other luck once one thing differs, so \
         that shares near one half say nothing: look at the means and their intervals above.",
    )
}

fn table(view: View<'_>) -> Table {
    let mut table = Table::new([
        Column::words("Group"),
        Column::numbers("Of all persons"),
        Column::numbers("Difference").definition(
            "Of real consumption per head, in per cent of the group’s mean in the base.",
        ),
        Column::numbers("±")
            .definition("Half the width of the 95 % interval.")
            .quiet(),
        Column::words(""),
        Column::numbers("better off"),
        Column::numbers("worse off"),
    ]);
    for of in all(view) {
        let value = of.difference / of.base;
        let half = view.half_width(of);
        let cells: [Cell; 7] = [
            name(of).into(),
            level(Kind::Share, of.persons_share).into(),
            percent(value, 3, Sign::Always).into(),
            percent(half, 3, Sign::Negative).into(),
            if is_open(value, half) {
                "≈".into()
            } else {
                "".into()
            },
            level(Kind::Share, of.better_off_share).into(),
            level(Kind::Share, of.worse_off_share).into(),
        ];
        table = table.row(cells);
    }
    table
}

/// Differences by place; nothing for a country of one area.
pub fn places(view: View<'_>, heading: &str) -> Option<Section> {
    let map = &view
        .finished
        .comparison
        .base()
        .economy
        .calibration
        .geography;
    if map.is_single() {
        return None;
    }
    let of_area = |a: usize| {
        let code = &map.areas[a].code;
        view.groups("area").find(|of| of.group == *code)
    };
    let halves = ["urban".to_owned(), "rural".to_owned()];
    let gains = TileMap {
        frame: Frame::new("Who gains where")
            .subtitle("Consumption against the base, in per cent; upper half urban, lower half rural. Hatched: sign unsure."),
        format: NumberFormat::share().signed(),
        tiles: tiles(map, |a| {
            of_area(a).map_or_else(
                || TileValue::from(f64::NAN),
                |of| {
                    let value = of.difference / of.base;
                    TileValue {
                        value,
                        unsure: is_open(value, view.half_width(of)),
                    }
                },
            )
        }),
        halves: halves.clone(),
        shades: Shades::Diverging,
    };
    let better = TileMap {
        frame: Frame::new("How many are better off")
            .subtitle("Share of persons whose household has more than in the base."),
        format: NumberFormat::share(),
        tiles: tiles(map, |a| {
            of_area(a).map_or(f64::NAN, |of| of.better_off_share).into()
        }),
        halves,
        shades: Shades::Sequential,
    };
    let section = Section::new(heading)
        .figure(FigureBlock::new(&gains).definition(
            "Mean difference of real consumption per head of those who live there in the base, over their mean in the base. \
             Hatched where the 95 % interval holds zero, or where one pair has none.",
        ))
        .figure(FigureBlock::new(&better).definition("By any amount; see the note on winners and losers."));
    Some(section)
}
