//! The `commonweal` command.

mod args;
mod attribute;
mod bench;
mod compare;
mod complaint;
mod completions;
mod economy;
mod index;
mod measure;
mod number;
mod output;
mod params;
mod report;
mod run;
mod theory;
mod uncertainty;
mod validate;

use std::process::ExitCode;

use args::Subcommand;
use laboratory::Commit;

/// Which program this is, for manifests.
const PROGRAM: Commit = Commit {
    version: env!("CARGO_PKG_VERSION"),
    commit: env!("COMMONWEAL_COMMIT"),
};

fn main() -> ExitCode {
    let done = args::parse().and_then(|arguments| match arguments.command {
        Subcommand::Run(asked) => run::run(&asked),
        Subcommand::Attribute(asked) => attribute::run(&asked),
        Subcommand::Uncertainty(asked) => uncertainty::run(&asked),
        Subcommand::Compare(asked) => compare::run(&asked),
        Subcommand::Economy(asked) => economy::show(&asked),
        Subcommand::Params(asked) => params::list(&asked),
        Subcommand::Theory(asked) => theory::show(&asked),
        Subcommand::Measure(asked) => measure::run(&asked),
        Subcommand::Index(asked) => index::run(&asked),
        Subcommand::Validate(asked) => validate::check(&asked),
        Subcommand::Bench(asked) => bench::measure(&asked),
        Subcommand::Completions { shell } => completions::print(shell),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => complaint.report(),
    }
}
