//! The generated crate's own test → a call of each operation, alone, to a server that we choose.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::bench::child::{self, Ending, tail};
use crate::bench::{Cargo, Compiled, Work};

/// A call gets so long.
const LIMIT: Duration = Duration::from_secs(60);

/// Nobody listens here.
const NOWHERE: &str = "http://127.0.0.1:9";

/// So many lines of a failed test are kept.
const KEPT: usize = 12;

/// The compiled test.
pub struct Suite {
    program: PathBuf,
    folder: PathBuf,
    names: Vec<String>,
}

/// Compiles the test. There is none if it does not compile, or if the crate has none.
pub fn compiled(work: &Work, cargo: &Cargo) -> (Compiled, Option<Suite>) {
    let test = ["--no-run", "--features", "operations", "--test", "operations"];
    let compiled = cargo.on_client(work, "test", &test);
    let suite = compiled.programs.last().filter(|_| compiled.ran && compiled.errors == 0);
    let suite = suite.and_then(|program| Suite::of(program.clone(), work.client()));
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

    /// The test of a method of the client, such as `Client::list_orders`.
    pub fn test_of(&self, rust: &str) -> Option<&str> {
        let method = last(rust);
        self.names.iter().find(|name| last(name) == method).map(String::as_str)
    }

    /// Runs one test: what it says, if it does not pass.
    pub fn run(&self, name: &str, url: &str) -> Result<(), String> {
        let mut command = Command::new(&self.program);
        command.args(["--exact", name, "--nocapture", "--test-threads", "1"]);
        command.current_dir(&self.folder).env("CLIENTSMITH_BASE_URL", url);
        // Nothing may stand between the client and the server, and no redirection may lead elsewhere.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        for variable in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
            command.env(variable, NOWHERE);
        }
        let ended = child::run(&mut command, LIMIT);
        match ended.ending {
            Ending::Well => Ok(()),
            Ending::OutOfTime => Err(format!("no end within {LIMIT:.0?}")),
            _ => Err(tail(&ended.said, KEPT)),
        }
    }

    /// Makes room: with a program for each description no disk is large enough.
    pub fn remove(self) {
        let _ = std::fs::remove_file(self.program);
    }
}

/// The last name of a path, without the mark of a raw one.
fn last(path: &str) -> &str {
    let name = path.rsplit("::").next().unwrap_or(path);
    name.strip_prefix("r#").unwrap_or(name)
}
