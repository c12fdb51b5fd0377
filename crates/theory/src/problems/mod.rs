//! Problems: mechanisms whose harm follows from the state (G).

pub mod algorithm_manipulation;
pub mod data_monopoly;
pub mod digital_divide;
pub mod employment_substitution;
