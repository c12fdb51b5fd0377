//! Channels of the laws of platforms: what pulls users to one, and which commission it aims at.
//!
//! Terms come first, then what is left of them, then the bounds: the pull of networks and data is what
//! interoperability leaves of it, distrust is what audits leave of it, and a target is cut at the cap.
//!
//! # Source
//! Digital economy, §3, channels 38 and 39.

use quantity::maths::{ratio_or_zero, sum};

/// Hard bounds of the pull of a platform.
const PULL: (f64, f64) = (-1.0, 1.0);

/// The channels, neutral until written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlatformLaws {
    areas: usize,
    products: usize,
    /// Pull of a platform on an area and a product, at `(platform · areas + area) · products + product`
    /// (38): sum.
    pulls: Vec<f64>,
    /// Mean of the pull of all platforms on all products, by area.
    mean_pull: Vec<f64>,
    /// What is left of the pull of networks and data (38): product.
    pub network_left: f64,
    /// Pull that distrust takes from every platform, by area (38): sum, not above 0.
    pub distrust: Vec<f64>,
    /// What is left of distrust (38): product.
    pub distrust_left: f64,
    /// Commission that each platform aims at (39): sum on the opening's.
    pub take_target: Vec<f64>,
    /// The largest commission allowed (39): minimum.
    pub take_cap: f64,
    /// Part of what lies above the cap that is cut off.
    pub take_cap_force: f64,
}

impl PlatformLaws {
    /// Neutral channels for so many platforms, areas and products.
    #[must_use]
    pub fn neutral(platforms: usize, areas: usize, products: usize) -> Self {
        let mut laws = Self {
            areas,
            products,
            pulls: vec![0.0; platforms * areas * products],
            mean_pull: vec![0.0; areas],
            distrust: vec![0.0; areas],
            take_target: vec![0.0; platforms],
            ..Self::default()
        };
        laws.reset(0.0);
        laws
    }

    /// Makes every channel neutral again; `rate` is the opening commission.
    pub fn reset(&mut self, rate: f64) {
        self.pulls.fill(0.0);
        self.mean_pull.fill(0.0);
        self.network_left = 1.0;
        self.distrust.fill(0.0);
        self.distrust_left = 1.0;
        self.take_target.fill(rate);
        self.take_cap = f64::INFINITY;
        self.take_cap_force = 1.0;
    }

    /// Adds to the pull of platforms.
    pub fn add_pull(&mut self, of: impl Fn(usize, usize, usize) -> f64) {
        let rows = self.pulls.chunks_mut(self.products.max(1));
        for (row, pulls) in rows.enumerate() {
            let (platform, area) = (row.div_euclid(self.areas), row.rem_euclid(self.areas));
            for (product, pull) in pulls.iter_mut().enumerate() {
                *pull += of(platform, area, product);
            }
        }
        for (area, mean) in self.mean_pull.iter_mut().enumerate() {
            let rows = self.pulls.chunks(self.products.max(1));
            let of_area = rows.skip(area).step_by(self.areas);
            let n = self.take_target.len() * self.products;
            *mean = ratio_or_zero(sum(of_area.flatten().copied()), n as f64);
        }
    }

    /// Pull of a platform on the buyers and sellers of a product in an area.
    #[inline]
    #[must_use]
    pub fn pull(&self, platform: usize, area: usize, product: usize) -> f64 {
        let cell = (platform * self.areas + area) * self.products + product;
        let pull = self.pulls[cell] * self.network_left + self.distrust[area] * self.distrust_left;
        pull.clamp(PULL.0, PULL.1)
    }

    /// Commission that a platform aims at, as far as it is allowed.
    ///
    /// ```
    /// let mut laws = theory::platforms::laws::PlatformLaws::neutral(1, 1, 1);
    /// laws.reset(0.15);
    /// assert_eq!(laws.take(0), 0.15);
    /// (laws.take_cap, laws.take_cap_force) = (0.10, 0.5);
    /// assert!((laws.take(0) - 0.125).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn take(&self, platform: usize) -> f64 {
        let target = self.take_target[platform];
        target - self.take_cap_force * (target - self.take_cap).max(0.0)
    }

    /// Number of pulls that are cut off at a bound.
    #[must_use]
    pub fn clips(&self) -> u64 {
        let rows = self.pulls.chunks(self.products.max(1)).enumerate();
        let of_rows = rows.map(|(row, pulls)| {
            let distrust = self.distrust[row.rem_euclid(self.areas)] * self.distrust_left;
            let outside = |pull: &&f64| {
                let whole = **pull * self.network_left + distrust;
                whole < PULL.0 || whole > PULL.1
            };
            pulls.iter().filter(outside).count() as u64
        });
        of_rows.sum()
    }

    /// Mean of the pull of all platforms on all products in an area.
    #[inline]
    #[must_use]
    pub fn mean_pull(&self, area: usize) -> f64 {
        self.mean_pull[area]
    }
}
