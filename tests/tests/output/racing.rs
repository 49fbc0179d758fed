//! Runs that write into one folder at once: it ends with the files of one of them, whole.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use clientsmith::format::Files;
use clientsmith::output::{compare, write};

use crate::folder::{files, held};

/// Crates of which each has files, texts and folders that the others lack.
fn crates() -> Vec<Files> {
    let long = "x".repeat(20_000);
    let one = |name: &str| {
        let own = (0..8).map(|index| (format!("src/{name}/{index}.rs"), format!("{name}{long}")));
        let shared = (0..8).map(|index| (format!("src/{index}.rs"), format!("{name}{long}")));
        let same = (0..8).map(|index| (format!("src/same/{index}.rs"), long.clone()));
        let all: Vec<(String, String)> = own.chain(shared).chain(same).collect();
        files(&all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    vec![one("a"), one("b"), one("c")]
}

/// Lets every crate be written at the same moment.
fn race(folder: &Path, crates: &[Files]) {
    let start = Barrier::new(crates.len());
    thread::scope(|scope| {
        for files in crates {
            scope.spawn(|| {
                start.wait();
                let written = write(folder, files);
                assert!(written.is_ok(), "{written:?}");
            });
        }
    });
}

fn assert_whole(folder: &Path, crates: &[Files]) {
    let whole = |files: &Files| compare(folder, files).is_ok_and(|changes| changes.is_empty());
    let winner = crates.iter().find(|files| whole(files));
    let paths: Vec<_> = held(folder).into_keys().collect();
    assert!(winner.is_some(), "a mixture: {paths:?}");
    let hidden = paths.iter().filter(|path| path.to_string_lossy().contains(".clientsmith-"));
    assert_eq!(hidden.count(), 0, "temporary files are left: {paths:?}");
}

#[test]
fn runs_with_the_same_files_end_with_these_files() {
    let same = vec![crates().remove(0); 4];
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &crates()[1]).unwrap();
        race(folder.path(), &same);
        assert_whole(folder.path(), &same[..1]);
    }
}

#[test]
fn runs_with_different_files_end_with_the_files_of_one() {
    let crates = crates();
    let many = [&crates[..]; 4].concat();
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..10 {
        race(folder.path(), &many);
        assert_whole(folder.path(), &crates);
    }
}

#[test]
fn runs_into_a_folder_that_is_not_there_end_with_the_files_of_one() {
    let crates = crates();
    let place = tempfile::tempdir().unwrap();
    for index in 0..10 {
        let folder = place.path().join(format!("{index}/within"));
        race(&folder, &crates);
        assert_whole(&folder, &crates);
    }
}

#[test]
fn a_run_that_was_killed_stands_in_nobodys_way() {
    let crates = crates();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".clientsmith-lock"), "").unwrap();
    race(folder.path(), &crates);
    assert_whole(folder.path(), &crates);
}
