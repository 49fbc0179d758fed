//! Links in the way: what they lead to is never written, removed or taken for ours, unless the output
//! folder itself is a link, which is a name of that folder.

use std::fs;
use std::os::unix::fs::symlink;

use clientsmith::output::write;

use crate::folder::{files, held, marked, names};

#[test]
fn an_output_folder_that_is_a_link_is_the_folder_it_leads_to() {
    let place = tempfile::tempdir().unwrap();
    let (link, real) = (place.path().join("link"), place.path().join("real"));
    fs::create_dir(&real).unwrap();
    symlink(&real, &link).unwrap();
    write(&link, &files(&[("src/a.rs", "1")])).unwrap();
    assert_eq!(fs::read_to_string(real.join("src/a.rs")).unwrap(), marked("1"));
    assert!(link.is_symlink());
}

#[test]
fn an_output_folder_that_is_a_link_to_nothing_or_to_a_file_is_refused() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "mine").unwrap();
    for target in ["nothing", "file"] {
        let link = place.path().join(format!("link-to-{target}"));
        symlink(place.path().join(target), &link).unwrap();
        let before = held(place.path());
        let faults = write(&link, &files(&[("a.rs", "1"), ("b.rs", "2")])).unwrap_err();
        assert_eq!(faults.len(), 1, "one fault, and not one for each file: {faults:?}");
        assert_eq!(faults[0].code.id(), "foreign-file");
        assert!(faults[0].message.contains("and a folder is needed there"), "{faults:?}");
        assert_eq!(held(place.path()), before);
    }
}

#[test]
fn a_folder_within_that_leads_out_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), folder.path().join("src")).unwrap();
    for path in ["src/a.rs", "src/deep/a.rs"] {
        let faults = write(folder.path(), &files(&[(path, "1")])).unwrap_err();
        assert_eq!(faults[0].code.id(), "foreign-file");
        assert_eq!(names(elsewhere.path()), Vec::<String>::new());
        assert_eq!(names(folder.path()), ["src"]);
    }
}

#[test]
fn a_file_that_leads_out_is_refused_even_if_it_leads_to_a_file_of_ours() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let theirs = elsewhere.path().join("a.rs");
    fs::write(&theirs, marked("another crate")).unwrap();
    symlink(&theirs, folder.path().join("a.rs")).unwrap();
    symlink(elsewhere.path().join("nothing"), folder.path().join("b.rs")).unwrap();
    let faults = write(folder.path(), &files(&[("a.rs", "1"), ("b.rs", "2")])).unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.code.id()).collect::<Vec<_>>(), ["foreign-file"; 2]);
    assert_eq!(fs::read_to_string(theirs).unwrap(), marked("another crate"));
    assert_eq!(names(elsewhere.path()), ["a.rs"]);
}

#[test]
fn what_is_no_longer_made_is_not_looked_for_behind_links() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let theirs = elsewhere.path().join("a.rs");
    fs::write(&theirs, marked("another crate")).unwrap();
    symlink(elsewhere.path(), folder.path().join("old")).unwrap();
    symlink(&theirs, folder.path().join("old.rs")).unwrap();
    let changes = write(folder.path(), &files(&[("a.rs", "1")])).unwrap();
    assert_eq!(changes.removed, []);
    assert_eq!(names(folder.path()), ["a.rs", "old", "old.rs"]);
    assert_eq!(fs::read_to_string(theirs).unwrap(), marked("another crate"));
}

#[test]
fn the_other_name_of_a_file_of_ours_keeps_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    write(folder.path(), &files(&[("a.rs", "1")])).unwrap();
    fs::hard_link(folder.path().join("a.rs"), elsewhere.path().join("kept.rs")).unwrap();
    write(folder.path(), &files(&[("a.rs", "2")])).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.path().join("kept.rs")).unwrap(), marked("1"));
}
