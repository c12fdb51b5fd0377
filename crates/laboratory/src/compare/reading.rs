//! What a comparison reads of a run: outcomes and everybody in the quarters asked for, money in every quarter,
//! and nothing else.

use economy::Serial;
use economy::books::Identities;

use super::cost::{Accounts, Money};
use super::groups::{Everybody, Followed};
use crate::error::Result;
use crate::experiment::Experiment;
use crate::outcomes::{self, Observer};
use crate::run::{Outcomes, check_books, opened};
use crate::scoreboard;

/// What was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Outcomes of the opening and of the quarters asked for.
    pub outcomes: Outcomes,
    /// Everybody in the quarters asked for, in the groups of the opening.
    pub people: Vec<Everybody>,
    /// Present values.
    pub money: Money,
    /// What it shows of the scoreboard.
    pub scoreboard: Vec<scoreboard::Reading>,
}

impl Reading {
    /// Runs `experiment` with one seed and reads it in the quarters `at`; `tick` is called after each quarter.
    ///
    /// # Errors
    /// If an accounting identity breaks.
    pub fn of(experiment: &Experiment, at: &[u32], seed: u64, tick: &dyn Fn()) -> Result<Self> {
        let last = experiment.configuration.quarters;
        let mut economy = opened(experiment, seed);
        let mut theory = experiment.theory_for(&economy);
        let mut schedule = experiment.schedule.clone();
        let mut observer = Observer::new(experiment.outcome_settings());
        let remembered = outcomes::quarters(last, at.iter().copied());
        let mut outcomes = Outcomes::default();
        let mut followed = Followed::default();
        let mut accounts = Vec::with_capacity(last as usize + 1);
        let mut identities = [0.0; Identities::N];
        let mut scores = Vec::new();
        for quarter in 0..=last {
            if quarter > 0 {
                schedule.before_quarter(&mut economy);
                economy.quarter(&mut schedule, &mut theory, &Serial);
                check_books(&economy, seed, &mut identities)?;
                tick();
            }
            accounts.push(Accounts::of(&economy));
            if scoreboard::is_due(quarter, last) {
                let represents = experiment.represents();
                scores.extend(scoreboard::read(&economy, theory.digital(), represents));
            }
            let asked = at.binary_search(&quarter).is_ok();
            if asked || quarter == 0 {
                outcomes.quarters.push(quarter);
                let vector = observer.observe(&economy, theory.digital());
                outcomes.values.push(vector);
                followed.observe(&economy, &observer, asked);
            } else if remembered.binary_search(&quarter).is_ok() {
                observer.pass(&economy, theory.digital());
            }
        }
        Ok(Self {
            outcomes,
            people: followed.people,
            money: Money::of(experiment, &accounts),
            scoreboard: scores,
        })
    }
}
