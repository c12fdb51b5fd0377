//! The colours: one list of roles, each with a light and a dark value.
//!
//! The series follow Okabe and Ito's palette, which people with any common colour blindness
//! can tell apart, darkened or lightened until each reaches a contrast of 3:1 with its ground
//! (4.5:1 for text). Every role is a CSS custom property `--cw-…`, so a page can restyle all
//! figures at once; the light value is also written as a plain attribute for readers that
//! know no CSS.

use std::fmt::Write as _;

/// How many series have a colour of their own; later ones start again.
pub const SERIES: usize = 7;

/// How many classes a sequential or diverging scale has.
pub const CLASSES: usize = 7;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// The ground.
    Paper,
    /// Headings and values.
    Ink,
    /// Axis labels and notes.
    Muted,
    /// Grid lines.
    Grid,
    /// The zero line and other lines that matter.
    Rule,
    /// A tile or cell without a value.
    Empty,
    /// Lines and areas of the `n`th series.
    Series(usize),
    /// Text of the `n`th series.
    SeriesText(usize),
    /// The `n`th class of a sequential scale, least first.
    Sequential(usize),
    /// The `n`th class of a diverging scale, most negative first, zero in the middle.
    Diverging(usize),
    /// Text on a class of a sequential or diverging scale that is far from the ground.
    OnStrong,
    /// A check that passed.
    Pass,
    /// A check that failed.
    Fail,
    /// A check that was not judged.
    Open,
}

const SERIES_LIGHT: [&str; SERIES] = [
    "#0072b2", "#d55e00", "#009070", "#b2478a", "#a87400", "#3d94cf", "#595959",
];
const SERIES_DARK: [&str; SERIES] = [
    "#58b4ec", "#f4894a", "#35c79c", "#e79bc6", "#e8b84a", "#a5d6f7", "#b5b5b5",
];
const TEXT_LIGHT: [&str; SERIES] = [
    "#00619a", "#b04c00", "#00705a", "#9a3575", "#805900", "#20699c", "#4d4d4d",
];
const TEXT_DARK: [&str; SERIES] = [
    "#74c2f2", "#f79b63", "#4fd4ab", "#edaed1", "#edc35f", "#b5ddf9", "#c4c4c4",
];
const SEQUENTIAL_LIGHT: [&str; CLASSES] = [
    "#eaf2f8", "#cfe1ef", "#a9cbe3", "#78afd3", "#4690bf", "#1f6ea3", "#0a4a78",
];
const SEQUENTIAL_DARK: [&str; CLASSES] = [
    "#1d2a36", "#1f3c53", "#225273", "#2a6d99", "#4390c2", "#7cb9e2", "#c3e2f7",
];
const DIVERGING_LIGHT: [&str; CLASSES] = [
    "#a63c00", "#dd7a3c", "#f4c3a2", "#f0efec", "#b3d1e6", "#3f88ba", "#0a5a93",
];
const DIVERGING_DARK: [&str; CLASSES] = [
    "#f7a574", "#c0642b", "#703c1d", "#33373b", "#21486a", "#3b80b5", "#93cbf0",
];

impl Colour {
    /// The name of the role, after `--cw-`.
    pub fn name(self) -> String {
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Ink => "ink".to_owned(),
            Self::Muted => "muted".to_owned(),
            Self::Grid => "grid".to_owned(),
            Self::Rule => "rule".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::Series(n) => format!("s{}", n % SERIES),
            Self::SeriesText(n) => format!("t{}", n % SERIES),
            Self::Sequential(n) => format!("q{}", n.min(CLASSES - 1)),
            Self::Diverging(n) => format!("d{}", n.min(CLASSES - 1)),
            Self::OnStrong => "on".to_owned(),
            Self::Pass => "pass".to_owned(),
            Self::Fail => "fail".to_owned(),
            Self::Open => "open".to_owned(),
        }
    }

    /// The colour on a light ground.
    pub fn light(self) -> &'static str {
        match self {
            Self::Paper | Self::OnStrong => "#ffffff",
            Self::Ink => "#1c1f23",
            Self::Muted => "#5a6068",
            Self::Grid => "#e2e4e7",
            Self::Rule => "#6f757d",
            Self::Empty => "#f3f3f3",
            Self::Series(n) => SERIES_LIGHT[n % SERIES],
            Self::SeriesText(n) => TEXT_LIGHT[n % SERIES],
            Self::Sequential(n) => SEQUENTIAL_LIGHT[n.min(CLASSES - 1)],
            Self::Diverging(n) => DIVERGING_LIGHT[n.min(CLASSES - 1)],
            Self::Pass => "#00705a",
            Self::Fail => "#b04c00",
            Self::Open => "#696f77",
        }
    }

    /// The colour on a dark ground.
    pub fn dark(self) -> &'static str {
        match self {
            Self::Paper | Self::OnStrong => "#15181c",
            Self::Ink => "#eceef0",
            Self::Muted => "#a7aeb6",
            Self::Grid => "#2c3238",
            Self::Rule => "#8b929a",
            Self::Empty => "#202429",
            Self::Series(n) => SERIES_DARK[n % SERIES],
            Self::SeriesText(n) => TEXT_DARK[n % SERIES],
            Self::Sequential(n) => SEQUENTIAL_DARK[n.min(CLASSES - 1)],
            Self::Diverging(n) => DIVERGING_DARK[n.min(CLASSES - 1)],
            Self::Pass => "#4fd4ab",
            Self::Fail => "#f79b63",
            Self::Open => "#a0a7af",
        }
    }

    /// The colour of text that stands on this class of a scale.
    pub(crate) fn ink_on(self) -> Self {
        match self {
            Self::Sequential(4..) | Self::Diverging(0 | 5..) => Self::OnStrong,
            _ => Self::Ink,
        }
    }

    /// Every role once.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Paper,
            Self::Ink,
            Self::Muted,
            Self::Grid,
            Self::Rule,
            Self::Empty,
            Self::OnStrong,
            Self::Pass,
            Self::Fail,
            Self::Open,
        ];
        all.extend((0..SERIES).map(Self::Series));
        all.extend((0..SERIES).map(Self::SeriesText));
        all.extend((0..CLASSES).map(Self::Sequential));
        all.extend((0..CLASSES).map(Self::Diverging));
        all
    }
}

/// The font of figures and pages: whatever sans serif the reader's system prints well.
pub(crate) const FONT: &str = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', \
     'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif";

/// The style sheet of figures that use `colours`.
///
/// Light by default; dark where the reader's screen asks for it, or under an element with
/// `data-theme="dark"`; always light in print.
pub fn stylesheet(colours: &[Colour]) -> String {
    let mut css = String::new();
    let list = |pick: fn(Colour) -> &'static str| {
        colours.iter().fold(String::new(), |mut list, &colour| {
            let _ = write!(list, "--cw-{}:{};", colour.name(), pick(colour));
            list
        })
    };
    let (light, dark) = (list(Colour::light), list(Colour::dark));
    let _ = writeln!(css, ":root{{{light}}}");
    let _ = writeln!(
        css,
        "@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    );
    let _ = writeln!(css, "@media screen{{:root[data-theme=dark]{{{dark}}}}}");
    let _ = writeln!(
        css,
        "svg.cw{{display:block;max-width:100%;height:auto;font-family:{FONT};\
         font-variant-numeric:tabular-nums lining-nums}}"
    );
    for colour in colours {
        let name = colour.name();
        let _ = write!(
            css,
            ".cw .f-{name}{{fill:var(--cw-{name})}}.cw .s-{name}{{stroke:var(--cw-{name})}}"
        );
    }
    css.push('\n');
    css.push_str("@media print{.cw *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}");
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2, with the square in place of the 2.4th power.
    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let v = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            v * v * (0.4 * v + 0.6)
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn lines_and_text_stand_out_from_their_ground() {
        for colour in Colour::all() {
            let least = match colour {
                Colour::Series(_) | Colour::Rule => 3.0,
                Colour::SeriesText(_)
                | Colour::Ink
                | Colour::Muted
                | Colour::Pass
                | Colour::Fail
                | Colour::Open => 4.5,
                _ => continue,
            };
            let light = contrast(colour.light(), Colour::Paper.light());
            let dark = contrast(colour.dark(), Colour::Paper.dark());
            assert!(
                light > least && dark > least,
                "{colour:?}: {light:.2} {dark:.2}"
            );
        }
        for n in 0..CLASSES {
            for class in [Colour::Sequential(n), Colour::Diverging(n)] {
                let ink = class.ink_on();
                let light = contrast(class.light(), ink.light());
                let dark = contrast(class.dark(), ink.dark());
                assert!(light > 3.4 && dark > 3.4, "{class:?}: {light:.2} {dark:.2}");
            }
        }
    }
}
