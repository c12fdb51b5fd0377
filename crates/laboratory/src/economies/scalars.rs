//! The single numbers of an economy with what it says about each: its scalars, and its settings of rules, map and
//! people.

use economy::tables::Note;
use economy::{Closure, geography, people};
use params::{Declaration, Parameters};

use super::load::{Content, Loaded};

/// Path of the only matrix among the scalars.
const CORRELATION: &str = "economy.shocks.correlation";

/// A number, switch or choice of an economy that is no cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// Where `--set` finds it.
    pub path: String,
    /// What it is, in one sentence.
    pub description: &'static str,
    /// Its value, as a person would write it.
    pub value: String,
    /// What the economy says about the value; `None` where it says nothing or was overruled.
    pub note: Option<Note>,
}

impl Loaded {
    /// Every scalar in the order of the file: those of the economy, then its settings of rules, map and people.
    #[must_use]
    pub fn scalars(&self) -> Vec<Scalar> {
        let settings = self.settings.iter();
        let mut scalars: Vec<Scalar> = settings
            .map(|setting| Scalar {
                path: setting.path.to_owned(),
                description: setting.declaration.description,
                value: setting.declaration.display(setting.value),
                note: setting.note.clone(),
            })
            .collect();
        let Content::Tables(tables) = &self.content else {
            return scalars;
        };
        scalars.push(Scalar {
            path: CORRELATION.to_owned(),
            description: "Correlation of the shocks to world output, exports and imports.",
            value: "3 × 3".to_owned(),
            note: tables.notes.get(CORRELATION).cloned(),
        });
        scalars.extend(tables.settings.iter().map(|(path, text)| Scalar {
            path: path.clone(),
            description: declared(path).map_or("", |declared| declared.description),
            value: text.clone(),
            note: tables.notes.get(path).cloned(),
        }));
        scalars
    }
}

/// The declaration of a parameter of the long-run rules, the map or the drawing of people.
fn declared(path: &str) -> Option<&'static Declaration> {
    let (closure, map, people) = (
        Closure::default(),
        geography::Settings::default(),
        people::Settings::default(),
    );
    let groups = closure.groups();
    groups
        .iter()
        .flat_map(|group| group.declarations())
        .chain(map.declarations())
        .chain(people.declarations())
        .find(|declared| declared.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economies::{LoadOptions, load};

    /// Authority: the counts of the economy itself, which `commonweal economy` prints.
    #[test]
    fn every_scalar_that_is_counted_is_listed() {
        for name in ["village", "china-2022"] {
            let options = LoadOptions {
                people: true,
                ..LoadOptions::default()
            };
            let loaded = load(name, &options).expect("it is embedded");
            let Content::Tables(tables) = &loaded.content else {
                panic!("{name} has tables");
            };
            let counted = tables.statuses()[0].1;
            let scalars = loaded.scalars();
            assert_eq!(scalars.len(), counted.total(), "{name}");
            let said = scalars.iter().filter(|scalar| {
                let note = scalar.note.as_ref();
                note.is_some_and(|note| note.status.is_some())
            });
            assert_eq!(said.count(), counted.total() - counted.unstated, "{name}");
            for scalar in &scalars {
                assert!(!scalar.description.is_empty(), "{}", scalar.path);
            }
        }
    }
}
