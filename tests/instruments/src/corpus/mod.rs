//! A folder of descriptions → what clientsmith makes of each, as a table and as JSON: the instrument
//! that every change of what is generated is measured with. One bad description stops nothing.

mod arguments;
mod baseline;
mod examples;
mod exchange;
mod growth;
mod harness;
mod instances;
mod metric;
mod passage;
mod row;
mod summary;
mod table;

pub use arguments::{Arguments, EXIT_CODES};

use std::path::Path;
use std::process::ExitCode;

use crate::bench::{self, Bench, Cargo, Description, Work, key};
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

/// Writes and compares what was found.
fn finish(arguments: &Arguments, run: &Run) -> ExitCode {
    let written = bench::write(arguments.selection.json.as_deref(), run);
    let before = arguments.baseline.as_deref().map(baseline::read).transpose();
    match written.and(before) {
        Ok(Some(before)) => print!("\n{}", baseline::compared(&before, run)),
        Ok(None) => {}
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    }
    let red = run.rows.iter().any(Row::is_red);
    if red { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn measured(arguments: &Arguments, root: &Path) -> Result<Run, String> {
    let bench = Bench::new(&arguments.selection, root)?;
    let mut steps = arguments.steps.clone();
    steps.sort();
    let corpus = Corpus { bench: &bench, steps, count: arguments.count };
    let rows =
        bench.rows(table::note, |description, work, cargo| corpus.row(description, work, cargo));
    Ok(Run { version: 1, rows })
}

/// What is done with each description.
struct Corpus<'b> {
    bench: &'b Bench,
    steps: Vec<Step>,
    count: usize,
}

impl Corpus<'_> {
    /// Every step with one description.
    fn row(&self, description: &Description, work: &Work, cargo: &Cargo) -> Row {
        let mut row = Row {
            name: description.name.clone(),
            openapi: description.version.clone(),
            target: description.is_target(),
            ..Row::default()
        };
        let generated = self.bench.generated(description, work);
        let is_there = generated.is_there();
        row.generate = Some(generated);
        if is_there {
            self.steps_with_crate(description, work, cargo, &mut row);
        }
        row
    }

    /// The steps that need the crate. Each is done once for the same crate, whatever generator it is
    /// from, and with examples for the same description.
    fn steps_with_crate(
        &self,
        description: &Description,
        work: &Work,
        cargo: &Cargo,
        row: &mut Row,
    ) {
        let of_crate = work.key_of_client();
        let of_both = key(&[&of_crate.to_le_bytes(), &description.bytes]);
        let with_count = key(&[&of_both.to_le_bytes(), &self.count.to_le_bytes()]);
        for &step in &self.steps {
            let compile = |command: &str, arguments: &[&str]| {
                Some(work.kept(step.name(), of_crate, || cargo.on_client(work, command, arguments)))
            };
            match step {
                Step::Generate => {}
                Step::Check => row.check = compile("check", &[]),
                Step::Clippy => row.clippy = compile("clippy", &[]),
                Step::Doc => row.doc = compile("doc", &["--no-deps"]),
                Step::Examples => {
                    let run = || exchange::guarded(|| examples::run(description, work, cargo));
                    row.examples = Some(work.kept(step.name(), of_both, run));
                }
                Step::Instances => {
                    let count = self.count;
                    let run =
                        || exchange::guarded(|| instances::run(description, work, cargo, count));
                    row.instances = Some(work.kept(step.name(), with_count, run));
                }
                Step::Growth => {
                    let count = self.count;
                    let run = || exchange::guarded(|| growth::run(description, work, cargo, count));
                    row.growth = Some(work.kept(step.name(), with_count, run));
                }
            }
        }
    }
}
