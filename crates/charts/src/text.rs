//! How much room text needs, in figures (points) and in terminals (columns).

/// The width of `text` at font size `size`, from the widths of Helvetica.
///
/// An estimate: what renders the figure may have another font, so callers leave air.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(thousandths(c))).sum::<f64>() * size / 1000.0 * 1.02
}

fn thousandths(c: char) -> u16 {
    match c {
        'i' | 'j' | 'l' | '\'' => 222,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'f' | 't' | 'I' | '|' => 278,
        '(' | ')' | '-' | 'r' | '`' | '[' | ']' => 333,
        '"' | '*' => 375,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        '+' | '<' | '=' | '>' | '~' | '−' | '×' => 584,
        'F' | 'T' | 'Z' => 611,
        '&' | 'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' => 667,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' => 778,
        'm' | 'M' => 833,
        '%' => 889,
        'W' | '—' | '…' => 972,
        '@' => 1015,
        c if is_wide(c) => 1000,
        _ => 556,
    }
}

/// Whether a character fills two columns of a terminal.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd)
}

/// The columns of a terminal that `text` fills.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

fn char_columns(c: char) -> usize {
    match u32::from(c) {
        0..=0x1f | 0x7f..=0x9f | 0x300..=0x36f | 0x200b..=0x200f | 0xfeff => 0,
        _ if is_wide(c) => 2,
        _ => 1,
    }
}

/// Breaks `text` into lines no longer than `limit` where there are spaces to break at.
pub(crate) fn wrap(text: &str, limit: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.is_empty() {
            word.clone_into(&mut line);
            continue;
        }
        let longer = format!("{line} {word}");
        if measure(&longer) <= limit {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts `text` to `limit`, an ellipsis in place of what is lost.
pub(crate) fn truncate(text: &str, limit: f64, measure: impl Fn(&str) -> f64) -> String {
    if measure(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if measure(&format!("{kept}…")) > limit {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// Places for labels near `wanted`, at least `gap` apart and inside `low..=high` if they fit.
pub(crate) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut places = wanted.to_vec();
    // Downwards, then back up from the lower edge; twice settles every cluster.
    for _ in 0..2 {
        let mut free = low;
        for &at in &order {
            places[at] = places[at].max(free);
            free = places[at] + gap;
        }
        let mut free = high;
        for &at in order.iter().rev() {
            places[at] = places[at].min(free);
            free = places[at] - gap;
        }
    }
    // Share the shift of a pushed pair, so both stay near their lines.
    for pair in order.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let shift = (places[b] - wanted[b]) - (places[a] - wanted[a]);
        let touching = places[b] - places[a] <= gap + 0.01;
        let alone = order.len() == 2;
        if touching && alone && shift > 0.0 && places[a] - shift / 2.0 >= low {
            places[a] -= shift / 2.0;
            places[b] -= shift / 2.0;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart() {
        let places = spread(&[10.0, 11.0, 90.0], 12.0, 0.0, 100.0);
        assert!(places[1] - places[0] >= 12.0 - 1e-9, "{places:?}");
        assert_eq!(places[2], 90.0);
        let low = spread(&[99.0, 98.0], 12.0, 0.0, 100.0);
        assert!(low[0] <= 100.0 && low[0] - low[1] >= 12.0 - 1e-9, "{low:?}");
    }

    #[test]
    fn chinese_text_is_two_columns_a_character() {
        assert_eq!(columns("数字经济"), 8);
        assert_eq!(columns("abc"), 3);
    }

    #[test]
    fn text_is_wrapped_and_cut() {
        let measure = |s: &str| columns(s) as f64;
        assert_eq!(wrap("one two three", 7.0, measure), ["one two", "three"]);
        assert_eq!(truncate("abcdef", 4.0, measure), "abc…");
    }
}
