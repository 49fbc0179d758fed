//! Files of the project → faults against the project's rules that no compiler checks. Which room may use
//! which is read from the tables of ARCHITECTURE.md. Rules on code are checked on its syntax, not on its
//! text.

mod coupling;
mod crates;
mod fault;
mod files;
mod imports;
mod macros;
mod opening;
mod order;
mod paths;
mod rooms;
mod sizes;
mod table;
mod test_code;
mod texts;
mod tokens;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use coupling::Source;
use fault::Fault;
use files::TextFile;
use rooms::Member;
use sizes::Biggest;

/// The file with the tables of rooms and crates.
const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// The manifest with the crates that rooms may use.
const MANIFEST: &str = "generator/Cargo.toml";

/// The command-line arguments of `cargo xtask tidy`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Also print what was counted, and what the circles among the files of `lower` are made of
    #[arg(long)]
    figures: bool,
}

pub fn run(arguments: &Arguments, root: &Path) -> ExitCode {
    let (files, unreadable) = files::of(root);
    let Checked { mut faults, biggest, coupling } = check(&files);
    faults.extend(unreadable);
    faults.sort();
    faults.dedup();
    for fault in &faults {
        eprintln!("{fault}");
    }
    if arguments.figures {
        coupling.in_circles.iter().for_each(|dependency| println!("{dependency}"));
        println!("{coupling}");
    }
    if faults.is_empty() {
        println!("tidy: {} files are in order; {biggest}", files.len());
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The faults of a project, and its figures.
struct Checked {
    faults: Vec<Fault>,
    biggest: Biggest,
    coupling: coupling::Figures,
}

/// Applies each rule to the files that it is for.
fn check(files: &[TextFile]) -> Checked {
    let mut faults = Vec::new();
    let mut biggest = Biggest::default();
    let mut members = Vec::new();
    let mut syntaxes = BTreeMap::new();
    for file in files {
        faults.extend(texts::faults(file));
        if !file.path.ends_with(".rs") {
            continue;
        }
        faults.extend(macros::faults(file));
        if file.path.starts_with("generated-client/") {
            continue;
        }
        faults.extend(opening::faults(file));
        match syn::parse_file(&file.text) {
            Ok(syntax) => {
                faults.extend(sizes::faults(file, &syntax, &mut biggest));
                members.extend(Member::new(&file.path, &syntax));
                syntaxes.insert(file.path.as_str(), syntax);
            }
            Err(error) => {
                let what = format!("cannot be read as Rust ({error}); mend it");
                faults.push(Fault::new(&file.path, error.span().start().line, what));
            }
        }
    }
    faults.extend(sizes::rooms(files, &mut biggest));
    faults.extend(opening::rooms(files));
    rooms::drop_test_code(&mut members);
    faults.extend(order::faults(&members));
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).unwrap_or_default()
    };
    faults.extend(imports::faults(text(ARCHITECTURE), &members));
    faults.extend(crates::faults(text(ARCHITECTURE), text(MANIFEST), &members));
    let sources = members.iter().filter_map(|member| {
        let syntax = syntaxes.get(member.path.as_str())?;
        Some(Source { path: &member.path, syntax })
    });
    let (coupled, coupling) = coupling::check(&sources.collect::<Vec<_>>());
    faults.extend(coupled);
    Checked { faults, biggest, coupling }
}

#[cfg(test)]
mod tests {
    use super::{TextFile, check};

    const ARCHITECTURE: &str = "\
| room | may use |
|---|---|
| `lib` | `api` |
| `api` | nothing |

| crate | used by |
|---|---|
| `heck` | `api` |
";

    fn house(api: &str) -> Vec<TextFile> {
        let opening = "//! The API as a client sees it, in words of no language.\n";
        vec![
            TextFile::new("ARCHITECTURE.md", ARCHITECTURE),
            TextFile::new("generator/Cargo.toml", "[dependencies]\nheck = \"1\"\n"),
            TextFile::new("generator/src/lib.rs", "//! All.\nmod api;\nuse api::Api;\n"),
            TextFile::new("generator/src/api.rs", format!("{opening}use heck::A;\n{api}")),
        ]
    }

    fn messages(api: &str) -> Vec<String> {
        check(&house(api)).faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_house_in_order_has_no_fault() {
        assert_eq!(messages("pub struct Api;"), Vec::<String>::new());
    }

    #[test]
    fn every_rule_is_checked() {
        let place = "generator/src/api.rs:3: ";
        for (api, part) in [
            ("use crate::Made;", "`api` uses `lib`"),
            ("use std::collections::HashMap;", "HashMap"),
            (concat!("fn f() { todo", "!() }"), "`todo!`"),
            ("fn f( {", "cannot be read as Rust"),
            (concat!("// See sparse", "+https://here"), "registry"),
        ] {
            let messages = messages(api);
            assert!(
                messages.iter().any(|fault| fault.starts_with(place) && fault.contains(part)),
                "{messages:?}"
            );
        }
    }

    #[test]
    fn code_for_tests_may_use_what_it_needs() {
        assert_eq!(
            messages("#[cfg(test)] mod t { use crate::Made; fn f() { heck::a() } }"),
            [""; 0]
        );
    }

    #[test]
    fn long_files_and_bare_ones_are_faults() {
        assert!(messages(&"\n".repeat(400)).iter().any(|fault| fault.contains("402 lines")));
        let bare = [TextFile::new("tests/a.rs", "fn a() {}")];
        let faults = check(&bare).faults;
        assert!(faults.iter().any(|fault| fault.to_string().starts_with("tests/a.rs:1: ")));
    }
}
