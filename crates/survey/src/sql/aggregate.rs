//! A measure as an aggregate of the engine: columns are gathered, then measured.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, ListArray, StringArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Float64Type};
use datafusion::common::ScalarValue;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, Signature, Volatility,
};
use inequality::Convention;

use super::functions::{Function, Missing, Parameter, kept};

/// Why some values are NULL, and of how many groups.
#[derive(Debug, Default)]
pub(super) struct Notes(Mutex<BTreeMap<(&'static str, String), u64>>);

impl Notes {
    fn add(&self, name: &'static str, why: String) {
        if let Ok(mut notes) = self.0.lock() {
            *notes.entry((name, why)).or_default() += 1;
        }
    }

    /// A sentence for each reason.
    pub fn sentences(&self) -> Vec<String> {
        let Ok(notes) = self.0.lock() else {
            return Vec::new();
        };
        notes
            .iter()
            .map(|((name, why), n)| {
                let times = if *n == 1 {
                    "once".to_owned()
                } else {
                    format!("{n} times")
                };
                format!("{name} is NULL {times}: {why}")
            })
            .collect()
    }
}

/// The aggregate of a function under a convention.
pub(super) fn udaf(
    function: &'static Function,
    convention: Convention,
    notes: Arc<Notes>,
) -> AggregateUDF {
    AggregateUDF::from(Aggregate {
        function,
        convention,
        notes,
        signature: Signature::user_defined(Volatility::Immutable),
    })
}

#[derive(Debug)]
struct Aggregate {
    function: &'static Function,
    convention: Convention,
    notes: Arc<Notes>,
    signature: Signature,
}

// All aggregates of a session share its convention and its notes.
impl PartialEq for Aggregate {
    fn eq(&self, other: &Self) -> bool {
        self.function.name == other.function.name
    }
}

impl Eq for Aggregate {}

impl Hash for Aggregate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function.name.hash(state);
    }
}

impl Aggregate {
    /// Number of columns gathered, with the weight if there is one, for so many arguments.
    fn columns_of(&self, arguments: usize) -> usize {
        arguments.saturating_sub(self.function.parameters.len())
    }
}

impl AggregateUDFImpl for Aggregate {
    fn name(&self) -> &str {
        self.function.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let function = self.function;
        let least = function.columns.len() + function.parameters.len();
        if given.len() != least && given.len() != least + 1 {
            return Err(refuse(function.says(&format!(
                "{} arguments; it is {}",
                given.len(),
                function.signature()
            ))));
        }
        let columns = self.columns_of(given.len());
        let mut out = Vec::with_capacity(given.len());
        for (k, kind) in given.iter().enumerate() {
            let number = kind.is_numeric() || *kind == DataType::Null;
            let is_line = k >= columns && function.parameters[k - columns] == "line";
            if number {
                out.push(DataType::Float64);
            } else if is_line && kind.is_string() {
                out.push(DataType::Utf8);
            } else {
                return Err(refuse(function.says(&format!(
                    "argument {} is of the type {kind}, not a number; it is {}",
                    k + 1,
                    function.signature()
                ))));
            }
        }
        Ok(out)
    }

    fn accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if arguments.is_distinct {
            return Err(refuse(self.function.says("DISTINCT makes no sense here")));
        }
        let columns = self.columns_of(arguments.exprs.len());
        Ok(Box::new(Gathered {
            function: self.function,
            convention: self.convention,
            notes: Arc::clone(&self.notes),
            columns: vec![Vec::new(); columns],
            parameters: None,
        }))
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let columns = self.columns_of(arguments.input_fields.len());
        let list = |name: &str, item: DataType| {
            let item = Field::new_list_field(item, true);
            let name = format_state_name(arguments.name, name);
            Arc::new(Field::new_list(name, item, true))
        };
        let mut out: Vec<FieldRef> = (0..columns)
            .map(|k| list(&format!("column{k}"), DataType::Float64))
            .collect();
        out.push(list("parameters", DataType::Utf8));
        Ok(out)
    }
}

/// The rows of a group so far.
#[derive(Debug)]
struct Gathered {
    function: &'static Function,
    convention: Convention,
    notes: Arc<Notes>,
    /// The function's columns, then the weight if there is one.
    columns: Vec<Vec<f64>>,
    /// The same in every row; none before the first.
    parameters: Option<Vec<Parameter>>,
}

impl Gathered {
    fn weighted(&self) -> bool {
        self.columns.len() > self.function.columns.len()
    }

    /// Takes the parameters of some rows, which must be those of all others.
    fn take(&mut self, found: Vec<Parameter>) -> Result<()> {
        match &self.parameters {
            None => self.parameters = Some(found),
            Some(known) if *known == found => {}
            Some(_) => {
                return Err(self.differs());
            }
        }
        Ok(())
    }

    fn differs(&self) -> DataFusionError {
        let it_is = self.function.signature();
        let sentence = format!("a parameter differs between rows of one group; it is {it_is}");
        refuse(self.function.says(&sentence))
    }

    /// Parameters of the rows of a batch.
    fn parameters_of(&mut self, arrays: &[ArrayRef], rows: usize) -> Result<()> {
        if rows == 0 {
            return Ok(());
        }
        for row in 0..rows {
            let first = row == 0;
            let mut found = Vec::with_capacity(arrays.len());
            let mut same = !first;
            for (k, array) in arrays.iter().enumerate() {
                if array.is_null(row) {
                    let what = self.function.parameters[k];
                    return Err(refuse(self.function.says(&format!("{what} is NULL"))));
                }
                if first {
                    found.push(parameter(array, row));
                } else {
                    same &= equals(array, row);
                }
            }
            if first {
                self.take(found)?;
            } else if !same {
                return Err(self.differs());
            }
        }
        Ok(())
    }

    /// Takes a row of numbers, unless one is missing or the convention leaves it out.
    fn push(&mut self, row: &mut [f64]) -> Result<()> {
        if row.iter().any(|x| x.is_nan()) {
            return Ok(());
        }
        let n = self.function.columns.len();
        for (k, x) in row.iter().enumerate() {
            let what = self.function.columns.get(k).copied().unwrap_or("weight");
            if x.is_infinite() || (k >= n && *x < 0.0) {
                return Err(refuse(self.function.says(&format!(
                    "a row has {what} {x}; leave such rows out with WHERE"
                ))));
            }
        }
        if row.get(n).is_some_and(|&w| w == 0.0) {
            return Ok(());
        }
        let ranking = self.function.ranking();
        match kept(row[ranking], &self.convention).map_err(refuse)? {
            Some(income) => row[ranking] = income,
            None => return Ok(()),
        }
        for (column, x) in self.columns.iter_mut().zip(row) {
            column.push(*x);
        }
        Ok(())
    }

    /// The columns with rows in an order of their own, so that neither threads nor batches show.
    fn in_order(&self) -> Vec<Vec<f64>> {
        let n = self.columns[0].len();
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_unstable_by(|&a, &b| {
            let by = |column: &Vec<f64>| column[a].total_cmp(&column[b]);
            let each = self.columns.iter().map(by);
            each.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        let sorted = |column: &Vec<f64>| order.iter().map(|&row| column[row]).collect();
        self.columns.iter().map(sorted).collect()
    }
}

impl Accumulator for Gathered {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let (columns, parameters) = values.split_at(self.columns.len());
        let rows = columns.first().map_or(0, Array::len);
        self.parameters_of(parameters, rows)?;
        let columns: Vec<&Float64Array> = columns
            .iter()
            .map(AsArray::as_primitive::<Float64Type>)
            .collect();
        let mut row = vec![0.0; columns.len()];
        for k in 0..rows {
            if columns.iter().any(|column| column.is_null(k)) {
                continue;
            }
            for (x, column) in row.iter_mut().zip(&columns) {
                *x = column.value(k);
            }
            self.push(&mut row)?;
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        if self.columns[0].is_empty() {
            return Ok(ScalarValue::Float64(None));
        }
        let columns = self.in_order();
        let parameters = self.parameters.clone().unwrap_or_default();
        let found = self
            .function
            .of(&columns, self.weighted(), &parameters, &self.convention);
        match found {
            Ok(value) => Ok(ScalarValue::Float64(Some(value))),
            Err(Missing::Undefined(why)) => {
                self.notes.add(self.function.name, why);
                Ok(ScalarValue::Float64(None))
            }
            Err(Missing::Refused(error)) => Err(refuse(error)),
        }
    }

    fn size(&self) -> usize {
        let columns = self.columns.iter();
        size_of_val(self)
            + columns
                .map(|c| c.capacity() * size_of::<f64>())
                .sum::<usize>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let mut out: Vec<ScalarValue> = self
            .columns
            .iter_mut()
            .map(|column| {
                let numbers = Float64Array::from(std::mem::take(column));
                list(Arc::new(numbers))
            })
            .collect();
        let words: Vec<String> = self
            .parameters
            .iter()
            .flatten()
            .map(|p| match p {
                Parameter::Number(number) => format!("n{number}"),
                Parameter::Text(text) => format!("t{text}"),
            })
            .collect();
        out.push(list(Arc::new(StringArray::from(words))));
        Ok(out)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let (columns, parameters) = states.split_at(self.columns.len());
        for (own, lists) in self.columns.iter_mut().zip(columns) {
            for part in lists.as_list::<i32>().iter().flatten() {
                own.extend_from_slice(part.as_primitive::<Float64Type>().values());
            }
        }
        for part in parameters
            .iter()
            .flat_map(|p| p.as_list::<i32>().iter().flatten())
        {
            let words = part.as_string::<i32>();
            if words.is_empty() {
                continue;
            }
            let found = words.iter().flatten().map(|word| match word.split_at(1) {
                ("n", number) => Parameter::Number(number.parse().unwrap_or(f64::NAN)),
                (_, text) => Parameter::Text(text.to_owned()),
            });
            self.take(found.collect())?;
        }
        Ok(())
    }
}

impl Function {
    /// The column whose zeros and negative values the convention is about.
    fn ranking(&self) -> usize {
        let income = self.columns.iter().position(|&name| name == "income");
        income.unwrap_or(0)
    }
}

fn parameter(array: &ArrayRef, row: usize) -> Parameter {
    match array.as_primitive_opt::<Float64Type>() {
        Some(numbers) => Parameter::Number(numbers.value(row)),
        None => Parameter::Text(array.as_string::<i32>().value(row).to_owned()),
    }
}

/// Whether a row has the parameter of the first row.
fn equals(array: &ArrayRef, row: usize) -> bool {
    if let Some(numbers) = array.as_primitive_opt::<Float64Type>() {
        return numbers.value(row) == numbers.value(0);
    }
    let words = array.as_string::<i32>();
    words.value(row) == words.value(0)
}

/// A list of one row.
fn list(items: ArrayRef) -> ScalarValue {
    let field = Arc::new(Field::new_list_field(items.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths([items.len()]);
    ScalarValue::List(Arc::new(ListArray::new(field, offsets, items, None)))
}

/// A refusal of ours on its way through the engine.
fn refuse(error: crate::Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
