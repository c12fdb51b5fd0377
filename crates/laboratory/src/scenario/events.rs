//! Dated changes: what an event does while it lasts, and how the old value comes back.
//!
//! # Equation
//! ```text
//! value(t) = (… ((base ∘ e₁) ∘ e₂) …)    over the events e₁, e₂, … active in quarter t, as listed
//! ```
//! where `x ∘ value v = v` and `x ∘ factor f = x f`. The base is what the lever would be without any
//! event, so a factor never compounds and the old value returns to the bit. Events on parameters of the theory are
//! handed to it when a run is planned, and act there by the same rule ([`theory::dated`]).

use economy::{Economy, Levers, Policy};
use serde::{Deserialize, Serialize};
use theory::Concepts;
use theory::dated;

use super::levers::{EventPath, FirmColumn, Lever, Periods};
use crate::error::{Error, Place, Result, did_you_mean};

/// What an event does to its lever.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Replaces its value.
    Value(f64),
    /// Multiplies its value.
    Factor(f64),
}

/// A dated change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What it acts on.
    pub path: EventPath,
    /// First quarter in which it acts; the first quarter is 1.
    pub from: u32,
    /// Last quarter in which it acts; it lasts for good if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// What it does.
    #[serde(flatten)]
    pub change: Change,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

impl Event {
    /// Whether it acts in a quarter.
    #[must_use]
    pub fn is_active(&self, quarter: u32) -> bool {
        quarter >= self.from && self.to.is_none_or(|to| quarter <= to)
    }

    /// Refuses a change that no lever of this kind can take.
    pub(super) fn check(&self) -> std::result::Result<(), String> {
        let path = &self.path;
        let only_scaled = matches!(
            path.lever(),
            Lever::Firms(FirmColumn::OutputPerWorker | FirmColumn::BaseWage)
        );
        match self.change {
            Change::Value(_) if only_scaled => Err(format!(
                "{path} differs between firms, so an event takes a `factor` and no `value`"
            )),
            Change::Value(value) => {
                let periods = if path.periods() == Periods::Year {
                    4.0
                } else {
                    1.0
                };
                let (low, high) = path.within();
                let (low, high) = (periods * low, periods * high);
                if (low..=high).contains(&value) {
                    Ok(())
                } else {
                    Err(format!("{path} is {value}, outside {low}..{high}"))
                }
            }
            Change::Factor(factor) if factor < 0.0 || (only_scaled && factor == 0.0) => Err(
                format!("the factor of {path} is {factor}, but it must be positive"),
            ),
            Change::Factor(_) => Ok(()),
        }
    }

    /// The lever's value, per quarter, once this event has acted on `value`.
    fn applied(&self, value: f64) -> f64 {
        match self.change {
            Change::Factor(factor) => value * factor,
            Change::Value(replaced) if self.path.periods() == Periods::Year => replaced / 4.0,
            Change::Value(replaced) => replaced,
        }
    }
}

/// The events of one run as a policy of the economy.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    events: Vec<Event>,
    /// Base values of the scalar levers, taken before the first change; one per event.
    scalars: Vec<Option<f64>>,
    /// Columns of firms on which events acted in the last quarter.
    held: Vec<Held>,
    /// The policy rate that the rule has set, before any event.
    ruled_rate: Option<f64>,
}

impl Schedule {
    /// The schedule of some events.
    #[must_use]
    pub fn new(events: Vec<Event>) -> Self {
        Self {
            scalars: vec![None; events.len()],
            events,
            ..Self::default()
        }
    }

    /// Refuses what cannot act in this economy: unknown industries, events after the last quarter,
    /// values out of range.
    ///
    /// # Errors
    /// The first such event, with its place.
    pub fn check(&self, calibration: &economy::Calibration, quarters: u32) -> Result<()> {
        for event in &self.events {
            let refused = |reason: String| Error::refused_at(reason, event.place.clone());
            if event.from > quarters {
                return Err(refused(format!(
                    "the event on {} begins in quarter {}, but the run ends with quarter {quarters}",
                    event.path, event.from
                )));
            }
            if let Some(code) = event.path.industry()
                && industry(calibration, code).is_none()
            {
                let codes = calibration.industries.iter().map(|row| row.code.as_str());
                return Err(refused(format!(
                    "{} has no industry `{code}`{}",
                    calibration.name,
                    did_you_mean(code, codes)
                )));
            }
            if let Lever::Rate(field) = event.path.lever() {
                let mut rates = calibration.rates;
                let (low, high) = event.path.within();
                let most = self.resolve(event, *field(&mut rates), event.from);
                if !(low..=high).contains(&most) {
                    return Err(refused(format!(
                        "in quarter {} the events make {} {most}, outside {low}..{high}",
                        event.from, event.path
                    )));
                }
            }
        }
        Ok(())
    }

    /// Hands the events on parameters of the theory to it.
    ///
    /// # Errors
    /// The first such event without a theory, or that leaves the range of its parameter together with others.
    pub fn hand_over(&self, concepts: Option<&mut Concepts>) -> Result<()> {
        let mut changes = Vec::new();
        for event in &self.events {
            if let Lever::Theory(declared) = event.path.lever() {
                changes.push(dated::Change {
                    path: declared.path,
                    from: event.from,
                    to: event.to,
                    act: match event.change {
                        Change::Value(value) => dated::Act::Value(value),
                        Change::Factor(factor) => dated::Act::Factor(factor),
                    },
                });
            }
        }
        let of_theory = |event: &&Event| matches!(event.path.lever(), Lever::Theory(_));
        let mut events = self.events.iter().filter(of_theory);
        let Some(concepts) = concepts else {
            return events.next().map_or(Ok(()), |event| {
                let reason = format!(
                    "the event on {} acts on the theory, which only the rules b2 have",
                    event.path
                );
                Err(Error::refused_at(reason, event.place.clone()))
            });
        };
        // Values change where an event begins and after it ends.
        let turns = changes
            .iter()
            .flat_map(|change| [Some(change.from), change.to.map(|to| to + 1)]);
        let turns: Vec<u32> = turns.flatten().collect();
        for event in events {
            let path = event.path.to_string();
            let base = concepts.number(&path).unwrap_or(f64::NAN);
            let (low, high) = event.path.within();
            for &quarter in turns.iter().filter(|&&quarter| event.is_active(quarter)) {
                let value = dated::resolve(&changes, &path, base, quarter);
                if !(low..=high).contains(&value) {
                    let reason = format!(
                        "in quarter {quarter} the events make {path} {value}, outside {low}..{high}"
                    );
                    return Err(Error::refused_at(reason, event.place.clone()));
                }
            }
        }
        concepts.dated = changes;
        Ok(())
    }

    /// Lets the central bank start the quarter from the rate its own rule had set, so that an event
    /// leaves no trace in the rule.
    pub fn before_quarter(&self, economy: &mut Economy) {
        if let Some(rate) = self.ruled_rate {
            economy.central_bank.policy_rate = rate;
        }
    }

    /// What a chain of active events on the same lever as `event` makes of `base`.
    fn resolve(&self, event: &Event, base: f64, quarter: u32) -> f64 {
        self.events
            .iter()
            .filter(|other| other.path.overlaps(&event.path) && other.is_active(quarter))
            .fold(base, |value, other| other.applied(value))
    }

    fn move_policy_rate(&mut self, levers: &mut Levers<'_>) {
        let ruled = levers.central_bank.policy_rate;
        let first = self
            .events
            .iter()
            .find(|event| matches!(event.path.lever(), Lever::PolicyRate));
        if let Some(event) = first {
            levers.central_bank.policy_rate = self.resolve(event, ruled, levers.quarter);
            self.ruled_rate = Some(ruled);
        }
    }

    fn move_rates(&mut self, levers: &mut Levers<'_>) {
        let rates = &mut levers.calibration.rates;
        // All bases are taken before anything moves: two events may share a lever.
        for (event, base) in self.events.iter().zip(&mut self.scalars) {
            if let Lever::Rate(field) = event.path.lever() {
                base.get_or_insert(*field(rates));
            }
        }
        for (event, base) in self.events.iter().zip(&self.scalars) {
            if let (Lever::Rate(field), Some(base)) = (event.path.lever(), base) {
                *field(rates) = self.resolve(event, *base, levers.quarter);
            }
        }
    }

    /// Moves the columns of firms on which an event acts, and gives back those on which none does any
    /// more.
    fn move_firms(&mut self, levers: &mut Levers<'_>) {
        for held in &mut self.held {
            held.follow(held.column.of(levers));
        }
        let quarter = levers.quarter;
        let active = |column: FirmColumn| {
            self.events
                .iter()
                .filter(move |e| e.path.column() == Some(column) && e.is_active(quarter))
        };
        for held in std::mem::take(&mut self.held) {
            held.column.of(levers).copy_from_slice(&held.base);
        }
        for event in &self.events {
            let Some(column) = event.path.column().filter(|c| active(*c).next().is_some()) else {
                continue;
            };
            if self.held.iter().any(|held| held.column == column) {
                continue;
            }
            let base = column.of(levers).to_vec();
            for event in active(column) {
                let range = firms_of(event, levers);
                for value in &mut column.of(levers)[range] {
                    *value = event.applied(*value);
                }
            }
            let moved = column.of(levers).to_vec();
            self.held.push(Held {
                column,
                base,
                moved,
            });
        }
    }
}

/// A column of firms on which events act.
#[derive(Clone, Debug)]
struct Held {
    column: FirmColumn,
    /// What it would be without them.
    base: Vec<f64>,
    /// What they made of it.
    moved: Vec<f64>,
}

impl Held {
    /// Lets the base take part in what has happened to the column since: the trend, and the entry of
    /// firms that copy others.
    fn follow(&mut self, column: &[f64]) {
        for ((base, moved), &now) in self.base.iter_mut().zip(&self.moved).zip(column) {
            if now != *moved {
                *base = if *moved == 0.0 {
                    now
                } else {
                    *base * (now / moved)
                };
            }
        }
    }
}

/// The firms on which an event acts.
fn firms_of(event: &Event, levers: &Levers<'_>) -> std::ops::Range<usize> {
    match event.path.industry() {
        Some(code) => industry(levers.calibration, code).map_or(0..0, |g| {
            let bounds = &levers.firms.first_of_industry;
            bounds[g]..bounds[g + 1]
        }),
        None => 0..levers.firms.len(),
    }
}

impl Policy for Schedule {
    fn apply(&mut self, mut levers: Levers<'_>) {
        self.move_policy_rate(&mut levers);
        self.move_rates(&mut levers);
        self.move_firms(&mut levers);
    }
}

/// Position of the industry with this code.
fn industry(calibration: &economy::Calibration, code: &str) -> Option<usize> {
    calibration
        .industries
        .iter()
        .position(|row| row.code == code)
}
