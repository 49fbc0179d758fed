//! Exactly what CI runs: each step is a command that a person can run alone.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::conformance;

/// The steps: the README's test command, and then what is not a test.
const STEPS: &[(&str, &[&str])] = &[
    ("cargo", &["test", "--workspace", "--locked"]),
    ("cargo", &["fmt", "--all", "--check"]),
    ("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    ("cargo", &["xtask", "tidy"]),
    ("cargo", &["xtask", "codegen", "--check"]),
    ("cargo", &["doc", "--workspace", "--no-deps", "--locked"]),
    (
        "cargo",
        &[
            "package",
            "--package",
            "clientsmith",
            "--package",
            "salesive",
            "--locked",
            "--allow-dirty",
        ],
    ),
];

/// Real descriptions that are no part of the project, and what is asked of them: that nothing crashes.
const CORPUS: &str = "../shared/corpus/dev";
const CORPUS_STEP: (&str, &[&str]) =
    ("cargo", &["xtask", "corpus", CORPUS, "--target", "--steps", "generate"]);

/// Small descriptions of the project whose operations are called, and judged by programs that we did
/// not write. They need Node.js and Python, which a clean clone may lack.
const CONFORMANCE_STEPS: &[(&str, &[&str])] = &[
    ("cargo", &["xtask", "conformance", "spec"]),
    (
        "cargo",
        &["xtask", "conformance", "tests/fixture", "--only", "security", "--only", "multipart"],
    ),
];

pub fn run(root: &Path) -> ExitCode {
    let started = Instant::now();
    let has_corpus = root.join(CORPUS).is_dir();
    let no_judges = conformance::obstacle(root);
    let corpus = has_corpus.then_some(&CORPUS_STEP);
    let judged = if no_judges.is_none() { CONFORMANCE_STEPS } else { &[] };
    for (program, arguments) in STEPS.iter().chain(corpus).chain(judged) {
        let shown = format!("{program} {}", arguments.join(" "));
        println!("\n$ {shown}");
        let step = Instant::now();
        let status = Command::new(program)
            .args(*arguments)
            .current_dir(root)
            .env("RUSTDOCFLAGS", "-D warnings")
            .status();
        match status {
            Ok(status) if status.success() => println!("  passed in {:.0?}", step.elapsed()),
            Ok(status) => {
                eprintln!("error: `{shown}` failed: {status}");
                return ExitCode::FAILURE;
            }
            Err(error) => {
                eprintln!("error: `{shown}` cannot be run: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    if !has_corpus {
        println!("\nleft out: {CORPUS} is not there, so no real description was tried");
    }
    if let Some(obstacle) = no_judges {
        println!("\nleft out: nobody judged what goes over the wire: {obstacle}");
    }
    println!("\nall steps passed in {:.0?}", started.elapsed());
    ExitCode::SUCCESS
}
