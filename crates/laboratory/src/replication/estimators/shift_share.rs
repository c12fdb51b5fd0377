//! Shift-share: areas are exposed to what befalls an industry by how much of it they have.

use super::Estimate;

/// Exposure of each area: the shocks of industries weighted by the area's shares.
///
/// ```
/// use laboratory::replication::estimators::exposure;
/// assert_eq!(exposure(&[vec![0.25, 0.75], vec![1.0, 0.0]], &[4.0, 8.0]), [7.0, 4.0]);
/// ```
#[must_use]
pub fn exposure(shares: &[Vec<f64>], shocks: &[f64]) -> Vec<f64> {
    let of = |shares: &Vec<f64>| shares.iter().zip(shocks).map(|(w, x)| w * x).sum();
    shares.iter().map(of).collect()
}

/// Slope of `outcome` on `exposure` over areas, standard error robust to heteroskedasticity.
///
/// # Errors
/// As [`composite::regress`]: too few areas, no variation, values that are no numbers.
///
/// # Source
/// \[acemoglu_restrepo_2020\] regress so on exposure to robots; areas with similar shares are not
/// independent, so that the standard error is a lower bound \[adao_kolesar_morales_2019\].
pub fn shift_share(outcome: &[f64], exposure: &[f64]) -> Result<Estimate, composite::Error> {
    let fit = composite::regress(outcome, &[exposure])?;
    Ok(Estimate {
        effect: fit.coefficients[1],
        se: fit.se_hc1[1],
        clusters: outcome.len(),
    })
}
