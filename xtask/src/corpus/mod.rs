//! A folder of descriptions → what clientsmith makes of each, as a table and as JSON: the instrument
//! that every change of what is generated is measured with. One bad description stops nothing.

mod arguments;
mod baseline;
mod cargo;
mod child;
mod description;
mod examples;
mod exchange;
mod generate;
mod growth;
mod harness;
mod instances;
mod judge;
mod metric;
mod passage;
mod progress;
mod row;
mod summary;
mod table;
mod work;

pub use arguments::{Arguments, EXIT_CODES};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use arguments::Step;
use cargo::Cargo;
use description::Description;
use progress::Progress;
use row::{Row, Run};
use work::Work;

/// The validator follows schemas as deep as they refer to each other.
const STACK: usize = 1 << 28;

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
    if let Some(file) = &arguments.json {
        let text = serde_json::to_string_pretty(run).map_err(|error| error.to_string());
        let done = text.and_then(|text| fs::write(file, text + "\n").map_err(|e| e.to_string()));
        if let Err(error) = done {
            eprintln!("error: {} cannot be written: {error}", file.display());
            return ExitCode::from(2);
        }
    }
    if let Some(file) = &arguments.baseline {
        match baseline::read(file) {
            Ok(before) => print!("\n{}", baseline::compared(&before, run)),
            Err(message) => {
                eprintln!("error: {message}");
                return ExitCode::from(2);
            }
        }
    }
    let red = run.rows.iter().any(Row::is_red);
    if red { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What all steps need.
struct Bench {
    generator: PathBuf,
    generator_key: u64,
    work: PathBuf,
    lock: PathBuf,
    steps: Vec<Step>,
    fresh: bool,
    limit: Duration,
    count: usize,
}

fn measured(arguments: &Arguments, root: &Path) -> Result<Run, String> {
    let mut descriptions = description::below(&arguments.dir, &arguments.only)?;
    descriptions.retain(|description| !arguments.target || description.is_target());
    let generator = match &arguments.generator {
        Some(generator) => generator.clone(),
        None => build_generator(root)?,
    };
    let read = fs::read(&generator);
    let program = read.map_err(|error| format!("{}: {error}", generator.display()))?;
    let mut steps = arguments.steps.clone();
    steps.sort();
    let work = root.join(&arguments.work);
    let made = fs::create_dir_all(&work).and_then(|()| work.canonicalize());
    let bench = Bench {
        generator,
        generator_key: work::key(&[&program]),
        work: made.map_err(|error| format!("{}: {error}", work.display()))?,
        lock: root.join("Cargo.lock"),
        steps,
        fresh: arguments.fresh,
        limit: Duration::from_secs(arguments.time_limit),
        count: arguments.count,
    };
    let mut rows = bench.rows(&descriptions, arguments.jobs.max(1));
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Run { version: 1, rows })
}

/// The command that users have, as they have it: its times are those that they see.
fn build_generator(root: &Path) -> Result<PathBuf, String> {
    eprintln!("building the generator ...");
    let build = ["build", "--release", "--package", "clientsmith", "--message-format=json"];
    let output = Command::new("cargo")
        .args(build)
        .current_dir(root)
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let said = lines.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = said.filter_map(|line: serde_json::Value| {
        Some(PathBuf::from(line.get("executable")?.as_str()?))
    });
    programs.next_back().ok_or_else(|| "the generator cannot be built".to_owned())
}

impl Bench {
    /// A row for each description, so many at the same time.
    fn rows(&self, descriptions: &[Description], jobs: usize) -> Vec<Row> {
        let progress = Progress::new(descriptions.len());
        let next = AtomicUsize::new(0);
        let rows = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for job in 0..jobs {
                let (next, rows, progress) = (&next, &rows, &progress);
                let worker = Builder::new().stack_size(STACK);
                let started = worker.spawn_scoped(scope, move || {
                    let target = self.work.join(format!("target-{job}"));
                    let cargo = Cargo { target, lock: self.lock.clone() };
                    let index = || next.fetch_add(1, Ordering::Relaxed);
                    while let Some(description) = descriptions.get(index()) {
                        progress.begins(&description.name);
                        let row = self.row(description, &cargo);
                        progress.ends(&row);
                        rows.lock().unwrap_or_else(PoisonError::into_inner).push(row);
                    }
                });
                if let Err(error) = started {
                    eprintln!("warning: a job cannot be started: {error}");
                }
            }
        });
        progress.done();
        rows.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every step with one description.
    fn row(&self, description: &Description, cargo: &Cargo) -> Row {
        let work = Work::new(&self.work, &description.name, self.fresh);
        let mut row = Row {
            name: description.name.clone(),
            openapi: description.version.clone(),
            target: description.is_target(),
            ..Row::default()
        };
        let key = work::key(&[&description.bytes, &self.generator_key.to_le_bytes()]);
        let generated = work.kept(Step::Generate, key, || {
            generate::run(description, &work, &self.generator, self.limit)
        });
        let is_there = generated.is_there();
        row.generate = Some(generated);
        if !is_there {
            return row;
        }
        self.steps_with_crate(description, &work, cargo, &mut row);
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
        let of_both = work::key(&[&of_crate.to_le_bytes(), &description.bytes]);
        let with_count = work::key(&[&of_both.to_le_bytes(), &self.count.to_le_bytes()]);
        for &step in &self.steps {
            let compile = |command: &str, arguments: &[&str]| {
                Some(work.kept(step, of_crate, || cargo.on_client(work, command, arguments)))
            };
            match step {
                Step::Generate => {}
                Step::Check => row.check = compile("check", &[]),
                Step::Clippy => row.clippy = compile("clippy", &[]),
                Step::Doc => row.doc = compile("doc", &["--no-deps"]),
                Step::Examples => {
                    let run = || exchange::guarded(|| examples::run(description, work, cargo));
                    row.examples = Some(work.kept(step, of_both, run));
                }
                Step::Instances => {
                    let count = self.count;
                    let run =
                        || exchange::guarded(|| instances::run(description, work, cargo, count));
                    row.instances = Some(work.kept(step, with_count, run));
                }
                Step::Growth => {
                    let count = self.count;
                    let run = || exchange::guarded(|| growth::run(description, work, cargo, count));
                    row.growth = Some(work.kept(step, with_count, run));
                }
            }
        }
    }
}
