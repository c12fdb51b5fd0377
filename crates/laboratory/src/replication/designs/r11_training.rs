//! R11: training in the poorest countryside, where people may leave and where they may not.
//!
//! What training adds to a workforce belongs to the place here, as what online education adds does: those
//! who leave do not take it along. The design can therefore find what wages draw in or out, but not the
//! drain of the trained themselves; the verdict stands, with this beside it.

use super::{Arm, Band, Design, Evidence, Expected, Kind, Reading, Site, claim, log, roll_out};
use theory::trial::{Intervention, Treatment};

const OPEN: &str = "training";
const CLOSED: &str = "nobody moves";
const BOTH: &str = "training, nobody moves";
const QUARTER: u32 = 8;
/// Log skill that training adds.
const LEARNED: f64 = 0.05;
/// So many of the poorest rural areas are trained.
const POOREST: usize = 10;

pub const DESIGN: Design = Design {
    id: "R11",
    title: "Training where people may leave",
    published: "output of a lagging area does not gain by training if the trained leave, and gains if they cannot (digital economy, §10.2)",
    done: "5 log points of skill in the ten rural areas of lowest income in quarter 8, with migration open and closed",
    claims: &[
        claim(
            "open",
            "log of value added of trained against other rural areas, migration open, two-way fixed effects",
            Expected::In(Band::new(f64::NEG_INFINITY, 0.0)),
        ),
        claim(
            "closed",
            "the same, migration closed",
            Expected::In(Band::positive()),
        ),
    ],
    arms,
    measure,
};

fn trained(site: &Site) -> Vec<usize> {
    let mut rural = site.areas(Kind::Rural);
    rural.sort_by(|&a, &b| site.income[a].total_cmp(&site.income[b]));
    rural.truncate(POOREST);
    rural
}

fn arms(site: &Site) -> Vec<Arm> {
    let training = || {
        vec![Intervention {
            quarter: QUARTER,
            areas: trained(site),
            treatment: Treatment::Skill(LEARNED),
        }]
    };
    let closed = |name| Arm {
        closed: true,
        ..Arm::new(name)
    };
    vec![
        Arm::new(OPEN).trial(training()),
        closed(CLOSED),
        closed(BOTH).trial(training()),
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let site = &evidence.site;
    let (rural, trained) = (site.areas(Kind::Rural), trained(site));
    let first: Vec<u32> = rural
        .iter()
        .map(|area| {
            if trained.contains(area) {
                QUARTER
            } else {
                u32::MAX
            }
        })
        .collect();
    [[OPEN, Arm::BASE], [BOTH, CLOSED]]
        .map(|[arm, twin]| {
            let both = [evidence.arm(arm), evidence.arm(twin)];
            let found = roll_out(both, &first, both[0].len(), &|history, u, t| {
                log(history[t].places[rural[u]].value_added)
            });
            Reading {
                published: found.two_way,
                truth: found.truth,
            }
        })
        .to_vec()
}
