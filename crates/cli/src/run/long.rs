//! Results in long form: one line per seed, quarter and series.

use std::io::{self, Write};

use laboratory::Results;

/// Writes `seed,quarter,series,value`; a value that does not exist is left empty.
pub fn write(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"seed,quarter,series,value\n")?;
    for (seed, quarters) in results.runs() {
        for (quarter, values) in quarters.iter().enumerate() {
            for (k, value) in values.iter().enumerate() {
                let name = results.series(k).name;
                if value.is_finite() {
                    writeln!(out, "{seed},{quarter},{name},{value}")?;
                } else {
                    writeln!(out, "{seed},{quarter},{name},")?;
                }
            }
        }
    }
    Ok(())
}
