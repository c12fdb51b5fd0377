//! Tables as Parquet bytes, and back.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt64Type};
use arrow_array::{
    ArrayRef, Float64Array, Int32Array, RecordBatch, RecordBatchReader as _, StringArray,
    UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use super::atomic::Output;
use super::part::Part;
use crate::error::{Error, Result};
use crate::tables::{Cells, Frame};

/// Rows of a row group: readable in pieces, and small enough to assemble in memory.
const ROWS_OF_A_GROUP: usize = 1 << 17;

/// A table as Parquet bytes.
pub fn encode(frame: &Frame) -> Result<Vec<u8>> {
    let batch = batch(frame);
    let mut bytes = Vec::new();
    let written = ArrowWriter::try_new(
        &mut bytes,
        batch.schema(),
        Some(properties(&batch.schema())),
    )
    .and_then(|mut writer| {
        writer.write(&batch)?;
        writer.close()
    });
    written.map(|_| bytes).map_err(|error| Error::Table {
        action: "write",
        path: PathBuf::from(frame.name),
        reason: error.to_string(),
    })
}

/// Measured columns are not worth a dictionary; names and counts are.
fn properties(schema: &Schema) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROWS_OF_A_GROUP));
    for field in schema.fields() {
        if *field.data_type() == DataType::Float64 {
            let column = ColumnPath::from(field.name().as_str());
            properties = properties.set_column_dictionary_enabled(column, false);
        }
    }
    properties.build()
}

/// A table as Arrow columns. Seeds are 64 bits wide, other whole numbers fit into 32.
fn batch(frame: &Frame) -> RecordBatch {
    let mut fields = Vec::with_capacity(frame.columns.len());
    let mut arrays: Vec<ArrayRef> = Vec::with_capacity(frame.columns.len());
    for (column, cells) in frame.columns.iter().zip(&frame.cells) {
        let array: ArrayRef = match cells {
            Cells::Whole(cells) if column.name == "seed" => {
                Arc::new(UInt64Array::from(cells.clone()))
            }
            Cells::Whole(cells) => {
                let narrow = cells.iter().map(|&cell| i32::try_from(cell).ok());
                Arc::new(narrow.collect::<Int32Array>())
            }
            Cells::Number(cells) => {
                let missing = cells.iter().map(|&cell| (!cell.is_nan()).then_some(cell));
                Arc::new(missing.collect::<Float64Array>())
            }
            Cells::Word(cells) => {
                let missing = cells.iter().map(|cell| (!cell.is_empty()).then_some(cell));
                Arc::new(missing.collect::<StringArray>())
            }
        };
        let nullable = matches!(array.data_type(), DataType::Float64 | DataType::Utf8);
        fields.push(Field::new(column.name, array.data_type().clone(), nullable));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
        .expect("the columns of a table are declared with the cells that fill them")
}

/// Writes one table of all runs, in the order of `parts`.
pub fn assemble(
    file: &mut dyn Output,
    parts: impl Iterator<Item = PathBuf>,
    name: &str,
) -> io::Result<()> {
    let mut file = Some(file);
    let mut writer = None;
    for part in parts {
        let bytes = Part::read_table(&part, name).map_err(io::Error::other)?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes))
            .and_then(|builder| builder.with_batch_size(ROWS_OF_A_GROUP).build())
            .map_err(plain)?;
        // A table without rows has columns all the same.
        if let Some(file) = file.take() {
            let schema = reader.schema();
            let properties = properties(&schema);
            writer = Some(ArrowWriter::try_new(file, schema, Some(properties)).map_err(plain)?);
        }
        for batch in reader {
            let batch = batch.map_err(io::Error::other)?;
            if let Some(writer) = &mut writer {
                writer.write(&batch).map_err(plain)?;
            }
        }
    }
    writer.map_or(Ok(()), |writer| writer.close().map(drop).map_err(plain))
}

/// The error underneath, so that a full disk is called one.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// Series by seed, quarter by quarter.
pub type SeriesBySeed = BTreeMap<u64, Vec<Vec<f64>>>;

/// Reads the table `series` from a file.
pub fn read_series(path: &Path) -> Result<SeriesBySeed> {
    let bytes = std::fs::read(path).map_err(|error| Error::file("read", path, error))?;
    read_series_of(path, bytes)
}

/// Reads the table `series` from bytes that came from `path`.
pub fn read_series_of(path: &Path, bytes: Vec<u8>) -> Result<SeriesBySeed> {
    decode_series(bytes).map_err(|error| Error::Table {
        action: "read",
        path: path.to_owned(),
        reason: error.to_string(),
    })
}

fn decode_series(bytes: Vec<u8>) -> std::result::Result<SeriesBySeed, ParquetError> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes))?.build()?;
    let mut found = SeriesBySeed::new();
    for batch in reader {
        let batch = batch?;
        let (Some(seeds), Some(quarters), Some(values)) = (
            batch.column(1).as_primitive_opt::<UInt64Type>(),
            batch.column(2).as_primitive_opt::<Int32Type>(),
            batch.column(4).as_primitive_opt::<Float64Type>(),
        ) else {
            return Err(ParquetError::General("it is not a table of series".into()));
        };
        for row in 0..batch.num_rows() {
            let run = found.entry(seeds.value(row)).or_default();
            if quarters.value(row) as usize == run.len() {
                run.push(Vec::new());
            }
            if let Some(quarter) = run.last_mut() {
                use arrow_array::Array as _;
                quarter.push(if values.is_null(row) {
                    f64::NAN
                } else {
                    values.value(row)
                });
            }
        }
    }
    Ok(found)
}
