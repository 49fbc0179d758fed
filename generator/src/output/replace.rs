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

/// Makes the changes. Nothing has been changed if it fails, as long as the file system lets us put
/// back what was there.
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

/// What is to be done, with all that it needs on the disk already.
struct Plan<'a> {
    folder: &'a Path,
    /// Their temporary files stand in the folders that were made for them, and go first.
    steps: Vec<Step>,
    made: Made,
}

/// One file: without a new text it is removed, without an old one it was not there.
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

    /// The new text, beside its target; renaming it is all that is left to do.
    fn write_new(&mut self, path: &Path, files: &Files) -> io::Result<NamedTempFile> {
        let target = self.folder.join(path);
        let parent = target.parent().unwrap_or(self.folder);
        self.made.make(parent)?;
        let mut file = temporary(parent)?;
        file.write_all(files.0.get(path).map_or("", String::as_str).as_bytes())?;
        file.flush()?;
        Ok(file)
    }

    /// A copy of what is there.
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
        // What stood there when it was looked at may have become something else.
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

/// A file that goes by itself unless it is given a name. Hidden files are never taken for ours.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".clientsmith-");
    // A temporary file is its owner's alone; a source file is not.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The fault without the name of the temporary file, which nobody ever sees.
fn bare(error: io::Error) -> io::Error {
    let said = error.to_string();
    match said.split_once(" at path ") {
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
