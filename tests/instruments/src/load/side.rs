//! One side of a measurement, in a process of its own, so that its memory is its own.

use std::io::BufRead;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::call::{Call, Caller, Side};
use super::server::say;

/// How a number of calls went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// From the first call to the last answer.
    pub seconds: f64,
    pub errors: usize,
    /// What the first call that failed says.
    pub first_error: Option<String>,
    /// The memory of the process after it, and the most that it has had; 0 where the system does not tell.
    pub resident_kib: u64,
    pub peak_kib: u64,
    /// The times of all calls up to now, in microseconds: of the median, and of the slowest but 1 %.
    pub p50: u32,
    pub p99: u32,
}

/// What the calls of a side share.
struct Shared {
    caller: Caller,
    call: Call,
    /// The time of each call in microseconds. All are written once before the first call, so that the memory
    /// of the process does not grow by them.
    times: Vec<AtomicU32>,
    next: AtomicUsize,
    errors: AtomicUsize,
}

/// Makes as many calls as each line of standard input says, `in_flight` at a time, and answers each line with
/// a [`Round`]. The calls of the first line are for warming up: their times do not count.
pub fn run(
    side: Side,
    call: Call,
    base_url: &str,
    calls: usize,
    in_flight: usize,
) -> Result<(), String> {
    let runtime = runtime()?;
    let shared = Arc::new(Shared {
        caller: Caller::new(side, base_url)?,
        call,
        times: (0..calls).map(|_| AtomicU32::new(u32::MAX)).collect(),
        next: AtomicUsize::new(0),
        errors: AtomicUsize::new(0),
    });
    let mut sorted = vec![u32::MAX; calls];
    let mut end = 0;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let asked = line.ok().and_then(|line| line.trim().parse::<usize>().ok());
        end += asked.ok_or("a line is no number of calls")?;
        let mut round = runtime.block_on(make(&shared, end, in_flight));
        if number == 0 {
            end = 0;
            shared.next.store(0, Ordering::Relaxed);
        }
        for (into, time) in sorted.iter_mut().zip(&shared.times) {
            *into = time.load(Ordering::Relaxed);
        }
        let counted = sorted.get_mut(..end).unwrap_or_default();
        counted.sort_unstable();
        (round.p50, round.p99) = (quantile(counted, 50), quantile(counted, 99));
        say(&serde_json::to_string(&round).map_err(|error| error.to_string())?)?;
    }
    Ok(())
}

/// Makes calls one after another, on this thread.
pub fn sequence(side: Side, call: Call, base_url: &str, calls: usize) -> Result<(), String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let caller = Caller::new(side, base_url)?;
    runtime.block_on(async {
        for _ in 0..calls {
            caller.make(call).await?;
        }
        Ok(())
    })
}

/// A runtime with half of the processors: the other half is the server's.
pub fn runtime() -> Result<Runtime, String> {
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() / 2);
    let built = Builder::new_multi_thread().worker_threads(threads.max(1)).enable_all().build();
    built.map_err(|error| format!("tokio cannot be started: {error}"))
}

/// Makes calls until there were so many altogether.
async fn make(shared: &Arc<Shared>, end: usize, in_flight: usize) -> Round {
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..in_flight {
        tasks.spawn(make_some(Arc::clone(shared), end));
    }
    let mut first_error = None;
    while let Some(done) = tasks.join_next().await {
        let error = done.unwrap_or_else(|error| Some(error.to_string()));
        first_error = first_error.or(error);
    }
    // Each task has taken a number that was too high.
    shared.next.store(end, Ordering::Relaxed);
    Round {
        seconds: begun.elapsed().as_secs_f64(),
        errors: shared.errors.swap(0, Ordering::Relaxed),
        first_error,
        resident_kib: memory_kib("VmRSS:").unwrap_or(0),
        peak_kib: memory_kib("VmHWM:").unwrap_or(0),
        p50: 0,
        p99: 0,
    }
}

/// Makes one call after another; the error of the first that failed.
async fn make_some(shared: Arc<Shared>, end: usize) -> Option<String> {
    let mut first_error = None;
    loop {
        let number = shared.next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            return first_error;
        }
        let begun = Instant::now();
        if let Err(error) = shared.caller.make(shared.call).await {
            shared.errors.fetch_add(1, Ordering::Relaxed);
            first_error.get_or_insert(error);
        }
        let took = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
        if let Some(time) = shared.times.get(number) {
            time.store(took, Ordering::Relaxed);
        }
    }
}

/// The time that so many of a hundred calls did not exceed.
fn quantile(sorted: &[u32], percent: usize) -> u32 {
    let last = sorted.len().saturating_sub(1);
    sorted.get(last * percent / 100).copied().unwrap_or(0)
}

/// A line of what the system tells of this process; on Linux only.
fn memory_kib(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
