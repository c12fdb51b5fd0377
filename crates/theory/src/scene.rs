//! What a mechanism sees when it writes: the economy's last books, the state, its means, and what the laws
//! have said this quarter.

use std::ops::Deref;

use economy::View;
use quantity::{FirmId, HouseholdId, maths};

use crate::concepts::Concepts;
use crate::endowment::{Endowment, Person};
use crate::laws::Laws;
use crate::means::Means;
use crate::online::Online;
use crate::public_money::Licences;
use crate::state::{Firm, Household, State};

/// The logistic function `1 / (1 + e^−v)`.
#[must_use]
pub fn logistic(v: f64) -> f64 {
    1.0 / (1.0 + maths::exp(-v))
}

/// What is kept of a digital economy, for everybody to read, from one quarter to the next.
#[derive(Clone, Debug)]
pub struct Known {
    /// What the country brought.
    pub endowment: Endowment,
    /// State at the end of the last quarter.
    pub state: State,
    /// Its means.
    pub means: Means,
    /// Online trade at that state.
    pub online: Online,
    /// The opening.
    pub opening: Opening,
    /// Coverage of households in the last quarter, by area.
    pub last_coverage: Vec<f64>,
    /// Factor on violations in the last quarter, by area.
    pub last_violation: Vec<f64>,
    /// What was left of the flow of data in the last quarter.
    pub last_data_flow: f64,
}

impl Known {
    /// The same, with the economy and the parameters of all concepts.
    #[must_use]
    pub fn ground<'a>(&'a self, concepts: &'a Concepts, view: &'a View<'a>) -> Ground<'a> {
        Ground {
            view,
            concepts,
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
}

/// What is known before anything is written this quarter.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The economy.
    pub view: &'a View<'a>,
    /// Parameters of all concepts.
    pub concepts: &'a Concepts,
    /// What the country brought.
    pub endowment: &'a Endowment,
    /// State at the end of the last quarter.
    pub state: &'a State,
    /// Its means.
    pub means: &'a Means,
    /// Online trade at that state.
    pub online: &'a Online,
    /// The opening.
    pub opening: &'a Opening,
    /// Coverage of households in the last quarter, by area.
    pub last_coverage: &'a [f64],
    /// Factor on violations in the last quarter, by area.
    pub last_violation: &'a [f64],
    /// What was left of the flow of data in the last quarter.
    pub last_data_flow: f64,
}

/// Online shares of the products of which something is sold online, now or at the opening.
#[derive(Clone, Debug, Default)]
pub struct OnlineShares {
    /// Rows of products of an area.
    rows: usize,
    /// Those of an area together.
    sold: Vec<SoldOnline>,
}

/// Products that are worked out side by side: as many as a processor's plainest vectors hold.
const SIDE_BY_SIDE: usize = 2;

/// A row of products that are sold online in an area. Places beyond the last product weigh nothing.
#[derive(Clone, Copy, Debug, Default)]
struct SoldOnline {
    product: [usize; SIDE_BY_SIDE],
    /// Their shares of consumption.
    weight: [f64; SIDE_BY_SIDE],
    /// Shares of skilled users' spending on them that are online.
    now: [f64; SIDE_BY_SIDE],
    /// The same at the opening.
    then: [f64; SIDE_BY_SIDE],
}

impl OnlineShares {
    fn of_area(&self, area: usize) -> &[SoldOnline] {
        &self.sold[area * self.rows..(area + 1) * self.rows]
    }
}

/// The opening: what changes are measured from.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// State.
    pub state: State,
    /// Its means.
    pub means: Means,
    /// What followed from it.
    pub derived: Derived,
    /// Online trade.
    pub online: Online,
}

/// What follows from state and laws, computed once a quarter for all who use it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// Precision of a firm's picture of demand, 0..1 (`prec`).
    pub precision: Firm,
    /// The same from its own data alone.
    pub own_precision: Firm,
    /// Coverage of a firm by digital services (`λ_i`).
    pub firm_coverage: Firm,
    /// Coverage of a household (`λ_h`).
    pub coverage: Household,
    /// Complements of a firm's adoption (`c_i`).
    pub complements: Firm,
    /// Adoption planned for this quarter (`Δa`).
    pub step: Firm,
    /// Mean coverage of households, by area.
    pub area_coverage: Vec<f64>,
    /// The same of households whose head is under 60 (`λ̄_young`).
    pub area_coverage_of_young: Vec<f64>,
    /// Mean coverage of the two lowest fifths.
    pub coverage_of_poor: f64,
    /// What is paid for data this quarter.
    pub licences: Licences,
    /// Change of the mean index of the spirit, by area, where it feeds effort; empty where it does not.
    pub spirit: Vec<f64>,
    /// Persons of each area whose household's head is under 60.
    young: Vec<f64>,
}

/// What is known once the laws have spoken.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What was known before.
    pub ground: Ground<'a>,
    /// Channels of the laws, this quarter's.
    pub laws: &'a Laws,
    /// What follows from them.
    pub now: &'a Derived,
}

impl<'a> Deref for Scene<'a> {
    type Target = Ground<'a>;
    fn deref(&self) -> &Ground<'a> {
        &self.ground
    }
}

impl Ground<'_> {
    /// The industry of a firm.
    #[inline]
    #[must_use]
    pub fn industry(&self, i: FirmId) -> usize {
        self.view.firms.industry[i] as usize
    }

    /// The area of a firm.
    #[inline]
    #[must_use]
    pub fn area(&self, i: FirmId) -> usize {
        self.view.firms.area[i] as usize
    }

    /// The cell of a firm.
    #[inline]
    #[must_use]
    pub fn cell(&self, i: FirmId) -> usize {
        self.industry(i) * self.endowment.n_areas() + self.area(i)
    }

    /// What is known about the people of a household.
    #[inline]
    #[must_use]
    pub fn person(&self, h: HouseholdId) -> Person {
        self.endowment.people[h]
    }

    /// Whether a firm makes the digital core.
    #[inline]
    #[must_use]
    pub fn is_digital(&self, i: FirmId) -> bool {
        self.endowment.industries[self.industry(i)].digital
    }

    /// Commission at the opening (`t(0)`).
    #[must_use]
    pub fn opening_rate(&self) -> f64 {
        self.concepts.symbiosis.platform_take_rate
    }

    /// Share of consumption bought online in an area since the opening (`Δ₀ō`).
    #[inline]
    #[must_use]
    pub fn bought_online(&self, area: usize) -> f64 {
        self.online.of_consumption[area] - self.opening.online.of_consumption[area]
    }

    /// Share of the purchases of a product that has come to be online since the opening (`Δo`), as a function of the
    /// household.
    pub fn additional(&self, product: usize) -> impl Fn(HouseholdId) -> f64 {
        let of_area = |area| [self.online, &self.opening.online].map(|o| o.share(product, area));
        let shares: Vec<[f64; 2]> = (0..self.endowment.n_areas()).map(of_area).collect();
        let states = [&self.state.households, &self.opening.state.households];
        let homes = &self.view.households.area;
        move |h| {
            let [now, then] = states.map(|households| households.online[h] * households.skill[h]);
            let [share, share_then] = shares[homes[h] as usize];
            maths::positive(now * share - then * share_then)
        }
    }

    /// Online shares area by area, for passes over all households.
    #[must_use]
    pub fn online_shares(&self) -> OnlineShares {
        let (online, opening) = (self.online, &self.opening.online);
        let basket = &self.view.calibration.baskets.consumption;
        let areas = self.endowment.n_areas();
        let somewhere =
            |online: &Online, product| (0..areas).any(|area| online.share(product, area) != 0.0);
        let products: Vec<usize> = (0..basket.len())
            .filter(|&product| somewhere(online, product) || somewhere(opening, product))
            .collect();
        let row = |area: usize, some: &[usize]| {
            let mut row = SoldOnline::default();
            for (k, &product) in some.iter().enumerate() {
                row.product[k] = product;
                row.weight[k] = basket[product];
                row.now[k] = online.share(product, area);
                row.then[k] = opening.share(product, area);
            }
            row
        };
        let row = &row;
        let rows = products.chunks(SIDE_BY_SIDE);
        OnlineShares {
            rows: rows.len(),
            sold: (0..areas)
                .flat_map(|area| rows.clone().map(move |some| row(area, some)))
                .collect(),
        }
    }

    /// Remote and gig work of a household begun since the opening, in full jobs.
    #[must_use]
    pub fn boundless_hours(&self, h: HouseholdId) -> f64 {
        let by_the_task = self.person(h).persons * self.state.households.gig[h];
        by_the_task + f64::from(self.view.households.remote_workers(h))
    }

    /// Purchases of a household that have come to be online since the opening (`Δo`): the sum over products,
    /// each by its share of consumption and times its gain.
    #[must_use]
    pub fn additional_times(
        &self,
        h: HouseholdId,
        shares: &OnlineShares,
        gain: impl Fn(usize) -> f64,
    ) -> f64 {
        let area = self.view.households.area[h] as usize;
        let used = |state: &State| state.households.online[h] * state.households.skill[h];
        let (now, then) = (used(self.state), used(&self.opening.state));
        // What is sold nowhere online adds nothing to the sum, in which products stand in order.
        let mut sum = 0.0;
        for row in shares.of_area(area) {
            let part = |k: usize| {
                let additional = maths::positive(now * row.now[k] - then * row.then[k]);
                row.weight[k] * additional * gain(row.product[k])
            };
            let parts: [f64; SIDE_BY_SIDE] = std::array::from_fn(part);
            sum = parts.iter().fold(sum, |sum, part| sum + part);
        }
        sum
    }

    /// The same over all its consumption.
    #[must_use]
    pub fn additional_of_consumption(&self, h: HouseholdId, shares: &OnlineShares) -> f64 {
        self.additional_times(h, shares, |_| 1.0)
    }

    /// The largest gap at the opening between schools of the best area and of another (`gap_max`).
    #[must_use]
    pub fn largest_gap(&self) -> f64 {
        let quality = &self.opening.state.areas.education;
        let best = quality.iter().copied().fold(0.0, f64::max);
        let worst = quality.iter().copied().fold(best, f64::min);
        best - worst
    }

    /// Adoption of a firm since the opening (`Δ₀a`).
    #[inline]
    #[must_use]
    pub fn adopted(&self, i: FirmId) -> f64 {
        self.state.firms.adoption[i] - self.opening.state.firms.adoption[i]
    }

    /// Digital administration of an area since the opening (`Δ₀egov`).
    #[inline]
    #[must_use]
    pub fn administered(&self, area: usize) -> f64 {
        self.state.areas.administration[area] - self.opening.state.areas.administration[area]
    }

    /// Unit labour cost of a firm over its price (`ulc`).
    #[inline]
    #[must_use]
    pub fn unit_labour_cost(&self, i: FirmId) -> f64 {
        let (firms, prices) = (self.view.firms, self.view.prices);
        (1.0 + firms.employer_contributions[i]) * firms.base_wage[i] * prices.consumer
            / (firms.output_per_worker[i] * firms.price[i])
    }

    /// Output of the average firm of the industry over that of the firm, at most 4: by how much a fixed
    /// cost weighs more on the small.
    #[inline]
    #[must_use]
    pub fn smallness(&self, i: FirmId) -> f64 {
        let output = self.view.firms.output[i];
        let mean = self.means.output[self.industry(i)];
        if output > 0.25 * mean {
            mean / output
        } else {
            4.0
        }
    }

    /// Digital services beside an amount per unit of output: log of inputs needed, and share of them.
    ///
    /// `extra` running inputs per unit of output are bought beside `1/β`.
    #[must_use]
    pub fn running_inputs(&self, i: FirmId, extra: f64) -> (f64, f64) {
        let relative = extra * self.view.firms.reference.output_per_input[i];
        (maths::ln(1.0 + relative), relative / (1.0 + relative))
    }
}

impl Scene<'_> {
    /// Precision of a firm since the opening (`Δ₀prec`).
    #[inline]
    #[must_use]
    pub fn sharpened(&self, i: FirmId) -> f64 {
        self.now.precision[i] - self.opening.derived.precision[i]
    }

    /// Coverage of a household since the opening (`Δ₀λ`).
    #[inline]
    #[must_use]
    pub fn covered(&self, h: HouseholdId) -> f64 {
        self.now.coverage[h] - self.opening.derived.coverage[h]
    }
}

impl Derived {
    /// Room for so many agents.
    #[must_use]
    pub fn with_room(firms: usize, households: usize, areas: usize) -> Self {
        let firm = || Firm::filled(firms, 0.0);
        Self {
            precision: firm(),
            own_precision: firm(),
            firm_coverage: firm(),
            coverage: Household::filled(households, 0.0),
            complements: firm(),
            step: firm(),
            area_coverage: vec![0.0; areas],
            area_coverage_of_young: vec![0.0; areas],
            spirit: Vec::new(),
            young: vec![0.0; areas],
            coverage_of_poor: 0.0,
            licences: Licences::default(),
        }
    }

    /// Computes everything from the ground and the laws.
    pub fn follow(&mut self, ground: &Ground<'_>, laws: &Laws) {
        let concepts = ground.concepts;
        let state = ground.state;
        for i in ground.view.firms.ids() {
            let g = ground.industry(i);
            let pool = ground.means.data[g] * (1.0 + laws.public_data);
            let data = state.firms.data[i];
            self.precision[i] = concepts.data_value.precision(data, pool, laws.closure[g]);
            self.own_precision[i] = concepts.data_value.precision(data, pool, 1.0);
            let reach = coverage(
                ground.view.firms.output[i],
                ground.means.output[g],
                laws.threshold,
            );
            self.firm_coverage[i] = state.firms.adoption[i] * reach;
            let network = state.areas.network[ground.area(i)];
            self.complements[i] = concepts
                .empowerment
                .complements(network, ground.means.staff_skill[i]);
            self.step[i] =
                laws.firm_hazard[i] * laws.acceptance[i] * (1.0 - state.firms.adoption[i]);
        }
        self.follow_households(ground, laws);
    }

    fn follow_households(&mut self, ground: &Ground<'_>, laws: &Laws) {
        self.area_coverage.fill(0.0);
        self.area_coverage_of_young.fill(0.0);
        self.young.fill(0.0);
        let (mut poor, mut persons_poor) = (0.0, 0.0);
        let (households, states) = (ground.view.households, &ground.state.households);
        let homes = households.area.iter().zip(ground.endowment.people.iter());
        let incomes = homes.zip(households.disposable_income.iter());
        let used = states.online.iter().zip(states.skill.iter());
        let agents = incomes.zip(used.zip(states.rank.iter()));
        for (coverage_of, (((&area, person), &income), ((online, skill), &rank))) in
            self.coverage.iter_mut().zip(agents)
        {
            let income = maths::ratio_or_zero(income, person.persons);
            let reach = coverage(income, ground.means.income, laws.threshold);
            let covered = online * skill * reach;
            *coverage_of = covered;
            let young = person.persons * (1.0 - person.old);
            self.area_coverage[area as usize] += person.persons * covered;
            self.area_coverage_of_young[area as usize] += young * covered;
            self.young[area as usize] += young;
            if rank < POOR {
                poor += person.persons * covered;
                persons_poor += person.persons;
            }
        }
        for (covered, persons) in self.area_coverage.iter_mut().zip(&ground.means.persons) {
            *covered = maths::ratio_or_zero(*covered, *persons);
        }
        for (covered, young) in self.area_coverage_of_young.iter_mut().zip(&self.young) {
            *covered = maths::ratio_or_zero(*covered, *young);
        }
        self.coverage_of_poor = maths::ratio_or_zero(poor, persons_poor);
    }
}

/// Percentile below which somebody is poor: the two lowest fifths.
const POOR: f64 = 0.4;
/// Half of the mean is the least client worth serving at the opening.
const HALF: f64 = -std::f64::consts::LN_2;
/// Width of the threshold, in logs.
const WIDTH: f64 = 0.25;

/// Odds that a client of this size is served, when `threshold` is the log by which the least one worth
/// serving differs from the opening's: half the mean.
///
/// # Source
/// Digital economy, §3.1: `L((ln(y/ȳ) − ln 0.5 − threshold) / 0.25)`.
///
/// ```
/// use theory::scene::coverage;
/// assert_eq!(coverage(0.5, 1.0, 0.0), 0.5);
/// assert!(coverage(0.5, 1.0, -0.5) > 0.85);
/// assert_eq!(coverage(-1.0, 1.0, 0.0), 0.0);
/// ```
#[must_use]
pub fn coverage(size: f64, mean: f64, threshold: f64) -> f64 {
    if size <= 0.0 || mean <= 0.0 {
        return 0.0;
    }
    logistic((maths::ln(size / mean) - HALF - threshold) / WIDTH)
}
