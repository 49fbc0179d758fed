//! Exactly what CI runs: each step is a command that a person can run alone.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

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

pub fn run(root: &Path) -> ExitCode {
    let started = Instant::now();
    let has_corpus = root.join(CORPUS).is_dir();
    for (program, arguments) in STEPS.iter().chain(has_corpus.then_some(&CORPUS_STEP)) {
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
    println!("\nall steps passed in {:.0?}", started.elapsed());
    ExitCode::SUCCESS
}
