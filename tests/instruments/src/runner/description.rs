//! A folder → the descriptions below it, sorted by name. A `manifest.tsv` in the folder or beside it says which file
//! is the first of each; without one, names and contents tell.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSetBuilder};

/// Stands for the version of a file without one.
const UNKNOWN: &str = "?";

/// An OpenAPI description.
#[derive(Debug, Clone)]
pub struct Description {
    /// Its name: that of its folder, or that of its file without the extension.
    pub name: String,
    /// Its root file.
    pub file: PathBuf,
    /// The folder that holds all its files.
    pub root: PathBuf,
    /// The content of its root file.
    pub bytes: Vec<u8>,
    /// The first two numbers of its version, such as `3.0`.
    pub version: String,
    /// Whether it consists of several files.
    pub has_several_files: bool,
}

impl Description {
    /// Whether clientsmith claims to support it.
    pub fn is_target(&self) -> bool {
        matches!(self.version.as_str(), "2.0" | "3.0" | "3.1" | "3.2")
    }

    /// Whether its values can be judged: a JSON Schema validator is given the schemas of its first file.
    pub fn is_judged(&self) -> bool {
        !self.has_several_files && matches!(self.version.as_str(), "3.0" | "3.1")
    }

    /// The name of the crate that is generated from it.
    pub fn crate_name(&self) -> String {
        let letters = self.name.chars().map(|letter| match letter {
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            _ => '-',
        });
        let name: String = letters.collect();
        // The prefix makes the name begin with a letter, and differ from every dependency's.
        format!("api-{}", name.trim_matches('-'))
    }
}

/// The descriptions below a folder whose names match one of the globs; all, if there is no glob.
pub fn below(dir: &Path, only: &[String]) -> Result<Vec<Description>, String> {
    if !dir.is_dir() {
        return Err(format!("{} is not a folder; it should hold descriptions", dir.display()));
    }
    let mut globs = GlobSetBuilder::new();
    for glob in only {
        globs.add(Glob::new(glob).map_err(|error| format!("--only {glob}: {error}"))?);
    }
    let globs = globs.build().map_err(|error| format!("--only: {error}"))?;
    let dir = &dir.canonicalize().map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut files = Vec::new();
    let listed = listed(dir);
    match &listed {
        Some(listed) => files.extend(listed.clone()),
        None => roots(dir, dir, &mut files),
    }
    files.sort();
    let mut found = Vec::new();
    for (name, file) in files {
        if !only.is_empty() && !globs.is_match(&name) {
            continue;
        }
        let read = fs::read(&file);
        let bytes = read.map_err(|error| format!("{}: {error}", file.display()))?;
        let version = version(&bytes);
        let is_root = listed.is_some() || file.file_stem().is_some_and(|stem| stem == "openapi");
        if version == UNKNOWN && !is_root {
            // A file that another description refers to.
            continue;
        }
        let folder = file.parent().unwrap_or(dir).to_path_buf();
        let root = if listed.is_some() { dir.join(&name) } else { folder };
        let has_several_files = match is_root {
            true => has_siblings(&root, &file),
            false => refers_to_files(&bytes),
        };
        found.push(Description { name, file, root, bytes, version, has_several_files });
    }
    match found.is_empty() {
        true => Err(format!("{} holds no such description", dir.display())),
        false => Ok(found),
    }
}

/// The names and first files that a manifest lists for a folder: the columns `name` and `path` of a table with tabs,
/// the path relative to the manifest.
fn listed(dir: &Path) -> Option<Vec<(String, PathBuf)>> {
    let folders = [Some(dir), dir.parent()];
    let (folder, text) = folders
        .into_iter()
        .flatten()
        .find_map(|folder| Some((folder, fs::read_to_string(folder.join("manifest.tsv")).ok()?)))?;
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next()?;
    let column = |wanted: &str| head.iter().position(|name| *name == wanted);
    let (name, path) = (column("name")?, column("path")?);
    let rows = lines.filter_map(|cells| Some((*cells.get(name)?, folder.join(cells.get(path)?))));
    let own = rows.filter(|(name, file)| file.starts_with(dir.join(name)) && file.is_file());
    Some(own.map(|(name, file)| (name.to_owned(), file)).collect())
}

/// Collects names and root files. A folder with a root file is one description, whatever else it holds.
fn roots(top: &Path, dir: &Path, found: &mut Vec<(String, PathBuf)>) {
    let root = ["openapi.json", "openapi.yaml", "openapi.yml"].map(|name| dir.join(name));
    if let Some(root) = root.into_iter().find(|root| root.is_file()) {
        found.push((name_of(top, dir), root));
        return;
    }
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            roots(top, &path, found);
        } else if is_readable(&path) {
            found.push((name_of(top, &path.with_extension("")), path));
        }
    }
}

fn name_of(top: &Path, path: &Path) -> String {
    let within = path.strip_prefix(top).unwrap_or(path);
    let name = within.to_string_lossy().replace(['/', '\\'], ".");
    match name.is_empty() {
        true => top.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        false => name,
    }
}

fn is_readable(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("json" | "yaml" | "yml"))
}

/// Whether a folder holds JSON or YAML besides the root file, at whatever depth.
fn has_siblings(folder: &Path, root: &Path) -> bool {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path != root && is_readable(&path) {
                return true;
            }
        }
    }
    false
}

/// Whether a `$ref` leads to another file. The text is searched, not parsed: some descriptions cannot be
/// parsed.
fn refers_to_files(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.match_indices("$ref").any(|(at, key)| {
        let rest = text.get(at + key.len()..).unwrap_or_default();
        let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':');
        let target = rest.map(|rest| rest.trim_start().trim_start_matches(['"', '\'']));
        target.is_some_and(|target| !target.starts_with(['#', '{', '\n']))
    })
}

/// The version. The text is searched, not parsed: some descriptions cannot be parsed.
fn version(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut earliest: Option<(usize, String)> = None;
    for key in ["openapi", "swagger"] {
        for (at, _) in text.match_indices(key) {
            if earliest.as_ref().is_some_and(|(known, _)| *known < at) {
                break;
            }
            let rest = text.get(at + key.len()..).unwrap_or_default();
            if let Some(version) = version_after_key(rest) {
                earliest = Some((at, version));
                break;
            }
        }
    }
    earliest.map_or_else(|| UNKNOWN.to_owned(), |(_, version)| version)
}

/// The value after a key, if it is a version: its first two numbers.
fn version_after_key(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let mut numbers = rest.get(..end.unwrap_or(rest.len()))?.split('.');
    let (major, minor) = (numbers.next()?, numbers.next()?);
    (!major.is_empty() && !minor.is_empty()).then(|| format!("{major}.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::{refers_to_files, version};

    #[test]
    fn a_reference_to_another_file_is_seen() {
        for (text, expected) in [
            ("a: {$ref: '#/components/schemas/A'}", false),
            ("{\"$ref\": \"#/components/schemas/A\"}", false),
            ("a:\n  $ref: other.yaml#/A\n", true),
            ("{\"$ref\" : \"./other.json\"}", true),
        ] {
            assert_eq!(refers_to_files(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_version_is_found_wherever_it_stands() {
        for (text, expected) in [
            ("openapi: 3.0.3\n", "3.0"),
            ("# an openapi file\nopenapi: '3.1.0'\n", "3.1"),
            ("{\"info\":{\"title\":\"openapi\"},\"openapi\" : \"3.1.1\"}", "3.1"),
            ("swagger: \"2.0\"\n", "2.0"),
            ("nothing", "?"),
        ] {
            assert_eq!(version(text.as_bytes()), expected, "{text}");
        }
    }
}
