//! Results of sign tests as they were last recorded, for the pages of the concepts.
//!
//! `docs/generated/signs.csv` has a row for each measure on each economy. The example `signs` of `laboratory` writes it
//! together with `docs/signs.md` or `docs/signs-village.md`, and the pages that tell of it.

use serde::{Deserialize, Serialize};

use super::{Row, in_the_country, on_the_village};

/// The file as it was when this was built.
pub const FILE: &str = include_str!("../../../../docs/generated/signs.csv");

/// A measure of a test on an economy, as it stands in the file: its fields are the columns, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The economy.
    pub economy: String,
    /// Paired seeds.
    pub seeds: String,
    /// The quarter at which it was read, unless the test says otherwise.
    pub quarter: String,
    /// The concept.
    pub id: String,
    /// What was measured.
    pub measure: String,
    /// Expected sign: `+`, `-`, `0` for nothing, `?` where it is only reported.
    pub expected: String,
    /// Mean difference.
    pub difference: String,
    /// Over its standard error.
    pub t: String,
    /// Share of seeds with the expected sign, or with the commoner one.
    pub agreement: String,
    /// `pass`, `FAIL` or `reported`.
    pub verdict: String,
    /// Why it fails; empty where it does not.
    pub reason: String,
}

impl Recorded {
    /// What a test found on an economy.
    #[must_use]
    pub fn of(economy: &str, seeds: u32, quarter: u32, row: &Row) -> Self {
        let failed = row.verdict() == Some(false);
        Self {
            economy: economy.to_owned(),
            seeds: seeds.to_string(),
            quarter: quarter.to_string(),
            id: row.id.to_owned(),
            measure: row.name.to_owned(),
            expected: row.sign().to_owned(),
            difference: format!("{:+.2e}", row.difference),
            t: format!("{:.1}", row.t),
            agreement: format!("{:.2}", row.agree),
            verdict: row.word().to_owned(),
            reason: if failed {
                reason(economy, row).to_owned()
            } else {
                String::new()
            },
        }
    }
}

/// Why a row fails, as far as it is known.
#[must_use]
pub fn reason(economy: &str, row: &Row) -> &'static str {
    let known = if economy == "village" {
        on_the_village(row.id, row.name)
    } else {
        in_the_country(row.id, row.name)
    };
    known.unwrap_or("not expected, and not explained here")
}

/// The rows of a file of this form; lines with other columns are left out.
#[must_use]
pub fn read(text: &str) -> Vec<Recorded> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    rows.filter_map(Result::ok).collect()
}

/// The text of a file with these rows.
///
/// # Panics
/// Never: rows of text are written to memory.
#[must_use]
pub fn written(rows: &[Recorded]) -> String {
    let mut file = csv::Writer::from_writer(Vec::new());
    for row in rows {
        file.serialize(row).expect("a row of text");
    }
    let text = file.into_inner().expect("memory takes it");
    String::from_utf8(text).expect("rows are text")
}

/// Puts the results on one economy in the place of earlier ones; those on others stay.
#[must_use]
pub fn replaced(mut all: Vec<Recorded>, economy: &str, new: Vec<Recorded>) -> Vec<Recorded> {
    all.retain(|row| row.economy != economy);
    all.extend(new);
    all.sort_by(|a, b| a.economy.cmp(&b.economy));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_as_it_is_written() {
        let rows = read(FILE);
        assert!(rows.len() > 300, "{}", rows.len());
        assert_eq!(written(&rows), FILE);
        let mut odd = rows[0].clone();
        odd.reason = "a, \"b\"".to_owned();
        assert_eq!(read(&written(std::slice::from_ref(&odd))), [odd]);
    }

    #[test]
    fn a_new_run_replaces_that_of_its_economy() {
        let all = read(FILE);
        let of = |rows: &[Recorded], name: &str| -> Vec<Recorded> {
            rows.iter()
                .filter(|row| row.economy == name)
                .cloned()
                .collect()
        };
        let new = vec![of(&all, "village")[0].clone()];
        let now = replaced(all.clone(), "village", new.clone());
        assert_eq!(of(&now, "village"), new);
        assert_eq!(of(&now, "china-2022"), of(&all, "china-2022"));
    }

    /// Authority: [`crate::signs::misses`]: what is told not to be found is what fails on record.
    #[test]
    fn every_failure_on_record_has_a_reason() {
        for row in read(FILE) {
            assert_eq!(row.verdict == "FAIL", !row.reason.is_empty(), "{row:?}");
            assert!(crate::ledger::find(&row.id).is_some(), "{row:?}");
        }
    }
}
