//! The 62 areas: 31 provinces, urban and rural.
//!
//! # Equation
//! ```text
//! population: provincial residents by residence, scaled to the nation (the military lives in towns)
//! U^s_p = (all − rural) / (urban − rural) of incomes, at most U_p    urban_stratum_share = U^s_p / U_p
//! incomes scaled to the national means of the strata, weights population · U^s
//! consumption of a province = Σ strata · national propensity · income · factor of the province
//! ```
//! # Source
//! Long run, §5.2, §5.4, §5.6.1, §5.6.9.

use crate::ages::Ages;
use crate::controls::Controls;
use crate::education::Education;
use crate::error::Error;
use crate::industry::N;
use crate::internet;
use crate::jobs::{self, Jobs, People};
use crate::research::Research;
use crate::rounding::to_total;
use crate::scalars;

/// Kinds of areas, in their order inside a province.
pub const KINDS: [&str; 2] = ["urban", "rural"];

/// An area.
#[derive(Clone, Debug)]
pub struct Area {
    /// ISO code of the province.
    pub province: String,
    /// 0 urban, 1 rural.
    pub kind: usize,
    /// Persons, thousand.
    pub population: f64,
    /// Share of them in the urban stratum of the income survey.
    pub urban_stratum_share: f64,
    /// Mean disposable income per head of the stratum of this kind, yuan.
    pub income_mean: f64,
    /// Mean consumption per head of it, yuan.
    pub consumption_mean: f64,
    /// Education of persons over 15.
    pub education: Education,
    /// Share of persons online.
    pub internet_share: f64,
    /// Share of provincial tax revenue of the nation, in units of 1e-4.
    pub tax_share: i64,
    /// Research and development over output of the province.
    pub rd_intensity: f64,
    /// Digital finance relative to the mean of provinces.
    pub digital_finance: f64,
}

impl Area {
    /// Code, e.g. `CN-GZ/rural`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}/{}", self.province, KINDS[self.kind])
    }
}

/// All areas with what belongs to them.
#[derive(Clone, Debug)]
pub struct Areas {
    /// Urban and rural of each province in turn.
    pub rows: Vec<Area>,
    /// Ages by kind.
    pub ages: Ages,
    /// Jobs.
    pub jobs: Jobs,
    /// Log-odds of being online, in towns and among the old.
    pub online: (f64, f64),
    /// Share of the population that lives in towns but belongs to the rural stratum.
    pub migrants: f64,
    /// Income in towns over that in the countryside, by residence.
    pub ratio_by_residence: f64,
}

/// Digits of population: a tenth of a thousand.
const POPULATION_UNIT: f64 = 10.0;

/// Computes all areas.
///
/// # Errors
/// A missing cell; an iteration that does not rest.
pub fn build(research: &Research, controls: &Controls) -> Result<Areas, Error> {
    let urbanisation: Vec<f64> = percent(research.region("urbanisation_2022_pct")?);
    let population = population(research, &urbanisation)?;
    let urban: f64 = population.iter().step_by(2).sum();
    let nation: f64 = population.iter().sum();
    let ages = Ages::new(research, urban / nation)?;
    let people: Vec<People> = population
        .iter()
        .enumerate()
        .map(|(area, persons)| People {
            working: persons * ages.working(area % 2),
            able: persons * ages.able(area % 2),
        })
        .collect();
    let jobs = jobs::place(research, controls, &people)?;
    let strata = strata(research, &population)?;
    let (incomes, spending) = means(research, &population, &strata)?;
    let education = education(research, &population, &ages)?;
    let online = online(research, &population, &ages, &education)?;
    let taxes = tax_shares(research, &jobs)?;
    let rd = percent(research.region("rd_intensity_2022_pct")?);
    let finance = research.region("pku_dfi_2020")?;
    let mean_finance = finance.iter().sum::<f64>() / finance.len() as f64;
    let rows: Vec<Area> = (0..population.len())
        .map(|area| {
            let (p, kind) = (area >> 1, area % 2);
            Area {
                province: research.provinces[p].clone(),
                kind,
                population: population[area],
                urban_stratum_share: if kind == 0 { strata[p] } else { 0.0 },
                income_mean: incomes[area],
                consumption_mean: spending[area],
                education: education[area],
                internet_share: online.shares[area],
                tax_share: taxes[area],
                rd_intensity: rd[p],
                digital_finance: finance[p] / mean_finance,
            }
        })
        .collect();
    let migrants: f64 = rows
        .iter()
        .filter(|a| a.kind == 0)
        .map(|a| a.population * (1.0 - a.urban_stratum_share))
        .sum();
    let ratio_by_residence = ratio_by_residence(&rows);
    Ok(Areas {
        rows,
        ages,
        jobs,
        online: (online.urban, online.old),
        migrants: migrants / nation,
        ratio_by_residence,
    })
}

fn percent(mut values: Vec<f64>) -> Vec<f64> {
    for value in &mut values {
        *value /= 100.0;
    }
    values
}

/// Persons of each area, thousand, to a tenth; towns and countryside add up to the nation's.
fn population(research: &Research, urbanisation: &[f64]) -> Result<Vec<f64>, Error> {
    let residents = research.region("population_2022_10k")?;
    let national = [
        research.fact("population_urban")?,
        research.fact("population_rural")?,
    ];
    let mut population = vec![0.0; 2 * residents.len()];
    for (kind, millions) in national.into_iter().enumerate() {
        let share = |p: usize| {
            if kind == 0 {
                urbanisation[p]
            } else {
                1.0 - urbanisation[p]
            }
        };
        let raw: Vec<f64> = residents
            .iter()
            .enumerate()
            .map(|(p, r)| r * share(p))
            .collect();
        let all: f64 = raw.iter().sum();
        let total = 1000.0 * POPULATION_UNIT * millions;
        let scaled: Vec<f64> = raw.iter().map(|r| r * total / all).collect();
        for (p, whole) in to_total(&scaled, total.round() as i64)
            .into_iter()
            .enumerate()
        {
            population[2 * p + kind] = whole as f64 / POPULATION_UNIT;
        }
    }
    Ok(population)
}

/// Share of each province's urban residents that belongs to the urban stratum.
fn strata(research: &Research, population: &[f64]) -> Result<Vec<f64>, Error> {
    let [all, urban, rural] = incomes_of_regions(research)?;
    Ok((0..all.len())
        .map(|p| {
            let residents = population[2 * p] / (population[2 * p] + population[2 * p + 1]);
            let survey = (all[p] - rural[p]) / (urban[p] - rural[p]);
            (survey / residents).min(1.0)
        })
        .collect())
}

fn incomes_of_regions(research: &Research) -> Result<[Vec<f64>; 3], Error> {
    Ok([
        research.region("disp_income_2022_yuan")?,
        research.region("disp_income_urban_2022_yuan")?,
        research.region("disp_income_rural_2022_yuan")?,
    ])
}

/// Members of the two strata of each province, thousand, urban and rural in turn.
fn members(population: &[f64], strata: &[f64]) -> Vec<f64> {
    let mut members = population.to_vec();
    for (p, share) in strata.iter().enumerate() {
        let moved = population[2 * p] * (1.0 - share);
        members[2 * p] -= moved;
        members[2 * p + 1] += moved;
    }
    members
}

/// Mean income and consumption of each stratum of each province, yuan.
fn means(
    research: &Research,
    population: &[f64],
    strata: &[f64],
) -> Result<(Vec<f64>, Vec<f64>), Error> {
    let [_, urban, rural] = incomes_of_regions(research)?;
    let consumption = research.region("consumption_2022_yuan")?;
    let fact = |id: &str| research.fact(id);
    let national_income = [fact("disp_income_urban")?, fact("disp_income_rural")?];
    let national_spending = [fact("consumption_urban")?, fact("consumption_rural")?];
    let members = members(population, strata);
    let mut incomes: Vec<f64> = urban
        .iter()
        .zip(&rural)
        .flat_map(|(u, r)| [*u, *r])
        .collect();
    scale_strata(&mut incomes, &members, national_income);
    let propensity = [0, 1].map(|kind: usize| national_spending[kind] / national_income[kind]);
    let mut spending: Vec<f64> = incomes
        .iter()
        .enumerate()
        .map(|(area, income)| income * propensity[area % 2])
        .collect();
    for (p, mean) in consumption.iter().enumerate() {
        let here = [2 * p, 2 * p + 1];
        let spent: f64 = here.iter().map(|&a| members[a] * spending[a]).sum();
        let persons: f64 = here.iter().map(|&a| members[a]).sum();
        for a in here {
            spending[a] *= mean * persons / spent;
        }
    }
    scale_strata(&mut spending, &members, national_spending);
    Ok((incomes, spending))
}

/// Scales the means of each stratum so that the nation has the published one.
fn scale_strata(means: &mut [f64], members: &[f64], national: [f64; 2]) {
    for (kind, target) in national.into_iter().enumerate() {
        let areas = || (kind..means.len()).step_by(2);
        let money: f64 = areas().map(|a| members[a] * means[a]).sum();
        let persons: f64 = areas().map(|a| members[a]).sum();
        let factor = target * persons / money;
        for mean in means.iter_mut().skip(kind).step_by(2) {
            *mean *= factor;
        }
    }
}

/// Education of each area, totals of the provinces preserved.
fn education(
    research: &Research,
    population: &[f64],
    ages: &Ages,
) -> Result<Vec<Education>, Error> {
    let graduates = research.region("tertiary_educated_2020_per_100k")?;
    let years = research.region("mean_years_schooling_2020")?;
    let provinces = graduates.iter().zip(&years).enumerate();
    Ok(provinces
        .flat_map(|(p, (graduates, years))| {
            let adults = [0, 1].map(|kind| population[2 * p + kind] * ages.adults(kind));
            Education::of(*graduates, *years).split(adults[0] / (adults[0] + adults[1]))
        })
        .collect())
}

fn online(
    research: &Research,
    population: &[f64],
    ages: &Ages,
    education: &[Education],
) -> Result<internet::Online, Error> {
    let areas: Vec<internet::Area> = population
        .iter()
        .zip(education)
        .enumerate()
        .map(|(area, (population, education))| internet::Area {
            population: *population,
            ages: [
                ages.shares[area % 2][0],
                ages.working(area % 2),
                ages.shares[area % 2][3],
            ],
            education: *education,
        })
        .collect();
    let fact = |id: &str| research.fact(id).map(|percent| percent / 100.0);
    let targets = internet::Targets {
        provinces: percent(research.region("internet_penetration_2022_est_pct")?),
        gap: fact("net_penetration_urban")? - fact("net_penetration_rural")?,
        old: fact("net_elderly_2021")?,
    };
    Ok(internet::fit(&areas, &targets))
}

/// Tax revenue of each area over that of all provinces, in units of 1e-4: inside a province in proportion
/// to jobs outside agriculture.
fn tax_shares(research: &Research, jobs: &Jobs) -> Result<Vec<i64>, Error> {
    const UNITS: f64 = 10_000.0;
    let revenue = research.region("local_tax_revenue_2022_bn")?;
    let all: f64 = revenue.iter().sum();
    let outside = |area: usize| (1..N).map(|g| jobs.at(area, g)).sum::<f64>();
    let mut shares = Vec::with_capacity(2 * revenue.len());
    for (p, revenue) in revenue.iter().enumerate() {
        let (urban, rural) = (outside(2 * p), outside(2 * p + 1));
        let share = UNITS * revenue / all / (urban + rural);
        shares.extend([share * urban, share * rural]);
    }
    Ok(to_total(&shares, UNITS as i64))
}

/// Mean income of residents of towns over that of the countryside.
fn ratio_by_residence(rows: &[Area]) -> f64 {
    let (mut money, mut persons) = (0.0, 0.0);
    let (mut rural_money, mut rural_persons) = (0.0, 0.0);
    for pair in rows.chunks(2) {
        let [town, country] = pair else { continue };
        let share = town.urban_stratum_share;
        money += town.population * (share * town.income_mean + (1.0 - share) * country.income_mean);
        persons += town.population;
        rural_money += country.population * country.income_mean;
        rural_persons += country.population;
    }
    money / persons / (rural_money / rural_persons)
}

/// Unemployed share of the labour force of an area.
#[must_use]
pub fn unemployment(kind: usize) -> f64 {
    [scalars::UNEMPLOYMENT_URBAN, scalars::UNEMPLOYMENT_RURAL][kind]
}
