//! Where a description is → its text.

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::folder::DiskFolder;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::Source;

/// Where a description is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// In a file.
    File(PathBuf),
    /// What comes in by standard input.
    Standard,
    /// In the network.
    Url(String),
}

impl Input {
    /// The input that a person calls by this text.
    pub fn called(text: &str) -> Self {
        match text {
            "-" => Self::Standard,
            url if url.starts_with("https://") || url.starts_with("http://") => {
                Self::Url(url.to_owned())
            }
            file => Self::File(file.into()),
        }
    }

    /// The description, with the files in its folder; `root` is the folder whose files may be read.
    pub(super) fn read(&self, root: Option<&Path>) -> Result<Source, Diagnostic> {
        let unreadable = |error: &dyn fmt::Display| {
            let message = format!("{self} cannot be read: {error}");
            Diagnostic::new(Code::Unreadable, Location::Nowhere, message)
        };
        match self {
            Input::File(path) => {
                let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
                super::fetch::check(path, &bytes)?;
                let source = Source::new(self.to_string(), bytes);
                Ok(source.in_folder(DiskFolder::of(path, root)))
            }
            Input::Standard => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| unreadable(&error))?;
                let source = Source::new(self.to_string(), bytes);
                // Nothing says in which folder the text lay, but a stated one.
                Ok(match root {
                    Some(root) => {
                        source.in_folder(DiskFolder::of(&root.join("description"), Some(root)))
                    }
                    None => source,
                })
            }
            Input::Url(url) => {
                let bytes = super::fetch::get(url).map_err(|error| unreadable(&error))?;
                let name = url.split(['?', '#']).next().unwrap_or(url);
                Ok(Source::new(name, bytes))
            }
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::File(path) => write!(f, "{}", path.display()),
            Input::Standard => f.write_str("standard input"),
            Input::Url(url) => f.write_str(url),
        }
    }
}
