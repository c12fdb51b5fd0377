//! The state of an economy under the names of the reference files.

use economy::Economy;
use economy::households::NOBODY;

/// A firm variable, by the name of its column in `firms_t*.csv` and `initial_firms.csv`.
pub fn firms(economy: &Economy, column: &str) -> Option<Vec<f64>> {
    let f = &economy.firms;
    let whole = |values: &[u32]| values.iter().map(|&n| f64::from(n)).collect();
    Some(match column {
        "i" => (1..=f.len()).map(|i| i as f64).collect(),
        "G_i" => f.industry.iter().map(|&g| f64::from(g + 1)).collect(),
        "N_i" => whole(&f.employees),
        "N_d_i" => whole(&f.desired_employees),
        "P_i" => f.price.to_vec(),
        "Y_i" => f.output.to_vec(),
        "Q_d_i" => f.demand.to_vec(),
        "Q_i" => f.sales.to_vec(),
        "S_i" => f.inventories.to_vec(),
        "K_i" => f.capital.to_vec(),
        "M_i" => f.inputs.to_vec(),
        "L_i" => f.loans.to_vec(),
        "D_i" => f.deposits.to_vec(),
        "E_i" => f.equity.to_vec(),
        "Pi_i" => f.profit.to_vec(),
        "Q_s_i" => f.target_output.to_vec(),
        "I_d_i" => f.desired_investment.to_vec(),
        "DM_d_i" => f.desired_inputs.to_vec(),
        "Pi_e_i" => f.expected_profit.to_vec(),
        "DL_d_i" => f.credit_demand.to_vec(),
        "K_e_i" => f.expected_capital.to_vec(),
        "L_e_i" => f.expected_loans.to_vec(),
        "DL_i" => f.credit.to_vec(),
        "w_i" => f.wage.to_vec(),
        "DM_i" => f.purchased_inputs.to_vec(),
        "I_i" => f.investment.to_vec(),
        "P_bar_i" => f.input_price.to_vec(),
        "P_CF_i" => f.investment_price.to_vec(),
        "DS_i" => f.inventory_change.to_vec(),
        "pi_bar_i" => f.ids().map(|i| f.operating_margin(i)).collect(),
        "alpha_bar_i" => f.output_per_worker.to_vec(),
        "beta_i" => f.output_per_input.to_vec(),
        "kappa_i" => f.output_per_capital.to_vec(),
        "delta_i" => f.depreciation.to_vec(),
        "w_bar_i" => f.base_wage.to_vec(),
        "tau_Y_i" => f.tax_products.to_vec(),
        "tau_K_i" => f.tax_production.to_vec(),
        _ => return None,
    })
}

/// A household variable, by the name of its column.
pub fn households(economy: &Economy, column: &str) -> Option<Vec<f64>> {
    let h = &economy.households;
    let not_workers = h.len() - h.n_workers;
    Some(match column {
        "h" => (1..=h.len()).map(|h| h as f64).collect(),
        "O_h" => {
            let number = |&i: &u32| if i == NOBODY { 0.0 } else { f64::from(i + 1) };
            let others = std::iter::repeat_n(-1.0, not_workers);
            h.employer.iter().map(number).chain(others).collect()
        }
        "w_h" => h
            .wage
            .iter()
            .copied()
            .chain(std::iter::repeat_n(0.0, not_workers))
            .collect(),
        "Y_h" => h.disposable_income.to_vec(),
        "D_h" => h.deposits.to_vec(),
        "K_h" => h.dwellings.to_vec(),
        "C_d_h" => h.consumption_budget.to_vec(),
        "I_d_h" => h.housing_budget.to_vec(),
        "C_h" => h.consumption.to_vec(),
        "I_h" => h.housing.to_vec(),
        _ => return None,
    })
}

/// A product variable, by the name of its column in `products_t*.csv`.
pub fn products(economy: &Economy, column: &str) -> Option<Vec<f64>> {
    let w = &economy.world;
    Some(match column {
        "g" => (1..=w.import_price.len()).map(|g| g as f64).collect(),
        "P_bar_g" => economy.prices.product.clone(),
        "P_m" => w.import_price.clone(),
        "Y_m" => w.import_supply.clone(),
        "Q_d_m" => w.import_demand.clone(),
        "Q_m" => w.import_sales.clone(),
        _ => return None,
    })
}

/// A scalar, by the name of its column in `aggregates_t5.csv`.
pub fn scalar(economy: &Economy, column: &str) -> Option<f64> {
    let Economy {
        outlook,
        world,
        central_bank,
        bank,
        government,
        purchases,
        prices,
        ..
    } = economy;
    let sum = |values: Option<Vec<f64>>| values.map(|values| values.iter().sum::<f64>());
    Some(match column {
        "gamma_e" => outlook.growth,
        "pi_e" => outlook.inflation,
        "Y_e" => outlook.output,
        "alpha_Y" => outlook.output_law.slope,
        "beta_Y" => outlook.output_law.intercept,
        "alpha_pi" => outlook.inflation_law.slope,
        "beta_pi" => outlook.inflation_law.intercept,
        "Y_EA" => world.output,
        "pi_EA" => world.inflation,
        "gamma_EA" => world.growth,
        "r_bar" => central_bank.policy_rate,
        "r" => bank.lending_rate,
        "sb_other" => government.benefit_other,
        "sb_inact" => government.benefit_inactive,
        "Pi_e_k" => bank.expected_profit,
        "C_G" => government.planned_consumption,
        "C_E" => world.planned_exports,
        "Y_I" => world.planned_imports,
        "C_j" => purchases.government,
        "P_j" => purchases.government / purchases.real_government,
        "C_l" => purchases.exports,
        "P_l" => purchases.exports / purchases.real_exports,
        "P_bar_h" => purchases.consumption / purchases.real_consumption,
        "P_bar_CF_h" => purchases.housing / purchases.real_housing,
        "pi_t" => prices.inflation,
        "P_bar" => prices.producer,
        "P_bar_CF" => prices.capital,
        "P_bar_HH" => prices.consumer,
        "Pi_k" => bank.profit,
        "E_k" => bank.equity,
        "pi_CB" | "Pi_CB" => central_bank.profit,
        "Y_G" => government.revenue,
        "Pi_G" => government.deficit,
        "L_G" => government.debt,
        "E_CB" => central_bank.equity,
        "D_RoW" => world.position,
        "D_k" => bank.reserves,
        "unemployed" => economy.households.unemployed() as f64,
        "sum_DL_d_i" => return sum(firms(economy, "DL_d_i")),
        "sum_DL_i" => return sum(firms(economy, "DL_i")),
        "C_d_j" => government.entity_budget,
        "C_d_l" => world.buyer_budget,
        _ => return sum(households(economy, column.strip_prefix("sum_")?)),
    })
}
