//! The command-line arguments that all instruments share.

use std::path::PathBuf;

/// The default of `--work`.
pub const WORK: &str = "target/corpus";

/// Which descriptions are measured, with which generator, and where results are stored.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The folder of descriptions: as a `manifest.tsv` lists them, or else `NAME/openapi.{json,yaml,yml}`, or any JSON
    /// and YAML files
    pub dir: PathBuf,
    /// Only descriptions with names like this; can be said more than once
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,
    /// Only descriptions of Swagger 2.0 to OpenAPI 3.1: those that must all be generated
    #[arg(long)]
    pub target: bool,
    /// Descriptions at the same time, each with a target folder of its own; 1 to compare times
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub jobs: usize,
    /// Where crates, results and target folders are kept
    #[arg(long, value_name = "DIR", default_value = WORK)]
    pub work: PathBuf,
    /// Do everything anew, also what is known from an earlier run
    #[arg(long)]
    pub fresh: bool,
    /// Seconds after which generating one crate is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time_limit: u64,
    /// Write all that was found, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Another generator than the one of this project, to compare with
    #[arg(long, value_name = "FILE")]
    pub generator: Option<PathBuf>,
}
