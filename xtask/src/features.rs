//! A generated crate → whether it compiles with none of its features, with each alone and with all, with the
//! oldest compiler that it promises to support, and for a browser.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use toml::Table;

/// The folder of the crate that is tried.
const CRATE: &str = "generated-client";

/// The target of programs that run in a browser.
const BROWSER: &str = "wasm32-unknown-unknown";

/// Compiles the crate in each way.
pub fn run(root: &Path) -> ExitCode {
    match all(root) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn all(root: &Path) -> Result<(), String> {
    let path = root.join(CRATE).join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{CRATE}: {error}"))?;
    let manifest: Table = text.parse().map_err(|error| format!("{CRATE}: {error}"))?;
    let features = manifest.get("features").and_then(|features| features.as_table());
    let features = features.ok_or("the crate has no features")?;
    compiled(root, &["--no-default-features"], None)?;
    for feature in features.keys().filter(|name| *name != "default") {
        compiled(root, &["--no-default-features", "--features", feature], None)?;
    }
    compiled(root, &["--all-features"], None)?;
    let package = manifest.get("package").and_then(|package| package.get("rust-version"));
    let oldest = package.and_then(|version| version.as_str()).ok_or("no `rust-version`")?;
    match compiler(oldest) {
        // The features that only turn on one of reqwest's say nothing of this crate.
        Some(rustc) => compiled(root, &["--features", "blocking,mock,tracing"], Some(&rustc))?,
        None => println!(
            "left out: there is no rustc {oldest}, which `rustup toolchain install {oldest}` installs"
        ),
    }
    if !is_installed(BROWSER) {
        println!("left out: {BROWSER}, which `rustup target add {BROWSER}` installs");
        return Ok(());
    }
    // A browser has no thread that may wait.
    let features = features.keys().map(String::as_str).filter(|name| *name != "blocking");
    let features = features.collect::<Vec<_>>().join(",");
    compiled(root, &["--target", BROWSER, "--no-default-features"], None)?;
    compiled(root, &["--target", BROWSER, "--features", &features], None)
}

/// Compiles the crate, by another compiler in a target folder of its own.
fn compiled(root: &Path, arguments: &[&str], rustc: Option<&Path>) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--locked"]).args(arguments).current_dir(root.join(CRATE));
    if let Some(rustc) = rustc {
        cargo.env("RUSTC", rustc).arg("--target-dir").arg(root.join("target/oldest"));
    }
    let with = rustc.map_or("", |_| " with the oldest compiler");
    println!("$ cargo check {}{with}", arguments.join(" "));
    let output = cargo.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
    // A quiet cargo says nothing but errors and warnings.
    match output.status.success() && output.stderr.is_empty() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Whether the compiler has the standard library of a target.
fn is_installed(target: &str) -> bool {
    let asked = ["--print", "target-libdir", "--target", target];
    let said = Command::new("rustc").args(asked).output();
    said.is_ok_and(|said| Path::new(String::from_utf8_lossy(&said.stdout).trim()).is_dir())
}

/// The compiler of a version: one in the PATH, such as that of Debian, or one that rustup has.
fn compiler(version: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let mut in_path = env::split_paths(&folders).map(|folder| folder.join("rustc"));
    let is_of_version = |rustc: &PathBuf| {
        let said = said(Command::new(rustc).arg("--version"));
        said.is_some_and(|said| said.starts_with(&format!("rustc {version}.")))
    };
    in_path.find(is_of_version).or_else(|| {
        let toolchains = said(Command::new("rustup").args(["toolchain", "list"]))?;
        let mut names = toolchains.split_whitespace();
        let of_version = |name: &&str| {
            name.strip_prefix(version).is_some_and(|rest| rest.starts_with(['.', '-']))
        };
        let name = names.find(of_version)?;
        let path = said(Command::new("rustup").args(["which", "rustc", "--toolchain", name]))?;
        Some(PathBuf::from(path.trim()))
    })
}

/// What a command prints, if it can be run and ends well.
fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
