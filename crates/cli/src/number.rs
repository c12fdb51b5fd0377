//! Numbers for reading: grouped in thousands, few digits, one minus sign.

/// What a number measures, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An amount of money.
    Money,
    /// A fraction, written in percent.
    Share,
    /// An index between 0 and 1.
    Index,
    /// A stock in years of a flow.
    Years,
    /// One amount over another.
    Ratio,
}

/// Which numbers are written with their sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Those below zero.
    Negative,
    /// All but zero, as differences are.
    Always,
}

/// What stands for a number that does not exist.
pub const NONE: &str = "–";

/// A number of this kind.
pub fn level(kind: Kind, value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    match kind {
        Kind::Money => grouped(value),
        Kind::Share => percent(value, 1, Sign::Negative),
        Kind::Index => decimal(value, 3, Sign::Negative),
        Kind::Years | Kind::Ratio => decimal(value, 2, Sign::Negative),
    }
}

/// How a number of this kind changed: money in percent, shares in points.
pub fn change(kind: Kind, from: f64, to: f64) -> String {
    let sign = Sign::Always;
    match kind {
        Kind::Money => percent(to / from - 1.0, 1, sign),
        Kind::Share => with_unit(decimal(100.0 * (to - from), 1, sign), "pp"),
        Kind::Index => decimal(to - from, 3, sign),
        Kind::Years | Kind::Ratio => decimal(to - from, 2, sign),
    }
}

/// A fraction in percent, with so many digits after the point.
pub fn percent(share: f64, digits: usize, sign: Sign) -> String {
    with_unit(decimal(100.0 * share, digits, sign), "%")
}

/// A number with so many digits after the point, a true minus sign, and no sign before zero.
pub fn decimal(value: f64, digits: usize, sign: Sign) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let text = format!("{:.digits$}", value.abs());
    let zero = text.chars().all(|c| c == '0' || c == '.');
    let sign = match (zero, value < 0.0, sign) {
        (false, true, _) => "−",
        (false, false, Sign::Always) => "+",
        _ => "",
    };
    format!("{sign}{text}")
}

/// A number with its unit; what does not exist has none.
fn with_unit(number: String, unit: &str) -> String {
    if number == NONE {
        number
    } else {
        format!("{number} {unit}")
    }
}

/// The same with a true minus sign, and none before zero.
fn signed_as_is(text: String) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// A number with at least three significant digits, grouped in thousands.
pub fn grouped(value: f64) -> String {
    let size = value.abs();
    let digits = match size {
        s if s >= 100.0 || s == 0.0 => 0,
        s if s >= 10.0 => 1,
        s if s >= 1.0 => 2,
        s if s >= 0.001 => 3,
        _ => return signed_as_is(format!("{value:.3e}")),
    };
    if size >= 1e15 {
        return signed_as_is(format!("{value:.3e}"));
    }
    let text = format!("{size:.digits$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{whole}{rest}")
}

/// A whole number, grouped in thousands.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun, which gets an `s` unless there is one.
pub fn counted(n: u64, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(n))
}

/// A duration in seconds for reading.
pub fn seconds(seconds: f64) -> String {
    match seconds {
        s if s < 0.000_95 => format!("{:.0} µs", s * 1e6),
        s if s < 0.95 => format!("{:.0} ms", s * 1e3),
        s if s < 99.5 => format!("{s:.1} s"),
        s if s < 5_400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3_600.0),
    }
}

/// How many of the plain currency one unit of money is, and the currency's name: "billion yuan" are 10⁹ yuan.
pub fn currency(money_unit: &str) -> (f64, &str) {
    let words = money_unit.split_once(' ');
    let counted = |count: &str| match count {
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    };
    words
        .and_then(|(count, name)| counted(count).map(|n| (n, name)))
        .unwrap_or((1.0, money_unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(grouped(1_234_567.8), "1 234 568");
        assert_eq!(grouped(-71_234.2), "−71 234");
        assert_eq!(grouped(12.345_6), "12.3");
        assert_eq!(grouped(0.0), "0");
        assert_eq!(level(Kind::Share, 0.0614), "6.1 %");
        assert_eq!(level(Kind::Share, -0.000_01), "0.0 %");
        assert_eq!(level(Kind::Index, f64::NAN), "–");
        assert_eq!(change(Kind::Money, 100.0, 103.64), "+3.6 %");
        assert_eq!(change(Kind::Share, 0.061, 0.038), "−2.3 pp");
        assert_eq!(change(Kind::Index, 0.3, 0.3), "0.000");
        assert_eq!(percent(-0.000_01, 2, Sign::Negative), "0.00 %");
        assert_eq!(percent(-0.0, 0, Sign::Always), "0 %");
        assert_eq!(percent(-0.012_34, 2, Sign::Negative), "−1.23 %");
        assert_eq!(percent(0.5, 0, Sign::Negative), "50 %");
        assert_eq!(percent(0.012_34, 3, Sign::Always), "+1.234 %");
        for none in [f64::NAN, f64::INFINITY] {
            assert_eq!(percent(none, 1, Sign::Always), NONE);
            assert_eq!(change(Kind::Share, none, 0.1), NONE);
        }
        assert_eq!(counted(1, "seed"), "1 seed");
        assert_eq!(counted(8_873, "household"), "8 873 households");
    }
}
