//! What is looked at in the long run: ratios of flows and stocks of one quarter.

use economy::Economy;
use economy::bankruptcy::insolvent;

/// The first of the identities, which are about money: A1 to A5.
const OF_MONEY: usize = 5;

macro_rules! marks {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// Ratios of one quarter. Flows are real over real value added unless said otherwise.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Marks { $($(#[doc = $doc])+ pub $name: f64,)* }

        impl Marks {
            /// Names, in the order of [`Self::values`].
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// All numbers, in order.
            #[must_use]
            pub fn values(&self) -> Vec<f64> {
                vec![$(self.$name,)*]
            }

            /// A number by its name; not a number if there is none.
            #[must_use]
            pub fn get(&self, name: &str) -> f64 {
                match name {
                    $(stringify!($name) => self.$name,)*
                    _ => f64::NAN,
                }
            }

            /// The mean of several.
            #[must_use]
            pub fn mean(of: &[Self]) -> Self {
                let n = of.len() as f64;
                Self { $($name: of.iter().map(|marks| marks.$name).sum::<f64>() / n,)* }
            }
        }
    };
}

marks! {
    /// Real value added, money at opening prices.
    value_added,
    /// Producer prices, 1 at the opening.
    prices,
    /// Unemployed share of workers.
    unemployment,
    /// Output over what capital allows.
    capacity_use,
    /// Compensation of employees over nominal value added.
    labour_share,
    /// Capital over annual value added.
    capital,
    /// Stock of inputs over quarterly value added.
    input_stock,
    /// Household consumption.
    consumption,
    /// Exports.
    exports,
    /// Imports.
    imports,
    /// Public debt over annual nominal GDP.
    debt,
    /// Household deposits over quarterly disposable income.
    deposits,
    /// Claims of foreigners over annual nominal GDP.
    position,
    /// Bank equity over loans.
    bank_capital,
    /// Bank equity over quarterly nominal value added.
    bank_equity,
    /// Firm loans over capital at its price.
    loans,
    /// Firm deposits over sales of a quarter.
    cash,
    /// Share of firms with a profit.
    profitable,
    /// Output over target output.
    fulfilled,
    /// Output of firms that inputs hold back, over all output.
    input_bound,
    /// Firms that left in the quarter.
    exits,
    /// Firms with neither cash nor equity at the end of the quarter.
    insolvent,
    /// Policy rate, per year.
    policy_rate,
    /// Deposits over their norm.
    deposits_over_norm,
    /// Productivity over its trend.
    productivity,
    /// Largest residual of A1 to A5 over GDP.
    residual,
}

impl Marks {
    /// The ratios of the quarter that `economy` is in.
    #[must_use]
    pub fn of(economy: &Economy) -> Self {
        let Economy {
            books,
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            prices,
            long_run,
            ..
        } = economy;
        let sum = |values: &[f64]| values.iter().sum::<f64>();
        let over = |of: &dyn Fn(quantity::FirmId) -> f64| firms.ids().map(of).sum::<f64>();
        let added = books.gross_value_added;
        let annual_gdp = 4.0 * books.gdp.nominal;
        let output = firms.total_output();
        let deposits = sum(&households.deposits) / sum(&households.disposable_income);
        let opening = economy.time() == 0;
        let input_bound = |i| {
            let supplied = firms.output[i] / firms.output_per_input[i];
            // Inputs before this quarter's purchases are those left and those used.
            let stock = firms.inputs[i] - firms.purchased_inputs[i] + supplied;
            let bound =
                supplied >= stock * (1.0 - 1e-9) && firms.output[i] < firms.target_output[i];
            if bound && !opening {
                firms.output[i]
            } else {
                0.0
            }
        };
        let residuals = books.identities.relative_to(books.gdp);
        Self {
            value_added: added.real,
            prices: prices.producer,
            unemployment: households.unemployed() as f64 / households.n_workers as f64,
            capacity_use: output / over(&|i| firms.output_per_capital[i] * firms.capital[i]),
            labour_share: books.compensation / added.nominal,
            capital: sum(&firms.capital) / (4.0 * added.real),
            input_stock: sum(&firms.inputs) / added.real,
            consumption: books.household_consumption.real / added.real,
            exports: books.exports.real / added.real,
            imports: books.imports.real / added.real,
            debt: government.debt / annual_gdp,
            deposits,
            position: world.position / annual_gdp,
            bank_capital: bank.equity / sum(&firms.loans),
            bank_equity: bank.equity / added.nominal,
            loans: sum(&firms.loans) / (sum(&firms.capital) * prices.capital),
            cash: sum(&firms.deposits) / over(&|i| firms.price[i] * firms.output[i]),
            profitable: firms.profit.iter().filter(|&&p| p > 0.0).count() as f64
                / firms.len() as f64,
            fulfilled: output / sum(&firms.target_output),
            input_bound: over(&input_bound) / output,
            exits: f64::from(long_run.distress.exits),
            insolvent: firms.ids().filter(|&i| insolvent(firms, i)).count() as f64,
            policy_rate: 4.0 * central_bank.policy_rate,
            deposits_over_norm: deposits / long_run.norms.ratios.deposits,
            productivity: long_run.productivity,
            residual: if opening {
                0.0
            } else {
                residuals[..OF_MONEY].iter().copied().fold(0.0, f64::max)
            },
        }
    }
}
