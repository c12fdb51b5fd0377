//! The file of a specification: what the index is, and what is asked around it.

use std::path::Path;

use composite::{Aggregate, Alternatives, Normalise, Spec, Treat, Weighting};
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::read::io;

/// A specification with the tables around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The index.
    pub spec: Spec,
    /// Ranks under other choices.
    pub robustness: Option<Robust>,
    /// Who borders whom.
    pub space: Option<Space>,
    /// Moves between classes.
    pub markov: Option<Markov>,
    /// Convergence.
    pub converge: Option<Converge>,
}

/// The table `[robustness]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Robust {
    /// Treatments of outliers.
    pub treat: Vec<Treat>,
    /// Normalisations.
    pub normalise: Vec<Normalise>,
    /// Weights.
    pub weights: Vec<Weighting>,
    /// Aggregations.
    pub aggregate: Vec<Aggregate>,
    /// Whether to leave out each indicator in turn.
    pub leave_one_out: bool,
    /// Resamples of units.
    pub resamples: usize,
    /// Their seed.
    pub seed: u64,
    /// Share of the runs that the rank intervals hold.
    pub level: f64,
}

impl Default for Robust {
    fn default() -> Self {
        Self {
            treat: Vec::new(),
            normalise: Vec::new(),
            weights: Vec::new(),
            aggregate: Vec::new(),
            leave_one_out: false,
            resamples: 0,
            seed: 1,
            level: 0.9,
        }
    }
}

impl Robust {
    /// As the factorial wants it.
    pub fn alternatives(&self) -> Alternatives {
        Alternatives {
            treat: self.treat.clone(),
            normalise: self.normalise.clone(),
            weights: self.weights.clone(),
            aggregate: self.aggregate.clone(),
            leave_one_out: self.leave_one_out,
            resamples: self.resamples,
            seed: self.seed,
        }
    }
}

/// The table `[space]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Space {
    /// File of pairs of units, in its first two columns; relative to the specification.
    pub neighbours: String,
    /// Random arrangements for the pseudo p-value; 0 for none.
    #[serde(default = "permutations")]
    pub permutations: usize,
    /// Their seed.
    #[serde(default = "seed")]
    pub seed: u64,
}

fn permutations() -> usize {
    999
}

fn seed() -> u64 {
    1
}

/// The table `[markov]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Markov {
    /// Classes at quantiles of all values.
    pub classes: usize,
    /// Whether values are first divided by the mean of their time.
    pub relative: bool,
}

impl Default for Markov {
    fn default() -> Self {
        Self {
            classes: 4,
            relative: true,
        }
    }
}

/// The table `[converge]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Converge {}

impl Options {
    /// Reads the file of a specification.
    ///
    /// # Errors
    /// If it cannot be read, is not TOML, or has a key or a value that is not known.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| io(path, e))?;
        Self::parse(&text, &path.display().to_string())
    }

    /// Reads a specification from text; `name` is for messages.
    ///
    /// # Errors
    /// As [`Options::read`].
    pub fn parse(text: &str, name: &str) -> Result<Self> {
        let refuse = |error: toml::de::Error| {
            let line = error
                .span()
                .map(|span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count());
            let line = line.map_or_else(String::new, |line| format!(", line {line}"));
            Error::option(format!(
                "{name}{line}: {}",
                error.message().replace('\n', " ")
            ))
        };
        let mut all: toml::Table = toml::from_str(text).map_err(refuse)?;
        let robustness = table(&mut all, "robustness", name)?;
        let space = table(&mut all, "space", name)?;
        let markov = table(&mut all, "markov", name)?;
        let converge = table(&mut all, "converge", name)?;
        let spec = Spec::deserialize(toml::Value::Table(all))
            .map_err(|e| Error::option(format!("{name}: {}", e.message().replace('\n', " "))))?;
        spec.check().map_err(|source| Error::Index {
            what: name.to_owned(),
            source,
        })?;
        Ok(Self {
            spec,
            robustness,
            space,
            markov,
            converge,
        })
    }
}

fn table<'de, T: Deserialize<'de>>(
    all: &mut toml::Table,
    key: &str,
    name: &str,
) -> Result<Option<T>> {
    let Some(value) = all.remove(key) else {
        return Ok(None);
    };
    let found = T::deserialize(value).map_err(|e| {
        Error::option(format!(
            "{name}: [{key}]: {}",
            e.message().replace('\n', " ")
        ))
    })?;
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_keys_are_refused_where_they_stand() {
        let refused = |text: &str| Options::parse(text, "spec.toml").unwrap_err().to_string();
        assert!(refused("unit = ").starts_with("spec.toml, line 1"));
        let spec = "unit = 'u'\n[[indicator]]\ncolumn = 'a'\n";
        assert!(
            refused(&format!("{spec}[markov]\nclases = 3"))
                .contains("[markov]: unknown field `clases`")
        );
        assert!(refused(&format!("{spec}colour = 3")).contains("colour"));
        let robust = "[robustness]\nweights = ['entropy', 'critic']\n";
        let options = Options::parse(&format!("{spec}{robust}"), "spec.toml").unwrap();
        assert_eq!(options.robustness.unwrap().weights.len(), 2);
    }
}
