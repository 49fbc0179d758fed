//! A generated crate and a command of Cargo → its errors and warnings, and the time that the crate takes
//! without its dependencies.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Instant, SystemTime};

use serde::{Deserialize, Serialize};

use super::child::tail;
use super::workspace::Workspace;

/// How many messages a result holds: the first ones show what is wrong, and a broken crate has thousands.
const MAX_MESSAGES: usize = 5;

/// How many characters of a message a result holds.
const MAX_MESSAGE_LENGTH: usize = 1500;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n\n";

/// The profile of measured crates: nobody debugs them, and each is compiled once.
pub const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n";

/// The target folder and the lock file that Cargo uses.
#[derive(Debug, Clone)]
pub struct Cargo {
    /// The target folder, shared by descriptions so that dependencies are compiled once.
    pub target: PathBuf,
    /// The lock file of the project: with its versions nothing needs to be downloaded.
    pub lock: PathBuf,
}

/// The result of a command of Cargo on a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compiled {
    /// Whether the command came as far as compiling the crate.
    pub ran: bool,
    /// Milliseconds for the crate, without its dependencies.
    pub ms: f64,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of messages for each lint or error code.
    pub codes: BTreeMap<String, usize>,
    /// The first messages, as the compiler renders them.
    pub said: Vec<String>,
    /// The programs that were built.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programs: Vec<PathBuf>,
}

impl Compiled {
    /// Whether the crate compiles without errors and warnings.
    pub fn is_clean(&self) -> bool {
        self.ran && self.errors == 0 && self.warnings == 0
    }
}

/// A line of Cargo's `--message-format=json`.
#[derive(Deserialize)]
struct Line {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Message>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

impl Cargo {
    /// Writes a manifest and the lock file beside it, if they are not there yet.
    pub fn write_manifest(&self, folder: &Path, manifest: &str) {
        let file = folder.join("Cargo.toml");
        if fs::read_to_string(&file).is_ok_and(|text| text == manifest) {
            return;
        }
        let _ = fs::create_dir_all(folder);
        let _ = fs::write(file, manifest);
        let _ = fs::copy(&self.lock, folder.join("Cargo.lock"));
    }

    /// Runs a command of Cargo on the client of a description.
    pub fn on_client(&self, work: &Workspace, command: &str, arguments: &[&str]) -> Compiled {
        self.write_manifest(work.folder(), &format!("{WORKSPACE}{PROFILE}"));
        // A newer file makes Cargo compile the crate again: its time and its warnings are to be measured.
        if let Ok(root) = File::options().append(true).open(work.client().join("src/lib.rs")) {
            let _ = root.set_modified(SystemTime::now());
        }
        let manifest = work.client().join("Cargo.toml");
        let on_client = |offline: &[&str]| {
            let mut cargo = self.command(&manifest, command);
            cargo.args(arguments).args(offline).arg("--message-format=json");
            run(&mut cargo, &work.client())
        };
        let (found, stderr) = on_client(&["--offline"]);
        match !found.ran && stderr.contains("offline") {
            true => on_client(&[]).0,
            false => found,
        }
    }

    /// A command of Cargo on a package, without the compiler flags of the caller's environment.
    pub fn command(&self, manifest: &Path, command: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.arg(command).arg("--quiet").arg("--manifest-path").arg(manifest);
        cargo.env("CARGO_TARGET_DIR", &self.target);
        for variable in ["RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            cargo.env_remove(variable);
        }
        cargo
    }
}

/// Runs a command of Cargo; returns its messages about the crate in a folder, and its standard error.
fn run(cargo: &mut Command, client: &Path) -> (Compiled, String) {
    let started = Instant::now();
    let spawned = cargo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut found = Compiled {
        ran: false,
        ms: 0.0,
        errors: 0,
        warnings: 0,
        codes: BTreeMap::new(),
        said: Vec::new(),
        programs: Vec::new(),
    };
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => {
            found.said.push(format!("cargo cannot be started: {error}"));
            return (found, String::new());
        }
    };
    let reader = read_stderr(&mut child);
    let mut dependencies_done = started;
    let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
    for line in lines.map_while(Result::ok) {
        let Ok(line) = serde_json::from_str::<Line>(&line) else { continue };
        let own = line.manifest_path.starts_with(client);
        found.programs.extend(line.executable.filter(|_| own));
        match (line.reason.as_str(), &line.message) {
            ("compiler-message", Some(message)) if own => count(&mut found, message),
            // The crate is compiled after the last of its dependencies.
            ("compiler-artifact" | "build-script-executed", _) if !own => {
                dependencies_done = Instant::now()
            }
            _ => {}
        }
    }
    let done = child.wait().is_ok_and(|status| status.success());
    found.ms = dependencies_done.elapsed().as_secs_f64() * 1000.0;
    let stderr = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    found.ran = done || found.errors > 0;
    if !found.ran {
        found.said.push(tail(&stderr, 20));
    }
    (found, stderr)
}

fn read_stderr(child: &mut Child) -> Option<thread::JoinHandle<String>> {
    let mut pipe = child.stderr.take()?;
    Some(thread::spawn(move || {
        let mut text = String::new();
        let _ = pipe.read_to_string(&mut text);
        text
    }))
}

/// Counts a message, and keeps the text of the first ones.
fn count(found: &mut Compiled, message: &Message) {
    let Message { level, message: text, code, rendered } = message;
    // The compiler ends with a summary of its messages, which is none itself.
    let is_summary = ["emitted", "aborting due to", "could not compile"];
    if code.is_none() && is_summary.iter().any(|part| text.contains(part)) {
        return;
    }
    match level.as_str() {
        "error" | "error: internal compiler error" => found.errors += 1,
        "warning" => found.warnings += 1,
        _ => return,
    }
    let code = code.as_ref().map_or("-", |code| code.code.as_str());
    *found.codes.entry(code.to_owned()).or_default() += 1;
    if found.said.len() < MAX_MESSAGES {
        let shown = rendered.as_deref().unwrap_or(text);
        found.said.push(shown.chars().take(MAX_MESSAGE_LENGTH).collect());
    }
}
