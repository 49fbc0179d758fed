//! A folder of descriptions → what clientsmith makes of each, as a table and as JSON. Every change of the
//! generated code is measured by this instrument before and after.

mod arguments;
mod baseline;
mod examples;
mod growth;
mod harness;
mod instances;
mod metric;
mod round_trip;
mod row;
mod summary;
mod table;
mod typing;

pub use arguments::{Arguments, EXIT_CODES};

use std::path::Path;
use std::process::ExitCode;

use crate::runner::{self, Cargo, Description, Runner, Workspace, key};
use arguments::Step;
use row::{Row, Run};

pub fn run(arguments: &Arguments, root: &Path) -> ExitCode {
    match measured(arguments, root) {
        Ok(run) => {
            print!("{}\n{}", table::of(&run, &arguments.steps), summary::of(&run));
            finish(arguments, &run)
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Writes the results, and compares them with the baseline.
fn finish(arguments: &Arguments, run: &Run) -> ExitCode {
    let written = runner::write(arguments.run.json.as_deref(), run);
    let before = arguments.baseline.as_deref().map(baseline::read).transpose();
    match written.and(before) {
        Ok(Some(before)) => print!("\n{}", baseline::compared(&before, run)),
        Ok(None) => {}
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    }
    let failed = run.rows.iter().any(Row::has_failed);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn measured(arguments: &Arguments, root: &Path) -> Result<Run, String> {
    let runner = Runner::new(&arguments.run, root)?;
    let mut steps = arguments.steps.clone();
    steps.sort();
    let corpus = Corpus { runner: &runner, steps, count: arguments.count };
    let rows = runner.rows(table::note, |description, workspace, cargo| {
        corpus.row(description, workspace, cargo)
    });
    Ok(Run { version: 1, rows })
}

/// The steps of the run.
struct Corpus<'b> {
    runner: &'b Runner,
    steps: Vec<Step>,
    count: usize,
}

impl Corpus<'_> {
    /// Runs the steps for one description.
    fn row(&self, description: &Description, workspace: &Workspace, cargo: &Cargo) -> Row {
        let mut row = Row {
            name: description.name.clone(),
            openapi: description.version.clone(),
            target: description.is_target(),
            ..Row::default()
        };
        let generated = self.runner.generated(description, workspace);
        let is_there = generated.is_there();
        row.generate = Some(generated);
        if is_there {
            self.steps_with_crate(description, workspace, cargo, &mut row);
        }
        row
    }

    /// Runs the steps that need the crate. The results of compiling are cached by the files of the crate,
    /// those of round trips by the description, too.
    fn steps_with_crate(
        &self,
        description: &Description,
        workspace: &Workspace,
        cargo: &Cargo,
        row: &mut Row,
    ) {
        let of_crate = workspace.client_key();
        let of_both = key(&[&of_crate.to_le_bytes(), &description.bytes]);
        let with_count = key(&[&of_both.to_le_bytes(), &self.count.to_le_bytes()]);
        for &step in &self.steps {
            let compile = |command: &str, arguments: &[&str]| {
                Some(workspace.cached(&step.name(), of_crate, || {
                    cargo.on_client(workspace, command, arguments)
                }))
            };
            match step {
                Step::Generate => {}
                Step::Check => row.check = compile("check", &[]),
                Step::Clippy => row.clippy = compile("clippy", &[]),
                Step::Doc => row.doc = compile("doc", &["--no-deps"]),
                Step::Examples | Step::Instances | Step::Growth if !description.is_judged() => {}
                Step::Examples => {
                    let run = || {
                        round_trip::without_panic(|| examples::run(description, workspace, cargo))
                    };
                    row.examples = Some(workspace.cached(&step.name(), of_both, run));
                }
                Step::Instances => {
                    let count = self.count;
                    let run = || {
                        round_trip::without_panic(|| {
                            instances::run(description, workspace, cargo, count)
                        })
                    };
                    row.instances = Some(workspace.cached(&step.name(), with_count, run));
                }
                Step::Growth => {
                    let count = self.count;
                    let run = || {
                        round_trip::without_panic(|| {
                            growth::run(description, workspace, cargo, count)
                        })
                    };
                    row.growth = Some(workspace.cached(&step.name(), with_count, run));
                }
            }
        }
    }
}
