//! Keys of decompositions.

use inequality::decompose::{Groups, MldChange, growth_incidence, growth_of_group_means, sources};
use inequality::{Linearised, QuantileRule, Ranked, Ties};

use super::data::{Micro, Tiny};
use super::measures::number_after;

pub fn value(key: &str, micro: &Micro, tiny: &Tiny) -> Option<f64> {
    if let Some(part) = key.strip_prefix("tiny.decomp.gini_bm.gini_") {
        let ranked = Ranked::weighted(&tiny.income, &tiny.weight).ok()?;
        let parts = Groups::new(&ranked, &tiny.group).ok()?.gini().ok()?;
        return Some(match part {
            "total" => parts.total,
            "within" => parts.within,
            "between" => parts.between,
            "overlap" => parts.overlap,
            _ => return None,
        });
    }
    let key = key.strip_prefix("micro.")?;
    let ranked = Ranked::weighted(&micro.income, &micro.weight).ok()?;
    if let Some(rest) = key.strip_prefix("decomp.") {
        return by_group(rest, &ranked, micro);
    }
    if let Some(rest) = key.strip_prefix("source.") {
        return by_source(rest, &ranked, micro);
    }
    let after = Ranked::weighted(&micro.column("income_t2"), &micro.weight).ok()?;
    if key.starts_with("gic.anonymous") {
        let p = number_after(key, ".p")? / 100.0;
        return growth_incidence(&ranked, &after, QuantileRule::School, p).ok();
    }
    if key.starts_with("gic.decile_mean") {
        let k = number_after(key, "mean.d")? as usize;
        return growth_of_group_means(&ranked, &after, 10)
            .ok()?
            .get(k - 1)
            .copied();
    }
    let rest = key.strip_prefix("mld_change.province.")?;
    let codes = micro.table.codes("province").0;
    mld_change(
        rest,
        &Groups::new(&ranked, &codes).ok()?,
        &Groups::new(&after, &codes).ok()?,
    )
}

/// The decomposition of the Theil index by provinces, linearised.
pub fn theil_of_provinces(part: &str, ranked: &Ranked, micro: &Micro) -> Option<Linearised> {
    let codes = micro.table.codes("province").0;
    let parts = Groups::new(ranked, &codes)
        .ok()?
        .linearised_entropy(1.0)
        .ok()?;
    parts.into_iter().find(|p| p.name == part)
}

fn by_group(key: &str, weighted: &Ranked, micro: &Micro) -> Option<f64> {
    let unweighted = Ranked::new(&micro.income).ok()?;
    let parts: Vec<&str> = key.split('.').collect();
    let ranked = if key.ends_with(".unweighted") {
        &unweighted
    } else {
        weighted
    };
    let (codes, names) = micro.table.codes(parts[1]);
    let groups = Groups::new(ranked, &codes).ok()?;
    let code = |name: &str| names.iter().position(|known| known == name);
    match parts[0] {
        "gini_bm" => {
            let gini = groups.gini().ok()?;
            Some(match parts[2] {
                "within" => gini.within,
                "between" => gini.between,
                _ => gini.overlap,
            })
        }
        "gini_yl" => {
            let gini = groups.yitzhaki_lerman(Ties::FileOrder).ok()?;
            Some(match parts[2] {
                "within" => gini.within,
                "between" => gini.between,
                _ => gini.stratification,
            })
        }
        "gini" => groups.largest_between_gini().ok(),
        "dagum" => {
            let dagum = groups.dagum().ok()?;
            match parts[2] {
                "within" => return Some(dagum.within),
                "net_between" => return Some(dagum.net_between),
                "transvariation" => return Some(dagum.transvariation),
                _ => {}
            }
            let mut names = parts[2].split('_');
            let what = names.next()?;
            let (a, b) = (code(names.next()?)?, code(names.next()?)?);
            let is_pair = |p: &&inequality::decompose::DagumPair| {
                (p.richer, p.poorer) == (a, b) || (p.richer, p.poorer) == (b, a)
            };
            let pair = dagum.pairs.iter().find(is_pair)?;
            Some(if what == "G" {
                pair.gini
            } else {
                pair.affluence
            })
        }
        "group" => {
            let gini = groups.gini().ok()?;
            let g = code(parts[2])?;
            Some(match parts[3] {
                "gini" => gini.of_group[g],
                "pop_share" => gini.population_share[g],
                _ => gini.income_share[g],
            })
        }
        "atkinson1" => {
            let atkinson = groups.atkinson(1.0).ok()?;
            Some(if parts[2] == "within" {
                atkinson.within
            } else {
                atkinson.between
            })
        }
        _ => {
            let entropy = groups.entropy(number_after(parts[0], "ge")?).ok()?;
            Some(if parts[2] == "within" {
                entropy.within
            } else {
                entropy.between
            })
        }
    }
}

fn by_source(key: &str, ranked: &Ranked, micro: &Micro) -> Option<f64> {
    const NAMES: [&str; 4] = ["wage", "business", "property", "transfer"];
    let (name, what) = key.split_once('.')?;
    let columns: Vec<Vec<f64>> = NAMES.iter().map(|name| micro.column(name)).collect();
    let k = NAMES.iter().position(|known| *known == name)?;
    if let Some(what) = what.strip_suffix(".file_order_ties") {
        let concentration = ranked.concentration_by(&columns[k], Ties::FileOrder).ok()?;
        let gini = inequality::weighted::gini(&columns[k], &micro.weight).ok()?;
        return Some(if what == "conc" {
            concentration
        } else {
            concentration / gini
        });
    }
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let source = sources(ranked, &columns).ok()?[k];
    Some(match what {
        "share" => source.share,
        "gini" => source.gini,
        "conc" => source.concentration,
        "gini_corr" => source.gini_correlation,
        "contribution" => source.contribution,
        "marginal" => source.marginal,
        "shorrocks_share" => source.shorrocks_share,
        _ => return None,
    })
}

fn mld_change(key: &str, before: &Groups, after: &Groups) -> Option<f64> {
    let (what, part) = key.split_once('.')?;
    let change = MldChange::between(before, after).ok()?;
    let (old, new) = (before.entropy(0.0).ok()?, after.entropy(0.0).ok()?);
    let all = change.within + change.sizes_within + change.sizes_between + change.means;
    Some(match (what, part) {
        ("mld_data1", "mld_total") => old.total,
        ("mld_data1", "mld_within") => old.within,
        ("mld_data1", "mld_between") => old.between,
        ("mld_data2", "mld_total") => new.total,
        ("mld_data2", "mld_within") => new.within,
        ("mld_data2", "mld_between") => new.between,
        ("mld_difference", "mld_total") => change.total,
        ("mld_difference", "mld_within") => change.within_difference,
        ("mld_difference", "mld_between") => change.between_difference,
        ("absolute_contributions_difference", "within_inequality") => change.within,
        ("absolute_contributions_difference", "within_share_groups") => change.sizes_within,
        ("absolute_contributions_difference", "between_share_groups") => change.sizes_between,
        ("absolute_contributions_difference", "between_inequality") => change.means,
        ("relative_contributions_difference", "within_group_relative") => change.within / all,
        ("relative_contributions_difference", "group_size_relative") => {
            (change.sizes_within + change.sizes_between) / all
        }
        ("relative_contributions_difference", "between_groups_relative") => change.means / all,
        _ => return None,
    })
}
