//! Calls of the Salesive client, and the same calls written by hand → their throughput, latency, memory and
//! instructions, side by side. The server and each of the two sides are processes of their own, and the
//! sides take turns, so that what else the machine does hits both.

mod arguments;
mod by_hand;
mod call;
mod instructions;
mod process;
mod rounds;
mod server;
mod side;
mod table;

use std::path::Path;
use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Only;
use call::Call;
use process::Server;

/// The part of the help that lists the exit codes.
pub const EXIT_CODES: &str = "\
Exit codes: 0 every call had the answer that it is described to have
            1 a call failed, or was answered only when it was tried again
            2 the measurement could not be made";

/// Measures, and prints the tables.
pub fn run(arguments: &Arguments, root: &Path) -> ExitCode {
    if let Some(part) = &arguments.part {
        return ended(part.run());
    }
    ended(measured(arguments, root))
}

fn ended(done: Result<bool, String>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Whether no call failed.
fn measured(arguments: &Arguments, root: &Path) -> Result<bool, String> {
    let mut server = Server::start()?;
    let mut is_well = true;
    if arguments.only != Some(Only::Instructions) {
        let mut rows = Vec::new();
        for call in Call::ALL {
            eprintln!("{call} ...");
            rows.push(rounds::of(call, arguments, &mut server)?);
        }
        is_well = rows.iter().all(rounds::Row::is_well);
        print!("{}", table::of_rounds(&rows, arguments.in_flight));
    }
    if arguments.only != Some(Only::Load) {
        match instructions::valgrind() {
            Ok(()) => print!("{}", table::of_instructions(&instructions::of_all(root, &server)?)),
            Err(why) => println!("\nInstructions are not counted: {why}."),
        }
    }
    Ok(is_well)
}
