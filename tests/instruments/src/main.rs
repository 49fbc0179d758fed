//! Arguments → one of the project's measuring instruments. `cargo xtask corpus`, `cargo xtask conformance`
//! and `cargo xtask bench` build this program and hand their arguments on to it, so that the other commands
//! of xtask need none of its dependencies.

mod conformance;
mod corpus;
mod load;
mod peers;
mod runner;
mod schema;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The measuring instruments of the project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure what is made of a folder of descriptions
    #[command(after_help = corpus::EXIT_CODES)]
    Corpus(corpus::Arguments),
    /// Call every operation of a folder of descriptions, and let others judge what goes over the wire
    #[command(after_help = conformance::EXIT_CODES)]
    Conformance(runner::Options),
    /// Measure what generating, compiling and a call cost
    #[command(subcommand)]
    Bench(Bench),
    /// Install the judges that `conformance` needs; the exit code is 2 where that cannot be done
    Judges,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Make many calls of the Salesive client, and the same calls written by hand, side by side
    #[command(after_help = load::EXIT_CODES)]
    Load(load::Arguments),
    /// Generate clients of a few large descriptions, beside the other generators in the PATH
    #[command(after_help = peers::EXIT_CODES)]
    Generate(peers::Arguments),
    /// Check clients of a few descriptions with the compiler, beside those of the other generators in the PATH
    #[command(after_help = peers::EXIT_CODES)]
    Compile(peers::Arguments),
}

fn main() -> ExitCode {
    let root = root();
    match Program::parse().command {
        Command::Corpus(arguments) => corpus::run(&arguments, &root),
        Command::Conformance(options) => conformance::run(&options, &root),
        Command::Bench(Bench::Load(arguments)) => load::run(&arguments, &root),
        Command::Bench(Bench::Generate(arguments)) => {
            peers::run(&arguments, peers::What::Generating, &root)
        }
        Command::Bench(Bench::Compile(arguments)) => {
            peers::run(&arguments, peers::What::Checking, &root)
        }
        Command::Judges => conformance::install(&root),
    }
}

/// The folder of the project.
fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        super::Program::command().debug_assert();
    }
}
