//! What README.md says of today is shown by a test that it names, and nothing that is tested is missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where a name of the table may lead: a folder of cases, or a file or folder of tests.
const PLACES: [&str; 5] =
    ["tests/fixture", "tests/problem", "tests/tests", "tests/runtime/tests", "generator/tests"];

/// What says nothing of a single capability: means, the order of all, and what the page itself says.
const BESIDE: [&str; 8] =
    ["determinism", "fixtures", "main", "output", "places", "readme", "support", "wire"];

/// The rows of the tables of what works: what they are about, what is said, and the names of tests.
fn rows() -> Vec<[String; 3]> {
    let text = fs::read_to_string(tests::root().join("README.md")).unwrap_or_default();
    let (_, tables) = text.split_once("## What works today").unwrap_or_default();
    let (tables, _) = tables.split_once("\n## ").unwrap_or((tables, ""));
    let rows =
        tables.lines().filter(|line| line.starts_with("| ") && !line.ends_with("shown by |"));
    rows.filter_map(|line| {
        let mut cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
        Some([cells.next()?, cells.next()?, cells.next().unwrap_or_default()])
    })
    .collect()
}

fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn what_works_is_shown_by_tests_that_are_there() {
    let rows = rows();
    assert!(rows.len() > 20, "{rows:?}");
    for [about, said, shown] in &rows {
        assert!(said == "not yet" || names(shown).next().is_some(), "nothing shows {about}");
        for name in names(shown) {
            let is_there = PLACES.iter().any(|place| {
                let place = tests::root().join(place);
                place.join(name).is_dir() || place.join(format!("{name}.rs")).is_file()
            });
            assert!(is_there, "{about}: there is no test `{name}`");
        }
    }
}

#[test]
fn what_is_tested_is_said() {
    let rows = rows();
    let said: BTreeSet<&str> = rows.iter().flat_map(|[_, _, shown]| names(shown)).collect();
    for place in ["tests/fixture", "tests/tests", "tests/runtime/tests"] {
        for name in entries(&tests::root().join(place)) {
            let known = said.contains(name.as_str()) || BESIDE.contains(&name.as_str());
            assert!(known, "README.md does not name `{name}` of {place}");
        }
    }
}

/// The names of the folders, and of the files of Rust, in a folder.
fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| {
        let path = entry.path();
        let is_test = path.is_dir() || path.extension().is_some_and(|end| end == "rs");
        let stem = path.file_stem()?.to_str()?.to_owned();
        is_test.then_some(stem)
    });
    names.collect()
}
