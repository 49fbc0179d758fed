//! A folder of descriptions → for each operation, whether the mock server Prism accepts what the generated
//! client sends, and the client decodes what Prism answers. Where Prism refuses, openapi-core judges the
//! recorded request, and only its acceptance excuses. We wrote neither of these judges.

mod accept;
mod answer_examples;
mod bundle;
mod calls;
mod exchange;
mod judges;
mod obstacle;
mod openapi_core;
mod operation;
mod prism;
mod prism_input;
mod proxy;
mod request_check;
mod row;
mod suite;
mod table;
mod verdict;

use std::path::Path;
use std::process::ExitCode;

use crate::runner::{self, Cargo, Description, Options, Runner, Workspace, key};
use judges::Judges;
use row::{Row, Run};

/// The name of the step whose result is cached.
const STEP: &str = "conformance";

/// The part of the help that lists the exit codes.
pub const EXIT_CODES: &str = "\
Exit codes: 0 no operation was found to be wrong
            1 a request that both judges refuse or that our own check does, an answer that fits and is
              not decoded, a call that sends nothing, a test with errors or warnings
            2 the call is wrong, or Node.js or Python is missing";

pub fn run(options: &Options, root: &Path) -> ExitCode {
    let run = measured(options, root).and_then(|run| {
        runner::write(options.json.as_deref(), &run)?;
        Ok(run)
    });
    match run {
        Ok(run) => {
            print!("{}", table::of(&run));
            let failed = run.rows.iter().any(Row::has_failed);
            if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Installs the judges in the default work folder. Standard output says why where that cannot be done.
pub fn install(root: &Path) -> ExitCode {
    match Judges::ready(root, &root.join(runner::WORK)) {
        Ok(_) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::from(2)
        }
    }
}

fn measured(options: &Options, root: &Path) -> Result<Run, String> {
    let workspace = runner::work_folder(options, root)?;
    let judges = Judges::ready(root, &workspace)?;
    let runner = Runner::new(options, root)?;
    let rows = runner.rows(table::note, |description, workspace, cargo| {
        row(&runner, &judges, description, workspace, cargo)
    });
    Ok(Run { version: 1, rows })
}

fn row(
    runner: &Runner,
    judges: &Judges,
    description: &Description,
    workspace: &Workspace,
    cargo: &Cargo,
) -> Row {
    let generate = runner.generated(description, workspace);
    let called = generate.is_there().then(|| {
        let inputs = [workspace.client_key(), judges.key].map(u64::to_le_bytes);
        let [client, used_judges] = inputs;
        let key = key(&[&client, &used_judges, &description.bytes]);
        let called =
            workspace.cached(STEP, key, || calls::all(description, workspace, cargo, judges));
        // The reason why nothing could be called may be gone in the next run.
        if !called.was_made() {
            workspace.drop_cached(STEP);
        }
        called
    });
    Row { name: description.name.clone(), openapi: description.version.clone(), generate, called }
}
