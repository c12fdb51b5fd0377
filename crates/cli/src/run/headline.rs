//! The handful of numbers that a report begins with, each made of published series.

use laboratory::{Results, validity};

use crate::number::Kind;

/// A headline number.
#[derive(Clone, Copy, Debug)]
pub struct Headline {
    /// What it is called.
    pub name: &'static str,
    /// How it is written.
    pub kind: Kind,
    /// What it means, with the series it is made of.
    pub definition: &'static str,
    /// A series that only some rules publish, and without which there is no such number.
    needs: Option<&'static str>,
    /// Whether it leaves the screen to others where there are people to tell of.
    gives_way: bool,
    /// Its value in a quarter of one run.
    value: fn(&Path<'_>, usize) -> f64,
}

/// The series of one run.
pub struct Path<'a> {
    results: &'a Results,
    values: &'a [Vec<f64>],
}

impl Path<'_> {
    /// A series in a quarter; not a number if there is no such series.
    fn at(&self, name: &str, quarter: usize) -> f64 {
        let series = self.results.index(name);
        series.map_or(f64::NAN, |series| self.values[quarter][series])
    }

    fn ratio(&self, over: &str, under: &str, quarter: usize) -> f64 {
        self.at(over, quarter) / self.at(under, quarter)
    }

    /// Growth over the last year, or since the opening at an annual rate; none at the opening.
    fn growth(&self, name: &str, quarter: usize) -> f64 {
        if quarter == 0 {
            return f64::NAN;
        }
        let back = quarter.min(4);
        let factor = self.at(name, quarter) / self.at(name, quarter - back);
        quantity::maths::powf(factor, 4.0 / back as f64) - 1.0
    }
}

/// A series that there is only where there are people.
const OF_PEOPLE: &str = "population";

/// The numbers a report on these results begins with.
pub fn shown(results: &Results) -> impl Iterator<Item = &'static Headline> {
    let is_there = |series: &str| results.index(series).is_some();
    let people = is_there(OF_PEOPLE);
    HEADLINES
        .iter()
        .filter(move |headline| headline.needs.is_none_or(is_there))
        .filter(move |headline| !(people && headline.gives_way))
}

/// The quarters at which a report looks, the last one last; just opening and end in a short run.
pub fn milestones(last: usize) -> Vec<usize> {
    if last <= validity::SCORED_QUARTERS as usize {
        return vec![0, last];
    }
    let decades = (120..).step_by(40).take_while(|&quarter| quarter < last);
    let early = [0, 4, 12, 20, 40, 60, 80];
    let early = early.into_iter().filter(|&quarter| quarter < last);
    early.chain(decades).chain([last]).collect()
}

/// The numbers a report can begin with.
const HEADLINES: &[Headline] = &[
    Headline::new("Real GDP", Kind::Money, "Gross domestic product at the prices of the opening (real_gdp).", |path, q| path.at("real_gdp", q)),
    Headline::new("  growth over a year", Kind::Share, "Growth of real GDP over four quarters; before that since the opening, at an annual rate (real_gdp).", |path, q| path.growth("real_gdp", q)),
    Headline::new("Household consumption, real", Kind::Money, "Final consumption of households at the prices of the opening (real_household_consumption).", |path, q| path.at("real_household_consumption", q)),
    Headline::new("Investment, real", Kind::Money, "Fixed investment of firms and in dwellings (real_fixed_capitalformation).", |path, q| path.at("real_fixed_capitalformation", q)),
    Headline::new("Exports, real", Kind::Money, "Exports at the prices of the opening (real_exports).", |path, q| path.at("real_exports", q)).giving_way(),
    Headline::new("Unemployment", Kind::Share, "Workers without a job (unemployment_rate).", |path, q| path.at("unemployment_rate", q)),
    Headline::new("Inflation over a year", Kind::Share, "Growth of consumer prices over four quarters; before that since the opening, at an annual rate (consumer_price_index).", |path, q| path.growth("consumer_price_index", q)),
    Headline::new("Policy rate, per year", Kind::Share, "Four times the quarterly policy rate (euribor).", |path, q| 4.0 * path.at("euribor", q)).giving_way(),
    Headline::new("Public debt over yearly GDP", Kind::Share, "Debt of the government over four quarters of GDP (gov_debt, nominal_gdp).", |path, q| path.ratio("gov_debt", "nominal_gdp", q) / 4.0),
    Headline::new("Labour share", Kind::Share, "Compensation of employees over gross value added (compensation_employees, nominal_gva).", |path, q| path.ratio("compensation_employees", "nominal_gva", q)),
    Headline::new("Capacity use", Kind::Share, "Output over what firms' capital could make (capacity_use).", |path, q| path.at("capacity_use", q)).needing("capacity_use"),
    Headline::new("Capital over yearly output", Kind::Years, "Capital of firms over annual gross value added, at the prices of the opening (capital_output_ratio).", |path, q| path.at("capital_output_ratio", q)).needing("capital_output_ratio").giving_way(),
    Headline::new("Firms with a loss", Kind::Share, "Firms that made a loss in the quarter (loss_making_share).", |path, q| path.at("loss_making_share", q)).needing("loss_making_share").giving_way(),
    Headline::new("Bank equity over loans", Kind::Share, "Equity of the bank over its loans to firms (bank_capital_ratio).", |path, q| path.at("bank_capital_ratio", q)).needing("bank_capital_ratio"),
    Headline::new("Gini of disposable income", Kind::Index, "Inequality of disposable income: 0 if all have the same, 1 if one has all (gini_disposable_income).", |path, q| path.at("gini_disposable_income", q)),
    Headline::new("  share of the top tenth", Kind::Share, "Share of disposable income that the tenth with the highest has (top10_share_disposable_income).", |path, q| path.at("top10_share_disposable_income", q)),
    Headline::new("  share of the lower half", Kind::Share, "Share of disposable income that the half with the lowest has (bottom50_share_disposable_income).", |path, q| path.at("bottom50_share_disposable_income", q)),
    Headline::new("Urban over rural income", Kind::Ratio, "Income per head of the urban over the rural stratum of the survey, as the survey would see both (urban_rural_income_ratio).", |path, q| path.at("urban_rural_income_ratio", q)).needing("urban_rural_income_ratio"),
    Headline::new("Residents of towns", Kind::Share, "Persons who live in urban areas, of all (urbanisation).", |path, q| path.at("urbanisation", q)).needing("urbanisation"),
    Headline::new("Gini of wealth", Kind::Index, "Inequality of deposits, dwellings and owned equity together (gini_wealth).", |path, q| path.at("gini_wealth", q)),
    Headline::new("  share of the top tenth", Kind::Share, "Share of wealth that the richest tenth has (top10_share_wealth).", |path, q| path.at("top10_share_wealth", q)).giving_way(),
];

impl Headline {
    const fn new(
        name: &'static str,
        kind: Kind,
        definition: &'static str,
        value: fn(&Path<'_>, usize) -> f64,
    ) -> Self {
        Self {
            name,
            kind,
            definition,
            needs: None,
            gives_way: false,
            value,
        }
    }

    /// The same where there is this series only.
    const fn needing(mut self, series: &'static str) -> Self {
        self.needs = Some(series);
        self
    }

    /// The same, which leaves the screen to others where there are people to tell of.
    const fn giving_way(mut self) -> Self {
        self.gives_way = true;
        self
    }

    /// Its value in a quarter, one per run.
    pub fn over_seeds(&self, results: &Results, quarter: usize) -> Vec<f64> {
        results
            .runs()
            .map(|(_, values)| (self.value)(&Path { results, values }, quarter))
            .collect()
    }
}
