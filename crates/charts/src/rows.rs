//! The layout of horizontal charts: named rows over one value axis.

use crate::format::NumberFormat;
use crate::frame::{BODY, EDGE, SMALL, Sheet};
use crate::palette::Colour;
use crate::scale::{Extent, Linear};
use crate::svg::{El, Font};
use crate::text;
use crate::ticks::axis;

/// Where the rows are and how values map to places in them.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// The middle of each row's bar.
    pub(crate) middles: Vec<f64>,
    /// Half the height of a bar.
    pub(crate) half: f64,
    pub(crate) x: Linear,
    /// Whether names stand above their bars.
    above: bool,
    /// Names with their places, drawn last because on a narrow sheet lines run under them.
    words: Vec<(f64, f64, String, Font)>,
}

/// A row's name and whether it is printed firmly, as a total is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowName<'a> {
    pub(crate) name: &'a str,
    pub(crate) firm: bool,
}

impl Rows {
    /// Lays out rows, drawing names, grid and axis; `right` is kept free for numbers.
    ///
    /// Names stand left of the bars, or above them on a narrow sheet.
    pub(crate) fn draw(
        sheet: &mut Sheet,
        names: &[RowName],
        extent: Extent,
        format: &NumberFormat,
        right: f64,
    ) -> Self {
        let above = sheet.is_narrow();
        let measure = |s: &str| text::width(s, BODY) * 1.04;
        let widest = names
            .iter()
            .map(|row| measure(row.name))
            .fold(0.0, f64::max);
        let column = if above {
            0.0
        } else {
            widest.min(sheet.width * 0.34)
        };
        let limit = if above {
            sheet.width - 2.0 * EDGE - right
        } else {
            column
        };
        let left = EDGE + if above { 2.0 } else { column + 12.0 };
        let right = (sheet.width - EDGE - right).max(left + 60.0);
        let target = ((right - left) / 78.0).clamp(3.0, 6.0) as usize;
        let safe = extent.safe();
        let (low, high, marks) = axis(safe.low, safe.high, target);
        let extent = Extent { low, high };
        let x = Linear::new(extent, left, right);
        let top = sheet.y + 10.0;
        let half = 8.5;
        let mut y = top;
        let mut middles = Vec::with_capacity(names.len());
        let mut words = Vec::new();
        for row in names {
            let mut lines = text::wrap(row.name, limit, measure);
            if lines.len() > 2 {
                let rest = lines.split_off(1).join(" ");
                lines.push(rest);
            }
            let lines = lines
                .into_iter()
                .map(|line| text::truncate(&line, limit, measure));
            let lines: Vec<String> = lines.collect();
            let font = Font {
                bold: row.firm,
                ..Font::new(BODY, Colour::Ink)
            };
            if above {
                for line in &lines {
                    y += 16.0;
                    words.push((EDGE, y, line.clone(), font.halo()));
                }
                middles.push(y + 6.0 + half);
                y += 6.0 + 2.0 * half + 7.0;
            } else {
                let height = if lines.len() > 1 { 36.0 } else { 27.0 };
                let middle = y + height / 2.0;
                let first = middle + 4.5 - 7.5 * (lines.len().saturating_sub(1)) as f64;
                for (n, line) in lines.iter().enumerate() {
                    let place = first + 15.0 * n as f64;
                    words.push((left - 12.0, place, line.clone(), font.end()));
                }
                middles.push(middle);
                y += height;
            }
        }
        let bottom = y + 4.0;
        let labels = format.apply_to_ticks(&marks);
        let mut taken = f64::NEG_INFINITY;
        for (&mark, label) in marks.iter().zip(&labels) {
            let at = x.at(mark);
            sheet
                .svg
                .put(El::line(at, top, at, bottom).stroke(Colour::Grid, 1.0));
            let half = text::width(label, SMALL) / 2.0;
            let place = at.clamp(EDGE + half, (sheet.width - EDGE - half).max(EDGE + half));
            if place - half >= taken {
                let font = Font::new(SMALL, Colour::Muted).middle();
                sheet.svg.text(place, bottom + 15.0, label, font);
                taken = place + half + 6.0;
            }
        }
        sheet.y = bottom + 20.0;
        Self {
            left,
            right,
            top,
            bottom,
            middles,
            half,
            x,
            above,
            words,
        }
    }

    /// Draws the upright line that values are measured from, if the axis holds it.
    pub(crate) fn line_at(&self, sheet: &mut Sheet, value: f64) {
        if self.x.holds(value) {
            let at = self.x.at(value);
            let pieces: Vec<(f64, f64)> = if self.above {
                let reach = self.half + 4.0;
                self.middles
                    .iter()
                    .map(|m| (m - reach, m + reach))
                    .collect()
            } else {
                vec![(self.top - 2.0, self.bottom)]
            };
            for (from, to) in pieces {
                sheet
                    .svg
                    .put(El::line(at, from, at, to).stroke(Colour::Rule, 1.25));
            }
        }
    }

    /// Writes the names of the rows.
    pub(crate) fn names(self, sheet: &mut Sheet) {
        for (x, y, line, font) in self.words {
            sheet.svg.text(x, y, &line, font);
        }
    }

    /// Writes the number of a row at the right edge.
    pub(crate) fn number(&self, sheet: &mut Sheet, row: usize, number: &str, font: Font) {
        let y = self.middles[row] + 4.5;
        sheet.svg.text(sheet.width - EDGE, y, number, font.end());
    }
}

/// The room that `numbers` need at the right edge.
pub(crate) fn number_room(numbers: &[String]) -> f64 {
    numbers
        .iter()
        .map(|n| text::width(n, BODY) * 1.06)
        .fold(0.0, f64::max)
        + 12.0
}
