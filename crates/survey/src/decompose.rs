//! Decompositions by group and by source, and what taxes and transfers do.

use std::sync::Arc;

use inequality::concentration::kakwani;
use inequality::decompose::{Groups, linearised_concentration, linearised_sources, sources};
use inequality::{Linearised, Measure, Ranked, Redistribution};

use crate::design::standard_error;
use crate::error::{Error, Result};
use crate::measure::{Record, Request, failed, weights_in_file_order};
use crate::sample::Sample;

/// Turns linearised estimates into records.
struct Writer<'a> {
    sample: &'a Sample,
    rows: Vec<u32>,
    weights: Vec<f64>,
    errors: bool,
}

impl<'a> Writer<'a> {
    fn new(sample: &'a Sample, request: &Request, ranked: &Ranked) -> Self {
        Self {
            sample,
            rows: (0..sample.rows() as u32).collect(),
            weights: weights_in_file_order(ranked),
            errors: request.standard_errors,
        }
    }

    fn error(&self, influence: &[f64]) -> Option<f64> {
        if !self.errors || influence.len() != self.weights.len() {
            return None;
        }
        standard_error(
            self.sample.sampling.as_ref(),
            &self.rows,
            &self.weights,
            influence,
        )
    }

    fn linearised(&self, name: &str, found: inequality::Result<Linearised>) -> Record {
        let found = found.map(|l| (l.value, self.error(&l.influence)));
        Record::new(None, &name.into(), None, found.map_err(|e| e.to_string()))
    }
}

fn plain(name: &str, found: inequality::Result<f64>) -> Record {
    let found = found.map(|value| (value, None)).map_err(|e| e.to_string());
    Record::new(None, &name.into(), None, found)
}

/// Shares of each group, generalised entropy, the Gini coefficient in three forms, and Atkinson.
pub(crate) fn by_group(
    sample: &Sample,
    request: &Request,
    ranked: &Ranked,
    groups: &Groups,
    records: &mut Vec<Record>,
) {
    let Some(grouping) = &sample.groups else {
        return;
    };
    let by = grouping.columns.join("+");
    let writer = Writer::new(sample, request, ranked);
    shares(groups, records);
    for alpha in [0.0, 1.0, 2.0] {
        let name = |part: &str| format!("decomp.ge{alpha}.{by}.{part}");
        match groups.linearised_entropy_parts(alpha) {
            Ok([_, within, between]) => {
                records.push(writer.linearised(&name("within"), Ok(within)));
                records.push(writer.linearised(&name("between"), Ok(between)));
            }
            Err(error) => {
                records.push(plain(&name("within"), Err(error.clone())));
                records.push(plain(&name("between"), Err(error)));
            }
        }
    }
    let name = |part: &str| format!("decomp.gini_bm.{by}.{part}");
    match groups.linearised_gini_parts() {
        Ok(parts) => records.extend(parts.into_iter().skip(1).map(|part| {
            let name = name(&part.name);
            writer.linearised(&name, Ok(part))
        })),
        Err(error) => records.push(plain(&name("within"), Err(error))),
    }
    if let Ok(parts) = groups.linearised_yitzhaki_lerman(request.convention.ties) {
        let names = ["within", "between", "stratif"];
        for (part, found) in names.into_iter().zip(parts.into_iter().skip(1)) {
            let name = format!("decomp.gini_yl.{by}.{part}");
            records.push(writer.linearised(&name, Ok(found)));
        }
    }
    if let Ok(parts) = groups.linearised_dagum() {
        for part in parts.into_iter().skip(1) {
            let name = format!("decomp.dagum.{by}.{}", part.name);
            records.push(writer.linearised(&name, Ok(part)));
        }
    }
    let largest = format!("decomp.gini.{by}.between_max_elmo");
    records.push(plain(&largest, groups.largest_between_gini()));
    if let Ok(parts) = groups.linearised_atkinson_parts(1.0) {
        for part in parts.into_iter().skip(1) {
            let name = format!("decomp.atkinson1.{by}.{}", part.name);
            records.push(writer.linearised(&name, Ok(part)));
        }
    }
}

fn shares(groups: &Groups, records: &mut Vec<Record>) {
    let (population, income): (Arc<str>, Arc<str>) =
        ("population_share".into(), "income_share".into());
    let both = groups
        .population_shares()
        .into_iter()
        .zip(groups.income_shares());
    for (g, (p, s)) in (0_u32..).zip(both) {
        records.push(Record::new(Some(g), &population, None, Ok((p, None))));
        records.push(Record::new(Some(g), &income, None, Ok((s, None))));
    }
}

fn column<'a>(sample: &'a Sample, name: &str) -> Result<&'a [f64]> {
    sample
        .column(name)
        .ok_or_else(|| Error::option(format!("the column \"{name}\" was not read")))
}

/// Lerman and Yitzhaki's and Shorrocks' decompositions.
pub(crate) fn by_source(
    sample: &Sample,
    request: &Request,
    ranked: &Ranked,
    records: &mut Vec<Record>,
) -> Result<()> {
    const PARTS: [&str; 7] = [
        "share",
        "gini",
        "conc",
        "gini_corr",
        "contribution",
        "marginal",
        "shorrocks_share",
    ];
    if request.sources.is_empty() {
        return Ok(());
    }
    let columns: Vec<&[f64]> = request
        .sources
        .iter()
        .map(|name| column(sample, name))
        .collect::<Result<_>>()?;
    let option = |source| failed(&format!("--source {}", request.sources.join(",")), source);
    let writer = Writer::new(sample, request, ranked);
    if request.standard_errors {
        let found = linearised_sources(ranked, &columns).map_err(option)?;
        for (source, parts) in request.sources.iter().zip(found) {
            for (part, linearised) in PARTS.iter().zip(parts) {
                let name = format!("source.{source}.{part}");
                records.push(writer.linearised(&name, Ok(linearised)));
            }
        }
    } else {
        let found = sources(ranked, &columns).map_err(option)?;
        for (source, s) in request.sources.iter().zip(found) {
            let values = [
                s.share,
                s.gini,
                s.concentration,
                s.gini_correlation,
                s.contribution,
                s.marginal,
                s.shorrocks_share,
            ];
            for (part, value) in PARTS.iter().zip(values) {
                records.push(plain(&format!("source.{source}.{part}"), Ok(value)));
            }
        }
    }
    Ok(())
}

/// Concentration of taxes and of income after them. With one of the two columns the other is the
/// difference to income.
pub(crate) fn redistribution(
    sample: &Sample,
    request: &Request,
    ranked: &Ranked,
    records: &mut Vec<Record>,
) -> Result<()> {
    if request.post.is_none() && request.tax.is_none() {
        return Ok(());
    }
    let less = |column: &[f64]| -> Vec<f64> {
        let pairs = sample.values.iter().zip(column);
        pairs.map(|(x, y)| x - y).collect()
    };
    let given = |name: &Option<String>| match name {
        Some(name) => column(sample, name).map(|c| Some(c.to_vec())),
        None => Ok(None),
    };
    let (post, tax) = (given(&request.post)?, given(&request.tax)?);
    let post = post
        .or_else(|| tax.as_deref().map(less))
        .unwrap_or_default();
    let tax = tax.unwrap_or_else(|| less(&post));
    let writer = Writer::new(sample, request, ranked);
    let ties = request.convention.ties;
    let before = Measure::Gini.linearised(ranked);
    let of = |column: &[f64]| -> inequality::Result<Linearised> {
        Measure::Gini.linearised(&Ranked::weighted(column, &writer.weights)?)
    };
    let along = |column: &[f64]| -> inequality::Result<Linearised> {
        let mut found = linearised_concentration(ranked, column)?;
        found.value = ranked.concentration_by(column, ties)?;
        Ok(found)
    };
    let minus = |a: &inequality::Result<Linearised>, b: &inequality::Result<Linearised>| {
        Ok(a.clone()?.minus(&b.clone()?))
    };
    let (after, concentration) = (of(&post), along(&post));
    let by = &request.income;
    let step = Redistribution::between(ranked, &post, ties);
    let exact = |found: inequality::Result<Linearised>, value: inequality::Result<f64>| {
        let mut found = found?;
        found.value = value?;
        Ok(found)
    };
    records.push(writer.linearised("gini.post", after.clone()));
    records.push(writer.linearised(&format!("conc.post_by_{by}"), concentration.clone()));
    records.push(writer.linearised(
        "redistributive_effect",
        exact(minus(&before, &after), step.clone().map(|s| s.effect())),
    ));
    records.push(writer.linearised(
        "reynolds_smolensky",
        exact(
            minus(&before, &concentration),
            step.clone().map(|s| s.reynolds_smolensky()),
        ),
    ));
    records.push(writer.linearised(
        "reranking_plotnick",
        exact(minus(&after, &concentration), step.map(|s| s.plotnick())),
    ));
    let of_tax = along(&tax);
    records.push(writer.linearised("gini.tax", of(&tax)));
    records.push(writer.linearised(&format!("conc.tax_by_{by}"), of_tax.clone()));
    records.push(writer.linearised(
        "kakwani",
        exact(minus(&of_tax, &before), kakwani(ranked, &tax, ties)),
    ));
    Ok(())
}
