//! Goods markets put on a map at the opening: weights of the way, origin factors, transport costs.
//!
//! The opening budgets are what firms, households, the government and foreigners spend in the quarter
//! of the opening, product by product and area by area, as the calibration has them.
//!
//! # Source
//! Long run, §4.2.

use quantity::maths;

use super::super::{GoodsMarkets, unlocked};
use super::freight::LocalShares;
use super::packed::Packed;
use super::{Local, dot};
use crate::calibration::Calibration;
use crate::closure::RelativePrices;
use crate::firms::Firms;
use crate::geography::Geography;
use crate::geography::links::{carrier, is_carried};
use crate::households::Households;
use crate::prices::Prices;

/// What residents of all areas buy from sellers of the country at the opening, money per quarter; nothing where the map
/// is one area.
///
/// # Equation
/// ```text
/// Σ_g Σ_ℓ budget_gℓ · Σ_ℓ' Pr(ℓ' | ℓ, g)      ℓ' over areas of the country, or of the province of ℓ
/// ```
/// What abroad buys and what the importer sells are in neither sum.
/// # Source
/// Long run, §4.2, and §9, fact 18.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DomesticTrade {
    /// All of it.
    pub of_the_country: f64,
    /// Of which from sellers in the province of the buyer.
    pub of_the_province: f64,
}

impl DomesticTrade {
    /// Share of what residents buy from sellers of the country that sellers of their province make; not a number
    /// where areas are not told apart.
    #[must_use]
    pub fn province_share(self) -> f64 {
        self.of_the_province / self.of_the_country
    }

    /// Adds what a product's buyers spend when sellers attract `v`.
    fn add(&mut self, local: &Local, map: &Geography, v: &[f64], budget: &[f64]) {
        for (to, home) in map.areas.iter().enumerate() {
            let row = local.row(to);
            let per_pull = maths::ratio_or_zero(budget[to], dot(row, v));
            for ((weight, v), seller) in row.iter().zip(v).zip(&map.areas) {
                let bought = per_pull * (weight * v);
                self.of_the_country += bought;
                if seller.province == home.province {
                    self.of_the_province += bought;
                }
            }
        }
    }
}

/// Spending of the opening quarter by area, before it is split by product.
struct Budgets {
    /// Inputs of each industry, at `industry · areas + area`.
    inputs: Vec<f64>,
    /// Investment of firms.
    investment: Vec<f64>,
    /// Consumption and housing of households.
    consumption: Vec<f64>,
    housing: Vec<f64>,
}

impl Budgets {
    fn of(calibration: &Calibration, firms: &Firms, households: &Households) -> Self {
        let (n, products) = (firms.n_areas, calibration.n_industries());
        let room = calibration.opening.room / (1.0 + calibration.opening.room);
        let mut budgets = Self {
            inputs: vec![0.0; products * n],
            investment: vec![0.0; n],
            consumption: vec![0.0; n],
            housing: vec![0.0; n],
        };
        for i in firms.ids() {
            let (industry, area) = (firms.industry[i] as usize, firms.area[i] as usize);
            let output = firms.output[i];
            budgets.inputs[industry * n + area] +=
                output / firms.output_per_input[i] + room * firms.inputs[i];
            budgets.investment[area] += firms.depreciation[i] / firms.output_per_capital[i]
                * output
                + room * firms.capital[i];
        }
        let rates = &calibration.rates;
        let consumption = rates.consumption_propensity / (1.0 + rates.tax_value_added);
        let housing = rates.housing_propensity / (1.0 + rates.tax_housing);
        for (&area, &income) in households.area.iter().zip(&*households.disposable_income) {
            let income = maths::positive(income);
            budgets.consumption[area as usize] += consumption * income;
            budgets.housing[area as usize] += housing * income;
        }
        budgets
    }

    /// What each area, and abroad, spends on a product.
    fn on(&self, g: usize, calibration: &Calibration, government_of_area: &[f64]) -> Vec<f64> {
        let (n, products) = (self.investment.len(), calibration.n_industries());
        let (baskets, opening) = (&calibration.baskets, &calibration.opening);
        let mut spent: Vec<f64> = (0..n)
            .map(|a| {
                let inputs: f64 = (0..products)
                    .map(|s| calibration.technology.input_share(g, s) * self.inputs[s * n + a])
                    .sum();
                inputs
                    + baskets.investment[g] * self.investment[a]
                    + baskets.consumption[g] * self.consumption[a]
                    + baskets.housing[g] * self.housing[a]
                    + baskets.government[g]
                        * opening.government_consumption[0]
                        * government_of_area[a]
            })
            .collect();
        spent.push(baskets.exports[g] * opening.exports[0]);
        spent
    }
}

impl GoodsMarkets {
    /// Puts the markets on the map of an economy at its opening; nothing happens where that is one area.
    pub fn spread_over_areas(
        &mut self,
        calibration: &Calibration,
        rule: &RelativePrices,
        firms: &Firms,
        households: &Households,
    ) {
        let map = &calibration.geography;
        if map.is_single() {
            return;
        }
        let n = map.len();
        let mut residents = vec![0.0; n];
        for &area in households.area.iter() {
            residents[area as usize] += 1.0;
        }
        let codes = calibration.industries.iter().map(|g| g.code.as_str());
        let n_entities = calibration.sizes.government_entities as usize;
        let shares = LocalShares::new(&residents, n_entities, carrier(codes.clone()));
        let budgets = Budgets::of(calibration, firms, households);
        let imports = calibration.opening.imports[0];
        let (mut appeal, mut v) = (Vec::new(), Vec::new());
        let mut trade = DomesticTrade::default();
        for (market, code) in unlocked(&mut self.products).zip(codes) {
            let g = market.product;
            let importer = market.stalls.len() - 1;
            for (f, i) in firms.of_industry(g).enumerate() {
                market.supply[f] = firms.output[i] + firms.inventories[i];
            }
            market.supply[importer] = imports * calibration.baskets.imports[g];
            market.importer_crowd = rule.importer_crowd(
                market.supply[importer],
                importer,
                market.supply[..importer].iter().sum(),
            );
            let mut local = Local::new(map, firms, g, is_carried(code));
            market.weigh(&mut appeal);
            local.attraction(market, &appeal, &mut v);
            let budget = budgets.on(g, calibration, &shares.government_of_area);
            if map.settings.origin_factors {
                let supply: Vec<f64> = (0..=n)
                    .map(|column| market.supply[local.sellers(column)].iter().sum())
                    .collect();
                local.find_factors(&v, &supply, &budget);
            }
            trade.add(&local, map, &v, &budget);
            local.note_freight(&v);
            local.packed = Packed::of(&local);
            market.local = Some(Box::new(local));
        }
        self.areas = Some(shares);
        self.opening_trade = trade;
    }

    /// Tells the prices that buyers of each area paid; nothing where the map is one area.
    pub fn tell_prices(&mut self, prices: &mut Prices, consumption: &[f64], map: &Geography) {
        let n = prices.areas.consumer.len();
        if n == 0 {
            return;
        }
        if map.in_force() {
            let bought = self.locals().map(Local::bought);
            prices.areas.update(bought, consumption);
        } else {
            let everywhere = prices.areas.product.chunks_exact_mut(n);
            for (prices, national) in everywhere.zip(&prices.product) {
                prices.fill(*national);
            }
            prices.areas.consumer.fill(prices.consumer);
        }
    }

    /// The market of each product on the map; none where the map is one area.
    pub fn locals(&mut self) -> impl Iterator<Item = &Local> {
        unlocked(&mut self.products).filter_map(|market| market.local.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::{Area, Province};

    /// Two provinces with a town and a countryside each, and the importer in the last column.
    fn four_areas() -> (Geography, Local) {
        let area = |k: usize| Area {
            province: k >> 1,
            ..Area::default()
        };
        let areas = (0..4).map(area).collect();
        let map = Geography::new(vec![Province::default(); 2], areas, &[(0, 1)]);
        let stride = super::super::LANES;
        let mut local = Local {
            n: 4,
            stride,
            weight: vec![0.0; 5 * stride],
            ..Local::default()
        };
        for to in 0..5 {
            local.weight[to * stride..][..5].fill(1.0);
        }
        (map, local)
    }

    /// Authority: by hand. Without distance every area attracts 1 and the importer 4: of what is spent half stays in the
    /// country and half of that in the province. Where the first area buys at home alone, all of its 8 stay there.
    #[test]
    fn what_stays_in_the_province_is_counted() {
        let (map, mut local) = four_areas();
        let v = [1.0, 1.0, 1.0, 1.0, 4.0, 0.0, 0.0, 0.0];
        let mut trade = DomesticTrade::default();
        trade.add(&local, &map, &v, &[8.0, 8.0, 8.0, 8.0, 99.0]);
        assert_eq!((trade.of_the_country, trade.of_the_province), (16.0, 8.0));
        assert_eq!(trade.province_share(), 0.5);
        local.weight[..5].copy_from_slice(&[1.0, 0.0, 0.0, 0.0, 0.0]);
        let mut trade = DomesticTrade::default();
        trade.add(&local, &map, &v, &[8.0, 0.0, 0.0, 0.0, 99.0]);
        assert_eq!((trade.of_the_country, trade.of_the_province), (8.0, 8.0));
        assert!(DomesticTrade::default().province_share().is_nan());
    }
}
