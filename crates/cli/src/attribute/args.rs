//! Options of `commonweal attribute`.

use clap::Args;

use crate::args::{ExperimentArgs, ResultsArgs, whole};

/// Options of `commonweal attribute`.
#[derive(Debug, Args)]
pub struct AttributeArgs {
    /// Scenario: an embedded name or the path of a .toml file [default: baseline]
    pub scenario: Option<String>,
    /// Outcomes and other series to attribute, by name [default: a few of growth and of equity]
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Attribution"
    )]
    pub outcome: Vec<String>,
    /// Quarters at which they are attributed; runs end with the last [default: 40]
    #[arg(long, value_name = "Q,…", value_delimiter = ',', value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Attribution")]
    pub at: Vec<u32>,
    /// Groups that play by themselves; all others play as one, which is much quicker [default: A,B,C,D,E,F,G,H,I]
    #[arg(
        long,
        value_name = "GROUP,…",
        value_delimiter = ',',
        help_heading = "Attribution"
    )]
    pub groups: Vec<String>,
    /// Orders of arrival for shares of single concepts; 0 for none [default: 32]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Attribution")]
    pub orderings: Option<u32>,
    /// Elasticities of the wage curve: one attribution for each, as in 0.10,0.05 [default: the economy's]
    #[arg(
        long,
        value_name = "X,…",
        value_delimiter = ',',
        help_heading = "Attribution"
    )]
    pub wage_elasticity: Vec<f64>,
    /// What is run.
    #[command(flatten)]
    pub experiment: ExperimentArgs,
    /// Where results go.
    #[command(flatten)]
    pub results: ResultsArgs,
}
