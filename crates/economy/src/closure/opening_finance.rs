//! Financing at the opening: loans go where interest can be paid, and each industry pays out what it does
//! not need to keep its loans and its cash in step with its growth.
//!
//! # Equation
//! ```text
//! L_g ∝ K_g, but r L_g ≤ ½ operating surplus and L_g ≤ 0.55 K_g; the excess is spread over the others
//! R_g = γ_0 (K_g + M_g) − γⁿ_0 (L_g − D_g) + F_g         profit to be retained, F_g the land fee
//! θ^DIV_g = clip( 1 − R_g / ((1 − τ^FIRM) Π_g⁺), 0, 1 )      the bank: R = γⁿ_0 E_k
//! ```
//! Stocks were smaller by `γⁿ_0` when the quarter of the opening began, and interest is on those. The tax
//! on profits holds the fee `τ^N`. Industries that do not sell on markets have no loans; loans that the
//! economy's tables state stay as they are.
//!
//! Where profit after tax does not reach `R_g`, a public owner pays the rest
//! ([`super::capital_transfers`]); elsewhere base wages are lowered until it does, by half at most, and then taxes on
//! production.
//!
//! # Source
//! Long run, §6.3, rows L_i, θ^DIV_g and c_g, given there for China; the reason to use it wherever the rules
//! run is a decision note: loans in proportion to capital and one payout ratio for all leave a tenth of
//! Austrian firms with losses or in overdraft for ever.
//!
//! # Off
//! Loans in proportion to capital, and the economy's one payout ratio.

use params::{choices, parameters};
use quantity::maths;

use super::capital_transfers::CapitalTransfers;
use super::cost_pass_through::raise_margin;
use super::opening::Sheet;
use super::trend::Growth;
use crate::calibration::Calibration;

choices! {
    /// What the bank pays out of its profit.
    pub enum BankPayout {
        /// What it does not need to keep its equity in step with growth.
        Balanced = "balanced",
        /// A stated share of profit after tax.
        Stated = "stated",
    }
}

parameters! {
    /// The financing of firms at the opening.
    pub struct OpeningFinance in "closure.opening_finance" {
        /// Whether loans and payouts of industries are such that they last.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("there are no balance sheets by industry; one ratio for all bankrupts some of them") known Derived as Alternative;
        /// Largest share of operating surplus that interest may take.
        interest_share: f64 [Share] = 0.5, within 0.05..=1.0, plausible 0.3..=0.7, from Assumed("half the surplus is left to owners and growth") known Assumed;
        /// Largest loans over capital.
        largest_loans: f64 [Share] = 0.55, within 0.05..=1.0, plausible 0.4..=0.6, from Assumed("below what a bank lends on capital") known Assumed;
        /// Share of the government from which on an industry does not sell on markets and has no loans.
        non_market: f64 [Share] = 0.75, within 0.0..=1.0, plausible 0.6..=0.9, from Assumed("education, health and public administration in China") known Assumed;
        /// What the bank pays out of its profit.
        bank_payout: BankPayout [Switch] = BankPayout::Balanced, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("stated in China: the capital of the bank is then an outcome") known Assumed as Alternative;
        /// Dividends of the bank over its profit after tax, where they are stated.
        bank_share: f64 [Share] = 0.35, within 0.0..=1.0, plausible 0.25..=0.5, from Assumed("about what large banks of China pay out") known Assumed;
    }
}

/// Wages change surplus, surplus changes deposits, deposits change what is to be retained: rounds of it.
const ROUNDS: usize = 50;

impl OpeningFinance {
    /// Places loans, sets payouts, and repairs industries that cannot pay for their growth.
    pub fn settle(
        &self,
        transfers: &CapitalTransfers,
        calibration: &mut Calibration,
        growth: Growth,
    ) {
        calibration.opening.stock_growth = growth.nominal;
        let stated = !calibration.opening.loan_weights.is_empty();
        let public = transfers.public_industries(calibration);
        for _ in 0..ROUNDS {
            if !stated {
                calibration.opening.loan_weights = self.place_loans(calibration);
            }
            if !repair(calibration, growth, &public) {
                break;
            }
        }
        let kept = 1.0 - calibration.rates.tax_corporate;
        let sheets = calibration.opening_sheets();
        let needs: Vec<[f64; 2]> = sheets
            .iter()
            .enumerate()
            .map(|(g, sheet)| {
                let profit = kept * maths::positive(sheet.profit);
                [retained(calibration, g, sheet, growth), profit]
            })
            .collect();
        calibration.technology.dividend_payout = needs
            .iter()
            .map(|&[retained, profit]| payout(retained, profit))
            .collect();
        if public.contains(&true) {
            let real = growth.real / (1.0 + growth.real);
            let transfer = |g: usize| {
                let [retained, profit] = needs[g];
                let gap = maths::positive(retained - profit);
                maths::ratio_or_zero(gap, real * sheets[g].capital)
            };
            calibration.technology.capital_transfer = (0..needs.len())
                .map(|g| if public[g] { transfer(g) } else { 0.0 })
                .collect();
        }
        if self.bank_payout == BankPayout::Stated {
            calibration.rates.bank_payout = self.bank_share;
            return;
        }
        let bank = kept * maths::positive(calibration.opening_bank_profit());
        let growth = growth.nominal / (1.0 + growth.nominal);
        calibration.rates.bank_payout = payout(growth * calibration.opening.bank_equity, bank);
    }

    /// Loans over capital of each industry.
    fn place_loans(&self, calibration: &Calibration) -> Vec<f64> {
        let sheets = calibration.opening_sheets();
        let rate = calibration.opening.policy_rate + calibration.rates.lending_margin;
        let most: Vec<f64> = sheets
            .iter()
            .enumerate()
            .map(|(g, sheet)| {
                let public = calibration.government_dividends(g);
                if public > 0.0 && public >= self.non_market {
                    return 0.0;
                }
                let by_capital = self.largest_loans * sheet.capital;
                if rate > 0.0 {
                    let by_surplus = self.interest_share * maths::positive(sheet.surplus) / rate;
                    by_capital.min(by_surplus)
                } else {
                    by_capital
                }
            })
            .collect();
        // The common ratio at which the capped loans add up to the total, by bisection.
        let total = calibration.opening.firm_loans;
        let placed = |ratio: f64| -> f64 {
            sheets
                .iter()
                .zip(&most)
                .map(|(s, most)| most.min(ratio * s.capital))
                .sum()
        };
        let (mut low, mut high) = (0.0, self.largest_loans);
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if placed(middle) < total {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Where the caps do not hold the total, everybody is that much above its own.
        sheets
            .iter()
            .zip(&most)
            .map(|(s, most)| maths::ratio_or_zero(most.min(high * s.capital), s.capital))
            .collect()
    }
}

/// Share of `profit` that can be paid out when so much is to be retained.
fn payout(retained: f64, profit: f64) -> f64 {
    (1.0 - maths::ratio_or_zero(retained, profit)).clamp(0.0, 1.0)
}

/// Profit after tax that an industry must retain to grow with its ratios and pay its land fee.
fn retained(calibration: &Calibration, g: usize, sheet: &Sheet, growth: Growth) -> f64 {
    let expansion = growth.real / (1.0 + growth.real);
    let needed = expansion * (sheet.capital + sheet.inputs)
        - growth.nominal / (1.0 + growth.nominal) * (sheet.loans - sheet.deposits);
    let technology = &calibration.technology;
    let wear = technology.depreciation[g] / technology.output_per_capital[g] * sheet.output;
    needed + calibration.land_fee_per_investment() * (wear + expansion * sheet.capital)
}

/// Raises the margin of industries whose profit does not pay for their growth; whether there were any.
fn repair(calibration: &mut Calibration, growth: Growth, public: &[bool]) -> bool {
    let kept = 1.0 - calibration.rates.tax_corporate;
    let mut any = false;
    for (g, sheet) in calibration.opening_sheets().iter().enumerate() {
        let needed = retained(calibration, g, sheet, growth);
        let gap = maths::positive(needed) / kept - sheet.profit;
        if !public[g] && gap > 1e-12 * sheet.output {
            raise_margin(&mut calibration.technology, g, gap / sheet.output);
            any = true;
        }
    }
    any
}
