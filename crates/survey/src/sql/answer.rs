//! What comes out of a query, as plain values.

use std::cmp::Ordering;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{
    DataType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::DataFrame;
use futures::StreamExt;

use super::refusal;
use crate::error::{Error, Result};

/// A value of the answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// None.
    Null,
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// True or false.
    Truth(bool),
    /// Text, or anything that is best shown as text, such as a date.
    Text(String),
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// Names of the columns; unnamed ones are called by their expression.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Why some values are NULL, a sentence each.
    pub notes: Vec<String>,
}

/// Runs a query and gathers its rows.
pub(super) async fn collect(frame: DataFrame) -> Result<Answer> {
    let sorted = is_sorted(frame.logical_plan());
    let fields = frame.schema().fields().iter();
    let mut answer = Answer {
        columns: fields.map(|field| field.name().clone()).collect(),
        ..Answer::default()
    };
    let mut stream = frame.execute_stream().await.map_err(refusal::of)?;
    while let Some(batch) = stream.next().await {
        let batch = batch.map_err(refusal::of)?;
        let first = answer.rows.len();
        answer.rows.resize_with(first + batch.num_rows(), Vec::new);
        for column in batch.columns() {
            let column = cells(column)?;
            for (row, cell) in answer.rows[first..].iter_mut().zip(column) {
                row.push(cell);
            }
        }
    }
    if !sorted {
        // Threads finish in any order; people compare runs.
        answer.rows.sort_by(|a, b| {
            let pairs = a.iter().zip(b);
            pairs.fold(Ordering::Equal, |o, (a, b)| o.then_with(|| order(a, b)))
        });
    }
    Ok(answer)
}

/// Whether the query says in which order rows come.
fn is_sorted(plan: &LogicalPlan) -> bool {
    match plan {
        LogicalPlan::Sort(_) => true,
        LogicalPlan::Projection(_) | LogicalPlan::Limit(_) | LogicalPlan::SubqueryAlias(_) => {
            plan.inputs().into_iter().any(is_sorted)
        }
        _ => false,
    }
}

fn order(a: &Cell, b: &Cell) -> Ordering {
    let kind = |cell: &Cell| match cell {
        Cell::Truth(_) => 0,
        Cell::Number(_) | Cell::Whole(_) => 1,
        Cell::Text(_) => 2,
        // As the engine does: what is missing comes last.
        Cell::Null => 3,
    };
    let number = |cell: &Cell| match cell {
        Cell::Number(x) => *x,
        Cell::Whole(n) => *n as f64,
        _ => 0.0,
    };
    match (a, b) {
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Whole(a), Cell::Whole(b)) => a.cmp(b),
        (Cell::Truth(a), Cell::Truth(b)) => a.cmp(b),
        _ => kind(a)
            .cmp(&kind(b))
            .then_with(|| number(a).total_cmp(&number(b))),
    }
}

macro_rules! numbers {
    ($column:expr, $kind:ty, $cell:expr) => {{
        let column = $column.as_primitive::<$kind>();
        column.iter().map(|x| x.map_or(Cell::Null, $cell)).collect()
    }};
}

fn cells(column: &ArrayRef) -> Result<Vec<Cell>> {
    Ok(match column.data_type() {
        DataType::Float64 => numbers!(column, Float64Type, Cell::Number),
        DataType::Float32 => numbers!(column, Float32Type, |x| Cell::Number(f64::from(x))),
        DataType::Float16 => numbers!(column, Float16Type, |x| Cell::Number(x.to_f64())),
        DataType::Int64 => numbers!(column, Int64Type, Cell::Whole),
        DataType::Int32 => numbers!(column, Int32Type, |n| Cell::Whole(i64::from(n))),
        DataType::Int16 => numbers!(column, Int16Type, |n| Cell::Whole(i64::from(n))),
        DataType::Int8 => numbers!(column, Int8Type, |n| Cell::Whole(i64::from(n))),
        DataType::UInt32 => numbers!(column, UInt32Type, |n| Cell::Whole(i64::from(n))),
        DataType::UInt16 => numbers!(column, UInt16Type, |n| Cell::Whole(i64::from(n))),
        DataType::UInt8 => numbers!(column, UInt8Type, |n| Cell::Whole(i64::from(n))),
        DataType::UInt64 => numbers!(column, UInt64Type, |n| {
            i64::try_from(n).map_or_else(|_| Cell::Text(n.to_string()), Cell::Whole)
        }),
        DataType::Boolean => {
            let column = column.as_boolean();
            column
                .iter()
                .map(|x| x.map_or(Cell::Null, Cell::Truth))
                .collect()
        }
        _ => {
            let unreadable = |e| Error::Engine(format!("a column cannot be shown: {e}"));
            let options = FormatOptions::default();
            let format = ArrayFormatter::try_new(column, &options).map_err(unreadable)?;
            (0..column.len())
                .map(|row| {
                    if column.is_null(row) {
                        Cell::Null
                    } else {
                        Cell::Text(format.value(row).to_string())
                    }
                })
                .collect()
        }
    })
}
