//! Reading the reference collection.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One value of `expected.json`.
pub struct Record {
    pub value: f64,
    pub status: String,
}

/// The folder `reference/measure`, if it is there.
pub fn measure_folder() -> Option<PathBuf> {
    testdata::reference("measure")
}

pub fn expected(path: &Path) -> BTreeMap<String, Record> {
    let text = std::fs::read_to_string(path).expect("expected.json is readable");
    let json: serde_json::Value = serde_json::from_str(&text).expect("expected.json is JSON");
    let records = json.as_object().expect("expected.json is an object");
    let record = |r: &serde_json::Value| Record {
        value: r["value"].as_f64().expect("a value is a number"),
        status: r["status"].as_str().expect("a status is text").to_owned(),
    };
    records
        .iter()
        .map(|(key, r)| (key.clone(), record(r)))
        .collect()
}

/// Relative difference, absolute where the expected value is zero.
pub fn gap(got: f64, expected: f64) -> f64 {
    if expected == 0.0 {
        got.abs()
    } else {
        (got / expected - 1.0).abs()
    }
}

pub fn close(got: f64, expected: f64, tolerance: f64) -> bool {
    gap(got, expected) <= tolerance
}

/// A CSV file as columns of text.
pub struct Table(BTreeMap<String, Vec<String>>);

impl Table {
    pub fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("the file is readable");
        let names: Vec<String> = reader
            .headers()
            .expect("a header")
            .iter()
            .map(str::to_owned)
            .collect();
        let mut columns = vec![Vec::new(); names.len()];
        for row in reader.records() {
            for (column, cell) in columns.iter_mut().zip(row.expect("a row").iter()) {
                column.push(cell.to_owned());
            }
        }
        Self(names.into_iter().zip(columns).collect())
    }

    pub fn text(&self, name: &str) -> &[String] {
        &self.0[name]
    }

    /// A numeric column; an empty cell is `NaN`.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        let parse = |cell: &String| {
            if cell.is_empty() {
                f64::NAN
            } else {
                cell.parse().expect("a number")
            }
        };
        self.text(name).iter().map(parse).collect()
    }

    /// Codes 0, 1, … of a text column in alphabetical order, and the names they stand for.
    pub fn codes(&self, name: &str) -> (Vec<u32>, Vec<String>) {
        let mut names = self.text(name).to_vec();
        names.sort();
        names.dedup();
        let code = |cell| names.binary_search(cell).expect("a known name") as u32;
        (self.text(name).iter().map(code).collect(), names)
    }
}

/// `micro.csv` with its replicate weights.
pub struct Micro {
    pub table: Table,
    pub income: Vec<f64>,
    pub weight: Vec<f64>,
    pub line: f64,
    pub replicates: Vec<Vec<f64>>,
}

impl Micro {
    pub fn read(folder: &Path) -> Self {
        let table = Table::read(&folder.join("micro.csv"));
        let (income, weight) = (table.numbers("income"), table.numbers("weight"));
        let ranked = inequality::Ranked::weighted(&income, &weight).expect("valid data");
        let median = ranked
            .quantile_by(inequality::QuantileRule::Laeken, 0.5)
            .expect("valid");
        let line = (0.6 * median * 100.0).round() / 100.0;
        let replicates = read_replicates(&folder.join("repweights.csv"));
        Self {
            table,
            income,
            weight,
            line,
            replicates,
        }
    }

    pub fn column(&self, name: &str) -> Vec<f64> {
        self.table.numbers(name)
    }
}

fn read_replicates(path: &Path) -> Vec<Vec<f64>> {
    let mut reader = csv::Reader::from_path(path).expect("repweights.csv is readable");
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for row in reader.records() {
        for (k, cell) in row.expect("a row").iter().skip(1).enumerate() {
            if columns.len() <= k {
                columns.push(Vec::new());
            }
            columns[k].push(cell.trim().parse().expect("a number"));
        }
    }
    columns
}

/// `tiny.csv`.
pub struct Tiny {
    pub income: Vec<f64>,
    pub weight: Vec<f64>,
    pub group: Vec<u32>,
}

impl Tiny {
    pub fn read(folder: &Path) -> Self {
        let table = Table::read(&folder.join("tiny.csv"));
        Self {
            income: table.numbers("income"),
            weight: table.numbers("weight"),
            group: table.codes("group").0,
        }
    }
}

/// `grouped.csv` with the mean and the poverty line that belong to it.
pub struct GroupedTable {
    pub population: Vec<f64>,
    pub income: Vec<f64>,
    pub mean: f64,
    pub line: f64,
}

impl GroupedTable {
    pub fn read(folder: &Path) -> Self {
        let table = Table::read(&folder.join("grouped.csv"));
        let micro = Table::read(&folder.join("micro.csv"));
        let ranked =
            inequality::Ranked::weighted(&micro.numbers("income"), &micro.numbers("weight"))
                .expect("valid data");
        let mean = (ranked.mean() * 100.0).round() / 100.0;
        let line = (50.0 * mean).round() / 100.0;
        Self {
            population: table.numbers("p"),
            income: table.numbers("L"),
            mean,
            line,
        }
    }
}
