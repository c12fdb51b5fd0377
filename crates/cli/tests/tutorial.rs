//! The tutorial from a clone to an answer: every command of `docs/tutorial.md` works as it stands.

mod common;

use std::fs;
use std::path::Path;

use common::run_in;

/// Commands that simulate are run on a coarser country than the reader's: they are the same commands, and end soon.
const COARSER: [&str; 3] = ["--quiet", "--scale", "1:400000"];

#[test]
fn every_command_works() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tutorial.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let folder = tempfile::tempdir().expect("a folder");
    let mut commands = 0;
    for block in page.split("```").skip(1).step_by(2) {
        let lines = block.lines().skip(1);
        for line in lines.filter(|line| !line.is_empty()) {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.remove(0), "commonweal", "{line}");
            if words[0] != "theory" && !words.contains(&"--help") {
                words.extend(COARSER);
            }
            let said = run_in(folder.path(), &words).expect_done();
            assert!(!said.is_empty(), "{line}");
            commands += 1;
        }
    }
    assert_eq!(commands, 9);
    assert!(folder.path().join("gap.html").is_file());
}
