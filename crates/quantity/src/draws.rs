//! Chance without a shared stream: every draw has a name.
//!
//! ```text
//! u = philox(seed, purpose, agent, quarter, draw)
//! ```
//! A draw depends on nothing but its name. So the same run is bit-identical on any number of threads,
//! one more draw in one place moves none elsewhere, and two scenarios share their luck.
//!
//! # Source
//! J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw (2011), "Parallel random numbers: as easy as
//! 1, 2, 3", SC'11: Philox2x64 with 10 rounds. Two 64-bit multiplications a round make it about
//! twice as fast on 64-bit machines as Philox4x32, at the same statistical quality.

use crate::maths::normal_quantile;

/// What a draw is for. The discriminants are part of every published result: never renumber them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Sizes of firms at the opening; agent: industry.
    FirmSize = 1,
    /// Residual of the shared growth forecast; one agent, the economy.
    GrowthNoise = 2,
    /// Residual of the shared inflation forecast; one agent, the economy.
    InflationNoise = 3,
    /// Joint shock to world output, exports and imports; one agent, the economy.
    WorldShock = 4,
    /// Shock to world inflation; one agent, the economy.
    WorldPrice = 5,
    /// Shock to government consumption; one agent, the economy.
    GovernmentShock = 6,
    /// Place in the queue for credit; agent: firm.
    CreditOrder = 7,
    /// Place in the order of dismissal; agent: worker.
    Firing = 8,
    /// Place in the order of hiring of a round; agent: firm.
    HiringOrder = 9,
    /// Which unemployed worker is hired; agent: firm, draw: vacancy number.
    Hiring = 10,
    /// Place in the order of buyers; agent: product and buyer, draw: pass.
    BuyerOrder = 11,
    /// Which seller a buyer meets; agent: product and buyer, draw: pass.
    SellerPick = 12,
    /// Whose technology an entrant copies; agent: firm.
    ExitEntry = 13,
    // 32 to 47: the drawing of a population, keyed by the economy's own seed. An agent is a position
    // within an area, together with a key of the area's code, so that the order of areas is no matter.
    /// Order in which persons enter households; agent: person.
    PopulationPersons = 32,
    /// Order in which households get sizes and members; agent: household.
    PopulationHouseholds = 33,
    /// Stratum of a household that lives in town; agent: household.
    PopulationStratum = 34,
    /// Rank of a household's income; agent: household.
    PopulationIncome = 35,
    /// Who takes part in working life; agent: person.
    PopulationActivity = 36,
    /// Rank of a worker among the jobs of the area; agent: person.
    PopulationJobs = 37,
    /// Who works on own account; agent: person.
    PopulationSelfEmployed = 38,
    /// Human capital beyond education; agent: person.
    PopulationSkill = 39,
    /// Rank of a household's wealth; agent: household.
    PopulationWealth = 40,
    /// Who founded which firm; agent: household, or area.
    PopulationFounders = 41,
    // 48 to 55: geography.
    /// In which area a buyer looks for a seller; agent: product and buyer, draw: pass.
    SellerArea = 48,
    /// Whether and from where a worker commutes; agent: firm, draw: vacancy number.
    Commuting = 49,
    /// Whether a vacancy is for work from afar, and where its worker lives; agent: firm, draw: vacancy number.
    RemoteHiring = 50,
    // 56 to 63: online trade.
    /// Whether a household buys a product online; agent: product and household.
    OnlineBranch = 56,
    // 64 to 79: people as quarters go by.
    /// What a quarter does to a person: death, ageing, a birth, efficiency; agent: person.
    Life = 64,
    /// Who somebody is who turns 16: working life, education, skill; agent: person.
    ComingOfAge = 65,
    /// Who inherits; agent: household.
    Heir = 66,
    /// Who leaves home for an empty household; agent: household, draw: attempt.
    LeavingHome = 67,
    /// Whether a household moves; agent: household.
    Migration = 68,
    /// Where a household moves; agent: household.
    Destination = 69,
    /// Which education a vacancy is for, and further applicants for it; agent: firm, draw: vacancy.
    Applicant = 70,
    /// Which household founds a firm that enters; agent: firm.
    Founder = 71,
    // 80 to 95: the digital economy.
    /// By how much platforms differ at the opening; agent: platform and area, or platform and product.
    Platforms = 80,
    // 112 to 119: designs of experiments, keyed by the seed of the design; quarter 0.
    /// In which order groups and their members arrive; agent: pair of orders.
    Arrival = 112,
    /// Where a parameter lies within its plausible range; agent: parameter, draw: point.
    ParameterValue = 113,
    /// Which stratum of a Latin hypercube a point has; agent: parameter.
    ParameterStratum = 114,
    /// How much an outcome weighs in an index; agent: outcome, draw: point.
    OutcomeWeight = 115,
    // 120 to 127: trials.
    /// Which half of the households a trial by lot treats; agent: household.
    TrialArm = 120,
    /// In which wave of a roll-out a province is treated; agent: province.
    TrialWave = 121,
}

/// The draws of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    seed: u64,
}

impl Draws {
    /// All draws of the run with this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The draws of quarter `quarter`; 0 is the opening.
    #[must_use]
    pub fn in_quarter(self, quarter: u32) -> QuarterDraws {
        QuarterDraws {
            seed: self.seed,
            quarter,
        }
    }
}

/// The draws of one quarter of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterDraws {
    seed: u64,
    quarter: u32,
}

impl QuarterDraws {
    /// The 128 random bits named by `purpose`, `agent` and `draw`.
    #[inline]
    #[must_use]
    pub fn block(self, purpose: Purpose, agent: u64, draw: u32) -> [u64; 2] {
        let name = (purpose as u64) << 56 | u64::from(self.quarter & 0xFF_FFFF) << 32;
        philox2x64(self.seed, [agent, name | u64::from(draw)])
    }

    /// The sequence of draws of one agent for one purpose.
    #[must_use]
    pub fn stream(self, purpose: Purpose, agent: u64) -> Stream {
        Stream {
            draws: self,
            purpose,
            agent,
            draw: 0,
        }
    }

    /// A key that puts agents in random order when they are sorted by it.
    #[inline]
    #[must_use]
    pub fn rank(self, purpose: Purpose, agent: u64, draw: u32) -> u64 {
        self.block(purpose, agent, draw)[0]
    }
}

/// Successive draws of one agent for one purpose.
#[derive(Clone, Debug)]
pub struct Stream {
    draws: QuarterDraws,
    purpose: Purpose,
    agent: u64,
    draw: u32,
}

impl Stream {
    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let bits = self.draws.block(self.purpose, self.agent, self.draw)[0];
        self.draw += 1;
        bits
    }

    /// A uniform draw, strictly inside 0..1.
    pub fn uniform(&mut self) -> f64 {
        unit_interval(self.bits())
    }

    /// A standard normal draw, by inversion of one uniform.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// A whole number below `n`, all equally likely (to 2⁻⁶⁴·n); 0 if `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }
}

/// Maps 64 random bits to the middle of one of 2⁵³ equal cells of 0..1.
#[inline]
#[must_use]
pub fn unit_interval(bits: u64) -> f64 {
    ((bits >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
}

/// Philox2x64-10.
#[inline]
fn philox2x64(mut key: u64, [mut left, mut right]: [u64; 2]) -> [u64; 2] {
    const MULTIPLIER: u64 = 0xD2B7_4407_B1CE_6E93;
    const WEYL: u64 = 0x9E37_79B9_7F4A_7C15;
    for round in 0..10 {
        if round > 0 {
            key = key.wrapping_add(WEYL);
        }
        let product = u128::from(MULTIPLIER) * u128::from(left);
        left = (product >> 64) as u64 ^ key ^ right;
        right = product as u64;
    }
    [left, right]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: `kat_vectors` of the Random123 distribution.
    #[test]
    fn philox_gives_the_published_known_answers() {
        let cases = [
            (0, [0, 0], [0xca00_a045_9843_d731, 0x66c2_4222_c9a8_45b5]),
            (
                u64::MAX,
                [u64::MAX, u64::MAX],
                [0x65b0_21d6_0cd8_310f, 0x4d02_f322_2f86_df20],
            ),
            (
                0xa409_3822_299f_31d0,
                [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344],
                [0x0a5e_742c_2997_341c, 0xb0f8_83d3_8000_de5d],
            ),
        ];
        for (key, counter, answer) in cases {
            assert_eq!(philox2x64(key, counter), answer);
        }
    }

    #[test]
    fn a_name_is_all_a_draw_depends_on() {
        let draws = Draws::new(7).in_quarter(3);
        let mut stream = draws.stream(Purpose::Hiring, 41);
        let first = stream.bits();
        let _ = stream.bits();
        assert_eq!(draws.stream(Purpose::Hiring, 41).bits(), first);
        assert_ne!(draws.stream(Purpose::Firing, 41).bits(), first);
        assert_ne!(draws.stream(Purpose::Hiring, 42).bits(), first);
        assert_ne!(
            Draws::new(8)
                .in_quarter(3)
                .stream(Purpose::Hiring, 41)
                .bits(),
            first
        );
    }

    /// Authority: mean 1/2 and variance 1/12 of the uniform, 0 and 1 of the normal; the bands are
    /// five standard errors of 100 000 draws, so a false alarm has odds of about one in a million.
    #[test]
    fn uniforms_and_normals_have_the_right_moments() {
        let mut stream = Draws::new(1).in_quarter(0).stream(Purpose::FirmSize, 0);
        let n = 100_000;
        let uniforms: Vec<f64> = (0..n).map(|_| stream.uniform()).collect();
        let mean = uniforms.iter().sum::<f64>() / f64::from(n);
        assert!((mean - 0.5).abs() < 5.0 * (1.0_f64 / 12.0 / f64::from(n)).sqrt());
        let normals: Vec<f64> = (0..n).map(|_| stream.normal()).collect();
        let mean = normals.iter().sum::<f64>() / f64::from(n);
        let variance = normals.iter().map(|z| z * z).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 5.0 / f64::from(n).sqrt());
        assert!((variance - 1.0).abs() < 5.0 * (2.0 / f64::from(n)).sqrt());
    }
}
