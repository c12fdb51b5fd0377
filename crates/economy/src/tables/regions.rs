//! The part of an economy's tables that says where people and jobs are, and who the people are.

use super::Note;
use crate::geography::Kind;

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
    /// Research spending over value added, relative to the mean.
    pub rd_intensity: f64,
    /// Index of digital finance, relative to the mean.
    pub digital_finance: f64,
    /// Where the row comes from, if not from where its columns do.
    pub note: Note,
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
}

impl Regions {
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
