//! Results as a page with charts.

use charts::{
    Bar, BarChart, Decomposition, Density, DensityLine, FigureBlock, Frame, GrowthIncidence,
    GrowthPoint, LorenzCurve, LorenzLine, NumberFormat, Order, Page, PensParade, Section, Stack,
    Table,
};
use inequality::{PovertyLine, Ranked};
use survey::{Record, readable, words};

use super::{Finished, screen};
use crate::PROGRAM;
use crate::complaint::{Complaint, Outcome};

/// Points of a drawn curve.
const POINTS: usize = 200;
/// Groups that have a bar; more would be no picture.
const MOST_BARS: usize = 40;
/// Groups that have a Lorenz curve besides the whole.
const MOST_CURVES: usize = 5;

/// The document.
pub fn html(finished: &Finished<'_>) -> Outcome<String> {
    let sample = finished.sample;
    let ranked = Ranked::from_columns(&sample.values, sample.weights.as_deref())
        .map_err(|error| Complaint::Refused(error.to_string()))?;
    let income = &finished.roles.income;
    let lead = finished
        .measured
        .records
        .iter()
        .filter(|r| r.group.is_none())
        .find(|r| &*r.measure == "gini")
        .and_then(|r| Some((r.value?, r.se)))
        .map(|(gini, se)| {
            let se = se.map_or_else(String::new, |se| format!(" (standard error {se:.5})"));
            let mean = readable(ranked.mean());
            format!("The Gini coefficient of {income} is {gini:.4}{se}; the mean is {mean}.")
        });
    let mut page = Page::new(&format!("How {income} is shared"))
        .subtitle(&finished.asked.file)
        .lead(&lead.unwrap_or_default())
        .section(distribution(finished, &ranked));
    page = page.section(numbers(finished));
    if !finished.measured.groups.is_empty() {
        page = page.section(groups(finished));
    }
    if let Some(line) = finished.measured.line {
        page = page.section(poverty(&ranked, line, finished)?);
    }
    Ok(page
        .section(conventions(finished))
        .command(&finished.command)
        .manifest(
            "version",
            &format!("{} ({})", PROGRAM.version, PROGRAM.commit),
        )
        .manifest("rows read", &sample.rows_read.to_string())
        .manifest("rows used", &sample.rows().to_string())
        .html())
}

fn distribution(finished: &Finished<'_>, ranked: &Ranked) -> Section {
    let income = &finished.roles.income;
    let of = format!("{income}, {}", finished.asked.file);
    let mut section = Section::new("The distribution");
    if let Some(curve) = lorenz("all", ranked) {
        let mut lines = vec![curve];
        if finished.measured.groups.len() <= MOST_CURVES
            && let Some(grouping) = &finished.sample.groups
            && let Ok(groups) = inequality::decompose::Groups::new(ranked, &grouping.of)
        {
            for (members, group) in groups.members().iter().zip(&finished.measured.groups) {
                let name = group.names.join(", ");
                lines.extend(members.as_ref().and_then(|m| lorenz(&name, m)));
            }
        }
        let figure = LorenzCurve {
            frame: Frame::new("Lorenz curve").subtitle(&of),
            lines,
            ..LorenzCurve::default()
        };
        section = section.figure(
            FigureBlock::new(&figure)
                .caption("Lorenz curve")
                .definition("Share of the total that the poorest share of persons has."),
        );
    }
    let parade = parade(ranked);
    let figure = PensParade {
        frame: Frame::new("Pen's parade").subtitle(&of),
        format: NumberFormat::plain(),
        incomes: parade.clone(),
        mean: ranked.mean(),
        median: ranked.median(),
        ..PensParade::default()
    };
    section = section.figure(
        FigureBlock::new(&figure)
            .caption("Pen's parade")
            .definition("Everybody passes within the hour, as tall as their income."),
    );
    let points: Vec<(f64, f64)> = parade.iter().map(|&(_, x)| (x, 1.0)).collect();
    let window = ranked
        .quantile(0.975)
        .ok()
        .map(|high| (ranked.quantile(0.005).unwrap_or(0.0), high));
    let mut line = DensityLine::of("all", &points, 160);
    if let Some(z) = finished.measured.line {
        line = line.mark(z, "poverty line");
    }
    let figure = Density {
        frame: Frame::new("Density").subtitle(&of),
        lines: vec![line],
        caption: income.clone(),
        window,
        ..Density::default()
    };
    section.figure(
        FigureBlock::new(&figure)
            .caption("Density")
            .definition("Epanechnikov kernel on quantiles; the top 2.5 % are not drawn."),
    )
}

fn lorenz(name: &str, ranked: &Ranked) -> Option<LorenzLine> {
    let curve = ranked.lorenz_curve().ok()?;
    let points = (0..=POINTS).map(|k| {
        let p = k as f64 / POINTS as f64;
        (p, curve.at(p))
    });
    Some(LorenzLine {
        name: name.to_owned(),
        points: points.collect(),
        gini: ranked.gini().ok(),
    })
}

/// Incomes at equal steps of population, with the very top.
fn parade(ranked: &Ranked) -> Vec<(f64, f64)> {
    let steps = 2 * POINTS;
    let mut out: Vec<(f64, f64)> = (0..steps)
        .filter_map(|k| {
            let p = (k as f64 + 0.5) / steps as f64;
            Some((p, ranked.quantile(p).ok()?))
        })
        .collect();
    out.push((1.0, ranked.max()));
    out
}

fn numbers(finished: &Finished<'_>) -> Section {
    let mut section = Section::new("The numbers");
    for table in screen::tables(finished) {
        section = section.table(table, &finished.asked.file);
    }
    section
}

fn groups(finished: &Finished<'_>) -> Section {
    let (measured, request) = (finished.measured, finished.request);
    let by = finished.roles.by.join(" and ");
    let mut section = Section::new("Groups");
    let asked = request.indices.len();
    if measured.groups.len() <= MOST_BARS {
        for (k, index) in request.indices.iter().enumerate().take(6) {
            let bars = measured.groups.iter().enumerate().filter_map(|(g, group)| {
                let record = &measured.records[asked * (g + 1) + k];
                let bar = Bar::new(&group.names.join(", "), record.value?);
                Some(match record.se {
                    Some(se) => {
                        let half = measured.half_width(se);
                        bar.chance(record.value? - half, record.value? + half)
                    }
                    None => bar,
                })
            });
            let name = words(&index.name, index.parameter);
            let figure = BarChart {
                frame: Frame::new(&format!("{name} by {by}")),
                bars: bars.collect(),
                order: Order::Largest,
                ..BarChart::default()
            };
            section = section.figure(
                FigureBlock::new(&figure)
                    .caption(&format!("{name} by {by}"))
                    .definition("Whiskers: 95 % intervals."),
            );
        }
    }
    let stacks: Vec<Stack> = [
        ("ge0", "MLD"),
        ("ge1", "Theil"),
        ("ge2", "GE 2"),
        ("gini_bm", "Gini"),
    ]
    .into_iter()
    .filter_map(|(form, name)| {
        let part = |part: &str| -> Option<f64> {
            let key = format!("decomp.{form}.{}.{part}", finished.roles.by.join("+"));
            let is = |r: &&Record| *r.measure == *key;
            measured.records.iter().find(is).and_then(|r| r.value)
        };
        let overlap = part("overlap").unwrap_or(0.0);
        Some(Stack::new(
            name,
            vec![part("between")?, part("within")?, overlap],
        ))
    })
    .collect();
    if !stacks.is_empty() {
        let figure = Decomposition {
            frame: Frame::new(&format!("Inequality between and within {by}")),
            parts: vec!["between".into(), "within".into(), "overlap".into()],
            stacks,
            ..Decomposition::default()
        };
        section = section.figure(
            FigureBlock::new(&figure)
                .caption("Between and within")
                .definition("Only the Gini coefficient has a part of overlap."),
        );
    }
    section
}

fn poverty(ranked: &Ranked, line: f64, finished: &Finished<'_>) -> Outcome<Section> {
    let failed = |error: inequality::Error| Complaint::Refused(error.to_string());
    let poverty = ranked
        .poverty_by(
            PovertyLine::Absolute(line),
            finished.request.convention.poor,
        )
        .map_err(failed)?;
    let points = (0..=100_u32).map(|k| {
        let p = f64::from(k) / 100.0;
        Ok(GrowthPoint {
            percentile: p,
            growth: poverty.tip(p)?,
            band: None,
        })
    });
    let points = points
        .collect::<inequality::Result<Vec<_>>>()
        .map_err(failed)?;
    let headcount = 100.0 * poverty.headcount();
    let gap = poverty.fgt(1.0).map_err(failed)?;
    let figure = GrowthIncidence {
        frame: Frame::new("Three I's of poverty (TIP curve)").description(&format!(
            "The curve rises to the poverty gap {gap:.4} and is level from the headcount {headcount:.1} % on."
        )),
        points,
        ..GrowthIncidence::default()
    };
    Ok(Section::new("Poverty")
        .paragraph(&format!(
            "The line is {}. Incidence is where the curve becomes level ({headcount:.1} % of persons), \
             intensity its height there ({gap:.4}), inequality among the poor its curvature.",
            readable(line)
        ))
        .figure(
            FigureBlock::new(&figure)
                .caption("TIP curve")
                .definition("Cumulated gaps to the line, in shares of it, poorest first, per head of all."),
        ))
}

fn conventions(finished: &Finished<'_>) -> Section {
    use charts::Column;
    let mut card = Table::new([Column::words("choice"), Column::words("here")]);
    for (name, words) in &finished.card {
        card = card.row([name.replace('_', " ").into(), words.as_str().into()]);
    }
    let mut section = Section::new("Conventions").table(card, "");
    let mut account = Table::new([Column::words("rows"), Column::numbers("number")])
        .row(["read".into(), finished.sample.rows_read.to_string().into()])
        .row(["used".into(), finished.sample.rows().to_string().into()]);
    for (reason, n) in &finished.sample.dropped {
        let name = format!("left out: {}", reason.replace('_', " "));
        account = account.row([name.into(), n.to_string().into()]);
    }
    section = section.table(account, "");
    for line in survey::differences(&finished.request.convention) {
        section = section.paragraph(&line);
    }
    section
}
