//! A folder of descriptions → for each operation, whether a server that we did not write has nothing to
//! say of what the generated client sends, and the client reads what it answers. Where the server
//! refuses, a second judge that we did not write either is asked: only its acceptance excuses.

mod answers;
mod calls;
mod described;
mod exchange;
mod possible;
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

use std::path::Path;
use std::process::ExitCode;

use crate::bench::{self, Bench, Cargo, Description, Selection, Work, key};
use row::{Row, Run};
use tools::Tools;

/// The name of what is kept of a description.
const KEPT: &str = "conformance";

/// What the exit codes mean.
pub const EXIT_CODES: &str = "\
Exit codes: 0 no operation was found to be wrong
            1 a request that both judges refuse or that our own check does, an answer that fits and is
              not decoded, a call that sends nothing, a test with errors or warnings
            2 the call is wrong, or Node.js or Python is missing";

pub fn run(selection: &Selection, root: &Path) -> ExitCode {
    let run = measured(selection, root).and_then(|run| {
        bench::write(selection.json.as_deref(), &run)?;
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

/// Installs the judges in the default work folder. Standard output says why where that cannot be done.
pub fn install(root: &Path) -> ExitCode {
    match Tools::ready(root, &root.join(bench::WORK)) {
        Ok(_) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::from(2)
        }
    }
}

fn measured(selection: &Selection, root: &Path) -> Result<Run, String> {
    let work = bench::work_folder(selection, root)?;
    let tools = Tools::ready(root, &work)?;
    let bench = Bench::new(selection, root)?;
    let rows = bench.rows(table::note, |description, work, cargo| {
        row(&bench, &tools, description, work, cargo)
    });
    Ok(Run { version: 1, rows })
}

fn row(bench: &Bench, tools: &Tools, description: &Description, work: &Work, cargo: &Cargo) -> Row {
    let generate = bench.generated(description, work);
    let called = generate.is_there().then(|| {
        let [client, judges] = [work.key_of_client(), tools.key].map(u64::to_le_bytes);
        let key = key(&[&client, &judges, &description.bytes]);
        let called = work.kept(KEPT, key, || calls::made(description, work, cargo, tools));
        // Why nothing was called may be another thing the next time.
        if !called.was_made() {
            work.forget(KEPT);
        }
        called
    });
    Row { name: description.name.clone(), openapi: description.version.clone(), generate, called }
}
