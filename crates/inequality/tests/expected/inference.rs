//! Keys of standard errors and influence functions.

use inequality::inference::influence::lorenz_by;
use inequality::inference::{
    Bootstrap, Centre, Design, Linearised, ReplicateWeights, Resampling, jackknife,
};
use inequality::{GiniForm, Measure, Poor, PovertyLine, QuantileRule, Ranked};

use super::data::Micro;
use super::decomposition::theil_of_provinces;

pub fn value(key: &str, micro: &Micro) -> Option<f64> {
    let ranked = Ranked::weighted(&micro.income, &micro.weight).ok()?;
    if let Some(rest) = key.strip_prefix("micro.rif.gini.") {
        return recentred(rest, &ranked, micro);
    }
    let (design, rest) = key.strip_prefix("micro.se.")?.split_once('.')?;
    let sample =
        Design::stratified(&micro.table.codes("stratum").0, &micro.table.codes("psu").0).ok()?;
    match design {
        "srs" => linearised(rest, &ranked, &Design::independent(ranked.len()), micro),
        "strat_cluster" => linearised(rest, &ranked, &sample, micro),
        "jkn" => {
            let statistic = statistic(rest.strip_suffix(".se")?)?;
            let replicates = jackknife(&ranked, &micro.weight, &sample, statistic).ok()?;
            Some(replicates.estimate(Centre::MeanOfReplicates).se)
        }
        "repweights" => {
            let replicates = ReplicateWeights::bootstrap(&micro.replicates).ok()?;
            if rest == "scale" {
                return Some(replicates.scale());
            }
            let statistic = statistic(rest.strip_suffix(".se")?)?;
            Some(replicates.estimate(&ranked, statistic).ok()?.se)
        }
        "naive_bootstrap" => {
            let statistic = statistic(rest.strip_suffix(".se")?)?;
            let rows = Design::independent(ranked.len());
            let resampling = Resampling::Naive;
            let run = Bootstrap::run(
                &ranked,
                &micro.weight,
                &rows,
                resampling,
                2000,
                1234,
                statistic,
            );
            Some(run.ok()?.estimate().se)
        }
        _ => None,
    }
}

type Statistic = fn(&Ranked) -> inequality::Result<f64>;

fn statistic(name: &str) -> Option<Statistic> {
    Some(match name {
        "gini" => Ranked::gini,
        "gini_convey" => |r| r.gini_as(GiniForm::Convey),
        "ge1" => Ranked::theil,
        "qsr" => |r| r.quintile_share_ratio(QuantileRule::Math),
        _ => return None,
    })
}

fn recentred(rest: &str, ranked: &Ranked, micro: &Micro) -> Option<f64> {
    let rif = Measure::Gini
        .linearised(ranked)
        .ok()?
        .recentred(ranked.total_weight());
    if rest == "mean" {
        let total: f64 = rif.iter().zip(&micro.weight).map(|(r, w)| r * w).sum();
        return Some(total / ranked.total_weight());
    }
    rif.get(rest.strip_prefix("id")?.parse::<usize>().ok()? - 1)
        .copied()
}

fn linearised(rest: &str, ranked: &Ranked, design: &Design, micro: &Micro) -> Option<f64> {
    let (name, what) = rest.rsplit_once('.')?;
    let estimate = design
        .estimate(&micro.weight, &estimator(name, ranked, micro)?)
        .ok()?;
    Some(if what == "se" {
        estimate.se
    } else {
        estimate.value
    })
}

fn estimator(name: &str, ranked: &Ranked, micro: &Micro) -> Option<Linearised> {
    let absolute = PovertyLine::Absolute(micro.line);
    let relative = PovertyLine::OfMedian(0.6, QuantileRule::Math);
    let convey = Poor::AtOrBelow;
    let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<f64>().ok();
    let measure = match name {
        "mean" => Measure::Mean,
        "gini" => Measure::Gini,
        "qsr" => Measure::QuintileShareRatio(QuantileRule::Math),
        "arpt" => Measure::Line(relative),
        "arpr" => Measure::Fgt(0.0, relative, convey),
        "watts_abs" => Measure::Watts(absolute, convey),
        "zenga" => Measure::Zenga,
        _ if name.starts_with("ge") => Measure::GeneralisedEntropy(number("ge")?),
        _ if name.starts_with("atkinson") => Measure::Atkinson(number("atkinson")?),
        "gini_convey" => Measure::GiniAs(GiniForm::Convey),
        _ if name.starts_with("lorenz_p") => {
            return lorenz_by(ranked, number("lorenz_p")?, QuantileRule::Hf4).ok();
        }
        _ if name.starts_with("fgt") => {
            let (alpha, line) = name.strip_prefix("fgt")?.split_once('_')?;
            let line = if line == "abs" { absolute } else { relative };
            Measure::Fgt(alpha.parse().ok()?, line, convey)
        }
        _ => return theil_of_provinces(name.strip_prefix("theil_province_")?, ranked, micro),
    };
    measure.linearised(ranked).ok()
}
