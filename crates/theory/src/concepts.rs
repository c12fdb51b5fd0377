//! The parameters of all concepts, and the registry of mechanisms.
//!
//! # Source
//! Digital economy, §4, §5 and §11.

use params::{Declaration, Parameters};

use crate::dated::Change;
use crate::ledger::CONCEPTS;
use crate::opening::Setup;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};
use crate::{
    characteristics, common_prosperity, effects, paths, problems, roles, services, strategies,
};

/// What a concept does: writes its own terms of channels, and nothing else.
///
/// Outcomes do nothing. Channels that no act reads yet are listed under [`Mechanism::waits_for`]; the
/// term is in the concept's file, and is written once it is read.
pub trait Mechanism: Parameters {
    /// How strongly the concept acts in this quarter; at 0 it is not asked to write.
    fn strength(&self, quarter: u32) -> f64;

    /// Numbers of the channels on which it writes, bills included.
    fn writes(&self) -> &'static [u8] {
        &[]
    }

    /// Numbers of the channels on which it will write once they are read.
    fn waits_for(&self) -> &'static [u8] {
        &[]
    }

    /// Whether it needs [`economy::channels::DigitalBaskets`] to be those of the country.
    fn buys_digital(&self) -> bool {
        false
    }

    /// Writes channels of the theory's laws.
    fn write_laws(&self, _: &Ground<'_>, _: &mut LawPen<'_>) {}

    /// Writes channels of the economy's acts.
    fn write(&self, _: &Scene<'_>, _: &mut Pen<'_>) {}
}

/// Declares the concepts: a field each, in the order of the ledger, and the operations on all of them.
macro_rules! concepts {
    ($($(#[doc = $doc:literal])+ $field:ident: $concept:ty,)*) => {
        /// Parameters of every concept; by default all act and no strategy is used.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Concepts {
            $($(#[doc = $doc])+ pub $field: $concept,)*
            /// How a run begins: not a concept.
            pub setup: Setup,
            /// First quarter in which what the state builds (H1) reaches each area; empty if it reaches all.
            pub waves: Vec<u32>,
            /// Dated changes of parameters.
            pub dated: Vec<Change>,
        }

        impl Concepts {
            /// Keys, in the order of the ledger.
            pub const KEYS: [&str; CONCEPTS] = [$(stringify!($field),)*];

            /// The mechanisms, in the order of the ledger.
            #[must_use]
            pub fn mechanisms(&self) -> [&dyn Mechanism; CONCEPTS] {
                [$(&self.$field,)*]
            }

            /// The parameters, concept by concept.
            #[must_use]
            pub fn groups(&self) -> [&dyn Parameters; CONCEPTS] {
                [$(&self.$field,)*]
            }

            /// All parameters, to be changed: those of the concepts, and of how a run begins.
            pub fn groups_mut(&mut self) -> [&mut dyn Parameters; CONCEPTS + 1] {
                [$(&mut self.$field,)* &mut self.setup]
            }
        }
    };
}

concepts! {
    /// 0.
    common_prosperity: common_prosperity::CommonProsperity,
    /// A1.
    permeability: characteristics::permeability::Permeability,
    /// A2.
    empowerment: characteristics::empowerment::Empowerment,
    /// A3.
    substitutability: characteristics::substitutability::Substitutability,
    /// A4.
    innovation: characteristics::innovation::Innovation,
    /// A5.
    dual_high: characteristics::dual_high::DualHigh,
    /// B1.
    digital_industrialisation: paths::digital_industrialisation::DigitalIndustrialisation,
    /// B2.
    industrial_digitisation: paths::industrial_digitisation::IndustrialDigitisation,
    /// B3.
    data_value: paths::data_value::DataValue,
    /// B4.
    digital_governance: paths::digital_governance::DigitalGovernance,
    /// C1.
    speed_economy: effects::speed::Speed,
    /// C2.
    precision_economy: effects::precision::Precision,
    /// C3.
    network_economy: effects::network::Network,
    /// C4.
    expected_economy: effects::expected::Expected,
    /// C5.
    tail_economy: effects::tail::Tail,
    /// C6.
    full_time_economy: effects::full_time::FullTime,
    /// C7.
    space_economy: effects::space::Space,
    /// C8.
    gig_economy: effects::gig::Gig,
    /// C9.
    sharing_economy: effects::sharing::Sharing,
    /// C10.
    ecological_economy: effects::ecological::Ecological,
    /// D1.
    equality: characteristics::equality::Equality,
    /// D2.
    inclusiveness: characteristics::inclusiveness::Inclusiveness,
    /// D3.
    free_of_charge: characteristics::free_of_charge::FreeOfCharge,
    /// D4.
    symbiosis: characteristics::symbiosis::Symbiosis,
    /// D5.
    transparency: characteristics::transparency::Transparency,
    /// E1.
    online_education: services::education::Education,
    /// E2.
    online_healthcare: services::healthcare::Healthcare,
    /// E3.
    online_finance: services::finance::Finance,
    /// E4.
    online_government: services::government::Government,
    /// E5.
    online_culture: services::culture::Culture,
    /// E6.
    online_governance: services::governance::Governance,
    /// F1.
    public_services_supply: roles::public_services_supply::PublicServicesSupply,
    /// F2.
    rural_prosperity: roles::rural_prosperity::RuralProsperity,
    /// F3.
    spiritual_prosperity: roles::spiritual_prosperity::SpiritualProsperity,
    /// G1.
    data_monopoly: problems::data_monopoly::DataMonopoly,
    /// G2.
    algorithm_manipulation: problems::algorithm_manipulation::AlgorithmManipulation,
    /// G3.
    employment_substitution: problems::employment_substitution::EmploymentSubstitution,
    /// G4.
    digital_divide: problems::digital_divide::DigitalDivide,
    /// H1.
    strategy_infrastructure: strategies::infrastructure::Infrastructure,
    /// H2.
    strategy_core_technology: strategies::core_technology::CoreTechnology,
    /// H3.
    strategy_data_authorisation: strategies::data_authorisation::DataAuthorisation,
    /// H4.
    strategy_application_scenarios: strategies::application_scenarios::ApplicationScenarios,
    /// H5.
    strategy_platform_regulation: strategies::platform_regulation::PlatformRegulation,
    /// H6.
    strategy_ecosystem: strategies::ecosystem::Ecosystem,
    /// I1.
    strategy_shared_ownership: strategies::shared_ownership::SharedOwnership,
    /// I2.
    strategy_three_distributions: strategies::three_distributions::ThreeDistributions,
    /// I3.
    strategy_government_market: strategies::government_market::GovernmentMarket,
    /// I4.
    strategy_trust_security: strategies::trust_security::TrustSecurity,
}

impl Concepts {
    /// Every switch at 0: the economy without the theory.
    #[must_use]
    pub fn off() -> Self {
        let mut concepts = Self::default();
        for key in Self::KEYS {
            concepts.switch(key, 0.0);
        }
        concepts
    }

    /// The first setting that no run accepts, and why.
    #[must_use]
    pub fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        use characteristics::equality;
        use effects::speed;
        let speed = &self.speed_economy;
        if self.equality.reading == equality::Reading::Wage {
            return Some((
                "equality.reading",
                "equality.reading is wage, for which the theory has no equation: only price can be run",
            ));
        }
        let faster = speed.reading == speed::Reading::FasterCycle && speed.strength > 0.0;
        (faster && self.innovation.strength == 0.0).then_some((
            "speed_economy.reading",
            "speed_economy.reading is faster_cycle, by which C1 only speeds up innovation, but innovation (A4) is off, so C1 would do nothing",
        ))
    }

    /// Sets the strength, or the intensity, of a concept; false if it has neither.
    pub fn switch(&mut self, key: &str, strength: f64) -> bool {
        ["strength", "intensity"]
            .map(|switch| {
                let path = format!("{key}.{switch}");
                // A refusal would look for similar names first.
                self.declarations().any(|declared| declared.path == path)
                    && self.set_number(&path, strength).is_ok()
            })
            .contains(&true)
    }

    /// Declarations of every parameter: of the concepts, and of how a run begins.
    pub fn declarations(&self) -> impl Iterator<Item = &'static Declaration> {
        let setup = self.setup.declarations().iter();
        let groups = self.groups().map(Parameters::declarations);
        groups.into_iter().flatten().chain(setup)
    }

    /// Whether there is a parameter of this path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.declarations().any(|declared| declared.path == path)
    }

    /// Sets a parameter to a number.
    ///
    /// # Errors
    /// One sentence naming the path, the value and what is allowed.
    pub fn set_number(&mut self, path: &str, value: f64) -> Result<(), params::Error> {
        let mut groups = self.groups_mut();
        if let Some(group) = groups.iter_mut().find(|group| group.find(path).is_some()) {
            return group.set_number(path, value);
        }
        let declared = groups.iter().flat_map(|group| group.declarations());
        Err(params::unknown(path, declared))
    }

    /// Sets a parameter from text.
    ///
    /// # Errors
    /// One sentence naming the path, the value and what is allowed.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), params::Error> {
        let mut groups = self.groups_mut();
        if let Some(group) = groups.iter_mut().find(|group| group.find(path).is_some()) {
            return group.set(path, text);
        }
        let declared = groups.iter().flat_map(|group| group.declarations());
        Err(params::unknown(path, declared))
    }
}
