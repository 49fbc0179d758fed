//! Which room uses which, against the table of ARCHITECTURE.md: no more, and no less.

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
    let mut homeless = BTreeSet::new();
    for member in members {
        let Some(row) = rows.iter().find(|row| row.name == member.room) else {
            homeless.insert((member.room.as_str(), member.path.as_str()));
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
    for (room, path) in homeless.into_iter().filter(|(room, _)| seen.insert(*room)) {
        let what = format!("`{room}` has no row in the table `may use` of {ARCHITECTURE}; add one");
        faults.push(Fault::new(path, 1, what));
    }
    faults.extend(rows.iter().flat_map(|row| untrue(row, &rooms, &made)));
    faults
}

/// What a row says of rooms that are not, or of uses that nobody makes.
fn untrue(row: &Row, rooms: &BTreeSet<String>, made: &BTreeSet<(&str, String)>) -> Vec<Fault> {
    if !rooms.contains(&row.name) {
        let what = format!("`{}` is no room; remove the row", row.name);
        return vec![Fault::new(ARCHITECTURE, row.line, what)];
    }
    let allowed = row.allowed.iter();
    let unmade = allowed.filter(|target| !made.contains(&(row.name.as_str(), (*target).clone())));
    unmade
        .map(|target| {
            let what = format!("`{}` may use `{target}` and does not; remove it", row.name);
            Fault::new(ARCHITECTURE, row.line, what)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Member, faults};

    fn said(rows: &str, files: &[(&str, &str)]) -> Vec<String> {
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
        assert!(said("| `verb` | `noun` |\n| `noun` | nothing |", &[verb, NOUN]).is_empty());
    }

    #[test]
    fn a_use_that_is_not_allowed_is_a_fault() {
        let verb = ("verb/a.rs", "\nfn f() { crate::noun::n() }");
        assert_eq!(
            said("| `verb` | nothing |\n| `noun` | nothing |", &[verb, NOUN]),
            ["generator/src/verb/a.rs:2: `verb` uses `noun`, and its row in ARCHITECTURE.md does \
              not let it; take it from a room that it may use, or change the design there first"]
        );
    }

    #[test]
    fn a_use_that_nobody_makes_is_a_fault() {
        assert_eq!(
            said("| `verb` | `noun` |\n| `noun` | nothing |", &[("verb/a.rs", ""), NOUN]),
            ["ARCHITECTURE.md:3: `verb` may use `noun` and does not; remove it"]
        );
    }

    #[test]
    fn a_room_without_a_row_is_one_fault() {
        let files = [("verb/a.rs", ""), ("verb/b.rs", ""), NOUN];
        assert_eq!(
            said("| `noun` | nothing |", &files),
            ["generator/src/verb/a.rs:1: `verb` has no row in the table `may use` of \
              ARCHITECTURE.md; add one"]
        );
    }

    #[test]
    fn a_row_without_a_room_is_a_fault() {
        assert_eq!(
            said("| `noun` | nothing |\n| `verb` | `noun` |", &[NOUN]),
            ["ARCHITECTURE.md:4: `verb` is no room; remove the row"]
        );
    }
}
