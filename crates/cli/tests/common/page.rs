//! Reads a page as its reader would: nothing fetched, headings, and numbers in tables.

use serde_json::Value;

/// Panics if the page needs anything but itself.
pub fn expect_self_contained(html: &str) {
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
    for foreign in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "@import",
        "url(http",
        "href=\"http",
        "src=",
    ] {
        assert!(!html.contains(foreign), "the page has `{foreign}`");
    }
    for none in ["NaN", "null", "inf<"] {
        assert!(!html.contains(none), "the page shows `{none}`");
    }
}

/// The words of a page, line by line, without figures and styles.
pub fn words(html: &str) -> String {
    let mut text = html.to_owned();
    for (from, to) in [
        ("<svg", "</svg>"),
        ("<style", "</style>"),
        ("<details", "</details>"),
    ] {
        while let Some(at) = text.find(from) {
            let end = text[at..]
                .find(to)
                .map_or(text.len(), |n| at + n + to.len());
            text.replace_range(at..end, "");
        }
    }
    let cells = text
        .replace("</th><td", "</th> | <td")
        .replace("</td><td", "</td> | <td")
        .replace("</th><th", "</th> | <th");
    let mut words = String::new();
    let mut inside = false;
    for c in cells.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.to_owned() + "\n").collect()
}

/// The cells of the first row that begins with `name` after `heading`.
pub fn row(words: &str, heading: &str, name: &str) -> Vec<String> {
    let lines = words.lines().skip_while(|line| *line != heading);
    // The first is an entry of the contents.
    let mut lines = lines.skip(1).skip_while(|line| *line != heading);
    let line = lines.find(|line| line.starts_with(name));
    let line = line.unwrap_or_else(|| panic!("no row {name} under {heading} in\n{words}"));
    line.split(" |")
        .map(|cell| cell.trim().to_owned())
        .collect()
}

/// A number as it is written on a page: a true minus, thousands apart, perhaps with a unit.
pub fn number(cell: &str) -> f64 {
    let unit = if cell.contains('%') || cell.contains("pp") {
        0.01
    } else {
        1.0
    };
    let plain: String = cell
        .trim_end_matches(['%', 'p', ' '])
        .chars()
        .filter(|c| !matches!(c, ' ' | '+' | '≈'))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let parsed: f64 = plain
        .parse()
        .unwrap_or_else(|_| panic!("`{cell}` is no number"));
    unit * parsed
}

/// Panics unless a cell shows the number of the object, to the digits shown.
pub fn expect_shown(cell: &str, value: &Value, tolerance: f64) {
    let value = value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is a number"));
    let shown = number(cell);
    assert!(
        (shown - value).abs() <= tolerance * value.abs().max(1e-12),
        "the page shows {cell} for {value}"
    );
}

/// The cells of the first row that has `part` in it after `heading`.
pub fn row_with(words: &str, heading: &str, part: &str) -> Vec<String> {
    let lines = words.lines().skip_while(|line| *line != heading);
    let mut lines = lines.skip(1).skip_while(|line| *line != heading);
    let line = lines.find(|line| line.contains(part));
    let line = line.unwrap_or_else(|| panic!("no row with {part} under {heading} in\n{words}"));
    line.split(" |")
        .map(|cell| cell.trim().to_owned())
        .collect()
}
