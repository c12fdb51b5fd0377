//! Every figure and page is a well-formed document, whatever it is given.

#[path = "../examples/gallery/made_up.rs"]
mod made_up;

use charts::{
    Band, Bar, BarChart, Cell, Check, CheckGrid, Column, Contribution, Decomposition, Density,
    DensityLine, Fan, FanChart, Figure, FigureBlock, Frame, Frontier, GrowthIncidence, GrowthPoint,
    Line, LineChart, LorenzCurve, LorenzLine, Medium, Moment, NumberFormat, Order, Page,
    PensParade, Place, ReferencePoint, Section, Shades, Sparkline, Spread, Stack, Swing, Table,
    TextStyle, Tile, TileMap, TileValue, Time, Tornado, Verdict, Waterfall,
};
use proptest::prelude::*;

const WIDTHS: [f64; 4] = [280.0, 380.0, 720.0, 1200.0];
const HOSTILE: &str = "</svg><script>alert('1')</script>&amp; \"quoted\" \u{0} 数字经济";

/// Panics with a reason unless `svg` is a sound figure.
fn assert_sound(svg: &str) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|e| panic!("{e}\n{svg}"));
    let root = document.root_element();
    assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
    assert_eq!(root.attribute("role"), Some("img"));
    let sides: Vec<f64> = root
        .attribute("viewBox")
        .expect("a figure has a viewBox")
        .split(' ')
        .map(|side| side.parse().expect("a viewBox is four numbers"))
        .collect();
    for name in ["title", "desc"] {
        let words = root.children().find(|child| child.has_tag_name(name));
        let words = words.and_then(|node| node.text()).unwrap_or_default();
        assert!(!words.trim().is_empty(), "no {name}: {svg}");
    }
    for node in document.descendants() {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            assert!(!text.contains("NaN"), "{text}");
            assert!(!matches!(text.trim(), "inf" | "-inf" | "−inf"), "{text}");
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if [
                "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height",
            ]
            .contains(&name)
            {
                let number: f64 = value.parse().unwrap_or_else(|_| panic!("{name}={value}"));
                assert!(number.is_finite(), "{name}={value}");
            }
            if name == "d" {
                assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
            }
        }
        if node.has_tag_name("text") {
            let side = |name: &str| node.attribute(name).and_then(|v| v.parse::<f64>().ok());
            let (x, y) = (side("x").expect("x"), side("y").expect("y"));
            let text = node.text().unwrap_or_default();
            assert!(
                (-1.0..=sides[2] + 1.0).contains(&x),
                "{text} at x {x} of {}",
                sides[2]
            );
            assert!(
                (-1.0..=sides[3] + 1.0).contains(&y),
                "{text} at y {y} of {}",
                sides[3]
            );
        }
    }
}

/// Panics unless `html` is well-formed, whole and alone.
fn assert_sound_page(html: &str) {
    let (doctype, rest) = html.split_once('\n').expect("a page has lines");
    assert_eq!(doctype, "<!DOCTYPE html>");
    let document = roxmltree::Document::parse(rest).unwrap_or_else(|e| panic!("{e}"));
    assert!(document.root_element().has_attribute("lang"));
    let mut ids = Vec::new();
    let mut level = 0;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let tag = node.tag_name().name();
        assert!(
            !["script", "link", "img", "iframe", "object"].contains(&tag),
            "{tag}"
        );
        for name in ["src", "href"] {
            let target = node.attribute(name).unwrap_or("#");
            assert!(target.starts_with('#'), "the page fetches {target}");
        }
        if let Some(id) = node.attribute("id") {
            ids.push(id.to_owned());
        }
        if let Some(depth) = tag.strip_prefix('h').and_then(|d| d.parse::<u32>().ok()) {
            assert!(depth <= level + 1, "h{depth} after h{level}");
            level = depth;
        }
        if tag == "th" {
            assert!(node.has_attribute("scope"));
        }
    }
    for node in document.descendants() {
        if let Some(target) = node.attribute("href") {
            assert!(
                ids.iter().any(|id| format!("#{id}") == target),
                "{target} leads nowhere"
            );
        }
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    assert!(!html.contains("url(") && !html.contains("@import"));
}

#[test]
fn every_figure_is_sound_at_every_width() {
    for (name, figure) in made_up::figures() {
        for width in WIDTHS {
            let svg = figure.svg_at(width);
            assert_sound(&svg);
            assert_eq!(svg, figure.svg_at(width), "{name} differs from itself");
        }
    }
}

#[test]
fn the_gallery_is_sound() {
    let html = made_up::page().html();
    assert_sound_page(&html);
    assert_eq!(html, made_up::page().html());
}

#[test]
fn figures_with_nothing_in_them_are_sound() {
    for figure in figures_of(&[], "") {
        assert_sound(&figure.svg());
        assert_sound(&figure.svg_at(f64::NAN));
    }
}

#[test]
fn words_cannot_break_out() {
    for figure in figures_of(&[1.0, -2.0, 3.0], HOSTILE) {
        let svg = figure.svg();
        assert!(!svg.contains("<script"), "{svg}");
        assert_sound(&svg);
    }
    let table = Table::new([Column::words(HOSTILE)
        .unit(HOSTILE)
        .group(HOSTILE)
        .definition(HOSTILE)])
    .caption(HOSTILE)
    .row([Cell::defined(HOSTILE, HOSTILE), Cell::from("too many")])
    .row([Cell::trend(&[1.0, 2.0], HOSTILE)])
    .row([]);
    let figure = LineChart {
        frame: Frame::new(HOSTILE),
        ..LineChart::default()
    };
    let block = FigureBlock::new(&figure)
        .caption(HOSTILE)
        .definition(HOSTILE)
        .source(HOSTILE);
    let section = Section::new(HOSTILE)
        .paragraph(HOSTILE)
        .figure(block)
        .table(table, HOSTILE)
        .note(HOSTILE, HOSTILE)
        .warning(HOSTILE, HOSTILE)
        .code(HOSTILE, HOSTILE);
    let html = Page::new(HOSTILE)
        .lang(HOSTILE)
        .subtitle(HOSTILE)
        .lead(HOSTILE)
        .section(section.clone())
        .section(Section::new("main"))
        .section(Section::new("main").id("figure-1"))
        .section(Section::new("数字经济"))
        .command(HOSTILE)
        .manifest(HOSTILE, HOSTILE)
        .html();
    assert!(!html.contains("<script"));
    assert_sound_page(&html);
}

#[test]
fn wider_bands_lie_under_narrower_ones() {
    let band = |label: &str, half: f64| Band {
        label: label.to_owned(),
        low: vec![-half; 3],
        high: vec![half; 3],
    };
    let chart = |bands: Vec<Band>| FanChart {
        fans: vec![Fan {
            name: "a".to_owned(),
            middle: vec![0.0; 3],
            bands,
        }],
        ..FanChart::default()
    };
    let there = chart(vec![band("wide", 2.0), band("narrow", 1.0)]);
    let back = chart(vec![band("narrow", 1.0), band("wide", 2.0)]);
    assert_eq!(there.svg(), back.svg());
    let swapped = Band {
        low: vec![2.0; 3],
        high: vec![-2.0; 3],
        label: "wide".to_owned(),
    };
    assert_eq!(chart(vec![swapped, band("narrow", 1.0)]).svg(), there.svg());
}

#[test]
fn a_waterfall_shows_what_is_not_attributed() {
    let waterfall = |total: f64| Waterfall {
        steps: vec![Contribution::new("a", 0.1), Contribution::new("b", 0.2)],
        total: Some(total),
        ..Waterfall::default()
    };
    assert!(!waterfall(0.3).svg().contains("Not attributed"));
    assert!(waterfall(0.4).svg().contains("Not attributed"));
}

/// Every figure made of `v`, every word of it `w`.
#[expect(
    clippy::too_many_lines,
    reason = "a list of figures, one after the other"
)]
fn figures_of(v: &[f64], w: &str) -> Vec<Box<dyn Figure>> {
    let word = || w.to_owned();
    let at = |n: usize| v.get(n % v.len().max(1)).copied().unwrap_or(f64::NAN);
    let frame = Frame::new(w).subtitle(w).description(w).note(w);
    let format = NumberFormat::named(w);
    let back: Vec<f64> = v.iter().rev().copied().collect();
    let pairs: Vec<(f64, f64)> = v.iter().copied().zip(back.iter().copied()).collect();
    let time = Time::Quarters {
        year: 2022,
        quarter: 3,
    };
    let moments = vec![Moment {
        index: 1,
        label: word(),
    }];
    let band = Band {
        label: word(),
        low: v.to_vec(),
        high: back.clone(),
    };
    let fan = Fan {
        name: word(),
        middle: v.to_vec(),
        bands: vec![band.clone(), band],
    };
    let tile = |(n, &value): (usize, &f64)| Tile {
        code: word(),
        name: word(),
        col: n as u32 % 7,
        row: n as u32 % 3,
        values: vec![
            TileValue {
                value,
                unsure: n % 2 == 0
            };
            n % 3
        ],
    };
    let place = |(n, &(x, y)): (usize, &(f64, f64))| Place {
        label: word(),
        x,
        y,
        spread: match n % 3 {
            0 => Spread::None,
            1 => Spread::Bars {
                x: (at(n), at(n + 1)),
                y: (at(n + 2), y),
            },
            _ => Spread::Ellipse {
                x: at(n),
                y: at(n + 1),
                correlation: at(n + 2),
            },
        },
        group: n,
        best: n % 2 == 0,
    };
    let bar = |(n, &value): (usize, &f64)| {
        Bar::new(w, value)
            .chance(at(n), at(n + 1))
            .ignorance(at(n + 2), value)
    };
    let growth = |&(percentile, growth): &(f64, f64)| GrowthPoint {
        percentile,
        growth,
        band: Some((at(0), growth)),
    };
    let swing = |&(a, b): &(f64, f64)| Swing::new(w, a, b).range(w, w);
    let check = |(n, _): (usize, &f64)| {
        Check::new(
            w,
            w,
            [Verdict::Pass, Verdict::Fail, Verdict::NotJudged][n % 3],
        )
        .detail(w)
    };
    let map = |shades| TileMap {
        frame: frame.clone(),
        format: format.clone(),
        tiles: v.iter().enumerate().map(tile).collect(),
        halves: [word(), word()],
        shades,
    };
    vec![
        Box::new(FanChart {
            frame: frame.clone(),
            time,
            format: format.clone(),
            fans: vec![fan.clone(), fan],
            middle_label: word(),
            references: v
                .iter()
                .enumerate()
                .map(|(index, &value)| ReferencePoint {
                    index,
                    value,
                    label: word(),
                })
                .collect(),
            moments: moments.clone(),
            from_zero: true,
        }),
        Box::new(LineChart {
            frame: frame.clone(),
            time: Time::Years { year: 1999 },
            format: NumberFormat::share(),
            lines: vec![Line::new(w, v.to_vec()), Line::new(w, back.clone())],
            moments,
            from_zero: false,
        }),
        Box::new(BarChart {
            frame: frame.clone(),
            format: format.clone(),
            bars: v.iter().enumerate().map(bar).collect(),
            order: Order::Magnitude,
        }),
        Box::new(Waterfall {
            frame: frame.clone(),
            format: NumberFormat::money("€"),
            start: Some(Contribution::new(w, at(1))),
            steps: v.iter().map(|&value| Contribution::new(w, value)).collect(),
            total_label: word(),
            total: Some(at(0)),
        }),
        Box::new(Tornado {
            frame: frame.clone(),
            format: format.clone(),
            base: at(2),
            swings: pairs.iter().map(swing).collect(),
        }),
        Box::new(Decomposition {
            frame: frame.clone(),
            format: format.clone(),
            parts: vec![word(); 2],
            stacks: vec![Stack::new(w, v.to_vec()), Stack::new(w, back.clone())],
        }),
        Box::new(map(Shades::Sequential)),
        Box::new(map(Shades::Diverging)),
        Box::new(LorenzCurve {
            frame: frame.clone(),
            lines: vec![
                LorenzLine::of(w, v),
                LorenzLine {
                    name: word(),
                    points: pairs.clone(),
                    gini: None,
                },
            ],
            people: word(),
            total: word(),
        }),
        Box::new(PensParade {
            frame: frame.clone(),
            format: format.clone(),
            incomes: pairs.clone(),
            mean: at(0),
            median: at(1),
            cut: at(2),
            people: word(),
        }),
        Box::new(GrowthIncidence {
            frame: frame.clone(),
            format: format.clone(),
            points: pairs.iter().map(growth).collect(),
            band_label: word(),
            mean: Some(at(0)),
        }),
        Box::new(Density {
            frame: frame.clone(),
            format: format.clone(),
            lines: vec![
                DensityLine::new(w, pairs.clone()).mark(at(0), w),
                DensityLine::of(w, &pairs, 40).mark(at(1), w),
            ],
            caption: word(),
            window: None,
        }),
        Box::new(Frontier {
            frame: frame.clone(),
            x_label: word(),
            y_label: word(),
            x_format: NumberFormat::plain(),
            y_format: format,
            groups: vec![word(), word()],
            places: pairs.iter().enumerate().map(place).collect(),
        }),
        Box::new(CheckGrid {
            frame,
            groups: vec![(word(), v.iter().enumerate().map(check).collect())],
        }),
    ]
}

/// Numbers as a broken run might hand them over.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -100.0..100.0,
        2 => any::<f64>(),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(0.0),
        1 => Just(1e-310),
        1 => Just(f64::MAX),
        1 => Just(f64::MIN),
        1 => 1e9..1.000_000_1e9,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// No numbers and no words make a figure that is not one.
    #[test]
    fn figures_survive_any_numbers(
        numbers in prop_oneof![
            proptest::collection::vec(any_number(), 0..14),
            (any_number(), 1..9_usize).prop_map(|(value, count)| vec![value; count]),
        ],
        words in prop_oneof![Just(String::new()), "\\PC{0,60}"],
        width in prop_oneof![Just(380.0), Just(720.0), any_number()],
    ) {
        for figure in figures_of(&numbers, &words) {
            assert_sound(&figure.svg_at(width));
            assert_sound(&figure.render(Medium::NARROW));
        }
        let spark = Sparkline { width, ..Sparkline::new(&numbers) };
        let spark = spark.told("a series").svg();
        assert_sound(&spark);
    }

    /// Numbers are written without the words of a computer, and parse back near themselves.
    #[test]
    fn numbers_are_written_in_full(value in any_number(), digits in 1..12_usize) {
        for format in [NumberFormat::plain(), NumberFormat::share(), NumberFormat::money("¥"), NumberFormat::points().signed()] {
            let text = format.clone().digits(digits).apply(value);
            prop_assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains('-'), "{text}");
            for text in format.alike(&[value, 1.0, value]) {
                prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            }
        }
        let text = NumberFormat::plain().without_words().digits(6).apply(value);
        if value.abs() > 1e-4 && value.abs() < 1e14 {
            let read: f64 = text.replace('−', "-").replace(',', "").parse().expect("a number");
            prop_assert!((read - value).abs() <= 1e-5 * value.abs(), "{value} became {text}");
        }
    }

    /// Marks lie on the axis, in order, and their labels differ.
    #[test]
    fn ticks_are_usable(a in any_number(), b in any_number(), target in 1..12_usize) {
        let (low, high, marks) = charts::ticks::axis(a.min(b), a.max(b), target);
        prop_assert!(marks.len() <= target + 3, "{marks:?}");
        prop_assert!(marks.windows(2).all(|w| w[0] < w[1]), "{marks:?}");
        prop_assert!(marks.iter().all(|m| m.is_finite() && *m >= low && *m <= high), "{low} {marks:?} {high}");
        if (high - low) > 1e-9 * low.abs().max(high.abs()) {
            let mut labels = NumberFormat::plain().apply_to_ticks(&marks);
            labels.dedup();
            prop_assert_eq!(labels.len(), marks.len(), "{:?} {:?}", labels, marks);
        }
    }

    /// A table keeps its lines within its width wherever its words allow that.
    #[test]
    fn tables_keep_their_width(words in proptest::collection::vec("[a-zA-Z €é数字]{0,40}", 0..9), width in 20..90_usize) {
        let mut table = Table::new([Column::words("name"), Column::numbers("value").unit("€")]);
        for word in &words {
            table = table.row([word.as_str().into(), "1.00".into()]);
        }
        for wrap in [true, false] {
            let text = table.text(&TextStyle { width, bold: false, wrap });
            prop_assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }
}
