//! A scatter of options over two goals, with what is open about each and the frontier.

use crate::format::NumberFormat;
use crate::frame::{EDGE, Figure, Frame, Key, Medium, Plot, SMALL, Sheet, mark};
use crate::palette::Colour;
use crate::scale::{Extent, Linear, tame};
use crate::svg::{El, Font, polyline};
use crate::text;

/// What is open about a point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Spread {
    /// Nothing, or nothing known.
    #[default]
    None,
    /// An interval along each axis.
    Bars {
        /// Lower and upper end along the horizontal axis.
        x: (f64, f64),
        /// Lower and upper end along the vertical axis.
        y: (f64, f64),
    },
    /// An ellipse of two standard errors and their correlation.
    Ellipse {
        /// Half-width along the horizontal axis: standard error times the radius wanted.
        x: f64,
        /// Half-width along the vertical axis.
        y: f64,
        /// Correlation of the two, −1 to 1.
        correlation: f64,
    },
}

/// One option.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its name.
    pub label: String,
    /// Value along the horizontal axis.
    pub x: f64,
    /// Value along the vertical axis.
    pub y: f64,
    /// What is open about it.
    pub spread: Spread,
    /// Which of the groups it belongs to.
    pub group: usize,
    /// Whether no other option is better at both goals.
    pub best: bool,
}

/// Options over two goals; those on the frontier are filled and joined.
///
/// ```
/// use charts::{Figure, Frame, Frontier, Place};
/// let figure = Frontier {
///     frame: Frame::new("Growth and equity"),
///     places: vec![Place { label: "Baseline".to_owned(), x: 0.04, y: 0.46, ..Place::default() }],
///     ..Frontier::default()
/// };
/// assert!(figure.svg().contains("Baseline"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// Words around the figure.
    pub frame: Frame,
    /// Name of the horizontal axis.
    pub x_label: String,
    /// Name of the vertical axis.
    pub y_label: String,
    /// How values along the horizontal axis are written.
    pub x_format: NumberFormat,
    /// How values along the vertical axis are written.
    pub y_format: NumberFormat,
    /// Names of the groups, if there are several.
    pub groups: Vec<String>,
    /// The options.
    pub places: Vec<Place>,
}

impl Place {
    fn is_known(&self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// The corners of what is open about it.
    fn reach(&self) -> Vec<(f64, f64)> {
        match self.spread {
            Spread::None => vec![(self.x, self.y)],
            Spread::Bars { x, y } => vec![(self.x, self.y), (x.0, y.0), (x.1, y.1)],
            Spread::Ellipse { x, y, .. } => {
                vec![
                    (self.x - x, self.y - y),
                    (self.x + x, self.y + y),
                    (self.x, self.y),
                ]
            }
        }
    }

    /// The outline of the ellipse, drawn with square roots alone so that it is the same
    /// everywhere: quarter circles by the rational parametrisation, sheared by the correlation.
    fn ellipse(&self, wide: f64, tall: f64, correlation: f64) -> Vec<(f64, f64)> {
        let rho = if correlation.is_finite() {
            correlation.clamp(-1.0, 1.0)
        } else {
            0.0
        };
        let rest = (1.0 - rho * rho).sqrt();
        let quarter = |turn: usize, n: usize| {
            let t = n as f64 / 12.0;
            let (c, s) = ((1.0 - t * t) / (1.0 + t * t), 2.0 * t / (1.0 + t * t));
            let (u, v) = [(c, s), (-s, c), (-c, -s), (s, -c)][turn];
            (self.x + wide * u, self.y + tall * (rho * u + rest * v))
        };
        (0..4)
            .flat_map(|turn| (0..12).map(move |n| quarter(turn, n)))
            .collect()
    }
}

impl Figure for Frontier {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        if self.groups.len() > 1 {
            let keys = self.groups.iter().enumerate();
            let keys: Vec<_> = keys.map(|(n, g)| (Key::Mark(n), g.clone())).collect();
            sheet.legend(&keys);
        }
        let places: Vec<&Place> = self.places.iter().filter(|p| p.is_known()).collect();
        let reach: Vec<(f64, f64)> = places.iter().flat_map(|p| p.reach()).collect();
        if !self.y_label.is_empty() {
            sheet.y += 16.0;
            let limit = sheet.width - 2.0 * EDGE;
            let label = text::truncate(&format!("↑ {}", self.y_label), limit, |s| {
                text::width(s, SMALL)
            });
            sheet
                .svg
                .text(EDGE, sheet.y, &label, Font::new(SMALL, Colour::Muted));
        }
        let height = (sheet.width * 0.62).clamp(260.0, 460.0);
        let bare = Extent::of(reach.iter().map(|p| p.1));
        let mut up = bare.padded(0.04);
        if bare.low >= 0.0 {
            up.low = up.low.max(0.0);
        }
        let plot = sheet.plot(up, &self.y_format, height, 8.0);
        let across = Extent::of(reach.iter().map(|p| p.0)).padded(0.08);
        let caption = if self.x_label.is_empty() {
            String::new()
        } else {
            format!("{} →", self.x_label)
        };
        let x = sheet.value_axis(&plot, across, &self.x_format, &caption);
        sheet.zero_line(&plot);
        for place in &places {
            draw_spread(&mut sheet, &plot, &x, place);
        }
        let mut best: Vec<&&Place> = places.iter().filter(|place| place.best).collect();
        best.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        let d = polyline(best.iter().map(|p| Some((x.at(p.x), plot.y.at(p.y)))));
        sheet
            .svg
            .put(El::path(&d).no_fill().stroke(Colour::Ink, 1.25).dash("5 3"));
        let mut told = String::new();
        for place in &places {
            let at = (x.at(place.x), plot.y.at(place.y));
            let (a, b) = (self.x_format.apply(place.x), self.y_format.apply(place.y));
            let mark = if place.best { ", on the frontier" } else { "" };
            let about = format!("{}: {a}, {b}{mark}", place.label);
            dot(&mut sheet, at, place, &about);
            told.push_str(&about);
            told.push_str(". ");
        }
        name_places(&mut sheet, &plot, &x, &places);
        sheet.finish("Scatter chart", &told)
    }
}

/// Marks an option, filled if it is on the frontier.
fn dot(sheet: &mut Sheet, (px, py): (f64, f64), place: &Place, about: &str) {
    let colour = Colour::Series(place.group);
    let mark = mark(px, py, place.group);
    let mark = if place.best {
        mark.fill(colour)
    } else {
        mark.fill(Colour::Paper)
    };
    sheet.svg.put_told(mark.stroke(colour, 1.75), about);
}

fn draw_spread(sheet: &mut Sheet, plot: &Plot, x: &Linear, place: &Place) {
    let colour = Colour::Series(place.group);
    match place.spread {
        Spread::None => {}
        Spread::Bars {
            x: (a, b),
            y: (c, d),
        } => {
            let (px, py) = (x.at(place.x), plot.y.at(place.y));
            if a.is_finite() && b.is_finite() {
                sheet
                    .svg
                    .put(El::line(x.at(a), py, x.at(b), py).stroke(colour, 1.25));
            }
            if c.is_finite() && d.is_finite() {
                let line = El::line(px, plot.y.at(c), px, plot.y.at(d));
                sheet.svg.put(line.stroke(colour, 1.25));
            }
        }
        Spread::Ellipse {
            x: wide,
            y: tall,
            correlation,
        } => {
            if wide.is_finite() && tall.is_finite() {
                let outline = place.ellipse(tame(wide), tame(tall), correlation);
                let outline = outline
                    .into_iter()
                    .map(|(a, b)| Some((x.at(a), plot.y.at(b))));
                let area = El::path(&format!("{}Z", polyline(outline))).fill(colour);
                let area = area.n("fill-opacity", 0.13).stroke(colour, 0.75);
                sheet.svg.put(area.n("stroke-opacity", 0.5));
            }
        }
    }
}

/// Writes names beside their points, where they hide neither points nor other names.
fn name_places(sheet: &mut Sheet, plot: &Plot, x: &Linear, places: &[&Place]) {
    type Area = (f64, f64, f64, f64);
    let dots = places.iter().map(|p| (x.at(p.x), plot.y.at(p.y)));
    let mut taken: Vec<Area> = dots
        .map(|(a, b)| (a - 6.0, b - 6.0, a + 6.0, b + 6.0))
        .collect();
    for place in places {
        if let Spread::Bars {
            x: (a, b),
            y: (c, d),
        } = place.spread
        {
            let (px, py) = (x.at(place.x), plot.y.at(place.y));
            taken.push((x.at(a), py - 3.0, x.at(b), py + 3.0));
            taken.push((px - 3.0, plot.y.at(d), px + 3.0, plot.y.at(c)));
        }
    }
    let overlap = |a: &Area, b: &Area| {
        let w = (a.2.min(b.2) - a.0.max(b.0)).max(0.0);
        w * (a.3.min(b.3) - a.1.max(b.1)).max(0.0)
    };
    for place in places.iter().filter(|place| !place.label.is_empty()) {
        let (px, py) = (x.at(place.x), plot.y.at(place.y));
        let wide = text::width(&place.label, SMALL);
        let half = wide / 2.0;
        let offers = [
            (px + 10.0, py + 4.0),
            (px - 10.0 - wide, py + 4.0),
            (px - half, py - 11.0),
            (px - half, py + 20.0),
            (px + 8.0, py - 9.0),
            (px + 8.0, py + 17.0),
            (px - 8.0 - wide, py - 9.0),
            (px - 8.0 - wide, py + 17.0),
        ];
        let area = |(a, b): (f64, f64)| (a, b - 11.0, a + wide, b + 4.0);
        let cost = |offer: (f64, f64)| {
            let area = area(offer);
            let outside = (plot.left - area.0).max(0.0) + (area.2 - plot.right - 6.0).max(0.0);
            let low = (area.3 - plot.bottom + 2.0).max(0.0);
            taken.iter().map(|t| overlap(t, &area)).sum::<f64>() + 40.0 * (outside + low)
        };
        let costs = offers.map(cost);
        let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let pick = costs.iter().position(|c| *c <= least).unwrap_or(0);
        let at = offers[pick];
        taken.push(area(at));
        let font = Font::new(SMALL, Colour::Ink).halo();
        let font = if place.best { font.bold() } else { font };
        sheet.svg.text(at.0.max(EDGE), at.1, &place.label, font);
    }
}
