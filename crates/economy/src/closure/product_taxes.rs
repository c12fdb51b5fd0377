//! Taxes on products: all of them on output, or those on what households consume as a value added tax.
//!
//! # Equation
//! ```text
//! t_g = τ^Y_g x_g / (x_g + m_g)       tax in a unit of what households consume of a product
//! T = Σ_g t_g c_g                     c_g their consumption of it at the opening, c = Σ c_g
//! τ^VAT = T / (c − T)      c_g ← c_g − t_g c_g      x_g ← x_g − t_g c_g      τ^Y_g x_g ← τ^Y_g x_g − t_g c_g
//! ```
//! `x` output and `m` imports, which bear no tax on output. A unit of consumption is then worth what it costs without the
//! tax; who makes it needs as many people, as much capital and as many inputs for it as before. So revenue, incomes,
//! profits, what households spend and GDP at the opening stay what they were, industry by industry, and every product is
//! still bought as much as it is made. What differs is what comes later: the tax moves with consumption and not with
//! output, and is no part of the prices of sellers.
//!
//! # Source
//! Long run, §6.3, row τ^VAT.
//!
//! # Off
//! `vat_split = off`, the default. Where the tables tell the value added tax apart nothing is left to split, and where
//! output bears no tax there is nothing.
//!
//! # Left out
//! One rate for all products. Both strata take the difference of the common basket; taxes in dwellings and in what the
//! government buys stay on output.

use params::parameters;
use quantity::maths;

use super::opening::OpeningTable;
use crate::calibration::Calibration;

parameters! {
    /// What taxes on products fall on.
    pub struct ProductTaxes in "closure.product_taxes" {
        /// Whether taxes on the output that households consume are a value added tax, at the same revenue at the opening.
        vat_split: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("producer prices hold the tax; another rate beside it would count it twice") known Assumed as Alternative;
    }
}

impl ProductTaxes {
    /// Moves the taxes in what households consume to the value added tax.
    pub fn split(&self, calibration: &mut Calibration) {
        if !self.vat_split || calibration.rates.tax_value_added != 0.0 {
            return;
        }
        let table = OpeningTable::of(calibration);
        let output: Vec<f64> = (0..calibration.n_industries())
            .map(|g| calibration.opening_output(g))
            .collect();
        // A subsidy stays one.
        let moved: Vec<f64> = (0..output.len())
            .map(|g| {
                let domestic = maths::ratio_or_zero(output[g], output[g] + table.imports[g]);
                let tax = maths::positive(calibration.technology.tax_products[g]);
                tax * domestic * table.consumption[g]
            })
            .collect();
        let tax = maths::sum(moved.iter().copied());
        let consumption = maths::sum(table.consumption.iter().copied());
        if tax <= 0.0 || tax >= consumption {
            return;
        }
        for (g, &moved) in moved.iter().enumerate() {
            shrink(calibration, g, moved, output[g]);
        }
        let left = 1.0 - tax / maths::sum(output.iter().copied());
        for output in &mut calibration.opening.output {
            *output *= left;
        }
        calibration.rates.tax_value_added = tax / (consumption - tax);
        let net = table.consumption.iter().zip(&moved);
        let net: Vec<f64> = net.map(|(all, tax)| all - tax).collect();
        rewrite_baskets(calibration, &net);
    }
}

/// Lets an industry's output be worth `moved` less, and bear as much less tax, with nothing else changed.
fn shrink(calibration: &mut Calibration, g: usize, moved: f64, output: f64) {
    let technology = &mut calibration.technology;
    let left = 1.0 - maths::ratio_or_zero(moved, output);
    for per_unit in [
        &mut technology.output_per_worker,
        &mut technology.output_per_input,
        &mut technology.output_per_capital,
    ] {
        per_unit[g] *= left;
    }
    let tax = technology.tax_products[g] * output - moved;
    technology.tax_products[g] = maths::ratio_or_zero(tax, output - moved);
    technology.tax_production[g] /= left;
}

/// Makes baskets of what is consumed net of the tax.
fn rewrite_baskets(calibration: &mut Calibration, net: &[f64]) {
    let baskets = &mut calibration.baskets;
    let total = maths::sum(net.iter().copied());
    let after: Vec<f64> = net.iter().map(|amount| amount / total).collect();
    for stratum in &mut baskets.consumption_by_stratum {
        let own = stratum.iter().zip(&after).zip(&baskets.consumption);
        let moved: Vec<f64> = own
            .map(|((own, after), before)| own * maths::ratio_or_zero(*after, *before))
            .collect();
        let all = maths::sum(moved.iter().copied());
        *stratum = moved.iter().map(|part| part / all).collect();
    }
    baskets.consumption = after;
}
