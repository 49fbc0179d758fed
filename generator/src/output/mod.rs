//! [`Files`] → a folder, or a comparison with a folder. Nothing is changed until everything can be written,
//! only files with the mark of clientsmith are replaced or removed, and each file appears whole or not at
//! all.

mod made;
mod replace;
mod turn;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use replace::replace;
use turn::Turn;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::format::{Files, MARK};

/// What differs between a folder and the files that it should hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are not there.
    pub added: Vec<PathBuf>,
    /// Files whose present text differs, with the present text.
    pub changed: Vec<(PathBuf, String)>,
    /// Files with the mark that are no longer generated, with their present text.
    pub removed: Vec<(PathBuf, String)>,
}

impl Changes {
    /// Whether the folder holds what it should.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// The differences as a unified diff.
    pub fn diff(&self, files: &Files) -> String {
        let new = |path: &PathBuf| files.0.get(path).map_or("", String::as_str);
        let mut diffs: Vec<(&PathBuf, &str, &str)> = Vec::new();
        diffs.extend(self.added.iter().map(|path| (path, "", new(path))));
        diffs.extend(self.changed.iter().map(|(path, old)| (path, old.as_str(), new(path))));
        diffs.extend(self.removed.iter().map(|(path, old)| (path, old.as_str(), "")));
        diffs.sort();
        diffs.into_iter().map(|(path, old, new)| unified(path, old, new)).collect()
    }
}

fn unified(path: &Path, old: &str, new: &str) -> String {
    let side = |text: &str, letter: char| match text {
        "" => "/dev/null".to_owned(),
        _ => format!("{letter}/{}", path.display()),
    };
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(2).header(&side(old, 'a'), &side(new, 'b')).to_string()
}

/// Compares a folder with the files that it should hold.
///
/// # Errors
/// If a file without the mark stands in the way, or the folder cannot be read.
pub fn compare(folder: &Path, files: &Files) -> Result<Changes, Vec<Diagnostic>> {
    check_folder(folder).map_err(|fault| vec![fault])?;
    let mut changes = Changes::default();
    let mut faults = Vec::new();
    for (path, text) in &files.0 {
        match existing(folder, path) {
            Ok(None) => changes.added.push(path.clone()),
            Ok(Some(old)) if old == *text => {}
            Ok(Some(old)) => changes.changed.push((path.clone(), old)),
            Err(fault) => faults.push(fault),
        }
    }
    match stale(folder, files) {
        Ok(stale) => changes.removed = stale,
        Err(error) => faults.push(unreadable(folder, &error)),
    }
    if faults.is_empty() { Ok(changes) } else { Err(faults) }
}

/// Writes the files to a folder, and returns what changed.
///
/// # Errors
/// If a file without the mark stands in the way, or the folder cannot be written. The folder is then
/// unchanged.
pub fn write(folder: &Path, files: &Files) -> Result<Changes, Vec<Diagnostic>> {
    if compare(folder, files)?.is_empty() {
        return Ok(Changes::default());
    }
    let _turn = Turn::take(folder).map_err(|error| vec![unwritable(folder, &error)])?;
    // A run that came before may have changed what was there.
    let changes = compare(folder, files)?;
    replace(folder, files, &changes)?;
    Ok(changes)
}

/// Checks that the output folder is a folder, a link to one, or does not exist.
fn check_folder(folder: &Path) -> Result<(), Diagnostic> {
    let refused = |what| {
        let message = format!("{} is {what}, and a folder is needed there", folder.display());
        Err(Diagnostic::new(Code::ForeignFile, Location::Nowhere, message))
    };
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => refused("a file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if folder.is_symlink() {
                refused("a link to nothing")
            } else {
                Ok(())
            }
        }
        Err(error) => Err(unwritable(folder, &error)),
    }
}

/// The present text of a file that is to be written; none if the file does not exist. A file without the
/// mark is a fault.
fn existing(folder: &Path, path: &Path) -> Result<Option<String>, Diagnostic> {
    let target = folder.join(path);
    if let Some(link) = linked_parent(folder, path) {
        let message =
            format!("{} is a link or a file, and a folder is needed there", link.display());
        return Err(Diagnostic::new(Code::ForeignFile, Location::Nowhere, message));
    }
    match fs::symlink_metadata(&target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&target, &error)),
        Ok(metadata) if metadata.is_file() => {
            let bytes = match fs::read(&target) {
                Ok(bytes) => bytes,
                // Another run has just removed it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(unreadable(&target, &error)),
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if is_marked(&text) { Ok(Some(text)) } else { Err(foreign(&target)) }
        }
        Ok(_) => Err(foreign(&target)),
    }
}

/// The first parent of a file, within the output folder, that is something else than a folder.
fn linked_parent(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut way: Vec<&Path> =
        path.ancestors().skip(1).filter(|part| !part.as_os_str().is_empty()).collect();
    way.reverse();
    way.into_iter()
        .map(|part| folder.join(part))
        .find(|part| fs::symlink_metadata(part).is_ok_and(|metadata| !metadata.is_dir()))
}

fn is_marked(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains(MARK))
}

/// Files with the mark that are no longer generated.
fn stale(folder: &Path, files: &Files) -> io::Result<Vec<(PathBuf, String)>> {
    let mut stale = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(within) = folders.pop() {
        let entries = match fs::read_dir(folder.join(&within)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        let entries: BTreeSet<_> =
            entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<_>>()?;
        for name in entries {
            let path = within.join(&name);
            // Hidden files come and go while another run writes.
            let hidden = name.to_string_lossy().starts_with('.');
            let metadata = match fs::symlink_metadata(folder.join(&path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other?,
            };
            // A folder with a manifest of its own is another crate.
            let own = !folder.join(&path).join("Cargo.toml").exists();
            if metadata.is_dir() && !hidden && path != Path::new("target") && own {
                folders.push(path);
            } else if metadata.is_file() && !hidden && !files.0.contains_key(&path) {
                // A file that is not UTF-8 has no mark.
                let text = fs::read_to_string(folder.join(&path)).unwrap_or_default();
                if is_marked(&text) {
                    stale.push((path, text));
                }
            }
        }
    }
    stale.sort();
    Ok(stale)
}

fn foreign(target: &Path) -> Diagnostic {
    let message = format!("{} is not a file that clientsmith has written", target.display());
    Diagnostic::new(Code::ForeignFile, Location::Nowhere, message)
}

fn unreadable(target: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("{} cannot be read: {error}", target.display());
    Diagnostic::new(Code::Unreadable, Location::Nowhere, message)
}

fn unwritable(target: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("{} cannot be written: {error}", target.display());
    Diagnostic::new(Code::Unwritable, Location::Nowhere, message)
}
