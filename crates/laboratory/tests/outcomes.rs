//! The outcome vector, against the crate of measures and against sums made here.

use economy::{Economy, Luck, Serial};
use inequality::Ranked;
use laboratory::outcomes::{self, OUTCOMES, Observer, PerHead, Settings};
use laboratory::{Attention, Experiment, Request, Run};

fn china(rules: &str, quarters: u32) -> Experiment {
    Experiment::plan(Request {
        economy: Some("china-2022".to_owned()),
        rules: Some(rules.to_owned()),
        quarters: Some(quarters),
        seeds: Some(1),
        at: vec![3],
        ..Request::default()
    })
    .expect("a sound request")
}

fn of(values: &[f64], id: &str) -> f64 {
    values[outcomes::position(id).expect("an outcome")]
}

/// Authority: crate `inequality`, and sums over households made here.
#[test]
fn the_vector_of_the_opening_is_that_of_its_people() {
    let china = china("b2", 4);
    let economy = Economy::open(
        china.economy.calibration.clone(),
        china.rules,
        Luck::Seed(1),
    );
    let theory = china.theory_for(&economy);
    let values = outcomes::observe(&economy, theory.digital());
    let people = economy.households.people.as_ref().expect("people");
    let income = &economy.households.disposable_income;
    let homes = || {
        people
            .members
            .iter()
            .zip(income.iter())
            .filter(|(n, _)| **n > 0)
    };
    let persons: Vec<f64> = homes().map(|(&n, _)| f64::from(n)).collect();
    let per_head: Vec<f64> = homes().map(|(&n, y)| y / f64::from(n)).collect();
    let oracle = Ranked::weighted(&per_head, &persons).expect("incomes");
    let close = |id: &str, expected: f64| {
        let got = of(&values, id);
        assert!(
            (got - expected).abs() < 1e-12 * expected.abs(),
            "{id}: {got} {expected}"
        );
    };
    close("gini_disposable_income", oracle.gini().expect("defined"));
    close("palma_ratio", oracle.palma_ratio().expect("defined"));
    close("income_p10", oracle.quantile(0.1).expect("defined"));
    close(
        "top10_share_disposable_income",
        oracle.top_share(0.1).expect("defined"),
    );
    close(
        "bottom50_share_disposable_income",
        oracle.bottom_share(0.5).expect("defined"),
    );
    let population: f64 = persons.iter().sum();
    close("real_gdp_per_head", economy.books.gdp.real / population);
    let [areas, skills] = ["areas", "skills"].map(|by| {
        of(&values, &format!("theil_between_{by}")) + of(&values, &format!("theil_within_{by}"))
    });
    let positive: Vec<f64> = per_head.iter().map(|y| y.max(0.0)).collect();
    let theil = Ranked::weighted(&positive, &persons)
        .expect("incomes")
        .theil();
    let theil = theil.expect("defined");
    assert!((areas - theil).abs() < 1e-12 && (skills - theil).abs() < 1e-12);
    let opening = [
        "displaced_share",
        "policy_cost",
        "free_goods_value",
        "leisure_loss",
    ];
    for id in opening {
        assert_eq!(of(&values, id), 0.0, "{id}");
    }
}

/// What must hold of every economy, whatever its numbers.
#[test]
fn shares_are_shares_and_fifths_rise() {
    let run = Run::new(&china("b2", 8), 1, Attention::PAGE, &Serial, &|| ()).expect("a sound run");
    assert_eq!(run.outcomes.quarters, [0, 3, 4, 8]);
    assert_eq!(run.outcomes.values.len(), 4);
    assert!(run.outcomes.at(5).is_none());
    let end = run.outcomes.at(8).expect("the end");
    for (outcome, &value) in OUTCOMES.iter().zip(end) {
        let missing = outcome.id == "rank_persistence";
        assert_eq!(value.is_nan(), missing, "{}", outcome.id);
        if outcome.unit == "share" && !outcome.id.ends_with("ratio") {
            assert!(
                (0.0..=1.0).contains(&value) || value.is_nan(),
                "{} {value}",
                outcome.id
            );
        }
    }
    let coverage: Vec<f64> = (1..=5)
        .map(|k| of(end, &format!("coverage_q{k}")))
        .collect();
    assert!(
        coverage.windows(2).all(|pair| pair[0] < pair[1]),
        "{coverage:?}"
    );
    assert!(of(end, "displaced_share") > 0.0);
    assert!(of(end, "sharing_surplus") > 0.0);
}

/// Measuring changes nothing: a quarter more or less that is looked at moves no bit of another.
#[test]
fn looking_moves_nothing() {
    let plain = china("b2", 8);
    let mut curious = china("b2", 8);
    curious.configuration.at = (0..=8).collect();
    let runs = [&plain, &curious]
        .map(|e| Run::new(e, 1, Attention::PAGE, &Serial, &|| ()).expect("sound"));
    let bits = |run: &Run, quarter| -> Vec<u64> {
        let values = run.outcomes.at(quarter).expect("observed");
        values.iter().map(|value| value.to_bits()).collect()
    };
    for quarter in [0, 3, 4, 8] {
        assert_eq!(bits(&runs[0], quarter), bits(&runs[1], quarter));
    }
}

/// Without the theory the digital state is that of the opening, and everything else is measured.
#[test]
fn without_the_theory_the_digital_state_stands_still() {
    let run = Run::new(&china("b1", 8), 1, Attention::PAGE, &Serial, &|| ()).expect("a sound run");
    let [opening, end] = [0, 8].map(|quarter| run.outcomes.at(quarter).expect("observed"));
    // Means over persons move with people; what nobody does stays nothing.
    for id in ["displaced_share", "free_goods_value"] {
        assert_eq!(of(opening, id).to_bits(), of(end, id).to_bits(), "{id}");
    }
    assert!(of(end, "real_consumption_median") > 0.0);
}

/// Hand-worked: the scale of the OECD makes a household of one as rich as before and all others richer.
#[test]
fn equivalised_income_is_higher_than_income_per_head() {
    let china = china("b2", 4);
    let economy = Economy::open(
        china.economy.calibration.clone(),
        china.rules,
        Luck::Seed(1),
    );
    let theory = china.theory_for(&economy);
    let per = |per_head| {
        let mut observer = Observer::new(Settings {
            per_head,
            ..Settings::default()
        });
        observer.observe(&economy, theory.digital());
        observer.heads().clone()
    };
    let (heads, scaled) = (per(PerHead::Person), per(PerHead::Equivalised));
    for row in 0..heads.len() {
        let (persons, adults) = (heads.persons[row], heads.adults[row]);
        let units = if adults > 0.0 {
            1.0 + 0.5 * (adults - 1.0) + 0.3 * (persons - adults)
        } else {
            1.0 + 0.3 * (persons - 1.0)
        };
        let expected = heads.income[row] * persons / units;
        assert!((scaled.income[row] - expected).abs() <= 1e-12 * expected.abs());
    }
}

/// To the last bit, what is read is the same whatever else is read: all series in the first and in the last
/// quarter, and those of the economy in between.
#[test]
fn what_is_read_does_not_depend_on_what_else_is() {
    let experiment = Experiment::plan(Request {
        economy: Some("village".into()),
        rules: Some("b2".into()),
        quarters: Some(10),
        ..Request::default()
    });
    let experiment = experiment.expect("an experiment");
    let of = |attention| Run::new(&experiment, 1, attention, &Serial, &|| {}).expect("a run");
    let (all, little) = (of(Attention::FULL), of(Attention::NONE));
    let own = economy::observe::reported(true, experiment.economy.calibration.population.is_some());
    let own = own.count();
    for (quarter, (full, ends)) in all.series.iter().zip(&little.series).enumerate() {
        assert_eq!(full.len(), ends.len());
        let at_an_end = [0, 10].contains(&quarter);
        let read = if at_an_end { full.len() } else { own };
        for k in 0..full.len() {
            if k < read {
                assert_eq!(full[k].to_bits(), ends[k].to_bits(), "{k} in {quarter}");
            } else {
                assert!(ends[k].is_nan(), "{k} in {quarter}");
            }
        }
    }
    assert_eq!(all.outcomes.quarters, [0, 4, 8, 10]);
    assert_eq!(little.outcomes.quarters, [0, 10]);
    assert_eq!(all.summary.identities, little.summary.identities);
    assert_eq!(all.summary.scoreboard, little.summary.scoreboard);
    assert!(little.frames.is_empty() && little.summary.evidence.is_empty());
}

/// Over a long time distributions are looked at once a year, unless every quarter is asked for: what is looked at
/// has the same bits, and the rest is no number.
#[test]
fn distributions_are_looked_at_once_a_year_where_no_quarter_is_read() {
    let experiment = Experiment::plan(Request {
        economy: Some("village".into()),
        rules: Some("b1".into()),
        quarters: Some(54),
        ..Request::default()
    });
    let experiment = experiment.expect("an experiment");
    let of = |attention| Run::new(&experiment, 1, attention, &Serial, &|| {}).expect("a run");
    let (all, some) = (of(Attention::FULL), of(Attention::FACTS));
    let gini = economy::observe::position("gini_wealth").expect("a series");
    let mut unread = 0;
    for (quarter, (full, yearly)) in all.series.iter().zip(&some.series).enumerate() {
        let read = quarter.is_multiple_of(4) || quarter == 54;
        assert_eq!(yearly[gini].is_nan(), !read, "{quarter}");
        for (k, (full, yearly)) in full.iter().zip(yearly).enumerate() {
            if read || !yearly.is_nan() {
                assert_eq!(full.to_bits(), yearly.to_bits(), "{k} in {quarter}");
            }
        }
        unread += usize::from(!read);
    }
    assert_eq!(unread, 40);
    assert_eq!(all.summary.evidence, some.summary.evidence);
}

/// Authority: digital economy, §4.F, F3: a personal premium of a quarter takes all fairness, one of the six components,
/// of which the last five weigh 0.85 together; it counts in either direction.
#[test]
fn personal_prices_take_fairness() {
    let measure = |strength: &str| {
        let path = "algorithm_manipulation.strength".to_owned();
        let request = Request {
            rules: Some("b2".to_owned()),
            scale: Some(200_000.0),
            set: vec![(path, strength.to_owned())],
            ..Request::default()
        };
        let china = Experiment::plan(request).expect("a sound request");
        let calibration = china.economy.calibration.clone();
        let economy = Economy::open(calibration, china.rules, Luck::Seed(1));
        let theory = china.theory_for(&economy);
        let digital = theory.digital().expect("a theory");
        let index = of(
            &outcomes::observe(&economy, Some(digital)),
            "spiritual_index_mean",
        );
        let (view, people) = (economy.view(), economy.households.people.as_ref());
        let (ground, people) = (digital.ground(&view), people.expect("people"));
        let (mut sum, mut persons) = (0.0, 0.0);
        for h in economy.households.ids() {
            let members = f64::from(people.members[h]);
            sum += members * outcomes::personal_premium(&ground, h).abs();
            persons += members;
        }
        (index, sum / persons)
    };
    let ((fair, none), (unfair, premium)) = (measure("0"), measure("1"));
    assert_eq!(none, 0.0);
    assert!(premium > 0.01, "{premium}");
    let expected = 0.17 * premium / 0.25;
    let got = fair - unfair;
    assert!((got - expected).abs() < 1e-12, "{got} but {expected}");
}

/// Authority: design of the result tables: an id names one concept, as a series and as an outcome.
#[test]
fn the_ratio_of_town_and_countryside_is_the_published_one() {
    let experiment = china("b2", 4);
    let run = Run::new(&experiment, 1, Attention::FULL, &Serial, &|| {}).expect("a sound run");
    let catalogue = experiment.catalogue();
    let at = catalogue
        .position("urban_rural_income_ratio")
        .expect("a series");
    for quarter in [0, 4] {
        let outcome = of(
            run.outcomes.at(quarter).expect("observed"),
            "urban_rural_income_ratio",
        );
        assert_eq!(run.series[quarter as usize][at], outcome, "{quarter}");
    }
}
