//! How a number is written: the same way in a figure, a table and a terminal.
//!
//! A minus is `−`, thousands are grouped with commas, millions and more may be words
//! (`m`, `bn`, `trn`), and what is not a number is written `–`, never `NaN`.

/// What a number counts, and so how it is dressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A number with no unit: `0.461`, `12,300`.
    #[default]
    Plain,
    /// A share of one, written in per cent: `0.461` becomes `46.1%`.
    Share,
    /// A difference of shares, written in percentage points: `0.012` becomes `1.20 pp`.
    Points,
    /// Money in a currency: a symbol goes in front (`¥1.20 trn`), a code behind (`1.20 trn CNY`).
    Money(String),
    /// A named unit behind the number: `8.20 persons`.
    Named(String),
}

/// How numbers of one kind are written.
///
/// ```
/// use charts::NumberFormat;
/// let yuan = NumberFormat::money("¥");
/// assert_eq!(yuan.apply(121_020_000_000_000.0), "¥121 trn");
/// assert_eq!(NumberFormat::share().signed().apply(-0.0123), "−1.23%");
/// assert_eq!(NumberFormat::plain().apply(f64::NAN), "–");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// What is counted.
    pub unit: Unit,
    /// Significant digits, at least one.
    pub digits: usize,
    /// Whether millions, billions and trillions are written `m`, `bn`, `trn`.
    pub words: bool,
    /// Whether a positive number carries a plus sign, as a difference should.
    pub plus: bool,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::plain()
    }
}

impl NumberFormat {
    /// Three significant digits of `unit`, large numbers in words.
    pub fn of(unit: Unit) -> Self {
        Self {
            unit,
            digits: 3,
            words: true,
            plus: false,
        }
    }

    /// A number with no unit.
    pub fn plain() -> Self {
        Self::of(Unit::Plain)
    }

    /// A share of one, written in per cent.
    pub fn share() -> Self {
        Self::of(Unit::Share)
    }

    /// A difference of shares, written in percentage points.
    pub fn points() -> Self {
        Self::of(Unit::Points)
    }

    /// Money in `currency`, a symbol or a code.
    pub fn money(currency: &str) -> Self {
        Self::of(Unit::Money(currency.to_owned()))
    }

    /// A number of `unit`.
    pub fn named(unit: &str) -> Self {
        Self::of(Unit::Named(unit.to_owned()))
    }

    /// The same with `digits` significant digits.
    #[must_use]
    pub fn digits(mut self, digits: usize) -> Self {
        self.digits = digits;
        self
    }

    /// The same with a plus sign on positive numbers.
    #[must_use]
    pub fn signed(mut self) -> Self {
        self.plus = true;
        self
    }

    /// The same with every digit of a large number written out.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        self.words = false;
        self
    }

    /// Writes one number.
    pub fn apply(&self, value: f64) -> String {
        let Some(shown) = self.shown(value) else {
            return "–".to_owned();
        };
        let digits = self.digits.clamp(1, 17);
        let (rounded, exponent) = round_to(shown, digits);
        if rounded == 0.0 {
            return self.dress("0", "", 0.0);
        }
        let ceiling = if self.words { 18 } else { 15 };
        if exponent >= ceiling || exponent < -5 {
            return self.dress(&scientific(rounded, digits), "", rounded);
        }
        let (divisor, word, power) = if self.words {
            word_for(exponent)
        } else {
            (1.0, "", 0)
        };
        let decimals = (digits as i32 - 1 - (exponent - power)).max(0) as usize;
        self.dress(&grouped(rounded.abs() / divisor, decimals), word, rounded)
    }

    /// Writes the numbers of one column: all with the same word and decimals, as the largest
    /// asks for, so that they can be compared down the page.
    ///
    /// A number that would round to nothing that way keeps one digit of its own.
    ///
    /// ```
    /// use charts::NumberFormat;
    /// assert_eq!(NumberFormat::plain().alike(&[21.6, 5.34, 0.0021]), ["21.6", "5.3", "0.002"]);
    /// ```
    pub fn alike(&self, values: &[f64]) -> Vec<String> {
        let finite = values.iter().filter(|v| v.is_finite());
        let largest = finite.fold(0.0_f64, |most, v| most.max(v.abs()));
        values
            .iter()
            .map(|&value| self.like(largest, value))
            .collect()
    }

    /// Writes `value` with the word and the decimals of `model`.
    pub(crate) fn like(&self, model: f64, value: f64) -> String {
        let (Some(model), Some(shown)) = (self.shown(model), self.shown(value)) else {
            return self.apply(value);
        };
        let digits = self.digits.clamp(1, 17);
        let (_, exponent) = round_to(model, digits);
        if model == 0.0 || shown == 0.0 || !(-5..15).contains(&exponent) {
            return self.apply(value);
        }
        let (divisor, word, power) = if self.words {
            word_for(exponent)
        } else {
            (1.0, "", 0)
        };
        let decimals = (digits as i32 - 1 - (exponent - power)).max(0) as usize;
        let text = grouped(shown.abs() / divisor, decimals);
        if text.bytes().all(|b| !(b'1'..=b'9').contains(&b)) {
            return Self {
                digits: 1,
                ..self.clone()
            }
            .apply(value);
        }
        self.dress(&text, word, shown)
    }

    /// Writes the marks of one axis, all with the same word and the same decimals.
    ///
    /// `marks` are taken to be multiples of one step, as [`crate::ticks::ticks`] makes them.
    pub fn apply_to_ticks(&self, marks: &[f64]) -> Vec<String> {
        let shown: Vec<f64> = marks.iter().filter_map(|&mark| self.shown(mark)).collect();
        let largest = shown.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        let step = shown
            .windows(2)
            .map(|w| (w[1] - w[0]).abs())
            .fold(f64::INFINITY, f64::min);
        let step = if step.is_finite() && step > 0.0 {
            step
        } else {
            largest
        };
        if largest == 0.0 || step == 0.0 {
            return marks.iter().map(|&mark| self.apply(mark)).collect();
        }
        let (_, top) = round_to(largest, 6);
        let (_, fine) = round_to(step, 6);
        let ceiling = if self.words { 18 } else { 15 };
        if top >= ceiling || top < -5 || top - fine > 12 {
            let digits = (top - fine + 1).clamp(1, 15) as usize;
            let exact = Self {
                digits,
                ..self.clone()
            };
            return marks.iter().map(|&mark| exact.apply(mark)).collect();
        }
        let (mut divisor, mut word, mut power) = if self.words {
            word_for(top)
        } else {
            (1.0, "", 0)
        };
        if power - fine > 3 {
            (divisor, word, power) = (1.0, "", 0);
        }
        let mut decimals = (power - fine).max(0) as usize;
        // A single mark such as 2.5 needs the digits of its value, not of its order.
        if shown.len() == 1 {
            let text = format!("{}", round_to(largest / divisor, 4).0);
            decimals = text
                .split_once('.')
                .map_or(0, |(_, tail)| tail.len().min(12));
        }
        marks
            .iter()
            .map(|&mark| match self.shown(mark) {
                Some(v) if v.abs() < step * 1e-6 => self.dress("0", "", 0.0),
                Some(v) => self.dress(&grouped(v.abs() / divisor, decimals), word, v),
                None => "–".to_owned(),
            })
            .collect()
    }

    /// The number as shown, per cent already multiplied out; `None` if it is not finite.
    fn shown(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        let value = value.clamp(-1e300, 1e300);
        Some(match self.unit {
            Unit::Share | Unit::Points => value * 100.0,
            _ => value,
        })
    }

    /// Puts sign, word and unit around the digits.
    fn dress(&self, digits: &str, word: &str, value: f64) -> String {
        let sign = if value < 0.0 {
            "−"
        } else if self.plus && value > 0.0 {
            "+"
        } else {
            ""
        };
        let word = if word.is_empty() {
            String::new()
        } else {
            format!(" {word}")
        };
        match &self.unit {
            Unit::Plain => format!("{sign}{digits}{word}"),
            Unit::Share => format!("{sign}{digits}{word}%"),
            Unit::Points => format!("{sign}{digits}{word} pp"),
            Unit::Money(name) if name.chars().count() <= 2 => {
                format!("{sign}{name}{digits}{word}")
            }
            Unit::Money(name) | Unit::Named(name) => format!("{sign}{digits}{word} {name}"),
        }
    }
}

/// Writes `value` in `unit` with `significant` digits, large numbers in words.
///
/// ```
/// use charts::{Unit, format_number};
/// assert_eq!(format_number(1_234_567.0, &Unit::Plain, 3), "1.23 m");
/// assert_eq!(format_number(12_345.0, &Unit::Plain, 3), "12,300");
/// assert_eq!(format_number(0.4612, &Unit::Share, 2), "46%");
/// ```
pub fn format_number(value: f64, unit: &Unit, significant: usize) -> String {
    NumberFormat::of(unit.clone())
        .digits(significant)
        .apply(value)
}

/// Ten to the power `exponent`, correctly rounded on every platform.
pub(crate) fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(f64::MAX)
}

/// `value` rounded to `digits` significant digits, and its decimal exponent after rounding.
pub(crate) fn round_to(value: f64, digits: usize) -> (f64, i32) {
    if value == 0.0 || !value.is_finite() {
        return (0.0, 0);
    }
    let text = format!("{value:.*e}", digits.max(1) - 1);
    let exponent = text
        .split_once('e')
        .and_then(|(_, e)| e.parse().ok())
        .unwrap_or(0);
    (text.parse().unwrap_or(value), exponent)
}

/// The divisor, word and power of ten for a number of this decimal exponent.
fn word_for(exponent: i32) -> (f64, &'static str, i32) {
    match exponent {
        12.. => (1e12, "trn", 12),
        9..12 => (1e9, "bn", 9),
        6..9 => (1e6, "m", 6),
        _ => (1.0, "", 0),
    }
}

/// A number from zero up with `decimals` decimals and commas between thousands.
fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (whole, tail) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, t)| (w, Some(t)));
    let mut out = String::with_capacity(text.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(tail) = tail {
        out.push('.');
        out.push_str(tail);
    }
    out
}

/// The digits of `value` as a power of ten, without its sign: `1.2×10¹⁸`.
fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{:.*e}", digits - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            c => c
                .to_digit(10)
                .and_then(|d| char::from_u32(0x2070 + d))
                .unwrap_or(c),
        })
        .collect();
    format!("{mantissa}×10{raised}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_paper_would() {
        for (value, format, expected) in [
            (0.0, NumberFormat::plain(), "0"),
            (-0.0, NumberFormat::share().signed(), "0%"),
            (0.4614, NumberFormat::plain(), "0.461"),
            (-1234.5, NumberFormat::plain().digits(5), "−1,234.5"),
            (999_999.0, NumberFormat::plain(), "1.00 m"),
            (1.5e9, NumberFormat::money("€").digits(2), "€1.5 bn"),
            (-1.5e9, NumberFormat::money("CNY").digits(2), "−1.5 bn CNY"),
            (0.012, NumberFormat::points().signed(), "+1.20 pp"),
            (1.0e18, NumberFormat::plain().digits(2), "1.0×10¹⁸"),
            (1.23e-9, NumberFormat::plain(), "1.23×10⁻⁹"),
            (
                12_345_678.0,
                NumberFormat::plain().without_words().digits(8),
                "12,345,678",
            ),
            (f64::INFINITY, NumberFormat::plain(), "–"),
        ] {
            assert_eq!(format.apply(value), expected, "{value}");
        }
    }

    #[test]
    fn marks_of_an_axis_agree_with_one_another() {
        let plain = NumberFormat::plain();
        assert_eq!(plain.apply_to_ticks(&[0.0, 0.5, 1.0]), ["0", "0.5", "1.0"]);
        assert_eq!(
            plain.apply_to_ticks(&[0.0, 5e5, 1e6]),
            ["0", "0.5 m", "1.0 m"]
        );
        assert_eq!(
            plain.apply_to_ticks(&[-20.0, 0.0, 20.0]),
            ["−20", "0", "20"]
        );
        assert_eq!(
            NumberFormat::share().apply_to_ticks(&[0.1, 0.2]),
            ["10%", "20%"]
        );
        assert_eq!(plain.apply_to_ticks(&[2.5]), ["2.5"]);
    }
}
