//! `commonweal params`: every parameter with what is known about it.
use crate::args::ParamsArgs;
use crate::complaint::Outcome;
/// Lists them.
pub fn list(_: &ParamsArgs) -> Outcome {
    Ok(())
}
