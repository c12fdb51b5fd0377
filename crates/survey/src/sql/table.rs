//! The table `t`: the files that a name stands for.

use std::fmt::Write;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::ScalarValue;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::functions::expr_fn::{btrim, nullif};
use datafusion::prelude::{Expr, SessionContext, cast, ident, lit, when};

use super::refusal;
use crate::error::{Error, Result};
use crate::read::{self, Format};

/// Registers the files as the table `t`.
pub(super) async fn register(context: &SessionContext, source: &str) -> Result<()> {
    let files = read::find(source)?;
    let mut formats = Vec::with_capacity(files.len());
    for file in &files {
        formats.push(read::format(file)?);
    }
    if formats.iter().any(|format| *format != formats[0]) {
        return Err(Error::option(format!(
            "{source}: --sql needs files of one format, and there are both CSV and Parquet"
        )));
    }
    let urls = files.iter().map(|file| url(file)).collect::<Result<_>>()?;
    match formats.first() {
        Some(Format::Csv) => csv(context, &files, urls).await,
        _ => parquet(context, urls).await,
    }
}

async fn parquet(context: &SessionContext, urls: Vec<ListingTableUrl>) -> Result<()> {
    let format = Arc::new(ParquetFormat::default());
    let config = listing(urls, format)
        .infer_schema(&context.state())
        .await
        .map_err(refusal::of)?;
    let table = ListingTable::try_new(config).map_err(refusal::of)?;
    context
        .register_table("t", Arc::new(table))
        .map_err(refusal::of)?;
    Ok(())
}

/// CSV as the reader of this crate understands it: spaces around a cell do not count, and the usual
/// words for a missing number are NULL. The engine knows neither, so that numbers are read as text
/// and converted in a view. Types come from the whole file, which is read once more for that.
async fn csv(
    context: &SessionContext,
    files: &[PathBuf],
    urls: Vec<ListingTableUrl>,
) -> Result<()> {
    let absent: Vec<&str> = read::ABSENT
        .iter()
        .filter_map(|word| std::str::from_utf8(word).ok())
        .collect();
    let pattern = absent
        .iter()
        .map(|word| word.replace('.', "\\."))
        .collect::<Vec<_>>()
        .join("|");
    let format = CsvFormat::default()
        .with_has_header(true)
        .with_delimiter(delimiter(&files[0])?)
        .with_schema_infer_max_rec(usize::MAX)
        .with_newlines_in_values(true)
        .with_null_regex(Some(format!("^\\s*({pattern})?\\s*$")));
    let format = Arc::new(format);
    let config = listing(urls.clone(), Arc::clone(&format) as _)
        .infer_schema(&context.state())
        .await
        .map_err(refusal::of)?;
    let typed = ListingTable::try_new(config).map_err(refusal::of)?;
    let typed: SchemaRef = typed.schema();
    let as_text = |field: &Arc<Field>| {
        if field.data_type().is_numeric() {
            Field::new(field.name(), DataType::Utf8, true)
        } else {
            field.as_ref().clone()
        }
    };
    let raw = Schema::new(typed.fields().iter().map(as_text).collect::<Vec<_>>());
    let config = listing(urls, format).with_schema(Arc::new(raw));
    let table = ListingTable::try_new(config).map_err(refusal::of)?;
    let mut columns = Vec::with_capacity(typed.fields().len());
    for field in typed.fields() {
        columns.push(seen(field, &absent)?.alias(field.name()));
    }
    let view = context
        .read_table(Arc::new(table))
        .and_then(|frame| frame.select(columns))
        .map_err(refusal::of)?
        .into_view();
    context.register_table("t", view).map_err(refusal::of)?;
    Ok(())
}

/// A cell of CSV as a value of the column's type.
fn seen(field: &Field, absent: &[&str]) -> Result<Expr> {
    let (column, kind) = (ident(field.name()), field.data_type());
    if kind.is_string() {
        return Ok(nullif(btrim(vec![column]), lit("")));
    }
    if !kind.is_numeric() {
        return Ok(column);
    }
    let text = btrim(vec![column]);
    let mut words: Vec<Expr> = absent.iter().map(|&word| lit(word)).collect();
    words.push(lit(""));
    let null = ScalarValue::try_from(kind).map_err(refusal::of)?;
    when(text.clone().in_list(words, false), lit(null))
        .otherwise(cast(text, kind.clone()))
        .map_err(refusal::of)
}

fn listing(urls: Vec<ListingTableUrl>, format: Arc<dyn FileFormat>) -> ListingTableConfig {
    // Formats go by content here, not by the ends of names.
    let options = ListingOptions::new(format).with_file_extension("");
    ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options)
}

/// The delimiter of the header, as the reader of this crate chooses it.
fn delimiter(path: &Path) -> Result<u8> {
    let mut head = Vec::new();
    let file = File::open(path).map_err(|e| read::io(path, e))?;
    file.take(1 << 20)
        .read_to_end(&mut head)
        .map_err(|e| read::io(path, e))?;
    Ok(read::delimiter(&head))
}

/// A file as the engine names it. Names are taken as they are: what looks like a pattern in them
/// was settled before.
fn url(path: &Path) -> Result<ListingTableUrl> {
    let path = path.canonicalize().map_err(|e| read::io(path, e))?;
    let mut url = "file://".to_owned();
    for &byte in path.to_string_lossy().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    ListingTableUrl::parse(url).map_err(refusal::of)
}
