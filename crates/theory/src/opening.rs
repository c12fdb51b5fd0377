//! The state at the opening.
//!
//! *Embodied*: the tables of a country already contain its digital economy, so everything is the change
//! since then. *Greenfield*: adoption, online use and data begin at zero, a thought experiment with large
//! effects; networks, logistics, administration, skills and services keep their values.
//!
//! # Source
//! Digital economy, §1 item 4 and §2.

use economy::View;
use quantity::{FirmId, maths};

use crate::concepts::Concepts;
use crate::endowment::Endowment;
use crate::platforms::Platforms;
use crate::platforms::membership::Memberships;
use crate::public_money::PublicMoney;
use crate::ranks::Ranks;
use crate::state::{AreaState, Firm, FirmState, Household, HouseholdState, NationState, State};

params::choices! {
    /// What the opening contains.
    pub enum OpeningMode {
        /// The digital economy of the data.
        Embodied = "embodied",
        /// No adoption, no online use and no data.
        Greenfield = "greenfield",
    }
}

params::choices! {
    /// How the net cost of strategies is paid for.
    pub enum Financing {
        /// By debt, under the fiscal rule.
        Debt = "debt",
        /// By a tax on all incomes in the same proportion, a quarter later.
        IncomeTax = "income_tax",
    }
}

params::parameters! {
    /// How a run with the theory begins.
    pub struct Setup in "theory" {
        /// What the opening contains.
        opening: OpeningMode [Switch] = OpeningMode::Embodied, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("greenfield is a thought experiment with large effects") known Assumed as Alternative;
        /// Share of rural areas in online sales at the opening, where an economy has areas and people.
        rural_online_share: f64 [Share] = 0.157, within 0.0..=1.0, plausible 0.13..=0.18,
            from Measured("mofcom_2023") known Recalled;
        /// How the net cost of strategies is paid for.
        financing: Financing [Switch] = Financing::Debt, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a choice: both are shown wherever packages are compared") known Assumed as Alternative;
        /// Equal payment per head, over GDP, that tops a package up to the cost of others.
        payment_per_head: f64 [Share] = 0.0, within 0.0..=0.1, plausible 0.0..=0.01,
            from Numerical("a choice: it makes packages cost the same") known Assumed as Alternative;
        /// Whether adoption and online use are taken back over twenty quarters.
        withdrawal: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("an experiment: what the economy would lose") known Assumed as Alternative;
        /// Whether platforms bind their sellers: who sells on one may sell on no other of its kind.
        exclusive_platforms: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("an experiment: multi-homing is allowed unless platforms forbid it") known Assumed as Alternative;
    }
}

/// The largest adoption at the opening.
const MOST_ADOPTION: f64 = 0.95;
/// Share of firms that are large.
const LARGE: f64 = 0.1;

/// The state as the data have it.
#[must_use]
pub fn embodied(
    view: &View<'_>,
    concepts: &Concepts,
    endowment: &Endowment,
    ranks: &mut Ranks,
) -> State {
    let firms = view.firms;
    let zeros = || Firm::filled(firms.len(), 0.0);
    let adoption = adoption(view, concepts, endowment);
    let data = adoption
        .iter()
        .map(|a| a / concepts.data_value.decay)
        .collect();
    let mut size_rank = zeros();
    ranks.of_sizes(firms, &mut size_rank);
    let mut platforms = Platforms::open(
        view,
        endowment,
        concepts.symbiosis.platform_take_rate,
        concepts.setup.exclusive_platforms,
    );
    Memberships::open(&mut platforms, view, &members(view, endowment));
    let mut rank = Household::filled(view.households.len(), 0.0);
    ranks.of_incomes(view.households, &endowment.people, &mut rank);
    let areas = |of: &dyn Fn(usize) -> f64| (0..endowment.n_areas()).map(of).collect::<Vec<f64>>();
    let places = &endowment.places;
    let online: Household = endowment.people.iter().map(|p| p.online).collect();
    let mut users = areas(&|_| 0.0);
    for (h, person) in view.households.ids().zip(endowment.people.iter()) {
        users[view.households.area[h] as usize] += person.persons * person.online;
    }
    State {
        firms: FirmState {
            adoption,
            data,
            automated: zeros(),
            new_tasks: zeros(),
            tasks_lost: zeros(),
            tasks_new: zeros(),
            innovation: zeros(),
            dip: zeros(),
            scale: firms.output.clone(),
            own_growth: Firm::filled(firms.len(), maths::ln(1.0 + view.growth.real)),
            last_demand: firms.demand.clone(),
            size_rank,
        },
        households: HouseholdState {
            online,
            skill: endowment.people.iter().map(|p| p.skill).collect(),
            gig: Household::filled(view.households.len(), 0.0),
            last_income: Household::filled(view.households.len(), 0.0),
            income_variance: Household::filled(view.households.len(), 0.0),
            rank,
        },
        areas: AreaState {
            network: areas(&|l| places[l].network),
            logistics: areas(&|l| places[l].logistics),
            administration: areas(&|l| places[l].administration),
            education: areas(&|l| places[l].education),
            health: areas(&|l| places[l].health),
            exposure: areas(&|_| 0.0),
            voice: areas(&|l| {
                maths::ratio_or_zero(users[l], places[l].persons) * places[l].administration
            }),
            learned_online: areas(&|_| 0.0),
            learned_at_school: areas(&|_| 0.0),
        },
        nation: NationState {
            digital_price: 0.0,
            core_imports: 1.0 - concepts.strategy_core_technology.chip_self_sufficiency,
            trust: 1.0,
            added_infrastructure: 0.0,
        },
        public_money: PublicMoney::default(),
        platforms,
    }
}

/// Takes adoption, use and data out of a state, and voice with them.
pub fn make_greenfield(state: &mut State) {
    state.firms.adoption.fill(0.0);
    state.firms.data.fill(0.0);
    state.households.online.fill(0.0);
    state.areas.voice.fill(0.0);
}

/// Penetration of the sector, by digital finance of the area and by size, so that the large are where the
/// census finds them.
///
/// # Equation
/// ```text
/// a₀ = min( 0.95, penetration · finance^½ · (Y/Ȳ)^e / Σ_g (Y/ΣY)(Y/Ȳ)^e )
/// ```
/// `e` in 0..1 is solved for the mean of the largest tenth; it is at an end where no value meets it.
fn adoption(view: &View<'_>, concepts: &Concepts, endowment: &Endowment) -> Firm {
    let firms = view.firms;
    let target = concepts.permeability.firm_digital_adoption_share;
    let by_size = |exponent: f64| {
        let mut adoption = Firm::filled(firms.len(), 0.0);
        for (g, industry) in endowment.industries.iter().enumerate() {
            let n = firms.of_industry(g).len() as f64;
            let total = maths::sum(firms.of_industry(g).map(|i| firms.output[i]));
            let factor = |i: FirmId| {
                let relative = maths::ratio_or_zero(firms.output[i] * n, total);
                if relative > 0.0 {
                    maths::powf(relative, exponent)
                } else {
                    0.0
                }
            };
            let norm = maths::sum(firms.of_industry(g).map(|i| firms.output[i] * factor(i)));
            let norm = maths::ratio_or_zero(norm, total);
            for i in firms.of_industry(g) {
                let finance = endowment.places[firms.area[i] as usize].digital_finance;
                let level = industry.opening.adoption * maths::powf(finance, 0.5);
                let size = if norm > 0.0 { factor(i) / norm } else { 1.0 };
                adoption[i] = (level * size).min(MOST_ADOPTION);
            }
        }
        adoption
    };
    let mut order: Vec<FirmId> = firms.ids().collect();
    order.sort_by(|&a, &b| firms.output[b].total_cmp(&firms.output[a]).then(a.cmp(&b)));
    order.truncate(((LARGE * firms.len() as f64) as usize).max(1));
    let of_large =
        |adoption: &Firm| maths::sum(order.iter().map(|&i| adoption[i])) / order.len() as f64;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if of_large(&by_size(middle)) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    by_size(0.5 * (low + high))
}

/// Who sells online: the largest firms of each industry, until its share of online sales is met; half of
/// the firms of an industry that sells nothing online.
fn members(view: &View<'_>, endowment: &Endowment) -> Firm<bool> {
    let firms = view.firms;
    let mut member = Firm::filled(firms.len(), false);
    for (g, industry) in endowment.industries.iter().enumerate() {
        let mut order: Vec<FirmId> = firms.of_industry(g).collect();
        order.sort_by(|&a, &b| firms.output[b].total_cmp(&firms.output[a]).then(a.cmp(&b)));
        let total = maths::sum(order.iter().map(|&i| firms.output[i]));
        let wanted = if industry.opening.online_share > 0.0 {
            industry.opening.online_share
        } else {
            0.5
        };
        let mut share = 0.0;
        for i in order {
            if share >= wanted * total {
                break;
            }
            member[i] = true;
            share += firms.output[i];
        }
    }
    member
}
