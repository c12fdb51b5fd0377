//! The aggregates by name: what they take and what they give.

use inequality::concentration::kakwani;
use inequality::conventions::{Negatives, Zeros};
use inequality::{Convention, Measure, PovertyLine, Ranked, Redistribution};

use crate::error::{Error, Result};
use crate::index::{poverty_line, single};

/// An aggregate.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its columns of numbers, without the weight.
    pub columns: &'static [&'static str],
    /// Its parameters, after columns and weight.
    pub parameters: &'static [&'static str],
    pub formula: Formula,
}

/// How it is computed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Formula {
    /// A measure by its name in `--index`, with its parameter as an argument.
    Index(&'static str),
    /// The same with the parameter that an alias implies.
    Fixed(&'static str, f64),
    /// A measure of poverty: the line is the first parameter.
    Poverty(&'static str),
    /// The same with the parameter that an alias implies.
    FixedPoverty(&'static str, f64),
    /// One quantile over another.
    QuantileRatio,
    /// Share of the richest over share of the poorest.
    ShareRatio,
    /// Concentration of the first column along the second.
    Concentration,
    /// The same for a bounded outcome: Erreygers, Wagstaff.
    Erreygers,
    Wagstaff,
    /// What a tax does: Kakwani's progressivity.
    Kakwani,
    /// What a step from the first column to the second does.
    Effect,
    ReynoldsSmolensky,
    Plotnick,
}

/// A parameter as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parameter {
    Number(f64),
    Text(String),
}

/// Why there is no value.
#[derive(Debug)]
pub(super) enum Missing {
    /// The data have none: NULL, with the reason.
    Undefined(String),
    /// The query asks for what cannot be.
    Refused(Error),
}

const INCOME: &[&str] = &["income"];
const NONE: &[&str] = &[];

const fn index(name: &'static str) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters: NONE,
        formula: Formula::Index(name),
    }
}

const fn with(name: &'static str, parameters: &'static [&'static str]) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters,
        formula: Formula::Index(name),
    }
}

const fn alias(name: &'static str, of: &'static str, parameter: f64) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters: NONE,
        formula: Formula::Fixed(of, parameter),
    }
}

const fn poverty(name: &'static str, parameters: &'static [&'static str]) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters,
        formula: Formula::Poverty(name),
    }
}

const fn poverty_alias(name: &'static str, parameter: f64) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters: &["line"],
        formula: Formula::FixedPoverty("fgt", parameter),
    }
}

const fn two(
    name: &'static str,
    columns: &'static [&'static str],
    parameters: &'static [&'static str],
    formula: Formula,
) -> Function {
    Function {
        name,
        columns,
        parameters,
        formula,
    }
}

const fn ratio(
    name: &'static str,
    parameters: &'static [&'static str],
    formula: Formula,
) -> Function {
    Function {
        name,
        columns: INCOME,
        parameters,
        formula,
    }
}

/// Every aggregate.
pub(super) const FUNCTIONS: &[Function] = &[
    index("mean"),
    index("median"),
    index("gini"),
    index("gini_unbiased_n"),
    index("gini_unbiased_w2"),
    index("gini_convey"),
    index("gini_raffinetti"),
    with("sgini", &["nu"]),
    with("ge", &["alpha"]),
    alias("theil", "ge", 1.0),
    alias("mld", "ge", 0.0),
    with("atkinson", &["epsilon"]),
    index("hoover"),
    index("cv"),
    index("variance"),
    index("zenga"),
    with("kolm", &["kappa"]),
    index("palma"),
    index("s80s20"),
    index("qsr"),
    ratio("share_ratio", &["top", "bottom"], Formula::ShareRatio),
    index("p90_p10"),
    index("p90_p50"),
    index("p50_p10"),
    index("p80_p20"),
    index("p75_p25"),
    ratio(
        "quantile_ratio",
        &["upper", "lower"],
        Formula::QuantileRatio,
    ),
    with("quantile", &["p"]),
    with("top_share", &["p"]),
    with("bottom_share", &["p"]),
    with("lorenz", &["p"]),
    with("glorenz", &["p"]),
    index("wolfson"),
    with("der", &["alpha"]),
    poverty("poverty_line", &["line"]),
    poverty("fgt", &["line", "alpha"]),
    poverty_alias("headcount", 0.0),
    poverty_alias("poverty_gap", 1.0),
    poverty_alias("poverty_severity", 2.0),
    poverty("watts", &["line"]),
    poverty("sen", &["line"]),
    poverty("sst", &["line"]),
    poverty("rmpg", &["line"]),
    two(
        "concentration",
        &["outcome", "income"],
        NONE,
        Formula::Concentration,
    ),
    two(
        "erreygers",
        &["outcome", "income"],
        &["lower", "upper"],
        Formula::Erreygers,
    ),
    two(
        "wagstaff",
        &["outcome", "income"],
        &["lower", "upper"],
        Formula::Wagstaff,
    ),
    two("kakwani", &["income", "tax"], NONE, Formula::Kakwani),
    two(
        "redistributive_effect",
        &["income", "post"],
        NONE,
        Formula::Effect,
    ),
    two(
        "reynolds_smolensky",
        &["income", "post"],
        NONE,
        Formula::ReynoldsSmolensky,
    ),
    two(
        "reranking_plotnick",
        &["income", "post"],
        NONE,
        Formula::Plotnick,
    ),
];

/// How each aggregate is called, such as `ge(income, [weight,] alpha)`.
pub fn signatures() -> impl Iterator<Item = String> {
    FUNCTIONS.iter().map(Function::signature)
}

impl Function {
    /// `fgt(income, [weight,] line, alpha)`.
    pub fn signature(&self) -> String {
        let columns = self.columns.join(", ");
        if self.parameters.is_empty() {
            return format!("{}({columns} [, weight])", self.name);
        }
        let parameters = self.parameters.join(", ");
        format!("{}({columns}, [weight,] {parameters})", self.name)
    }

    /// Its value for columns of valid numbers; the weights come last if there are any.
    pub fn of(
        &self,
        columns: &[Vec<f64>],
        weighted: bool,
        parameters: &[Parameter],
        convention: &Convention,
    ) -> std::result::Result<f64, Missing> {
        let number = |k: usize| match parameters.get(k) {
            Some(Parameter::Number(number)) => Ok(*number),
            _ => Err(Missing::Refused(self.says("a parameter is not a number"))),
        };
        let weights = weighted.then(|| columns[self.columns.len()].as_slice());
        let ranked = |column: usize| {
            let ranked = Ranked::from_columns(&columns[column], weights);
            ranked.map_err(|e| self.missing(&e))
        };
        let value = match self.formula {
            Formula::Index(name) => {
                let parameter = match self.parameters.len() {
                    0 => None,
                    _ => Some(number(0)?),
                };
                self.measure(name, parameter, None, &ranked(0)?, convention)
            }
            Formula::Fixed(name, parameter) => {
                self.measure(name, Some(parameter), None, &ranked(0)?, convention)
            }
            Formula::Poverty(name) => {
                let line = self.line(parameters, convention)?;
                let parameter = match self.parameters.len() {
                    1 => None,
                    _ => Some(number(1)?),
                };
                self.measure(name, parameter, Some(line), &ranked(0)?, convention)
            }
            Formula::FixedPoverty(name, parameter) => {
                let line = self.line(parameters, convention)?;
                self.measure(name, Some(parameter), Some(line), &ranked(0)?, convention)
            }
            Formula::QuantileRatio => {
                let ratio = Measure::QuantileRatio(number(0)?, number(1)?, convention.quantile);
                ratio.of(&ranked(0)?).map_err(|e| self.missing(&e))
            }
            Formula::ShareRatio => {
                let ratio = Measure::ShareRatio(number(0)?, number(1)?);
                ratio.of(&ranked(0)?).map_err(|e| self.missing(&e))
            }
            Formula::Concentration => ranked(1)?
                .concentration_by(&columns[0], convention.ties)
                .map_err(|e| self.missing(&e)),
            Formula::Erreygers => ranked(1)?
                .erreygers(&columns[0], number(0)?, number(1)?)
                .map_err(|e| self.missing(&e)),
            Formula::Wagstaff => ranked(1)?
                .wagstaff(&columns[0], number(0)?, number(1)?)
                .map_err(|e| self.missing(&e)),
            Formula::Kakwani => {
                kakwani(&ranked(0)?, &columns[1], convention.ties).map_err(|e| self.missing(&e))
            }
            Formula::Effect => {
                self.step(&ranked(0)?, &columns[1], convention, Redistribution::effect)
            }
            Formula::ReynoldsSmolensky => self.step(
                &ranked(0)?,
                &columns[1],
                convention,
                Redistribution::reynolds_smolensky,
            ),
            Formula::Plotnick => self.step(
                &ranked(0)?,
                &columns[1],
                convention,
                Redistribution::plotnick,
            ),
        }?;
        if value.is_finite() {
            // A zero has no sign.
            Ok(value + 0.0)
        } else {
            Err(Missing::Undefined("it is not a finite number".to_owned()))
        }
    }

    fn measure(
        &self,
        name: &str,
        parameter: Option<f64>,
        line: Option<PovertyLine>,
        ranked: &Ranked,
        convention: &Convention,
    ) -> std::result::Result<f64, Missing> {
        let index = single(name, parameter, convention, line)
            .map_err(|e| Missing::Refused(self.says(&without_option(&e, parameter))))?;
        let found = index.of(ranked, None, convention, false);
        found.map(|(value, _)| value).map_err(|e| self.missing(&e))
    }

    fn step(
        &self,
        before: &Ranked,
        after: &[f64],
        convention: &Convention,
        part: impl Fn(&Redistribution) -> f64,
    ) -> std::result::Result<f64, Missing> {
        let step = Redistribution::between(before, after, convention.ties);
        step.map(|s| part(&s)).map_err(|e| self.missing(&e))
    }

    fn line(
        &self,
        parameters: &[Parameter],
        convention: &Convention,
    ) -> std::result::Result<PovertyLine, Missing> {
        let text = match parameters.first() {
            Some(Parameter::Number(amount)) => amount.to_string(),
            Some(Parameter::Text(text)) => text.clone(),
            None => String::new(),
        };
        poverty_line(&text, convention).map_err(|e| {
            let sentence = e.to_string().replacen("--poverty-line", "the line", 1);
            Missing::Refused(self.says(&sentence))
        })
    }

    /// A parameter that no data could have is refused; everything else is a matter of the data.
    fn missing(&self, error: &inequality::Error) -> Missing {
        match error {
            inequality::Error::Parameter { name, .. } if *name != "the poverty line" => {
                Missing::Refused(self.says(&error.to_string()))
            }
            inequality::Error::Length { .. } => Missing::Refused(self.says(&error.to_string())),
            _ => Missing::Undefined(error.to_string()),
        }
    }

    /// A refusal in the name of this aggregate.
    pub fn says(&self, sentence: &str) -> Error {
        Error::option(format!("--sql: {}: {sentence}", self.name))
    }
}

/// `the parameter of ge is …, not x` out of `--index ge:x: the parameter of ge is …`.
fn without_option(error: &Error, parameter: Option<f64>) -> String {
    let text = error.to_string();
    let sentence = text
        .strip_prefix("--index ")
        .and_then(|rest| rest.split_once(": "))
        .map_or(text.as_str(), |(_, sentence)| sentence);
    match parameter {
        Some(parameter) => format!("{sentence}, not {parameter}"),
        None => sentence.to_owned(),
    }
}

/// What the convention does with an income: keeps it, changes it, or leaves it out.
pub(super) fn kept(income: f64, convention: &Convention) -> Result<Option<f64>> {
    let income = if income < 0.0 {
        match convention.negatives {
            Negatives::Keep => income,
            Negatives::Drop => return Ok(None),
            Negatives::SetToZero => 0.0,
            Negatives::Refuse => {
                return Err(Error::option(format!(
                    "--sql: an income is {income}, which the convention \"{}\" refuses",
                    convention.name
                )));
            }
        }
    } else {
        income
    };
    if income == 0.0 && convention.zeros == Zeros::Drop {
        return Ok(None);
    }
    Ok(Some(income))
}
