//! The arguments of the command line, as clap reads them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::pick::parse_pick;
use crate::config::Pick;

/// Turns an OpenAPI description into a Rust client crate.
#[derive(Debug, Parser)]
#[command(name = "clientsmith", version)]
pub(super) struct Program {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate the client crates, writing only files that changed
    Generate(Arguments),
    /// Write nothing; show what generating would change, and fail if that is anything
    Check(Arguments),
    /// Show the operations and tags of a description, with the choices for its client
    List(ListArguments),
    /// Get the descriptions that the configuration has a `url` for, and note what was got
    #[cfg(feature = "fetch")]
    Fetch(FetchArguments),
    /// Print the completions of this command for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What is to be generated, and how. What is said here wins over the configuration.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// Where the description is.
    #[command(flatten)]
    pub input: InputArguments,
    /// Which operations the client has.
    #[command(flatten)]
    pub selection: SelectionArguments,
    /// How much is said.
    #[command(flatten)]
    pub voice: Voice,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the crate [default: that of its folder]
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,
    /// The version of the crate
    #[arg(long, value_name = "VERSION")]
    pub crate_version: Option<String>,
    /// The licence of the crate, as an SPDX expression
    #[arg(long, value_name = "SPDX")]
    pub license: Option<String>,
    /// Write nothing; show what would change, and fail if that is anything
    #[arg(long)]
    pub check: bool,
    /// Also write the machine-readable report; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Fail if there are warnings, and write nothing
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print what a stage made instead of writing files
    #[arg(long, value_name = "STAGE")]
    pub emit: Option<Stage>,
}

/// Where the description is.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArguments {
    /// A description: a file, `-` for standard input, or a URL. The configuration is left aside
    #[arg(value_name = "DESCRIPTION", conflicts_with = "spec")]
    pub description: Option<String>,
    /// The same as DESCRIPTION
    #[arg(long, value_name = "DESCRIPTION")]
    pub spec: Option<String>,
    /// The folder whose files the description may refer to [default: that of the description]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The configuration that lists the clients
    #[arg(long, value_name = "FILE", default_value = CONFIGURATION)]
    pub config: PathBuf,
}

/// The configuration where none is stated.
pub(super) const CONFIGURATION: &str = "spec/clientsmith.toml";

impl Default for InputArguments {
    fn default() -> Self {
        Self { description: None, spec: None, root: None, config: PathBuf::from(CONFIGURATION) }
    }
}

impl InputArguments {
    /// The clients that a configuration lists.
    pub fn of_config(config: impl Into<PathBuf>) -> Self {
        Self { config: config.into(), ..Self::default() }
    }

    /// The description, if one is stated.
    pub fn stated(&self) -> Option<&str> {
        self.description.as_deref().or(self.spec.as_deref())
    }
}

/// Which operations are meant.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct SelectionArguments {
    /// Only operations for which this holds, such as `tag=pets`, `operation=list*`, `path=/v1/*,method=GET`
    #[arg(long, value_name = "PICK", value_parser = parse_pick)]
    pub include: Vec<Pick>,
    /// No operations for which this holds
    #[arg(long, value_name = "PICK", value_parser = parse_pick)]
    pub exclude: Vec<Pick>,
}

/// How much is said, and how.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct Voice {
    /// List every file that changes
    #[arg(long, short)]
    pub verbose: bool,
    /// Say nothing but errors
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print what happened as JSON on standard output, and say nothing but errors beside it
    #[arg(long)]
    pub json: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Which description is listed, and how.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ListArguments {
    /// Where the description is.
    #[command(flatten)]
    pub input: InputArguments,
    /// Which operations are listed.
    #[command(flatten)]
    pub selection: SelectionArguments,
    /// How it is said.
    #[command(flatten)]
    pub voice: Voice,
}

/// Whose descriptions are got.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct FetchArguments {
    /// The configuration that lists the clients
    #[arg(long, value_name = "FILE", default_value = CONFIGURATION)]
    pub config: PathBuf,
    /// How it is said.
    #[command(flatten)]
    pub voice: Voice,
}

/// A stage that can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// What the description says.
    Document,
    /// What a client of it is.
    Api,
    /// What everything is called.
    Names,
}
