//! Prints the invariants of the long run: the table of `commonweal validate` without the published results.
use std::path::PathBuf;

use laboratory::validate::{Effort, long_run};

fn main() {
    let reference = std::env::args().nth(1).map(PathBuf::from);
    let checks = long_run(reference.as_deref(), Effort::default(), &|what| {
        eprintln!("{what}");
    });
    for check in checks.expect("the reference data load") {
        println!(
            "{:<44} {:>10.2e} {:>10.2e} {:<6} {}",
            check.id,
            check.got,
            check.tolerance,
            match check.pass {
                Some(true) => "pass",
                Some(false) => "FAIL",
                None => "-",
            },
            check.note
        );
    }
}
