//! A description → a crate, by the command that users have, in a child process.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::child::{self, Ending};
use super::description::Description;
use super::work::{Work, below};

/// So many errors are kept word by word.
const KEPT: usize = 5;

/// What generating a crate came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Generated {
    /// How the generator ended.
    pub ending: Ending,
    /// How long it took, with reading and writing files.
    pub ms: f64,
    /// How long each stage took.
    pub stages_ms: BTreeMap<String, f64>,
    /// The most memory that it held.
    pub peak_mib: u64,
    /// Files of the crate.
    pub files: usize,
    /// Lines of Rust in them.
    pub lines: usize,
    /// Diagnostics that are errors.
    pub errors: usize,
    /// Diagnostics that are warnings.
    pub warnings: usize,
    /// How often each code was said.
    pub codes: BTreeMap<String, usize>,
    /// Operations that can be called as described.
    pub operations: usize,
    /// Operations that can be called, but not with all that is described.
    pub partial: usize,
    /// Operations that cannot be called.
    pub skipped: usize,
    /// Types.
    pub types: usize,
    /// Places that are any JSON value.
    pub untyped: usize,
    /// The first errors, or what was said last before a crash.
    pub said: Vec<String>,
}

impl Generated {
    /// Whether there is a crate.
    pub fn is_there(&self) -> bool {
        self.ending == Ending::Well
    }

    /// Whether the generator came to an end that nobody foresaw.
    pub fn has_crashed(&self) -> bool {
        !matches!(self.ending, Ending::Well | Ending::Refused)
    }
}

/// What is read of the generator's report.
#[derive(Deserialize)]
struct Report {
    operations: Vec<Operation>,
    types: Vec<serde::de::IgnoredAny>,
    diagnostics: Vec<Diagnostic>,
    untyped: Vec<serde::de::IgnoredAny>,
    elapsed_ms: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Operation {
    status: String,
}

#[derive(Deserialize)]
struct Diagnostic {
    code: String,
    severity: String,
    message: String,
    pointer: Option<String>,
}

/// Generates the crate of a description.
pub fn run(description: &Description, work: &Work, generator: &Path, limit: Duration) -> Generated {
    let report = work.report();
    // What an earlier run wrote must not be taken for what this one did.
    let _ = fs::remove_file(&report);
    let _ = fs::create_dir_all(work.folder());
    let mut command = Command::new(generator);
    command.arg("generate").arg("--spec").arg(&description.file);
    command.arg("--out").arg(work.client()).arg("--report").arg(&report);
    command.arg("--name").arg(description.crate_name());
    let ended = child::run(&mut command, limit);
    let text = fs::read(&report).unwrap_or_default();
    let report: Option<Report> = serde_json::from_slice(&text).ok();
    let mut found = counted(report.as_ref());
    found.ending = match (ended.ending, &report) {
        // One who refuses says why.
        (Ending::Refused, None) => Ending::Failed,
        (ending, _) => ending,
    };
    found.ms = ended.took.as_secs_f64() * 1000.0;
    found.peak_mib = ended.peak_mib;
    if found.ending != Ending::Well {
        let _ = fs::remove_dir_all(work.client());
    }
    if !matches!(found.ending, Ending::Well | Ending::Refused) {
        found.said.push(child::tail(&ended.said, 20));
    }
    (found.files, found.lines) = size(&work.client());
    found
}

/// What a report says, in numbers.
fn counted(report: Option<&Report>) -> Generated {
    let operations = |status: &str| {
        let all = report.into_iter().flat_map(|report| &report.operations);
        all.filter(|operation| operation.status == status).count()
    };
    let said = || report.into_iter().flat_map(|report| &report.diagnostics);
    let severe = |severity: &'static str| said().filter(move |said| said.severity == severity);
    let mut codes = BTreeMap::new();
    for said in said() {
        *codes.entry(said.code.clone()).or_default() += 1;
    }
    let first = severe("error").take(KEPT).map(|said| {
        let place = said.pointer.as_deref().unwrap_or("-");
        format!("{}: {} ({place})", said.code, said.message)
    });
    Generated {
        ending: Ending::Failed,
        ms: 0.0,
        stages_ms: report.map(|report| report.elapsed_ms.clone()).unwrap_or_default(),
        peak_mib: 0,
        files: 0,
        lines: 0,
        errors: severe("error").count(),
        warnings: severe("warning").count(),
        codes,
        operations: operations("generated"),
        partial: operations("partial"),
        skipped: operations("skipped"),
        types: report.map_or(0, |report| report.types.len()),
        untyped: report.map_or(0, |report| report.untyped.len()),
        said: first.collect(),
    }
}

/// Files, and lines of Rust, of a crate.
fn size(crate_folder: &Path) -> (usize, usize) {
    let mut files = Vec::new();
    below(crate_folder, &mut files);
    let rust = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let lines = rust.filter_map(|file| fs::read_to_string(file).ok());
    (files.len(), lines.map(|text| text.lines().count()).sum())
}
