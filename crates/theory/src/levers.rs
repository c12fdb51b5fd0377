//! The table of channels: which numbers they have, who writes them and who reads them.
//!
//! Channels read by acts of the economy are declared there, with their bounds; those read by the laws of
//! this crate alone are in [`crate::laws`].
//!
//! # Source
//! Digital economy, §3.

/// A channel of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lever {
    /// Its number.
    pub number: u8,
    /// Its name.
    pub name: &'static str,
    /// Whether acts of the economy read it, and not laws of the theory.
    pub of_acts: bool,
    /// Ids of the concepts that own a term of it, in the order of the theory.
    pub owners: &'static [&'static str],
    /// The economy's channel behind it; empty while no act reads it.
    pub channel: &'static str,
}

impl Lever {
    /// Its name with its number in the table, as `productivity (1)`.
    ///
    /// ```
    /// let lever = theory::levers::of_number(18).expect("a channel");
    /// assert_eq!(lever.label(), "ranking (18)");
    /// ```
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.number)
    }

    /// Whether what is written here reaches somebody today.
    #[must_use]
    pub fn is_read(&self) -> bool {
        !self.of_acts || !self.channel.is_empty()
    }
}

const ACTS: bool = true;
const LAWS: bool = false;

const fn lever(
    number: u8,
    name: &'static str,
    of_acts: bool,
    owners: &'static [&'static str],
    channel: &'static str,
) -> Lever {
    Lever {
        number,
        name,
        of_acts,
        owners,
        channel,
    }
}

/// The channel of this number; numbers begin with 1.
#[must_use]
pub fn of_number(number: u8) -> Option<&'static Lever> {
    LEVERS.iter().find(|lever| lever.number == number)
}

/// The channels of these numbers by name and number, as `fee (20), take_target (39)`.
#[must_use]
pub fn labels(numbers: &[u8]) -> String {
    let levers = numbers.iter().filter_map(|&number| of_number(number));
    levers.map(Lever::label).collect::<Vec<_>>().join(", ")
}

/// A text that calls channels by number, with their names: what follows a number in brackets stays with it.
///
/// ```
/// let text = "Channels 9 (spare capacity), 11 (credit room) and 31; the forms of G2 stay.";
/// assert_eq!(
///     theory::levers::named(text),
///     "Channels `on_demand` (9: spare capacity), `credit_room` (11) and `budget` (31); the forms of G2 stay."
/// );
/// ```
#[must_use]
pub fn named(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..at];
        out.push_str(before);
        let from = &rest[at..];
        let end = from.find(|c: char| !c.is_ascii_digit());
        let (number, after) = from.split_at(end.unwrap_or(from.len()));
        // A digit that belongs to a word, such as the id of a concept, is no number of a channel.
        let alone = !before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
            && !after.starts_with(|c: char| c.is_alphanumeric());
        let lever = number.parse().ok().and_then(of_number).filter(|_| alone);
        let Some(lever) = lever else {
            out.push_str(number);
            rest = after;
            continue;
        };
        out.extend(["`", lever.name, "` (", number]);
        // Words in brackets that say no more than the name are left out.
        let same = format!(" ({})", lever.name.replace('_', " "));
        rest = match (after.strip_prefix(&same), after.strip_prefix(" (")) {
            (Some(after), _) => {
                out.push(')');
                after
            }
            (None, Some(words)) => {
                out.push_str(": ");
                words
            }
            (None, None) => {
                out.push(')');
                after
            }
        };
    }
    out + rest
}

/// The channels, in the order of the table.
#[rustfmt::skip]
pub static LEVERS: [Lever; 42] = [
    lever(1, "productivity", ACTS, &["A2", "A4", "B2", "B3", "C10", "E1", "E2", "F1", "F3", "H2", "I1"], "productivity"),
    lever(2, "labour_need", ACTS, &["A3", "G3"], "labour_need"),
    lever(3, "capital_need", ACTS, &["G3"], "capital_need"),
    lever(4, "input_need", ACTS, &["A3", "C2", "I4"], "input_need"),
    lever(5, "input_mix", ACTS, &["A3", "B1", "I4"], "input_mix"),
    lever(6, "overhead", ACTS, &["A5"], "overhead"),
    lever(7, "capacity_use", ACTS, &["C6"], "capacity_use"),
    lever(8, "foresight", ACTS, &["C4"], "foresight"),
    lever(9, "on_demand", ACTS, &["C1"], "on_demand"),
    lever(10, "digital_investment", ACTS, &["B2"], "digital_investment"),
    lever(11, "credit_room", ACTS, &["C4", "E3"], "credit_room"),
    lever(12, "credit_order", ACTS, &["I3"], "credit_order"),
    lever(13, "smoothing", ACTS, &["E3"], "smoothing"),
    lever(14, "online", ACTS, &["C3"], "online"),
    lever(15, "distance_online", ACTS, &["C7"], "distance_online"),
    lever(16, "size_pull", ACTS, &["C5"], "size_pull"),
    lever(17, "price_pull", ACTS, &["D5"], "price_pull"),
    lever(18, "ranking", ACTS, &["G2", "H5"], "ranking"),
    lever(19, "personal_price", ACTS, &["G2", "H5"], "personal_price"),
    lever(20, "fee", ACTS, &["D3", "D4"], "fee"),
    lever(21, "margin", ACTS, &["D1", "F2"], "margin_trade"),
    lever(22, "bundle", ACTS, &["C9", "E2", "E5"], "sharing"),
    lever(23, "remote_hiring", ACTS, &["C7"], "remote_hiring"),
    lever(24, "gig", ACTS, &["C8", "G2"], "gig_demand"),
    lever(25, "transfer_mix", ACTS, &["C2", "E4"], "transfer_mix"),
    lever(26, "collection", ACTS, &["B4"], "collection"),
    lever(27, "entry", ACTS, &["B4", "F2", "G1", "H6", "I3"], "entry"),
    lever(28, "violation", ACTS, &["E6"], "violation"),
    lever(29, "entrant_skill", ACTS, &["E1", "F1"], "entrant_skill"),
    lever(30, "register", ACTS, &["C4", "I1"], "staff_share"),
    lever(31, "budget", ACTS, &["F1", "H1", "H2", "H3", "H4", "H5", "H6", "I1", "I2", "I3", "I4"], "public_purchases"),
    lever(32, "losses", ACTS, &["I4"], "losses"),
    lever(33, "hazard", LAWS, &["A1"], ""),
    lever(34, "acceptance", LAWS, &["B2", "H4"], ""),
    lever(35, "barrier", LAWS, &["G4", "I4"], ""),
    lever(36, "closure", LAWS, &["G1", "H3"], ""),
    lever(37, "data_flow", LAWS, &["I4"], ""),
    lever(38, "pull", LAWS, &["C3", "G1", "G2", "H5"], ""),
    lever(39, "take_target", LAWS, &["D4", "G1", "H5"], ""),
    lever(40, "threshold", LAWS, &["D2"], ""),
    lever(41, "area_step", LAWS, &["A1", "F1", "F2", "H1"], ""),
    lever(42, "mark_up", ACTS, &["G2"], "mark_up"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::LEDGER;

    /// Authority: digital economy, §3, column of owners, against §11, column of channels.
    #[test]
    fn every_owner_of_a_channel_says_so_in_the_ledger_and_the_other_way_round() {
        for (k, lever) in LEVERS.iter().enumerate() {
            assert_eq!(usize::from(lever.number), k + 1);
            let writers: Vec<&str> = LEDGER
                .iter()
                .filter(|c| c.channels.contains(&lever.number) || c.bills.contains(&lever.number))
                .map(|c| c.id)
                .collect();
            assert_eq!(writers, lever.owners, "{}", lever.name);
        }
    }

    #[test]
    fn channels_that_are_read_are_declared_by_the_economy() {
        for lever in LEVERS.iter().filter(|lever| !lever.channel.is_empty()) {
            assert!(
                economy::channels::SPECIFICATIONS
                    .iter()
                    .any(|specification| specification.name == lever.channel)
                    // Online trade is a table of its own beside the channels.
                    || lever.channel == "online",
                "{}",
                lever.channel
            );
        }
    }
}
