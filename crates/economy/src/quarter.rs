//! One quarter: the table of contents of the economy.

use crate::{bankruptcy, books, expectations, markets::credit, policy, production};
use crate::{economy::Economy, policy::Policy, workers::Workers};

impl Economy {
    /// Advances the economy by one quarter under `policy`.
    ///
    /// The order of the lines is the model's claim about who acts before whom. `workers` may share
    /// the work; the result does not depend on how many there are.
    ///
    /// # Source
    /// Base model, §5.
    pub fn quarter(&mut self, policy: &mut dyn Policy, workers: &dyn Workers) {
        let Self {
            calibration,
            rules,
            luck,
            clock,
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            prices,
            history,
            outlook,
            credit_queue,
            labour_market,
            goods_markets,
            purchases,
            books,
        } = self;
        let quarter = clock.tick();
        let chance = luck.in_quarter(quarter);

        // Firms that could not pay are refinanced; then everybody expects, and rates are set.
        bankruptcy::refinance(firms, bank, prices, &calibration.rates);
        *outlook = expectations::form(history, chance);
        world.advance(&calibration.processes, chance);
        central_bank.set_rate(world, &calibration.processes, &rules.base);
        policy.apply(policy::Levers {
            quarter,
            calibration,
            central_bank,
            firms,
        });
        bank.set_lending_rate(central_bank, &calibration.rates);

        // Plans of firms, then markets for credit and labour, then production.
        let rates = &calibration.rates;
        production::plan(firms, outlook, prices, rates, &rules.base);
        credit::lend(firms, bank, rates, credit_queue, chance);
        labour_market.match_workers(households, firms, chance);
        production::produce(firms);
        households.receive_wages(firms);

        // Plans of those who spend.
        government.index_benefits(outlook);
        bank.expect_profit(outlook);
        households.plan_spending(firms, bank, government, rates, outlook.price_ahead(prices));
        government.plan_consumption(calibration, quarter, prices, outlook, &rules.base, chance);
        world.plan_trade(calibration, quarter, prices, outlook, &rules.base);

        // The goods markets.
        *purchases = goods_markets.match_buyers(
            firms,
            households,
            government,
            world,
            calibration,
            prices,
            rules,
            chance,
            workers,
        );

        // The books: whatever left one account arrived in another.
        prices.update(firms, world, &calibration.baskets, &calibration.technology);
        firms.close_stocks();
        firms.earn_profits(prices, bank, central_bank);
        bank.earn_profit(firms, households, central_bank, rates);
        households.close_balances(firms, bank, government, central_bank, prices, rates);
        central_bank.earn_profit(government, bank, rates.public_debt_rate);
        government.close_balances(households, firms, bank, world, purchases, prices, rates);
        firms.close_balances(prices, bank, central_bank, rates);
        world.close_balances(rates.tax_exports);
        bank.settle(firms, households);
        history.append(firms.total_output(), prices.inflation);
        *books = books::close(
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            purchases,
            prices,
            rates,
        );
    }
}
