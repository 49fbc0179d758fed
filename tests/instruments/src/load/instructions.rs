//! A call → the instructions that each side executes for it, as valgrind's callgrind counts them. The calls
//! are made one after another on one thread, once N and once 2 N of them: the difference, by N, is a call
//! without what it takes to set up the client.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::call::{Call, Side};
use super::process::{Server, this_program};
use super::rounds::name;

/// The instructions of a call on both sides.
pub struct Row {
    pub call: Call,
    pub generated: u64,
    pub by_hand: u64,
}

/// Whether there is a valgrind, and if not, why.
pub fn valgrind() -> Result<(), String> {
    let found = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    match found {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`valgrind --version` ends with {status}")),
        Err(error) => Err(format!("valgrind cannot be started ({error})")),
    }
}

/// Counts for every call. What callgrind wrote stays in `target/load`, for `callgrind_annotate`.
pub fn of_all(root: &Path, server: &Server) -> Result<Vec<Row>, String> {
    let folder = root.join("target/load");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Call::ALL
        .into_iter()
        .map(|call| {
            let count = |side| of(side, call, &folder, server);
            Ok(Row { call, generated: count(Side::Generated)?, by_hand: count(Side::ByHand)? })
        })
        .collect()
}

/// The instructions of one call.
fn of(side: Side, call: Call, folder: &Path, server: &Server) -> Result<u64, String> {
    let calls = if call == Call::List { 40 } else { 1_000 };
    let once = total(side, call, calls, folder, server)?;
    let twice = total(side, call, 2 * calls, folder, server)?;
    let more = twice.saturating_sub(once);
    Ok(more / u64::try_from(calls).unwrap_or(u64::MAX))
}

/// The instructions of a process that makes so many calls.
fn total(
    side: Side,
    call: Call,
    calls: usize,
    folder: &Path,
    server: &Server,
) -> Result<u64, String> {
    let (side, call) = (name(side), name(call));
    let out: PathBuf = folder.join(format!("callgrind.{call}.{side}.{calls}"));
    let program = this_program()?;
    let ended = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program.get_program())
        .args(program.get_args())
        .args(["sequence", &side, &call, &server.url(), &calls.to_string()])
        .status();
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("valgrind ends with {status}")),
        Err(error) => return Err(format!("valgrind cannot be started: {error}")),
    }
    let text = fs::read_to_string(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    count(&text).ok_or_else(|| format!("{} has no total", out.display()))
}

/// The number of instructions in a file of callgrind.
fn count(text: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix("totals:"))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn the_total_is_read() {
        assert_eq!(count("events: Ir\nsummary: 12\n\nfn=main\n1 12\n\ntotals: 12\n"), Some(12));
        assert_eq!(count("events: Ir\n"), None);
    }
}
