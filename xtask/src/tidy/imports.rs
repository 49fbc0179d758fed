//! The rooms that rooms use → faults against the table of ARCHITECTURE.md: a use without permission is one,
//! and so is a permission that is not used.

use std::collections::BTreeSet;

use super::ARCHITECTURE;
use super::fault::Fault;
use super::rooms::{self, Member};
use super::table::{self, Row};

pub(super) fn faults(architecture: &str, members: &[Member]) -> Vec<Fault> {
    let (rows, mut faults) = table::rows(architecture, ["room", "may use"]);
    if rows.is_empty() {
        return faults;
    }
    let rooms = rooms::names(members);
    let mut made = BTreeSet::new();
    let mut without_row = BTreeSet::new();
    for member in members {
        let Some(row) = rows.iter().find(|row| row.name == member.room) else {
            without_row.insert((member.room.as_str(), member.path.as_str()));
            continue;
        };
        for used in &member.uses {
            let Some(target) = member.target(used, &rooms).filter(|room| *room != member.room)
            else {
                continue;
            };
            if !row.allowed.contains(&target) {
                let what = format!(
                    "`{}` uses `{target}`, and its row in {ARCHITECTURE} does not let it; take it \
                     from a room that it may use, or change the design there first",
                    member.room
                );
                faults.push(Fault::new(&member.path, used.line, what));
            }
            made.insert((member.room.as_str(), target));
        }
    }
    let mut seen = BTreeSet::new();
    for (room, path) in without_row.into_iter().filter(|(room, _)| seen.insert(*room)) {
        let what = format!("`{room}` has no row in the table `may use` of {ARCHITECTURE}; add one");
        faults.push(Fault::new(path, 1, what));
    }
    faults.extend(rows.iter().flat_map(|row| unused(row, &rooms, &made)));
    faults
}

/// Faults of a row: its room does not exist, or does not use what it may use.
fn unused(row: &Row, rooms: &BTreeSet<String>, made: &BTreeSet<(&str, String)>) -> Vec<Fault> {
    if !rooms.contains(&row.name) {
        let what = format!("`{}` is no room; remove the row", row.name);
        return vec![Fault::new(ARCHITECTURE, row.line, what)];
    }
    let allowed = row.allowed.iter();
    let unused = allowed.filter(|target| !made.contains(&(row.name.as_str(), (*target).clone())));
    unused
        .map(|target| {
            let what = format!("`{}` may use `{target}` and does not; remove it", row.name);
            Fault::new(ARCHITECTURE, row.line, what)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Member, faults};

    fn messages(rows: &str, files: &[(&str, &str)]) -> Vec<String> {
        let table = format!("| room | may use |\n|---|---|\n{rows}\n");
        let member = |(path, code): &(&str, &str)| {
            Member::new(&format!("generator/src/{path}"), &syn::parse_file(code).unwrap()).unwrap()
        };
        let members: Vec<_> = files.iter().map(member).collect();
        faults(&table, &members).iter().map(ToString::to_string).collect()
    }

    const NOUN: (&str, &str) = ("noun.rs", "");

    #[test]
    fn a_table_that_is_true_is_no_fault() {
        let verb = ("verb/a.rs", "use crate::noun::N;\nuse super::b;");
        assert!(messages("| `verb` | `noun` |\n| `noun` | nothing |", &[verb, NOUN]).is_empty());
    }

    #[test]
    fn a_use_that_is_not_allowed_is_a_fault() {
        let verb = ("verb/a.rs", "\nfn f() { crate::noun::n() }");
        assert_eq!(
            messages("| `verb` | nothing |\n| `noun` | nothing |", &[verb, NOUN]),
            ["generator/src/verb/a.rs:2: `verb` uses `noun`, and its row in ARCHITECTURE.md does \
              not let it; take it from a room that it may use, or change the design there first"]
        );
    }

    #[test]
    fn a_use_that_nobody_makes_is_a_fault() {
        assert_eq!(
            messages("| `verb` | `noun` |\n| `noun` | nothing |", &[("verb/a.rs", ""), NOUN]),
            ["ARCHITECTURE.md:3: `verb` may use `noun` and does not; remove it"]
        );
    }

    #[test]
    fn a_room_without_a_row_is_one_fault() {
        let files = [("verb/a.rs", ""), ("verb/b.rs", ""), NOUN];
        assert_eq!(
            messages("| `noun` | nothing |", &files),
            ["generator/src/verb/a.rs:1: `verb` has no row in the table `may use` of \
              ARCHITECTURE.md; add one"]
        );
    }

    #[test]
    fn a_row_without_a_room_is_a_fault() {
        assert_eq!(
            messages("| `noun` | nothing |\n| `verb` | `noun` |", &[NOUN]),
            ["ARCHITECTURE.md:4: `verb` is no room; remove the row"]
        );
    }
}
