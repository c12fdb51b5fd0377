//! Every value of the reference collection that belongs to this crate, from its data.
//!
//! The authority is `expected.json`: values of established tools and of the definitions in exact
//! or 50-digit arithmetic (its README has versions and sources). `confirmed` and `definition only`
//! values must agree to 1e-10, standard errors to 1e-8. A `one tool` value must agree under that
//! tool's convention or be listed with the reason in `expected/explained.rs`. No key may be left
//! over. `testdata` says where the collection is looked for, and what happens without it.

mod expected {
    pub mod data;
    pub mod decomposition;
    pub mod explained;
    pub mod grouped;
    pub mod inference;
    pub mod measures;
}

use expected::{data, decomposition, explained, grouped, inference, measures};

/// First words of keys that another crate answers for: composite indices, space, dynamics.
const ELSEWHERE: [&str; 5] = ["index.", "space.", "markov.", "kde.", "converge."];

#[test]
fn every_expected_value_is_reached_or_explained() {
    let Some(folder) = data::measure_folder() else {
        return;
    };
    let expected = data::expected(&folder.join("expected.json"));
    let micro = data::Micro::read(&folder);
    let tiny = data::Tiny::read(&folder);
    let table = data::GroupedTable::read(&folder);
    let (mut agree, mut explained_away, mut elsewhere) = (0, 0, 0);
    let mut wrong = Vec::new();
    let mut worst: (f64, String) = (0.0, String::new());
    for (key, record) in &expected {
        if ELSEWHERE.iter().any(|start| key.starts_with(start)) {
            elsewhere += 1;
            continue;
        }
        let got = measures::value(key, &micro, &tiny)
            .or_else(|| decomposition::value(key, &micro, &tiny))
            .or_else(|| inference::value(key, &micro))
            .or_else(|| grouped::value(key, &table));
        let tolerance = explained::tolerance(key, record);
        match got {
            Some(got) if data::close(got, record.value, tolerance) => {
                agree += 1;
                let gap = data::gap(got, record.value) / tolerance;
                if gap > worst.0 {
                    worst = (gap, key.clone());
                }
            }
            got => match explained::reason(key) {
                Some(_) if record.status == "one tool" => explained_away += 1,
                _ => wrong.push(format!("{key}: got {got:?}, expected {}", record.value)),
            },
        }
    }
    let ours = expected.len() - elsewhere;
    println!(
        "{agree} of {ours} agree, {explained_away} differ for a stated reason, {} are wrong; \
         {elsewhere} are another crate's; closest call {:.2} of its tolerance at {}",
        wrong.len(),
        worst.0,
        worst.1
    );
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_explanation_is_idle() {
    let Some(folder) = data::measure_folder() else {
        return;
    };
    let expected = data::expected(&folder.join("expected.json"));
    for key in explained::keys() {
        assert!(
            expected.contains_key(key),
            "{key} is explained but not expected"
        );
    }
}
