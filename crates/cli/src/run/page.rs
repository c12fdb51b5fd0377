//! placeholder
use super::Finished;
/// The page.
pub fn html(_: &Finished<'_>) -> String {
    String::new()
}
