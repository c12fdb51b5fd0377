//! The rest of the world: sells imports, buys exports, and evolves on its own.

use quantity::{Purpose, maths};

use crate::calibration::{Calibration, Processes};
use crate::chance::Chance;
use crate::closure::trade::Conditions;
use crate::closure::{Deviation, LongRun};
use crate::expectations::Outlook;
use crate::prices::Prices;
use crate::rules::{BaseRules, Exogenous};

/// The world's state, plans and position.
///
/// # Source
/// Base model, §2.3.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Real output (`Y_EA`).
    pub output: f64,
    /// Inflation, a fraction per quarter (`π_EA`).
    pub inflation: f64,
    /// Growth, a fraction per quarter (`γ_EA`).
    pub growth: f64,
    /// This quarter's shock to exports (`ε_E`).
    export_shock: f64,
    /// This quarter's shock to imports (`ε_I`).
    import_shock: f64,
    /// This quarter's shock to world prices (`ε^π_EA`).
    price_shock: f64,
    /// Foreign buyers of exports (`L`).
    pub n_buyers: usize,
    /// Real exports wanted (`C_E`).
    pub planned_exports: f64,
    /// Budget of each foreign buyer, money (`C^d_l`).
    pub buyer_budget: f64,
    /// Real imports offered (`Y_I`).
    pub planned_imports: f64,
    /// Imports offered of each product, real (`Y_m`).
    pub import_supply: Vec<f64>,
    /// Price of each import (`P_m`).
    pub import_price: Vec<f64>,
    /// Demand met by each importer, served or not, real (`Q^d_m`).
    pub import_demand: Vec<f64>,
    /// Imports sold of each product, real (`Q_m`).
    pub import_sales: Vec<f64>,
    /// Exports before export tax, money, flow (`C_L`).
    pub exports: f64,
    /// The same by product; at the opening what foreign buyers plan.
    pub exports_of_product: Vec<f64>,
    /// Deposits of foreigners at the central bank, money, stock (`D_RoW`).
    pub position: f64,
}

impl World {
    /// The world at the opening.
    #[must_use]
    pub fn open(calibration: &Calibration) -> Self {
        let opening = &calibration.opening;
        let n = calibration.n_industries();
        Self {
            output: opening.world_output,
            inflation: opening.world_inflation,
            growth: 0.0,
            export_shock: 0.0,
            import_shock: 0.0,
            price_shock: 0.0,
            n_buyers: calibration.sizes.foreign_buyers as usize,
            planned_exports: opening.exports[0],
            buyer_budget: 0.0,
            planned_imports: opening.imports[0],
            import_supply: vec![0.0; n],
            import_price: vec![1.0; n],
            import_demand: vec![0.0; n],
            import_sales: vec![0.0; n],
            exports: 0.0,
            exports_of_product: (calibration.baskets.exports.iter())
                .map(|share| share * opening.exports[0])
                .collect(),
            position: opening.foreign_position,
        }
    }

    /// Lets the world advance by one quarter under joint shocks to its output, exports and imports.
    ///
    /// # Source
    /// Base model, §6.3.
    pub fn advance(&mut self, processes: &Processes, chance: Chance) {
        let shocks = correlate(&processes.covariance, chance.normals(Purpose::WorldShock));
        let price_shock = processes.world_inflation_sd * chance.normal(Purpose::WorldPrice);
        let (law, price_law) = (processes.world_output, processes.world_inflation);
        let output = maths::exp(law.slope * maths::ln(self.output) + law.intercept + shocks[0]);
        self.growth = output / self.output - 1.0;
        self.output = output;
        self.inflation = maths::exp(
            price_law.slope * maths::ln(1.0 + self.inflation) + price_law.intercept + price_shock,
        ) - 1.0;
        [_, self.export_shock, self.import_shock] = shocks;
        self.price_shock = price_shock;
    }

    /// Plans the quarter's exports and imports.
    ///
    /// # Source
    /// Base model, §6.10; given paths: §14.3; [`crate::closure::trade`].
    pub fn plan_trade(
        &mut self,
        calibration: &Calibration,
        quarter: u32,
        prices: &Prices,
        outlook: &Outlook,
        rules: &BaseRules,
        long_run: &mut LongRun,
    ) {
        let (opening, processes) = (&calibration.opening, &calibration.processes);
        let by_rule = long_run.rules.trade.on;
        match rules.exogenous {
            Exogenous::Ar1 if by_rule => self.plan_by_rule(prices, long_run),
            Exogenous::Ar1 => {
                let (law, shock) = (processes.exports, self.export_shock);
                self.planned_exports =
                    maths::exp(law.slope * maths::ln(self.planned_exports) + law.intercept + shock);
                let (law, shock) = (processes.imports, self.import_shock);
                self.planned_imports =
                    maths::exp(law.slope * maths::ln(self.planned_imports) + law.intercept + shock);
            }
            Exogenous::Given => {
                self.planned_exports = opening.exports[quarter as usize];
                self.planned_imports = opening.imports[quarter as usize];
            }
        }
        self.buyer_budget = self.planned_exports / self.n_buyers as f64
            * prices.cost_of(&calibration.baskets.exports)
            * (1.0 + outlook.inflation);
        for (g, share) in calibration.baskets.imports.iter().enumerate() {
            self.import_supply[g] = share * self.planned_imports;
            self.import_price[g] = if by_rule {
                self.import_price[g] * (1.0 + long_run.growth().inflation + self.price_shock)
            } else {
                prices.product[g] * (1.0 + outlook.inflation)
            };
        }
    }

    fn plan_by_rule(&mut self, prices: &Prices, long_run: &mut LongRun) {
        let deviations = [
            long_run.deviate(Deviation::Exports, self.export_shock),
            long_run.deviate(Deviation::Imports, self.import_shock),
        ];
        let [exports, imports] = long_run.rules.trade.factors(Conditions {
            growth: long_run.growth(),
            productivity: long_run.productivity,
            relative_price: long_run.last_relative_price(prices),
            absorption: long_run.absorption,
            position_gap: long_run.ratios.position - long_run.norms.ratios.position,
            deviations,
        });
        self.planned_exports = long_run.opening.exports * exports;
        self.planned_imports = long_run.opening.imports * imports;
    }

    /// Books imports sold less exports bought, and `dividends` received.
    ///
    /// # Source
    /// Base model, §8 step 9.
    pub fn close_balances(&mut self, tax_exports: f64, dividends: f64) {
        self.position += self.imports() - (1.0 + tax_exports) * self.exports + dividends;
    }

    /// Imports, money.
    #[must_use]
    pub fn imports(&self) -> f64 {
        self.import_price
            .iter()
            .zip(&self.import_sales)
            .map(|(p, q)| p * q)
            .sum()
    }
}

/// Turns independent standard normals into shocks with the given covariance.
///
/// The lower Cholesky factor is used; a variable without variance of its own gets no shock.
///
/// ```
/// let covariance = [[2.0, 0.5, 0.3], [0.5, 1.5, 0.2], [0.3, 0.2, 1.0]];
/// let shocks = economy::world::correlate(&covariance, [1.0; 3]);
/// assert!((shocks[1] - 1.526_157_330_549_13).abs() < 1e-14);
/// ```
#[must_use]
pub fn correlate(covariance: &[[f64; 3]; 3], z: [f64; 3]) -> [f64; 3] {
    let mut factor = [[0.0; 3]; 3];
    for row in 0..3 {
        for column in 0..=row {
            let known: f64 = (0..column)
                .map(|k| factor[row][k] * factor[column][k])
                .sum();
            let rest = covariance[row][column] - known;
            factor[row][column] = if row == column {
                maths::positive(rest).sqrt()
            } else {
                maths::ratio_or_zero(rest, factor[column][column])
            };
        }
    }
    factor.map(|row| row.iter().zip(z).map(|(l, z)| l * z).sum())
}
