//! The rules of the house that no compiler checks.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A hand-written file has at most this many lines.
const LONGEST_FILE: usize = 400;

/// Folders with hand-written Rust.
const HAND_WRITTEN: &[&str] = &["generator", "xtask", "tests"];

pub fn run(root: &Path) -> ExitCode {
    let mut faults = Vec::new();
    for folder in HAND_WRITTEN {
        for file in rust_files(&root.join(folder)) {
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            match std::fs::read_to_string(&file) {
                Ok(text) => {
                    faults.extend(check(&text).into_iter().map(|fault| format!("{shown}: {fault}")))
                }
                Err(error) => faults.push(format!("{shown}: {error}")),
            }
        }
    }
    faults.sort();
    for fault in &faults {
        eprintln!("error: {fault}");
    }
    if faults.is_empty() {
        println!("tidy: the house is in order");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if name.ends_with(".rs") {
                files.push(path);
            }
        }
    }
    files
}

fn check(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{lines} lines, and {LONGEST_FILE} are the limit"));
    }
    if !text.starts_with("//!") {
        faults.push("does not begin with what it is (`//!`)".to_owned());
    }
    faults
}
