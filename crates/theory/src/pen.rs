//! The pen: how a mechanism writes its terms, so that each is combined, weighted and recorded the same way.
//!
//! # Source
//! Digital economy, §1 items 3 and 9.

use economy::Channels;
use economy::channels::{AreaId, BankId, CellId, Channel, GovernmentId};
use economy::flows::{Party, Transaction};
use quantity::{FirmId, HouseholdId, Id, IndustryId, maths};

use crate::laws::Laws;
use crate::platforms::Kind;
use crate::record::{ConceptIndex, Record};
use crate::scene::{Ground, Scene};

/// Channels of firms that acts of the economy read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfFirm {
    /// 1.
    Productivity,
    /// 2.
    LabourNeed,
    /// 3.
    CapitalNeed,
    /// 4.
    InputNeed,
    /// 5.
    InputMix,
    /// 6.
    Overhead,
    /// 7.
    CapacityUse,
    /// 8.
    Foresight,
    /// 9.
    OnDemand,
    /// 10: real.
    DigitalInvestment,
    /// 11: money.
    CreditRoom,
    /// 23.
    RemoteHiring,
    /// 26.
    Collection,
    /// 42.
    MarkUp,
}

impl OfFirm {
    /// Its number in the table of channels.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Productivity => 1,
            Self::LabourNeed => 2,
            Self::CapitalNeed => 3,
            Self::InputNeed => 4,
            Self::InputMix => 5,
            Self::Overhead => 6,
            Self::CapacityUse => 7,
            Self::Foresight => 8,
            Self::OnDemand => 9,
            Self::DigitalInvestment => 10,
            Self::CreditRoom => 11,
            Self::RemoteHiring => 23,
            Self::Collection => 26,
            Self::MarkUp => 42,
        }
    }

    /// By what the term of a firm counts in the record: amounts are added up and not weighted.
    fn weight(self, scene: &Scene<'_>, i: FirmId) -> f64 {
        match self {
            Self::DigitalInvestment | Self::CreditRoom => 1.0,
            _ => scene.means.value_added[i],
        }
    }

    fn of(self, channels: &mut Channels) -> &mut Channel<FirmId> {
        match self {
            Self::Productivity => &mut channels.productivity,
            Self::LabourNeed => &mut channels.labour_need,
            Self::CapitalNeed => &mut channels.capital_need,
            Self::InputNeed => &mut channels.input_need,
            Self::InputMix => &mut channels.input_mix,
            Self::Overhead => &mut channels.overhead,
            Self::CapacityUse => &mut channels.capacity_use,
            Self::Foresight => &mut channels.foresight,
            Self::OnDemand => &mut channels.on_demand,
            Self::DigitalInvestment => &mut channels.digital_investment,
            Self::CreditRoom => &mut channels.credit_room,
            Self::RemoteHiring => &mut channels.remote_hiring,
            Self::Collection => &mut channels.collection,
            Self::MarkUp => &mut channels.mark_up,
        }
    }
}

/// Who takes a margin on goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// Shops.
    Trade,
    /// Carriers.
    Transport,
}

/// What households may spend their money on instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Paid access instead of culture.
    CultureOnline,
    /// More or less health care.
    Health,
    /// Things of other households.
    Sharing,
}

/// What each platform of a kind keeps of its trade: its rate times its share of the buyers.
fn commissions<'a>(scene: &Scene<'a>, kind: Kind) -> impl Iterator<Item = (FirmId, f64)> + 'a {
    let platforms = &scene.state.platforms;
    let of_kind = platforms.of_kind(kind);
    of_kind.map(|p| (platforms.firm[p], platforms.rate[p] * platforms.share[p]))
}

/// Writes a term for every household; recorded by persons.
fn households(
    channel: &mut Channel<HouseholdId>,
    sums: &mut [f64],
    scene: &Scene<'_>,
    term: impl Fn(HouseholdId) -> f64,
) {
    let homes = scene.view.households.area.iter();
    let mut residents = homes.zip(scene.endowment.people.iter());
    channel.write_each(|h, _| {
        let term = term(h);
        if let Some((&home, person)) = residents.next() {
            sums[home as usize] += person.persons * term;
        }
        term
    });
}

/// Number of the channel of government money.
const BUDGET: u8 = 31;

/// The pen of one concept for one quarter: channels of the economy's acts.
#[derive(Debug)]
pub struct Pen<'a> {
    /// The channels.
    pub channels: &'a mut Channels,
    /// What is written is also recorded here.
    pub record: &'a mut Record,
    /// Whose pen it is, as a place in the ledger.
    pub concept: ConceptIndex,
    /// Terms that were cut off here, before they were written.
    pub clipped: &'a mut u64,
}

impl Pen<'_> {
    /// Writes a term for every firm.
    pub fn firms(&mut self, channel: OfFirm, scene: &Scene<'_>, term: impl Fn(FirmId) -> f64) {
        let sums = self.record.open(self.concept, channel.number());
        let target = channel.of(self.channels);
        let neutral = target.specification().neutral;
        target.write_each(|i, _| {
            let term = term(i);
            sums[scene.area(i)] += channel.weight(scene, i) * (term - neutral);
            term
        });
    }

    /// Writes a term for every firm, cut off at `0..=most`, which differs between firms.
    pub fn firms_up_to(
        &mut self,
        channel: OfFirm,
        scene: &Scene<'_>,
        most: impl Fn(FirmId) -> f64,
        term: impl Fn(FirmId) -> f64,
    ) {
        let mut clipped = 0;
        let sums = self.record.open(self.concept, channel.number());
        channel.of(self.channels).write_each(|i, before| {
            let (wanted, most) = (term(i), maths::positive(most(i) - before));
            let term = wanted.clamp(0.0, most);
            clipped += u64::from(term != wanted);
            sums[scene.area(i)] += channel.weight(scene, i) * term;
            term
        });
        *self.clipped += clipped;
    }

    /// Writes the share of a fall in income that each household does not pass on.
    pub fn smoothing(&mut self, scene: &Scene<'_>, term: impl Fn(HouseholdId) -> f64) {
        let sums = self.record.open(self.concept, 13);
        households(&mut self.channels.smoothing, sums, scene, term);
    }

    /// Writes what each household loses to fraud, as a share of its consumption, and who gets it.
    pub fn losses(
        &mut self,
        scene: &Scene<'_>,
        term: impl Fn(HouseholdId) -> f64,
        spoils: impl Fn(HouseholdId) -> f64,
    ) {
        let sums = self.record.open(self.concept, 32);
        households(&mut self.channels.losses, sums, scene, term);
        self.channels.spoils.write_each(|h, _| spoils(h));
    }

    /// Writes a term of the government from what is true of each area: its mean over persons.
    pub fn transfer_mix(&mut self, scene: &Scene<'_>, of_area: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, 25);
        let mean = scene.means.over_persons(&of_area);
        self.channels.transfer_mix.write(GovernmentId, mean);
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += scene.means.persons[area] * of_area(area);
        }
    }

    /// Writes a factor on the violations of each area.
    pub fn violation(&mut self, scene: &Scene<'_>, of_area: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, 28);
        for (area, sum) in sums.iter_mut().enumerate() {
            let factor = of_area(area);
            self.channels.violation.write(AreaId::new(area), factor);
            *sum += scene.means.persons[area] * (factor - 1.0);
        }
    }

    /// Adds to the skill of those who come of age in each area.
    pub fn entrant_skill(&mut self, scene: &Scene<'_>, of_area: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, 29);
        for (area, sum) in sums.iter_mut().enumerate() {
            let term = of_area(area);
            self.channels.entrant_skill.write(AreaId::new(area), term);
            *sum += scene.means.persons[area] * term;
        }
    }

    /// Writes the ease of entry of each industry in each area; recorded by output.
    pub fn entry(&mut self, scene: &Scene<'_>, of_cell: impl Fn(usize, usize) -> f64) {
        let sums = self.record.open(self.concept, 27);
        let areas = scene.endowment.n_areas();
        for g in 0..scene.endowment.industries.len() {
            for (area, recorded) in sums.iter_mut().enumerate() {
                let term = of_cell(g, area);
                let cell = CellId::of(g, area, areas);
                self.channels.entry.write(cell, term);
                *recorded += scene.means.cell_output[g * areas + area] * term;
            }
        }
    }

    /// Writes a term of what households of each area pay shops, or carriers, for goods.
    pub fn margin(&mut self, scene: &Scene<'_>, of: Margin, term: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, 21);
        let channel = match of {
            Margin::Trade => &mut self.channels.margin_trade,
            Margin::Transport => &mut self.channels.margin_transport,
        };
        for (area, sum) in sums.iter_mut().enumerate() {
            let term = term(area);
            channel.write(AreaId::new(area), term);
            *sum += scene.means.persons[area] * term;
        }
    }

    /// Writes a term of what each household spends on something else than others.
    pub fn habit(&mut self, scene: &Scene<'_>, habit: Habit, term: impl Fn(HouseholdId) -> f64) {
        let sums = self.record.open(self.concept, 22);
        let channel = match habit {
            Habit::CultureOnline => &mut self.channels.culture_online,
            Habit::Health => &mut self.channels.health_spending,
            Habit::Sharing => &mut self.channels.sharing,
        };
        households(channel, sums, scene, term);
    }

    /// Lets households offer things to share, worth `gain` more than what they replace, over platforms.
    pub fn offer_to_share(
        &mut self,
        scene: &Scene<'_>,
        gain: f64,
        supply: impl Fn(HouseholdId) -> f64,
    ) {
        self.channels.sharing_gain.write(GovernmentId, gain);
        self.channels.sharing_supply.write_each(|h, _| supply(h));
        for (firm, rate) in commissions(scene, Kind::Sharing) {
            self.channels.sharing_commission.write(firm, rate);
        }
    }

    /// Lets firms have vacancies and part of the staff they want done by the task, and households offer a
    /// share of their time; recorded by what firms want.
    pub fn gig_work(
        &mut self,
        scene: &Scene<'_>,
        flexibility: f64,
        of_firm: impl Fn(FirmId) -> [f64; 2],
        of_household: impl Fn(HouseholdId) -> f64,
    ) {
        let sums = self.record.open(self.concept, 24);
        let channels = &mut *self.channels;
        channels.gig_flexibility.write(GovernmentId, flexibility);
        for i in scene.view.firms.ids() {
            let [vacancies, staff] = of_firm(i);
            channels.gig_vacancies.write(i, vacancies);
            channels.gig_demand.write(i, staff);
            sums[scene.area(i)] += scene.means.value_added[i] * staff;
        }
        channels.gig_supply.write_each(|h, _| of_household(h));
        for (firm, rate) in commissions(scene, Kind::Delivery) {
            channels.gig_commission.write(firm, rate);
        }
    }

    /// Multiplies pay by the task; recorded by what was paid in the last quarter.
    pub fn gig_pay(&mut self, scene: &Scene<'_>, of_area: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, 24);
        let accounts = &scene.view.households.tasks.accounts;
        for (area, sum) in sums.iter_mut().enumerate() {
            let factor = of_area(area);
            self.channels.gig_pay.write(AreaId::new(area), factor);
            let paid = accounts.get(area).map_or(0.0, |account| account.pay);
            *sum += paid * (factor - 1.0);
        }
    }

    /// Lets a share of the queue for credit be served by merit.
    pub fn credit_order(&mut self, scene: &Scene<'_>, share: f64, merit: impl Fn(FirmId) -> f64) {
        let sums = self.record.open(self.concept, 12);
        self.channels.credit_order.write(BankId, share);
        self.channels.credit_merit.write_each(|i, _| merit(i));
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += scene.means.area_value_added[area] * share;
        }
    }

    /// Lets the government buy an amount, real, of a bundle of products; recorded by the persons of areas.
    pub fn purchases(&mut self, scene: &Scene<'_>, amount: f64, bundle: &[f64]) {
        for (g, share) in bundle.iter().enumerate() {
            let product = IndustryId::new(g);
            self.channels
                .public_purchases
                .write(product, amount * share);
        }
        self.record_budget(scene, amount);
        let prices = bundle.iter().zip(&scene.view.prices.product);
        let money = amount * maths::sum(prices.map(|(share, price)| share * price));
        self.record.bills.add(
            self.concept,
            Transaction::PublicPurchases,
            Party::Government,
            Party::Firms,
            money,
        );
    }

    /// Lets the government subsidise each firm by an amount of money.
    pub fn subsidies(&mut self, scene: &Scene<'_>, of: impl Fn(FirmId) -> f64) {
        let mut total = 0.0;
        let sums = self.record.open(self.concept, BUDGET);
        self.channels.public_subsidies.write_each(|i, _| {
            let subsidy = of(i);
            sums[scene.area(i)] += subsidy;
            total += subsidy;
            subsidy
        });
        self.record.bills.add(
            self.concept,
            Transaction::Subsidies,
            Party::Government,
            Party::Firms,
            total,
        );
    }

    fn record_budget(&mut self, scene: &Scene<'_>, amount: f64) {
        let total = maths::sum(scene.means.persons.iter().copied());
        let sums = self.record.open(self.concept, BUDGET);
        for (sum, persons) in sums.iter_mut().zip(&scene.means.persons) {
            *sum += amount * maths::ratio_or_zero(*persons, total);
        }
    }
}

/// The pen of one concept for one quarter: channels of the theory's own laws.
#[derive(Debug)]
pub struct LawPen<'a> {
    /// The channels.
    pub laws: &'a mut Laws,
    /// What is written is also recorded here.
    pub record: &'a mut Record,
    /// Whose pen it is, as a place in the ledger.
    pub concept: ConceptIndex,
}

impl LawPen<'_> {
    /// Adds to the hazards of firms, and of the households of each area.
    pub fn hazards(
        &mut self,
        ground: &Ground<'_>,
        of_firm: impl Fn(FirmId) -> f64,
        of_area: impl Fn(usize) -> f64,
    ) {
        let sums = self.record.open(self.concept, 33);
        for i in ground.view.firms.ids() {
            let term = of_firm(i);
            self.laws.firm_hazard[i] += term;
            sums[ground.area(i)] += ground.means.value_added[i] * term;
        }
        let terms: Vec<f64> = (0..ground.endowment.n_areas()).map(of_area).collect();
        let homes = ground.view.households.area.iter();
        for (hazard, &home) in self.laws.household_hazard.iter_mut().zip(homes) {
            *hazard += terms[home as usize];
        }
    }

    /// Multiplies the acceptance of firms.
    pub fn acceptance(&mut self, ground: &Ground<'_>, factor: impl Fn(FirmId) -> f64) {
        let sums = self.record.open(self.concept, 34);
        for i in ground.view.firms.ids() {
            let factor = factor(i);
            self.laws.acceptance[i] *= factor;
            sums[ground.area(i)] += ground.means.value_added[i] * (factor - 1.0);
        }
    }

    /// Multiplies what is left of hazards, and the ceilings of use and of skill, of households.
    pub fn barriers(&mut self, ground: &Ground<'_>, factors: impl Fn(HouseholdId) -> [f64; 3]) {
        let sums = self.record.open(self.concept, 35);
        let laws = &mut *self.laws;
        let columns = laws.barrier.iter_mut().zip(laws.ceiling.iter_mut());
        let columns = columns.zip(laws.skill_ceiling.iter_mut());
        let homes = ground.view.households.area.iter();
        let people = homes.zip(ground.endowment.people.iter());
        for (k, (columns, (&home, person))) in columns.zip(people).enumerate() {
            let [barrier, ceiling, skill] = factors(HouseholdId::new(k));
            *columns.0.0 *= barrier;
            *columns.0.1 *= ceiling;
            *columns.1 *= skill;
            sums[home as usize] += person.persons * (barrier - 1.0);
        }
    }

    /// Changes the share of data out of reach, industry by industry, from what it is.
    pub fn closure(&mut self, ground: &Ground<'_>, new: impl Fn(usize, f64) -> f64) {
        let sums = self.record.open(self.concept, 36);
        let areas = ground.endowment.n_areas();
        for (g, closure) in self.laws.closure.iter_mut().enumerate() {
            let changed = new(g, *closure);
            for (area, sum) in sums.iter_mut().enumerate() {
                *sum += ground.means.cell_output[g * areas + area] * (changed - *closure);
            }
            *closure = changed;
        }
    }

    /// Multiplies the flow of data.
    pub fn data_flow(&mut self, ground: &Ground<'_>, factor: f64) {
        let sums = self.record.open(self.concept, 37);
        self.laws.data_flow *= factor;
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += ground.means.area_value_added[area] * (factor - 1.0);
        }
    }

    /// Moves the least client worth serving.
    pub fn threshold(&mut self, ground: &Ground<'_>, term: f64) {
        let sums = self.record.open(self.concept, 40);
        self.laws.threshold += term;
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += ground.means.persons[area] * term;
        }
    }

    /// Moves the states of areas on.
    pub fn steps(&mut self, ground: &Ground<'_>, step: impl Fn(usize) -> Step) {
        let sums = self.record.open(self.concept, 41);
        let steps = &mut self.laws.steps;
        for (area, sum) in sums.iter_mut().enumerate() {
            let step = step(area);
            steps.network[area] += step.network;
            steps.logistics[area] += step.logistics;
            steps.administration[area] += step.administration;
            steps.education[area] += step.education;
            steps.health[area] += step.health;
            *sum += ground.means.persons[area]
                * (step.network
                    + step.logistics
                    + step.administration
                    + step.education
                    + step.health);
        }
    }
}

/// The step of an area's states in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    /// Network coverage.
    pub network: f64,
    /// Parcel logistics.
    pub logistics: f64,
    /// Digital administration.
    pub administration: f64,
    /// Quality of education.
    pub education: f64,
    /// Quality of health services.
    pub health: f64,
}
