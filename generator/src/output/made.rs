//! Folders that a run makes: what it puts nothing in goes with the run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders that were not there before, the outer ones first.
#[derive(Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Makes a folder, and those on the way to it.
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
            // One that has something in it stays.
            let _ = fs::remove_dir(folder);
        }
    }
}
