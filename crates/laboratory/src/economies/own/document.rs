//! Reads `economy.toml`: the header, scalars with their notes, sources, and notes to columns.

use std::collections::BTreeMap;

use economy::tables::{
    ColumnNote, Header, Note, OPTIONAL, RuleSet, SETTING_SECTIONS, Scalars, Source,
};
use params::{Parameters, Status, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::economies::error::{Error, Fault, plain, shown};
use crate::economies::files::Text;

/// Tables besides those of regions that notes to columns may name.
const TABLES: [&str; 3] = ["use_table", "industries", "balance_sheets"];
/// Keys of `[economy]` that are not scalars.
const HEADER: [&str; 6] = [
    "name",
    "title",
    "opening",
    "currency",
    "money_unit",
    "rules",
];
/// The one scalar that is a matrix.
const CORRELATION: &str = "economy.shocks.correlation";
/// Longest name or title.
const MAX_TEXT: usize = 1000;

/// What stands in `economy.toml`.
pub(super) struct Document {
    pub header: Header,
    pub scalars: Scalars,
    pub correlation: [[f64; 3]; 3],
    pub notes: BTreeMap<String, Note>,
    pub sources: BTreeMap<String, Source>,
    pub columns: BTreeMap<(String, String), ColumnNote>,
    /// Settings of rules, of the map and of the people, by path.
    pub settings: BTreeMap<String, String>,
    /// Lines by path; those of notes to columns by `tables.<table>.<column>`.
    pub lines: BTreeMap<String, usize>,
}

type Item<'a> = &'a Spanned<DeValue<'a>>;

/// A table of the file with its name.
#[derive(Clone)]
struct Section<'a> {
    text: &'a Text,
    name: String,
    entries: Vec<(&'a str, usize, Item<'a>)>,
}

/// Whether an entry is a table of settings and not a value with its note.
fn is_group(item: &Item<'_>) -> bool {
    matches!(item.get_ref(), DeValue::Table(table) if !table.keys().any(|key| key.get_ref() == "value"))
}

/// Parses `economy.toml`.
pub(super) fn read(text: &Text) -> Result<Document, Error> {
    let parsed = DeTable::parse(&text.content).map_err(|error| syntax(text, &error))?;
    let root = Section::new(text, String::new(), parsed.get_ref());
    let mut reader = Reader::default();
    let mut top = Vec::new();
    let mut sections: BTreeMap<&str, Section<'_>> = BTreeMap::new();
    let mut sources = None;
    let mut tables = None;
    for &(key, line, item) in &root.entries {
        match (key, item.get_ref()) {
            ("format", value) => check_format(text, line, value)?,
            ("sources", DeValue::Table(table)) => {
                sources = Some(Section::new(text, "sources".to_owned(), table));
            }
            ("tables", DeValue::Table(table)) => {
                tables = Some(Section::new(text, "tables".to_owned(), table));
            }
            (name, DeValue::Table(table)) if SETTING_SECTIONS.contains(&name) => {
                reader.read_settings(&Section::new(text, name.to_owned(), table))?;
            }
            (name, DeValue::Table(table)) if Scalars::SECTIONS.contains(&name) => {
                sections.insert(name, Section::new(text, name.to_owned(), table));
            }
            // What stands above the first section belongs to `[economy]`.
            _ => top.push((key, line, item)),
        }
    }
    if root.find("format").is_none() {
        return Err(missing(text, "format"));
    }
    let economy = sections.entry("economy").or_insert_with(|| Section {
        text,
        name: "economy".to_owned(),
        entries: Vec::new(),
    });
    for entry in top {
        if economy.find(entry.0).is_some() {
            let (what, name) = ("key", entry.0.to_owned());
            return Err(text.refuse(entry.1, Fault::Twice { what, name }));
        }
        economy.entries.push(entry);
    }
    let header = read_header(economy)?;
    let mut scalars = Scalars::default();
    for (name, group) in Scalars::SECTIONS.into_iter().zip(scalars.groups_mut()) {
        reader.read_group(text, name, sections.get(name), group)?;
    }
    let correlation = reader.read_correlation(text, sections.get("shocks"))?;
    let sources = sources.map_or_else(|| Ok(BTreeMap::new()), |section| read_sources(&section))?;
    let columns = match tables {
        Some(section) => reader.read_columns(&section)?,
        None => BTreeMap::new(),
    };
    Ok(Document {
        header,
        scalars,
        correlation,
        notes: reader.notes,
        sources,
        columns,
        settings: reader.settings,
        lines: reader.lines,
    })
}

/// Collects notes and lines on the way.
#[derive(Default)]
struct Reader {
    notes: BTreeMap<String, Note>,
    settings: BTreeMap<String, String>,
    lines: BTreeMap<String, usize>,
}

impl Reader {
    fn read_group(
        &mut self,
        text: &Text,
        name: &str,
        section: Option<&Section<'_>>,
        group: &mut dyn Parameters,
    ) -> Result<(), Error> {
        let declarations = group.declarations();
        let keys: Vec<&str> = declarations.iter().map(|d| key_of(d.path)).collect();
        let others: &[&str] = match name {
            "economy" => &HEADER,
            "shocks" => &["correlation"],
            _ => &[],
        };
        if let Some(section) = section {
            let known: Vec<&str> = keys.iter().chain(others).copied().collect();
            section.refuse_unknown(&known)?;
        }
        for (declared, key) in declarations.iter().zip(keys) {
            let Some((line, item)) = section.and_then(|section| section.find(key)) else {
                if OPTIONAL.contains(&declared.path) {
                    continue;
                }
                return Err(missing(text, &display(name, key)));
            };
            let (value, note) = annotated(text, declared.path, line, item)?;
            let number = number(value.get_ref()).ok_or_else(|| {
                not_a(
                    text,
                    line,
                    declared.path,
                    value.get_ref(),
                    source(text, value),
                    "a number",
                )
            })?;
            group
                .set_number(declared.path, number)
                .map_err(|error| text.refuse(line, error.into()))?;
            self.keep(declared.path, line, note);
        }
        Ok(())
    }

    fn keep(&mut self, path: &str, line: usize, note: Note) {
        self.lines.insert(path.to_owned(), line);
        if note != Note::default() {
            self.notes.insert(path.to_owned(), note);
        }
    }

    fn read_correlation(
        &mut self,
        text: &Text,
        section: Option<&Section<'_>>,
    ) -> Result<[[f64; 3]; 3], Error> {
        let (line, item) = section
            .and_then(|section| section.find("correlation"))
            .ok_or_else(|| missing(text, "shocks.correlation"))?;
        let (value, note) = annotated(text, CORRELATION, line, item)?;
        let matrix = matrix(value.get_ref()).ok_or_else(|| {
            let expected = "three rows of three numbers";
            not_a(
                text,
                line,
                CORRELATION,
                value.get_ref(),
                source(text, value),
                expected,
            )
        })?;
        self.keep(CORRELATION, line, note);
        Ok(matrix)
    }

    /// Settings under `[closure.<rule>]`, `[geography]` or `[people]`, as text under their paths.
    fn read_settings(&mut self, section: &Section<'_>) -> Result<(), Error> {
        if section.name == "closure" {
            for (_, rule) in section.children()? {
                self.read_entries(&rule)?;
            }
            return Ok(());
        }
        let mut plain = section.clone();
        // A table without a value of its own is a group below: `[people.migration]`.
        plain.entries.retain(|(_, _, item)| !is_group(item));
        for entry in &section.entries {
            if let (key, _, item) = entry
                && is_group(item)
                && let DeValue::Table(table) = item.get_ref()
            {
                let name = display(&section.name, key);
                self.read_entries(&Section::new(section.text, name, table))?;
            }
        }
        self.read_entries(&plain)
    }

    fn read_entries(&mut self, section: &Section<'_>) -> Result<(), Error> {
        let text = section.text;
        for &(name, line, item) in &section.entries {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if name.is_empty() || !name.chars().all(is_plain) {
                let key = display(&section.name, &plain(name));
                return Err(text.refuse(line, Fault::UnknownKey { key, nearest: None }));
            }
            let path = display(&section.name, name);
            let (value, note) = annotated(text, &path, line, item)?;
            let setting = setting(value.get_ref()).ok_or_else(|| {
                let (value, source) = (value.get_ref(), source(text, value));
                not_a(
                    text,
                    line,
                    &path,
                    value,
                    source,
                    "a number, a switch or a word",
                )
            })?;
            self.keep(&path, line, note);
            self.settings.insert(path, setting);
        }
        Ok(())
    }

    fn read_columns(
        &mut self,
        section: &Section<'_>,
    ) -> Result<BTreeMap<(String, String), ColumnNote>, Error> {
        let mut columns = BTreeMap::new();
        section.refuse_unknown(&[&TABLES[..], &super::regions::TABLES].concat())?;
        for (table, section) in section.children()? {
            for (name, column) in section.children()? {
                column.refuse_unknown(&["unit", "status", "source", "note"])?;
                let note = ColumnNote {
                    unit: column.string("unit")?,
                    note: note(&column)?,
                };
                let path = format!("tables.{table}.{name}");
                self.lines.insert(path, column.line());
                columns.insert((table.to_owned(), name.to_owned()), note);
            }
        }
        Ok(columns)
    }
}

fn key_of(path: &str) -> &str {
    crate::economies::reference::key_of(path)
}

/// A key as it stands in the file.
fn display(section: &str, key: &str) -> String {
    format!("{section}.{key}")
}

fn syntax(text: &Text, error: &toml::de::Error) -> Error {
    let span = error.span();
    let line = span.as_ref().map(|span| text.line(span.start));
    let reason = error
        .message()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    if reason.contains("duplicate key") {
        let name = span.and_then(|span| text.content.get(span)).unwrap_or("?");
        let (what, name) = ("key", plain(name));
        return text.refuse(line, Fault::Twice { what, name });
    }
    let language = "TOML";
    text.refuse(line, Fault::Syntax { language, reason })
}

/// The text of an item as it stands in the file.
fn source<'a>(text: &'a Text, item: Item<'_>) -> &'a str {
    text.content.get(item.span()).unwrap_or("?")
}

fn missing(text: &Text, key: &str) -> Error {
    let key = key.to_owned();
    text.refuse(None, Fault::MissingKey { key })
}

fn not_a(
    text: &Text,
    line: usize,
    name: &str,
    value: &DeValue<'_>,
    source: &str,
    expected: &str,
) -> Error {
    let fault = Fault::NotA {
        name: name.to_owned(),
        text: match value {
            DeValue::String(string) => shown(&format!("\"{string}\"")),
            _ => shown(source),
        },
        expected: expected.to_owned(),
    };
    text.refuse(line, fault)
}

fn check_format(text: &Text, line: usize, value: &DeValue<'_>) -> Result<(), Error> {
    if number(value) == Some(1.0) {
        return Ok(());
    }
    let source = value.as_integer().map_or("?", |integer| integer.as_str());
    Err(not_a(
        text,
        line,
        "format",
        value,
        source,
        "1, the only version there is",
    ))
}

fn read_header(section: &Section<'_>) -> Result<Header, Error> {
    let rules = section.required("rules")?;
    let known = RuleSet::NAMES;
    let rules = known
        .iter()
        .position(|name| *name == rules)
        .ok_or_else(|| {
            let expected = format!("one of {}", known.join(", "));
            section.refuse("rules", &rules, expected)
        })?;
    Ok(Header {
        name: section.required("name")?,
        title: section.required("title")?,
        opening: section.year("opening")?,
        currency: section.required("currency")?,
        money_unit: section.required("money_unit")?,
        rules: RuleSet::from_number(rules as f64),
    })
}

fn read_sources(section: &Section<'_>) -> Result<BTreeMap<String, Source>, Error> {
    let mut sources = BTreeMap::new();
    for (key, source) in section.children()? {
        source.refuse_unknown(&["citation", "url", "licence", "vintage"])?;
        let value = Source {
            citation: source.required("citation")?,
            url: source.string("url")?,
            licence: source.string("licence")?,
            vintage: source.string("vintage")?,
        };
        sources.insert(key.to_owned(), value);
    }
    Ok(sources)
}

/// The value of a scalar, which may be wrapped in a table with notes.
fn annotated<'a>(
    text: &'a Text,
    path: &str,
    line: usize,
    item: Item<'a>,
) -> Result<(Item<'a>, Note), Error> {
    let DeValue::Table(table) = item.get_ref() else {
        return Ok((item, Note::default()));
    };
    let section = Section::new(text, path.to_owned(), table);
    section.refuse_unknown(&["value", "status", "source", "note"])?;
    let (_, value) = section.find("value").ok_or_else(|| {
        let key = format!("{path}.value");
        text.refuse(line, Fault::MissingKey { key })
    })?;
    Ok((value, note(&section)?))
}

fn note(section: &Section<'_>) -> Result<Note, Error> {
    let status = section.string("status")?;
    let status = status
        .map(|word| {
            status_of(&word).ok_or_else(|| {
                section.refuse(
                    "status",
                    &word,
                    format!("one of {}", STATUSES.map(Status::word).join(", ")),
                )
            })
        })
        .transpose()?;
    Ok(Note {
        status,
        source: section.string("source")?,
        note: section.string("note")?,
    })
}

const STATUSES: [Status; 5] = [
    Status::Verified,
    Status::Recalled,
    Status::Derived,
    Status::Prototype,
    Status::Assumed,
];

/// The status that a word stands for.
pub(super) fn status_of(word: &str) -> Option<Status> {
    STATUSES.into_iter().find(|status| status.word() == word)
}

/// The words for a status.
pub(super) fn status_words() -> String {
    STATUSES.map(Status::word).join(", ")
}

/// A finite number.
fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(integer) => {
            let digits = integer.as_str().replace('_', "");
            match integer.radix() {
                10 => digits.parse().ok()?,
                radix => i64::from_str_radix(&digits, radix).ok()? as f64,
            }
        }
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok()?,
        _ => return None,
    };
    Some(number).filter(|number: &f64| number.is_finite())
}

/// A number, a switch or a word as `--set` would take it.
fn setting(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Boolean(on) => Some(if *on { "on" } else { "off" }.to_owned()),
        DeValue::String(word) if word.chars().count() <= MAX_TEXT => Some(word.to_string()),
        _ => number(value).map(super::write::shortest),
    }
}

fn matrix(value: &DeValue<'_>) -> Option<[[f64; 3]; 3]> {
    let row = |row: &Spanned<DeValue<'_>>| -> Option<[f64; 3]> {
        let cells: Option<Vec<f64>> = row
            .get_ref()
            .as_array()?
            .iter()
            .map(|cell| number(cell.get_ref()))
            .collect();
        cells?.try_into().ok()
    };
    let rows: Option<Vec<[f64; 3]>> = value.as_array()?.iter().map(row).collect();
    rows?.try_into().ok()
}

impl<'a> Section<'a> {
    fn new(text: &'a Text, name: String, table: &'a DeTable<'a>) -> Self {
        let entries = table.iter();
        let entries = entries
            .map(|(key, value)| (key.get_ref().as_ref(), text.line(key.span().start), value));
        Self {
            text,
            name,
            entries: entries.collect(),
        }
    }

    fn find(&self, key: &str) -> Option<(usize, Item<'a>)> {
        let mut entries = self.entries.iter();
        entries
            .find(|entry| entry.0 == key)
            .map(|&(_, line, item)| (line, item))
    }

    /// The line of its first entry.
    fn line(&self) -> usize {
        self.entries.first().map_or(1, |entry| entry.1)
    }

    fn refuse_unknown(&self, known: &[&str]) -> Result<(), Error> {
        let Some(&(key, line, _)) = self.entries.iter().find(|entry| !known.contains(&entry.0))
        else {
            return Ok(());
        };
        let fault = Fault::UnknownKey {
            key: display(&self.name, &plain(key)),
            nearest: params::nearest(key, known.iter().copied())
                .map(|known| display(&self.name, &known)),
        };
        Err(self.text.refuse(line, fault))
    }

    /// Every entry, by key, as a table of its own.
    fn children(&self) -> Result<Vec<(&'a str, Section<'a>)>, Error> {
        let child = |&(key, line, item): &(&'a str, usize, Item<'a>)| {
            let name = display(&self.name, &plain(key));
            match item.get_ref() {
                DeValue::Table(table) => Ok((key, Section::new(self.text, name, table))),
                value => {
                    let source = source(self.text, item);
                    Err(not_a(self.text, line, &name, value, source, "a table"))
                }
            }
        };
        self.entries.iter().map(child).collect()
    }

    fn string(&self, key: &str) -> Result<Option<String>, Error> {
        let Some((line, item)) = self.find(key) else {
            return Ok(None);
        };
        let fits = |string: &&str| string.chars().count() <= MAX_TEXT;
        let string = item.get_ref().as_str().filter(fits);
        string.map(|string| Some(string.to_owned())).ok_or_else(|| {
            let source = source(self.text, item);
            let expected = format!("a text of at most {MAX_TEXT} characters");
            not_a(
                self.text,
                line,
                &display(&self.name, key),
                item.get_ref(),
                source,
                &expected,
            )
        })
    }

    fn required(&self, key: &str) -> Result<String, Error> {
        let value = self.string(key)?;
        let value = value.ok_or_else(|| missing(self.text, &display(&self.name, key)))?;
        if value.trim().is_empty() || value.chars().any(char::is_control) {
            return Err(self.refuse(
                key,
                &value,
                "a text on one line that is not empty".to_owned(),
            ));
        }
        Ok(value)
    }

    fn year(&self, key: &str) -> Result<i32, Error> {
        let (line, item) = self
            .find(key)
            .ok_or_else(|| missing(self.text, &display(&self.name, key)))?;
        let year = number(item.get_ref());
        let year = year.filter(|year| year.fract() == 0.0 && (-10_000.0..=10_000.0).contains(year));
        year.map(|year| year as i32).ok_or_else(|| {
            let source = source(self.text, item);
            let name = display(&self.name, key);
            not_a(
                self.text,
                line,
                &name,
                item.get_ref(),
                source,
                "a year in -10000..10000",
            )
        })
    }

    fn refuse(&self, key: &str, value: &str, expected: String) -> Error {
        let fault = Fault::NotA {
            name: display(&self.name, key),
            text: shown(&format!("\"{value}\"")),
            expected,
        };
        self.text
            .refuse(self.find(key).map(|(line, _)| line), fault)
    }
}
