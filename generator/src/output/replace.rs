//! Changes → a folder, all or nothing: new texts and copies of the old ones are on the disk before
//! anything is touched, each file is replaced in one step, and what went before is put back if a step
//! fails.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::made::Made;
use super::{Changes, existing, unwritable};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::format::Files;

/// Makes the changes. If it fails, the folder is as before, unless a file could not be put back, which is
/// then a diagnostic of its own.
pub(super) fn replace(
    folder: &Path,
    files: &Files,
    changes: &Changes,
) -> Result<(), Vec<Diagnostic>> {
    let mut plan = Plan { folder, steps: Vec::new(), made: Made::default() };
    plan.stage(files, changes).map_err(|fault| vec![fault])?;
    plan.run()?;
    changes.removed.iter().for_each(|(path, _)| remove_empty_parents(&folder.join(path), folder));
    Ok(())
}

/// The steps of a replacement, with every new text and every copy of an old one already on the disk.
struct Plan<'a> {
    folder: &'a Path,
    /// Declared before `made`, so that temporary files are dropped before the folders that hold them.
    steps: Vec<Step>,
    made: Made,
}

/// The replacement of one file. Without `new` the file is removed; without `old` it did not exist.
struct Step {
    path: PathBuf,
    new: Option<NamedTempFile>,
    old: Option<NamedTempFile>,
}

impl Plan<'_> {
    fn stage(&mut self, files: &Files, changes: &Changes) -> Result<(), Diagnostic> {
        let added = changes.added.iter().map(|path| (path, true, false));
        let changed = changes.changed.iter().map(|(path, _)| (path, true, true));
        let removed = changes.removed.iter().map(|(path, _)| (path, false, true));
        for (path, is_made, was_there) in added.chain(changed).chain(removed) {
            let target = self.folder.join(path);
            let staged = (|| {
                let new = if is_made { Some(self.write_new(path, files)?) } else { None };
                let old = if was_there { Some(self.keep_old(&target)?) } else { None };
                Ok(Step { path: path.clone(), new, old })
            })();
            self.steps.push(staged.map_err(|error| unwritable(&target, &bare(error)))?);
        }
        Ok(())
    }

    /// Writes the new text to a temporary file beside the target, which then only needs to be renamed.
    fn write_new(&mut self, path: &Path, files: &Files) -> io::Result<NamedTempFile> {
        let target = self.folder.join(path);
        let parent = target.parent().unwrap_or(self.folder);
        self.made.make(parent)?;
        let mut file = temporary(parent)?;
        file.write_all(files.0.get(path).map_or("", String::as_str).as_bytes())?;
        file.flush()?;
        Ok(file)
    }

    /// Copies the present file.
    fn keep_old(&self, target: &Path) -> io::Result<NamedTempFile> {
        let file = temporary(self.folder)?;
        fs::copy(target, file.path())?;
        Ok(file)
    }

    /// Takes the steps; if one fails, those before it are taken back.
    fn run(&mut self) -> Result<(), Vec<Diagnostic>> {
        let folder = self.folder;
        for index in 0..self.steps.len() {
            let Some(step) = self.steps.get_mut(index) else { break };
            if let Err(fault) = step.take(folder) {
                let before = self.steps.iter_mut().take(index).rev();
                let undone = before.filter_map(|step| step.undo(folder).err());
                return Err(std::iter::once(fault).chain(undone).collect());
            }
        }
        Ok(())
    }
}

impl Step {
    fn take(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        let target = folder.join(&self.path);
        // The file may have been replaced by a foreign one since the comparison.
        existing(folder, &self.path)?;
        let done = match self.new.take() {
            Some(new) => new.persist(&target).map(drop).map_err(|error| error.error),
            None => fs::remove_file(&target),
        };
        done.map_err(|error| unwritable(&target, &error))
    }

    fn undo(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        let target = folder.join(&self.path);
        let Some(old) = self.old.take() else {
            return fs::remove_file(&target).map_err(|error| unwritable(&target, &error));
        };
        old.persist(&target).map(drop).map_err(|error| {
            // The only copy of what was there must not go.
            let kept = error.file.keep().map(|(_, path)| path.display().to_string());
            let kept = kept.map(|kept| format!("; it is now in {kept}")).unwrap_or_default();
            let message = format!("{} cannot be put back{kept}: {}", target.display(), error.error);
            Diagnostic::new(Code::Unwritable, Location::Nowhere, message)
        })
    }
}

/// A temporary file, which is removed when dropped unless it is renamed. Its name is hidden, since hidden
/// files are never taken for generated ones.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".clientsmith-");
    // A temporary file is its owner's alone; a source file is not.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The error without the name of the temporary file, which says nothing to a user.
fn bare(error: io::Error) -> io::Error {
    let message = error.to_string();
    match message.split_once(" at path ") {
        Some((fault, _)) => io::Error::new(error.kind(), fault),
        None => error,
    }
}

fn remove_empty_parents(target: &Path, folder: &Path) {
    for parent in target.ancestors().skip(1).take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}
