//! Columns of the tables of a run, by name.

#![allow(dead_code, reason = "each test file uses its part")]

use laboratory::Run;
use laboratory::tables::{Cells, Frame};

/// The table of that name.
pub fn frame<'a>(run: &'a Run, table: &str) -> &'a Frame {
    let found = run.frames.iter().find(|frame| frame.name == table);
    found.expect("a table of that name")
}

fn cells<'a>(frame: &'a Frame, name: &str) -> &'a Cells {
    let at = frame.columns.iter().position(|column| column.name == name);
    &frame.cells[at.unwrap_or_else(|| panic!("{} has no {name}", frame.name))]
}

/// A column of numbers, whole or not.
pub fn numbers_of(frame: &Frame, name: &str) -> Vec<f64> {
    match cells(frame, name) {
        Cells::Whole(cells) => cells.iter().map(|&n| n as f64).collect(),
        Cells::Number(cells) => cells.clone(),
        Cells::Word(_) => panic!("{name} is a column of words"),
    }
}

/// A column of words.
pub fn words_of<'a>(frame: &'a Frame, name: &str) -> &'a [String] {
    match cells(frame, name) {
        Cells::Word(cells) => cells,
        _ => panic!("{name} is not a column of words"),
    }
}

/// The numbers of a column of a table.
pub fn numbers(run: &Run, table: &str, name: &str) -> Vec<f64> {
    numbers_of(frame(run, table), name)
}

/// The words of a column of a table.
pub fn words<'a>(run: &'a Run, table: &str, name: &str) -> &'a [String] {
    words_of(frame(run, table), name)
}
