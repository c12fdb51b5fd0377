//! Millions of rows: the measures that one pass over sorted rows can give.
//!
//! [`inequality::many`] gives means, Gini coefficients, entropies, quantiles and Lorenz ordinates
//! of all groups. What is a function of quantiles and Lorenz ordinates has a linearised value that
//! is a straight line in income between quantiles, `u = a + b x`, so that the sums of `w²`, `w² x`
//! and `w² x²` between quantiles give its standard error: see [`spread`](crate::spread).

use std::sync::Arc;

use inequality::conventions::ShareRule;
use inequality::many::{Request as Ask, Summaries, Summary, summarise, summarise_and_release};
use inequality::{GiniForm, Measure, QuantileRule};

use crate::index::Kind;
use crate::measure::{Group, Measured, Record, Request, degrees_of_freedom};
use crate::sample::Sample;
use crate::spread::{Line, Spread};

/// Rows from which this road is taken.
pub(crate) const FROM: usize = 200_000;

/// A measure by where it is found; numbers are places among the shares.
#[derive(Debug, Clone, Copy)]
enum Plan {
    Mean,
    Gini,
    Theil,
    Mld,
    Atkinson,
    Quantile(usize),
    Ratio(usize, usize),
    Lorenz(usize),
    Generalised(usize),
    Top(usize),
    /// Top share over bottom share.
    Shares(usize, usize),
}

/// The shares that some measures need, each once.
#[derive(Default)]
struct Wanted(Vec<f64>);

impl Wanted {
    fn add(&mut self, share: f64) {
        if !self.0.contains(&share) {
            self.0.push(share);
            self.0.sort_by(f64::total_cmp);
        }
    }

    fn place(&self, share: f64) -> usize {
        self.0.iter().position(|&p| p == share).unwrap_or(0)
    }
}

fn shares_of(measure: Measure) -> Option<Vec<f64>> {
    Some(match measure {
        Measure::Mean | Measure::Gini | Measure::Theil | Measure::Mld | Measure::Atkinson(1.0) => {
            Vec::new()
        }
        Measure::Quantile(p, QuantileRule::Math)
        | Measure::Lorenz(p)
        | Measure::GeneralisedLorenz(p)
        | Measure::BottomShare(p) => vec![p],
        Measure::QuantileRatio(a, b, QuantileRule::Math) => vec![a, b],
        Measure::TopShare(p) => vec![1.0 - p],
        Measure::ShareRatio(top, bottom) => vec![1.0 - top, bottom],
        _ => return None,
    })
}

fn plan(measure: Measure, shares: &Wanted) -> Plan {
    let at = |p: f64| shares.place(p);
    match measure {
        Measure::Gini => Plan::Gini,
        Measure::Theil => Plan::Theil,
        Measure::Mld => Plan::Mld,
        Measure::Atkinson(_) => Plan::Atkinson,
        Measure::Quantile(p, _) => Plan::Quantile(at(p)),
        Measure::QuantileRatio(a, b, _) => Plan::Ratio(at(a), at(b)),
        Measure::Lorenz(p) | Measure::BottomShare(p) => Plan::Lorenz(at(p)),
        Measure::GeneralisedLorenz(p) => Plan::Generalised(at(p)),
        Measure::TopShare(p) => Plan::Top(at(1.0 - p)),
        Measure::ShareRatio(top, bottom) => Plan::Shares(at(1.0 - top), at(bottom)),
        _ => Plan::Mean,
    }
}

/// The measures of a request, if this road has them all and the sample is large; nothing
/// otherwise. The columns are taken from the sample if `release` is set and nothing needs them.
pub(crate) fn measure(
    sample: &mut Columns<'_>,
    request: &Request,
) -> Option<inequality::Result<Measured>> {
    let convention = &request.convention;
    let suits = sample.get().rows() >= FROM
        && sample.get().sampling.is_none()
        && convention.gini == GiniForm::PlugIn
        && convention.shares == ShareRule::Interpolated
        && request.line.is_none()
        && request.sources.is_empty()
        && request.post.is_none()
        && request.tax.is_none();
    if !suits {
        return None;
    }
    let mut shares = Wanted::default();
    let mut measures = Vec::with_capacity(request.indices.len());
    for index in &request.indices {
        let Kind::Measure(measure) = index.kind else {
            return None;
        };
        for share in shares_of(measure)? {
            if !(0.0..=1.0).contains(&share) {
                return None;
            }
            shares.add(share);
        }
        measures.push(measure);
    }
    let plans: Vec<Plan> = measures.iter().map(|&m| plan(m, &shares)).collect();
    Some(run(sample, request, &plans, shares.0))
}

/// A sample that may be used up.
pub(crate) enum Columns<'a> {
    Kept(&'a Sample),
    Released(&'a mut Sample),
}

impl Columns<'_> {
    pub(crate) fn get(&self) -> &Sample {
        match self {
            Self::Kept(sample) => sample,
            Self::Released(sample) => sample,
        }
    }
}

fn run(
    columns: &mut Columns<'_>,
    request: &Request,
    plans: &[Plan],
    shares: Vec<f64>,
) -> inequality::Result<Measured> {
    let ask = Ask {
        shares,
        standard_errors: request.standard_errors,
    };
    let lines = request.standard_errors && plans.iter().any(|p| !p.is_direct());
    let df = degrees_of_freedom(columns.get());
    let names = columns.get().groups.as_ref().map(|g| g.names.clone());
    let by = columns.get().groups.as_ref().map(|g| g.columns.join("+"));
    let whole_only = |rows: usize| vec![0_u32; rows];
    let (all, spread) = match columns {
        Columns::Released(sample) if !lines => {
            let groups = match &mut sample.groups {
                Some(groups) => std::mem::take(&mut groups.of),
                None => whole_only(sample.values.len()),
            };
            let (values, weights) = (std::mem::take(&mut sample.values), sample.weights.take());
            (summarise_and_release(values, weights, groups, &ask)?, None)
        }
        _ => {
            let sample = columns.get();
            let none;
            let groups = if let Some(groups) = &sample.groups {
                &groups.of
            } else {
                none = whole_only(sample.values.len());
                &none
            };
            let weights = sample.weights.as_deref();
            let all = summarise(&sample.values, weights, groups, &ask)?;
            let spread = lines.then(|| Spread::of(&sample.values, weights, groups, &all));
            (all, spread)
        }
    };
    let mut measured = Measured {
        records: Vec::new(),
        groups: Vec::new(),
        weight: all.total.weight,
        line: None,
        df,
    };
    let labels: Vec<Arc<str>> = request
        .indices
        .iter()
        .map(|i| i.name.as_str().into())
        .collect();
    let mut add = |group: Option<u32>, summary: &Summary| {
        // The whole stands behind the groups.
        let scope = group.map_or(all.groups.len(), |g| g as usize);
        for ((plan, index), label) in plans.iter().zip(&request.indices).zip(&labels) {
            let found = if summary.rows == 0 {
                Err("no row of this group can be used".to_owned())
            } else {
                plan.value(summary)
                    .ok_or_else(|| plan.why(summary))
                    .map(|value| {
                        let se = plan.error(summary, spread.as_ref(), scope, &ask.shares);
                        (value, se.filter(|e| e.is_finite()))
                    })
            };
            let record = Record::new(group, label, index.parameter, found);
            measured.records.push(record);
        }
    };
    add(None, &all.total);
    if let (Some(names), Some(by)) = (names, by) {
        let empty = Summary {
            rows: 0,
            weight: 0.0,
            ..all.total.clone()
        };
        for (g, _) in (0_u32..).zip(&names) {
            add(Some(g), all.groups.get(g as usize).unwrap_or(&empty));
        }
        for (g, names) in names.into_iter().enumerate() {
            let summary = all.groups.get(g).unwrap_or(&empty);
            measured.groups.push(Group {
                names,
                rows: summary.rows,
                weight: summary.weight,
            });
        }
        if request.by_group {
            decompose(&all, &by, &mut measured.records);
        }
    }
    Ok(measured)
}

/// Shares of groups, and within and between; the forms that one pass gives.
fn decompose(all: &Summaries, by: &str, records: &mut Vec<Record>) {
    let income = |s: &Summary| if s.rows == 0 { 0.0 } else { s.weight * s.mean };
    let total = income(&all.total);
    let (population, earned): (Arc<str>, Arc<str>) =
        ("population_share".into(), "income_share".into());
    for (g, summary) in (0_u32..).zip(&all.groups) {
        let share = summary.weight / all.total.weight;
        records.push(Record::new(Some(g), &population, None, Ok((share, None))));
        let share = income(summary) / total;
        records.push(Record::new(Some(g), &earned, None, Ok((share, None))));
    }
    let mut push = |form: &str, part: &str, value: f64, se: Option<f64>| {
        let name: Arc<str> = format!("decomp.{form}.{by}.{part}").into();
        records.push(Record::new(None, &name, None, Ok((value, se))));
    };
    for (form, parts) in [("ge0", &all.mld), ("ge1", &all.theil)] {
        push(form, "within", parts.within, parts.within_error);
        push(form, "between", parts.between, parts.between_error);
    }
    push("gini_bm", "within", all.gini.within, None);
    push("gini_bm", "between", all.gini.between, None);
    push("gini_bm", "overlap", all.gini.overlap, None);
}

impl Plan {
    /// Whether its standard error comes with the summary.
    fn is_direct(self) -> bool {
        matches!(
            self,
            Self::Mean | Self::Gini | Self::Theil | Self::Mld | Self::Atkinson
        )
    }

    fn value(self, s: &Summary) -> Option<f64> {
        let value = match self {
            Self::Mean => s.mean,
            Self::Gini => s.gini,
            Self::Theil => s.theil,
            Self::Mld => s.mld,
            Self::Atkinson => 1.0 - libm::exp(-s.mld),
            Self::Quantile(k) => s.quantiles[k],
            Self::Ratio(a, b) => s.quantiles[a] / s.quantiles[b],
            Self::Lorenz(k) => s.lorenz[k],
            Self::Generalised(k) => s.lorenz[k] * s.mean,
            Self::Top(k) => 1.0 - s.lorenz[k],
            Self::Shares(top, bottom) => (1.0 - s.lorenz[top]) / s.lorenz[bottom],
        };
        value.is_finite().then_some(value)
    }

    /// Why there is no value.
    fn why(self, s: &Summary) -> String {
        let why = match self {
            Self::Mld | Self::Atkinson => "it needs positive values only",
            _ if s.mean <= 0.0 => "it divides by the mean, which is not positive",
            Self::Theil => "it needs values that are not negative",
            _ => "it divides by zero",
        };
        why.to_owned()
    }

    fn error(
        self,
        s: &Summary,
        spread: Option<&Spread>,
        scope: usize,
        shares: &[f64],
    ) -> Option<f64> {
        let direct = s.errors?;
        match self {
            Self::Mean => return Some(direct.mean),
            Self::Gini => return Some(direct.gini),
            Self::Theil => return Some(direct.theil),
            Self::Mld => return Some(direct.mld),
            Self::Atkinson => return Some(libm::exp(-s.mld) * direct.mld),
            _ => {}
        }
        let spread = spread?;
        let quantile = |k: usize| spread.quantile(scope, k, shares[k], s);
        let lorenz = |k: usize| Line::lorenz(shares.len(), k, shares[k], s);
        let line = match self {
            Self::Quantile(k) => quantile(k),
            Self::Ratio(a, b) => {
                let (high, low) = (s.quantiles[a], s.quantiles[b]);
                quantile(a)
                    .scaled(1.0 / low)
                    .plus(&quantile(b).scaled(-high / low / low))
            }
            Self::Generalised(k) => Line::generalised(shares.len(), k, shares[k], s),
            Self::Top(k) => lorenz(k).scaled(-1.0),
            Self::Shares(top, bottom) => {
                let (high, low) = (1.0 - s.lorenz[top], s.lorenz[bottom]);
                lorenz(top)
                    .scaled(-1.0 / low)
                    .plus(&lorenz(bottom).scaled(-high / low / low))
            }
            Self::Lorenz(k) => lorenz(k),
            _ => return None,
        };
        spread.error(scope, &line, s.rows)
    }
}
