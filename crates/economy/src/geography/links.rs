//! How strongly two areas are linked: what is left of a weight over the way between them.
//!
//! # Equation
//! ```text
//! goods    e^(−δ_g d − 2 τ)      τ = τ̄ (1 − e^(−d/3)), times the rural factor into the countryside
//! jobs     e^(−δ_L d)
//! ```
//! `d` hops; `δ` fall per hop; `τ` transport cost over price, 0 for services. Nobody is out of reach
//! altogether: no link is weaker than [`FAINTEST`].
//!
//! # Source
//! Long run, §4.2 and §4.4.

use quantity::maths;

use super::{Geography, Kind};

/// The weakest link, in place of those weaker still: whoever is left alone with faraway sellers still
/// finds them, and factors that make up for distance stay within the range of numbers.
pub const FAINTEST: f64 = 1e-9;

/// Hops over which the transport margin comes to 63 % of its full height.
const FULL_MARGIN_HOPS: f64 = 3.0;

/// Codes of products that are carried: those of the 21 industries of the Chinese tables.
const GOODS: [&str; 6] = ["AGR", "MIN", "CMF", "MAT", "EQP", "ICM"];
/// The industry that carries them: that of the Chinese tables, land transport of NACE.
const CARRIERS: [&str; 2] = ["TRN", "H49"];

/// Whether a product is a good that is carried, by its code: one of the 21 industries or a NACE division
/// of agriculture, mining or manufacturing.
#[must_use]
pub fn is_carried(code: &str) -> bool {
    let digit = code.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    GOODS.contains(&code) || digit && code.starts_with(['A', 'B', 'C']) || code == "B"
}

/// The industry whose product transport is, if there is one.
#[must_use]
pub fn carrier<'a>(codes: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    codes.into_iter().position(|code| CARRIERS.contains(&code))
}

impl Geography {
    /// Transport cost of a good from one area to another, over its price (`τ`).
    #[must_use]
    pub fn transport_cost(&self, from: usize, to: usize) -> f64 {
        let settings = &self.settings;
        let hops = self.distance(from, to);
        let into = match self.areas[to].kind {
            Kind::Rural => settings.rural_factor,
            Kind::Urban => 1.0,
        };
        settings.transport_margin * into * (1.0 - maths::exp(-hops / FULL_MARGIN_HOPS))
    }

    /// What distance and transport leave of the weight of sellers of area `from` for buyers of area
    /// `to`; 1 where neither matters.
    #[must_use]
    pub fn goods_link(&self, product: usize, carried: bool, from: usize, to: usize) -> f64 {
        self.goods_link_at(product, carried, from, to, 1.0)
    }

    /// The same where distance counts for `factor` of what it does.
    #[must_use]
    pub fn goods_link_at(
        &self,
        product: usize,
        carried: bool,
        from: usize,
        to: usize,
        factor: f64,
    ) -> f64 {
        let decay = self.decay.get(product).copied().unwrap_or(0.0) * self.settings.decay_scale;
        let decay = factor * decay;
        let transport = if carried {
            2.0 * self.transport_cost(from, to)
        } else {
            0.0
        };
        link(decay, self.distance(from, to), transport)
    }

    /// What distance leaves of the weight of people of area `from` for firms of area `to`.
    #[must_use]
    pub fn job_link(&self, from: usize, to: usize) -> f64 {
        link(self.settings.commuting_decay, self.distance(from, to), 0.0)
    }
}

fn link(decay: f64, hops: f64, more: f64) -> f64 {
    // No decay is none even over a way that does not exist.
    let way = if decay == 0.0 { 0.0 } else { decay * hops };
    maths::exp(-way - more).max(FAINTEST)
}

#[cfg(test)]
mod tests {
    use super::super::{Area, Province};
    use super::*;

    /// Two provinces that no way connects, each with a town and its country.
    fn islands() -> Geography {
        let areas = [0, 0, 1, 1]
            .into_iter()
            .zip([Kind::Urban, Kind::Rural, Kind::Urban, Kind::Rural])
            .map(|(province, kind)| Area {
                code: String::new(),
                province,
                kind,
            });
        let mut map = Geography::new(vec![Province::default(); 2], areas.collect(), &[]);
        map.decay = vec![0.0, 1.5];
        map
    }

    /// Authority: the equation, by hand.
    #[test]
    fn links_follow_distance_and_transport() {
        let map = islands();
        assert_eq!(map.goods_link(0, false, 0, 3), 1.0);
        assert_eq!(map.goods_link(1, false, 2, 2), 1.0);
        assert_eq!(map.goods_link(1, false, 0, 1), maths::exp(-0.75));
        assert_eq!(map.goods_link(1, false, 0, 2), FAINTEST);
        assert_eq!(map.job_link(1, 0), maths::exp(-1.0));
        let cost = 0.1 * 1.5 * (1.0 - maths::exp(-0.5 / 3.0));
        assert!((map.transport_cost(0, 1) - cost).abs() < 1e-16);
        assert!((map.transport_cost(1, 0) - cost / 1.5).abs() < 1e-16);
        assert_eq!(map.goods_link(0, true, 0, 1), maths::exp(-2.0 * cost));
    }

    #[test]
    fn goods_are_told_from_services_by_their_codes() {
        for code in ["AGR", "ICM", "A01", "B", "C10-C12", "C26"] {
            assert!(is_carried(code), "{code}");
        }
        for code in ["BUS", "CON", "CUL", "D35", "H49", "TRN", "J61", "1"] {
            assert!(!is_carried(code), "{code}");
        }
        assert_eq!(carrier(["AGR", "TRN"]), Some(1));
        assert_eq!(carrier(["C10", "H49", "H50"]), Some(1));
        assert_eq!(carrier(["1", "2"]), None);
    }
}
