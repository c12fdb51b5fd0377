//! Ids, columns, draws and reproducible maths.
