//! Grouped data: what a table of brackets or deciles says about a distribution.
//!
//! A table leaves the distribution inside each bracket open. [`Brackets`] gives the bounds within
//! which the Gini coefficient must lie; [`GeneralQuadratic`] and [`BetaLorenz`] fit a smooth
//! Lorenz curve through the points, as the World Bank does for countries that publish tables only,
//! and [`ParametricLorenz`] reads every index off the fitted curve by quadrature.

mod beta;
mod brackets;
mod fit;
mod parametric;
mod quadratic;
mod quadrature;

pub use beta::BetaLorenz;
pub use brackets::{Brackets, GiniBounds};
pub use parametric::ParametricLorenz;
pub use quadratic::GeneralQuadratic;
