//! Densities: where the people of one or several distributions are.

use std::fmt::Write as _;

use crate::format::NumberFormat;
use crate::frame::{Figure, Frame, Key, Medium, SMALL, Sheet, dash};
use crate::palette::Colour;
use crate::scale::{Extent, Linear, tame};
use crate::svg::{El, Font, polyline, ribbon};
use crate::text;

/// One density.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DensityLine {
    /// Whose distribution.
    pub name: String,
    /// Values and the density at each, in any unit.
    pub points: Vec<(f64, f64)>,
    /// A value to mark, such as the median, with its name.
    pub mark: Option<(f64, String)>,
}

impl DensityLine {
    /// A density through `points`.
    pub fn new(name: &str, points: Vec<(f64, f64)>) -> Self {
        Self {
            name: name.to_owned(),
            points,
            mark: None,
        }
    }

    /// The density of `sample`, values with weights, by a kernel as Epanechnikov's, at `count`
    /// places.
    ///
    /// The bandwidth is Silverman's for this kernel. Values that are no numbers and weights not
    /// above zero are left out; a sample of fewer than two different values has no density.
    ///
    /// ```
    /// let line = charts::DensityLine::of("incomes", &[(1.0, 1.0), (2.0, 2.0), (4.0, 1.0)], 64);
    /// let area: f64 = line.points.windows(2)
    ///     .map(|w| (w[1].0 - w[0].0) * (w[0].1 + w[1].1) / 2.0).sum();
    /// assert!((area - 1.0).abs() < 0.01);
    /// ```
    pub fn of(name: &str, sample: &[(f64, f64)], count: usize) -> Self {
        let usable = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite() && p.1 > 0.0;
        let mut sample: Vec<(f64, f64)> = sample
            .iter()
            .copied()
            .filter(usable)
            .map(|(v, w)| (tame(v), tame(w)))
            .collect();
        sample.sort_by(|a, b| a.0.total_cmp(&b.0));
        let heaviest = sample.iter().map(|p| p.1).fold(0.0, f64::max);
        let scale = sample.iter().map(|p| p.0.abs()).fold(0.0, f64::max);
        if sample.len() < 2 || scale < 1e-280 {
            return Self::new(name, Vec::new());
        }
        for p in &mut sample {
            *p = (p.0 / scale, p.1 / heaviest);
        }
        let total: f64 = sample.iter().map(|p| p.1).sum();
        let squares: f64 = sample.iter().map(|p| p.1 * p.1).sum();
        let mean = sample.iter().map(|p| p.0 * p.1).sum::<f64>() / total;
        let spread = |p: &(f64, f64)| (p.0 - mean) * (p.0 - mean) * p.1;
        let sd = (sample.iter().map(spread).sum::<f64>() / total).sqrt();
        if sd < 1e-12 {
            return Self::new(name, Vec::new());
        }
        let bandwidth = 2.34 * sd / fifth_root(total * total / squares);
        let (low, high) = (
            sample[0].0 - bandwidth,
            sample[sample.len() - 1].0 + bandwidth,
        );
        let count = count.clamp(2, 2000);
        let density = |at: f64| {
            let near = sample.partition_point(|p| p.0 < at - bandwidth);
            let near = sample[near..].iter().take_while(|p| p.0 <= at + bandwidth);
            let kernel = |p: &(f64, f64)| {
                let u = (p.0 - at) / bandwidth;
                0.75 * (1.0 - u * u) * p.1
            };
            near.map(kernel).sum::<f64>() / (total * bandwidth)
        };
        let place = |n: usize| low + (high - low) * n as f64 / (count - 1) as f64;
        let points = (0..count).map(|n| (place(n) * scale, density(place(n)) / scale));
        Self::new(name, points.collect())
    }

    /// The same with a value marked and named.
    #[must_use]
    pub fn mark(mut self, value: f64, name: &str) -> Self {
        self.mark = Some((value, name.to_owned()));
        self
    }
}

/// The fifth root of a number of at least one, by Newton's method.
fn fifth_root(value: f64) -> f64 {
    let mut root = value.sqrt().max(1.0);
    for _ in 0..80 {
        let fourth = root * root * root * root;
        root = (4.0 * root + value / fourth) / 5.0;
    }
    root
}

/// One or several densities over a value axis.
///
/// The height of a density means nothing by itself, so there is no vertical axis.
///
/// ```
/// use charts::{Density, DensityLine, Figure, Frame};
/// let figure = Density {
///     frame: Frame::new("The middle moves up"),
///     lines: vec![DensityLine::new("2022", vec![(0.0, 0.0), (1.0, 2.0), (3.0, 0.0)])],
///     ..Density::default()
/// };
/// assert!(figure.svg().contains("2022"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Density {
    /// Words around the figure.
    pub frame: Frame,
    /// How values are written.
    pub format: NumberFormat,
    /// The densities.
    pub lines: Vec<DensityLine>,
    /// Name of the horizontal axis.
    pub caption: String,
    /// Values left and right of which nothing is drawn.
    pub window: Option<(f64, f64)>,
}

impl Density {
    /// The points of a line that are drawn: numbers, inside the window, in order.
    fn shown(&self, line: &DensityLine) -> Vec<(f64, f64)> {
        let (low, high) = self.window.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let inside = |p: &(f64, f64)| {
            p.0.is_finite() && p.1.is_finite() && p.0 >= low.min(high) && p.0 <= high.max(low)
        };
        let mut points: Vec<(f64, f64)> = line.points.iter().copied().filter(inside).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }
}

impl Figure for Density {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let named = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.name.is_empty());
        let keys: Vec<_> = named
            .map(|(n, line)| (Key::Line(n), line.name.clone()))
            .collect();
        sheet.legend(&keys);
        let shown: Vec<Vec<(f64, f64)>> = self.lines.iter().map(|line| self.shown(line)).collect();
        let height = sheet.plot_height() * 0.85;
        let marks = self.lines.iter().filter(|line| line.mark.is_some()).count() as f64;
        let top = sheet.y + 10.0 + 16.0 * marks;
        let mut extent = Extent::of(shown.iter().flatten().map(|p| p.1));
        extent.include(0.0);
        let plot = sheet.bare_plot(extent.safe(), top, height);
        let across = Extent::of(shown.iter().flatten().map(|p| p.0));
        let x = sheet.value_axis(&plot, across, &self.format, &self.caption);
        for (n, points) in shown.iter().enumerate().rev() {
            let along: Vec<(f64, f64)> = points
                .iter()
                .map(|&(v, d)| (x.at(v), plot.y.at(d)))
                .collect();
            let foot: Vec<(f64, f64)> = along.iter().map(|&(at, _)| (at, plot.bottom)).collect();
            let colour = Colour::Series(n);
            let area = El::path(&ribbon(&along, &foot)).fill(colour);
            sheet
                .svg
                .put(area.n("fill-opacity", if n == 0 { 0.2 } else { 0.1 }));
            let line = El::path(&polyline(along.into_iter().map(Some))).no_fill();
            sheet.svg.put(line.stroke(colour, 2.25).dash(dash(n)));
        }
        let mut told = String::new();
        let mut level = 0.0;
        for (n, line) in self.lines.iter().enumerate() {
            if let Some((value, name)) = &line.mark
                && value.is_finite()
            {
                let label = format!("{name} {}", self.format.apply(*value));
                let y = plot.top - 6.0 - 16.0 * (marks - 1.0 - level);
                mark(&mut sheet, &x, n, *value, (y, plot.bottom), &label);
                let _ = write!(told, "{}: {label}. ", line.name);
                level += 1.0;
            }
        }
        sheet.finish("Density", &told)
    }
}

fn mark(sheet: &mut Sheet, x: &Linear, n: usize, value: f64, span: (f64, f64), label: &str) {
    let at = x.at(value);
    let line = El::line(at, span.0 - 10.0, at, span.1).stroke(Colour::Series(n), 1.25);
    sheet.svg.put(line.dash(dash(n)));
    let font = Font::new(SMALL, Colour::SeriesText(n)).halo();
    let room = text::width(label, SMALL) + 10.0;
    if at + room < sheet.width {
        sheet.svg.text(at + 5.0, span.0, label, font);
    } else {
        sheet.svg.text(at - 5.0, span.0, label, font.end());
    }
}
