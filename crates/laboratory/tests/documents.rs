//! What documents say of the code is so: the schedule, and who depends on whom.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What stands in backticks, in order.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The lines of a function of `quarter.rs`, from its name on.
fn body<'a>(code: &'a str, function: &str) -> &'a str {
    let start = code
        .find(&format!("fn {function}("))
        .unwrap_or_else(|| panic!("quarter.rs has no {function}"));
    let rest = &code[start..];
    &rest[..rest.find("\n    }\n").expect("its end")]
}

/// The calls of `Economy::quarter`, in order.
fn acts(code: &str) -> Vec<&str> {
    let lines = body(code, "quarter").lines();
    let after_luck = lines.skip_while(|line| !line.contains("let chance"));
    after_luck
        .skip(1)
        .filter_map(|line| line.trim().split_once('(').map(|(call, _)| call))
        .map(|call| call.trim_start_matches("self."))
        .collect()
}

/// Authority: `quarter.rs`. Every act is an item of the schedule of ODD, in order, and the calls that an item names
/// stand in the act in the same order.
#[test]
fn the_schedule_is_that_of_the_code() {
    let (odd, code) = (text("docs/ODD.md"), text("crates/economy/src/quarter.rs"));
    let (_, section) = odd.split_once("\n## 3 ").expect("a schedule");
    let (schedule, _) = section.split_once("\nUnder `b1`").expect("its end");
    let items: Vec<Vec<&str>> = schedule
        .split(". `")
        .skip(1)
        .map(|item| {
            let (act, calls) = item.split_once('`').expect("the act of an item");
            [vec![act], quoted(calls)].concat()
        })
        .collect();
    let listed: Vec<&str> = items.iter().map(|item| item[0]).collect();
    assert_eq!(listed, acts(&code));
    for item in items.iter().filter(|item| item.len() > 1) {
        let mut rest = body(&code, item[0]);
        for call in item[1..]
            .iter()
            .filter(|name| name.strip_suffix(".rs").is_none())
        {
            let at = rest.find(&format!("{call}("));
            let at = at.unwrap_or_else(|| panic!("{call} does not stand there in {}", item[0]));
            rest = &rest[at + call.len()..];
        }
    }
}

/// The crates of the workspace on which that of a folder depends, tests aside.
fn dependencies(folder: &str, ours: &[&str]) -> BTreeSet<String> {
    let manifest: toml::Table = text(&format!("{folder}/Cargo.toml"))
        .parse()
        .expect("a manifest");
    let named = manifest.get("dependencies").and_then(toml::Value::as_table);
    let named = named.into_iter().flat_map(toml::Table::keys);
    named
        .filter(|name| ours.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// Authority: the manifests. The table of crates has every crate with what it depends on, each below what it needs.
#[test]
fn the_table_of_crates_is_that_of_the_manifests() {
    let page = text("ARCHITECTURE.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .skip_while(|line| !line.starts_with("| crate |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('|').collect())
        .collect();
    let names: Vec<&str> = rows.iter().map(|row| quoted(row[1])[0]).collect();
    for (k, row) in rows.iter().enumerate() {
        let cell = quoted(row[1]);
        let folder = match cell[..] {
            [_, folder] => folder.to_owned(),
            _ => format!("crates/{}", cell[0]),
        };
        let listed: BTreeSet<String> = quoted(row[3]).into_iter().map(str::to_owned).collect();
        assert_eq!(listed, dependencies(&folder, &names), "{}", names[k]);
        for needed in &listed {
            assert!(
                names[..k].contains(&needed.as_str()),
                "{needed} stands below {}",
                names[k]
            );
        }
    }
    let folders = fs::read_dir(root().join("crates")).expect("the crates");
    for folder in folders {
        let name = folder.expect("a folder").file_name();
        let name = name.to_string_lossy();
        assert!(names.contains(&&*name), "{name} is not in the table");
    }
}
