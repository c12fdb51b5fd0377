//! Cost pass-through (C5): a firm whose real unit cost moves away from its industry's passes part of the
//! difference on, and a firm that makes losses repairs its margin, relative to the others.
//!
//! # Equation
//! ```text
//! c = (1 + τ^SIF) w̄/ᾱ + 1/β + δ/κ                                          real unit cost
//! π^c += φ_c [ Δc − ⟨Δc⟩ ] + φ_m [ x − m_r x̄ ]      x = clip(−Π/(P Y), 0, 0.2) of last quarter
//! ```
//! `⟨·⟩` mean over the industry, `x̄` over the economy, both weighted by output. In the aggregate gains
//! are divided by wages, not by prices: the sum of these changes is zero.
//!
//! # Source
//! Long run, §3.2, C5.
//!
//! # Off
//! `φ_c = φ_m = 0`, and no floor under opening margins.

use params::parameters;
use quantity::{Column, FirmId};

use crate::calibration::{Calibration, Technology};
use crate::firms::Firms;

parameters! {
    /// Prices and costs.
    pub struct CostPassThrough in "closure.cost_pass_through" {
        /// Whether prices react to real unit costs and losses, and opening margins have a floor.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("the base rule sees prices of inputs, not quantities") known Prototype as Alternative;
        /// Share of a relative change in unit cost that is passed on (`φ_c`).
        cost_share: f64 [Share] = 0.5, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("between full and no pass-through") known Assumed;
        /// Share of a relative loss that is repaired in a quarter (`φ_m`).
        loss_share: f64 [Share] = 0.3, within 0.0..=0.5, plausible 0.1..=0.5, from Calibrated("long run 2.2: keeps the bank's equity") known Prototype;
        /// How far repair is relative: 1 moves relative prices only, 0 the level too (`m_r`).
        relative: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0, from Calibrated("long run 2.2: absolute repair costs two points of inflation") known Prototype;
        /// Operating surplus over output to which industries are lifted at the opening.
        minimum_margin: f64 [Share] = 0.04, within -1.0..=0.2, plausible 0.0..=0.08, from Assumed("mixed income is booked as wages where margins are lower") known Assumed;
    }
}

/// A loss counts up to this share of sales.
const LARGEST_LOSS: f64 = 0.2;

/// What prices remember of costs.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceSetting {
    rule: CostPassThrough,
    /// Real unit cost of each firm last quarter (`c(t−1)`).
    unit_cost: Column<FirmId, f64>,
    /// What each firm adds to its cost push this quarter.
    pub push: Column<FirmId, f64>,
}

impl CostPassThrough {
    /// The rule at work.
    #[must_use]
    pub fn open(self, firms: &Firms) -> PriceSetting {
        PriceSetting {
            rule: self,
            unit_cost: firms.ids().map(|i| unit_cost(firms, i)).collect(),
            push: Column::filled(firms.len(), 0.0),
        }
    }

    /// Lifts industries to the smallest margin: wages give way first, as long as they are more than half
    /// of what they were, then taxes on production.
    ///
    /// Wages that give way are mixed income booked as wages, of which half is taken to be profit.
    pub fn lift_margins(&self, calibration: &mut Calibration) {
        if !self.on {
            return;
        }
        for g in 0..calibration.n_industries() {
            let technology = &mut calibration.technology;
            let gap = self.minimum_margin - technology.operating_margin(g);
            if gap > 0.0 {
                raise_margin(technology, g, gap);
            }
        }
    }
}

/// Raises the operating margin of an industry by `gap`: out of wages, of which half is left at least, and
/// then out of taxes on production.
pub(super) fn raise_margin(technology: &mut Technology, g: usize, gap: f64) {
    let share = (1.0 + technology.employer_contributions[g]) / technology.output_per_worker[g];
    let from_wages = gap.min(0.5 * share * technology.wage[g]);
    technology.wage[g] -= from_wages / share;
    technology.tax_production[g] -= gap - from_wages;
}

/// Real unit cost of firm `i` (`c`).
fn unit_cost(firms: &Firms, i: FirmId) -> f64 {
    (1.0 + firms.employer_contributions[i]) * firms.base_wage[i] / firms.output_per_worker[i]
        + 1.0 / firms.output_per_input[i]
        + firms.depreciation[i] / firms.output_per_capital[i]
}

impl PriceSetting {
    /// Works out what each firm adds to its cost push, from last quarter's outputs and profits.
    pub fn weigh(&mut self, firms: &Firms) {
        if !self.rule.on {
            return;
        }
        let CostPassThrough {
            cost_share,
            loss_share,
            relative,
            ..
        } = self.rule;
        let loss = |i: FirmId| {
            let sales = firms.price[i] * firms.output[i];
            if sales > 0.0 {
                (-firms.profit[i] / sales).clamp(0.0, LARGEST_LOSS)
            } else {
                0.0
            }
        };
        let (mut lost, mut sold) = (0.0, 0.0);
        for i in firms.ids() {
            let sales = firms.price[i] * firms.output[i];
            lost += sales * loss(i);
            sold += sales;
        }
        let mean_loss = if sold > 0.0 { lost / sold } else { 0.0 };
        for g in 0..firms.first_of_industry.len() - 1 {
            let (mut moved, mut output) = (0.0, 0.0);
            for i in firms.of_industry(g) {
                let cost = unit_cost(firms, i);
                let change = cost - self.unit_cost[i];
                self.unit_cost[i] = cost;
                self.push[i] = change;
                moved += firms.output[i] * change;
                output += firms.output[i];
            }
            let mean_change = if output > 0.0 { moved / output } else { 0.0 };
            for i in firms.of_industry(g) {
                self.push[i] = cost_share * (self.push[i] - mean_change)
                    + loss_share * (loss(i) - relative * mean_loss);
            }
        }
    }

    /// Lets an entrant start from its own costs.
    pub fn forget(&mut self, firms: &Firms, i: FirmId) {
        self.unit_cost[i] = unit_cost(firms, i);
    }
}
