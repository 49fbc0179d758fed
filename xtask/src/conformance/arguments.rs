//! What can be said to `cargo xtask conformance`.

use crate::bench::Selection;

/// What the exit codes mean.
pub const EXIT_CODES: &str = "\
Exit codes: 0 no operation was found to be wrong
            1 a request that both judges refuse or that our own check does, an answer that fits and is
              not decoded, a call that sends nothing, a test that does not compile
            2 the call is wrong, or Node.js or Python is missing";

/// What is to be measured, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub selection: Selection,
    /// Let the mock server make up its answers instead of taking the examples
    #[arg(long)]
    pub dynamic: bool,
}
