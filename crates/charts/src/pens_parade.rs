//! Pen's parade: everyone walks past in one hour, as tall as their income.

use crate::format::NumberFormat;
use crate::frame::{Figure, Frame, Medium, Plot, SMALL, Sheet};
use crate::palette::Colour;
use crate::scale::{Extent, tame};
use crate::svg::{El, Font, ribbon};
use crate::text;

/// Incomes in ascending order over the share of people passed, the mean and the median marked.
///
/// The tallest would make all others invisible, so the parade is cut at a multiple of the mean
/// and says how tall they would have been.
///
/// ```
/// use charts::{Figure, Frame, PensParade};
/// let figure = PensParade {
///     frame: Frame::new("A parade of dwarfs and a few giants"),
///     incomes: vec![(0.0, 1.0), (0.5, 2.0), (0.99, 9.0), (1.0, 80.0)],
///     mean: 3.4,
///     median: 2.0,
///     ..PensParade::default()
/// };
/// assert!(figure.svg().contains("mean"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PensParade {
    /// Words around the figure.
    pub frame: Frame,
    /// How incomes are written.
    pub format: NumberFormat,
    /// Share of people passed, 0 to 1, and the income of who comes then.
    pub incomes: Vec<(f64, f64)>,
    /// Mean income.
    pub mean: f64,
    /// Median income.
    pub median: f64,
    /// Multiple of the mean at which the parade is cut; 5 if not positive.
    pub cut: f64,
    /// Name of the horizontal axis; `share of people who have passed` if empty.
    pub people: String,
}

impl PensParade {
    /// The mean and the median as lines across the parade.
    fn levels(&self, sheet: &mut Sheet, plot: &Plot) {
        let mut labels = Vec::new();
        for (name, value, dash) in [("mean", self.mean, ""), ("median", self.median, "5 3")] {
            if value.is_finite() {
                let at = plot.y.at(value);
                let line = El::line(plot.left, at, plot.right, at).stroke(Colour::Ink, 1.25);
                sheet.svg.put(line.dash(dash));
                labels.push((at, format!("{name} {}", self.format.apply(value))));
            }
        }
        let wanted: Vec<f64> = labels.iter().map(|label| label.0 - 6.0).collect();
        let places = text::spread(&wanted, 15.0, plot.top + 12.0, plot.bottom - 4.0);
        for ((_, label), at) in labels.iter().zip(places) {
            sheet.svg.text(
                plot.left + 6.0,
                at,
                label,
                Font::new(SMALL, Colour::Ink).halo(),
            );
        }
    }
}

impl Figure for PensParade {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let known = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite();
        let mut incomes: Vec<(f64, f64)> = self
            .incomes
            .iter()
            .copied()
            .filter(known)
            .map(|(p, i)| (p, tame(i)))
            .collect();
        incomes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let tallest = incomes.iter().map(|p| p.1).fold(0.0, f64::max);
        let cut = if self.cut > 0.0 && self.cut.is_finite() {
            self.cut
        } else {
            5.0
        };
        let ceiling = if self.mean > 0.0 {
            tame(self.mean * cut)
        } else {
            f64::INFINITY
        };
        let mut extent = Extent::of(incomes.iter().map(|p| p.1.min(ceiling)));
        for value in [0.0, self.mean, self.median] {
            extent.include(value);
        }
        let height = sheet.plot_height();
        let plot = sheet.plot(extent, &self.format, height, 8.0);
        let whole = Extent {
            low: 0.0,
            high: 1.0,
        };
        let people = if self.people.is_empty() {
            "share of people who have passed"
        } else {
            &self.people
        };
        let x = sheet.value_axis(&plot, whole, &NumberFormat::share(), people);
        let heads: Vec<(f64, f64)> = incomes
            .iter()
            .map(|&(p, i)| (x.at(p), plot.y.at(i.min(ceiling))))
            .collect();
        let feet: Vec<(f64, f64)> = heads.iter().map(|&(at, _)| (at, plot.y.at(0.0))).collect();
        let colour = Colour::Series(0);
        let body = El::path(&ribbon(&heads, &feet))
            .fill(colour)
            .n("fill-opacity", 0.28);
        sheet
            .svg
            .put(body.stroke(colour, 1.25).a("stroke-linejoin", "round"));
        sheet.zero_line(&plot);
        self.levels(&mut sheet, &plot);
        // Where the mean is passed, and so how many are below it.
        let below = incomes.iter().rfind(|p| p.1 < self.mean).map(|p| p.0);
        if let Some(share) = below {
            let at = x.at(share);
            sheet
                .svg
                .put(El::circle(at, plot.y.at(self.mean), 4.0).fill(Colour::Ink));
            let label = format!(
                "{} pass below the mean",
                NumberFormat::share().digits(2).apply(share)
            );
            let y = plot.y.at(self.mean) - 10.0;
            sheet.svg.text(
                at - 2.0,
                y,
                &label,
                Font::new(SMALL, Colour::Ink).end().halo(),
            );
        }
        if tallest > ceiling {
            let times = NumberFormat::plain().digits(2).apply(tallest / self.mean);
            let label = format!("the tallest: {times} times the mean ↑");
            let clipped = incomes.iter().find(|p| p.1 >= ceiling).map_or(1.0, |p| p.0);
            let font = Font::new(SMALL, Colour::SeriesText(0)).bold().end();
            sheet
                .svg
                .text(x.at(clipped) - 6.0, plot.y.at(ceiling) + 10.0, &label, font);
        }
        let told = format!(
            "Mean {}, median {}, tallest {}.",
            self.format.apply(self.mean),
            self.format.apply(self.median),
            self.format.apply(tallest)
        );
        sheet.finish("Pen's parade", &told)
    }
}
