//! What buyers of each area spend on what: baskets after the transport of goods.
//!
//! A delivered good costs `(1 + τ) P`. To keep every account closed without a third party in the trade,
//! the margin is a purchase of transport beforehand: the share of a good that carriage has come to take
//! moves from the good to the product of carriers. Only the *change* since the opening moves, because
//! the tables of the opening already record margins as purchases of transport.
//!
//! # Equation
//! ```text
//! τ̄_gℓ = e^x_ℓ Σ_ℓ' Pr(ℓ'|ℓ,g) τ_gℓℓ'      m = τ̄/(1+τ̄) − τ̄(0)/(1+τ̄(0))
//! b_g ← b_g (1 − λ m/(1+m))            b_carriers ← b_carriers + λ Σ_g b_g m/(1+m)
//! ```
//! `x_ℓ` the channel of transport margins into an area: it changes what delivery costs, not who is near
//! whom. `λ = 1`, or as much as leaves carriers nothing less than zero. The same for money and for quantities,
//! so that every basket still sums to what it did.
//!
//! # Source
//! Long run, §4.3; digital economy, §3, channel 21; the limit `λ` is ours.
//!
//! # Off
//! `geography.transport_margin = 0`.
//!
//! # Left out
//! Exports bear no margin: they go to no area.

use quantity::{Id, maths};

use super::super::ProductMarket;
use super::super::demand::{FirmShares, MoneyShares};
use super::{Local, dot};
use crate::calibration::Calibration;
use crate::channels::{AreaId, Channel, Channels};

impl Local {
    /// Average transport cost of each area's purchases over their price, when sellers attract `v`.
    pub(super) fn freight_rates<'a>(&'a self, v: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.freight
            .chunks_exact(self.stride)
            .take(self.n)
            .enumerate()
            .map(|(to, freight)| maths::ratio_or_zero(dot(freight, v), dot(self.row(to), v)))
    }

    /// Takes note of the transport cost of the opening.
    pub(super) fn note_freight(&mut self, v: &[f64]) {
        let rates: Vec<f64> = self.freight_rates(v).collect();
        if !rates.is_empty() {
            self.freight_at_opening = rates;
        }
    }

    /// Whether the product is one that is carried.
    fn is_carried(&self) -> bool {
        !self.freight.is_empty()
    }

    /// By how much the share of carriage in the product's cost has moved since the opening, as the part
    /// `m/(1+m)` of each area's basket that moves with it.
    fn moves(
        &self,
        market: &ProductMarket,
        margins: &Channel<AreaId>,
        appeal: &[f64],
        v: &mut Vec<f64>,
        moves: &mut [f64],
    ) {
        self.attraction(market, appeal, v);
        let share = |rate: f64| rate / (1.0 + rate);
        for (a, ((moved, now), &opening)) in moves
            .iter_mut()
            .zip(self.freight_rates(v))
            .zip(&self.freight_at_opening)
            .enumerate()
        {
            let now = now * maths::exp(margins.at(AreaId::new(a)));
            let m = share(now) - share(opening);
            *moved = m / (1.0 + m);
        }
    }
}

/// Baskets of each area: shares of money, or of quantity for firms, at `product · areas + area`.
#[derive(Clone, Debug, Default)]
pub struct LocalShares {
    /// Areas.
    pub n_areas: usize,
    /// Consumption of households.
    pub consumption: Vec<f64>,
    /// Housing investment.
    pub housing: Vec<f64>,
    /// Government consumption.
    pub government: Vec<f64>,
    /// Investment of firms.
    pub investment: Vec<f64>,
    /// Running digital services.
    pub running: Vec<f64>,
    /// Digital equipment.
    pub equipment: Vec<f64>,
    /// Inputs, at `(product · industries + industry) · areas + area`.
    pub inputs: Vec<f64>,
    /// Share of each area in government consumption; the entities of an area share it evenly.
    pub government_of_area: Vec<f64>,
    /// The same of each entity; entity `j` sits in area `j mod areas`.
    pub government_of_entity: Vec<f64>,
    /// The product of carriers.
    carrier: Option<usize>,
    moves: Vec<f64>,
    /// Work space: products whose share of carriage has moved anywhere; what goes to the carrier, by area.
    moved: Vec<usize>,
    to_carrier: Vec<f64>,
    appeal: Vec<f64>,
    attraction: Vec<f64>,
}

impl LocalShares {
    /// Shares of `product`, one of `products`, for the firms of an industry in an area.
    #[inline]
    #[must_use]
    pub fn of_firm(
        &self,
        product: usize,
        products: usize,
        industry: usize,
        area: usize,
    ) -> FirmShares {
        let at = product * self.n_areas + area;
        FirmShares {
            inputs: self.inputs[(product * products + industry) * self.n_areas + area],
            investment: self.investment[at],
            running: self.running[at],
            equipment: self.equipment[at],
        }
    }

    /// Shares for areas in which the government spends in proportion to `residents`.
    #[must_use]
    pub fn new(residents: &[f64], n_entities: usize, carrier: Option<usize>) -> Self {
        let n = residents.len();
        let mut entities = vec![0.0; n];
        for j in 0..n_entities {
            entities[j % n] += 1.0;
        }
        let served = |a: usize| if entities[a] > 0.0 { residents[a] } else { 0.0 };
        let total: f64 = (0..n).map(served).sum();
        let of_area: Vec<f64> = if total > 0.0 {
            (0..n).map(|a| served(a) / total).collect()
        } else {
            entities.iter().map(|e| e / n_entities as f64).collect()
        };
        Self {
            n_areas: n,
            government_of_entity: (0..n_entities)
                .map(|j| of_area[j % n] / entities[j % n])
                .collect(),
            government_of_area: of_area,
            carrier,
            ..Self::default()
        }
    }

    /// Makes the baskets of the quarter; the markets have set out their supply.
    pub(in crate::markets::goods) fn update<'a>(
        &mut self,
        calibration: &Calibration,
        channels: &Channels,
        money: &MoneyShares,
        markets: impl Iterator<Item = &'a mut ProductMarket>,
    ) {
        let (n, products) = (self.n_areas, calibration.n_industries());
        let digital = &channels.baskets;
        self.moves.resize(products * n, 0.0);
        for (market, moves) in markets.zip(self.moves.chunks_exact_mut(n)) {
            moves.fill(0.0);
            if let Some(local) = market.local.as_ref().filter(|local| local.is_carried()) {
                market.weigh(&mut self.appeal);
                let margins = &channels.margin_transport;
                local.moves(market, margins, &self.appeal, &mut self.attraction, moves);
            }
        }
        if let Some(carrier) = self.carrier {
            // What carries is not carried.
            self.moves[carrier * n..(carrier + 1) * n].fill(0.0);
        } else {
            self.moves.fill(0.0);
        }
        self.moved.clear();
        let rows = self.moves.chunks_exact(n).enumerate();
        let moved = rows.filter(|(_, moves)| moves.iter().any(|&m| m != 0.0));
        self.moved.extend(moved.map(|(g, _)| g));
        let mut carriage = Carriage {
            n,
            moves: &self.moves,
            moved: &self.moved,
            carrier: self.carrier.filter(|_| !self.moved.is_empty()),
            to_carrier: &mut self.to_carrier,
        };
        let investment = &calibration.baskets.investment;
        for (local, basket) in [
            (&mut self.consumption, &money.consumption),
            (&mut self.housing, &money.housing),
            (&mut self.government, &money.government),
            (&mut self.investment, investment),
            (&mut self.running, &digital.running),
            (&mut self.equipment, &digital.equipment),
        ] {
            local.resize(products * n, 0.0);
            carriage.carry(&basket.iter().copied(), local, 0, 1);
        }
        self.inputs.resize(products * products * n, 0.0);
        for s in 0..products {
            let technology = &calibration.technology;
            let basket = (0..products).map(|g| technology.input_share(g, s));
            carriage.carry(&basket, &mut self.inputs, s, products);
        }
    }
}

/// What carriage has come to take in the quarter.
struct Carriage<'a> {
    /// Areas.
    n: usize,
    /// Part of each product's share that moves to the carrier, at `product · areas + area`.
    moves: &'a [f64],
    /// Products of which any of it does.
    moved: &'a [usize],
    /// The product of carriers, if anything moves to it.
    carrier: Option<usize>,
    /// Work space: what goes to the carrier, by area.
    to_carrier: &'a mut Vec<f64>,
}

impl Carriage<'_> {
    /// Writes a basket area by area, with what carriage has come to take moved to the carrier.
    ///
    /// Product `g` of it goes to row `g · step + offset` of `local`, whose rows have a number for each area.
    fn carry(
        &mut self,
        basket: &(impl Iterator<Item = f64> + Clone),
        local: &mut [f64],
        offset: usize,
        step: usize,
    ) {
        let n = self.n;
        let row = |g: usize| (g * step + offset) * n..(g * step + offset + 1) * n;
        for (g, share) in basket.clone().enumerate() {
            local[row(g)].fill(share);
        }
        let Some(carrier) = self.carrier else {
            return;
        };
        self.to_carrier.clear();
        self.to_carrier.resize(n, 0.0);
        for &g in self.moved {
            let moves = &self.moves[g * n..(g + 1) * n];
            let shares = &local[row(g)];
            for ((sum, share), moves) in self.to_carrier.iter_mut().zip(shares).zip(moves) {
                *sum += share * moves;
            }
        }
        let of_carrier = basket.clone().nth(carrier).unwrap_or_default();
        let limits = &mut *self.to_carrier;
        for (share, to_carrier) in local[row(carrier)].iter_mut().zip(&mut *limits) {
            let limit = if of_carrier + *to_carrier < 0.0 {
                of_carrier / -*to_carrier
            } else {
                1.0
            };
            *share = of_carrier + limit * *to_carrier;
            // What goes to the carrier is settled; of it the others only need the limit.
            *to_carrier = limit;
        }
        for &g in self.moved {
            let moves = &self.moves[g * n..(g + 1) * n];
            let shares = &mut local[row(g)];
            for ((share, moves), limit) in shares.iter_mut().zip(moves).zip(&*limits) {
                *share *= 1.0 - limit * moves;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by hand. Product 2 carries; product 0 has become dearer to carry in area 0 and cheaper
    /// in area 1, by more than the carrier sells there.
    #[test]
    fn what_carriage_takes_goes_to_the_carrier() {
        let basket = [0.5, 0.4, 0.1];
        let moves = [0.02, -0.4, 0.0, 0.0, 0.0, 0.0];
        let mut local = vec![0.0; 6];
        let mut carriage = Carriage {
            n: 2,
            moves: &moves,
            moved: &[0],
            carrier: Some(2),
            to_carrier: &mut Vec::new(),
        };
        carriage.carry(&basket.into_iter(), &mut local, 0, 1);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-15, "{a} {b}");
        close(local[0], 0.49);
        close(local[2], 0.4);
        close(local[4], 0.11);
        close(local[1], 0.6);
        close(local[3], 0.4);
        close(local[5], 0.0);
        carriage.carrier = None;
        carriage.carry(&basket.into_iter(), &mut local, 0, 1);
        assert_eq!(local, [0.5, 0.5, 0.4, 0.4, 0.1, 0.1]);
    }

    #[test]
    fn entities_share_what_their_area_gets() {
        let even = LocalShares::new(&[3.0, 1.0], 2, None);
        assert_eq!(even.government_of_entity, [0.75, 0.25]);
        let many = LocalShares::new(&[3.0, 1.0], 3, None);
        assert_eq!(many.government_of_entity, [0.375, 0.25, 0.375]);
        let few = LocalShares::new(&[3.0, 1.0, 4.0], 2, None);
        assert_eq!(few.government_of_area, [0.75, 0.25, 0.0]);
    }
}
