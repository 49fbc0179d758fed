//! Folder → the text files of the project: those that git tracks or would track; without git, all outside
//! of `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::fault::Fault;

/// A text file. Its path begins at the root, with `/` as separator on every system.
pub(super) struct TextFile {
    pub(super) path: String,
    pub(super) text: String,
}

impl TextFile {
    #[cfg(test)]
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// The text files, sorted by path, and a fault for each file that cannot be read.
pub(super) fn of(root: &Path) -> (Vec<TextFile>, Vec<Fault>) {
    let mut paths = tracked(root).unwrap_or_else(|| found(root));
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        let whole = root.join(&path);
        // A deleted file may still be tracked; a link is checked where its target stands.
        if !whole.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            continue;
        }
        match std::fs::read(whole).map(String::from_utf8) {
            Ok(Ok(text)) => files.push(TextFile { path, text }),
            Ok(Err(_)) => {}
            Err(error) => {
                let what = format!("cannot be read ({error}); let the reader in");
                faults.push(Fault::new(&path, 1, what));
            }
        }
    }
    (files, faults)
}

fn tracked(root: &Path) -> Option<Vec<String>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()
        .filter(|listed| listed.status.success())?;
    let text = String::from_utf8(listed.stdout).ok()?;
    let paths: Vec<_> =
        text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    (!paths.is_empty()).then_some(paths)
}

fn found(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                paths.push(parts.join("/"));
            } else if !matches!(entry.file_name().to_str(), Some(".git" | "target")) {
                folders.push(path);
            }
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{found, tracked};

    #[test]
    fn both_ways_find_this_file() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let own = "src/tidy/files.rs".to_owned();
        assert!(found(root).contains(&own));
        if let Some(tracked) = tracked(root) {
            assert!(tracked.contains(&own));
        }
    }
}
