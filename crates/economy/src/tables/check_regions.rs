//! What areas, jobs and people must satisfy, among themselves and beside the other tables.

use std::collections::{BTreeMap, BTreeSet};

use quantity::maths;

use super::check::{Checked, MAX_CODE, TOLERANCE, agree, printable};
use super::regions::{
    AREAS, AreaRow, DIGITAL, JOBS, NEIGHBOURS, PEOPLE, REGIONAL_VALUE_ADDED, Regions, TARGETS,
};
use super::use_table::money;
use super::{Note, Problem, RuleSet, Tables};
use crate::geography::Kind;

/// Shares in the tables of regions are often written with three digits: a sum of them may be off by half
/// of the last digit for each.
const ROUNDING: f64 = 5e-4;
/// Value added by province is an allocation, not statistics: it may miss an industry's total by this
/// much, in proportion.
const ALLOCATION: f64 = 0.01;
/// Longest text of a cell.
const MAX_TEXT: usize = 1000;
/// Members of a household, at most.
const LARGEST_HOUSEHOLD: f64 = 6.0;
/// Attributes of `people.csv` whose classes are parts of a whole.
const COMPOSITIONS: [&str; 4] = ["age", "household_size", "education", "activity"];
/// Classes of ages; those of working age come in one class or in two.
const AGES: [&str; 5] = ["0-15", "16-59", "16-34", "35-59", "60+"];

fn problem(file: &'static str, row: &str, sentence: String) -> Problem {
    Problem::Region {
        file,
        row: Some(row.to_owned()),
        sentence,
    }
}

fn whole(file: &'static str, sentence: String) -> Problem {
    Problem::Region {
        file,
        row: None,
        sentence,
    }
}

fn cell(file: &'static str, row: &str, column: &str, value: f64, allowed: &'static str) -> Problem {
    Problem::Cell {
        file,
        row: row.to_owned(),
        column: column.to_owned(),
        value,
        allowed,
    }
}

/// Range of a column of `areas.csv`, in numbers and in words that follow "it must be".
fn range_of(column: &str) -> (f64, f64, &'static str) {
    match column {
        "population_thousand" | "income_mean" => (1e-9, 1e12, "above 0 and at most 1e12"),
        "consumption_mean" => (0.0, 1e12, "in 0..1e12"),
        "unemployment" => (0.0, 0.9, "in 0..0.9"),
        "rd_intensity" | "digital_finance" => (0.0, 1e6, "in 0..1e6"),
        _ => (0.0, 1.0, "in 0..1"),
    }
}

impl Tables {
    /// Checks areas, jobs, people, targets and digital openings, where there are any.
    pub(super) fn check_regions(&self) -> Checked {
        let Some(regions) = &self.regions else {
            return Ok(());
        };
        regions.check_areas()?;
        self.check_households(regions)?;
        self.check_jobs(regions)?;
        self.check_regional_value_added(regions)?;
        regions.check_neighbours()?;
        regions.check_people()?;
        regions.check_targets()?;
        self.check_digital(regions)
    }

    /// There is a person in every household, and not more than a household can have.
    fn check_households(&self, regions: &Regions) -> Checked {
        let population = regions.population_thousand();
        let households = self.scalars.size.households_thousand;
        if (1.0..=LARGEST_HOUSEHOLD).contains(&(population / households)) {
            return Ok(());
        }
        Err(whole(
            AREAS,
            format!(
                "column population_thousand sums to {population}, but economy.households_thousand is {households}, and households have 1..{LARGEST_HOUSEHOLD} members"
            ),
        ))
    }

    fn check_jobs(&self, regions: &Regions) -> Checked {
        let n = self.n_industries();
        let codes = regions.areas.iter().map(|area| area.code.as_str());
        self.check_matrix(JOBS, codes, &regions.jobs)?;
        for (g, row) in self.industries.iter().enumerate() {
            let sum = maths::sum(regions.jobs.iter().skip(g).step_by(n).copied());
            if !agree(sum, row.jobs_thousand) {
                return Err(whole(
                    JOBS,
                    format!(
                        "column {} sums to {sum}, but industries.csv has {} thousand jobs; they must agree to {TOLERANCE}",
                        row.code, row.jobs_thousand
                    ),
                ));
            }
        }
        for province in &regions.provinces {
            let areas = regions.areas.iter().enumerate();
            let of_it = areas.filter(|(_, area)| area.province == *province);
            let (mut jobs, mut persons, mut last) = (0.0, 0.0, "");
            for (index, area) in of_it {
                jobs += maths::sum(regions.jobs[index * n..(index + 1) * n].iter().copied());
                persons += area.population_thousand;
                last = &area.code;
            }
            if jobs > persons {
                return Err(problem(
                    JOBS,
                    last,
                    format!(
                        "{province} has {jobs} thousand jobs, but {persons} thousand residents"
                    ),
                ));
            }
        }
        Ok(())
    }

    fn check_regional_value_added(&self, regions: &Regions) -> Checked {
        let n = self.n_industries();
        let codes = regions.provinces.iter().map(String::as_str);
        self.check_matrix(REGIONAL_VALUE_ADDED, codes, &regions.value_added)?;
        for (g, row) in self.industries.iter().enumerate() {
            let sum = maths::sum(regions.value_added.iter().skip(g).step_by(n).copied());
            let stated = money(self.use_table.value_added[g].into());
            if (sum - stated).abs() > ALLOCATION * stated.abs() {
                return Err(whole(
                    REGIONAL_VALUE_ADDED,
                    format!(
                        "column {} sums to {sum}, but VALUE_ADDED in use_table.csv is {stated}; they must agree to {ALLOCATION}",
                        row.code
                    ),
                ));
            }
        }
        Ok(())
    }

    /// A cell per row and industry, none of them negative.
    fn check_matrix<'a>(
        &self,
        file: &'static str,
        rows: impl Iterator<Item = &'a str> + Clone,
        cells: &[f64],
    ) -> Checked {
        let n = self.n_industries();
        let (found, expected) = (cells.len(), n * rows.clone().count());
        if found != expected {
            let sentence = format!("the table has {found} cells instead of {expected}");
            return Err(whole(file, sentence));
        }
        for (row, values) in rows.zip(cells.chunks(n)) {
            for (industry, &value) in self.industries.iter().zip(values) {
                if !(0.0..=1e12).contains(&value) {
                    return Err(cell(file, row, &industry.code, value, "in 0..1e12"));
                }
            }
        }
        Ok(())
    }

    /// Every industry has its row, in the order of the industries.
    fn check_digital(&self, regions: &Regions) -> Checked {
        if regions.digital.is_empty() {
            if self.header.rules == RuleSet::B2 {
                let needed = "rules = \"b2\" needs this table, with a row for each industry";
                return Err(whole(DIGITAL, needed.to_owned()));
            }
            return Ok(());
        }
        let codes = self.industries.iter().map(|row| row.code.as_str());
        let rows = regions.digital.iter().map(|row| row.industry.as_str());
        if !codes.eq(rows) {
            let sentence = "the table needs one row for each industry".to_owned();
            return Err(whole(DIGITAL, sentence));
        }
        let columns = super::DigitalRow::SHARES;
        for row in &regions.digital {
            for (column, value) in columns.into_iter().zip(row.shares()) {
                if !(0.0..=1.0).contains(&value) {
                    return Err(cell(DIGITAL, &row.industry, column, value, "in 0..1"));
                }
            }
            if row.online_share > row.online_max {
                let sentence = format!(
                    "online_share of {} is {}, more than its online_max, {}",
                    row.industry, row.online_share, row.online_max
                );
                return Err(problem(DIGITAL, &row.industry, sentence));
            }
        }
        Ok(())
    }
}

impl Regions {
    /// Every note, with the file it stands in.
    pub(super) fn notes(&self) -> impl Iterator<Item = (&Note, &'static str)> {
        let areas = self.areas.iter().map(|row| (&row.note, AREAS));
        let people = self.people.iter().map(|row| (&row.note, PEOPLE));
        let targets = self.targets.iter().map(|row| (&row.note, TARGETS));
        let digital = self.digital.iter().map(|row| (&row.note, DIGITAL));
        let rows = self.row_notes.iter().map(|((table, _), note)| {
            let file = match table.as_str() {
                "jobs" => JOBS,
                "value_added" => REGIONAL_VALUE_ADDED,
                _ => NEIGHBOURS,
            };
            (note, file)
        });
        areas
            .chain(people)
            .chain(targets)
            .chain(digital)
            .chain(rows)
    }

    /// Checks the areas by themselves, before anything refers to them.
    ///
    /// # Errors
    /// [`Problem::Region`] or [`Problem::Cell`].
    pub fn check_areas(&self) -> Result<(), Problem> {
        if self.areas.is_empty() {
            return Err(whole(AREAS, "the table has no areas".to_owned()));
        }
        if self.provinces != Self::provinces_of(&self.areas) {
            let sentence = "the provinces are not those of the areas".to_owned();
            return Err(whole(AREAS, sentence));
        }
        let mut seen = BTreeSet::new();
        let mut first: BTreeMap<&str, &AreaRow> = BTreeMap::new();
        for row in &self.areas {
            let shown = printable(&row.code);
            let refuse = |sentence: String| Err(problem(AREAS, &row.code, sentence));
            let province = row.province.as_str();
            if !is_code(province) || province.contains('/') {
                return refuse(format!(
                    "province of `{shown}` is `{}`, but it takes a code of 1..{MAX_CODE} characters without `/`",
                    printable(province)
                ));
            }
            let code = format!("{province}/{}", row.kind.name());
            if row.code != code {
                return refuse(format!(
                    "area `{shown}` has the province and kind of `{code}`, and an area is called province/kind"
                ));
            }
            if !seen.insert(&row.code) {
                return refuse(format!("area `{shown}` comes twice"));
            }
            row.check_numbers()?;
            row.check_like(first.entry(province).or_insert(row))?;
        }
        self.check_tax_shares()
    }

    /// Shares of the country's tax revenue are parts of a whole.
    fn check_tax_shares(&self) -> Checked {
        let sum = maths::sum(self.areas.iter().map(|row| row.tax_revenue_share));
        let allowed = (ROUNDING * self.areas.len() as f64).max(TOLERANCE);
        if (sum - 1.0).abs() <= allowed {
            return Ok(());
        }
        let sentence = format!(
            "column tax_revenue_share sums to {sum}, but shares must sum to 1, to {allowed} for {} areas",
            self.areas.len()
        );
        Err(whole(AREAS, sentence))
    }

    /// Neighbours are provinces, and some way leads from each to each.
    fn check_neighbours(&self) -> Checked {
        let n = self.provinces.len();
        let mut pairs = BTreeSet::new();
        for &(a, b) in &self.neighbours {
            if a >= n || b >= n {
                let sentence = "a neighbour is not among the provinces".to_owned();
                return Err(whole(NEIGHBOURS, sentence));
            }
            let (from, to) = (&self.provinces[a], &self.provinces[b]);
            let refuse = |what| Err(problem(NEIGHBOURS, &Self::pair(from, to), what));
            if a == b {
                return refuse(format!("province {from} is listed as its own neighbour"));
            }
            if !pairs.insert((a.min(b), a.max(b))) {
                return refuse(format!("the neighbours {from} and {to} come twice"));
            }
        }
        let mut reached = vec![false; n];
        let mut from: Vec<usize> = (0..n.min(1)).collect();
        while let Some(province) = from.pop() {
            if !std::mem::replace(&mut reached[province], true) {
                let pairs = self.neighbours.iter();
                from.extend(pairs.filter_map(|&(a, b)| match province {
                    p if p == a => Some(b),
                    p if p == b => Some(a),
                    _ => None,
                }));
            }
        }
        match reached.iter().position(|reached| !reached) {
            None => Ok(()),
            Some(cut_off) => Err(whole(
                NEIGHBOURS,
                format!(
                    "no way leads from {} to {}, so their distance is infinite; list a neighbour of it",
                    self.provinces[0], self.provinces[cut_off]
                ),
            )),
        }
    }

    fn check_people(&self) -> Checked {
        let mut seen = BTreeSet::new();
        let mut sums: BTreeMap<(&str, &str), (f64, u32)> = BTreeMap::new();
        for row in &self.people {
            let key = row.key();
            let refuse = |sentence: String| Err(problem(PEOPLE, &key, sentence));
            let shown = printable(&key);
            if !(is_code(&row.attribute) && is_code(&row.class)) {
                return refuse(format!(
                    "attribute and class of `{shown}` must be words of 1..{MAX_CODE} characters"
                ));
            }
            if !["urban", "rural", "all"].contains(&row.kind.as_str()) {
                return refuse(format!(
                    "kind of `{shown}` must be one of urban, rural, all"
                ));
            }
            if !seen.insert(key.clone()) {
                return refuse(format!("row `{shown}` comes twice"));
            }
            let attribute = row.attribute.as_str();
            let is_part = COMPOSITIONS.contains(&attribute);
            let (most, allowed) = if is_part {
                (1.0, "in 0..1")
            } else {
                (1e12, "in 0..1e12")
            };
            if !(0.0..=most).contains(&row.value) {
                return Err(cell(PEOPLE, &key, "value", row.value, allowed));
            }
            if is_part {
                let (sum, rows) = sums.entry((attribute, row.kind.as_str())).or_default();
                *sum += row.value;
                *rows += 1;
            }
        }
        for ((attribute, kind), (sum, rows)) in sums {
            let allowed = (ROUNDING * f64::from(rows)).max(TOLERANCE);
            if (sum - 1.0).abs() > allowed {
                return Err(whole(
                    PEOPLE,
                    format!(
                        "the shares of {attribute} for {kind} sum to {sum}, but shares must sum to 1, to {allowed} for {rows} classes"
                    ),
                ));
            }
        }
        self.check_classes()
    }

    /// Every class of ages is there, for towns and for the countryside; sizes are 1 to 6 members, the
    /// last class perhaps `n+`.
    fn check_classes(&self) -> Checked {
        for row in &self.people {
            let class = row.class.as_str();
            let (ok, allowed) = match row.attribute.as_str() {
                "age" => (AGES.contains(&class), "0-15, 16-59 or 16-34 and 35-59, 60+"),
                "household_size" => {
                    let size = class.strip_suffix('+').unwrap_or(class);
                    let ok = ["1", "2", "3", "4", "5", "6"].contains(&size);
                    (ok, "1, 2, 3, 4, 5, 6, the last perhaps with a +")
                }
                _ => continue,
            };
            if !ok {
                let sentence = format!(
                    "class of `{}` must be one of {allowed}",
                    printable(&row.key())
                );
                return Err(problem(PEOPLE, &row.key(), sentence));
            }
        }
        for kind in [Kind::Urban, Kind::Rural] {
            let told = |class| self.share("age", class, kind).is_some();
            let working: &[&str] = if told("16-34") || told("35-59") {
                &["16-34", "35-59"]
            } else {
                &["16-59"]
            };
            for class in ["0-15", "60+"].iter().chain(working) {
                if !told(class) {
                    let sentence =
                        format!("row `age, {class}` is missing for {} or all", kind.name());
                    return Err(whole(PEOPLE, sentence));
                }
            }
        }
        Ok(())
    }

    fn check_targets(&self) -> Checked {
        let mut seen = BTreeSet::new();
        for row in &self.targets {
            let refuse = |sentence: String| Err(problem(TARGETS, &row.id, sentence));
            let shown = printable(&row.id);
            if !is_code(&row.id) {
                return refuse(format!(
                    "id `{shown}` must be a word of 1..{MAX_CODE} characters"
                ));
            }
            if !seen.insert(&row.id) {
                return refuse(format!("target `{shown}` comes twice"));
            }
            let texts = [&row.concept, &row.scope, &row.unit];
            if texts.iter().any(|text| !fits(text)) {
                return refuse(format!(
                    "concept, scope and unit of {shown} must be one line of at most {MAX_TEXT} characters each"
                ));
            }
            let numbers = [("value", row.value), ("low", row.low), ("high", row.high)];
            for (column, value) in numbers {
                if !(-1e15..=1e15).contains(&value) {
                    return Err(cell(TARGETS, &row.id, column, value, "in -1e15..1e15"));
                }
            }
            if !(row.low..=row.high).contains(&row.value) {
                return refuse(format!(
                    "value of {shown} is {}, outside its own low..high, {}..{}",
                    row.value, row.low, row.high
                ));
            }
        }
        Ok(())
    }
}

impl AreaRow {
    fn check_numbers(&self) -> Checked {
        for (column, value) in Self::NUMBERS.into_iter().zip(self.numbers()) {
            let (low, high, allowed) = range_of(column);
            if !(low..=high).contains(&value) {
                return Err(cell(AREAS, &self.code, column, value, allowed));
            }
        }
        let educated = self.education_h + self.education_m;
        if educated > 1.0 + 1e-9 {
            let sentence = format!(
                "education_h and education_m of {} are {educated} together, but shares of persons are at most 1",
                self.code
            );
            return Err(problem(AREAS, &self.code, sentence));
        }
        Ok(())
    }

    /// What describes the province must be the same in its areas.
    fn check_like(&self, first: &Self) -> Checked {
        let columns = [
            ("name_en", &self.name_en, &first.name_en),
            ("name_zh", &self.name_zh, &first.name_zh),
            ("macro_region", &self.macro_region, &first.macro_region),
        ];
        let refuse = |sentence: String| Err(problem(AREAS, &self.code, sentence));
        for (column, own, other) in columns {
            if !fits(own) {
                return refuse(format!(
                    "{column} of {} must be one line of at most {MAX_TEXT} characters",
                    self.code
                ));
            }
            if own != other {
                return refuse(format!(
                    "{column} of {} is `{}`, but {} has `{}`, and both are the province's",
                    self.code,
                    printable(own),
                    first.code,
                    printable(other)
                ));
            }
        }
        let tile = |row: &Self| (row.tile_col, row.tile_row);
        if tile(self) != tile(first) {
            return refuse(format!(
                "{} is on another tile than {}, but a province has one",
                self.code, first.code
            ));
        }
        Ok(())
    }
}

/// Whether a text is short, on one line and not empty.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MAX_CODE && !text.chars().any(char::is_control)
}

/// Whether a text is on one line of reasonable length.
fn fits(text: &str) -> bool {
    text.chars().count() <= MAX_TEXT && !text.chars().any(char::is_control)
}
