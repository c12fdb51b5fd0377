//! Lorenz curves: which share of the total the poorer part of the people holds.

use crate::format::NumberFormat;
use crate::frame::{BODY, EDGE, Figure, Frame, Medium, Plot, SMALL, Sheet, dash};
use crate::palette::Colour;
use crate::scale::{Extent, Linear};
use crate::svg::{El, Font, polyline, ribbon};
use crate::text;

/// One Lorenz curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LorenzLine {
    /// Whose distribution of what.
    pub name: String,
    /// Cumulative shares of people and of the total, poorest first, from (0, 0) to (1, 1).
    pub points: Vec<(f64, f64)>,
    /// The Gini index; measured on the curve if `None`.
    pub gini: Option<f64>,
}

impl LorenzLine {
    /// The curve of `values` with equal weights; values that are no numbers are left out.
    ///
    /// ```
    /// let line = charts::LorenzLine::of("incomes", &[1.0, 1.0, 2.0]);
    /// assert_eq!(line.points, [(0.0, 0.0), (1.0 / 3.0, 0.25), (2.0 / 3.0, 0.5), (1.0, 1.0)]);
    /// ```
    pub fn of(name: &str, values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let total: f64 = sorted.iter().sum();
        let mut points = vec![(0.0, 0.0)];
        let mut so_far = 0.0;
        for (n, value) in sorted.iter().enumerate() {
            so_far += value;
            let share = if total == 0.0 { 0.0 } else { so_far / total };
            points.push(((n + 1) as f64 / sorted.len() as f64, share));
        }
        Self {
            name: name.to_owned(),
            points,
            gini: None,
        }
    }

    /// The points that are numbers, in order along the people.
    fn ordered(&self) -> Vec<(f64, f64)> {
        let finite = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite();
        let mut points: Vec<(f64, f64)> = self.points.iter().copied().filter(finite).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }

    /// The Gini index: given, or twice the area between the curve and the diagonal.
    pub fn gini(&self) -> f64 {
        self.gini.unwrap_or_else(|| {
            let points = self.ordered();
            let under = |w: &[(f64, f64)]| (w[1].0 - w[0].0) * f64::midpoint(w[0].1, w[1].1);
            1.0 - 2.0 * points.windows(2).map(under).sum::<f64>()
        })
    }
}

/// One or several Lorenz curves with the line of equality and their Gini indices.
///
/// ```
/// use charts::{Figure, Frame, LorenzCurve, LorenzLine};
/// let figure = LorenzCurve {
///     frame: Frame::new("Incomes are shared unequally"),
///     lines: vec![LorenzLine::of("Baseline", &[1.0, 2.0, 5.0])],
///     ..LorenzCurve::default()
/// };
/// assert!(figure.svg().contains("Gini"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LorenzCurve {
    /// Words around the figure.
    pub frame: Frame,
    /// The curves, the one of interest first.
    pub lines: Vec<LorenzLine>,
    /// Name of the horizontal axis; `share of people, poorest first` if empty.
    pub people: String,
    /// Name of the vertical axis; `share of the total` if empty.
    pub total: String,
}

/// The Gini index of a curve, as written.
fn gini(line: &LorenzLine) -> String {
    NumberFormat::plain().apply(line.gini())
}

impl LorenzCurve {
    /// Names and Gini indices: beside the square, or under it on a narrow sheet.
    fn names(&self, sheet: &mut Sheet, plot: &Plot) {
        let below = sheet.is_narrow();
        let (nx, mut ny) = if below {
            (EDGE, sheet.y + 20.0)
        } else {
            (plot.right + 28.0, plot.top + 24.0)
        };
        for (n, line) in self.lines.iter().enumerate() {
            let index = gini(line);
            let key = El::line(nx, ny - 4.0, nx + 22.0, ny - 4.0).stroke(Colour::Series(n), 2.5);
            sheet.svg.put(key.dash(dash(n)));
            let limit = sheet.width - nx - 34.0 - if below { 80.0 } else { 0.0 };
            let name = text::truncate(&line.name, limit, |s| text::width(s, BODY) * 1.06);
            let bold = Font::new(BODY, Colour::SeriesText(n)).bold();
            sheet.svg.text(nx + 30.0, ny, &name, bold);
            let value = Font::new(BODY, Colour::Ink);
            if below {
                sheet.svg.text(
                    sheet.width - EDGE,
                    ny,
                    &format!("Gini {index}"),
                    value.end(),
                );
                ny += 20.0;
            } else {
                sheet
                    .svg
                    .text(nx + 30.0, ny + 17.0, &format!("Gini {index}"), value);
                ny += 46.0;
            }
        }
        if below {
            sheet.y = ny - 14.0;
        }
    }
}

impl Figure for LorenzCurve {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let share = NumberFormat::share();
        let total = if self.total.is_empty() {
            "share of the total"
        } else {
            &self.total
        };
        let font = Font::new(SMALL, Colour::Muted);
        sheet.y += 14.0;
        sheet.svg.text(EDGE, sheet.y, total, font);
        let lowest = self.lines.iter().flat_map(|l| l.points.iter().map(|p| p.1));
        let lowest = Extent::of(lowest).safe().low.min(0.0);
        let extent = Extent {
            low: lowest.max(-1.0),
            high: 1.0,
        };
        // A square where there is room, the names in the free space beside it.
        let beside = if sheet.is_narrow() {
            0.0
        } else {
            sheet.width * 0.36
        };
        let side = (sheet.width - beside - 60.0).min(420.0);
        let right = sheet.width - side - 2.0 * EDGE - 42.0;
        let plot = sheet.plot(extent, &share, side, right.max(8.0));
        let whole = Extent {
            low: 0.0,
            high: 1.0,
        };
        let x = Linear::new(whole, plot.left, plot.right);
        let stops = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
        let names = share.apply_to_ticks(&stops);
        let marks: Vec<(f64, String)> = stops
            .map(|stop| x.at(stop))
            .into_iter()
            .zip(names)
            .collect();
        let people = if self.people.is_empty() {
            "share of people, poorest first"
        } else {
            &self.people
        };
        let under = if lowest < 0.0 {
            Some(plot.y.at(0.0))
        } else {
            None
        };
        sheet.x_labels(&plot, &marks, people);
        if let Some(zero) = under {
            sheet
                .svg
                .put(El::line(plot.left, zero, plot.right, zero).stroke(Colour::Rule, 1.0));
        }
        let equal = El::line(x.at(0.0), plot.y.at(0.0), x.at(1.0), plot.y.at(1.0));
        sheet.svg.put(equal.stroke(Colour::Rule, 1.25));
        if lowest >= 0.0 {
            let (mx, my) = (x.at(0.5), plot.y.at(0.5));
            let tilt = format!("rotate(-45 {mx:.1} {my:.1})");
            sheet.svg.open(El::new("g").a("transform", &tilt));
            sheet
                .svg
                .text(mx, my - 6.0, "everyone has the same", font.middle().halo());
            sheet.svg.close();
        }
        for (n, line) in self.lines.iter().enumerate().rev() {
            let points: Vec<(f64, f64)> = line
                .ordered()
                .iter()
                .map(|&(p, s)| (x.at(p), plot.y.at(s)))
                .collect();
            if n == 0 && points.len() > 1 {
                let diagonal = [points[0], points[points.len() - 1]];
                let area = El::path(&ribbon(&points, &diagonal)).fill(Colour::Series(0));
                sheet.svg.put(area.n("fill-opacity", 0.08));
            }
            let d = polyline(points.into_iter().map(Some));
            let path = El::path(&d)
                .no_fill()
                .stroke(Colour::Series(n), 2.5)
                .dash(dash(n));
            sheet.svg.put(path);
        }
        self.names(&mut sheet, &plot);
        let told = self
            .lines
            .iter()
            .map(|l| format!("{}: Gini {}. ", l.name, gini(l)));
        let told: String = told.collect();
        sheet.finish("Lorenz curve", &told)
    }
}
