//! Reading reference data, and saying how close a value came.
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use composite::Panel;

/// The folder of reference values of measures, if it is there.
pub fn reference() -> Option<PathBuf> {
    testdata::reference("measure")
}

/// The folder of the data that travel with the crate.
pub fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seed7")
}

/// A CSV file as columns of text.
pub fn table(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_path(path).expect("the file can be read");
    let names: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_owned)
        .collect();
    let mut columns: BTreeMap<String, Vec<String>> = names
        .iter()
        .map(|name| (name.clone(), Vec::new()))
        .collect();
    for record in reader.records() {
        for (name, field) in names.iter().zip(record.expect("a row").iter()) {
            columns
                .get_mut(name)
                .expect("a column")
                .push(field.to_owned());
        }
    }
    columns
}

/// Numbers of a column; empty fields are missing.
pub fn numbers(column: &[String]) -> Vec<f64> {
    column
        .iter()
        .map(|text| text.parse().unwrap_or(f64::NAN))
        .collect()
}

/// The panel of `indicators.csv`.
pub fn indicators(folder: &Path) -> Panel {
    let columns = table(&folder.join("indicators.csv"));
    let mut panel = Panel::new(columns["province"].clone(), Some(columns["year"].clone()))
        .expect("unique rows");
    for (name, values) in &columns {
        if name != "province" && name != "year" {
            panel = panel
                .with_column(name, numbers(values))
                .expect("a full column");
        }
    }
    panel
}

/// Values of a column at a time, in the order of the units.
pub fn at_time(panel: &Panel, column: &str, time: &str) -> Vec<f64> {
    let values = panel.column(column).expect("a column");
    (0..panel.rows())
        .filter(|&r| panel.time(r) == Some(time))
        .map(|r| values[r])
        .collect()
}

/// Histories of a column, one per unit.
pub fn histories(panel: &Panel, column: &str) -> Vec<Vec<f64>> {
    let values = panel.column(column).expect("a column");
    let of = |unit: &&str| {
        (0..panel.rows())
            .filter(|&r| panel.unit(r) == *unit)
            .map(|r| values[r])
            .collect()
    };
    panel.distinct_units().iter().map(of).collect()
}

/// Where the provinces lie, and the positions of those that touch.
pub type Map = (Vec<(f64, f64)>, Vec<(usize, usize)>);

/// Points and neighbouring pairs of the provinces.
pub fn map(folder: &Path) -> Map {
    let sites = table(&folder.join("sites.csv"));
    let points = numbers(&sites["x"])
        .into_iter()
        .zip(numbers(&sites["y"]))
        .collect();
    let position = |name: &String| {
        sites["province"]
            .iter()
            .position(|p| p == name)
            .expect("a site")
    };
    let pairs = table(&folder.join("contiguity.csv"));
    let pairs = pairs["from"].iter().zip(&pairs["to"]);
    (
        points,
        pairs.map(|(a, b)| (position(a), position(b))).collect(),
    )
}

/// Reads a file of expected values.
pub fn expected(path: &Path) -> BTreeMap<String, serde_json::Value> {
    let text = std::fs::read_to_string(path).expect("the file can be read");
    serde_json::from_str(&text).expect("an object of values")
}

/// Whether two numbers agree within a relative tolerance (absolute where the expected one is 0).
pub fn close(got: f64, expected: f64, tolerance: f64) -> bool {
    got == expected
        || (got - expected).abs() <= tolerance * if expected == 0.0 { 1.0 } else { expected.abs() }
}
