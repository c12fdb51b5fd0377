//! A population as drawn for the opening: who lives where with whom, and works at what.

use super::Stratum;

/// Age classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// 0 to 15.
    Child,
    /// 16 to 34.
    #[default]
    Young,
    /// 35 to 59.
    Middle,
    /// 60 and over.
    Old,
}

impl Age {
    /// All classes, from the youngest to the oldest.
    pub const ALL: [Self; 4] = [Self::Child, Self::Young, Self::Middle, Self::Old];
}

/// Highest education.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Education {
    /// Less than upper secondary.
    #[default]
    Low,
    /// Upper secondary.
    Middle,
    /// Tertiary.
    High,
}

/// What a person does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// Works for a wage, in a firm: its position in firm order.
    Employee {
        /// The firm.
        firm: u32,
    },
    /// Works on own account within a firm of the industry: earns like an employee, counted as mixed income.
    SelfEmployed {
        /// The firm.
        firm: u32,
    },
    /// Looks for work.
    Unemployed,
    /// Neither works nor looks for work.
    #[default]
    Inactive,
}

/// A person as drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DrawnPerson {
    /// The household, a position in [`Drawn::households`]; persons stand household by household.
    pub household: u32,
    /// Age class.
    pub age: Age,
    /// Education.
    pub education: Education,
    /// What the person does.
    pub activity: Activity,
    /// Human capital, mean 1 over persons over 15 (`s_k`).
    pub human_capital: f64,
    /// Efficiency at work (`e_k`); a worker earns the firm's wage times it over the mean of the staff.
    pub efficiency: f64,
}

/// A household as drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DrawnHousehold {
    /// Area of residence.
    pub area: u32,
    /// Stratum in which the survey counts it.
    pub stratum: Stratum,
    /// Members.
    pub members: u32,
    /// Disposable income to be met at the opening, money per quarter, concept of the national accounts.
    pub target_income: f64,
    /// The same as the survey would see it: the missing top removed, divided by the coverage factor.
    /// Its ratio to [`Self::target_income`] turns any later income of the household into survey income.
    pub survey_income: f64,
    /// Wealth by which founders are drawn and portfolios weighted, relative to the mean (`W_h`).
    pub wealth: f64,
    /// Deposits over the average household's.
    pub deposits: f64,
    /// Dwellings over the average household's.
    pub dwellings: f64,
    /// Transfers other than unemployment benefits, money per quarter; the common factor that meets the
    /// government's total is already in them.
    pub transfers: f64,
    /// Consumption propensity over the country's (`ψ_h / ψ`).
    pub propensity: f64,
    /// Probability that a member is online.
    pub online: f64,
}

/// A population for the opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Households, area by area.
    pub households: Vec<DrawnHousehold>,
    /// Persons, household by household.
    pub persons: Vec<DrawnPerson>,
    /// Employees per firm, in firm order: the jobs that the persons fill.
    pub firm_sizes: Vec<u32>,
    /// Output and wage per employee over the industry's, at `industry · areas + area` (`ω`).
    pub productivity: Vec<f64>,
    /// Founder household of each firm, in firm order (holds the founder's part of the private shares).
    pub founders: Vec<u32>,
    /// Elasticity of the propensity to consume with respect to income per head over its mean.
    pub propensity_elasticity: f64,
    /// Exponent of human capital in efficiency (`ρ_s`).
    pub return_to_skill: f64,
    /// Income of the national accounts over that of the survey with its missing top (`ς`), on average.
    pub coverage: f64,
    /// What was adjusted on the way, one sentence each: scaled jobs, targets not met.
    pub log: Vec<String>,
}

impl Activity {
    /// The firm where a person works, on own account or not.
    #[must_use]
    pub fn firm(self) -> Option<usize> {
        match self {
            Self::Employee { firm } | Self::SelfEmployed { firm } => Some(firm as usize),
            Self::Unemployed | Self::Inactive => None,
        }
    }
}
