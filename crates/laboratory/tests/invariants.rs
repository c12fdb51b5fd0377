//! The invariants of the long run, band by band, as `commonweal validate` prints them.
//!
//! Authority: long run, §3.4. On Austria where the reference data are there (a message says if not), and
//! on the embedded economy, to which I7 does not apply.

use std::path::PathBuf;
use std::sync::LazyLock;

use laboratory::validate::{Check, Effort, long_run};

/// The folder of published results, if Austria is in it.
fn reference() -> Option<PathBuf> {
    testdata::reference("austria-2010q1").map(|_| testdata::root())
}

static CHECKS: LazyLock<Vec<Check>> = LazyLock::new(|| {
    long_run(reference().as_deref(), Effort::default(), &|_| {}).expect("the economies load")
});

/// Asserts that every judged check of an invariant passes, and that there are some.
fn holds(invariant: &str) {
    let begin = format!("{invariant}.");
    let found = || CHECKS.iter().filter(|check| check.id.starts_with(&begin));
    assert!(found().count() > 0, "no check of {invariant}");
    for check in found() {
        assert_ne!(check.pass, Some(false), "{check:#?}");
    }
    if reference().is_some() {
        let austria = format!("{invariant}.austria-2010q1");
        assert!(
            found().any(|check| check.id.starts_with(&austria) && check.pass == Some(true)),
            "nothing of {invariant} was judged on Austria"
        );
    }
}

macro_rules! invariants {
    ($($name:ident: $id:literal;)*) => {$(
        #[test]
        fn $name() {
            holds($id);
        }
    )*};
}

invariants! {
    i1_nothing_moves_in_the_stationary_set: "I1";
    i2_growth_is_balanced: "I2";
    i3_noise_stays_in_its_bands: "I3";
    i4_every_account_balances: "I4";
    i5_the_unit_of_money_does_not_matter: "I5";
    i6_the_numbering_of_firms_does_not_matter: "I6";
    i7_productivity_becomes_output_and_wages: "I7";
}
