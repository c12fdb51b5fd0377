//! Times `measure` on a made-up survey.
//!
//! ```console
//! cargo run --release -p survey --example survey_speed -- write 10000000 survey.parquet
//! cargo run --release -p survey --example survey_speed -- measure survey.parquet
//! cargo run --release -p survey --example survey_speed -- measure survey.parquet errors
//! ```
//! `write` makes log-normal incomes with a Pareto tail, gamma-like weights and 31 groups of uneven
//! size: always the same ones. `measure` prints the Gini coefficient, processor seconds (user and
//! system, all threads) and the peak of resident memory.

use std::error::Error;
use std::fs::File;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, RecordBatch};
use inequality::Convention;
use inequality::inference::Philox;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use survey::{Request, Roles, Sample, indices, measure_and_release};

/// Rows of a row group, as usual writers have it.
const ROW_GROUP: usize = 1 << 20;
const GROUPS: u32 = 31;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["write", rows, file] => write(rows.parse()?, file),
        ["measure", file] => measure(file, false),
        ["measure", file, "errors"] => measure(file, true),
        _ => Err("survey_speed write ROWS FILE | measure FILE [errors]".into()),
    }
}

fn write(rows: usize, file: &str) -> Result<(), Box<dyn Error>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    let mut random = Philox::new(1, 1);
    let mut writer = None;
    let mut left = rows;
    while left > 0 {
        let batch = batch(left.min(ROW_GROUP), &mut random)?;
        left -= batch.num_rows();
        if writer.is_none() {
            let file = File::create(file)?;
            let properties = Some(properties.clone());
            writer = Some(ArrowWriter::try_new(file, batch.schema(), properties)?);
        }
        if let Some(writer) = &mut writer {
            writer.write(&batch)?;
        }
    }
    if let Some(writer) = writer {
        writer.close()?;
    }
    Ok(())
}

fn batch(rows: usize, random: &mut Philox) -> Result<RecordBatch, Box<dyn Error>> {
    let (mut income, mut weight) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let mut group = Vec::with_capacity(rows);
    for _ in 0..rows {
        let (u, v) = (random.uniform(), random.uniform());
        let normal = (-2.0 * libm::log(1.0 - u)).sqrt() * libm::cos(std::f64::consts::TAU * v);
        let mut x = libm::exp(10.0 + 0.8 * normal);
        if random.uniform() > 0.98 {
            x *= libm::pow(1.0 - random.uniform(), -1.0 / 2.5);
        }
        income.push((x * 100.0).round() / 100.0);
        let w = -400.0 * (libm::log(1.0 - random.uniform()) + libm::log(1.0 - random.uniform()));
        weight.push((w * 1000.0).round() / 1000.0 + 1.0);
        // The smaller of two draws: early groups are larger.
        group.push(random.below(GROUPS).min(random.below(GROUPS)));
    }
    let names: Vec<String> = (1..=GROUPS).map(|g| format!("P{g:02}")).collect();
    let labels: DictionaryArray<Int32Type> = group
        .iter()
        .map(|&g| Some(names[g as usize].as_str()))
        .collect();
    let columns: [(&str, ArrayRef); 3] = [
        ("income", Arc::new(Float64Array::from(income))),
        ("weight", Arc::new(Float64Array::from(weight))),
        ("province", Arc::new(labels)),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}

fn measure(file: &str, standard_errors: bool) -> Result<(), Box<dyn Error>> {
    let convention = Convention::RECOMMENDED;
    let roles = Roles {
        income: "income".to_owned(),
        weight: Some("weight".to_owned()),
        by: vec!["province".to_owned()],
        ..Roles::default()
    };
    let mut sample = Sample::read(file, &roles, &convention, &|_| {})?;
    let read = cpu();
    let request = Request {
        indices: indices(&["gini", "theil", "p90_p10"], &convention, None)?,
        by_group: true,
        standard_errors,
        ..Request::default()
    };
    let measured = measure_and_release(&mut sample, &request)?;
    let gini = measured.records[0].value.unwrap_or(f64::NAN);
    println!(
        "{} rows, {} groups, Gini {gini:.6}: {:.2} CPU s ({read:.2} of them reading), peak {:.0} MB",
        sample.rows(),
        measured.groups.len(),
        cpu(),
        peak()
    );
    Ok(())
}

/// User and system time of this process in seconds, from Linux.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = |k: usize| after.split(' ').nth(k).and_then(|t| t.parse::<f64>().ok());
    // Fields 14 and 15 of the line, in hundredths of a second.
    (ticks(11).unwrap_or(f64::NAN) + ticks(12).unwrap_or(f64::NAN)) / 100.0
}

/// Peak of resident memory in megabytes, from Linux.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) * 1024.0 / 1e6
}
