//! Industries by what they make: what an industry is to the digital economy.
//!
//! The default economy has 21 industries with codes of three letters; economies in the European
//! classification are read by their division, so that the same theory runs on both.
//!
//! # Source
//! Digital economy, §2: the vectors of industries. Penetration of the three sectors: \[caict_2023\].

use economy::calibration::DigitalOpening;

/// What an industry is to the digital economy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Code of three letters.
    pub code: &'static str,
    /// How digital it is at the opening where an economy does not say it itself in `digital.csv`: as in China.
    pub opening: DigitalOpening,
}

/// Share of value added that digital inputs account for: 10.5, 24.0 and 44.7 % in the three sectors.
const PRIMARY: f64 = 0.105;
const SECONDARY: f64 = 0.240;
const TERTIARY: f64 = 0.447;

const fn class(
    code: &'static str,
    penetration: f64,
    routine: f64,
    remote: f64,
    [online, online_max]: [f64; 2],
) -> Class {
    Class {
        code,
        opening: DigitalOpening {
            adoption: penetration,
            routine_share: routine,
            remote_share: remote,
            online_share: online,
            online_max,
        },
    }
}

const GOODS: [f64; 2] = [0.272, 0.8];
const OFFLINE: [f64; 2] = [0.0, 0.0];

/// The 21 industries. Shares of goods sold online are seen in retail sales (V); those of services, and all
/// routine and remote shares, are assumed (N).
pub const CLASSES: [Class; 21] = [
    class("AGR", PRIMARY, 0.30, 0.0, GOODS),
    class("MIN", SECONDARY, 0.45, 0.0, OFFLINE),
    class("CMF", SECONDARY, 0.50, 0.0, GOODS),
    class("MAT", SECONDARY, 0.45, 0.0, GOODS),
    class("EQP", SECONDARY, 0.50, 0.0, GOODS),
    class("ICM", SECONDARY, 0.45, 0.0, GOODS),
    class("UTL", SECONDARY, 0.40, 0.0, OFFLINE),
    class("CON", SECONDARY, 0.35, 0.0, OFFLINE),
    class("TRD", TERTIARY, 0.45, 0.0, OFFLINE),
    class("TRN", TERTIARY, 0.45, 0.0, OFFLINE),
    class("HOS", TERTIARY, 0.35, 0.0, [0.15, 0.5]),
    class("TEL", TERTIARY, 0.40, 0.0, OFFLINE),
    class("PLT", TERTIARY, 0.30, 1.0, OFFLINE),
    class("SOF", TERTIARY, 0.25, 1.0, OFFLINE),
    class("FIN", TERTIARY, 0.50, 1.0, [0.12, 0.4]),
    class("REA", TERTIARY, 0.35, 0.0, OFFLINE),
    class("BUS", TERTIARY, 0.40, 1.0, OFFLINE),
    class("EDU", TERTIARY, 0.20, 0.3, [0.05, 0.4]),
    class("HEA", TERTIARY, 0.25, 0.0, [0.03, 0.2]),
    class("PUB", TERTIARY, 0.40, 0.3, OFFLINE),
    class("CUL", TERTIARY, 0.35, 0.0, [0.15, 0.5]),
];

impl Class {
    /// Whether it makes the digital core: 𝒟.
    #[must_use]
    pub fn is_digital(&self) -> bool {
        matches!(self.code, "ICM" | "TEL" | "PLT" | "SOF")
    }

    /// Whether its product is a good that can be sent.
    #[must_use]
    pub fn is_goods(&self) -> bool {
        matches!(self.code, "AGR" | "CMF" | "MAT" | "EQP" | "ICM")
    }

    /// Whether its product spoils when it finds no buyer in time.
    #[must_use]
    pub fn is_perishable(&self) -> bool {
        matches!(self.code, "AGR" | "CMF" | "HOS")
    }
}

/// The class of an industry with this code: its own, or that of its division in the European
/// classification; business services where neither is known.
#[must_use]
pub fn of_code(code: &str) -> &'static Class {
    let own = CLASSES.iter().find(|class| class.code == code);
    own.unwrap_or_else(|| {
        let name = of_division(code);
        let business = &CLASSES[16];
        CLASSES
            .iter()
            .find(|class| class.code == name)
            .unwrap_or(business)
    })
}

/// Our code for a division such as `C10-12` or `J62_63`.
fn of_division(code: &str) -> &'static str {
    let mut characters = code.chars();
    let section = characters.next().unwrap_or(' ');
    let digits: String = characters.take_while(char::is_ascii_digit).collect();
    let division: u32 = digits.parse().unwrap_or(0);
    match (section, division) {
        ('A', _) => "AGR",
        ('B', _) => "MIN",
        ('C', 10..=18 | 31..=32) => "CMF",
        ('C', 19..=25) => "MAT",
        ('C', 26) => "ICM",
        ('C', _) => "EQP",
        ('D' | 'E', _) => "UTL",
        ('F', _) => "CON",
        ('G', _) => "TRD",
        ('H', _) => "TRN",
        ('I', _) => "HOS",
        ('J', 61) => "TEL",
        ('J', 62..=63) => "SOF",
        ('J' | 'R' | 'S' | 'T', _) => "CUL",
        ('K', _) => "FIN",
        ('L', _) => "REA",
        ('O', _) => "PUB",
        ('P', _) => "EDU",
        ('Q', _) => "HEA",
        _ => "BUS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_classifications_are_known() {
        assert_eq!(of_code("SOF").code, "SOF");
        assert_eq!(of_code("C10-12").code, "CMF");
        assert_eq!(of_code("C26").code, "ICM");
        assert_eq!(of_code("J62_63").code, "SOF");
        assert_eq!(of_code("N").code, "BUS");
        assert_eq!(CLASSES.iter().filter(|class| class.is_digital()).count(), 4);
    }
}
