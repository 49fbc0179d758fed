//! Writing into a folder: only what changed, only what is ours, and all or nothing.

use std::fs;
use std::path::Path;

use clientsmith::output::{compare, write};

use crate::folder::{files, names};

#[test]
fn only_what_changed_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(folder.path(), &files(&[("a.rs", "1"), ("src/b.rs", "2")])).unwrap();
    assert_eq!(first.added.len(), 2);
    let written = fs::metadata(folder.path().join("a.rs")).unwrap().modified().unwrap();
    let second = write(folder.path(), &files(&[("a.rs", "1"), ("src/b.rs", "3")])).unwrap();
    assert_eq!(
        second.changed.iter().map(|(path, _)| path.as_path()).collect::<Vec<_>>(),
        [Path::new("src/b.rs")]
    );
    assert_eq!(fs::metadata(folder.path().join("a.rs")).unwrap().modified().unwrap(), written);
    assert!(
        compare(folder.path(), &files(&[("a.rs", "1"), ("src/b.rs", "3")])).unwrap().is_empty()
    );
    assert_eq!(names(folder.path()), ["a.rs", "src"], "no temporary file is left");
}

#[test]
fn what_is_no_longer_made_goes_and_what_is_not_ours_stays() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files(&[("a.rs", "1"), ("src/old/b.rs", "2")])).unwrap();
    fs::write(folder.path().join("NOTES"), "mine").unwrap();
    let changes = write(folder.path(), &files(&[("a.rs", "1")])).unwrap();
    assert_eq!(changes.removed.len(), 1);
    assert_eq!(names(folder.path()), ["NOTES", "a.rs"]);
}

#[test]
fn a_foreign_file_in_the_way_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("b.rs"), "mine").unwrap();
    let faults = write(folder.path(), &files(&[("a.rs", "1"), ("b.rs", "2")])).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code.id(), "foreign-file");
    assert_eq!(names(folder.path()), ["b.rs"]);
    assert_eq!(fs::read_to_string(folder.path().join("b.rs")).unwrap(), "mine");
}
