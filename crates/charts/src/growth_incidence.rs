//! A growth incidence curve: how fast income grew at each place of the distribution.

use crate::fan::{Band, draw_band};
use crate::format::NumberFormat;
use crate::frame::{Figure, Frame, Key, Medium, Plot, SMALL, Sheet};
use crate::palette::Colour;
use crate::scale::{Extent, Linear};
use crate::svg::{El, Font, polyline};
use crate::text;

/// Growth at one percentile.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GrowthPoint {
    /// Share of people below, 0 to 1.
    pub percentile: f64,
    /// Growth rate.
    pub growth: f64,
    /// Lower and upper edge of its band.
    pub band: Option<(f64, f64)>,
}

/// Growth by percentile with its band, the zero line and the growth of the mean.
///
/// ```
/// use charts::{Figure, Frame, GrowthIncidence, GrowthPoint};
/// let point = |percentile, growth| GrowthPoint { percentile, growth, band: None };
/// let figure = GrowthIncidence {
///     frame: Frame::new("The poor gain most"),
///     points: vec![point(0.1, 0.05), point(0.9, 0.03)],
///     mean: Some(0.04),
///     ..GrowthIncidence::default()
/// };
/// assert!(figure.svg().contains("growth of the mean"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthIncidence {
    /// Words around the figure.
    pub frame: Frame,
    /// How growth is written.
    pub format: NumberFormat,
    /// The curve.
    pub points: Vec<GrowthPoint>,
    /// What the band holds, such as `95% interval`.
    pub band_label: String,
    /// Growth of the mean.
    pub mean: Option<f64>,
}

impl GrowthIncidence {
    /// The growth of the mean as a line, named where the curve leaves room.
    fn mean_line(&self, sheet: &mut Sheet, plot: &Plot, x: &Linear, points: &[GrowthPoint]) {
        if let Some(mean) = self.mean.filter(|mean| mean.is_finite()) {
            let y = plot.y.at(mean);
            let line = El::line(plot.left, y, plot.right, y).stroke(Colour::Ink, 1.25);
            sheet.svg.put(line.dash("5 3"));
            let label = format!("growth of the mean {}", self.format.apply(mean));
            let wide = text::width(&label, SMALL);
            let ends = |p: &GrowthPoint| {
                let (low, high) = p.band.unwrap_or((p.growth, p.growth));
                (x.at(p.percentile * 100.0), plot.y.at(high), plot.y.at(low))
            };
            // Where along the line, above or below it, neither curve nor band is in the way.
            let (left, right) = (plot.left + 6.0, plot.right - 6.0 - wide);
            let offers: Vec<(f64, f64)> = [right, left, f64::midpoint(left, right)]
                .into_iter()
                .flat_map(|at| [(at, y - 6.0), (at, y + 15.0)])
                .collect();
            let hidden = |&(at, base): &(f64, f64)| {
                let over = |&(px, top, foot): &(f64, f64, f64)| {
                    px > at - 4.0 && px < at + wide + 4.0 && top < base + 4.0 && foot > base - 12.0
                };
                points.iter().map(ends).filter(over).count()
            };
            if let Some(&(at, base)) = offers.iter().min_by_key(|offer| hidden(offer)) {
                sheet
                    .svg
                    .text(at, base, &label, Font::new(SMALL, Colour::Ink).halo());
            }
        }
    }
}

impl Figure for GrowthIncidence {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let mut points: Vec<GrowthPoint> = self
            .points
            .iter()
            .copied()
            .filter(|p| p.percentile.is_finite())
            .collect();
        points.sort_by(|a, b| a.percentile.total_cmp(&b.percentile));
        let mut extent = Extent::of([0.0]);
        for point in &points {
            extent.include(point.growth);
            if let Some((low, high)) = point.band {
                extent.include(low);
                extent.include(high);
            }
        }
        if let Some(mean) = self.mean {
            extent.include(mean);
        }
        if points.iter().any(|point| point.band.is_some()) && !self.band_label.is_empty() {
            let band = (Key::Area(Colour::Series(0), 0.22), self.band_label.clone());
            sheet.legend(&[(Key::Line(0), "growth at the percentile".to_owned()), band]);
        }
        let height = sheet.plot_height();
        let plot = sheet.plot(extent, &self.format, height, 8.0);
        let whole = Extent {
            low: 0.0,
            high: 100.0,
        };
        let caption = "percentile of people, poorest first";
        let x = sheet.value_axis(&plot, whole, &NumberFormat::plain(), caption);
        let band = Band {
            label: String::new(),
            low: points
                .iter()
                .map(|p| p.band.map_or(f64::NAN, |b| b.0))
                .collect(),
            high: points
                .iter()
                .map(|p| p.band.map_or(f64::NAN, |b| b.1))
                .collect(),
        };
        let at = |index: usize| x.at(points[index].percentile * 100.0);
        draw_band(&mut sheet, &plot, at, &band, 0, 0.22);
        sheet.zero_line(&plot);
        self.mean_line(&mut sheet, &plot, &x, &points);
        let curve = points.iter().map(|p| {
            p.growth
                .is_finite()
                .then(|| (x.at(p.percentile * 100.0), plot.y.at(p.growth)))
        });
        let d = polyline(curve);
        let line = El::path(&d).no_fill().stroke(Colour::Series(0), 2.5);
        sheet.svg.put(line.a("stroke-linejoin", "round"));
        for point in points.iter().filter(|p| p.growth.is_finite()) {
            let place = (x.at(point.percentile * 100.0), plot.y.at(point.growth));
            // Many points are only there to be pointed at.
            let dot = if points.len() > 25 {
                El::circle(place.0, place.1, 4.0).n("fill-opacity", 0.0)
            } else {
                El::circle(place.0, place.1, 3.0)
            };
            let name = NumberFormat::plain().apply(point.percentile * 100.0);
            let told = format!("percentile {name}: {}", self.format.apply(point.growth));
            sheet.svg.put_told(dot.fill(Colour::Series(0)), &told);
        }
        let known: Vec<&GrowthPoint> = points.iter().filter(|p| p.growth.is_finite()).collect();
        let told = match (known.first(), known.last()) {
            (Some(first), Some(last)) => format!(
                "From {} at the poorest to {} at the richest.",
                self.format.apply(first.growth),
                self.format.apply(last.growth)
            ),
            _ => "No data.".to_owned(),
        };
        sheet.finish("Growth incidence curve", &told)
    }
}
