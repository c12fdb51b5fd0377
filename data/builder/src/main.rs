//! `china-builder --research DIR --out DIR`: writes the economy `china-2022` and says how it went.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use china_builder::controls::Structure;
use china_builder::{build_with, folder};
use clap::Parser;

/// Turns research tables into the embedded economy china-2022.
#[derive(Parser)]
#[command(name = "china-builder")]
struct Arguments {
    /// Folder of the research tables.
    #[arg(long)]
    research: PathBuf,
    /// Folder to write the economy to.
    #[arg(long)]
    out: PathBuf,
    /// Shares of industries inside each sector: those of 2020, when there was a pandemic, or their mean with those of
    /// 2018.
    #[arg(long, default_value = "2020")]
    structure: Structure,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let written = build_with(&arguments.research, arguments.structure).and_then(|built| {
        folder::write(&arguments.out, &built.files)?;
        Ok(built.report())
    });
    match written {
        Ok(report) => {
            // A closed pipe is no failure of the build.
            let _ = std::io::stdout().write_all(report.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}
