//! What the engine complains about, in one sentence.

use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;

use crate::error::{Error, hint};

/// An error of the engine as one of ours: refused if the query or the data are to blame.
pub(super) fn of(error: DataFusionError) -> Error {
    match error {
        DataFusionError::Context(_, inner) | DataFusionError::Diagnostic(_, inner) => of(*inner),
        DataFusionError::Collection(errors) => match errors.into_iter().next() {
            Some(first) => of(first),
            None => Error::Engine("the query failed".to_owned()),
        },
        DataFusionError::Shared(inner) => match std::sync::Arc::try_unwrap(inner) {
            Ok(inner) => of(inner),
            Err(inner) => ours(&inner).unwrap_or_else(|| refused(&inner.to_string())),
        },
        DataFusionError::External(inner) => match inner.downcast::<Error>() {
            Ok(own) => *own,
            Err(other) => match other.downcast::<DataFusionError>() {
                Ok(inner) => of(*inner),
                Err(other) => refused(&other.to_string()),
            },
        },
        DataFusionError::SchemaError(inner, _) => schema(&inner),
        DataFusionError::IoError(inner) => Error::Engine(inner.to_string()),
        DataFusionError::ObjectStore(inner) => Error::Engine(one_line(&inner.to_string())),
        DataFusionError::ResourcesExhausted(_) => Error::Engine(
            "--sql: the query needs more memory than there is; measure fewer columns or smaller \
             groups at a time"
                .to_owned(),
        ),
        DataFusionError::ExecutionJoin(_) | DataFusionError::Internal(_) => {
            Error::Engine(format!("--sql: {}", one_line(&error.to_string())))
        }
        other => refused(&other.to_string()),
    }
}

/// A refusal of ours somewhere inside an error that is shared.
fn ours(error: &DataFusionError) -> Option<Error> {
    match error {
        DataFusionError::External(inner) => {
            let own = inner.downcast_ref::<Error>()?;
            Some(Error::Option(own.to_string()))
        }
        DataFusionError::Context(_, inner) | DataFusionError::Diagnostic(_, inner) => ours(inner),
        DataFusionError::Shared(inner) => ours(inner),
        _ => None,
    }
}

fn schema(error: &SchemaError) -> Error {
    match error {
        SchemaError::FieldNotFound {
            field,
            valid_fields,
        } => {
            let known = valid_fields.iter().map(|column| column.name.as_str());
            let hint = hint(&field.name, known);
            Error::option(format!("--sql: no column \"{}\"{hint}", field.name))
        }
        other => refused(&other.to_string()),
    }
}

fn refused(text: &str) -> Error {
    const NOISE: [&str; 6] = [
        "Error during planning: ",
        "SQL error: ",
        "Execution error: ",
        "Arrow error: ",
        "This feature is not implemented: ",
        "Schema error: ",
    ];
    let mut text = one_line(text);
    for noise in NOISE {
        text = text.replace(noise, "");
    }
    // A refusal of ours, wrapped into what the engine says about types.
    if let Some((_, own)) = text.split_once("External error: --sql: ") {
        let own = own.split(" No function matches").next().unwrap_or(own);
        return Error::option(format!("--sql: {}", own.trim_end_matches('.')));
    }
    let between = |before: &str, after: &str| {
        let (_, rest) = text.split_once(before)?;
        Some(rest.split_once(after)?.0.to_owned())
    };
    let sentence = if let Some(parser) = between("ParserError(\"", "\")") {
        format!("not understood: {parser}")
    } else if let Some(name) = between("Invalid function '", "'") {
        let near = between("Did you mean '", "'");
        let near = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
        format!("no function \"{name}\"{near}")
    } else if let Some(table) = between("table '", "' not found") {
        let name = table.rsplit('.').next().unwrap_or(&table);
        format!("no table \"{name}\"; the file is called t")
    } else if text.starts_with("DDL") || text.starts_with("DML") || text.starts_with("Statement") {
        format!("a query may only read ({text})")
    } else {
        text
    };
    Error::option(format!("--sql: {sentence}"))
}

/// Lines joined, so that a complaint stays one sentence.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}
