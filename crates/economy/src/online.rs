//! Online trade as a theory describes it: who is online, what is sold there, by whom, and which platforms
//! live on it. The goods markets read it together with the channels of the online branch.
//!
//! Opening online trade is inside the tables and the base odds of the market; only trade that has come
//! since uses the online branch.
//!
//! # Equation
//! ```text
//! online_hg = (x_h lit_h O_ℓg − x⁰_h lit⁰_h O⁰_ℓg)⁺      at most 0.8
//! ```
//! `x lit` use of the household, `O` share of spending of skilled users that is online, `ℓ` area of the
//! household, `0` the opening.
//!
//! # Off
//! Nothing is written: nobody is online, no seller, no platform.
//!
//! # Source
//! Digital economy, §3 (channels 14 to 20) and §6.1.

use quantity::{Column, FirmId, HouseholdId, maths};

/// Most of a purchase that additional online trade may be: the clip of channel 14.
pub const MOST_ONLINE: f64 = 0.8;
/// Most platforms.
pub const MOST_PLATFORMS: usize = 8;

/// What a platform lives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlatformKind {
    /// Trade in goods and services.
    Market,
    /// Tasks and deliveries.
    Delivery,
    /// Idle assets.
    Sharing,
    /// Data and ecosystems of firms.
    Industrial,
}

/// A platform is a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The firm.
    pub firm: FirmId,
    /// What it lives on.
    pub kind: PlatformKind,
}

/// Online trade of a quarter. A theory fills what it has to say; what is empty says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnlineTrade {
    /// Online use of each household, share of persons times skill in use (`x lit`).
    pub use_now: Column<HouseholdId, f64>,
    /// The same at the opening (`x⁰ lit⁰`).
    pub use_at_opening: Column<HouseholdId, f64>,
    /// Share of skilled users' spending that is online, at `product · areas + area` (`O`).
    pub share_now: Vec<f64>,
    /// The same at the opening (`O⁰`).
    pub share_at_opening: Vec<f64>,
    /// Whether each firm sells online. A product without any that does is not sold online.
    pub member: Column<FirmId, bool>,
    /// The platforms.
    pub platforms: Vec<Platform>,
    /// Share of each platform in fees and premiums of each product, at `product · platforms + platform`;
    /// only their proportions count. Where all are zero nobody collects, and nobody pays.
    pub fee_split: Vec<f64>,
    /// Whether some household buys anything online beyond the opening, as of the last closing.
    traded: bool,
    clipped: u64,
}

/// What sellers have to do with online trade. Money, flows, per quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SellersTrade {
    /// Sales online beyond the opening's.
    pub online: Column<FirmId, f64>,
    /// Sales online as at the opening; known only while a fee on them changes.
    pub as_at_opening: Column<FirmId, f64>,
    /// Fees paid to platforms.
    pub fees: Column<FirmId, f64>,
    /// The same over sales, as of the last quarter in which there were any.
    pub fee_share: Column<FirmId, f64>,
    /// The fees over sales that the price holds.
    pub(crate) priced_fee_share: Column<FirmId, f64>,
    active: bool,
}

impl SellersTrade {
    /// Nothing, for so many firms.
    #[must_use]
    pub fn open(n: usize) -> Self {
        let zeros = || Column::filled(n, 0.0);
        Self {
            online: zeros(),
            as_at_opening: zeros(),
            fees: zeros(),
            fee_share: zeros(),
            priced_fee_share: zeros(),
            active: false,
        }
    }

    /// Whether anything was noted in the last quarter.
    pub(crate) fn is_active(&self) -> bool {
        self.active
    }

    /// Forgets the flows of the last quarter.
    pub(crate) fn clear(&mut self) {
        self.active = false;
        for column in [&mut self.online, &mut self.as_at_opening, &mut self.fees] {
            column.fill(0.0);
        }
    }

    /// Takes note of fees over sales.
    pub(crate) fn note_fees(&mut self, price: &[f64], sales: &[f64]) {
        for (k, share) in self.fee_share.iter_mut().enumerate() {
            let worth = price[k] * sales[k];
            if worth > 0.0 {
                *share = self.fees[FirmId(k as u32)] / worth;
            }
        }
        self.active = self.fee_share.iter().any(|&share| share != 0.0)
            || self.online.iter().any(|&sold| sold != 0.0);
    }
}

/// One household's online shares of one product.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Portion {
    /// Share of purchases that has come to be online since the opening.
    pub additional: f64,
    /// Share that was online at the opening and still is.
    pub opening: f64,
}

impl OnlineTrade {
    /// Forgets everything; room is kept.
    pub(crate) fn reset(&mut self) {
        self.use_now.clear();
        self.use_at_opening.clear();
        self.share_now.clear();
        self.share_at_opening.clear();
        self.member.clear();
        self.platforms.clear();
        self.fee_split.clear();
        self.traded = false;
    }

    /// Shares of a household with use `now` and `then` of a product with shares `share` and `share_then`.
    #[inline]
    #[must_use]
    pub fn portion(now: f64, then: f64, share: f64, share_then: f64) -> Portion {
        let opening = then * share_then;
        let additional = maths::smaller(maths::positive(now * share - opening), MOST_ONLINE);
        Portion {
            additional,
            opening: maths::smaller(opening, 1.0 - additional),
        }
    }

    /// The shares of a household of a product, sold to it in cell `product · areas + area`.
    #[inline]
    #[must_use]
    pub fn portion_of(&self, h: HouseholdId, cell: usize) -> Portion {
        let at = |column: &[f64], k: usize| column.get(k).copied().unwrap_or(0.0);
        Self::portion(
            at(&self.use_now, h.0 as usize),
            at(&self.use_at_opening, h.0 as usize),
            at(&self.share_now, cell),
            at(&self.share_at_opening, cell),
        )
    }

    /// Whether a seller is online.
    #[inline]
    #[must_use]
    pub fn sells(&self, i: FirmId) -> bool {
        self.member.get(i.0 as usize).copied().unwrap_or(false)
    }

    /// Whether nobody buys anything online beyond the opening.
    #[must_use]
    pub fn is_neutral(&self) -> bool {
        !self.traded
    }

    /// Purchases cut off at [`MOST_ONLINE`] since the opening.
    #[must_use]
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Shares of the platforms in what is collected on a product; none if nobody collects.
    pub fn split(&self, product: usize) -> impl Iterator<Item = (FirmId, f64)> + Clone {
        let n = self.platforms.len();
        let shares = self.fee_split.get(product * n..(product + 1) * n);
        let shares = shares.unwrap_or_default();
        let total: f64 = shares.iter().map(|&share| maths::positive(share)).sum();
        let platforms = self.platforms.iter().zip(shares);
        platforms
            .filter(move |_| total > 0.0)
            .map(move |(platform, &share)| (platform.firm, maths::positive(share) / total))
    }

    /// Whether somebody collects fees on a product.
    #[must_use]
    pub fn is_collected(&self, product: usize) -> bool {
        self.split(product).next().is_some()
    }

    /// Finds out whether anybody trades online, and counts purchases that are cut off, once all writers
    /// are done. `area` is that of each household, among `n_areas`.
    pub(crate) fn close(&mut self, area: &[u32], n_areas: usize) {
        self.platforms.truncate(MOST_PLATFORMS);
        self.traded = false;
        let alike = self.use_now == self.use_at_opening && self.share_now == self.share_at_opening;
        if alike || self.member.iter().all(|&member| !member) {
            return;
        }
        let largest = |column: &[f64]| column.iter().copied().fold(0.0, f64::max);
        let may_clip = largest(&self.use_now) * largest(&self.share_now) > MOST_ONLINE;
        let most_of_area: Vec<f64> = (0..n_areas)
            .map(|area| self.share_now.iter().skip(area).step_by(n_areas))
            .map(|shares| shares.copied().fold(0.0, f64::max))
            .collect();
        for (h, &area) in area.iter().enumerate() {
            let now = self.use_now.get(h).copied().unwrap_or(0.0);
            let out_of_reach = now * most_of_area[area as usize] < MOST_ONLINE;
            if self.traded && (out_of_reach || !may_clip) {
                // Nothing that it buys can be cut off, and that somebody buys is known.
                continue;
            }
            self.look_at(HouseholdId(h as u32), area as usize, n_areas);
        }
    }

    /// Finds out whether a household of an area buys anything online, and counts what is cut off.
    fn look_at(&mut self, h: HouseholdId, area: usize, n_areas: usize) {
        for cell in (area..self.share_now.len()).step_by(n_areas) {
            let portion = self.portion_of(h, cell);
            self.traded |= portion.additional > 0.0;
            self.clipped += u64::from(portion.additional >= MOST_ONLINE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the equation, by hand.
    #[test]
    fn only_what_has_come_since_the_opening_is_additional() {
        let close = |portion: Portion, additional: f64, opening: f64| {
            assert!(
                (portion.additional - additional).abs() < 1e-15,
                "{portion:?}"
            );
            assert!((portion.opening - opening).abs() < 1e-15, "{portion:?}");
        };
        close(OnlineTrade::portion(0.5, 0.4, 0.6, 0.5), 0.1, 0.2);
        close(OnlineTrade::portion(0.4, 0.4, 0.5, 0.5), 0.0, 0.2);
        close(OnlineTrade::portion(0.1, 0.4, 0.5, 0.5), 0.0, 0.2);
        close(OnlineTrade::portion(1.0, 0.0, 0.9, 0.5), MOST_ONLINE, 0.0);
    }

    /// Two households in two areas, one product.
    fn trade() -> OnlineTrade {
        OnlineTrade {
            use_now: vec![0.5, 0.5].into(),
            use_at_opening: vec![0.5, 0.5].into(),
            share_now: vec![0.4, 0.4],
            share_at_opening: vec![0.4, 0.4],
            member: vec![true].into(),
            ..OnlineTrade::default()
        }
    }

    #[test]
    fn nobody_trades_at_the_values_of_the_opening_or_without_sellers() {
        let mut same = trade();
        same.close(&[0, 1], 2);
        assert!(same.is_neutral());
        let mut more = trade();
        more.share_now[1] = 0.6;
        more.close(&[0, 0], 2);
        assert!(more.is_neutral(), "nobody lives there");
        more.close(&[0, 1], 2);
        assert!(!more.is_neutral());
        more.member[FirmId(0)] = false;
        more.close(&[0, 1], 2);
        assert!(more.is_neutral(), "nobody sells there");
        more.reset();
        assert_eq!(more.portion_of(HouseholdId(0), 0), Portion::default());
    }

    #[test]
    fn clips_are_counted() {
        let mut trade = trade();
        trade.use_now = vec![1.0, 0.1].into();
        trade.share_now = vec![1.0, 1.0];
        trade.use_at_opening = vec![0.0, 0.0].into();
        trade.close(&[0, 1], 2);
        assert_eq!(trade.clipped(), 1);
    }

    #[test]
    fn fees_are_split_in_proportion() {
        let platform = |k| Platform {
            firm: FirmId(k),
            kind: PlatformKind::Market,
        };
        let trade = OnlineTrade {
            platforms: vec![platform(7), platform(9)],
            fee_split: vec![3.0, 1.0, 0.0, 0.0],
            ..OnlineTrade::default()
        };
        let split: Vec<_> = trade.split(0).collect();
        assert_eq!(split, [(FirmId(7), 0.75), (FirmId(9), 0.25)]);
        assert!(!trade.is_collected(1));
        assert!(!trade.is_collected(2));
    }
}
