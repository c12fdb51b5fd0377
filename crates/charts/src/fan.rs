//! A fan chart: how a series may go on, as nested bands around its middle.

use std::fmt::Write as _;

use crate::format::NumberFormat;
use crate::frame::{BODY, Figure, Frame, Key, Medium, Plot, SMALL, Sheet, dash, from_to};
use crate::palette::Colour;
use crate::scale::{Extent, Linear, Time};
use crate::svg::{Anchor, El, Font, polyline, ribbon};
use crate::text;

/// Between which values a share of the runs lies, position by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// What the band holds, such as `90% of runs`.
    pub label: String,
    /// Lower edge; a gap where it is not a number.
    pub low: Vec<f64>,
    /// Upper edge.
    pub high: Vec<f64>,
}

/// One series with its bands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fan {
    /// Name of the series.
    pub name: String,
    /// Median or mean, position by position; a gap where it is not a number.
    pub middle: Vec<f64>,
    /// Bands, in any order.
    pub bands: Vec<Band>,
}

/// A value known from elsewhere, drawn as a ring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferencePoint {
    /// Position on the time axis.
    pub index: usize,
    /// Observed value.
    pub value: f64,
    /// What it is, such as `observed`; told when a reader points at it.
    pub label: String,
}

/// A dated change, drawn as an upright line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Position on the time axis.
    pub index: usize,
    /// What happens then.
    pub label: String,
}

/// One or a few series with quantile bands over time.
///
/// The first fan is drawn filled; the bands of later ones have dashed edges, so that two fans
/// can be told apart where they overlap and in black and white.
///
/// ```
/// use charts::{Band, Fan, FanChart, Figure, Frame, Time};
/// let chart = FanChart {
///     frame: Frame::new("Output grows").subtitle("Index, opening quarter = 100"),
///     time: Time::Quarters { year: 2022, quarter: 1 },
///     fans: vec![Fan {
///         name: "Baseline".to_owned(),
///         middle: vec![100.0, 101.0, 103.0],
///         bands: vec![Band {
///             label: "90% of runs".to_owned(),
///             low: vec![100.0, 100.2, 101.0],
///             high: vec![100.0, 102.0, 105.0],
///         }],
///     }],
///     ..FanChart::default()
/// };
/// assert!(chart.svg().starts_with("<svg"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FanChart {
    /// Words around the figure.
    pub frame: Frame,
    /// What the positions stand for.
    pub time: Time,
    /// How values are written.
    pub format: NumberFormat,
    /// The series, the one of interest first.
    pub fans: Vec<Fan>,
    /// What the middle line is; `median` if empty.
    pub middle_label: String,
    /// Values known from elsewhere.
    pub references: Vec<ReferencePoint>,
    /// Dated changes.
    pub moments: Vec<Moment>,
    /// Makes the value axis reach zero.
    pub from_zero: bool,
}

impl FanChart {
    fn count(&self) -> usize {
        let fans = self.fans.iter().map(Fan::count).max().unwrap_or(0);
        let points = self
            .references
            .iter()
            .map(|r| r.index + 1)
            .max()
            .unwrap_or(0);
        fans.max(points).min(100_000)
    }

    fn extent(&self) -> Extent {
        let mut extent = Extent::EMPTY;
        let edges = |fan: &Fan| {
            let bands = fan
                .bands
                .iter()
                .flat_map(|b| b.low.iter().chain(&b.high).copied());
            bands
                .chain(fan.middle.iter().copied())
                .collect::<Vec<f64>>()
        };
        self.fans
            .iter()
            .flat_map(edges)
            .for_each(|v| extent.include(v));
        self.references.iter().for_each(|r| extent.include(r.value));
        if self.from_zero {
            extent.include(0.0);
        }
        extent
    }

    fn keys(&self, named: bool) -> Vec<(Key, String)> {
        let mut keys = Vec::new();
        let middle = if self.middle_label.is_empty() {
            "median"
        } else {
            self.middle_label.as_str()
        };
        for (n, fan) in self.fans.iter().enumerate() {
            if named && !fan.name.is_empty() {
                keys.push((Key::Line(n), format!("{} ({middle})", fan.name)));
            } else if n == 0 {
                keys.push((Key::Line(n), middle.to_owned()));
            }
        }
        for (n, fan) in self.fans.iter().enumerate() {
            let other = if n == 0 {
                String::new()
            } else {
                format!(", {}", fan.name)
            };
            for (band, shade) in fan.by_width() {
                let label = format!("{}{other}", band.label);
                let colour = Colour::Series(n);
                keys.push(if n == 0 {
                    (Key::Area(colour, shade), label)
                } else {
                    (Key::Outline(colour, "4 3"), label)
                });
            }
        }
        if let Some(first) = self.references.first() {
            let label = if first.label.is_empty() {
                "observed"
            } else {
                &first.label
            };
            keys.push((Key::Ring(Colour::Ink), label.to_owned()));
        }
        keys
    }

    fn summary(&self) -> String {
        let mut told = String::new();
        for fan in &self.fans {
            told.push_str(&from_to(&fan.name, &fan.middle, &self.format, self.time));
            if let Some((band, _)) = fan.by_width().first()
                && let Some(&(_, low, high)) = band.runs().last().and_then(|run| run.last())
            {
                let (low, high) = (self.format.apply(low), self.format.apply(high));
                let _ = write!(told, "At the end {}: {low} to {high}. ", band.label);
            }
        }
        told
    }
}

impl Fan {
    fn count(&self) -> usize {
        let bands = self.bands.iter().map(|b| b.low.len().min(b.high.len()));
        bands.chain([self.middle.len()]).max().unwrap_or(0)
    }

    /// The bands, widest first, each with the opacity that its nesting asks for.
    fn by_width(&self) -> Vec<(&Band, f64)> {
        let width = |band: &Band| {
            let gaps = band
                .low
                .iter()
                .zip(&band.high)
                .map(|(l, h)| (h - l).abs() / 2.0);
            let gaps: Vec<f64> = gaps.filter(|g| g.is_finite()).collect();
            gaps.iter().map(|g| g / gaps.len() as f64).sum::<f64>()
        };
        let mut bands: Vec<&Band> = self.bands.iter().collect();
        bands.sort_by(|a, b| width(b).total_cmp(&width(a)));
        let shade = |n: usize| (0.18 + 0.12 * n as f64).min(0.5);
        bands
            .into_iter()
            .enumerate()
            .map(|(n, band)| (band, shade(n)))
            .collect()
    }
}

impl Band {
    /// The stretches without gaps, as positions with lower and upper edge in order.
    fn runs(&self) -> Vec<Vec<(usize, f64, f64)>> {
        let mut runs = vec![Vec::new()];
        for (index, (&a, &b)) in self.low.iter().zip(&self.high).enumerate() {
            if a.is_finite() && b.is_finite() {
                if let Some(run) = runs.last_mut() {
                    run.push((index, a.min(b), a.max(b)));
                }
            } else if runs.last().is_some_and(|run| !run.is_empty()) {
                runs.push(Vec::new());
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

impl Figure for FanChart {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let names: Vec<&str> = self.fans.iter().map(|fan| fan.name.as_str()).collect();
        let room = label_room(&sheet, &names);
        sheet.legend(&self.keys(room.is_none()));
        if !self.moments.is_empty() {
            sheet.y += 14.0;
        }
        let height = sheet.plot_height();
        let plot = sheet.plot(self.extent(), &self.format, height, room.unwrap_or(8.0));
        let x = sheet.time_axis(&plot, self.time, self.count());
        for moment in &self.moments {
            draw_moment(&mut sheet, &plot, &x, moment);
        }
        for (n, fan) in self.fans.iter().enumerate() {
            for (band, shade) in fan.by_width() {
                draw_band(&mut sheet, &plot, |i| x.at(i as f64), band, n, shade);
            }
        }
        sheet.zero_line(&plot);
        for (n, fan) in self.fans.iter().enumerate() {
            draw_line(&mut sheet, &plot, &x, &fan.middle, n, 2.5);
        }
        for reference in self.references.iter().filter(|r| r.value.is_finite()) {
            let place = (x.at(reference.index as f64), plot.y.at(reference.value));
            let ring = El::circle(place.0, place.1, 3.5).fill(Colour::Paper);
            let told = format!(
                "{} {}: {}",
                reference.label,
                self.time.name(reference.index),
                self.format.apply(reference.value)
            );
            sheet.svg.put_told(ring.stroke(Colour::Ink, 1.75), &told);
        }
        if room.is_some() {
            let ends: Vec<(usize, &str, &[f64])> = self
                .fans
                .iter()
                .enumerate()
                .map(|(n, f)| (n, f.name.as_str(), &f.middle[..]))
                .collect();
            end_labels(&mut sheet, &plot, &x, &ends, &self.format);
        }
        sheet.finish("Fan chart", &self.summary())
    }
}

pub(crate) fn draw_band(
    sheet: &mut Sheet,
    plot: &Plot,
    place: impl Fn(usize) -> f64,
    band: &Band,
    series: usize,
    shade: f64,
) {
    for run in band.runs() {
        let mut along: Vec<(f64, f64, f64)> = run
            .iter()
            .map(|&(i, l, h)| (place(i), plot.y.at(l), plot.y.at(h)))
            .collect();
        if let [(at, low, high)] = along[..] {
            along = vec![(at - 5.0, low, high), (at + 5.0, low, high)];
        }
        let lower: Vec<(f64, f64)> = along.iter().map(|&(at, low, _)| (at, low)).collect();
        let upper: Vec<(f64, f64)> = along.iter().map(|&(at, _, high)| (at, high)).collect();
        let colour = Colour::Series(series);
        let shade = if series == 0 { shade } else { shade * 0.5 };
        let area = El::path(&ribbon(&upper, &lower))
            .fill(colour)
            .n("fill-opacity", shade);
        sheet.svg.put(area);
        if series > 0 {
            for edge in [upper, lower] {
                let d = polyline(edge.into_iter().map(Some));
                sheet
                    .svg
                    .put(El::path(&d).no_fill().stroke(colour, 1.0).dash("4 3"));
            }
        }
    }
}

/// Draws a series as a line, and each value between two gaps as a dot.
pub(crate) fn draw_line(
    sheet: &mut Sheet,
    plot: &Plot,
    x: &Linear,
    values: &[f64],
    series: usize,
    width: f64,
) {
    let place = |(index, &value): (usize, &f64)| {
        value
            .is_finite()
            .then(|| (x.at(index as f64), plot.y.at(value)))
    };
    let places: Vec<Option<(f64, f64)>> = values.iter().enumerate().map(place).collect();
    let d = polyline(places.iter().copied());
    if !d.is_empty() {
        let line = El::path(&d).no_fill().stroke(Colour::Series(series), width);
        let line = line
            .a("stroke-linejoin", "round")
            .a("stroke-linecap", "butt");
        sheet.svg.put(line.dash(dash(series)));
    }
    for (index, point) in places.iter().enumerate() {
        let lone = |at: Option<usize>| at.and_then(|i| places.get(i)).is_none_or(Option::is_none);
        if let Some((px, py)) = *point
            && lone(index.checked_sub(1))
            && lone(Some(index + 1))
        {
            sheet
                .svg
                .put(El::circle(px, py, width + 1.0).fill(Colour::Series(series)));
        }
    }
}

/// An upright line where something changes, its name at the top.
pub(crate) fn draw_moment(sheet: &mut Sheet, plot: &Plot, x: &Linear, moment: &Moment) {
    let at = x.at(moment.index as f64);
    let line = El::line(at, plot.top - 18.0, at, plot.bottom).stroke(Colour::Rule, 1.0);
    sheet.svg.put(line.dash("2 3"));
    let room = text::width(&moment.label, SMALL) + 8.0;
    let font = Font::new(SMALL, Colour::Muted).halo();
    if at + room < plot.right {
        sheet
            .svg
            .text(at + 5.0, plot.top - 9.0, &moment.label, font);
    } else {
        sheet
            .svg
            .text(at - 5.0, plot.top - 9.0, &moment.label, font.end());
    }
}

/// The room that names need beside a plot; `None` if they fit better in a legend.
pub(crate) fn label_room(sheet: &Sheet, names: &[&str]) -> Option<f64> {
    let widest = names
        .iter()
        .map(|n| text::width(n, BODY) * 1.06)
        .fold(0.0, f64::max);
    let named = names.iter().any(|n| !n.is_empty());
    let fits = widest <= sheet.width * 0.27
        && names.len() as f64 * 17.0 <= sheet.plot_height()
        && !(sheet.is_narrow() && names.len() > 4);
    (named && fits).then_some(widest.max(text::width("−0.000", SMALL)) + 16.0)
}

/// Names of series, with their last values, beside the ends of their lines.
pub(crate) fn end_labels(
    sheet: &mut Sheet,
    plot: &Plot,
    x: &Linear,
    series: &[(usize, &str, &[f64])],
    format: &NumberFormat,
) {
    let mut ends = Vec::new();
    for &(n, name, values) in series {
        if let Some(last) = values.iter().rposition(|v| v.is_finite()) {
            let place = (x.at(last as f64), plot.y.at(values[last]));
            ends.push((n, name, place, values[last]));
        }
    }
    let wanted: Vec<f64> = ends.iter().map(|end| end.2.1).collect();
    let two = ends.len() <= 3;
    let gap = if two { 31.0 } else { 16.0 };
    let places = text::spread(
        &wanted,
        gap,
        plot.top + 2.0,
        plot.bottom - if two { 14.0 } else { 2.0 },
    );
    let beside = plot.right + 8.0;
    for ((n, name, (px, py), value), at) in ends.into_iter().zip(places) {
        if (at - py).abs() > 6.0 || px < plot.right - 12.0 {
            let d = polyline([Some((px + 4.0, py)), Some((beside - 3.0, at))]);
            let leader = El::path(&d).no_fill().stroke(Colour::Series(n), 0.75);
            sheet.svg.put(leader.n("stroke-opacity", 0.6));
        }
        let font = Font {
            anchor: Anchor::Start,
            ..Font::new(BODY, Colour::SeriesText(n))
        };
        sheet.svg.text(beside, at + 4.0, name, font.bold());
        if two {
            let small = Font::new(SMALL, Colour::SeriesText(n));
            sheet
                .svg
                .text(beside, at + 18.5, &format.apply(value), small);
        }
    }
}
