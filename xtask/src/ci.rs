//! The steps of CI, one after another; each step is a command that a person can run alone.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::instruments;

/// A program and its arguments.
type Step = (&'static str, &'static [&'static str]);

/// The steps that need nothing but a Rust toolchain.
const STEPS: &[Step] = &[
    ("cargo", &["test", "--workspace", "--locked"]),
    ("cargo", &["fmt", "--all", "--check"]),
    ("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    ("cargo", &["xtask", "tidy"]),
    ("cargo", &["xtask", "codegen", "--check"]),
    ("cargo", &["doc", "--workspace", "--no-deps", "--locked"]),
    ("cargo", &["xtask", "features"]),
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

/// A folder of real descriptions, which are no part of the project; the step is left out without it.
const CORPUS: &str = "../shared/corpus/dev";

/// The step fails if the generator crashes on a description.
const CORPUS_STEP: Step =
    ("cargo", &["xtask", "corpus", CORPUS, "--target", "--steps", "generate"]);

/// The steps that call the operations of small descriptions of the project, and let the judges of
/// `conformance` judge the requests. They need Node.js and Python, and are left out without them.
const CONFORMANCE_STEPS: &[Step] = &[
    ("cargo", &["xtask", "conformance", "spec"]),
    (
        "cargo",
        &["xtask", "conformance", "tests/fixture", "--only", "security", "--only", "multipart"],
    ),
];

pub fn run(root: &Path) -> ExitCode {
    let started = Instant::now();
    match all_steps(root) {
        Ok(left_out) => {
            left_out.iter().for_each(|what| println!("\nleft out: {what}"));
            println!("\nall steps passed in {:.0?}", started.elapsed());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the steps that this machine can run; returns why the others were left out.
fn all_steps(root: &Path) -> Result<Vec<String>, String> {
    let mut left_out = Vec::new();
    STEPS.iter().try_for_each(|step| passed(root, step))?;
    match root.join(CORPUS).is_dir() {
        true => passed(root, &CORPUS_STEP)?,
        false => left_out.push(format!("{CORPUS} is not there, so no real description was tried")),
    }
    match instruments::install_judges(root)? {
        None => CONFORMANCE_STEPS.iter().try_for_each(|step| passed(root, step))?,
        Some(why) => left_out.push(format!("nobody judged what goes over the wire: {why}")),
    }
    Ok(left_out)
}

/// Runs a step; an error if it fails.
fn passed(root: &Path, (program, arguments): &Step) -> Result<(), String> {
    let shown = format!("{program} {}", arguments.join(" "));
    println!("\n$ {shown}");
    let started = Instant::now();
    let status = Command::new(program)
        .args(*arguments)
        .current_dir(root)
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .map_err(|error| format!("`{shown}` cannot be run: {error}"))?;
    if !status.success() {
        return Err(format!("`{shown}` failed: {status}"));
    }
    println!("  passed in {:.0?}", started.elapsed());
    Ok(())
}
