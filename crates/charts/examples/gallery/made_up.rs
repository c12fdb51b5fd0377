//! Made-up data for every figure; the tests draw the same.

use charts::{
    Band, Bar, BarChart, Cell, Check, CheckGrid, Column, Contribution, Decomposition, Density,
    DensityLine, Fan, FanChart, Figure, FigureBlock, Frame, Frontier, GrowthIncidence, GrowthPoint,
    Line, LineChart, LorenzCurve, LorenzLine, Moment, NumberFormat, Page, PensParade, Place,
    ReferencePoint, Section, Shades, Spread, Stack, Swing, Table, Tile, TileMap, TileValue, Time,
    Tornado, Verdict, Waterfall,
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
        frame: Frame::new("The digital economy adds a quarter to real incomes by 2042")
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
        (0..81_u32)
            .map(|n| start + slope * f64::from(n) + 0.012 * wobble(n as usize + seed))
            .collect()
    };
    let mut broken = series(2.45, -0.0045, 9);
    broken[30..36].fill(f64::NAN);
    LineChart {
        frame: Frame::new("Only rural-first policies halve the gap")
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
    (1..=200_u32)
        .map(|n| 0.15 + f64::from(n) / 200.0 + tail * (f64::from(n) / 200.0).powi(18))
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
    let trend = |n: usize, slope: f64| {
        let at = |k: usize| slope * k as f64 / 20.0 + 0.3 * wobble(k + 100 * n);
        Cell::trend(
            &(0..40).map(at).collect::<Vec<f64>>(),
            "path of the difference",
        )
    };
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
        Column::words("Path").definition("Difference of the means, quarters 0 to 80."),
    ])
    .caption("What changes under the rural-first package, quarter 80.")
    .row([
        "Gini of disposable income".into(),
        "0.461".into(),
        defined,
        "−0.006".into(),
        "−0.0066".into(),
        "−0.0054".into(),
        trend(0, -1.0),
    ])
    .row([
        "Urban–rural income ratio".into(),
        "2.31".into(),
        "1.94".into(),
        "−0.37".into(),
        "−0.39".into(),
        "−0.35".into(),
        trend(1, -2.0),
    ])
    .row([
        "Real consumption, median".into(),
        "¥48,200".into(),
        "¥49,900".into(),
        "+¥1,700".into(),
        "+¥1,400".into(),
        "+¥2,000".into(),
        trend(2, 1.5),
    ])
    .row([
        "Employment rate".into(),
        "71.2%".into(),
        "71.3%".into(),
        "+0.1 pp".into(),
        "−0.1 pp".into(),
        "+0.3 pp".into(),
        trend(3, 0.1),
    ])
}

/// Bars with both error bands, one of them of unsure sign.
pub fn bars() -> BarChart {
    let bar = |label: &str, value: f64, chance: f64, ignorance: f64| {
        Bar::new(label, value)
            .chance(value - chance, value + chance)
            .ignorance(value - ignorance * 1.2, value + ignorance)
    };
    BarChart {
        frame: Frame::new("The countryside and the unskilled gain most from the package")
            .subtitle("Change of real consumption per head in quarter 80, against the baseline"),
        format: NumberFormat::share().signed(),
        bars: vec![
            bar("Urban, highly skilled", -0.0134, 0.001, 0.006),
            bar("Rural, low skilled", 0.0621, 0.004, 0.018),
            bar("Rural, skilled", 0.0402, 0.003, 0.011),
            bar("Urban, low skilled", 0.0187, 0.002, 0.009),
            bar(
                "Migrants in cities whose household is registered in a village",
                0.0049,
                0.002,
                0.012,
            ),
        ],
        ..BarChart::default()
    }
}

/// Contributions with a remainder.
pub fn waterfall() -> Waterfall {
    Waterfall {
        frame: Frame::new("Networks and platforms make most of the difference")
            .subtitle("Real GDP per head in quarter 80, thousand yuan at opening prices"),
        format: NumberFormat::plain(),
        start: Some(Contribution::new("Frozen economy", 112.4)),
        steps: vec![
            Contribution::new("Characteristics", 14.2),
            Contribution::new("Paths", 9.1),
            Contribution::new("Effects", 21.6),
            Contribution::new("Services", 5.3),
            Contribution::new("Problems", -12.8),
            Contribution::new("Strategies", 0.02),
        ],
        total_label: "Baseline".to_owned(),
        total: Some(152.9),
    }
}

/// A tornado, one of whose parameters moves the outcome one way only.
pub fn tornado() -> Tornado {
    Tornado {
        frame: Frame::new("What the Gini index hangs on")
            .subtitle("Gini of disposable income in quarter 80, each parameter moved alone"),
        base: 0.461,
        swings: vec![
            Swing::new("Share of trade online", 0.449, 0.478).range("10%", "35%"),
            Swing::new("Take rate of platforms", 0.452, 0.471).range("5%", "30%"),
            Swing::new("Automation elasticity", 0.4635, 0.468).range("0.2", "0.9"),
            Swing::new("Distance decay of purchases", 0.465, 0.458).range("0.1", "1.2"),
            Swing::new("Reservation wage", 0.4605, 0.4614).range("60%", "80%"),
        ],
        ..Tornado::default()
    }
}

/// Stacked parts above and below zero.
pub fn decomposition() -> Decomposition {
    let parts = [
        "Between areas",
        "Between skills",
        "Within groups",
        "Transfers and taxes",
    ];
    Decomposition {
        frame: Frame::new("Less of the inequality lies between areas")
            .subtitle("Theil index of disposable income, by source"),
        parts: parts.map(str::to_owned).to_vec(),
        stacks: vec![
            Stack::new("Opening, 2022", vec![0.142, 0.071, 0.203, -0.048]),
            Stack::new("Frozen, 2042", vec![0.138, 0.074, 0.207, -0.051]),
            Stack::new("Baseline, 2042", vec![0.101, 0.089, 0.214, -0.055]),
            Stack::new("Rural first, 2042", vec![0.061, 0.082, 0.212, -0.079]),
        ],
        ..Decomposition::default()
    }
}

const PROVINCES: [(&str, &str, u32, u32); 31] = [
    ("HL", "Heilongjiang", 9, 0),
    ("NM", "Inner Mongolia", 7, 1),
    ("JL", "Jilin", 9, 1),
    ("XJ", "Xinjiang", 2, 1),
    ("BJ", "Beijing", 7, 2),
    ("LN", "Liaoning", 9, 2),
    ("GS", "Gansu", 4, 2),
    ("NX", "Ningxia", 5, 2),
    ("SX", "Shanxi", 6, 2),
    ("TJ", "Tianjin", 8, 2),
    ("QH", "Qinghai", 3, 3),
    ("SN", "Shaanxi", 5, 3),
    ("HE", "Hebei", 7, 3),
    ("SD", "Shandong", 8, 3),
    ("XZ", "Tibet", 2, 4),
    ("SC", "Sichuan", 4, 4),
    ("CQ", "Chongqing", 5, 4),
    ("HA", "Henan", 6, 4),
    ("AH", "Anhui", 7, 4),
    ("JS", "Jiangsu", 8, 4),
    ("SH", "Shanghai", 9, 4),
    ("YN", "Yunnan", 4, 5),
    ("GZ", "Guizhou", 5, 5),
    ("HB", "Hubei", 6, 5),
    ("JX", "Jiangxi", 7, 5),
    ("ZJ", "Zhejiang", 8, 5),
    ("GX", "Guangxi", 5, 6),
    ("HN", "Hunan", 6, 6),
    ("GD", "Guangdong", 7, 6),
    ("FJ", "Fujian", 8, 6),
    ("HI", "Hainan", 6, 7),
];

/// Provinces split into urban and rural, some of unsure sign and one without data.
pub fn split_map() -> TileMap {
    let value = |n: usize, rural: bool| {
        let value = 0.012 + 0.022 * wobble(n * 3 + 7) + if rural { 0.016 } else { -0.012 };
        let known = if n == 14 && !rural { f64::NAN } else { value };
        TileValue {
            value: known,
            unsure: value.abs() < 0.004,
        }
    };
    TileMap {
        frame: Frame::new("The villages of the west gain, some cities of the coast lose")
            .subtitle("Change of real income per head in quarter 80, against the baseline"),
        format: NumberFormat::share().digits(2).signed(),
        halves: ["urban".to_owned(), "rural".to_owned()],
        shades: Shades::Diverging,
        tiles: PROVINCES
            .iter()
            .enumerate()
            .map(|(n, &(code, name, col, row))| Tile {
                code: code.to_owned(),
                name: name.to_owned(),
                col: col - 2,
                row,
                values: vec![value(n, false), value(n, true)],
            })
            .collect(),
    }
}

/// Provinces as whole tiles on a sequential scale.
pub fn whole_map() -> TileMap {
    let tile = |(n, &(code, name, col, row)): (usize, &(&str, &str, u32, u32))| Tile {
        code: code.to_owned(),
        name: name.to_owned(),
        col: col - 2,
        row,
        values: vec![
            (0.62 + 0.035 * f64::from(col) + 0.06 * wobble(n))
                .min(0.99)
                .into(),
        ],
    };
    TileMap {
        frame: Frame::new("The coast is online").subtitle("Share of adults who use the internet"),
        format: NumberFormat::share().digits(2),
        tiles: PROVINCES.iter().enumerate().map(tile).collect(),
        ..TileMap::default()
    }
}

/// A parade whose last marchers are cut.
pub fn pens_parade() -> PensParade {
    let income = |p: f64| 9_000.0 + 52_000.0 * p + 30_000.0 * p.powi(8) + 2.4e6 * p.powi(120);
    let at = |n: usize| f64::from(n as u32) / 400.0;
    let incomes: Vec<(f64, f64)> = (0..=400).map(|n| (at(n), income(at(n)))).collect();
    let mean = incomes.iter().map(|p| p.1).sum::<f64>() / 401.0;
    PensParade {
        frame: Frame::new("Most of the parade passes below the mean")
            .subtitle("Disposable income per head, yuan a year, in ascending order"),
        format: NumberFormat::money("¥"),
        incomes,
        mean,
        median: income(0.5),
        cut: 4.0,
        ..PensParade::default()
    }
}

/// Growth by percentile.
pub fn growth_incidence() -> GrowthIncidence {
    let point = |n: usize| {
        let p = f64::from(n as u32) / 100.0;
        let growth = 0.052 - 0.028 * p + 0.03 * p.powi(16) + 0.0012 * wobble(n);
        let half = 0.003 + 0.01 * (p - 0.5) * (p - 0.5);
        GrowthPoint {
            percentile: p,
            growth,
            band: Some((growth - half, growth + half)),
        }
    };
    GrowthIncidence {
        frame: Frame::new("The lower half gains more than the upper, except the very top")
            .subtitle("Annual growth of real disposable income per head, 2022–2042"),
        format: NumberFormat::share(),
        points: (1..100).map(point).collect(),
        band_label: "95% interval".to_owned(),
        mean: Some(0.0385),
    }
}

/// Checks of every kind.
pub fn checks() -> CheckGrid {
    let names = [
        "firm sizes follow Zipf",
        "Okun's law",
        "investment is volatile",
        "Engel curves",
        "wage curve",
        "Beveridge curve",
        "unemployment persists",
    ];
    let facts = names.iter().enumerate().map(|(n, name)| {
        let verdict = [
            Verdict::Pass,
            Verdict::Pass,
            Verdict::NotJudged,
            Verdict::Fail,
            Verdict::Pass,
        ][n % 5];
        Check::new(&format!("fact.{}", n + 1), name, verdict)
            .detail("expected 1.06 ± 0.10, got 1.02")
    });
    let identities = (1..=5).map(|n| {
        Check::new(
            &format!("identity.A{n}"),
            "every account balances, every quarter",
            Verdict::Pass,
        )
    });
    CheckGrid {
        frame: Frame::new("Nearly all checks hold; Engel curves do not")
            .subtitle("commonweal validate, 16 seeds"),
        groups: vec![
            ("Accounting identities".to_owned(), identities.collect()),
            ("Stylised facts of the long run".to_owned(), facts.collect()),
        ],
    }
}

/// Two densities with their medians.
pub fn density() -> Density {
    let sample = |shift: f64, stretch: f64| -> Vec<(f64, f64)> {
        (0..600)
            .map(|n| {
                let sum: f64 = (0..6).map(|k| wobble(n * 6 + k)).sum();
                let value = 22_000.0 + shift + stretch * (sum * 5_500.0 + sum * sum * 1_500.0);
                (value.max(1_000.0), 1.0)
            })
            .collect()
    };
    Density {
        frame: Frame::new("The middle moves up and spreads out")
            .subtitle("Disposable income per head, density over persons"),
        format: NumberFormat::money("¥"),
        lines: vec![
            DensityLine::of("Baseline 2042", &sample(24_000.0, 1.7), 160).mark(49_300.0, "median"),
            DensityLine::of("Opening 2022", &sample(0.0, 1.0), 160).mark(24_700.0, "median"),
        ],
        caption: "yuan a year at opening prices".to_owned(),
        window: Some((0.0, 100_000.0)),
    }
}

/// Options with ellipses and error bars, some on the frontier.
pub fn frontier() -> Frontier {
    let place = |label: &str, x: f64, y: f64, group: usize, best: bool| Place {
        label: label.to_owned(),
        x,
        y,
        group,
        best,
        spread: if group == 0 {
            Spread::Ellipse {
                x: 0.0016,
                y: 0.0035,
                correlation: 0.5,
            }
        } else {
            Spread::Bars {
                x: (x - 0.0012, x + 0.0015),
                y: (y - 0.003, y + 0.002),
            }
        },
    };
    Frontier {
        frame: Frame::new("No package buys both growth and equity at the same price").subtitle(
            "Packages of equal cost, quarter 80; ellipses and bars hold 95% of the open part",
        ),
        x_label: "annual growth of real consumption".to_owned(),
        y_label: "fall of the Gini index".to_owned(),
        x_format: NumberFormat::share(),
        y_format: NumberFormat::plain(),
        groups: vec!["packages".to_owned(), "single strategies".to_owned()],
        places: vec![
            place("Value creation", 0.0468, 0.004, 0, true),
            place("Comprehensive", 0.0442, 0.021, 0, true),
            place("Rural first", 0.0417, 0.032, 0, true),
            place("Value distribution", 0.0375, 0.037, 0, true),
            place("Fair platforms", 0.0398, 0.0175, 0, false),
            place("Infrastructure", 0.0424, 0.009, 1, false),
            place("Literacy", 0.0407, 0.014, 1, false),
            place("Data rights", 0.0381, 0.0065, 1, false),
        ],
    }
}

/// Every figure under a short name.
pub fn figures() -> Vec<(&'static str, Box<dyn Figure>)> {
    vec![
        ("fan", Box::new(fan_chart())),
        ("line", Box::new(line_chart())),
        ("bar", Box::new(bars())),
        ("waterfall", Box::new(waterfall())),
        ("tornado", Box::new(tornado())),
        ("decomposition", Box::new(decomposition())),
        ("split_map", Box::new(split_map())),
        ("whole_map", Box::new(whole_map())),
        ("lorenz", Box::new(lorenz())),
        ("pens_parade", Box::new(pens_parade())),
        ("growth_incidence", Box::new(growth_incidence())),
        ("density", Box::new(density())),
        ("frontier", Box::new(frontier())),
        ("checks", Box::new(checks())),
    ]
}

/// A figure with a caption, a definition and a source.
fn block(figure: &dyn Figure, caption: &str) -> FigureBlock {
    FigureBlock::new(figure)
        .caption(caption)
        .definition("Made up; a report says here what is measured, of whom and in which unit.")
        .source("examples/gallery/made_up.rs.")
}

/// The page with all of them.
pub fn page() -> Page {
    Page::new("Gallery of figures")
        .subtitle("Everything this crate draws, on made-up data")
        .lead("Each figure is laid out for wide and narrow screens, light and dark, and for paper. None of the numbers mean anything.")
        .section(
            Section::new("Paths")
                .paragraph("How a series goes on, with the share of runs that stays inside each band.")
                .figure(block(&fan_chart(), "The baseline pulls away from the economy frozen at its opening technology after the first decade."))
                .figure(block(&line_chart(), "A gap in a series is a gap in its line.")),
        )
        .section(
            Section::new("Comparison")
                .figure(block(&bars(), "A hollow bar has a band that holds zero."))
                .table(table(), "commonweal compare baseline rural-first, 16 seeds.")
                .note("How to read the table", "Both scenarios share their luck, so a difference can be exact where both levels are not.")
                .figure(block(&frontier(), "Filled marks are on the frontier.")),
        )
        .section(
            Section::new("Reasons")
                .figure(block(&waterfall(), "Contributions add up; what they leave is a row of its own."))
                .figure(block(&tornado(), "The figure at the right is the width of each bar."))
                .figure(block(&decomposition(), "Diamonds mark totals.")),
        )
        .section(
            Section::new("Places")
                .figure(block(&split_map(), "One tile per province, cities above and villages below."))
                .figure(block(&whole_map(), "A sequential scale.")),
        )
        .section(
            Section::new("Distribution")
                .figure(block(&lorenz(), "The further a curve hangs below the diagonal, the less equal the shares."))
                .figure(block(&pens_parade(), "The parade is cut at four times the mean."))
                .figure(block(&growth_incidence(), "Growth at each percentile, not of the people who were there."))
                .figure(block(&density(), "Densities have no vertical axis: their area is one.")),
        )
        .section(
            Section::new("Trust")
                .figure(block(&checks(), "Every check has its verdict in words."))
                .warning("Not a forecast", "A quarter of the parameters is assumed; the bands do not show that.")
                .code("The same from the command line:", "commonweal compare baseline rural-first --seeds 16 --at 80"),
        )
        .command("cargo run -p charts --example gallery -- gallery.html")
        .manifest("version", "0.1.0")
        .manifest("economy", "made up")
        .manifest("seeds", "1–16")
}
