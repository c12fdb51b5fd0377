//! What a calibration must satisfy before it can be run, whichever format it came from.
//!
//! The rules are those without which an equation of the model divides by zero, takes the logarithm
//! of nothing, loses money or runs out of ids. Whether a number is plausible is not asked here.

use std::fmt;

use super::{Calibration, Cell, Industry};

/// Agents of all kinds together stay below this, so that every id fits.
pub const MAX_AGENTS: u64 = 1 << 31;

/// Share vectors may miss 1 by this much.
pub const SHARE_TOLERANCE: f64 = 1e-9;

/// One thing that is wrong with a [`Calibration`], in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The field of the calibration, e.g. `technology.wage`.
    pub field: &'static str,
    /// Where in the field.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// Where in a field a problem sits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The whole field.
    Whole,
    /// The `number`-th value, counted from 1.
    Entry {
        /// Position, from 1.
        number: usize,
    },
    /// The value of one industry or product.
    Industry {
        /// Position, from 1.
        number: usize,
        /// Its code.
        code: String,
    },
    /// A cell of the matrix of input shares, or of the covariances.
    Cell {
        /// Row, from 1.
        row: usize,
        /// Column, from 1.
        column: usize,
    },
}

/// What is wrong with a value, a vector or the whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A vector of the wrong length.
    Length {
        /// How many values there are.
        found: usize,
        /// How many there should be, in words.
        expected: String,
    },
    /// A value outside what the equations allow.
    Outside {
        /// The value.
        value: f64,
        /// What is allowed, in words that follow "it must be".
        allowed: &'static str,
    },
    /// Shares that do not add up to 1.
    ShareSum {
        /// What they add up to.
        sum: f64,
    },
    /// A covariance that differs from its mirror image.
    NotSymmetric {
        /// The value.
        value: f64,
        /// Its mirror image.
        mirror: f64,
    },
    /// Covariances that no shocks can have.
    NotPositive,
    /// More firms than employees.
    MoreFirmsThanEmployees {
        /// Firms of the industry.
        firms: u32,
        /// Employees of the industry.
        employees: u32,
    },
    /// More employees than workers.
    MoreEmployeesThanWorkers {
        /// Employees of all industries.
        employees: u64,
        /// Workers.
        workers: u32,
    },
    /// More agents than ids.
    TooManyAgents {
        /// Agents of all kinds.
        agents: u64,
    },
    /// Firms or employees of areas that are not those of the industry.
    Cells {
        /// What does not fit, in words that follow the industry.
        reason: &'static str,
    },
    /// Deposits of firms have nowhere to go.
    NoPositiveMargin,
    /// The central bank's balance does not close.
    CentralBank {
        /// Its equity.
        found: f64,
        /// The equity with which it closes.
        required: f64,
    },
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(self.field))
    }
}

impl Problem {
    /// The sentence, with `name` for the field: a file format calls it by its own key.
    #[must_use]
    pub fn sentence(&self, name: &str) -> String {
        let place = match &self.place {
            Place::Whole => String::new(),
            Place::Entry { number } => format!(", value {number},"),
            Place::Industry { number, code } if *code == number.to_string() => {
                format!(" of industry {number}")
            }
            Place::Industry { number, code } => format!(" of industry {number} ({code})"),
            Place::Cell { row, column } => format!(", row {row}, column {column},"),
        };
        format!("{name}{place} {}", self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { found, expected } => {
                write!(f, "has {found} values, but it needs {expected}")
            }
            Self::Outside { value, allowed } => write!(f, "is {value}, but it must be {allowed}"),
            Self::ShareSum { sum } => write!(f, "sums to {sum}, but shares must sum to 1"),
            Self::NotSymmetric { value, mirror } => {
                write!(f, "is {value}, but its mirror image is {mirror}")
            }
            Self::NotPositive => f.write_str(
                "is not positive semidefinite, so no three shocks have these covariances",
            ),
            Self::MoreFirmsThanEmployees { firms, employees } => write!(
                f,
                "is {firms}, more than its {employees} employees, and every firm needs one"
            ),
            Self::MoreEmployeesThanWorkers { employees, workers } => write!(
                f,
                "leaves {workers} workers, fewer than the {employees} employees of the industries"
            ),
            Self::TooManyAgents { agents } => write!(
                f,
                "make {agents} agents, but there must be fewer than {MAX_AGENTS}"
            ),
            Self::Cells { reason } => f.write_str(reason),
            Self::NoPositiveMargin => f.write_str(
                "leave no industry with a positive operating margin, so nobody can hold the deposits of firms",
            ),
            Self::CentralBank { found, required } => write!(
                f,
                "is {found}, but the balance sheets close only with {required} (debt + loans − deposits − bank equity − foreign position)"
            ),
        }
    }
}

type Checked = Result<(), Problem>;

fn refuse(field: &'static str, place: Place, fault: Fault) -> Checked {
    Err(Problem {
        field,
        place,
        fault,
    })
}

/// Refuses a value that is not finite or not `allowed`.
fn need(field: &'static str, value: f64, ok: bool, allowed: &'static str) -> Checked {
    if ok && value.is_finite() {
        return Ok(());
    }
    refuse(field, Place::Whole, Fault::Outside { value, allowed })
}

/// Refuses a vector over industries with a value that is not finite or not `ok`.
fn each(
    field: &'static str,
    values: &[f64],
    industries: &[Industry],
    ok: impl Fn(f64) -> bool,
    allowed: &'static str,
) -> Checked {
    if values.len() != industries.len() {
        let fault = Fault::Length {
            found: values.len(),
            expected: format!("one for each of {} industries", industries.len()),
        };
        return refuse(field, Place::Whole, fault);
    }
    for (index, &value) in values.iter().enumerate() {
        if !(value.is_finite() && ok(value)) {
            let fault = Fault::Outside { value, allowed };
            return refuse(field, industry(index, industries), fault);
        }
    }
    Ok(())
}

fn industry(index: usize, industries: &[Industry]) -> Place {
    Place::Industry {
        number: index + 1,
        code: industries[index].code.clone(),
    }
}

fn sums_to_one(field: &'static str, place: Place, sum: f64) -> Checked {
    if (sum - 1.0).abs() <= SHARE_TOLERANCE {
        return Ok(());
    }
    refuse(field, place, Fault::ShareSum { sum })
}

impl Calibration {
    /// Checks everything the equations of the model rely on.
    ///
    /// # Errors
    /// The first [`Problem`] found: sizes, then technology, baskets, rates, processes, opening.
    pub fn check(&self) -> Result<(), Problem> {
        self.check_sizes()?;
        self.check_places()?;
        self.check_technology()?;
        self.check_baskets()?;
        self.check_rates()?;
        self.check_processes()?;
        self.check_histories()?;
        self.check_stocks()?;
        self.check_central_bank()
    }

    /// Agents of all kinds: households, firms, government entities, foreign buyers, importers.
    #[must_use]
    pub fn n_agents(&self) -> u64 {
        let firms: u64 = self.industries.iter().map(|g| u64::from(g.firms)).sum();
        let sizes = &self.sizes;
        let others = [
            sizes.workers,
            sizes.inactive,
            sizes.government_entities,
            sizes.foreign_buyers,
        ];
        let others: u64 = others.into_iter().map(u64::from).sum();
        2 * firms + 1 + others + self.industries.len() as u64
    }

    fn check_sizes(&self) -> Checked {
        let industries = &self.industries;
        if industries.is_empty() {
            let fault = Fault::Length {
                found: 0,
                expected: "at least 1".to_owned(),
            };
            return refuse("industries", Place::Whole, fault);
        }
        for (index, g) in industries.iter().enumerate() {
            if g.firms == 0 {
                let fault = Fault::Outside {
                    value: 0.0,
                    allowed: "1 or more",
                };
                return refuse("industries.firms", industry(index, industries), fault);
            }
            if g.firms > g.employees {
                let fault = Fault::MoreFirmsThanEmployees {
                    firms: g.firms,
                    employees: g.employees,
                };
                return refuse("industries.firms", industry(index, industries), fault);
            }
        }
        let sizes = &self.sizes;
        let one_or_more = |field, n: u32| need(field, f64::from(n), n > 0, "1 or more");
        one_or_more("sizes.government_entities", sizes.government_entities)?;
        one_or_more("sizes.foreign_buyers", sizes.foreign_buyers)?;
        let employees: u64 = industries.iter().map(|g| u64::from(g.employees)).sum();
        if employees > u64::from(sizes.workers) {
            let fault = Fault::MoreEmployeesThanWorkers {
                employees,
                workers: sizes.workers,
            };
            return refuse("sizes.workers", Place::Whole, fault);
        }
        let agents = self.n_agents();
        if agents >= MAX_AGENTS {
            let fault = Fault::TooManyAgents { agents };
            return refuse("sizes", Place::Whole, fault);
        }
        Ok(())
    }

    fn check_places(&self) -> Checked {
        let n_areas = self.geography.len();
        for (index, g) in self.industries.iter().enumerate() {
            if g.cells.is_empty() {
                continue;
            }
            let sum = |of: &dyn Fn(&Cell) -> u32| -> u64 {
                g.cells.iter().map(|cell| u64::from(of(cell))).sum()
            };
            let in_order = g.cells.windows(2).all(|pair| pair[0].area < pair[1].area);
            let staffed = |c: &Cell| 0 < c.firms && c.firms <= c.employees;
            let productive = |c: &Cell| c.productivity.is_finite() && c.productivity > 0.0;
            let reason = if !in_order || g.cells.iter().any(|c| c.area as usize >= n_areas) {
                "are not in the order of the areas of the map"
            } else if !g.cells.iter().all(staffed) {
                "have an area without a firm, or with more firms than employees"
            } else if !g.cells.iter().all(productive) {
                "have an area with a productivity that is not above 0"
            } else if sum(&|c| c.firms) != u64::from(g.firms) {
                "do not have the firms of the industry"
            } else if sum(&|c| c.employees) != u64::from(g.employees) {
                "do not have the employees of the industry"
            } else {
                continue;
            };
            let place = industry(index, &self.industries);
            return refuse("industries.cells", place, Fault::Cells { reason });
        }
        let decay = &self.geography.decay;
        if decay.is_empty() {
            return Ok(());
        }
        let allowed = |v: f64| v >= 0.0;
        each(
            "geography.decay",
            decay,
            &self.industries,
            allowed,
            "0 or more",
        )
    }

    fn check_technology(&self) -> Checked {
        let (t, n) = (&self.technology, &self.industries);
        let positive = |field, values: &[f64]| each(field, values, n, |v| v > 0.0, "above 0");
        positive("technology.output_per_worker", &t.output_per_worker)?;
        positive("technology.output_per_input", &t.output_per_input)?;
        positive("technology.output_per_capital", &t.output_per_capital)?;
        let not_negative =
            |field, values: &[f64]| each(field, values, n, |v| v >= 0.0, "0 or more");
        not_negative("technology.depreciation", &t.depreciation)?;
        not_negative("technology.wage", &t.wage)?;
        not_negative(
            "technology.employer_contributions",
            &t.employer_contributions,
        )?;
        let rate = |field, values: &[f64]| {
            each(
                field,
                values,
                n,
                |v| (-10.0..=1.0).contains(&v),
                "in -10..1",
            )
        };
        rate("technology.tax_products", &t.tax_products)?;
        rate("technology.tax_production", &t.tax_production)?;
        self.check_input_shares()
    }

    fn check_input_shares(&self) -> Checked {
        const FIELD: &str = "technology.input_shares";
        let shares = &self.technology.input_shares;
        let n = self.industries.len();
        if shares.len() != n * n {
            let fault = Fault::Length {
                found: shares.len(),
                expected: format!("{n} times {n}"),
            };
            return refuse(FIELD, Place::Whole, fault);
        }
        for (row, values) in shares.chunks_exact(n).enumerate() {
            for (column, &value) in values.iter().enumerate() {
                if !(value.is_finite() && value >= 0.0) {
                    let place = Place::Cell {
                        row: row + 1,
                        column: column + 1,
                    };
                    let allowed = "0 or more";
                    return refuse(FIELD, place, Fault::Outside { value, allowed });
                }
            }
        }
        for column in 0..n {
            let sum = shares.iter().skip(column).step_by(n).sum();
            sums_to_one(FIELD, industry(column, &self.industries), sum)?;
        }
        Ok(())
    }

    fn check_baskets(&self) -> Checked {
        let b = &self.baskets;
        for (field, values) in [
            ("baskets.investment", &b.investment),
            ("baskets.housing", &b.housing),
            ("baskets.consumption", &b.consumption),
            ("baskets.government", &b.government),
            ("baskets.exports", &b.exports),
            ("baskets.imports", &b.imports),
        ] {
            each(field, values, &self.industries, |v| v >= 0.0, "0 or more")?;
            sums_to_one(field, Place::Whole, values.iter().sum())?;
        }
        let [rural, urban] = &b.consumption_by_stratum;
        // These may be missing.
        for (field, values) in [
            ("baskets.public_investment", &b.public_investment),
            ("baskets.consumption_by_stratum", rural),
            ("baskets.consumption_by_stratum", urban),
        ] {
            if !values.is_empty() {
                each(field, values, &self.industries, |v| v >= 0.0, "0 or more")?;
                sums_to_one(field, Place::Whole, values.iter().sum())?;
            }
        }
        Ok(())
    }

    fn check_rates(&self) -> Checked {
        let r = &self.rates;
        for (field, value) in [
            ("rates.tax_income", r.tax_income),
            ("rates.tax_corporate", r.tax_corporate),
            ("rates.employee_contributions", r.employee_contributions),
            ("rates.loan_repayment", r.loan_repayment),
        ] {
            need(field, value, (0.0..=1.0).contains(&value), "in 0..1")?;
        }
        for (field, value) in [
            ("rates.tax_value_added", r.tax_value_added),
            ("rates.tax_exports", r.tax_exports),
            ("rates.tax_housing", r.tax_housing),
            ("rates.tax_government", r.tax_government),
        ] {
            need(field, value, value > -1.0, "above -1")?;
        }
        for (field, value) in [
            ("rates.replacement_rate", r.replacement_rate),
            ("rates.capital_requirement", r.capital_requirement),
        ] {
            need(field, value, value > 0.0, "above 0")?;
        }
        for (field, value) in [
            ("rates.consumption_propensity", r.consumption_propensity),
            ("rates.housing_propensity", r.housing_propensity),
            ("rates.dividend_payout", r.dividend_payout),
            ("rates.loan_to_value", r.loan_to_value),
            ("rates.loan_after_bankruptcy", r.loan_after_bankruptcy),
        ] {
            need(field, value, value >= 0.0, "0 or more")?;
        }
        finite("rates.lending_margin", r.lending_margin)?;
        finite("rates.public_debt_rate", r.public_debt_rate)
    }

    fn check_processes(&self) -> Checked {
        let p = &self.processes;
        for (field, process) in [
            ("processes.world_output", p.world_output),
            ("processes.world_inflation", p.world_inflation),
            ("processes.government", p.government),
            ("processes.exports", p.exports),
            ("processes.imports", p.imports),
        ] {
            finite(field, process.slope)?;
            finite(field, process.intercept)?;
        }
        let sd = p.world_inflation_sd;
        need("processes.world_inflation_sd", sd, sd >= 0.0, "0 or more")?;
        let sd = p.government_sd;
        need("processes.government_sd", sd, sd >= 0.0, "0 or more")?;
        finite("processes.policy_smoothing", p.policy_smoothing)?;
        finite("processes.real_rate", p.real_rate)?;
        finite("processes.inflation_target", p.inflation_target)?;
        finite("processes.reaction_inflation", p.reaction_inflation)?;
        finite("processes.reaction_growth", p.reaction_growth)?;
        check_covariance(&p.covariance)
    }

    fn check_histories(&self) -> Checked {
        let o = &self.opening;
        let history = |field, values: &[f64], least, ok: fn(f64) -> bool, allowed| {
            if values.len() < least {
                let expected = format!("at least {least}");
                let found = values.len();
                return refuse(field, Place::Whole, Fault::Length { found, expected });
            }
            for (index, &value) in values.iter().enumerate() {
                if !(value.is_finite() && ok(value)) {
                    let place = Place::Entry { number: index + 1 };
                    return refuse(field, place, Fault::Outside { value, allowed });
                }
            }
            Ok(())
        };
        // Three quarters are the fewest that give the forecasts a residual variance.
        history("opening.output", &o.output, 3, |v| v > 0.0, "above 0")?;
        history(
            "opening.inflation",
            &o.inflation,
            3,
            |_| true,
            "a finite number",
        )?;
        if o.inflation.len() != o.output.len() {
            let fault = Fault::Length {
                found: o.inflation.len(),
                expected: format!("{}, one for each quarter of output", o.output.len()),
            };
            return refuse("opening.inflation", Place::Whole, fault);
        }
        for (field, values) in [
            ("opening.government_consumption", &o.government_consumption),
            ("opening.exports", &o.exports),
            ("opening.imports", &o.imports),
        ] {
            history(field, values, 1, |v| v > 0.0, "above 0")?;
        }
        Ok(())
    }

    fn check_stocks(&self) -> Checked {
        let o = &self.opening;
        for (field, value) in [
            ("opening.world_output", o.world_output),
            ("opening.capacity_use", o.capacity_use),
            ("opening.input_use", o.input_use),
        ] {
            need(field, value, value > 0.0, "above 0")?;
        }
        let v = o.world_inflation;
        need("opening.world_inflation", v, v > -1.0, "above -1")?;
        for (field, value) in [
            ("opening.public_investment", o.public_investment),
            ("opening.firm_deposits", o.firm_deposits),
            ("opening.firm_loans", o.firm_loans),
            ("opening.household_deposits", o.household_deposits),
            ("opening.dwellings", o.dwellings),
            ("opening.unemployment_benefit", o.unemployment_benefit),
            // An owner without profit has no other income, and a budget cannot be negative.
            ("opening.benefit_other", o.benefit_other),
        ] {
            need(field, value, value >= 0.0, "0 or more")?;
        }
        let v = o.benefit_inactive;
        let ok = v + o.benefit_other >= 0.0;
        need(
            "opening.benefit_inactive",
            v,
            ok,
            "at least minus the other transfers",
        )?;
        for (field, value) in [
            ("opening.policy_rate", o.policy_rate),
            ("opening.public_debt", o.public_debt),
            ("opening.bank_equity", o.bank_equity),
            ("opening.central_bank_equity", o.central_bank_equity),
            ("opening.foreign_position", o.foreign_position),
        ] {
            finite(field, value)?;
        }
        let margins = (0..self.industries.len()).map(|g| self.technology.operating_margin(g));
        if o.firm_deposits > 0.0 && margins.fold(f64::NEG_INFINITY, f64::max) <= 0.0 {
            return refuse("technology", Place::Whole, Fault::NoPositiveMargin);
        }
        Ok(())
    }

    fn check_central_bank(&self) -> Checked {
        let o = &self.opening;
        let required = o.central_bank_residual();
        let found = o.central_bank_equity;
        let stocks = [
            o.public_debt,
            o.firm_loans,
            o.firm_deposits,
            o.household_deposits,
            o.bank_equity,
            o.foreign_position,
        ];
        let scale: f64 = stocks.iter().map(|stock| stock.abs()).sum();
        if (found - required).abs() <= 1e-9 * scale.max(found.abs()) {
            return Ok(());
        }
        let fault = Fault::CentralBank { found, required };
        refuse("opening.central_bank_equity", Place::Whole, fault)
    }
}

fn finite(field: &'static str, value: f64) -> Checked {
    need(field, value, true, "a finite number")
}

/// Refuses a matrix that is not a covariance.
fn check_covariance(covariance: &[[f64; 3]; 3]) -> Checked {
    const FIELD: &str = "processes.covariance";
    let cell = |row, column, fault| {
        let (row, column) = (row + 1, column + 1);
        refuse(FIELD, Place::Cell { row, column }, fault)
    };
    for (i, row) in covariance.iter().enumerate() {
        for (j, &value) in row.iter().enumerate() {
            if !value.is_finite() || (i == j && value < 0.0) {
                let allowed = if i == j {
                    "0 or more"
                } else {
                    "a finite number"
                };
                return cell(i, j, Fault::Outside { value, allowed });
            }
        }
    }
    for i in 0..3 {
        for j in 0..i {
            let (value, mirror) = (covariance[i][j], covariance[j][i]);
            let scale = (covariance[i][i] * covariance[j][j]).sqrt();
            if (value - mirror).abs() > 1e-9 * scale {
                return cell(i, j, Fault::NotSymmetric { value, mirror });
            }
        }
    }
    if is_positive_semidefinite(covariance) {
        Ok(())
    } else {
        refuse(FIELD, Place::Whole, Fault::NotPositive)
    }
}

/// Whether every principal minor of the correlations is at least 0, up to rounding.
fn is_positive_semidefinite(m: &[[f64; 3]; 3]) -> bool {
    let correlation = |i: usize, j: usize| {
        let scale = (m[i][i] * m[j][j]).sqrt();
        if scale > 0.0 {
            Some(m[i][j] / scale)
        } else {
            (m[i][j] == 0.0).then_some(0.0)
        }
    };
    let (Some(a), Some(b), Some(c)) = (correlation(1, 0), correlation(2, 0), correlation(2, 1))
    else {
        return false;
    };
    let in_range = [a, b, c].iter().all(|r| r.abs() <= 1.0 + 1e-9);
    in_range && 1.0 + 2.0 * a * b * c - a * a - b * b - c * c >= -1e-9
}
