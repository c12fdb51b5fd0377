//! What each concept wrote, on which channel, in which area: the direct effect, without a second run.
//!
//! Terms of firms are weighted by last quarter's value added, terms of households and areas by persons;
//! amounts (money, real purchases) are added up as they are.
//!
//! # Source
//! Digital economy, §1 item 9.

use crate::bills::Bills;
use crate::ledger::{CONCEPTS, LEDGER};

/// A concept by its place in the ledger.
pub type ConceptIndex = usize;

/// Contributions of one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    areas: usize,
    /// Concept and number of the channel of each row.
    rows: Vec<(ConceptIndex, u8)>,
    /// Sums, at `row · areas + area`.
    values: Vec<f64>,
    written: Vec<bool>,
    /// Money behind what was written.
    pub bills: Bills,
}

impl Record {
    /// An empty record for so many areas: a row for each channel of each concept.
    #[must_use]
    pub fn new(areas: usize) -> Self {
        let mut rows = Vec::new();
        for (k, concept) in LEDGER.iter().enumerate().take(CONCEPTS) {
            let channels = concept.channels.iter().chain(concept.bills);
            rows.extend(channels.map(|&channel| (k, channel)));
        }
        Self {
            areas,
            values: vec![0.0; rows.len() * areas],
            written: vec![false; rows.len()],
            bills: Bills::default(),
            rows,
        }
    }

    /// Forgets the last quarter.
    pub fn clear(&mut self) {
        self.values.fill(0.0);
        self.written.fill(false);
    }

    /// The row of a concept's channel; none if the ledger does not know that it writes there.
    #[must_use]
    pub fn row(&self, concept: ConceptIndex, channel: u8) -> Option<usize> {
        self.rows.iter().position(|&row| row == (concept, channel))
    }

    /// The sums of a concept's channel by area, to be added to.
    ///
    /// # Panics
    /// If the ledger does not know that the concept writes on this channel: a mistake of ours.
    pub fn open(&mut self, concept: ConceptIndex, channel: u8) -> &mut [f64] {
        let row = self.row(concept, channel).unwrap_or_else(|| {
            panic!(
                "{} writes on channel {channel}, of which the ledger knows nothing",
                LEDGER[concept].id
            )
        });
        self.written[row] = true;
        &mut self.values[row * self.areas..(row + 1) * self.areas]
    }

    /// Concept, channel and area of every sum that was written this quarter, and the sum.
    pub fn contributions(&self) -> impl Iterator<Item = (&'static str, u8, usize, f64)> + '_ {
        self.rows
            .iter()
            .enumerate()
            .filter(|(row, _)| self.written[*row])
            .flat_map(move |(row, &(concept, channel))| {
                (0..self.areas).map(move |area| {
                    let value = self.values[row * self.areas + area];
                    (LEDGER[concept].id, channel, area, value)
                })
            })
    }

    /// The sum over areas of a concept's channel; 0 if it wrote nothing.
    #[must_use]
    pub fn total(&self, id: &str, channel: u8) -> f64 {
        self.contributions()
            .filter(|row| row.0 == id && row.1 == channel)
            .map(|row| row.3)
            .sum()
    }
}
