//! One quarter: the table of contents of the economy.

use crate::calibration::Calibration;
use crate::chance::Chance;
use crate::channels::{Channels, Sizes};
use crate::closure::exit_and_entry::{self, Parties};
use crate::closure::{Closed, demography, supply_trend};
use crate::economy::Economy;
use crate::flows::{Flows, Party, Transaction};
use crate::households::{Expecting, Households};
use crate::markets::goods::MarketDay;
use crate::people::migration;
use crate::policy::{Levers, Policy};
use crate::theory::{Theory, View};
use crate::workers::Workers;
use crate::{books, expectations, markets::credit, production, redistribution, technology};

impl Economy {
    /// Advances the economy by one quarter under `policy` and `theory`.
    ///
    /// The order of the lines is the model's claim about who acts before whom. `workers` may share
    /// the work; the result does not depend on how many there are.
    ///
    /// # Source
    /// Base model, §5; long run, §3.2; digital economy, §8.
    pub fn quarter(
        &mut self,
        policy: &mut dyn Policy,
        theory: &mut dyn Theory,
        workers: &dyn Workers,
    ) {
        let quarter = self.clock.tick();
        let chance = self.luck.in_quarter(quarter);
        self.live_and_move(chance);
        self.long_run.trend.advance();

        self.face_losses(quarter, chance);
        self.set_conditions(quarter, policy, chance);
        self.let_theory_write(quarter, theory);
        self.plan_and_produce(chance);
        self.plan_spending(quarter, chance);
        self.go_to_market(chance, workers);
        self.close_books();
        theory.update(&self.view());
    }

    /// People are born, age, die and move; nothing where households are single persons.
    fn live_and_move(&mut self, chance: Chance) {
        let Self {
            firms,
            households,
            labour_market,
            long_run,
            channels,
            ..
        } = self;
        let rule = long_run.rules.demography;
        let taught = &channels.entrant_skill;
        if let Some(growth) = demography::live(rule, households, firms, taught, chance) {
            long_run.note_labour_force(households, growth);
        }
        migration::migrate(households, firms, |i| labour_market.posted(i), chance);
    }

    /// Settles last quarter's losses: refinancing, exits and entries.
    fn face_losses(&mut self, quarter: u32, chance: Chance) {
        let parties = &mut Parties {
            firms: &mut self.firms,
            households: &mut self.households,
            bank: &mut self.bank,
            prices: &self.prices,
            rates: &self.calibration.rates,
        };
        exit_and_entry::settle_losses(parties, &mut self.long_run, &self.channels, quarter, chance);
    }

    /// Forms expectations, lets the world move on, and sets interest rates under a policy.
    fn set_conditions(&mut self, quarter: u32, policy: &mut dyn Policy, chance: Chance) {
        let Self {
            calibration,
            rules,
            firms,
            bank,
            central_bank,
            world,
            long_run,
            history,
            outlook,
            ..
        } = self;
        *outlook = expectations::form(history, long_run, chance);
        world.advance(&calibration.processes, chance);
        central_bank.set_rate(world, &calibration.processes, &rules.base, long_run);
        policy.apply(Levers {
            quarter,
            calibration,
            central_bank,
            firms,
        });
        bank.set_lending_rate(central_bank, &calibration.rates);
    }

    /// Lets a theory write the channels of the quarter from the books of the last one.
    fn let_theory_write(&mut self, quarter: u32, theory: &mut dyn Theory) {
        let neutral = Channels::neutral(Sizes::default());
        let mut channels = std::mem::replace(&mut self.channels, neutral);
        channels.reset();
        theory.write(
            &View {
                quarter,
                ..self.view()
            },
            &mut channels,
        );
        channels.clip();
        let n_areas = self.calibration.geography.len();
        channels.online.close(&self.households.area, n_areas);
        self.channels = channels;
        self.flows.clear();
    }

    /// Firms plan; credit and jobs are found; firms produce.
    fn plan_and_produce(&mut self, chance: Chance) {
        let Self {
            calibration,
            rules,
            firms,
            households,
            bank,
            channels,
            long_run,
            prices,
            outlook,
            credit_queue,
            labour_market,
            gig_market,
            government,
            ..
        } = self;
        let conditions = production::Conditions {
            outlook,
            prices,
            lending_rate: bank.lending_rate,
            calibration,
            rules: &rules.base,
            channels,
        };
        firms.open_direct_sales();
        supply_trend::advance(firms, households, long_run.growth().per_head);
        technology::put_in_force(firms, channels, long_run.wage_levels());
        production::plan(firms, long_run, &conditions);
        credit::lend(
            firms,
            bank,
            &calibration.rates,
            credit_queue,
            channels,
            chance,
        );
        labour_market.match_workers(households, firms, &calibration.geography, channels, chance);
        gig_market.match_tasks(
            firms,
            households,
            government,
            &calibration.rates,
            &calibration.geography,
            prices,
            channels,
        );
        production::produce(firms, channels);
        households.receive_wages(firms, &channels.skill_gap);
        production::offer_to_order(firms, channels);
        firms.reserve_direct_sales();
    }

    /// Households, the government and the rest of the world plan what to spend.
    fn plan_spending(&mut self, quarter: u32, chance: Chance) {
        let Self {
            calibration,
            rules,
            firms,
            households,
            bank,
            government,
            world,
            channels,
            long_run,
            prices,
            outlook,
            ..
        } = self;
        government.index_benefits(outlook, long_run);
        demography::fund_pensions(long_run.rules.demography, households, long_run.growth());
        bank.expect_profit(outlook, firms, &rules.closure.exit_and_entry);
        let expecting = Expecting {
            rates: &calibration.rates,
            outlook,
            prices,
            long_run,
            channels,
        };
        households.plan_spending(firms, bank, government, &expecting);
        government.plan_consumption(
            calibration,
            quarter,
            prices,
            outlook,
            &rules.base,
            long_run,
            channels,
            chance,
        );
        world.plan_trade(calibration, quarter, prices, outlook, &rules.base, long_run);
    }

    /// The goods markets; what was ordered beyond stock is made.
    fn go_to_market(&mut self, chance: Chance, workers: &dyn Workers) {
        let Self {
            calibration,
            rules,
            firms,
            households,
            government,
            world,
            channels,
            prices,
            goods_markets,
            purchases,
            flows,
            ..
        } = self;
        let day = MarketDay {
            government,
            calibration,
            prices,
            rules,
            channels,
            chance,
            workers,
        };
        *purchases = goods_markets.match_buyers(firms, households, world, day);
        goods_markets.charge_fees(firms, channels, flows);
        production::make_orders(firms, households, channels);
    }

    /// The books: whatever left one account arrived in another.
    fn close_books(&mut self) {
        let Self {
            calibration,
            rules,
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            channels,
            long_run,
            prices,
            history,
            purchases,
            goods_markets,
            books,
            flows,
            regional,
            ..
        } = self;
        let Calibration {
            rates,
            baskets,
            technology,
            geography,
            ..
        } = calibration;
        prices.update(firms, world, baskets, technology, &channels.baskets);
        goods_markets.tell_prices(prices, &baskets.consumption, geography);
        firms.close_stocks();
        households.tasks.close(firms, prices, rates);
        note_own_account(flows, households);
        firms.earn_profits(prices, bank, central_bank, channels);
        firms.pay_out_idle_cash(&long_run.treasurers, rates);
        firms.receive_capital_transfers(prices);
        bank.earn_profit(firms, households, central_bank, rates);
        households.close_balances(
            firms,
            bank,
            government,
            central_bank,
            prices,
            rates,
            channels,
        );
        central_bank.earn_profit(
            government,
            bank,
            rates.public_debt_rate,
            &rules.closure.public_revenue,
        );
        government.close_balances(
            households,
            firms,
            bank,
            world,
            purchases,
            prices,
            rates,
            central_bank,
            channels,
        );
        firms.close_balances(prices, bank, central_bank, rates, channels);
        redistribution::note(flows, firms, households, government, prices, channels);
        world.close_balances(rates.tax_exports, government.dividends.abroad);
        bank.settle(firms, households);
        history.append(firms.total_output(), prices.inflation);
        *books = books::close(
            std::mem::take(books),
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            purchases,
            prices,
            rates,
            channels,
        );
        regional.close(firms, households, government, prices, rates, channels);
        long_run.close(&Closed {
            calibration,
            channels,
            firms,
            households,
            central_bank,
            government,
            world,
            prices,
            books,
            regional,
        });
    }
}

/// Enters what households earned on own account, by the task and by letting, into the table of flows.
fn note_own_account(flows: &mut Flows, households: &Households) {
    let (tasks, rents) = (households.tasks.total(), &households.rents);
    for (transaction, payer, receiver, money) in [
        (
            Transaction::GigPay,
            Party::Firms,
            Party::Households,
            tasks.pay,
        ),
        (
            Transaction::GigCommission,
            Party::Households,
            Party::Platforms,
            tasks.commission,
        ),
        (
            Transaction::SharingRent,
            Party::Households,
            Party::Households,
            rents.total,
        ),
        (
            Transaction::SharingCommission,
            Party::Households,
            Party::Platforms,
            rents.commission,
        ),
    ] {
        flows.add(transaction, payer, receiver, money);
    }
}
