//! Firms: each belongs to one industry and makes that industry's product.

use quantity::{Column, FirmId, Id, maths};

use crate::bank::Bank;
use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::channels::Channels;
use crate::closure::firm_norms::Treasurers;
use crate::direct_sales::DirectSales;
use crate::online::SellersTrade;
use crate::prices::Prices;
use crate::redistribution::{self, Shared};

/// A column of firms.
type Firm<T = f64> = Column<FirmId, T>;

/// What a firm's technology, base wage and tax rates are before channels and the wage level act on them.
///
/// A policy that changes them for good changes them here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// Output per employee and quarter.
    pub output_per_worker: Firm,
    /// The same as the trend alone has made it: what productivity is compared with.
    pub trend_output_per_worker: Firm,
    /// Output per unit of intermediate input.
    pub output_per_input: Firm,
    /// Output per unit of capital.
    pub output_per_capital: Firm,
    /// Real base wage per employee and quarter.
    pub base_wage: Firm,
    /// Net tax rate on products.
    pub tax_products: Firm,
    /// Net tax rate on production.
    pub tax_production: Firm,
}

/// The firms' table. Real quantities are in prices of the opening; money is in the economy's unit.
///
/// # Source
/// Base model, §2.1; its symbols are in parentheses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Firms {
    /// First firm of each industry, and the number of firms at the end: firms are numbered industry
    /// by industry.
    pub first_of_industry: Vec<usize>,
    /// Number of areas.
    pub n_areas: usize,
    /// First firm of each industry in each area, at `industry · areas + area`, and the number of firms at
    /// the end: within an industry firms are numbered area by area.
    pub first_of_cell: Vec<usize>,
    /// Industry (`s(i)`), fixed.
    pub industry: Firm<u32>,
    /// Area, fixed.
    pub area: Firm<u32>,
    /// Technology, wages and taxes before channels act on them.
    pub reference: Reference,
    /// Output per employee and quarter (`ᾱ`), in force this quarter.
    pub output_per_worker: Firm,
    /// Output per unit of intermediate input (`β`).
    pub output_per_input: Firm,
    /// Output per unit of capital (`κ`).
    pub output_per_capital: Firm,
    /// Depreciation at full use, per quarter (`δ`).
    pub depreciation: Firm,
    /// Real base wage per employee and quarter (`w̄`).
    pub base_wage: Firm,
    /// Net tax rate on products (`τ^Y`).
    pub tax_products: Firm,
    /// Net tax rate on production (`τ^K`).
    pub tax_production: Firm,
    /// Employers' social contributions (`τ^SIF`).
    pub employer_contributions: Firm,

    /// Employees (`N`).
    pub employees: Firm<u32>,
    /// Price, an index, 1 at the opening (`P`).
    pub price: Firm,
    /// Output, real, flow (`Y`).
    pub output: Firm,
    /// Demand met in the last goods market, served or not, real, flow (`Q^d`).
    pub demand: Firm,
    /// Sales, real, flow (`Q`).
    pub sales: Firm,
    /// Inventory of own goods, real, stock, end of quarter (`S`).
    pub inventories: Firm,
    /// Capital, real, stock, end of quarter (`K`).
    pub capital: Firm,
    /// Intermediate inputs, real, stock, end of quarter (`M`).
    pub inputs: Firm,
    /// Bank loans, money, stock, end of quarter (`L`).
    pub loans: Firm,
    /// Deposits, money, stock, end of quarter; negative for an overdraft (`D`).
    pub deposits: Firm,
    /// Equity, money, stock, end of quarter (`E`).
    pub equity: Firm,
    /// Profit, money, flow (`Π`).
    pub profit: Firm,

    /// Target output (`Q^s`).
    pub target_output: Firm,
    /// Investment wanted (`I^d`).
    pub desired_investment: Firm,
    /// Purchase of inputs wanted (`ΔM^d`).
    pub desired_inputs: Firm,
    /// Employees wanted (`N^d`).
    pub desired_employees: Firm<u32>,
    /// Profit expected (`Π^e`).
    pub expected_profit: Firm,
    /// Credit wanted (`ΔL^d`).
    pub credit_demand: Firm,
    /// Value of capital that the bank expects (`K^e`).
    pub expected_capital: Firm,
    /// Loans before new credit that the bank expects (`L^e`).
    pub expected_loans: Firm,
    /// Credit granted (`ΔL`).
    pub credit: Firm,
    /// Real wage paid per employee (`w`).
    pub wage: Firm,
    /// Inputs bought, real (`ΔM`).
    pub purchased_inputs: Firm,
    /// Investment bought, real (`I`).
    pub investment: Firm,
    /// Average price paid for inputs (`P̄_i`).
    pub input_price: Firm,
    /// Average price paid for investment (`P̄^CF_i`).
    pub investment_price: Firm,
    /// Change of the inventory of own goods, real (`ΔS`).
    pub inventory_change: Firm,

    /// Dividends out of profit after tax (`θ^DIV`).
    pub dividend_payout: Firm,
    /// Dividends beyond those out of profit: idle cash paid out, money, flow.
    pub idle_cash_payout: Firm,
    /// Share of inputs that is running digital services instead of the industry's own mix.
    pub input_mix: Firm,
    /// Digital equipment wanted, real.
    pub desired_equipment: Firm,
    /// Digital equipment bought, real; neither collateral nor part of the capital stock.
    pub equipment: Firm,
    /// What was paid for it, money.
    pub equipment_cost: Firm,
    /// Output that is made only if it is ordered, real.
    pub to_order: Firm,
    /// Log of the mark-up that the price holds; 0 unless a channel says so.
    pub mark_up: Firm,
    /// Share of the wage bill that is paid; below 1 only after a refinancing.
    pub paid_share: Firm,
    /// Construction bought for investment, money, flow; filled where land fees are charged on it.
    pub construction: Firm,
    /// Share of dividends that households receive.
    pub household_share: Firm,
    /// Share of dividends that the government receives (`σ^G`).
    pub government_share: Firm,
    /// Share of net investment that the government pays (`c`).
    pub transfer_rate: Firm,
    /// What it pays of this quarter's, money, flow.
    pub capital_transfer: Firm,
    /// Work bought by the task, in workers.
    pub gig_hours: Firm,
    /// What it costs, money, flow.
    pub gig_cost: Firm,
    /// What is sold and bought without a counter.
    pub direct: DirectSales,
    /// What is sold online, and what that costs.
    pub trade: SellersTrade,
    /// Who shares in dividends besides private owners; empty while nobody does.
    pub shared: Firm<Shared>,
}

impl Firms {
    /// Firms of the given sizes, at the opening.
    ///
    /// `sizes` are employees per firm, industry by industry.
    ///
    /// # Source
    /// Base model, §4 steps 1, 3 and 4.
    #[must_use]
    pub fn open(calibration: &Calibration, sizes: Vec<u32>) -> Self {
        let n = sizes.len();
        let mut first_of_industry = vec![0];
        let mut first_of_cell = vec![0];
        let mut industry = Vec::with_capacity(n);
        let mut area = Vec::with_capacity(n);
        let mut productivity = Vec::with_capacity(n);
        let n_areas = calibration.geography.len();
        for g in 0..calibration.n_industries() {
            let mut cells = calibration.cells(g).peekable();
            for a in 0..n_areas {
                if let Some(cell) = cells.next_if(|cell| cell.area as usize == a) {
                    let firms = cell.firms as usize;
                    industry.extend(std::iter::repeat_n(g as u32, firms));
                    area.extend(std::iter::repeat_n(a as u32, firms));
                    productivity.extend(std::iter::repeat_n(cell.productivity, firms));
                }
                first_of_cell.push(industry.len());
            }
            first_of_industry.push(industry.len());
        }
        let copy = |vector: &[f64]| {
            industry
                .iter()
                .map(|&g| vector[g as usize])
                .collect::<Firm>()
        };
        let t = &calibration.technology;
        let dividend_payout = industry
            .iter()
            .map(|&g| calibration.dividend_payout(g as usize))
            .collect();
        let owned = |share: &dyn Fn(usize) -> f64| {
            let firms = industry.iter();
            firms.map(|&g| share(g as usize)).collect::<Firm>()
        };
        let abroad = calibration.rates.foreign_dividends;
        let household_share = owned(&|g| 1.0 - calibration.government_dividends(g) - abroad);
        let government_share = owned(&|g| calibration.government_dividends(g));
        let transfer_rate = owned(&|g| calibration.capital_transfer(g));
        let productive = |vector: &[f64]| {
            let firms = industry.iter().zip(&productivity);
            firms
                .map(|(&g, &productivity)| productivity * vector[g as usize])
                .collect::<Firm>()
        };
        let mut firms = Self {
            output_per_worker: productive(&t.output_per_worker),
            output_per_input: copy(&t.output_per_input),
            output_per_capital: copy(&t.output_per_capital),
            depreciation: copy(&t.depreciation),
            base_wage: productive(&t.wage),
            tax_products: copy(&t.tax_products),
            tax_production: copy(&t.tax_production),
            employer_contributions: copy(&t.employer_contributions),
            first_of_industry,
            n_areas,
            first_of_cell,
            industry: industry.into(),
            area: area.into(),
            employees: sizes.into(),
            price: Column::filled(n, 1.0),
            paid_share: Column::filled(n, 1.0),
            dividend_payout,
            household_share,
            government_share,
            transfer_rate,
            direct: DirectSales::open(n),
            trade: SellersTrade::open(n),
            ..Self::default()
        };
        firms.reference = Reference {
            output_per_worker: firms.output_per_worker.clone(),
            trend_output_per_worker: firms.output_per_worker.clone(),
            output_per_input: firms.output_per_input.clone(),
            output_per_capital: firms.output_per_capital.clone(),
            base_wage: firms.base_wage.clone(),
            tax_products: firms.tax_products.clone(),
            tax_production: firms.tax_production.clone(),
        };
        for column in firms.flows_and_plans() {
            *column = Column::filled(n, 0.0);
        }
        firms.desired_employees = Column::filled(n, 0);
        let opening = &calibration.opening;
        for i in firms.ids() {
            let output = firms.output_per_worker[i] * f64::from(firms.employees[i]);
            firms.output[i] = output;
            firms.demand[i] = output;
            firms.target_output[i] = output;
            firms.capital[i] = output / (opening.capacity_use * firms.output_per_capital[i]);
            firms.inputs[i] = output / (opening.input_use * firms.output_per_input[i]);
        }
        firms.open_balances(calibration);
        firms
    }

    /// Loans in proportion to capital, deposits to operating surplus, and last quarter's profit.
    fn open_balances(&mut self, calibration: &Calibration) {
        let opening = &calibration.opening;
        let weight = |firms: &Self, i: FirmId| {
            let industry = firms.industry[i] as usize;
            let weight = opening.loan_weights.get(industry).copied();
            firms.capital[i] * weight.unwrap_or(1.0)
        };
        let capital = maths::sum(self.ids().map(|i| weight(self, i)));
        let surplus: Firm = self
            .ids()
            .map(|i| self.operating_margin(i) * self.output[i])
            .collect();
        let positive_surplus = maths::sum(surplus.iter().map(|&x| maths::positive(x)));
        let lending_rate = opening.policy_rate + calibration.rates.lending_margin;
        let before = 1.0 + opening.stock_growth;
        for i in self.ids() {
            let surplus = surplus[i];
            self.loans[i] = opening.firm_loans * weight(self, i) / capital;
            self.deposits[i] = opening.firm_deposits
                * maths::ratio_or_zero(maths::positive(surplus), positive_surplus);
            self.profit[i] = surplus - lending_rate * self.loans[i] / before
                + opening.policy_rate * maths::positive(self.deposits[i]) / before;
        }
    }

    /// Operating surplus over output at opening prices (`π̄`).
    #[must_use]
    pub fn operating_margin(&self, i: FirmId) -> f64 {
        1.0 - (1.0 + self.employer_contributions[i]) * self.base_wage[i] / self.output_per_worker[i]
            - self.depreciation[i] / self.output_per_capital[i]
            - 1.0 / self.output_per_input[i]
            - self.tax_production[i]
            - self.tax_products[i]
    }

    /// Number of firms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.industry.len()
    }

    /// Whether there is no firm.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.industry.is_empty()
    }

    /// All firms, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = FirmId> + use<> {
        (0..self.len()).map(FirmId::new)
    }

    /// Firms of one industry, in order.
    pub fn of_industry(&self, industry: usize) -> impl ExactSizeIterator<Item = FirmId> + use<> {
        (self.first_of_industry[industry]..self.first_of_industry[industry + 1]).map(FirmId::new)
    }

    /// Firms of one industry in one area, in order.
    pub fn of_cell(
        &self,
        industry: usize,
        area: usize,
    ) -> impl ExactSizeIterator<Item = FirmId> + use<> {
        let cell = industry * self.n_areas + area;
        (self.first_of_cell[cell]..self.first_of_cell[cell + 1]).map(FirmId::new)
    }

    /// Output of all firms, real.
    #[must_use]
    pub fn total_output(&self) -> f64 {
        maths::sum(self.output.iter().copied())
    }

    /// Lets firm `i` take over the technology and the base wage of firm `model`.
    pub fn copy_technology(&mut self, model: FirmId, i: FirmId) {
        let reference = &mut self.reference;
        for column in [
            &mut reference.output_per_worker,
            &mut reference.trend_output_per_worker,
            &mut reference.output_per_input,
            &mut reference.output_per_capital,
            &mut reference.base_wage,
            &mut self.output_per_worker,
            &mut self.output_per_input,
            &mut self.output_per_capital,
            &mut self.base_wage,
        ] {
            column[i] = column[model];
        }
    }

    /// Whether a firm withholds wages this quarter.
    #[must_use]
    pub fn any_arrears(&self) -> bool {
        self.paid_share.iter().any(|&paid| paid < 1.0)
    }

    /// Share of dividends that private owners among households receive.
    #[inline]
    #[must_use]
    pub fn private_share(&self, i: FirmId) -> f64 {
        match self.shared.get(i.index()) {
            Some(shared) => self.household_share[i] - shared.common(),
            None => self.household_share[i],
        }
    }

    /// Taxes on products and production, over the value of output.
    #[inline]
    #[must_use]
    pub fn tax_rate(&self, i: FirmId) -> f64 {
        self.tax_products[i] + self.tax_production[i]
    }

    /// Wages and employers' contributions of firm `i`, money.
    #[inline]
    #[must_use]
    pub fn labour_cost(&self, i: FirmId, prices: &Prices) -> f64 {
        (1.0 + self.employer_contributions[i]) * self.wage_bill(i, prices)
    }

    /// Gross wages paid by firm `i`, money.
    #[inline]
    #[must_use]
    pub fn wage_bill(&self, i: FirmId, prices: &Prices) -> f64 {
        let price = prices.at_place(self.area[i] as usize);
        self.wage[i] * f64::from(self.employees[i]) * price * self.paid_share[i]
    }

    /// Work done for firm `i`, in workers: by its staff and by the task.
    #[inline]
    #[must_use]
    pub fn workers(&self, i: FirmId) -> f64 {
        f64::from(self.employees[i]) + self.gig_hours[i]
    }

    /// Interest paid on loans and overdraft less interest earned on deposits, of firm `i`.
    #[inline]
    fn net_interest(&self, i: FirmId, bank: &Bank, central_bank: &CentralBank) -> f64 {
        bank.lending_rate * (self.loans[i] + maths::positive(-self.deposits[i]))
            - central_bank.policy_rate * maths::positive(self.deposits[i])
    }

    /// Books the quarter's production and purchases into stocks.
    ///
    /// # Source
    /// Base model, §8 step 2.
    pub fn close_stocks(&mut self) {
        for i in self.ids() {
            let output = self.output[i];
            self.capital[i] +=
                self.investment[i] - self.depreciation[i] / self.output_per_capital[i] * output;
            self.inputs[i] += self.purchased_inputs[i] - output / self.output_per_input[i];
            self.inventory_change[i] = output - self.sales[i];
            self.inventories[i] += self.inventory_change[i];
        }
    }

    /// Computes profits; input use and wear are valued at the firm's own purchase prices.
    ///
    /// # Source
    /// Base model, §8 step 3.
    pub fn earn_profits(
        &mut self,
        prices: &Prices,
        bank: &Bank,
        central_bank: &CentralBank,
        channels: &Channels,
    ) {
        let moved = redistribution::of_firms(self, channels);
        for i in self.ids() {
            let (price, output) = (self.price[i], self.output[i]);
            self.profit[i] = price * self.sales[i] + price * self.inventory_change[i]
                - self.labour_cost(i, prices)
                - self.input_price[i] * output / self.output_per_input[i]
                - self.depreciation[i] / self.output_per_capital[i]
                    * self.investment_price[i]
                    * output
                - self.tax_rate(i) * price * output
                - self.net_interest(i, bank, central_bank)
                + channels.public_subsidies.at(i)
                - channels.digital_wear.at(i)
                - self.gig_cost[i]
                - self.direct.expensed[i];
            if let Some(moved) = &moved {
                self.profit[i] += moved[i];
            }
        }
    }

    /// Works out what the government pays of each firm's net investment.
    ///
    /// # Source
    /// Long run, §3.2, C6: `c P̄^CF (I − δ/κ Y)⁺`.
    pub fn receive_capital_transfers(&mut self, prices: &Prices) {
        for i in self.ids() {
            let wear = self.depreciation[i] / self.output_per_capital[i] * self.output[i];
            self.capital_transfer[i] =
                self.transfer_rate[i] * prices.capital * maths::positive(self.investment[i] - wear);
        }
    }

    /// Dividends of firm `i`, out of profit and of idle cash, before income tax, money.
    #[must_use]
    pub fn dividends(&self, i: FirmId, rates: &Rates) -> f64 {
        self.dividend_payout[i] * (1.0 - rates.tax_corporate) * maths::positive(self.profit[i])
            + self.idle_cash_payout[i]
    }

    /// Decides how much idle cash each firm pays out.
    pub fn pay_out_idle_cash(&mut self, treasurers: &Treasurers, rates: &Rates) {
        for i in self.ids() {
            self.idle_cash_payout[i] = treasurers.payout(self, i, rates.loan_repayment);
        }
    }

    /// Books the quarter's cash flow, the loans and the equity.
    ///
    /// # Source
    /// Base model, §8 step 8.
    pub fn close_balances(
        &mut self,
        prices: &Prices,
        bank: &Bank,
        central_bank: &CentralBank,
        rates: &Rates,
        channels: &Channels,
    ) {
        let moved = redistribution::of_firms(self, channels);
        for i in self.ids() {
            let taxed_profit = maths::positive(self.profit[i]);
            self.deposits[i] += self.price[i] * self.sales[i]
                - self.labour_cost(i, prices)
                - self.input_price[i] * self.purchased_inputs[i]
                - self.investment_price[i] * self.investment[i]
                - self.tax_rate(i) * self.price[i] * self.output[i]
                - self.net_interest(i, bank, central_bank)
                + self.credit[i]
                - rates.loan_repayment * self.loans[i]
                - rates.tax_corporate * taxed_profit
                - self.dividend_payout[i] * (1.0 - rates.tax_corporate) * taxed_profit
                + channels.public_subsidies.at(i)
                - self.idle_cash_payout[i]
                - rates.land_fee_firms * self.construction[i]
                + self.capital_transfer[i]
                - self.equipment_cost[i]
                - self.gig_cost[i]
                - self.direct.expensed[i];
            if let Some(moved) = &moved {
                self.deposits[i] += moved[i];
            }
            if !channels.share_issues.is_neutral() {
                self.deposits[i] += channels.share_issues.at(i);
            }
            self.loans[i] = (1.0 - rates.loan_repayment) * self.loans[i] + self.credit[i];
            self.equity[i] = self.net_worth(i, prices);
        }
    }

    /// Cost of a unit of inputs of firm `i` at last quarter's prices.
    #[must_use]
    pub fn input_price_index(&self, i: FirmId, prices: &Prices) -> f64 {
        let mix = self.input_mix[i];
        (1.0 - mix) * prices.input_basket[self.industry[i] as usize] + mix * prices.running_services
    }

    /// Assets less loans of firm `i`, at today's prices.
    #[must_use]
    pub fn net_worth(&self, i: FirmId, prices: &Prices) -> f64 {
        self.deposits[i]
            + self.inputs[i] * self.input_price_index(i, prices)
            + self.price[i] * self.inventories[i]
            + prices.capital * self.capital[i]
            - self.loans[i]
    }

    fn flows_and_plans(&mut self) -> [&mut Firm; 35] {
        [
            &mut self.output,
            &mut self.demand,
            &mut self.sales,
            &mut self.inventories,
            &mut self.capital,
            &mut self.inputs,
            &mut self.loans,
            &mut self.deposits,
            &mut self.equity,
            &mut self.profit,
            &mut self.target_output,
            &mut self.desired_investment,
            &mut self.desired_inputs,
            &mut self.expected_profit,
            &mut self.credit_demand,
            &mut self.expected_capital,
            &mut self.expected_loans,
            &mut self.credit,
            &mut self.wage,
            &mut self.purchased_inputs,
            &mut self.investment,
            &mut self.input_price,
            &mut self.investment_price,
            &mut self.inventory_change,
            &mut self.idle_cash_payout,
            &mut self.construction,
            &mut self.capital_transfer,
            &mut self.mark_up,
            &mut self.input_mix,
            &mut self.desired_equipment,
            &mut self.equipment,
            &mut self.equipment_cost,
            &mut self.to_order,
            &mut self.gig_hours,
            &mut self.gig_cost,
        ]
    }
}
