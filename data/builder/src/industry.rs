//! The 21 industries, which are the 21 products, and what is assumed about each.

/// Number of industries.
pub const N: usize = 21;

/// Sector of the national accounts, in which value added and employment of a year are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sector {
    /// Agriculture.
    Primary,
    /// Mining, manufacturing, utilities, construction.
    Secondary,
    /// Services.
    Tertiary,
}

/// An industry and what is assumed about it.
#[derive(Clone, Copy, Debug)]
pub struct Industry {
    /// Code, as in every table.
    pub code: &'static str,
    /// Name in words.
    pub name: &'static str,
    /// Sector.
    pub sector: Sector,
    /// Wear of capital per year, by the mix of assets. Assumed (long run, §6.3).
    pub depreciation_rate: f64,
    /// Share of the employed who work for themselves. Assumed (long run, §6.3).
    pub self_employed_share: f64,
    /// Share of dividends that goes to the state. Assumed (long run, §5.5).
    pub government_share: f64,
    /// Decay of purchases per hop between areas. Assumed (long run, §4.2).
    pub distance_decay: f64,
    /// Employees per firm in the model. Assumed (long run, §6.3): there are no counts of firms.
    pub mean_firm_size: f64,
    /// Share of jobs of this industry in the countryside before fitting. Assumed (long run, §5.6).
    pub rural_seed: f64,
    /// Routine share of tasks before rescaling. Assumed (digital economy, §2).
    pub routine: f64,
    /// Share of jobs that can be done from afar. Assumed (digital economy, §4, C7).
    pub remote: f64,
    /// Share of household purchases made online at the opening, if not that of goods. Assumed
    /// (digital economy, §6.1).
    pub online: f64,
    /// Largest share of household purchases that can go online. Assumed (digital economy, §6.1).
    pub online_max: f64,
    /// Whether the industry borrows: public services do not.
    pub borrows: bool,
}

/// Stands for the measured online share of goods in [`Industry::online`].
pub const GOODS: f64 = -1.0;

use Sector::{Primary, Secondary, Tertiary};

/// Columns: depreciation, self-employed, government, decay, firm size, rural seed, routine, remote,
/// online, its ceiling.
#[allow(clippy::too_many_arguments)]
const fn industry(
    code: &'static str,
    name: &'static str,
    sector: Sector,
    v: [f64; 10],
    borrows: bool,
) -> Industry {
    Industry {
        code,
        name,
        sector,
        depreciation_rate: v[0],
        self_employed_share: v[1],
        government_share: v[2],
        distance_decay: v[3],
        mean_firm_size: v[4],
        rural_seed: v[5],
        routine: v[6],
        remote: v[7],
        online: v[8],
        online_max: v[9],
        borrows,
    }
}

/// All industries, in the order of the tables.
#[rustfmt::skip]
pub const INDUSTRIES: [Industry; N] = [
    industry("AGR", "Agriculture, forestry, animal husbandry and fishery", Primary, [0.06, 0.95, 0.1, 0.35, 30.0, 0.90, 0.30, 0.0, GOODS, 0.8], true),
    industry("MIN", "Mining and quarrying", Secondary, [0.07, 0.05, 0.6, 0.15, 12.0, 0.50, 0.45, 0.0, 0.0, 0.0], true),
    industry("CMF", "Consumer-goods manufacturing", Secondary, [0.08, 0.05, 0.1, 0.25, 12.0, 0.40, 0.50, 0.0, GOODS, 0.8], true),
    industry("MAT", "Materials and process manufacturing", Secondary, [0.07, 0.05, 0.1, 0.25, 12.0, 0.40, 0.45, 0.0, GOODS, 0.8], true),
    industry("EQP", "Machinery, vehicles, electrical equipment, instruments", Secondary, [0.08, 0.05, 0.1, 0.25, 12.0, 0.15, 0.50, 0.0, GOODS, 0.8], true),
    industry("ICM", "Computers, communications equipment and other electronics", Secondary, [0.11, 0.05, 0.1, 0.25, 12.0, 0.15, 0.45, 0.0, GOODS, 0.8], true),
    industry("UTL", "Electricity, heat, gas and water supply", Secondary, [0.045, 0.05, 0.6, 1.5, 12.0, 0.15, 0.40, 0.0, 0.0, 0.0], true),
    industry("CON", "Construction", Secondary, [0.08, 0.15, 0.3, 1.5, 12.0, 0.45, 0.35, 0.0, 0.0, 0.0], true),
    industry("TRD", "Wholesale and retail trade", Tertiary, [0.06, 0.55, 0.1, 1.2, 12.0, 0.35, 0.45, 0.0, 0.0, 0.0], true),
    industry("TRN", "Transport, storage and postal services", Tertiary, [0.045, 0.40, 0.6, 0.6, 12.0, 0.35, 0.45, 0.0, 0.0, 0.0], true),
    industry("HOS", "Accommodation and catering", Tertiary, [0.06, 0.50, 0.1, 2.0, 12.0, 0.30, 0.35, 0.0, 0.15, 0.5], true),
    industry("TEL", "Telecommunications, broadcasting and satellite transmission", Tertiary, [0.12, 0.05, 0.6, 0.1, 12.0, 0.15, 0.40, 0.0, 0.0, 0.0], true),
    industry("PLT", "Internet and related services (platforms)", Tertiary, [0.16, 0.05, 0.1, 0.1, 12.0, 0.15, 0.30, 1.0, 0.0, 0.0], true),
    industry("SOF", "Software and information technology services", Tertiary, [0.16, 0.05, 0.1, 0.1, 12.0, 0.15, 0.25, 1.0, 0.0, 0.0], true),
    industry("FIN", "Finance and insurance", Tertiary, [0.08, 0.05, 0.6, 0.1, 12.0, 0.15, 0.50, 1.0, 0.12, 0.4], true),
    industry("REA", "Real estate", Tertiary, [0.04, 0.05, 0.3, 2.0, 12.0, 0.15, 0.35, 0.0, 0.0, 0.0], true),
    industry("BUS", "Leasing, business, R&D and technical services", Tertiary, [0.08, 0.05, 0.3, 0.4, 12.0, 0.15, 0.40, 1.0, 0.0, 0.0], true),
    industry("EDU", "Education", Tertiary, [0.04, 0.05, 0.9, 2.0, 12.0, 0.30, 0.20, 0.3, 0.05, 0.4], false),
    industry("HEA", "Health and social work", Tertiary, [0.05, 0.05, 0.9, 2.0, 12.0, 0.30, 0.25, 0.0, 0.03, 0.2], false),
    industry("PUB", "Public administration, social security, water, environment and public facilities", Tertiary, [0.04, 0.05, 0.9, 2.0, 12.0, 0.30, 0.40, 0.3, 0.0, 0.0], false),
    industry("CUL", "Culture, sports, entertainment, resident and other personal services", Tertiary, [0.05, 0.50, 0.1, 2.0, 12.0, 0.15, 0.35, 0.0, 0.15, 0.5], true),
];

/// Construction.
pub const CON: usize = 7;
/// Real estate.
pub const REA: usize = 15;
/// Business services.
pub const BUS: usize = 16;
/// The digital core.
pub const DIGITAL_CORE: [usize; 4] = [5, 11, 12, 13];

/// Codes of all industries.
#[must_use]
pub fn codes() -> [&'static str; N] {
    INDUSTRIES.map(|industry| industry.code)
}

/// One number per industry.
pub fn each(value: impl Fn(usize, &Industry) -> f64) -> Vec<f64> {
    let rows = INDUSTRIES.iter().enumerate();
    rows.map(|(g, industry)| value(g, industry)).collect()
}

/// Scales `shape` inside each sector so that the sectors add up to `totals`.
///
/// The structure inside a sector stays that of `shape`; its levels are those of the totals.
#[must_use]
pub fn scale_to_sectors(shape: &[f64], totals: [f64; 3]) -> Vec<f64> {
    each(|g, industry| {
        let peers = INDUSTRIES.iter().zip(shape);
        let inside: f64 = peers
            .filter(|(peer, _)| peer.sector == industry.sector)
            .map(|(_, value)| value)
            .sum();
        totals[industry.sector as usize] * shape[g] / inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_keep_their_totals_and_their_inner_structure() {
        let shape: Vec<f64> = (1..=N).map(|v| v as f64).collect();
        let scaled = scale_to_sectors(&shape, [3.0, 50.0, 900.0]);
        assert!((scaled[0] - 3.0).abs() < 1e-12);
        assert!((scaled[1..8].iter().sum::<f64>() - 50.0).abs() < 1e-12);
        assert!((scaled[8..].iter().sum::<f64>() - 900.0).abs() < 1e-9);
        assert!((scaled[2] / scaled[1] - 3.0 / 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_assumed_rows_are_ordered_and_named_once() {
        let mut seen = std::collections::BTreeSet::new();
        for industry in INDUSTRIES {
            assert!(seen.insert(industry.code));
            assert!(industry.depreciation_rate > 0.0 && industry.mean_firm_size >= 1.0);
            assert!(industry.online <= industry.online_max);
        }
        assert_eq!(
            [
                INDUSTRIES[CON].code,
                INDUSTRIES[REA].code,
                INDUSTRIES[BUS].code
            ],
            ["CON", "REA", "BUS"]
        );
        assert_eq!(
            DIGITAL_CORE.map(|g| INDUSTRIES[g].code),
            ["ICM", "TEL", "PLT", "SOF"]
        );
    }
}
