//! R9: lessons broadcast to rural schools, and what their pupils earn ten years later.

use super::{Design, no_arms, no_readings};

pub const DESIGN: Design = Design {
    id: "R9",
    title: "Online lessons",
    published: "earnings of exposed rural cohorts rise after ten years; nothing where lessons displace class [bianchi_lu_song_2022] (evidence: online_education.lecture_broadcast_gap_closure)",
    done: "nothing yet",
    claims: &[],
    lacks,
    arms: no_arms,
    measure: no_readings,
};

#[expect(clippy::unnecessary_wraps, reason = "the type of every design")]
fn lacks() -> Option<&'static str> {
    Some(
        "persons have classes of age and no year of birth, so that a cohort which had the lessons cannot be told from other young workers ten years after school",
    )
}
