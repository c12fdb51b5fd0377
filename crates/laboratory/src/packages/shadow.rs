//! Theories that look on while the base runs: what they would make the government buy and pay.

use economy::{Channels, Economy, Luck, Serial, Theory, View};
use quantity::maths;
use theory::Concepts;

use super::{Payment, horizon};
use crate::error::{Error, Result};
use crate::experiment::{Experiment, Model};
use crate::outcomes::outlays_of;

/// Present values at the volumes of the base.
#[derive(Clone, Debug)]
pub struct Priced {
    /// Outlays of each onlooker beyond those of the base, money.
    pub outlays: Vec<f64>,
    /// GDP of the base, money.
    pub gdp: f64,
}

/// The base's theory, and onlookers with channels that nobody reads.
struct Watched {
    acting: Model,
    onlookers: Vec<(Model, Channels)>,
}

impl Theory for Watched {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        self.acting.write(view, channels);
        for (onlooker, unread) in &mut self.onlookers {
            onlooker.write(view, unread.reset());
            unread.clip();
        }
    }

    fn update(&mut self, view: &View<'_>) {
        self.acting.update(view);
        for (onlooker, _) in &mut self.onlookers {
            onlooker.update(view);
        }
    }
}

/// Runs the base without luck and prices the theories beside it.
pub fn price(
    base: &Experiment,
    theories: &[(Option<Concepts>, Option<Payment>)],
) -> Result<Priced> {
    let calibration = base.economy.calibration.clone();
    let mut economy = Economy::open(calibration, base.rules, Luck::None);
    let mut schedule = base.schedule.clone();
    let onlookers = theories.iter().map(|(concepts, payment)| {
        let model = Model::open(concepts.as_ref(), *payment, &economy);
        (model, economy.channels.clone())
    });
    let mut watched = Watched {
        onlookers: onlookers.collect(),
        acting: base.theory_for(&economy),
    };
    let rate = base.economy.calibration.rates.public_debt_rate;
    let mut priced = Priced {
        outlays: vec![0.0; theories.len()],
        gdp: 0.0,
    };
    for quarter in 1..=horizon(base) {
        schedule.before_quarter(&mut economy);
        economy.quarter(&mut schedule, &mut watched, &Serial);
        let discount = maths::powf(1.0 + rate, -f64::from(quarter));
        let own = outlays_of(&economy.channels, &economy.prices);
        for (sum, (_, unread)) in priced.outlays.iter_mut().zip(&watched.onlookers) {
            *sum += discount * (outlays_of(unread, &economy.prices) - own);
        }
        priced.gdp += discount * economy.books.gdp.nominal;
    }
    if priced.gdp.is_finite() && priced.gdp > 0.0 {
        return Ok(priced);
    }
    Err(Error::Failed(
        "the base broke down without luck, so packages cannot be priced".to_owned(),
    ))
}
