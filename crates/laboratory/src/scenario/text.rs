//! Reading values out of a parsed TOML text, with the line of each for complaints.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Place, Result, did_you_mean};

/// A text and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// Its file.
    pub file: &'a str,
}

/// A value with its span.
pub type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Text<'a> {
    /// The text as a table.
    pub fn parse(&self) -> Result<Spanned<DeTable<'a>>> {
        DeTable::parse(self.text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let reason = error.message().lines().collect::<Vec<_>>().join(", ");
            Error::refused_at(format!("this is not TOML: {reason}"), self.line(offset))
        })
    }

    /// The place of a byte of the text.
    pub fn line(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        Place::line(self.file, before.matches('\n').count() + 1)
    }

    /// The place of a key or value.
    pub fn place<T>(&self, spanned: &Spanned<T>) -> Place {
        self.line(spanned.span().start)
    }

    /// Refuses the value of `key`.
    pub fn refuse<T>(&self, spanned: &Spanned<T>, reason: impl Into<String>) -> Error {
        Error::refused_at(reason, self.place(spanned))
    }

    /// Refuses a key nobody knows.
    pub fn unknown<T>(&self, key: &Spanned<T>, name: &str, known: &[&str]) -> Error {
        let hint = did_you_mean(name, known.iter().copied());
        let reason = if hint.is_empty() {
            format!("`{name}` is not a key here; known are {}", known.join(", "))
        } else {
            format!("`{name}` is not a key here{hint}")
        };
        self.refuse(key, reason)
    }

    /// Words.
    pub fn string(&self, key: &str, value: &Value<'_>) -> Result<String> {
        value
            .get_ref()
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| self.wrong(key, value, "text in quotes"))
    }

    /// A list of words.
    pub fn strings(&self, key: &str, value: &Value<'_>) -> Result<Vec<String>> {
        value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong(key, value, "a list of texts"))?
            .iter()
            .map(|item| self.string(key, item))
            .collect()
    }

    /// A whole number in `low..=high`.
    pub fn whole(&self, key: &str, value: &Value<'_>, low: u32, high: u32) -> Result<u32> {
        let expected = format!("a whole number in {low}..{high}");
        let number = value
            .get_ref()
            .as_integer()
            .filter(|number| number.radix() == 10)
            .and_then(|number| number.as_str().parse::<i128>().ok())
            .ok_or_else(|| self.wrong(key, value, &expected))?;
        u32::try_from(number)
            .ok()
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| self.refuse(value, format!("{key} is {number}, outside {low}..{high}")))
    }

    /// A finite number.
    pub fn number(&self, key: &str, value: &Value<'_>) -> Result<f64> {
        scalar(value)
            .and_then(|text| text.parse::<f64>().ok())
            .filter(|number| number.is_finite())
            .ok_or_else(|| self.wrong(key, value, "a finite number"))
    }

    /// A table.
    pub fn table<'v>(&self, key: &str, value: &'v Value<'a>) -> Result<&'v DeTable<'a>> {
        value
            .get_ref()
            .as_table()
            .ok_or_else(|| self.wrong(key, value, "a table"))
    }

    /// The complaint about a value of the wrong kind.
    pub fn wrong(&self, key: &str, value: &Value<'_>, expected: &str) -> Error {
        let span = value.span();
        let written = self.text.get(span).unwrap_or_default();
        let written: String = written
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect();
        self.refuse(
            value,
            format!("{key} is {written}, but it takes {expected}"),
        )
    }
}

/// A number, word or switch as text, as one would type it after `--set`.
pub fn scalar(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(words) => Some(words.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(on) => Some(on.to_string()),
        _ => None,
    }
}
