//! Writes a page with every figure, on made-up data, and on request each figure as a file.
//!
//! `cargo run -p charts --example gallery -- gallery.html [FOLDER]`

mod made_up;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(page) = arguments.next() else {
        eprintln!("usage: gallery FILE.html [FOLDER]");
        return ExitCode::from(2);
    };
    let mut files = vec![(page.into(), made_up::page().html())];
    if let Some(folder) = arguments.next() {
        for (name, figure) in made_up::figures() {
            files.push((
                Path::new(&folder).join(name).with_extension("svg"),
                figure.svg(),
            ));
        }
    }
    for (path, text) in files {
        if let Err(error) = std::fs::write(&path, text) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
