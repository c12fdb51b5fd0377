//! The constants of the drawing of a population.

use params::{choices, parameters};

choices! {
    /// The law of income per head within a province and stratum.
    pub enum WithinCell {
        /// Lognormal: one dispersion per stratum.
        Lognormal = "lognormal",
        /// Dagum: fits the medians better, with two shapes per stratum.
        Dagum = "dagum",
    }
}

choices! {
    /// How the income that the survey misses is spread.
    pub enum Coverage {
        /// One factor for everybody.
        Uniform = "uniform",
        /// A factor that rises with the rank of income.
        Progressive = "progressive",
    }
}

parameters! {
    /// How the people of the opening are drawn.
    ///
    /// Amounts of money are in the unit of the survey's means (China: yuan) per person and year.
    ///
    /// # Source
    /// Long run, §5 and §6.3.
    pub struct Settings in "people" {
        /// Law of income per head within a province and stratum.
        within_cell: WithinCell [Switch] = WithinCell::Lognormal, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("its dispersion is one number per stratum that everybody can interpret") known Assumed;
        /// How the income that the survey misses is spread.
        coverage: Coverage [Switch] = Coverage::Uniform, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("neutral: nothing says whom the survey misses below the top") known Assumed;
        /// By how much the progressive factor rises from the poorest to the richest person, over its mean.
        coverage_slope: f64 [Pure] = 0.3, within 0.0..=1.5, plausible 0.0..=0.6,
            from Assumed("a sensitivity run; no effect with the uniform factor") known Assumed;
        /// Standard deviation of log income per head within a province, urban stratum.
        sigma_urban: f64 [Pure] = 0.62, within 0.0..=2.0, plausible 0.58..=0.66,
            from Calibrated("fitted to the quintile means of the survey") known Derived;
        /// Standard deviation of log income per head within a province, rural stratum.
        sigma_rural: f64 [Pure] = 0.72, within 0.0..=2.0, plausible 0.68..=0.76,
            from Calibrated("fitted to the quintile means of the survey") known Derived;
        /// Second shape of the Dagum law, urban stratum.
        dagum_p_urban: f64 [Pure] = 0.28, within 0.01..=10.0, plausible 0.2..=0.4,
            from Calibrated("fitted to quintile means and medians") known Derived;
        /// Tail exponent of the Dagum law, urban stratum.
        dagum_a_urban: f64 [Pure] = 4.2, within 1.1..=20.0, plausible 3.8..=4.6,
            from Calibrated("fitted to quintile means and medians") known Derived;
        /// Second shape of the Dagum law, rural stratum.
        dagum_p_rural: f64 [Pure] = 0.32, within 0.01..=10.0, plausible 0.2..=0.4,
            from Calibrated("fitted to quintile means and medians") known Derived;
        /// Tail exponent of the Dagum law, rural stratum.
        dagum_a_rural: f64 [Pure] = 5.1, within 1.1..=20.0, plausible 4.6..=5.6,
            from Calibrated("fitted to quintile means and medians") known Derived;
        /// Share of persons below the incomes that the survey misses.
        top_from: f64 [Share] = 0.98, within 0.5..=1.0, plausible 0.96..=0.99,
            from Calibrated("restores the published Gini coefficient") known Derived;
        /// Pareto exponent of incomes above.
        top_exponent: f64 [Pure] = 1.8, within 1.05..=10.0, plausible 1.6..=2.6,
            from Calibrated("restores the published Gini coefficient") known Recalled;
        /// Elasticity of the size of a household with respect to income per head.
        size_elasticity: f64 [Pure] = -0.10, within -1.0..=1.0, plausible -0.2..=0.0,
            from Assumed("richer households are smaller") known Assumed;
        /// Copula between income per head and the best education in the household.
        education_copula: f64 [Pure] = 0.5, within -0.95..=0.95, plausible 0.3..=0.6,
            from Assumed("between the returns within and between households") known Assumed;
        /// Copula over the country between income per head and the wage of the area and industry of work.
        job_copula: f64 [Pure] = 0.7, within -1.0..=1.0, plausible 0.5..=0.9,
            from Assumed("wages of industries follow incomes, with noise") known Assumed;
        /// Factor on the odds to be 60 or over in rural areas, where ages are not told by kind.
        old_rural_odds: f64 [Pure] = 1.5, within 0.1..=10.0, plausible 1.2..=2.0,
            from Assumed("the young have left") known Assumed;
        /// Share of persons between 16 and 59 who are under 35.
        young_share: f64 [Share] = 0.4, within 0.0..=1.0, plausible 0.35..=0.45,
            from Assumed("published classes are not split") known Assumed;
        /// Participation at 60 and over, over that between 16 and 59.
        old_participation: f64 [Share] = 0.2, within 0.0..=1.0, plausible 0.1..=0.35,
            from Assumed("the share of the old that counts as capacity to work") known Assumed;
        /// Share of an area's capacity to work that can be employed or look for work.
        largest_participation: f64 [Share] = 0.98, within 0.1..=1.0, plausible 0.9..=1.0,
            from Assumed("some never work") known Assumed;
        /// Human capital with less than upper secondary education, before the mean is set to 1.
        skill_low: f64 [Pure] = 0.8, within 0.05..=10.0, plausible 0.7..=0.9,
            from Assumed("with the exponent below about 9 per cent a year of schooling") known Assumed;
        /// Human capital with upper secondary education.
        skill_middle: f64 [Pure] = 1.0, within 0.05..=10.0, plausible 0.9..=1.1,
            from Assumed("with the exponent below about 9 per cent a year of schooling") known Assumed;
        /// Human capital with tertiary education.
        skill_high: f64 [Pure] = 1.4, within 0.05..=10.0, plausible 1.2..=1.7,
            from Assumed("with the exponent below about 9 per cent a year of schooling") known Assumed;
        /// Standard deviation of log human capital within an education.
        skill_sd: f64 [Pure] = 0.2, within 0.0..=2.0, plausible 0.1..=0.4,
            from Assumed("ability is not schooling") known Assumed;
        /// Exponent of human capital in efficiency at work (`ρ_s`).
        skill_exponent: f64 [Pure] = 0.9, within 0.0..=3.0, plausible 0.6..=1.2,
            from Assumed("a return of about 9 per cent a year of schooling") known Assumed;
        /// Lowest efficiency at work that the drawing gives.
        efficiency_min: f64 [Pure] = 0.2, within 1e-6..=1.0, plausible 0.1..=0.4,
            from Assumed("part-time and casual work") known Assumed;
        /// Highest efficiency at work that the drawing gives.
        efficiency_max: f64 [Pure] = 8.0, within 1.0..=1000.0, plausible 5.0..=12.0,
            from Assumed("beyond it income is property income") known Assumed;
        /// Old-age transfers of a person of 60 or over in the urban stratum, a year: about 3 600 a month.
        pension_urban: f64 [Pure] = 43_200.0, within 0.0..=1e9, plausible 36_000.0..=48_000.0,
            from Measured("mohrss_2022") known Recalled;
        /// Share of them who have it.
        pension_coverage_urban: f64 [Share] = 0.75, within 0.0..=1.0, plausible 0.65..=0.85,
            from Assumed("a pension of employees, not of residents") known Assumed;
        /// Old-age transfers of a person of 60 or over in the rural stratum, a year: about 205 a month.
        pension_rural: f64 [Pure] = 2_460.0, within 0.0..=1e9, plausible 2_000.0..=3_000.0,
            from Measured("mohrss_2022") known Recalled;
        /// Income per head and year to which transfers lift, urban stratum: a living allowance of 750 a month.
        minimum_income_urban: f64 [Pure] = 9_000.0, within 0.0..=1e9, plausible 6_000.0..=12_000.0,
            from Measured("mca_2022") known Recalled;
        /// Income per head and year to which transfers lift, rural stratum: a living allowance of 580 a month.
        minimum_income_rural: f64 [Pure] = 7_000.0, within 0.0..=1e9, plausible 4_000.0..=9_000.0,
            from Measured("mca_2022") known Recalled;
        /// Power by which value added per worker of a province enters the first guess of its wages.
        productivity_power: f64 [Pure] = 0.5, within 0.0..=1.0, plausible 0.3..=0.7,
            from Assumed("wages differ less than productivity") known Assumed;
        /// Largest gap of a stratum's mean income to its target, as a share.
        tolerance: f64 [Share] = 0.005, within 1e-9..=1.0, plausible 0.001..=0.01,
            from Numerical("acceptance of the drawing") known Assumed;
        /// Passes in which efficiencies and wages of areas are fitted, at most.
        passes: f64 [Pure] = 10.0, within 0.0..=1000.0, plausible 5.0..=20.0,
            from Numerical("as many as the drawing needs") known Assumed;
        /// Standard deviation of log wealth below the tail.
        wealth_sigma: f64 [Pure] = 1.2, within 0.0..=4.0, plausible 1.1..=1.5,
            from Calibrated("meets the published shares of the top in towns; not the Gini coefficient") known Derived;
        /// Copula between wealth and income.
        wealth_copula: f64 [Pure] = 0.6, within -0.99..=0.99, plausible 0.4..=0.8,
            from Assumed("wealth is more than past income") known Assumed;
        /// Share of households below the Pareto tail of wealth.
        wealth_tail_from: f64 [Share] = 0.97, within 0.5..=1.0, plausible 0.9..=0.99,
            from Calibrated("meets the published shares of the top in towns; not the Gini coefficient") known Derived;
        /// Pareto exponent of wealth above.
        wealth_exponent: f64 [Pure] = 1.8, within 1.05..=10.0, plausible 1.76..=2.29,
            from Estimated("ding_wang_2007") known Verified;
        /// Deposits over wealth of a household whose head is under 35, relative to one of 60 or over.
        deposits_young: f64 [Share] = 0.3, within 0.0..=1.0, plausible 0.2..=0.6,
            from Assumed("the young hold their wealth in other things") known Assumed;
        /// The same for a head between 35 and 59.
        deposits_middle: f64 [Share] = 0.65, within 0.0..=1.0, plausible 0.5..=0.9,
            from Assumed("halfway") known Assumed;
        /// Elasticity of dwellings with respect to income.
        dwelling_elasticity: f64 [Pure] = 1.0, within 0.0..=3.0, plausible 0.7..=1.3,
            from Assumed("no data by household") known Assumed;
        /// Saved share of survey income, urban stratum.
        saving_urban: f64 [Share] = 0.383, within -1.0..=0.99, plausible 0.36..=0.40,
            from Measured("nbs_income_2022") known Derived;
        /// Saved share of survey income, rural stratum.
        saving_rural: f64 [Share] = 0.174, within -1.0..=0.99, plausible 0.15..=0.20,
            from Measured("nbs_income_2022") known Derived;
        /// Share of persons of 60 and over who are online.
        online_old: f64 [Share] = 0.432, within 0.0..=1.0, plausible 0.38..=0.55,
            from Measured("cnnic_49") known Verified;
        /// Log odds to be online with upper secondary education, over less.
        online_middle: f64 [Pure] = 0.6, within -5.0..=5.0, plausible 0.3..=1.0,
            from Assumed("education helps") known Assumed;
        /// Log odds to be online with tertiary education, over less than upper secondary.
        online_high: f64 [Pure] = 1.4, within -5.0..=5.0, plausible 1.0..=2.0,
            from Assumed("education helps") known Assumed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use params::Parameters;

    #[test]
    fn every_default_is_plausible_and_explained() {
        let settings = Settings::default();
        settings.check().unwrap();
        for (index, declared) in settings.declarations().iter().enumerate() {
            let value = settings.value(index);
            assert!(declared.plausible.contains(&value), "{}", declared.path);
            assert!(declared.description.ends_with('.'), "{}", declared.path);
            assert!(!declared.source.is_empty(), "{}", declared.path);
        }
    }
}
