//! R9: lessons broadcast to rural schools, and what their pupils earn ten years later.
//!
//! The exposure that years of lessons would build up is there at once, so that one cohort has it: those who leave
//! school in the two years after, in the countryside of half of the provinces. It fades as pupils who had it
//! leave. The cohort before them, and the other provinces, had none.

use super::{
    Arm, Band, Design, Estimate, Evidence, Expected, Kind, Panel, Reading, Site, claim, estimators,
    log,
};
use theory::trial::{Intervention, Treatment};

const LESSONS: &str = "lessons";
const TWIN: &str = "ten years without lessons";
const DISPLACED: &str = "lessons instead of class";
const DISPLACED_TWIN: &str = "ten years, class displaced";
/// Read before the channels of the quarter are written; who turns 16 a quarter later has had the lessons.
const QUARTER: u32 = 8;
/// Ten years after the last of the cohort have left school.
const QUARTERS: u32 = 56;
/// Quality of school that the lessons add, in units of the best area's.
const QUALITY: f64 = 0.3;

pub const DESIGN: Design = Design {
    id: "R9",
    title: "Online lessons",
    published: "earnings of exposed rural cohorts rise after ten years; nothing where lessons displace class [bianchi_lu_song_2022] (evidence: online_education.lecture_broadcast_gap_closure)",
    done: "in quarter 8 lessons add 0.3 to the quality of schooling in the rural areas of half of the provinces, by lot; those who turn 16 in the next two years have had them, those of the two years before have not; wages of those with a job at the end of 56 quarters, by the area of their school",
    claims: &[
        claim(
            "earnings",
            "log of the real wage, exposed less earlier cohort, two-way fixed effects over areas and cohorts",
            Expected::In(Band::positive()),
        ),
        claim(
            "displaced",
            "the same where the lessons take the place of class",
            Expected::Null,
        ),
    ],
    arms,
    measure,
};

fn arms(site: &Site) -> Vec<Arm> {
    let mut areas = site.areas(Kind::Rural);
    areas.retain(|&area| site.half[site.province[area]]);
    let lessons = || {
        vec![Intervention {
            quarter: QUARTER,
            areas: areas.clone(),
            treatment: Treatment::Lessons(QUALITY),
        }]
    };
    let long = |name| Arm {
        quarters: Some(QUARTERS),
        ..Arm::new(name)
    };
    let displacing = |name| long(name).with(&[("online_education.displaces_class", 1.0)]);
    vec![
        long(TWIN),
        long(LESSONS).trial(lessons()),
        displacing(DISPLACED_TWIN),
        displacing(DISPLACED).trial(lessons()),
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    [[LESSONS, TWIN], [DISPLACED, DISPLACED_TWIN]]
        .map(|arms| of_cohorts(evidence, arms))
        .to_vec()
}

/// The difference of the cohorts in the differences of the areas, and the true effect: the mean over treated areas
/// of the exposed cohort with lessons less the same without.
fn of_cohorts(evidence: &Evidence, [arm, twin]: [&str; 2]) -> Reading {
    let site = &evidence.site;
    let earnings = |arm: &str, area: usize, cohort: usize| {
        let last = evidence.arm(arm).last();
        let earned = last.and_then(|quarter| quarter.cohorts.get(area));
        earned.map_or(f64::NAN, |earned| log(earned[cohort]))
    };
    let is_known = |area: &usize| {
        let known = |arm| (0..2).all(|cohort| earnings(arm, *area, cohort).is_finite());
        known(arm) && known(twin)
    };
    let areas: Vec<usize> = site
        .areas(Kind::Rural)
        .into_iter()
        .filter(is_known)
        .collect();
    let is_treated = |area: usize| site.half[site.province[area]];
    let seen = Panel::new(areas.len(), 2, |u, cohort| earnings(arm, areas[u], cohort));
    let treatment = Panel::new(areas.len(), 2, |u, cohort| {
        f64::from(u8::from(cohort == 1 && is_treated(areas[u])))
    });
    let published: Option<Estimate> = estimators::two_way(&seen, &treatment);
    let treated = areas.iter().filter(|&&area| is_treated(area));
    let effects: Vec<f64> = treated
        .map(|&area| earnings(arm, area, 1) - earnings(twin, area, 1))
        .collect();
    Reading {
        published,
        truth: crate::mean(&effects),
    }
}
