//! Writes areas, jobs, people, targets and digital openings.

use economy::tables::{
    AREAS, AreaRow, DIGITAL, DigitalRow, JOBS, NEIGHBOURS, Note, PEOPLE, REGIONAL_VALUE_ADDED,
    Regions, TARGETS, Tables,
};

use super::regions::{columns, role_letter};
use super::write::{shortest, to_csv, with_notes};

/// The tables of regions with their text; those that are empty and may be left out are.
pub(super) fn files(tables: &Tables) -> Vec<(&'static str, String)> {
    let Some(regions) = &tables.regions else {
        return Vec::new();
    };
    let writer = Writer { tables, regions };
    let mut files = vec![
        (AREAS, writer.areas()),
        (JOBS, writer.matrix("jobs")),
        (REGIONAL_VALUE_ADDED, writer.matrix("value_added")),
        (PEOPLE, writer.people()),
    ];
    if regions.provinces.len() > 1 {
        files.push((NEIGHBOURS, writer.neighbours()));
    }
    if !regions.targets.is_empty() {
        files.push((TARGETS, writer.targets()));
    }
    if !regions.digital.is_empty() {
        files.push((DIGITAL, writer.digital()));
    }
    files
}

struct Writer<'a> {
    tables: &'a Tables,
    regions: &'a Regions,
}

/// Rows under the header of a table, with the notes that are needed.
fn table(name: &str, industries: &[&str], rows: Vec<Vec<String>>, notes: &[&Note]) -> String {
    let mut header = columns(name, industries).unwrap_or_default();
    header.truncate(rows.first().map_or(header.len(), Vec::len));
    let mut all = vec![header];
    all.extend(rows);
    with_notes(&mut all, notes);
    to_csv(&all)
}

impl Writer<'_> {
    fn areas(&self) -> String {
        let row = |area: &AreaRow| -> Vec<String> {
            let texts = [
                &area.code,
                &area.province,
                area.kind.name(),
                &area.name_en,
                &area.name_zh,
                &area.macro_region,
            ];
            let tile = [area.tile_col, area.tile_row].map(|at| at.to_string());
            let numbers = area.numbers().map(shortest);
            let texts = texts.into_iter().map(str::to_owned);
            texts.chain(tile).chain(numbers).collect()
        };
        let areas = &self.regions.areas;
        let notes: Vec<&Note> = areas.iter().map(|area| &area.note).collect();
        table("areas", &[], areas.iter().map(row).collect(), &notes)
    }

    /// `jobs` or `value_added`.
    fn matrix(&self, name: &str) -> String {
        let codes: Vec<&str> = self
            .tables
            .industries
            .iter()
            .map(|row| row.code.as_str())
            .collect();
        let (keys, cells): (Vec<&String>, _) = if name == "jobs" {
            let areas = self.regions.areas.iter();
            (areas.map(|area| &area.code).collect(), &self.regions.jobs)
        } else {
            let provinces = self.regions.provinces.iter();
            (provinces.collect(), &self.regions.value_added)
        };
        let rows = keys.iter().zip(cells.chunks(codes.len()));
        let rows = rows.map(|(key, values)| {
            let values = values.iter().map(|value| shortest(*value));
            [(*key).clone()].into_iter().chain(values).collect()
        });
        let none = Note::default();
        let notes: Vec<&Note> = keys
            .iter()
            .map(|key| self.row_note(name, key).unwrap_or(&none))
            .collect();
        table(name, &codes, rows.collect(), &notes)
    }

    fn row_note(&self, table: &str, row: &str) -> Option<&Note> {
        let key = (table.to_owned(), row.to_owned());
        self.regions.row_notes.get(&key)
    }

    fn neighbours(&self) -> String {
        let provinces = &self.regions.provinces;
        let pairs = || {
            let pairs = self.regions.neighbours.iter();
            pairs.map(|&(a, b)| (&provinces[a], &provinces[b]))
        };
        let rows = pairs().map(|(a, b)| vec![a.clone(), b.clone()]);
        let none = Note::default();
        let notes: Vec<&Note> = pairs()
            .map(|(a, b)| {
                self.row_note("neighbours", &Regions::pair(a, b))
                    .unwrap_or(&none)
            })
            .collect();
        table("neighbours", &[], rows.collect(), &notes)
    }

    fn people(&self) -> String {
        let people = &self.regions.people;
        let rows = people.iter().map(|row| {
            let value = shortest(row.value);
            vec![
                row.attribute.clone(),
                row.class.clone(),
                row.kind.clone(),
                value,
            ]
        });
        let notes: Vec<&Note> = people.iter().map(|row| &row.note).collect();
        table("people", &[], rows.collect(), &notes)
    }

    fn targets(&self) -> String {
        let targets = &self.regions.targets;
        let rows = targets.iter().map(|row| {
            vec![
                row.id.clone(),
                row.concept.clone(),
                row.scope.clone(),
                shortest(row.value),
                row.unit.clone(),
                shortest(row.low),
                shortest(row.high),
                role_letter(row.role).to_owned(),
            ]
        });
        let notes: Vec<&Note> = targets.iter().map(|row| &row.note).collect();
        table("targets", &[], rows.collect(), &notes)
    }

    fn digital(&self) -> String {
        let digital = &self.regions.digital;
        let row = |row: &DigitalRow| -> Vec<String> {
            let shares = row.shares().map(shortest);
            [row.industry.clone()].into_iter().chain(shares).collect()
        };
        let notes: Vec<&Note> = digital.iter().map(|row| &row.note).collect();
        table("digital", &[], digital.iter().map(row).collect(), &notes)
    }
}
