//! The commands `measure` and `index` as a person meets them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_commonweal");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A small survey with everything that can be wrong in a row.
fn survey() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut rows = "income,wage,rent,tax,weight,area,stratum,psu\n".to_owned();
    for k in 0..24_u32 {
        let wage = 100 + 37 * k * k % 900;
        let rent = 10 * (k % 7);
        let income = wage + rent;
        let (area, psu) = (["north", "south", "west"][k as usize % 3], k % 6);
        let tax = income.div_euclid(5);
        let _ = writeln!(
            rows,
            "{income},{wage},{rent},{tax},{},{area},{},{psu}",
            1 + k % 4,
            psu % 2
        );
    }
    rows.push_str(
        "NA,1,0,0,1,north,0,1\n-5,1,0,0,1,north,0,1\n0,0,0,0,1,south,0,1\n10,10,0,1,-1,west,0,1\n",
    );
    fs::write(folder.path().join("survey.csv"), rows).expect("it writes");
    folder
}

const COLUMNS: [&str; 6] = [
    "measure",
    "survey.csv",
    "--income",
    "income",
    "--weight",
    "weight",
];

#[test]
fn the_report_names_numbers_errors_rows_and_choices() {
    let folder = survey();
    let more = [
        "--by",
        "area",
        "--decompose",
        "group",
        "--as",
        "stata",
        "--poverty-line",
        "median:0.6",
    ];
    let done = run(folder.path(), &[&COLUMNS[..], &more].concat());
    insta::assert_snapshot!(text(&done.stdout));
    assert!(done.status.success() && done.stderr.is_empty());
    assert!(
        text(&done.stdout)
            .lines()
            .all(|line| line.chars().count() <= 100)
    );
}

#[test]
fn sources_taxes_and_the_design_of_the_sample() {
    let folder = survey();
    let more = [
        "--source",
        "wage,rent",
        "--tax",
        "tax",
        "--strata",
        "stratum",
        "--psu",
        "psu",
        "--as",
        "stata",
        "--index",
        "gini,p90_p10",
    ];
    let done = run(folder.path(), &[&COLUMNS[..], &more].concat());
    insta::assert_snapshot!(format!("{}{}", text(&done.stdout), text(&done.stderr)));
}

#[test]
fn the_object_has_the_agreed_shape() {
    let folder = survey();
    let more = [
        "--by",
        "area",
        "--index",
        "gini,theil,hoover",
        "--format",
        "json",
    ];
    let done = run(folder.path(), &[&COLUMNS[..], &more].concat());
    let object: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(
        (object["rows_read"].as_u64(), object["rows_used"].as_u64()),
        (Some(28), Some(26))
    );
    assert_eq!(object["dropped"]["missing_income"], 1);
    assert_eq!(object["dropped"]["negative_weight"], 1);
    assert_eq!(object["dropped"]["infinite_income"], 0);
    assert_eq!(object["conventions"]["convention"], "recommended");
    let results = object["results"].as_array().expect("a list");
    assert_eq!(results.len(), 3 * 4);
    assert!(results[0]["group"].is_null() && results[0]["parameter"].is_null());
    assert_eq!(results[0]["measure"], "gini");
    assert!(results[0]["value"].is_f64() && results[0]["se"].is_f64());
    // Negative incomes: no Theil index, and a reason.
    assert_eq!(
        (&results[1]["measure"], results[1]["parameter"].as_f64()),
        (&"ge".into(), Some(1.0))
    );
    assert!(results[1]["value"].is_null() && results[1]["why"].is_string());
    assert_eq!(results[3]["group"]["area"], "north");
    assert_eq!(
        object["manifest"]["groups"].as_array().map(Vec::len),
        Some(3)
    );
}

#[test]
fn one_number_per_line() {
    let folder = survey();
    let more = [
        "--by",
        "area",
        "--index",
        "gini,p50_p10",
        "--format",
        "csv",
        "--out",
        "out.csv",
    ];
    let done = run(folder.path(), &[&COLUMNS[..], &more].concat());
    assert!(done.status.success() && done.stdout.is_empty());
    let written = fs::read_to_string(folder.path().join("out.csv")).expect("it was written");
    assert_eq!(
        written.lines().next(),
        Some("area,measure,parameter,value,se")
    );
    assert_eq!(written.lines().count(), 1 + 2 * 4);
}

#[test]
fn the_page_is_whole() {
    let folder = survey();
    let more = [
        "--by",
        "area",
        "--decompose",
        "group",
        "--poverty-line",
        "200",
        "--report",
        "r.html",
    ];
    let done = run(folder.path(), &[&COLUMNS[..], &more].concat());
    assert!(done.status.success(), "{}", text(&done.stderr));
    let page = fs::read_to_string(folder.path().join("r.html")).expect("it was written");
    for word in [
        "Lorenz curve",
        "Pen's parade",
        "Density",
        "Between and within",
        "TIP curve",
        "Conventions",
    ] {
        assert!(page.replace("&#39;", "'").contains(word), "{word}");
    }
    assert!(page.contains("commonweal measure survey.csv --income income"));
}

#[test]
fn what_is_refused_is_said_in_one_sentence() {
    let folder = survey();
    let cases: [&[&str]; 11] = [
        &["measure", "survey.csv"],
        &["measure", "nothing.csv", "--income", "income"],
        &["measure", "survey.csv", "--income", "incme"],
        &["measure", "survey.csv", "--income", "area"],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--index",
            "gni",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--index",
            "fgt:1",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--index",
            "top_share:10",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--poverty-line",
            "median",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--as",
            "spss",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--decompose",
            "group",
        ],
        &[
            "measure",
            "survey.csv",
            "--income",
            "income",
            "--source",
            "wage,tax",
            "--as",
            "stata",
        ],
    ];
    let mut all = String::new();
    for case in cases {
        let done = run(folder.path(), case);
        let _ = writeln!(all, "$ commonweal {}", case.join(" "));
        let _ = writeln!(
            all,
            "{} [{}]",
            text(&done.stderr).trim_end(),
            done.status.code().unwrap_or(-1)
        );
    }
    insta::assert_snapshot!(all);
}

#[cfg(not(feature = "sql"))]
#[test]
fn a_build_without_an_engine_says_how_to_get_one() {
    let folder = survey();
    let query = "SELECT gini(income) FROM t";
    let done = run(folder.path(), &["measure", "survey.csv", "--sql", query]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        text(&done.stderr),
        "commonweal: --sql: this build has no SQL engine; build it with cargo build --release \
         --features sql\n"
    );
}

#[test]
fn many_groups_stay_readable() {
    let folder = TempDir::new().expect("a folder");
    let mut rows = "x,g\n".to_owned();
    for k in 0..400_u32 {
        let _ = writeln!(rows, "{},{}", 1 + k % 17 * k, k.div_euclid(4));
    }
    fs::write(folder.path().join("a.csv"), rows).expect("it writes");
    let done = run(
        folder.path(),
        &[
            "measure",
            "a.csv",
            "--income",
            "x",
            "--by",
            "g",
            "--index",
            "gini,mean",
        ],
    );
    let shown = text(&done.stdout);
    assert!(
        shown.contains("20 of 100 groups: the 10 highest and the 10 lowest by Gini"),
        "{shown}"
    );
    assert!(shown.lines().count() < 60);
}

fn panel() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut rows = "town,year,lines,price,schools\n".to_owned();
    for year in 0..4_u32 {
        for town in 0..6_u32 {
            let lines = 10 + 7 * town + 3 * year + town * town % 5;
            let (price, schools) = (60 - 4 * town - year, 3 + (town * 5 + year * 2) % 9);
            let _ = writeln!(rows, "T{town},{},{lines},{price},{schools}", 2020 + year);
        }
    }
    fs::write(folder.path().join("panel.csv"), rows).expect("it writes");
    let pairs = "from,to\nT0,T1\nT1,T2\nT2,T3\nT3,T4\nT4,T5\n";
    fs::write(folder.path().join("neighbours.csv"), pairs).expect("it writes");
    let spec = "unit = 'town'\ntime = 'year'\nweights = 'entropy'\n\
        [[indicator]]\ncolumn = 'lines'\npart = 'network'\n\
        [[indicator]]\ncolumn = 'price'\npart = 'network'\ndirection = -1\n\
        [[indicator]]\ncolumn = 'schools'\npart = 'people'\n\
        [robustness]\nweights = ['entropy', 'equal']\nnormalise = ['min_max', 'rank']\n\
        [space]\nneighbours = 'neighbours.csv'\n[markov]\nclasses = 3\n[converge]\n";
    fs::write(folder.path().join("spec.toml"), spec).expect("it writes");
    folder
}

#[test]
fn an_index_with_all_that_stands_around_it() {
    let folder = panel();
    let done = run(
        folder.path(),
        &[
            "index",
            "panel.csv",
            "--spec",
            "spec.toml",
            "--report",
            "r.html",
        ],
    );
    insta::assert_snapshot!(format!("{}{}", text(&done.stdout), text(&done.stderr)));
    assert!(folder.path().join("r.html").is_file());
    let done = run(
        folder.path(),
        &[
            "index",
            "panel.csv",
            "--spec",
            "spec.toml",
            "--format",
            "json",
        ],
    );
    let object: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(object["rows_used"], 24);
    let first = &object["results"][0];
    assert_eq!(
        (&first["measure"], &first["group"]["town"]),
        (&"index".into(), &"T0".into())
    );
}

#[test]
fn a_wrong_specification_is_refused() {
    let folder = panel();
    let spec = fs::read_to_string(folder.path().join("spec.toml")).expect("it reads");
    let cases = [
        ("weights = 'entropy'", "weights = 'magic'"),
        ("column = 'lines'", "column = 'linse'"),
        ("unit = 'town'", "unit = 'twon'"),
        ("[markov]\nclasses", "[markov]\nclases"),
        ("neighbours.csv", "no.csv"),
        ("unit =", "unit"),
    ];
    let mut all = String::new();
    for (right, wrong) in cases {
        fs::write(
            folder.path().join("wrong.toml"),
            spec.replacen(right, wrong, 1),
        )
        .expect("it writes");
        let done = run(
            folder.path(),
            &["index", "panel.csv", "--spec", "wrong.toml"],
        );
        let _ = writeln!(
            all,
            "{} [{}]",
            text(&done.stderr).trim_end(),
            done.status.code().unwrap_or(-1)
        );
    }
    insta::assert_snapshot!(all);
}

/// Every command of the tutorial runs, and prints the lines that the tutorial shows, in order.
#[test]
fn the_tutorial_is_true() {
    const DATA: [&str; 2] = ["pip_example_micro.csv", "asem_idata.csv"];
    let data = testdata::reference("measure/real");
    let tutorial = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tutorial-measure.md");
    let tutorial = fs::read_to_string(tutorial).expect("the tutorial is there");
    let folder = TempDir::new().expect("a folder");
    for (name, data) in DATA.iter().zip(data.iter().cycle()) {
        fs::copy(data.join(name), folder.path().join(name)).expect("it copies");
    }
    let programs = Path::new(PROGRAM)
        .parent()
        .expect("a folder")
        .display()
        .to_string();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
    let mut n_commands = 0;
    for block in tutorial.split("\n```").skip(1).step_by(2) {
        let (kind, body) = block.split_once('\n').unwrap_or((block, ""));
        match kind {
            "toml" => {
                let name = body
                    .lines()
                    .next()
                    .and_then(|l| l.strip_prefix("# "))
                    .expect("a file name");
                fs::write(folder.path().join(name), body).expect("it writes");
            }
            // Queries need a build with the engine.
            "console-sql" if !cfg!(feature = "sql") => {}
            "console" | "console-sql" => {
                for part in format!("\n{body}").split("\n$ ").skip(1) {
                    let mut lines = part.lines();
                    let command = lines.next().expect("a command");
                    // Without the collection, what the model makes is measured all the same.
                    if data.is_none() && DATA.iter().any(|name| command.contains(name)) {
                        continue;
                    }
                    let done = Command::new("sh")
                        .args(["-c", command])
                        .current_dir(folder.path())
                        .env("PATH", &path)
                        .output()
                        .expect("a shell");
                    assert!(done.status.success(), "{command}\n{}", text(&done.stderr));
                    n_commands += 1;
                    let shown = text(&done.stdout);
                    let mut rest = shown.lines();
                    for line in lines.filter(|line| !line.trim().is_empty()) {
                        let there = rest.any(|own| own.trim_end() == line.trim_end());
                        assert!(
                            there,
                            "{command}\ndoes not print, in this order:\n{line}\nbut\n{shown}"
                        );
                    }
                }
            }
            other => panic!("a block of kind {other:?}"),
        }
    }
    let least = if data.is_some() { 13 } else { 5 };
    assert!(n_commands >= least, "{n_commands}");
}
