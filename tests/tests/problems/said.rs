//! Runs the folders of `tests/problem` and `tests/fixture`, and pins what is said of the problems.
//!
//! A problem is a folder with the smallest `openapi.yaml` or `openapi.json` that shows it. One that
//! is not of the description has a file `call` besides, with the arguments of the command, which is
//! run in a copy of the folder.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientsmith::config::Config;
use clientsmith::source::Source;
use clientsmith::{Generated, generate, report};
use serde_json::Value;

/// What was said of one description or call.
pub struct Said {
    /// The name of its folder.
    pub name: String,
    /// What people see.
    pub text: String,
    /// The report, if there is one.
    pub report: Option<Value>,
    /// What was generated, or how the command ended.
    outcome: String,
}

/// What is said of every problem, by the names of the folders.
pub fn problems() -> Vec<Said> {
    let mut problems = Vec::from(nested());
    for folder in folders("problem") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let description = ["openapi.yaml", "openapi.json"]
            .into_iter()
            .find(|description| folder.join(description).is_file());
        problems.push(match description {
            _ if folder.join("call").is_file() => called(&name, &folder),
            Some(file) => described(&name, file, fs::read(folder.join(file)).unwrap()),
            None if problems.iter().any(|made| made.name == name) => continue,
            None => panic!("{name} has neither a description nor a call"),
        });
    }
    problems.sort_by(|a, b| a.name.cmp(&b.name));
    problems
}

/// What is said of every fixture.
pub fn fixtures() -> Vec<Said> {
    let fixtures = tests::fixtures().into_iter();
    fixtures
        .map(|(name, folder)| {
            described(&name, "openapi.yaml", fs::read(folder.join("openapi.yaml")).unwrap())
        })
        .collect()
}

fn folders(kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(tests::root().join("tests").join(kind)).unwrap();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

/// 10,000 levels, which nobody wants to see in a folder.
fn nested() -> [Said; 2] {
    let open = "{\"x\":".repeat(10_000);
    let json = format!("{{\n\"openapi\": \"3.1.0\",\n\"x-deep\":\n{open}1{}}}", "}".repeat(10_000));
    let open = "[".repeat(10_000);
    let yaml = format!("openapi: 3.1.0\nx-deep:\n  {open}{}\n", "]".repeat(10_000));
    [
        described("ten_thousand_levels_json", "openapi.json", json.into()),
        described("ten_thousand_levels_yaml", "openapi.yaml", yaml.into()),
    ]
}

fn described(name: &str, file: &str, bytes: Vec<u8>) -> Said {
    let source = Source::new(file, bytes);
    let made = generate(&source, &Config::new("shop"));
    let report = report::report(&source, &made);
    Said {
        name: name.to_owned(),
        text: report::text(&source, &made, false),
        outcome: outcome(&made),
        report: Some(serde_json::to_value(report).unwrap()),
    }
}

fn outcome(made: &Generated) -> String {
    assert_eq!(made.files.is_none(), made.diagnostics.has_errors());
    match &made.files {
        Some(_) => "the crate is generated".to_owned(),
        None => "nothing is generated".to_owned(),
    }
}

/// Runs the command in a copy of the folder, so that it sees no path of this machine.
fn called(name: &str, folder: &Path) -> Said {
    let place = tempfile::tempdir().unwrap();
    copy(folder, place.path());
    let call = fs::read_to_string(folder.join("call")).unwrap();
    let before = listed(place.path());
    let output = Command::new(env!("CARGO_BIN_EXE_command"))
        .args(call.split_whitespace())
        .args(["--report", "report.json"])
        .current_dir(place.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{name}");
    let report = fs::read(place.path().join("report.json")).ok();
    let _ = fs::remove_file(place.path().join("report.json"));
    let code = output.status.code().unwrap();
    let written = match listed(place.path()) == before {
        true => "nothing is written",
        false => "the crate is written",
    };
    assert!(code == 0 || written.starts_with("nothing"), "{name}: a failure has written");
    Said {
        name: name.to_owned(),
        text: without_files(&String::from_utf8(output.stderr).unwrap()),
        outcome: format!("exit code {code}, and {written}"),
        report: report.map(|bytes| serde_json::from_slice(&bytes).unwrap()),
    }
}

/// What the command says, without the files that it writes and how long that took.
fn without_files(said: &str) -> String {
    let lines = said.lines().filter(|line| !line.starts_with("  + "));
    let lines = lines.map(|line| match line.contains(" written, ") {
        true => line.splitn(3, ", ").take(2).collect::<Vec<_>>().join(", "),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if from.is_dir() {
            fs::create_dir(to.join(&name)).unwrap();
            copy(&from, &to.join(&name));
        } else {
            fs::copy(&from, to.join(&name)).unwrap();
        }
    }
}

/// Every path below a folder.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(listed(&path));
        }
        paths.push(path);
    }
    paths.sort();
    paths
}

/// The rows of the report, each on one line, and what became of the operations.
fn rows(report: &Value) -> String {
    let mut text = String::new();
    let mut add = |row: &Value, keys: &[&str]| {
        let shown: Vec<String> =
            keys.iter().map(|key| format!("\"{key}\": {}", row[key])).collect();
        let _ = writeln!(text, "{{{}}}", shown.join(", "));
    };
    for row in report["diagnostics"].as_array().unwrap() {
        // What is shown to people stands above.
        match row["severity"].as_str() {
            Some("note") => {
                add(row, &["code", "severity", "pointer", "line", "column", "message"]);
            }
            _ if row["allowed"] == true => {
                add(row, &["code", "severity", "pointer", "line", "column", "allowed", "reason"]);
            }
            _ => add(row, &["code", "severity", "pointer", "line", "column"]),
        }
    }
    for row in report["operations"].as_array().unwrap() {
        add(row, &["method", "path", "rust", "status", "reason"]);
    }
    text
}

#[test]
fn what_is_said_of_every_problem_is_pinned() {
    let problems = problems();
    assert!(problems.len() > 30, "{} problems", problems.len());
    for said in problems {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(tests::root().join("tests/problem").join(&said.name));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let rows = said.report.as_ref().map_or("none\n".to_owned(), rows);
        let text =
            format!("{}\n==== report\n{rows}\n==== {}\n", said.text.trim_end(), said.outcome);
        settings.bind(|| insta::assert_snapshot!("said", text));
    }
}
