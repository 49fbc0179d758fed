//! The command line: reads which clients to generate, generates them, and reports the outcome. Exit codes:
//! 0 for success, 1 if a description has errors or a crate is out of date, 2 if the call is wrong.

mod arguments;
mod folder;
mod paging;
mod settings;

pub use arguments::{Arguments, Command, Stage};
pub use folder::DiskFolder;
pub use settings::{Client, Fault, clients};

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::format::Files;
use crate::lock::{self, Lock};
use crate::output::{self, Changes};
use crate::source::Source;
use crate::{Generated, emit, report};

/// A diff is shown up to this many lines.
const LONGEST_DIFF: usize = 400;

/// Runs the command of the binary.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match arguments::Program::try_parse_from(arguments) {
        Ok(program) => match program.command {
            Command::Generate(arguments) => generate(&arguments),
            Command::Check(arguments) => generate(&Arguments { check: true, ..arguments }),
        },
        Err(error) => {
            // `--help` and `--version` come as errors of clap too, but the call is not wrong.
            let wrong = error.use_stderr();
            let printed = error.print();
            if wrong || printed.is_err() { ExitCode::from(2) } else { ExitCode::SUCCESS }
        }
    }
}

/// Generates every client that the arguments name.
pub fn generate(arguments: &Arguments) -> ExitCode {
    let clients = match clients(arguments) {
        Ok(clients) => clients,
        Err(Fault::Call(message)) => {
            say(&format!("error: {message}\n"));
            return ExitCode::from(2);
        }
        Err(Fault::Settings(diagnostic)) => {
            say_diagnostic(&diagnostic);
            if let Some(path) = &arguments.report {
                let file = Source::new(arguments.config.display().to_string(), Vec::new());
                write_report(path, &report::report(&file, &only(&diagnostic)));
            }
            return ExitCode::FAILURE;
        }
    };
    let mut done = true;
    for client in &clients {
        done &= generate_one(client, arguments);
    }
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Generates one client; whether all was well.
fn generate_one(client: &Client, arguments: &Arguments) -> bool {
    let started = Instant::now();
    let shown = client.description.display().to_string();
    let (source, mut made) = match std::fs::read(&client.description) {
        Ok(bytes) => {
            let folder = DiskFolder::of(&client.description, client.root.as_deref());
            let source = Source::new(shown, bytes).in_folder(folder);
            let made = match lock(client) {
                Ok(lock) => crate::generate(&source, &Config { lock, ..client.config.clone() }),
                Err(fault) => only(&fault),
            };
            (source, made)
        }
        Err(error) => {
            let message = format!("{shown} cannot be read: {error}");
            let fault = Diagnostic::new(Code::Unreadable, Location::Nowhere, message);
            (Source::new(shown, Vec::new()), only(&fault))
        }
    };
    say(&report::text(&source, &made, std::io::stderr().is_terminal()));
    if let Some(stage) = arguments.emit {
        print(&emitted(stage, &made));
        return !made.diagnostics.has_errors();
    }
    let mut done = match finish(client, arguments, &made, started) {
        Ok(done) => done,
        Err(faults) => {
            faults.iter().for_each(say_diagnostic);
            faults.into_iter().for_each(|fault| made.diagnostics.add(fault));
            false
        }
    };
    // The report is written after a failure too, since it holds what failed.
    if let Some(path) = &arguments.report {
        let report = report::report(&source, &made);
        done &= write_report(path, &report);
    }
    done
}

/// What the crate in the output folder has published; nothing if there is none yet.
///
/// # Errors
/// If the lock is there and cannot be read.
fn lock(client: &Client) -> Result<Lock, Diagnostic> {
    match std::fs::read_to_string(client.output.join(lock::FILE)) {
        Ok(text) => Lock::parse(&text),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Lock::default())
        }
        Err(error) => {
            let message = format!("`{}` cannot be read: {error}", lock::FILE);
            Err(Diagnostic::new(Code::RefusedLock, Location::Nowhere, message))
        }
    }
}

fn emitted(stage: Stage, made: &Generated) -> String {
    match (stage, &made.document, &made.api, &made.names) {
        (Stage::Document, Some(document), _, _) => format!("{document:#?}\n"),
        (Stage::Api, _, Some(api), _) => emit::api(api),
        (Stage::Names, _, Some(api), Some(names)) => emit::names(api, names),
        _ => String::new(),
    }
}

/// Writes or compares the files, and says what happened; whether all was well.
///
/// # Errors
/// What is wrong with the output folder.
fn finish(
    client: &Client,
    arguments: &Arguments,
    made: &Generated,
    started: Instant,
) -> Result<bool, Vec<Diagnostic>> {
    let name = &client.config.name;
    let warnings = made.diagnostics.count(Severity::Warning);
    let Some(files) = &made.files else {
        say(&format!("error: {name} was not generated, and nothing was changed\n"));
        return Ok(false);
    };
    if arguments.deny_warnings && warnings > 0 {
        say(&format!(
            "error: {} denied by --deny-warnings; nothing was changed\n",
            counted(warnings, "warning")
        ));
        return Ok(false);
    }
    let changes = match arguments.check {
        true => output::compare(&client.output, files)?,
        false => output::write(&client.output, files)?,
    };
    if arguments.check {
        return Ok(check(name, client, &changes, files));
    }
    for (sign, path) in listed(&changes) {
        say(&format!("  {sign} {}\n", client.output.join(path).display()));
    }
    let written = changes.added.len() + changes.changed.len();
    say(&format!(
        "{name}: {}, {}, {} written, {} removed, {} unchanged, in {:.0?}\n",
        operations(made),
        warned(&made.diagnostics),
        counted(written, "file"),
        changes.removed.len(),
        files.0.len() - written,
        started.elapsed(),
    ));
    Ok(true)
}

fn check(name: &str, client: &Client, changes: &Changes, files: &Files) -> bool {
    if changes.is_empty() {
        say(&format!("{name}: {} is up to date\n", client.output.display()));
        return true;
    }
    let diff = changes.diff(files);
    let lines: Vec<&str> = diff.lines().collect();
    for line in lines.iter().take(LONGEST_DIFF) {
        print(&format!("{line}\n"));
    }
    if lines.len() > LONGEST_DIFF {
        print(&format!("... and {} more lines\n", lines.len() - LONGEST_DIFF));
    }
    say(&format!("error: {} is out of date: generate again\n", client.output.display()));
    false
}

fn listed(changes: &Changes) -> Vec<(char, &std::path::PathBuf)> {
    let mut all: Vec<_> = changes.added.iter().map(|path| ('+', path)).collect();
    all.extend(changes.changed.iter().map(|(path, _)| ('~', path)));
    all.extend(changes.removed.iter().map(|(path, _)| ('-', path)));
    all.sort_by_key(|(_, path)| *path);
    all
}

fn write_report(path: &std::path::Path, report: &report::Report) -> bool {
    let text = serde_json::to_string_pretty(report).map_err(|error| error.to_string());
    let written =
        text.and_then(|text| std::fs::write(path, text + "\n").map_err(|error| error.to_string()));
    if let Err(error) = &written {
        let message = format!("{} cannot be written: {error}", path.display());
        say_diagnostic(&Diagnostic::new(Code::Unwritable, Location::Nowhere, message));
    }
    written.is_ok()
}

/// How many operations there are, and how many of them come in pages.
fn operations(made: &Generated) -> String {
    let operations = made.api.iter().flat_map(|api| api.operations.iter());
    let (all, paged) = operations.fold((0, 0), |(all, paged), (_, operation)| {
        (all + 1, paged + usize::from(operation.paging.is_some()))
    });
    match paged {
        0 => counted(all, "operation"),
        paged => format!("{} ({paged} in pages)", counted(all, "operation")),
    }
}

/// How many warnings there are, and how many are allowed.
fn warned(said: &Diagnostics) -> String {
    let warnings = counted(said.count(Severity::Warning), "warning");
    match said.count_allowed() {
        0 => warnings,
        allowed => format!("{warnings} and {allowed} allowed"),
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn say_diagnostic(diagnostic: &Diagnostic) {
    let source = Source::new("", Vec::new());
    say(&report::text(&source, &only(diagnostic), std::io::stderr().is_terminal()));
}

/// The outcome of a run that generated nothing and has one diagnostic.
fn only(diagnostic: &Diagnostic) -> Generated {
    let mut made = Generated::default();
    made.diagnostics.add(diagnostic.clone());
    made
}

/// Writes text for people to standard error. A closed standard error does not stop the run.
fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Writes the requested output to standard output.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
