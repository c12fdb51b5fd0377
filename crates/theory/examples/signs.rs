//! Sign tests: each concept with its prerequisites less the prerequisites alone, over paired seeds, on the
//! greenfield opening of the village.
//!
//! ```text
//! cargo run --release -p theory --example signs [SEEDS] [QUARTERS] [ID…]
//! ```
//!
//! A sign passes where it is found in all but one in twenty of the seeds and `|t| > 3`; rows without a
//! sign are reported and not judged.
//!
//! # Source
//! Digital economy, §4: column *Test*.

#![expect(clippy::print_stdout, reason = "an example")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/signs.rs"]
mod signs;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |k: usize, usual: u64| {
        let given = arguments.get(k).and_then(|text| text.parse().ok());
        given.unwrap_or(usual)
    };
    let (seeds, quarters) = (number(0, 20), number(1, 20) as u32);
    let ids = arguments.get(2..).unwrap_or_default();
    println!(
        "{:<4} {:<38} {:>6} {:>12} {:>12} {:>9} {:>8}  verdict",
        "id", "measure", "sign", "base", "difference", "t", "agree"
    );
    for test in signs::TESTS.iter().chain(signs::PLATFORM_TESTS) {
        if !ids.is_empty() && !ids.iter().any(|id| id == test.id) {
            continue;
        }
        for row in signs::run(test, seeds, quarters) {
            println!("{row}");
        }
    }
}
