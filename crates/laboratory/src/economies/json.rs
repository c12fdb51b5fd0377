//! Flat JSON objects of numbers and vectors of numbers, with the line of each.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::{Error, Fault, plain, shown};
use super::files::Text;

/// The entries of one object, by key.
pub(crate) struct Object<'a> {
    text: &'a Text,
    entries: BTreeMap<String, &'a RawValue>,
}

/// Keys and values as they stand, twice where they come twice.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of numbers and vectors of numbers")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visit)
    }
}

impl<'a> Object<'a> {
    /// Parses the object that a file consists of.
    pub fn parse(text: &'a Text) -> Result<Self, Error> {
        let pairs: Pairs<'a> = serde_json::from_str(&text.content).map_err(|error| {
            let reason = error.to_string();
            // The line is named after the sentence, as for all other errors.
            let reason = reason
                .split(" at line ")
                .next()
                .unwrap_or(&reason)
                .to_owned();
            let language = "JSON";
            text.refuse(error.line().max(1), Fault::Syntax { language, reason })
        })?;
        let mut entries = BTreeMap::new();
        for (key, value) in pairs.0 {
            if entries.contains_key(&key) {
                let (what, name) = ("key", plain(&key));
                return Err(text.refuse(text.line_of(value.get()), Fault::Twice { what, name }));
            }
            entries.insert(key, value);
        }
        Ok(Self { text, entries })
    }

    /// Keys, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The line on which the value of `key` starts.
    pub fn line(&self, key: &str) -> Option<usize> {
        self.entries
            .get(key)
            .map(|value| self.text.line_of(value.get()))
    }

    /// The error for a key that means nothing.
    pub fn unknown<'k>(&self, key: &str, known: impl IntoIterator<Item = &'k str>) -> Error {
        let fault = Fault::UnknownKey {
            key: plain(key),
            nearest: params::nearest(key, known),
        };
        self.text.refuse(self.line(key), fault)
    }

    /// The number under `key`.
    pub fn number(&self, key: &str) -> Result<f64, Error> {
        let value = self.value(key)?;
        self.parse_number(key, value, "a number")
    }

    /// The whole number under `key`.
    pub fn whole(&self, key: &str, least: u32, most: u32) -> Result<u32, Error> {
        let value = self.value(key)?;
        self.parse_whole(key, value, least, most)
    }

    /// The vector under `key`, with the line of each value.
    pub fn vector(&self, key: &str) -> Result<(Vec<f64>, Vec<usize>), Error> {
        self.each(key, |name, value| {
            self.parse_number(name, value, "a number")
        })
    }

    /// The vector of whole numbers under `key`, with the line of each.
    pub fn wholes(
        &self,
        key: &str,
        least: u32,
        most: u32,
    ) -> Result<(Vec<u32>, Vec<usize>), Error> {
        self.each(key, |name, value| {
            self.parse_whole(name, value, least, most)
        })
    }

    fn each<T>(
        &self,
        key: &str,
        parse: impl Fn(&str, &RawValue) -> Result<T, Error>,
    ) -> Result<(Vec<T>, Vec<usize>), Error> {
        let value = self.value(key)?;
        let values: Vec<&RawValue> = serde_json::from_str(value.get())
            .map_err(|_| self.not_a(key, value, "a vector of numbers".to_owned()))?;
        let mut numbers = Vec::with_capacity(values.len());
        let mut lines = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            // The name is only put together where a sentence needs it.
            let number = parse(key, value)
                .or_else(|_| parse(&format!("{key}, value {},", index + 1), value))?;
            numbers.push(number);
            lines.push(self.text.line_of(value.get()));
        }
        Ok((numbers, lines))
    }

    fn value(&self, key: &str) -> Result<&'a RawValue, Error> {
        let missing = || {
            let key = key.to_owned();
            self.text.refuse(None, Fault::MissingKey { key })
        };
        self.entries.get(key).copied().ok_or_else(missing)
    }

    fn parse_number(&self, name: &str, value: &RawValue, expected: &str) -> Result<f64, Error> {
        let text = value.get();
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| self.not_a(name, value, expected.to_owned()))
    }

    fn parse_whole(
        &self,
        name: &str,
        value: &RawValue,
        least: u32,
        most: u32,
    ) -> Result<u32, Error> {
        let number = value.get().parse::<f64>().unwrap_or(f64::NAN);
        if number.fract() == 0.0 && (f64::from(least)..=f64::from(most)).contains(&number) {
            return Ok(number as u32);
        }
        Err(self.not_a(name, value, format!("a whole number in {least}..{most}")))
    }

    fn not_a(&self, name: &str, value: &RawValue, expected: String) -> Error {
        let fault = Fault::NotA {
            name: name.to_owned(),
            text: shown(value.get()),
            expected,
        };
        self.text.refuse(self.text.line_of(value.get()), fault)
    }
}
