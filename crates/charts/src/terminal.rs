//! Figures and tables as text: sparklines, bars, and aligned columns.

use std::fmt::Write as _;

use crate::format::NumberFormat;
use crate::scale::{Extent, tame};
use crate::table::{Align, Table};
use crate::text;

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// One character per value, from its smallest to its largest; a blank where there is no number.
///
/// A constant series stands at half height.
///
/// ```
/// use charts::terminal::sparkline;
/// assert_eq!(sparkline(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "▁▂▃▄▅▆▇█");
/// assert_eq!(sparkline(&[3.0, f64::NAN, 3.0]), "▄ ▄");
/// ```
pub fn sparkline(values: &[f64]) -> String {
    let extent = Extent::of(values.iter().copied());
    let span = extent.high - extent.low;
    let level = |value: f64| {
        if !value.is_finite() {
            return ' ';
        }
        if span <= 0.0 {
            return LEVELS[3];
        }
        let part = (tame(value) - extent.low) / span;
        LEVELS[((part * 7.0).round() as usize).min(7)]
    };
    values.iter().map(|&value| level(value)).collect()
}

/// A sparkline of at most `width` characters: longer series are averaged in equal stretches.
pub fn sparkline_within(values: &[f64], width: usize) -> String {
    let width = width.max(1);
    if values.len() <= width {
        return sparkline(values);
    }
    let mean = |n: usize| {
        let from = (n * values.len()).div_euclid(width);
        let to = ((n + 1) * values.len()).div_euclid(width);
        let seen: Vec<f64> = values[from..to]
            .iter()
            .copied()
            .filter(|v| v.is_finite())
            .collect();
        let count = seen.len() as f64;
        if seen.is_empty() {
            f64::NAN
        } else {
            seen.iter().map(|v| tame(*v) / count).sum()
        }
    };
    sparkline(&(0..width).map(mean).collect::<Vec<f64>>())
}

/// A bar from the left: `value` as a part of `full`, in eighths of a character, `width` wide.
///
/// ```
/// use charts::terminal::bar;
/// assert_eq!(bar(0.5, 1.0, 4), "██  ");
/// assert_eq!(bar(0.9, 1.0, 2), "█▊");
/// ```
pub fn bar(value: f64, full: f64, width: usize) -> String {
    let part = if full > 0.0 && value.is_finite() {
        (value / full).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let part = if part.is_finite() { part } else { 0.0 };
    let eighths = (part * (width * 8) as f64).round() as usize;
    let whole = eighths.div_euclid(8).min(width);
    let mut out = "█".repeat(whole);
    if let Some(&rest) = EIGHTHS.get(eighths.rem_euclid(8).wrapping_sub(1))
        && whole < width
    {
        out.push(rest);
    }
    let filled = out.chars().count();
    out.push_str(&" ".repeat(width - filled));
    out
}

/// A bar either side of a middle line: negative values to the left, `half` characters a side.
///
/// ```
/// use charts::terminal::signed_bar;
/// assert_eq!(signed_bar(-1.0, 1.0, 3), "███│   ");
/// assert_eq!(signed_bar(0.5, 1.0, 4), "    │██  ");
/// ```
pub fn signed_bar(value: f64, full: f64, half: usize) -> String {
    let blank = " ".repeat(half);
    if value < 0.0 {
        // Block elements grow from the left only, so the left side goes by whole characters.
        let part = if full > 0.0 {
            (-value / full).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let part = if part.is_finite() { part } else { 1.0 };
        let filled = ((part * half as f64).round() as usize).min(half);
        format!(
            "{}{}│{blank}",
            " ".repeat(half - filled),
            "█".repeat(filled)
        )
    } else {
        format!("{blank}│{}", bar(value, full, half))
    }
}

/// Named bars one under the other, each with its number.
///
/// ```
/// use charts::{NumberFormat, terminal::bars};
/// let text = bars(&[("top", 2.0), ("bottom", 1.0)], &NumberFormat::plain().digits(2), 20);
/// assert_eq!(text, "top     ███████  2.0\nbottom  ███▌     1.0\n");
/// ```
pub fn bars(rows: &[(&str, f64)], format: &NumberFormat, width: usize) -> String {
    let numbers: Vec<String> = rows.iter().map(|(_, value)| format.apply(*value)).collect();
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let number_room = widest(&mut numbers.iter().map(|n| text::columns(n)));
    let limit = width.div_euclid(2).max(4);
    let name_room = widest(&mut rows.iter().map(|(name, _)| text::columns(name))).min(limit);
    let room = width.saturating_sub(name_room + number_room + 4).max(4);
    let signed = rows.iter().any(|(_, value)| *value < 0.0);
    let full = rows
        .iter()
        .map(|(_, v)| v.abs())
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    let mut out = String::new();
    for ((name, value), number) in rows.iter().zip(&numbers) {
        let drawn = if signed {
            signed_bar(*value, full, room.saturating_sub(1).div_euclid(2))
        } else {
            bar(*value, full, room)
        };
        let name = fit(name, name_room, Align::Left);
        let number = fit(number, number_room, Align::Right);
        let _ = writeln!(out, "{name}  {drawn}  {number}");
    }
    out
}

/// How a table is written in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether headings are bold, by ANSI codes.
    pub bold: bool,
    /// Whether long words wrap to a second line instead of being cut.
    pub wrap: bool,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            width: 100,
            bold: false,
            wrap: true,
        }
    }
}

impl TextStyle {
    fn strong(&self, line: &str) -> String {
        if self.bold && !line.is_empty() {
            format!("\u{1b}[1m{line}\u{1b}[0m")
        } else {
            line.to_owned()
        }
    }
}

impl Table {
    /// The table as text, no line longer than `style.width` where its numbers allow that.
    pub fn text(&self, style: &TextStyle) -> String {
        let widths = self.widths(style.width);
        let mut out = String::new();
        if !self.caption.is_empty() {
            for line in text::wrap(&self.caption, style.width as f64, |s| {
                text::columns(s) as f64
            }) {
                out.push_str(&style.strong(&line));
                out.push('\n');
            }
        }
        let mut push = |line: &str| {
            out.push_str(line.trim_end());
            out.push('\n');
        };
        if self.columns.iter().any(|column| !column.group.is_empty()) {
            push(&style.strong(self.group_line(&widths).trim_end()));
        }
        let headings: Vec<&str> = self.columns.iter().map(|c| c.heading.as_str()).collect();
        for line in self.lines(&headings, &widths, style.wrap) {
            push(&style.strong(line.trim_end()));
        }
        if self.columns.iter().any(|column| !column.unit.is_empty()) {
            let units: Vec<&str> = self.columns.iter().map(|c| c.unit.as_str()).collect();
            self.lines(&units, &widths, false)
                .iter()
                .for_each(|line| push(line));
        }
        let rule: Vec<String> = widths.iter().map(|&w| "─".repeat(w)).collect();
        push(&rule.join("  "));
        for row in 0..self.rows.len() {
            let cells: Vec<&str> = (0..self.columns.len()).map(|c| self.cell(row, c)).collect();
            self.lines(&cells, &widths, style.wrap)
                .iter()
                .for_each(|line| push(line));
        }
        out
    }

    /// The width of each column: as wide as its cells, columns of words narrowed to fit.
    fn widths(&self, limit: usize) -> Vec<usize> {
        let needed = |(at, column): (usize, &crate::table::Column)| {
            let cells = (0..self.rows.len()).map(|row| text::columns(self.cell(row, at)));
            let head = [text::columns(&column.heading), text::columns(&column.unit)];
            cells.chain(head).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = self.columns.iter().enumerate().map(needed).collect();
        let mut first = 0;
        for (group, count) in self.groups() {
            let members = first..first + count;
            let room = widths[members.clone()].iter().sum::<usize>() + 2 * (count - 1);
            if let Some(last) = members.last() {
                widths[last] += text::columns(group).saturating_sub(room);
            }
            first += count;
        }
        let gaps = 2 * widths.len().saturating_sub(1);
        loop {
            let total: usize = widths.iter().sum::<usize>() + gaps;
            let words = (0..widths.len()).filter(|&at| self.columns[at].align == Align::Left);
            let Some(widest) = words.max_by_key(|&at| (widths[at], at)) else {
                break;
            };
            if total <= limit || widths[widest] <= 8 {
                break;
            }
            // One at a time, so that several columns of words share the loss.
            widths[widest] -= 1;
        }
        widths
    }

    fn group_line(&self, widths: &[usize]) -> String {
        let mut parts = Vec::new();
        let mut first = 0;
        for (group, count) in self.groups() {
            let members = &widths[first..first + count];
            let room = members.iter().sum::<usize>() + 2 * (count - 1);
            parts.push(fit(group, room, Align::Centre));
            first += count;
        }
        parts.join("  ")
    }

    /// One row as lines of text.
    fn lines(&self, cells: &[&str], widths: &[usize], wrap: bool) -> Vec<String> {
        let measure = |s: &str| text::columns(s) as f64;
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, &width)| {
                let lines = if wrap {
                    text::wrap(cell, width as f64, measure)
                } else {
                    vec![(*cell).to_owned()]
                };
                if lines.is_empty() {
                    vec![String::new()]
                } else {
                    lines
                }
            })
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(1);
        (0..height)
            .map(|line| {
                let parts =
                    broken
                        .iter()
                        .zip(widths)
                        .zip(&self.columns)
                        .map(|((cell, &width), column)| {
                            fit(
                                cell.get(line).map_or("", String::as_str),
                                width,
                                column.align,
                            )
                        });
                parts.collect::<Vec<String>>().join("  ")
            })
            .collect()
    }
}

/// `words` in exactly `width` columns, cut or filled with blanks.
fn fit(words: &str, width: usize, align: Align) -> String {
    let words = words.replace(char::is_control, " ");
    let words = text::truncate(&words, width as f64, |s| text::columns(s) as f64);
    let free = width.saturating_sub(text::columns(&words));
    let before = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Centre => free.div_euclid(2),
    };
    format!("{}{words}{}", " ".repeat(before), " ".repeat(free - before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    fn table() -> Table {
        Table::new([
            Column::words("Outcome"),
            Column::numbers("Change").unit("%"),
            Column::numbers("low").group("90% band"),
            Column::numbers("high").group("90% band"),
        ])
        .row([
            "real income of the median household".into(),
            "+1.2".into(),
            "+0.9".into(),
            "+1.5".into(),
        ])
        .row(["收入".into(), "−12.0".into()])
    }

    #[test]
    fn columns_line_up() {
        let expected = [
            "                                              90% band",
            "Outcome                              Change   low  high",
            "                                          %",
            "───────────────────────────────────  ──────  ────  ────",
            "real income of the median household    +1.2  +0.9  +1.5",
            "收入                                  −12.0",
            "",
        ]
        .join("\n");
        assert_eq!(table().text(&TextStyle::default()), expected);
    }

    #[test]
    fn words_wrap_or_are_cut_and_numbers_are_not() {
        for wrap in [true, false] {
            let text = table().text(&TextStyle {
                width: 40,
                bold: false,
                wrap,
            });
            assert!(text.lines().all(|line| text::columns(line) <= 40), "{text}");
            assert!(
                text.contains("+1.2") && text.contains('…') != wrap,
                "{text}"
            );
        }
    }

    #[test]
    fn bold_is_asked_for() {
        assert!(!table().text(&TextStyle::default()).contains('\u{1b}'));
        let style = TextStyle {
            bold: true,
            ..TextStyle::default()
        };
        assert!(table().text(&style).contains("\u{1b}[1mOutcome"));
    }

    #[test]
    fn sparklines_survive_anything() {
        assert_eq!(sparkline(&[]), "");
        assert_eq!(sparkline(&[f64::NAN, f64::INFINITY]), "  ");
        assert_eq!(sparkline(&[f64::MIN, f64::MAX]), "▁█");
        assert_eq!(sparkline_within(&[1.0; 100], 10).chars().count(), 10);
    }
}
