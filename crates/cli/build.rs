//! Records the commit the program is built from; `unknown` outside a git checkout.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=..");
    println!("cargo:rerun-if-env-changed=COMMONWEAL_COMMIT");
    if let Some(head) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={head}");
    }
    let commit = std::env::var("COMMONWEAL_COMMIT")
        .ok()
        .or_else(described)
        .unwrap_or_else(|| "unknown".to_owned());
    println!("cargo:rustc-env=COMMONWEAL_COMMIT={commit}");
}

/// The commit, marked if tracked files differ from it.
fn described() -> Option<String> {
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changed.is_empty() {
        commit
    } else {
        format!("{commit}-modified")
    })
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
