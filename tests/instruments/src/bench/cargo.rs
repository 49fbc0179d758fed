//! A generated crate and a command of Cargo → errors, warnings, and the time of the crate alone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Instant, SystemTime};

use serde::{Deserialize, Serialize};

use super::child::tail;
use super::work::Work;

/// So many messages are kept, each up to so many characters.
const KEPT: usize = 5;
const LONGEST_KEPT: usize = 1500;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n\n";

/// What is compiled here is neither debugged nor compiled again after a change.
pub const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n";

/// Where and with what Cargo works.
#[derive(Debug, Clone)]
pub struct Cargo {
    /// The folder of what is compiled, shared by descriptions so that dependencies are compiled once.
    pub target: PathBuf,
    /// The lock file of the project: the same versions, so that nothing need be fetched.
    pub lock: PathBuf,
}

/// What a command of Cargo said of a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compiled {
    /// Whether the command could do its work at all.
    pub ran: bool,
    /// How long the crate itself took, without its dependencies.
    pub ms: f64,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// How often each lint or error code was met.
    pub codes: BTreeMap<String, usize>,
    /// The first of them, as the compiler shows them.
    pub said: Vec<String>,
    /// The programs that were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programs: Vec<PathBuf>,
}

impl Compiled {
    /// Whether there is nothing to say of the crate.
    pub fn is_clean(&self) -> bool {
        self.ran && self.errors == 0 && self.warnings == 0
    }
}

/// What Cargo says, a line each.
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
    pub fn on_client(&self, work: &Work, command: &str, arguments: &[&str]) -> Compiled {
        self.write_manifest(work.folder(), &format!("{WORKSPACE}{PROFILE}"));
        // As new: what is measured is this crate, and all of it.
        if let Ok(root) = File::options().append(true).open(work.client().join("src/lib.rs")) {
            let _ = root.set_modified(SystemTime::now());
        }
        let manifest = work.client().join("Cargo.toml");
        let run = |offline: &[&str]| {
            let mut cargo = self.command(&manifest, command);
            cargo.args(arguments).args(offline).arg("--message-format=json");
            listen(&mut cargo, &work.client())
        };
        let (found, said) = run(&["--offline"]);
        match !found.ran && said.contains("offline") {
            true => run(&[]).0,
            false => found,
        }
    }

    /// A command of Cargo on a package, undisturbed by what the run itself was called with.
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

/// Follows what Cargo says of the crate in a folder.
fn listen(cargo: &mut Command, client: &Path) -> (Compiled, String) {
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
    let reader = errors_of(&mut child);
    let mut alone = started;
    let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
    for line in lines.map_while(Result::ok) {
        let Ok(line) = serde_json::from_str::<Line>(&line) else { continue };
        let own = line.manifest_path.starts_with(client);
        found.programs.extend(line.executable.filter(|_| own));
        match (line.reason.as_str(), &line.message) {
            ("compiler-message", Some(message)) if own => take(&mut found, message),
            // A dependency is done. The crate itself begins after the last of them.
            ("compiler-artifact" | "build-script-executed", _) if !own => alone = Instant::now(),
            _ => {}
        }
    }
    let done = child.wait().is_ok_and(|status| status.success());
    found.ms = alone.elapsed().as_secs_f64() * 1000.0;
    let said = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    found.ran = done || found.errors > 0;
    if !found.ran {
        found.said.push(tail(&said, 20));
    }
    (found, said)
}

fn errors_of(child: &mut Child) -> Option<thread::JoinHandle<String>> {
    let mut pipe = child.stderr.take()?;
    Some(thread::spawn(move || {
        let mut text = String::new();
        let _ = pipe.read_to_string(&mut text);
        text
    }))
}

/// Counts a message, and keeps it if it is one of the first.
fn take(found: &mut Compiled, message: &Message) {
    let Message { level, message: text, code, rendered } = message;
    // The last lines of the compiler count what was said before.
    let is_sum = ["emitted", "aborting due to", "could not compile"];
    if code.is_none() && is_sum.iter().any(|part| text.contains(part)) {
        return;
    }
    match level.as_str() {
        "error" | "error: internal compiler error" => found.errors += 1,
        "warning" => found.warnings += 1,
        _ => return,
    }
    let code = code.as_ref().map_or("-", |code| code.code.as_str());
    *found.codes.entry(code.to_owned()).or_default() += 1;
    if found.said.len() < KEPT {
        let shown = rendered.as_deref().unwrap_or(text);
        found.said.push(shown.chars().take(LONGEST_KEPT).collect());
    }
}
