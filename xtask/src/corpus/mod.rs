//! A folder of descriptions → what clientsmith makes of each, as a table and as JSON: the instrument
//! that every change of what is generated is measured with. One bad description stops nothing.

mod arguments;
mod baseline;
mod cargo;
mod child;
mod description;
mod generate;
mod metric;
mod progress;
mod row;
mod summary;
mod table;
mod work;

pub use arguments::Arguments;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use arguments::Step;
use cargo::Cargo;
use description::Description;
use progress::Progress;
use row::{Row, Run};
use work::Work;

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
    let programs = said.filter_map(|line: serde_json::Value| {
        Some(PathBuf::from(line.get("executable")?.as_str()?))
    });
    programs.last().ok_or_else(|| "the generator cannot be built".to_owned())
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
                scope.spawn(move || {
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
        // The same crate is compiled once, whatever generator it is from.
        let key = work.key_of_client();
        for step in &self.steps {
            match step {
                Step::Generate => {}
                Step::Check => {
                    let run = || cargo.on_client(&work, "check", &[]);
                    row.check = Some(work.kept(*step, key, run));
                }
            }
        }
        row
    }
}
