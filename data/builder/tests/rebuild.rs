//! The builder writes what ships, to the byte, where the research tables are at hand.

use std::path::Path;

use china_builder::controls::Structure;
use china_builder::industry::{INDUSTRIES, Sector};
use china_builder::{build, build_with};

/// Value added of services in 2018 and in 2020, billion yuan, as the tables of these years add up.
const SERVICES: [f64; 2] = [48_971.2, 55_370.2];

#[test]
fn what_ships_is_what_is_built() {
    let Some(research) = testdata::research() else {
        return;
    };
    let built = build(&research).unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../china-2022");
    for (name, text) in &built.files {
        let found = std::fs::read_to_string(shipped.join(name)).unwrap_or_default();
        assert!(found == *text, "{name} is stale: run the builder again");
    }
    let files = std::fs::read_dir(&shipped).unwrap().count();
    assert_eq!(files, built.files.len(), "a file that nobody writes");
}

/// Authority: long run, §2.4, §6.2, §6.3, §6.4: the figures of the opening that follow from the tables.
#[test]
fn the_opening_is_the_specified_one() {
    let Some(research) = testdata::research() else {
        return;
    };
    let built = build(&research).unwrap();
    let gdp = built.use_table.gdp();
    let near = |what: &str, value: f64, expected: f64, by: f64| {
        assert!(
            (value - expected).abs() <= by,
            "{what} is {value}, not {expected}"
        );
    };
    near(
        "largest change of a share",
        built.balancing.largest_change,
        0.023,
        0.0005,
    );
    assert_eq!(built.balancing.negative_cells, 0);
    let c = &built.capital;
    let parts = [
        c.replacement,
        c.net_investment,
        c.dwellings,
        c.input_stocks,
        c.public,
    ];
    for (part, expected) in parts.into_iter().zip([0.149, 0.101, 0.080, 0.018, 0.087]) {
        near("part of capital formation", part / gdp, expected, 0.0005);
    }
    let o = &built.opening;
    near("tax on profits", o.rates.corporate, 0.133, 0.0005);
    near("fee on profits", o.rates.profit_fee, 0.113, 0.0005);
    near("income tax", o.rates.income, 0.024, 0.001);
    near(
        "land fee of households",
        o.rates.household_land_fee,
        0.461,
        0.0005,
    );
    near("land fee of firms", o.rates.firm_land_fee, 0.151, 0.0006);
    near("labour share", o.labour_share, 0.491, 0.0005);
    near("contributions", o.contributions, 7000.0, 60.0);
    near(
        "other benefits",
        (o.disposable_income - o.recorded_income) / gdp,
        0.0004,
        0.0002,
    );
    let b = o.balances;
    near("households", b.households, 0.084, 0.0005);
    near("firms", b.firms, -0.011, 0.0015);
    near("bank", b.bank, 0.011, 0.0005);
    near("central bank", b.central_bank_profit, 0.0175, 0.0005);
    near("abroad", b.abroad, -0.027, 0.0006);
    near("government", b.government, -0.058, 0.0005);
    let sum = b.households + b.firms + b.bank + b.central_bank + b.abroad + b.government;
    near("the sum of the sectors", sum, 0.0, 1e-6);
}

/// Authority: the tables of 2018 and 2020 of the National Bureau of Statistics, of which hospitality and transport were
/// 1 606.2 and 5 112.4 of 48 971.2, and 1 455.2 and 4 567.7 of 55 370.2 billion yuan of services; and long run, §6.2: sectors keep their totals of
/// 2022, and no share of inputs changes by more than .05.
#[test]
fn a_structure_before_the_pandemic_moves_industries_inside_their_sectors() {
    let Some(research) = testdata::research() else {
        return;
    };
    let shipped = build(&research).unwrap();
    let other = build_with(&research, Structure::Y2018).unwrap();
    let value_added = |built: &china_builder::Built, g: usize| {
        let costs = built.use_table.costs.iter();
        costs.map(|cost| cost[g]).sum::<i64>() as f64
    };
    let total = |built: &china_builder::Built, sector: Sector| -> f64 {
        let inside = (0..INDUSTRIES.len()).filter(|&g| INDUSTRIES[g].sector == sector);
        inside.map(|g| value_added(built, g)).sum()
    };
    for sector in [Sector::Primary, Sector::Secondary, Sector::Tertiary] {
        let ratio = total(&other, sector) / total(&shipped, sector);
        assert!((ratio - 1.0).abs() < 1e-5, "{sector:?} {ratio}");
    }
    for (code, then, now) in [("HOS", 1606.224, 1455.206), ("TRN", 5112.436, 4567.749)] {
        let g = INDUSTRIES.iter().position(|i| i.code == code).unwrap();
        let share = value_added(&other, g) / total(&other, Sector::Tertiary);
        let mean = f64::midpoint(then / SERVICES[0], now / SERVICES[1]);
        assert!((share / mean - 1.0).abs() < 1e-3, "{code} {share} {mean}");
        assert!(value_added(&other, g) > value_added(&shipped, g));
    }
    assert!(other.balancing.largest_change < 0.05);
    assert_eq!(other.balancing.negative_cells, 0);
    assert!(other.files["README.md"].contains("the mean structure of 2018 and 2020"));
}

#[test]
fn a_folder_without_tables_is_refused_in_one_sentence() {
    let refused = build(Path::new("/nowhere"))
        .err()
        .map(|error| error.to_string());
    let sentence = refused.unwrap_or_default();
    assert!(
        sentence.starts_with("research table regions.csv cannot be read"),
        "{sentence}"
    );
    assert_eq!(sentence.lines().count(), 1);
}
