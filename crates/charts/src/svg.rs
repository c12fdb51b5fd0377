//! A small writer of SVG: elements with attributes, text escaped, numbers to two decimals.

use std::fmt::Write as _;

use crate::palette::Colour;
use crate::text;

/// `text` with the five characters escaped that mean something in HTML and XML.
///
/// Characters that XML forbids (most control characters) become `�`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A coordinate: two decimals at most, never `-0`, never anything but a number.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{:.2}", value.clamp(-1e6, 1e6));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// One element: its tag and attributes.
#[derive(Clone, Debug)]
pub(crate) struct El {
    tag: &'static str,
    class: String,
    attributes: String,
    colours: Vec<Colour>,
}

impl El {
    pub(crate) fn new(tag: &'static str) -> Self {
        Self {
            tag,
            class: String::new(),
            attributes: String::new(),
            colours: Vec::new(),
        }
    }

    pub(crate) fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Self {
        Self::new("line")
            .n("x1", x1)
            .n("y1", y1)
            .n("x2", x2)
            .n("y2", y2)
    }

    /// A rectangle from one corner to the opposite one, whichever way round.
    pub(crate) fn rect(x1: f64, y1: f64, x2: f64, y2: f64) -> Self {
        Self::new("rect")
            .n("x", x1.min(x2))
            .n("y", y1.min(y2))
            .n("width", (x2 - x1).abs())
            .n("height", (y2 - y1).abs())
    }

    pub(crate) fn circle(x: f64, y: f64, r: f64) -> Self {
        Self::new("circle").n("cx", x).n("cy", y).n("r", r)
    }

    pub(crate) fn path(d: &str) -> Self {
        Self::new("path").a("d", d)
    }

    /// An attribute that is a number.
    pub(crate) fn n(mut self, name: &str, value: f64) -> Self {
        let _ = write!(self.attributes, " {name}=\"{}\"", number(value));
        self
    }

    /// An attribute that is text.
    pub(crate) fn a(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.attributes, " {name}=\"{}\"", escape(value));
        self
    }

    pub(crate) fn fill(self, colour: Colour) -> Self {
        self.painted("fill", 'f', colour)
    }

    pub(crate) fn no_fill(self) -> Self {
        self.a("fill", "none")
    }

    pub(crate) fn stroke(self, colour: Colour, width: f64) -> Self {
        self.painted("stroke", 's', colour).n("stroke-width", width)
    }

    /// Dashes, given as in SVG; none if empty.
    pub(crate) fn dash(self, pattern: &str) -> Self {
        if pattern.is_empty() {
            self
        } else {
            self.a("stroke-dasharray", pattern)
        }
    }

    fn painted(mut self, what: &str, letter: char, colour: Colour) -> Self {
        if !self.class.is_empty() {
            self.class.push(' ');
        }
        let _ = write!(self.class, "{letter}-{}", colour.name());
        self.colours.push(colour);
        self.a(what, colour.light())
    }

    fn head(&self) -> String {
        if self.class.is_empty() {
            format!("<{}{}", self.tag, self.attributes)
        } else {
            format!("<{} class=\"{}\"{}", self.tag, self.class, self.attributes)
        }
    }
}

/// Where text hangs on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Font {
    pub(crate) size: f64,
    pub(crate) colour: Colour,
    pub(crate) anchor: Anchor,
    pub(crate) bold: bool,
    pub(crate) halo: Option<Colour>,
}

impl Font {
    pub(crate) fn new(size: f64, colour: Colour) -> Self {
        Self {
            size,
            colour,
            anchor: Anchor::Start,
            bold: false,
            halo: None,
        }
    }

    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) fn middle(self) -> Self {
        self.anchor(Anchor::Middle)
    }

    pub(crate) fn end(self) -> Self {
        self.anchor(Anchor::End)
    }

    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// An edge in the colour of the ground, for text over lines.
    pub(crate) fn halo(self) -> Self {
        self.halo_of(Colour::Paper)
    }

    /// An edge in the colour of what is under the text.
    pub(crate) fn halo_of(self, under: Colour) -> Self {
        Self {
            halo: Some(under),
            ..self
        }
    }
}

/// The elements of a figure as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Svg {
    out: String,
    open: Vec<&'static str>,
    colours: Vec<Colour>,
    /// The width that text is kept inside of, if there is one.
    width: Option<f64>,
}

impl Svg {
    /// A figure `width` wide, in which no text crosses the edges.
    pub(crate) fn within(width: f64) -> Self {
        Self {
            width: Some(width),
            ..Self::default()
        }
    }

    /// `text` cut to the width of the figure, and the place of its anchor moved inside.
    fn inside(&self, x: f64, text: &str, font: Font) -> (f64, String) {
        let Some(width) = self.width else {
            return (x, text.to_owned());
        };
        let measure = |s: &str| text::width(s, font.size) * if font.bold { 1.06 } else { 1.0 };
        let text = text::truncate(text, width - 4.0, measure);
        let room = measure(&text);
        let before = match font.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => room / 2.0,
            Anchor::End => room,
        };
        let start = (x - before).min(width - 1.0 - room).max(1.0);
        (start + before, text)
    }

    /// Writes an element with nothing inside.
    pub(crate) fn put(&mut self, el: El) {
        self.out.push_str(&el.head());
        self.out.push_str("/>\n");
        self.colours.extend(el.colours);
    }

    /// Writes an element that tells what it shows when a reader points at it.
    pub(crate) fn put_told(&mut self, el: El, told: &str) {
        if told.is_empty() {
            return self.put(el);
        }
        let _ = writeln!(
            self.out,
            "{}><title>{}</title></{}>",
            el.head(),
            escape(told),
            el.tag
        );
        self.colours.extend(el.colours);
    }

    pub(crate) fn open(&mut self, el: El) {
        self.out.push_str(&el.head());
        self.out.push_str(">\n");
        self.open.push(el.tag);
        self.colours.extend(el.colours);
    }

    pub(crate) fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            let _ = writeln!(self.out, "</{tag}>");
        }
    }

    /// Writes one line of text with its baseline at `y`.
    pub(crate) fn text(&mut self, x: f64, y: f64, text: &str, font: Font) {
        if text.is_empty() {
            return;
        }
        let (x, text) = self.inside(x, text, font);
        let mut el = El::new("text")
            .n("x", x)
            .n("y", y)
            .n("font-size", font.size);
        match font.anchor {
            Anchor::Start => {}
            Anchor::Middle => el = el.a("text-anchor", "middle"),
            Anchor::End => el = el.a("text-anchor", "end"),
        }
        if font.bold {
            el = el.a("font-weight", "600");
        }
        el = el.fill(font.colour);
        if let Some(under) = font.halo {
            el = el
                .a("paint-order", "stroke")
                .stroke(under, 3.0)
                .a("stroke-linejoin", "round");
        }
        let _ = writeln!(self.out, "{}>{}</text>", el.head(), escape(&text));
        self.colours.extend(el.colours);
    }

    /// What was written, and the colours it uses, each once.
    pub(crate) fn finish(mut self) -> (String, Vec<Colour>) {
        while !self.open.is_empty() {
            self.close();
        }
        self.colours.sort_unstable();
        self.colours.dedup();
        (self.out, self.colours)
    }
}

/// A path through points in runs: `None` lifts the pen.
pub(crate) fn polyline(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> String {
    let mut d = String::new();
    let mut down = false;
    for point in points {
        if let Some((x, y)) = point {
            let _ = write!(
                d,
                "{}{} {}",
                if down { 'L' } else { 'M' },
                number(x),
                number(y)
            );
            down = true;
        } else {
            down = false;
        }
    }
    d
}

/// A closed path along `there` and back along `back`.
pub(crate) fn ribbon(there: &[(f64, f64)], back: &[(f64, f64)]) -> String {
    let around = there.iter().chain(back.iter().rev());
    let mut d = polyline(around.map(|&point| Some(point)));
    if !d.is_empty() {
        d.push('Z');
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_is_text() {
        assert_eq!(escape("<b a='1'>&\""), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
        assert_eq!(escape("a\u{0}b"), "a\u{fffd}b");
    }

    #[test]
    fn coordinates_are_numbers() {
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(number(12.5), "12.5");
    }

    #[test]
    fn a_gap_lifts_the_pen() {
        let d = polyline([Some((0.0, 1.0)), Some((1.0, 1.0)), None, Some((3.0, 0.0))]);
        assert_eq!(d, "M0 1L1 1M3 0");
    }
}
