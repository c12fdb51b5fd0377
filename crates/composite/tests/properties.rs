//! What must hold for any data: invariances, sums, and errors in place of panics.

#![expect(clippy::unwrap_used, reason = "a test says what failed by failing")]

use composite::markov::{Transitions, classify, quantile_edges};
use composite::space::{LocalScale, SpatialWeights, geary, local_moran, moran, moran_permuted};
use composite::{
    Aggregate, Direction, Index, Indicator, Missing, Normalise, Panel, Scope, Spec, Treat,
    Weighting, bootstrap, build, coupling, critic_weights, dagum_by_region, entropy_weights,
    factorial_shares, principal_components, theil_by_region,
};
use proptest::prelude::*;

/// Three columns of 6 to 20 rows that vary, above 0.
fn columns() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (6_usize..20).prop_flat_map(|rows| {
        let column = prop::collection::vec(0.1_f64..100.0, rows)
            .prop_filter("the column must vary", |c| {
                c.iter().any(|x| (x - c[0]).abs() > 1.0)
            });
        prop::collection::vec(column, 3)
    })
}

fn panel_of(columns: &[Vec<f64>]) -> Panel {
    let units = (0..columns[0].len()).map(|i| format!("u{i:02}")).collect();
    let names = ["a", "b", "c"];
    columns
        .iter()
        .zip(names)
        .fold(Panel::new(units, None).unwrap(), |panel, (column, name)| {
            panel.with_column(name, column.clone()).unwrap()
        })
}

fn spec_of(normalise: Normalise, weights: Weighting, aggregate: Aggregate) -> Spec {
    let indicators = vec![
        Indicator::benefit("a").in_part("x"),
        Indicator::cost("b").in_part("x"),
        Indicator::benefit("c").in_part("y"),
    ];
    Spec {
        normalise,
        weights,
        aggregate,
        ..Spec::of("unit", indicators)
    }
}

fn rules() -> impl Strategy<Value = (Normalise, Weighting, Aggregate)> {
    let normalise = prop::sample::select(vec!["min_max(1, 100)", "ratio_to_best", "ratio_to_mean"]);
    let weights = prop::sample::select(vec![
        "equal",
        "entropy",
        "entropy_shift(0.01)",
        "entropy_raw",
        "critic",
        "critic_abs",
        "pca",
        "pca_cumulative(0.9)",
    ]);
    let aggregate = prop::sample::select(vec![
        "linear",
        "geometric",
        "power(-1)",
        "topsis",
        "topsis_distance",
    ]);
    (normalise, weights, aggregate)
        .prop_map(|(n, w, a)| (n.parse().unwrap(), w.parse().unwrap(), a.parse().unwrap()))
}

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The order of the units does not matter, and weights sum to 1 in the index and in each part.
    #[test]
    fn order_does_not_matter(columns in columns(), (normalise, weights, aggregate) in rules()) {
        let spec = spec_of(normalise, weights, aggregate);
        let here = build(&spec, &panel_of(&columns));
        let turned: Vec<Vec<f64>> =
            columns.iter().map(|c| c.iter().rev().copied().collect()).collect();
        let there = build(&spec, &panel_of(&turned));
        prop_assert_eq!(here.is_ok(), there.is_ok());
        let (Ok(here), Ok(there)) = (here, there) else { return Ok(()) };
        for (a, b) in here.values.iter().zip(there.values.iter().rev()) {
            prop_assert!(alike(*a, *b), "{} {}", a, b);
        }
        let sum: f64 = here.weights.iter().map(|w| w.in_index).sum();
        prop_assert!(alike(sum, 1.0));
        prop_assert!(here.weights.iter().all(|w| w.in_index >= 0.0));
        prop_assert!(alike(here.weights[0].in_part + here.weights[1].in_part, 1.0)
            || here.weights[0].in_index + here.weights[1].in_index == 0.0);
    }

    /// Under min-max, the unit of an indicator does not matter, nor a cost turned into a benefit.
    #[test]
    fn affine_changes_do_not_matter(columns in columns(), scale in 0.01_f64..50.0, shift in -9.0_f64..9.0) {
        let spec = spec_of(Normalise::default(), Weighting::Critic, Aggregate::Linear);
        let here = build(&spec, &panel_of(&columns));
        let mut changed = columns.clone();
        for x in &mut changed[0] { *x = x.mul_add(scale, shift); }
        for x in &mut changed[1] { *x = -*x; }
        let mut turned = spec.clone();
        turned.indicators[1].direction = Direction::Benefit;
        let there = build(&turned, &panel_of(&changed));
        prop_assert_eq!(here.is_ok(), there.is_ok());
        let (Ok(here), Ok(there)) = (here, there) else { return Ok(()) };
        for (a, b) in here.values.iter().zip(&there.values) {
            prop_assert!((a - b).abs() < 1e-7, "{} {}", a, b);
        }
    }

    /// Flat linear parts add up to the index, and a flat index of equal weights is the nested one of
    /// parts weighted by their numbers of indicators.
    #[test]
    fn parts_add_up(columns in columns()) {
        let spec = spec_of(Normalise::default(), Weighting::Equal, Aggregate::Linear);
        let flat = build(&spec, &panel_of(&columns)).unwrap();
        let weight = |path: &str, weight| composite::PartWeight { path: path.into(), weight };
        let nested = Spec {
            structure: "nested".parse().unwrap(),
            parts: vec![weight("x", 2.0), weight("y", 1.0)],
            ..spec
        };
        let nested = build(&nested, &panel_of(&columns)).unwrap();
        for at in 0..flat.values.len() {
            let sum = flat.part("x").unwrap()[at] * 2.0 / 3.0 + flat.part("y").unwrap()[at] / 3.0;
            prop_assert!(alike(sum, flat.values[at]));
            prop_assert!(alike(nested.values[at], flat.values[at]));
        }
    }

    /// Means lie between the extremes, in the order harmonic, geometric, linear.
    #[test]
    fn means_are_ordered(columns in columns()) {
        let scale = Normalise::MinMax { low: 1.0, high: 100.0 };
        let values = |rule: &str| {
            build(&spec_of(scale, Weighting::Equal, rule.parse().unwrap()), &panel_of(&columns))
                .unwrap().values
        };
        let (harmonic, geometric, linear) = (values("power(-1)"), values("geometric"), values("linear"));
        for at in 0..linear.len() {
            prop_assert!(1.0 - 1e-9 <= harmonic[at] && linear[at] <= 100.0 + 1e-9);
            prop_assert!(harmonic[at] <= geometric[at] + 1e-9 && geometric[at] <= linear[at] + 1e-9);
        }
    }

    /// Nothing that a person may type or read makes the crate panic.
    #[test]
    fn nothing_panics(
        cells in prop::collection::vec(prop::sample::select(vec![
            0.0, -1.0, 1.0, 2.0, 1e300, -1e300, 1e-300, f64::NAN, f64::INFINITY,
        ]), 1..16),
        (normalise, weights, aggregate) in rules(),
        treat in prop::sample::select(vec![
            "none", "winsorise(0.1, 0.9)", "skew_kurtosis(3)", "log", "log_shift", "box_cox(0.5)",
            "box_cox",
        ]),
        missing in prop::sample::select(vec!["refuse", "drop", "available"]),
        seed: u64,
    ) {
        let rest: Vec<f64> = cells.iter().rev().copied().collect();
        let third: Vec<f64> = (0..cells.len()).map(|i| i as f64).collect();
        let mut spec = spec_of(normalise, weights, aggregate);
        spec.missing = missing.parse().unwrap();
        for indicator in &mut spec.indicators { indicator.treat = treat.parse::<Treat>().unwrap(); }
        let panel = panel_of(&[cells.clone(), rest.clone(), third.clone()]);
        if let Err(error) = build(&spec, &panel) {
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = bootstrap(&spec, &panel, 3, seed, 0.9);
        let columns = [&cells, &rest, &third];
        let _ = (entropy_weights(&columns, 0.0, cells.len()), critic_weights(&columns, false));
        let _ = principal_components(&columns);
        let _ = coupling(&cells, &rest, composite::CouplingForm::Wang2021);
        let _ = (theil_by_region(&cells, Some(&rest), &vec!["r"; cells.len()]),
            dagum_by_region(&cells, None, &vec!["r"; cells.len()]));
        let _ = composite::beta_convergence(&cells, &rest, 2.0, &[&third]);
        let _ = composite::Density::of(&cells, None, composite::Kernel::Gaussian, composite::Bandwidth::Silverman);
        let _ = quantile_edges(&cells, 3).and_then(|edges| classify(&[&cells, &rest], &edges))
            .and_then(|classes| Transitions::count(&classes, 3)).map(|t| t.chain_with_stays().first_passage());
        let pairs: Vec<(usize, usize)> = (1..cells.len()).map(|i| (i - 1, i)).collect();
        let chain = SpatialWeights::contiguity(cells.len(), &pairs).unwrap();
        let _ = (moran(&cells, &chain), geary(&cells, &chain), moran_permuted(&cells, &chain, 19, seed));
    }

    /// Rows of a transition matrix sum to 1, and so does the long run, which the matrix keeps.
    #[test]
    fn chains_keep_their_long_run(sequences in prop::collection::vec(prop::collection::vec(0_usize..4, 2..9), 1..9)) {
        let table = Transitions::count(&sequences, 4).unwrap();
        let chain = table.chain_with_stays();
        for row in chain.probabilities() {
            prop_assert!(alike(row.iter().sum::<f64>(), 1.0));
        }
        for long_run in chain.stationary() {
            prop_assert!(alike(long_run.iter().sum::<f64>(), 1.0));
            for j in 0..4 {
                let next: f64 = (0..4).map(|i| long_run[i] * chain.probabilities()[i][j]).sum();
                prop_assert!((next - long_run[j]).abs() < 1e-12);
            }
        }
        // A unit of a recurrent class returns after 1/π steps.
        let passage = chain.first_passage();
        for long_run in chain.stationary() {
            for j in (0..4).filter(|&j| long_run[j] > 0.0) {
                prop_assert!(alike(passage[j][j], 1.0 / long_run[j]));
            }
        }
        prop_assert!((0.0..=1.0).contains(&chain.second_eigenvalue()));
    }

    /// Moran's I keeps its value under a change of scale, and averages the local ones.
    #[test]
    fn morans_i_has_no_unit(values in prop::collection::vec(0.0_f64..9.0, 5..15), scale in 0.1_f64..9.0) {
        prop_assume!(values.iter().any(|x| (x - values[0]).abs() > 0.1));
        let pairs: Vec<(usize, usize)> = (0..values.len()).map(|i| (i, (i + 1) % values.len())).collect();
        let ring = SpatialWeights::contiguity(values.len(), &pairs).unwrap().row_standardised().unwrap();
        let here = moran(&values, &ring).unwrap().value;
        let scaled: Vec<f64> = values.iter().map(|x| 3.0 - scale * x).collect();
        prop_assert!((moran(&scaled, &ring).unwrap().value - here).abs() < 1e-9);
        let local = local_moran(&values, &ring, LocalScale::Population).unwrap();
        let mean = local.iter().map(|l| l.value).sum::<f64>() / values.len() as f64;
        prop_assert!((mean - here).abs() < 1e-9);
        let constant = moran(&vec![2.0; values.len()], &ring).unwrap_err().to_string();
        prop_assert!(constant.starts_with("the variable is constant"), "{}", constant);
    }

    /// The parts of a decomposition add up, and the order of the units does not matter.
    #[test]
    fn decompositions_add_up(units in prop::collection::vec((0.1_f64..50.0, 0.5_f64..5.0, 0_u8..3), 1..30)) {
        let values: Vec<f64> = units.iter().map(|u| u.0).collect();
        let weights: Vec<f64> = units.iter().map(|u| u.1).collect();
        let regions: Vec<String> = units.iter().map(|u| u.2.to_string()).collect();
        let theil = theil_by_region(&values, Some(&weights), &regions).unwrap();
        prop_assert!((theil.within + theil.between - theil.total).abs() < 1e-12);
        let dagum = dagum_by_region(&values, Some(&weights), &regions).unwrap();
        let sum = dagum.within + dagum.net_between + dagum.transvariation;
        prop_assert!((sum - dagum.total).abs() < 1e-12);
        prop_assert!(dagum.pairs.iter().all(|p| (-1e-12..=1.0 + 1e-12).contains(&p.affluence)));
    }

    /// Shares of variance of a product of independent factors have a closed form (Sobol's g).
    #[test]
    fn shares_of_a_product(a in 0.1_f64..3.0, b in 0.1_f64..3.0, c in 0.1_f64..3.0) {
        // Y = Π (1 + s x), x = −1, 0, 1 with variance 2/3: 1 + V = Π (1 + 2s²/3).
        let variance = |s: f64| 2.0 * s * s / 3.0;
        let levels = [-1.0, 0.0, 1.0];
        let mut outcomes = Vec::new();
        for x in levels { for y in levels { for z in levels {
            outcomes.push((1.0 + a * x) * (1.0 + b * y) * (1.0 + c * z));
        }}}
        let shares = factorial_shares(&[3, 3, 3], &outcomes).unwrap();
        let (va, vb, vc) = (variance(a), variance(b), variance(c));
        let total = (1.0 + va) * (1.0 + vb) * (1.0 + vc) - 1.0;
        prop_assert!(alike(shares[1].first_order, vb / total));
        prop_assert!(alike(shares[1].total, vb * (1.0 + va) * (1.0 + vc) / total));
        prop_assert!(alike(shares[2].first_order, vc / total));
    }

    /// Every choice is read back from what it prints.
    #[test]
    fn choices_are_read_back((normalise, weights, aggregate) in rules(), low in 0.0_f64..0.5) {
        prop_assert_eq!(normalise.to_string().parse::<Normalise>().unwrap(), normalise);
        prop_assert_eq!(weights.to_string().parse::<Weighting>().unwrap(), weights);
        prop_assert_eq!(aggregate.to_string().parse::<Aggregate>().unwrap(), aggregate);
        let treat = Treat::Winsorise { low, high: 0.9 };
        prop_assert_eq!(treat.to_string().parse::<Treat>().unwrap(), treat);
    }
}

fn message(result: Result<Index, composite::Error>) -> String {
    result.unwrap_err().to_string()
}

/// What a person gets to read.
#[test]
fn errors_name_key_value_and_range() {
    let panel = panel_of(&[
        vec![1.0, 2.0, 3.0],
        vec![2.0, 2.0, 2.0],
        vec![1.0, f64::NAN, 2.0],
    ]);
    let one = |column: &str| Spec::of("unit", vec![Indicator::benefit(column)]);
    assert_eq!(
        message(build(&one("z"), &panel)),
        "the panel has no column \"z\"; its columns are a, b, c"
    );
    assert_eq!(
        message(build(&one("b"), &panel)),
        "b is constant, so min_max(0, 1) is undefined: leave it out or widen the scope"
    );
    assert_eq!(
        message(build(&one("c"), &panel)),
        "c is missing for u01: fill it in, or set missing to \"drop\" or \"available\""
    );
    let mut geometric = one("a");
    geometric.aggregate = Aggregate::Geometric;
    assert_eq!(
        message(build(&geometric, &panel)),
        "a for u00, normalised by min_max(0, 1), under aggregate = \"geometric\", is 0, but it must be above 0; normalise with \"min_max(1, 100)\""
    );
    let mut year = one("a");
    year.scope = Scope::Year;
    assert_eq!(
        message(build(&year, &panel)),
        "scope = \"year\" does not go with no time: name the column with the time"
    );
    assert_eq!(
        message(build(&Spec::of("unit", vec![]), &panel)),
        "indicators of the index: 0 given, at least 1 needed"
    );
    let mut winsorised = one("a");
    winsorised.indicators[0].treat = Treat::Winsorise {
        low: 0.9,
        high: 0.1,
    };
    assert_eq!(
        message(build(&winsorised, &panel)),
        "treat of a is winsorise(0.9, 0.1), but it must be 0 <= low < high <= 1"
    );
    let mut weighted = one("a");
    weighted.indicators[0].weight = Some(2.0);
    assert_eq!(
        message(build(&weighted, &panel)),
        "weight of a = 2 does not go with weights = \"equal\": that rule would ignore it; set weights = \"user\" or leave it out"
    );
    let wrong = |text: &str| {
        toml::from_str::<Spec>(text)
            .unwrap_err()
            .message()
            .to_owned()
    };
    assert_eq!(
        wrong("unit = 'u'\n[[indicator]]\ncolumn = 'a'\ndirection = 2"),
        "direction is 2, but it must be 1 (more is better) or -1 (less is better)"
    );
    assert_eq!(
        wrong("unit = 'u'\nscope = 'world'"),
        "scope is \"world\", but it must be one of panel, year"
    );
    assert!(wrong("unit = 'u'\nnormalize = 'rank'").starts_with("unknown field `normalize`"));
}

/// One unit, one year, rows with gaps: an answer or a sentence.
#[test]
fn small_and_gappy_panels() {
    let single = Panel::new(vec!["A"], None)
        .unwrap()
        .with_column("a", vec![3.0])
        .unwrap();
    let spec = Spec::of("unit", vec![Indicator::benefit("a")]);
    assert!(message(build(&spec, &single)).starts_with("a is constant"));
    let goal = Indicator {
        low: Some(0.0),
        high: Some(4.0),
        ..Indicator::benefit("a")
    };
    let goals = Spec {
        normalise: Normalise::Goalposts,
        ..Spec::of("unit", vec![goal])
    };
    assert_eq!(build(&goals, &single).unwrap().values, [0.75]);

    let gappy = panel_of(&[
        vec![1.0, 2.0, 3.0, f64::NAN],
        vec![4.0, f64::NAN, 8.0, f64::NAN],
        vec![1.0, 3.0, 2.0, f64::NAN],
    ]);
    let mut spec = spec_of(Normalise::default(), Weighting::Equal, Aggregate::Linear);
    spec.missing = Missing::Drop;
    let index = build(&spec, &gappy).unwrap();
    assert_eq!((index.rows, index.dropped), (vec![0, 2], vec![1, 3]));
    spec.missing = Missing::Available;
    let index = build(&spec, &gappy).unwrap();
    assert_eq!((index.rows, index.dropped), (vec![0, 1, 2], vec![3]));
    assert_eq!(index.values[1], 0.75); // a = 0.5, c = 1
    assert!(Panel::new(vec!["A", "A"], None).is_err());
    assert!(Panel::new(vec!["A", "A"], Some(vec!["1", "2"])).is_ok());
}

/// Each year on its own: weights by year, and a card that says so.
#[test]
fn the_card_states_the_choices() {
    let panel = Panel::new(
        vec!["A", "B", "C", "A", "B", "C"],
        Some(vec!["1", "1", "1", "2", "2", "2"]),
    )
    .unwrap()
    .with_column("a", vec![1.0, 2.0, 3.0, 5.0, 4.0, 9.0])
    .unwrap()
    .with_column("b", vec![3.0, 1.0, 2.0, 2.0, 7.0, 1.0])
    .unwrap();
    let mut spec = Spec::of("unit", vec![Indicator::benefit("a"), Indicator::cost("b")]);
    spec.time = Some("time".into());
    spec.scope = Scope::Year;
    spec.weights = Weighting::Entropy;
    let index = build(&spec, &panel).unwrap();
    assert_eq!(index.weights.len(), 4);
    assert_eq!(index.weights[2].time.as_deref(), Some("2"));
    assert_eq!(index.ranks().len(), 6);
    let choice = |name: &str| {
        let found = index.conventions.iter().find(|(other, _)| other == name);
        found.map(|(_, choice)| choice.as_str())
    };
    assert_eq!(choice("less_is_better"), Some("b"));
    assert_eq!(choice("scope"), Some("year: each of 2 times on its own"));
    assert!(
        choice("weights")
            .unwrap()
            .starts_with("entropy: K = 1/ln(rows), 0 ln 0 = 0, no shift")
    );
}
