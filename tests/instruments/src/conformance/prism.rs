//! Prism, the mock server that we did not write: started for one description, looked after, ended with
//! its owner.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::tools::Tools;
use crate::bench::child::tail;

/// Reading a long description takes long.
const LIMIT: Duration = Duration::from_secs(180);

/// How often is looked whether it answers yet.
const LOOK: Duration = Duration::from_millis(50);

/// What is needed to start it, also a second time.
pub struct Start<'t> {
    /// The programs.
    pub tools: &'t Tools,
    /// The description.
    pub description: PathBuf,
    /// Where it writes what it has to say.
    pub log: PathBuf,
}

/// A running Prism.
pub struct Prism {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Start<'_> {
    /// Starts it, and waits until it listens.
    pub fn run(&self) -> Result<Prism, String> {
        let port = free_port().map_err(|error| format!("no port is free: {error}"))?;
        let mut prism = Prism { child: self.spawn(port)?, port };
        let started = Instant::now();
        while started.elapsed() < LIMIT {
            if !prism.is_alive() {
                return Err(format!("Prism cannot read the description: {}", self.said()));
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(prism);
            }
            thread::sleep(LOOK);
        }
        Err(format!("Prism did not listen within {LIMIT:.0?}"))
    }

    fn spawn(&self, port: u16) -> Result<Child, String> {
        let log = File::create(&self.log).and_then(|log| Ok((log.try_clone()?, log)));
        let (out, err) = log.map_err(|error| format!("{}: {error}", self.log.display()))?;
        let mut command = Command::new("node");
        command.arg(&self.tools.prism).args(["mock", "--errors", "--verboseLevel", "error"]);
        // What it makes up is the same in every run.
        command.args(["--seed", "clientsmith"]);
        command.arg("--port").arg(port.to_string()).arg(&self.description);
        let spawned = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        spawned.map_err(|error| format!("node cannot be started: {error}"))
    }

    /// What it said last.
    fn said(&self) -> String {
        tail(&fs::read_to_string(&self.log).unwrap_or_default(), 5)
    }
}

impl Prism {
    /// Whether it is still there.
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
