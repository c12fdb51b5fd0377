//! How a strategy comes into force.

/// Intensity in a quarter: rises in equal steps over `ramp` quarters, of which `start` is the first.
///
/// # Source
/// Digital economy, §5.2.
///
/// ```
/// use theory::strategies::ramp;
/// assert_eq!(ramp(1.0, 5.0, 8.0, 4), 0.0);
/// assert_eq!(ramp(1.0, 5.0, 8.0, 5), 0.125);
/// assert_eq!(ramp(1.0, 5.0, 8.0, 12), 1.0);
/// assert_eq!(ramp(2.0, 5.0, 0.0, 5), 2.0);
/// ```
#[must_use]
pub fn ramp(intensity: f64, start: f64, ramp: f64, quarter: u32) -> f64 {
    let quarter = f64::from(quarter);
    if intensity == 0.0 || quarter < start {
        return 0.0;
    }
    let steps = ramp.max(1.0);
    intensity * ((quarter - start + 1.0) / steps).min(1.0)
}
