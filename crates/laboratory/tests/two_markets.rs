//! The expected market against the sampled one, on Austria.
//!
//! Authority: long run, §7.2. Skipped, with a message, where the reference data are absent; the example
//! `two_markets` prints the same comparison with more seeds.

#[allow(dead_code, reason = "shared with other comparisons")]
#[path = "../../economy/tests/common/agreement.rs"]
mod agreement;

use agreement::{
    BAND, CostOfChance, PATH_BAND, assert_agreement, disperse, first_quarter, paths, state, table,
};
use economy::{Economy, Luck, Rules};
use laboratory::economies::{LoadOptions, load};

/// Measured with 256 seeds, standard errors 0.003 to 0.04 %.
const ALIKE: &CostOfChance = &[("consumption C", -0.0011), ("housing", 0.0173)];
const APART: &CostOfChance = &[
    ("consumption C", -0.0013),
    ("housing, money", 0.0217),
    ("housing, real", 0.0168),
    ("A02 demand", -0.0024),
    ("D35 demand", 0.0016),
    ("F demand", -0.0013),
    ("K66 demand", -0.0010),
    ("M71 demand", -0.0016),
];

/// Austria after four quarters of the sampled market; `None`, with a message, without the data.
fn austria() -> Option<Economy> {
    let folder = testdata::reference("austria-2010q1")?;
    let loaded = load(&folder.to_string_lossy(), &LoadOptions::default());
    let calibration = loaded.expect("Austria loads").calibration;
    let economy = Economy::open(calibration, Rules::default(), Luck::Seed(1));
    Some(state(economy, 4))
}

#[test]
fn the_first_quarter_agrees() {
    let Some(alike) = austria() else {
        return;
    };
    let apart = disperse(alike.clone());
    for (state, known) in [(&alike, ALIKE), (&apart, APART)] {
        let (aggregates, products) = first_quarter(state, 64);
        println!("{}{}", table(&aggregates, BAND), table(&products, BAND));
        assert_agreement(&aggregates, BAND, known);
        assert_agreement(&products, BAND, known);
    }
}

#[test]
fn twelve_quarters_agree() {
    let Some(state) = austria() else {
        return;
    };
    let rows = paths(&state, 12, 12);
    println!("{}", table(&rows, PATH_BAND));
    assert_agreement(&rows, PATH_BAND, &[]);
}
