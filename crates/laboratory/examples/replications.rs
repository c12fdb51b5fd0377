//! The page of replications, from a run.
//!
//! ```text
//! cargo run --release -p laboratory --example replications -- FILE [SEEDS]
//! ```
//! Thirty paired seeds, the default, are meant for publication.

use laboratory::replication::{conduct, country, designs::DESIGNS, report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let file = words.next().ok_or("which file is to be written?")?;
    let seeds = match words.next() {
        Some(seeds) => seeds.parse()?,
        None => report::PUBLISHED_SEEDS,
    };
    let seeds: Vec<u64> = (1..=u64::from(seeds)).collect();
    let threads = laboratory::ensemble::available_threads();
    let experiment = country(laboratory::ECONOMY, None)?;
    let studies = conduct(&experiment, &DESIGNS, &seeds, threads, &|seed| {
        eprintln!("seed {seed}");
    })?;
    print!("{}", report::table(&studies, seeds.len()));
    std::fs::write(file, report::page(&studies, seeds.len()))?;
    Ok(())
}
