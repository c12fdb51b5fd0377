//! `commonweal completions`: completion scripts for shells.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::complaint::Outcome;
use crate::output;

/// Prints the script for `shell`.
pub fn print(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "commonweal", &mut script);
    Ok(output::print(|out| out.write_all(&script))?)
}
