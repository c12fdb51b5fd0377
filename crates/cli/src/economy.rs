//! `commonweal economy`: what an economy contains.
use crate::args::EconomyArgs;
use crate::complaint::Outcome;
/// Shows it.
pub fn show(_: &EconomyArgs) -> Outcome {
    Ok(())
}
