//! The base economy against published results, file by file.
//!
//! Authority: the authors' published test data and 600 runs of their model, described in the README of
//! the reference data. Skipped, with a message, where that folder is absent.

use std::sync::LazyLock;

use laboratory::validate::{Check, Effort, published_results};

static CHECKS: LazyLock<Option<Vec<Check>>> = LazyLock::new(|| {
    testdata::reference("austria-2010q1")?;
    Some(
        published_results(Some(&testdata::root()), Effort::default(), &|_| {})
            .expect("the reference data load"),
    )
});

/// Asserts that there are checks whose id begins with `id`, and that all of them pass.
fn assert_passes(id: &str) {
    let Some(checks) = CHECKS.as_ref() else {
        return;
    };
    let mut found = checks
        .iter()
        .filter(|check| check.id.starts_with(id))
        .peekable();
    assert!(found.peek().is_some(), "no check {id}");
    for check in found {
        assert_eq!(check.pass, Some(true), "{check:#?}");
    }
}

macro_rules! oracles {
    ($($name:ident: $id:literal;)*) => {$(
        #[test]
        fn $name() {
            assert_passes($id);
        }
    )*};
}

oracles! {
    deterministic_initial_firms: "base.austria-2010q1/deterministic/initial_firms.csv";
    deterministic_initial_households: "base.austria-2010q1/deterministic/initial_households.csv";
    deterministic_initial_bank: "base.austria-2010q1/deterministic/initial_bank.json";
    deterministic_stages_q1: "base.austria-2010q1/deterministic/stages_q1.json";
    deterministic_firms_t1: "base.austria-2010q1/deterministic/firms_t1.csv";
    deterministic_firms_t2: "base.austria-2010q1/deterministic/firms_t2.csv";
    deterministic_firms_t5: "base.austria-2010q1/deterministic/firms_t5.csv";
    deterministic_households_t1: "base.austria-2010q1/deterministic/households_t1.csv";
    deterministic_products_t1: "base.austria-2010q1/deterministic/products_t1.csv";
    deterministic_products_t2: "base.austria-2010q1/deterministic/products_t2.csv";
    deterministic_products_t3: "base.austria-2010q1/deterministic/products_t3.csv";
    deterministic_products_t4: "base.austria-2010q1/deterministic/products_t4.csv";
    deterministic_products_t5: "base.austria-2010q1/deterministic/products_t5.csv";
    deterministic_output_t1: "base.austria-2010q1/deterministic/output_t1.csv";
    deterministic_output_t5: "base.austria-2010q1/deterministic/output_t5.csv";
    deterministic_aggregates_t5: "base.austria-2010q1/deterministic/aggregates_t5.csv";
    deterministic_nominal_sector_gva_t1: "base.austria-2010q1/deterministic/nominal_sector_gva_t1.csv";
    deterministic_nominal_sector_gva_t5: "base.austria-2010q1/deterministic/nominal_sector_gva_t5.csv";
    deterministic_real_sector_gva_t1: "base.austria-2010q1/deterministic/real_sector_gva_t1.csv";
    deterministic_real_sector_gva_t5: "base.austria-2010q1/deterministic/real_sector_gva_t5.csv";
    stress_firms_t1: "base.austria-2010q1/deterministic-stress/firms_t1.csv";
    stress_firms_t2: "base.austria-2010q1/deterministic-stress/firms_t2.csv";
    stress_firms_t5: "base.austria-2010q1/deterministic-stress/firms_t5.csv";
    stress_products_t1: "base.austria-2010q1/deterministic-stress/products_t1.csv";
    stress_products_t2: "base.austria-2010q1/deterministic-stress/products_t2.csv";
    stress_products_t3: "base.austria-2010q1/deterministic-stress/products_t3.csv";
    stress_products_t4: "base.austria-2010q1/deterministic-stress/products_t4.csv";
    stress_products_t5: "base.austria-2010q1/deterministic-stress/products_t5.csv";
    stress_output_t5: "base.austria-2010q1/deterministic-stress/output_t5.csv";
    stress_aggregates_t5: "base.austria-2010q1/deterministic-stress/aggregates_t5.csv";
    stress_nominal_sector_gva_t5: "base.austria-2010q1/deterministic-stress/nominal_sector_gva_t5.csv";
    stress_real_sector_gva_t5: "base.austria-2010q1/deterministic-stress/real_sector_gva_t5.csv";
    monte_carlo: "base.austria-2010q1/monte_carlo.csv";
    monte_carlo_sectors: "base.austria-2010q1/monte_carlo_sectors.csv";
    monte_carlo_fixed_weights_zlb: "base.austria-2010q1/monte_carlo_fixed_weights_zlb.csv";
    monte_carlo_price_dispersion: "base.austria-2010q1/monte_carlo_price_dispersion.csv";
    monte_carlo_price_dispersion_fixed_weights_zlb: "base.austria-2010q1/monte_carlo_price_dispersion_fixed_weights_zlb.csv";
    monte_carlo_first_quarter: "base.austria-2010q1/first_quarter";
    monte_carlo_identities: "base.austria-2010q1/identity.";
    steady_state_scalars: "base.steady-state-2010q1/scalars_";
    steady_state_industries: "base.steady-state-2010q1/industries_";
    steady_state_identities: "base.steady-state-2010q1/identity.";
    village_identities: "identity.";
}
