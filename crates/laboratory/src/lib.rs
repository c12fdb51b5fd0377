//! Ensembles, economies on disk, results and checks.
