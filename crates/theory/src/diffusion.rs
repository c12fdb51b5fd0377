//! Indicators of how far technology, data and taxation reach firms.
//!
//! # Equation
//! ```text
//! adopter_gap = s_L · Σ_g v_g ( p̄_g of adopters − p̄_g of others )      p = ln( ᾱ / ᾱ trend )
//! adoption_lag = Σ v (1 − a) / Σ v Δa                                 quarters at the pace of this quarter
//! data_users_per_set = 1 + Σ_g z_g (1 − closure_g) ζ Rm (1 + pub) / Σ_g z_g
//! forecast error of a firm = ln( Q^d / Q^e )                          Q^e = Q^s + y S(−1)/2
//! tax_gap = 1 − Σ T_i / Σ T_i full_i / collection_i                   full = 1 + Δc (1 − egov_ℓ(0)) (1 − sizerank)
//! ```
//! Adopters of an industry are the half of its firms whose adoption has grown more since the opening; `v` value
//! added, `p̄` its means. Leontief inputs are equal where staff is, so that output at equal inputs differs by
//! the labour share times what a worker makes more, as in [empowerment](crate::characteristics::empowerment).
//! A set of data is used by its collector and, as far as it is not closed, by others, each counted by how much of
//! it is of use. `T` taxes on products and production that are not subsidies; in full they are collected where
//! administration is digital throughout. The tax gap is measured from the opening's state of collection: what
//! nobody would collect by digital means is not in it.
//!
//! # Source
//! Digital economy, §4.A (A2, A3), §4.B (B3, B4), §4.C (C4) and §5.2 (H3, H4), lines *Ind*.

use economy::firms::Firms;
use economy::{Channels, View};
use quantity::{FirmId, maths};

use crate::Digital;

/// A firm as its adoption is compared: value added, adoption since the opening, log of its own productivity.
type Adopter = [f64; 3];

/// Log of output at equal inputs of firms that have adopted more, less that of the others of their industry.
#[must_use]
pub fn adopter_gap(view: &View<'_>, digital: &Digital) -> f64 {
    let (ground, firms) = (digital.ground(view), view.firms);
    let labour_share = ground
        .concepts
        .strategy_three_distributions
        .labour_share_primary;
    let (mut sum, mut weights) = (0.0, 0.0);
    for g in 0..ground.endowment.industries.len() {
        let rows = firms.of_industry(g).map(|i| {
            let trend = firms.reference.trend_output_per_worker[i];
            let own = maths::ln(firms.output_per_worker[i] / trend);
            [value_added(digital, i), ground.adopted(i), own]
        });
        let mut rows: Vec<Adopter> = rows.collect();
        let weight = maths::sum(rows.iter().map(|[value_added, ..]| *value_added));
        if let Some(gap) = gap_of_halves(&mut rows) {
            sum += weight * gap;
            weights += weight;
        }
    }
    labour_share * maths::ratio_or_zero(sum, weights)
}

/// By how much the upper half by adoption is more productive than the lower; nothing where they cannot be told
/// apart. Who is in the middle of an odd number is in neither.
fn gap_of_halves(firms: &mut [Adopter]) -> Option<f64> {
    firms.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let half = firms.len() >> 1;
    let mean = |firms: &[Adopter]| {
        let weights = maths::sum(firms.iter().map(|firm| firm[0]));
        let sum = maths::sum(firms.iter().map(|firm| firm[0] * firm[2]));
        (weights > 0.0).then(|| sum / weights)
    };
    let (lower, upper) = (&firms[..half], &firms[firms.len() - half..]);
    Some(mean(upper)? - mean(lower)?)
}

/// Quarters that a process which is not digital waits for it, at the pace of the quarter; not a number where
/// nobody adopts.
#[must_use]
pub fn adoption_lag(view: &View<'_>, digital: &Digital) -> f64 {
    let adoption = &digital.state().firms.adoption;
    let weighted = |of: &dyn Fn(FirmId) -> f64| {
        let firms = view.firms.ids();
        maths::sum(firms.map(|i| value_added(digital, i) * of(i)))
    };
    let steps = weighted(&|i| digital.derived().step[i]);
    if steps > 0.0 {
        weighted(&|i| 1.0 - adoption[i]) / steps
    } else {
        f64::NAN
    }
}

/// Users of a set of data, its collector included, mean by data held; not a number where there are none.
#[must_use]
pub fn data_users_per_set(view: &View<'_>, digital: &Digital) -> f64 {
    let law = &digital.concepts.data_value;
    let (mut held, mut used) = (0.0, 0.0);
    for (g, closure) in digital.laws().closure.iter().enumerate() {
        let firms = view.firms.of_industry(g);
        let data = maths::sum(firms.map(|i| digital.state().firms.data[i]));
        held += data;
        used += data * (1.0 + law.reach(*closure) * (1.0 + digital.laws().public_data));
    }
    used / held
}

/// Share of the taxes of firms that digital administration could collect and does not.
#[must_use]
pub fn tax_gap(view: &View<'_>, digital: &Digital) -> f64 {
    let (firms, state) = (view.firms, digital.state());
    let law = &digital.concepts.digital_governance;
    let (mut collected, mut due) = (0.0, 0.0);
    for i in firms.ids() {
        let reference = firms.reference.tax_products[i] + firms.reference.tax_production[i];
        if reference > 0.0 {
            let area = firms.area[i] as usize;
            let open = 1.0 - digital.opening().state.areas.administration[area];
            let full = law.reach(open, state.firms.size_rank[i]);
            let value = firms.price[i] * firms.output[i];
            collected += firms.tax_rate(i) * value;
            due += (reference * full).max(firms.tax_rate(i)) * value;
        }
    }
    1.0 - maths::ratio_or_zero(collected, due)
}

/// Log of the demand that a firm met over the demand that it had foreseen; nothing where there was none of either.
///
/// A firm that trusts a forecast of its own plans to make less than it foresees, by what it has in stock (C4);
/// that part of its plan is no error.
#[must_use]
pub fn error_of_forecast(view: &View<'_>, channels: &Channels, i: FirmId) -> Option<f64> {
    let firms = view.firms;
    let stock = firms.inventories[i] - firms.inventory_change[i];
    let foreseen = firms.target_output[i] + 0.5 * channels.foresight.at(i) * stock;
    (foreseen > 0.0 && firms.demand[i] > 0.0).then(|| maths::ln(firms.demand[i] / foreseen))
}

/// Running digital services that replace an industry's own inputs, over all inputs bought by firms.
#[must_use]
pub fn digital_inputs(firms: &Firms) -> f64 {
    let (mut digital, mut all) = (0.0, 0.0);
    for i in firms.ids() {
        let bought = firms.input_price[i] * firms.purchased_inputs[i];
        digital += bought * firms.input_mix[i];
        all += bought;
    }
    maths::ratio_or_zero(digital, all)
}

/// Value added when channels were last written, not below 0.
fn value_added(digital: &Digital, i: FirmId) -> f64 {
    maths::positive(digital.means().value_added[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: worked by hand. Halves are told by adoption, means weighted by value added.
    #[test]
    fn the_gap_is_that_of_halves_by_adoption() {
        let mut firms = [
            [1.0, 0.4, 0.06],
            [3.0, 0.3, 0.02],
            [9.0, 0.2, 9.0],
            [1.0, 0.1, 0.01],
            [1.0, 0.0, 0.03],
        ];
        let gap = gap_of_halves(&mut firms).expect("two halves");
        assert!((gap - (0.03 - 0.02)).abs() < 1e-15);
        assert_eq!(gap_of_halves(&mut firms[..1]), None);
        assert_eq!(gap_of_halves(&mut []), None);
    }
}
