//! A grid of checks: what passed, what failed and what was not judged, in words and signs.

use crate::frame::{BODY, EDGE, Figure, Frame, Medium, SMALL, Sheet};
use crate::palette::Colour;
use crate::svg::{El, Font, polyline};
use crate::text;

/// What became of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// It could not be judged, or not with enough power.
    #[default]
    NotJudged,
}

impl Verdict {
    /// The verdict as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotJudged => "not judged",
        }
    }

    fn colour(self) -> Colour {
        match self {
            Self::Pass => Colour::Pass,
            Self::Fail => Colour::Fail,
            Self::NotJudged => Colour::Open,
        }
    }
}

impl From<Option<bool>> for Verdict {
    /// True passes, false fails, nothing was not judged.
    fn from(pass: Option<bool>) -> Self {
        match pass {
            Some(true) => Self::Pass,
            Some(false) => Self::Fail,
            None => Self::NotJudged,
        }
    }
}

/// One check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Its id, such as `fact.7`.
    pub id: String,
    /// What it asks, in a few words.
    pub name: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Expected and got; told when a reader points at the check.
    pub detail: String,
}

impl Check {
    /// A check with its verdict.
    pub fn new(id: &str, name: &str, verdict: Verdict) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            verdict,
            detail: String::new(),
        }
    }

    /// The same with what was expected and what was got.
    #[must_use]
    pub fn detail(mut self, detail: &str) -> Self {
        detail.clone_into(&mut self.detail);
        self
    }
}

/// Checks in groups, each cell with a sign and a word besides its colour.
///
/// ```
/// use charts::{Check, CheckGrid, Figure, Frame, Verdict};
/// let figure = CheckGrid {
///     frame: Frame::new("Can it be trusted?"),
///     groups: vec![("Identities".to_owned(), vec![
///         Check::new("identity.A1", "every account balances", Verdict::Pass),
///         Check::new("fact.7", "firm sizes", Verdict::NotJudged),
///     ])],
/// };
/// assert!(figure.svg().contains("1 pass, 1 not judged"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckGrid {
    /// Words around the figure.
    pub frame: Frame,
    /// Groups of checks under their names.
    pub groups: Vec<(String, Vec<Check>)>,
}

/// How many passed, failed and were not judged; what did not happen is left out.
fn tally<'a>(checks: impl Iterator<Item = &'a Check>) -> String {
    let mut counts = [0_usize; 3];
    for check in checks {
        counts[check.verdict as usize] += 1;
    }
    let all = [Verdict::Pass, Verdict::Fail, Verdict::NotJudged];
    let seen = all.iter().filter(|verdict| counts[**verdict as usize] > 0);
    let words = seen.map(|verdict| format!("{} {}", counts[*verdict as usize], verdict.word()));
    words.collect::<Vec<String>>().join(", ")
}

impl Figure for CheckGrid {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let inner = sheet.width - 2.0 * EDGE;
        let columns = ((inner + 8.0) / 224.0).floor().max(1.0);
        let cell = (inner - 8.0 * (columns - 1.0)) / columns;
        for (name, checks) in &self.groups {
            sheet.y += 24.0;
            let counts = tally(checks.iter());
            let room = inner - text::width(&counts, SMALL) - 16.0;
            let name = text::truncate(name, room, |s| text::width(s, BODY) * 1.06);
            let baseline = sheet.y;
            sheet
                .svg
                .text(EDGE, baseline, &name, Font::new(BODY, Colour::Ink).bold());
            let font = Font::new(SMALL, Colour::Muted).end();
            sheet.svg.text(sheet.width - EDGE, baseline, &counts, font);
            let line = El::line(EDGE, baseline + 7.0, sheet.width - EDGE, baseline + 7.0);
            sheet.svg.put(line.stroke(Colour::Grid, 1.0));
            sheet.y += 14.0;
            for row in checks.chunks(columns as usize) {
                let lines = row.iter().map(|check| name_lines(check, cell).len()).max();
                let height = 24.0 + 14.5 * lines.unwrap_or(1).max(1) as f64;
                for (n, check) in row.iter().enumerate() {
                    let x = EDGE + (cell + 8.0) * n as f64;
                    draw_check(&mut sheet, check, x, (cell, height));
                }
                sheet.y += height + 6.0;
            }
            sheet.y -= 4.0;
        }
        let all = tally(self.groups.iter().flat_map(|group| &group.1));
        sheet.finish("Grid of checks", &all)
    }
}

/// The name of a check in at most two lines of a cell `width` wide.
fn name_lines(check: &Check, width: f64) -> Vec<String> {
    let measure = |s: &str| text::width(s, SMALL);
    let mut lines = text::wrap(&check.name, width - 42.0, measure);
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(rest);
    }
    lines
        .iter()
        .map(|line| text::truncate(line, width - 42.0, measure))
        .collect()
}

fn draw_check(sheet: &mut Sheet, check: &Check, x: f64, (width, height): (f64, f64)) {
    let (y, colour) = (sheet.y, check.verdict.colour());
    let detail = if check.detail.is_empty() {
        String::new()
    } else {
        format!(" ({})", check.detail)
    };
    let told = format!("{}: {}{detail}", check.id, check.verdict.word());
    let failed = check.verdict == Verdict::Fail;
    let body = El::rect(x, y, x + width, y + height)
        .a("rx", "3")
        .fill(colour);
    let body = body.n("fill-opacity", if failed { 0.14 } else { 0.07 });
    let body = body.stroke(colour, if failed { 1.5 } else { 0.75 });
    let open = check.verdict == Verdict::NotJudged;
    sheet
        .svg
        .put_told(body.dash(if open { "3 2" } else { "" }), &told);
    let (cx, cy) = (x + 16.0, y + height / 2.0);
    let sign: &[(f64, f64, f64, f64)] = match check.verdict {
        Verdict::Pass => &[(-5.5, 0.5, -1.5, 4.5), (-1.5, 4.5, 6.0, -5.0)],
        Verdict::Fail => &[(-5.0, -5.0, 5.0, 5.0), (-5.0, 5.0, 5.0, -5.0)],
        Verdict::NotJudged => &[(-5.0, 0.0, 5.0, 0.0)],
    };
    let strokes = sign
        .iter()
        .flat_map(|&(ax, ay, bx, by)| [Some((cx + ax, cy + ay)), Some((cx + bx, cy + by)), None]);
    let d = polyline(strokes);
    let sign = El::path(&d)
        .no_fill()
        .stroke(colour, 2.25)
        .a("stroke-linecap", "round");
    sheet.svg.put(sign.a("pointer-events", "none"));
    let word = check.verdict.word();
    let right = x + width - 10.0;
    sheet
        .svg
        .text(right, y + 16.0, word, Font::new(SMALL, colour).bold().end());
    let left = x + 32.0;
    let room = right - left - text::width(word, SMALL) * 1.08 - 8.0;
    let id = text::truncate(&check.id, room, |s| text::width(s, SMALL) * 1.06);
    sheet
        .svg
        .text(left, y + 16.0, &id, Font::new(SMALL, Colour::Ink).bold());
    for (n, line) in name_lines(check, width).iter().enumerate() {
        let at = y + 31.0 + 14.5 * n as f64;
        sheet
            .svg
            .text(left, at, line, Font::new(SMALL, Colour::Muted));
    }
}
