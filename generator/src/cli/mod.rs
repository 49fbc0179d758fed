//! The command line: reads which clients to generate, generates them, and reports the outcome. Exit codes:
//! 0 for success, 1 if a description has errors or a crate is out of date, 2 if the call is wrong.

mod arguments;
mod fetch;
mod folder;
mod input;
mod list;
mod outcome;
mod paging;
mod pick;
mod settings;
mod voice;

#[cfg(feature = "fetch")]
pub use arguments::FetchArguments;
pub use arguments::{
    Arguments, Colour, Command, InputArguments, ListArguments, SelectionArguments, Stage, Voice,
};
pub use folder::DiskFolder;
pub use input::Input;
pub use settings::{Client, Fault, clients};

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory as _, Parser as _};

use crate::config::{Config, Selection};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::lock::{self, Lock};
use crate::output;
use crate::source::Source;
use crate::{Generated, emit, parse, read, report, select};
use outcome::{Ending, Outcome};
use voice::print;

/// Runs the command of the binary.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match arguments::Program::try_parse_from(arguments) {
        Ok(program) => match program.command {
            Command::Generate(arguments) => generate(&arguments),
            Command::Check(arguments) => generate(&Arguments { check: true, ..arguments }),
            Command::List(arguments) => list(&arguments),
            #[cfg(feature = "fetch")]
            Command::Fetch(arguments) => fetch_all(&arguments),
            Command::Completions { shell } => {
                let mut command = arguments::Program::command();
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut command, "clientsmith", &mut script);
                print(&String::from_utf8_lossy(&script));
                ExitCode::SUCCESS
            }
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
    let voice = arguments.voice;
    voice.set_colours();
    let clients = match clients(arguments) {
        Ok(clients) => clients,
        Err(Fault::Call(message)) => {
            voice.say_error(&format!("error: {message}\n"));
            return ExitCode::from(2);
        }
        Err(Fault::Settings(diagnostic)) => {
            voice.say_diagnostic(&diagnostic);
            let file = Source::new(arguments.input.config.display().to_string(), Vec::new());
            let report = report::report(&file, &only(&diagnostic));
            if let Some(path) = &arguments.report {
                write_report(path, &report, voice);
            }
            if voice.json {
                Outcome::failed("", Path::new("")).print(Some(&report));
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
    let voice = arguments.voice;
    let working = voice.working(&client.config.name);
    let (source, mut made) = match client.description.read(client.root.as_deref()) {
        Ok(source) => {
            let made = match lock(client) {
                Ok(lock) => crate::generate(&source, &Config { lock, ..client.config.clone() }),
                Err(fault) => only(&fault),
            };
            (source, made)
        }
        Err(fault) => (Source::new(client.description.to_string(), Vec::new()), only(&fault)),
    };
    drop(working);
    // What makes the run fail is said, also by somebody who wants to hear nothing else.
    let is_denied = arguments.deny_warnings && made.diagnostics.count(Severity::Warning) > 0;
    if !voice.is_terse() || is_denied || made.diagnostics.has_errors() {
        voice.say_error(&report::text(&source, &made, true));
    }
    if let Some(stage) = arguments.emit {
        print(&emitted(stage, &made));
        return !made.diagnostics.has_errors();
    }
    let mut outcome = match finish(client, arguments, &made, voice) {
        Ok(outcome) => outcome,
        Err(faults) => {
            faults.iter().for_each(|fault| voice.say_diagnostic(fault));
            faults.into_iter().for_each(|fault| made.diagnostics.add(fault));
            Outcome::failed(&client.config.name, &client.output)
        }
    };
    outcome.elapsed = started.elapsed();
    voice.say(&outcome.summary(&made, voice.verbose));
    // The report is written after a failure too, since it holds what failed.
    let is_wanted = arguments.report.is_some() || voice.json;
    let report = is_wanted.then(|| report::report(&source, &made));
    let mut done = outcome.is_well();
    if let (Some(path), Some(report)) = (&arguments.report, &report) {
        done &= write_report(path, report, voice);
    }
    if voice.json {
        outcome.print(report.as_ref());
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

/// Writes or compares the files; what came of it.
///
/// # Errors
/// What is wrong with the output folder.
fn finish(
    client: &Client,
    arguments: &Arguments,
    made: &Generated,
    voice: Voice,
) -> Result<Outcome, Vec<Diagnostic>> {
    let (name, folder) = (&client.config.name, &client.output);
    let failed = Outcome::failed(name, folder);
    let Some(files) = &made.files else {
        voice.say_error(&format!("error: {name} was not generated, and nothing was changed\n"));
        return Ok(failed);
    };
    let warnings = made.diagnostics.count(Severity::Warning);
    if arguments.deny_warnings && warnings > 0 {
        let warnings = outcome::counted(warnings, "warning");
        let denied = "denied by --deny-warnings; nothing was changed";
        voice.say_error(&format!("error: {warnings} {denied}\n"));
        return Ok(failed);
    }
    let (ending, changes) = match arguments.check {
        true => match output::compare(folder, files)? {
            none if none.is_empty() => (Ending::UpToDate, none),
            changes => {
                if !voice.is_terse() {
                    print(&outcome::shown_diff(&changes.diff(files)));
                }
                let shown = folder.display();
                voice.say_error(&format!("error: {shown} is out of date: generate again\n"));
                (Ending::OutOfDate, changes)
            }
        },
        false => (Ending::Written, output::write(folder, files)?),
    };
    let count = files.0.len();
    Ok(Outcome { ending, changes, count, ..failed })
}

/// Shows what a description has; whether it could be read.
fn list(arguments: &ListArguments) -> ExitCode {
    let voice = arguments.voice;
    voice.set_colours();
    let clients = match arguments.input.stated() {
        Some(stated) => {
            Ok(vec![(Input::called(stated), arguments.input.root.clone(), Selection::default())])
        }
        None => settings::configured(&arguments.input).map(|clients| {
            let all = clients.into_iter();
            all.map(|client| (client.description, client.root, client.config.selection)).collect()
        }),
    };
    let clients = match clients {
        Ok(clients) => clients,
        Err(fault) => {
            voice.say_diagnostic(&fault);
            return ExitCode::FAILURE;
        }
    };
    let mut done = true;
    for (input, root, mut selection) in clients {
        let SelectionArguments { include, exclude } = &arguments.selection;
        if !include.is_empty() || !exclude.is_empty() {
            selection = Selection { include: include.clone(), exclude: exclude.clone() };
        }
        let (source, made) = match input.read(root.as_deref()) {
            Ok(source) => {
                let made = described(&source, &selection);
                (source, made)
            }
            Err(fault) => (Source::new(input.to_string(), Vec::new()), only(&fault)),
        };
        // Warnings are of the client, which is not made here.
        if made.diagnostics.has_errors() {
            voice.say_error(&report::text(&source, &made, true));
            done = false;
        } else if let Some(document) = &made.document {
            let listed = list::listed(document);
            print(&match voice.json {
                true => outcome::json(&listed),
                false => listed.table(),
            });
        }
    }
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a description says, as far as it is chosen.
fn described(source: &Source, selection: &Selection) -> Generated {
    let mut made = Generated::default();
    let parsed = match parse::parse(source) {
        Ok(parsed) => parsed,
        Err(fault) => return only(&fault),
    };
    made.sources = parsed.sources;
    match read::read(parsed.tree, &parsed.faults, &mut made.diagnostics) {
        Ok(mut document) => {
            select::select(&mut document, selection, &mut made.diagnostics);
            made.document = Some(document);
        }
        Err(fault) => made.diagnostics.add(fault),
    }
    made
}

/// Gets the descriptions of the configuration.
#[cfg(feature = "fetch")]
fn fetch_all(arguments: &FetchArguments) -> ExitCode {
    let voice = arguments.voice;
    voice.set_colours();
    let input = InputArguments::of_config(&arguments.config);
    let clients = match settings::configured(&input) {
        Ok(clients) => clients,
        Err(fault) => {
            voice.say_diagnostic(&fault);
            return ExitCode::FAILURE;
        }
    };
    let mut done = true;
    for client in clients {
        let (Some(url), Input::File(file)) = (&client.url, &client.description) else { continue };
        let working = voice.working(url);
        let fetched = fetch::fetch(url, file);
        drop(working);
        match fetched {
            Ok(true) => voice.say(&format!("{}: got from {url}\n", file.display())),
            Ok(false) => voice.say(&format!("{}: unchanged at {url}\n", file.display())),
            Err(fault) => {
                voice.say_diagnostic(&fault);
                done = false;
            }
        }
    }
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn write_report(path: &Path, report: &report::Report, voice: Voice) -> bool {
    let text = outcome::json(report);
    if path == Path::new("-") {
        print(&text);
        return true;
    }
    let written = std::fs::write(path, text);
    if let Err(error) = &written {
        let message = format!("{} cannot be written: {error}", path.display());
        voice.say_diagnostic(&Diagnostic::new(Code::Unwritable, Location::Nowhere, message));
    }
    written.is_ok()
}

/// The outcome of a run that generated nothing and has one diagnostic.
fn only(diagnostic: &Diagnostic) -> Generated {
    let mut diagnostics = Diagnostics::new();
    diagnostics.add(diagnostic.clone());
    Generated { diagnostics, ..Generated::default() }
}
