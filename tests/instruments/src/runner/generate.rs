//! A description → a crate, made by the `clientsmith` command in a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::child::{self, Ending};
use super::description::Description;
use super::workspace::{Workspace, below};

/// How many errors a result holds with their messages.
const MAX_ERRORS: usize = 5;

/// The result of generating a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Generated {
    /// How the generator ended.
    pub ending: Ending,
    /// Milliseconds, reading and writing files included.
    pub ms: f64,
    /// Milliseconds of each stage.
    pub stages_ms: BTreeMap<String, f64>,
    /// The peak memory of the generator.
    pub peak_mib: u64,
    /// The number of files of the crate.
    pub files: usize,
    /// The number of lines in its Rust files.
    pub lines: usize,
    /// The number of errors that the generator reports.
    pub errors: usize,
    /// The number of warnings that the generator reports.
    pub warnings: usize,
    /// The number of diagnostics of each code.
    pub codes: BTreeMap<String, usize>,
    /// The number of operations that can be called as described.
    pub operations: usize,
    /// The number of operations that can be called, but not with everything that is described.
    pub partial: usize,
    /// The number of operations that cannot be called.
    pub skipped: usize,
    /// The number of types.
    pub types: usize,
    /// The number of places that are typed as any JSON value.
    pub untyped: usize,
    /// The first errors, or the last lines before a crash.
    pub said: Vec<String>,
}

impl Generated {
    /// Whether there is a crate.
    pub fn is_there(&self) -> bool {
        self.ending == Ending::Well
    }

    /// Whether the generator ended other than with a crate or with errors.
    pub fn has_crashed(&self) -> bool {
        !matches!(self.ending, Ending::Well | Ending::Refused)
    }
}

/// The parts of the generator's report that are counted.
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
    status: Status,
}

/// Whether an operation is generated.
#[derive(PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Generated,
    Partial,
    Skipped,
}

#[derive(Deserialize)]
struct Diagnostic {
    code: String,
    severity: Severity,
    message: String,
    pointer: Option<String>,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
    Note,
}

/// Generates the crate of a description.
pub fn run(
    description: &Description,
    work: &Workspace,
    generator: &Path,
    limit: Duration,
) -> Generated {
    let report = work.report();
    // The report of an earlier run must not be taken for one of this run.
    let _ = fs::remove_file(&report);
    let _ = fs::create_dir_all(work.folder());
    let command = || {
        let mut command = Command::new(generator);
        command.arg("generate").arg("--spec").arg(&description.file);
        command.arg("--root").arg(&description.root).arg("--out").arg(work.client());
        command.arg("--name").arg(description.crate_name());
        command
    };
    let ended = child::run(command().arg("--report").arg(&report), limit);
    let text = fs::read(&report).unwrap_or_default();
    let report: Option<Report> = serde_json::from_slice(&text).ok();
    let mut found = counted(report.as_ref());
    found.ending = match (ended.ending, &report) {
        // A generator that refuses a description writes a report that says why.
        (Ending::Refused, None) => Ending::Failed,
        (ending, _) => ending,
    };
    found.ms = ended.took.as_secs_f64() * 1000.0;
    found.peak_mib = ended.peak_mib;
    // What the crate has published, its lock, must not change the crate.
    if found.ending == Ending::Well
        && child::run(command().arg("--check"), limit).ending != Ending::Well
    {
        found.ending = Ending::Failed;
        found.said.push("generating again changes the crate".to_owned());
    }
    if found.ending != Ending::Well {
        let _ = fs::remove_dir_all(work.client());
    }
    if !matches!(found.ending, Ending::Well | Ending::Refused) {
        found.said.push(child::tail(&ended.stderr, 20));
    }
    (found.files, found.lines) = size(&work.client());
    found
}

/// The counts of a report.
fn counted(report: Option<&Report>) -> Generated {
    let operations = |status: Status| {
        let all = report.into_iter().flat_map(|report| &report.operations);
        all.filter(|operation| operation.status == status).count()
    };
    let diagnostics = || report.into_iter().flat_map(|report| &report.diagnostics);
    let of = |severity| diagnostics().filter(move |found| found.severity == severity);
    let mut codes = BTreeMap::new();
    for diagnostic in diagnostics() {
        *codes.entry(diagnostic.code.clone()).or_default() += 1;
    }
    let first = of(Severity::Error).take(MAX_ERRORS).map(|error| {
        let pointer = error.pointer.as_deref().unwrap_or("-");
        format!("{}: {} ({pointer})", error.code, error.message)
    });
    Generated {
        ending: Ending::Failed,
        ms: 0.0,
        stages_ms: report.map(|report| report.elapsed_ms.clone()).unwrap_or_default(),
        peak_mib: 0,
        files: 0,
        lines: 0,
        errors: of(Severity::Error).count(),
        warnings: of(Severity::Warning).count(),
        codes,
        operations: operations(Status::Generated),
        partial: operations(Status::Partial),
        skipped: operations(Status::Skipped),
        types: report.map_or(0, |report| report.types.len()),
        untyped: report.map_or(0, |report| report.untyped.len()),
        said: first.collect(),
    }
}

/// The number of files of a crate, and of lines in its Rust files.
fn size(crate_folder: &Path) -> (usize, usize) {
    let mut files = Vec::new();
    below(crate_folder, &mut files);
    let rust = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let lines = rust.filter_map(|file| fs::read_to_string(file).ok());
    (files.len(), lines.map(|text| text.lines().count()).sum())
}
