//! A description → a running Prism, the mock server that checks requests. It ends when it is dropped.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::judges::Judges;
use crate::runner::child::tail;

/// The time limit for starting: Prism parses a long description for minutes.
const LIMIT: Duration = Duration::from_secs(180);

/// The time between two tries to connect.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// What is needed to start Prism, once or again.
pub struct Start<'t> {
    /// The installed judges.
    pub judges: &'t Judges,
    /// The file of the description.
    pub description: PathBuf,
    /// The file for its output.
    pub log: PathBuf,
}

/// A running Prism.
pub struct Prism {
    child: Child,
    /// The port that it listens on.
    pub port: u16,
}

impl Start<'_> {
    /// Starts Prism, and waits until it listens.
    pub fn run(&self) -> Result<Prism, String> {
        let port = free_port().map_err(|error| format!("no port is free: {error}"))?;
        let mut prism = Prism { child: self.spawn(port)?, port };
        let started = Instant::now();
        while started.elapsed() < LIMIT {
            if !prism.is_alive() {
                return Err(format!("Prism cannot read the description: {}", self.last_output()));
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(prism);
            }
            thread::sleep(POLL_INTERVAL);
        }
        Err(format!("Prism did not listen within {LIMIT:.0?}"))
    }

    fn spawn(&self, port: u16) -> Result<Child, String> {
        let log = File::create(&self.log).and_then(|log| Ok((log.try_clone()?, log)));
        let (out, err) = log.map_err(|error| format!("{}: {error}", self.log.display()))?;
        let mut command = Command::new("node");
        command.arg(&self.judges.prism).args(["mock", "--errors", "--verboseLevel", "error"]);
        // With a seed, every run gets the same random answers.
        command.args(["--seed", "clientsmith"]);
        command.arg("--port").arg(port.to_string()).arg(&self.description);
        let spawned = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        spawned.map_err(|error| format!("node cannot be started: {error}"))
    }

    /// The last lines of its output.
    fn last_output(&self) -> String {
        tail(&fs::read_to_string(&self.log).unwrap_or_default(), 5)
    }
}

impl Prism {
    /// Whether the process is running.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
fn free_port() -> std::io::Result<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr().map(|address| address.port())
}
