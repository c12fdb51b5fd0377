//! Composite indices of a panel: a file of units (and times) and a specification in, an index out.
//!
//! The specification is the one of [`composite::Spec`] with four tables more, all optional:
//!
//! ```toml
//! [robustness]                       # ranks under every combination of these choices
//! normalise = ["min_max", "z_score"]
//! weights = ["entropy", "equal", "critic"]
//! aggregate = ["linear", "geometric"]
//! treat = ["none", "winsorise(0.05, 0.95)"]
//! leave_one_out = true
//! resamples = 0                      # of units, with replacement
//! seed = 1
//! level = 0.9                        # share of the runs that the rank intervals hold
//!
//! [space]                            # Moran's I and its local form
//! neighbours = "contiguity.csv"      # two columns of units; beside the specification
//! permutations = 999
//! seed = 1
//!
//! [markov]                           # moves between classes of the index
//! classes = 4
//! relative = true                    # to the mean of each time
//!
//! [converge]                         # sigma at each time, beta from first to last
//! ```

mod companions;
mod options;

use std::path::Path;

use composite::{Index, Panel, Robustness, build, robustness};

use crate::error::{Error, Result};
use crate::read::{Listener, Wanted, read};

pub use options::{Converge, Markov, Options, Robust, Space};

/// One number of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it belongs to: unit, time, or neither.
    pub group: Vec<(String, String)>,
    /// The measure.
    pub measure: String,
    /// Its parameter, if it has one.
    pub parameter: Option<f64>,
    /// The value; none where it is undefined.
    pub value: Option<f64>,
    /// Its standard error, if it has one.
    pub se: Option<f64>,
}

/// An index with everything that was asked for around it.
#[derive(Debug, Clone)]
pub struct Indexed {
    /// What was asked for.
    pub options: Options,
    /// Rows read.
    pub rows_read: u64,
    /// The index itself.
    pub index: Index,
    /// Rank of each row among those of its time.
    pub ranks: Vec<usize>,
    /// Ranks under all combinations of choices, at the last time.
    pub robustness: Option<Robustness>,
    /// The last time; none in a cross-section.
    pub last: Option<String>,
    /// Every number.
    pub entries: Vec<Entry>,
    /// Why some of what was asked for is not there.
    pub notes: Vec<String>,
}

impl Entry {
    pub(crate) fn new(
        group: Vec<(String, String)>,
        measure: impl Into<String>,
        value: f64,
    ) -> Self {
        Self {
            group,
            measure: measure.into(),
            parameter: None,
            value: value.is_finite().then_some(value),
            se: None,
        }
    }

    pub(crate) fn with(mut self, parameter: f64) -> Self {
        self.parameter = Some(parameter);
        self
    }
}

impl Indexed {
    /// Time of a row of the index.
    pub fn time(&self, at: usize) -> Option<&str> {
        self.index.times.as_ref().map(|t| t[at].as_str())
    }

    /// Rows of the index at the last time, in order.
    pub fn last_rows(&self) -> Vec<usize> {
        let last = self.last.as_deref();
        let n = self.index.rows.len();
        (0..n).filter(|&at| self.time(at) == last).collect()
    }

    /// Unit and time of a row as a group.
    fn group(&self, at: usize) -> Vec<(String, String)> {
        let spec = &self.options.spec;
        let mut group = vec![(spec.unit.clone(), self.index.units[at].clone())];
        group.extend(self.at_time(self.time(at)));
        group
    }

    fn at_time(&self, time: Option<&str>) -> Vec<(String, String)> {
        let name = self.options.spec.time.clone();
        name.zip(time.map(str::to_owned)).into_iter().collect()
    }

    /// Different times in the order of the panel.
    pub fn times(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for time in self.index.times.iter().flatten() {
            if !out.contains(&time.as_str()) {
                out.push(time);
            }
        }
        out
    }
}

/// Reads a specification and the panel it speaks of, and builds the index.
///
/// # Errors
/// If a file cannot be read, or the specification and the panel do not go together; one sentence
/// says what is wrong and what would be accepted.
pub fn index(source: &str, spec: &Path, listener: Listener) -> Result<Indexed> {
    let options = Options::read(spec)?;
    let (panel, rows_read) = read_panel(source, &options, listener)?;
    let refused = |source| Error::Index {
        what: spec.display().to_string(),
        source,
    };
    let built = build(&options.spec, &panel).map_err(refused)?;
    let last = last_time(&built);
    let robust = match &options.robustness {
        Some(robust) => Some(
            robustness(
                &options.spec,
                &panel,
                last.as_deref(),
                &robust.alternatives(),
                robust.level,
            )
            .map_err(refused)?,
        ),
        None => None,
    };
    let mut indexed = Indexed {
        ranks: built.ranks(),
        options,
        rows_read,
        index: built,
        robustness: robust,
        last,
        entries: Vec::new(),
        notes: Vec::new(),
    };
    let entries = entries(&indexed);
    indexed.entries = entries;
    companions::add(&mut indexed, spec.parent().unwrap_or(Path::new(".")))?;
    Ok(indexed)
}

fn last_time(index: &Index) -> Option<String> {
    let times = index.times.as_ref()?;
    let number = |t: &String| t.parse::<f64>().ok();
    let later = |a: &&String, b: &&String| match (number(a), number(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    };
    times.iter().max_by(later).cloned()
}

fn read_panel(source: &str, options: &Options, listener: Listener) -> Result<(Panel, u64)> {
    let spec = &options.spec;
    let mut wanted = Wanted::default();
    wanted.label(&spec.unit);
    if let Some(time) = &spec.time {
        wanted.label(time);
    }
    for indicator in &spec.indicators {
        wanted.number(&indicator.column);
    }
    let columns = read(source, &wanted, listener)?;
    let rows = columns.rows as usize;
    let labels = |place: usize, what: &str| -> Result<Vec<String>> {
        let column = &columns.labels[place];
        (0..rows)
            .map(|row| {
                let name = column.name(row).map(str::to_owned);
                name.ok_or_else(|| {
                    Error::option(format!(
                        "{source}: data row {} has no {what} in column \"{}\"",
                        row + 1,
                        wanted.labels[place]
                    ))
                })
            })
            .collect()
    };
    let units = labels(0, "unit")?;
    let times = match &spec.time {
        Some(time) if *time == spec.unit => {
            return Err(Error::option(format!(
                "time is \"{time}\", but that is the column of the units"
            )));
        }
        Some(_) => Some(labels(1, "time")?),
        None => None,
    };
    let refused = |e| Error::Index {
        what: source.to_owned(),
        source: e,
    };
    let mut panel = Panel::new(units, times).map_err(refused)?;
    for (name, values) in wanted.numbers.iter().zip(columns.numbers) {
        panel = panel.with_column(name, values).map_err(refused)?;
    }
    Ok((panel, columns.rows))
}

/// The index, its parts, ranks, weights, and what robustness found.
fn entries(indexed: &Indexed) -> Vec<Entry> {
    let index = &indexed.index;
    let mut out = Vec::new();
    for at in 0..index.rows.len() {
        let group = indexed.group(at);
        out.push(Entry::new(group.clone(), "index", index.values[at]));
        out.push(Entry::new(group.clone(), "rank", indexed.ranks[at] as f64));
        for part in &index.parts {
            let name = format!("part.{}", part.path);
            out.push(Entry::new(group.clone(), name, part.values[at]));
        }
    }
    for weight in &index.weights {
        let group = indexed.at_time(weight.time.as_deref());
        let name = format!("weight.{}", weight.column);
        out.push(Entry::new(group, name, weight.in_index));
    }
    if let Some(robust) = &indexed.robustness {
        for band in &robust.units {
            let mut group = vec![(indexed.options.spec.unit.clone(), band.unit.clone())];
            group.extend(indexed.at_time(indexed.last.as_deref()));
            let numbers = [
                ("rank_mean", band.mean),
                ("rank_median", band.median),
                ("rank_low", band.low),
                ("rank_high", band.high),
            ];
            out.extend(numbers.map(|(name, value)| Entry::new(group.clone(), name, value)));
        }
        for factor in &robust.factors {
            if let Some(shares) = factor.shift {
                let name = |what: &str| format!("sensitivity.{}.{what}", factor.name);
                let levels = factor.levels as f64;
                out.push(
                    Entry::new(Vec::new(), name("first_order"), shares.first_order).with(levels),
                );
                out.push(Entry::new(Vec::new(), name("total"), shares.total).with(levels));
            }
        }
    }
    out
}
