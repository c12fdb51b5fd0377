//! Households: workers, inactive persons, one owner per firm and the bank's owner, each acting alone; or
//! people who live together and own firms in portfolios ([`crate::people`]).

use quantity::{Column, FirmId, HouseholdId, Id, PersonId, maths};

use crate::bank::Bank;
use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::channels::{self, Channel, Channels};
use crate::closure::{Brackets, Closure, IncomeTax, LongRun};
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::geography::{Geography, residence};
use crate::government::Government;
use crate::markets::gig::Tasks;
use crate::markets::goods::bundles::Rents;
use crate::people::incomes::{Earned, IncomeTable};
use crate::people::{Drawn, DrawnHousehold, Movers, Owners, People};
use crate::prices::Prices;
use crate::redistribution::{self, Booked, Moved};

/// A column of households.
type Household<T = f64> = Column<HouseholdId, T>;

/// An employer's id for somebody who looks for one.
pub const NOBODY: u32 = u32::MAX;
/// An employer's id for somebody who does not look for one: children, the retired, the dead.
pub const OUTSIDE: u32 = u32::MAX - 1;

/// The households' table: workers, inactive persons, firm owners in firm order, the bank's owner.
///
/// Money is net of value added tax and of the tax on housing unless said otherwise.
///
/// # Source
/// Base model, §2.2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Households {
    /// Persons in the labour force; without people these are the first households.
    pub n_workers: usize,
    /// Inactive persons: the next households; 0 where there are people.
    pub n_inactive: usize,
    /// Employer of each person, or [`NOBODY`], or [`OUTSIDE`] (`O_h`); without people, of each worker.
    pub employer: Column<PersonId, u32>,
    /// Real wage of each person: today's, or the last one before unemployment (`w_h`).
    pub wage: Column<PersonId, f64>,
    /// Firm that took on each person to work from wherever they live, or [`NOBODY`] after another hire; empty until
    /// a firm takes on somebody so.
    remote_employer: Column<PersonId, u32>,
    /// Who lives together and owns what; none where households are single persons.
    pub people: Option<Box<People>>,
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
    /// Propensity to consume of the quarter (`ψ_t`).
    pub propensity: f64,
    /// Who is in the two lowest fifths of incomes; empty unless benefits are aimed at them.
    needy: Household<bool>,
    /// Work by the task.
    pub tasks: Tasks,
    /// Rents of shared things.
    pub rents: Rents,
    /// Benefits of the quarter beyond those at the country's prices, money; 0 unless they follow local ones.
    pub local_benefits: f64,
    /// What was moved by a theory in the quarter.
    pub moved: Moved,
    /// The same, household by household.
    pub booked: Booked,
    /// Wages and benefits of the quarter, real.
    earned: Earned,
}

impl Households {
    /// Households at the opening: jobs in firm order, incomes, and stocks in proportion to income; the government is
    /// told by which brackets it taxes them.
    ///
    /// # Source
    /// Base model, §4 steps 6 to 8.
    #[must_use]
    pub fn open(
        calibration: &Calibration,
        firms: &Firms,
        bank: &Bank,
        government: &mut Government,
        income_tax: &IncomeTax,
    ) -> Self {
        if let Some(drawn) = &calibration.population {
            return Self::of_people(drawn, calibration, firms, bank, government, income_tax);
        }
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
            remote_employer: Column::default(),
            people: None,
            area: area.into(),
            deposits: Column::filled(n, 0.0),
            dwellings: Column::filled(n, 0.0),
            disposable_income: Column::filled(n, 0.0),
            consumption_budget: Column::filled(n, 0.0),
            housing_budget: Column::filled(n, 0.0),
            consumption: Column::filled(n, 0.0),
            housing: Column::filled(n, 0.0),
            propensity: calibration.rates.consumption_propensity,
            needy: Column::default(),
            tasks: Tasks::default(),
            rents: Rents::default(),
            local_benefits: 0.0,
            moved: Moved::default(),
            booked: Booked::default(),
            earned: Earned::default(),
        };
        let channels = Channels::neutral(channels::Sizes::default());
        let table = IncomeTable::new(&calibration.rates, government, &channels, 1.0);
        households.fill_incomes(&table, firms, bank);
        let income = households.disposable_income.clone();
        spread(
            opening.household_deposits,
            &income,
            &mut households.deposits,
        );
        spread(opening.dwellings, &income, &mut households.dwellings);
        households
    }

    /// Households of a drawn population at the opening, before they own anything but deposits and dwellings.
    fn of_people(
        drawn: &Drawn,
        calibration: &Calibration,
        firms: &Firms,
        bank: &Bank,
        government: &mut Government,
        income_tax: &IncomeTax,
    ) -> Self {
        let (mut people, careers) = People::open(drawn, calibration, firms);
        people.owners = Owners::open(drawn, firms.len(), calibration.rates.founder_share);
        let mut vital = std::mem::take(&mut people.vital);
        vital.measure_staff(&people.education, &careers.employer, firms);
        people.vital = vital;
        let n = drawn.households.len();
        let opening = &calibration.opening;
        let mut households = Self {
            n_workers: careers.employer.iter().filter(|&&i| i != OUTSIDE).count(),
            n_inactive: 0,
            employer: careers.employer,
            wage: careers.wage,
            remote_employer: Column::default(),
            people: Some(Box::new(people)),
            area: drawn.households.iter().map(|h| h.area).collect(),
            deposits: Column::filled(n, 0.0),
            dwellings: Column::filled(n, 0.0),
            disposable_income: Column::filled(n, 0.0),
            consumption_budget: Column::filled(n, 0.0),
            housing_budget: Column::filled(n, 0.0),
            consumption: Column::filled(n, 0.0),
            housing: Column::filled(n, 0.0),
            propensity: calibration.rates.consumption_propensity,
            needy: Column::default(),
            tasks: Tasks::default(),
            rents: Rents::default(),
            local_benefits: 0.0,
            moved: Moved::default(),
            booked: Booked::default(),
            earned: Earned::default(),
        };
        if let Some(people) = &mut households.people {
            people.compare_staff(&households.employer, firms, |_| [1.0; 3]);
        }
        households.share_out(&firms.base_wage);
        let earners = || households.employees().map(|(_, wage)| wage);
        government.brackets = income_tax.open(calibration, earners);
        let channels = Channels::neutral(channels::Sizes::default());
        let table = IncomeTable::new(&calibration.rates, government, &channels, 1.0);
        households.fill_incomes(&table, firms, bank);
        let of = |what: fn(&DrawnHousehold) -> f64| -> Household {
            drawn.households.iter().map(what).collect()
        };
        spread(
            opening.household_deposits,
            &of(|h| h.deposits),
            &mut households.deposits,
        );
        spread(
            opening.dwellings,
            &of(|h| h.dwellings),
            &mut households.dwellings,
        );
        if let Some(people) = &mut households.people {
            people.settle_norms(&households.disposable_income, &households.deposits);
        }
        households
    }

    /// Lets the rules about people begin with the people of the opening.
    pub(crate) fn settle_people(&mut self, rules: &Closure, firms: &Firms, geography: &Geography) {
        if let Some(mut people) = self.people.take() {
            people.vital.preference = rules.skill.preference;
            people.vital.persistence = rules.skill.persistence;
            rules.demography.open(&mut people);
            people.movers = Movers::open(rules.migration, self, &people, firms, geography);
            self.people = Some(people);
        }
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

    /// The owner of a firm, or where there are people its founder.
    #[must_use]
    pub fn owner_of(&self, firm: FirmId) -> HouseholdId {
        match &self.people {
            Some(people) => people.owners.founder[firm],
            None => HouseholdId::new(self.n_workers + self.n_inactive + firm.index()),
        }
    }

    /// The bank's owner, the last household; where there are people, who holds the founder's part.
    #[must_use]
    pub fn bank_owner(&self) -> HouseholdId {
        let last = HouseholdId::new(self.len() - 1);
        let people = self.people.as_ref();
        people.and_then(|people| people.owners.bank).unwrap_or(last)
    }

    /// The area where a worker lives.
    #[inline]
    #[must_use]
    pub fn area_of_worker(&self, worker: usize) -> usize {
        match &self.people {
            Some(people) => people.area_of(PersonId::new(worker), &self.area) as usize,
            None => self.area[HouseholdId::new(worker)] as usize,
        }
    }

    /// The household of a worker; without people also of an inactive person.
    #[inline]
    #[must_use]
    pub fn home_of_worker(&self, worker: usize) -> HouseholdId {
        match &self.people {
            Some(people) => HouseholdId(people.household[PersonId::new(worker)]),
            None => HouseholdId::new(worker),
        }
    }

    /// Takes note of whether a person who is taken on works from wherever they live; no act reads it.
    pub(crate) fn note_hire(&mut self, k: PersonId, firm: u32, remote: bool) {
        if remote {
            // Grows as people do, and not before somebody works so.
            let unknown = self.employer.len() - self.remote_employer.len();
            self.remote_employer
                .extend(std::iter::repeat_n(NOBODY, unknown));
        }
        if let Some(noted) = self.remote_employer.get_mut(k.index()) {
            *noted = if remote { firm } else { NOBODY };
        }
    }

    /// Whether a person has a job that was taken on to be done from wherever they live.
    #[must_use]
    pub fn works_remotely(&self, k: PersonId) -> bool {
        let employer = self.employer[k];
        employer < OUTSIDE && self.remote_employer.get(k.index()) == Some(&employer)
    }

    /// Members of a household who work from wherever they live.
    #[must_use]
    pub fn remote_workers(&self, h: HouseholdId) -> u32 {
        if self.remote_employer.is_empty() {
            return 0;
        }
        let remote = |k: &PersonId| self.works_remotely(*k);
        match &self.people {
            Some(people) => people.of(h).filter(remote).count() as u32,
            None if h.index() < self.n_workers => u32::from(remote(&PersonId::new(h.index()))),
            None => 0,
        }
    }

    /// Mean real wage of those who have a job; 0 where nobody has.
    #[must_use]
    pub fn mean_wage(&self) -> f64 {
        let n = self.employees().count() as f64;
        maths::ratio_or_zero(maths::sum(self.employees().map(|(_, wage)| wage)), n)
    }

    /// Households in which somebody lives: those who get the benefits paid to every household.
    #[must_use]
    pub fn inhabited(&self) -> usize {
        self.people
            .as_ref()
            .map_or(self.len(), |people| people.inhabited())
    }

    /// How often the benefit of an inactive person is paid.
    #[must_use]
    pub fn benefit_units(&self) -> f64 {
        self.people
            .as_ref()
            .map_or(self.n_inactive as f64, |people| people.benefit_units())
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

    /// The employer and the real gross wage of everybody with a job.
    pub(crate) fn employees(&self) -> impl Iterator<Item = (FirmId, f64)> + '_ {
        let careers = self.employer.iter().zip(self.wage.iter());
        careers
            .filter(|(employer, _)| **employer < OUTSIDE)
            .map(|(&employer, &wage)| (FirmId(employer), wage))
    }

    /// What brackets take of the wages of each employee beyond what one rate for all does, money, and at which employer.
    ///
    /// Wages are those paid, at the prices of the place of work.
    pub(crate) fn taxed_beyond_flat<'a>(
        &'a self,
        brackets: &'a Brackets,
        firms: &'a Firms,
        prices: &'a Prices,
    ) -> impl Iterator<Item = (FirmId, f64)> + 'a {
        self.employees().map(|(employer, wage)| {
            let price = prices.at_place(firms.area[employer] as usize);
            let paid = firms.paid_share[employer] * wage;
            (employer, brackets.beyond_flat(paid) * price)
        })
    }

    /// Tells every employee the wage that the firm pays this quarter.
    ///
    /// People share out the wage bill by efficiency: long run, §5.4. A theory may move that of highly against
    /// that of little educated staff.
    pub fn receive_wages(&mut self, firms: &Firms, skill_gap: &Channel<FirmId>) {
        if let Some(people) = &mut self.people {
            if skill_gap.is_neutral() {
                people.compare_staff(&self.employer, firms, |_| [1.0; 3]);
            } else {
                let half = |i: FirmId| 0.5 * skill_gap.at(i);
                let factors: Column<FirmId, [f64; 3]> = firms
                    .ids()
                    .map(|i| [maths::exp(-half(i)), 1.0, maths::exp(half(i))])
                    .collect();
                people.compare_staff(&self.employer, firms, |i| factors[i]);
            }
        }
        self.share_out(&firms.wage);
    }

    /// The same once firms pay other wages to the same staff.
    pub fn receive_overtime(&mut self, firms: &Firms) {
        self.share_out(&firms.wage);
    }

    fn share_out(&mut self, paid: &Column<FirmId, f64>) {
        self.earned.forget();
        if let Some(people) = &self.people {
            people.pay(&self.employer, &mut self.wage, paid);
            return;
        }
        for (wage, &employer) in self.wage.iter_mut().zip(self.employer.iter()) {
            if let Some(&paid) = paid.get(employer as usize) {
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
        let mut incomes = std::mem::take(&mut self.consumption_budget);
        let payout = self.expect_incomes(&mut incomes, firms, bank, government, expecting);
        self.consumption_budget = incomes;
        if !expecting.channels.smoothing.is_neutral() {
            self.smooth_budgets(expecting.channels);
        }
        let Expecting {
            rates,
            prices,
            long_run,
            ..
        } = *expecting;
        let payouts = || {
            let owned = firms.ids();
            maths::sum(owned.map(|i| firms.household_share[i] * payout * firms.idle_cash_payout[i]))
        };
        self.propensity =
            long_run.propensity(rates, firms, prices, &self.consumption_budget, payouts);
        let consumption = self.propensity / (1.0 + rates.tax_value_added);
        let housing = rates.housing_propensity / (1.0 + rates.tax_housing);
        let budgets = self.consumption_budget.iter_mut();
        for (consumption_budget, housing_budget) in budgets.zip(self.housing_budget.iter_mut()) {
            let expected_income = maths::positive(*consumption_budget);
            *consumption_budget = consumption * expected_income;
            *housing_budget = housing * expected_income;
        }
        self.spend_towards_norms(rates, long_run, consumption);
    }

    /// Sets `incomes` to the disposable incomes that households expect; returns what is left of a payout of cash, of
    /// which last quarter's amount is expected, as of rents.
    fn expect_incomes(
        &mut self,
        incomes: &mut Household,
        firms: &Firms,
        bank: &Bank,
        government: &Government,
        expecting: &Expecting<'_>,
    ) -> f64 {
        let Expecting {
            rates,
            outlook,
            prices,
            channels,
            ..
        } = *expecting;
        self.find_needy(channels);
        let table = IncomeTable::new(rates, government, channels, outlook.price_ahead(prices));
        let payout = table.payout * (1.0 + outlook.inflation) * (1.0 + outlook.growth);
        let profits = Profits {
            of_firms: &firms.expected_profit,
            of_bank: bank.expected_profit,
            payout,
        };
        self.add_up(incomes, &table, firms, bank, &profits, None);
        let inhabited = self.inhabited();
        target_benefits(
            incomes,
            &self.needy,
            &table,
            government,
            inhabited,
            channels,
        );
        let ahead = 1.0 + outlook.inflation;
        self.add_local_prices(incomes, firms, prices, table.real(), ahead);
        let at_home = |area| ahead * prices.at_place(area);
        self.tasks.add_to(incomes, rates, at_home);
        self.rents
            .add_to(incomes, rates, ahead * (1.0 + outlook.growth));
        redistribution::expect(incomes, channels, &self.moved);
        payout
    }

    /// Turns budgets that are `consumption` of expected incomes into those of each household: with people its own
    /// propensity, and where deposits have a norm some of what they differ from it.
    fn spend_towards_norms(&mut self, rates: &Rates, long_run: &LongRun, consumption: f64) {
        let rule = long_run.rules.deposit_norm;
        let has_norm = rule.on && consumption > 0.0;
        let net_of_tax = 1.0 / (1.0 + rates.tax_value_added);
        let growth = 1.0 + long_run.growth().nominal;
        let norm = long_run.norms.ratios.deposits;
        let Some(people) = &mut self.people else {
            let norm = norm / growth;
            let homes = self.consumption_budget.iter_mut().zip(&*self.deposits);
            for (budget, &deposits) in homes.filter(|_| has_norm) {
                let expected_income = *budget / consumption;
                let extra = rule.spending(deposits, norm, expected_income) * net_of_tax;
                *budget = maths::positive(*budget + extra);
            }
            return;
        };
        let last = long_run.own_norms;
        people.advance_norms(last.factor, last.propensity);
        people.settle_propensities(&self.consumption_budget);
        if !rule.overdrafts && self.propensity > 0.0 {
            let dwellings = rates.housing_propensity * (1.0 + rates.land_fee_households);
            let most = (1.0 - dwellings) / self.propensity;
            people.bound_propensities(&self.consumption_budget, most);
        }
        let common = people.mean_norm_gap(&self.consumption_budget);
        let own = people.propensity.iter().zip(people.norm_gap.iter());
        let homes = self.deposits.iter().zip(own);
        let budgets = self.consumption_budget.iter_mut();
        for (budget, (&deposits, (propensity, gap))) in budgets.zip(homes) {
            let plain = *budget;
            *budget = propensity * plain;
            if has_norm {
                let norm = (norm + gap - common) / growth;
                let extra = rule.spending(deposits, norm, plain / consumption);
                *budget = maths::positive(*budget + extra * net_of_tax);
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

    /// Finds the two lowest fifths of last quarter's incomes, of people per head, if anything is aimed at
    /// them.
    fn find_needy(&mut self, channels: &Channels) {
        if channels.transfer_mix.is_neutral() {
            return;
        }
        let mut order: Vec<HouseholdId> = self.ids().collect();
        let mut income = self.disposable_income.clone();
        if let Some(people) = &self.people {
            order.retain(|&h| people.members[h] > 0);
            for &h in &order {
                income[h] /= f64::from(people.members[h]);
            }
        }
        self.needy.clear();
        self.needy.extend(std::iter::repeat_n(false, income.len()));
        let needy = (0.4 * order.len() as f64) as usize;
        // Who is among them is all that is asked, not in which order.
        if needy > 0 {
            order.select_nth_unstable_by(needy - 1, |a, b| {
                income[*a].total_cmp(&income[*b]).then(a.cmp(b))
            });
        }
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
        self.pay_targeted_benefits(&table, government, channels);
        let mut incomes = std::mem::take(&mut self.disposable_income);
        self.local_benefits = self.add_local_prices(&mut incomes, firms, prices, table.real(), 1.0);
        self.tasks
            .add_to(&mut incomes, rates, |area| prices.at_place(area));
        self.rents.add_to(&mut incomes, rates, 1.0);
        self.moved = redistribution::of_households(&mut incomes, channels, &mut self.booked);
        if !firms.shared.is_empty() {
            let common = |i: FirmId| firms.shared[i].common() * firms.dividends(i, rates);
            let paid = maths::sum(firms.ids().map(common));
            self.moved.register_dividends = (1.0 - rates.tax_income) * paid;
        }
        self.disposable_income = incomes;
        let with_vat = 1.0 + rates.tax_value_added;
        let with_housing_tax = 1.0 + rates.tax_housing + rates.land_fee_households;
        let stocks = self.deposits.iter_mut().zip(self.dwellings.iter_mut());
        let spending = self.consumption.iter().zip(self.housing.iter());
        let flows = self.disposable_income.iter().zip(spending);
        for ((deposits, dwellings), (income, (consumption, housing))) in stocks.zip(flows) {
            let before = *deposits;
            *deposits = before + income - with_vat * consumption - with_housing_tax * housing
                + central_bank.policy_rate * maths::positive(before)
                - bank.lending_rate * maths::positive(-before);
            *dwellings += housing;
        }
        self.lose_to_fraud(with_vat, channels);
        redistribution::trade_shares(self, firms, channels);
    }

    /// Adds the benefits that are not the same for all to this quarter's incomes, and keeps who got what.
    fn pay_targeted_benefits(
        &mut self,
        table: &IncomeTable,
        government: &Government,
        channels: &Channels,
    ) {
        self.booked.benefits.clear();
        if channels.transfer_mix.is_neutral() && channels.public_transfers.is_neutral() {
            return;
        }
        let (n, inhabited) = (self.len(), self.inhabited());
        let benefits = &mut self.booked.benefits;
        benefits.extend(std::iter::repeat_n(0.0, n));
        for amounts in [&mut self.disposable_income, benefits] {
            target_benefits(amounts, &self.needy, table, government, inhabited, channels);
        }
    }

    /// Lets deposits bear what is lost to fraud and breaches, and receive what others lost.
    fn lose_to_fraud(&mut self, with_vat: f64, channels: &Channels) {
        self.booked.losses.clear();
        if channels.losses.is_neutral() {
            return;
        }
        let lost = |h| channels.losses.at(h) * with_vat * self.consumption[h];
        let total = maths::sum(self.ids().map(lost));
        self.moved.losses = total;
        for h in self.ids() {
            let gain = channels.spoils.at(h) * total
                - channels.losses.at(h) * with_vat * self.consumption[h];
            self.deposits[h] += gain;
            self.booked.losses.push(-gain);
        }
    }

    fn fill_incomes(&mut self, table: &IncomeTable, firms: &Firms, bank: &Bank) {
        let profits = Profits {
            of_firms: &firms.profit,
            of_bank: bank.profit,
            payout: table.payout,
        };
        let withheld = firms.any_arrears().then_some(&firms.paid_share);
        let mut incomes = std::mem::take(&mut self.disposable_income);
        self.add_up(&mut incomes, table, firms, bank, &profits, withheld);
        self.disposable_income = incomes;
    }

    /// Adds up incomes out of these profits; of wages only the `paid` share arrives, if not all.
    fn add_up(
        &mut self,
        incomes: &mut [f64],
        table: &IncomeTable,
        firms: &Firms,
        bank: &Bank,
        profits: &Profits<'_>,
        paid: Option<&Column<FirmId, f64>>,
    ) {
        let dividends = |i: FirmId| {
            let share = firms.private_share(i);
            [
                table.dividend(share * firms.dividend_payout[i], profits.of_firms[i]),
                share * profits.payout * firms.idle_cash_payout[i],
            ]
        };
        // What an owner of all of a firm would get.
        let paid_in_full = |i: FirmId| {
            table.dividend(firms.dividend_payout[i], profits.of_firms[i])
                + profits.payout * firms.idle_cash_payout[i]
        };
        let by_bank = table.by_bank(bank, profits.of_bank);
        if let Some(people) = &self.people {
            let careers = (&*self.employer, &*self.wage);
            self.earned.pay_out(incomes, people, careers, table, paid);
            people
                .owners
                .distribute(incomes, firms.ids(), dividends, by_bank);
            redistribution::pay_register(self, incomes, firms, paid_in_full);
            return;
        }
        let (workers, rest) = incomes.split_at_mut(self.n_workers);
        for ((income, &employer), &wage) in workers
            .iter_mut()
            .zip(self.employer.iter())
            .zip(self.wage.iter())
        {
            *income = table.worker(employer != NOBODY, wage);
        }
        if let Some(paid) = paid {
            let workers = workers.iter_mut().zip(&*self.employer);
            for ((income, &employer), &wage) in workers.zip(&*self.wage) {
                if let Some(&paid) = paid.get(employer as usize) {
                    *income = table.worker(true, paid * wage);
                }
            }
        }
        let (inactive, owners) = rest.split_at_mut(self.n_inactive);
        inactive.fill(table.inactive());
        let other = table.benefit_other * table.price;
        for (income, i) in owners.iter_mut().zip(firms.ids()) {
            let [of_profit, of_cash] = dividends(i);
            *income = of_profit + other + of_cash;
        }
        if let Some(income) = owners.last_mut() {
            *income = by_bank + other;
        }
        redistribution::pay_register(self, incomes, firms, paid_in_full);
    }
}

/// Profits of which households get or expect dividends.
struct Profits<'a> {
    of_firms: &'a Column<FirmId, f64>,
    of_bank: f64,
    /// What is left of a payout of cash.
    payout: f64,
}

/// Spreads an amount in proportion to weights.
fn spread(amount: f64, weights: &Household, over: &mut Household) {
    let total = maths::sum(weights.iter().copied());
    for (own, weight) in over.iter_mut().zip(weights.iter()) {
        *own = amount * (weight / total);
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
    inhabited: usize,
    channels: &Channels,
) {
    let share = channels.transfer_mix.value();
    if share > 0.0 {
        let n = needy.iter().filter(|needy| **needy).count();
        let pool = share * government.benefit_other * inhabited as f64;
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
