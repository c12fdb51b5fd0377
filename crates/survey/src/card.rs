//! The convention card: every choice behind the numbers, in words.

use inequality::conventions::{Evidence, Missing, Negatives, ShareRule, Zeros};
use inequality::inference::LonelyPsu;
use inequality::{Convention, GiniForm, Poor, PovertyLine, QuantileRule, Ties};

use crate::sample::{Roles, Sample};

/// The choices behind the numbers as pairs of a name and a sentence.
pub fn card(
    convention: &Convention,
    roles: &Roles,
    sample: &Sample,
    line: Option<(PovertyLine, Option<f64>)>,
    standard_errors: bool,
) -> Vec<(&'static str, String)> {
    let mut card = choices(convention);
    card.push(("weights", weights(roles)));
    if let Some((line, amount)) = line {
        card.push(("poverty_line", poverty_line(line, amount, sample)));
    }
    card.push(("standard_errors", errors(sample, standard_errors)));
    card
}

/// The choices of a convention alone; what a tool's documents do not settle says so.
pub fn choices(convention: &Convention) -> Vec<(&'static str, String)> {
    let mut card = plain(convention);
    for (name, words) in card.iter_mut().skip(1) {
        match convention.evidence(name) {
            Evidence::Documented => {}
            Evidence::Assumed => words.push_str(" [assumed: not documented]"),
            Evidence::NotInTool => words.push_str(" [not a choice of this tool]"),
        }
    }
    if let Some(sources) = sources(convention.name) {
        card.push(("sources", sources.to_owned()));
    }
    card
}

/// What the choices of a preset were checked against.
fn sources(name: &str) -> Option<&'static str> {
    Some(match name {
        "stata" => "ineqdeco 2.0.2, povdeco 2.0.2, fastgini 1.0 (SSC); Stata manual [D] pctile",
        "convey" => "the package's source and values, version 1.0.1",
        "laeken" => "the package's source, values of version 0.5.2",
        "pip" => "source of wbpip; PIP Methodology Handbook, chapter 4",
        "nbs" => "notes to the office's income tables",
        _ => return None,
    })
}

fn plain(convention: &Convention) -> Vec<(&'static str, String)> {
    vec![
        ("convention", convention.name.to_owned()),
        ("quantiles", quantiles(convention.quantile).to_owned()),
        ("poor", poor(convention.poor).to_owned()),
        ("zeros", zeros(convention.zeros).to_owned()),
        ("negatives", negatives(convention.negatives).to_owned()),
        ("missing", missing(convention.missing).to_owned()),
        ("ties", ties(convention.ties).to_owned()),
        ("gini", gini(convention.gini).to_owned()),
        ("shares", shares(convention.shares).to_owned()),
    ]
}

/// How a convention differs from the recommended one, a sentence each; empty if it does not.
pub fn differences(convention: &Convention) -> Vec<String> {
    let own = plain(convention);
    let recommended = plain(&Convention::RECOMMENDED);
    let mut out: Vec<String> = own
        .iter()
        .zip(&recommended)
        .skip(1)
        .filter(|(a, b)| a.1 != b.1)
        .map(|(a, b)| format!("{}: {} (recommended here: {})", a.0, a.1, b.1))
        .collect();
    out.extend(notes(convention.name).iter().map(|&note| note.to_owned()));
    out
}

/// What else is to be known when comparing with the tool.
fn notes(name: &str) -> &'static [&'static str] {
    match name {
        "stata" => &[
            "povdeco and ineqdec0 keep zeros and negative incomes: compare those with --as \
             recommended",
            "ineqdeco splits Atkinson's index by equivalent incomes of groups, here it is by means",
        ],
        "convey" => &[
            "convey's Gini depends on the unit of the weights and equals the usual one only if \
             all are 1; gini_unbiased_n and the plug-in form (--as recommended) do not",
            "convey refuses zeros in all GE, Atkinson and Watts indices, also where they are defined",
        ],
        "laeken" => &[
            "laeken's standard errors come from a bootstrap; these are linearised",
            "S80/S20 divides sums as version 0.5.2 does; its development source divides means",
        ],
        "pip" => &[
            "the platform itself works on incomes in purchasing-power dollars per day, and raises \
             those below 0.28 (2021 prices) to that",
            "wbpip takes a zero for 1 in the MLD and leaves it out of Watts' sum; here both are empty",
        ],
        "nbs" => &[
            "the office publishes no formula for its Gini coefficient; the plug-in form is assumed, \
             which is 1 - sum of P(2Q - W) of Chinese textbooks",
        ],
        _ => &[],
    }
}

fn quantiles(rule: QuantileRule) -> &'static str {
    match rule {
        QuantileRule::Math => "smallest value with at least that cumulative share (math, type 1)",
        QuantileRule::School => {
            "as math, but the mean of two neighbours when a share is met exactly (school, type 2)"
        }
        QuantileRule::Laeken => "first value whose cumulative share exceeds p (laeken)",
        other => other.name(),
    }
}

fn poor(poor: Poor) -> &'static str {
    match poor {
        Poor::Below => "income < line",
        Poor::AtOrBelow => "income <= line",
    }
}

fn zeros(zeros: Zeros) -> &'static str {
    match zeros {
        Zeros::Keep => "kept; measures with a logarithm of zero are left empty",
        Zeros::Drop => "left out and counted",
    }
}

fn negatives(negatives: Negatives) -> &'static str {
    match negatives {
        Negatives::Keep => "kept; measures that cannot have them are left empty",
        Negatives::Drop => "left out and counted",
        Negatives::SetToZero => "set to zero",
        Negatives::Refuse => "refused",
    }
}

fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::Drop => "rows without income, weight or group are left out and counted",
        Missing::Refuse => "refused",
    }
}

fn ties(ties: Ties) -> &'static str {
    match ties {
        Ties::MidRank => "equal incomes share their mid-rank",
        Ties::FileOrder => "equal incomes are ranked as they come in the file",
    }
}

fn gini(form: GiniForm) -> &'static str {
    match form {
        GiniForm::PlugIn => "plug-in, without a small-sample factor",
        GiniForm::UnbiasedRows => "times n/(n-1)",
        GiniForm::UnbiasedReliability => "over 1 - sum(w^2)/W^2",
        _ => "in the form of convey",
    }
}

fn shares(rule: ShareRule) -> &'static str {
    match rule {
        ShareRule::Interpolated => {
            "cut at exactly p % of persons, on the interpolated Lorenz curve"
        }
        ShareRule::WholeUnits => "S80/S20 cut at whole units, by quantiles",
    }
}

fn weights(roles: &Roles) -> String {
    match &roles.weight {
        Some(column) => {
            format!("\"{column}\": persons a row stands for; their unit does not matter")
        }
        None => "none: every row counts once".to_owned(),
    }
}

fn poverty_line(line: PovertyLine, amount: Option<f64>, sample: &Sample) -> String {
    let words = match line {
        PovertyLine::OfMedian(share, _) => format!("{share} of the median"),
        PovertyLine::OfMean(share) => format!("{share} of the mean"),
        _ => "a fixed amount".to_owned(),
    };
    let amount = amount.map_or_else(String::new, |amount| format!(": {amount}"));
    let relative = !matches!(line, PovertyLine::Absolute(_));
    let groups = if relative && sample.groups.is_some() {
        "; groups have the line of the whole, taken as fixed in their standard errors"
    } else {
        ""
    };
    format!("{words}{amount}{groups}")
}

fn errors(sample: &Sample, wanted: bool) -> String {
    if !wanted {
        return "not computed".to_owned();
    }
    match &sample.sampling {
        None => "linearised, for independent draws with weights".to_owned(),
        Some(sampling) => {
            let lonely = match (sampling.lonely_strata(), sampling.lonely()) {
                (0, _) => String::new(),
                (n, LonelyPsu::Refuse) => {
                    format!("; none, since {n} strata have one PSU (see --lonely)")
                }
                (n, LonelyPsu::Certainty) => {
                    format!("; {n} strata of one PSU are taken as drawn with certainty")
                }
                (n, LonelyPsu::Adjust) => {
                    format!("; {n} strata of one PSU are centred at the mean of all PSUs")
                }
            };
            format!(
                "linearised, for {} PSUs in {} strata drawn with replacement{lonely}",
                sampling.psus(),
                sampling.strata()
            )
        }
    }
}
