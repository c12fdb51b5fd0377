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
        "no act reads what entrants have learned (channel 29, entrant_skill): lessons fill schooling, and then nobody who leaves school takes them to work, so that earnings could not differ",
    )
}
