//! The scalars of an economy in the project's own format, one group per section of `economy.toml`.
//!
//! Rates are per year here, as in the file; [`per_quarter`] is the only conversion. Shocks are the
//! exception: persistence and standard deviations are those of the quarterly processes.

use params::{Parameters, parameters};

/// A rate per quarter from a rate per year: a quarter of it.
#[inline]
#[must_use]
pub fn per_quarter(annual: f64) -> f64 {
    annual / 4.0
}

parameters! {
    /// Section `[economy]`: how large the economy is and how it is drawn.
    pub struct Size in "economy" {
        /// Households of the country, in thousands; in an economy of one area each is one person.
        households_thousand: f64 [Pure] = 2500.0, within 1e-6..=1e9, plausible 1.0..=6e5, from Assumed("the standard form of the village") known Assumed;
        /// Real households for which one model household stands, unless a run says otherwise.
        default_scale: f64 [Pure] = 1000.0, within 1e-6..=1e12, plausible 1.0..=1e5, from Numerical("about 2 500 households run in a second") known Assumed;
        /// Seed with which the people of the economy are drawn, once.
        population_seed: f64 [Pure] = 1.0, within 0.0..=9_007_199_254_740_991.0, plausible 0.0..=1000.0, from Numerical("any seed will do") known Assumed;
        /// Government entities per firm; there is at least one.
        government_entities_per_firm: f64 [Pure] = 0.25, within 0.0..=1000.0, plausible 0.01..=1.0, from Assumed("poledna_2023: a quarter of the firms") known Verified;
        /// Foreign buyers per firm; there is at least one.
        foreign_buyers_per_firm: f64 [Pure] = 0.5, within 0.0..=1000.0, plausible 0.01..=1.0, from Assumed("poledna_2023: half the firms") known Verified;
    }
}

parameters! {
    /// Section `[taxes]`.
    pub struct Taxes in "economy.taxes" {
        /// Income tax, on wages net of contributions and on dividends.
        income: f64 [Share] = 0.12, within 0.0..=1.0, plausible 0.02..=0.3, from Assumed("a plain middle of common rates") known Assumed;
        /// Tax on the profits of firms and the bank.
        corporate: f64 [Share] = 0.2, within 0.0..=1.0, plausible 0.05..=0.35, from Assumed("a plain middle of common rates") known Assumed;
        /// Value added tax on household consumption, if the use table is net of it.
        value_added: f64 [Share] = 0.08, within -0.5..=5.0, plausible 0.0..=0.25, from Assumed("a plain middle of common rates") known Assumed;
        /// Employers' social contributions, on wages of the employed who are not their own boss.
        employer_contributions: f64 [Share] = 0.12, within 0.0..=5.0, plausible 0.0..=0.4, from Assumed("a plain middle of common rates") known Assumed;
        /// Employees' social contributions, on wages.
        employee_contributions: f64 [Share] = 0.08, within 0.0..=1.0, plausible 0.0..=0.25, from Assumed("a plain middle of common rates") known Assumed;
        /// Product tax on exports, if the use table is net of it.
        exports: f64 [Share] = 0.0, within -0.5..=5.0, plausible 0.0..=0.1, from Assumed("exports are mostly untaxed") known Assumed;
        /// Product tax on housing investment, if the use table is net of it.
        housing_investment: f64 [Share] = 0.05, within -0.5..=5.0, plausible 0.0..=0.25, from Assumed("a plain middle of common rates") known Assumed;
        /// Product tax on government consumption, if the use table is net of it.
        government_consumption: f64 [Share] = 0.0, within -0.5..=5.0, plausible 0.0..=0.1, from Assumed("the government would pay it to itself") known Assumed;
        /// Share of an industry's taxes on production that falls on products, where they are positive.
        products_share: f64 [Share] = 0.75, within 0.0..=1.0, plausible 0.5..=1.0, from Assumed("split by the list of taxes") known Assumed;
    }
}

parameters! {
    /// Section `[households]`.
    pub struct Households in "economy.households" {
        /// Consumption, with value added tax, out of disposable income.
        consumption_propensity: f64 [Share] = 0.925, within 0.0..=2.0, plausible 0.6..=1.0, from Assumed("little is saved in a stationary economy") known Assumed;
        /// Housing investment, with its tax, out of disposable income.
        housing_propensity: f64 [Share] = 0.07, within 0.0..=2.0, plausible 0.0..=0.2, from Assumed("little is saved in a stationary economy") known Assumed;
        /// Elasticity of the propensity to consume with respect to relative income per head.
        propensity_elasticity: f64 [Pure] = -0.2, within -2.0..=2.0, plausible -0.4..=0.0, from Assumed("the poor save less; no effect without people") known Assumed;
        /// Unemployment benefit over the last gross wage.
        replacement_rate: f64 [Share] = 0.4, within 1e-6..=1.5, plausible 0.1..=0.7, from Assumed("a plain middle of common rates") known Assumed;
        /// Social benefits of a year, unemployment benefits included.
        social_benefits: f64 [Money] = 0.0, within 0.0..=1e15, plausible 0.0..=1e9, from Assumed("every economy states its own") known Assumed;
        /// Disposable income of all households in a year.
        disposable_income: f64 [Money] = 0.0, within 0.0..=1e15, plausible 0.0..=1e9, from Assumed("every economy states its own") known Assumed;
    }
}

parameters! {
    /// Section `[firms]`.
    pub struct Firms in "economy.firms" {
        /// Dividends out of profit after tax.
        dividend_payout: f64 [Share] = 0.97, within 0.0..=5.0, plausible 0.2..=1.2, from Assumed("little is retained in a stationary economy") known Assumed;
        /// Share of loans repaid in a year.
        loan_repayment: f64 [AnnualRate] = 0.2, within 0.0..=4.0, plausible 0.08..=0.4, from Assumed("poledna_2023: 5 % a quarter") known Verified;
        /// Use of capital as a share of full use.
        capacity_use: f64 [Share] = 0.85, within 0.01..=1.5, plausible 0.75..=0.95, from Assumed("poledna_2023") known Verified;
        /// Use of inputs in a quarter over their stock.
        input_use: f64 [Share] = 0.85, within 0.01..=1.5, plausible 0.75..=1.0, from Assumed("poledna_2023: as capacity_use") known Verified;
        /// Operating surplus over output to which the long-run rules lift an industry at the opening.
        minimum_margin: f64 [Share] = 0.04, within -1.0..=0.2, plausible 0.0..=0.08, from Assumed("mixed income is booked as wages; no effect on the base rules") known Assumed;
    }
}

parameters! {
    /// Section `[bank]`: the commercial bank, public debt and the policy rule.
    pub struct Bank in "economy.bank" {
        /// Policy rate at the opening.
        policy_rate: f64 [AnnualRate] = 0.02, within -1.0..=4.0, plausible 0.0..=0.06, from Assumed("no real interest at two per cent inflation") known Assumed;
        /// Lending rate over the policy rate.
        lending_margin: f64 [AnnualRate] = 0.022, within -1.0..=4.0, plausible 0.005..=0.06, from Assumed("a common margin") known Assumed;
        /// Interest rate on public debt.
        public_debt_rate: f64 [AnnualRate] = 0.022, within -1.0..=4.0, plausible 0.0..=0.06, from Assumed("a little over the policy rate") known Assumed;
        /// Bank equity over loans, at least.
        capital_requirement: f64 [Share] = 0.03, within 1e-6..=10.0, plausible 0.02..=0.15, from Assumed("poledna_2023") known Verified;
        /// Loans over the value of capital, at most.
        loan_to_value: f64 [Share] = 0.6, within 0.0..=100.0, plausible 0.4..=0.9, from Assumed("poledna_2023") known Verified;
        /// Loans over the value of capital after a bankruptcy.
        loan_after_bankruptcy: f64 [Share] = 0.5, within 0.0..=100.0, plausible 0.2..=0.8, from Assumed("poledna_2023") known Verified;
        /// Weight of the last policy rate in the next.
        policy_smoothing: f64 [Share] = 0.8, within 0.0..=1.0, plausible 0.6..=1.0, from Assumed("a common estimate of quarterly rules") known Assumed;
        /// Reaction of the policy rate to world inflation.
        reaction_inflation: f64 [Pure] = 0.5, within -100.0..=100.0, plausible 0.0..=2.0, from Assumed("the rule of Taylor, beyond one for one") known Assumed;
        /// Reaction of the policy rate to world growth.
        reaction_growth: f64 [Pure] = 0.25, within -100.0..=100.0, plausible 0.0..=2.0, from Assumed("weaker than to inflation") known Assumed;
    }
}

parameters! {
    /// Section `[trend]`.
    pub struct Trend in "economy.trend" {
        /// Growth of labour productivity at the opening.
        productivity_growth: f64 [AnnualRate] = 0.0, within -0.5..=1.0, plausible 0.0..=0.06, from Assumed("the village is stationary") known Assumed;
        /// Growth of labour productivity in the long run, for the long-run rules.
        final_productivity_growth: f64 [AnnualRate] = 0.0, within -0.5..=1.0, plausible 0.0..=0.03, from Assumed("the village is stationary") known Assumed;
        /// Years in which all but a third of the way to the final growth is gone.
        convergence_years: f64 [Years] = 10.0, within 0.01..=1000.0, plausible 5.0..=20.0, from Assumed("no effect while both growth rates agree") known Assumed;
        /// Growth of the labour force.
        labour_force_growth: f64 [AnnualRate] = 0.0, within -0.5..=1.0, plausible -0.01..=0.02, from Assumed("the village is stationary") known Assumed;
        /// Inflation target, and inflation of the history.
        inflation: f64 [AnnualRate] = 0.02, within -0.5..=4.0, plausible 0.0..=0.04, from Assumed("a common target") known Assumed;
        /// Amplitude of the cycle in the history of log output, which the base rules' forecasts are estimated on.
        cycle_amplitude: f64 [Pure] = 0.01, within 0.0..=0.5, plausible 0.005..=0.03, from Assumed("about the standard deviation of detrended output in rich countries") known Assumed;
        /// Length of that cycle.
        cycle_years: f64 [Years] = 5.0, within 1.0..=100.0, plausible 3.0..=10.0, from Assumed("a common length of business cycles") known Assumed;
    }
}

parameters! {
    /// Section `[shocks]`: what evolves outside the model. Persistence and deviations are quarterly.
    pub struct Shocks in "economy.shocks" {
        /// Persistence of log government consumption, in a quarter.
        government_persistence: f64 [Share] = 0.8, within -1.0..=1.0, plausible 0.5..=1.0, from Assumed("a deviation is halved in three quarters") known Assumed;
        /// Standard deviation of the quarterly shock to log government consumption.
        government_sd: f64 [Pure] = 0.011, within 0.0..=10.0, plausible 0.0..=0.03, from Estimated("poledna_2023") known Verified;
        /// Persistence of log exports, in a quarter.
        exports_persistence: f64 [Share] = 0.8, within -1.0..=1.0, plausible 0.5..=1.0, from Assumed("a deviation is halved in three quarters") known Assumed;
        /// Standard deviation of the quarterly shock to log exports.
        exports_sd: f64 [Pure] = 0.02, within 0.0..=10.0, plausible 0.0..=0.05, from Estimated("poledna_2023") known Verified;
        /// Persistence of log imports, in a quarter.
        imports_persistence: f64 [Share] = 0.8, within -1.0..=1.0, plausible 0.5..=1.0, from Assumed("a deviation is halved in three quarters") known Assumed;
        /// Standard deviation of the quarterly shock to log imports.
        imports_sd: f64 [Pure] = 0.021, within 0.0..=10.0, plausible 0.0..=0.05, from Estimated("poledna_2023") known Verified;
        /// Persistence of log world output, in a quarter.
        world_output_persistence: f64 [Share] = 1.0, within -1.0..=1.0, plausible 0.9..=1.0, from Assumed("a random walk with drift") known Assumed;
        /// Standard deviation of the quarterly shock to log world output.
        world_output_sd: f64 [Pure] = 0.007, within 0.0..=10.0, plausible 0.0..=0.02, from Estimated("poledna_2023") known Verified;
        /// Persistence of world inflation, in a quarter.
        world_inflation_persistence: f64 [Share] = 0.4, within -1.0..=1.0, plausible 0.0..=0.9, from Estimated("poledna_2023") known Verified;
        /// Standard deviation of the quarterly shock to world inflation.
        world_inflation_sd: f64 [Pure] = 0.0025, within 0.0..=10.0, plausible 0.0..=0.01, from Estimated("poledna_2023") known Verified;
        /// Growth of world output.
        world_growth: f64 [AnnualRate] = 0.0, within -0.5..=1.0, plausible 0.0..=0.05, from Assumed("the village is stationary") known Assumed;
        /// World inflation.
        world_inflation: f64 [AnnualRate] = 0.02, within -0.5..=4.0, plausible 0.0..=0.04, from Assumed("as at home") known Assumed;
    }
}

parameters! {
    /// Section `[population]`.
    pub struct Population in "economy.population" {
        /// Unemployed share of the labour force in towns.
        unemployment_urban: f64 [Share] = 0.06, within 0.0..=0.9, plausible 0.02..=0.15, from Assumed("a plain middle of common rates") known Assumed;
        /// Unemployed share of the labour force in the countryside.
        unemployment_rural: f64 [Share] = 0.045, within 0.0..=0.9, plausible 0.02..=0.15, from Assumed("a plain middle of common rates") known Assumed;
        /// Share of the labour force that lives in towns, where no table of areas says so.
        urban_share: f64 [Share] = 0.6, within 0.0..=1.0, plausible 0.3..=0.9, from Assumed("a plain middle") known Assumed;
        /// Births in a year over the population, for the long-run rules.
        birth_rate: f64 [AnnualRate] = 0.01, within 0.0..=0.1, plausible 0.005..=0.02, from Assumed("the population of the village is constant") known Assumed;
        /// Deaths in a year over the population, for the long-run rules.
        death_rate: f64 [AnnualRate] = 0.01, within 0.0..=0.1, plausible 0.005..=0.02, from Assumed("the population of the village is constant") known Assumed;
    }
}

/// Every scalar of an economy, group by group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scalars {
    /// `[economy]`.
    pub size: Size,
    /// `[taxes]`.
    pub taxes: Taxes,
    /// `[households]`.
    pub households: Households,
    /// `[firms]`.
    pub firms: Firms,
    /// `[bank]`.
    pub bank: Bank,
    /// `[trend]`.
    pub trend: Trend,
    /// `[shocks]`.
    pub shocks: Shocks,
    /// `[population]`.
    pub population: Population,
}

/// Paths whose key may be left out of a file; the declared default holds then.
pub const OPTIONAL: &[&str] = &[
    "economy.population_seed",
    "economy.government_entities_per_firm",
    "economy.foreign_buyers_per_firm",
    "economy.taxes.products_share",
    "economy.households.propensity_elasticity",
    "economy.firms.minimum_margin",
    "economy.bank.policy_smoothing",
    "economy.bank.reaction_inflation",
    "economy.bank.reaction_growth",
    "economy.trend.final_productivity_growth",
    "economy.trend.convergence_years",
    "economy.trend.cycle_amplitude",
    "economy.trend.cycle_years",
    "economy.shocks.world_output_persistence",
    "economy.shocks.world_inflation_persistence",
    "economy.population.urban_share",
    "economy.population.birth_rate",
    "economy.population.death_rate",
];

impl Scalars {
    /// Sections of the file, in the order of [`Self::groups`].
    pub const SECTIONS: [&str; 8] = [
        "economy",
        "taxes",
        "households",
        "firms",
        "bank",
        "trend",
        "shocks",
        "population",
    ];

    /// The groups, in the order of [`Self::SECTIONS`].
    #[must_use]
    pub fn groups(&self) -> [&dyn Parameters; 8] {
        [
            &self.size,
            &self.taxes,
            &self.households,
            &self.firms,
            &self.bank,
            &self.trend,
            &self.shocks,
            &self.population,
        ]
    }

    /// The groups, to be changed.
    pub fn groups_mut(&mut self) -> [&mut dyn Parameters; 8] {
        [
            &mut self.size,
            &mut self.taxes,
            &mut self.households,
            &mut self.firms,
            &mut self.bank,
            &mut self.trend,
            &mut self.shocks,
            &mut self.population,
        ]
    }

    /// Unemployed share of the whole labour force.
    #[must_use]
    pub fn unemployment(&self) -> f64 {
        let p = &self.population;
        p.urban_share * p.unemployment_urban + (1.0 - p.urban_share) * p.unemployment_rural
    }
}
