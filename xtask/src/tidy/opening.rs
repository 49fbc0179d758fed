//! Hand-written files → faults, if they do not open with `//!`, or if a room has no file that says what the
//! room does.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::files::TextFile;
use super::rooms::{DOORS, ROOMS};

/// The opening of a room needs this many words: fewer cannot name what it does and its rule.
const FEWEST_WORDS: usize = 8;

pub(super) fn faults(file: &TextFile) -> Option<Fault> {
    let what = "does not begin with `//!`; say what it turns into what, and its one rule";
    (!file.text.starts_with("//!")).then(|| Fault::new(&file.path, 1, what.to_owned()))
}

pub(super) fn rooms(files: &[TextFile]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut roots = BTreeSet::new();
    for file in files {
        let Some(within) = file.path.strip_prefix(ROOMS) else { continue };
        let (room, rest) = within.split_once('/').unwrap_or((within, "mod.rs"));
        let room = room.trim_end_matches(".rs");
        if DOORS.contains(&room) {
            continue;
        }
        seen.insert(room);
        if rest != "mod.rs" {
            continue;
        }
        roots.insert(room);
        let opening = file.text.lines().map_while(|line| line.strip_prefix("//!"));
        let words: usize = opening.map(|line| line.split_whitespace().count()).sum();
        if words < FEWEST_WORDS {
            let what = format!("{words} words on the room `{room}`; say what it does and its rule");
            faults.push(Fault::new(&file.path, 1, what));
        }
    }
    for room in seen.difference(&roots) {
        let what = "is a room without a root; add `mod.rs` that says what it does".to_owned();
        faults.push(Fault::new(&format!("{ROOMS}{room}"), 1, what));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{TextFile, faults, rooms};

    const LONG: &str = "//! Text → tree: reads each thing\n//! once, and says so.\n";

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        let file =
            |(path, text): &(&str, &str)| TextFile::new(format!("generator/src/{path}"), *text);
        let files: Vec<_> = files.iter().map(file).collect();
        rooms(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_opens_with_what_it_is() {
        assert!(faults(&TextFile::new("a.rs", "//! A.\n")).is_none());
        let fault = faults(&TextFile::new("a.rs", "\n//! A.\n")).unwrap().to_string();
        assert!(fault.starts_with("a.rs:1: does not begin with `//!`"));
    }

    #[test]
    fn a_room_says_what_it_does() {
        assert!(messages(&[("a.rs", LONG), ("b/mod.rs", LONG), ("b/c.rs", "//! C.")]).is_empty());
        assert!(messages(&[("main.rs", "//! The command.")]).is_empty());
        let fault = "1 words on the room `a`; say what it does and its rule";
        assert_eq!(messages(&[("a.rs", "//! A.")]), [format!("generator/src/a.rs:1: {fault}")]);
        assert_eq!(
            messages(&[("a/mod.rs", "//! A.")]),
            [format!("generator/src/a/mod.rs:1: {fault}")]
        );
    }

    #[test]
    fn a_room_has_a_root() {
        let fault =
            "generator/src/a:1: is a room without a root; add `mod.rs` that says what it does";
        assert_eq!(messages(&[("a/b.rs", "//! B.")]), [fault]);
    }
}
