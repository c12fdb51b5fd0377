//! A measure as a value, so that tables, bootstraps and command lines can hold a list of them.

use crate::error::Result;
use crate::gini::GiniForm;
use crate::inference::influence;
use crate::inference::linearised::Linearised;
use crate::poverty::{Poor, PovertyLine};
use crate::quantile::QuantileRule;
use crate::ranked::Ranked;

/// A measure of a distribution, with its parameters.
///
/// ```
/// use inequality::{Measure, Ranked};
///
/// let incomes = Ranked::new(&[10.0, 20.0, 30.0, 60.0])?;
/// for measure in [Measure::Gini, Measure::Theil, Measure::TopShare(0.1)] {
///     println!("{} {:.4}", measure.name(), measure.of(&incomes)?);
/// }
/// # Ok::<(), inequality::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// Mean.
    Mean,
    /// Gini coefficient, plug-in.
    Gini,
    /// Gini coefficient in the form named.
    GiniAs(GiniForm),
    /// Extended Gini coefficient with its aversion `nu`.
    ExtendedGini(f64),
    /// Theil's T, `GE(1)`.
    Theil,
    /// Mean log deviation, `GE(0)`.
    Mld,
    /// Generalised entropy with its `alpha`.
    GeneralisedEntropy(f64),
    /// Atkinson's index with its `epsilon`.
    Atkinson(f64),
    /// Hoover's index.
    Hoover,
    /// Coefficient of variation.
    CoefficientOfVariation,
    /// Population variance.
    Variance,
    /// Zenga's index.
    Zenga,
    /// Quantile of the order given, by the rule named.
    Quantile(f64, QuantileRule),
    /// Ratio of two quantiles, upper over lower, by the rule named.
    QuantileRatio(f64, f64, QuantileRule),
    /// Lorenz ordinate at a population share.
    Lorenz(f64),
    /// Generalised Lorenz ordinate at a population share.
    GeneralisedLorenz(f64),
    /// Income share of the richest share of persons.
    TopShare(f64),
    /// Income share of the poorest share of persons.
    BottomShare(f64),
    /// Income of the richest share over income of the poorest share of persons.
    ShareRatio(f64, f64),
    /// Quintile share ratio with whole units.
    QuintileShareRatio(QuantileRule),
    /// Wolfson's polarisation.
    Wolfson,
    /// The poverty line itself.
    Line(PovertyLine),
    /// Foster-Greer-Thorbecke index with its `alpha`.
    Fgt(f64, PovertyLine, Poor),
    /// Watts' index.
    Watts(PovertyLine, Poor),
    /// Sen's index.
    Sen(PovertyLine, Poor),
    /// Sen-Shorrocks-Thon index.
    Sst(PovertyLine, Poor),
}

impl Measure {
    /// Palma ratio.
    pub const PALMA: Self = Self::ShareRatio(0.1, 0.4);
    /// S80/S20, interpolated.
    pub const S80_S20: Self = Self::ShareRatio(0.2, 0.2);
    /// P90/P10 by the default quantile rule.
    pub const P90_P10: Self = Self::QuantileRatio(0.9, 0.1, QuantileRule::Math);

    /// Short name, as used in result tables; the parameter is separate.
    pub fn name(&self) -> &'static str {
        match *self {
            Self::Mean => "mean",
            Self::Gini | Self::GiniAs(_) => "gini",
            Self::ExtendedGini(_) => "sgini",
            Self::Theil => "theil",
            Self::Mld => "mld",
            Self::GeneralisedEntropy(_) => "ge",
            Self::Atkinson(_) => "atkinson",
            Self::Hoover => "hoover",
            Self::CoefficientOfVariation => "cv",
            Self::Variance => "variance",
            Self::Zenga => "zenga",
            Self::Quantile(..) => "quantile",
            Self::QuantileRatio(u, l, _) if (u, l) == (0.9, 0.1) => "p90_p10",
            Self::QuantileRatio(u, l, _) if (u, l) == (0.9, 0.5) => "p90_p50",
            Self::QuantileRatio(u, l, _) if (u, l) == (0.5, 0.1) => "p50_p10",
            Self::QuantileRatio(u, l, _) if (u, l) == (0.8, 0.2) => "p80_p20",
            Self::QuantileRatio(..) => "quantile_ratio",
            Self::Lorenz(_) => "lorenz",
            Self::GeneralisedLorenz(_) => "glorenz",
            Self::TopShare(_) => "top_share",
            Self::BottomShare(_) => "bottom_share",
            Self::ShareRatio(t, b) if (t, b) == (0.1, 0.4) => "palma",
            Self::ShareRatio(t, b) if (t, b) == (0.2, 0.2) => "s80s20",
            Self::ShareRatio(..) => "share_ratio",
            Self::QuintileShareRatio(_) => "qsr",
            Self::Wolfson => "wolfson",
            Self::Line(_) => "poverty_line",
            Self::Fgt(..) => "fgt",
            Self::Watts(..) => "watts",
            Self::Sen(..) => "sen",
            Self::Sst(..) => "sst",
        }
    }

    /// The parameter that belongs to the name, if the name needs one.
    pub fn parameter(&self) -> Option<f64> {
        match *self {
            Self::ExtendedGini(p)
            | Self::GeneralisedEntropy(p)
            | Self::Atkinson(p)
            | Self::Quantile(p, _)
            | Self::Lorenz(p)
            | Self::GeneralisedLorenz(p)
            | Self::TopShare(p)
            | Self::BottomShare(p)
            | Self::Fgt(p, ..) => Some(p),
            _ => None,
        }
    }

    /// Its value for a distribution.
    ///
    /// # Errors
    /// As the method of [`Ranked`] it stands for.
    pub fn of(&self, ranked: &Ranked) -> Result<f64> {
        match *self {
            Self::Mean => Ok(ranked.mean()),
            Self::Gini => ranked.gini(),
            Self::GiniAs(form) => ranked.gini_as(form),
            Self::ExtendedGini(nu) => ranked.extended_gini(nu),
            Self::Theil => ranked.theil(),
            Self::Mld => ranked.mld(),
            Self::GeneralisedEntropy(alpha) => ranked.generalised_entropy(alpha),
            Self::Atkinson(epsilon) => ranked.atkinson(epsilon),
            Self::Hoover => ranked.hoover(),
            Self::CoefficientOfVariation => ranked.coefficient_of_variation(),
            Self::Variance => Ok(ranked.variance()),
            Self::Zenga => ranked.zenga(),
            Self::Quantile(p, rule) => ranked.quantile_by(rule, p),
            Self::QuantileRatio(upper, lower, rule) => ranked.quantile_ratio_by(rule, upper, lower),
            Self::Lorenz(p) => ranked.lorenz(p),
            Self::GeneralisedLorenz(p) => ranked.generalised_lorenz(p),
            Self::TopShare(p) => ranked.top_share(p),
            Self::BottomShare(p) => ranked.bottom_share(p),
            Self::ShareRatio(top, bottom) => ranked.share_ratio(top, bottom),
            Self::QuintileShareRatio(rule) => ranked.quintile_share_ratio(rule),
            Self::Wolfson => ranked.wolfson(),
            Self::Line(line) => line.amount(ranked),
            Self::Fgt(alpha, line, poor) => ranked.poverty_by(line, poor)?.fgt(alpha),
            Self::Watts(line, poor) => ranked.poverty_by(line, poor)?.watts(),
            Self::Sen(line, poor) => ranked.poverty_by(line, poor)?.sen(),
            Self::Sst(line, poor) => ranked.poverty_by(line, poor)?.sst(),
        }
    }

    /// Its value with each row's linearised value, the basis of standard errors.
    ///
    /// # Errors
    /// As [`Measure::of`]; also where a density is needed at a quantile and all values are equal.
    pub fn linearised(&self, ranked: &Ranked) -> Result<Linearised> {
        influence::linearised(self, ranked)
    }
}
