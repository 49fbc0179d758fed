//! The table of codes: every code is raised by a problem or a fixture, and `docs/diagnostics.md` says
//! what each means, with an example of what is really said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use clientsmith::diagnostic::{Code, Severity};
use serde_json::Value;

use crate::said::{Said, fixtures, problems};

/// Codes that no folder can raise, and why.
const WITHOUT_EXAMPLE: &[(Code, &str)] =
    &[(Code::Internal, "a fault of this program that is known is mended")];

/// What begins the page. The rest is made.
const INTRODUCTION: &str = "\
<!-- Made from the table of codes and the folders of tests/problem and tests/fixture:
     UPDATE_DOCS=1 cargo test -p tests --test problems -->
# Diagnostics

Whatever is wrong with a description, or not carried as described, is said with a code, a place and a
way out. Codes are fixed for good.

- An **error** means that nothing is generated and nothing is written.
- A **warning** means that one place is not carried as described; the rest is generated.
  `--deny-warnings` makes it a failure, unless [the configuration](configuration.md) allows it there.
- A **note** has no effect on the crate as described. It stands only in the report (`--report FILE`),
  whose shape is [report.schema.json](report.schema.json).

";

#[test]
fn every_code_is_raised_by_a_problem_or_a_fixture() {
    let raised: BTreeSet<&str> = examples().into_keys().collect();
    let excused: BTreeSet<&str> = WITHOUT_EXAMPLE.iter().map(|(code, _)| code.id()).collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let missing: Vec<&str> = all.difference(&(&raised | &excused)).copied().collect();
    assert_eq!(missing, Vec::<&str>::new(), "each of these needs a folder in tests/problem");
    let both: Vec<&str> = raised.intersection(&excused).copied().collect();
    assert_eq!(both, Vec::<&str>::new(), "these need no excuse");
}

#[test]
fn the_page_of_diagnostics_is_what_the_table_of_codes_says() {
    let file = tests::root().join("docs/diagnostics.md");
    let page = page(&examples());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    let place = found.lines().zip(page.lines()).position(|(found, made)| found != made);
    let place = place.map_or("its end".to_owned(), |index| format!("line {}", index + 1));
    let way_out = "`UPDATE_DOCS=1 cargo test -p tests --test problems` brings it up to date";
    assert!(found == page, "docs/diagnostics.md is out of date from {place} on: {way_out}");
}

fn page(examples: &BTreeMap<&'static str, String>) -> String {
    let mut page = INTRODUCTION.to_owned();
    let _ = writeln!(page, "| code | severity | meaning |\n|---|---|---|");
    for code in Code::ALL {
        let severity = severity(*code);
        let _ = writeln!(page, "| [`{0}`](#{0}) | {severity} | {1} |", code.id(), meaning(*code));
    }
    for code in Code::ALL {
        let severity = severity(*code);
        let _ = writeln!(page, "\n## {}\n\n*{severity}* · {}\n", code.id(), meaning(*code));
        let _ = writeln!(page, "The way out: {}.", code.help());
        if let Some(example) = examples.get(code.id()) {
            let _ = writeln!(page, "\n```text\n{example}\n```");
        }
    }
    page
}

fn meaning(code: Code) -> &'static str {
    code.meaning().trim()
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// One example of each code that is said anywhere: of a problem rather than of a fixture, and best
/// of the problem that bears its name.
fn examples() -> BTreeMap<&'static str, String> {
    let (problems, fixtures) = (problems(), fixtures());
    let mut examples = BTreeMap::new();
    for code in Code::ALL {
        let named = |said: &&Said| said.name == code.id().replace('-', "_");
        let ranked = problems.iter().filter(named).chain(&problems).chain(&fixtures);
        if let Some(example) = ranked.into_iter().find_map(|said| example(*code, said)) {
            examples.insert(code.id(), example);
        }
    }
    examples
}

/// What is said first with a code, without the way out.
fn example(code: Code, said: &Said) -> Option<String> {
    let start = format!("{}[{}]: ", severity(code), code.id());
    let shown = said.text.split("\n\n").find(|block| block.starts_with(&start));
    if let Some(block) = shown {
        let block = block.split("\nhelp: ").next().unwrap_or(block);
        let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
        return Some(lines.join("\n").trim_end_matches([' ', '|', '\n']).to_owned());
    }
    // Notes are not shown to people.
    let rows = said.report.as_ref()?["diagnostics"].as_array()?;
    let row = rows.iter().find(|row| row["code"] == code.id())?;
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let place = match (&row["line"], &row["column"]) {
        (Value::Null, _) => String::new(),
        (line, column) => format!("\n --> {}:{line}:{column}", text("file")),
    };
    Some(format!("{start}{}{place}", text("message")))
}
