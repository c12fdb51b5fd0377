//! R5: areas are exposed to automation by the industries that they have.

use super::{
    Arm, Band, Design, Evidence, Expected, History, OfPlace, Reading, Site, claim, estimators, log,
    slope, slope_or_nan,
};

const WITHOUT: &str = "automation saves no work";

pub const DESIGN: Design = Design {
    id: "R5",
    title: "Exposure to automation",
    published: "less employment where robots spread [acemoglu_restrepo_2020]; in China no effect on wages of adopters, employment of the low-skilled falls most (evidence: employment_substitution.robot_labour_demand_elasticity_cn, robot_low_skill_elasticity_cn); the band asks for adopters' wages to rise",
    done: "the baseline, in which firms automate; exposure is the opening mix of industries times the automated share of each at the end; the twin automates too, but it saves no work",
    claims: &[
        claim(
            "adopters_wages",
            "change of the log wage of a firm per unit of its automated share, cross-section of firms",
            Expected::In(Band::positive()),
        ),
        claim(
            "employment",
            "change of log jobs of an area per unit of exposure, shift-share",
            Expected::In(Band::negative()),
        ),
        claim(
            "low_skill_more",
            "the same of residents of low education less all others",
            Expected::In(Band::negative()),
        ),
    ],
    arms,
    measure,
};

fn arms(_: &Site) -> Vec<Arm> {
    vec![Arm::new(WITHOUT).with(&[("employment_substitution.strength", 0.0)])]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let (site, base, twin) = (&evidence.site, evidence.base(), evidence.arm(WITHOUT));
    let last = base.len() - 1;
    let exposed = exposure(site, base);
    let areas: Vec<usize> = (0..site.kind.len()).collect();
    let change = |history: &History, of: OfPlace| -> Vec<f64> {
        let log_of = |t: usize, area: usize| log(of(&history[t].places[area]));
        areas
            .iter()
            .map(|&area| log_of(last, area) - log_of(0, area))
            .collect()
    };
    let reading = |of: OfPlace| {
        let (seen, without) = (change(base, of), change(twin, of));
        let truth: Vec<f64> = seen.iter().zip(without).map(|(a, b)| a - b).collect();
        Reading {
            published: slope(&seen, &exposed),
            truth: slope_or_nan(&truth, &exposed),
        }
    };
    vec![
        adopters(base, twin),
        reading(|place| place.jobs),
        reading(|place| place.employed[0] / place.employed[1]),
    ]
}

/// Exposure of each area.
fn exposure(site: &Site, base: &History) -> Vec<f64> {
    let last = &base[base.len() - 1].sellers;
    let mut automated = vec![0.0; site.industries];
    let mut jobs = vec![0.0; site.industries];
    let mut mix = vec![vec![0.0; site.industries]; site.kind.len()];
    for (i, &staff) in base[0].sellers.jobs.iter().enumerate() {
        let (g, area) = (site.industry_of_firm[i], site.area_of_firm[i]);
        automated[g] += staff * last.automated[i];
        jobs[g] += staff;
        mix[area][g] += staff;
    }
    for (automated, jobs) in automated.iter_mut().zip(jobs) {
        *automated = quantity::maths::ratio_or_zero(*automated, jobs);
    }
    for area in &mut mix {
        let all: f64 = area.iter().sum();
        for share in area {
            *share /= all;
        }
    }
    estimators::exposure(&mix, &automated)
}

fn adopters(base: &History, twin: &History) -> Reading {
    let last = base.len() - 1;
    let (now, then, without) = (&base[last].sellers, &base[0].sellers, &twin[last].sellers);
    let firms: Vec<usize> = (0..now.wage.len())
        .filter(|&i| now.wage[i] > 0.0 && then.wage[i] > 0.0 && without.wage[i] > 0.0)
        .collect();
    let over = |of: &dyn Fn(usize) -> f64| firms.iter().map(|&i| of(i)).collect::<Vec<f64>>();
    let automated = over(&|i| now.automated[i]);
    let seen = over(&|i| log(now.wage[i] / then.wage[i]));
    let truth = over(&|i| log(now.wage[i] / without.wage[i]));
    Reading {
        published: slope(&seen, &automated),
        truth: slope_or_nan(&truth, &automated),
    }
}
