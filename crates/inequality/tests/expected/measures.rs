//! Keys of indices, quantiles, shares, poverty, polarisation and concentration.

use inequality::concentration::kakwani;
use inequality::polarisation::esteban_ray;
use inequality::{GiniForm, Poor, PovertyLine, QuantileRule, Ranked, Redistribution, Ties};

use super::data::{Micro, Tiny};

pub fn value(key: &str, micro: &Micro, tiny: &Tiny) -> Option<f64> {
    let parts: Vec<&str> = key.split('.').collect();
    match parts[0] {
        "micro" => of_micro(key, micro),
        "micro_raw" => of_raw(key.strip_prefix("micro_raw.")?, micro),
        "tiny" => of_tiny(key.strip_prefix("tiny.")?, tiny),
        _ => None,
    }
}

/// The number after the first `mark` in `key`.
pub fn number_after(key: &str, mark: &str) -> Option<f64> {
    key.split_once(mark)?.1.parse().ok()
}

fn of_micro(key: &str, micro: &Micro) -> Option<f64> {
    let key = key.strip_prefix("micro.")?;
    let (unweighted, weighted) = (
        Ranked::new(&micro.income).ok()?,
        Ranked::weighted(&micro.income, &micro.weight).ok()?,
    );
    if key == "poverty_line" {
        return Some(micro.line);
    }
    if key.starts_with("conc.")
        || ["kakwani", "reynolds", "redistributive", "reranking"]
            .iter()
            .any(|s| key.starts_with(s))
        || key == "gini.post.weighted"
        || key == "gini.tax.weighted"
    {
        return concentration(key, micro);
    }
    let mut parts: Vec<&str> = key.splitn(3, '.').collect();
    if parts[0] == "arpt" || parts[0] == "arpr" || parts[0] == "rmpg" {
        return laeken(parts[0], &weighted);
    }
    if key == "qsr.weighted.laeken" {
        return weighted.quintile_share_ratio(QuantileRule::Laeken).ok();
    }
    if key.starts_with("ratio.") {
        parts = key.splitn(3, '.').collect();
        let (which, rule) = parts[2].split_once('.')?;
        let ranked = if which == "weighted" {
            &weighted
        } else {
            &unweighted
        };
        let rule = if rule == "math" {
            QuantileRule::Math
        } else {
            QuantileRule::School
        };
        let (upper, lower) = parts[1].strip_prefix('p')?.split_once('p')?;
        let share = |p: &str| p.parse::<f64>().map(|p| p / 100.0);
        return ranked
            .quantile_ratio_by(rule, share(upper).ok()?, share(lower).ok()?)
            .ok();
    }
    let ranked = match *parts.get(1)? {
        "weighted" => &weighted,
        "unweighted" => &unweighted,
        "province" => {
            let alpha = number_after(key, "alpha")?;
            return esteban_ray_of_provinces(micro, alpha);
        }
        _ => return None,
    };
    let rest = parts.get(2).copied().unwrap_or("");
    let poverty = ranked.poverty(PovertyLine::Absolute(micro.line)).ok()?;
    match parts[0] {
        "gini" => match rest {
            "" => ranked.gini(),
            "unbiased" | "unbiased_n" => ranked.gini_as(GiniForm::UnbiasedRows),
            "unbiased_w2" => ranked.gini_as(GiniForm::UnbiasedReliability),
            _ => return None,
        },
        "sgini" => ranked.extended_gini(number_after(rest, "nu")?),
        "ge" => ranked.generalised_entropy(number_after(rest.trim_end_matches(".ineqpy"), "a")?),
        "atkinson" => ranked.atkinson(number_after(rest.trim_end_matches(".ineqpy"), "e")?),
        "hoover" => ranked.hoover(),
        "cv" => ranked.coefficient_of_variation(),
        "kolm" => ranked.kolm(number_after(rest, "k")?),
        "lorenz" => ranked.lorenz(number_after(rest, "p")?),
        "glorenz" => ranked.generalised_lorenz(number_after(rest, "p")?),
        "top_share" => ranked.top_share(percent(rest)?),
        "bottom_share" => ranked.bottom_share(percent(rest)?),
        "palma" => ranked.palma_ratio(),
        "s80s20" => ranked.s80_s20(),
        "median" => Ok(ranked.median()),
        "quantile" => {
            let (rule, p) = rest.split_once(".p")?;
            let rule = match rule.strip_prefix("type") {
                Some(kind) => QuantileRule::hyndman_fan(kind.parse().ok()?)?,
                None => rule.parse().ok()?,
            };
            ranked.quantile_by(rule, p.parse().ok()?)
        }
        "fgt" => poverty.fgt(number_after(rest, "a")?),
        "watts" => poverty.watts(),
        "sen" => poverty.sen(),
        "sst" => poverty.sst(),
        "wolfson" => match rest {
            "" => ranked.wolfson(),
            "half" => ranked.wolfson().map(|p| p / 2.0),
            "dineq" if parts[1] == "weighted" => ranked.wolfson_of_whole_units(QuantileRule::Hmisc),
            "dineq" => ranked.wolfson_of_whole_units(QuantileRule::Hf7),
            _ => return None,
        },
        "der" => ranked.duclos_esteban_ray(number_after(rest, "alpha")?),
        _ => return None,
    }
    .ok()
}

fn percent(text: &str) -> Option<f64> {
    Some(text.strip_suffix("pct")?.parse::<f64>().ok()? / 100.0)
}

fn laeken(measure: &str, ranked: &Ranked) -> Option<f64> {
    let line = PovertyLine::OfMedian(0.6, QuantileRule::Laeken);
    let poverty = ranked.poverty_by(line, Poor::Below).ok()?;
    match measure {
        "arpt" => Some(poverty.line()),
        "arpr" => Some(poverty.headcount()),
        _ => poverty.relative_median_gap(QuantileRule::Laeken).ok(),
    }
}

fn esteban_ray_of_provinces(micro: &Micro, alpha: f64) -> Option<f64> {
    let (codes, names) = micro.table.codes("province");
    let (mut weights, mut means) = (vec![0.0; names.len()], vec![0.0; names.len()]);
    for ((&code, w), x) in codes.iter().zip(&micro.weight).zip(&micro.income) {
        weights[code as usize] += w;
        means[code as usize] += w * x;
    }
    for (mean, w) in means.iter_mut().zip(&weights) {
        *mean /= w;
    }
    esteban_ray(&means, &weights, alpha).ok()
}

fn concentration(key: &str, micro: &Micro) -> Option<f64> {
    let weighted = Ranked::weighted(&micro.income, &micro.weight).ok()?;
    let ties = if key.ends_with("file_order_ties") {
        Ties::FileOrder
    } else {
        Ties::MidRank
    };
    let key = key.trim_end_matches(".file_order_ties");
    let (health, tax, post) = (
        micro.column("health"),
        micro.column("tax"),
        micro.column("income_post"),
    );
    let step = Redistribution::between(&weighted, &post, ties).ok()?;
    match key {
        "conc.health_by_income.weighted" => weighted.concentration_by(&health, ties).ok(),
        "conc.health_by_income.unweighted" => {
            Ranked::new(&micro.income).ok()?.concentration(&health).ok()
        }
        "conc.health_by_income.generalised" => weighted.generalised_concentration(&health).ok(),
        "conc.health_by_income.erreygers_0_100" => weighted.erreygers(&health, 0.0, 100.0).ok(),
        "conc.health_by_income.wagstaff_0_100" => weighted.wagstaff(&health, 0.0, 100.0).ok(),
        "conc.tax_by_income.weighted" => weighted.concentration_by(&tax, ties).ok(),
        "conc.post_by_income.weighted" => Some(step.concentration_after),
        "gini.post.weighted" => Some(step.gini_after),
        "gini.tax.weighted" => inequality::weighted::gini(&tax, &micro.weight).ok(),
        "kakwani.weighted" => kakwani(&weighted, &tax, ties).ok(),
        "reynolds_smolensky.weighted" => Some(step.reynolds_smolensky()),
        "redistributive_effect.weighted" => Some(step.effect()),
        "reranking_plotnick.weighted" => Some(step.plotnick()),
        _ => None,
    }
}

fn of_raw(key: &str, micro: &Micro) -> Option<f64> {
    let raw = micro.column("income_raw");
    let keep = |test: fn(f64) -> bool| -> (Vec<f64>, Vec<f64>) {
        raw.iter()
            .zip(&micro.weight)
            .filter(|(x, _)| test(**x))
            .map(|(x, w)| (*x, *w))
            .unzip()
    };
    let ranked = |weighted: bool, test: fn(f64) -> bool| {
        let (x, w) = keep(test);
        Ranked::from_columns(&x, weighted.then_some(&w)).ok()
    };
    let all = ranked(true, |x| !x.is_nan())?;
    let line = PovertyLine::Absolute(micro.line);
    match key {
        "n_missing" => Some(raw.iter().filter(|x| x.is_nan()).count() as f64),
        "n_zero" => Some(raw.iter().filter(|&&x| x == 0.0).count() as f64),
        "n_negative" => Some(raw.iter().filter(|&&x| x < 0.0).count() as f64),
        "gini.weighted.all" => all.gini().ok(),
        "gini.weighted.raffinetti" => all.gini_of_magnitudes().ok(),
        "gini.weighted.nonneg" => ranked(true, |x| x >= 0.0)?.gini().ok(),
        "ge1.unweighted.nonneg" => ranked(false, |x| x >= 0.0)?.theil().ok(),
        "ge1.weighted.nonneg" => ranked(true, |x| x >= 0.0)?.theil().ok(),
        "ge1.unweighted.nonneg.zeros_dropped" => ranked(false, |x| x > 0.0)?.theil().ok(),
        "ge0.weighted.positive" => ranked(true, |x| x > 0.0)?.mld().ok(),
        "ge2.weighted.nonneg" => ranked(true, |x| x >= 0.0)?.generalised_entropy(2.0).ok(),
        "atkinson.weighted.e0.5.nonneg" => ranked(true, |x| x >= 0.0)?.atkinson(0.5).ok(),
        _ => {
            let (alpha, rest) = key.strip_prefix("fgt")?.split_once('.')?;
            let poverty = all.poverty(line).ok()?;
            let poverty = if rest.ends_with("capped") {
                poverty.capped()
            } else {
                poverty
            };
            poverty.fgt(alpha.parse().ok()?).ok()
        }
    }
}

fn of_tiny(key: &str, tiny: &Tiny) -> Option<f64> {
    let weighted = Ranked::weighted(&tiny.income, &tiny.weight).ok()?;
    let replicated: Vec<f64> = tiny
        .income
        .iter()
        .zip(&tiny.weight)
        .flat_map(|(&x, &w)| std::iter::repeat_n(x, w as usize))
        .collect();
    let total: f64 = tiny.weight.iter().sum();
    let shares: Vec<f64> = tiny.weight.iter().map(|w| w / total).collect();
    match key {
        "gini.weighted" | "gini.weighted.fraction" => weighted.gini().ok(),
        "gini.unweighted" => inequality::gini(&tiny.income).ok(),
        "gini.replicated" => inequality::gini(&replicated).ok(),
        "gini.weighted.convey" => weighted.gini_as(GiniForm::Convey).ok(),
        "gini.weighted.convey_w_over_sum" => Ranked::weighted(&tiny.income, &shares)
            .ok()?
            .gini_as(GiniForm::Convey)
            .ok(),
        "ge1.weighted" => weighted.theil().ok(),
        "ge0.weighted" => weighted.mld().ok(),
        _ => None,
    }
}
