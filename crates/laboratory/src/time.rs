//! The wall clock, for manifests only.

use std::time::{SystemTime, UNIX_EPOCH};

/// This moment in coordinated universal time, e.g. `2026-03-01T12:00:00Z`.
pub(crate) fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    written(since.map_or(0, |since| since.as_secs()))
}

/// Seconds since 1970 as a date and time.
///
/// # Source
/// Days to civil date: H. Hinnant, "chrono-compatible low-level date algorithms".
fn written(seconds: u64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era.div_euclid(1_460) + day_of_era.div_euclid(36_524)
        - day_of_era.div_euclid(146_096))
    .div_euclid(365);
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era.div_euclid(4) - year_of_era.div_euclid(100));
    // Months are counted from March.
    let month_index = (5 * day_of_year + 2).div_euclid(153);
    let day = day_of_year - (153 * month_index + 2).div_euclid(5) + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        rest.div_euclid(3_600),
        rest.rem_euclid(3_600).div_euclid(60),
        rest.rem_euclid(60)
    )
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn known_moments() {
        assert_eq!(written(0), "1970-01-01T00:00:00Z");
        assert_eq!(written(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(written(1_740_830_400), "2025-03-01T12:00:00Z");
    }
}
