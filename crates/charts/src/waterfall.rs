//! A waterfall: contributions that add up to a total.

use crate::format::NumberFormat;
use crate::frame::{BODY, Figure, Frame, Medium, Sheet};
use crate::palette::Colour;
use crate::rows::{RowName, Rows, number_room};
use crate::scale::{Extent, tame};
use crate::svg::{El, Font};

/// One contribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contribution {
    /// What contributes.
    pub label: String,
    /// How much, with sign.
    pub value: f64,
}

impl Contribution {
    /// A contribution of `value`.
    pub fn new(label: &str, value: f64) -> Self {
        Self {
            label: label.to_owned(),
            value,
        }
    }
}

/// Contributions that add up, one under the other, each starting where the last ended.
///
/// ```
/// use charts::{Contribution, Figure, Frame, Waterfall};
/// let figure = Waterfall {
///     frame: Frame::new("What made the difference"),
///     steps: vec![Contribution::new("Networks", 2.0), Contribution::new("Monopoly", -0.5)],
///     total_label: "Together".to_owned(),
///     ..Waterfall::default()
/// };
/// assert!(figure.svg().contains("Together"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waterfall {
    /// Words around the figure.
    pub frame: Frame,
    /// How the total is written; contributions carry their sign besides.
    pub format: NumberFormat,
    /// The level the contributions start from, if it is shown.
    pub start: Option<Contribution>,
    /// The contributions, in order.
    pub steps: Vec<Contribution>,
    /// Name of the total; `Total` if empty.
    pub total_label: String,
    /// The total as measured; what the contributions leave of it is shown as a row of its own.
    pub total: Option<f64>,
}

/// One row: from where to where, and whether it is a level or a step.
struct Row<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    level: bool,
    known: bool,
}

impl Waterfall {
    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let mut at = 0.0;
        let level = |name, to| Row {
            name,
            from: 0.0,
            to,
            level: true,
            known: true,
        };
        if let Some(start) = self.start.as_ref().filter(|start| start.value.is_finite()) {
            at = tame(start.value);
            rows.push(level(start.label.as_str(), at));
        }
        for step in &self.steps {
            let known = step.value.is_finite();
            let to = if known {
                tame(at + tame(step.value))
            } else {
                at
            };
            rows.push(Row {
                name: &step.label,
                from: at,
                to,
                level: false,
                known,
            });
            at = to;
        }
        let sizes = rows.iter().map(|row| row.from.abs().max(row.to.abs()));
        let size = sizes.fold(0.0, f64::max);
        if let Some(total) = self.total.filter(|total| total.is_finite()).map(tame) {
            if (total - at).abs() > 1e-6 * size.max(total.abs()) {
                let name = "Not attributed";
                rows.push(Row {
                    name,
                    from: at,
                    to: total,
                    level: false,
                    known: true,
                });
            }
            at = total;
        }
        let name = if self.total_label.is_empty() {
            "Total"
        } else {
            &self.total_label
        };
        rows.push(level(name, at));
        rows
    }
}

impl Figure for Waterfall {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let rows = self.rows();
        let signed = self.format.clone().signed();
        // All rows have the decimals of the largest step.
        let steps = rows
            .iter()
            .filter(|row| !row.level)
            .map(|row| (row.to - row.from).abs());
        let largest = steps.fold(0.0, f64::max);
        let number = |row: &Row| match (row.known, row.level) {
            (false, _) => "–".to_owned(),
            (true, true) if row.to.abs() < 1e6 => self.format.like(largest, row.to),
            (true, true) => self.format.apply(row.to),
            (true, false) => signed.like(largest, row.to - row.from),
        };
        let numbers: Vec<String> = rows.iter().map(number).collect();
        let extent = Extent::of(rows.iter().flat_map(|row| [row.from, row.to]));
        let names: Vec<RowName> = rows
            .iter()
            .map(|row| RowName {
                name: row.name,
                firm: row.level,
            })
            .collect();
        let room = number_room(&numbers);
        let place = Rows::draw(&mut sheet, &names, extent, &self.format, room);
        let mut told = String::new();
        for (n, (row, number)) in rows.iter().zip(&numbers).enumerate() {
            let y = place.middles[n];
            let (from, to) = (place.x.at(row.from), place.x.at(row.to));
            let colour = match (row.level, row.to < row.from) {
                (true, _) => Colour::Series(6),
                (false, true) => Colour::Series(1),
                (false, false) => Colour::Series(0),
            };
            let about = format!("{}: {number}", row.name);
            // A step too small to see is still a line.
            let to_seen = if (to - from).abs() < 1.5 && row.known {
                from + 1.5
            } else {
                to
            };
            let body = El::rect(from, y - place.half, to_seen, y + place.half).fill(colour);
            let body = if row.name == "Not attributed" {
                body.n("fill-opacity", 0.4)
            } else {
                body
            };
            sheet.svg.put_told(body, &about);
            if let Some(&next) = place.middles.get(n + 1) {
                let line = El::line(to, y + place.half, to, next - place.half);
                sheet.svg.put(line.stroke(Colour::Rule, 0.75));
            }
            let font = Font {
                bold: row.level,
                ..Font::new(BODY, Colour::Ink)
            };
            place.number(&mut sheet, n, number, font);
            told.push_str(&about);
            told.push_str(". ");
        }
        place.line_at(&mut sheet, 0.0);
        place.names(&mut sheet);
        sheet.finish("Waterfall chart", &told)
    }
}
