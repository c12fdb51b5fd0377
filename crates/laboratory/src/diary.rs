//! What a run tells of its digital economy: a few curves, what each concept wrote at the end, and what is worth
//! something beside the accounts.
//!
//! The record of the theory holds sums over agents, weighted by what they weighed when the terms were
//! written, which is the quarter before; the diary keeps those weights and so gives means.
//!
//! # Source
//! Digital economy, §1 item 9.

use economy::Economy;
use economy::geography::Kind;
use quantity::{Id, maths};
use theory::satellites::Satellites;
use theory::{Digital, LEDGER};

/// A curve: its name, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    /// Its name.
    pub name: &'static str,
    /// One sentence.
    pub definition: &'static str,
}

/// The curves, in order.
pub const CURVES: [Curve; 4] = [
    Curve {
        name: "Firms’ processes that are digital",
        definition: "Digital adoption of firms, mean by value added.",
    },
    Curve {
        name: "Persons online in towns",
        definition: "Online share of the persons of urban areas.",
    },
    Curve {
        name: "Persons online in the countryside",
        definition: "Online share of the persons of rural areas.",
    },
    Curve {
        name: "Consumption bought online",
        definition: "Share of household consumption bought online, mean of areas by persons.",
    },
];

/// By what the terms of a channel are weighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighted {
    /// Value added of firms.
    ValueAdded,
    /// Persons of households and areas.
    Persons,
}

impl Weighted {
    /// The weight of a channel's terms; none for amounts, for the laws of the theory and for online trade,
    /// whose sums are no means.
    #[must_use]
    pub fn of(channel: u8) -> Option<Self> {
        match channel {
            1..=9 | 12 | 26 | 42 => Some(Self::ValueAdded),
            13 | 21 | 22 | 25 | 28 | 32 => Some(Self::Persons),
            _ => None,
        }
    }

    /// In words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ValueAdded => "value added",
            Self::Persons => "persons",
        }
    }
}

/// What one concept wrote on one channel in the last quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Place of the concept in the ledger.
    pub concept: usize,
    /// Number of the channel.
    pub channel: u8,
    /// Mean term of the country.
    pub nation: f64,
    /// Mean term of each area; not a number where nothing weighs anything.
    pub areas: Vec<f64>,
}

/// What a run tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// The curves, quarter by quarter from the opening on; empty without a theory.
    pub curves: Vec<[f64; CURVES.len()]>,
    /// What concepts wrote in the last quarter.
    pub writings: Vec<Writing>,
    /// Welfare beside the accounts in the last quarter, by area and fifth of income; none without a theory.
    pub satellites: Option<Satellites>,
    value_added: Vec<f64>,
    persons: Vec<f64>,
}

impl Diary {
    /// Takes down a quarter, the last one if `is_last`.
    pub fn observe(&mut self, economy: &Economy, digital: Option<&Digital>, is_last: bool) {
        let Some(digital) = digital else {
            return;
        };
        self.curves.push(curves(economy, digital));
        if is_last && economy.time() > 0 {
            self.writings = self.writings_of(digital);
        }
        let means = digital.means();
        self.value_added.clone_from(&means.area_value_added);
        self.persons.clone_from(&means.persons);
    }

    fn writings_of(&self, digital: &Digital) -> Vec<Writing> {
        let mut writings: Vec<Writing> = Vec::new();
        for (id, channel, area, sum) in digital.record().contributions() {
            let Some(weighted) = Weighted::of(channel) else {
                continue;
            };
            let weights = match weighted {
                Weighted::ValueAdded => &self.value_added,
                Weighted::Persons => &self.persons,
            };
            if area == 0 {
                let concept = LEDGER.iter().position(|concept| concept.id == id);
                writings.push(Writing {
                    concept: concept.unwrap_or_default(),
                    channel,
                    nation: 0.0,
                    areas: Vec::with_capacity(weights.len()),
                });
            }
            let total = maths::sum(weights.iter().copied());
            if let Some(writing) = writings.last_mut() {
                writing.nation += maths::ratio_or_zero(sum, total);
                let weight = weights.get(area).copied().unwrap_or_default();
                writing
                    .areas
                    .push(if weight > 0.0 { sum / weight } else { f64::NAN });
            }
        }
        writings
    }
}

fn curves(economy: &Economy, digital: &Digital) -> [f64; CURVES.len()] {
    let (means, state) = (digital.means(), digital.state());
    let map = &economy.calibration.geography;
    let firms = (0..means.value_added.len()).map(quantity::FirmId::new);
    let weight = |i| means.value_added[i];
    let adopted = maths::sum(firms.clone().map(|i| weight(i) * state.firms.adoption[i]));
    let value_added = maths::sum(firms.map(weight));
    let over = |of: &dyn Fn(usize) -> f64, kind: Option<Kind>| {
        let areas =
            || (0..map.len()).filter(|&a| kind.is_none_or(|kind| map.areas[a].kind == kind));
        let persons = maths::sum(areas().map(|a| means.persons[a]));
        maths::sum(areas().map(|a| means.persons[a] * of(a))) / persons
    };
    let online = |a: usize| means.online[a];
    let bought = |a: usize| digital.online().of_consumption[a];
    [
        adopted / value_added,
        over(&online, Some(Kind::Urban)),
        over(&online, Some(Kind::Rural)),
        over(&bought, None),
    ]
}
