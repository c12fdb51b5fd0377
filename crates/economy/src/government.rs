//! The government: taxes, pays benefits, buys through its entities.

use quantity::{FirmId, Id, IndustryId, Purpose, maths};

use crate::bank::Bank;
use crate::calibration::{Calibration, Processes, Rates};
use crate::central_bank::CentralBank;
use crate::chance::Chance;
use crate::channels::Channels;
use crate::closure::ownership::Elsewhere;
use crate::closure::{Brackets, Deviation, LongRun};
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::households::Households;
use crate::markets::goods::Purchases;
use crate::prices::Prices;
use crate::redistribution;
use crate::rules::{BaseRules, Exogenous};
use crate::world::World;

/// The government's plans and books.
///
/// # Source
/// Base model, §2.3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Government {
    /// Entities that spend government consumption (`J`).
    pub n_entities: usize,
    /// Real government consumption planned (`C_G`).
    pub planned_consumption: f64,
    /// Real capital formation planned (`C_K`).
    pub planned_investment: f64,
    /// Public capital, real: a memorandum, it makes nothing (`K_G`).
    pub capital: f64,
    /// Budget of each entity, money (`C^d_j`).
    pub entity_budget: f64,
    /// Real benefit of an inactive person (`sb_inact`).
    pub benefit_inactive: f64,
    /// Real other transfers per household (`sb_other`).
    pub benefit_other: f64,
    /// Brackets by which earnings are taxed; none where one rate is for all.
    pub brackets: Option<Brackets>,
    /// Revenue of the quarter, money (`Y_G`).
    pub revenue: f64,
    /// Of which besides taxes: fees on profits and land, and the central bank's profit, money.
    pub fees: f64,
    /// Of which fees on land, money: capital transfers.
    pub land_fees: f64,
    /// Dividends of firms and the bank that went to the government and abroad, money.
    pub dividends: Elsewhere,
    /// What the government paid of the net investment of firms, money.
    pub capital_transfers: f64,
    /// Subsidies that a channel has added, money; taken off revenue.
    pub subsidies: f64,
    /// Of government consumption, what a channel has added, money, at most what was to be had.
    pub extra_purchases: f64,
    /// Shares of firms bought for others, money: added to debt and not to the deficit.
    pub share_purchases: f64,
    /// Benefits paid in the quarter, money.
    pub benefits: f64,
    /// Deficit of the quarter, money (`Π_G`).
    pub deficit: f64,
    /// Debt, money, stock (`L_G`).
    pub debt: f64,
}

impl Government {
    /// The government at the opening.
    #[must_use]
    pub fn open(calibration: &Calibration) -> Self {
        let opening = &calibration.opening;
        Self {
            n_entities: calibration.sizes.government_entities as usize,
            planned_consumption: opening.government_consumption[0],
            planned_investment: opening.public_investment,
            // At the end of the quarter, on the path on which it has grown so far.
            capital: opening.public_investment * (1.0 + opening.room)
                / (calibration.rates.public_wear + opening.room),
            entity_budget: 0.0,
            benefit_inactive: opening.benefit_inactive,
            benefit_other: opening.benefit_other,
            brackets: None,
            revenue: 0.0,
            fees: 0.0,
            land_fees: 0.0,
            dividends: Elsewhere::default(),
            capital_transfers: 0.0,
            subsidies: 0.0,
            extra_purchases: 0.0,
            share_purchases: 0.0,
            benefits: 0.0,
            deficit: 0.0,
            debt: opening.public_debt,
        }
    }

    /// Lets benefits, and limits of tax brackets, grow with the growth everybody expects, or with what the economy can
    /// make.
    ///
    /// # Source
    /// Base model, §6.9; [`crate::closure::fiscal_rule`]; [`crate::closure::income_tax`].
    pub fn index_benefits(&mut self, outlook: &Outlook, long_run: &LongRun) {
        if long_run.rules.fiscal_rule.on {
            let level = long_run.growth().per_head_index * long_run.productivity;
            self.benefit_inactive = long_run.opening.benefit_inactive * level;
            self.benefit_other = long_run.opening.benefit_other * level;
            if let Some(brackets) = &mut self.brackets {
                brackets.level = level;
            }
            return;
        }
        self.benefit_inactive *= 1.0 + outlook.growth;
        self.benefit_other *= 1.0 + outlook.growth;
        if let Some(brackets) = &mut self.brackets {
            brackets.level *= 1.0 + outlook.growth;
        }
    }

    /// Plans government consumption and capital formation and shares them among the entities.
    ///
    /// Without the fiscal rule capital formation keeps its ratio to consumption.
    ///
    /// # Source
    /// Base model, §6.10; given paths: §14.3; [`crate::closure::fiscal_rule`].
    #[expect(clippy::too_many_arguments, reason = "the plan looks at all that")]
    pub fn plan_consumption(
        &mut self,
        calibration: &Calibration,
        quarter: u32,
        prices: &Prices,
        outlook: &Outlook,
        rules: &BaseRules,
        long_run: &mut LongRun,
        channels: &Channels,
        chance: Chance,
    ) {
        let Processes {
            government: law,
            government_sd,
            ..
        } = calibration.processes;
        let shock = government_sd * chance.normal(Purpose::GovernmentShock);
        let opening = &calibration.opening;
        let at_ratio = |consumption: f64| {
            opening.public_investment / opening.government_consumption[0] * consumption
        };
        (self.planned_consumption, self.planned_investment) = match rules.exogenous {
            Exogenous::Ar1 if long_run.rules.fiscal_rule.on => planned_by_rule(long_run, shock),
            Exogenous::Ar1 => {
                let planned = maths::exp(
                    law.slope * maths::ln(self.planned_consumption) + law.intercept + shock,
                );
                (planned, at_ratio(planned))
            }
            Exogenous::Given => {
                let given = opening.government_consumption[quarter as usize];
                (given, at_ratio(given))
            }
        };
        if !channels.redirected_investment.is_neutral() {
            let left = self.planned_investment - channels.redirected_investment.value();
            self.planned_investment = maths::positive(left);
        }
        let basket = &calibration.baskets.government;
        let cost = if channels.public_purchases.is_neutral() {
            self.planned_consumption / self.n_entities as f64 * prices.cost_of(basket)
        } else {
            let purchases = self.purchases(basket, channels);
            let cost: f64 = purchases.zip(&prices.product).map(|(x, p)| x * p).sum();
            cost / self.n_entities as f64
        };
        let cost = if self.planned_investment == 0.0 {
            cost
        } else {
            let basket = &calibration.baskets.public_investment;
            cost + self.planned_investment / self.n_entities as f64 * prices.cost_of(basket)
        };
        self.entity_budget = cost * (1.0 + outlook.inflation);
    }

    /// What the government plans to buy of each product, real: its basket and what a channel adds.
    pub fn purchases<'a>(
        &'a self,
        basket: &'a [f64],
        channels: &'a Channels,
    ) -> impl Iterator<Item = f64> + 'a {
        basket.iter().enumerate().map(|(g, share)| {
            let more = channels.public_purchases.at(IndustryId::new(g));
            share * self.planned_consumption + more
        })
    }

    /// What a channel has added to government consumption, at today's prices and in the proportion in
    /// which all of it was to be had.
    fn extra(&self, purchases: &Purchases, prices: &Prices, channels: &Channels) -> f64 {
        let extra = &channels.public_purchases;
        if extra.is_neutral() {
            return 0.0;
        }
        let wanted = self.planned_consumption + extra.total();
        let filled = maths::ratio_or_zero(purchases.real_government, wanted).min(1.0);
        let value = prices.product.iter().enumerate();
        filled * maths::sum(value.map(|(g, price)| price * extra.at(IndustryId::new(g))))
    }

    /// Books revenue, benefits, interest and the deficit.
    ///
    /// The tax on government consumption is paid by the government to itself and stands in neither
    /// revenue nor spending.
    ///
    /// # Source
    /// Base model, §8 step 7.
    #[expect(
        clippy::too_many_arguments,
        reason = "the government deals with everybody"
    )]
    pub fn close_balances(
        &mut self,
        households: &Households,
        firms: &Firms,
        bank: &Bank,
        world: &World,
        purchases: &Purchases,
        prices: &Prices,
        rates: &Rates,
        central_bank: &CentralBank,
        channels: &Channels,
    ) {
        let over_firms = |of: &dyn Fn(FirmId) -> f64| maths::sum(firms.ids().map(of));
        let wages = over_firms(&|i| firms.wage_bill(i, prices));
        let employer_contributions =
            over_firms(&|i| firms.employer_contributions[i] * firms.wage_bill(i, prices));
        let bank_profit = maths::positive(bank.profit);
        let profits = bank_profit + over_firms(&|i| maths::positive(firms.profit[i]));
        let product_taxes = over_firms(&|i| firms.tax_rate(i) * firms.price[i] * firms.output[i]);
        let payouts = over_firms(&|i| firms.idle_cash_payout[i]);
        // Dividends beyond the common share of profit: of industries with a share of their own, of cash,
        // and of a bank with a share of its own or that keeps its profit.
        let own_share = over_firms(&|i| {
            (firms.dividend_payout[i] - rates.dividend_payout) * maths::positive(firms.profit[i])
        });
        let bank_payout = if bank.pays_dividend {
            rates.bank_payout
        } else {
            0.0
        };
        let of_bank = (bank_payout - rates.dividend_payout) * bank_profit;
        let construction = over_firms(&|i| firms.construction[i]);
        self.land_fees =
            rates.land_fee_firms * construction + rates.land_fee_households * purchases.housing;
        self.subsidies = channels.public_subsidies.total();
        self.fees = rates.profit_fee * profits + self.land_fees + central_bank.remittance;
        let contributions = rates.employee_contributions;
        let tasks = households.tasks.total();
        self.dividends = Elsewhere::of(firms, bank, rates);
        let not_to_households = self.dividends.government + self.dividends.abroad;
        self.capital_transfers = maths::sum(firms.capital_transfer.iter().copied());
        self.revenue = employer_contributions
            + contributions * wages
            + rates.tax_income * (1.0 - contributions) * wages
            + rates.tax_value_added * purchases.consumption
            + rates.tax_housing * purchases.housing
            + rates.tax_income * (1.0 - rates.tax_corporate) * rates.dividend_payout * profits
            + rates.tax_corporate * profits
            + product_taxes
            + rates.tax_exports * world.exports
            + rates.tax_income * (payouts + (1.0 - rates.tax_corporate) * (own_share + of_bank))
            + self.land_fees
            + central_bank.remittance
            - self.subsidies
            + (tasks.tax + rates.tax_income * households.rents.mixed_income())
            + (self.dividends.government - rates.tax_income * not_to_households);
        self.revenue += redistribution::public_receipts(&households.moved, channels);
        if let Some(brackets) = &self.brackets {
            let beyond = households.taxed_beyond_flat(brackets, firms, prices);
            self.revenue += maths::sum(beyond.map(|(_, tax)| tax));
        }
        self.share_purchases = channels.share_purchases.total();
        self.extra_purchases = self.extra(purchases, prices, channels);
        self.benefits = (households.benefit_units() * self.benefit_inactive
            + rates.replacement_rate * households.wages_of_unemployed()
            + households.inhabited() as f64 * self.benefit_other
            + channels.public_transfers.total())
            * prices.consumer
            + households.local_benefits
            - tasks.benefits_saved;
        self.deficit = purchases.government + rates.public_debt_rate * self.debt + self.benefits
            - self.revenue
            + (purchases.public_investment + self.capital_transfers);
        self.debt += self.deficit;
        self.debt += self.share_purchases;
        self.capital = (1.0 - rates.public_wear) * self.capital + purchases.real_public_investment;
    }
}

/// Government consumption and capital formation by the fiscal rule, real.
fn planned_by_rule(long_run: &mut LongRun, shock: f64) -> (f64, f64) {
    let deviation = long_run.deviate(Deviation::Government, shock);
    let debt_gap = long_run.ratios.debt - long_run.norms.ratios.debt;
    let tightness = long_run.opening.unemployment - long_run.unemployment;
    let rule = &long_run.rules.fiscal_rule;
    let factor = rule.factor(debt_gap, tightness, deviation);
    let planned =
        |opening: f64| opening * long_run.growth().output_index * long_run.productivity * factor;
    (
        planned(long_run.opening.government_consumption),
        planned(long_run.opening.public_investment) * long_run.public_pace(),
    )
}
