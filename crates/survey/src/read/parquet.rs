//! Parquet: the wanted columns only, row groups in parallel, each into its own place.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use rayon::prelude::*;

use super::csv::place;
use super::{Building, Wanted, io};
use crate::error::{Error, Result};
use crate::labels::{Interner, MISSING};

/// Rows decoded at once.
const BATCH: usize = 1 << 14;

pub(super) fn read(
    path: &Path,
    wanted: &Wanted,
    building: &mut Building,
    tell: &(dyn Fn(u64, u64) + Sync),
) -> Result<()> {
    let opened = Opened::open(path, wanted)?;
    let sizes = opened.rows_of_groups()?;
    let total: usize = sizes.iter().sum();
    let start = building.rows as usize;
    for column in &mut building.numbers {
        grow(path, column, total, f64::NAN)?;
    }
    for (ids, _) in &mut building.labels {
        grow(path, ids, total, MISSING)?;
    }
    let mut tasks: Vec<Task> = sizes.iter().map(|&rows| Task::new(rows)).collect();
    for column in &mut building.numbers {
        let mut rest = &mut column[start..];
        for task in &mut tasks {
            let (own, after) = rest.split_at_mut(task.rows);
            task.numbers.push(own);
            rest = after;
        }
    }
    for (ids, _) in &mut building.labels {
        let mut rest = &mut ids[start..];
        for task in &mut tasks {
            let (own, after) = rest.split_at_mut(task.rows);
            task.labels.push(own);
            rest = after;
        }
    }
    let (bytes, rows) = (AtomicU64::new(0), AtomicU64::new(0));
    let decoded: Vec<Result<Vec<Interner>>> = tasks
        .into_par_iter()
        .enumerate()
        .map(|(group, task)| {
            let size = opened.bytes_of_group(group);
            let n = task.rows as u64;
            let interners = opened.decode(group, task)?;
            let bytes = bytes.fetch_add(size, Ordering::Relaxed) + size;
            tell(bytes, rows.fetch_add(n, Ordering::Relaxed) + n);
            Ok(interners)
        })
        .collect();
    let decoded: Vec<Vec<Interner>> = decoded.into_iter().collect::<Result<_>>()?;
    for (k, (ids, interner)) in building.labels.iter_mut().enumerate() {
        let mut from = start;
        for (locals, &rows) in decoded.iter().zip(&sizes) {
            let local = &locals[k];
            let number: Vec<u32> = (0..local.len() as u32)
                .map(|id| interner.id(local.name(id)))
                .collect();
            for id in &mut ids[from..from + rows] {
                *id = number.get(*id as usize).copied().unwrap_or(MISSING);
            }
            from += rows;
        }
    }
    building.rows += total as u64;
    Ok(())
}

/// Makes room for rows; the memory is not touched before it is written.
fn grow<T: Copy + Default>(path: &Path, column: &mut Vec<T>, rows: usize, fill: T) -> Result<()> {
    let too_many = |_| Error::TooMany(path.display().to_string());
    if column.is_empty() {
        // A probe first: a damaged file may promise more rows than any memory holds.
        Vec::<T>::new().try_reserve_exact(rows).map_err(too_many)?;
        *column = vec![T::default(); rows];
    } else {
        column.try_reserve_exact(rows).map_err(too_many)?;
        column.resize(column.len() + rows, fill);
    }
    Ok(())
}

/// A row group and the places its rows go to.
struct Task<'a> {
    rows: usize,
    numbers: Vec<&'a mut [f64]>,
    labels: Vec<&'a mut [u32]>,
}

impl Task<'_> {
    fn new(rows: usize) -> Self {
        Self {
            rows,
            numbers: Vec::new(),
            labels: Vec::new(),
        }
    }
}

/// A file whose footer has been read.
struct Opened<'a> {
    path: &'a Path,
    wanted: &'a Wanted,
    meta: ArrowReaderMetadata,
    mask: ProjectionMask,
    /// For each wanted number and label, its place among the columns read.
    numbers: Vec<usize>,
    labels: Vec<usize>,
}

impl<'a> Opened<'a> {
    fn open(path: &'a Path, wanted: &'a Wanted) -> Result<Self> {
        let broken = |e: parquet::errors::ParquetError| damaged(path, &e);
        let file = File::open(path).map_err(|e| io(path, e))?;
        let meta = guarded(path, || {
            ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(broken)
        })?;
        check_footer(path, &meta)?;
        let schema = Arc::clone(meta.schema());
        let names: Vec<String> = schema.fields().iter().map(|f| f.name().clone()).collect();
        let find = |column: &String| place(path, &names, column);
        let numbers: Vec<usize> = wanted.numbers.iter().map(find).collect::<Result<_>>()?;
        let labels: Vec<usize> = wanted.labels.iter().map(find).collect::<Result<_>>()?;
        for (&k, column) in numbers.iter().zip(&wanted.numbers) {
            let field = schema.field(k);
            if !is_number(field.data_type()) {
                return Err(kind(
                    path,
                    column,
                    field.data_type(),
                    "numbers are needed here",
                ));
            }
        }
        // Text as numbers of a dictionary, which is how Parquet usually stores labels.
        let fields: Vec<Arc<Field>> = schema
            .fields()
            .iter()
            .enumerate()
            .map(|(k, field)| {
                let text = matches!(
                    field.data_type(),
                    DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
                );
                if text && labels.contains(&k) {
                    let dictionary =
                        DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                    Arc::new(field.as_ref().clone().with_data_type(dictionary))
                } else {
                    Arc::clone(field)
                }
            })
            .collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()));
        let options = ArrowReaderOptions::new().with_schema(schema);
        let meta =
            ArrowReaderMetadata::try_new(Arc::clone(meta.metadata()), options).map_err(broken)?;
        let mut read: Vec<usize> = numbers.iter().chain(&labels).copied().collect();
        read.sort_unstable();
        read.dedup();
        let mask = ProjectionMask::roots(meta.parquet_schema(), read.iter().copied());
        let among = |k: &usize| read.binary_search(k).unwrap_or(0);
        Ok(Self {
            path,
            wanted,
            mask,
            numbers: numbers.iter().map(among).collect(),
            labels: labels.iter().map(among).collect(),
            meta,
        })
    }

    fn rows_of_groups(&self) -> Result<Vec<usize>> {
        let mut total = 0_u64;
        let mut out = Vec::new();
        for group in self.meta.metadata().row_groups() {
            let rows = u64::try_from(group.num_rows()).unwrap_or(u64::MAX);
            total = total.saturating_add(rows);
            if total >= u64::from(u32::MAX) {
                return Err(Error::TooMany(self.path.display().to_string()));
            }
            out.push(rows as usize);
        }
        Ok(out)
    }

    fn bytes_of_group(&self, group: usize) -> u64 {
        u64::try_from(self.meta.metadata().row_group(group).compressed_size()).unwrap_or(0)
    }

    /// Decodes a row group into its places and returns the labels of each label column.
    fn decode(&self, group: usize, task: Task) -> Result<Vec<Interner>> {
        guarded(self.path, || self.decode_pages(group, task))
    }

    fn decode_pages(&self, group: usize, mut task: Task) -> Result<Vec<Interner>> {
        let mut interners = vec![Interner::default(); self.labels.len()];
        let mut seen: Vec<Option<Dictionary>> = vec![None; self.labels.len()];
        let file = File::open(self.path).map_err(|e| io(self.path, e))?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.meta.clone())
            .with_projection(self.mask.clone())
            .with_row_groups(vec![group])
            .with_batch_size(BATCH)
            .build()
            .map_err(|e| damaged(self.path, &e))?;
        let mut from = 0;
        for batch in reader {
            let batch: RecordBatch = batch.map_err(|e| damaged(self.path, &e))?;
            let to = from + batch.num_rows();
            if to > task.rows {
                return Err(damaged(self.path, &"more rows than its footer says"));
            }
            for (k, &column) in self.numbers.iter().enumerate() {
                numbers(batch.column(column), &mut task.numbers[k][from..to]);
            }
            for (k, &column) in self.labels.iter().enumerate() {
                let array = batch.column(column);
                let out = &mut task.labels[k][from..to];
                if !labels(array, &mut interners[k], &mut seen[k], out) {
                    let needs = "text, whole numbers or truth values are needed to name groups";
                    let column = &self.wanted.labels[k];
                    return Err(kind(self.path, column, array.data_type(), needs));
                }
            }
            from = to;
        }
        if from < task.rows {
            return Err(damaged(self.path, &"fewer rows than its footer says"));
        }
        Ok(interners)
    }
}

/// Runs code of the Parquet library, which answers some damaged files with a panic.
fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(damaged(path, &"its pages contradict its footer")))
}

/// Refuses places and sizes below zero, on which the library panics.
fn check_footer(path: &Path, meta: &ArrowReaderMetadata) -> Result<()> {
    let columns = meta.metadata().row_groups().iter();
    for column in columns.flat_map(parquet::file::metadata::RowGroupMetaData::columns) {
        let places = [
            column.data_page_offset(),
            column.dictionary_page_offset().unwrap_or(0),
            column.compressed_size(),
        ];
        if places.iter().any(|place| *place < 0) {
            return Err(damaged(path, &"its footer names a place before its start"));
        }
    }
    Ok(())
}

fn damaged(path: &Path, why: &dyn std::fmt::Display) -> Error {
    let why: String = why.to_string().chars().take(160).collect();
    Error::Parquet {
        path: path.to_owned(),
        why: why.replace('\n', " "),
    }
}

fn kind(path: &Path, column: &str, kind: &DataType, needs: &'static str) -> Error {
    Error::Kind {
        path: path.to_owned(),
        column: column.to_owned(),
        kind: kind.to_string(),
        needs,
    }
}

fn is_number(kind: &DataType) -> bool {
    use DataType::{Boolean, Decimal128};
    kind.is_integer()
        || matches!(kind, DataType::Float32 | DataType::Float64 | Boolean)
        || matches!(kind, Decimal128(_, scale) if (0..=22).contains(scale))
}

/// Copies an array of numbers; what is null becomes `NaN`.
fn numbers(array: &ArrayRef, out: &mut [f64]) {
    fn copy<T: ArrowPrimitiveType>(
        array: &ArrayRef,
        out: &mut [f64],
        f: impl Fn(T::Native) -> f64,
    ) {
        let Some(array) = array.as_primitive_opt::<T>() else {
            return out.fill(f64::NAN);
        };
        for (out, &value) in out.iter_mut().zip(array.values()) {
            *out = f(value);
        }
    }
    match array.data_type() {
        DataType::Float64 => copy::<Float64Type>(array, out, |x| x),
        DataType::Float32 => copy::<Float32Type>(array, out, f64::from),
        DataType::Int8 => copy::<Int8Type>(array, out, f64::from),
        DataType::Int16 => copy::<Int16Type>(array, out, f64::from),
        DataType::Int32 => copy::<Int32Type>(array, out, f64::from),
        DataType::Int64 => copy::<Int64Type>(array, out, |x| x as f64),
        DataType::UInt8 => copy::<UInt8Type>(array, out, f64::from),
        DataType::UInt16 => copy::<UInt16Type>(array, out, f64::from),
        DataType::UInt32 => copy::<UInt32Type>(array, out, f64::from),
        DataType::UInt64 => copy::<UInt64Type>(array, out, |x| x as f64),
        DataType::Decimal128(_, scale) => {
            // Powers of ten up to 22 are exact, so the quotient is rounded once.
            let unit = (0..*scale).fold(1.0, |unit, _| unit * 10.0);
            copy::<Decimal128Type>(array, out, |x| x as f64 / unit);
        }
        _ => match array.as_boolean_opt() {
            Some(truths) => {
                for (k, out) in out.iter_mut().enumerate() {
                    *out = f64::from(u8::from(truths.value(k)));
                }
            }
            None => out.fill(f64::NAN),
        },
    }
    if let Some(nulls) = array.logical_nulls() {
        for (k, out) in out.iter_mut().enumerate() {
            if nulls.is_null(k) {
                *out = f64::NAN;
            }
        }
    }
}

/// A dictionary met before, and our number of each of its entries.
type Dictionary = (ArrayRef, Vec<u32>);

/// Numbers the labels of an array; false if it can hold none.
fn labels(
    array: &ArrayRef,
    interner: &mut Interner,
    seen: &mut Option<Dictionary>,
    out: &mut [u32],
) -> bool {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let values = dictionary.values();
        let known = seen
            .as_ref()
            .is_some_and(|(old, _)| old.to_data().ptr_eq(&values.to_data()));
        if !known {
            let mut ids = vec![MISSING; values.len()];
            if !plain_labels(values, interner, &mut ids) {
                return false;
            }
            *seen = Some((Arc::clone(values), ids));
        }
        let ids = seen.as_ref().map_or(&[][..], |(_, ids)| ids);
        if let Some(keys) = dictionary.keys().as_primitive_opt::<Int32Type>() {
            for (out, &key) in out.iter_mut().zip(keys.values()) {
                *out = ids.get(key as usize).copied().unwrap_or(MISSING);
            }
        } else if !ids.is_empty() {
            for (out, key) in out.iter_mut().zip(dictionary.normalized_keys()) {
                *out = ids[key];
            }
        }
    } else if !plain_labels(array, interner, out) {
        return false;
    }
    if let Some(nulls) = array.logical_nulls() {
        for (k, out) in out.iter_mut().enumerate() {
            if nulls.is_null(k) {
                *out = MISSING;
            }
        }
    }
    true
}

fn plain_labels(array: &ArrayRef, interner: &mut Interner, out: &mut [u32]) -> bool {
    let mut label = |text: &str| match text.trim_ascii() {
        "" => MISSING,
        text => interner.id(text),
    };
    match array.data_type() {
        DataType::Utf8 => {
            for (out, text) in out.iter_mut().zip(array.as_string::<i32>()) {
                *out = text.map_or(MISSING, &mut label);
            }
        }
        DataType::LargeUtf8 => {
            for (out, text) in out.iter_mut().zip(array.as_string::<i64>()) {
                *out = text.map_or(MISSING, &mut label);
            }
        }
        DataType::Utf8View => {
            for (out, text) in out.iter_mut().zip(array.as_string_view()) {
                *out = text.map_or(MISSING, &mut label);
            }
        }
        DataType::Boolean => {
            let truths = array.as_boolean();
            for (k, out) in out.iter_mut().enumerate() {
                *out = label(if truths.value(k) { "true" } else { "false" });
            }
        }
        kind if is_number(kind) => {
            let mut values = vec![f64::NAN; out.len()];
            numbers(array, &mut values);
            let mut last = (f64::NAN, MISSING);
            for (out, &value) in out.iter_mut().zip(&values) {
                if value.is_finite() && value.fract() != 0.0 {
                    return false;
                }
                if value != last.0 {
                    // Beyond 2^53 neighbours would share a label.
                    if value.abs() > 9_007_199_254_740_992.0 {
                        return false;
                    }
                    let id = if value.is_nan() {
                        MISSING
                    } else {
                        label(&(value as i64).to_string())
                    };
                    last = (value, id);
                }
                *out = last.1;
            }
        }
        _ => return false,
    }
    true
}
