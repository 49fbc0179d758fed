//! openapiv3 as a door, for those who hold a description in its types, and as the oracle of our
//! reader of 3.0: of every description that both accept, they find the same in it.

mod door;
mod facts;
mod flat;
mod ours;
mod target;
mod theirs;

use std::path::{Path, PathBuf};

use clientsmith::parse::parse;
use clientsmith::source::{Node, Source};
use openapiv3::OpenAPI;

/// What came of comparing one description.
enum Compared {
    /// It is not 3.0.
    Apart,
    /// openapiv3 refuses it, for this reason.
    Refused(String),
    /// Both read it: how many places they agree on, and where they do not.
    Read { facts: usize, differences: Vec<String> },
}

fn compare(path: &Path) -> Result<Compared, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let description = described(&text);
    let parsed = parse(&Source::new("openapi", text));
    let tree = parsed.map(|parsed| parsed.tree).map_err(|fault| fault.message);
    let (description, tree) = match (description, tree) {
        (Ok(description), tree) if is_3_0(Some(&description.openapi)) => (description, tree?),
        (Err(reason), Ok(tree)) if is_3_0(tree.root.get("openapi").and_then(Node::as_str)) => {
            return Ok(Compared::Refused(reason));
        }
        _ => return Ok(Compared::Apart),
    };
    let theirs = theirs::facts(&description).map_err(|error| error.to_string())?;
    let ours = ours::facts(tree)?;
    Ok(Compared::Read { facts: ours.count(), differences: ours.differences(&theirs) })
}

fn is_3_0(version: Option<&str>) -> bool {
    version.is_some_and(|version| version.starts_with("3.0"))
}

fn described(text: &str) -> Result<OpenAPI, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().starts_with('{') {
        true => serde_json::from_str(text).map_err(|error| error.to_string()),
        false => serde_yaml::from_str(text).map_err(|error| error.to_string()),
    }
}

/// The descriptions of the corpus that are one file, when it stands beside the project.
fn corpus() -> Option<Vec<PathBuf>> {
    let folders = std::fs::read_dir(tests::root().join("../shared/corpus/dev")).ok()?;
    let mut alone = Vec::new();
    for folder in folders.flatten() {
        let files: Vec<PathBuf> = std::fs::read_dir(folder.path())
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .collect();
        if let [only] = files.as_slice() {
            alone.push(only.clone());
        }
    }
    alone.sort();
    Some(alone)
}

/// Compares each description and prints what came of it. Gives how many were compared, and every
/// difference with its file.
fn compare_all(paths: &[PathBuf]) -> (usize, Vec<String>) {
    let (mut compared, mut refused, mut differences) = (0, 0, Vec::new());
    for path in paths {
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
        let name = folder.to_string_lossy();
        match compare(path) {
            Ok(Compared::Apart) => {}
            Ok(Compared::Refused(reason)) => {
                refused += 1;
                println!("{name}: openapiv3 refuses it: {reason}");
            }
            Ok(Compared::Read { facts, differences: found }) => {
                compared += 1;
                println!("{name}: {facts} places, {} differences", found.len());
                differences.extend(found.iter().map(|difference| format!("{name}#{difference}")));
            }
            Err(reason) => differences.push(format!("{name}: only openapiv3 reads it: {reason}")),
        }
    }
    println!("{compared} descriptions compared, {refused} refused by openapiv3");
    (compared, differences)
}

#[test]
fn both_find_the_same_in_every_fixture_of_3_0() {
    let paths: Vec<PathBuf> =
        tests::fixtures().into_iter().map(|(_, folder)| folder.join("openapi.yaml")).collect();
    let (compared, differences) = compare_all(&paths);
    assert_eq!(differences, Vec::<String>::new());
    assert!(compared >= 2, "{compared} fixtures of 3.0 compared");
}

#[test]
fn both_find_the_same_in_every_description_of_the_corpus() {
    let Some(paths) = corpus() else {
        println!("left out: there is no corpus beside the project");
        return;
    };
    let (compared, differences) = compare_all(&paths);
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
    assert!(compared >= 72, "{compared} descriptions compared");
}
