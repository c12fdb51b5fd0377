//! The part of an economy's tables that says where people and jobs are, and who the people are.

use std::collections::BTreeMap;

use super::Note;
use crate::geography::Kind;

/// Files of this part of an economy.
pub const AREAS: &str = "areas.csv";
/// Jobs of each industry in each area.
pub const JOBS: &str = "jobs.csv";
/// Value added of each industry in each province.
pub const REGIONAL_VALUE_ADDED: &str = "value_added.csv";
/// Pairs of provinces.
pub const NEIGHBOURS: &str = "neighbours.csv";
/// Shares of persons and households.
pub const PEOPLE: &str = "people.csv";
/// What the opening is to meet.
pub const TARGETS: &str = "targets.csv";
/// Digital openings of the industries.
pub const DIGITAL: &str = "digital.csv";

/// The kind of area of this name.
#[must_use]
pub fn kind_named(name: &str) -> Option<Kind> {
    [Kind::Urban, Kind::Rural]
        .into_iter()
        .find(|kind| kind.name() == name)
}

/// A row of `areas.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaRow {
    /// Code, `province/kind`.
    pub code: String,
    /// Code of its province.
    pub province: String,
    /// Urban or rural.
    pub kind: Kind,
    /// Name of the province in English.
    pub name_en: String,
    /// Name of the province in Chinese.
    pub name_zh: String,
    /// Macro-region of the province.
    pub macro_region: String,
    /// Column of the province on a tile map.
    pub tile_col: u32,
    /// Row of the province on a tile map.
    pub tile_row: u32,
    /// Residents, thousands.
    pub population_thousand: f64,
    /// Share of residents whom the survey counts as urban.
    pub urban_stratum_share: f64,
    /// Survey income per head of the stratum of this kind, money per person and year (China: yuan).
    pub income_mean: f64,
    /// Survey consumption per head of the stratum of this kind, as income.
    pub consumption_mean: f64,
    /// Share of persons over 15 with tertiary education.
    pub education_h: f64,
    /// Share of persons over 15 with secondary education.
    pub education_m: f64,
    /// Share of residents who are online.
    pub internet_share: f64,
    /// Unemployed share of the labour force.
    pub unemployment: f64,
    /// Share of the country's tax revenue.
    pub tax_revenue_share: f64,
    /// Research spending over value added, relative to that of China in 2022, 2.54 %.
    pub rd_intensity: f64,
    /// Index of digital finance, relative to the mean.
    pub digital_finance: f64,
    /// Where the row comes from, if not from where its columns do.
    pub note: Note,
}

impl AreaRow {
    /// Columns of numbers, besides those of the tile map.
    pub const NUMBERS: [&str; 11] = [
        "population_thousand",
        "urban_stratum_share",
        "income_mean",
        "consumption_mean",
        "education_h",
        "education_m",
        "internet_share",
        "unemployment",
        "tax_revenue_share",
        "rd_intensity",
        "digital_finance",
    ];

    /// Values in the order of [`Self::NUMBERS`].
    #[must_use]
    pub fn numbers(&self) -> [f64; 11] {
        [
            self.population_thousand,
            self.urban_stratum_share,
            self.income_mean,
            self.consumption_mean,
            self.education_h,
            self.education_m,
            self.internet_share,
            self.unemployment,
            self.tax_revenue_share,
            self.rd_intensity,
            self.digital_finance,
        ]
    }

    /// The same, to be changed.
    pub fn numbers_mut(&mut self) -> [&mut f64; 11] {
        [
            &mut self.population_thousand,
            &mut self.urban_stratum_share,
            &mut self.income_mean,
            &mut self.consumption_mean,
            &mut self.education_h,
            &mut self.education_m,
            &mut self.internet_share,
            &mut self.unemployment,
            &mut self.tax_revenue_share,
            &mut self.rd_intensity,
            &mut self.digital_finance,
        ]
    }
}

/// A row of `people.csv`: a share of persons or households, or an amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleRow {
    /// What is told: `age`, `household_size`, `education`, `activity` ….
    pub attribute: String,
    /// Of which class, e.g. `60+` or `3`.
    pub class: String,
    /// `urban`, `rural` or `all`.
    pub kind: String,
    /// The value.
    pub value: f64,
    /// Where it comes from.
    pub note: Note,
}

/// What a target is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Use {
    /// The opening is made to meet it.
    #[default]
    Calibration,
    /// Held out: reported, never tuned to.
    Validation,
}

/// A row of `targets.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetRow {
    /// Its id, as in `population.<id>`.
    pub id: String,
    /// Which concept of income or wealth it refers to.
    pub concept: String,
    /// Of whom.
    pub scope: String,
    /// The published value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Lowest value that meets it.
    pub low: f64,
    /// Highest value that meets it.
    pub high: f64,
    /// What it is for.
    pub role: Use,
    /// Where it comes from.
    pub note: Note,
}

/// A row of `digital.csv`, which only the digital economy reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DigitalRow {
    /// Code of the industry.
    pub industry: String,
    /// Share of firms that have adopted at the opening.
    pub adoption: f64,
    /// Share of tasks that are routine.
    pub routine_share: f64,
    /// Share of jobs that can be done from afar.
    pub remote_share: f64,
    /// Share of sales made online at the opening.
    pub online_share: f64,
    /// The most it can become.
    pub online_max: f64,
    /// Where the row comes from, if not from where its columns do.
    pub note: Note,
}

impl PeopleRow {
    /// Attribute, class and kind: no two rows agree in all three.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}, {}, {}", self.attribute, self.class, self.kind)
    }
}

impl DigitalRow {
    /// Columns of shares.
    pub const SHARES: [&str; 5] = [
        "adoption",
        "routine_share",
        "remote_share",
        "online_share",
        "online_max",
    ];

    /// Values in the order of [`Self::SHARES`].
    #[must_use]
    pub fn shares(&self) -> [f64; 5] {
        [
            self.adoption,
            self.routine_share,
            self.remote_share,
            self.online_share,
            self.online_max,
        ]
    }

    /// The same, to be changed.
    pub fn shares_mut(&mut self) -> [&mut f64; 5] {
        [
            &mut self.adoption,
            &mut self.routine_share,
            &mut self.remote_share,
            &mut self.online_share,
            &mut self.online_max,
        ]
    }
}

/// Areas, jobs and people of an economy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regions {
    /// The areas.
    pub areas: Vec<AreaRow>,
    /// Codes of the provinces, in the order in which areas first name them.
    pub provinces: Vec<String>,
    /// Jobs in thousands, at `area · industries + industry`.
    pub jobs: Vec<f64>,
    /// Value added of a year, at `province · industries + industry`.
    pub value_added: Vec<f64>,
    /// Pairs of neighbouring provinces: positions in [`Self::provinces`].
    pub neighbours: Vec<(usize, usize)>,
    /// Shares of persons and households.
    pub people: Vec<PeopleRow>,
    /// What the opening is to meet.
    pub targets: Vec<TargetRow>,
    /// Digital openings of the industries; empty where not given.
    pub digital: Vec<DigitalRow>,
    /// Where rows of `jobs`, `value_added` and `neighbours` come from, by table and row, if not from
    /// where their columns do.
    pub row_notes: BTreeMap<(String, String), Note>,
}

impl Regions {
    /// Codes of the provinces of some areas, in the order in which they are first named.
    #[must_use]
    pub fn provinces_of(areas: &[AreaRow]) -> Vec<String> {
        let mut provinces: Vec<String> = Vec::new();
        for area in areas {
            if !provinces.contains(&area.province) {
                provinces.push(area.province.clone());
            }
        }
        provinces
    }

    /// Residents of all areas, thousands.
    #[must_use]
    pub fn population_thousand(&self) -> f64 {
        self.areas.iter().map(|area| area.population_thousand).sum()
    }

    /// Persons of a province whom the survey counts in the stratum of this area's kind, thousands; those
    /// to whom the area's incomes refer.
    ///
    /// # Source
    /// Long run, §5.2.
    #[must_use]
    pub fn stratum_thousand(&self, area: &AreaRow) -> f64 {
        let counted = |row: &AreaRow| match area.kind {
            Kind::Urban => row.urban_stratum_share,
            Kind::Rural => 1.0 - row.urban_stratum_share,
        };
        let of_province = self
            .areas
            .iter()
            .filter(|row| row.province == area.province);
        of_province
            .map(|row| row.population_thousand * counted(row))
            .sum()
    }

    /// Key of a pair of neighbours.
    #[must_use]
    pub fn pair(a: &str, b: &str) -> String {
        format!("{a}, {b}")
    }

    /// The share or amount of `people.csv` for an attribute and class in areas of a kind, or for all
    /// areas where kinds are not told apart.
    #[must_use]
    pub fn share(&self, attribute: &str, class: &str, kind: Kind) -> Option<f64> {
        let find = |kind: &str| {
            self.people
                .iter()
                .find(|row| row.attribute == attribute && row.class == class && row.kind == kind)
        };
        find(kind.name())
            .or_else(|| find("all"))
            .map(|row| row.value)
    }
}
