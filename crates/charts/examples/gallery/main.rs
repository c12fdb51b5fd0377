//! Writes a page with every figure, on made-up data, to the path given on the command line.
//!
//! `cargo run -p charts --example gallery -- gallery.html`

mod made_up;

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: gallery FILE.html");
        return ExitCode::from(2);
    };
    match std::fs::write(&path, made_up::page().html()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
