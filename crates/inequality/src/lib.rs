//! Measures of inequality, poverty and polarisation on slices and weights.
