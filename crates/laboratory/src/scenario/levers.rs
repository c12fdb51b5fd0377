//! What a dated event can act on, under the names of both economy formats.

use std::fmt;

use economy::{Levers, calibration::Rates};
use params::Declaration;
use serde::{Deserialize, Serialize};

use theory::{Concepts, dated};

use crate::error::did_you_mean;

/// Whether a value is given per quarter, per year, or has no time in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periods {
    /// Per quarter, as in the reference format.
    Quarter,
    /// Per year, as in the project's own format.
    Year,
    /// No time in it.
    None,
}

/// What an event moves.
#[derive(Clone, Copy, Debug)]
pub enum Lever {
    /// The policy rate, once the central bank has set it.
    PolicyRate,
    /// A scalar of the calibration.
    Rate(fn(&mut Rates) -> &mut f64),
    /// A column of firms, in all industries or in one.
    Firms(FirmColumn),
    /// A parameter of the theory.
    Theory(&'static Declaration),
}

/// A column of firms that an event can scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirmColumn {
    /// Output per employee.
    OutputPerWorker,
    /// Real base wage per employee.
    BaseWage,
    /// Employers' social contributions, on wages.
    EmployerContributions,
    /// Dividends out of profit after tax.
    DividendPayout,
}

impl FirmColumn {
    /// The column itself.
    pub fn of<'a>(self, levers: &'a mut Levers<'_>) -> &'a mut [f64] {
        match self {
            Self::OutputPerWorker => &mut levers.firms.reference.output_per_worker,
            Self::BaseWage => &mut levers.firms.reference.base_wage,
            Self::EmployerContributions => &mut levers.firms.employer_contributions,
            Self::DividendPayout => &mut levers.firms.dividend_payout,
        }
    }
}

/// One thing that can be moved, with every name it goes by.
#[derive(Debug)]
struct Row {
    /// Key of the reference format, which is also the one parameters are checked under.
    reference: &'static str,
    /// Names, each with the period in which values are given under it.
    names: &'static [(&'static str, Periods)],
    /// Smallest and largest value.
    within: (f64, f64),
    lever: Lever,
}

use Periods::{None as Timeless, Quarter, Year};

macro_rules! rate {
    ($key:literal, $own:literal, $periods:expr, $within:expr, $field:ident) => {
        Row {
            reference: $key,
            names: &[($key, Quarter), ($own, $periods)],
            within: $within,
            lever: Lever::Rate(|rates| &mut rates.$field),
        }
    };
}

const TAX: (f64, f64) = (0.0, 1.0);
const PRODUCT_TAX: (f64, f64) = (-0.5, 5.0);
const INTEREST: (f64, f64) = (-1.0, 1.0);

/// Everything an event can act on.
const ROWS: &[Row] = &[
    Row {
        reference: "economy.r_bar",
        names: &[
            ("economy.r_bar", Quarter),
            ("economy.policy_rate", Quarter),
            ("economy.bank.policy_rate", Year),
        ],
        within: INTEREST,
        lever: Lever::PolicyRate,
    },
    rate!(
        "economy.tau_INC",
        "economy.taxes.income",
        Timeless,
        TAX,
        tax_income
    ),
    rate!(
        "economy.tau_FIRM",
        "economy.taxes.corporate",
        Timeless,
        TAX,
        tax_corporate
    ),
    rate!(
        "economy.tau_VAT",
        "economy.taxes.value_added",
        Timeless,
        PRODUCT_TAX,
        tax_value_added
    ),
    rate!(
        "economy.tau_SIW",
        "economy.taxes.employee_contributions",
        Timeless,
        TAX,
        employee_contributions
    ),
    rate!(
        "economy.tau_EXPORT",
        "economy.taxes.exports",
        Timeless,
        PRODUCT_TAX,
        tax_exports
    ),
    rate!(
        "economy.tau_CF",
        "economy.taxes.housing_investment",
        Timeless,
        PRODUCT_TAX,
        tax_housing
    ),
    rate!(
        "economy.tau_G",
        "economy.taxes.government_consumption",
        Timeless,
        PRODUCT_TAX,
        tax_government
    ),
    rate!(
        "economy.theta_UB",
        "economy.households.replacement_rate",
        Timeless,
        (1e-6, 1.5),
        replacement_rate
    ),
    rate!(
        "economy.psi",
        "economy.households.consumption_propensity",
        Timeless,
        (0.0, 2.0),
        consumption_propensity
    ),
    rate!(
        "economy.psi_H",
        "economy.households.housing_propensity",
        Timeless,
        (0.0, 2.0),
        housing_propensity
    ),
    rate!(
        "economy.theta_DIV",
        "economy.firms.dividend_payout",
        Timeless,
        (0.0, 5.0),
        dividend_payout
    ),
    rate!(
        "economy.theta",
        "economy.firms.loan_repayment",
        Year,
        (0.0, 1.0),
        loan_repayment
    ),
    rate!(
        "economy.mu",
        "economy.bank.lending_margin",
        Year,
        INTEREST,
        lending_margin
    ),
    rate!(
        "economy.r_G",
        "economy.bank.public_debt_rate",
        Year,
        INTEREST,
        public_debt_rate
    ),
    rate!(
        "economy.zeta",
        "economy.bank.capital_requirement",
        Timeless,
        (1e-6, 10.0),
        capital_requirement
    ),
    rate!(
        "economy.zeta_LTV",
        "economy.bank.loan_to_value",
        Timeless,
        (0.0, 100.0),
        loan_to_value
    ),
    rate!(
        "economy.zeta_b",
        "economy.bank.loan_after_bankruptcy",
        Timeless,
        (0.0, 100.0),
        loan_after_bankruptcy
    ),
    Row {
        reference: "economy.tau_SIF",
        names: &[
            ("economy.tau_SIF", Timeless),
            ("economy.taxes.employer_contributions", Timeless),
        ],
        within: (0.0, 5.0),
        lever: Lever::Firms(FirmColumn::EmployerContributions),
    },
    Row {
        reference: "economy.alpha_s",
        names: &[
            ("economy.alpha_s", Quarter),
            ("economy.technology.output_per_worker", Year),
        ],
        within: (1e-12, 1e15),
        lever: Lever::Firms(FirmColumn::OutputPerWorker),
    },
    Row {
        reference: "economy.w_s",
        names: &[("economy.w_s", Quarter), ("economy.technology.wage", Year)],
        within: (1e-12, 1e15),
        lever: Lever::Firms(FirmColumn::BaseWage),
    },
];

/// Every name an event's `path` can have in an economy.
pub fn event_paths() -> impl Iterator<Item = &'static str> {
    ROWS.iter().flat_map(|row| row.names).map(|(name, _)| *name)
}

/// Every parameter of the theory that an event can act on.
fn theory_paths() -> impl Iterator<Item = &'static Declaration> {
    let all: Vec<&Declaration> = Concepts::default().declarations().collect();
    all.into_iter().filter(|p| dated::refusal(p).is_none())
}

/// The name under which the other economy format has the parameter `path`.
#[must_use]
pub fn other_name(path: &str) -> Option<&'static str> {
    let row = ROWS
        .iter()
        .find(|row| row.names.iter().any(|(name, _)| *name == path))?;
    let names = row.names.iter().rev();
    names.map(|(name, _)| *name).find(|name| *name != path)
}

/// The path of an event: what it moves, as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventPath {
    target: Target,
    industry: Option<String>,
}

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    /// Something of the economy, by its row and by the name it was given.
    Economy { row: usize, name: usize },
    /// A parameter of the theory.
    Theory(&'static Declaration),
}

impl Target {
    fn parse(stem: &str) -> Result<Self, String> {
        let found = ROWS.iter().enumerate().find_map(|(row, entry)| {
            let name = entry.names.iter().position(|(name, _)| *name == stem)?;
            Some(Self::Economy { row, name })
        });
        if let Some(found) = found {
            return Ok(found);
        }
        let declared = Concepts::default().declarations().find(|p| p.path == stem);
        match declared.map(|p| (p, dated::refusal(p))) {
            Some((parameter, None)) => Ok(Self::Theory(parameter)),
            Some((_, Some(reason))) => Err(format!("{stem} {reason}")),
            None => {
                let known = event_paths().chain(theory_paths().map(|p| p.path));
                let hint = did_you_mean(stem, known);
                Err(format!("an event cannot act on `{stem}`{hint}"))
            }
        }
    }

    fn row(self) -> Option<&'static Row> {
        match self {
            Self::Economy { row, .. } => Some(&ROWS[row]),
            Self::Theory(_) => None,
        }
    }
}

impl EventPath {
    /// Reads a path such as `economy.psi`, `economy.alpha_s[PLT]` or `strategy_core_technology.available`.
    ///
    /// # Errors
    /// One sentence if there is no such lever.
    pub fn parse(written: &str) -> Result<Self, String> {
        let (stem, industry) = match written.strip_suffix(']').and_then(|s| s.split_once('[')) {
            Some((stem, code)) => (stem, Some(code.trim_matches(['"', '\'']).to_owned())),
            None => (written, None),
        };
        let path = Self {
            target: Target::parse(stem)?,
            industry,
        };
        if path.industry.is_some() && !matches!(path.lever(), Lever::Firms(_)) {
            return Err(format!(
                "{stem} is one number for the whole economy, so it takes no [industry]"
            ));
        }
        Ok(path)
    }

    /// What it moves.
    #[must_use]
    pub fn lever(&self) -> Lever {
        match self.target {
            Target::Economy { row, .. } => ROWS[row].lever,
            Target::Theory(declared) => Lever::Theory(declared),
        }
    }

    /// The column of firms that it moves, alone or with a scalar of the same name.
    #[must_use]
    pub fn column(&self) -> Option<FirmColumn> {
        match self.lever() {
            Lever::Firms(column) => Some(column),
            // Firms have payouts of their own, which may differ between industries; the bank pays by
            // the scalar.
            Lever::Rate(_) if self.reference_key() == Some("economy.theta_DIV") => {
                Some(FirmColumn::DividendPayout)
            }
            Lever::Rate(_) | Lever::PolicyRate | Lever::Theory(_) => None,
        }
    }

    /// Key of the reference format for the same thing; none of a parameter of the theory.
    #[must_use]
    pub fn reference_key(&self) -> Option<&'static str> {
        self.target.row().map(|row| row.reference)
    }

    /// Code of the only industry it acts on.
    #[must_use]
    pub fn industry(&self) -> Option<&str> {
        self.industry.as_deref()
    }

    /// The period in which values are given under this name.
    #[must_use]
    pub fn periods(&self) -> Periods {
        match self.target {
            Target::Economy { row, name } => ROWS[row].names[name].1,
            Target::Theory(_) => Periods::None,
        }
    }

    /// Smallest and largest value of the lever.
    #[must_use]
    pub fn within(&self) -> (f64, f64) {
        match self.target {
            Target::Economy { row, .. } => ROWS[row].within,
            Target::Theory(declared) => (*declared.within.start(), *declared.within.end()),
        }
    }

    /// Whether two paths move the same thing, at least in part.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self.target, other.target) {
            (Target::Economy { row, .. }, Target::Economy { row: other, .. }) => row == other,
            (one, other) => one == other,
        }
    }
}

impl fmt::Display for EventPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.target {
            Target::Economy { row, name } => ROWS[row].names[name].0,
            Target::Theory(declared) => declared.path,
        })?;
        match &self.industry {
            Some(code) => write!(f, "[{code}]"),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for EventPath {
    type Error = String;
    fn try_from(written: String) -> Result<Self, String> {
        Self::parse(&written)
    }
}

impl From<EventPath> for String {
    fn from(path: EventPath) -> Self {
        path.to_string()
    }
}
