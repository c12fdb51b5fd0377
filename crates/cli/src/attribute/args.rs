//! Options of `commonweal attribute`.

use std::path::PathBuf;

use clap::Args;

use crate::args::{Format, scale, setting, whole};

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
    /// Number of runs of each coalition, each with its own luck [default: 4]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Attribution")]
    pub seeds: Option<u32>,
    /// The first seed [default: 1]
    #[arg(long, value_name = "S", value_parser = whole::<u64>, allow_negative_numbers = true, help_heading = "Attribution")]
    pub seed: Option<u64>,
    /// What holds the foreign position: one attribution for each [default: the economy's]
    #[arg(
        long,
        value_name = "open,norm",
        value_delimiter = ',',
        help_heading = "Attribution"
    )]
    pub trade: Vec<String>,
    /// Elasticities of the wage curve: one attribution for each, as in 0.10,0.05 [default: the economy's]
    #[arg(
        long,
        value_name = "X,…",
        value_delimiter = ',',
        help_heading = "Attribution"
    )]
    pub wage_elasticity: Vec<f64>,

    /// Economy: an embedded name or a folder [default: village]
    #[arg(long, value_name = "NAME|DIR", help_heading = "Model")]
    pub economy: Option<String>,
    /// Rule set: attribution is of the theory, which acts under b2 [default: b2]
    #[arg(long, value_name = "b2", help_heading = "Model")]
    pub rules: Option<String>,
    /// Goods markets: buyers draw sellers, or get what they can expect [default: expected]
    #[arg(long, value_name = "sampled|expected", help_heading = "Model")]
    pub market: Option<String>,
    /// Who buys what firms and the state no longer invest when growth slows down [default: the economy's]
    #[arg(long, value_name = "none|consumption", help_heading = "Model")]
    pub rebalancing: Option<String>,
    /// Digital economy at the opening: that of the data, or none [default: embodied]
    #[arg(long, value_name = "embodied|greenfield", help_heading = "Model")]
    pub opening: Option<String>,
    /// Switch all concepts of the theory off but these, by id or key: only they take part
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub only: Vec<String>,
    /// Switch these concepts of the theory off, by id or key: they take no part
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub off: Vec<String>,
    /// Give a parameter another value; may be repeated (see `commonweal params`)
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting, help_heading = "Model")]
    pub set: Vec<(String, String)>,
    /// One model household stands for K real ones; the opening is drawn anew
    #[arg(long, value_name = "1:K", value_parser = scale, help_heading = "Model")]
    pub scale: Option<f64>,

    /// Threads; results do not depend on them [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Results")]
    pub threads: Option<u32>,
    /// Keep every run as it ends, and the shares, in a new or empty folder
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    pub out: Option<PathBuf>,
    /// Go on with an interrupted attribution in DIR; options left out are taken from it
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "out",
        help_heading = "Results"
    )]
    pub resume: Option<PathBuf>,
    /// Write one self-contained page with charts
    #[arg(long, value_name = "FILE.html", help_heading = "Results")]
    pub report: Option<PathBuf>,
    /// Form of the results: table (for reading), json (one object) or csv (long form) [default: table]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Results"
    )]
    pub format: Format,
    /// No progress and no messages on standard error
    #[arg(long, short, help_heading = "Results")]
    pub quiet: bool,
}
