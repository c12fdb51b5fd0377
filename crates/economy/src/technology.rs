//! Technology in force: what each firm can make and must pay this quarter, from its own reference and
//! from the channels.
//!
//! # Equation
//! ```text
//! ᾱ = ᾱ^ref · e^productivity · e^−labour_need / overhead      κ = κ^ref · e^−capital_need
//! β = β^ref · e^−input_need      w̄ = max( w̄^ref · wage level, wage floor )      τ = τ^ref · collection where τ^ref > 0
//! ```
//! # Source
//! Digital economy, §3, channels 1 to 4, 6 and 26; wage level: [`crate::closure::wage_curve`].

use quantity::{FirmId, maths};

use crate::channels::{Channel, Channels};
use crate::firms::Firms;
use crate::redistribution;

/// Puts each firm's technology, base wage and tax rates in force for the quarter; wage levels are those of
/// each area.
pub fn put_in_force(firms: &mut Firms, channels: &Channels, wage_levels: &[f64]) {
    redistribution::register(firms, channels);
    for i in firms.ids() {
        let reference = &firms.reference;
        firms.output_per_worker[i] = reference.output_per_worker[i]
            * gain(&channels.productivity, i)
            / gain(&channels.labour_need, i)
            / channels.overhead.at(i);
        firms.output_per_capital[i] =
            reference.output_per_capital[i] / gain(&channels.capital_need, i);
        firms.output_per_input[i] = reference.output_per_input[i] / gain(&channels.input_need, i);
        firms.input_mix[i] = channels.input_mix.at(i);
        firms.desired_equipment[i] = channels.digital_investment.at(i);
        let wage_level = wage_levels[firms.area[i] as usize];
        firms.base_wage[i] = (reference.base_wage[i] * wage_level).max(channels.wage_floor.at(i));
        let collected = |rate: f64| {
            if rate > 0.0 {
                rate * channels.collection.at(i)
            } else {
                rate
            }
        };
        firms.tax_products[i] = collected(reference.tax_products[i]);
        firms.tax_production[i] = collected(reference.tax_production[i]);
    }
}

/// The factor whose log a channel holds.
fn gain(channel: &Channel<FirmId>, i: FirmId) -> f64 {
    if channel.is_neutral() {
        1.0
    } else {
        maths::exp(channel.at(i))
    }
}
