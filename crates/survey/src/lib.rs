//! The user's own data: tables in, measures out.
