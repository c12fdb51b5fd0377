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
    Headline {
        name: "Real GDP",
        kind: Kind::Money,
        definition: "Gross domestic product at the prices of the opening (real_gdp).",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("real_gdp", q),
    },
    Headline {
        name: "  growth over a year",
        kind: Kind::Share,
        definition: "Growth of real_gdp over four quarters; before that since the opening, at an annual rate.",
        needs: None,
        gives_way: false,
        value: |path, q| path.growth("real_gdp", q),
    },
    Headline {
        name: "Household consumption, real",
        kind: Kind::Money,
        definition: "real_household_consumption.",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("real_household_consumption", q),
    },
    Headline {
        name: "Investment, real",
        kind: Kind::Money,
        definition: "Fixed investment of firms and in dwellings (real_fixed_capitalformation).",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("real_fixed_capitalformation", q),
    },
    Headline {
        name: "Exports, real",
        kind: Kind::Money,
        definition: "real_exports.",
        needs: None,
        gives_way: true,
        value: |path, q| path.at("real_exports", q),
    },
    Headline {
        name: "Unemployment",
        kind: Kind::Share,
        definition: "Workers without a job (unemployment_rate).",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("unemployment_rate", q),
    },
    Headline {
        name: "Inflation over a year",
        kind: Kind::Share,
        definition: "Growth of consumer_price_index over four quarters; before that since the opening, at an annual rate.",
        needs: None,
        gives_way: false,
        value: |path, q| path.growth("consumer_price_index", q),
    },
    Headline {
        name: "Policy rate, per year",
        kind: Kind::Share,
        definition: "Four times the quarterly policy rate (euribor).",
        needs: None,
        gives_way: true,
        value: |path, q| 4.0 * path.at("euribor", q),
    },
    Headline {
        name: "Public debt over yearly GDP",
        kind: Kind::Share,
        definition: "gov_debt over four times nominal_gdp.",
        needs: None,
        gives_way: false,
        value: |path, q| path.ratio("gov_debt", "nominal_gdp", q) / 4.0,
    },
    Headline {
        name: "Labour share",
        kind: Kind::Share,
        definition: "compensation_employees over nominal_gva.",
        needs: None,
        gives_way: false,
        value: |path, q| path.ratio("compensation_employees", "nominal_gva", q),
    },
    Headline {
        name: "Capacity use",
        kind: Kind::Share,
        definition: "Output over what firms' capital could make (capacity_use).",
        needs: Some("capacity_use"),
        gives_way: false,
        value: |path, q| path.at("capacity_use", q),
    },
    Headline {
        name: "Capital over yearly output",
        kind: Kind::Years,
        definition: "Capital of firms over annual gross value added, at the prices of the opening (capital_output_ratio).",
        needs: Some("capital_output_ratio"),
        gives_way: true,
        value: |path, q| path.at("capital_output_ratio", q),
    },
    Headline {
        name: "Firms with a loss",
        kind: Kind::Share,
        definition: "Firms that made a loss in the quarter (loss_making_share).",
        needs: Some("loss_making_share"),
        gives_way: true,
        value: |path, q| path.at("loss_making_share", q),
    },
    Headline {
        name: "Bank equity over loans",
        kind: Kind::Share,
        definition: "Equity of the bank over its loans to firms (bank_capital_ratio).",
        needs: Some("bank_capital_ratio"),
        gives_way: false,
        value: |path, q| path.at("bank_capital_ratio", q),
    },
    Headline {
        name: "Gini of disposable income",
        kind: Kind::Index,
        definition: "gini_disposable_income: 0 if all have the same, 1 if one has all.",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("gini_disposable_income", q),
    },
    Headline {
        name: "  share of the top tenth",
        kind: Kind::Share,
        definition: "top10_share_disposable_income.",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("top10_share_disposable_income", q),
    },
    Headline {
        name: "  share of the lower half",
        kind: Kind::Share,
        definition: "bottom50_share_disposable_income.",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("bottom50_share_disposable_income", q),
    },
    Headline {
        name: "Urban over rural income",
        kind: Kind::Ratio,
        definition: "Disposable income per head of the urban over the rural stratum of the survey (urban_rural_income_ratio).",
        needs: Some("urban_rural_income_ratio"),
        gives_way: false,
        value: |path, q| path.at("urban_rural_income_ratio", q),
    },
    Headline {
        name: "Residents of towns",
        kind: Kind::Share,
        definition: "Persons who live in urban areas, of all (urbanisation).",
        needs: Some("urbanisation"),
        gives_way: false,
        value: |path, q| path.at("urbanisation", q),
    },
    Headline {
        name: "Gini of wealth",
        kind: Kind::Index,
        definition: "gini_wealth, of deposits, dwellings and owned equity.",
        needs: None,
        gives_way: false,
        value: |path, q| path.at("gini_wealth", q),
    },
    Headline {
        name: "  share of the top tenth",
        kind: Kind::Share,
        definition: "top10_share_wealth.",
        needs: None,
        gives_way: true,
        value: |path, q| path.at("top10_share_wealth", q),
    },
];

impl Headline {
    /// Its value in a quarter, one per run.
    pub fn over_seeds(&self, results: &Results, quarter: usize) -> Vec<f64> {
        results
            .runs()
            .map(|(_, values)| (self.value)(&Path { results, values }, quarter))
            .collect()
    }
}
