//! The generated crate's own test → calls of single operations, to a given server.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::runner::child::{self, Ending, tail};
use crate::runner::{Cargo, Compiled, Workspace};

/// The time limit for a call.
const LIMIT: Duration = Duration::from_secs(60);

/// A proxy for calls that should not be made: nothing listens on this port.
const CLOSED_PORT: &str = "http://127.0.0.1:9";

/// How many lines of a failed test's output a result holds.
const MAX_LINES: usize = 12;

/// The compiled test, which has a test function for each operation.
pub struct Suite {
    program: PathBuf,
    folder: PathBuf,
    names: Vec<String>,
}

/// Compiles the test. No suite is returned if it does not compile, or if the crate has none.
pub fn compiled(workspace: &Workspace, cargo: &Cargo) -> (Compiled, Option<Suite>) {
    let test = ["--no-run", "--features", "operations", "--test", "operations"];
    let compiled = cargo.on_client(workspace, "test", &test);
    let suite = compiled.programs.last().filter(|_| compiled.ran && compiled.errors == 0);
    let suite = suite.and_then(|program| Suite::of(program.clone(), workspace.client()));
    (compiled, suite)
}

impl Suite {
    fn of(program: PathBuf, folder: PathBuf) -> Option<Self> {
        let listed = Command::new(&program).args(["--list", "--format", "terse"]).output().ok()?;
        let text = String::from_utf8_lossy(&listed.stdout);
        let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
        let names = names.map(str::to_owned).collect();
        Some(Self { program, folder, names })
    }

    /// The names of the test functions for a method of the client, such as `Client::list_orders`: one, or one
    /// for each media type that the caller can choose.
    pub fn tests_of(&self, rust: &str) -> Vec<&str> {
        let method = last(rust);
        let is_of = |name: &&String| {
            // The group, the method, and what is sent if there is a choice.
            name.split("::").nth(1).is_some_and(|tested| last(tested) == method)
        };
        self.names.iter().filter(is_of).map(String::as_str).collect()
    }

    /// Runs one test function; the error is its output.
    pub fn run(&self, name: &str, url: &str) -> Result<(), String> {
        let mut command = Command::new(&self.program);
        command.args(["--exact", name, "--nocapture", "--test-threads", "1"]);
        command.current_dir(&self.folder).env("CLIENTSMITH_BASE_URL", url);
        // Calls go straight to the given server; where a redirection leads elsewhere, the proxy refuses them.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        for variable in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
            command.env(variable, CLOSED_PORT);
        }
        let ended = child::run(&mut command, LIMIT);
        match ended.ending {
            Ending::Well => Ok(()),
            Ending::OutOfTime => Err(format!("no end within {LIMIT:.0?}")),
            _ => Err(tail(&ended.stderr, MAX_LINES)),
        }
    }

    /// Deletes the program: one for each description would fill the disk.
    pub fn remove(self) {
        let _ = std::fs::remove_file(self.program);
    }
}

/// The last name of a path, without `r#`.
fn last(path: &str) -> &str {
    let name = path.rsplit("::").next().unwrap_or(path);
    name.strip_prefix("r#").unwrap_or(name)
}
