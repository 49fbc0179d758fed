//! The command line of `cargo xtask bench load`, and of the processes that it starts.

use clap::{Subcommand, ValueEnum};

use super::call::{Call, Side};
use super::{server, side};

/// What `cargo xtask bench load` is told.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// How many GETs each side makes; there are fewer POSTs, and fewer still of the long list
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    pub calls: usize,
    /// How many calls are under way at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    pub in_flight: usize,
    /// Measure this only
    #[arg(long, value_name = "WHAT")]
    pub only: Option<Only>,
    #[command(subcommand)]
    pub part: Option<Part>,
}

/// A half of the measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Throughput, latency and memory
    Load,
    /// Instructions, which takes valgrind
    Instructions,
}

/// A process of a measurement.
#[derive(Debug, Subcommand)]
pub enum Part {
    /// Answer the calls
    #[command(hide = true)]
    Server,
    /// Make calls as standard input asks for them, and say on standard output how they went
    #[command(hide = true)]
    Side {
        side: Side,
        call: Call,
        base_url: String,
        /// How many calls will be asked for at most
        calls: usize,
        in_flight: usize,
    },
    /// Make calls one after another
    #[command(hide = true)]
    Sequence { side: Side, call: Call, base_url: String, calls: usize },
}

impl Part {
    /// Runs the process; whether no call failed.
    pub fn run(&self) -> Result<bool, String> {
        match self {
            Self::Server => server::run().map(|()| true),
            Self::Side { side, call, base_url, calls, in_flight } => {
                side::run(*side, *call, base_url, *calls, *in_flight).map(|()| true)
            }
            Self::Sequence { side, call, base_url, calls } => {
                side::sequence(*side, *call, base_url, *calls).map(|()| true)
            }
        }
    }
}
