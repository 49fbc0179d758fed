//! The command, for the tests that call it: Cargo tells a test only of the programs of its own package.

use std::process::ExitCode;

fn main() -> ExitCode {
    clientsmith::cli::run(std::env::args_os())
}
