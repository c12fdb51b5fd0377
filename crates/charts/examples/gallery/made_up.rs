//! Made-up data for every figure; the tests draw the same.

use charts::{
    Band, Cell, Column, Fan, FanChart, FigureBlock, Frame, Line, LineChart, LorenzCurve,
    LorenzLine, Moment, NumberFormat, Page, ReferencePoint, Section, Table, Time,
};

const QUARTERS: Time = Time::Quarters {
    year: 2022,
    quarter: 1,
};

/// A number in −1..1 that looks like chance and is the same every time.
fn wobble(n: usize) -> f64 {
    let mixed = (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

fn fan(name: &str, growth: f64, spread: f64, seed: usize) -> Fan {
    let mut middle = vec![100.0];
    for n in 1..81 {
        let last = middle[n - 1];
        middle.push(last * (1.0 + growth) + 0.4 * wobble(n * 7 + seed));
    }
    let edge = |part: f64| {
        let at = |(n, m): (usize, &f64)| m + part * spread * (n as f64).sqrt() * (m / 100.0);
        middle.iter().enumerate().map(at).collect::<Vec<f64>>()
    };
    let band = |label: &str, part: f64| Band {
        label: label.to_owned(),
        low: edge(-part),
        high: edge(part),
    };
    Fan {
        name: name.to_owned(),
        bands: vec![band("90% of runs", 1.64), band("50% of runs", 0.67)],
        middle,
    }
}

/// A fan chart of two scenarios.
pub fn fan_chart() -> FanChart {
    FanChart {
        frame: Frame::new("The digital economy adds a third to real incomes by 2042")
            .subtitle("Real disposable income of the median household, opening quarter = 100")
            .note("Bands hold the given share of 64 runs. Made-up data."),
        time: QUARTERS,
        fans: vec![
            fan("Baseline", 0.009, 1.5, 1),
            fan("Frozen", 0.0055, 1.2, 400),
        ],
        references: (0..9)
            .map(|n| ReferencePoint {
                index: n,
                value: 100.0 + n as f64 * 0.85 + wobble(n),
                label: "observed".to_owned(),
            })
            .collect(),
        moments: vec![Moment {
            index: 12,
            label: "networks reach the villages".to_owned(),
        }],
        ..FanChart::default()
    }
}

/// Lines with a gap in one of them.
pub fn line_chart() -> LineChart {
    let series = |start: f64, slope: f64, seed: usize| -> Vec<f64> {
        (0..81)
            .map(|n| start + slope * n as f64 + 0.012 * wobble(n + seed))
            .collect()
    };
    let mut broken = series(2.45, -0.0045, 9);
    broken[30..36].fill(f64::NAN);
    LineChart {
        frame: Frame::new("Only rural-first policies close half of the gap")
            .subtitle("Urban income per head over rural income per head, ratio"),
        time: QUARTERS,
        format: NumberFormat::plain(),
        lines: vec![
            Line::new("Rural first", series(2.45, -0.0092, 1)),
            Line::new("Comprehensive", series(2.45, -0.0074, 5)),
            Line::new("Baseline", broken),
            Line::new("Frozen", series(2.45, -0.0006, 13)),
        ],
        moments: vec![Moment {
            index: 5,
            label: "start".to_owned(),
        }],
        ..LineChart::default()
    }
}

fn incomes(tail: f64) -> Vec<f64> {
    (1..=200)
        .map(|n| 0.15 + (n as f64 / 200.0) + tail * (n as f64 / 200.0).powi(18))
        .collect()
}

/// Two Lorenz curves.
pub fn lorenz() -> LorenzCurve {
    LorenzCurve {
        frame: Frame::new("Wealth is shared far less equally than income")
            .subtitle("Households in 2042, baseline"),
        lines: vec![
            LorenzLine::of("Disposable income", &incomes(1.0)),
            LorenzLine::of("Net worth", &incomes(9.0)),
        ],
        people: "share of households, poorest first".to_owned(),
        ..LorenzCurve::default()
    }
}

/// A table with a band, definitions and Chinese names.
pub fn table() -> Table {
    let defined = Cell::defined(
        "0.455",
        "Gini index of disposable income, weighted by persons.",
    );
    Table::new([
        Column::words("Outcome"),
        Column::numbers("Baseline").definition("Mean over 16 seeds in quarter 80."),
        Column::numbers("Rural first"),
        Column::numbers("Change").definition("Paired difference: both scenarios share their luck."),
        Column::numbers("low").group("95% interval").quiet(),
        Column::numbers("high").group("95% interval").quiet(),
    ])
    .caption("What changes under the rural-first package, quarter 80.")
    .row([
        "Gini of disposable income".into(),
        "0.461".into(),
        defined,
        "−0.006".into(),
        "−0.0066".into(),
        "−0.0054".into(),
    ])
    .row([
        "Urban–rural income ratio".into(),
        "2.31".into(),
        "1.94".into(),
        "−0.37".into(),
        "−0.39".into(),
        "−0.35".into(),
    ])
    .row([
        "Real consumption, median".into(),
        "¥48,200".into(),
        "¥49,900".into(),
        "+¥1,700".into(),
        "+¥1,400".into(),
        "+¥2,000".into(),
    ])
    .row([
        "Employment rate".into(),
        "71.2%".into(),
        "71.3%".into(),
        "+0.1 pp".into(),
        "−0.1 pp".into(),
        "+0.3 pp".into(),
    ])
}

/// The page with all of them.
pub fn page() -> Page {
    Page::new("Gallery of figures")
        .subtitle("Everything this crate draws, on made-up data")
        .lead("Each figure is laid out for wide and narrow screens, light and dark, and for paper. None of the numbers mean anything.")
        .section(
            Section::new("Paths")
                .paragraph("How a series goes on, with the share of runs that stays inside each band.")
                .figure(FigureBlock::new(&fan_chart()).caption("The baseline pulls away from the economy frozen at its opening technology after the first decade.").definition("Household disposable income deflated by the consumption price index, median over persons.").source("commonweal run baseline, 64 seeds."))
                .figure(FigureBlock::new(&line_chart()).caption("A gap in a series is a gap in its line.").source("Made up.")),
        )
        .section(
            Section::new("Distribution")
                .figure(FigureBlock::new(&lorenz()).caption("The further a curve hangs below the diagonal, the less equal the shares.").source("Made up."))
                .table(table(), "commonweal compare baseline rural-first, 16 seeds.")
                .note("How to read the table", "Both scenarios share their luck, so a difference can be exact where both levels are not.")
                .warning("Not a forecast", "A quarter of the parameters is assumed; the bands do not show that.")
                .code("The same from the command line:", "commonweal compare baseline rural-first --seeds 16 --at 80"),
        )
        .command("cargo run -p charts --example gallery -- gallery.html")
        .manifest("version", "0.1.0")
        .manifest("economy", "made up")
        .manifest("seeds", "1–16")
}
