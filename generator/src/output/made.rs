//! Folders that a run creates: those that are still empty when it ends are removed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders that the run created, the outer ones first.
#[derive(Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Creates a folder and its parents.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        // The parent of a relative path of one part is the empty path.
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make(parent)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => self.0.push(folder.to_path_buf()),
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // A folder that is not empty cannot be removed, and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}
