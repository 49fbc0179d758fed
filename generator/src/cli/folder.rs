//! The folder of a description on disk, and what of it may be read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::source::{Folder, Unread, path_from};

/// The folder of a description. Nothing outside `root` is read, however a path or a symbolic link leads there.
#[derive(Debug)]
pub struct DiskFolder {
    /// The folder of the description.
    here: PathBuf,
    /// The folder whose files may be read, as far as it exists.
    root: Option<PathBuf>,
}

impl DiskFolder {
    /// The folder of a description, of which everything within `root` may be read: its own folder, where no other
    /// is stated.
    pub fn of(description: &Path, root: Option<&Path>) -> Self {
        let here = match description.parent() {
            Some(folder) if folder != Path::new("") => folder.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let root = root.unwrap_or(&here).canonicalize().ok();
        Self { here, root }
    }
}

impl Folder for DiskFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let refused = |error: &std::io::Error| Unread::Refused(error.to_string());
        let outside = || Unread::Outside(folder_that_holds(path));
        let file = match self.here.join(path).canonicalize() {
            Ok(file) => file,
            // What stands outside is not told from what is not there.
            Err(_) if path.starts_with("../") && self.is_own_folder() => return Err(outside()),
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(Unread::Missing),
            Err(error) => return Err(refused(&error)),
        };
        if !self.root.as_ref().is_some_and(|root| file.starts_with(root)) {
            return Err(outside());
        }
        if !file.is_file() {
            return Err(Unread::Missing);
        }
        std::fs::read(&file).map_err(|error| refused(&error))
    }
}

impl DiskFolder {
    fn is_own_folder(&self) -> bool {
        self.here.canonicalize().ok() == self.root
    }
}

/// The nearest folder above the description, relative to its own, that holds a path.
fn folder_that_holds(path: &str) -> String {
    let ups = path_from("", path).split('/').take_while(|step| *step == "..").count();
    if ups == 0 { ".".to_owned() } else { vec![".."; ups].join("/") }
}
