//! SQL over files, with the measures as aggregates (feature `sql`).
//!
//! ```sql
//! SELECT province, gini(income, weight), fgt(income, weight, 'median:0.6', 0)
//! FROM t GROUP BY province ORDER BY province
//! ```
//! `t` is the file, the folder or the pattern asked for. Every name of [`functions`] takes the
//! income, then the weight (which may be left out), then its parameters.
//!
//! # What is missing
//! Rows whose income or weight is NULL or NaN are left out of that aggregate, as SQL does;
//! `count(*) - count(income)` tells how many. Weights of zero count for nothing. An infinite income
//! and a negative or infinite weight are refused. What is undefined for a group (a logarithm of
//! zero, nobody there) is NULL, and [`Answer::notes`] say why.
//!
//! # Order
//! The order of rows has no influence: within a group they are ordered by income, then weight. So an
//! aggregate has the same bits for any number of threads, and those of the same measure elsewhere but
//! for rounding of the last; Zenga's index alone depends on the order of rows with equal incomes.
//!
//! # What is held in memory
//! Files are read in batches, so that filters, sums and counts need no more than their groups. A
//! measure of this crate needs its group sorted: while it runs it holds two columns of 8 bytes a row
//! (income and weight) of every group that is under way, and as much again while a group is sorted.
//! When that exceeds three quarters of the free memory, groups are written to temporary files and
//! done one after another; a single group that does not fit fails with a sentence. The answer itself
//! is held too.
//!
//! # One arrow or two
//! The engine brings an `arrow` and a `parquet` of its own, older than those of the readers here.
//! The two never meet: what goes in are paths and text, what comes out are [`Cell`]s.

mod aggregate;
mod answer;
mod functions;
mod refusal;
mod table;

use std::sync::Arc;

use datafusion::execution::context::SQLOptions;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use inequality::Convention;

use crate::error::{Error, Result};

pub use answer::{Answer, Cell};
pub use functions::signatures;

/// Share of the free memory that a query may take before it writes to temporary files.
const SHARE_OF_MEMORY: f64 = 0.75;

/// Answers a query over `source`, which it calls `t`.
///
/// Rows come in the order the query asks for, or else sorted, so that the answer does not depend on
/// the number of threads.
///
/// ```
/// # let file = std::env::temp_dir().join("commonweal-doc-sql.csv");
/// # std::fs::write(&file, "income,area\n10,a\n30,a\n20,b\n").unwrap();
/// use inequality::Convention;
/// use survey::sql::{Cell, query};
///
/// let sql = "SELECT area, gini(income) FROM t GROUP BY area ORDER BY area";
/// let answer = query(file.to_str().unwrap(), sql, &Convention::RECOMMENDED)?;
/// assert_eq!(answer.rows[0], [Cell::Text("a".into()), Cell::Number(0.25)]);
/// # Ok::<(), survey::Error>(())
/// ```
///
/// # Errors
/// If no file is found, the files differ in form, the query is not understood or does anything but
/// read, a value is refused, or memory runs out.
pub fn query(source: &str, sql: &str, convention: &Convention) -> Result<Answer> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Queries are planned by recursion over their parts.
        .thread_stack_size(16 << 20)
        .build()
        .map_err(|e| Error::Engine(format!("no threads for the query: {e}")))?;
    // The same for the thread that plans.
    runtime.block_on(async {
        let work = (source.to_owned(), sql.to_owned(), *convention);
        let planned = tokio::spawn(async move { answer(&work.0, &work.1, &work.2).await });
        match planned.await {
            Ok(answered) => answered,
            Err(_) => Err(Error::Engine("the engine stopped".to_owned())),
        }
    })
}

async fn answer(source: &str, sql: &str, convention: &Convention) -> Result<Answer> {
    let context = context()?;
    let notes = Arc::new(aggregate::Notes::default());
    for function in functions::FUNCTIONS {
        context.register_udaf(aggregate::udaf(function, *convention, Arc::clone(&notes)));
    }
    table::register(&context, source).await?;
    let only_reading = SQLOptions::new()
        .with_allow_ddl(false)
        .with_allow_dml(false)
        .with_allow_statements(false);
    let frame = context
        .sql_with_options(sql, only_reading)
        .await
        .map_err(refusal::of)?;
    let mut answer = answer::collect(frame).await?;
    answer.notes = notes.sentences();
    Ok(answer)
}

fn context() -> Result<SessionContext> {
    let mut config = SessionConfig::new().with_target_partitions(rayon::current_num_threads());
    // Columns have the names they have in the file.
    config.options_mut().sql_parser.enable_ident_normalization = false;
    let mut runtime = RuntimeEnvBuilder::new();
    if let Some(free) = free_memory() {
        let limit = (free as f64 * SHARE_OF_MEMORY) as usize;
        runtime = runtime.with_memory_pool(Arc::new(FairSpillPool::new(limit)));
    }
    let runtime = runtime.build_arc().map_err(refusal::of)?;
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

/// Bytes that are free, where the system tells.
fn free_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}
