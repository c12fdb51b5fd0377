//! The volumes of the base, at which packages are priced: a run without luck that no package touches.

use economy::{Channels, Economy, Luck, Serial, Theory, View};
use theory::bills::Cost;
use theory::strategies::cost::{STRATEGIES, Volumes, ex_ante, present_value};
use theory::{Concepts, Digital};

use super::{Payment, horizon};
use crate::error::{Error, Result};
use crate::experiment::{Experiment, Model};

/// What costs are multiples of, quarter by quarter.
#[derive(Clone, Debug)]
pub struct Baseline {
    volumes: Vec<Volumes>,
    /// An equal payment of all GDP per head, money.
    payment: Vec<f64>,
    /// Interest of public debt, per quarter.
    rate: f64,
}

/// The base's theory, and somebody who notes what a payment would come to.
struct Watched {
    acting: Model,
    unit: Payment,
    real: f64,
}

impl Theory for Watched {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        self.acting.write(view, channels);
        self.real = self.unit.real(view);
    }

    fn update(&mut self, view: &View<'_>) {
        self.acting.update(view);
    }
}

impl Baseline {
    /// Runs the base without luck.
    ///
    /// # Errors
    /// If it breaks down.
    pub fn of(base: &Experiment) -> Result<Self> {
        let calibration = base.economy.calibration.clone();
        let mut economy = Economy::open(calibration, base.rules, Luck::None);
        let mut schedule = base.schedule.clone();
        let mut watched = Watched {
            acting: base.theory_for(&economy),
            unit: Payment::of(base, 1.0),
            real: 0.0,
        };
        // Without a theory platforms are those of the opening.
        let frozen = Digital::open(Concepts::off(), &economy.view());
        let mut baseline = Self {
            volumes: Vec::new(),
            payment: Vec::new(),
            rate: base.economy.calibration.rates.public_debt_rate,
        };
        for _ in 1..=horizon(base) {
            schedule.before_quarter(&mut economy);
            economy.quarter(&mut schedule, &mut watched, &Serial);
            let digital = watched.acting.digital().unwrap_or(&frozen);
            let volumes = Volumes::of(&economy.view(), digital);
            baseline.volumes.push(volumes);
            baseline
                .payment
                .push(watched.real * economy.prices.consumer);
        }
        let gdp = baseline.gdp();
        if gdp.is_finite() && gdp > 0.0 {
            return Ok(baseline);
        }
        Err(Error::Failed(
            "the base broke down without luck, so packages cannot be priced".to_owned(),
        ))
    }

    fn present(&self, amounts: impl Iterator<Item = f64>) -> f64 {
        present_value(&amounts.collect::<Vec<f64>>(), self.rate)
    }

    /// Present value of GDP, money.
    #[must_use]
    pub fn gdp(&self) -> f64 {
        self.present(self.volumes.iter().map(|volumes| volumes.gdp))
    }

    /// Present value of an equal payment of all GDP per head, money.
    #[must_use]
    pub fn payment(&self) -> f64 {
        self.present(self.payment.iter().copied())
    }

    /// Present values of what strategies cost, in the order of the ledger, money.
    #[must_use]
    pub fn costs(&self, concepts: &Concepts) -> [Cost; STRATEGIES.len()] {
        let quarters = ex_ante(concepts, &self.volumes);
        std::array::from_fn(|k| {
            let part = |of: fn(&Cost) -> f64| self.present(quarters.iter().map(|row| of(&row[k])));
            Cost {
                outlays: part(|cost| cost.outlays),
                forgone: part(|cost| cost.forgone),
                earmarked: part(|cost| cost.earmarked),
            }
        })
    }
}
