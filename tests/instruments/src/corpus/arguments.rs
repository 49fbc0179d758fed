//! The command-line arguments of `cargo xtask corpus`.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::runner;

/// The part of the help that lists the exit codes.
pub const EXIT_CODES: &str = "\
Exit codes: 0 every description came to an end that was foreseen; being refused is one
            1 a step panicked, ran out of time or memory or could not be run, or a generated crate
              has errors or warnings
            2 the call is wrong
Values that come back as others are counted; they are no failure.";

/// What is measured, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub run: runner::Options,
    /// What is done with each description, in this order
    #[arg(long, value_enum, value_delimiter = ',', default_value = "generate,check")]
    pub steps: Vec<Step>,
    /// Values that the steps `instances` and `growth` make for each shared schema
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub count: usize,
    /// An earlier `--json` file: say what got better and what got worse since
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// A step that is run for every description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Generate the crate
    Generate,
    /// `cargo check`
    Check,
    /// `cargo clippy` with its usual lints
    Clippy,
    /// `cargo doc` of the crate alone
    Doc,
    /// Every example and default goes through the type of its place, and should come back as it was
    Examples,
    /// Random values of every shared schema go through its type
    Instances,
    /// Such values with a member, a text or an absence that the description does not foresee
    Growth,
}

impl Step {
    /// The name of the step on the command line, and of its cached result.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}
