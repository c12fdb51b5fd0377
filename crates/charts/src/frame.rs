//! What all figures share: heading, legend, plot with its grid and axes, note, and the
//! `<svg>` around them.

use std::fmt::Write as _;

use crate::decomposition::draw_part;
use crate::format::NumberFormat;
use crate::palette::{Colour, FONT, stylesheet};
use crate::scale::{Extent, Linear, Time};
use crate::svg::{El, Font, Svg, escape, number, polyline};
use crate::text;
use crate::ticks::{axis, ticks};

/// Font size of axis labels, legends and notes.
pub(crate) const SMALL: f64 = 12.0;
/// Font size of names and values.
pub(crate) const BODY: f64 = 13.0;
/// Air around a figure.
pub(crate) const EDGE: f64 = 6.0;

/// The words around a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// What the figure says, in one line.
    pub title: String,
    /// What is measured, of whom, in which unit.
    pub subtitle: String,
    /// The figure in a sentence, for those who cannot see it; made from the data if empty.
    pub description: String,
    /// A note under the figure.
    pub note: String,
    /// Leaves title and subtitle to the page around the figure (they stay for screen readers).
    pub bare: bool,
}

impl Frame {
    /// A frame with a title.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// The same with a line on what is measured, of whom, in which unit.
    #[must_use]
    pub fn subtitle(mut self, subtitle: &str) -> Self {
        subtitle.clone_into(&mut self.subtitle);
        self
    }

    /// The same with a description for those who cannot see the figure.
    #[must_use]
    pub fn description(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    /// The same with a note under the figure.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }
}

/// Where a figure will stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Medium {
    /// Width in CSS pixels the figure is laid out for; between 280 and 1600.
    pub width: f64,
    /// Whether the page around it carries the style sheet.
    pub styled: bool,
}

impl Medium {
    /// A figure alone, 720 wide.
    pub const ALONE: Self = Self {
        width: 720.0,
        styled: false,
    };
    /// In a page, on a screen wide enough for text and figure.
    pub const WIDE: Self = Self {
        width: 720.0,
        styled: true,
    };
    /// In a page, on a telephone.
    pub const NARROW: Self = Self {
        width: 380.0,
        styled: true,
    };
}

/// Something that draws itself as one `<svg>` element.
pub trait Figure {
    /// The figure laid out for `medium`.
    fn render(&self, medium: Medium) -> String;

    /// The figure alone, at the usual width, with its own style sheet.
    fn svg(&self) -> String {
        self.render(Medium::ALONE)
    }

    /// The figure alone, laid out for `width` CSS pixels.
    fn svg_at(&self, width: f64) -> String {
        self.render(Medium {
            width,
            styled: false,
        })
    }
}

/// A sign of the legend.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key {
    Line(usize),
    Area(Colour, f64),
    Outline(Colour, &'static str),
    Mark(usize),
    /// A part of a stacked bar, with its texture.
    Part(usize),
    Ring(Colour),
    /// An error band of this stroke width; thin ones have caps.
    Whisker(f64),
}

/// A mark whose form tells its group without colour: circle, square, diamond.
pub(crate) fn mark(x: f64, y: f64, group: usize) -> El {
    let path = |points: [(f64, f64); 4]| {
        let d = polyline(points.map(|(dx, dy)| Some((x + dx, y + dy))));
        El::path(&format!("{d}Z"))
    };
    match group % 3 {
        1 => path([(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)]),
        2 => path([(-6.0, 0.0), (0.0, -6.0), (6.0, 0.0), (0.0, 6.0)]),
        _ => El::circle(x, y, 5.0),
    }
}

/// Dashes of the `n`th series: a second sign besides colour, for black and white print.
pub(crate) fn dash(series: usize) -> &'static str {
    ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "1 4"][series % 7]
}

/// A figure being drawn, from the top down.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) svg: Svg,
    pub(crate) width: f64,
    /// The first free height.
    pub(crate) y: f64,
    frame: &'a Frame,
    styled: bool,
}

/// The rectangle of a plot and its value axis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plot {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) y: Linear,
}

impl<'a> Sheet<'a> {
    /// A sheet with its heading.
    pub(crate) fn new(frame: &'a Frame, medium: Medium) -> Self {
        let width = if medium.width.is_finite() {
            medium.width
        } else {
            720.0
        };
        let width = width.clamp(280.0, 1600.0);
        let mut sheet = Self {
            svg: Svg::within(width),
            width,
            y: EDGE,
            frame,
            styled: medium.styled,
        };
        if !frame.bare {
            sheet.lines(&frame.title, 17.0, Colour::Ink, true);
            sheet.lines(&frame.subtitle, BODY, Colour::Muted, false);
            sheet.y += 6.0;
        }
        sheet
    }

    pub(crate) fn is_narrow(&self) -> bool {
        self.width < 520.0
    }

    /// The usual height of a plot on this sheet.
    pub(crate) fn plot_height(&self) -> f64 {
        (self.width * 0.46).clamp(220.0, 420.0)
    }

    fn lines(&mut self, words: &str, size: f64, colour: Colour, bold: bool) {
        let font = Font {
            bold,
            ..Font::new(size, colour)
        };
        let air = if bold { 1.08 } else { 1.0 };
        for line in text::wrap(words, self.width - 2.0 * EDGE, |s| {
            text::width(s, size) * air
        }) {
            self.y += size * 1.28;
            self.svg.text(EDGE, self.y - size * 0.22, &line, font);
        }
    }

    /// Writes a legend, in as many rows as it needs.
    pub(crate) fn legend(&mut self, keys: &[(Key, String)]) {
        if keys.is_empty() {
            return;
        }
        let mut x = EDGE;
        self.y += 18.0;
        for (key, label) in keys {
            let limit = self.width - 2.0 * EDGE - 32.0;
            let label = text::truncate(label, limit, |s| text::width(s, SMALL));
            let needed = 30.0 + text::width(&label, SMALL);
            if x > EDGE && x + needed > self.width - EDGE {
                x = EDGE;
                self.y += 18.0;
            }
            let middle = self.y - 4.0;
            self.key(*key, x, middle);
            self.svg
                .text(x + 28.0, self.y, &label, Font::new(SMALL, Colour::Ink));
            x += needed + 16.0;
        }
        self.y += 8.0;
    }

    fn key(&mut self, key: Key, x: f64, y: f64) {
        let el = match key {
            Key::Line(n) => {
                let line = El::line(x, y, x + 22.0, y).stroke(Colour::Series(n), 2.5);
                line.dash(dash(n))
            }
            Key::Area(colour, opacity) => El::rect(x, y - 5.5, x + 22.0, y + 5.5)
                .fill(colour)
                .n("fill-opacity", opacity),
            Key::Outline(colour, pattern) => El::rect(x + 0.5, y - 5.0, x + 21.5, y + 5.0)
                .no_fill()
                .stroke(colour, 1.25)
                .dash(pattern),
            Key::Whisker(width) => {
                let cap = if width < 3.0 { 4.0 } else { 0.0 };
                let [a, b, up, down] = [x + 0.5, x + 21.5, y - cap, y + cap].map(number);
                let y = number(y);
                let d = format!("M{a} {y}L{b} {y}M{a} {up}L{a} {down}M{b} {up}L{b} {down}");
                El::path(&d).no_fill().stroke(Colour::Ink, width)
            }
            Key::Ring(colour) => El::circle(x + 14.0, y, 3.5).no_fill().stroke(colour, 1.75),
            Key::Part(part) => {
                draw_part(self, part, (x, y - 5.5), (x + 22.0, y + 5.5), "");
                return;
            }
            Key::Mark(group) => mark(x + 14.0, y, group).fill(Colour::Series(group)),
        };
        self.svg.put(el);
    }

    /// Opens a plot of `height` with a value axis on its left, `right` kept free beside it.
    ///
    /// Draws grid, labels and, where the axis holds it, a firmer line at zero.
    pub(crate) fn plot(
        &mut self,
        extent: Extent,
        format: &NumberFormat,
        height: f64,
        right: f64,
    ) -> Plot {
        let pieces = (height / 56.0).clamp(3.0, 8.0) as usize;
        let safe = extent.safe();
        let (low, high, marks) = axis(safe.low, safe.high, pieces);
        let extent = Extent { low, high };
        let labels = format.apply_to_ticks(&marks);
        let room = labels
            .iter()
            .map(|l| text::width(l, SMALL))
            .fold(0.0, f64::max);
        let left = (EDGE + room + 8.0).min(self.width * 0.4);
        let top = self.y + 10.0;
        let bottom = top + height;
        let right = (self.width - EDGE - right).max(left + 60.0);
        let y = Linear::new(extent, bottom, top);
        for (&mark, label) in marks.iter().zip(&labels) {
            let at = y.at(mark);
            self.svg
                .put(El::line(left, at, right, at).stroke(Colour::Grid, 1.0));
            self.svg.text(
                left - 8.0,
                at + 4.0,
                label,
                Font::new(SMALL, Colour::Muted).end(),
            );
        }
        self.y = bottom;
        Plot {
            left,
            right,
            top,
            bottom,
            y,
        }
    }

    /// Opens a plot without a value axis, from `top` down, over the whole width.
    pub(crate) fn bare_plot(&mut self, extent: Extent, top: f64, height: f64) -> Plot {
        let bottom = top + height;
        self.y = bottom;
        let y = Linear::new(extent, bottom, top);
        Plot {
            left: EDGE,
            right: self.width - EDGE,
            top,
            bottom,
            y,
        }
    }

    /// Draws the zero line of a plot, over what should lie under it.
    pub(crate) fn zero_line(&mut self, plot: &Plot) {
        let at = plot.y.at(0.0);
        if plot.y.holds(0.0) {
            self.svg
                .put(El::line(plot.left, at, plot.right, at).stroke(Colour::Rule, 1.0));
        }
    }

    /// Draws a time axis for `count` positions under a plot and returns its scale.
    pub(crate) fn time_axis(&mut self, plot: &Plot, time: Time, count: usize) -> Linear {
        let last = count.saturating_sub(1);
        let (from, to) = if count > 1 {
            (plot.left + 4.0, plot.right - 4.0)
        } else {
            let middle = f64::midpoint(plot.left, plot.right);
            (middle, middle)
        };
        let x = Linear::new(
            Extent {
                low: 0.0,
                high: last.max(1) as f64,
            },
            from,
            to,
        );
        let widest = text::width(&time.name(last), SMALL).min(52.0);
        let most = ((plot.right - plot.left) / (widest + 28.0)) as usize;
        let marks = time.marks(count, most.clamp(2, 10));
        let places: Vec<(f64, String)> = marks
            .into_iter()
            .map(|(index, label)| (x.at(index as f64), label))
            .collect();
        self.x_labels(plot, &places, time.caption());
        x
    }

    /// Draws a value axis under a plot and returns its scale.
    pub(crate) fn value_axis(
        &mut self,
        plot: &Plot,
        extent: Extent,
        format: &NumberFormat,
        caption: &str,
    ) -> Linear {
        let extent = extent.safe();
        let x = Linear::new(extent, plot.left + 4.0, plot.right - 4.0);
        let target = ((plot.right - plot.left) / 80.0).clamp(3.0, 10.0) as usize;
        let mut marks = ticks(extent.low, extent.high, target);
        if marks.len() < 3 {
            marks = ticks(extent.low, extent.high, target * 2);
        }
        let labels = format.apply_to_ticks(&marks);
        let places: Vec<(f64, String)> = marks.iter().map(|&mark| x.at(mark)).zip(labels).collect();
        self.x_labels(plot, &places, caption);
        x
    }

    /// Draws the foot of a plot: marks with labels, then a caption.
    pub(crate) fn x_labels(&mut self, plot: &Plot, marks: &[(f64, String)], caption: &str) {
        let foot = plot.bottom;
        let axis = El::line(plot.left, foot, plot.right, foot);
        self.svg.put(axis.stroke(Colour::Rule, 1.0));
        let mut taken = f64::NEG_INFINITY;
        for (x, label) in marks {
            self.svg
                .put(El::line(*x, foot, *x, foot + 5.0).stroke(Colour::Rule, 1.0));
            let half = text::width(label, SMALL) / 2.0;
            let at = x.clamp(EDGE + half, (self.width - EDGE - half).max(EDGE + half));
            if at - half < taken {
                continue;
            }
            taken = at + half + 6.0;
            let font = Font::new(SMALL, Colour::Muted).middle();
            self.svg.text(at, foot + 18.0, label, font);
        }
        self.y = foot + 22.0;
        if !caption.is_empty() {
            let middle = f64::midpoint(plot.left, plot.right);
            let limit = self.width - 2.0 * EDGE;
            let half = (text::width(caption, SMALL) / 2.0).min(limit / 2.0);
            let at = middle.min(self.width - EDGE - half).max(EDGE + half);
            let caption = text::truncate(caption, limit, |s| text::width(s, SMALL));
            self.svg.text(
                at,
                self.y + 13.0,
                &caption,
                Font::new(SMALL, Colour::Muted).middle(),
            );
            self.y += 17.0;
        }
    }

    /// Ends the figure: note, ground, `<svg>`, title, description, style sheet.
    ///
    /// `kind` names the figure where it has no title; `summary` describes it where it has no
    /// description.
    pub(crate) fn finish(mut self, kind: &str, summary: &str) -> String {
        if !self.frame.note.is_empty() {
            self.y += 6.0;
            self.lines(&self.frame.note.clone(), 11.5, Colour::Muted, false);
        }
        let high = (self.y + EDGE).ceil();
        let (width, height) = (number(self.width), number(high));
        let frame = self.frame;
        let (body, mut colours) = self.svg.finish();
        colours.insert(0, Colour::Paper);
        colours.dedup();
        let title = if frame.title.is_empty() {
            kind
        } else {
            &frame.title
        };
        let told = if frame.description.is_empty() {
            summary
        } else {
            &frame.description
        };
        let about = [
            kind,
            ": ",
            &frame.subtitle,
            if frame.subtitle.is_empty() { "" } else { ". " },
        ];
        let about = about.concat();
        let id = fingerprint(&[title, &body, &width]);
        let mut out = String::with_capacity(body.len() + 4096);
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cw\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             font-family=\"{}\">",
            escape(FONT)
        );
        let _ = writeln!(out, "<title id=\"{id}-t\">{}</title>", escape(title));
        let _ = writeln!(
            out,
            "<desc id=\"{id}-d\">{}{}</desc>",
            escape(&about),
            escape(told)
        );
        if !self.styled {
            colours.sort_unstable();
            colours.dedup();
            let _ = writeln!(out, "<style>{}</style>", stylesheet(&colours));
        }
        let mut under = Svg::default();
        under.put(El::rect(0.0, 0.0, self.width, high).fill(Colour::Paper));
        out.push_str(&under.finish().0);
        out.push_str(&body);
        out.push_str("</svg>\n");
        out
    }
}

/// One series in a sentence: where it starts and where it ends.
pub(crate) fn from_to(name: &str, values: &[f64], format: &NumberFormat, time: Time) -> String {
    let first = values.iter().position(|v| v.is_finite());
    let last = values.iter().rposition(|v| v.is_finite());
    let (Some(first), Some(last)) = (first, last) else {
        return String::new();
    };
    let (a, b) = (format.apply(values[first]), format.apply(values[last]));
    let (then, now) = (time.name(first), time.name(last));
    let name = if name.is_empty() { "The series" } else { name };
    format!("{name}: from {a} in {then} to {b} in {now}. ")
}

/// A name for the figure made of what is in it, so that a page can hold many.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("cw-{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// Diagonal strokes across a rectangle, cut at its edges.
pub(crate) fn hatch(x1: f64, y1: f64, x2: f64, y2: f64, gap: f64) -> String {
    let (width, height) = (x2 - x1, y2 - y1);
    let mut d = String::new();
    let count = ((width + height) / gap.max(1.0)).clamp(0.0, 400.0) as usize;
    for k in 1..=count {
        // The stroke where x + y is constant, from the left or lower edge to the upper or right.
        let sum = k as f64 * gap;
        let (ax, ay) = if sum <= height {
            (0.0, sum)
        } else {
            (sum - height, height)
        };
        let (bx, by) = if sum <= width {
            (sum, 0.0)
        } else {
            (width, sum - width)
        };
        if ax > width || by > height {
            continue;
        }
        let [ax, ay, bx, by] = [x1 + ax, y1 + ay, x1 + bx, y1 + by].map(number);
        let _ = write!(d, "M{ax} {ay}L{bx} {by}");
    }
    d
}
