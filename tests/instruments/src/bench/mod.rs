//! A folder of descriptions → a row for each, made by whatever instrument asks for it. What is slow is
//! kept, and one bad description stops nothing.

mod cargo;
mod description;
mod generate;
mod progress;
mod selection;
mod work;

pub mod child;
pub mod judge;
pub mod reading;

pub use cargo::{Cargo, Compiled, PROFILE};
pub use child::Ending;
pub use description::Description;
pub use generate::Generated;
pub use selection::{Selection, WORK};
pub use work::{Work, key};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use serde::Serialize;

use progress::Progress;

/// Validators follow schemas as deep as they refer to each other.
const STACK: usize = 1 << 28;

/// What every instrument needs.
pub struct Bench {
    /// Where everything is kept.
    pub work: PathBuf,
    descriptions: Vec<Description>,
    generator: PathBuf,
    generator_key: u64,
    lock: PathBuf,
    fresh: bool,
    limit: Duration,
    jobs: usize,
}

impl Bench {
    /// Looks for the descriptions, and builds the generator.
    pub fn new(selection: &Selection, root: &Path) -> Result<Self, String> {
        let mut descriptions = description::below(&selection.dir, &selection.only)?;
        descriptions.retain(|description| !selection.target || description.is_target());
        let generator = match &selection.generator {
            Some(generator) => generator.clone(),
            None => build_generator(root)?,
        };
        let read = fs::read(&generator);
        let program = read.map_err(|error| format!("{}: {error}", generator.display()))?;
        Ok(Self {
            work: work_folder(selection, root)?,
            descriptions,
            generator,
            generator_key: key(&[&program]),
            lock: root.join("Cargo.lock"),
            fresh: selection.fresh,
            limit: Duration::from_secs(selection.time_limit),
            jobs: selection.jobs.max(1),
        })
    }

    /// A row for each description, by name, and what is to be said of it when it is done.
    pub fn rows<R: Send>(
        &self,
        note: impl Fn(&R) -> String + Sync,
        row: impl Fn(&Description, &Work, &Cargo) -> R + Sync,
    ) -> Vec<R> {
        let progress = Progress::new(self.descriptions.len());
        let next = AtomicUsize::new(0);
        let rows = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for job in 0..self.jobs {
                let (next, rows, progress, note, row) = (&next, &rows, &progress, &note, &row);
                let started = Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                    let target = self.work.join(format!("target-{job}"));
                    let cargo = Cargo { target, lock: self.lock.clone() };
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(description) = self.descriptions.get(index) else { break };
                        progress.begins(&description.name);
                        let work = Work::new(&self.work, &description.name, self.fresh);
                        let made = row(description, &work, &cargo);
                        progress.ends(&description.name, &note(&made));
                        rows.lock().unwrap_or_else(PoisonError::into_inner).push((index, made));
                    }
                });
                if let Err(error) = started {
                    eprintln!("warning: a job cannot be started: {error}");
                }
            }
        });
        progress.done();
        let mut rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
        rows.sort_by_key(|(index, _)| *index);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The crate of a description, and what generating it came to: in this run or in an earlier one.
    pub fn generated(&self, description: &Description, work: &Work) -> Generated {
        let key = key(&[&description.bytes, &self.generator_key.to_le_bytes()]);
        let run = || generate::run(description, work, &self.generator, self.limit);
        work.kept("generate", key, run)
    }
}

/// Counts are far below the numbers that a float cannot hold.
#[allow(clippy::cast_precision_loss)]
pub fn number(count: usize) -> f64 {
    count as f64
}

/// The folder where things are kept, made if need be.
pub fn work_folder(selection: &Selection, root: &Path) -> Result<PathBuf, String> {
    let work = root.join(&selection.work);
    let made = fs::create_dir_all(&work).and_then(|()| work.canonicalize());
    made.map_err(|error| format!("{}: {error}", work.display()))
}

/// Writes what was found, if somebody wants it.
pub fn write(file: Option<&Path>, found: &impl Serialize) -> Result<(), String> {
    let Some(file) = file else { return Ok(()) };
    let text = serde_json::to_string_pretty(found).map_err(|error| error.to_string());
    let done =
        text.and_then(|text| fs::write(file, text + "\n").map_err(|error| error.to_string()));
    done.map_err(|error| format!("{} cannot be written: {error}", file.display()))
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
