//! Shares in long form: one line a number.

use std::io::{self, Write};

use laboratory::attribute::OutcomeShare;

/// Writes `outcome,quarter,closure,wage_elasticity,measure,of,with,value,se`; a number that does not exist is
/// left empty.
pub fn write(shares: &[OutcomeShare], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"outcome,quarter,closure,wage_elasticity,measure,of,with,value,se\n")?;
    for share in shares {
        let mut line = |measure: &str, of: &str, with: &str, value: f64, se: f64| {
            let number = |x: f64| {
                if x.is_finite() {
                    x.to_string()
                } else {
                    String::new()
                }
            };
            writeln!(
                out,
                "{},{},{},{},{measure},{of},{with},{},{}",
                share.outcome,
                share.quarter,
                share.closure,
                share.wage_elasticity,
                number(value),
                number(se),
            )
        };
        line("base", "", "", share.base.mean, share.base.se)?;
        line("level", "", "", share.level.mean, share.level.se)?;
        line("total", "", "", share.total.difference, share.total.se)?;
        line("sum_of_singles", "", "", share.sum_of_singles, f64::NAN)?;
        for group in &share.groups {
            line("shapley", &group.group, "", group.shapley, group.se)?;
            line("first", &group.group, "", group.first, group.first_se)?;
            line("last", &group.group, "", group.last, group.last_se)?;
        }
        for concept in &share.concepts {
            line("owen", concept.id, "", concept.owen, concept.se)?;
        }
        for pair in &share.interactions {
            line("interaction", &pair.a, &pair.b, pair.value, pair.se)?;
        }
        for at in &share.horizons {
            let quarter = at.quarter.to_string();
            line("correlation", &quarter, "", at.correlation, f64::NAN)?;
        }
    }
    Ok(())
}
