//! The facts: what is observed of real economies, where it is known from, and what the model must show.

use economy::tables::RuleSet;
use params::Status;

/// What a fact is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The opening, or a parameter, was set to meet it.
    Calibrated,
    /// Held out: never tuned to.
    HeldOut,
}

impl Role {
    /// The role in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Calibrated => "calibrated",
            Self::HeldOut => "held out",
        }
    }
}

/// A stylised fact and the band in which its statistic must lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// Its id: `fact.<number>`, and a letter where it has several parts.
    pub id: &'static str,
    /// What is observed, in a few words.
    pub name: &'static str,
    /// What is computed of the model, in a sentence.
    pub statistic: &'static str,
    /// Lowest value that shows it.
    pub low: f64,
    /// Highest value that shows it.
    pub high: f64,
    /// What it is for.
    pub role: Role,
    /// How well the band is known.
    pub status: Status,
    /// Who says so.
    pub authority: &'static str,
}

/// Facts, one a line.
macro_rules! facts {
    ($($id:literal $name:literal: $statistic:literal, $low:literal to $high:literal,
        $role:ident, $status:ident, $authority:literal;)*) => {
        &[$(crate::facts::Fact {
            id: $id,
            name: $name,
            statistic: $statistic,
            low: $low,
            high: $high,
            role: crate::facts::Role::$role,
            status: params::Status::$status,
            authority: $authority,
        },)*]
    };
}
pub(super) use facts;

/// Every fact of the economy itself, in order.
pub const FACTS: &[Fact] = facts! {
    "fact.1" "sizes of firms have a heavy tail": "Zipf exponent of employees, largest tenth of firms, end of run", 1.0 to 1.3, Calibrated, Recalled, "Axtell 2001";
    "fact.2a" "growth rates of firms have a tent-shaped law": "Subbotin shape of log growth of sales over a year, less the industry's mean", 0.7 to 1.2, HeldOut, Recalled, "Bottazzi and Secchi 2006";
    "fact.2b" "large firms fluctuate less": "slope of the log standard deviation of growth on log size, over ten classes of size", -0.20 to -0.15, HeldOut, Recalled, "Stanley et al. 1996";
    "fact.3" "productivity differs within industries": "log of the ninth over the first decile of value added per employee within an industry, mean over industries by employees", 1.3 to 1.8, Calibrated, Recalled, "Syverson 2011";
    "fact.4" "incomes have a Pareto tail": "Hill exponent of disposable income per head, top hundredth of persons, end of run", 1.6 to 2.6, HeldOut, Recalled, "surveys of top incomes";
    "fact.5" "wealth has a Pareto tail": "Hill exponent of net worth, top hundredth of households, opening", 1.76 to 2.29, Calibrated, Verified, "Ding and Wang 2007";
    "fact.6" "incomes by fifth": "largest relative gap of five published means of household fifths, survey concept, opening", 0.0 to 0.05, Calibrated, Verified, "National Bureau of Statistics";
    "fact.7a" "inequality of incomes": "Gini of disposable income per head over persons, opening", 0.457 to 0.477, Calibrated, Recalled, "National Bureau of Statistics";
    "fact.7b" "inequality does not drift by itself": "Gini at the end less the opening", -0.03 to 0.03, HeldOut, Assumed, "long-run specification";
    "fact.8a" "share of the top tenth": "share of the top tenth in attributed national income, opening", 0.36 to 0.46, HeldOut, Verified, "Piketty, Yang and Zucman 2019";
    "fact.8b" "share of the bottom half": "share of the bottom half in attributed national income, opening", 0.12 to 0.18, HeldOut, Verified, "Piketty, Yang and Zucman 2019";
    "fact.9a" "urban over rural income": "ratio of mean survey incomes by stratum, opening", 2.43 to 2.47, Calibrated, Verified, "National Bureau of Statistics";
    "fact.9b" "the ratio falls": "slope of the ratio a year, first eight quarters", -0.06 to -0.05, HeldOut, Recalled, "National Bureau of Statistics";
    "fact.10a" "urban share of residents": "share of residents in urban areas, opening", 0.647 to 0.657, Calibrated, Verified, "National Bureau of Statistics";
    "fact.10b" "urbanisation goes on": "growth of the urban share a year, first eight quarters", 0.006 to 0.009, Calibrated, Recalled, "National Bureau of Statistics";
    "fact.11a" "share of labour": "compensation over value added, opening", 0.50 to 0.54, Calibrated, Verified, "National Bureau of Statistics, input-output table 2020";
    "fact.11b" "the share of labour moves slowly": "largest change of the share over five years", -0.03 to 0.03, HeldOut, Assumed, "long-run specification";
    "fact.12" "Okun's law": "slope of the change of unemployment over a year on growth over a year", -0.3 to -0.05, HeldOut, Recalled, "estimates for China";
    "fact.13" "wage curve": "slope of log real wages, less productivity's trend, on log unemployment, smoothed", -0.15 to -0.05, Calibrated, Recalled, "Blanchflower and Oswald 1994";
    "fact.14" "Beveridge curve": "slope of log vacancies on log unemployment", -1.0 to -0.4, HeldOut, Recalled, "Petrongolo and Pissarides 2001";
    "fact.15a" "consumption is smoother than output": "standard deviation of the cycle of log consumption over that of log GDP", 0.6 to 1.0, HeldOut, Recalled, "Stock and Watson 1999";
    "fact.15b" "investment is rougher than output": "standard deviation of the cycle of log investment over that of log GDP", 2.0 to 4.0, HeldOut, Recalled, "Stock and Watson 1999";
    "fact.15c" "unemployment is counter-cyclical": "correlation of the cycles of unemployment and of log GDP", -1.0 to -0.3, HeldOut, Recalled, "Stock and Watson 1999";
    "fact.16" "where sales are concentrated labour gets less": "correlation over industries of the changes of concentration and of the labour share", -1.0 to 0.0, HeldOut, Recalled, "Autor, Dorn, Katz, Patterson and Van Reenen 2020";
    "fact.17" "provinces differ in productivity": "Theil index of value added per worker over provinces, relative to that of the allocation table, opening", 0.9 to 1.1, Calibrated, Derived, "allocation of provincial value added";
    "fact.18" "most trade stays in the province": "share of what residents buy in the country that they buy in their province, opening", 0.0 to 1.0, HeldOut, Assumed, "no interprovincial table is held";
    "fact.19a" "share of the top hundredth in net worth": "share of the wealthiest hundredth of urban households, opening", 0.141 to 0.201, Calibrated, Verified, "urban household surveys";
    "fact.19b" "share of the top tenth in assets": "share of the wealthiest tenth of urban households, opening", 0.445 to 0.505, Calibrated, Verified, "urban household surveys";
    "fact.20a" "saving of urban households": "1 less consumption over survey income, urban stratum, opening", 0.363 to 0.403, Calibrated, Derived, "National Bureau of Statistics";
    "fact.20b" "saving of rural households": "1 less consumption over survey income, rural stratum, opening", 0.154 to 0.194, Calibrated, Derived, "National Bureau of Statistics";
    "fact.21" "forecasts": "errors over 12 quarters against those of autoregressions", 0.0 to 1.0, HeldOut, Assumed, "no observed series after the opening is held";
};

/// Why a fact is not judged: what its statistic needs and the economy or the run does not have; `cycle_told` where
/// the run was long enough for the facts of the business cycle.
#[must_use]
pub fn reason(id: &str, cycle_told: bool) -> &'static str {
    match id.trim_end_matches(char::is_alphabetic) {
        "fact.18" => "no table of trade between provinces is held",
        "fact.21" => "no observed series after the opening is held",
        "fact.6" | "fact.8" | "fact.9" | "fact.10" | "fact.17" | "fact.19" | "fact.20" => {
            "it needs people, areas and the published values of the country"
        }
        "fact.1" | "fact.2" | "fact.3" => "there are too few firms",
        "fact.16" => "it needs more than eight quarters",
        "fact.4" | "fact.5" => "there are too few households for a tail",
        "fact.14" if cycle_told => {
            "no vacancies are left open: while people are out of work, each finds somebody within the quarter"
        }
        _ => "it needs more than 28 quarters",
    }
}

/// The rules for which a fact is stated, where its specification names some.
#[must_use]
pub fn stated_for(id: &str) -> Option<RuleSet> {
    match id {
        "fact.3" => Some(RuleSet::B2),
        "fact.7b" => Some(RuleSet::B1),
        _ => None,
    }
}

/// Facts for which the tables hold nothing to compare with: printed, never judged.
pub const WITHOUT_DATA: [&str; 2] = ["fact.18", "fact.21"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_bands_are_bands() {
        for (k, fact) in FACTS.iter().enumerate() {
            assert!(fact.low <= fact.high, "{}", fact.id);
            assert!(
                FACTS[..k].iter().all(|other| other.id != fact.id),
                "{}",
                fact.id
            );
        }
        for number in 1..=21 {
            let id = format!("fact.{number}");
            let of = |fact: &&Fact| fact.id.trim_end_matches(char::is_alphabetic) == id;
            assert!(FACTS.iter().any(|fact| of(&fact)), "{id}");
        }
    }
}
