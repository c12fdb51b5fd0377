//! The measures, one by one.

use economy::geography::Kind;
use economy::observe::net_worth;
use economy::people::Education;
use economy::people::measures::ratio_by_stratum;
use economy::prices::Prices;
use economy::{Channels, Economy};
use quantity::{FirmId, IndustryId, maths};
use theory::Digital;
use theory::platforms::indicators;
use theory::satellites::Satellites;

use super::divide::Divide;
use super::heads::{Heads, SKILLS, Work, kind_of};
use super::spread::{mean_and_cv, theil};
use super::{Measure, OUTCOMES, Observer};
use crate::facts::opening_value_added;

/// Fifths of persons by income.
const FIFTHS: usize = 5;

/// What several measures need, found once a quarter.
struct Found<'a> {
    economy: &'a Economy,
    digital: &'a Digital,
    work: Work,
    /// Theil's T of income: in all, between areas, between skills.
    theil: [f64; 3],
    gini_wealth: f64,
    persistence: f64,
    divide: Divide,
    coverage: [f64; FIFTHS],
    spirit: [f64; 4],
    /// Mean and variation of the quality of education, of health and of digital administration.
    education: [f64; 2],
    health: [f64; 2],
    administration: [f64; 2],
    data_herfindahl: f64,
    /// Premiums for being known over household consumption.
    manipulation: f64,
    /// Sums of the satellites, money, in their order.
    beside: [f64; theory::satellites::IDS.len()],
}

impl Observer {
    pub(super) fn vector(&mut self, economy: &Economy, digital: &Digital) -> Vec<f64> {
        self.remember(economy, digital);
        let quarter = economy.time();
        let (heads, sorter) = (&self.heads, &mut self.sorter);
        self.real_income
            .sort(sorter, &heads.real_income, &heads.persons);
        self.consumption
            .sort(sorter, &heads.with_services, &heads.persons);
        self.spirit
            .measure(economy, digital, &self.heads, &self.memory);
        let gini_wealth = self.gini_of_wealth(economy);
        let view = economy.view();
        let ground = digital.ground(&view);
        let beside = Satellites::in_force(&ground);
        let consumption = maths::sum(economy.households.consumption.iter().copied());
        let areas = &digital.state().areas;
        let of_areas = |column: &[f64]| where_people_live(&self.heads, column);
        let manipulated = indicators::manipulation_transfer(&ground);
        let found = Found {
            data_herfindahl: indicators::data_herfindahl(&ground),
            manipulation: after_opening(economy, manipulated / consumption),
            beside: beside
                .columns()
                .map(|column| maths::sum(column.iter().copied())),
            education: of_areas(&areas.education),
            health: of_areas(&areas.health),
            administration: of_areas(&areas.administration),
            economy,
            digital,
            work: Work::of(economy),
            theil: self.theil(economy),
            gini_wealth,
            persistence: self.memory.persistence(quarter, &self.heads),
            divide: Divide::of(economy, &ground, &self.heads, &mut self.groups),
            coverage: self.coverage(digital),
            spirit: self.spirit_of_all(economy),
        };
        let value = |outcome: &super::Outcome| self.value(outcome.measure, &found);
        let values = OUTCOMES.iter().map(value).collect();
        self.beside = Some((quarter, beside));
        values
    }

    /// Takes everybody down, and notes who stands where and has what.
    pub(super) fn remember(&mut self, economy: &Economy, digital: &Digital) {
        let areas = &digital.state().areas;
        let means = digital.means();
        let mean = |of: &[f64]| means.over_persons(|area| of[area]);
        let relative =
            |of: &[f64], mean: f64, area: usize| if mean > 0.0 { of[area] / mean } else { 1.0 };
        let (education, health) = (mean(&areas.education), mean(&areas.health));
        self.heads.gather(
            economy,
            self.settings.per_head,
            self.settings.represents,
            |area| {
                [
                    relative(&areas.education, education, area),
                    relative(&areas.health, health, area),
                ]
            },
        );
        let heads = &self.heads;
        self.income
            .sort(&mut self.sorter, &heads.income, &heads.persons);
        let (quarter, households) = (economy.time(), economy.households.len());
        self.memory
            .note(quarter, households, &self.heads, &self.income);
    }

    /// Theil's T of income that is above nothing: in all, between areas and between skills.
    fn theil(&mut self, economy: &Economy) -> [f64; 3] {
        let heads = &self.heads;
        let income = |row: usize| maths::positive(heads.income[row]);
        let persons = heads.persons.iter().copied();
        let total = theil((0..heads.len()).map(income).zip(persons));
        self.groups.clear(economy.calibration.geography.len());
        for row in 0..heads.len() {
            let area = heads.area[row] as usize;
            self.groups.add(area, heads.persons[row], income(row));
        }
        let areas = self.groups.theil();
        if heads.skill.iter().any(Option::is_none) {
            return [total, areas, f64::NAN];
        }
        self.groups.clear(SKILLS);
        for row in 0..heads.len() {
            let skill = heads.skill[row].unwrap_or_default() as usize;
            self.groups.add(skill, heads.persons[row], income(row));
        }
        [total, areas, self.groups.theil()]
    }

    fn gini_of_wealth(&mut self, economy: &Economy) -> f64 {
        let worth = net_worth(economy);
        self.worth.clear();
        let inhabited = self.heads.household.iter();
        self.worth.extend(inhabited.map(|&h| worth[h]));
        self.other.sort_by(&mut self.sorter, &self.worth, |_| 1.0);
        self.other.gini()
    }

    /// Mean coverage of each fifth of persons by income per head; who stands across a border is counted
    /// where the middle of the household stands.
    fn coverage(&self, digital: &Digital) -> [f64; FIFTHS] {
        let coverage = &digital.derived().coverage;
        let mut sums = [[0.0; 2]; FIFTHS];
        self.income.ranks(|row, rank| {
            let fifth = ((rank * FIFTHS as f64) as usize).min(FIFTHS - 1);
            let weight = self.heads.persons[row];
            sums[fifth][0] += weight;
            sums[fifth][1] += weight * coverage[self.heads.household[row]];
        });
        sums.map(|[weight, sum]| sum / weight)
    }

    /// Mean, Gini, urban over rural, and share of the deprived.
    fn spirit_of_all(&mut self, economy: &Economy) -> [f64; 4] {
        let (heads, index) = (&self.heads, &self.spirit.index);
        self.other.sort(&mut self.sorter, index, &heads.persons);
        let of_kind = |kind: Kind| {
            heads.mean_of(index, |row| {
                kind_of(economy, heads.area[row] as usize) == kind
            })
        };
        let deprived = self.spirit.deprived.iter().zip(&heads.persons);
        let deprived = maths::sum(deprived.map(|(&is, &w)| if is { w } else { 0.0 }));
        [
            self.other.mean(),
            self.other.gini(),
            of_kind(Kind::Urban) / of_kind(Kind::Rural),
            deprived / heads.population(),
        ]
    }

    fn value(&self, measure: Measure, found: &Found<'_>) -> f64 {
        use Measure as M;
        let (economy, digital, heads) = (found.economy, found.digital, &self.heads);
        let (books, government) = (&economy.books, &economy.government);
        let persons = heads.population() * heads.represents;
        let [theil, between_areas, between_skills] = found.theil;
        match measure {
            M::RealConsumptionMedian => self.consumption.quantile(0.5),
            M::RealConsumptionMean => self.consumption.mean(),
            M::RealGdpPerHead => books.gdp.real / persons,
            M::EmploymentRate => found.work.employed / found.work.adults,
            M::IncomeP10 => self.real_income.quantile(0.1),
            M::GiniDisposableIncome => self.income.gini(),
            M::PalmaRatio => self.income.palma(),
            M::Top10Share => self.income.top_share(0.1),
            M::Bottom50Share => self.income.bottom_share(0.5),
            M::TheilBetweenAreas => between_areas,
            M::TheilWithinAreas => theil - between_areas,
            M::TheilBetweenSkills => between_skills,
            M::TheilWithinSkills => theil - between_skills,
            M::LabourShare => books.compensation / books.gross_value_added.nominal,
            M::GiniWealth => found.gini_wealth,
            M::RankPersistence => found.persistence,
            M::UrbanRuralIncomeRatio => {
                let people = economy.households.people.as_ref();
                people.map_or(f64::NAN, |people| ratio_by_stratum(people, economy))
            }
            M::UrbanRuralConsumptionRatio => urban_over_rural(heads, &heads.real_consumption),
            M::TheilProvinces => theil_of_provinces(economy, heads),
            M::SkillWageRatio => {
                found.work.wage[Education::High as usize] / found.work.wage[Education::Low as usize]
            }
            M::DigitalGapTheil => found.divide.access.between,
            M::DigitalGapTheilWithin => found.divide.access.within,
            M::DigitalUseTheilBetween => found.divide.bought.between,
            M::DigitalUseTheilWithin => found.divide.bought.within,
            M::DigitalReturnUrban => found.divide.return_in(Kind::Urban),
            M::DigitalReturnRural => found.divide.return_in(Kind::Rural),
            M::EducationQualityMean => found.education[0],
            M::EducationQualityCv => found.education[1],
            M::HealthQualityMean => found.health[0],
            M::HealthQualityCv => found.health[1],
            M::DigitalAdministrationMean => found.administration[0],
            M::DigitalAdministrationCv => found.administration[1],
            M::CoverageQ1 => found.coverage[0],
            M::CoverageQ2 => found.coverage[1],
            M::CoverageQ3 => found.coverage[2],
            M::CoverageQ4 => found.coverage[3],
            M::CoverageQ5 => found.coverage[4],
            M::SpiritualIndexMean => found.spirit[0],
            M::SpiritualIndexGini => found.spirit[1],
            M::SpiritualIndexUrbanRural => found.spirit[2],
            M::DeprivationShare => found.spirit[3],
            M::DataHerfindahl => found.data_herfindahl,
            M::DisplacedShare => displaced_share(economy, digital),
            M::PrimaryBalanceRatio => after_opening(economy, primary_balance(economy)),
            M::DebtRatio => government.debt / (4.0 * books.gdp.nominal),
            M::PolicyCost => policy_outlays(economy) / books.gdp.nominal,
            M::FreeGoodsValue => found.beside[0] / persons,
            M::VarietyGain => found.beside[1] / persons,
            M::SharingSurplus => found.beside[2] / persons,
            M::LeisureLoss => found.beside[3] / persons,
            M::ManipulationTransfer => found.manipulation,
        }
    }
}

fn after_opening(economy: &Economy, value: f64) -> f64 {
    if economy.time() == 0 { f64::NAN } else { value }
}

/// Mean and coefficient of variation over persons of what is true where they live.
fn where_people_live(heads: &Heads, of_area: &[f64]) -> [f64; 2] {
    let rows = heads.area.iter().zip(&heads.persons);
    mean_and_cv(rows.map(|(&area, &persons)| (of_area[area as usize], persons)))
}

fn urban_over_rural(heads: &Heads, column: &[f64]) -> f64 {
    heads.mean_of(column, |row| !heads.rural[row]) / heads.mean_of(column, |row| heads.rural[row])
}

fn theil_of_provinces(economy: &Economy, heads: &Heads) -> f64 {
    let (map, regional) = (&economy.calibration.geography, &economy.regional);
    if regional.is_empty() {
        return f64::NAN;
    }
    // Accounts of areas are kept from the first quarter on.
    let value_added: Vec<f64> = if economy.time() == 0 {
        opening_value_added(economy)
    } else {
        let accounts = regional.value_added.iter();
        accounts.map(|made| made.nominal).collect()
    };
    let mut provinces = vec![[0.0; 2]; map.provinces.len()];
    for (&area, &persons) in heads.area.iter().zip(&heads.persons) {
        provinces[map.areas[area as usize].province][0] += persons;
    }
    for (area, made) in map.areas.iter().zip(value_added) {
        provinces[area.province][1] += made;
    }
    let persons = maths::sum(provinces.iter().map(|[persons, _]| *persons));
    let total = maths::sum(provinces.iter().map(|[_, made]| *made));
    maths::sum(provinces.iter().map(|&[here, made]| {
        if made > 0.0 && here > 0.0 {
            let share = made / total;
            share * maths::ln(share / (here / persons))
        } else {
            0.0
        }
    }))
}

fn displaced_share(economy: &Economy, digital: &Digital) -> f64 {
    let (firms, state) = (&economy.firms, &digital.state().firms);
    let staff = |i: FirmId| f64::from(firms.employees[i]);
    let displaced = firms
        .ids()
        .map(|i| staff(i) * (state.automated[i] - state.new_tasks[i]));
    maths::sum(displaced) / maths::sum(firms.ids().map(staff))
}

/// Revenue less spending before interest, over GDP.
fn primary_balance(economy: &Economy) -> f64 {
    let government = &economy.government;
    let before = government.debt - government.deficit;
    let interest = economy.calibration.rates.public_debt_rate * before;
    (interest - government.deficit) / economy.books.gdp.nominal
}

/// What channels made the government buy, pay and subsidise in the quarter, money.
#[must_use]
pub fn policy_outlays(economy: &Economy) -> f64 {
    outlays_of(&economy.channels, &economy.prices)
}

/// What such channels would make it buy, pay and subsidise at these prices, money.
#[must_use]
pub fn outlays_of(channels: &Channels, prices: &Prices) -> f64 {
    let bought = prices.product.iter().enumerate().map(|(g, price)| {
        let product = IndustryId(g as u32);
        price * channels.public_purchases.at(product)
    });
    maths::sum(bought)
        + channels.public_subsidies.total()
        + channels.public_transfers.total() * prices.consumer
}
