//! Composite indices of prosperity and their spatial and dynamic companions.
