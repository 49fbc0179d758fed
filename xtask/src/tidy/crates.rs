//! The crates that rooms use → faults against the table of ARCHITECTURE.md. A row may name a module or an
//! item of a crate (`std::fs`); for each path the row with the longest matching name decides.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::paths::Used;
use super::rooms::Member;
use super::table::{self, Row};
use super::{ARCHITECTURE, MANIFEST};

pub(super) fn faults(architecture: &str, manifest: &str, members: &[Member]) -> Vec<Fault> {
    let (rows, mut faults) = table::rows(architecture, ["crate", "used by"]);
    if rows.is_empty() {
        return faults;
    }
    let crates = match dependencies(manifest) {
        Ok(crates) => crates,
        Err(error) => {
            faults.push(Fault::new(MANIFEST, 1, format!("cannot be read ({error}); mend it")));
            return faults;
        }
    };
    let mut made = BTreeSet::new();
    for member in members {
        for used in &member.uses {
            let Some(row) = deciding_row(&rows, used) else { continue };
            if !row.allowed.contains(&member.room) {
                let what = format!(
                    "`{}` uses `{}`, and the table `used by` of {ARCHITECTURE} does not let it; \
                     leave it to those that may, or change the design there first",
                    member.room, row.name
                );
                faults.push(Fault::new(&member.path, used.line, what));
            }
            made.insert((row.name.as_str(), member.room.as_str()));
        }
    }
    for (line, name) in &crates {
        if !rows.iter().any(|row| row.name == *name) {
            let what =
                format!("`{name}` has no row in the table `used by` of {ARCHITECTURE}; add one");
            faults.push(Fault::new(MANIFEST, *line, what));
        }
    }
    for row in &rows {
        let whole = row.name.split("::").next().unwrap_or_default();
        if whole != "std" && !crates.iter().any(|(_, name)| name == whole) {
            let what = format!("`{whole}` is no dependency in {MANIFEST}; remove the row");
            faults.push(Fault::new(ARCHITECTURE, row.line, what));
            continue;
        }
        for room in row.allowed.iter().filter(|room| !made.contains(&(&row.name, room.as_str()))) {
            let what = format!("`{room}` may use `{}` and does not; remove it", row.name);
            faults.push(Fault::new(ARCHITECTURE, row.line, what));
        }
    }
    faults
}

/// The dependencies of the generator, each with its line in the manifest.
fn dependencies(manifest: &str) -> Result<Vec<(usize, String)>, toml::de::Error> {
    let table: toml::Table = manifest.parse()?;
    let names = table.get("dependencies").and_then(toml::Value::as_table);
    let names = names.into_iter().flat_map(|names| names.keys().cloned());
    let starts = |line: &str, name: &str| {
        line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    let line = |name: &str| manifest.lines().position(|line| starts(line, name));
    Ok(names.map(|name| (line(&name).map_or(1, |line| line + 1), name)).collect())
}

/// The row with the longest name that a path begins with.
fn deciding_row<'a>(rows: &'a [Row], used: &Used) -> Option<&'a Row> {
    if !used.imported && used.segments.len() < 2 {
        return None;
    }
    let fits = |row: &&Row| {
        let name = row.name.replace('-', "_");
        let mut segments = used.segments.iter();
        name.split("::").all(|part| segments.next().is_some_and(|segment| segment == part))
    };
    rows.iter().filter(fits).max_by_key(|row| row.name.len())
}

#[cfg(test)]
mod tests {
    use super::{Member, faults};

    const MANIFEST: &str =
        "[package]\nname = \"x\"\n[dependencies]\npretty-print.workspace = true\n";

    fn messages(rows: &str, code: &str) -> Vec<String> {
        let table = format!("| crate | used by |\n|---|---|\n{rows}\n");
        let syntax = syn::parse_file(code).unwrap();
        let member = Member::new("generator/src/a.rs", &syntax).unwrap();
        faults(&table, MANIFEST, &[member]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_table_that_is_true_is_no_fault() {
        let code = "use pretty_print::x; use std::fs; fn f(std: u8) { g(std) }";
        assert!(messages("| `pretty-print` | `a` |\n| `std::fs` | `a` |", code).is_empty());
    }

    #[test]
    fn a_use_that_is_not_allowed_is_a_fault() {
        let expected = |name: &str| {
            let what =
                format!("`a` uses `{name}`, and the table `used by` of ARCHITECTURE.md does");
            let out = "leave it to those that may, or change the design there first";
            [format!("generator/src/a.rs:1: {what} not let it; {out}")]
        };
        assert_eq!(
            messages("| `pretty-print` | nothing |", "use pretty_print as p;"),
            expected("pretty-print")
        );
        let rows = "| `pretty-print` | nothing |\n| `std::fs` | nothing |";
        assert_eq!(messages(rows, "fn f() { std::fs::read(x) }"), expected("std::fs"));
        assert_eq!(messages(rows, "use std::{io, fs};"), expected("std::fs"));
    }

    #[test]
    fn the_longest_name_decides() {
        let rows = "| `pretty-print` | `a` |\n| `pretty-print::Reader` | nothing |";
        let code = "use pretty_print::{Reader, write};";
        assert!(
            messages(rows, code)
                .iter()
                .all(|fault| fault.contains("`a` uses `pretty-print::Reader`"))
        );
        assert_eq!(messages(rows, code).len(), 1);
    }

    #[test]
    fn a_use_that_nobody_makes_is_a_fault() {
        assert_eq!(
            messages("| `pretty-print` | `a` |", ""),
            ["ARCHITECTURE.md:3: `a` may use `pretty-print` and does not; remove it"]
        );
    }

    #[test]
    fn dependencies_and_rows_go_together() {
        assert_eq!(
            messages("| `heck` | nothing |", ""),
            [
                "generator/Cargo.toml:4: `pretty-print` has no row in the table `used by` of \
                 ARCHITECTURE.md; add one",
                "ARCHITECTURE.md:3: `heck` is no dependency in generator/Cargo.toml; remove the row"
            ]
        );
    }
}
