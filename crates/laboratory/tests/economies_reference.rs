//! The published data sets load, and their numbers are the ones their README states.

use economy::Calibration;
use laboratory::economies::{LoadOptions, Loaded, load};

fn loaded(economy: &str, overrides: &[(String, String)]) -> Option<Loaded> {
    let folder = testdata::reference(economy)?;
    let options = LoadOptions {
        overrides,
        ..LoadOptions::default()
    };
    let text = folder.to_string_lossy();
    Some(load(&text, &options).unwrap_or_else(|error| panic!("{error}")))
}

fn close(found: f64, expected: f64) {
    let gap = (found - expected).abs();
    assert!(
        gap <= 1e-9 * expected.abs().max(1.0),
        "{found} instead of {expected}"
    );
}

fn gross_output(calibration: &Calibration) -> f64 {
    let per_worker = &calibration.technology.output_per_worker;
    let industries = calibration.industries.iter().zip(per_worker);
    industries
        .map(|(g, alpha)| alpha * f64::from(g.employees))
        .sum()
}

/// Authority: README of the data set, and `initial_conditions.json` by eye.
#[test]
fn austria_has_the_numbers_of_its_readme() {
    let Some(austria) = loaded("austria-2010q1", &[]) else {
        return;
    };
    let c = &austria.calibration;
    assert_eq!(c.n_industries(), 62);
    assert_eq!(c.n_firms(), 624);
    assert_eq!(c.n_households(), 8_873);
    assert_eq!(c.sizes.workers, 4_118);
    assert_eq!(c.sizes.inactive, 4_130);
    assert_eq!(c.sizes.government_entities, 156);
    assert_eq!(c.sizes.foreign_buyers, 312);
    assert_eq!(c.industries.iter().map(|g| g.employees).sum::<u32>(), 3_866);
    assert_eq!(c.industries[0].code, "A01");
    assert_eq!(c.industries[0].title, "Crop and animal production");
    assert_eq!(c.name, "austria-2010q1");
    let o = &c.opening;
    assert_eq!(o.output.len(), 54);
    close(gross_output(c), *o.output.last().unwrap());
    assert_eq!(
        (
            o.government_consumption.len(),
            o.exports.len(),
            o.imports.len()
        ),
        (13, 13, 13)
    );
    close(o.central_bank_equity, o.central_bank_residual());
    assert_eq!(o.exports[0], 34_095.031_199_979_18);
    assert_eq!((o.capacity_use, o.input_use), (0.85, 0.85));
    assert_eq!(o.unemployment_benefit, 4.065_459_703_089_939);
    assert_eq!(c.rates.tax_income, 0.213_407_422_305_666_48);
    assert_eq!(c.processes.covariance[1][2], 0.000_359_668_947_226_487_2);
    assert!(
        c.technology
            .employer_contributions
            .iter()
            .all(|rate| *rate == 0.212_151_465_349_924_13)
    );
    // Row = product, column = industry: the first two cells of the file's first row.
    assert_eq!(c.technology.input_share(0, 0), 0.377_902_822_160_284_37);
    assert_eq!(c.technology.input_share(0, 4), 0.306_157_374_450_939);
}

/// Authority: README of the data set, "Fixed values".
#[test]
fn the_steady_state_has_the_totals_of_its_readme() {
    let Some(steady) = loaded("steady-state-2010q1", &[]) else {
        return;
    };
    let c = &steady.calibration;
    let t = &c.technology;
    let total = |value: &dyn Fn(usize, f64) -> f64| -> f64 {
        let industries = c.industries.iter().enumerate();
        industries
            .map(|(g, row)| value(g, f64::from(row.employees)))
            .sum()
    };
    close(total(&|g, n| t.wage[g] * n), 28_335.329_312_166_65);
    close(
        total(&|g, n| {
            t.operating_margin(g) * t.output_per_worker[g] * n
                + t.depreciation[g] / t.output_per_capital[g] * t.output_per_worker[g] * n
        }),
        29_576.147_776_829_8,
    );
    close(c.opening.imports[0], 33_097.636_711_0);
    assert!(c.opening.inflation.iter().all(|pi| *pi == 0.0));
    close(
        c.opening.central_bank_equity,
        c.opening.central_bank_residual(),
    );
}

#[test]
fn a_scalar_is_set_by_its_key() {
    let set = [
        ("economy.psi".to_owned(), "0.9".to_owned()),
        ("elsewhere.x".to_owned(), "1".to_owned()),
    ];
    let Some(austria) = loaded("austria-2010q1", &set) else {
        return;
    };
    assert_eq!(austria.calibration.rates.consumption_propensity, 0.9);
    assert_eq!(austria.consumed, ["economy.psi"]);
    let psi = austria
        .settings
        .iter()
        .find(|setting| setting.path == "economy.psi")
        .unwrap();
    assert_eq!(psi.value, 0.9);
    assert_eq!(
        psi.declaration.description,
        "Propensity to consume out of expected disposable income."
    );
    let plain = loaded("austria-2010q1", &[]).unwrap();
    assert_ne!(plain.hash, austria.hash);
    assert_eq!(plain.hash, loaded("austria-2010q1", &[]).unwrap().hash);
}

/// A stock set by hand moves the equity of the central bank, so that the books still close.
#[test]
fn the_balance_sheets_close_after_an_override() {
    let set = [("economy.D_H".to_owned(), "300000".to_owned())];
    let Some(austria) = loaded("austria-2010q1", &set) else {
        return;
    };
    let o = &austria.calibration.opening;
    assert_eq!(o.household_deposits, 300_000.0);
    assert_eq!(o.central_bank_equity, o.central_bank_residual());
}

#[test]
fn replicas_have_the_same_totals() {
    let Some(folder) = testdata::reference("austria-2010q1") else {
        return;
    };
    let options = LoadOptions {
        replicate: Some(3),
        ..LoadOptions::default()
    };
    let c = load(&folder.to_string_lossy(), &options)
        .unwrap()
        .calibration;
    assert_eq!(c.n_firms(), 3 * 624);
    close(gross_output(&c), *c.opening.output.last().unwrap());
    let options = LoadOptions {
        replicate: Some(500_000),
        ..LoadOptions::default()
    };
    let refused = load(&folder.to_string_lossy(), &options)
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "replicate is 500000, which makes 5013500000 agents, but there must be at least 1 and fewer than 2147483648"
    );
}
