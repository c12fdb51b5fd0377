//! A sparkline: a series as small as a word, for the middle of a sentence or a cell.

use crate::frame::Medium;
use crate::palette::{Colour, stylesheet};
use crate::scale::{Extent, Linear};
use crate::svg::{El, Svg, escape, number, polyline};

/// A line as small as a word, a dot at its end.
///
/// ```
/// use charts::Sparkline;
/// let line = Sparkline::new(&[1.0, 3.0, 2.0]).told("income since 2022");
/// assert!(line.svg().starts_with("<svg"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sparkline {
    /// The series; a gap where a value is no number.
    pub values: Vec<f64>,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What it shows, for those who cannot see it.
    pub label: String,
    /// Marks zero by a thin line, where the series spans it.
    pub zero: bool,
}

impl Sparkline {
    /// A sparkline 84 by 20.
    pub fn new(values: &[f64]) -> Self {
        let label = "trend".to_owned();
        Self {
            values: values.to_vec(),
            width: 84.0,
            height: 20.0,
            label,
            zero: true,
        }
    }

    /// The same with what it shows.
    #[must_use]
    pub fn told(mut self, label: &str) -> Self {
        label.clone_into(&mut self.label);
        self
    }

    /// The sparkline alone, with its own style sheet.
    pub fn svg(&self) -> String {
        self.render(Medium::ALONE)
    }

    /// The sparkline; of `medium` only whether the page has the style sheet matters.
    pub fn render(&self, medium: Medium) -> String {
        let side = |v: f64, usual: f64| {
            if v.is_finite() {
                v.clamp(8.0, 1000.0)
            } else {
                usual
            }
        };
        let (width, height) = (side(self.width, 84.0), side(self.height, 20.0));
        let extent = Extent::of(self.values.iter().copied()).safe();
        let last = self.values.len().saturating_sub(1);
        let across = Extent {
            low: 0.0,
            high: last.max(1) as f64,
        };
        let x = Linear::new(across, 2.0, width - 4.0);
        let y = Linear::new(extent, height - 3.0, 3.0);
        let mut svg = Svg::default();
        if self.zero && extent.low < 0.0 && extent.high > 0.0 {
            let at = y.at(0.0);
            svg.put(El::line(0.0, at, width, at).stroke(Colour::Grid, 1.0));
        }
        let place = |(n, v): (usize, &f64)| v.is_finite().then(|| (x.at(n as f64), y.at(*v)));
        let places: Vec<Option<(f64, f64)>> = self.values.iter().enumerate().map(place).collect();
        let line = El::path(&polyline(places.iter().copied())).no_fill();
        let line = line
            .stroke(Colour::Series(0), 1.5)
            .a("stroke-linejoin", "round");
        svg.put(line);
        if let Some((px, py)) = places.iter().rev().find_map(|place| *place) {
            svg.put(El::circle(px, py, 2.25).fill(Colour::Series(0)));
        }
        let (body, colours) = svg.finish();
        let style = if medium.styled {
            String::new()
        } else {
            format!("<style>{}</style>\n", stylesheet(&colours))
        };
        let (width, height, label) = (number(width), number(height), escape(&self.label));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cw cw-inline\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
             style=\"display:inline-block;vertical-align:-25%\">\n<title>{label}</title>\n\
             <desc>Sparkline: {}</desc>\n{style}{body}</svg>",
            escape(&crate::terminal::sparkline_within(&self.values, 24))
        )
    }
}
