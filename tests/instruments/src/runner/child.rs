//! A command → its exit, its standard error, its time and its peak memory. A command that hangs, crashes
//! or needs too much memory does not harm the run.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// A process with more memory than this is killed, so that the machine does not begin to swap.
const MAX_MEMORY_MIB: u64 = 6 * 1024;

/// The time between two looks at a process: short, because it is the error of every measured time.
const POLL_INTERVAL: Duration = Duration::from_millis(4);

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Exit code 0.
    Well,
    /// Exit code 1: it reported an error in an orderly way.
    Refused,
    /// It panicked, or its stack overflowed.
    Panicked,
    /// It was killed at the end of its time limit.
    OutOfTime,
    /// It was killed because of its memory.
    OutOfMemory,
    /// Anything else: another exit code, a signal, or it could not be started.
    Failed,
}

/// What is known of a process that has ended.
pub struct Ended {
    /// How the process ended.
    pub ending: Ending,
    /// The time from start to end.
    pub took: Duration,
    /// Its peak memory, as far as polling saw it; 0 where the system does not tell.
    pub peak_mib: u64,
    /// Its standard error.
    pub stderr: String,
}

/// Runs a command until it ends or its time limit is over.
pub fn run(command: &mut Command, limit: Duration) -> Ended {
    let started = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let stderr = format!("it cannot be started: {error}");
            return Ended { ending: Ending::Failed, took: Duration::ZERO, peak_mib: 0, stderr };
        }
    };
    // The pipe must be read while the process runs: a full pipe would block it.
    let reader = child.stderr.take().map(|mut pipe| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    });
    let (ended, peak_mib) = watch(&mut child, started, limit);
    let took = started.elapsed();
    let stderr = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    let ending = match ended {
        Ok(status) => ending(status, &stderr),
        Err(ending) => ending,
    };
    Ended { ending, took, peak_mib, stderr }
}

/// Waits for a process; kills it if it needs too much time or memory.
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
            Ok(None) if peak > MAX_MEMORY_MIB => Ending::OutOfMemory,
            Ok(None) => {
                thread::sleep(POLL_INTERVAL);
                continue;
            }
            Err(_) => Ending::Failed,
        };
        let _ = child.kill();
        let _ = child.wait();
        return (Err(too_much), peak);
    }
}

fn ending(status: ExitStatus, stderr: &str) -> Ending {
    match status.code() {
        Some(0) => Ending::Well,
        Some(101) => Ending::Panicked,
        _ if stderr.contains("panicked at") || stderr.contains("overflowed its stack") => {
            Ending::Panicked
        }
        Some(1) => Ending::Refused,
        _ => Ending::Failed,
    }
}

/// The peak memory of a process so far; known on Linux only.
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
