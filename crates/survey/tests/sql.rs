//! Queries: the aggregates equal the measures, and bad queries are refused with a sentence.

#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use inequality::concentration::kakwani;
use inequality::{
    Convention, GiniForm, Measure, Poor, PovertyLine, QuantileRule, Ranked, Redistribution, Ties,
};
use parquet::arrow::ArrowWriter;
use survey::sql::{Answer, Cell, query, signatures};
use survey::{Request, Roles, Sample, indices, measure};
use tempfile::TempDir;

const RECOMMENDED: Convention = Convention::RECOMMENDED;

/// Columns of a made-up survey, by group.
struct Made {
    folder: TempDir,
    rows: Vec<(String, f64, f64, f64)>,
}

impl Made {
    /// Incomes with ties and zeros, weights in eighths, a tax that falls on some; a few rows with a
    /// missing income or weight, which no measure sees.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut text = "area,income,weight,tax\n".to_owned();
        let mut rows = Vec::new();
        let mut state = 12345_u64;
        for k in 0..3000_u32 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let luck = (state >> 40) as f64 / f64::from(1_u32 << 24);
            let area = ["east", "north", "south"][(k % 3) as usize];
            let income = 10.0 + (900.0 * luck * luck * luck).round() + f64::from(k % 3) * 25.0;
            let weight = f64::from(1 + (k * 7) % 24) / 8.0;
            let tax = (income * 0.1 + 0.2 * (income - 300.0).max(0.0)).round();
            let (cell, weighs) = match k % 100 {
                50 => ("NA".to_owned(), weight.to_string()),
                51 => (income.to_string(), String::new()),
                52 => (" nan ".to_owned(), weight.to_string()),
                _ => {
                    rows.push((area.to_owned(), income, weight, tax));
                    (income.to_string(), weight.to_string())
                }
            };
            writeln!(text, "{area},{cell},{weighs},{tax}").unwrap();
        }
        fs::write(folder.path().join("t.csv"), text).unwrap();
        Self { folder, rows }
    }

    fn file(&self) -> String {
        self.folder.path().join("t.csv").display().to_string()
    }

    fn ask(&self, sql: &str) -> Answer {
        query(&self.file(), sql, &RECOMMENDED).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    fn group(&self, area: &str) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let members = self.rows.iter().filter(|r| r.0 == area);
        let (mut income, mut weight, mut tax) = (Vec::new(), Vec::new(), Vec::new());
        for row in members {
            income.push(row.1);
            weight.push(row.2);
            tax.push(row.3);
        }
        (income, weight, tax)
    }
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(x) => *x,
        other => panic!("{other:?} is not a number"),
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

type Native = fn(&Ranked, &[f64]) -> f64;

/// An aggregate after its columns, and the same measure of the crate `inequality`.
const SAME: &[(&str, Native)] = &[
    ("mean(income, weight)", |r, _| r.mean()),
    ("median(income, weight)", |r, _| {
        of(r, Measure::Quantile(0.5, QuantileRule::Math))
    }),
    ("gini(income, weight)", |r, _| of(r, Measure::Gini)),
    ("gini_unbiased_n(income, weight)", |r, _| {
        of(r, Measure::GiniAs(GiniForm::UnbiasedRows))
    }),
    ("gini_unbiased_w2(income, weight)", |r, _| {
        of(r, Measure::GiniAs(GiniForm::UnbiasedReliability))
    }),
    ("gini_convey(income, weight)", |r, _| {
        of(r, Measure::GiniAs(GiniForm::Convey))
    }),
    ("gini_raffinetti(income, weight)", |r, _| {
        r.gini_of_magnitudes().unwrap()
    }),
    ("sgini(income, weight, 3)", |r, _| {
        of(r, Measure::ExtendedGini(3.0))
    }),
    ("ge(income, weight, 2)", |r, _| {
        of(r, Measure::GeneralisedEntropy(2.0))
    }),
    ("ge(income, weight, -1)", |r, _| {
        of(r, Measure::GeneralisedEntropy(-1.0))
    }),
    ("theil(income, weight)", |r, _| of(r, Measure::Theil)),
    ("mld(income, weight)", |r, _| of(r, Measure::Mld)),
    ("atkinson(income, weight, 0.5)", |r, _| {
        of(r, Measure::Atkinson(0.5))
    }),
    ("hoover(income, weight)", |r, _| of(r, Measure::Hoover)),
    ("cv(income, weight)", |r, _| {
        of(r, Measure::CoefficientOfVariation)
    }),
    ("variance(income, weight)", |r, _| r.variance()),
    ("zenga(income, weight)", |r, _| of(r, Measure::Zenga)),
    ("kolm(income, weight, 0.01)", |r, _| r.kolm(0.01).unwrap()),
    ("palma(income, weight)", |r, _| of(r, Measure::PALMA)),
    ("s80s20(income, weight)", |r, _| of(r, Measure::S80_S20)),
    ("qsr(income, weight)", |r, _| {
        of(r, Measure::QuintileShareRatio(QuantileRule::Math))
    }),
    ("share_ratio(income, weight, 0.05, 0.5)", |r, _| {
        of(r, Measure::ShareRatio(0.05, 0.5))
    }),
    ("p90_p10(income, weight)", |r, _| of(r, Measure::P90_P10)),
    ("quantile_ratio(income, weight, 0.75, 0.25)", |r, _| {
        of(r, Measure::QuantileRatio(0.75, 0.25, QuantileRule::Math))
    }),
    ("quantile(income, weight, 0.3)", |r, _| {
        of(r, Measure::Quantile(0.3, QuantileRule::Math))
    }),
    ("top_share(income, weight, 0.1)", |r, _| {
        of(r, Measure::TopShare(0.1))
    }),
    ("bottom_share(income, weight, 0.5)", |r, _| {
        of(r, Measure::BottomShare(0.5))
    }),
    ("lorenz(income, weight, 0.25)", |r, _| {
        of(r, Measure::Lorenz(0.25))
    }),
    ("glorenz(income, weight, 0.25)", |r, _| {
        of(r, Measure::GeneralisedLorenz(0.25))
    }),
    ("wolfson(income, weight)", |r, _| of(r, Measure::Wolfson)),
    ("der(income, weight, 0.5)", |r, _| {
        r.duclos_esteban_ray(0.5).unwrap()
    }),
    ("poverty_line(income, weight, 'median:0.6')", |r, _| {
        of(r, Measure::Line(MEDIAN))
    }),
    ("fgt(income, weight, 'median:0.6', 2)", |r, _| {
        of(r, Measure::Fgt(2.0, MEDIAN, Poor::Below))
    }),
    ("headcount(income, weight, 'mean:0.5')", |r, _| {
        of(r, Measure::Fgt(0.0, PovertyLine::OfMean(0.5), Poor::Below))
    }),
    ("poverty_gap(income, weight, 120)", |r, _| {
        of(r, Measure::Fgt(1.0, FIXED, Poor::Below))
    }),
    ("poverty_severity(income, weight, 120)", |r, _| {
        of(r, Measure::Fgt(2.0, FIXED, Poor::Below))
    }),
    ("watts(income, weight, 120)", |r, _| {
        of(r, Measure::Watts(FIXED, Poor::Below))
    }),
    ("sen(income, weight, 120)", |r, _| {
        of(r, Measure::Sen(FIXED, Poor::Below))
    }),
    ("sst(income, weight, 'median:0.6')", |r, _| {
        of(r, Measure::Sst(MEDIAN, Poor::Below))
    }),
    ("rmpg(income, weight, 120)", |r, _| {
        let poverty = r.poverty(FIXED).unwrap();
        poverty.relative_median_gap(QuantileRule::Math).unwrap()
    }),
    ("concentration(tax, income, weight)", |r, tax| {
        r.concentration(tax).unwrap()
    }),
    ("erreygers(tax, income, weight, 0, 1000)", |r, tax| {
        r.erreygers(tax, 0.0, 1000.0).unwrap()
    }),
    ("wagstaff(tax, income, weight, 0, 1000)", |r, tax| {
        r.wagstaff(tax, 0.0, 1000.0).unwrap()
    }),
    ("kakwani(income, tax, weight)", |r, tax| {
        kakwani(r, tax, Ties::MidRank).unwrap()
    }),
    (
        "redistributive_effect(income, income - tax, weight)",
        |r, tax| step(r, tax).effect(),
    ),
    (
        "reynolds_smolensky(income, income - tax, weight)",
        |r, tax| step(r, tax).reynolds_smolensky(),
    ),
    (
        "reranking_plotnick(income, income - tax, weight)",
        |r, tax| step(r, tax).plotnick(),
    ),
];

const MEDIAN: PovertyLine = PovertyLine::OfMedian(0.6, QuantileRule::Math);
const FIXED: PovertyLine = PovertyLine::Absolute(120.0);

fn of(ranked: &Ranked, measure: Measure) -> f64 {
    measure.of(ranked).unwrap()
}

fn step(income: &Ranked, tax: &[f64]) -> Redistribution {
    let mut post = vec![0.0; tax.len()];
    for (&row, x) in income.rows().iter().zip(income.values()) {
        post[row as usize] = x - tax[row as usize];
    }
    Redistribution::between(income, &post, Ties::MidRank).unwrap()
}

#[test]
fn every_aggregate_is_the_measure_of_its_group() {
    let made = Made::new();
    // Every name that is offered is tried.
    for signature in signatures() {
        let name = signature.split('(').next().unwrap().to_owned() + "(";
        let fixed = ["p90_p50(", "p50_p10(", "p80_p20(", "p75_p25("];
        let tried = SAME.iter().any(|(call, _)| call.starts_with(&name));
        assert!(tried || fixed.contains(&name.as_str()), "{signature}");
    }
    let calls: Vec<&str> = SAME.iter().map(|(call, _)| *call).collect();
    let sql = format!("SELECT area, {} FROM t GROUP BY area", calls.join(", "));
    let answer = made.ask(&sql);
    assert_eq!(answer.rows.len(), 3);
    for (row, area) in answer.rows.iter().zip(["east", "north", "south"]) {
        assert_eq!(row[0], Cell::Text(area.to_owned()));
        let (income, weight, tax) = made.group(area);
        let ranked = Ranked::weighted(&income, &weight).unwrap();
        // Zenga's index depends on the order of rows with equal incomes; here it is by weight.
        let mut pairs: Vec<(f64, f64)> = income.iter().copied().zip(weight).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let (income, weight): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let by_weight = Ranked::weighted(&income, &weight).unwrap();
        for (cell, (call, native)) in row[1..].iter().zip(SAME) {
            let ranked = if call.starts_with("zenga") {
                &by_weight
            } else {
                &ranked
            };
            let (found, expected) = (number(cell), native(ranked, &tax));
            // Differences of nearly equal numbers have fewer digits.
            let slack = if call.starts_with("reranking") {
                1e-14
            } else {
                0.0
            };
            assert!(
                close(found, expected) || (found - expected).abs() < slack,
                "{area} {call}: {found} {expected}"
            );
        }
    }
}

#[test]
fn without_weights_every_row_counts_once() {
    let made = Made::new();
    let answer =
        made.ask("SELECT gini(income), fgt(income, 'mean:0.5', 1) FROM t WHERE weight > 0");
    let incomes: Vec<f64> = made.rows.iter().map(|r| r.1).collect();
    let ranked = Ranked::new(&incomes).unwrap();
    assert!(close(number(&answer.rows[0][0]), ranked.gini().unwrap()));
    let line = PovertyLine::OfMean(0.5);
    let gap = ranked.poverty(line).unwrap().fgt(1.0).unwrap();
    assert!(close(number(&answer.rows[0][1]), gap));
}

/// The line of the whole in every group: a query within the query.
#[test]
fn a_line_may_come_from_another_query() {
    let made = Made::new();
    let answer = made.ask(
        "WITH line AS (SELECT poverty_line(income, weight, 'median:0.6') AS z FROM t) \
         SELECT area, headcount(income, weight, z) FROM t CROSS JOIN line GROUP BY area",
    );
    let all: Vec<f64> = made.rows.iter().map(|r| r.1).collect();
    let weights: Vec<f64> = made.rows.iter().map(|r| r.2).collect();
    let line = MEDIAN
        .amount(&Ranked::weighted(&all, &weights).unwrap())
        .unwrap();
    let (income, weight, _) = made.group("north");
    let ranked = Ranked::weighted(&income, &weight).unwrap();
    let share = ranked
        .poverty(PovertyLine::Absolute(line))
        .unwrap()
        .headcount();
    assert!(close(number(&answer.rows[1][1]), share));
}

#[test]
fn conventions_hold_in_queries_too() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a b%20[1].csv");
    fs::write(&file, "x;w\n-5;1\n0;1\n10;1\n20;1\n40;1\n").unwrap();
    let ask = |convention: &Convention| {
        let sql = "SELECT count(*), gini(x, w), theil(x), headcount(x, 20) FROM t";
        query(file.to_str().unwrap(), sql, convention).unwrap()
    };
    let recommended = ask(&RECOMMENDED);
    assert_eq!(recommended.rows[0][0], Cell::Whole(5));
    assert_eq!(recommended.rows[0][2], Cell::Null);
    assert_eq!(recommended.notes.len(), 1);
    assert!(
        recommended.notes[0].starts_with("theil is NULL once: "),
        "{:?}",
        recommended.notes
    );
    let stata = ask(&Convention::STATA);
    let positive = Ranked::new(&[10.0, 20.0, 40.0]).unwrap();
    assert!(close(number(&stata.rows[0][1]), positive.gini().unwrap()));
    assert!(stata.notes.is_empty());
    let convey = ask(&Convention::CONVEY);
    // At the line is poor: four of five, where the others count three.
    assert_eq!(number(&convey.rows[0][3]), 0.8);
    assert_eq!(number(&recommended.rows[0][3]), 0.6);
}

#[test]
fn missing_rows_and_empty_groups() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("m.csv");
    let text = "g,x,w\na,1,1\na,NA,1\na,3,\na,5,0\nb,,1\n,7,1\n";
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let sql = "SELECT g, count(*), count(x), mean(x, w), mean(x), gini(x) FROM t GROUP BY g";
    let answer = query(file, sql, &RECOMMENDED).unwrap();
    let row = |name: &str, n, m, weighted, plain, gini| {
        let name = if name.is_empty() {
            Cell::Null
        } else {
            Cell::Text(name.to_owned())
        };
        vec![name, Cell::Whole(n), Cell::Whole(m), weighted, plain, gini]
    };
    let gini = Ranked::new(&[1.0, 3.0, 5.0]).unwrap().gini().unwrap();
    let number = Cell::Number;
    assert_eq!(
        answer.rows,
        [
            row("a", 4, 3, number(1.0), number(3.0), number(gini)),
            row("b", 1, 0, Cell::Null, Cell::Null, Cell::Null),
            row("", 1, 1, number(7.0), number(7.0), number(0.0)),
        ]
    );
    let none = query(
        file,
        "SELECT gini(x), count(*) FROM t WHERE x > 100",
        &RECOMMENDED,
    )
    .unwrap();
    assert_eq!(none.rows, [[Cell::Null, Cell::Whole(0)]]);
}

#[test]
fn windows_filters_and_order() {
    let made = Made::new();
    let answer = made.ask(
        "SELECT DISTINCT area, gini(income, weight) OVER (PARTITION BY area) AS g, \
         gini(income, weight) FILTER (WHERE income > 100) OVER (PARTITION BY area) AS rich \
         FROM t WHERE income IS NOT NULL ORDER BY area DESC",
    );
    assert_eq!(answer.columns, ["area", "g", "rich"]);
    assert_eq!(answer.rows[0][0], Cell::Text("south".to_owned()));
    let (income, weight, _) = made.group("south");
    let gini = Ranked::weighted(&income, &weight).unwrap().gini().unwrap();
    assert!(close(number(&answer.rows[0][1]), gini));
    let rich: (Vec<f64>, Vec<f64>) = income
        .iter()
        .zip(&weight)
        .filter(|(x, _)| **x > 100.0)
        .unzip();
    let gini = Ranked::weighted(&rich.0, &rich.1).unwrap().gini().unwrap();
    assert!(close(number(&answer.rows[0][2]), gini));
}

#[test]
fn the_answer_is_the_same_to_the_last_bit() {
    let made = Made::new();
    let sql = "SELECT area, gini(income, weight), theil(income, weight) FROM t GROUP BY area";
    let first = made.ask(sql);
    for _ in 0..5 {
        assert_eq!(made.ask(sql), first);
    }
}

/// From Parquet, the way the tables of a run are read, and as `measure` gives it.
#[test]
fn parquet_gives_what_measure_gives() {
    let made = Made::new();
    let income = Float64Array::from_iter_values(made.rows.iter().map(|r| r.1));
    let weight = Float64Array::from_iter_values(made.rows.iter().map(|r| r.2));
    let areas = StringArray::from_iter_values(made.rows.iter().map(|r| &r.0));
    let columns: [(&str, ArrayRef); 3] = [
        ("income", Arc::new(income)),
        ("weight", Arc::new(weight)),
        ("area", Arc::new(areas)),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let path = made.folder.path().join("t.parquet");
    let file = fs::File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let roles = Roles {
        income: "income".to_owned(),
        weight: Some("weight".to_owned()),
        by: vec!["area".to_owned()],
        ..Roles::default()
    };
    let path = path.to_str().unwrap();
    let sample = Sample::read(path, &roles, &RECOMMENDED, &|_| {}).unwrap();
    let request = Request {
        indices: indices(&["gini", "theil", "p90_p10"], &RECOMMENDED, None).unwrap(),
        ..Request::default()
    };
    let measured = measure(&sample, &request).unwrap();
    let sql = "SELECT area, gini(income, weight), theil(income, weight), p90_p10(income, weight) \
               FROM t GROUP BY area";
    let answer = query(path, sql, &RECOMMENDED).unwrap();
    for (g, row) in (0_u32..).zip(&answer.rows) {
        let own = measured.records.iter().filter(|r| r.group == Some(g));
        for (cell, record) in row[1..].iter().zip(own) {
            assert!(
                close(number(cell), record.value.unwrap()),
                "{g} {}",
                record.measure
            );
        }
    }
}

/// Many groups go through the engine's partial states and are put together again.
#[test]
fn many_groups() {
    let folder = TempDir::new().unwrap();
    for part in 0..4_u32 {
        let mut text = "g,x\n".to_owned();
        for k in 0..20_000_u32 {
            writeln!(text, "{},{}", k % 5000, 1 + (k * 31 + part * 17) % 997).unwrap();
        }
        fs::write(folder.path().join(format!("part{part}.csv")), text).unwrap();
    }
    let sql = "SELECT g, count(*), gini(x) FROM t GROUP BY g ORDER BY g";
    let answer = query(folder.path().to_str().unwrap(), sql, &RECOMMENDED).unwrap();
    assert_eq!(answer.rows.len(), 5000);
    for (g, row) in (0_u32..).zip(&answer.rows) {
        let mut values = Vec::new();
        for part in 0..4_u32 {
            for k in (g..20_000).step_by(5000) {
                values.push(f64::from(1 + (k * 31 + part * 17) % 997));
            }
        }
        assert_eq!(row[..2], [Cell::Whole(i64::from(g)), Cell::Whole(16)]);
        let gini = Ranked::new(&values).unwrap().gini().unwrap();
        assert!(close(number(&row[2]), gini), "{g}");
    }
}

#[test]
fn what_is_refused_is_said_in_one_sentence() {
    let made = Made::new();
    let queries = [
        "SELECT gini(incme) FROM t",
        "SELECT gni(income) FROM t",
        "SELEC gini(income) FROM t",
        "SELECT gini(income) FROM survey",
        "SELECT gini(area) FROM t",
        "SELECT gini(income, weight, tax) FROM t",
        "SELECT ge(income) FROM t",
        "SELECT top_share(income, 10) FROM t",
        "SELECT atkinson(income, weight, -1) FROM t",
        "SELECT der(income, 7) FROM t",
        "SELECT fgt(income, 'half', 0) FROM t",
        "SELECT fgt(income, -5, 0) FROM t",
        "SELECT fgt(income, 100) FROM t",
        "SELECT ge(income, weight) FROM t",
        "SELECT gini(income, 0 - weight) FROM t",
        "SELECT gini(DISTINCT income, weight) FROM t",
        "SELECT gini(1 / 0.0 + income) FROM t",
        "SELECT CAST(area AS DOUBLE) FROM t",
        "DROP TABLE t",
        "CREATE TABLE u AS SELECT 1",
        "COPY t TO 'u.csv'",
        "SELECT 1; SELECT 2",
        "",
    ];
    let mut all = String::new();
    for sql in queries {
        let error = query(&made.file(), sql, &RECOMMENDED).unwrap_err();
        assert!(!matches!(error, survey::Error::Engine(_)), "{sql}: {error}");
        let sentence = error.to_string();
        assert_eq!(sentence.lines().count(), 1, "{sql}: {sentence}");
        writeln!(all, "{sql}\n    {sentence}").unwrap();
    }
    insta::assert_snapshot!(all);
    for (file, content) in [
        ("no.csv", None),
        ("empty.csv", Some("")),
        ("bad.parquet", Some("PAR1")),
    ] {
        let path = made.folder.path().join(file);
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        let error = query(path.to_str().unwrap(), "SELECT 1 FROM t", &RECOMMENDED).unwrap_err();
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
}

/// The test vectors, if they are there: values under the keys that a query can answer.
#[test]
fn the_reference_values() {
    let Some(folder) = testdata::reference("measure") else {
        return;
    };
    let file = folder.join("micro.csv").display().to_string();
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let calls = [
        ("gini(income, weight)", "micro.gini.weighted"),
        ("gini(income)", "micro.gini.unweighted"),
        ("ge(income, weight, 2)", "micro.ge.weighted.a2"),
        ("theil(income, weight)", "micro.ge.weighted.a1"),
        ("mld(income)", "micro.ge.unweighted.a0"),
        (
            "atkinson(income, weight, 0.5)",
            "micro.atkinson.weighted.e0.5",
        ),
        ("hoover(income, weight)", "micro.hoover.weighted"),
        ("palma(income, weight)", "micro.palma.weighted"),
        ("s80s20(income, weight)", "micro.s80s20.weighted"),
        ("wolfson(income, weight)", "micro.wolfson.weighted"),
    ];
    let mut n = 0;
    for (call, key) in calls {
        let Some(record) = expected.get(key) else {
            continue;
        };
        let answer = query(&file, &format!("SELECT {call} FROM t"), &RECOMMENDED).unwrap();
        let value = record["value"].as_f64().unwrap();
        let found = number(&answer.rows[0][0]);
        assert!(
            (found / value - 1.0).abs() < 1e-10,
            "{key}: {found} {value}"
        );
        n += 1;
    }
    assert!(n >= 8, "{n} keys");
}
