//! Every reference value of composite indices, space, Markov chains, densities and convergence.
//!
//! Authority: the values of COINr, pymcdm, scikit-learn, topsis, spdep, esda, giddy, scipy, statsmodels
//! and R, and of 50-digit arithmetic, as collected in `reference/measure/expected.json`; and values of
//! the same script on other data (`fixtures/seed7`), which travel with the crate.

#![expect(clippy::unwrap_used, reason = "a test says what failed by failing")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use composite::markov::{Transitions, classify, quantile_edges, relative_to_mean};
use composite::space::{LocalScale, Metric, SpatialWeights, geary, local_moran, moran};
use composite::{
    Bandwidth, CouplingForm, Density, Index, Kernel, Panel, Spec, beta_convergence, build,
    coupling, principal_components, sigma_convergence,
};
use support::{at_time, close, expected, fixture, histories, indicators, map, reference, table};

/// A specification of the digital, common or both systems, as a person would write it.
fn spec(system: &str, head: &str) -> Spec {
    let mut text = format!("unit = 'province'\ntime = 'year'\n{head}\n");
    for (part, letter, count) in [("digital", 'd', 8), ("common", 'c', 6)] {
        for k in (1..=count).filter(|_| system == "both" || system == part) {
            let column = format!("{letter}{k}");
            let direction = if ["d8", "c5", "c6"].contains(&column.as_str()) {
                -1
            } else {
                1
            };
            writeln!(
                text,
                "[[indicator]]\ncolumn = '{column}'\npart = '{part}'\ndirection = {direction}"
            )
            .unwrap();
        }
    }
    toml::from_str(&text).expect("a specification")
}

/// What the keys are computed from.
struct Data {
    panel: Panel,
    points: Vec<(f64, f64)>,
    contiguity: SpatialWeights,
}

impl Data {
    fn read(folder: &Path) -> Self {
        let (points, pairs) = map(folder);
        let contiguity = SpatialWeights::contiguity(points.len(), &pairs).unwrap();
        Self {
            panel: indicators(folder),
            points,
            contiguity: contiguity.row_standardised().unwrap(),
        }
    }

    fn built(&self, system: &str, head: &str) -> Index {
        build(&spec(system, head), &self.panel).unwrap()
    }

    /// The value of a key; none if it is not known.
    fn value(&self, key: &str) -> Option<f64> {
        let parts: Vec<&str> = key.split('.').collect();
        match parts[..] {
            ["index", "2021", "minmax", column, unit] => {
                let index = self.built("both", "scope = 'year'");
                let column = index.normalised.iter().find(|c| c.name == column)?;
                Some(column.values[index.position(unit, Some("2021"))?])
            }
            ["index", "panel", "coupling", what, unit, year] => self.coupling(what, unit, year),
            ["index", scope, system, ..] => self.index(scope, system, &parts[3..].join(".")),
            ["space", "2021", "d1", ..] => self.space(&parts[3..]),
            ["markov", "d1_relative", ..] => self.markov(&parts[2..]),
            ["kde", "d1", "2021", "gauss_nrd0", ..] => {
                let p: f64 = key.rsplit_once(".q")?.1.parse().ok()?;
                let values = at_time(&self.panel, "d1", "2021");
                let density = Density::of(&values, None, Kernel::Gaussian, Bandwidth::Silverman);
                Some(density.ok()?.at(quantile(&values, p)))
            }
            ["converge", "d1", "beta", what] => {
                let (first, last) = (self.d1("2012"), self.d1("2021"));
                let beta = beta_convergence(&first, &last, 9.0, &[]).unwrap();
                match what {
                    "intercept" => Some(beta.intercept),
                    "slope" => Some(beta.slope),
                    "slope_se" => Some(beta.regression.se[1]),
                    "slope_se_hc1" => Some(beta.regression.se_hc1[1]),
                    "speed" => Some(beta.speed),
                    _ => None,
                }
            }
            ["converge", "d1", what, year] => {
                let sigma = sigma_convergence(&self.d1(year)).unwrap();
                match what {
                    "gini" => Some(sigma.gini),
                    "theil" => Some(sigma.theil),
                    "sigma_cv_pop" => Some(sigma.cv),
                    "sigma_sdlog" => Some(sigma.sd_log),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn d1(&self, year: &str) -> Vec<f64> {
        at_time(&self.panel, "d1", year)
    }

    fn coupling(&self, what: &str, unit: &str, year: &str) -> Option<f64> {
        let index = self.built("both", "weights = 'entropy'\nstructure = 'nested'");
        let at = index.position(unit, Some(year))?;
        let levels = [index.part("digital")?[at], index.part("common")?[at]];
        let (what, form) = match what.strip_suffix("_wang2021") {
            Some(what) => (what, CouplingForm::Wang2021),
            None => (what, CouplingForm::Standard),
        };
        let result = coupling(&levels, &[1.0, 1.0], form).unwrap();
        match what {
            "C" => Some(result.coupling),
            "T" => Some(result.level),
            "D" => Some(result.coordination),
            _ => None,
        }
    }

    fn index(&self, scope: &str, system: &str, rest: &str) -> Option<f64> {
        let time = (scope == "2021").then_some("2021");
        let head = |more: &str| match time {
            Some(_) => format!("scope = 'year'\n{more}"),
            None => format!("scope = 'panel'\n{more}"),
        };
        let (what, of) = rest.rsplit_once('.')?;
        let weight = |rule: &str| {
            let index = self.built(system, &head(&format!("weights = '{rule}'")));
            let of = |w: &&composite::Weight| w.column == of && w.time.as_deref() == time;
            Some(index.weights.iter().find(of)?.in_index)
        };
        let score = |unit: &str, year: &str, more: &str| {
            self.built(system, &head(more)).value(unit, Some(year))
        };
        if let Some(shift) = what.strip_prefix("entropy_weight_shift") {
            return weight(&format!("entropy_shift({shift})"));
        }
        match what {
            "entropy_weight" => weight("entropy"),
            "entropy_weight_raw_share" => weight("entropy_raw"),
            // The script adds 1e-10 before the logarithm.
            "entropy_weight_wrong_K" => weight("entropy_ln_times(1e-10)"),
            "critic_weight" => weight("critic"),
            "critic_abs_weight" => weight("critic_abs"),
            "entropy_score" => score(of, "2021", "weights = 'entropy'"),
            "equal_weights" => score(of, "2021", ""),
            "geometric_1_100" => score(
                of,
                "2021",
                "normalise = 'min_max(1, 100)'\naggregate = 'geometric'",
            ),
            "topsis_vector_equal" => {
                score(of, "2021", "normalise = 'vector'\naggregate = 'topsis'")
            }
            "topsis_minmax_entropy" => {
                score(of, "2021", "weights = 'entropy'\naggregate = 'topsis'")
            }
            _ if what.starts_with("entropy_score.") => score(
                what.strip_prefix("entropy_score.")?,
                of,
                "weights = 'entropy'",
            ),
            _ if what == "pca" || what.starts_with("pca.") => {
                self.component(system, rest.strip_prefix("pca.")?)
            }
            _ => None,
        }
    }

    fn component(&self, system: &str, what: &str) -> Option<f64> {
        let index = self.built(system, "scope = 'year'");
        let rows: Vec<usize> = (0..index.rows.len())
            .filter(|&at| index.times.as_ref().is_some_and(|t| t[at] == "2021"))
            .collect();
        let column = |c: &composite::Column| rows.iter().map(|&at| c.values[at]).collect();
        let columns: Vec<Vec<f64>> = index.normalised.iter().map(column).collect();
        let components = principal_components(&columns).unwrap();
        let number = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        if let Some(k) = what.strip_prefix("eigen") {
            return components.eigenvalues.get(number(k)?).copied();
        }
        if let Some(k) = what.strip_prefix("explained") {
            return components.explained.get(number(k)?).copied();
        }
        if let Some(column) = what.strip_prefix("loading1.") {
            let at = index.normalised.iter().position(|c| c.name == column)?;
            return Some(components.loadings[0][at]);
        }
        let unit = what.strip_prefix("score1.")?;
        let at = rows.iter().position(|&row| index.units[row] == unit)?;
        Some(components.scores(0, &columns)?[at])
    }

    fn space(&self, what: &[&str]) -> Option<f64> {
        let values = self.d1("2021");
        let unit = |name: &str| self.panel.distinct_units().iter().position(|u| *u == name);
        let result = moran(&values, &self.contiguity).unwrap();
        let local = |scale| local_moran(&values, &self.contiguity, scale).unwrap();
        match what {
            ["moran", "I"] => Some(result.value),
            ["moran", "EI"] => Some(result.expected),
            ["moran", "var_norm"] => Some(result.normality.variance),
            ["moran", "var_rand"] => Some(result.randomisation.variance),
            ["moran", "z_norm"] => Some(result.normality.z),
            ["moran", "z_rand"] => Some(result.randomisation.z),
            ["geary", "C"] => Some(geary(&values, &self.contiguity).unwrap().value),
            ["local_moran", name] => Some(local(LocalScale::Population)[unit(name)?].value),
            ["local_moran_n1", name] => Some(local(LocalScale::Sample)[unit(name)?].value),
            ["moran_invdist", "I"] => {
                let plane = Metric::Plane;
                let weights = SpatialWeights::inverse_distance(&self.points, 1.0, None, plane);
                let weights = weights.unwrap().row_standardised().unwrap();
                Some(moran(&values, &weights).unwrap().value)
            }
            _ => None,
        }
    }

    fn markov(&self, what: &[&str]) -> Option<f64> {
        let relative = relative_to_mean(&histories(&self.panel, "d1")).unwrap();
        let edges = quantile_edges(&relative.concat(), 4).unwrap();
        let classes = classify(&relative, &edges).unwrap();
        let transitions = Transitions::count(&classes, 4).unwrap();
        let digit = |text: &str, at: usize| text.as_bytes().get(at).map(|d| usize::from(d - b'1'));
        match what {
            ["count", ij] => Some(transitions.counts()[digit(ij, 0)?][digit(ij, 1)?]),
            ["P", ij] => {
                let chain = transitions.chain().unwrap();
                Some(chain.probabilities()[digit(ij, 0)?][digit(ij, 1)?])
            }
            ["steady", i] => Some(transitions.chain().unwrap().ergodic().unwrap()[digit(i, 0)?]),
            [edge] => edges
                .get(digit(edge.strip_prefix("quartile_edge")?, 0)?)
                .copied(),
            _ => None,
        }
    }
}

fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() - 1) as f64 * p;
    let next = sorted[(at.floor() as usize + 1).min(sorted.len() - 1)];
    sorted[at.floor() as usize] + (next - sorted[at.floor() as usize]) * at.fract()
}

/// Standard errors, and values of spdep, esda and principal components, to 1e-8; all others to 1e-10.
fn tolerance(key: &str) -> f64 {
    let loose = key.starts_with("space.") || key.contains(".pca.") || key.contains("_se");
    if loose { 1e-8 } else { 1e-10 }
}

fn walk(folder: &Path) {
    let data = Data::read(folder);
    let (mut counts, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    for (key, entry) in expected(&folder.join("expected.json")) {
        let family = key.split('.').next().unwrap_or_default();
        if !["index", "space", "markov", "kde", "converge"].contains(&family) {
            continue;
        }
        *counts.entry("all".into()).or_default() += 1;
        let want = entry["value"].as_f64().expect("a value");
        match data.value(&key) {
            Some(got) if close(got, want, tolerance(&key)) => {
                let status = entry["status"].as_str().expect("a status");
                *counts.entry(format!("agree, {status}")).or_default() += 1;
            }
            got => wrong.push(format!("{key}: expected {want}, got {got:?}")),
        }
    }
    println!("{}: {counts:?}, none explained away", folder.display());
    assert!(
        wrong.is_empty(),
        "{} of the keys:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(counts["all"] > 200, "the keys were not found");
}

#[test]
fn every_reference_value_is_met() {
    if let Some(folder) = reference() {
        walk(&folder);
    }
}

#[test]
fn values_on_other_data_are_met() {
    walk(&fixture());
}

/// Gini, Theil and its split over regions of the Mexican states (ineq and IC2).
#[test]
fn the_mexican_states_are_met() {
    let Some(folder) = reference() else { return };
    let states = table(&folder.join("real/mexico_states.csv"));
    let mut met = 0;
    for (key, entry) in expected(&folder.join("real/expected_real.json")) {
        let parts: Vec<&str> = key.split('.').collect();
        let values = |year: &str| support::numbers(&states[&format!("pcgdp{year}")]);
        let split = |by: &str, year: &str| {
            composite::theil_by_region(&values(year), None, &states[by]).unwrap()
        };
        let got = match parts[..] {
            ["mexico", "gini", year] => sigma_convergence(&values(year)).unwrap().gini,
            ["mexico", "theil", year] => sigma_convergence(&values(year)).unwrap().theil,
            ["mexico", "theil", by, "within", year] => split(by, year).within,
            ["mexico", "theil", by, "between", year] => split(by, year).between,
            _ => continue,
        };
        let want = entry["value"].as_f64().unwrap();
        assert!(close(got, want, 1e-10), "{key}: expected {want}, got {got}");
        met += 1;
    }
    println!("{met} values on the Mexican states");
    assert_eq!(met, 16);
}

/// Dagum's and Theil's decomposition of 1 000 weighted incomes, as for people within provinces.
#[test]
fn regional_decompositions_of_people_are_met() {
    let Some(folder) = reference() else { return };
    let people = table(&folder.join("micro.csv"));
    let income = support::numbers(&people["income"]);
    let weight = support::numbers(&people["weight"]);
    let mut met = 0;
    for (key, entry) in expected(&folder.join("expected.json")) {
        let parts: Vec<&str> = key.split('.').collect();
        let ["micro", "decomp", measure, by, ref rest @ ..] = parts[..] else {
            continue;
        };
        let weights = match rest {
            [_, "unweighted"] => None,
            _ => Some(weight.as_slice()),
        };
        let got = match (measure, rest[0].split('_').collect::<Vec<_>>()[..].as_ref()) {
            ("dagum", ["within"]) => dagum(&income, weights, &people[by]).within,
            ("dagum", ["net", "between"]) => dagum(&income, weights, &people[by]).net_between,
            ("dagum", ["transvariation"]) => dagum(&income, weights, &people[by]).transvariation,
            ("dagum", [what, richer, poorer]) => {
                let pairs = dagum(&income, weights, &people[by]).pairs;
                let is = |p: &&composite::RegionPair| {
                    [richer, poorer] == [&p.richer, &p.poorer]
                        || [poorer, richer] == [&p.richer, &p.poorer]
                };
                let pair = pairs.iter().find(is).expect("the pair");
                if *what == "G" {
                    pair.gini
                } else {
                    pair.affluence
                }
            }
            ("ge1", ["within"]) => {
                composite::theil_by_region(&income, weights, &people[by])
                    .unwrap()
                    .within
            }
            ("ge1", ["between"]) => {
                composite::theil_by_region(&income, weights, &people[by])
                    .unwrap()
                    .between
            }
            _ => continue,
        };
        let want = entry["value"].as_f64().unwrap();
        assert!(close(got, want, 1e-10), "{key}: expected {want}, got {got}");
        met += 1;
    }
    println!("{met} decompositions of people by province and by town and country");
    assert!(met >= 16);
}

fn dagum(values: &[f64], weights: Option<&[f64]>, by: &[String]) -> composite::DagumSplit {
    composite::dagum_by_region(values, weights, by).unwrap()
}
