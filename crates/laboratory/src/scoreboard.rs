//! The scoreboard of Zhejiang's common prosperity zone: official targets for 2025 beside what a run shows.
//!
//! # Equation
//! ```text
//! money per head and year = 4 · 10⁹ · amount / (persons · real persons of one model person)     amount: billion yuan a quarter
//! GDP of an area = its value added · GDP / value added of the country
//! labour share = wages of the area · (compensation / wages of the country) / GDP of the area
//! ```
//! Incomes are those that the household survey would see, urban and rural by where the survey counts a household.
//! Research is that of the opening, and in the country what core technology (H2) buys beside it.
//!
//! # What it can say
//! A level of 2025 rests on the trend that the run was told, so that a hit or a miss says little: what the scoreboard
//! judges are differences between runs, which [`crate::compare`] pairs. Targets for cities have no counterpart
//! below provinces. Outcomes known since stand beside the targets.
//!
//! # Source
//! Digital economy, §7; targets and outcomes: the documents that each row names.

use economy::Economy;
use economy::geography::Kind;
use economy::people::measures::survey_incomes;
use quantity::{Id, maths};
use serde::{Deserialize, Serialize};
use theory::Digital;

use Known::{Recalled, Verified};
use Reach::{InFull, InPart, NotModelled};

/// How well a target is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Read in the document.
    Verified,
    /// From memory of the document.
    Recalled,
}

impl Known {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verified => "verified",
            Recalled => "recalled",
        }
    }
}

/// How far the model can say something of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// As it is meant.
    InFull,
    /// As another measure, which the reason names.
    InPart(&'static str),
    /// Not at all, for this reason.
    NotModelled(&'static str),
}

/// A target of the scoreboard.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its id in the table of national numbers.
    pub id: &'static str,
    /// What it is about.
    pub what: &'static str,
    /// Unit of target, outcome and readings.
    pub unit: &'static str,
    /// The target for 2025, as published.
    pub target: &'static str,
    /// The document, and how well the target is known.
    pub source: (&'static str, Known),
    /// What is known of the outcome since, with its year; empty where nothing is.
    pub outcome: &'static str,
    /// How far the model can say something of it.
    pub reach: Reach,
    /// Decimals that are shown.
    pub decimals: usize,
}

const PLAN: (&str, Known) = ("China Daily, 30 June and 21 July 2021", Verified);
const FIGURES: (&str, Known) = ("Xinhua via Zhejiang Online, 7 September 2021", Verified);
const IMPLEMENTATION: (&str, Known) = ("implementation plan of the province, 2021", Recalled);
const HEADLINE: (&str, Known) = ("Xinhua, 10 June 2022", Verified);

/// The targets, the computed ones first.
pub const TARGETS: [Target; 15] = [
    Target {
        id: "zj25_gdp_pc",
        what: "GDP per head",
        unit: "thousand yuan a year",
        target: "130",
        source: PLAN,
        outcome: "",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_income",
        what: "Disposable income per head",
        unit: "thousand yuan a year",
        target: "75",
        source: PLAN,
        outcome: "over 70 (2025)",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_labour_share",
        what: "Remuneration of labour over GDP",
        unit: "%",
        target: "> 50",
        source: PLAN,
        outcome: "",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_urban_rural",
        what: "Urban over rural income per head",
        unit: "ratio",
        target: "< 1.9",
        source: PLAN,
        outcome: "1.94 (2021), about 1.81 (2025)",
        reach: InFull,
        decimals: 2,
    },
    Target {
        id: "zj25_hh_100_500",
        what: "Households with 100 to 500 thousand yuan a year",
        unit: "%",
        target: "80",
        source: PLAN,
        outcome: "",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_hh_200_600",
        what: "Households with 200 to 600 thousand yuan a year",
        unit: "%",
        target: "45",
        source: PLAN,
        outcome: "30.6 (2021)",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_urbanisation",
        what: "Residents of towns",
        unit: "%",
        target: "75",
        source: IMPLEMENTATION,
        outcome: "about 76 (2025)",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_rd",
        what: "Research and development over GDP",
        unit: "%",
        target: "3.3",
        source: IMPLEMENTATION,
        outcome: "",
        reach: InPart(
            "that of the opening, and in the country what core technology buys beside it",
        ),
        decimals: 2,
    },
    Target {
        id: "zj25_productivity",
        what: "GDP per person at work",
        unit: "thousand yuan a year",
        target: "220",
        source: IMPLEMENTATION,
        outcome: "",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_resident_income_gdp",
        what: "Disposable income over GDP, per head",
        unit: "%",
        target: "rising",
        source: HEADLINE,
        outcome: "52 (2020), 49 (2024)",
        reach: InFull,
        decimals: 1,
    },
    Target {
        id: "zj25_city_income_ratio",
        what: "Highest over lowest income per head",
        unit: "ratio",
        target: "< 1.55, of cities",
        source: FIGURES,
        outcome: "1.64, of cities (2020)",
        reach: InPart("of provinces, another measure: there are no cities below them"),
        decimals: 2,
    },
    Target {
        id: "zj25_city_gdp_ratio",
        what: "Highest over lowest GDP per head",
        unit: "ratio",
        target: "< 2.1, of cities",
        source: PLAN,
        outcome: "",
        reach: InPart("of provinces, another measure: there are no cities below them"),
        decimals: 2,
    },
    Target {
        id: "zj25_higher_ed",
        what: "Gross enrolment in higher education",
        unit: "%",
        target: "> 70",
        source: PLAN,
        outcome: "",
        reach: NotModelled("the education of those who come of age follows the opening"),
        decimals: 0,
    },
    Target {
        id: "zj25_life_expectancy",
        what: "Life expectancy",
        unit: "years",
        target: "> 80",
        source: IMPLEMENTATION,
        outcome: "",
        reach: NotModelled("mortality is that of the opening"),
        decimals: 0,
    },
    Target {
        id: "zj25_digital_share",
        what: "Digital economy over GDP",
        unit: "%",
        target: "about 60",
        source: IMPLEMENTATION,
        outcome: "",
        reach: NotModelled("a figure of growth accounting, which no sum of industries gives"),
        decimals: 0,
    },
];

/// Targets that are computed: the first so many.
pub const COMPUTED: usize = 12;
/// Targets of which only the country has one: the last so many of those computed.
const OF_PROVINCES: usize = 2;

/// Whom a reading is about.
pub const PLACES: [&str; 4] = ["Zhejiang", "its towns", "its countryside", "China"];

/// The quarter at the end of 2025, of an opening at the end of 2022.
pub const AT: u32 = 12;
/// The province.
const PROVINCE: &str = "CN-ZJ";
/// Quarters of a year.
const YEAR: f64 = 4.0;
/// Yuan of a unit of the economy's money.
const BILLION: f64 = 1e9;
/// Yuan of the targets.
const THOUSAND: f64 = 1e3;

/// What a run shows of the targets at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Quarter; 0 is the opening.
    pub quarter: u32,
    /// Each computed target, in the order of [`TARGETS`], for each of [`PLACES`]; none where it has none.
    pub values: Vec<[Option<f64>; PLACES.len()]>,
}

/// Sums over some areas.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    persons: f64,
    urban: f64,
    at_work: f64,
    value_added: f64,
    wages: f64,
    research: f64,
    /// Survey income and persons, urban and rural stratum.
    income: [f64; 2],
    counted: [f64; 2],
    /// Households; of them those in the two bands.
    homes: f64,
    in_band: [f64; 2],
}

/// Bands of household income, yuan a year.
const BANDS: [[f64; 2]; 2] = [[100e3, 500e3], [200e3, 600e3]];

impl Sums {
    fn add(&mut self, other: &Self) {
        self.persons += other.persons;
        self.urban += other.urban;
        self.at_work += other.at_work;
        self.value_added += other.value_added;
        self.wages += other.wages;
        self.research += other.research;
        self.homes += other.homes;
        for k in 0..2 {
            self.income[k] += other.income[k];
            self.counted[k] += other.counted[k];
            self.in_band[k] += other.in_band[k];
        }
    }
}

/// What turns model amounts into yuan, and value added into GDP.
#[derive(Clone, Copy, Debug)]
struct Units {
    represents: f64,
    gdp_over_value_added: f64,
    compensation_over_wages: f64,
}

impl Units {
    /// Thousand yuan a year and head.
    fn per_head(self, amount: f64, persons: f64) -> f64 {
        YEAR * BILLION / THOUSAND * amount / (persons * self.represents)
    }

    fn values(self, sums: &Sums, extra_research: f64) -> [f64; COMPUTED - OF_PROVINCES] {
        // Accounts of areas begin with the first quarter.
        let gdp = if sums.value_added > 0.0 {
            sums.value_added * self.gdp_over_value_added
        } else {
            f64::NAN
        };
        let income = sums.income[0] + sums.income[1];
        let head = |k: usize| sums.income[k] / sums.counted[k];
        [
            self.per_head(gdp, sums.persons),
            self.per_head(income, sums.persons),
            100.0 * sums.wages * self.compensation_over_wages / gdp,
            head(0) / head(1),
            100.0 * sums.in_band[0] / sums.homes,
            100.0 * sums.in_band[1] / sums.homes,
            100.0 * sums.urban / sums.persons,
            100.0 * (sums.research / sums.value_added + extra_research),
            self.per_head(gdp, sums.at_work),
            100.0 * income / gdp,
        ]
    }
}

/// Whether it is read in this quarter of a run of so many: at the opening, at the end of 2025 and at the end.
#[must_use]
pub fn is_due(quarter: u32, last: u32) -> bool {
    [0, AT, last].contains(&quarter)
}

/// Reads the scoreboard off an economy; nothing where there is no such province, no people or no known scale.
#[must_use]
pub fn read(economy: &Economy, digital: Option<&Digital>, represents: f64) -> Option<Reading> {
    let map = &economy.calibration.geography;
    let of_province = |area: usize| map.provinces[map.areas[area].province].code == PROVINCE;
    let people = economy.households.people.as_ref()?;
    if economy.regional.is_empty() || !(0..map.len()).any(of_province) {
        return None;
    }
    let areas = sums(economy, digital, people, represents);
    let books = &economy.books;
    let units = Units {
        represents,
        gdp_over_value_added: books.gdp.nominal / books.gross_value_added.nominal,
        compensation_over_wages: maths::ratio_or_zero(books.compensation, books.wages),
    };
    let together = |which: &dyn Fn(usize) -> bool| {
        let mut all = Sums::default();
        for (_, sums) in areas.iter().enumerate().filter(|(area, _)| which(*area)) {
            all.add(sums);
        }
        all
    };
    let is_urban = |area: usize| map.areas[area].kind == Kind::Urban;
    let bought = digital.map_or(0.0, |digital| {
        let policy = &digital.concepts.strategy_core_technology;
        policy.spending(economy.time())
    });
    let columns = [
        units.values(&together(&of_province), 0.0),
        units.values(&together(&|area| of_province(area) && is_urban(area)), 0.0),
        units.values(&together(&|area| of_province(area) && !is_urban(area)), 0.0),
        units.values(&together(&|_| true), bought),
    ];
    let some = |value: f64| value.is_finite().then_some(value);
    let mut values: Vec<[Option<f64>; PLACES.len()]> = (0..columns[0].len())
        .map(|k| std::array::from_fn(|place| some(columns[place][k])))
        .collect();
    for of in [1, 0] {
        let heads = (0..map.provinces.len()).map(|province| {
            let here = together(&|area| map.areas[area].province == province);
            units.values(&here, 0.0)[of]
        });
        let heads: Vec<f64> = heads.filter(|value| value.is_finite()).collect();
        let most = heads.iter().copied().fold(f64::NAN, f64::max);
        let least = heads.iter().copied().fold(f64::NAN, f64::min);
        values.push([None, None, None, some(most / least)]);
    }
    Some(Reading {
        quarter: economy.time(),
        values,
    })
}

fn sums(
    economy: &Economy,
    digital: Option<&Digital>,
    people: &economy::people::People,
    represents: f64,
) -> Vec<Sums> {
    let map = &economy.calibration.geography;
    let survey = survey_incomes(economy);
    let mut areas = vec![Sums::default(); map.len()];
    for (area, sums) in areas.iter_mut().enumerate() {
        sums.value_added = economy.regional.value_added[area].nominal;
        sums.wages = economy.regional.wages[area];
        sums.at_work = f64::from(economy.regional.jobs[area]);
        let research = digital.map_or(f64::NAN, |d| d.endowment().places[area].research);
        sums.research = research * sums.value_added;
    }
    for h in economy.households.ids().filter(|&h| people.members[h] > 0) {
        let area = economy.households.area[h] as usize;
        let sums = &mut areas[area];
        let persons = f64::from(people.members[h]);
        let income = survey.get(h.index()).copied().unwrap_or(f64::NAN);
        let stratum = people.stratum[h] as usize;
        sums.persons += persons;
        if map.areas[area].kind == Kind::Urban {
            sums.urban += persons;
        }
        sums.income[stratum] += income;
        sums.counted[stratum] += persons;
        sums.homes += 1.0;
        let yearly = YEAR * BILLION * income / represents;
        for (in_band, [low, high]) in sums.in_band.iter_mut().zip(BANDS) {
            if (low..=high).contains(&yearly) {
                *in_band += 1.0;
            }
        }
    }
    areas
}

/// Mean over runs of their readings in the same quarter, none where some run has none.
#[must_use]
pub fn average(readings: &[&Reading]) -> Option<Reading> {
    let first = readings.first()?;
    let n = readings.len() as f64;
    let mean = |row: usize, place: usize| {
        let values = readings.iter().map(|reading| reading.values[row][place]);
        let sum: Option<f64> = values.sum();
        sum.map(|sum| sum / n)
    };
    Some(Reading {
        quarter: first.quarter,
        values: (0..first.values.len())
            .map(|row| std::array::from_fn(|place| mean(row, place)))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Experiment, Request};
    use economy::Luck;
    use economy::observe::{Observer, position};

    fn opening(economy: &str, scale: Option<f64>) -> (Economy, Option<Reading>, Vec<f64>) {
        let experiment = Experiment::plan(Request {
            economy: Some(economy.to_owned()),
            rules: Some("b2".to_owned()),
            scale,
            ..Request::default()
        })
        .expect("an economy");
        let calibration = experiment.economy.calibration.clone();
        let economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
        let model = experiment.theory_for(&economy);
        let reading = read(&economy, model.digital(), experiment.represents());
        let published = Observer::long_run().observe(&economy);
        (economy, reading, published)
    }

    /// Authority: the series of the run for the country, areas.csv for the province (73.4 % in towns), and the
    /// income survey of 2022 (36.9 thousand yuan per head).
    #[test]
    fn the_opening_is_that_of_the_published_tables() {
        let (_, reading, published) = opening("china-2022", Some(200_000.0));
        let reading = reading.expect("a scoreboard");
        assert_eq!(reading.values.len(), COMPUTED);
        let of = |id: &str, place: usize| {
            let row = TARGETS.iter().position(|target| target.id == id);
            reading.values[row.expect("a target")][place].expect("a value")
        };
        let series = |name: &str| published[position(name).expect("a series")];
        let close = |a: f64, b: f64, by: f64| assert!((a / b - 1.0).abs() < by, "{a} {b}");
        close(
            of("zj25_urban_rural", 3),
            series("urban_rural_income_ratio"),
            1e-9,
        );
        close(
            of("zj25_urbanisation", 3),
            100.0 * series("urbanisation"),
            1e-9,
        );
        close(of("zj25_urbanisation", 0), 73.4, 0.03);
        close(of("zj25_income", 3), 36.9, 0.05);
        assert!(of("zj25_income", 0) > of("zj25_income", 3));
        assert_eq!(reading.values[COMPUTED - 1][0], None);
    }

    #[test]
    fn an_economy_without_the_province_has_no_scoreboard() {
        assert_eq!(opening("village", None).1, None);
    }

    #[test]
    fn targets_that_are_computed_come_first() {
        for (k, target) in TARGETS.iter().enumerate() {
            let computed = !matches!(target.reach, NotModelled(_));
            assert_eq!(computed, k < COMPUTED, "{}", target.id);
        }
    }
}
