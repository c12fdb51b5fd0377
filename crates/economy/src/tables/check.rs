//! What tables must satisfy: balances in whole tenths, signs, shares, and no contradictions.

use super::use_table::{Cost, Final, LARGEST, OUTPUT, VALUE_ADDED, money};
use super::{Coefficients, Problem, Regions, RuleSet, Stock, Tables};

/// Stated numbers may differ by this much, in proportion, from those that follow from others.
pub const TOLERANCE: f64 = 1e-3;

/// Longest code of an industry.
pub(super) const MAX_CODE: usize = 40;

/// Codes that would be mistaken for other columns and rows of the use table.
const RESERVED: [&str; 6] = ["", "product", OUTPUT, VALUE_ADDED, "status", "source"];

pub(super) type Checked = Result<(), Problem>;

impl Tables {
    /// Checks that the tables balance and do not contradict each other.
    ///
    /// # Errors
    /// The first [`Problem`] found: scalars, industries, use table, balance sheets, propensities, and
    /// what the claimed rules need.
    pub fn check(&self) -> Result<(), Problem> {
        self.check_scalars()?;
        self.check_shape()?;
        self.check_industries()?;
        self.check_signs()?;
        self.check_balance()?;
        self.check_stocks()?;
        self.check_correlation()?;
        self.check_propensities()?;
        self.check_regions()?;
        self.check_settings()?;
        self.check_sources()?;
        if self.header.rules == RuleSet::B0 {
            self.check_base_rules()?;
        }
        Ok(())
    }

    /// Checks every scalar against its range; the seed has to be whole besides.
    ///
    /// # Errors
    /// [`Problem::Parameter`] or [`Problem::Scalar`].
    pub fn check_scalars(&self) -> Result<(), Problem> {
        for group in self.scalars.groups() {
            group.check()?;
        }
        let value = self.scalars.size.population_seed;
        if value.fract() == 0.0 {
            return Ok(());
        }
        Err(Problem::Scalar {
            path: "economy.population_seed",
            value,
            reason: "it must be a whole number".to_owned(),
        })
    }

    /// Refuses a stated coefficient that does not follow from the tables.
    ///
    /// # Errors
    /// [`Problem::Coefficient`].
    pub fn check_coefficient(&self, industry: usize, column: &str, stated: f64) -> Checked {
        let columns = Coefficients::COLUMNS.iter();
        let derived = self.coefficients(industry).values();
        let found = columns.zip(derived).find(|(name, _)| **name == column);
        match found {
            Some((column, derived)) if !agree(stated, derived) => Err(Problem::Coefficient {
                code: self.industries[industry].code.clone(),
                column,
                stated,
                derived,
            }),
            _ => Ok(()),
        }
    }

    fn check_shape(&self) -> Checked {
        let (n, table) = (self.industries.len(), &self.use_table);
        let parts = [
            ("the list of industries", n, n.max(1)),
            (
                "the block of intermediate inputs",
                table.intermediate.len(),
                n * n,
            ),
            ("column OUTPUT", table.output.len(), n),
            ("row VALUE_ADDED", table.value_added.len(), n),
        ];
        let finals = Final::ALL
            .iter()
            .map(|kind| (kind.column(), table.of(*kind).len(), n));
        let costs = Cost::ALL
            .iter()
            .map(|kind| (kind.row(), table.cost(*kind).len(), n));
        for (part, found, expected) in parts.into_iter().chain(finals).chain(costs) {
            if found != expected {
                return Err(Problem::Shape {
                    part,
                    found,
                    expected,
                });
            }
        }
        Ok(())
    }

    fn check_industries(&self) -> Checked {
        let mut seen = std::collections::BTreeSet::new();
        for row in &self.industries {
            let code = row.code.as_str();
            let refuse = |reason| {
                let code = printable(code);
                Err(Problem::Code { code, reason })
            };
            if code.chars().count() > MAX_CODE || code.chars().any(char::is_control) {
                return refuse("is longer than 40 characters or not on one line");
            }
            let is_final = Final::ALL.iter().any(|kind| kind.column() == code);
            let is_cost = Cost::ALL.iter().any(|kind| kind.row() == code);
            if is_final || is_cost || RESERVED.contains(&code) {
                return refuse("is the name of another column or row of the use table");
            }
            if !seen.insert(code) {
                return refuse("comes twice");
            }
            let share = |v: f64| (0.0..=1.0).contains(&v);
            let cells = [
                (
                    "jobs_thousand",
                    row.jobs_thousand,
                    row.jobs_thousand > 0.0,
                    "above 0",
                ),
                (
                    "depreciation_rate",
                    row.depreciation_rate,
                    (1e-4..=4.0).contains(&row.depreciation_rate),
                    "in 0.0001..4",
                ),
                (
                    "mean_firm_size",
                    row.mean_firm_size,
                    row.mean_firm_size >= 1.0,
                    "1 or more",
                ),
                (
                    "self_employed_share",
                    row.self_employed_share,
                    share(row.self_employed_share),
                    "in 0..1",
                ),
                (
                    "government_share",
                    row.government_share,
                    share(row.government_share),
                    "in 0..1",
                ),
                (
                    "distance_decay",
                    row.distance_decay,
                    row.distance_decay >= 0.0,
                    "0 or more",
                ),
                (
                    "loans",
                    row.loans.unwrap_or(0.0),
                    row.loans.is_none_or(|v| v >= 0.0),
                    "0 or more",
                ),
            ];
            for (column, value, ok, allowed) in cells {
                if !(ok && value.is_finite()) {
                    return Err(Problem::Cell {
                        file: "industries.csv",
                        row: code.to_owned(),
                        column: column.to_owned(),
                        value,
                        allowed,
                    });
                }
            }
        }
        Ok(())
    }

    fn check_signs(&self) -> Checked {
        let table = &self.use_table;
        let n = self.industries.len();
        let cell = |row: &str, column: &str, tenths: i64, allowed| Problem::Cell {
            file: "use_table.csv",
            row: row.to_owned(),
            column: column.to_owned(),
            value: money(tenths.into()),
            allowed,
        };
        let fits = |tenths: i64| (-LARGEST..=LARGEST).contains(&tenths);
        for product in 0..n {
            let code = self.industries[product].code.as_str();
            let bought = &table.intermediate[product * n..(product + 1) * n];
            for (industry, &tenths) in bought.iter().enumerate() {
                if tenths < 0 || !fits(tenths) {
                    let column = &self.industries[industry].code;
                    return Err(cell(code, column, tenths, "in 0..1e14"));
                }
            }
            for kind in Final::ALL {
                let tenths = table.of(kind)[product];
                let (ok, allowed) = if kind == Final::Imports {
                    (tenths <= 0, "in -1e14..0")
                } else {
                    (tenths >= 0, "in 0..1e14")
                };
                if !(ok && fits(tenths)) {
                    return Err(cell(code, kind.column(), tenths, allowed));
                }
            }
            let tenths = table.output[product];
            if tenths <= 0 || !fits(tenths) {
                return Err(cell(code, OUTPUT, tenths, "above 0 and at most 1e14"));
            }
            for kind in Cost::ALL {
                let tenths = table.cost(kind)[product];
                let (ok, allowed) = match kind {
                    Cost::Compensation | Cost::Depreciation => {
                        (tenths > 0, "above 0 and at most 1e14")
                    }
                    Cost::Taxes | Cost::Surplus => (true, "in -1e14..1e14"),
                };
                if !(ok && fits(tenths)) {
                    return Err(cell(kind.row(), code, tenths, allowed));
                }
            }
            if table.inputs_of(product) == 0 {
                let allowed = "above 0 for at least one product";
                return Err(cell("every product", code, 0, allowed));
            }
        }
        Ok(())
    }

    fn check_balance(&self) -> Checked {
        let table = &self.use_table;
        for (g, row) in self.industries.iter().enumerate() {
            let code = || row.code.clone();
            let output = i128::from(table.output[g]);
            let uses = table.uses_of(g);
            if uses != output {
                return Err(Problem::Product {
                    code: code(),
                    uses: money(uses),
                    output: money(output),
                });
            }
            let parts = table.costs_of(g);
            let stated = i128::from(table.value_added[g]);
            if parts != stated {
                return Err(Problem::ValueAdded {
                    code: code(),
                    parts: money(parts),
                    stated: money(stated),
                });
            }
            let costs = table.inputs_of(g) + parts;
            if costs != output {
                return Err(Problem::Costs {
                    code: code(),
                    costs: money(costs),
                    output: money(output),
                });
            }
        }
        let positive = [Final::FirmInvestment, Final::Exports, Final::Imports];
        for kind in positive {
            if table.total(kind) == 0 {
                let column = kind.column();
                return Err(Problem::Empty { column });
            }
        }
        if table.household_consumption() == 0 {
            let column = "HH_URBAN";
            return Err(Problem::Empty { column });
        }
        if table.total(Final::Government) + table.total(Final::PublicInvestment) == 0 {
            let column = "GOV";
            return Err(Problem::Empty { column });
        }
        Ok(())
    }

    fn check_stocks(&self) -> Checked {
        let gdp = money(self.use_table.gross_value_added());
        for stock in Stock::ALL {
            let balance = &self.balances[stock as usize];
            let (name, holder) = stock.key();
            let cell = |column: &str, value, allowed| Problem::Cell {
                file: "balance_sheets.csv",
                row: format!("{name}, {holder},"),
                column: column.to_owned(),
                value,
                allowed,
            };
            let amount = balance.amount;
            let ok = stock.may_be_negative() || amount >= 0.0;
            if !(ok && amount.abs() <= 1e15) {
                let allowed = if stock.may_be_negative() {
                    "in -1e15..1e15"
                } else {
                    "in 0..1e15"
                };
                return Err(cell("amount", amount, allowed));
            }
            if let Some(ratio) = balance.ratio {
                // A ratio is often written with two or three digits.
                if (ratio - amount / gdp).abs() > (TOLERANCE * ratio.abs()).max(6e-4) {
                    let allowed = "the amount over the year's value added";
                    return Err(cell("ratio", ratio, allowed));
                }
            }
        }
        self.check_loans()
    }

    /// Loans of industries follow capital under the base rules, and add up under the others.
    fn check_loans(&self) -> Checked {
        let total = self.stock(Stock::FirmLoans);
        let capital: f64 = (0..self.n_industries()).map(|g| self.capital(g)).sum();
        let mut sum = 0.0;
        for (g, row) in self.industries.iter().enumerate() {
            let proportional = total * self.capital(g) / capital;
            let stated = row.loans.unwrap_or(proportional);
            sum += stated;
            if self.header.rules == RuleSet::B0 && !agree(stated, proportional) {
                return Err(Problem::Loans {
                    code: row.code.clone(),
                    stated,
                    required: proportional,
                });
            }
        }
        if agree(sum, total) {
            return Ok(());
        }
        Err(Problem::LoanSum { sum, total })
    }

    fn check_correlation(&self) -> Checked {
        let m = &self.correlation;
        let refuse = |reason| Err(Problem::Correlation { reason });
        if !m.iter().flatten().all(|v| v.is_finite() && v.abs() <= 1.0) {
            return refuse("has a value outside -1..1");
        }
        if !(m[0][0] == 1.0 && m[1][1] == 1.0 && m[2][2] == 1.0) {
            return refuse("does not have 1 on its diagonal");
        }
        if !(m[1][0] == m[0][1] && m[2][0] == m[0][2] && m[2][1] == m[1][2]) {
            return refuse("is not symmetric");
        }
        let (a, b, c) = (m[1][0], m[2][0], m[2][1]);
        if 1.0 + 2.0 * a * b * c - a * a - b * b - c * c < -1e-9 {
            return refuse("is not positive semidefinite, so no three shocks have it");
        }
        Ok(())
    }

    /// Propensities are what households spend over what they have.
    fn check_propensities(&self) -> Checked {
        let (h, t, table) = (
            &self.scalars.households,
            &self.scalars.taxes,
            &self.use_table,
        );
        let income = h.disposable_income;
        if income <= 0.0 {
            return Err(Problem::Scalar {
                path: "economy.households.disposable_income",
                value: income,
                reason: "it must be above 0".to_owned(),
            });
        }
        let consumption = money(table.household_consumption()) * (1.0 + t.value_added);
        let housing = money(table.total(Final::Dwellings)) * (1.0 + t.housing_investment);
        for (path, value, spent) in [
            (
                "economy.households.consumption_propensity",
                h.consumption_propensity,
                consumption,
            ),
            (
                "economy.households.housing_propensity",
                h.housing_propensity,
                housing,
            ),
        ] {
            let required = spent / income;
            if !agree(value, required) {
                let reason =
                    format!("{spent} spent out of {income} of disposable income is {required}");
                return Err(Problem::Scalar {
                    path,
                    value,
                    reason,
                });
            }
        }
        Ok(())
    }

    fn check_sources(&self) -> Checked {
        let scalars = self.notes.values().map(|note| (note, "economy.toml"));
        let columns = self
            .columns
            .values()
            .map(|column| (&column.note, "economy.toml"));
        let industries = self
            .industries
            .iter()
            .map(|row| (&row.note, "industries.csv"));
        let products = self.use_notes.values().map(|note| (note, "use_table.csv"));
        let stocks = self
            .balances
            .iter()
            .map(|row| (&row.note, "balance_sheets.csv"));
        let regions = self.regions.iter().flat_map(Regions::notes);
        let all = scalars
            .chain(columns)
            .chain(industries)
            .chain(products)
            .chain(stocks)
            .chain(regions);
        for (note, file) in all {
            if let Some(key) = note
                .source
                .as_ref()
                .filter(|key| !self.sources.contains_key(*key))
            {
                return Err(Problem::Source {
                    key: printable(key),
                    file,
                });
            }
        }
        Ok(())
    }

    /// Refuses tables that the base rules cannot run: they buy neither input stocks nor net investment,
    /// so the opening has neither.
    ///
    /// # Errors
    /// [`Problem::Rules`].
    pub fn check_base_rules(&self) -> Checked {
        let table = &self.use_table;
        let refuse = |reason| Err(Problem::Rules { reason });
        let stocks = table.total(Final::InputStocks);
        if stocks != 0 {
            return refuse(format!(
                "column INPUT_STOCKS sums to {}, but with rules = \"b0\" it must be 0",
                written(stocks)
            ));
        }
        let investment = table.total(Final::FirmInvestment);
        let depreciation = table.total_cost(Cost::Depreciation);
        if investment != depreciation {
            return refuse(format!(
                "column FIRM_INV sums to {}, but with rules = \"b0\" it must equal DEPRECIATION, {}",
                written(investment),
                written(depreciation)
            ));
        }
        Ok(())
    }
}

/// An amount in whole tenths, without what a binary fraction adds to it.
fn written(tenths: i128) -> String {
    let text = format!("{:.1}", money(tenths));
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Whether a stated number agrees with the one that follows from others.
pub(super) fn agree(stated: f64, derived: f64) -> bool {
    (stated - derived).abs() <= TOLERANCE * derived.abs() + 1e-12
}

/// The beginning of a text, as it can be shown in a sentence.
pub(super) fn printable(text: &str) -> String {
    let shown = text.chars().take(MAX_CODE);
    shown
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
