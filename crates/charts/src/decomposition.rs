//! Stacked bars: what totals are made of, parts below zero included.

use std::fmt::Write as _;

use crate::format::NumberFormat;
use crate::frame::{BODY, Figure, Frame, Key, Medium, SMALL, Sheet, hatch};
use crate::palette::Colour;
use crate::rows::{RowName, Rows, number_room};
use crate::scale::{Extent, tame};
use crate::svg::{El, Font, number};
use crate::text;

/// One stacked bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Name of the row.
    pub label: String,
    /// One value per part, in the order of the parts.
    pub values: Vec<f64>,
}

impl Stack {
    /// A bar made of `values`.
    pub fn new(label: &str, values: Vec<f64>) -> Self {
        Self {
            label: label.to_owned(),
            values,
        }
    }

    fn parts(&self) -> impl Iterator<Item = (usize, f64)> {
        let finite = self
            .values
            .iter()
            .enumerate()
            .filter(|(_, v)| v.is_finite());
        finite.map(|(part, &value)| (part, tame(value)))
    }
}

/// Totals decomposed into the same parts, one bar per total.
///
/// Parts above zero stack to the right and parts below zero to the left; a diamond marks the
/// total where a bar has both.
///
/// ```
/// use charts::{Decomposition, Figure, Frame, Stack};
/// let figure = Decomposition {
///     frame: Frame::new("Inequality between and within areas"),
///     parts: vec!["between".to_owned(), "within".to_owned()],
///     stacks: vec![Stack::new("2022", vec![0.11, 0.27]), Stack::new("2042", vec![0.06, 0.28])],
///     ..Decomposition::default()
/// };
/// assert!(figure.svg().contains("between"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decomposition {
    /// Words around the figure.
    pub frame: Frame,
    /// How values are written.
    pub format: NumberFormat,
    /// Names of the parts.
    pub parts: Vec<String>,
    /// The bars, in order.
    pub stacks: Vec<Stack>,
}

impl Figure for Decomposition {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let keys = self.parts.iter().enumerate();
        let keys: Vec<(Key, String)> = keys.map(|(n, part)| (Key::Part(n), part.clone())).collect();
        sheet.legend(&keys);
        let mut extent = Extent::of([0.0]);
        let side = |stack: &Stack, sign: f64| {
            tame(
                stack
                    .parts()
                    .map(|(_, v)| v)
                    .filter(|v| v * sign > 0.0)
                    .sum::<f64>(),
            )
        };
        for stack in &self.stacks {
            extent.include(side(stack, 1.0));
            extent.include(side(stack, -1.0));
        }
        let names: Vec<RowName> = self
            .stacks
            .iter()
            .map(|s| RowName {
                name: &s.label,
                firm: false,
            })
            .collect();
        let totals: Vec<f64> = self
            .stacks
            .iter()
            .map(|s| tame(s.parts().map(|(_, v)| v).sum()))
            .collect();
        let numbers = self.format.alike(&totals);
        let parts = self
            .stacks
            .iter()
            .flat_map(|s| s.parts().map(|(_, v)| v.abs()));
        let largest = parts.fold(0.0, f64::max);
        let rows = Rows::draw(
            &mut sheet,
            &names,
            extent,
            &self.format,
            number_room(&numbers),
        );
        let mut told = String::new();
        for (n, stack) in self.stacks.iter().enumerate() {
            let mixed = side(stack, 1.0) > 0.0 && side(stack, -1.0) < 0.0;
            let total = mixed.then(|| rows.x.at(totals[n]));
            self.stack(&mut sheet, &rows, (n, largest), stack, total);
            if let Some(total) = total {
                diamond(&mut sheet, total, rows.middles[n]);
            }
            rows.number(
                &mut sheet,
                n,
                &numbers[n],
                Font::new(BODY, Colour::Ink).bold(),
            );
            let _ = write!(told, "{}: {} in all", stack.label, numbers[n]);
            for (part, value) in stack.parts() {
                let name = self.parts.get(part).map_or("", String::as_str);
                let _ = write!(told, ", {name} {}", self.format.apply(value));
            }
            told.push_str(". ");
        }
        rows.line_at(&mut sheet, 0.0);
        rows.names(&mut sheet);
        sheet.finish("Stacked bar chart", &told)
    }
}

impl Decomposition {
    /// Draws one bar; `total` is where its total is marked, `largest` the largest part of any.
    fn stack(
        &self,
        sheet: &mut Sheet,
        rows: &Rows,
        (row, largest): (usize, f64),
        stack: &Stack,
        total: Option<f64>,
    ) {
        let y = rows.middles[row];
        let half = rows.half + 1.0;
        let (mut above, mut below) = (0.0, 0.0);
        for (part, value) in stack.parts() {
            let end: &mut f64 = if value < 0.0 { &mut below } else { &mut above };
            let (from, to) = (rows.x.at(*end), rows.x.at(tame(*end + value)));
            *end = tame(*end + value);
            let name = self.parts.get(part).map_or("", String::as_str);
            let written = self.format.like(largest, value);
            let told = format!("{}, {name}: {written}", stack.label);
            draw_part(sheet, part, (from, y - half), (to, y + half), &told);
            let half_text = text::width(&written, SMALL) / 2.0;
            // In the middle, or beside the mark of the total if that is there.
            let (left, right) = (from.min(to), from.max(to));
            let offers = [
                f64::midpoint(left, right),
                left + half_text + 6.0,
                right - half_text - 6.0,
            ];
            let free = |at: &f64| total.is_none_or(|total| (total - at).abs() > half_text + 9.0);
            if 2.0 * half_text + 8.0 < right - left
                && let Some(at) = offers.into_iter().find(free)
            {
                let dark = shade(part) > 0.9;
                let ink = if dark { Colour::OnStrong } else { Colour::Ink };
                let font = Font::new(SMALL, ink).middle();
                let font = match (is_hatched(part), dark) {
                    (true, true) => font.halo_of(Colour::Series(part)),
                    (true, false) => font.halo(),
                    (false, _) => font,
                };
                sheet.svg.text(at, y + 4.0, &written, font);
            }
        }
    }
}

/// Whether a part is hatched: with its shade a sign besides colour.
fn is_hatched(part: usize) -> bool {
    part % 4 >= 2
}

/// The opacity of a part: dark and light in turn.
fn shade(part: usize) -> f64 {
    if part.is_multiple_of(2) { 1.0 } else { 0.5 }
}

/// A rectangle in the colour and texture of a part.
pub(crate) fn draw_part(
    sheet: &mut Sheet,
    part: usize,
    (x1, y1): (f64, f64),
    (x2, y2): (f64, f64),
    told: &str,
) {
    let (left, right) = (x1.min(x2), x1.max(x2));
    if shade(part) < 1.0 {
        sheet
            .svg
            .put(El::rect(left, y1, right, y2).fill(Colour::Paper));
    }
    let body = El::rect(left, y1, right, y2).fill(Colour::Series(part));
    let body = body
        .n("fill-opacity", shade(part))
        .stroke(Colour::Paper, 1.5);
    sheet.svg.put_told(body, told);
    if is_hatched(part) && right - left > 2.0 {
        let lines = El::path(&hatch(left, y1, right, y2, 6.0)).no_fill();
        let lines = lines.stroke(Colour::Paper, 0.9).n("stroke-opacity", 0.6);
        sheet.svg.put(lines.a("pointer-events", "none"));
    }
}

fn diamond(sheet: &mut Sheet, x: f64, y: f64) {
    let corner = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
    let d = format!(
        "M{}L{}L{}L{}Z",
        corner(-6.0, 0.0),
        corner(0.0, -6.0),
        corner(6.0, 0.0),
        corner(0.0, 6.0)
    );
    sheet
        .svg
        .put(El::path(&d).fill(Colour::Ink).stroke(Colour::Paper, 1.5));
}
