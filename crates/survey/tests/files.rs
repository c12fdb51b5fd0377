//! Files good and bad: the same numbers from CSV and Parquet and with any number of threads, a
//! sentence for everything that is wrong, and never a panic.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use inequality::Convention;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;
use survey::read::{Columns, Wanted, read};
use survey::{Request, Roles, Sample, indices, measure, measure_and_release};
use tempfile::TempDir;

fn wanted() -> Wanted {
    let mut wanted = Wanted::default();
    wanted.number("income");
    wanted.number("weight");
    wanted.label("group");
    wanted
}

fn path(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("it writes");
    path.to_str().expect("UTF-8").to_owned()
}

fn get(file: &str) -> survey::Result<Columns> {
    read(file, &wanted(), &|_| {})
}

/// Made-up rows, the same each time: income, weight, group.
fn rows(n: usize) -> (Vec<f64>, Vec<f64>, Vec<String>) {
    let mut state = 7_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let income = (0..n).map(|_| 1000.0 / (0.02 + next())).collect();
    let weight = (0..n).map(|_| 1.0 + 10.0 * next()).collect();
    let group = (0..n)
        .map(|_| format!("P{}", (next() * 12.0) as u32))
        .collect();
    (income, weight, group)
}

fn csv(n: usize) -> Vec<u8> {
    let (income, weight, group) = rows(n);
    let mut text = "note,income,weight,group\n".to_owned();
    for k in 0..n {
        // A line end and commas inside quotation marks.
        let note = if k % 5 == 0 {
            "\"a,\nb \"\"c\"\"\""
        } else {
            "x"
        };
        let _ = writeln!(text, "{note},{},{},{}", income[k], weight[k], group[k]);
    }
    text.into_bytes()
}

fn parquet(n: usize, group_size: usize) -> Vec<u8> {
    let (income, weight, group) = rows(n);
    let columns: [(&str, ArrayRef); 3] = [
        ("income", Arc::new(Float64Array::from(income))),
        ("weight", Arc::new(Float64Array::from(weight))),
        ("group", Arc::new(StringArray::from(group))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group_size))
        .build();
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("it writes");
    writer.close().expect("it closes");
    bytes
}

#[test]
fn csv_and_parquet_give_the_same_columns_with_any_number_of_threads() {
    let folder = TempDir::new().expect("a folder");
    // More than one block of CSV and more than one row group.
    let n = 120_000;
    let text = path(&folder, "a.csv", &csv(n));
    let table = path(&folder, "a.parquet", &parquet(n, 10_007));
    let first = get(&text).expect("it reads");
    assert_eq!(first.rows, n as u64);
    assert_eq!(first, get(&table).expect("it reads"));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        assert_eq!(first, pool.install(|| get(&text)).expect("it reads"));
        assert_eq!(first, pool.install(|| get(&table)).expect("it reads"));
    }
}

fn sample(file: &str) -> Sample {
    let roles = Roles {
        income: "income".to_owned(),
        weight: Some("weight".to_owned()),
        by: vec!["group".to_owned()],
        ..Roles::default()
    };
    Sample::read(file, &roles, &Convention::RECOMMENDED, &|_| {}).expect("it reads")
}

#[test]
fn measures_do_not_depend_on_threads_nor_on_the_road() {
    let folder = TempDir::new().expect("a folder");
    let convention = Convention::RECOMMENDED;
    let request = |list: &[&str], standard_errors| Request {
        indices: indices(list, &convention, None).expect("known"),
        by_group: true,
        standard_errors,
        ..Request::default()
    };
    let small = sample(&path(&folder, "s.parquet", &parquet(5000, 700)));
    let pool = |n| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(n)
            .build()
            .expect("a pool")
    };
    let all = request(&["all"], true);
    let one = pool(1)
        .install(|| measure(&small, &all))
        .expect("it measures");
    let four = pool(4)
        .install(|| measure(&small, &all))
        .expect("it measures");
    assert_eq!(one, four);
    // The fast road of large samples, with and without giving the columns back.
    let mut large = sample(&path(&folder, "l.parquet", &parquet(250_000, 100_000)));
    let usual = request(&[], true);
    let fast = measure(&large, &usual).expect("it measures");
    let plain = Request {
        // A measure the fast road does not have sends all down the plain one.
        indices: indices(
            &[
                "mean",
                "median",
                "gini",
                "ge:1",
                "ge:0",
                "atkinson:1",
                "p90_p10",
                "palma",
                "s80s20",
                "top_share:0.1",
                "bottom_share:0.5",
                "hoover",
            ],
            &convention,
            None,
        )
        .expect("known"),
        ..usual.clone()
    };
    let slow = measure(&large, &plain).expect("it measures");
    for record in &fast.records {
        let same = |r: &&survey::Record| {
            (r.group, &r.measure, r.parameter) == (record.group, &record.measure, record.parameter)
        };
        let other = slow.records.iter().find(same).expect("the same number");
        let close = |a: Option<f64>, b: Option<f64>, tolerance: f64| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= tolerance * b.abs(),
            (a, b) => a == b,
        };
        assert!(
            close(record.value, other.value, 1e-10),
            "{record:?} {other:?}"
        );
        let bm =
            record.measure.starts_with("decomp.gini") || record.measure.starts_with("decomp.ge0");
        assert!(
            bm || close(record.se, other.se, 1e-6),
            "{record:?} {other:?}"
        );
    }
    let bare = Request {
        standard_errors: false,
        ..usual
    };
    let kept = measure(&large, &bare).expect("it measures");
    let released = measure_and_release(&mut large, &bare).expect("it measures");
    assert_eq!(kept, released);
    assert!(large.values.is_empty() && large.rows() == 250_000);
}

#[test]
fn folders_and_patterns_stand_for_their_files() {
    let folder = TempDir::new().expect("a folder");
    path(&folder, "wave1.csv", b"income,weight,group\n1,1,a\n");
    path(&folder, "wave2.csv", b"group,income,weight\nb,2,1\n");
    path(&folder, "notes.md", b"not data");
    let all = get(folder.path().to_str().expect("UTF-8")).expect("it reads");
    assert_eq!(all.numbers[0], [1.0, 2.0]);
    let pattern = folder.path().join("wave?.csv");
    assert_eq!(
        get(pattern.to_str().expect("UTF-8")).expect("it reads"),
        all
    );
}

/// The sentence without the folder, which differs.
fn refused(folder: &Path, file: &str) -> String {
    let error = get(file).expect_err("it is refused").to_string();
    error.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn what_is_wrong_is_said_in_one_sentence() {
    let folder = TempDir::new().expect("a folder");
    let head = "income,weight,group\n";
    let cases: [(&str, Vec<u8>); 12] = [
        ("missing.csv", b"incme,weight,group\n1,1,a\n".to_vec()),
        (
            "twice.csv",
            b"income,income,weight,group\n1,1,1,a\n".to_vec(),
        ),
        ("text.csv", format!("{head}1,1,a\n1 200,1,b\n").into_bytes()),
        ("ragged.csv", format!("{head}1,1,a\n2,1\n").into_bytes()),
        (
            "latin1.csv",
            [head.as_bytes(), b"1,1,M\xfcnchen\n"].concat(),
        ),
        ("empty.csv", Vec::new()),
        ("header.csv", head.as_bytes().to_vec()),
        ("cut.parquet", parquet(1000, 100)[..3000].to_vec()),
        ("no.parquet", b"PAR1".to_vec()),
        ("data.xlsx", b"PK".to_vec()),
        ("decimal.csv", b"income;weight;group\n1,5;1;a\n".to_vec()),
        ("quote.csv", format!("{head}1,1,\"a\n2,1,b\n").into_bytes()),
    ];
    let mut out = String::new();
    for (name, bytes) in &cases {
        let file = path(&folder, name, bytes);
        let _ = match get(&file) {
            Ok(columns) => writeln!(out, "{name}: {} rows", columns.rows),
            Err(_) => writeln!(out, "{}", refused(folder.path(), &file)),
        };
    }
    let none = folder.path().join("nothing*.csv");
    out.push_str(&refused(folder.path(), none.to_str().expect("UTF-8")));
    insta::assert_snapshot!(out);
}

#[test]
fn numbers_that_cannot_be_used_are_counted() {
    let folder = TempDir::new().expect("a folder");
    let text =
        "income,weight,group\nNA,1,a\ninf,1,a\n1,,a\n1,inf,a\n1,-1,a\n1,0,a\n1,1,\n5,2,b\n,1,c\n";
    let file = path(&folder, "a.csv", text.as_bytes());
    let sample = sample(&file);
    let counts: Vec<String> = sample
        .dropped
        .iter()
        .map(|(r, n)| format!("{r} {n}"))
        .collect();
    insta::assert_snapshot!(counts.join("\n"));
    assert_eq!((sample.rows_read, sample.rows()), (9, 1));
    let zero = path(&folder, "z.csv", b"income,weight,group\n1,0,a\n2,0,b\n");
    let roles = Roles {
        income: "income".to_owned(),
        weight: Some("weight".to_owned()),
        ..Roles::default()
    };
    let error =
        Sample::read(&zero, &roles, &Convention::RECOMMENDED, &|_| {}).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "all 2 weights in column \"weight\" are zero"
    );
}

#[test]
fn a_million_groups_of_one_row_each() {
    let folder = TempDir::new().expect("a folder");
    let n = 1_000_000_i64;
    let columns: [(&str, ArrayRef); 3] = [
        (
            "income",
            Arc::new(Float64Array::from_iter_values(
                (0..n).map(|k| 1.0 + k as f64),
            )),
        ),
        (
            "weight",
            Arc::new(Float64Array::from_iter_values((0..n).map(|_| 1.0))),
        ),
        ("group", Arc::new(Int64Array::from_iter_values(0..n))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("it writes");
    writer.close().expect("it closes");
    let sample = sample(&path(&folder, "m.parquet", &bytes));
    let request = Request {
        indices: indices(&["mean", "gini"], &Convention::RECOMMENDED, None).expect("known"),
        standard_errors: true,
        ..Request::default()
    };
    let measured = measure(&sample, &request).expect("it measures");
    assert_eq!(measured.groups.len(), 1_000_000);
    let last = measured.records.last().expect("a record");
    assert_eq!((last.value, last.se), (Some(0.0), None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Mutated bytes are read or refused.
    #[test]
    fn damaged_files_never_panic(
        table: bool,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        cuts: bool,
    ) {
        let folder = TempDir::new().expect("a folder");
        let mut bytes = if table { parquet(60, 20) } else { csv(60) };
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let name = if table { "a.parquet" } else { "a.csv" };
        if let Err(error) = get(&path(&folder, name, &bytes)) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
