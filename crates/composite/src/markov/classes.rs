//! Classes of a distribution.
//!
//! A value x is in class k (counted from 0) if edge(k−1) < x ≤ edge(k), the first class having no lower
//! and the last no upper edge.

use crate::Error;
use crate::error::{finite, same_length};
use crate::maths;

/// Edges at the quantiles 1/k … (k−1)/k of `values` (type 7), so that k classes are about equally full.
///
/// ```
/// let edges = composite::markov::quantile_edges(&[1.0, 2.0, 3.0, 4.0, 5.0], 4)?;
/// assert_eq!(edges, [2.0, 3.0, 4.0]);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Fewer than two classes or values, non-finite values, or ties that make two edges equal.
pub fn quantile_edges(values: &[f64], classes: usize) -> Result<Vec<f64>, Error> {
    crate::error::at_least("classes", classes, 2)?;
    crate::error::at_least("values to classify", values.len(), 2)?;
    finite("values to classify", values)?;
    let sorted = maths::sorted(values);
    let edges: Vec<f64> = (1..classes)
        .map(|k| maths::quantile(&sorted, k as f64 / classes as f64))
        .collect();
    check_edges(&edges)?;
    Ok(edges)
}

/// Refuses edges that do not rise.
pub(crate) fn check_edges(edges: &[f64]) -> Result<(), Error> {
    finite("edges of the classes", edges)?;
    match edges.windows(2).find(|pair| pair[0] >= pair[1]) {
        None => Ok(()),
        Some(pair) => Err(Error::Domain {
            what: "an edge of the classes".into(),
            value: pair[1],
            allowed: format!("above the edge before it, {}: use fewer classes", pair[0]),
        }),
    }
}

/// Class of one value, counted from 0.
///
/// ```
/// use composite::markov::class_of;
/// assert_eq!([1.0, 2.0, 2.5, 9.0].map(|x| class_of(x, &[2.0, 3.0])), [0, 0, 1, 2]);
/// ```
pub fn class_of(value: f64, edges: &[f64]) -> usize {
    edges.partition_point(|edge| *edge < value)
}

/// Classes of the units' histories (one slice per unit, in the order of time).
///
/// # Errors
/// Non-finite values, or edges that do not rise.
pub fn classify<H: AsRef<[f64]>>(histories: &[H], edges: &[f64]) -> Result<Vec<Vec<usize>>, Error> {
    check_edges(edges)?;
    let classes = |history: &H| {
        finite("values to classify", history.as_ref())?;
        Ok(history
            .as_ref()
            .iter()
            .map(|x| class_of(*x, edges))
            .collect())
    };
    histories.iter().map(classes).collect()
}

/// Histories divided by the mean over units at each time, which takes common growth away.
///
/// ```
/// let relative = composite::markov::relative_to_mean(&[[1.0, 4.0], [3.0, 4.0]])?;
/// assert_eq!(relative, [[0.5, 1.0], [1.5, 1.0]]);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Histories of different lengths, non-finite values, or a mean of 0.
pub fn relative_to_mean<H: AsRef<[f64]>>(histories: &[H]) -> Result<Vec<Vec<f64>>, Error> {
    let times = rectangular(histories)?;
    let mut relative: Vec<Vec<f64>> = histories.iter().map(|h| h.as_ref().to_vec()).collect();
    for time in 0..times {
        let sum: f64 = histories.iter().map(|h| h.as_ref()[time]).sum();
        let mean = sum / histories.len() as f64;
        if mean == 0.0 {
            return Err(Error::Domain {
                what: format!("the mean at time {time} (counted from 0)"),
                value: mean,
                allowed: "different from 0".into(),
            });
        }
        for history in &mut relative {
            history[time] /= mean;
        }
    }
    Ok(relative)
}

/// Checks that all histories are as long and finite, and returns their length.
pub(crate) fn rectangular<H: AsRef<[f64]>>(histories: &[H]) -> Result<usize, Error> {
    crate::error::at_least("units", histories.len(), 1)?;
    let times = histories[0].as_ref().len();
    for (unit, history) in histories.iter().enumerate() {
        same_length(
            &format!("history of unit {unit}"),
            history.as_ref().len(),
            times,
        )?;
        finite(&format!("history of unit {unit}"), history.as_ref())?;
    }
    Ok(times)
}
