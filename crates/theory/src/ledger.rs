//! The ledger: the 48 concepts of the theory as data.
//!
//! One row per concept: its id and key, its names, what kind of thing it is, the channels on which it
//! writes, the indicator by which it is seen and the state of its evidence. A test compares the rows with
//! the registry of mechanisms and fails on any difference.
//!
//! # Source
//! Digital economy, §11; names: H. Li and Z. Li (2023), [li_li_2023].

use crate::page::Page;

/// What kind of thing a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Measured, never assumed: read by no act.
    Outcome,
    /// A term of an equation.
    Mechanism,
    /// A mechanism, and a line of welfare beside the accounts.
    MechanismWithSatellite,
    /// A mechanism, and a line that adds up what others did.
    MechanismWithLine,
    /// A mechanism of its own and a line that adds up what others did.
    Path,
    /// A mechanism whose harm follows from the state.
    Problem,
    /// A policy with a bill.
    Strategy,
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Mechanism => "mechanism",
            Self::MechanismWithSatellite => "mechanism + satellite",
            Self::MechanismWithLine => "mechanism + path line",
            Self::Path => "path",
            Self::Problem => "problem",
            Self::Strategy => "strategy",
        }
    }
}

/// Groups of concepts for attribution.
///
/// # Source
/// Digital economy, §9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Outcomes: no share in themselves.
    Measured,
    /// Adoption.
    Adoption,
    /// Substitution.
    Substitution,
    /// Innovation and scale.
    Innovation,
    /// Data.
    Data,
    /// Time.
    Time,
    /// Platforms.
    Platforms,
    /// Space and terms.
    Space,
    /// Gig and sharing.
    Sharing,
    /// Services and state.
    Services,
    /// Policies, which are compared one at a time and in packages.
    Policy,
}

impl Group {
    /// The letter of the group, or a word where it has none.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Measured => "–",
            Self::Adoption => "A",
            Self::Substitution => "B",
            Self::Innovation => "C",
            Self::Data => "D",
            Self::Time => "E",
            Self::Platforms => "F",
            Self::Space => "G",
            Self::Sharing => "H",
            Self::Services => "I",
            Self::Policy => "policy",
        }
    }
}

/// Parameters of a concept by how well they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Seen in their source.
    pub verified: usize,
    /// From memory of a source.
    pub recalled: usize,
    /// Looked for and not found.
    pub assumed: usize,
    /// Assumed in the specification.
    pub new: usize,
}

impl Evidence {
    /// So many of each.
    #[must_use]
    pub const fn of(verified: usize, recalled: usize, assumed: usize, new: usize) -> Self {
        Self {
            verified,
            recalled,
            assumed,
            new,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.verified + self.recalled + self.assumed + self.new
    }

    /// As in the ledger: `2V 1R`.
    #[must_use]
    pub fn words(self) -> String {
        let parts = [
            (self.verified, 'V'),
            (self.recalled, 'R'),
            (self.assumed, 'A'),
            (self.new, 'N'),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, letter)| format!("{n}{letter}"))
            .collect();
        parts.join(" ")
    }
}

impl std::ops::Add for Evidence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            verified: self.verified + other.verified,
            recalled: self.recalled + other.recalled,
            assumed: self.assumed + other.assumed,
            new: self.new + other.new,
        }
    }
}

/// A row of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Id in the theory's own order: 0, A1 … I4.
    pub id: &'static str,
    /// Key: the section of its parameters.
    pub key: &'static str,
    /// Name in English.
    pub name: &'static str,
    /// Name in Chinese.
    pub name_zh: &'static str,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its group in attribution.
    pub group: Group,
    /// Numbers of the channels on which it writes.
    pub channels: &'static [u8],
    /// Numbers of the channels on which it writes a bill.
    pub bills: &'static [u8],
    /// The series by which it is seen.
    pub indicator: &'static str,
    /// Ids of the strategies that move it.
    pub moved_by: &'static [&'static str],
    /// How well its parameters are known.
    pub evidence: Evidence,
    /// The head of its file.
    pub page: Page,
}

/// Number of concepts.
pub const CONCEPTS: usize = 48;

/// The concept of this id or key.
#[must_use]
pub fn find(id_or_key: &str) -> Option<&'static Concept> {
    LEDGER
        .iter()
        .find(|concept| concept.id.eq_ignore_ascii_case(id_or_key) || concept.key == id_or_key)
}

/// The concepts, in the theory's own order.
pub static LEDGER: [Concept; CONCEPTS] = [
    Concept {
        id: "0",
        key: "common_prosperity",
        name: "Common prosperity",
        name_zh: "共同富裕",
        kind: Kind::Outcome,
        group: Group::Measured,
        channels: &[],
        bills: &[],
        indicator: "prosperity_vector",
        moved_by: &["all"],
        evidence: Evidence::of(1, 0, 0, 0),
        page: Page::of(include_str!("common_prosperity.rs")),
    },
    Concept {
        id: "A1",
        key: "permeability",
        name: "Permeability",
        name_zh: "渗透性",
        kind: Kind::Mechanism,
        group: Group::Adoption,
        channels: &[33, 41],
        bills: &[],
        indicator: "adoption_share",
        moved_by: &["H1", "H4"],
        evidence: Evidence::of(2, 2, 0, 1),
        page: Page::of(include_str!("characteristics/permeability.rs")),
    },
    Concept {
        id: "A2",
        key: "empowerment",
        name: "Empowerment",
        name_zh: "赋能性",
        kind: Kind::Mechanism,
        group: Group::Adoption,
        channels: &[1],
        bills: &[],
        indicator: "adopter_gap",
        moved_by: &["H4", "I4"],
        evidence: Evidence::of(4, 0, 0, 2),
        page: Page::of(include_str!("characteristics/empowerment.rs")),
    },
    Concept {
        id: "A3",
        key: "substitutability",
        name: "Substitutability",
        name_zh: "替代性",
        kind: Kind::Mechanism,
        group: Group::Substitution,
        channels: &[2],
        bills: &[4, 5],
        indicator: "digital_input_share",
        moved_by: &["H2"],
        evidence: Evidence::of(1, 2, 0, 3),
        page: Page::of(include_str!("characteristics/substitutability.rs")),
    },
    Concept {
        id: "A4",
        key: "innovation",
        name: "Innovation",
        name_zh: "创新性",
        kind: Kind::Mechanism,
        group: Group::Innovation,
        channels: &[1],
        bills: &[],
        indicator: "innovation_stock",
        moved_by: &["H2", "H6"],
        evidence: Evidence::of(1, 2, 0, 1),
        page: Page::of(include_str!("characteristics/innovation.rs")),
    },
    Concept {
        id: "A5",
        key: "dual_high",
        name: "Dual high",
        name_zh: "双高性",
        kind: Kind::Mechanism,
        group: Group::Innovation,
        channels: &[6],
        bills: &[],
        indicator: "digital_growth_premium",
        moved_by: &["H6"],
        evidence: Evidence::of(1, 0, 1, 1),
        page: Page::of(include_str!("characteristics/dual_high.rs")),
    },
    Concept {
        id: "B1",
        key: "digital_industrialisation",
        name: "Digital industrialisation",
        name_zh: "数字产业化",
        kind: Kind::Path,
        group: Group::Adoption,
        channels: &[5],
        bills: &[],
        indicator: "core_digital_share",
        moved_by: &["H2", "H6"],
        evidence: Evidence::of(2, 0, 0, 1),
        page: Page::of(include_str!("paths/digital_industrialisation.rs")),
    },
    Concept {
        id: "B2",
        key: "industrial_digitisation",
        name: "Industrial digitisation",
        name_zh: "产业数字化",
        kind: Kind::Path,
        group: Group::Adoption,
        channels: &[34, 10, 1],
        bills: &[],
        indicator: "adoption_share_noncore",
        moved_by: &["H4"],
        evidence: Evidence::of(2, 1, 0, 5),
        page: Page::of(include_str!("paths/industrial_digitisation.rs")),
    },
    Concept {
        id: "B3",
        key: "data_value",
        name: "Data value",
        name_zh: "数据价值化",
        kind: Kind::Path,
        group: Group::Data,
        channels: &[1],
        bills: &[],
        indicator: "data_reuse_share",
        moved_by: &["H3"],
        evidence: Evidence::of(2, 1, 0, 5),
        page: Page::of(include_str!("paths/data_value.rs")),
    },
    Concept {
        id: "B4",
        key: "digital_governance",
        name: "Digital governance",
        name_zh: "数字化治理",
        kind: Kind::Path,
        group: Group::Services,
        channels: &[26, 27],
        bills: &[],
        indicator: "tax_gap",
        moved_by: &["I3"],
        evidence: Evidence::of(2, 0, 0, 1),
        page: Page::of(include_str!("paths/digital_governance.rs")),
    },
    Concept {
        id: "C1",
        key: "speed_economy",
        name: "Speed economy",
        name_zh: "速度经济",
        kind: Kind::Mechanism,
        group: Group::Time,
        channels: &[9],
        bills: &[],
        indicator: "same_quarter_share",
        moved_by: &["H1"],
        evidence: Evidence::of(1, 1, 1, 0),
        page: Page::of(include_str!("effects/speed.rs")),
    },
    Concept {
        id: "C2",
        key: "precision_economy",
        name: "Precision economy",
        name_zh: "精准经济",
        kind: Kind::Mechanism,
        group: Group::Data,
        channels: &[4, 25],
        bills: &[],
        indicator: "waste_share",
        moved_by: &["H3"],
        evidence: Evidence::of(0, 2, 0, 1),
        page: Page::of(include_str!("effects/precision.rs")),
    },
    Concept {
        id: "C3",
        key: "network_economy",
        name: "Network economy",
        name_zh: "网络经济",
        kind: Kind::Mechanism,
        group: Group::Platforms,
        channels: &[38, 14],
        bills: &[],
        indicator: "platform_herfindahl",
        moved_by: &["H5"],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("effects/network.rs")),
    },
    Concept {
        id: "C4",
        key: "expected_economy",
        name: "Expected economy",
        name_zh: "预期经济",
        kind: Kind::Mechanism,
        group: Group::Data,
        channels: &[8, 11, 30],
        bills: &[],
        indicator: "forecast_error",
        moved_by: &["H3"],
        evidence: Evidence::of(2, 0, 1, 0),
        page: Page::of(include_str!("effects/expected.rs")),
    },
    Concept {
        id: "C5",
        key: "tail_economy",
        name: "Tail economy",
        name_zh: "尾部经济",
        kind: Kind::Mechanism,
        group: Group::Platforms,
        channels: &[16],
        bills: &[],
        indicator: "tail_share",
        moved_by: &["H5"],
        evidence: Evidence::of(2, 0, 0, 1),
        page: Page::of(include_str!("effects/tail.rs")),
    },
    Concept {
        id: "C6",
        key: "full_time_economy",
        name: "Full-time economy",
        name_zh: "全时经济",
        kind: Kind::Mechanism,
        group: Group::Time,
        channels: &[7],
        bills: &[],
        indicator: "capacity_use",
        moved_by: &[],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("effects/full_time.rs")),
    },
    Concept {
        id: "C7",
        key: "space_economy",
        name: "Space economy",
        name_zh: "空间经济",
        kind: Kind::Mechanism,
        group: Group::Space,
        channels: &[15, 23],
        bills: &[],
        indicator: "distance_elasticity_online",
        moved_by: &["H1"],
        evidence: Evidence::of(2, 2, 0, 0),
        page: Page::of(include_str!("effects/space.rs")),
    },
    Concept {
        id: "C8",
        key: "gig_economy",
        name: "Gig economy",
        name_zh: "零工经济",
        kind: Kind::Mechanism,
        group: Group::Sharing,
        channels: &[24],
        bills: &[],
        indicator: "gig_share",
        moved_by: &["H5", "I4"],
        evidence: Evidence::of(5, 0, 0, 2),
        page: Page::of(include_str!("effects/gig.rs")),
    },
    Concept {
        id: "C9",
        key: "sharing_economy",
        name: "Sharing economy",
        name_zh: "共享经济",
        kind: Kind::Mechanism,
        group: Group::Sharing,
        channels: &[22],
        bills: &[],
        indicator: "sharing_rent_share",
        moved_by: &["H5"],
        evidence: Evidence::of(1, 1, 0, 1),
        page: Page::of(include_str!("effects/sharing.rs")),
    },
    Concept {
        id: "C10",
        key: "ecological_economy",
        name: "Ecosystem economy",
        name_zh: "生态经济",
        kind: Kind::Mechanism,
        group: Group::Platforms,
        channels: &[1],
        bills: &[],
        indicator: "complementor_density",
        moved_by: &["H6"],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("effects/ecological.rs")),
    },
    Concept {
        id: "D1",
        key: "equality",
        name: "Equality",
        name_zh: "平等性",
        kind: Kind::Mechanism,
        group: Group::Space,
        channels: &[21],
        bills: &[],
        indicator: "rural_price_gap",
        moved_by: &["H1", "I4"],
        evidence: Evidence::of(2, 0, 0, 1),
        page: Page::of(include_str!("characteristics/equality.rs")),
    },
    Concept {
        id: "D2",
        key: "inclusiveness",
        name: "Inclusiveness",
        name_zh: "普惠性",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[40],
        bills: &[],
        indicator: "coverage_bottom_quintile",
        moved_by: &["I4"],
        evidence: Evidence::of(2, 0, 0, 0),
        page: Page::of(include_str!("characteristics/inclusiveness.rs")),
    },
    Concept {
        id: "D3",
        key: "free_of_charge",
        name: "Free of charge",
        name_zh: "免费性",
        kind: Kind::MechanismWithSatellite,
        group: Group::Platforms,
        channels: &[20],
        bills: &[],
        indicator: "free_goods_value",
        moved_by: &["I4"],
        evidence: Evidence::of(1, 0, 0, 1),
        page: Page::of(include_str!("characteristics/free_of_charge.rs")),
    },
    Concept {
        id: "D4",
        key: "symbiosis",
        name: "Symbiosis",
        name_zh: "共生性",
        kind: Kind::Mechanism,
        group: Group::Platforms,
        channels: &[39, 20],
        bills: &[],
        indicator: "complementor_share",
        moved_by: &["H5", "I1"],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("characteristics/symbiosis.rs")),
    },
    Concept {
        id: "D5",
        key: "transparency",
        name: "Transparency",
        name_zh: "透明性",
        kind: Kind::Mechanism,
        group: Group::Platforms,
        channels: &[17],
        bills: &[],
        indicator: "price_dispersion",
        moved_by: &["H5"],
        evidence: Evidence::of(2, 1, 0, 1),
        page: Page::of(include_str!("characteristics/transparency.rs")),
    },
    Concept {
        id: "E1",
        key: "online_education",
        name: "Online education",
        name_zh: "线上教育",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[29, 1],
        bills: &[],
        indicator: "entrant_skill_gap",
        moved_by: &["H1", "I4"],
        evidence: Evidence::of(1, 2, 0, 1),
        page: Page::of(include_str!("services/education.rs")),
    },
    Concept {
        id: "E2",
        key: "online_healthcare",
        name: "Online healthcare",
        name_zh: "线上医疗",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[1, 22],
        bills: &[],
        indicator: "lost_days_gap",
        moved_by: &["H1", "I4"],
        evidence: Evidence::of(2, 0, 0, 2),
        page: Page::of(include_str!("services/healthcare.rs")),
    },
    Concept {
        id: "E3",
        key: "online_finance",
        name: "Online finance",
        name_zh: "线上金融",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[11, 13],
        bills: &[],
        indicator: "small_rural_credit_share",
        moved_by: &["H3"],
        evidence: Evidence::of(2, 1, 0, 1),
        page: Page::of(include_str!("services/finance.rs")),
    },
    Concept {
        id: "E4",
        key: "online_government",
        name: "Online government affairs",
        name_zh: "线上政务",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[25],
        bills: &[],
        indicator: "transfer_reach_poor",
        moved_by: &["I4"],
        evidence: Evidence::of(2, 0, 0, 0),
        page: Page::of(include_str!("services/government.rs")),
    },
    Concept {
        id: "E5",
        key: "online_culture",
        name: "Online culture",
        name_zh: "线上文化",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[22],
        bills: &[],
        indicator: "culture_access_gap",
        moved_by: &["H1", "I4"],
        evidence: Evidence::of(2, 0, 0, 1),
        page: Page::of(include_str!("services/culture.rs")),
    },
    Concept {
        id: "E6",
        key: "online_governance",
        name: "Online governance",
        name_zh: "线上治理",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[28],
        bills: &[],
        indicator: "violation_rate",
        moved_by: &["I4"],
        evidence: Evidence::of(1, 0, 0, 1),
        page: Page::of(include_str!("services/governance.rs")),
    },
    Concept {
        id: "F1",
        key: "public_services_supply",
        name: "Public-service supply",
        name_zh: "公共服务供给",
        kind: Kind::Mechanism,
        group: Group::Services,
        channels: &[41, 29, 1],
        bills: &[31],
        indicator: "service_dispersion",
        moved_by: &["H1"],
        evidence: Evidence::of(1, 0, 1, 2),
        page: Page::of(include_str!("roles/public_services_supply.rs")),
    },
    Concept {
        id: "F2",
        key: "rural_prosperity",
        name: "Rural prosperity",
        name_zh: "乡村富裕",
        kind: Kind::MechanismWithLine,
        group: Group::Space,
        channels: &[21, 27, 41],
        bills: &[],
        indicator: "rural_cost_of_living",
        moved_by: &["H1"],
        evidence: Evidence::of(3, 2, 0, 2),
        page: Page::of(include_str!("roles/rural_prosperity.rs")),
    },
    Concept {
        id: "F3",
        key: "spiritual_prosperity",
        name: "Spiritual prosperity",
        name_zh: "精神富裕",
        kind: Kind::Outcome,
        group: Group::Measured,
        channels: &[],
        bills: &[],
        indicator: "spiritual_index",
        moved_by: &["all"],
        evidence: Evidence::of(0, 0, 2, 0),
        page: Page::of(include_str!("roles/spiritual_prosperity.rs")),
    },
    Concept {
        id: "G1",
        key: "data_monopoly",
        name: "Data monopoly",
        name_zh: "数据垄断",
        kind: Kind::Problem,
        group: Group::Data,
        channels: &[36, 38, 39, 27],
        bills: &[],
        indicator: "data_herfindahl",
        moved_by: &["H3", "H5", "H6"],
        evidence: Evidence::of(2, 1, 0, 2),
        page: Page::of(include_str!("problems/data_monopoly.rs")),
    },
    Concept {
        id: "G2",
        key: "algorithm_manipulation",
        name: "Algorithm manipulation",
        name_zh: "算法操纵",
        kind: Kind::Problem,
        group: Group::Platforms,
        channels: &[18, 19, 24, 38, 42],
        bills: &[],
        indicator: "manipulation_transfer",
        moved_by: &["H5", "I4"],
        evidence: Evidence::of(4, 0, 0, 3),
        page: Page::of(include_str!("problems/algorithm_manipulation.rs")),
    },
    Concept {
        id: "G3",
        key: "employment_substitution",
        name: "Employment substitution",
        name_zh: "就业替代",
        kind: Kind::Problem,
        group: Group::Substitution,
        channels: &[2, 3],
        bills: &[],
        indicator: "labour_share",
        moved_by: &["I2", "I4"],
        evidence: Evidence::of(5, 0, 0, 5),
        page: Page::of(include_str!("problems/employment_substitution.rs")),
    },
    Concept {
        id: "G4",
        key: "digital_divide",
        name: "Digital divide",
        name_zh: "数字鸿沟",
        kind: Kind::Problem,
        group: Group::Adoption,
        channels: &[35],
        bills: &[],
        indicator: "digital_gap_theil",
        moved_by: &["H1", "I4"],
        evidence: Evidence::of(4, 0, 0, 4),
        page: Page::of(include_str!("problems/digital_divide.rs")),
    },
    Concept {
        id: "H1",
        key: "strategy_infrastructure",
        name: "Coordinated infrastructure",
        name_zh: "统筹数字基础设施建设",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[41, 31],
        bills: &[],
        indicator: "coverage_gap",
        moved_by: &[],
        evidence: Evidence::of(3, 0, 0, 2),
        page: Page::of(include_str!("strategies/infrastructure.rs")),
    },
    Concept {
        id: "H2",
        key: "strategy_core_technology",
        name: "Core technology",
        name_zh: "突破关键核心技术",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[1, 31],
        bills: &[],
        indicator: "import_dependence",
        moved_by: &[],
        evidence: Evidence::of(1, 1, 1, 1),
        page: Page::of(include_str!("strategies/core_technology.rs")),
    },
    Concept {
        id: "H3",
        key: "strategy_data_authorisation",
        name: "Data authorisation",
        name_zh: "数据授权运营体系",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[36, 31],
        bills: &[],
        indicator: "data_users_per_set",
        moved_by: &[],
        evidence: Evidence::of(2, 0, 0, 2),
        page: Page::of(include_str!("strategies/data_authorisation.rs")),
    },
    Concept {
        id: "H4",
        key: "strategy_application_scenarios",
        name: "Application scenarios",
        name_zh: "拓展数据应用场景",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[34, 31],
        bills: &[],
        indicator: "adoption_lag",
        moved_by: &[],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("strategies/application_scenarios.rs")),
    },
    Concept {
        id: "H5",
        key: "strategy_platform_regulation",
        name: "Regulating platforms",
        name_zh: "规范平台企业发展",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[39, 38, 18, 19, 31],
        bills: &[],
        indicator: "take_rate",
        moved_by: &[],
        evidence: Evidence::of(1, 1, 1, 0),
        page: Page::of(include_str!("strategies/platform_regulation.rs")),
    },
    Concept {
        id: "H6",
        key: "strategy_ecosystem",
        name: "Digital ecosystem",
        name_zh: "构建数字经济生态",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[27, 31],
        bills: &[],
        indicator: "entry_rate",
        moved_by: &[],
        evidence: Evidence::of(1, 0, 1, 0),
        page: Page::of(include_str!("strategies/ecosystem.rs")),
    },
    Concept {
        id: "I1",
        key: "strategy_shared_ownership",
        name: "Shared ownership",
        name_zh: "共有、共建、共享",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[30, 1, 31],
        bills: &[],
        indicator: "profit_income_bottom_half",
        moved_by: &[],
        evidence: Evidence::of(2, 0, 0, 0),
        page: Page::of(include_str!("strategies/shared_ownership.rs")),
    },
    Concept {
        id: "I2",
        key: "strategy_three_distributions",
        name: "Three distributions",
        name_zh: "三次分配体系",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[31],
        bills: &[],
        indicator: "redistribution_gini_points",
        moved_by: &[],
        evidence: Evidence::of(3, 3, 0, 0),
        page: Page::of(include_str!("strategies/three_distributions.rs")),
    },
    Concept {
        id: "I3",
        key: "strategy_government_market",
        name: "Rules for government and market",
        name_zh: "政府与市场新规则",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[12, 27, 31],
        bills: &[],
        indicator: "marginal_product_dispersion",
        moved_by: &[],
        evidence: Evidence::of(1, 0, 0, 0),
        page: Page::of(include_str!("strategies/government_market.rs")),
    },
    Concept {
        id: "I4",
        key: "strategy_trust_security",
        name: "Compliance, trust, security",
        name_zh: "合规、可信、安全、平等治理",
        kind: Kind::Strategy,
        group: Group::Policy,
        channels: &[32, 37, 4, 5, 35, 31],
        bills: &[],
        indicator: "digital_loss_rate",
        moved_by: &[],
        evidence: Evidence::of(2, 2, 0, 2),
        page: Page::of(include_str!("strategies/trust_security.rs")),
    },
];
