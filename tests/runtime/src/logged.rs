//! Everything that a process logs, at every level. A logger is for good, so that a test that asks for
//! it is a process of its own.

use std::sync::{Mutex, PoisonError};

use log::{LevelFilter, Log, Metadata, Record, SetLoggerError};

struct Lines(Mutex<Vec<String>>);

static LINES: Lines = Lines(Mutex::new(Vec::new()));

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(format!("{record:?}"));
    }

    fn flush(&self) {}
}

/// Keeps what is logged from now on.
///
/// # Errors
/// If the process has a logger already.
pub fn start() -> Result<(), SetLoggerError> {
    log::set_logger(&LINES)?;
    log::set_max_level(LevelFilter::Trace);
    Ok(())
}

/// What was logged, a record a line.
pub fn lines() -> String {
    LINES.0.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
}
