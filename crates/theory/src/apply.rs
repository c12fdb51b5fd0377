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

mod motion;

use economy::channels::AreaId;
use economy::flows::{Party, Transaction};
use economy::{Channels, Theory, View};
use quantity::Id;

use crate::bills::PACKAGE;
use crate::concepts::Concepts;
use crate::endowment::Endowment;
use crate::laws::Laws;
use crate::means::Means;
use crate::online::Online;
use crate::opening::{self, OpeningMode};
use crate::pen::{LawPen, Pen};
use crate::platforms::membership::Memberships;
use crate::ranks::Ranks;
use crate::record::Record;
use crate::scene::{Derived, Ground, Known, Opening, Scene};
use crate::spirit::Effort;
use crate::state::State;
use crate::strategies::package;
use crate::trial::Trial;

/// Quarters between refreshments of ranks.
const YEAR: u32 = 4;

/// The digital economy: the 48 concepts with their state.
#[derive(Clone, Debug)]
pub struct Digital {
    /// Parameters; an event may change them between quarters.
    pub concepts: Concepts,
    known: Known,
    closure_at_opening: f64,
    laws: Laws,
    derived: Derived,
    record: Record,
    ranks: Ranks,
    /// Findings of each industry's research near an area, at `industry · areas + area`.
    findings: Vec<f64>,
    /// Findings of partners' research, at `industry · areas + area`.
    research: Vec<f64>,
    clipped: u64,
    trial: Trial,
    /// The spirit, for those who let it feed effort.
    effort: Effort,
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
        let mut online = Online::open(&endowment, &means, concepts.setup.rural_online_share);
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
        let mut derived = Derived::with_room(firms, households, areas);
        let mut known = Known {
            opening: Opening {
                state: state.clone(),
                means: means.clone(),
                derived: derived.clone(),
                online: online.clone(),
            },
            state,
            endowment,
            means,
            online,
            last_coverage: Vec::new(),
            last_violation: vec![1.0; areas],
            last_data_flow: 1.0,
        };
        derived.follow(&known.ground(&concepts, view), &laws);
        let mut platforms = known.state.platforms.clone();
        Memberships::settle(&mut platforms, &known.ground(&concepts, view));
        known.last_coverage.clone_from(&derived.area_coverage);
        known.opening.derived.clone_from(&derived);
        known.state.platforms.clone_from(&platforms);
        known.opening.state.platforms = platforms;
        Self {
            concepts,
            known,
            closure_at_opening,
            laws,
            derived,
            record: Record::new(areas),
            ranks,
            findings: vec![0.0; industries * areas],
            research: vec![0.0; industries * areas],
            clipped: 0,
            trial: Trial::default(),
            effort: Effort::default(),
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
        &self.known.state
    }

    /// The opening.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.known.opening
    }

    /// What the theory was told about the country.
    #[must_use]
    pub fn endowment(&self) -> &Endowment {
        &self.known.endowment
    }

    /// What followed from the state when channels were last written.
    #[must_use]
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Means of the state when channels were last written.
    #[must_use]
    pub fn means(&self) -> &Means {
        &self.known.means
    }

    /// Online trade when channels were last written.
    #[must_use]
    pub fn online(&self) -> &Online {
        &self.known.online
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

    /// What is known about an economy and the digital side of it, as the state stands.
    #[must_use]
    pub fn ground<'a>(&'a self, view: &'a View<'a>) -> Ground<'a> {
        self.known.ground(&self.concepts, view)
    }

    /// Takes note of a tax on incomes that somebody else writes to pay for what belongs to no concept, as planned,
    /// money: what is booked is shared among all such taxes.
    pub fn also_taxed(&mut self, tax: f64) {
        let (payer, receiver) = (Party::Households, Party::Government);
        let bills = &mut self.record.bills;
        bills.add(PACKAGE, Transaction::Levies, payer, receiver, tax);
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
        self.trial
            .act(view, &mut self.known.state, &mut self.concepts);
        self.known.endowment.follow_people(view);
        self.known
            .means
            .take(view, &self.known.state, &self.known.endowment);
        let (now, then) = (&self.known.state.areas, &self.known.opening.state.areas);
        // The pull is still that of the last quarter: this is the end of its law.
        let (platforms, laws) = (&self.known.state.platforms, &self.laws.platforms);
        self.known.online.follow(
            view,
            &self.known.means,
            |area| now.logistics[area] - then.logistics[area],
            |area, product| platforms.attraction(laws, area, product),
        );
        self.record.clear();
        self.known.last_data_flow = self.laws.data_flow;
        self.record.bills.clear(view.prices.consumer);
        self.laws.reset(
            self.closure_at_opening,
            self.concepts.symbiosis.platform_take_rate,
        );
        self.known
            .last_coverage
            .clone_from(&self.derived.area_coverage);
        let ground = self.known.ground(&self.concepts, view);
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
        if self.concepts.spiritual_prosperity.feeds_effort != 0.0 {
            let mut change = std::mem::take(&mut self.derived.spirit);
            self.effort.follow(&ground, &self.derived, &mut change);
            self.derived.spirit = change;
        }
        let scene = Scene {
            ground,
            laws: &self.laws,
            now: &self.derived,
        };
        if channels.bundles.access.is_empty() {
            channels.bundles.clone_from(&self.known.endowment.bundles);
        }
        if acting().any(|(_, mechanism)| mechanism.buys_digital()) {
            channels
                .baskets
                .running
                .clone_from(&self.known.endowment.running);
            channels
                .baskets
                .equipment
                .clone_from(&self.known.endowment.equipment);
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
        for (area, last) in self.known.last_violation.iter_mut().enumerate() {
            *last = channels.violation.at(AreaId::new(area));
        }
    }

    fn update(&mut self, view: &View<'_>) {
        let nation = &mut self.known.state.nation;
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
                &self.known.endowment.people,
                &mut self.known.state.households.rank,
            );
            ranks.of_sizes(view.firms, &mut self.known.state.firms.size_rank);
        }
        self.update_nation(view);
        self.record.bills.settle(view);
        self.remember_money(view);
    }
}
