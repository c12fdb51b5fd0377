//! `commonweal measure FILE --sql QUERY` as a person meets it, in a build with the engine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn survey() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let rows = "income,weight,area\n10,1,a\n30,1,a\n20,2,b\n0,1,b\nNA,1,b\n5,1,\"c, d\"\n";
    fs::write(folder.path().join("t.csv"), rows).expect("it writes");
    folder
}

const QUERY: &str = "SELECT area, count(*) AS n, gini(income, weight) AS gini, \
                     mld(income, weight) AS mld FROM t GROUP BY area ORDER BY area";

#[test]
fn the_three_forms() {
    let folder = survey();
    let ask = |more: &[&str]| {
        let done = run(
            folder.path(),
            &[&["measure", "t.csv", "--sql", QUERY], more].concat(),
        );
        assert!(done.status.success(), "{}", text(&done.stderr));
        text(&done.stdout)
    };
    insta::assert_snapshot!(ask(&[]));
    assert_eq!(
        ask(&["--format", "csv"]),
        "area,n,gini,mld\na,2,0.25,0.14384103622589045\nb,3,0.3333333333333333,\n\"c, d\",1,0,0\n"
    );
    let object: serde_json::Value =
        serde_json::from_str(&ask(&["--format", "json", "--as", "stata"])).expect("JSON");
    assert_eq!(object["columns"][2], "gini");
    assert_eq!(object["rows"][0][2], 0.25);
    assert_eq!(object["rows"][1][3], 0.0);
    assert_eq!(object["conventions"]["convention"], "stata");
}

#[test]
fn what_is_refused_is_said_in_one_sentence() {
    let folder = survey();
    let cases: [&[&str]; 6] = [
        &["--sql", "SELECT gini(incme) FROM t"],
        &["--sql", "SELECT gni(income) FROM t"],
        &["--sql", "SELECT"],
        &["--sql", "DROP TABLE t"],
        &["--sql", "SELECT 1 FROM t", "--income", "income"],
        &["--sql", "SELECT 1 FROM t", "--as", "spss"],
    ];
    let mut all = String::new();
    for case in cases {
        let done = run(folder.path(), &[&["measure", "t.csv"], case].concat());
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stdout));
        let _ = write!(all, "{}\n{}", case.join(" "), text(&done.stderr));
    }
    insta::assert_snapshot!(all);
}
