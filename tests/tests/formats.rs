//! A format of texts whose type the standard library has takes few changes: a variant of `Scalar`, a row of
//! what `lower` needs, a row of what `render` needs, and the name that a type of the API must not have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A format whose type is of the standard library.
const NAME: &str = "Ipv6";

/// The files of the generator that name such a format.
const FILES: [&str; 4] =
    ["src/api/scalar.rs", "src/lower/formats.rs", "src/name/reserved.rs", "src/render/scalar.rs"];

#[test]
fn a_format_of_the_standard_library_takes_two_rows_and_two_names() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator");
    let mut naming = Vec::new();
    for folder in ["src", "runtime"] {
        add_files_with(NAME, &generator.join(folder), &mut naming).unwrap();
    }
    let mut naming: Vec<String> = naming
        .iter()
        .map(|file| file.strip_prefix(&generator).unwrap().to_str().unwrap().replace('\\', "/"))
        .collect();
    naming.sort();
    assert_eq!(naming, FILES);
}

/// The rows are enough: a fixture has the format, and its snapshots the type.
#[test]
fn a_fixture_has_the_format() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixture/formats");
    assert!(fs::read_to_string(fixture.join("openapi.yaml")).unwrap().contains("format: ipv6"));
    assert!(fs::read_to_string(fixture.join("files.snap")).unwrap().contains("Ipv6Addr"));
}

fn add_files_with(name: &str, folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_files_with(name, &path, found)?;
        } else if fs::read_to_string(&path)?.contains(name) {
            found.push(path);
        }
    }
    Ok(())
}
