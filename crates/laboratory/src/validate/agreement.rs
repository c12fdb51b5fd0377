//! How well a set of values agrees with a published one: the largest difference, and where it is.

use super::Check;

/// Relative difference allowed between an exact result and ours.
pub const EXACT: f64 = 1e-9;

/// Absolute difference allowed where a value is a difference of large numbers.
const EXACT_DIFFERENCE: f64 = 1e-6;

/// Quantities that are small differences of large numbers, by the names of the reference files.
const DIFFERENCES: [&str; 13] = [
    "DS_i",
    "S_i",
    "D_RoW",
    "pi_CB",
    "DL_d_i",
    "DD_i",
    "gdp_deflator_growth",
    "Pi_G",
    "D_i",
    "Pi_i",
    "Pi_e_i",
    "Q_d_m",
    "Q_m",
];

/// Collects comparisons of one file.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    n_values: usize,
    worst: f64,
    place: String,
}

impl Agreement {
    /// Compares one value; `place` names it if it turns out the worst.
    ///
    /// The difference is relative, or, for a difference of large numbers, absolute and scaled so that
    /// 10⁻⁶ counts as 10⁻⁹.
    pub fn compare(&mut self, quantity: &str, expected: f64, got: f64, place: impl Fn() -> String) {
        let difference = (got - expected).abs();
        let relative = if difference == 0.0 {
            0.0
        } else {
            difference / expected.abs()
        };
        let deviation = if DIFFERENCES.contains(&quantity) || expected.abs() < EXACT {
            relative.min(difference / EXACT_DIFFERENCE * EXACT)
        } else {
            relative
        };
        self.n_values += 1;
        // A value that is not a number is the worst there can be.
        if deviation.is_nan() || deviation > self.worst {
            self.worst = if deviation.is_nan() {
                f64::INFINITY
            } else {
                deviation
            };
            self.place = format!("{} ({got} against {expected})", place());
        }
    }

    /// Notes a column of the file that has no counterpart here.
    pub fn unknown(&mut self, column: &str) {
        self.n_values += 1;
        self.worst = f64::INFINITY;
        self.place = format!("no counterpart for column {column}");
    }

    /// The check that all values agree to [`EXACT`].
    #[must_use]
    pub fn check(self, id: String, authority: &str) -> Check {
        let worst = if self.worst == 0.0 {
            String::new()
        } else {
            format!("; largest at {}", self.place)
        };
        let note = format!(
            "largest relative difference of {} values{worst}",
            self.n_values
        );
        let got = if self.n_values == 0 {
            f64::INFINITY
        } else {
            self.worst
        };
        Check::judged(id, authority, [0.0, got, EXACT], note)
    }
}
