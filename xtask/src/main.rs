//! Arguments → one of the project's own commands, run in this process or by the package `instruments`.

mod ci;
mod features;
mod instruments;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clientsmith::cli;

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Regenerate the clients that spec/clientsmith.toml lists, or any other
    Codegen(Box<cli::Arguments>),
    /// Measure what is made of a folder of descriptions
    #[command(disable_help_flag = true)]
    Corpus(instruments::Arguments),
    /// Call every operation of a folder of descriptions, and let others judge what goes over the wire
    #[command(disable_help_flag = true)]
    Conformance(instruments::Arguments),
    /// Measure what generating, compiling and a call cost, beside other generators and the call written by hand
    #[command(disable_help_flag = true)]
    Bench(instruments::Arguments),
    /// Compile a generated crate with each of its features, with the oldest compiler, and for a browser
    Features,
    /// Check the rules of the house
    Tidy(tidy::Arguments),
    /// Run exactly what CI runs
    Ci,
}

fn main() -> ExitCode {
    let root = root();
    match Program::parse().command {
        Command::Codegen(mut arguments) => {
            // The default is the project's configuration, in whatever folder the command is called.
            if arguments.input.config.is_relative() && !arguments.input.config.exists() {
                arguments.input.config = root.join(&arguments.input.config);
            }
            cli::generate(&arguments)
        }
        Command::Corpus(arguments) => instruments::run(&root, "corpus", &arguments),
        Command::Conformance(arguments) => instruments::run(&root, "conformance", &arguments),
        Command::Bench(arguments) => instruments::run(&root, "bench", &arguments),
        Command::Features => features::run(&root),
        Command::Tidy(arguments) => tidy::run(&arguments, &root),
        Command::Ci => ci::run(&root),
    }
}

/// The folder of the project.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::{Command, Program};

    #[test]
    fn the_command_line_is_sound() {
        Program::command().debug_assert();
    }

    #[test]
    fn an_instrument_gets_every_argument_as_it_is() {
        for (name, arguments) in [
            ("corpus", &["--help"][..]),
            ("corpus", &["dir", "--target", "--steps", "generate,check", "--only", "a*"]),
            ("conformance", &["-h"]),
            ("conformance", &[]),
            ("bench", &["load", "--calls", "1000"]),
        ] {
            let line = ["xtask", name].into_iter().chain(arguments.iter().copied());
            let parsed = Program::try_parse_from(line).unwrap().command;
            let (Command::Corpus(passed) | Command::Conformance(passed) | Command::Bench(passed)) =
                parsed
            else {
                panic!("{name} is another command");
            };
            assert_eq!(passed.all, arguments, "{name}");
        }
    }
}
