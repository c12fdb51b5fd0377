//! The online branch of the goods market: what households buy online beyond the opening, from sellers that
//! are online, near or far.
//!
//! A household's purchase of a product goes online with the probability (sampled) or in the proportion
//! (expected) of [`crate::online`]. The branch has tables of its own over the members; its buyers and those
//! in the shops share what sellers have. Who finds no member left goes to the shop.
//!
//! # Equation
//! ```text
//! p_f ∝ r_f (E_f / Σ r E + A_f / Σ r A)      E_f = exp(−2 e^price_pull P_f / P̄_g)      A_f = supply^(1 + size_pull)
//! W_ℓℓ' = χ_ℓ' e^(−δ · distance_online · d − 2 τ)      unit cost = (1 + personal price) P_f
//! ```
//! `r` ranking; sums over members that are open; areas as in [`super::local`]. The importer counts as a
//! member wherever there is one, as so many sellers of equal size as it counts as in choices by price. With
//! all channels neutral and everybody a member these are the odds of the shop.
//!
//! # Source
//! Digital economy, §6.1; long run, §7.1. That buyers turn to the shop when members are sold out is our
//! reading of "empty member set: offline".
//!
//! # Off
//! A product in which nothing is bought online takes the plain road, which gives the same bits.
//!
//! # Left out
//! Transport bought because of additional online trade: margins are those of the shop. Without luck the
//! sampled market has no online branch, because its buyers do not choose.

pub mod desk;
pub mod expected;
pub mod sampled;

use quantity::maths;

use super::ProductMarket;
use super::local::Local;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::geography::Geography;
use crate::geography::links::is_carried;

/// What the market of one product knows of online trade.
#[derive(Clone, Debug, Default)]
pub struct Branch {
    /// Whether the product's market has to look at it this quarter.
    pub active: bool,
    /// Relative price of each seller as the branch sees it: such that `exp(−2 p)` is the weight.
    pub relative_price: Vec<f64>,
    /// Weight of each seller in choices by size; 0 for those that are not online.
    pub supply: Vec<f64>,
    /// Quantity sold by each seller in the branch.
    pub sold: Vec<f64>,
    /// Quantity sold by each seller online as at the opening, in the shops of the model.
    pub opening: Vec<f64>,
    /// Money of each area's households that goes online.
    pub moved: Vec<f64>,
    /// The same at sellers' prices.
    pub wanted: Vec<f64>,
    /// Money of each area's households for what was online at the opening.
    pub known: Vec<f64>,
    /// On what terms each area bought online; of the expected protocol.
    pub terms: Vec<Terms>,
    /// Paid beyond sellers' prices, money; of the sampled protocol.
    pub premium: f64,
    /// Services of platforms per unit of that money.
    pub services: f64,
    /// Whether it matters what was online at the opening.
    pub on_opening: bool,
    /// Number of areas on the map, told apart or not.
    pub n_areas: usize,
    /// Who is near whom online, on a map of several areas, and the factor it was made with.
    pub way: Option<Box<Local>>,
    factor: f64,
}

/// On what terms the households of an area bought a product online.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Share of their wants that found no member and went to the shop.
    pub returned: f64,
    /// Share of those that the shop could not serve either.
    pub lost: f64,
    /// Average price of what they bought; 0 if nothing.
    pub price: f64,
}

/// Weights of a seller in the online branch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pull {
    /// In choices by price.
    pub appeal: f64,
    /// In choices by size.
    pub size: f64,
}

/// Channels that the odds of the branch depend on.
#[derive(Clone, Copy, Debug)]
struct Pulls {
    price: f64,
    size: f64,
    distance: f64,
}

impl Pulls {
    fn of(channels: &Channels) -> Self {
        Self {
            price: maths::exp(channels.price_pull.value()),
            size: channels.size_pull.value(),
            distance: channels.distance_online.value(),
        }
    }
}

impl ProductMarket {
    /// Sets out the online branch of a product in which something is traded online.
    ///
    /// `map` is given where areas are told apart.
    fn set_out_online(
        &mut self,
        firms: &Firms,
        channels: &Channels,
        code: &str,
        map: Option<&Geography>,
    ) {
        let pulls = Pulls::of(channels);
        let importer = self.stalls.len() - 1;
        let branch = &mut self.online;
        branch.premium = 0.0;
        for column in [
            &mut branch.relative_price,
            &mut branch.supply,
            &mut branch.sold,
            &mut branch.opening,
        ] {
            column.clear();
            column.resize(importer + 1, 0.0);
        }
        let mut anybody = false;
        for (f, i) in firms.of_industry(self.product).enumerate() {
            let ranking = channels.ranking.at(i);
            branch.relative_price[f] = pulls.price * self.relative_price[f] - half_log(ranking);
            if channels.online.sells(i) {
                anybody = true;
                branch.supply[f] = ranking * power(self.supply[f], pulls.size);
            }
        }
        branch.relative_price[importer] = pulls.price * self.relative_price[importer];
        if anybody {
            let crowd = self.importer_crowd;
            branch.supply[importer] = crowd_power(self.supply[importer], crowd, pulls.size);
        }
        if let (Some(local), Some(map)) = (&self.local, map)
            && (branch.way.is_none() || branch.factor != pulls.distance)
        {
            branch.factor = pulls.distance;
            let carried = is_carried(code);
            branch.way = Some(Box::new(local.online(
                map,
                self.product,
                carried,
                pulls.distance,
            )));
        }
    }
}

/// `x^(1 + more)`, exactly `x` without more.
fn power(x: f64, more: f64) -> f64 {
    if more == 0.0 || x <= 0.0 {
        x
    } else {
        maths::powf(x, 1.0 + more)
    }
}

/// The same for `crowd` equal parts of `x`, together.
fn crowd_power(x: f64, crowd: f64, more: f64) -> f64 {
    if more == 0.0 || x <= 0.0 || crowd <= 0.0 {
        x
    } else {
        crowd * maths::powf(x / crowd, 1.0 + more)
    }
}

fn half_log(ranking: f64) -> f64 {
    if ranking == 1.0 {
        0.0
    } else {
        0.5 * maths::ln(ranking)
    }
}
