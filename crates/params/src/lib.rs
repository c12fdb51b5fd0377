//! Declared parameters.
