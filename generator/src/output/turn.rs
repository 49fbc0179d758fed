//! Runs that write into one folder take turns, so that it ends with the files of one of them, whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::made::Made;

/// The turn of one run. It ends with this value, or when the run is killed.
pub(super) struct Turn {
    lock: Lock,
    _made: Made,
}

struct Lock {
    path: PathBuf,
    file: File,
}

impl Turn {
    /// Waits for the runs that came before. The folder is made if it is not there.
    pub(super) fn take(folder: &Path) -> io::Result<Turn> {
        let mut made = Made::default();
        loop {
            made.make(folder)?;
            let path = folder.join(".clientsmith-lock");
            let file = File::options().write(true).create(true).truncate(false).open(&path)?;
            // A file system that gives no locks gives no turns.
            let _ = file.lock();
            let lock = Lock { path, file };
            if lock.is_there()? {
                return Ok(Turn { lock, _made: made });
            }
        }
    }
}

impl Lock {
    /// Whether the path leads to the file still: a run ends its turn by removing it, and who has
    /// waited for that one holds nothing.
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
