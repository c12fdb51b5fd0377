//! Common prosperity: what the digital economy is measured by, and never a lever.
//!
//! # Question
//! Do all people prosper, in all respects, created by all, gradually?
//! # Equation
//! ```text
//! none: a vector of levels, shares, gaps, services, spirit, problems, public finance and satellites
//! ```
//! # Source
//! Digital economy, §4.0 and §7; \[li_li_2023\] for the idea.
//! # Writes
//! Nothing: no act reads it.
//! # Off
//! It cannot be switched: measuring changes nothing.
//! # Indicator
//! `prosperity_vector`, reported with its baseline and the paired difference; never one number.
//! # Contradicted by
//! Panels of Chinese cities find the coefficient positive, but its shape U-like in one sample and down, up, down in another; no stored document shows its size.

use params::parameters;

use crate::concepts::Mechanism;

parameters! {
    /// Common prosperity: its parameters.
    pub struct CommonProsperity in "common_prosperity" {
        /// Gini of disposable income per head, the official series, 2020.
        target_gini_income: f64 [Share] = 0.468, within 0.0..=1.0, plausible 0.465..=0.491,
            from Measured("nbs_gini_2023") known Verified as Check;
        /// Gini of consumption, 2016.
        target_gini_consumption: f64 [Share] = 0.385, within 0.0..=1.0, plausible 0.36..=0.41,
            from Measured("nbs_gini_2023") known Verified as Check;
        /// Urban over rural disposable income per head, first half of 2024.
        target_urban_rural_income_ratio: f64 [Pure] = 2.46, within 1.0..=5.0, plausible 2.34..=2.71,
            from Measured("sustainability_2025") known Verified as Check;
        /// Urban over rural household wealth per head, 2017.
        target_urban_rural_wealth_ratio: f64 [Pure] = 4.5, within 1.0..=10.0, plausible 3.8..=5.0,
            from Measured("wu_qin_2022") known Verified as Check;
        /// Sign of a digital-economy index on a common-prosperity index with two-way fixed effects.
        target_de_on_cp_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("prefectures_2024") known Verified as Check;
        /// Sign of neighbouring cities' digital economy on a city's own prosperity.
        target_spatial_spillover_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("li_chen_li_2024") known Verified as Check;
    }
}

impl Mechanism for CommonProsperity {
    fn strength(&self, _: u32) -> f64 {
        0.0
    }
}

/// Parts of the vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// How much there is.
    Level,
    /// How it is shared.
    Share,
    /// Between town and country, provinces, skills and users.
    Gaps,
    /// Public services and who is reached.
    Services,
    /// The second half of the idea.
    Spirit,
    /// The four problems.
    Problems,
    /// Public finance.
    Finance,
    /// Welfare beside the accounts, summed with nothing.
    Satellite,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Level,
        Self::Share,
        Self::Gaps,
        Self::Services,
        Self::Spirit,
        Self::Problems,
        Self::Finance,
        Self::Satellite,
    ];

    /// Its name in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Share => "share",
            Self::Gaps => "gaps",
            Self::Services => "services",
            Self::Spirit => "spirit",
            Self::Problems => "problems",
            Self::Finance => "finance",
            Self::Satellite => "satellite",
        }
    }
}

/// Which way prosperity lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More of it.
    Higher,
    /// Less of it.
    Lower,
    /// Neither: it is for the reader to judge.
    Open,
}

/// A measure of the vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is computed.
    pub measure: Measure,
    /// Its name in every output.
    pub id: &'static str,
    /// What it is called where people read.
    pub title: &'static str,
    /// Its part.
    pub part: Part,
    /// Its unit; `money` stands for the economy's money unit, per quarter for flows, and `real money` for
    /// that at the prices of the opening.
    pub unit: &'static str,
    /// Which way prosperity lies.
    pub better: Better,
    /// One sentence.
    pub definition: &'static str,
}

/// Declares the measures: each once, in the order of the vector.
macro_rules! outcomes {
    ($($part:ident: { $($measure:ident $id:literal $title:literal [$unit:literal] $better:ident $definition:literal;)* })*) => {
        /// A measure, by name: whoever computes the vector has to know them all.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Measure {
            $($(#[doc = $definition] $measure,)*)*
        }

        /// The vector, part by part.
        ///
        /// # Source
        /// Digital economy, §7.
        pub static OUTCOMES: &[Outcome] = &[$($(Outcome {
            measure: Measure::$measure,
            id: $id,
            title: $title,
            part: Part::$part,
            unit: $unit,
            better: Better::$better,
            definition: $definition,
        },)*)*];
    };
}

outcomes! {
    Level: {
        RealConsumptionMedian "real_consumption_median" "Median real consumption per head" ["real money per person"] Higher
            "Median over persons of household consumption per head at the prices of the area, with the public education and health that people of the area get.";
        RealConsumptionMean "real_consumption_mean" "Mean real consumption per head" ["real money per person"] Higher
            "Mean over persons of household consumption per head at the prices of the area, with the public education and health that people of the area get.";
        RealGdpPerHead "real_gdp_per_head" "Real GDP per head" ["real money per person"] Higher
            "Gross domestic product at the prices of the opening, over persons.";
        EmploymentRate "employment_rate" "Employment rate" ["share"] Higher
            "Persons with a job, over all persons over 15; over workers and the inactive where households are single persons.";
        IncomeP10 "income_p10" "Real income at the first decile" ["real money per person"] Higher
            "First decile over persons of disposable income per head at the prices of the area.";
    }
    Share: {
        GiniDisposableIncome "gini_disposable_income" "Gini of disposable income" ["index"] Lower
            "Gini coefficient over persons of disposable income per head, before interest.";
        PalmaRatio "palma_ratio" "Palma ratio" ["ratio"] Lower
            "Income of the tenth of persons with the highest disposable income per head over that of the four tenths with the lowest.";
        Top10Share "top10_share_disposable_income" "Income share of the top tenth" ["share"] Lower
            "Share of the tenth of persons with the highest disposable income per head.";
        Bottom50Share "bottom50_share_disposable_income" "Income share of the lower half" ["share"] Higher
            "Share of the half of persons with the lowest disposable income per head.";
        TheilBetweenAreas "theil_between_areas" "Theil index between areas" ["index"] Lower
            "Theil T index of disposable income per head between areas; incomes below nothing count as nothing.";
        TheilWithinAreas "theil_within_areas" "Theil index within areas" ["index"] Lower
            "The rest of the Theil T index: within areas.";
        TheilBetweenSkills "theil_between_skills" "Theil index between educations" ["index"] Lower
            "Theil T index of disposable income per head between households by the education of the head.";
        TheilWithinSkills "theil_within_skills" "Theil index within educations" ["index"] Lower
            "The rest of the Theil T index: within educations.";
        LabourShare "labour_share" "Labour share" ["share"] Higher
            "Compensation of employees over gross value added.";
        GiniWealth "gini_wealth" "Gini of wealth" ["index"] Lower
            "Gini coefficient of net worth over households.";
        RankPersistence "rank_persistence" "Persistence of income ranks" ["correlation"] Open
            "Correlation over persons of a household's rank by disposable income per head with its rank forty quarters before; none earlier.";
    }
    Gaps: {
        UrbanRuralIncomeRatio "urban_rural_income_ratio" "Urban over rural income" ["ratio"] Lower
            "Income per head of the urban stratum of the survey over that of the rural one, as the survey would see both: the published ratio.";
        UrbanRuralConsumptionRatio "urban_rural_consumption_ratio" "Urban over rural consumption" ["ratio"] Lower
            "Household consumption per head at the prices of the area, without public services, of the urban over the rural stratum.";
        TheilProvinces "theil_provinces" "Theil index between provinces" ["index"] Lower
            "Theil T index of gross value added per head between provinces.";
        SkillWageRatio "skill_wage_ratio" "Wage of high over low education" ["ratio"] Lower
            "Mean wage of employed persons of tertiary education over that of those below upper secondary.";
        DigitalGapTheil "digital_gap_theil" "Digital gap between town and countryside" ["index"] Lower
            "Theil T index of online use between the people of urban and of rural areas.";
        DigitalGapTheilWithin "digital_gap_theil_within" "Digital gap within town and countryside" ["index"] Lower
            "The rest of the Theil T index of online use: within the people of urban and of rural areas.";
        DigitalUseTheilBetween "digital_use_theil_between" "Gap in buying online between town and countryside" ["index"] Open
            "Theil T index of the share of consumption that has come to be online since the opening, between the people of urban and of rural areas; none at the opening. Who was behind and catches up moves it too.";
        DigitalUseTheilWithin "digital_use_theil_within" "Gap in buying online within town and countryside" ["index"] Open
            "The rest of that index: within the people of urban and of rural areas.";
        DigitalReturnUrban "digital_return_urban" "Income that goes with online use, towns" ["log"] Open
            "Slope of log disposable income per head on online use over the people of urban areas: what goes together, not what causes what.";
        DigitalReturnRural "digital_return_rural" "Income that goes with online use, countryside" ["log"] Open
            "The same over the people of rural areas.";
    }
    Services: {
        EducationQualityMean "education_quality_mean" "Quality of education" ["best area of the opening = 1"] Higher
            "Quality of education where people live, mean over persons.";
        EducationQualityCv "education_quality_cv" "Unevenness of education" ["ratio"] Lower
            "Coefficient of variation over persons of the quality of education where they live.";
        HealthQualityMean "health_quality_mean" "Quality of health services" ["best area of the opening = 1"] Higher
            "Quality of health services where people live, mean over persons.";
        HealthQualityCv "health_quality_cv" "Unevenness of health services" ["ratio"] Lower
            "Coefficient of variation over persons of the quality of health services where they live.";
        DigitalAdministrationMean "digital_administration_mean" "Digital administration" ["share"] Higher
            "Digital administration where people live, mean over persons.";
        DigitalAdministrationCv "digital_administration_cv" "Unevenness of digital administration" ["ratio"] Lower
            "Coefficient of variation over persons of digital administration where they live.";
        CoverageQ1 "coverage_q1" "Digital services, lowest fifth" ["share"] Higher
            "Coverage by digital services of the fifth of persons with the lowest disposable income per head.";
        CoverageQ2 "coverage_q2" "Digital services, second fifth" ["share"] Higher "Coverage by digital services of the second fifth.";
        CoverageQ3 "coverage_q3" "Digital services, middle fifth" ["share"] Higher "Coverage by digital services of the middle fifth.";
        CoverageQ4 "coverage_q4" "Digital services, fourth fifth" ["share"] Higher "Coverage by digital services of the fourth fifth.";
        CoverageQ5 "coverage_q5" "Digital services, highest fifth" ["share"] Higher "Coverage by digital services of the highest fifth.";
    }
    Spirit: {
        SpiritualIndexMean "spiritual_index_mean" "Spiritual index" ["index"] Higher
            "Index of culture, skill, health, free time, security of income and fairness, mean over persons.";
        SpiritualIndexGini "spiritual_index_gini" "Gini of the spiritual index" ["index"] Lower
            "Gini coefficient over persons of that index.";
        SpiritualIndexUrbanRural "spiritual_index_urban_rural" "Spiritual index, urban over rural" ["ratio"] Lower
            "That index in urban over rural areas.";
        DeprivationShare "deprivation_share" "Persons deprived in spirit" ["share"] Lower
            "Persons whose household is deprived in two or more of its six components.";
    }
    Problems: {
        DataHerfindahl "data_herfindahl" "Concentration of data" ["index"] Lower
            "Concentration of data weighted by sales, mean over industries by value added: normalised Herfindahl index.";
        ManipulationTransfer "manipulation_transfer" "Paid through personal prices" ["share"] Lower
            "What buyers pay platforms because their own price is personal, over household consumption.";
        DisplacedShare "displaced_share" "Tasks displaced by machines" ["share"] Lower
            "Tasks automated less new tasks since the opening, mean over firms by employment.";
    }
    Finance: {
        PrimaryBalanceRatio "primary_balance_ratio" "Primary balance over GDP" ["share of GDP"] Open
            "Revenue less spending before interest of the government, over GDP.";
        DebtRatio "debt_ratio" "Public debt over annual GDP" ["years"] Open
            "Public debt, end of quarter, over annual GDP.";
        PolicyCost "policy_cost" "Cost of policy over GDP" ["share of GDP"] Lower
            "What the strategies and the replication of public services cost in the quarter, over GDP.";
    }
    Satellite: {
        FreeGoodsValue "free_goods_value" "Value of free digital services" ["money per person"] Higher
            "Value of free digital services used since the opening; beside GDP, never in it.";
        VarietyGain "variety_gain" "Gain from variety online" ["money per person"] Higher
            "Value of more variety on the online spending added since the opening; beside GDP, never in it.";
        SharingSurplus "sharing_surplus" "Surplus from sharing" ["money per person"] Higher
            "Surplus of those who rent from other households, on rents that have come since the opening; beside GDP, never in it.";
        LeisureLoss "leisure_loss" "Loss of free time" ["money per person"] Lower
            "Free time lost to remote and gig work begun since the opening, at the mean wage; beside GDP, never in it.";
    }
}

/// The outcome of this id.
#[must_use]
pub fn outcome(id: &str) -> Option<&'static Outcome> {
    OUTCOMES.iter().find(|outcome| outcome.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A position in the vector is that of its measure, and names are used once.
    #[test]
    fn the_vector_is_in_the_order_of_its_measures() {
        for (k, outcome) in OUTCOMES.iter().enumerate() {
            assert_eq!(outcome.measure as usize, k, "{}", outcome.id);
            assert!(outcome.definition.ends_with('.'), "{}", outcome.id);
            let title = outcome.title;
            assert!(
                !title.is_empty() && !title.ends_with('.') && !title.contains('_'),
                "{title}"
            );
            assert_eq!(
                OUTCOMES.iter().filter(|other| other.title == title).count(),
                1,
                "{title}"
            );
            let namesakes = OUTCOMES.iter().filter(|other| other.id == outcome.id);
            assert_eq!(namesakes.count(), 1, "{}", outcome.id);
        }
        assert!(OUTCOMES.windows(2).all(|pair| pair[0].part <= pair[1].part));
    }
}
