//! One small figure of each kind, byte for byte.

use charts::{
    Band, Bar, BarChart, Check, CheckGrid, Contribution, Decomposition, Density, DensityLine, Fan,
    FanChart, Figure, Frame, Frontier, GrowthIncidence, GrowthPoint, Line, LineChart, LorenzCurve,
    LorenzLine, Medium, NumberFormat, PensParade, Place, Sparkline, Spread, Stack, Swing, Tile,
    TileMap, TileValue, Time, Tornado, Verdict, Waterfall,
};

fn check(name: &str, figure: &dyn Figure) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, figure.render(Medium::NARROW));
    });
}

fn frame() -> Frame {
    Frame::new("What it says").subtitle("What is measured, unit")
}

#[test]
fn series() {
    let band = Band {
        label: "90% of runs".into(),
        low: vec![1.0, 0.9, 1.0],
        high: vec![1.0, 1.3, 1.6],
    };
    let fan = Fan {
        name: "Baseline".into(),
        middle: vec![1.0, 1.1, 1.3],
        bands: vec![band],
    };
    check(
        "fan",
        &FanChart {
            frame: frame(),
            time: Time::Quarters {
                year: 2022,
                quarter: 1,
            },
            fans: vec![fan],
            ..FanChart::default()
        },
    );
    let lines = vec![
        Line::new("Up", vec![1.0, 2.0]),
        Line::new("Gap", vec![2.0, f64::NAN, 1.0]),
    ];
    check(
        "line",
        &LineChart {
            frame: frame(),
            lines,
            ..LineChart::default()
        },
    );
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("sparkline", Sparkline::new(&[1.0, -1.0, 2.0]).render(Medium::WIDE));
    });
}

#[test]
fn rows() {
    let bars = vec![
        Bar::new("Rural", 0.03)
            .chance(0.02, 0.04)
            .ignorance(0.01, 0.06),
        Bar::new("Urban", -0.01).chance(-0.02, 0.01),
    ];
    check(
        "bar",
        &BarChart {
            frame: frame(),
            format: NumberFormat::share().signed(),
            bars,
            ..BarChart::default()
        },
    );
    let steps = vec![
        Contribution::new("Networks", 2.0),
        Contribution::new("Monopoly", -0.5),
    ];
    check(
        "waterfall",
        &Waterfall {
            frame: frame(),
            steps,
            total: Some(1.6),
            ..Waterfall::default()
        },
    );
    let swings = vec![Swing::new("Online share", 0.45, 0.48).range("10%", "35%")];
    check(
        "tornado",
        &Tornado {
            frame: frame(),
            base: 0.46,
            swings,
            ..Tornado::default()
        },
    );
    let stacks = vec![
        Stack::new("2022", vec![0.3, -0.1]),
        Stack::new("2042", vec![0.2, 0.1]),
    ];
    check(
        "decomposition",
        &Decomposition {
            frame: frame(),
            parts: vec!["between".into(), "within".into()],
            stacks,
            ..Decomposition::default()
        },
    );
}

#[test]
fn places() {
    let tile = |code: &str, col, values| Tile {
        code: code.into(),
        name: code.into(),
        col,
        row: 0,
        values,
    };
    let unsure = TileValue {
        value: -0.01,
        unsure: true,
    };
    let tiles = vec![
        tile("GZ", 0, vec![0.02.into(), unsure]),
        tile("SH", 1, vec![f64::NAN.into()]),
    ];
    check(
        "tile_map",
        &TileMap {
            frame: frame(),
            tiles,
            halves: ["urban".into(), "rural".into()],
            ..TileMap::default()
        },
    );
    let place = |label: &str, x, spread, best| Place {
        label: label.into(),
        x,
        y: 1.0 - x,
        spread,
        group: 0,
        best,
    };
    let ellipse = Spread::Ellipse {
        x: 0.1,
        y: 0.2,
        correlation: 0.5,
    };
    let bars = Spread::Bars {
        x: (0.6, 0.8),
        y: (0.2, 0.4),
    };
    let places = vec![place("A", 0.2, ellipse, true), place("B", 0.7, bars, false)];
    check(
        "frontier",
        &Frontier {
            frame: frame(),
            places,
            ..Frontier::default()
        },
    );
}

#[test]
fn distributions() {
    check(
        "lorenz",
        &LorenzCurve {
            frame: frame(),
            lines: vec![LorenzLine::of("Income", &[1.0, 2.0, 5.0])],
            ..LorenzCurve::default()
        },
    );
    let incomes = vec![(0.0, 1.0), (0.5, 2.0), (0.99, 9.0), (1.0, 80.0)];
    check(
        "pens_parade",
        &PensParade {
            frame: frame(),
            incomes,
            mean: 3.4,
            median: 2.0,
            ..PensParade::default()
        },
    );
    let point = |percentile, growth| GrowthPoint {
        percentile,
        growth,
        band: Some((growth - 0.01, growth + 0.01)),
    };
    check(
        "growth_incidence",
        &GrowthIncidence {
            frame: frame(),
            points: vec![point(0.1, 0.05), point(0.9, 0.03)],
            band_label: "95% interval".into(),
            mean: Some(0.04),
            ..GrowthIncidence::default()
        },
    );
    let line =
        DensityLine::new("2022", vec![(0.0, 0.0), (1.0, 2.0), (3.0, 0.0)]).mark(1.2, "median");
    check(
        "density",
        &Density {
            frame: frame(),
            lines: vec![line],
            ..Density::default()
        },
    );
}

#[test]
fn checks() {
    let group = vec![
        Check::new("identity.A1", "accounts balance", Verdict::Pass),
        Check::new("fact.7", "firm sizes", Verdict::NotJudged),
        Check::new("fact.8", "wage curve", Verdict::Fail),
    ];
    check(
        "checks",
        &CheckGrid {
            frame: frame(),
            groups: vec![("All".into(), group)],
        },
    );
}
