//! Parameters that are declared for comparison, and that no equation reads: to set one would change nothing.

use params::{Declaration, Role};

/// Parameters of another role than [`Role::Check`] that nothing reads either.
const UNREAD: &[&str] = &[
    "data_value.data_output_elasticity",
    "empowerment.data_driven_tfp_premium",
    "empowerment.genai_task_productivity",
    "free_of_charge.free_service_value_social",
    "online_government.approval_time_cut",
];

/// Why nothing would change if this parameter had another value; nothing where something reads it.
#[must_use]
pub fn reason(declared: &Declaration) -> Option<&'static str> {
    match declared.role {
        Role::Check => Some("is a figure to compare with; no equation reads it"),
        _ if !UNREAD.contains(&declared.path) => None,
        Role::Satellite => Some("is a figure beside the accounts; no equation reads it"),
        _ => Some("is another figure for an input; no equation reads it"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::Concepts;

    /// The text of all files of a folder and of those in it, without their comments.
    fn code(folder: &Path) -> String {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        let mut text = String::new();
        for path in paths {
            if path.is_dir() {
                text += &code(&path);
            } else if path.extension().is_some_and(|kind| kind == "rs")
                && !path.ends_with("unread.rs")
            {
                let file = fs::read_to_string(&path).expect("a file");
                let is_code = |line: &&str| !line.trim_start().starts_with("//");
                text.extend(
                    file.lines()
                        .filter(is_code)
                        .map(|line| line.to_owned() + "\n"),
                );
            }
        }
        text
    }

    /// Whether a field is read anywhere: `.field`, but not where its path stands in a text.
    fn is_read(code: &str, path: &str) -> bool {
        let (section, field) = path.rsplit_once('.').expect("a path");
        let dotted = format!(".{field}");
        code.match_indices(&dotted).any(|(at, _)| {
            let after = code[at + dotted.len()..].chars().next();
            let whole = after.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            whole
                && !code[..at].ends_with(&format!("\"{section}"))
                && !code[..at].ends_with(&format!(" {section}"))
        })
    }

    /// Authority: the source of the theory and of the laboratory.
    #[test]
    fn what_is_said_not_to_be_read_is_read_nowhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let code = code(&root.join("src")) + &code(&root.join("../laboratory/src"));
        let concepts = Concepts::default();
        let mut told = 0;
        for declared in concepts.declarations() {
            if reason(declared).is_some() {
                told += 1;
                assert!(!is_read(&code, declared.path), "{}", declared.path);
            }
        }
        assert!(told > 80, "{told}");
        assert!(is_read(&code, "gig_economy.max_share"));
        for path in UNREAD {
            assert!(concepts.has(path), "{path}");
        }
    }
}
