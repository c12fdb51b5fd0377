//! The theory at work: one call writes all channels, one call moves the state on.
//!
//! # Order
//! Writing: means of the state; channels of the laws, then those of the acts, each concept in the order of
//! the ledger. Updating, after the books are closed: the price of digital services; adoption, online use,
//! networks and administration, the burden of adoption; data; automation; innovation; scale and own growth;
//! platforms and who sells on them; areas; skills and ranks; dependence and trust.
//!
//! # Source
//! Digital economy, §1, §3 and §8.

use economy::channels::AreaId;
use economy::{Channels, Theory, View};
use quantity::{FirmId, Id, maths};

use crate::characteristics::innovation::{Findings, Innovation};
use crate::concepts::{Concepts, Mechanism};
use crate::effects::expected::{self, Expected};
use crate::endowment::Endowment;
use crate::laws::Laws;
use crate::means::Means;
use crate::online::Online;
use crate::opening::{self, OpeningMode};
use crate::pen::{LawPen, Pen};
use crate::platforms::membership::Memberships;
use crate::problems::employment_substitution::EmploymentSubstitution;
use crate::ranks::Ranks;
use crate::record::Record;
use crate::scene::{Derived, Ground, Opening, Scene};
use crate::services::education::Education;
use crate::services::governance::Governance;
use crate::state::State;
use crate::strategies::{package, three_distributions};
use crate::trial::Trial;

/// Quarters in which adoption and use go in an experiment of withdrawal.
const WITHDRAWAL: f64 = 20.0;
/// Quarters between refreshments of ranks.
const YEAR: u32 = 4;
/// Weight of a quarter in the volatility of incomes: a memory of two years.
const VOLATILITY_SPEED: f64 = 0.125;

/// The digital economy: the 48 concepts with their state.
#[derive(Clone, Debug)]
pub struct Digital {
    /// Parameters; an event may change them between quarters.
    pub concepts: Concepts,
    state: State,
    endowment: Endowment,
    opening: Opening,
    closure_at_opening: f64,
    means: Means,
    online: Online,
    laws: Laws,
    derived: Derived,
    last_coverage: Vec<f64>,
    last_violation: Vec<f64>,
    last_data_flow: f64,
    record: Record,
    ranks: Ranks,
    /// Findings of each industry's research near an area, at `industry · areas + area`.
    findings: Vec<f64>,
    /// Findings of partners' research, at `industry · areas + area`.
    research: Vec<f64>,
    clipped: u64,
    trial: Trial,
    /// What dated changes act on, as it was at the opening.
    undated: Vec<f64>,
}

impl Digital {
    /// The digital economy of a country at its opening.
    #[must_use]
    pub fn open(concepts: Concepts, view: &View<'_>) -> Self {
        let (firms, households) = (view.firms.len(), view.households.len());
        let undated = concepts.undated();
        let mut endowment = Endowment::of(view);
        let (industries, areas) = (endowment.industries.len(), endowment.n_areas());
        let mut ranks = Ranks::default();
        let mut state = opening::embodied(view, &concepts, &endowment, &mut ranks);
        let mut means = Means::with_room(firms, industries, areas);
        means.take(view, &state, &endowment);
        endowment.mean_complementors = means.over_output(&means.complementors);
        // Preferences for buying online are those of the data, whatever the opening.
        let mut online = Online::open(&endowment, &means);
        let closure_at_opening = match concepts.setup.opening {
            OpeningMode::Embodied => concepts.data_monopoly.closure_opening,
            OpeningMode::Greenfield => {
                opening::make_greenfield(&mut state);
                means.take(view, &state, &endowment);
                0.0
            }
        };
        online.follow(view, &means, |_| 0.0, |_, _| 1.0);
        let n_platforms = state.platforms.len();
        let mut laws = Laws::neutral(firms, households, industries, areas, n_platforms);
        laws.reset(closure_at_opening, concepts.symbiosis.platform_take_rate);
        let mut opening = Opening {
            state: state.clone(),
            means: means.clone(),
            derived: Derived::with_room(firms, households, areas),
            online: online.clone(),
        };
        let mut derived = Derived::with_room(firms, households, areas);
        let one = vec![1.0; areas];
        let ground = Ground {
            view,
            concepts: &concepts,
            endowment: &endowment,
            state: &state,
            means: &means,
            online: &online,
            opening: &opening,
            last_coverage: &[],
            last_violation: &one,
            last_data_flow: 1.0,
        };
        derived.follow(&ground, &laws);
        let mut platforms = state.platforms.clone();
        Memberships::settle(&mut platforms, &ground);
        opening.derived.clone_from(&derived);
        state.platforms.clone_from(&platforms);
        opening.state.platforms = platforms;
        Self {
            concepts,
            state,
            endowment,
            opening,
            closure_at_opening,
            means,
            online,
            laws,
            last_coverage: derived.area_coverage.clone(),
            last_violation: one,
            last_data_flow: 1.0,
            derived,
            record: Record::new(areas),
            ranks,
            findings: vec![0.0; industries * areas],
            research: vec![0.0; industries * areas],
            clipped: 0,
            trial: Trial::default(),
            undated,
        }
    }

    /// The same under a trial, which must fit its map.
    #[must_use]
    pub fn under(self, trial: Trial) -> Self {
        Self { trial, ..self }
    }

    /// The state at the end of the last quarter.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The opening.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// What the theory was told about the country.
    #[must_use]
    pub fn endowment(&self) -> &Endowment {
        &self.endowment
    }

    /// What followed from the state when channels were last written.
    #[must_use]
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Means of the state when channels were last written.
    #[must_use]
    pub fn means(&self) -> &Means {
        &self.means
    }

    /// Online trade when channels were last written.
    #[must_use]
    pub fn online(&self) -> &Online {
        &self.online
    }

    /// Channels of the laws as last written.
    #[must_use]
    pub fn laws(&self) -> &Laws {
        &self.laws
    }

    /// What each concept wrote in the last quarter.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Takes note of a tax on incomes that somebody else writes to pay for what belongs to no concept, as planned,
    /// money: what is booked is shared among all such taxes.
    pub fn also_taxed(&mut self, tax: f64) {
        self.record.bills.financing += tax;
    }

    /// Terms cut off by the theory itself since the opening: at bounds that differ between firms, and of
    /// the laws. Those of other channels are counted by the economy.
    #[must_use]
    pub fn clipped(&self) -> u64 {
        self.clipped + self.laws.clipped()
    }
}

impl Theory for Digital {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        self.concepts.follow_dates(&self.undated, view.quarter);
        self.trial.act(view, &mut self.state, &mut self.concepts);
        self.endowment.follow_people(view);
        self.means.take(view, &self.state, &self.endowment);
        let (now, then) = (&self.state.areas, &self.opening.state.areas);
        // The pull is still that of the last quarter: this is the end of its law.
        let (platforms, laws) = (&self.state.platforms, &self.laws.platforms);
        self.online.follow(
            view,
            &self.means,
            |area| now.logistics[area] - then.logistics[area],
            |area, product| platforms.attraction(laws, area, product),
        );
        self.record.clear();
        self.last_data_flow = self.laws.data_flow;
        self.record.bills.clear(view.prices.consumer);
        self.laws.reset(
            self.closure_at_opening,
            self.concepts.symbiosis.platform_take_rate,
        );
        self.last_coverage.clone_from(&self.derived.area_coverage);
        let ground = Ground {
            view,
            concepts: &self.concepts,
            endowment: &self.endowment,
            state: &self.state,
            means: &self.means,
            online: &self.online,
            opening: &self.opening,
            last_coverage: &self.last_coverage,
            last_violation: &self.last_violation,
            last_data_flow: self.last_data_flow,
        };
        let mechanisms = self.concepts.mechanisms();
        let acting = || {
            mechanisms
                .iter()
                .enumerate()
                .filter(|(_, mechanism)| mechanism.strength(view.quarter) != 0.0)
        };
        for (concept, mechanism) in acting() {
            let mut pen = LawPen {
                laws: &mut self.laws,
                record: &mut self.record,
                concept,
            };
            mechanism.write_laws(&ground, &mut pen);
        }
        self.laws.clip();
        self.derived.follow(&ground, &self.laws);
        let licences = &self.concepts.data_value;
        self.derived.licences = licences.licences(&ground, &self.derived);
        let scene = Scene {
            ground,
            laws: &self.laws,
            now: &self.derived,
        };
        if channels.bundles.access.is_empty() {
            channels.bundles.clone_from(&self.endowment.bundles);
        }
        if acting().any(|(_, mechanism)| mechanism.buys_digital()) {
            channels.baskets.running.clone_from(&self.endowment.running);
            channels
                .baskets
                .equipment
                .clone_from(&self.endowment.equipment);
        }
        scene.offer_online(&mut channels.online);
        for (concept, mechanism) in acting() {
            let mut pen = Pen {
                channels: &mut *channels,
                record: &mut self.record,
                concept,
                clipped: &mut self.clipped,
            };
            mechanism.write(&scene, &mut pen);
        }
        package::write(&scene, channels, &mut self.record.bills);
        self.trial.hold(view, channels);
        for (area, last) in self.last_violation.iter_mut().enumerate() {
            *last = channels.violation.at(AreaId::new(area));
        }
    }

    fn update(&mut self, view: &View<'_>) {
        let nation = &mut self.state.nation;
        nation.digital_price = self
            .concepts
            .substitutability
            .next_price(nation.digital_price);
        self.adopt(view);
        self.go_online(view);
        self.build(view);
        for i in view.firms.ids() {
            self.update_firm(view, i);
        }
        self.innovate(view);
        self.update_platforms(view);
        self.update_areas(view);
        self.learn();
        self.note_work(view);
        if view.quarter.is_multiple_of(YEAR) {
            let ranks = &mut self.ranks;
            ranks.of_incomes(
                view.households,
                &self.endowment.people,
                &mut self.state.households.rank,
            );
            ranks.of_sizes(view.firms, &mut self.state.firms.size_rank);
        }
        self.update_nation(view);
        self.record.bills.settle(view);
        self.remember_money(view);
    }
}

/// The laws, in their order.
impl Digital {
    /// Share of the opening that is left in an experiment of withdrawal.
    fn left(&self, view: &View<'_>) -> Option<f64> {
        let left = maths::positive(1.0 - f64::from(view.quarter) / WITHDRAWAL);
        self.concepts.setup.withdrawal.then_some(left)
    }

    /// Adoption by firms, as far as what it takes was to be had, and its burden.
    fn adopt(&mut self, view: &View<'_>) {
        let left = self.left(view);
        let decision = &self.concepts.industrial_digitisation;
        for i in view.firms.ids() {
            let firms = &mut self.state.firms;
            let wanted = view.firms.desired_equipment[i];
            let filled = if wanted > 0.0 {
                (view.firms.equipment[i] / wanted).min(1.0)
            } else {
                1.0
            };
            let before = firms.adoption[i];
            firms.adoption[i] = match left {
                Some(left) => self.opening.state.firms.adoption[i] * left,
                None => (before + filled * self.derived.step[i]).min(1.0),
            };
            let step = maths::positive(firms.adoption[i] - before);
            firms.dip[i] = decision.next_dip(firms.dip[i], step);
        }
    }

    /// Online use of households.
    fn go_online(&mut self, view: &View<'_>) {
        let left = self.left(view);
        let online = self.state.households.online.iter_mut();
        if let Some(left) = left {
            let then = &self.opening.state.households.online;
            for (online, then) in online.zip(then.iter()) {
                *online = then * left;
            }
            return;
        }
        let laws = &self.laws;
        let hazards = laws.household_hazard.iter().zip(laws.barrier.iter());
        for (online, ((hazard, barrier), ceiling)) in online.zip(hazards.zip(laws.ceiling.iter())) {
            *online += hazard * barrier * maths::positive(ceiling - *online);
        }
    }

    /// Networks, administration, logistics and quality of areas.
    fn build(&mut self, view: &View<'_>) {
        let (areas, steps) = (&mut self.state.areas, &self.laws.steps);
        let columns = [
            (&mut areas.network, &steps.network),
            (&mut areas.administration, &steps.administration),
            (&mut areas.logistics, &steps.logistics),
            (&mut areas.education, &steps.education),
            (&mut areas.health, &steps.health),
        ];
        for (states, steps) in columns {
            for (state, step) in states.iter_mut().zip(steps) {
                *state = (*state + step).clamp(0.0, 1.0);
            }
        }
        self.state.nation.added_infrastructure += self.infrastructure_built(view);
    }

    fn infrastructure_built(&self, view: &View<'_>) -> f64 {
        let policy = &self.concepts.strategy_infrastructure;
        if policy.intensity == 0.0 {
            return 0.0;
        }
        policy.spending(&self.ground(view))
    }

    /// What is known about an economy and the digital side of it, as the state stands.
    #[must_use]
    pub fn ground<'a>(&'a self, view: &'a View<'a>) -> Ground<'a> {
        Ground {
            view,
            concepts: &self.concepts,
            endowment: &self.endowment,
            state: &self.state,
            means: &self.means,
            online: &self.online,
            opening: &self.opening,
            last_coverage: &self.last_coverage,
            last_violation: &self.last_violation,
            last_data_flow: self.last_data_flow,
        }
    }

    /// Data, automation, scale and own growth of a firm.
    fn update_firm(&mut self, view: &View<'_>, i: FirmId) {
        let concepts = &self.concepts;
        let firms = &mut self.state.firms;
        let economy = view.firms;
        let relative_sales = maths::ratio_or_zero(economy.sales[i], firms.scale[i]);
        firms.data[i] = concepts.data_value.next_data(
            firms.data[i],
            self.laws.data_flow,
            firms.adoption[i],
            relative_sales,
        );
        let substitution = &concepts.employment_substitution;
        let labour =
            (1.0 + economy.employer_contributions[i]) * economy.base_wage[i] * view.prices.consumer
                / economy.output_per_worker[i];
        let real_rate = view.bank.lending_rate - view.growth.inflation;
        let capital =
            (real_rate + economy.depreciation[i]) * substitution.capital_bill * view.prices.capital
                / economy.output_per_capital[i];
        let routine = self.endowment.industries[economy.industry[i] as usize].routine;
        let (automated, new_tasks) = (firms.automated[i], firms.new_tasks[i]);
        firms.automated[i] = substitution.next_automated(
            firms.automated[i],
            firms.adoption[i],
            routine,
            labour > capital,
        );
        firms.new_tasks[i] = substitution.next_new_tasks(firms.new_tasks[i], firms.automated[i]);
        [firms.tasks_lost[i], firms.tasks_new[i]] = EmploymentSubstitution::moved(
            [automated, firms.automated[i]],
            [new_tasks, firms.new_tasks[i]],
        );
        let scale = &mut firms.scale[i];
        *scale = concepts
            .dual_high
            .next_scale(*scale, economy.output[i], view.growth.real);
        firms.own_growth[i] =
            Expected::next_growth(firms.own_growth[i], firms.last_demand[i], economy.demand[i]);
        firms.last_demand[i] = economy.demand[i];
    }

    /// Innovation: what firms find and what spills over.
    fn innovate(&mut self, view: &View<'_>) {
        if self.concepts.innovation.strength == 0.0 {
            return;
        }
        let subsidy = self.research_subsidy(view);
        self.spread_research(subsidy);
        let law = &self.concepts.innovation;
        let areas = self.endowment.n_areas();
        let harder = Innovation::harder(view.productivity);
        for i in view.firms.ids() {
            let g = view.firms.industry[i] as usize;
            let area = view.firms.area[i] as usize;
            let adopted = self.state.firms.adoption[i] - self.opening.state.firms.adoption[i];
            let own_subsidy = if self.endowment.industries[g].digital {
                subsidy
            } else {
                0.0
            };
            let findings = Findings {
                own: law.own_gain(adopted, own_subsidy),
                others: self.research[g * areas + area],
                research: self.endowment.places[area].research,
                harder,
                faster: self.concepts.speed_economy.faster(adopted),
            };
            let stock = &mut self.state.firms.innovation[i];
            *stock = law.next(*stock, &findings);
        }
    }

    /// What bought research adds to that of the digital core.
    fn research_subsidy(&self, view: &View<'_>) -> f64 {
        let policy = &self.concepts.strategy_core_technology;
        if policy.intensity == 0.0 {
            return 0.0;
        }
        let opening = &self.opening.means.value_added;
        let digital = view
            .firms
            .ids()
            .filter(|&i| self.endowment.industries[view.firms.industry[i] as usize].digital);
        let core = maths::sum(digital.map(|i| opening[i]));
        let share = maths::ratio_or_zero(core, maths::sum(opening.iter().copied()));
        policy.subsidy(view.quarter, share)
    }

    /// The mean of partners' findings, by inputs and nearness.
    fn spread_research(&mut self, subsidy: f64) {
        let (n, areas) = (self.endowment.industries.len(), self.endowment.n_areas());
        let law = &self.concepts.innovation;
        let (now, then) = (&self.means, &self.opening.means);
        let found = |g: usize, area: usize| {
            let cell = g * areas + area;
            let own = if self.endowment.industries[g].digital {
                subsidy
            } else {
                0.0
            };
            law.own_gain(now.cell_adoption[cell] - then.cell_adoption[cell], own)
        };
        // Output and findings of each product by area, those of an area together.
        let cells = (0..areas).flat_map(|area| (0..n).map(move |g| (g, area)));
        let known: Vec<[f64; 2]> = cells
            .map(|(g, area)| [now.cell_output[g * areas + area], found(g, area)])
            .collect();
        let mut sums = vec![[0.0; 2]; n];
        for area in 0..areas {
            sums.fill([0.0; 2]);
            let nearness = &self.endowment.nearness[area * areas..(area + 1) * areas];
            for (near, known) in nearness.iter().zip(known.chunks(n)) {
                for ([sum, weights], [output, found]) in sums.iter_mut().zip(known) {
                    let weight = near * output;
                    *sum += weight * found;
                    *weights += weight;
                }
            }
            for (g, [sum, weights]) in sums.iter().enumerate() {
                self.findings[g * areas + area] = maths::ratio_or_zero(*sum, *weights);
            }
        }
        self.endowment
            .over_partners(&self.findings, &mut self.research);
    }

    /// Platforms: their users, data and commissions, and who sells on them.
    fn update_platforms(&mut self, view: &View<'_>) {
        let mut platforms = std::mem::take(&mut self.state.platforms);
        let basket = &view.calibration.baskets.consumption;
        platforms.follow(&self.laws.platforms, basket, &self.means.persons);
        let regulation = &self.concepts.strategy_platform_regulation;
        if regulation.strength(view.quarter) > 0.0 {
            platforms.exclusive.fill(false);
        }
        let relief = self.concepts.strategy_ecosystem.relief(view.quarter);
        Memberships::follow(&mut platforms, &self.ground(view), relief);
        self.state.platforms = platforms;
    }

    /// Money of owners and of the state: what was raised for a purpose, and shares that platforms issue.
    fn remember_money(&mut self, view: &View<'_>) {
        let bills = &self.record.bills;
        let money = &mut self.state.public_money;
        money.net_cost = bills.net_of_strategies();
        money.licences = self.derived.licences.budget;
        money
            .licences_received
            .clone_from(&self.derived.licences.received);
        money.data_levy = bills.raised(three_distributions::USERS);
        money.digital_tax = bills.raised(three_distributions::PENSIONS);
        let belief = &self.concepts.expected_economy;
        if belief.strength == 0.0 || belief.reading == expected::Reading::Foresight {
            return;
        }
        let platforms = &self.state.platforms.firm;
        let n = platforms.len();
        for column in [&mut money.issued_share, &mut money.issued, &mut money.issue] {
            column.resize(n, 0.0);
        }
        for (p, &i) in platforms.iter().enumerate() {
            let equity = maths::positive(view.firms.equity[i]);
            money.issued[p] += money.issue[p];
            let growth = self.state.firms.own_growth[i];
            let sales = view.firms.price[i] * view.firms.output[i];
            let worth = belief
                .credit(growth, view.growth.real)
                .min(expected::MOST_CREDIT)
                * sales;
            let issue = belief.issue(worth, money.issued[p], equity);
            let new = maths::ratio_or_zero(issue, equity + issue);
            money.issue[p] = issue;
            money.issued_share[p] = 1.0 - (1.0 - money.issued_share[p]) * (1.0 - new);
        }
    }

    /// Voice, and schooling exposed to online teaching.
    fn update_areas(&mut self, view: &View<'_>) {
        self.means.of_households(view, &self.state, &self.endowment);
        let areas = &mut self.state.areas;
        let best = areas.education.iter().copied().fold(0.0, f64::max);
        for area in 0..areas.voice.len() {
            areas.voice[area] = Governance::next_voice(
                areas.voice[area],
                self.means.online[area],
                areas.administration[area],
            );
            let covered =
                self.derived.area_coverage[area] - self.opening.derived.area_coverage[area];
            areas.exposure[area] = self.concepts.online_education.next_exposure(
                areas.exposure[area],
                covered,
                best - areas.education[area],
            );
        }
        self.teach(view);
    }

    /// What those who entered the workforce were taught becomes part of what it can do.
    fn teach(&mut self, view: &View<'_>) {
        let Some(people) = &view.households.people else {
            return;
        };
        let online = &self.concepts.online_education;
        let at_school = &self.concepts.public_services_supply;
        let ground = self.ground(view);
        let gap = ground.largest_gap();
        let exposure = &self.state.areas.exposure;
        let of_area = |area: usize| {
            [
                online.entrant_skill(exposure[area], gap),
                at_school.taught(&ground, area),
            ]
        };
        let taught: Vec<[f64; 2]> = (0..exposure.len()).map(of_area).collect();
        let areas = &mut self.state.areas;
        for (area, [by_teacher, by_school]) in taught.into_iter().enumerate() {
            let (entrants, workforce) = people.vital.entrants_of(area);
            let share = maths::ratio_or_zero(entrants, workforce);
            for (learned, taught) in [
                (&mut areas.learned_online[area], by_teacher),
                (&mut areas.learned_at_school[area], by_school),
            ] {
                *learned = Education::next_learned(*learned, share, taught);
            }
        }
    }

    /// Skill in use deepens with use.
    fn learn(&mut self) {
        let law = &self.concepts.permeability;
        let households = &mut self.state.households;
        let ceilings = self.laws.skill_ceiling.iter();
        let used = households.online.iter().zip(ceilings);
        for (skill, (&online, &ceiling)) in households.skill.iter_mut().zip(used) {
            *skill += law.learning(online, *skill, ceiling);
        }
    }

    /// Gig work of households, and how much their incomes vary.
    fn note_work(&mut self, view: &View<'_>) {
        let tasks = &view.households.tasks;
        let households = &mut self.state.households;
        households.gig.fill(0.0);
        for (k, &time) in tasks.time.iter().enumerate() {
            if time > 0.0 {
                let home = view.households.home_of_worker(k);
                let persons = self.endowment.people[home].persons;
                households.gig[home] += maths::ratio_or_zero(time, persons);
            }
        }
        let last = households.last_income.iter_mut();
        let variances = last.zip(households.income_variance.iter_mut());
        let incomes = view.households.disposable_income.iter();
        for (income, (last, variance)) in incomes.zip(variances) {
            let income = income / view.prices.consumer;
            let last = std::mem::replace(last, income);
            if last > 0.0 && income > 0.0 {
                let change = maths::ln(income / last);
                *variance += VOLATILITY_SPEED * (change * change - *variance);
            }
        }
    }

    /// Dependence on imports, and trust.
    fn update_nation(&mut self, view: &View<'_>) {
        let technology = &self.concepts.strategy_core_technology;
        let spending = technology.spending(view.quarter);
        let imports = technology.next_dependence(self.state.nation.core_imports, spending);
        let security = &self.concepts.strategy_trust_security;
        let trust = if security.strength == 0.0 {
            self.state.nation.trust
        } else {
            let losses = security.mean_loss(&self.ground(view));
            security.next_trust(self.state.nation.trust, losses)
        };
        self.state.nation.core_imports = imports;
        self.state.nation.trust = trust;
    }
}
