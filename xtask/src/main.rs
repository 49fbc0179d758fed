//! The project's own commands.

mod bench;
mod ci;
mod conformance;
mod corpus;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clientsmith::cli::{self, Arguments};

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Regenerate the clients that spec/clientsmith.toml lists, or any other
    Codegen(Arguments),
    /// Measure what is made of a folder of descriptions
    #[command(after_help = corpus::EXIT_CODES)]
    Corpus(corpus::Arguments),
    /// Call every operation of a folder of descriptions, and let others judge what goes over the wire
    #[command(after_help = conformance::EXIT_CODES)]
    Conformance(bench::Selection),
    /// Check the rules of the house
    Tidy,
    /// Run exactly what CI runs
    Ci,
}

fn main() -> ExitCode {
    let root = root();
    match Program::parse().command {
        Command::Codegen(mut arguments) => {
            // The configuration is that of the project, wherever in it the command is called.
            if arguments.config.is_relative() && !arguments.config.exists() {
                arguments.config = root.join(&arguments.config);
            }
            cli::generate(&arguments)
        }
        Command::Corpus(arguments) => corpus::run(&arguments, &root),
        Command::Conformance(selection) => conformance::run(&selection, &root),
        Command::Tidy => tidy::run(&root),
        Command::Ci => ci::run(&root),
    }
}

/// The folder of the project.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}
