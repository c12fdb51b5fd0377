//! A line chart: several named series over time, each named where it ends.

use crate::fan::{Moment, draw_line, draw_moment, end_labels, label_room};
use crate::format::NumberFormat;
use crate::frame::{Figure, Frame, Key, Medium, Sheet, from_to};
use crate::scale::{Extent, Time};

/// One named series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Name of the series.
    pub name: String,
    /// Values, position by position; a gap where one is not a number.
    pub values: Vec<f64>,
}

impl Line {
    /// A series of `values` named `name`.
    pub fn new(name: &str, values: Vec<f64>) -> Self {
        Self {
            name: name.to_owned(),
            values,
        }
    }
}

/// Several named series over time.
///
/// Names stand at the ends of the lines where they fit, and in a legend where they do not.
///
/// ```
/// use charts::{Figure, Frame, Line, LineChart, NumberFormat};
/// let chart = LineChart {
///     frame: Frame::new("The gap narrows").subtitle("Urban to rural income, ratio"),
///     lines: vec![Line::new("Baseline", vec![2.5, 2.4, 2.3]), Line::new("Frozen", vec![2.5, 2.5])],
///     ..LineChart::default()
/// };
/// assert!(chart.svg().contains("Frozen"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineChart {
    /// Words around the figure.
    pub frame: Frame,
    /// What the positions stand for.
    pub time: Time,
    /// How values are written.
    pub format: NumberFormat,
    /// The series, the most important first.
    pub lines: Vec<Line>,
    /// Dated changes.
    pub moments: Vec<Moment>,
    /// Makes the value axis reach zero.
    pub from_zero: bool,
}

impl LineChart {
    fn summary(&self) -> String {
        let told = self
            .lines
            .iter()
            .map(|l| from_to(&l.name, &l.values, &self.format, self.time));
        told.collect()
    }
}

impl Figure for LineChart {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let names: Vec<&str> = self.lines.iter().map(|line| line.name.as_str()).collect();
        let room = label_room(&sheet, &names);
        if room.is_none() {
            let keys = names
                .iter()
                .enumerate()
                .map(|(n, name)| (Key::Line(n), (*name).to_owned()));
            let keys: Vec<(Key, String)> = keys.filter(|(_, name)| !name.is_empty()).collect();
            sheet.legend(&keys);
        }
        let mut extent = Extent::of(self.lines.iter().flat_map(|l| l.values.iter().copied()));
        if self.from_zero {
            extent.include(0.0);
        }
        if !self.moments.is_empty() {
            sheet.y += 14.0;
        }
        let height = sheet.plot_height();
        let plot = sheet.plot(extent, &self.format, height, room.unwrap_or(8.0));
        let count = self
            .lines
            .iter()
            .map(|line| line.values.len())
            .max()
            .unwrap_or(0);
        let x = sheet.time_axis(&plot, self.time, count);
        for moment in &self.moments {
            draw_moment(&mut sheet, &plot, &x, moment);
        }
        sheet.zero_line(&plot);
        // The most important series lies on top.
        for (n, line) in self.lines.iter().enumerate().rev() {
            let width = if n == 0 { 2.75 } else { 2.0 };
            draw_line(&mut sheet, &plot, &x, &line.values, n, width);
        }
        if room.is_some() {
            let ends: Vec<(usize, &str, &[f64])> = self
                .lines
                .iter()
                .enumerate()
                .map(|(n, line)| (n, line.name.as_str(), &line.values[..]))
                .collect();
            end_labels(&mut sheet, &plot, &x, &ends, &self.format);
        }
        sheet.finish("Line chart", &self.summary())
    }
}
