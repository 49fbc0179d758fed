//! What came of generating one client, in a few lines for people or as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;

use super::voice::{diff_line, print};
use crate::Generated;
use crate::diagnostic::{Diagnostics, Severity};
use crate::output::Changes;
use crate::report::Report;

/// A diff is shown up to this many lines.
const LONGEST_DIFF: usize = 400;

/// How generating one client ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ending {
    /// The folder has what was generated.
    Written,
    /// The folder has it anyway, as a check found.
    UpToDate,
    /// The folder has something else, as a check found.
    OutOfDate,
    /// Nothing was generated, or it was not written.
    Failed,
}

/// What came of generating one client.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) ending: Ending,
    pub(super) changes: Changes,
    /// How many files were generated.
    pub(super) count: usize,
    pub(super) elapsed: Duration,
}

/// The outcome as other tools read it.
#[derive(Serialize)]
struct Row<'o> {
    client: &'o str,
    folder: &'o Path,
    outcome: Ending,
    added: &'o [PathBuf],
    changed: Vec<&'o Path>,
    removed: Vec<&'o Path>,
    unchanged: usize,
    elapsed_ms: f64,
    report: Option<&'o Report>,
}

impl Outcome {
    pub(super) fn failed(name: &str, folder: &Path) -> Self {
        Self {
            name: name.to_owned(),
            folder: folder.to_owned(),
            ending: Ending::Failed,
            changes: Changes::default(),
            count: 0,
            elapsed: Duration::ZERO,
        }
    }

    pub(super) fn is_well(&self) -> bool {
        matches!(self.ending, Ending::Written | Ending::UpToDate)
    }

    fn written(&self) -> usize {
        self.changes.added.len() + self.changes.changed.len()
    }

    fn unchanged(&self) -> usize {
        self.count.saturating_sub(self.written())
    }

    /// What people are told.
    pub(super) fn summary(&self, made: &Generated, is_verbose: bool) -> String {
        let name = &self.name;
        match self.ending {
            Ending::Failed | Ending::OutOfDate => return String::new(),
            Ending::UpToDate => {
                return format!("{name}: {} is up to date\n", self.folder.display());
            }
            Ending::Written => {}
        }
        let mut text = if is_verbose { self.files() } else { self.folders() };
        let _ = writeln!(
            text,
            "{name}: {}, {}, {} written, {} removed, {} unchanged, in {:.0?}",
            operations(made),
            warned(&made.diagnostics),
            counted(self.written(), "file"),
            self.changes.removed.len(),
            self.unchanged(),
            self.elapsed,
        );
        text
    }

    /// A line for each file that changed.
    fn files(&self) -> String {
        let mut text = String::new();
        for (sign, path) in self.signed() {
            let _ = writeln!(text, "  {sign} {}", self.folder.join(path).display());
        }
        text
    }

    /// A line for each kind of change in each folder.
    fn folders(&self) -> String {
        let mut counts: BTreeMap<(PathBuf, char), usize> = BTreeMap::new();
        for (sign, path) in self.signed() {
            let folder = path.parent().unwrap_or(Path::new(""));
            // Two steps tell a reader enough: `src/runtime/send` is a part of `src/runtime`.
            let folder: PathBuf = folder.components().take(2).collect();
            *counts.entry((folder, sign)).or_default() += 1;
        }
        let mut text = String::new();
        for ((folder, sign), count) in counts {
            let files = counted(count, "file");
            let _ = writeln!(text, "  {sign} {}: {files}", self.folder.join(folder).display());
        }
        text
    }

    fn signed(&self) -> Vec<(char, &Path)> {
        let Changes { added, changed, removed, .. } = &self.changes;
        let mut all: Vec<(char, &Path)> = added.iter().map(|path| ('+', path.as_path())).collect();
        all.extend(changed.iter().map(|(path, _)| ('~', path.as_path())));
        all.extend(removed.iter().map(|(path, _)| ('-', path.as_path())));
        all.sort_by_key(|(_, path)| *path);
        all
    }

    /// Prints the outcome for other tools.
    pub(super) fn print(&self, report: Option<&Report>) {
        print(&json(&Row {
            client: &self.name,
            folder: &self.folder,
            outcome: self.ending,
            added: &self.changes.added,
            changed: self.changes.changed.iter().map(|(path, _)| path.as_path()).collect(),
            removed: self.changes.removed.iter().map(|(path, _)| path.as_path()).collect(),
            unchanged: self.unchanged(),
            elapsed_ms: self.elapsed.as_secs_f64() * 1000.0,
            report,
        }));
    }
}

/// A value as JSON, for other tools.
pub(super) fn json(value: &impl Serialize) -> String {
    // Nothing that is written here has a key that is no text.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The beginning of a diff, in colours.
pub(super) fn shown_diff(diff: &str) -> String {
    let lines: Vec<&str> = diff.lines().collect();
    let mut text: String = lines.iter().take(LONGEST_DIFF).map(|line| diff_line(line)).collect();
    if lines.len() > LONGEST_DIFF {
        let _ = writeln!(text, "... and {} more lines", lines.len() - LONGEST_DIFF);
    }
    text
}

/// How many operations there are, and how many of them come in pages.
fn operations(made: &Generated) -> String {
    let operations = made.api.iter().flat_map(|api| api.operations.iter());
    let (all, paged) = operations.fold((0, 0), |(all, paged), (_, operation)| {
        (all + 1, paged + usize::from(operation.paging.is_some()))
    });
    match paged {
        0 => counted(all, "operation"),
        paged => format!("{} ({paged} in pages)", counted(all, "operation")),
    }
}

/// How many warnings there are, and how many are allowed.
fn warned(said: &Diagnostics) -> String {
    let warnings = counted(said.count(Severity::Warning), "warning");
    match said.count_allowed() {
        0 => warnings,
        allowed => format!("{warnings} and {allowed} allowed"),
    }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
