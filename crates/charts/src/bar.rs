//! Horizontal bars, each with what chance and what ignorance leave open about it.

use crate::format::NumberFormat;
use crate::frame::{BODY, Figure, Frame, Key, Medium, Sheet};
use crate::palette::Colour;
use crate::rows::{RowName, Rows, number_room};
use crate::scale::Extent;
use crate::svg::{El, Font};

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Name of the row.
    pub label: String,
    /// Length of the bar, with sign; not a number where only a band is known, which is then drawn alone.
    pub value: f64,
    /// Where the value lies up to chance: the luck of the runs or of the sample.
    pub chance: Option<(f64, f64)>,
    /// Where it lies up to ignorance: chance and the parameters nobody has measured.
    pub ignorance: Option<(f64, f64)>,
}

impl Bar {
    /// A bar without error bands.
    pub fn new(label: &str, value: f64) -> Self {
        Self {
            label: label.to_owned(),
            value,
            ..Self::default()
        }
    }

    /// A band without a bar, where chance can explain the value and nobody should read a length.
    pub fn open(label: &str, low: f64, high: f64) -> Self {
        Self::new(label, f64::NAN).chance(low, high)
    }

    /// Whether there is a band and no bar.
    fn is_band_alone(&self) -> bool {
        self.value.is_nan() && self.chance.is_some()
    }

    /// The same with the band that chance leaves.
    #[must_use]
    pub fn chance(mut self, low: f64, high: f64) -> Self {
        self.chance = Some((low, high));
        self
    }

    /// The same with the band that ignorance leaves.
    #[must_use]
    pub fn ignorance(mut self, low: f64, high: f64) -> Self {
        self.ignorance = Some((low, high));
        self
    }

    /// Whether a band of this bar holds zero, so that its sign is open.
    pub fn is_sign_unsure(&self) -> bool {
        [self.chance, self.ignorance]
            .into_iter()
            .flatten()
            .any(|(a, b)| a * b <= 0.0)
    }
}

/// In which order bars stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Largest value first.
    #[default]
    Largest,
    /// Largest size first, whatever its sign.
    Magnitude,
    /// As given.
    Given,
}

/// Horizontal bars with two nested error bands.
///
/// A bar whose band holds zero is hollow: its sign is not sure.
///
/// ```
/// use charts::{Bar, BarChart, Figure, Frame};
/// let figure = BarChart {
///     frame: Frame::new("Who gains"),
///     bars: vec![Bar::new("Rural", 0.031).chance(0.028, 0.034), Bar::new("Urban", -0.002)],
///     ..BarChart::default()
/// };
/// assert!(figure.svg().contains("Rural"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarChart {
    /// Words around the figure.
    pub frame: Frame,
    /// How values are written.
    pub format: NumberFormat,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Their order.
    pub order: Order,
}

impl BarChart {
    fn sorted(&self) -> Vec<&Bar> {
        let mut bars: Vec<&Bar> = self.bars.iter().collect();
        let key = |bar: &Bar| match self.order {
            Order::Magnitude => bar.value.abs(),
            _ => bar.value,
        };
        if self.order != Order::Given {
            bars.sort_by(|a, b| match (a.value.is_nan(), b.value.is_nan()) {
                (false, false) => key(b).total_cmp(&key(a)),
                (a, b) => a.cmp(&b),
            });
        }
        bars
    }

    fn keys(&self) -> Vec<(Key, String)> {
        let mut keys = Vec::new();
        if self.bars.iter().any(|bar| bar.chance.is_some()) {
            keys.push((Key::Whisker(3.5), "open to chance".to_owned()));
        }
        if self.bars.iter().any(|bar| bar.ignorance.is_some()) {
            keys.push((Key::Whisker(1.0), "open to chance and ignorance".to_owned()));
        }
        let unsure = |bar: &Bar| bar.is_sign_unsure() && !bar.is_band_alone();
        if self.bars.iter().any(unsure) {
            keys.push((Key::Outline(Colour::Rule, ""), "sign unsure".to_owned()));
        }
        keys
    }
}

impl Figure for BarChart {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        sheet.legend(&self.keys());
        let bars = self.sorted();
        let mut extent = Extent::of([0.0]);
        for bar in &bars {
            extent.include(bar.value);
            for (low, high) in [bar.chance, bar.ignorance].into_iter().flatten() {
                extent.include(low);
                extent.include(high);
            }
        }
        let names: Vec<RowName> = bars
            .iter()
            .map(|bar| RowName {
                name: &bar.label,
                firm: false,
            })
            .collect();
        let values: Vec<f64> = bars.iter().map(|bar| bar.value).collect();
        let mut numbers = self.format.alike(&values);
        for (bar, number) in bars.iter().zip(&mut numbers) {
            if bar.is_band_alone() {
                "none seen".clone_into(number);
            }
        }
        let rows = Rows::draw(
            &mut sheet,
            &names,
            extent,
            &self.format,
            number_room(&numbers),
        );
        let mut told = String::new();
        for (row, (bar, number)) in bars.iter().zip(&numbers).enumerate() {
            let about = format!("{}: {number}", bar.label);
            draw_bar(&mut sheet, &rows, row, bar, &about);
            rows.number(&mut sheet, row, number, Font::new(BODY, Colour::Ink));
            told.push_str(&about);
            told.push_str(". ");
        }
        rows.line_at(&mut sheet, 0.0);
        rows.names(&mut sheet);
        sheet.finish("Bar chart", &told)
    }
}

fn draw_bar(sheet: &mut Sheet, rows: &Rows, row: usize, bar: &Bar, about: &str) {
    let y = rows.middles[row];
    if bar.value.is_finite() {
        let colour = Colour::Series(usize::from(bar.value < 0.0));
        let (from, to) = (rows.x.at(0.0), rows.x.at(bar.value));
        let body = El::rect(from, y - rows.half, to, y + rows.half);
        let body = if bar.is_sign_unsure() {
            body.fill(colour)
                .n("fill-opacity", 0.16)
                .stroke(colour, 1.25)
        } else {
            body.fill(colour).n("fill-opacity", 0.82)
        };
        sheet.svg.put_told(body, about);
    }
    if let Some((low, high)) = bar.ignorance {
        whisker(sheet, rows, y, low, high, 1.0);
    }
    if let Some((low, high)) = bar.chance {
        whisker(sheet, rows, y, low, high, 3.5);
    }
}

/// A band as a line through a bar, with a light edge so that it shows on the bar too.
pub(crate) fn whisker(sheet: &mut Sheet, rows: &Rows, y: f64, low: f64, high: f64, width: f64) {
    if !low.is_finite() || !high.is_finite() {
        return;
    }
    let (a, b) = (rows.x.at(low.min(high)), rows.x.at(low.max(high)));
    for (colour, extra) in [(Colour::Paper, 2.0), (Colour::Ink, 0.0)] {
        if width < 3.0 {
            for end in [a, b] {
                let cap = El::line(end, y - 4.0 - extra / 2.0, end, y + 4.0 + extra / 2.0);
                sheet.svg.put(cap.stroke(colour, width + extra));
            }
        }
        sheet
            .svg
            .put(El::line(a, y, b, y).stroke(colour, width + extra));
    }
}
