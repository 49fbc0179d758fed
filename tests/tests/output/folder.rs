//! What is written into a folder, and what a folder holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clientsmith::format::{Files, MARK};

/// Files that bear our mark.
pub fn files(entries: &[(&str, &str)]) -> Files {
    let entries = entries.iter().map(|(path, text)| (PathBuf::from(path), marked(text)));
    Files(entries.collect::<BTreeMap<_, _>>())
}

/// A text with our mark.
pub fn marked(text: &str) -> String {
    format!("// {MARK}\n{text}")
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Every file below a folder with its text, hidden ones too, and every folder.
pub fn held(folder: &Path) -> BTreeMap<PathBuf, Option<String>> {
    let mut held = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).ok();
            if path.is_dir() {
                folders.push(path.clone());
            }
            held.insert(path, text);
        }
    }
    held
}
