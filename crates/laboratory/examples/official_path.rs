//! The trend under which an economy with the theory follows the official path.
//!
//! ```sh
//! cargo run --release -p laboratory --example official_path -- china-2022 40 2
//! ```
//! Arguments: economy, quarters, seeds.

use laboratory::Request;
use laboratory::long_run::official_path::{TOLERANCE, find};

/// Rounds of the fixed point.
const ROUNDS: usize = 3;

#[expect(clippy::print_stdout, reason = "an example prints")]
fn main() -> laboratory::Result<()> {
    let mut words = std::env::args().skip(1);
    let economy = words.next();
    let mut number = |otherwise| {
        words
            .next()
            .and_then(|w| w.parse().ok())
            .unwrap_or(otherwise)
    };
    let (quarters, seeds) = (number(80), number(4));
    let request = Request {
        economy,
        rules: Some("b2".to_owned()),
        quarters: Some(quarters),
        seeds: Some(seeds),
        ..Request::default()
    };
    let found = find(&request.configuration()?, ROUNDS)?;
    let percent = |of: &[f64]| -> Vec<String> {
        of.iter()
            .map(|gap| format!("{:+.2}", 100.0 * gap))
            .collect()
    };
    for round in &found.rounds {
        println!(
            "taken off {:+.3} % a year, contributed {:+.3}; off the path by window: productivity {}, real GDP {}: {}",
            100.0 * round.contribution,
            100.0 * round.measured,
            percent(&round.productivity_gaps).join(" "),
            percent(&round.gdp_gaps).join(" "),
            if round.follows() {
                "follows".to_owned()
            } else {
                format!("misses {} somewhere", 100.0 * TOLERANCE)
            }
        );
    }
    println!(
        "contribution over {quarters} quarters: {:.5} a year",
        found.contribution()
    );
    Ok(())
}
