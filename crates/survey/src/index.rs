//! The measures by name: what a list such as `gini,ge:2,top_share:0.1` asks for.

use inequality::conventions::ShareRule;
use inequality::{Convention, GiniForm, Measure, PovertyLine, Ranked};

use crate::error::{Error, Result, hint};

/// A measure with the name and the parameter of the result tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its parameter, if the name has one.
    pub parameter: Option<f64>,
    pub(crate) kind: Kind,
}

/// How a measure is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// One that has a linearisation.
    Measure(Measure),
    /// Kolm's absolute index.
    Kolm(f64),
    /// Duclos, Esteban and Ray's polarisation.
    Polarisation(f64),
    /// How far the median of the poor is below the line.
    MedianGap(PovertyLine),
    /// Raffinetti's Gini coefficient, for data with negative values.
    OfMagnitudes,
}

/// Every name with the parameters it takes if none is given, and a word on what it is.
const NAMES: &[(&str, &[f64], &str)] = &[
    ("mean", &[], "mean"),
    (
        "median",
        &[],
        "median, by the quantile rule of the convention",
    ),
    ("gini", &[], "Gini coefficient"),
    ("gini_unbiased_n", &[], "Gini times n/(n-1)"),
    ("gini_unbiased_w2", &[], "Gini over 1 - sum(w^2)/W^2"),
    ("gini_convey", &[], "Gini in the form of convey"),
    ("gini_raffinetti", &[], "Gini for data with negative values"),
    ("sgini", &[1.5, 3.0], "extended Gini, parameter nu"),
    (
        "ge",
        &[0.0, 1.0, 2.0],
        "generalised entropy, parameter alpha",
    ),
    ("atkinson", &[0.5, 1.0, 2.0], "Atkinson, parameter epsilon"),
    ("hoover", &[], "Hoover (Robin Hood)"),
    ("cv", &[], "coefficient of variation"),
    ("variance", &[], "variance"),
    ("zenga", &[], "Zenga"),
    ("palma", &[], "top 10 % over bottom 40 %"),
    ("s80s20", &[], "top fifth over bottom fifth"),
    ("qsr", &[], "top fifth over bottom fifth, whole units"),
    ("p90_p10", &[], "ratio of two percentiles; any pX_pY"),
    (
        "top_share",
        &[0.01, 0.05, 0.1],
        "income share of the richest",
    ),
    (
        "bottom_share",
        &[0.2, 0.4, 0.5],
        "income share of the poorest",
    ),
    (
        "lorenz",
        &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
        "Lorenz ordinate",
    ),
    (
        "glorenz",
        &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
        "generalised Lorenz ordinate",
    ),
    ("quantile", &[0.1, 0.25, 0.5, 0.75, 0.9], "quantile"),
    ("wolfson", &[], "Wolfson's polarisation"),
    (
        "der",
        &[0.5],
        "Duclos-Esteban-Ray polarisation, parameter alpha",
    ),
    (
        "kolm",
        &[],
        "Kolm, parameter in one over the unit of income; no default",
    ),
    ("poverty_line", &[], "the line itself"),
    (
        "fgt",
        &[0.0, 1.0, 2.0],
        "Foster-Greer-Thorbecke: 0 headcount, 1 gap, 2 severity",
    ),
    ("watts", &[], "Watts"),
    ("sen", &[], "Sen"),
    ("sst", &[], "Sen-Shorrocks-Thon"),
    ("rmpg", &[], "relative median poverty gap"),
];

/// What `all` leaves out: no default parameter, or a cost beyond linear.
const NOT_IN_ALL: [&str; 6] = [
    "kolm",
    "der",
    "gini_unbiased_n",
    "gini_unbiased_w2",
    "gini_convey",
    "gini_raffinetti",
];

/// Other words for a name, with the parameter they imply.
const ALIASES: [(&str, &str); 11] = [
    ("theil", "ge:1"),
    ("mld", "ge:0"),
    ("theil_l", "ge:0"),
    ("robin_hood", "hoover"),
    ("headcount", "fgt:0"),
    ("poverty_gap", "fgt:1"),
    ("poverty_severity", "fgt:2"),
    ("arpr", "fgt:0"),
    ("arpt", "poverty_line"),
    ("s80_s20", "s80s20"),
    ("palma_ratio", "palma"),
];

const POVERTY: [&str; 6] = ["poverty_line", "fgt", "watts", "sen", "sst", "rmpg"];

/// Every name with what it means, for a help page.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().map(|&(name, _, meaning)| (name, meaning))
}

/// The measures of a list, each once; an empty list asks for the usual ones.
///
/// ```
/// use inequality::Convention;
///
/// let indices = survey::indices(&["gini", "theil", "ge:2"], &Convention::RECOMMENDED, None)?;
/// assert_eq!(indices[1].name, "ge");
/// assert_eq!(indices[1].parameter, Some(1.0));
/// assert!(survey::indices(&["gin"], &Convention::RECOMMENDED, None).is_err());
/// # Ok::<(), survey::Error>(())
/// ```
///
/// # Errors
/// For an unknown name, a wrong parameter, or a measure of poverty without a line.
pub fn indices<S: AsRef<str>>(
    list: &[S],
    convention: &Convention,
    line: Option<PovertyLine>,
) -> Result<Vec<Index>> {
    let mut words: Vec<String> = list.iter().map(|s| s.as_ref().trim().to_owned()).collect();
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        words = usual(line.is_some());
    } else if let Some(at) = words.iter().position(|word| word == "all") {
        let all = NAMES.iter().map(|(name, ..)| *name).filter(|name| {
            !NOT_IN_ALL.contains(name) && (line.is_some() || !POVERTY.contains(name))
        });
        words.splice(at..=at, all.map(str::to_owned));
    }
    let mut out: Vec<Index> = Vec::new();
    for word in &words {
        for index in parse(word, convention, line)? {
            if !out.contains(&index) {
                out.push(index);
            }
        }
    }
    Ok(out)
}

fn usual(poverty: bool) -> Vec<String> {
    let mut words = vec![
        "mean",
        "median",
        "gini",
        "ge:1",
        "ge:0",
        "atkinson:1",
        "p90_p10",
        "palma",
        "s80s20",
        "top_share:0.1",
        "bottom_share:0.5",
    ];
    if poverty {
        words.extend(["poverty_line", "fgt"]);
    }
    words.into_iter().map(str::to_owned).collect()
}

fn parse(word: &str, convention: &Convention, line: Option<PovertyLine>) -> Result<Vec<Index>> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == word);
    let word = alias.map_or(word, |(_, meant)| meant);
    let (name, given) = split(word)?;
    let make = |parameter: Option<f64>| -> Result<Index> {
        let kind = kind(name, parameter, convention, line)?;
        Ok(Index {
            name: name.to_owned(),
            parameter,
            kind,
        })
    };
    if percentiles(name).is_some() && given.is_none() {
        return Ok(vec![make(None)?]);
    }
    let Some((_, defaults, _)) = NAMES.iter().find(|(known, ..)| *known == name) else {
        let known = NAMES.iter().map(|(name, ..)| *name);
        let known = known.chain(ALIASES.iter().map(|(alias, _)| *alias));
        return Err(Error::option(format!(
            "--index: no measure is named \"{name}\"{}",
            hint(name, known)
        )));
    };
    match given {
        Some(_) if defaults.is_empty() && name != "kolm" => Err(Error::option(format!(
            "--index {word}: {name} takes no parameter"
        ))),
        Some(parameter) => Ok(vec![make(Some(parameter))?]),
        None if name == "kolm" => Err(Error::option(
            "--index kolm: it needs a parameter, in one over the unit of income, such as kolm:1e-4",
        )),
        None if defaults.is_empty() => Ok(vec![make(None)?]),
        None => defaults.iter().map(|&p| make(Some(p))).collect(),
    }
}

/// One measure by its name and parameter, as the results have them.
#[cfg(feature = "sql")]
pub(crate) fn single(
    name: &str,
    parameter: Option<f64>,
    convention: &Convention,
    line: Option<PovertyLine>,
) -> Result<Index> {
    Ok(Index {
        name: name.to_owned(),
        parameter,
        kind: kind(name, parameter, convention, line)?,
    })
}

/// `ge:2` and `ge(2)` as name and parameter.
fn split(word: &str) -> Result<(&str, Option<f64>)> {
    let parts = word
        .split_once(':')
        .or_else(|| word.strip_suffix(')').and_then(|w| w.split_once('(')));
    let Some((name, text)) = parts else {
        return Ok((word, None));
    };
    match text.trim().parse::<f64>() {
        Ok(parameter) if parameter.is_finite() => Ok((name, Some(parameter))),
        _ => Err(Error::option(format!(
            "--index {word}: \"{text}\" is not a number"
        ))),
    }
}

/// `p90_p10` as 0.9 and 0.1.
fn percentiles(name: &str) -> Option<(f64, f64)> {
    let (upper, lower) = name.strip_prefix('p')?.split_once("_p")?;
    let share = |text: &str| {
        let percent: f64 = text.parse().ok()?;
        (percent > 0.0 && percent < 100.0).then_some(percent / 100.0)
    };
    Some((share(upper)?, share(lower)?))
}

fn kind(
    name: &str,
    parameter: Option<f64>,
    convention: &Convention,
    line: Option<PovertyLine>,
) -> Result<Kind> {
    let rule = convention.quantile;
    let p = parameter.unwrap_or(0.0);
    let needs_line = || {
        line.ok_or_else(|| {
            Error::option(format!(
                "--index {name}: it needs a poverty line; add --poverty-line 5000, median:0.6 or mean:0.5"
            ))
        })
    };
    if let Some((upper, lower)) = percentiles(name) {
        return Ok(Kind::Measure(Measure::QuantileRatio(upper, lower, rule)));
    }
    let measure = match name {
        "mean" => Measure::Mean,
        "median" => Measure::Quantile(0.5, rule),
        "gini" if convention.gini == GiniForm::PlugIn => Measure::Gini,
        "gini" => Measure::GiniAs(convention.gini),
        "gini_unbiased_n" => Measure::GiniAs(GiniForm::UnbiasedRows),
        "gini_unbiased_w2" => Measure::GiniAs(GiniForm::UnbiasedReliability),
        "gini_convey" => Measure::GiniAs(GiniForm::Convey),
        "gini_raffinetti" => return Ok(Kind::OfMagnitudes),
        "sgini" => Measure::ExtendedGini(p),
        "ge" if p == 1.0 => Measure::Theil,
        "ge" if p == 0.0 => Measure::Mld,
        "ge" => Measure::GeneralisedEntropy(p),
        "atkinson" => Measure::Atkinson(p),
        "hoover" => Measure::Hoover,
        "cv" => Measure::CoefficientOfVariation,
        "variance" => Measure::Variance,
        "zenga" => Measure::Zenga,
        "palma" => Measure::PALMA,
        "s80s20" if convention.shares == ShareRule::Interpolated => Measure::S80_S20,
        "s80s20" | "qsr" => Measure::QuintileShareRatio(rule),
        "top_share" => Measure::TopShare(p),
        "bottom_share" => Measure::BottomShare(p),
        "lorenz" => Measure::Lorenz(p),
        "glorenz" => Measure::GeneralisedLorenz(p),
        "quantile" => Measure::Quantile(p, rule),
        "wolfson" => Measure::Wolfson,
        "der" => return Ok(Kind::Polarisation(p)),
        "kolm" => return Ok(Kind::Kolm(p)),
        "poverty_line" => Measure::Line(needs_line()?),
        "fgt" => Measure::Fgt(p, needs_line()?, convention.poor),
        "watts" => Measure::Watts(needs_line()?, convention.poor),
        "sen" => Measure::Sen(needs_line()?, convention.poor),
        "sst" => Measure::Sst(needs_line()?, convention.poor),
        _ => return Ok(Kind::MedianGap(needs_line()?)),
    };
    check(name, parameter)?;
    Ok(Kind::Measure(measure))
}

/// Refuses parameters that no data could have.
fn check(name: &str, parameter: Option<f64>) -> Result<()> {
    let Some(p) = parameter else { return Ok(()) };
    let (fits, range) = match name {
        "top_share" | "bottom_share" | "lorenz" | "glorenz" | "quantile" => {
            ((0.0..=1.0).contains(&p), "a share in 0..1")
        }
        "atkinson" | "fgt" => (p >= 0.0, "0 or more"),
        "sgini" => (p > 1.0, "above 1"),
        _ => (true, ""),
    };
    if fits {
        return Ok(());
    }
    Err(Error::option(format!(
        "--index {name}:{p}: the parameter of {name} is {range}"
    )))
}

impl Index {
    /// Its value in a scope, with each row's linearised value where there is one and it is wanted,
    /// in the order of `ranked` members' rows.
    pub(crate) fn of(
        &self,
        ranked: &Ranked,
        line: Option<f64>,
        convention: &Convention,
        influence: bool,
    ) -> inequality::Result<(f64, Option<Vec<f64>>)> {
        let measure = match self.in_group(line).kind {
            Kind::Measure(measure) => measure,
            Kind::Kolm(kappa) => return Ok((ranked.kolm(kappa)?, None)),
            Kind::Polarisation(alpha) => return Ok((ranked.duclos_esteban_ray(alpha)?, None)),
            Kind::OfMagnitudes => return Ok((ranked.gini_of_magnitudes()?, None)),
            Kind::MedianGap(line) => {
                let poverty = ranked.poverty_by(line, convention.poor)?;
                return Ok((poverty.relative_median_gap(convention.quantile)?, None));
            }
        };
        let value = measure.of(ranked)?;
        if !influence {
            return Ok((value, None));
        }
        let influence = measure.linearised(ranked).ok().map(|l| l.influence);
        Ok((value, influence))
    }

    /// The same measure with the poverty line of the whole as a fixed amount.
    fn in_group(&self, line: Option<f64>) -> Self {
        let mut own = self.clone();
        if let Some(amount) = line {
            let fixed = PovertyLine::Absolute(amount);
            match &mut own.kind {
                Kind::Measure(
                    Measure::Line(line)
                    | Measure::Fgt(_, line, _)
                    | Measure::Watts(line, _)
                    | Measure::Sen(line, _)
                    | Measure::Sst(line, _),
                )
                | Kind::MedianGap(line) => *line = fixed,
                _ => {}
            }
        }
        own
    }
}

/// `5000`, `median:0.6` or `mean:0.5` as a line.
///
/// # Errors
/// If it is none of these, or not above 0.
pub fn poverty_line(text: &str, convention: &Convention) -> Result<PovertyLine> {
    let refuse = || {
        Error::option(format!(
            "--poverty-line {text}: an amount (5000), a share of the median (median:0.6) or of the mean (mean:0.5), above 0"
        ))
    };
    let number = |text: &str| {
        let number: f64 = text.trim().parse().map_err(|_| refuse())?;
        if number.is_finite() && number > 0.0 {
            Ok(number)
        } else {
            Err(refuse())
        }
    };
    match text.split_once(':') {
        None => Ok(PovertyLine::Absolute(number(text)?)),
        Some(("median", share)) => Ok(PovertyLine::OfMedian(number(share)?, convention.quantile)),
        Some(("mean", share)) => Ok(PovertyLine::OfMean(number(share)?)),
        Some(_) => Err(refuse()),
    }
}
