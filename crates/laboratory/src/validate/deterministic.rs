//! The deterministic variant against exact results: the opening, quarter 1 stage by stage, five
//! quarters, and the stress case.
//!
//! # Authority
//! The authors' published test data, and their code rerun at full precision (see the README of the
//! reference data). Every value agrees to a relative 10⁻⁹, or an absolute 10⁻⁶ where it is a
//! difference of large numbers.

use std::path::Path;

use economy::observe::{Observer, SERIES};
use economy::{BaseRules, Economy, Luck, NoPolicy, NoTheory, Serial};
use quantity::{FirmId, HouseholdId, Id, maths};
use serde_json::Value;

use super::agreement::Agreement;
use super::{Case, Check, Error, Table, state};

const AUTHORITY: &str =
    "Poledna, Miess, Hommes, Rabitsch (2023), deterministic variant of their code";

/// All checks of the deterministic variant for which the folder has results.
pub(super) fn checks(case: &Case) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    for (folder, stressed) in [("deterministic", false), ("deterministic-stress", true)] {
        if case.folder.join(folder).is_dir() {
            checks.extend(Run { case, folder }.compare(stressed)?);
        }
    }
    Ok(checks)
}

/// One deterministic run of five quarters, compared with a folder of results as it goes.
struct Run<'a> {
    case: &'a Case,
    folder: &'a str,
}

impl Run<'_> {
    fn compare(&self, stressed: bool) -> Result<Vec<Check>, Error> {
        let mut economy = Economy::open(
            self.case.calibration.clone(),
            BaseRules::default(),
            Luck::None,
        );
        let mut checks = vec![
            self.rows("initial_firms.csv", &economy, state::firms)?,
            self.rows("initial_households.csv", &economy, state::households)?,
            self.bank(&economy)?,
        ];
        if stressed {
            stress(&mut economy);
        }
        let mut series = SeriesFiles::open(self)?;
        let mut observer = Observer::default();
        observer.observe(&economy);
        for t in 1..=5 {
            let deposits: Vec<f64> = economy.firms.deposits.to_vec();
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            series.compare(t, &economy, &observer.observe(&economy));
            checks.push(self.rows(&format!("firms_t{t}.csv"), &economy, state::firms)?);
            checks.push(self.rows(&format!("households_t{t}.csv"), &economy, state::households)?);
            checks.push(self.rows(&format!("products_t{t}.csv"), &economy, state::products)?);
            if t == 1 {
                checks.push(self.stages(&economy, &deposits)?);
            }
        }
        checks.extend(series.checks(self));
        Ok(checks.into_iter().flatten().collect())
    }

    fn id(&self, file: &str) -> String {
        self.case.id(&format!("{}/{file}", self.folder))
    }

    /// A table with one row per agent; columns that are text are left out.
    fn rows(
        &self,
        file: &str,
        economy: &Economy,
        ours: fn(&Economy, &str) -> Option<Vec<f64>>,
    ) -> Result<Option<Check>, Error> {
        let Some(table) = self.table(file)? else {
            return Ok(None);
        };
        let mut agreement = Agreement::default();
        for (column, name) in table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, name)| *name != "kind")
        {
            match ours(economy, name) {
                Some(values) if values.len() == table.rows.len() => {
                    for (row, &got) in values.iter().enumerate() {
                        let place = || format!("{name}, row {}", row + 1);
                        agreement.compare(name, table.number(row, column), got, place);
                    }
                }
                _ => agreement.unknown(name),
            }
        }
        Ok(Some(agreement.check(self.id(file), AUTHORITY)))
    }

    fn bank(&self, economy: &Economy) -> Result<Option<Check>, Error> {
        let Some(values) = self.json("initial_bank.json")? else {
            return Ok(None);
        };
        let mut agreement = Agreement::default();
        for (key, value) in values.as_object().into_iter().flatten() {
            let expected = value.as_f64().unwrap_or(f64::NAN);
            match state::scalar(economy, key) {
                Some(got) => agreement.compare(key, expected, got, || key.clone()),
                None => agreement.unknown(key),
            }
        }
        Ok(Some(
            agreement.check(self.id("initial_bank.json"), AUTHORITY),
        ))
    }

    /// Quarter 1, stage by stage: statistics of what each stage of the quarter computed.
    fn stages(&self, economy: &Economy, opening_deposits: &[f64]) -> Result<Option<Check>, Error> {
        let Some(stages) = self.json("stages_q1.json")? else {
            return Ok(None);
        };
        let mut agreement = Agreement::default();
        for stage in stages.as_array().into_iter().flatten() {
            let text = |key: &str| stage[key].as_str().unwrap_or_default().to_owned();
            let (quantity, statistic) = (text("quantity"), text("statistic"));
            let place = || format!("{}: {statistic} of {quantity}", text("stage"));
            let values = match quantity.as_str() {
                "DD_i" => Some(
                    economy
                        .firms
                        .deposits
                        .iter()
                        .zip(opening_deposits)
                        .map(|(d, o)| d - o)
                        .collect(),
                ),
                name => state::firms(economy, name)
                    .or_else(|| state::households(economy, name))
                    .or_else(|| state::products(economy, name)),
            };
            let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
            let n_workers = economy.households.n_workers;
            let got = match (values, statistic.as_str()) {
                (Some(values), "sum") => Some(values.iter().sum()),
                (Some(values), "mean") => Some(mean(values)),
                (Some(values), "mean over workers") => Some(mean(values[..n_workers].to_vec())),
                (Some(values), "mean over positive") => {
                    Some(mean(values.into_iter().filter(|&x| x > 0.0).collect()))
                }
                (None, _) => state::scalar(economy, &quantity),
                _ => None,
            };
            match got {
                Some(got) => {
                    let expected = stage["exact_value"].as_f64().unwrap_or(f64::NAN);
                    agreement.compare(&quantity, expected, got, place);
                }
                None => agreement.unknown(&place()),
            }
        }
        Ok(Some(agreement.check(self.id("stages_q1.json"), AUTHORITY)))
    }

    fn table(&self, file: &str) -> Result<Option<Table>, Error> {
        self.case
            .file(&format!("{}/{file}", self.folder))
            .map(|path| Table::read(&path))
            .transpose()
    }

    fn json(&self, file: &str) -> Result<Option<Value>, Error> {
        let Some(path) = self.case.file(&format!("{}/{file}", self.folder)) else {
            return Ok(None);
        };
        read_json(&path).map(Some)
    }
}

fn read_json(path: &Path) -> Result<Value, Error> {
    let error = |problem: String| Error::File {
        file: path.to_owned(),
        problem,
    };
    let text = std::fs::read_to_string(path).map_err(|e| error(e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| error(e.to_string()))
}

/// The files with one row per quarter, each with its agreement so far.
struct SeriesFiles(Vec<(&'static str, Table, Agreement)>);

impl SeriesFiles {
    const FILES: [&'static str; 7] = [
        "output_t1.csv",
        "output_t5.csv",
        "aggregates_t5.csv",
        "nominal_sector_gva_t1.csv",
        "nominal_sector_gva_t5.csv",
        "real_sector_gva_t1.csv",
        "real_sector_gva_t5.csv",
    ];

    fn open(run: &Run) -> Result<Self, Error> {
        let mut files = Vec::new();
        for file in Self::FILES {
            if let Some(table) = run.table(file)? {
                files.push((file, table, Agreement::default()));
            }
        }
        Ok(Self(files))
    }

    fn compare(&mut self, t: u32, economy: &Economy, observed: &[f64]) {
        for (file, table, agreement) in &mut self.0 {
            let is_now = |row: &usize| table.named(*row, "t") == f64::from(t);
            let Some(row) = (0..table.rows.len()).find(is_now) else {
                continue;
            };
            for (column, name) in table
                .columns
                .iter()
                .enumerate()
                .filter(|(_, name)| *name != "t")
            {
                let value_added = &economy.books.industry_value_added;
                let industry = value_added.get(column.wrapping_sub(1));
                let got = if file.starts_with("nominal_sector") {
                    industry.map(|flow| flow.nominal)
                } else if file.starts_with("real_sector") {
                    industry.map(|flow| flow.real)
                } else {
                    let series = SERIES.iter().position(|series| series.name == name);
                    series
                        .map(|k| observed[k])
                        .or_else(|| state::scalar(economy, name))
                };
                match got {
                    Some(got) => {
                        let place = || format!("{name}, quarter {t}");
                        agreement.compare(name, table.number(row, column), got, place);
                    }
                    None => agreement.unknown(name),
                }
            }
        }
    }

    fn checks(self, run: &Run) -> Vec<Option<Check>> {
        let check = |(file, _, agreement): (&str, Table, Agreement)| {
            Some(agreement.check(run.id(file), AUTHORITY))
        };
        self.0.into_iter().map(check).collect()
    }
}

/// Turns the opening of the deterministic variant into the stress case: dispersed prices, inventories,
/// scarce inputs, layoffs, credit rationing, overdrafts, bankruptcies.
///
/// # Source
/// README of the reference data, "Deterministic stress case".
pub fn stress(economy: &mut Economy) {
    let Economy {
        calibration,
        firms,
        households,
        bank,
        central_bank,
        government,
        world,
        ..
    } = economy;
    for i in firms.ids() {
        let number = i.index() as u32 + 1;
        let every = |n: u32| number.is_multiple_of(n);
        firms.price[i] = dispersed_price(i);
        if every(2) {
            firms.inventories[i] = 0.1 * firms.output[i];
        }
        if every(11) {
            firms.inputs[i] = 0.9 * firms.output[i] / firms.output_per_input[i];
        }
        if every(13) {
            firms.demand[i] = 1.6 * firms.output[i];
        }
        if every(17) {
            firms.demand[i] = 0.5 * firms.output[i];
        }
        if every(25) {
            firms.deposits[i] = -0.5 * firms.capital[i];
            firms.equity[i] = -1.0;
        }
    }
    for h in (0..households.len())
        .filter(|h| (h + 1).is_multiple_of(7))
        .map(HouseholdId::new)
    {
        households.deposits[h] = -households.deposits[h];
    }
    calibration.rates.capital_requirement = 0.395;
    bank.settle(firms, households);
    central_bank.equity = government.debt - bank.reserves - world.position;
}

/// The price of firm `i` in the cases that start with unequal prices.
pub(super) fn dispersed_price(i: FirmId) -> f64 {
    1.0 + 0.2 * maths::sin(f64::from(i.0 + 1))
}
