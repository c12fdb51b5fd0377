//! Carriage: how goods come from area to area.
//!
//! # Equation
//! ```text
//! τ̄_gℓ = Σ_ℓ' Y_gℓ' link_ℓ'ℓ τ_ℓ'ℓ / Σ_ℓ' Y_gℓ' link_ℓ'ℓ
//! ```
//! `Y` output, `link` what distance and transport leave of the weight of sellers, `τ` transport cost over price.
//!
//! # Source
//! Long run, §4.2.

use economy::Calibration;
use economy::geography::links::is_carried;
use quantity::maths;

/// What distance and transport leave of the weight of sellers, and what transport costs, neither of which ever
/// changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carriage {
    areas: usize,
    /// Goods that are carried.
    goods: Vec<usize>,
    /// Links, at `(position of the good · areas + to) · areas + from`.
    links: Vec<f64>,
    /// Transport cost over price, at `to · areas + from`.
    costs: Vec<f64>,
}

impl Carriage {
    /// What the map of a calibration says.
    #[must_use]
    pub fn of(calibration: &Calibration) -> Self {
        let map = &calibration.geography;
        let areas = map.len();
        let industries = calibration.industries.iter().enumerate();
        let goods: Vec<usize> = industries
            .filter(|(_, industry)| is_carried(&industry.code))
            .map(|(g, _)| g)
            .collect();
        let ways = || (0..areas).flat_map(|to| (0..areas).map(move |from| (from, to)));
        let links = |&g: &usize| ways().map(move |(from, to)| map.goods_link(g, true, from, to));
        Self {
            areas,
            links: goods.iter().flat_map(links).collect(),
            costs: ways()
                .map(|(from, to)| map.transport_cost(from, to))
                .collect(),
            goods,
        }
    }

    /// Share of the price that carriage of each good into an area costs, mean over sellers by size and nearness,
    /// when `output` is that of cells at `industry · areas + area`.
    pub fn costs_into(&self, to: usize, output: &[f64]) -> impl Iterator<Item = (usize, f64)> {
        let row = |at: usize| at * self.areas..(at + 1) * self.areas;
        self.goods.iter().enumerate().map(move |(position, &g)| {
            let links = &self.links[row(position * self.areas + to)];
            let ways = links.iter().zip(&self.costs[row(to)]);
            let (mut weights, mut sum) = (0.0, 0.0);
            for (output, (link, cost)) in output[row(g)].iter().zip(ways) {
                let weight = output * link;
                weights += weight;
                sum += weight * cost;
            }
            (g, maths::ratio_or_zero(sum, weights))
        })
    }
}
