//! Means of the state over areas and industries: what an agent sees of the others.
//!
//! # Equation
//! ```text
//! ā_partners = Σ_g w_sg (½ ā_gℓ + ½ ā_g)     x̄_near = 0.7 x̄_ℓ + 0.2 x̄_other half of the province + 0.1 x̄
//! H_g = (Σ share² − 1/n) / (1 − 1/n)     shares of z·Q in the industry
//! ```
//! # Source
//! Digital economy, §4.A, A1 and A4; §5.1, G1.

use economy::View;
use quantity::{FirmId, maths};

use crate::endowment::Endowment;
use crate::platforms::Kind;
use crate::state::{Firm, State};

/// Share of one's own area in what one sees of partners.
const OWN_AREA: f64 = 0.5;
/// Weights of the own area, the other half of the province and the nation in what neighbours do.
const NEAR: [f64; 3] = [0.7, 0.2, 0.1];

/// Means of a quarter. Cells are at `industry · areas + area`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Means {
    /// Value added of each firm in the last quarter, money, not below 0: its weight.
    pub value_added: Firm,
    /// Mean human capital of each firm's staff over that of everybody who works; 1 without people.
    pub staff_skill: Firm,
    /// Value added of the firms of each area.
    pub area_value_added: Vec<f64>,
    /// Output of the average firm of each industry, real.
    pub output: Vec<f64>,
    /// Output of each cell, real.
    pub cell_output: Vec<f64>,
    /// Adoption of each cell, weighted by output.
    pub cell_adoption: Vec<f64>,
    /// Adoption of each industry, weighted by output.
    pub adoption: Vec<f64>,
    /// Adoption among suppliers and customers, by cell.
    pub partners: Vec<f64>,
    /// Adoption of the members of ecosystems, over the output of each cell.
    pub cell_members: Vec<f64>,
    /// The same of each industry.
    pub members: Vec<f64>,
    /// Adopted members of ecosystems among suppliers and customers, by cell.
    pub complementors: Vec<f64>,
    /// Data stock of the average firm of each industry (`z̄_g`).
    pub data: Vec<f64>,
    /// Concentration of data in each industry, 0..1 (`H_g`).
    pub concentration: Vec<f64>,
    /// Persons of each area.
    pub persons: Vec<f64>,
    /// Online share of each area (`x̄`).
    pub online: Vec<f64>,
    /// Online share in the surroundings of each area (`x̄_near`).
    pub near: Vec<f64>,
    /// Skilled use of each area, mean of `x · lit`.
    pub use_in_area: Vec<f64>,
    /// Mean disposable income per person of the country, money.
    pub income: f64,
    /// Digital administration, mean over persons.
    pub administration: f64,
    /// Online share of the country.
    pub online_nation: f64,
}

impl Means {
    /// Room for so many agents.
    #[must_use]
    pub fn with_room(firms: usize, industries: usize, areas: usize) -> Self {
        let cells = || vec![0.0; industries * areas];
        let industry = || vec![0.0; industries];
        let area = || vec![0.0; areas];
        Self {
            value_added: Firm::filled(firms, 0.0),
            staff_skill: Firm::filled(firms, 1.0),
            area_value_added: area(),
            output: industry(),
            cell_output: cells(),
            cell_adoption: cells(),
            adoption: industry(),
            partners: cells(),
            cell_members: cells(),
            members: industry(),
            complementors: cells(),
            data: industry(),
            concentration: industry(),
            persons: area(),
            online: area(),
            near: area(),
            use_in_area: area(),
            income: 0.0,
            administration: 0.0,
            online_nation: 0.0,
        }
    }

    /// Takes the means of the state as it is.
    pub fn take(&mut self, view: &View<'_>, state: &State, endowment: &Endowment) {
        self.of_staff(view);
        self.of_firms(view, state, endowment);
        self.of_partners(endowment);
        self.of_data(view, state);
        self.of_households(view, state, endowment);
    }

    fn of_staff(&mut self, view: &View<'_>) {
        let Some(people) = &view.households.people else {
            return;
        };
        self.staff_skill.fill(0.0);
        let mut total = 0.0;
        let persons = view
            .households
            .employer
            .iter()
            .zip(people.human_capital.iter());
        for (&employer, &capital) in persons {
            if let Some(sum) = self.staff_skill.get_mut(employer as usize) {
                *sum += f64::from(capital);
                total += f64::from(capital);
            }
        }
        let staff = maths::sum(view.firms.employees.iter().map(|&n| f64::from(n)));
        let mean = total / staff;
        for i in view.firms.ids() {
            let n = f64::from(view.firms.employees[i]);
            let relative = maths::ratio_or_zero(self.staff_skill[i], n * mean);
            self.staff_skill[i] = if relative > 0.0 { relative } else { 1.0 };
        }
    }

    fn of_firms(&mut self, view: &View<'_>, state: &State, endowment: &Endowment) {
        let firms = view.firms;
        let areas = endowment.n_areas();
        let ecosystems = state.platforms.mask_of(Kind::Industrial);
        let memberships = &state.platforms.memberships.bits;
        self.area_value_added.fill(0.0);
        for g in 0..self.output.len() {
            let n = firms.of_industry(g).len() as f64;
            let (mut total, mut adopted, mut joined) = (0.0, 0.0, 0.0);
            for area in 0..areas {
                let (mut output, mut adoption, mut members) = (0.0, 0.0, 0.0);
                for i in firms.of_cell(g, area) {
                    let cost = firms.input_price_index(i, view.prices) / firms.output_per_input[i];
                    let value_added = maths::positive((firms.price[i] - cost) * firms.output[i]);
                    self.value_added[i] = value_added;
                    self.area_value_added[area] += value_added;
                    output += firms.output[i];
                    let adopted = firms.output[i] * state.firms.adoption[i];
                    adoption += adopted;
                    if memberships[i] & ecosystems != 0 {
                        members += adopted;
                    }
                }
                let cell = g * areas + area;
                self.cell_output[cell] = output;
                self.cell_adoption[cell] = maths::ratio_or_zero(adoption, output);
                self.cell_members[cell] = maths::ratio_or_zero(members, output);
                total += output;
                adopted += adoption;
                joined += members;
            }
            self.output[g] = maths::ratio_or_zero(total, n);
            self.adoption[g] = maths::ratio_or_zero(adopted, total);
            self.members[g] = maths::ratio_or_zero(joined, total);
        }
    }

    fn of_partners(&mut self, endowment: &Endowment) {
        let areas = endowment.n_areas();
        // What one sees of an industry; where nobody of it is near, one sees the nation.
        let seen = |cells: &[f64], nations: &[f64]| -> Vec<f64> {
            let rows = cells.chunks(areas).zip(self.cell_output.chunks(areas));
            let of_industries = rows.zip(nations).flat_map(|((row, output), &nation)| {
                row.iter().zip(output).map(move |(&own, &output)| {
                    let own = if output > 0.0 { own } else { nation };
                    OWN_AREA * own + (1.0 - OWN_AREA) * nation
                })
            });
            of_industries.collect()
        };
        let adoption = seen(&self.cell_adoption, &self.adoption);
        let members = seen(&self.cell_members, &self.members);
        endowment.over_partners(&adoption, &mut self.partners);
        endowment.over_partners(&members, &mut self.complementors);
    }

    fn of_data(&mut self, view: &View<'_>, state: &State) {
        let firms = view.firms;
        for g in 0..self.data.len() {
            let n = firms.of_industry(g).len() as f64;
            let stock = maths::sum(firms.of_industry(g).map(|i| state.firms.data[i]));
            self.data[g] = maths::ratio_or_zero(stock, n);
            // Where nobody has data yet, sales alone say who will have them.
            let weight = |i: FirmId| {
                let data = if stock > 0.0 {
                    state.firms.data[i]
                } else {
                    1.0
                };
                data * maths::positive(firms.demand[i])
            };
            let total = maths::sum(firms.of_industry(g).map(weight));
            let squares = maths::sum(firms.of_industry(g).map(|i| weight(i) * weight(i)));
            let herfindahl = maths::ratio_or_zero(squares, total * total);
            self.concentration[g] = if n > 1.0 && total > 0.0 {
                ((herfindahl - 1.0 / n) / (1.0 - 1.0 / n)).clamp(0.0, 1.0)
            } else {
                1.0
            };
        }
    }

    /// Means over the people of areas.
    pub fn of_households(&mut self, view: &View<'_>, state: &State, endowment: &Endowment) {
        self.persons.fill(0.0);
        self.online.fill(0.0);
        self.use_in_area.fill(0.0);
        let used = &state.households;
        let use_of = used.online.iter().zip(used.skill.iter());
        let homes = view.households.area.iter().zip(use_of);
        for (person, (&area, (&online, skill))) in endowment.people.iter().zip(homes) {
            let area = area as usize;
            self.persons[area] += person.persons;
            self.online[area] += person.persons * online;
            self.use_in_area[area] += person.persons * online * skill;
        }
        let incomes = view.households.disposable_income.iter();
        let income = incomes.fold(0.0, |sum, income| sum + income);
        self.income = maths::ratio_or_zero(income, endowment.persons);
        let online = maths::sum(self.online.iter().copied());
        self.online_nation = maths::ratio_or_zero(online, endowment.persons);
        let mut administration = 0.0;
        for area in 0..self.persons.len() {
            let persons = self.persons[area];
            self.online[area] = maths::ratio_or_zero(self.online[area], persons);
            self.use_in_area[area] = maths::ratio_or_zero(self.use_in_area[area], persons);
            administration += persons * state.areas.administration[area];
        }
        self.administration = maths::ratio_or_zero(administration, endowment.persons);
        for area in 0..self.persons.len() {
            let own = self.online[area];
            let province = endowment.places[area].province;
            let other = (0..self.persons.len())
                .find(|&l| l != area && endowment.places[l].province == province)
                .map_or(own, |l| self.online[l]);
            self.near[area] = NEAR[0] * own + NEAR[1] * other + NEAR[2] * self.online_nation;
        }
    }

    /// The mean over output of something of cells.
    #[must_use]
    pub fn over_output(&self, of_cells: &[f64]) -> f64 {
        let total = maths::sum(self.cell_output.iter().copied());
        let sum = maths::sum(self.cell_output.iter().zip(of_cells).map(|(y, x)| y * x));
        maths::ratio_or_zero(sum, total)
    }

    /// The mean over persons of what `of` says about each area.
    #[must_use]
    pub fn over_persons(&self, of: impl Fn(usize) -> f64) -> f64 {
        let total = maths::sum(self.persons.iter().copied());
        let sum = maths::sum((0..self.persons.len()).map(|area| self.persons[area] * of(area)));
        maths::ratio_or_zero(sum, total)
    }
}
