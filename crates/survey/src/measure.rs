//! Every measure asked for, in the whole sample and in each group.

use std::sync::Arc;

use inequality::decompose::Groups;
use inequality::{Convention, PovertyLine, Ranked};
use rayon::prelude::*;

use crate::decompose;
use crate::design::standard_error;
use crate::error::{Error, Result};
use crate::fast::{self, Columns};
use crate::index::Index;
use crate::sample::Sample;

/// What is to be measured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The measures, from [`indices`](crate::indices).
    pub indices: Vec<Index>,
    /// The poverty line; one for all groups, that of the whole if it is relative.
    pub line: Option<PovertyLine>,
    /// Whether to decompose by the groups of the sample.
    pub by_group: bool,
    /// Columns of the sample that sum to income, to decompose by source.
    pub sources: Vec<String>,
    /// Column of income after taxes and transfers.
    pub post: Option<String>,
    /// Column of taxes.
    pub tax: Option<String>,
    /// Name of the income column, for the names of concentration indices.
    pub income: String,
    /// The choices behind the numbers.
    pub convention: Convention,
    /// Whether to compute standard errors.
    pub standard_errors: bool,
}

/// One number of the result.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The group, by its number; none for the whole.
    pub group: Option<u32>,
    /// The measure.
    pub measure: Arc<str>,
    /// Its parameter.
    pub parameter: Option<f64>,
    /// The value; none where it is undefined.
    pub value: Option<f64>,
    /// Its standard error; none where there is none.
    pub se: Option<f64>,
    /// Why there is no value.
    pub why: Option<String>,
}

/// A group and its size.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its label in each column that makes groups.
    pub names: Vec<String>,
    /// Rows that are measured.
    pub rows: u64,
    /// Sum of their weights.
    pub weight: f64,
}

/// All numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The whole first, then each group, then decompositions and redistribution.
    pub records: Vec<Record>,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// Sum of all weights.
    pub weight: f64,
    /// The poverty line as an amount.
    pub line: Option<f64>,
    /// Degrees of freedom of the standard errors: PSUs minus strata, or rows minus one.
    pub df: f64,
}

impl Record {
    pub(crate) fn new(
        group: Option<u32>,
        measure: &Arc<str>,
        parameter: Option<f64>,
        found: std::result::Result<(f64, Option<f64>), String>,
    ) -> Self {
        let (value, se, why) = match found {
            Ok((value, se)) if value.is_finite() => (Some(value), se, None),
            Ok(_) => (None, None, Some("it is not a finite number".to_owned())),
            Err(why) => (None, None, Some(why)),
        };
        Self {
            group,
            measure: Arc::clone(measure),
            parameter,
            value,
            se,
            why,
        }
    }
}

/// Measures a sample.
///
/// What is undefined in a scope, such as a logarithm of zero, has no value and says why; it does
/// not stop the rest.
///
/// ```
/// # let file = std::env::temp_dir().join("commonweal-doc-measure.csv");
/// # std::fs::write(&file, "income\n10\n20\n30\n60\n").unwrap();
/// use inequality::Convention;
/// use survey::{Request, Roles, Sample, indices, measure};
///
/// let convention = Convention::RECOMMENDED;
/// let roles = Roles { income: "income".to_owned(), ..Roles::default() };
/// let sample = Sample::read(file.to_str().unwrap(), &roles, &convention, &|_| {})?;
/// let request = Request { indices: indices(&["gini"], &convention, None)?, ..Request::default() };
/// let measured = measure(&sample, &request)?;
/// assert!((measured.records[0].value.unwrap() - 1.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), survey::Error>(())
/// ```
///
/// # Errors
/// If the sample cannot be ranked, the poverty line is not an amount above 0, or a column that the
/// request names is not in the sample.
pub fn measure(sample: &Sample, request: &Request) -> Result<Measured> {
    match fast::measure(&mut Columns::Kept(sample), request) {
        Some(measured) => measured.map_err(|source| failed("the sample", source)),
        None => rank_and_measure(sample, request),
    }
}

/// As [`measure`], with the same result, for a sample whose columns are not needed afterwards: where
/// that saves memory they are given back on the way. The account of rows stays.
///
/// # Errors
/// As [`measure`].
pub fn measure_and_release(sample: &mut Sample, request: &Request) -> Result<Measured> {
    match fast::measure(&mut Columns::Released(sample), request) {
        Some(measured) => measured.map_err(|source| failed("the sample", source)),
        None => rank_and_measure(sample, request),
    }
}

fn rank_and_measure(sample: &Sample, request: &Request) -> Result<Measured> {
    let ranked = Ranked::from_columns(&sample.values, sample.weights.as_deref())
        .map_err(|source| failed("the sample", source))?;
    let line = match request.line {
        None => None,
        Some(line) => Some(
            line.amount(&ranked)
                .map_err(|source| failed("--poverty-line", source))?,
        ),
    };
    let names: Vec<Arc<str>> = request
        .indices
        .iter()
        .map(|i| i.name.as_str().into())
        .collect();
    let scope = Scope {
        sample,
        request,
        names: &names,
    };
    let mut records = scope.whole(&ranked);
    let mut groups = Vec::new();
    if let Some(grouping) = &sample.groups {
        let divided = Groups::new(&ranked, &grouping.of)
            .map_err(|source| failed(&format!("--by {}", grouping.columns.join(",")), source))?;
        let mut rows = rows_by_group(&ranked, &grouping.of, grouping.names.len());
        let mut members = divided.members();
        members.resize(grouping.names.len(), None);
        let found: Vec<Vec<Record>> = members
            .par_iter()
            .zip(&rows)
            .enumerate()
            .map(|(g, (members, rows))| scope.group(g as u32, members.as_ref(), rows, line))
            .collect();
        records.extend(found.into_iter().flatten());
        for ((names, rows), members) in grouping.names.iter().zip(&mut rows).zip(&members) {
            groups.push(Group {
                names: names.clone(),
                rows: rows.len() as u64,
                weight: members.as_ref().map_or(0.0, Ranked::total_weight),
            });
        }
        if request.by_group {
            decompose::by_group(sample, request, &ranked, &divided, &mut records);
        }
    }
    decompose::by_source(sample, request, &ranked, &mut records)?;
    decompose::redistribution(sample, request, &ranked, &mut records)?;
    Ok(Measured {
        records,
        groups,
        weight: ranked.total_weight(),
        line,
        df: degrees_of_freedom(sample),
    })
}

pub(crate) fn degrees_of_freedom(sample: &Sample) -> f64 {
    match &sample.sampling {
        Some(sampling) => sampling.psus() as f64 - sampling.strata() as f64,
        None => sample.rows() as f64 - 1.0,
    }
}

impl Measured {
    /// Half the width of a 95 % interval for a standard error, from Student's t.
    pub fn half_width(&self, se: f64) -> f64 {
        inequality::inference::student::quantile(0.975, self.df.max(1.0)) * se
    }
}

pub(crate) fn failed(what: &str, source: inequality::Error) -> Error {
    Error::Measure {
        what: what.to_owned(),
        source,
    }
}

/// Rows of each group in ascending order of value.
fn rows_by_group(ranked: &Ranked, of: &[u32], n: usize) -> Vec<Vec<u32>> {
    let mut counts = vec![0_usize; n];
    for &g in of {
        counts[g as usize] += 1;
    }
    let mut rows: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
    for &row in ranked.rows() {
        rows[of[row as usize] as usize].push(row);
    }
    rows
}

/// What is measured in each scope.
struct Scope<'a> {
    sample: &'a Sample,
    request: &'a Request,
    names: &'a [Arc<str>],
}

impl Scope<'_> {
    fn whole(&self, ranked: &Ranked) -> Vec<Record> {
        let rows: Vec<u32> = (0..self.sample.rows() as u32).collect();
        let weights = weights_in_file_order(ranked);
        let each = self.request.indices.par_iter().zip(self.names);
        each.map(|(index, name)| self.record(None, index, name, ranked, None, &rows, &weights))
            .collect()
    }

    fn group(
        &self,
        g: u32,
        members: Option<&Ranked>,
        rows: &[u32],
        line: Option<f64>,
    ) -> Vec<Record> {
        let each = self.request.indices.iter().zip(self.names);
        each.map(|(index, name)| match members {
            Some(members) => {
                self.record(Some(g), index, name, members, line, rows, members.weights())
            }
            None => Record::new(
                Some(g),
                name,
                index.parameter,
                Err("no row of this group can be used".to_owned()),
            ),
        })
        .collect()
    }

    #[expect(clippy::too_many_arguments, reason = "one scope, one measure")]
    fn record(
        &self,
        group: Option<u32>,
        index: &Index,
        name: &Arc<str>,
        ranked: &Ranked,
        line: Option<f64>,
        rows: &[u32],
        weights: &[f64],
    ) -> Record {
        let (request, sample) = (self.request, self.sample);
        let found = index.of(ranked, line, &request.convention, request.standard_errors);
        let found = found.map(|(value, influence)| {
            let se =
                influence.and_then(|u| standard_error(sample.sampling.as_ref(), rows, weights, &u));
            (value, se)
        });
        Record::new(
            group,
            name,
            index.parameter,
            found.map_err(|e| e.to_string()),
        )
    }
}

/// The weights of a distribution in the order of the file.
pub(crate) fn weights_in_file_order(ranked: &Ranked) -> Vec<f64> {
    ranked.in_file_order(ranked.weights())
}
