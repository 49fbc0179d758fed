//! Runs that write to one folder take turns, so that the folder ends with all files of a single run.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::made::Made;

/// The turn of one run. The turn ends when the value is dropped, or when the run is killed.
pub(super) struct Turn {
    lock: Lock,
    _made: Made,
}

struct Lock {
    path: PathBuf,
    file: File,
}

impl Turn {
    /// Waits for earlier runs to end. The folder is created if it does not exist.
    pub(super) fn take(folder: &Path) -> io::Result<Turn> {
        let mut made = Made::default();
        loop {
            made.make(folder)?;
            let path = folder.join(".clientsmith-lock");
            let file = File::options().write(true).create(true).truncate(false).open(&path)?;
            // On a file system without locks, runs do not take turns.
            let _ = file.lock();
            let lock = Lock { path, file };
            if lock.is_there()? {
                return Ok(Turn { lock, _made: made });
            }
        }
    }
}

impl Lock {
    /// Whether the path still leads to the locked file. A run ends its turn by removing the lock file, and
    /// a run that waited for the removed file holds a lock that excludes nobody.
    fn is_there(&self) -> io::Result<bool> {
        match Handle::from_path(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            named => Ok(named? == Handle::from_file(self.file.try_clone()?)?),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock.path);
    }
}
