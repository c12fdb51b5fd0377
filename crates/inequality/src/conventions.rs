//! Conventions: every choice behind a number, by name, and those of well-known tools.
//!
//! Two tools can print two Gini coefficients for one file and both be right: one drops zeros,
//! one counts ties in file order, one divides by `n − 1`. A [`Convention`] names each choice so
//! that it can be printed beside the number ([`Convention::card`]), and the presets take the
//! choices of a tool. A preset is about choices only: it does not reproduce a tool's defects
//! other than those its names confess.
//!
//! | preset | quantiles | poor | Gini | zeros | negatives | S80/S20 |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | `recommended` | math | `<` | plug-in | kept | kept | interpolated |
//! | `stata` (`ineqdeco`, `fastgini`) | school | `<` | plug-in | dropped | dropped | interpolated |
//! | `convey` | math | `<=` | convey | kept | kept | whole units |
//! | `laeken` | laeken | `<` | plug-in | kept | kept | whole units |
//! | `pip` (World Bank) | math | `<` | plug-in | kept | dropped | interpolated |
//! | `nbs` (China's statistical office) | school | `<` | plug-in | kept | kept | interpolated |
//!
//! Where each choice of a preset comes from is in [`Convention::evidence`]: documented by the tool's
//! manual or source, assumed, or not a choice of that tool at all. What was looked at:
//!
//! | preset | source |
//! | --- | --- |
//! | `stata` | `ineqdeco` 2.0.2 (Jenkins; ado file, and its help of February 2021), `povdeco` 2.0.2, `fastgini` 1.0 (Sajaia), all on SSC; percentiles: Stata manual \[D\] pctile |
//! | `convey` | R source of `svygini`, `svyqsr`, `svyarpr`, `svyfgt`, `svygei`, `svywatts` (1.0.1), and its values in `reference/measure` |
//! | `laeken` | R source of `weightedQuantile`, `gini`, `arpr` (0.5), and values of 0.5.2 in `reference/measure` |
//! | `pip` | R source of `wbpip` (`md_clean_data`, `md_compute_gini`, `md_compute_lorenz`, `md_compute_quantiles`, `md_compute_poverty_stats`), PIP Methodology Handbook, ch. 4 |
//! | `nbs` | yearbook notes describe the tables (fifths by disposable income per head); no formula of the Gini coefficient was found |
//!
//! # What a preset does not copy
//! - `ineqdeco` splits Atkinson's index as \[blackorby_donaldson_auersperg_1981\] do, with
//!   equally distributed equivalents of groups; here groups are compared by their means.
//! - `povdeco` and `ineqdec0` keep zeros and negative incomes, unlike `ineqdeco`: `recommended`.
//! - `wbpip` takes a zero income for 1 in the mean log deviation, which depends on the currency, and
//!   leaves zeros out of the sum of Watts' index; here both are undefined. The platform sets incomes
//!   below 0.28 dollars a day (2021 purchasing power) to that amount first, which needs the rates.
//! - The source of `laeken` on its development site divides mean incomes in S80/S20; version 0.5.2
//!   divides their sums, and so does this.

use std::fmt;
use std::str::FromStr;

use crate::concentration::Ties;
use crate::error::{Error, Result};
use crate::gini::GiniForm;
use crate::poverty::Poor;
use crate::quantile::QuantileRule;
use crate::ranked::{Ranked, check_length};

/// What happens to rows whose value is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zeros {
    /// They are kept; measures with a logarithm of zero refuse.
    #[default]
    Keep,
    /// They are left out of the value and of the population.
    Drop,
}

/// What happens to rows whose value is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Negatives {
    /// They are kept; measures that cannot have them refuse.
    #[default]
    Keep,
    /// They are left out.
    Drop,
    /// They are set to zero.
    SetToZero,
    /// The data are refused.
    Refuse,
}

/// What happens to rows whose value is missing (`NaN`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// They are left out and counted.
    #[default]
    Drop,
    /// The data are refused.
    Refuse,
}

/// How ratios of income shares are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShareRule {
    /// At exactly p % of persons, on the interpolated Lorenz curve.
    #[default]
    Interpolated,
    /// At whole units, by quantiles.
    WholeUnits,
}

/// Every choice behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Convention {
    /// Whose convention this is.
    pub name: &'static str,
    /// How quantiles are read.
    pub quantile: QuantileRule,
    /// Whether an income at the line is poor.
    pub poor: Poor,
    /// Which Gini coefficient.
    pub gini: GiniForm,
    /// Ranks of equal values.
    pub ties: Ties,
    /// Rows with value zero.
    pub zeros: Zeros,
    /// Rows with a negative value.
    pub negatives: Negatives,
    /// Rows without a value.
    pub missing: Missing,
    /// How S80/S20 is cut.
    pub shares: ShareRule,
    /// Whether poverty gaps stop at 1.
    pub gaps_capped: bool,
}

/// Where a choice of a preset comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The manual or the source of the tool.
    Documented,
    /// A guess: nothing was found.
    Assumed,
    /// The tool has nothing for which the choice would matter.
    NotInTool,
}

impl Default for Convention {
    fn default() -> Self {
        Self::RECOMMENDED
    }
}

/// Rows kept under a convention, and how many were not.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// Values kept.
    pub values: Vec<f64>,
    /// Their weights.
    pub weights: Vec<f64>,
    /// Which rows of the file they are.
    pub rows: Vec<usize>,
    /// Rows left out because the value is missing.
    pub missing: usize,
    /// Rows left out because the value is zero.
    pub zeros: usize,
    /// Rows left out, or set to zero, because the value is negative.
    pub negatives: usize,
}

impl Convention {
    /// The choices this project recommends.
    pub const RECOMMENDED: Self = Self {
        name: "recommended",
        quantile: QuantileRule::Math,
        poor: Poor::Below,
        gini: GiniForm::PlugIn,
        ties: Ties::MidRank,
        zeros: Zeros::Keep,
        negatives: Negatives::Keep,
        missing: Missing::Drop,
        shares: ShareRule::Interpolated,
        gaps_capped: false,
    };

    /// `ineqdeco` and `fastgini` for Stata: positive incomes only.
    pub const STATA: Self = Self {
        name: "stata",
        quantile: QuantileRule::School,
        zeros: Zeros::Drop,
        negatives: Negatives::Drop,
        ..Self::RECOMMENDED
    };

    /// The R package convey.
    pub const CONVEY: Self = Self {
        name: "convey",
        poor: Poor::AtOrBelow,
        gini: GiniForm::Convey,
        ties: Ties::FileOrder,
        shares: ShareRule::WholeUnits,
        ..Self::RECOMMENDED
    };

    /// The R package laeken: Eurostat's indicators.
    pub const LAEKEN: Self = Self {
        name: "laeken",
        quantile: QuantileRule::Laeken,
        shares: ShareRule::WholeUnits,
        ..Self::RECOMMENDED
    };

    /// The World Bank's Poverty and Inequality Platform, microdata.
    pub const PIP: Self = Self {
        name: "pip",
        negatives: Negatives::Drop,
        ..Self::RECOMMENDED
    };

    /// China's National Bureau of Statistics, as far as it describes its practice.
    pub const NBS: Self = Self {
        name: "nbs",
        quantile: QuantileRule::School,
        ..Self::RECOMMENDED
    };

    /// Every preset.
    pub const PRESETS: [Self; 6] = [
        Self::RECOMMENDED,
        Self::STATA,
        Self::CONVEY,
        Self::LAEKEN,
        Self::PIP,
        Self::NBS,
    ];

    /// Where one of the choices comes from, by its name on the card: `quantiles`, `poor`, `zeros`,
    /// `negatives`, `missing`, `ties`, `gini` or `shares`.
    ///
    /// ```
    /// use inequality::Convention;
    /// use inequality::conventions::Evidence;
    ///
    /// assert_eq!(Convention::CONVEY.evidence("gini"), Evidence::Documented);
    /// assert_eq!(Convention::NBS.evidence("gini"), Evidence::Assumed);
    /// assert_eq!(Convention::STATA.evidence("shares"), Evidence::NotInTool);
    /// ```
    pub fn evidence(&self, choice: &str) -> Evidence {
        match (self.name, choice) {
            // Concentration along another ranking is in none of them.
            ("stata" | "convey" | "laeken" | "pip", "ties") | ("stata", "shares") => {
                Evidence::NotInTool
            }
            ("nbs", _) => Evidence::Assumed,
            _ => Evidence::Documented,
        }
    }

    /// Applies the rules on missing, zero and negative values.
    ///
    /// # Errors
    /// If the columns differ in length or the convention refuses a value.
    pub fn prepare(&self, values: &[f64], weights: Option<&[f64]>) -> Result<Prepared> {
        if let Some(weights) = weights {
            check_length("weights", values.len(), weights.len())?;
        }
        let mut out = Prepared {
            values: Vec::with_capacity(values.len()),
            weights: Vec::with_capacity(values.len()),
            rows: Vec::with_capacity(values.len()),
            missing: 0,
            zeros: 0,
            negatives: 0,
        };
        for (row, &value) in values.iter().enumerate() {
            let mut kept = value;
            if value.is_nan() {
                if self.missing == Missing::Refuse {
                    return Err(Error::NotFinite {
                        what: "values",
                        row,
                        value,
                    });
                }
                out.missing += 1;
                continue;
            }
            if value < 0.0 && self.negatives != Negatives::Keep {
                out.negatives += 1;
                match self.negatives {
                    Negatives::Refuse => {
                        let measure = "the convention";
                        return Err(Error::Domain {
                            measure,
                            value,
                            needs: "no negative value",
                        });
                    }
                    Negatives::SetToZero => kept = 0.0,
                    Negatives::Drop | Negatives::Keep => continue,
                }
            }
            if kept == 0.0 && self.zeros == Zeros::Drop {
                out.zeros += 1;
                continue;
            }
            out.values.push(kept);
            out.weights.push(weights.map_or(1.0, |w| w[row]));
            out.rows.push(row);
        }
        Ok(out)
    }

    /// Gini coefficient under this convention.
    ///
    /// # Errors
    /// As [`Ranked::gini_as`].
    pub fn gini(&self, ranked: &Ranked) -> Result<f64> {
        ranked.gini_as(self.gini)
    }

    /// S80/S20 under this convention.
    ///
    /// # Errors
    /// As [`Ranked::s80_s20`] and [`Ranked::quintile_share_ratio`].
    pub fn s80_s20(&self, ranked: &Ranked) -> Result<f64> {
        match self.shares {
            ShareRule::Interpolated => ranked.s80_s20(),
            ShareRule::WholeUnits => ranked.quintile_share_ratio(self.quantile),
        }
    }

    /// The choices in words, one pair of name and choice per line of a card.
    pub fn card(&self) -> Vec<(&'static str, String)> {
        let text = |value: &dyn fmt::Debug| format!("{value:?}");
        let weights = if self.gini == GiniForm::Convey || self.quantile == QuantileRule::Hmisc {
            "persons a row stands for; their unit matters"
        } else {
            "persons a row stands for; their unit does not matter"
        };
        vec![
            ("convention", self.name.to_owned()),
            ("quantiles", self.quantile.name().to_owned()),
            (
                "poor",
                if self.poor == Poor::Below {
                    "x < line"
                } else {
                    "x <= line"
                }
                .to_owned(),
            ),
            ("gini", self.gini.name().to_owned()),
            ("ties", text(&self.ties)),
            ("zeros", text(&self.zeros)),
            ("negatives", text(&self.negatives)),
            ("missing", text(&self.missing)),
            ("shares", text(&self.shares)),
            (
                "poverty gaps",
                if self.gaps_capped {
                    "capped at 1"
                } else {
                    "uncapped"
                }
                .to_owned(),
            ),
            ("weights", weights.to_owned()),
        ]
    }
}

impl FromStr for Convention {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::PRESETS
            .into_iter()
            .find(|preset| preset.name == name)
            .ok_or(Error::Undefined {
                measure: "the convention",
                why: "its name is not one of recommended, stata, convey, laeken, pip, nbs",
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_found_by_name() {
        for preset in Convention::PRESETS {
            assert_eq!(preset.name.parse::<Convention>().unwrap(), preset);
            assert_eq!(preset.card()[0].1, preset.name);
        }
        assert!("spss".parse::<Convention>().is_err());
    }

    #[test]
    fn rows_left_out_are_counted() {
        let values = [f64::NAN, 0.0, -2.0, 5.0];
        let kept = Convention::STATA.prepare(&values, None).unwrap();
        assert_eq!((kept.missing, kept.zeros, kept.negatives), (1, 1, 1));
        assert_eq!((kept.values, kept.rows), (vec![5.0], vec![3]));
        let kept = Convention::RECOMMENDED
            .prepare(&values, Some(&[1.0; 4]))
            .unwrap();
        assert_eq!(kept.values, [0.0, -2.0, 5.0]);
        let zeroed = Convention {
            negatives: Negatives::SetToZero,
            ..Convention::RECOMMENDED
        };
        assert_eq!(
            zeroed.prepare(&values, None).unwrap().values,
            [0.0, 0.0, 5.0]
        );
    }
}
