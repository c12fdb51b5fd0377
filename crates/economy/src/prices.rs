//! Price indices, 1 at the opening.

use quantity::maths;

use crate::calibration::{Baskets, Technology};
use crate::channels::DigitalBaskets;
use crate::firms::Firms;
use crate::world::World;

/// The price indices of the last quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Producer prices, weighted by output (`P̄`).
    pub producer: f64,
    /// Log growth of producer prices in the last quarter (`π`).
    pub inflation: f64,
    /// Average price paid for each product, domestic or imported (`P̄_g`).
    pub product: Vec<f64>,
    /// Consumption of households (`P̄^HH`).
    pub consumer: f64,
    /// Capital goods (`P̄^CF`).
    pub capital: f64,
    /// Running digital services.
    pub running_services: f64,
    /// Inputs of each industry, at its own mix (`Σ a_gs P̄_g`).
    pub input_basket: Vec<f64>,
}

impl Prices {
    /// Indices of the opening.
    #[must_use]
    pub fn open(n_industries: usize, inflation: f64) -> Self {
        Self {
            producer: 1.0,
            inflation,
            product: vec![1.0; n_industries],
            consumer: 1.0,
            capital: 1.0,
            running_services: 1.0,
            input_basket: vec![1.0; n_industries],
        }
    }

    /// Computes this quarter's indices from what was made and sold.
    ///
    /// A product without any sale keeps its index.
    ///
    /// # Source
    /// Base model, §8 step 1.
    pub fn update(
        &mut self,
        firms: &Firms,
        world: &World,
        baskets: &Baskets,
        technology: &Technology,
        digital: &DigitalBaskets,
    ) {
        let value = maths::sum(
            firms
                .price
                .iter()
                .zip(firms.output.iter())
                .map(|(p, y)| p * y),
        );
        let producer = value / firms.total_output();
        self.inflation = maths::ln(producer / self.producer);
        self.producer = producer;
        for (g, index) in self.product.iter_mut().enumerate() {
            let (mut value, mut quantity) = (
                world.import_price[g] * world.import_sales[g],
                world.import_sales[g],
            );
            for i in firms.of_industry(g) {
                value += firms.price[i] * firms.sales[i];
                quantity += firms.sales[i];
            }
            if quantity > 0.0 {
                *index = value / quantity;
            }
        }
        self.capital = self.cost_of(&baskets.investment);
        self.running_services = self.cost_of(&digital.running);
        self.consumer = self.cost_of(&baskets.consumption);
        let n = self.product.len();
        for s in 0..n {
            self.input_basket[s] = (0..n)
                .map(|g| technology.input_share(g, s) * self.product[g])
                .sum();
        }
    }

    /// Cost of one unit of a basket at last quarter's prices.
    #[must_use]
    pub fn cost_of(&self, basket: &[f64]) -> f64 {
        basket
            .iter()
            .zip(&self.product)
            .map(|(share, price)| share * price)
            .sum()
    }
}
