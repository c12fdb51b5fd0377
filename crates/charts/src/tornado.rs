//! A tornado: how far each parameter's plausible range moves one outcome.

use crate::format::NumberFormat;
use crate::frame::{BODY, EDGE, Figure, Frame, Key, Medium, SMALL, Sheet};
use crate::palette::Colour;
use crate::rows::{RowName, Rows, number_room};
use crate::scale::{Extent, tame};
use crate::svg::{El, Font};
use crate::text;

/// One parameter moved to both ends of its range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swing {
    /// Name of the parameter.
    pub label: String,
    /// The outcome with the parameter at its low end.
    pub at_low: f64,
    /// The outcome with the parameter at its high end.
    pub at_high: f64,
    /// The low end, as written; may be empty.
    pub low: String,
    /// The high end, as written; may be empty.
    pub high: String,
}

impl Swing {
    /// A parameter that moves the outcome to `at_low` and `at_high`.
    pub fn new(label: &str, at_low: f64, at_high: f64) -> Self {
        Self {
            label: label.to_owned(),
            at_low,
            at_high,
            ..Self::default()
        }
    }

    /// The same with the ends of its range as written.
    #[must_use]
    pub fn range(mut self, low: &str, high: &str) -> Self {
        low.clone_into(&mut self.low);
        high.clone_into(&mut self.high);
        self
    }

    fn width(&self) -> f64 {
        if self.at_low.is_finite() && self.at_high.is_finite() {
            (tame(self.at_high) - tame(self.at_low)).abs()
        } else {
            -1.0
        }
    }
}

/// Parameters by how far they move an outcome, the strongest on top.
///
/// ```
/// use charts::{Figure, Frame, Swing, Tornado};
/// let figure = Tornado {
///     frame: Frame::new("What the answer hangs on"),
///     base: 0.46,
///     swings: vec![Swing::new("Online share", 0.45, 0.48).range("10%", "35%")],
///     ..Tornado::default()
/// };
/// assert!(figure.svg().contains("Online share"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tornado {
    /// Words around the figure.
    pub frame: Frame,
    /// How the outcome is written.
    pub format: NumberFormat,
    /// The outcome with every parameter at its default.
    pub base: f64,
    /// The parameters, in any order.
    pub swings: Vec<Swing>,
}

impl Figure for Tornado {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        sheet.legend(&[
            (
                Key::Outline(Colour::Series(1), ""),
                "parameter at its low end".to_owned(),
            ),
            (
                Key::Area(Colour::Series(0), 0.85),
                "at its high end".to_owned(),
            ),
        ]);
        let mut swings: Vec<&Swing> = self.swings.iter().collect();
        swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
        let ends = swings
            .iter()
            .flat_map(|swing| [swing.at_low, swing.at_high]);
        let extent = Extent::of(ends.chain([self.base]));
        // Air for the ends of the ranges, which stand beside the bars.
        let extent = if swings
            .iter()
            .any(|s| !s.low.is_empty() || !s.high.is_empty())
        {
            extent.padded(0.1)
        } else {
            extent
        };
        let names: Vec<RowName> = swings
            .iter()
            .map(|swing| RowName {
                name: &swing.label,
                firm: false,
            })
            .collect();
        let widths: Vec<f64> = swings.iter().map(|s| s.width().max(0.0)).collect();
        let numbers = self.format.alike(&widths);
        let font = Font::new(SMALL, Colour::Muted).end();
        sheet.y += 8.0;
        sheet
            .svg
            .text(sheet.width - EDGE, sheet.y + 7.0, "swing", font);
        let room = number_room(&numbers);
        let rows = Rows::draw(&mut sheet, &names, extent, &self.format, room);
        let mut told = format!("Base {}. ", self.format.apply(self.base));
        for (n, swing) in swings.iter().enumerate() {
            let (low, high) = (
                self.format.apply(swing.at_low),
                self.format.apply(swing.at_high),
            );
            let about = format!("{}: {low} to {high}", swing.label);
            self.swing(&mut sheet, &rows, n, swing, &about);
            rows.number(&mut sheet, n, &numbers[n], Font::new(BODY, Colour::Muted));
            told.push_str(&about);
            told.push_str(". ");
        }
        rows.line_at(&mut sheet, self.base);
        rows.names(&mut sheet);
        sheet.finish("Tornado chart", &told)
    }
}

impl Tornado {
    fn swing(&self, sheet: &mut Sheet, rows: &Rows, row: usize, swing: &Swing, about: &str) {
        let y = rows.middles[row];
        let base = rows.x.at(self.base);
        let ends = [
            (swing.at_low, &swing.low, 1),
            (swing.at_high, &swing.high, 0),
        ];
        // Where both ends lie on one side, the longer bar is drawn first and the other narrower.
        let longest =
            if (rows.x.at(swing.at_low) - base).abs() > (rows.x.at(swing.at_high) - base).abs() {
                [0, 1]
            } else {
                [1, 0]
            };
        let one_side = (swing.at_low - self.base) * (swing.at_high - self.base) > 0.0;
        for (turn, end) in longest.into_iter().enumerate() {
            let (value, name, series) = ends[end];
            if !value.is_finite() {
                continue;
            }
            let to = rows.x.at(value);
            let half = if one_side && turn == 1 {
                rows.half * 0.55
            } else {
                rows.half
            };
            let colour = Colour::Series(series);
            if turn == 1 && one_side {
                sheet
                    .svg
                    .put(El::rect(base, y - half, to, y + half).fill(Colour::Paper));
            }
            let body = El::rect(base, y - half, to, y + half).fill(colour);
            let body = if series == 1 {
                body.n("fill-opacity", 0.2).stroke(colour, 1.25)
            } else {
                body.n("fill-opacity", 0.85)
            };
            sheet.svg.put_told(body, about);
            // Of two ends on one side, the nearer is named beyond the base.
            let beyond = one_side && turn == 1;
            let to = if beyond { base } else { to };
            let rightwards = (value >= self.base) != beyond;
            let room = text::width(name, SMALL) + 6.0;
            let font = Font::new(SMALL, Colour::Muted).halo();
            if rightwards && to + room < rows.right + 4.0 {
                sheet.svg.text(to + 5.0, y + 4.0, name, font);
            } else if !rightwards && to - room > rows.left - 4.0 {
                sheet.svg.text(to - 5.0, y + 4.0, name, font.end());
            }
        }
    }
}
