//! A folder of descriptions → a result for each, made by an instrument's steps. Results of slow steps are
//! cached between runs, and a description that breaks something does not stop the run.

mod cargo;
mod description;
mod generate;
mod options;
mod progress;
mod workspace;

pub mod child;
pub mod parse;

pub use cargo::{Cargo, Compiled, PROFILE};
pub use child::Ending;
pub use description::{Description, below};
pub use generate::Generated;
pub use options::{Options, WORK};
pub use workspace::{Workspace, key};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use serde::Serialize;

use progress::Progress;

/// The stack of a job. The validators of `jsonschema` recurse as deep as schemas refer to each other.
const STACK: usize = 1 << 28;

/// Runs the steps of an instrument for each description.
pub struct Runner {
    /// Where crates, cached results and target folders are.
    pub folder: PathBuf,
    descriptions: Vec<Description>,
    generator: PathBuf,
    generator_key: u64,
    lock: PathBuf,
    fresh: bool,
    limit: Duration,
    jobs: usize,
}

impl Runner {
    /// Finds the descriptions, and builds the generator unless the options name one.
    pub fn new(options: &Options, root: &Path) -> Result<Self, String> {
        let mut descriptions = below(&options.dir, &options.only)?;
        descriptions.retain(|description| !options.target || description.is_target());
        let generator = match &options.generator {
            Some(generator) => generator.clone(),
            None => build_generator(root)?,
        };
        let read = fs::read(&generator);
        let program = read.map_err(|error| format!("{}: {error}", generator.display()))?;
        Ok(Self {
            folder: work_folder(options, root)?,
            descriptions,
            generator,
            generator_key: key(&[&program]),
            lock: root.join("Cargo.lock"),
            fresh: options.fresh,
            limit: Duration::from_secs(options.time_limit),
            jobs: options.jobs.max(1),
        })
    }

    /// Makes a row for each description, in the order of their names. `note` is the text that the progress
    /// shows when a row is made.
    pub fn rows<R: Send>(
        &self,
        note: impl Fn(&R) -> String + Sync,
        row: impl Fn(&Description, &Workspace, &Cargo) -> R + Sync,
    ) -> Vec<R> {
        let progress = Progress::new(self.descriptions.len());
        let next = AtomicUsize::new(0);
        let rows = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for job in 0..self.jobs {
                let (next, rows, progress, note, row) = (&next, &rows, &progress, &note, &row);
                let started = Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                    let target = self.folder.join(format!("target-{job}"));
                    let cargo = Cargo { target, lock: self.lock.clone() };
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(description) = self.descriptions.get(index) else { break };
                        progress.begins(&description.name);
                        let workspace = Workspace::new(&self.folder, &description.name, self.fresh);
                        let made = row(description, &workspace, &cargo);
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

    /// Generates the crate of a description, unless an earlier run did with the same generator.
    pub fn generated(&self, description: &Description, workspace: &Workspace) -> Generated {
        let mut others = Vec::new();
        if description.has_several_files {
            workspace::below(&description.root, &mut others);
            others.sort();
        }
        let others: Vec<Vec<u8>> = others.iter().filter_map(|file| fs::read(file).ok()).collect();
        let generator = self.generator_key.to_le_bytes();
        let own = [description.bytes.as_slice(), &generator];
        let parts: Vec<&[u8]> = own.into_iter().chain(others.iter().map(Vec::as_slice)).collect();
        let key = key(&parts);
        let run = || generate::run(description, workspace, &self.generator, self.limit);
        workspace.cached("generate", key, run)
    }
}

/// A count as a float; counts are far below the integers that a float cannot hold.
#[allow(clippy::cast_precision_loss)]
pub fn number(count: usize) -> f64 {
    count as f64
}

/// The folder for crates, cached results and target folders; created if it is missing.
pub fn work_folder(options: &Options, root: &Path) -> Result<PathBuf, String> {
    let work = root.join(&options.work);
    let made = fs::create_dir_all(&work).and_then(|()| work.canonicalize());
    made.map_err(|error| format!("{}: {error}", work.display()))
}

/// Writes results as JSON, if there is a file for them.
pub fn write(file: Option<&Path>, found: &impl Serialize) -> Result<(), String> {
    let Some(file) = file else { return Ok(()) };
    let text = serde_json::to_string_pretty(found).map_err(|error| error.to_string());
    let done =
        text.and_then(|text| fs::write(file, text + "\n").map_err(|error| error.to_string()));
    done.map_err(|error| format!("{} cannot be written: {error}", file.display()))
}

/// Builds the `clientsmith` command in the release profile: its times are those that users see.
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
    let messages = lines.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages.filter_map(|line: serde_json::Value| {
        Some(PathBuf::from(line.get("executable")?.as_str()?))
    });
    programs.next_back().ok_or_else(|| "the generator cannot be built".to_owned())
}
