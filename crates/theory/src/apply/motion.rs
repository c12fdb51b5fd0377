//! How the state moves on at the end of a quarter: the laws, in their order.
//!
//! # Source
//! Digital economy, §2 and §8.

use economy::View;
use quantity::{FirmId, maths};

use super::Digital;
use crate::characteristics::innovation::{Findings, Innovation};
use crate::concepts::Mechanism;
use crate::effects::expected::{self, Expected};
use crate::platforms::membership::Memberships;
use crate::problems::employment_substitution::EmploymentSubstitution;
use crate::services::education::Education;
use crate::services::governance::Governance;
use crate::strategies::three_distributions;

/// Quarters in which adoption and use go in an experiment of withdrawal.
const WITHDRAWAL: f64 = 20.0;
/// Weight of a quarter in the volatility of incomes: a memory of two years.
const VOLATILITY_SPEED: f64 = 0.125;

impl Digital {
    /// Share of the opening that is left in an experiment of withdrawal.
    fn left(&self, view: &View<'_>) -> Option<f64> {
        let left = maths::positive(1.0 - f64::from(view.quarter) / WITHDRAWAL);
        self.concepts.setup.withdrawal.then_some(left)
    }

    /// Adoption by firms, as far as what it takes was to be had, and its burden.
    pub(super) fn adopt(&mut self, view: &View<'_>) {
        let left = self.left(view);
        let decision = &self.concepts.industrial_digitisation;
        for i in view.firms.ids() {
            let firms = &mut self.known.state.firms;
            let wanted = view.firms.desired_equipment[i];
            let filled = if wanted > 0.0 {
                (view.firms.equipment[i] / wanted).min(1.0)
            } else {
                1.0
            };
            let before = firms.adoption[i];
            firms.adoption[i] = match left {
                Some(left) => self.known.opening.state.firms.adoption[i] * left,
                None => (before + filled * self.derived.step[i]).min(1.0),
            };
            let step = maths::positive(firms.adoption[i] - before);
            firms.dip[i] = decision.next_dip(firms.dip[i], step);
        }
    }

    /// Online use of households.
    pub(super) fn go_online(&mut self, view: &View<'_>) {
        let left = self.left(view);
        let online = self.known.state.households.online.iter_mut();
        if let Some(left) = left {
            let then = &self.known.opening.state.households.online;
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
    pub(super) fn build(&mut self, view: &View<'_>) {
        let (areas, steps) = (&mut self.known.state.areas, &self.laws.steps);
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
        self.known.state.nation.added_infrastructure += self.infrastructure_built(view);
    }

    fn infrastructure_built(&self, view: &View<'_>) -> f64 {
        let policy = &self.concepts.strategy_infrastructure;
        if policy.intensity == 0.0 {
            return 0.0;
        }
        policy.spending(&self.ground(view))
    }

    /// Data, automation, scale and own growth of a firm.
    pub(super) fn update_firm(&mut self, view: &View<'_>, i: FirmId) {
        let concepts = &self.concepts;
        let firms = &mut self.known.state.firms;
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
        let routine = self.known.endowment.industries[economy.industry[i] as usize].routine;
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
    pub(super) fn innovate(&mut self, view: &View<'_>) {
        if self.concepts.innovation.strength == 0.0 {
            return;
        }
        let subsidy = self.research_subsidy(view);
        self.spread_research(subsidy);
        let law = &self.concepts.innovation;
        let areas = self.known.endowment.n_areas();
        let harder = Innovation::harder(view.productivity);
        for i in view.firms.ids() {
            let g = view.firms.industry[i] as usize;
            let area = view.firms.area[i] as usize;
            let adopted =
                self.known.state.firms.adoption[i] - self.known.opening.state.firms.adoption[i];
            let own_subsidy = if self.known.endowment.industries[g].digital {
                subsidy
            } else {
                0.0
            };
            let findings = Findings {
                own: law.own_gain(adopted, own_subsidy),
                others: self.research[g * areas + area],
                research: self.known.endowment.places[area].research,
                harder,
                faster: self.concepts.speed_economy.faster(adopted),
            };
            let stock = &mut self.known.state.firms.innovation[i];
            *stock = law.next(*stock, &findings);
        }
    }

    /// What bought research adds to that of the digital core.
    fn research_subsidy(&self, view: &View<'_>) -> f64 {
        let policy = &self.concepts.strategy_core_technology;
        if policy.intensity == 0.0 {
            return 0.0;
        }
        let opening = &self.known.opening.means.value_added;
        let digital = view
            .firms
            .ids()
            .filter(|&i| self.known.endowment.industries[view.firms.industry[i] as usize].digital);
        let core = maths::sum(digital.map(|i| opening[i]));
        let share = maths::ratio_or_zero(core, maths::sum(opening.iter().copied()));
        policy.subsidy(view.quarter, share)
    }

    /// The mean of partners' findings, by inputs and nearness.
    fn spread_research(&mut self, subsidy: f64) {
        let (n, areas) = (
            self.known.endowment.industries.len(),
            self.known.endowment.n_areas(),
        );
        let law = &self.concepts.innovation;
        let (now, then) = (&self.known.means, &self.known.opening.means);
        let found = |g: usize, area: usize| {
            let cell = g * areas + area;
            let own = if self.known.endowment.industries[g].digital {
                subsidy
            } else {
                0.0
            };
            law.own_gain(now.cell_adoption[cell] - then.cell_adoption[cell], own)
        };
        // Output and findings of each product by area, those of an area together.
        let cells = || (0..areas).flat_map(|area| (0..n).map(move |g| (g, area)));
        let output: Vec<f64> = cells()
            .map(|(g, area)| now.cell_output[g * areas + area])
            .collect();
        let found: Vec<f64> = cells().map(|(g, area)| found(g, area)).collect();
        let (mut sums, mut weights) = (vec![0.0; n], vec![0.0; n]);
        for area in 0..areas {
            sums.fill(0.0);
            weights.fill(0.0);
            let nearness = &self.known.endowment.nearness[area * areas..(area + 1) * areas];
            let known = output.chunks(n).zip(found.chunks(n));
            for (near, (output, found)) in nearness.iter().zip(known) {
                let of_products = sums.iter_mut().zip(&mut weights);
                for ((sum, weights), (output, found)) in of_products.zip(output.iter().zip(found)) {
                    let weight = near * output;
                    *sum += weight * found;
                    *weights += weight;
                }
            }
            for (g, (sum, weights)) in sums.iter().zip(&weights).enumerate() {
                self.findings[g * areas + area] = maths::ratio_or_zero(*sum, *weights);
            }
        }
        self.known
            .endowment
            .over_partners(&self.findings, &mut self.research);
    }

    /// Platforms: their users, data and commissions, and who sells on them.
    pub(super) fn update_platforms(&mut self, view: &View<'_>) {
        let mut platforms = std::mem::take(&mut self.known.state.platforms);
        let basket = &view.calibration.baskets.consumption;
        platforms.follow(&self.laws.platforms, basket, &self.known.means.persons);
        let regulation = &self.concepts.strategy_platform_regulation;
        if regulation.strength(view.quarter) > 0.0 {
            platforms.exclusive.fill(false);
        }
        let relief = self.concepts.strategy_ecosystem.relief(view.quarter);
        Memberships::follow(&mut platforms, &self.ground(view), relief);
        self.known.state.platforms = platforms;
    }

    /// Money of owners and of the state: what was raised for a purpose, and shares that platforms issue.
    pub(super) fn remember_money(&mut self, view: &View<'_>) {
        let bills = &self.record.bills;
        let money = &mut self.known.state.public_money;
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
        let platforms = &self.known.state.platforms.firm;
        let n = platforms.len();
        for column in [&mut money.issued_share, &mut money.issued, &mut money.issue] {
            column.resize(n, 0.0);
        }
        for (p, &i) in platforms.iter().enumerate() {
            let equity = maths::positive(view.firms.equity[i]);
            money.issued[p] += money.issue[p];
            let growth = self.known.state.firms.own_growth[i];
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
    pub(super) fn update_areas(&mut self, view: &View<'_>) {
        self.known
            .means
            .of_households(view, &self.known.state, &self.known.endowment);
        let areas = &mut self.known.state.areas;
        let best = areas.education.iter().copied().fold(0.0, f64::max);
        for area in 0..areas.voice.len() {
            areas.voice[area] = Governance::next_voice(
                areas.voice[area],
                self.known.means.online[area],
                areas.administration[area],
            );
            let opening = &self.known.opening.derived;
            let covered =
                self.derived.area_coverage_of_young[area] - opening.area_coverage_of_young[area];
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
        let exposure = &self.known.state.areas.exposure;
        let of_area = |area: usize| {
            [
                online.entrant_skill(exposure[area], gap),
                at_school.taught(&ground, area),
            ]
        };
        let taught: Vec<[f64; 2]> = (0..exposure.len()).map(of_area).collect();
        let areas = &mut self.known.state.areas;
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
    pub(super) fn learn(&mut self) {
        let law = &self.concepts.permeability;
        let households = &mut self.known.state.households;
        let ceilings = self.laws.skill_ceiling.iter();
        let used = households.online.iter().zip(ceilings);
        for (skill, (&online, &ceiling)) in households.skill.iter_mut().zip(used) {
            *skill += law.learning(online, *skill, ceiling);
        }
    }

    /// Gig work of households, and how much their incomes vary.
    pub(super) fn note_work(&mut self, view: &View<'_>) {
        let tasks = &view.households.tasks;
        let households = &mut self.known.state.households;
        households.gig.fill(0.0);
        for (k, &time) in tasks.time.iter().enumerate() {
            if time > 0.0 {
                let home = view.households.home_of_worker(k);
                let persons = self.known.endowment.people[home].persons;
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
    pub(super) fn update_nation(&mut self, view: &View<'_>) {
        let technology = &self.concepts.strategy_core_technology;
        let spending = technology.spending(view.quarter);
        let imports = technology.next_dependence(self.known.state.nation.core_imports, spending);
        let security = &self.concepts.strategy_trust_security;
        let trust = if security.strength == 0.0 {
            self.known.state.nation.trust
        } else {
            let losses = security.mean_loss(&self.ground(view));
            security.next_trust(self.known.state.nation.trust, losses)
        };
        self.known.state.nation.core_imports = imports;
        self.known.state.nation.trust = trust;
    }
}
