//! Reads areas, jobs, people, targets and digital openings.

use std::collections::BTreeMap;

use economy::tables::{
    AREAS, AreaRow, DIGITAL, DigitalRow, IndustryRow, JOBS, NEIGHBOURS, Note, PEOPLE, PeopleRow,
    REGIONAL_VALUE_ADDED, Regions, TARGETS, TargetRow, Use, kind_named,
};

use super::{NOTES, OwnLines, cell, of_industries, refuse_twice, row_note};
use crate::economies::csv::{Row, Table};
use crate::economies::error::{Error, Fault, plain, shown};
use crate::economies::files::{self, Files, Text};

/// Areas at most: their distances still fit.
const MAX_AREAS: usize = 1_000;
/// Tiles of a map, in each direction.
const MAX_TILE: f64 = 1_000.0;

/// Tables that come all together or not at all.
const TOGETHER: [&str; 4] = [AREAS, JOBS, REGIONAL_VALUE_ADDED, PEOPLE];
/// Tables that need those.
const BESIDE: [&str; 3] = [NEIGHBOURS, TARGETS, DIGITAL];

/// Columns of texts in `areas.csv` that have to be there, and those that may be left out.
const AREA_TEXTS: [&str; 4] = ["area", "province", "kind", "name_en"];
const AREA_OPTIONAL: [&str; 4] = ["name_zh", "macro_region", "tile_col", "tile_row"];
/// Columns of numbers that may be left out: relative to a mean of 1.
const RELATIVE: [&str; 2] = ["rd_intensity", "digital_finance"];
const PEOPLE_COLUMNS: [&str; 4] = ["attribute", "class", "kind", "value"];
const TARGET_COLUMNS: [&str; 8] = [
    "id", "concept", "scope", "value", "unit", "low", "high", "role",
];

/// Names of the columns of a table of regions, without the extension of its file.
pub(super) fn columns(table: &str, industries: &[&str]) -> Option<Vec<String>> {
    let own: Vec<&str> = match table {
        "areas" => AREA_TEXTS
            .into_iter()
            .chain(AREA_OPTIONAL)
            .chain(AreaRow::NUMBERS)
            .collect(),
        "jobs" => ["area"].iter().chain(industries).copied().collect(),
        "value_added" => ["province"].iter().chain(industries).copied().collect(),
        "neighbours" => vec!["a", "b"],
        "people" => PEOPLE_COLUMNS.to_vec(),
        "targets" => TARGET_COLUMNS.to_vec(),
        "digital" => ["industry"].into_iter().chain(DigitalRow::SHARES).collect(),
        _ => return None,
    };
    Some(own.into_iter().chain(NOTES).map(str::to_owned).collect())
}

/// Names of the tables of regions, without the extension of their files.
pub(super) const TABLES: [&str; 7] = [
    "areas",
    "jobs",
    "value_added",
    "neighbours",
    "people",
    "targets",
    "digital",
];

/// Reads the tables of regions, where there are any.
pub(super) fn read(
    files: &dyn Files,
    industries: &[IndustryRow],
    lines: &mut OwnLines,
) -> Result<Option<Regions>, Error> {
    let mut all = TOGETHER.iter().chain(&BESIDE);
    let Some(present) = all.find(|file| files.contains(file)) else {
        return Ok(None);
    };
    for file in TOGETHER {
        if !files.contains(file) {
            return Err(missing(files, file, present));
        }
    }
    let codes: Vec<&str> = industries.iter().map(|row| row.code.as_str()).collect();
    let areas = read_areas(&open(files, AREAS)?, lines)?;
    // The other tables refer to areas and provinces, so these come first.
    let listed = Regions {
        provinces: Regions::provinces_of(&areas),
        areas,
        ..Regions::default()
    };
    listed
        .check_areas()
        .map_err(|problem| lines.locate(problem))?;
    let Regions {
        areas, provinces, ..
    } = listed;
    if provinces.len() > 1 && !files.contains(NEIGHBOURS) {
        return Err(missing(files, NEIGHBOURS, AREAS));
    }
    let mut reader = Reader {
        codes: &codes,
        lines,
        row_notes: BTreeMap::new(),
    };
    let area_codes: Vec<&str> = areas.iter().map(|row| row.code.as_str()).collect();
    let jobs = reader.matrix(&open(files, JOBS)?, ("jobs", JOBS, "area"), &area_codes)?;
    let known: Vec<&str> = provinces.iter().map(String::as_str).collect();
    let value_added = reader.matrix(
        &open(files, REGIONAL_VALUE_ADDED)?,
        ("value_added", REGIONAL_VALUE_ADDED, "province"),
        &known,
    )?;
    let neighbours = match optional(files, NEIGHBOURS)? {
        Some(text) => reader.neighbours(&text, &known)?,
        None => Vec::new(),
    };
    let people = reader.people(&open(files, PEOPLE)?)?;
    let targets = match optional(files, TARGETS)? {
        Some(text) => reader.targets(&text)?,
        None => Vec::new(),
    };
    let digital = match optional(files, DIGITAL)? {
        Some(text) => reader.digital(&text)?,
        None => Vec::new(),
    };
    let row_notes = reader.row_notes;
    Ok(Some(Regions {
        areas,
        provinces,
        jobs,
        value_added,
        neighbours,
        people,
        targets,
        digital,
        row_notes,
    }))
}

fn missing(files: &dyn Files, file: &str, beside: &str) -> Error {
    Error::File {
        at: files::at(files, file),
        fault: Box::new(Fault::MissingBeside {
            beside: beside.to_owned(),
        }),
    }
}

fn open(files: &dyn Files, file: &str) -> Result<Text, Error> {
    Text::read(files, file)
}

fn optional(files: &dyn Files, file: &str) -> Result<Option<Text>, Error> {
    if files.contains(file) {
        return Text::read(files, file).map(Some);
    }
    Ok(None)
}

fn table<'a>(text: &'a Text, name: &str, industries: &[&str]) -> Result<Table<'a>, Error> {
    let known = columns(name, industries).unwrap_or_default();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let table = Table::parse(text, Some(&known));
    if industries.is_empty() {
        return table;
    }
    table.map_err(of_industries)
}

/// A name that ought to be among others.
fn unknown(text: &Text, line: usize, what: &'static str, name: &str, known: &[&str]) -> Error {
    let fault = Fault::UnknownName {
        what,
        name: plain(name),
        nearest: params::nearest(name, known.iter().copied()),
    };
    text.refuse(line, fault)
}

fn read_areas(text: &Text, lines: &mut OwnLines) -> Result<Vec<AreaRow>, Error> {
    let table = table(text, "areas", &[])?;
    let found = table.rows.len();
    if found == 0 || found > MAX_AREAS {
        let expected = if found == 0 { 1 } else { MAX_AREAS };
        return Err(text.refuse(None, Fault::Rows { found, expected }));
    }
    let [area, province, kind, name_en] = AREA_TEXTS.map(|column| table.column(column));
    let (area, province, kind, name_en) = (area?, province?, kind?, name_en?);
    let mut rows: Vec<AreaRow> = Vec::with_capacity(found);
    for row in &table.rows {
        let code = row.cell(area);
        refuse_twice(text, row.line, "area", code, lines, AREAS)?;
        let words = |column: &str| {
            let at = table.find(column);
            at.map_or_else(String::new, |at| row.cell(at).to_owned())
        };
        let parsed = kind_named(row.cell(kind)).ok_or_else(|| {
            let name = format!("kind of {}", plain(code));
            not_one_of(text, row, name, row.cell(kind), "urban or rural")
        })?;
        let mut read = AreaRow {
            code: code.to_owned(),
            province: row.cell(province).to_owned(),
            kind: parsed,
            name_en: row.cell(name_en).to_owned(),
            name_zh: words("name_zh"),
            macro_region: words("macro_region"),
            rd_intensity: 1.0,
            digital_finance: 1.0,
            note: row_note(&table, row)?,
            ..AreaRow::default()
        };
        for (column, place) in AreaRow::NUMBERS.into_iter().zip(read.numbers_mut()) {
            match table.find(column) {
                None if RELATIVE.contains(&column) => {}
                None => {
                    table.column(column)?;
                }
                Some(at) => *place = cell(text, row, at, column, code)?,
            }
        }
        // Without tiles provinces stand side by side.
        let before = Regions::provinces_of(&rows);
        let position = before.iter().position(|known| *known == read.province);
        read.tile_col = position.unwrap_or(before.len()) as u32;
        for (column, place) in [
            ("tile_col", &mut read.tile_col),
            ("tile_row", &mut read.tile_row),
        ] {
            if let Some(at) = table.find(column) {
                *place = tile(text, row, at, column, code)?;
            }
        }
        rows.push(read);
    }
    Ok(rows)
}

fn tile(text: &Text, row: &Row, at: usize, column: &str, code: &str) -> Result<u32, Error> {
    let value = cell(text, row, at, column, code)?;
    if value.fract() == 0.0 && (0.0..=MAX_TILE).contains(&value) {
        return Ok(value as u32);
    }
    let name = format!("{column} of {}", plain(code));
    let expected = "a whole number in 0..1000";
    Err(not_one_of(text, row, name, row.cell(at), expected))
}

fn not_one_of(text: &Text, row: &Row, name: String, found: &str, expected: &str) -> Error {
    let fault = Fault::NotA {
        name,
        text: shown(found),
        expected: expected.to_owned(),
    };
    text.refuse(row.line, fault)
}

/// What the tables besides `areas.csv` are read with.
struct Reader<'a> {
    /// Codes of the industries.
    codes: &'a [&'a str],
    lines: &'a mut OwnLines,
    row_notes: BTreeMap<(String, String), Note>,
}

impl Reader<'_> {
    /// A number for each row and industry; rows may stand in any order.
    fn matrix(
        &mut self,
        text: &Text,
        (name, file, what): (&str, &'static str, &'static str),
        rows: &[&str],
    ) -> Result<Vec<f64>, Error> {
        let table = table(text, name, self.codes)?;
        let key = table.column(what)?;
        let at: Vec<usize> = self
            .codes
            .iter()
            .map(|code| table.column(code))
            .collect::<Result<_, _>>()?;
        let n = at.len();
        let positions: BTreeMap<&str, usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (*row, at))
            .collect();
        let mut cells = vec![0.0; rows.len() * n];
        for row in &table.rows {
            let code = row.cell(key);
            refuse_twice(text, row.line, what, code, self.lines, file)?;
            let Some(&position) = positions.get(code) else {
                return Err(unknown(text, row.line, what, code, rows));
            };
            for (g, at) in at.iter().enumerate() {
                cells[position * n + g] = cell(text, row, *at, self.codes[g], code)?;
            }
            self.keep_note(name, code, row_note(&table, row)?);
        }
        for row in rows {
            if !self.lines.rows.contains_key(&(file, (*row).to_owned())) {
                let row = plain(row);
                return Err(text.refuse(None, Fault::MissingRow { row }));
            }
        }
        Ok(cells)
    }

    fn keep_note(&mut self, table: &str, row: &str, note: Note) {
        if note != Note::default() {
            self.row_notes
                .insert((table.to_owned(), row.to_owned()), note);
        }
    }

    fn neighbours(
        &mut self,
        text: &Text,
        provinces: &[&str],
    ) -> Result<Vec<(usize, usize)>, Error> {
        let table = table(text, "neighbours", &[])?;
        let (a, b) = (table.column("a")?, table.column("b")?);
        let mut pairs = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let find = |at: usize| {
                let name = row.cell(at);
                let position = provinces.iter().position(|known| *known == name);
                position.ok_or_else(|| unknown(text, row.line, "province", name, provinces))
            };
            let (from, to) = (find(a)?, find(b)?);
            let pair = Regions::pair(provinces[from], provinces[to]);
            refuse_twice(text, row.line, "pair", &pair, self.lines, NEIGHBOURS)?;
            self.keep_note("neighbours", &pair, row_note(&table, row)?);
            pairs.push((from, to));
        }
        Ok(pairs)
    }

    fn people(&mut self, text: &Text) -> Result<Vec<PeopleRow>, Error> {
        let table = table(text, "people", &[])?;
        let [attribute, class, kind, value] = PEOPLE_COLUMNS.map(|column| table.column(column));
        let (attribute, class, kind, value) = (attribute?, class?, kind?, value?);
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut read = PeopleRow {
                attribute: row.cell(attribute).to_owned(),
                class: row.cell(class).to_owned(),
                kind: row.cell(kind).to_owned(),
                value: 0.0,
                note: row_note(&table, row)?,
            };
            let key = read.key();
            refuse_twice(text, row.line, "row", &key, self.lines, PEOPLE)?;
            read.value = cell(text, row, value, "value", &key)?;
            rows.push(read);
        }
        Ok(rows)
    }

    fn targets(&mut self, text: &Text) -> Result<Vec<TargetRow>, Error> {
        let table = table(text, "targets", &[])?;
        let mut at = BTreeMap::new();
        for column in TARGET_COLUMNS {
            at.insert(column, table.column(column)?);
        }
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let words = |column: &str| row.cell(at[column]).to_owned();
            let id = words("id");
            refuse_twice(text, row.line, "target", &id, self.lines, TARGETS)?;
            let number = |column: &str| cell(text, row, at[column], column, &id);
            let role = role_named(row.cell(at["role"])).ok_or_else(|| {
                let name = format!("role of {}", plain(&id));
                let expected = "C, met by calibration, or V, held out for validation";
                not_one_of(text, row, name, row.cell(at["role"]), expected)
            })?;
            rows.push(TargetRow {
                concept: words("concept"),
                scope: words("scope"),
                value: number("value")?,
                unit: words("unit"),
                low: number("low")?,
                high: number("high")?,
                role,
                note: row_note(&table, row)?,
                id,
            });
        }
        Ok(rows)
    }

    /// A row for each industry, in the order of the industries.
    fn digital(&mut self, text: &Text) -> Result<Vec<DigitalRow>, Error> {
        let table = table(text, "digital", &[])?;
        let key = table.column("industry")?;
        let mut found: BTreeMap<&str, DigitalRow> = BTreeMap::new();
        for row in &table.rows {
            let code = row.cell(key);
            refuse_twice(text, row.line, "industry", code, self.lines, DIGITAL)?;
            let mut read = DigitalRow {
                industry: code.to_owned(),
                note: row_note(&table, row)?,
                ..DigitalRow::default()
            };
            for (column, place) in DigitalRow::SHARES.into_iter().zip(read.shares_mut()) {
                *place = cell(text, row, table.column(column)?, column, code)?;
            }
            let Some(known) = self.codes.iter().find(|known| **known == code) else {
                return Err(unknown(text, row.line, "industry", code, self.codes));
            };
            found.insert(known, read);
        }
        let rows = self.codes.iter().map(|code| {
            let row = (*code).to_owned();
            let missing = || text.refuse(None, Fault::MissingRow { row });
            found.remove(code).ok_or_else(missing)
        });
        rows.collect()
    }
}

/// The letter of a role.
pub(super) fn role_letter(role: Use) -> &'static str {
    match role {
        Use::Calibration => "C",
        Use::Validation => "V",
    }
}

fn role_named(letter: &str) -> Option<Use> {
    [Use::Calibration, Use::Validation]
        .into_iter()
        .find(|role| role_letter(*role) == letter)
}
