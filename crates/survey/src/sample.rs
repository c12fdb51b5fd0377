//! The rows that are measured, and why the others are not.
//!
//! One rule per reason, in this order; a row counts under the first that applies: income missing,
//! income infinite, weight missing, weight infinite, weight negative, weight zero, a group,
//! stratum, PSU or further column missing, and last what the convention says of negative incomes
//! and zeros. Rows left out stay in the sampling design, as they must: their PSU was drawn.

use inequality::Convention;
use inequality::conventions::Negatives;
use inequality::conventions::{Missing, Zeros};

use crate::design::Sampling;
use crate::error::{Error, Result};
use crate::labels::{Labels, MISSING};
use crate::read::{Columns, Listener, Wanted, read};

/// Which column plays which part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// Income, or whatever is measured.
    pub income: String,
    /// Persons a row stands for; each row counts once if there is none.
    pub weight: Option<String>,
    /// Columns that divide the sample into groups.
    pub by: Vec<String>,
    /// Strata of the sampling design.
    pub strata: Option<String>,
    /// Primary sampling units, numbered anew in each stratum or not.
    pub psu: Option<String>,
    /// Further columns of numbers: sources of income, taxes, income after them.
    pub more: Vec<String>,
}

/// The groups of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The columns that make them.
    pub columns: Vec<String>,
    /// For each group its label in each column; a group may have lost all its rows.
    pub names: Vec<Vec<String>>,
    /// The group of each row.
    pub of: Vec<u32>,
}

/// Rows that can be measured, as columns, and the account of all rows read.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Income of each row.
    pub values: Vec<f64>,
    /// Weight of each row; none if each counts once.
    pub weights: Option<Vec<f64>>,
    /// Groups, if there are any.
    pub groups: Option<Grouping>,
    /// Further columns with their names.
    pub more: Vec<(String, Vec<f64>)>,
    /// Strata and PSUs, if there are any.
    pub sampling: Option<Sampling>,
    /// Rows read.
    pub rows_read: u64,
    /// Rows that are measured.
    pub rows_used: usize,
    /// Rows left out by reason, in the order of the rules; all reasons that could apply.
    pub dropped: Vec<(String, u64)>,
}

impl Sample {
    /// Reads the columns that play a part and keeps the rows that can be measured.
    ///
    /// # Errors
    /// As [`read`], if no row is left or all weights are zero.
    pub fn read(
        source: &str,
        roles: &Roles,
        convention: &Convention,
        listener: Listener,
    ) -> Result<Self> {
        let (wanted, places) = Places::of(roles);
        let columns = read(source, &wanted, listener)?;
        Self::of_columns(columns, roles, &places, convention)
    }

    /// Rows that are measured.
    pub fn rows(&self) -> usize {
        self.rows_used
    }

    /// A further column by its name.
    pub fn column(&self, name: &str) -> Option<&[f64]> {
        let found = self.more.iter().find(|(n, _)| n == name)?;
        Some(&found.1)
    }

    fn of_columns(
        columns: Columns,
        roles: &Roles,
        places: &Places,
        convention: &Convention,
    ) -> Result<Self> {
        let rows = columns.rows;
        let (mut values, mut weights, mut more) = places.numbers(columns.numbers);
        let mut labels = columns.labels;
        let mut groups = places.grouping(&mut labels, roles);
        let code = |place: Option<usize>| place.map(|k| &labels[k].ids[..]);
        let (strata, psu) = (code(places.strata), code(places.psu));
        let mut sampling = Sampling::of(strata, psu, values.len())?;
        let mut account = Account::new();
        let mut keep = vec![true; values.len()];
        for (row, keep) in keep.iter_mut().enumerate() {
            let missing = |ids: Option<&[u32]>| ids.is_some_and(|ids| ids[row] == MISSING);
            let absent = if missing(groups.as_ref().map(|g| &g.of[..])) {
                Some(MISSING_GROUP)
            } else if missing(strata) {
                Some(MISSING_STRATUM)
            } else if missing(psu) {
                Some(MISSING_PSU)
            } else if more.iter().any(|column| !column[row].is_finite()) {
                Some(MISSING_COLUMN)
            } else {
                None
            };
            let facts = Facts {
                value: values[row],
                weight: weights.as_ref().map_or(1.0, |w| w[row]),
                absent,
            };
            match account.judge(&facts, convention) {
                Verdict::Keep => {}
                Verdict::Drop => *keep = false,
                Verdict::SetToZero => values[row] = 0.0,
                Verdict::Refuse => {
                    return Err(Error::option(format!(
                        "data row {}: {} is {}, which the convention \"{}\" refuses",
                        row + 1,
                        roles.income,
                        values[row],
                        convention.name
                    )));
                }
            }
        }
        if keep.contains(&false) {
            compact(&mut values, &keep);
            if let Some(weights) = &mut weights {
                compact(weights, &keep);
            }
            if let Some(groups) = &mut groups {
                compact(&mut groups.of, &keep);
            }
            for column in &mut more {
                compact(column, &keep);
            }
            if let Some(sampling) = &mut sampling {
                sampling.keep(&keep);
            }
        }
        if values.is_empty() {
            return Err(account.nothing_left(rows, roles));
        }
        Ok(Self {
            rows_used: values.len(),
            values,
            weights,
            groups,
            more: roles.more.iter().cloned().zip(more).collect(),
            sampling,
            rows_read: rows,
            dropped: account.reasons,
        })
    }
}

fn compact<T: Copy>(column: &mut Vec<T>, keep: &[bool]) {
    let mut flags = keep.iter();
    column.retain(|_| flags.next().copied().unwrap_or(false));
}

/// Where the columns of each part stand among those read.
struct Places {
    income: usize,
    weight: Option<usize>,
    more: Vec<usize>,
    by: Vec<usize>,
    strata: Option<usize>,
    psu: Option<usize>,
}

impl Places {
    fn of(roles: &Roles) -> (Wanted, Self) {
        let mut wanted = Wanted::default();
        let places = Self {
            income: wanted.number(&roles.income),
            weight: roles.weight.as_ref().map(|name| wanted.number(name)),
            more: roles.more.iter().map(|name| wanted.number(name)).collect(),
            by: roles.by.iter().map(|name| wanted.label(name)).collect(),
            strata: roles.strata.as_ref().map(|name| wanted.label(name)),
            psu: roles.psu.as_ref().map(|name| wanted.label(name)),
        };
        (wanted, places)
    }
}

impl Places {
    /// Income, weights and further columns.
    fn numbers(&self, mut numbers: Vec<Vec<f64>>) -> (Vec<f64>, Option<Vec<f64>>, Vec<Vec<f64>>) {
        // A column may play two parts, such as a source that is all of the income.
        let mut more: Vec<Vec<f64>> = Vec::with_capacity(self.more.len());
        for (k, &place) in self.more.iter().enumerate() {
            let again = place == self.income
                || Some(place) == self.weight
                || self.more[k + 1..].contains(&place);
            more.push(if again {
                numbers[place].clone()
            } else {
                std::mem::take(&mut numbers[place])
            });
        }
        let weights = self.weight.map(|place| {
            if place == self.income {
                numbers[place].clone()
            } else {
                std::mem::take(&mut numbers[place])
            }
        });
        let values = std::mem::take(&mut numbers[self.income]);
        (values, weights, more)
    }

    /// The groups, if there are columns for them.
    fn grouping(&self, labels: &mut [Labels], roles: &Roles) -> Option<Grouping> {
        match self.by[..] {
            [] => None,
            // The usual case, without a copy of the column.
            [only] if Some(only) != self.strata && Some(only) != self.psu => {
                let Labels { ids, names } = std::mem::take(&mut labels[only]);
                Some((ids, names.into_iter().map(|name| vec![name]).collect()))
            }
            _ => {
                let by: Vec<&Labels> = self.by.iter().map(|&k| &labels[k]).collect();
                Some(Labels::combined(&by))
            }
        }
        .map(|(of, names)| Grouping {
            columns: roles.by.clone(),
            names,
            of,
        })
    }
}

/// What the rules look at in a row.
struct Facts {
    value: f64,
    weight: f64,
    /// The reason, if something else that is needed is missing.
    absent: Option<usize>,
}

enum Verdict {
    Keep,
    Drop,
    SetToZero,
    Refuse,
}

/// Counts by reason.
struct Account {
    reasons: Vec<(String, u64)>,
}

const MISSING_INCOME: usize = 0;
const INFINITE_INCOME: usize = 1;
const MISSING_WEIGHT: usize = 2;
const INFINITE_WEIGHT: usize = 3;
const NEGATIVE_WEIGHT: usize = 4;
const ZERO_WEIGHT: usize = 5;
const MISSING_GROUP: usize = 6;
const MISSING_STRATUM: usize = 7;
const MISSING_PSU: usize = 8;
const MISSING_COLUMN: usize = 9;
const NEGATIVE_INCOME: usize = 10;
const ZERO_INCOME: usize = 11;
const REASONS: [&str; 12] = [
    "missing_income",
    "infinite_income",
    "missing_weight",
    "infinite_weight",
    "negative_weight",
    "zero_weight",
    "missing_group",
    "missing_stratum",
    "missing_psu",
    "missing_other_column",
    "negative_income",
    "zero_income",
];

impl Account {
    fn new() -> Self {
        let reasons = REASONS.iter().map(|&name| (name.to_owned(), 0));
        Self {
            reasons: reasons.collect(),
        }
    }

    fn judge(&mut self, row: &Facts, convention: &Convention) -> Verdict {
        let reason = if row.value.is_nan() {
            if convention.missing == Missing::Refuse {
                return Verdict::Refuse;
            }
            MISSING_INCOME
        } else if row.value.is_infinite() {
            INFINITE_INCOME
        } else if row.weight.is_nan() {
            MISSING_WEIGHT
        } else if row.weight.is_infinite() {
            INFINITE_WEIGHT
        } else if row.weight < 0.0 {
            NEGATIVE_WEIGHT
        } else if row.weight == 0.0 {
            ZERO_WEIGHT
        } else if let Some(reason) = row.absent {
            reason
        } else if row.value < 0.0 && convention.negatives != Negatives::Keep {
            match convention.negatives {
                Negatives::Refuse => return Verdict::Refuse,
                Negatives::SetToZero if convention.zeros == Zeros::Keep => {
                    return Verdict::SetToZero;
                }
                _ => NEGATIVE_INCOME,
            }
        } else if row.value == 0.0 && convention.zeros == Zeros::Drop {
            ZERO_INCOME
        } else {
            return Verdict::Keep;
        };
        self.reasons[reason].1 += 1;
        Verdict::Drop
    }

    fn nothing_left(&self, rows: u64, roles: &Roles) -> Error {
        if self.reasons[ZERO_WEIGHT].1 == rows
            && let Some(column) = &roles.weight
        {
            return Error::ZeroWeights {
                rows,
                column: column.clone(),
            };
        }
        let why: Vec<String> = self
            .reasons
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(reason, n)| format!("{n} {}", reason.replace('_', " ")))
            .collect();
        Error::NothingLeft {
            read: rows,
            why: why.join(", "),
        }
    }
}
