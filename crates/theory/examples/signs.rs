//! Sign tests: each concept with its prerequisites less the prerequisites alone, over paired seeds, on the
//! greenfield opening of the village; what needs a map on four areas with people.
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
    let (village, areas) = (common::standard_village(), signs::inhabited_areas());
    let tests = signs::TESTS.iter().chain(signs::PLATFORM_TESTS);
    let of_places = signs::AREA_TESTS.iter().map(|test| (test, &areas));
    for (test, calibration) in tests.map(|test| (test, &village)).chain(of_places) {
        if !ids.is_empty() && !ids.iter().any(|id| id == test.id) {
            continue;
        }
        for row in signs::run_on(calibration, test, seeds, quarters) {
            println!("{row}");
        }
    }
}
