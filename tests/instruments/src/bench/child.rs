//! A command → how it ended, what it said, how long it took and how much memory it needed. It can
//! hang, grow or crash without harm to the run.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// A child that grows above this is ended, before the machine suffers.
const MOST_MEMORY_MIB: u64 = 6 * 1024;

/// How often a child is looked at.
const LOOK: Duration = Duration::from_millis(4);

/// How a child came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It said that all was well.
    Well,
    /// It said that something is wrong, as it should.
    Refused,
    /// It panicked.
    Panicked,
    /// It took longer than it may.
    OutOfTime,
    /// It grew above what it may.
    OutOfMemory,
    /// Anything else: a signal, or it could not be started.
    Failed,
}

/// What is known of a child after its end.
pub struct Ended {
    /// How it ended.
    pub ending: Ending,
    /// How long it took, from start to end.
    pub took: Duration,
    /// The most memory that it held, as far as it was seen.
    pub peak_mib: u64,
    /// What it wrote to standard error.
    pub said: String,
}

/// Runs a command to its end, or to that of its time.
pub fn run(command: &mut Command, limit: Duration) -> Ended {
    let started = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let said = format!("it cannot be started: {error}");
            return Ended { ending: Ending::Failed, took: Duration::ZERO, peak_mib: 0, said };
        }
    };
    // Somebody must read while it runs: a full pipe would stop it.
    let reader = child.stderr.take().map(|mut pipe| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    });
    let (ended, peak_mib) = watch(&mut child, started, limit);
    let took = started.elapsed();
    let said = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    let ending = match ended {
        Ok(status) => ending(status, &said),
        Err(ending) => ending,
    };
    Ended { ending, took, peak_mib, said }
}

/// Waits for a child, and ends it if it takes or grows too much.
fn watch(
    child: &mut Child,
    started: Instant,
    limit: Duration,
) -> (Result<ExitStatus, Ending>, u64) {
    let mut peak = 0;
    loop {
        peak = peak.max(memory_mib(child.id()).unwrap_or(0));
        let too_much = match child.try_wait() {
            Ok(Some(status)) => return (Ok(status), peak),
            Ok(None) if started.elapsed() > limit => Ending::OutOfTime,
            Ok(None) if peak > MOST_MEMORY_MIB => Ending::OutOfMemory,
            Ok(None) => {
                thread::sleep(LOOK);
                continue;
            }
            Err(_) => Ending::Failed,
        };
        let _ = child.kill();
        let _ = child.wait();
        return (Err(too_much), peak);
    }
}

fn ending(status: ExitStatus, said: &str) -> Ending {
    match status.code() {
        Some(0) => Ending::Well,
        Some(101) => Ending::Panicked,
        _ if said.contains("panicked at") || said.contains("overflowed its stack") => {
            Ending::Panicked
        }
        Some(1) => Ending::Refused,
        _ => Ending::Failed,
    }
}

/// The most that a process has held so far. Only Linux tells; elsewhere nothing is known.
fn memory_mib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024)
}

/// The last lines of a text.
pub fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all.get(all.len().saturating_sub(lines)..).unwrap_or_default().join("\n")
}
