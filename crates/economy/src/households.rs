//! Households: workers, inactive persons, one owner per firm and the bank's owner, each acting alone.

use quantity::{Column, FirmId, HouseholdId, Id, maths};

use crate::bank::Bank;
use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::channels::{self, Channels};
use crate::closure::LongRun;
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::geography::local_prices::RealIncomes;
use crate::geography::residence;
use crate::government::Government;
use crate::prices::Prices;

/// A column of households, or of workers, who come first.
type Household<T = f64> = Column<HouseholdId, T>;

/// An employer's id for somebody without one.
pub const NOBODY: u32 = u32::MAX;

/// The households' table: workers, inactive persons, firm owners in firm order, the bank's owner.
///
/// Money is net of value added tax and of the tax on housing unless said otherwise.
///
/// # Source
/// Base model, §2.2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Households {
    /// Workers: the first households.
    pub n_workers: usize,
    /// Inactive persons: the next ones.
    pub n_inactive: usize,
    /// Employer of each worker, or [`NOBODY`] (`O_h`).
    pub employer: Household<u32>,
    /// Real wage of each worker: today's, or the last one before unemployment (`w_h`).
    pub wage: Household,
    /// Area of each household.
    pub area: Household<u32>,
    /// Deposits, money, stock, end of quarter; may be negative (`D_h`).
    pub deposits: Household,
    /// Dwellings, money, stock: housing investment piles up and never wears (`K_h`).
    pub dwellings: Household,
    /// Disposable income before interest, money, flow (`Y_h`).
    pub disposable_income: Household,
    /// Budget for consumption, money (`C^d_h`).
    pub consumption_budget: Household,
    /// Budget for housing investment, money (`I^d_h`).
    pub housing_budget: Household,
    /// Consumption, money, flow (`C_h`).
    pub consumption: Household,
    /// Housing investment, money, flow (`I_h`).
    pub housing: Household,
    /// Who is in the two lowest fifths of incomes; empty unless benefits are aimed at them.
    needy: Household<bool>,
    /// Benefits of the quarter beyond those at the country's prices, money; 0 unless they follow local ones.
    pub local_benefits: f64,
}

/// What a household's income depends on besides its own wage: factors common to everybody.
#[derive(Clone, Copy, Debug)]
struct IncomeTable {
    net_of_tax: f64,
    replacement: f64,
    benefit_inactive: f64,
    benefit_other: f64,
    /// What is left of a dividend out of profit, and of which share of profit it is paid by the bank.
    net_of_income_tax: f64,
    net_of_corporate_tax: f64,
    bank_payout: f64,
    /// What is left of a dividend paid out of cash.
    payout: f64,
    price: f64,
}

impl IncomeTable {
    fn new(rates: &Rates, government: &Government, channels: &Channels, price: f64) -> Self {
        Self {
            net_of_tax: 1.0
                - rates.employee_contributions
                - rates.tax_income * (1.0 - rates.employee_contributions),
            replacement: rates.replacement_rate,
            benefit_inactive: government.benefit_inactive,
            benefit_other: government.benefit_other * (1.0 - channels.transfer_mix.value()),
            net_of_income_tax: 1.0 - rates.tax_income,
            net_of_corporate_tax: 1.0 - rates.tax_corporate,
            bank_payout: rates.bank_payout,
            payout: 1.0 - rates.tax_income,
            price,
        }
    }

    /// What of it follows prices.
    fn real(&self) -> RealIncomes {
        RealIncomes {
            net_of_tax: self.net_of_tax,
            replacement: self.replacement,
            benefit_inactive: self.benefit_inactive,
            benefit_other: self.benefit_other,
        }
    }

    fn worker(&self, employed: bool, wage: f64) -> f64 {
        let kept = if employed {
            self.net_of_tax
        } else {
            self.replacement
        };
        (kept * wage + self.benefit_other) * self.price
    }

    fn inactive(&self) -> f64 {
        (self.benefit_inactive + self.benefit_other) * self.price
    }

    fn owner(&self, payout: f64, profit: f64) -> f64 {
        payout * self.net_of_income_tax * self.net_of_corporate_tax * maths::positive(profit)
            + self.benefit_other * self.price
    }

    fn bank_owner(&self, bank: &Bank, profit: f64) -> f64 {
        self.owner(
            self.bank_payout,
            if bank.pays_dividend { profit } else { 0.0 },
        )
    }
}

impl Households {
    /// Households at the opening: jobs in firm order, incomes, and stocks in proportion to income.
    ///
    /// # Source
    /// Base model, §4 steps 6 to 8.
    #[must_use]
    pub fn open(
        calibration: &Calibration,
        firms: &Firms,
        bank: &Bank,
        government: &Government,
    ) -> Self {
        let n_workers = calibration.sizes.workers as usize;
        let n_inactive = calibration.sizes.inactive as usize;
        let n = calibration.n_households();
        let opening = &calibration.opening;
        let mut employer = Vec::with_capacity(n_workers);
        for (i, &staff) in firms.employees.iter().enumerate() {
            employer.extend(std::iter::repeat_n(i as u32, staff as usize));
        }
        employer.resize(n_workers, NOBODY);
        let last_wage = maths::ratio_or_zero(
            opening.unemployment_benefit,
            calibration.rates.replacement_rate,
        );
        let wage = employer
            .iter()
            .map(|&i| {
                firms
                    .base_wage
                    .get(i as usize)
                    .copied()
                    .unwrap_or(last_wage)
            })
            .collect();
        let employers = employer
            .iter()
            .map(|&i| (i != NOBODY).then_some(i as usize));
        let area = residence::of_single_persons(firms, employers, n_inactive);
        let mut households = Self {
            n_workers,
            n_inactive,
            employer: employer.into(),
            wage,
            area: area.into(),
            deposits: Column::filled(n, 0.0),
            dwellings: Column::filled(n, 0.0),
            disposable_income: Column::filled(n, 0.0),
            consumption_budget: Column::filled(n, 0.0),
            housing_budget: Column::filled(n, 0.0),
            consumption: Column::filled(n, 0.0),
            housing: Column::filled(n, 0.0),
            needy: Column::default(),
            local_benefits: 0.0,
        };
        let channels = Channels::neutral(channels::Sizes::default());
        let table = IncomeTable::new(&calibration.rates, government, &channels, 1.0);
        households.fill_incomes(&table, firms, bank);
        let income = maths::sum(households.disposable_income.iter().copied());
        for h in households.ids() {
            let share = households.disposable_income[h] / income;
            households.deposits[h] = opening.household_deposits * share;
            households.dwellings[h] = opening.dwellings * share;
        }
        households
    }

    /// Number of households.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deposits.len()
    }

    /// All households, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = HouseholdId> + use<> {
        (0..self.len()).map(HouseholdId::new)
    }

    /// Whether there is no household.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.deposits.is_empty()
    }

    /// The owner of a firm.
    #[must_use]
    pub fn owner_of(&self, firm: FirmId) -> HouseholdId {
        HouseholdId::new(self.n_workers + self.n_inactive + firm.index())
    }

    /// The bank's owner: the last household.
    #[must_use]
    pub fn bank_owner(&self) -> HouseholdId {
        HouseholdId::new(self.len() - 1)
    }

    /// The area where a worker lives.
    #[inline]
    #[must_use]
    pub fn area_of_worker(&self, worker: usize) -> usize {
        self.area[HouseholdId::new(worker)] as usize
    }

    /// Workers without a job.
    #[must_use]
    pub fn unemployed(&self) -> usize {
        self.employer.iter().filter(|&&i| i == NOBODY).count()
    }

    /// Wages that the unemployed last earned, summed: the base of their benefits.
    #[must_use]
    pub fn wages_of_unemployed(&self) -> f64 {
        let wages = self
            .employer
            .iter()
            .zip(self.wage.iter())
            .filter(|&(&employer, _)| employer == NOBODY)
            .map(|(_, &wage)| wage);
        maths::sum(wages)
    }

    /// Tells every employee the wage that the firm pays this quarter.
    pub fn receive_wages(&mut self, firms: &Firms) {
        for (wage, &employer) in self.wage.iter_mut().zip(self.employer.iter()) {
            if let Some(&paid) = firms.wage.get(employer as usize) {
                *wage = paid;
            }
        }
    }

    /// Sets budgets for consumption and housing out of expected disposable income.
    ///
    /// # Source
    /// Base model, §6.9; [`crate::closure::deposit_norm`]. Budgets are cut off at zero, which in the base
    /// model never binds where benefits are positive.
    pub fn plan_spending(
        &mut self,
        firms: &Firms,
        bank: &Bank,
        government: &Government,
        expecting: &Expecting<'_>,
    ) {
        let Expecting {
            rates,
            outlook,
            prices,
            long_run,
            channels,
        } = *expecting;
        self.find_needy(channels);
        let price = outlook.price_ahead(prices);
        let table = IncomeTable::new(rates, government, channels, price);
        let consumption = rates.consumption_propensity / (1.0 + rates.tax_value_added);
        let housing = rates.housing_propensity / (1.0 + rates.tax_housing);
        let (workers, rest) = self.consumption_budget.split_at_mut(self.n_workers);
        for ((budget, &employer), &wage) in workers
            .iter_mut()
            .zip(self.employer.iter())
            .zip(self.wage.iter())
        {
            *budget = table.worker(employer != NOBODY, wage);
        }
        let (inactive, owners) = rest.split_at_mut(self.n_inactive);
        inactive.fill(table.inactive());
        // A payout is expected at last quarter's amount.
        let payout = table.payout * (1.0 + outlook.inflation) * (1.0 + outlook.growth);
        for (budget, i) in owners.iter_mut().zip(firms.ids()) {
            *budget = table.owner(firms.dividend_payout[i], firms.expected_profit[i])
                + payout * firms.idle_cash_payout[i];
        }
        if let Some(budget) = owners.last_mut() {
            *budget = table.bank_owner(bank, bank.expected_profit);
        }
        target_benefits(
            &mut self.consumption_budget,
            &self.needy,
            &table,
            government,
            channels,
        );
        let mut incomes = std::mem::take(&mut self.consumption_budget);
        let ahead = 1.0 + outlook.inflation;
        self.add_local_prices(&mut incomes, firms, prices, table.real(), ahead);
        self.consumption_budget = incomes;
        if !channels.smoothing.is_neutral() {
            self.smooth_budgets(channels);
        }
        for (consumption_budget, housing_budget) in self
            .consumption_budget
            .iter_mut()
            .zip(self.housing_budget.iter_mut())
        {
            let expected_income = maths::positive(*consumption_budget);
            *consumption_budget = consumption * expected_income;
            *housing_budget = housing * expected_income;
        }
        let rule = long_run.rules.deposit_norm;
        if rule.on && consumption > 0.0 {
            let norm = long_run.norms.ratios.deposits / (1.0 + long_run.growth().nominal);
            let net_of_tax = 1.0 / (1.0 + rates.tax_value_added);
            for (budget, &deposits) in self.consumption_budget.iter_mut().zip(&*self.deposits) {
                let expected_income = *budget / consumption;
                let extra = rule.spending(deposits, norm, expected_income) * net_of_tax;
                *budget = maths::positive(*budget + extra);
            }
        }
    }

    /// Households that do not pass all of a fall in income on to their budgets.
    ///
    /// # Source
    /// Digital economy, §4.E, E3: `(1 − y) Y^e + y Y(−1)`, paid out of deposits.
    fn smooth_budgets(&mut self, channels: &Channels) {
        for h in self.ids() {
            let (expected, last) = (self.consumption_budget[h], self.disposable_income[h]);
            if expected < last {
                let share = channels.smoothing.at(h);
                self.consumption_budget[h] = (1.0 - share) * expected + share * last;
            }
        }
    }

    /// Finds the two lowest fifths of last quarter's incomes, if anything is aimed at them.
    fn find_needy(&mut self, channels: &Channels) {
        if channels.transfer_mix.is_neutral() {
            return;
        }
        let mut order: Vec<HouseholdId> = self.ids().collect();
        let income = &self.disposable_income;
        order.sort_by(|a, b| income[*a].total_cmp(&income[*b]));
        self.needy = Column::filled(self.len(), false);
        let needy = (0.4 * order.len() as f64) as usize;
        for h in &order[..needy] {
            self.needy[*h] = true;
        }
    }

    /// Books this quarter's incomes and spending.
    ///
    /// # Source
    /// Base model, §8 step 5.
    #[expect(clippy::too_many_arguments, reason = "households deal with everybody")]
    pub fn close_balances(
        &mut self,
        firms: &Firms,
        bank: &Bank,
        government: &Government,
        central_bank: &CentralBank,
        prices: &Prices,
        rates: &Rates,
        channels: &Channels,
    ) {
        let table = IncomeTable::new(rates, government, channels, prices.consumer);
        self.fill_incomes(&table, firms, bank);
        target_benefits(
            &mut self.disposable_income,
            &self.needy,
            &table,
            government,
            channels,
        );
        let mut incomes = std::mem::take(&mut self.disposable_income);
        self.local_benefits = self.add_local_prices(&mut incomes, firms, prices, table.real(), 1.0);
        self.disposable_income = incomes;
        let with_vat = 1.0 + rates.tax_value_added;
        let with_housing_tax = 1.0 + rates.tax_housing + rates.land_fee_households;
        for h in self.ids() {
            let deposits = self.deposits[h];
            self.deposits[h] = deposits + self.disposable_income[h]
                - with_vat * self.consumption[h]
                - with_housing_tax * self.housing[h]
                + central_bank.policy_rate * maths::positive(deposits)
                - bank.lending_rate * maths::positive(-deposits);
            self.dwellings[h] += self.housing[h];
        }
        if !channels.losses.is_neutral() {
            let lost = |h| channels.losses.at(h) * with_vat * self.consumption[h];
            let total = maths::sum(self.ids().map(lost));
            for h in self.ids() {
                self.deposits[h] += channels.spoils.at(h) * total
                    - channels.losses.at(h) * with_vat * self.consumption[h];
            }
        }
    }

    fn fill_incomes(&mut self, table: &IncomeTable, firms: &Firms, bank: &Bank) {
        let (workers, rest) = self.disposable_income.split_at_mut(self.n_workers);
        for ((income, &employer), &wage) in workers
            .iter_mut()
            .zip(self.employer.iter())
            .zip(self.wage.iter())
        {
            *income = table.worker(employer != NOBODY, wage);
        }
        let (inactive, owners) = rest.split_at_mut(self.n_inactive);
        inactive.fill(table.inactive());
        for (income, i) in owners.iter_mut().zip(firms.ids()) {
            *income = table.owner(firms.dividend_payout[i], firms.profit[i])
                + table.payout * firms.idle_cash_payout[i];
        }
        if let Some(income) = owners.last_mut() {
            *income = table.bank_owner(bank, bank.profit);
        }
        if firms.any_arrears() {
            let workers = self.disposable_income.iter_mut().zip(&*self.employer);
            for ((income, &employer), &wage) in workers.zip(&*self.wage) {
                if let Some(&paid) = firms.paid_share.get(employer as usize) {
                    *income = table.worker(true, paid * wage);
                }
            }
        }
    }
}

/// What households look at when they plan.
#[derive(Clone, Copy, Debug)]
pub struct Expecting<'a> {
    /// Taxes and propensities.
    pub rates: &'a Rates,
    /// Shared expectations.
    pub outlook: &'a Outlook,
    /// Prices of last quarter.
    pub prices: &'a Prices,
    /// The long-run closure.
    pub long_run: &'a LongRun,
    /// What a theory has changed.
    pub channels: &'a Channels,
}

/// Adds benefits that are not the same for all: what is taken off the common ones goes to the two lowest
/// fifths, and those that a channel holds to whom it says.
///
/// # Source
/// Digital economy, §3, channels 25 and 31.
fn target_benefits(
    incomes: &mut [f64],
    needy: &[bool],
    table: &IncomeTable,
    government: &Government,
    channels: &Channels,
) {
    let share = channels.transfer_mix.value();
    if share > 0.0 {
        let n = needy.iter().filter(|needy| **needy).count();
        let pool = share * government.benefit_other * incomes.len() as f64;
        let each = maths::ratio_or_zero(pool, n as f64) * table.price;
        for (income, _) in incomes.iter_mut().zip(needy).filter(|(_, needy)| **needy) {
            *income += each;
        }
    }
    if !channels.public_transfers.is_neutral() {
        for (h, income) in incomes.iter_mut().enumerate() {
            *income += channels.public_transfers.at(HouseholdId::new(h)) * table.price;
        }
    }
}
