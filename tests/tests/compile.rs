//! What is generated compiles without a warning, from every fixture and from a few real descriptions
//! where they are at hand; its docs and their examples too. The calls that a fixture makes with its crate succeed.
//! It compiles for a browser too, where that target is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientsmith::cli::DiskFolder;
use clientsmith::report::{Report, Status, report};
use clientsmith::source::Source;
use clientsmith::{generate, output};

/// Real descriptions, read where the project is checked out beside them.
const REAL: [&str; 5] =
    ["petstore-3.0", "oai-petstore-expanded", "oai-tictactoe-3.1", "oai-link-example", "museum"];

/// What is compiled here is neither debugged nor compiled again after a change.
const WORKSPACE: &str = "\
[profile.dev]
debug = false
incremental = false

[workspace]
resolver = \"3\"
";

/// The target of programs that run in a browser.
const BROWSER: &str = "wasm32-unknown-unknown";

/// The crate with a feature for each tag.
const TAGGED: &str = "fixture_tag_features";

/// The file of a fixture that makes calls with its crate, and checks what goes over the wire.
const CALLS: &str = "wire.rs";

/// A description to generate a crate from.
struct Case {
    name: String,
    description: PathBuf,
}

/// A workspace in the target folder, so that the dependencies are compiled once.
struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    fn new(name: &str) -> Self {
        Self { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) }
    }

    /// Generates the crates of all cases, and says what became of each.
    fn fill(&self, cases: &[Case]) -> Vec<(String, Report)> {
        let mut reports = Vec::new();
        let mut members = Vec::new();
        for Case { name, description } in cases {
            let bytes = fs::read(description).unwrap_or_default();
            let others = DiskFolder::of(description, None);
            let source = Source::new("openapi", bytes).in_folder(others);
            let folder = description.parent().unwrap_or(description);
            let made = generate(&source, &tests::config(folder, name));
            let files = made.files.clone().unwrap_or_default();
            assert!(!files.0.is_empty(), "{name} is not generated");
            let written = output::write(&self.folder.join(name), &files);
            assert!(written.is_ok(), "{name} is not written: {written:?}");
            // What a fixture calls itself becomes a test of its crate.
            let calls = folder.join(CALLS);
            if calls.is_file() {
                let placed = fs::copy(calls, self.folder.join(name).join("tests").join(CALLS));
                assert!(placed.is_ok(), "{name}: {placed:?}");
            }
            reports.push((name.clone(), report(&source, &made)));
            members.push(format!("{name:?}"));
        }
        let manifest = format!("{WORKSPACE}members = [{}]\n", members.join(", "));
        let lock = fs::read(tests::root().join("Cargo.lock")).unwrap_or_default();
        let placed = fs::write(self.folder.join("Cargo.toml"), manifest)
            .and_then(|()| fs::write(self.folder.join("Cargo.lock"), lock));
        assert!(placed.is_ok(), "{placed:?}");
        reports
    }

    /// Descriptions that nobody wants to see in a folder: the obstacle course of names, and types that
    /// hold each other deeply.
    fn made(&self) -> Vec<Case> {
        let member: fn(&str) -> String =
            |next| format!("required: [next], properties: {{next: {next}}}");
        let optional: fn(&str) -> String = |next| format!("properties: {{next: {next}}}");
        let cases = [
            ("obstacles", tests::obstacles()),
            ("deep_members", tests::deep(150, member)),
            ("deep_optional_members", tests::deep(150, optional)),
        ];
        let case = |(name, text): (&str, String)| {
            let description = self.folder.join(format!("{name}.yaml"));
            let placed =
                fs::create_dir_all(&self.folder).and_then(|()| fs::write(&description, text));
            assert!(placed.is_ok(), "{placed:?}");
            Case { name: name.to_owned(), description }
        };
        cases.into_iter().map(case).collect()
    }

    /// Runs cargo on the workspace; it must succeed and say no warning.
    fn cargo(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTDOCFLAGS", "-D warnings")
            .output();
        let (done, said) = match &output {
            Ok(output) => {
                (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
            }
            Err(error) => (false, error.to_string()),
        };
        let has_warned = said.lines().any(|line| line.starts_with("warning"));
        assert!(done && !has_warned, "cargo {arguments:?}:\n{}", without_progress(&said));
    }
}

/// Whether the compiler has the standard library of a target.
fn is_installed(target: &str) -> bool {
    let asked = ["--print", "target-libdir", "--target", target];
    let said = Command::new("rustc").args(asked).output();
    said.is_ok_and(|said| Path::new(String::from_utf8_lossy(&said.stdout).trim()).is_dir())
}

/// What cargo said, without its progress, which would hide the rest in a long log.
fn without_progress(said: &str) -> String {
    let progress = ["Compiling", "Checking", "Documenting", "Generated", "Finished", "Doc-tests"];
    let is_progress = |line: &str| progress.iter().any(|word| line.trim_start().starts_with(word));
    let lines: Vec<&str> = said.lines().filter(|line| !is_progress(line)).collect();
    lines.join("\n")
}

/// The fixtures, each as a crate.
fn fixtures() -> Vec<Case> {
    let case = |(name, folder): (String, PathBuf)| Case {
        name: format!("fixture_{name}"),
        description: folder.join("openapi.yaml"),
    };
    tests::fixtures().into_iter().map(case).collect()
}

/// The real descriptions that are at hand.
fn real() -> Vec<Case> {
    let corpus = tests::root().join("../shared/corpus/dev");
    let case = |name: &&str| {
        let folder = corpus.join(name);
        let files = ["openapi.yaml", "openapi.json"].map(|file| folder.join(file));
        let description = files.into_iter().find(|file| file.is_file())?;
        Some(Case { name: name.replace('.', "_"), description })
    };
    let cases: Vec<Case> = REAL.iter().filter_map(case).collect();
    if cases.is_empty() {
        println!("left out: there are no real descriptions at {}", corpus.display());
    }
    cases
}

// One workspace and so one test: what takes time is compiling the dependencies.
#[test]
fn what_is_generated_compiles_and_is_documented_without_a_warning() {
    let real = real();
    let names: Vec<String> = real.iter().map(|case| case.name.clone()).collect();
    let workspace = Workspace::new("generated");
    let cases = fixtures().into_iter().chain(workspace.made()).chain(real);
    let cases: Vec<Case> = cases.collect();
    let reports = workspace.fill(&cases);
    for (name, report) in reports.iter().filter(|(name, _)| names.contains(name)) {
        assert!(!report.operations.is_empty(), "{name}");
        for operation in &report.operations {
            let said = operation.reason.as_deref().unwrap_or_default();
            assert_eq!(
                operation.status,
                Status::Generated,
                "{name} {}: {said}",
                operation.operation_id
            );
        }
    }
    let trial = ["--all-targets", "--features", "operations"];
    let lint = [&["clippy", "--workspace"], &trial[..], &["--", "-D", "warnings"]].concat();
    workspace.cargo(&lint);
    workspace.cargo(&["doc", "--workspace", "--no-deps"]);
    workspace.cargo(&["test", "--workspace", "--doc"]);
    workspace.cargo(&["test", "--workspace", "--test", "wire"]);
    // A crate with features for its tags compiles with each part of them.
    for tags in [&[][..], &["tag-orders"], &["tag-stock-items"]] {
        let part = ["check", "--package", TAGGED, "--no-default-features", "--features"];
        workspace.cargo(&[&part[..], &[&tags.join(",")]].concat());
    }
    match is_installed(BROWSER) {
        true => workspace.cargo(&[
            "check",
            "--workspace",
            "--target",
            BROWSER,
            "--features",
            "mock,tracing",
        ]),
        false => println!("left out: the target {BROWSER} is not installed"),
    }
}
