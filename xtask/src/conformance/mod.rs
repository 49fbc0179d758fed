//! A folder of descriptions → for each operation, whether a server that we did not write has nothing to
//! say of what the generated client sends, and the client reads what it answers. Where the server
//! refuses, a second judge that we did not write either is asked: only its acceptance excuses.

mod arguments;
mod calls;
mod described;
mod exchange;
mod prepared;
mod prism;
mod proxy;
mod row;
mod second;
mod sent;
mod suite;
mod table;
mod tools;
mod verdict;

pub use arguments::{Arguments, EXIT_CODES};

use std::path::Path;
use std::process::ExitCode;

use crate::bench::{self, Bench, Cargo, Description, Work, key};
use row::{Row, Run};
use tools::Tools;

pub fn run(arguments: &Arguments, root: &Path) -> ExitCode {
    let run = measured(arguments, root).and_then(|run| {
        bench::write(arguments.selection.json.as_deref(), &run)?;
        Ok(run)
    });
    match run {
        Ok(run) => {
            print!("{}", table::of(&run));
            let red = run.rows.iter().any(Row::is_red);
            if red { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Why there cannot be a run, if there cannot.
pub fn obstacle(root: &Path) -> Option<String> {
    Tools::ready(root, &root.join(bench::WORK)).err()
}

fn measured(arguments: &Arguments, root: &Path) -> Result<Run, String> {
    let work = bench::work_folder(&arguments.selection, root)?;
    let tools = Tools::ready(root, &work)?;
    let bench = Bench::new(&arguments.selection, root)?;
    let rows = bench.rows(table::note, |description, work, cargo| {
        row(&bench, &tools, arguments.dynamic, description, work, cargo)
    });
    Ok(Run { version: 1, rows })
}

fn row(
    bench: &Bench,
    tools: &Tools,
    dynamic: bool,
    description: &Description,
    work: &Work,
    cargo: &Cargo,
) -> Row {
    let generate = bench.generated(description, work);
    let called = generate.is_there().then(|| {
        let parts = [work.key_of_client(), tools.key, u64::from(dynamic)].map(u64::to_le_bytes);
        let [client, tools_key, dynamic_key] = parts.each_ref().map(<[u8; 8]>::as_slice);
        let key = key(&[client, tools_key, dynamic_key, &description.bytes]);
        work.kept("conformance", key, || calls::made(description, work, cargo, tools, dynamic))
    });
    Row { name: description.name.clone(), openapi: description.version.clone(), generate, called }
}
