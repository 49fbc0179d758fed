//! The arguments of the command line, as clap reads them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

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
}

/// What is to be generated, and how. What is said here wins over the configuration.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// The configuration that lists the clients
    #[arg(long, value_name = "FILE", default_value = "spec/clientsmith.toml")]
    pub config: PathBuf,
    /// A description: generate its client, and leave the configuration aside
    #[arg(long, value_name = "FILE", requires_all = ["out", "name"])]
    pub spec: Option<PathBuf>,
    /// The folder whose files the description may refer to [default: that of the description]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the crate
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
    /// Also write the machine-readable report
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Fail if there are warnings, and write nothing
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print what a stage made instead of writing files
    #[arg(long, value_name = "STAGE")]
    pub emit: Option<Stage>,
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
