//! Linearised values of each measure.
//!
//! Each function returns `uₖ = ∂θ/∂wₖ` in ascending order of value; they are put
//! into file order at the end. With `W` total weight, `Y` total income, `μ` mean, `r = x/μ`, `q_p` quantile and `f` density:
//! ```text
//! mean      (x − μ)/W                      Gini   Σⱼ wⱼ|x − xⱼ|/(W Y) − G (1/W + x/Y)
//! Theil     (r ln r − r T − r + 1)/W       MLD    (r − 1 − ln r − L)/W
//! quantile  (p − 1[x ≤ q_p])/(W f(q_p))    Lorenz [(x − q_p) 1[x ≤ q_p] + p q_p − x L(p)]/Y
//! FGT       (g − F)/W  + ∂F/∂z · u_z       where the line z is estimated too
//! ```
//! The density comes from a Gaussian kernel ([`density`]). Sources: \[deville_1999\];
//! \[binder_kovacevic_1995\]; \[langel_tille_2013\]; \[osier_2009\].

use crate::error::{Error, Result};
use crate::gini::GiniForm;
use crate::inference::linearised::Linearised;
use crate::maths::{Sum, exp, ln, pow, sum};
use crate::measure::Measure;
use crate::poverty::{Poor, PovertyLine, integer_pow};
use crate::quantile::QuantileRule;
use crate::ranked::Ranked;

/// Value and linearised value of a measure, in file order.
pub(crate) fn linearised(measure: &Measure, ranked: &Ranked) -> Result<Linearised> {
    let value = measure.of(ranked)?;
    let influence = match *measure {
        Measure::Mean => mean(ranked),
        Measure::Gini => gini(ranked, value),
        Measure::GiniAs(form) => gini_as(ranked, form)?,
        Measure::ExtendedGini(nu) => extended_gini(ranked, nu),
        Measure::Theil | Measure::GeneralisedEntropy(1.0) => theil(ranked, value),
        Measure::Mld | Measure::GeneralisedEntropy(0.0) => mld(ranked, value),
        Measure::GeneralisedEntropy(alpha) => generalised_entropy(ranked, alpha),
        Measure::Atkinson(epsilon) => atkinson(ranked, epsilon),
        Measure::Hoover => hoover(ranked, value),
        Measure::CoefficientOfVariation => coefficient_of_variation(ranked, value),
        Measure::Variance => variance(ranked, value),
        Measure::Zenga => zenga(ranked),
        Measure::Quantile(p, rule) => quantile(ranked, p, rule)?,
        Measure::QuantileRatio(upper, lower, rule) => {
            let (high, low) = (
                ranked.quantile_by(rule, upper)?,
                ranked.quantile_by(rule, lower)?,
            );
            let (u, l) = (
                quantile(ranked, upper, rule)?,
                quantile(ranked, lower, rule)?,
            );
            combine(&u, 1.0 / low, &l, -high / low / low)
        }
        Measure::Lorenz(p) | Measure::BottomShare(p) => lorenz(ranked, p)?,
        Measure::GeneralisedLorenz(p) => generalised_lorenz(ranked, p)?,
        Measure::TopShare(p) => lorenz(ranked, 1.0 - p)?.into_iter().map(|u| -u).collect(),
        Measure::ShareRatio(top, bottom) => {
            let (high, low) = (ranked.top_share(top)?, ranked.bottom_share(bottom)?);
            let (u, l) = (lorenz(ranked, 1.0 - top)?, lorenz(ranked, bottom)?);
            combine(&u, -1.0 / low, &l, -high / low / low)
        }
        Measure::QuintileShareRatio(rule) => quintile_share_ratio(ranked, rule, value)?,
        Measure::Wolfson => wolfson(ranked, value)?,
        Measure::Line(line) => poverty_line(ranked, line)?,
        Measure::Fgt(alpha, line, poor) => fgt(ranked, alpha, line, poor, value)?,
        Measure::Watts(line, poor) => watts(ranked, line, poor, value)?,
        Measure::Sen(line, poor) => sen(ranked, line, poor)?,
        Measure::Sst(line, poor) => sst(ranked, line, poor)?,
    };
    Ok(Linearised::new(
        measure.name(),
        value,
        ranked.in_file_order(&influence),
    ))
}

fn each(ranked: &Ranked, u: impl Fn(f64) -> f64) -> Vec<f64> {
    ranked.values().iter().map(|&x| u(x)).collect()
}

fn combine(a: &[f64], by_a: f64, b: &[f64], by_b: f64) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| by_a * a + by_b * b).collect()
}

fn mean(ranked: &Ranked) -> Vec<f64> {
    let (mean, weight) = (ranked.mean(), ranked.total_weight());
    each(ranked, |x| (x - mean) / weight)
}

/// `Σⱼ wⱼ |x₍ₖ₎ − xⱼ|` for each position; ties change nothing.
pub(crate) fn total_distances(ranked: &Ranked) -> Vec<f64> {
    let (weight, income) = (ranked.total_weight(), ranked.total_value());
    let running = ranked
        .cumulative_weight()
        .iter()
        .zip(ranked.cumulative_value());
    let terms = ranked.values().iter().zip(running);
    terms
        .map(|(x, (c, y))| x * (2.0 * c - weight) + income - 2.0 * y)
        .collect()
}

pub(crate) fn gini(ranked: &Ranked, gini: f64) -> Vec<f64> {
    let (weight, income) = (ranked.total_weight(), ranked.total_value());
    let distances = total_distances(ranked);
    let pairs = ranked.values().iter().zip(&distances);
    pairs
        .map(|(x, d)| d / (weight * income) - gini * (1.0 / weight + x / income))
        .collect()
}

fn gini_as(ranked: &Ranked, form: GiniForm) -> Result<Vec<f64>> {
    let (plug_in, value) = (ranked.gini()?, ranked.gini_as(form)?);
    let own = gini(ranked, plug_in);
    let (weight, income) = (ranked.total_weight(), ranked.total_value());
    Ok(match form {
        GiniForm::PlugIn => own,
        GiniForm::UnbiasedRows => {
            let n = ranked.n_observations() as f64;
            own.iter().map(|u| u * n / (n - 1.0)).collect()
        }
        GiniForm::UnbiasedReliability => {
            let squares = sum(ranked.weights().iter().map(|w| w * w)) / weight;
            let room = 1.0 - squares / weight;
            let terms = own.iter().zip(ranked.weights());
            terms
                .map(|(u, w)| (u + value * 2.0 * (w - squares) / (weight * weight)) / room)
                .collect()
        }
        // The linearisation of svygini, which counts the own weight of a row twice.
        GiniForm::Convey => {
            let running = ranked
                .cumulative_weight()
                .iter()
                .zip(ranked.cumulative_value());
            let terms = ranked.pairs().zip(running);
            terms
                .map(|((x, w), (r, y))| {
                    let of_ranks = 2.0 * (income - y + x * w + r * x) - x;
                    of_ranks / (weight * income) - (1.0 + value) * (x / income + 1.0 / weight)
                })
                .collect()
        }
    })
}

/// The equivalent income `E = x₍₁₎ + Σ gapₖ (1 − Fₖ)^ν` has
/// `∂E/∂wⱼ = −(ν/W) Σₖ gapₖ (1 − Fₖ)^(ν−1) (1[j ≤ k] − Fₖ)`.
fn extended_gini(ranked: &Ranked, nu: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    let equivalent = ranked.rank_weighted_mean(nu);
    let n = ranked.len();
    let mut above = vec![0.0; n];
    let (mut tail, mut base) = (Sum::default(), Sum::default());
    for k in (0..n - 1).rev() {
        let share = ranked.cumulative_weight()[k] / weight;
        let gap = ranked.values()[k + 1] - ranked.values()[k];
        if gap > 0.0 && share > 0.0 {
            let slope = gap * pow((1.0 - share).max(0.0), nu - 1.0);
            tail.add(slope);
            base.add(slope * share);
        }
        above[k] = tail.value();
    }
    let base = base.value();
    let terms = ranked.values().iter().zip(&above);
    terms
        .map(|(x, tail)| {
            let slope = -nu / weight * (tail - base);
            equivalent / (mean * mean) * (x - mean) / weight - slope / mean
        })
        .collect()
}

fn theil(ranked: &Ranked, theil: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    each(ranked, |x| {
        let r = x / mean;
        let entropy = if r > 0.0 { r * ln(r) } else { 0.0 };
        (entropy - r * theil - r + 1.0) / weight
    })
}

fn mld(ranked: &Ranked, mld: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    each(ranked, |x| {
        let r = x / mean;
        (r - 1.0 - ln(r) - mld) / weight
    })
}

fn generalised_entropy(ranked: &Ranked, alpha: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    let moment = moment(ranked, alpha);
    let scale = alpha * (alpha - 1.0) * weight;
    each(ranked, |x| {
        let r = x / mean;
        (pow(r, alpha) + (alpha - 1.0) * moment - alpha * moment * r) / scale
    })
}

/// Mean of `(x/μ)^power`.
fn moment(ranked: &Ranked, power: f64) -> f64 {
    let mean = ranked.mean();
    let people = ranked.pairs().filter(|&(_, w)| w > 0.0);
    sum(people.map(|(x, w)| w * pow(x / mean, power))) / ranked.total_weight()
}

fn atkinson(ranked: &Ranked, epsilon: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    if epsilon == 1.0 {
        let people = ranked.pairs().filter(|&(_, w)| w > 0.0);
        let log = sum(people.map(|(x, w)| w * ln(x / mean))) / weight;
        let relative = exp(log);
        return each(ranked, |x| {
            relative * (x / mean - 1.0 - (ln(x / mean) - log)) / weight
        });
    }
    let power = 1.0 - epsilon;
    let moment = moment(ranked, power);
    let relative = pow(moment, 1.0 / power);
    each(ranked, |x| {
        let r = x / mean;
        relative * (r - 1.0 - (pow(r, power) - moment) / (power * moment)) / weight
    })
}

fn hoover(ranked: &Ranked, hoover: f64) -> Vec<f64> {
    let (weight, income, mean) = (ranked.total_weight(), ranked.total_value(), ranked.mean());
    let poorer = ranked.values().partition_point(|&x| x < mean);
    let below = if poorer == 0 {
        0.0
    } else {
        ranked.cumulative_weight()[poorer - 1]
    };
    each(ranked, |x| {
        ((mean - x).max(0.0) + below * (x - mean) / weight) / income - hoover * x / income
    })
}

fn variance(ranked: &Ranked, variance: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    each(ranked, |x| ((x - mean) * (x - mean) - variance) / weight)
}

fn coefficient_of_variation(ranked: &Ranked, cv: f64) -> Vec<f64> {
    let (weight, mean) = (ranked.total_weight(), ranked.mean());
    if cv == 0.0 {
        return vec![0.0; ranked.len()];
    }
    each(ranked, |x| {
        let r = x / mean - 1.0;
        ((r * r - cv * cv) / (2.0 * cv) - cv * r) / weight
    })
}

/// Linearisation of \[barabesi_diana_perri_2016\], in running sums.
fn zenga(ranked: &Ranked) -> Vec<f64> {
    let (weight, income) = (ranked.total_weight(), ranked.total_value());
    let mut rows = Vec::with_capacity(ranked.len());
    let (mut by_population, mut by_income) = (Sum::default(), Sum::default());
    let running = ranked
        .cumulative_weight()
        .iter()
        .zip(ranked.cumulative_value());
    for ((x, w), (&c, &y)) in ranked.pairs().zip(running) {
        let before = y - w * x;
        let after = income - before;
        if c > 0.0 {
            by_population.add(w * before / after);
            by_income.add(w * (weight - c) / (c * after));
        }
        rows.push((x, w, c, before, after));
    }
    let (by_population, by_income) = (by_population.value(), by_income.value());
    let mut from_here = vec![0.0; rows.len()];
    let mut tail = Sum::default();
    for (k, &(_, w, c, before, after)) in rows.iter().enumerate().rev() {
        if c > 0.0 {
            tail.add(w * before / (c * c * after));
        }
        from_here[k] = tail.value();
    }
    let mut up_to_here = Sum::default();
    rows.iter()
        .zip(&from_here)
        .map(|(&(x, w, c, before, after), tail)| {
            if c > 0.0 {
                up_to_here.add(w * (weight - c) / (c * after * after));
            }
            let own = if c > 0.0 {
                (weight - c) * before / (weight * c * after)
            } else {
                0.0
            };
            tail + income * x / weight * up_to_here.value()
                - own
                - by_population / (weight * weight)
                - x / weight * by_income
        })
        .collect()
}

/// Gaussian kernel density of the values at `at`, with bandwidth `σ W^(−1/5)`.
///
/// This is the convention of the R package convey and Osier's; `W` counts persons, so the
/// bandwidth is small and the estimate local. It enters standard errors only.
pub fn density(ranked: &Ranked, at: f64) -> f64 {
    let weight = ranked.total_weight();
    let bandwidth = ranked.variance().sqrt() / pow(weight, 0.2);
    let scale = weight * bandwidth * (2.0 * std::f64::consts::PI).sqrt();
    // Beyond 39 bandwidths the kernel is zero in double precision.
    let reach = 39.0 * bandwidth;
    let first = ranked.values().partition_point(|&x| x < at - reach);
    let kernels = ranked
        .pairs()
        .skip(first)
        .take_while(|&(x, _)| x <= at + reach);
    sum(kernels.map(|(x, w)| {
        let u = (at - x) / bandwidth;
        w * exp(-0.5 * u * u)
    })) / scale
}

fn quantile(ranked: &Ranked, p: f64, rule: QuantileRule) -> Result<Vec<f64>> {
    let at = ranked.quantile_by(rule, p)?;
    let height = density(ranked, at);
    if height.is_finite() && height > 0.0 {
        let scale = ranked.total_weight() * height;
        Ok(each(ranked, |x| (p - f64::from(x <= at)) / scale))
    } else {
        Err(Error::Undefined {
            measure: "the standard error of a quantile",
            why: "all values are equal, so there is no density",
        })
    }
}

fn lorenz(ranked: &Ranked, p: f64) -> Result<Vec<f64>> {
    lorenz_about(ranked, p, ranked.quantile(p)?)
}

/// Linearised values of the Lorenz ordinate at `p`, in file order, with the quantile by the rule
/// named.
///
/// [`Measure::Lorenz`] uses [`QuantileRule::Math`], which makes them the exact derivative of the
/// interpolated curve; convey interpolates the quantile, [`QuantileRule::Hf4`].
///
/// # Errors
/// If `p` is outside 0..=1 or the mean is not positive.
pub fn lorenz_by(ranked: &Ranked, p: f64, rule: QuantileRule) -> Result<Linearised> {
    let influence = lorenz_about(ranked, p, ranked.quantile_by(rule, p)?)?;
    Ok(Linearised::new(
        "lorenz",
        ranked.lorenz(p)?,
        ranked.in_file_order(&influence),
    ))
}

fn lorenz_about(ranked: &Ranked, p: f64, at: f64) -> Result<Vec<f64>> {
    let (income, ordinate) = (ranked.total_value(), ranked.lorenz(p)?);
    Ok(each(ranked, |x| {
        ((x - at).min(0.0) + p * at - x * ordinate) / income
    }))
}

fn generalised_lorenz(ranked: &Ranked, p: f64) -> Result<Vec<f64>> {
    let weight = ranked.total_weight();
    let (at, ordinate) = (ranked.quantile(p)?, ranked.generalised_lorenz(p)?);
    Ok(each(ranked, |x| {
        ((x - at).min(0.0) + p * at - ordinate) / weight
    }))
}

/// Incomes of whole units up to a quantile: `Σ w x 1[x ≤ q]` has `u = x 1[x ≤ q] + q f W u_q`,
/// where the density of `x` at `q` is smoothed together with `x`, as convey does.
fn income_up_to(ranked: &Ranked, p: f64, rule: QuantileRule) -> Result<(f64, Vec<f64>)> {
    let at = ranked.quantile_by(rule, p)?;
    let total = sum(ranked.pairs().filter(|&(x, _)| x <= at).map(|(x, w)| w * x));
    let slope = income_density(ranked, at);
    let line = quantile(ranked, p, rule)?;
    let terms = ranked.values().iter().zip(&line);
    let influence = terms
        .map(|(&x, u)| if x <= at { x } else { 0.0 } + slope * u)
        .collect();
    Ok((total, influence))
}

/// Derivative by `at` of the smoothed income `Σ w x 1[x ≤ at]`.
fn income_density(ranked: &Ranked, at: f64) -> f64 {
    let bandwidth = ranked.variance().sqrt() / pow(ranked.total_weight(), 0.2);
    let kernels = ranked.pairs().map(|(x, w)| {
        let u = (at - x) / bandwidth;
        w * x * exp(-0.5 * u * u)
    });
    sum(kernels) / (bandwidth * (2.0 * std::f64::consts::PI).sqrt())
}

fn quintile_share_ratio(ranked: &Ranked, rule: QuantileRule, ratio: f64) -> Result<Vec<f64>> {
    let (poorest, of_poorest) = income_up_to(ranked, 0.2, rule)?;
    let (_, of_rest) = income_up_to(ranked, 0.8, rule)?;
    let terms = ranked.values().iter().zip(of_poorest.iter().zip(&of_rest));
    Ok(terms
        .map(|(x, (low, rest))| (x - rest - ratio * low) / poorest)
        .collect())
}

fn wolfson(ranked: &Ranked, wolfson: f64) -> Result<Vec<f64>> {
    let (mean_, median, gini_) = (ranked.mean(), ranked.median(), ranked.gini()?);
    let of_mean = mean(ranked);
    let of_gini = gini(ranked, gini_);
    let of_half = generalised_lorenz(ranked, 0.5)?;
    let of_median = quantile(ranked, 0.5, QuantileRule::School)?;
    let mut influence = Vec::with_capacity(ranked.len());
    for k in 0..ranked.len() {
        let numerator =
            2.0 * of_mean[k] - 4.0 * of_half[k] - 2.0 * (of_mean[k] * gini_ + mean_ * of_gini[k]);
        influence.push((numerator - wolfson * of_median[k]) / median);
    }
    Ok(influence)
}

fn poverty_line(ranked: &Ranked, line: PovertyLine) -> Result<Vec<f64>> {
    Ok(match line {
        PovertyLine::Absolute(_) => vec![0.0; ranked.len()],
        PovertyLine::OfMean(share) => mean(ranked).into_iter().map(|u| share * u).collect(),
        PovertyLine::OfMedian(share, rule) => quantile(ranked, 0.5, rule)?
            .into_iter()
            .map(|u| share * u)
            .collect(),
    })
}

/// Adds the influence of an estimated line, through the derivative of the index by the line.
fn with_line(
    ranked: &Ranked,
    mut influence: Vec<f64>,
    line: PovertyLine,
    slope: f64,
) -> Result<Vec<f64>> {
    if !matches!(line, PovertyLine::Absolute(_)) {
        for (u, of_line) in influence.iter_mut().zip(poverty_line(ranked, line)?) {
            *u += slope * of_line;
        }
    }
    Ok(influence)
}

fn is_poor(x: f64, z: f64, poor: Poor) -> bool {
    match poor {
        Poor::Below => x < z,
        Poor::AtOrBelow => x <= z,
    }
}

fn fgt(ranked: &Ranked, alpha: f64, line: PovertyLine, poor: Poor, value: f64) -> Result<Vec<f64>> {
    let (weight, z) = (ranked.total_weight(), line.amount(ranked)?);
    let gap = |x: f64, power: f64| integer_pow((z - x) / z, power);
    let influence = each(ranked, |x| {
        let own = if is_poor(x, z, poor) {
            gap(x, alpha)
        } else {
            0.0
        };
        (own - value) / weight
    });
    let slope = if alpha == 0.0 {
        density(ranked, z)
    } else {
        let people = ranked
            .pairs()
            .filter(|&(x, w)| is_poor(x, z, poor) && w > 0.0);
        sum(people.map(|(x, w)| w * alpha * gap(x, alpha - 1.0) * x / (z * z))) / weight
    };
    with_line(ranked, influence, line, slope)
}

fn watts(ranked: &Ranked, line: PovertyLine, poor: Poor, value: f64) -> Result<Vec<f64>> {
    let (weight, z) = (ranked.total_weight(), line.amount(ranked)?);
    let influence = each(ranked, |x| {
        let own = if is_poor(x, z, poor) { ln(z / x) } else { 0.0 };
        (own - value) / weight
    });
    let slope = ranked.poverty_by(line, poor)?.headcount() / z;
    with_line(ranked, influence, line, slope)
}

/// `S = F₁ + (F₀ − F₁) G_poor`.
///
/// A line that moves lets in the poor at its margin and deepens every gap. With density `f` at
/// the line and `I` the mean gap of the poor:
/// ```text
/// ∂S/∂z = f(z) [1 − (1 + G_poor)(1 − I)] + (1 − G_poor) ∂F₁/∂z
/// ```
fn sen(ranked: &Ranked, line: PovertyLine, poor: Poor) -> Result<Vec<f64>> {
    let poverty = ranked.poverty_by(line, poor)?;
    let (headcount, gap) = (poverty.headcount(), poverty.fgt(1.0)?);
    if headcount == 0.0 {
        return Ok(vec![0.0; ranked.len()]);
    }
    let z = poverty.line();
    let fixed = PovertyLine::Absolute(z);
    let of_headcount = fgt(ranked, 0.0, fixed, poor, headcount)?;
    let of_gap = fgt(ranked, 1.0, fixed, poor, gap)?;
    let among = poverty.among_the_poor();
    let gini_poor = among.gini()?;
    let mut of_gini = gini(&among, gini_poor);
    of_gini.resize(ranked.len(), 0.0);
    let terms = of_headcount.iter().zip(&of_gap).zip(&of_gini);
    let influence = terms
        .map(|((h, g), q)| g + (h - g) * gini_poor + (headcount - gap) * q)
        .collect();
    let margin = 1.0 - (1.0 + gini_poor) * (1.0 - gap / headcount);
    let deepened = among.total_value() / (z * z * ranked.total_weight());
    let slope = density(ranked, z) * margin + (1.0 - gini_poor) * deepened;
    with_line(ranked, influence, line, slope)
}

/// `SST = F₁ (1 + G_gaps) = (2/W) Σ wᵢ gᵢ Rᵢ`, with ranks `R` by gap from the smallest. Those at the
/// margin have no gap, so that no density is needed: `∂SST/∂z = (2/W) Σ_{poor} wᵢ Rᵢ xᵢ/z²`.
fn sst(ranked: &Ranked, line: PovertyLine, poor: Poor) -> Result<Vec<f64>> {
    let poverty = ranked.poverty_by(line, poor)?;
    let gap = poverty.fgt(1.0)?;
    if gap == 0.0 {
        return Ok(vec![0.0; ranked.len()]);
    }
    let z = poverty.line();
    let of_gap = fgt(ranked, 1.0, PovertyLine::Absolute(z), poor, gap)?;
    let gaps = poverty.gaps();
    let gini_gaps = gaps.gini()?;
    let of_gini = gini(&gaps, gini_gaps);
    let terms = of_gap.iter().zip(of_gini.iter().rev());
    let influence = terms
        .map(|(g, q)| g * (1.0 + gini_gaps) + gap * q)
        .collect();
    let weight = ranked.total_weight();
    let units = ranked.pairs().zip(ranked.cumulative_weight());
    let poor_units = units.take_while(|&((x, _), _)| is_poor(x, z, poor));
    let slope = sum(poor_units.map(|((x, w), c)| w * (1.0 - (c - 0.5 * w) / weight) * x));
    with_line(ranked, influence, line, 2.0 * slope / (weight * z * z))
}
