//! A description and the crate of it → the time that a generator of such a crate needs if it decides nothing: reading
//! the description with serde, and printing the crate's code with prettyplease on as many threads as there are.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::IgnoredAny;

use super::timing::Cost;

/// What a generator needs that decides nothing.
pub struct Floor {
    /// Reading the description, and printing syntax trees that are there.
    pub without_parsing: Cost,
    /// The same, and making the syntax trees: prettyplease takes no text and no tokens.
    pub with_parsing: Cost,
}

/// Measures reading, parsing and printing.
pub fn floor(description: &Path, folder: &Path) -> Result<Floor, String> {
    let bytes = fs::read(description).map_err(|error| error.to_string())?;
    let started = Instant::now();
    let is_read = match serde_json::from_slice::<serde_json::Value>(&bytes) {
        Ok(_) => true,
        // A value of YAML cannot be an integer of more than 64 bits, which some descriptions have.
        Err(_) => serde_yaml::from_slice::<IgnoredAny>(&bytes).is_ok(),
    };
    let reading = started.elapsed();
    if !is_read {
        return Err(format!("{}: serde cannot read it", description.display()));
    }
    let mut files = Vec::new();
    add(&folder.join("src"), &mut files);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work: Vec<(Duration, Duration)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let share = files.iter().skip(worker).step_by(threads);
                scope.spawn(move || share.map(|file| printed(file)).fold(NONE, sum))
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    let cost = |share: fn(&(Duration, Duration)) -> Duration| {
        let longest: Duration = work.iter().map(share).max().unwrap_or_default();
        Cost {
            user: (reading + work.iter().map(share).sum::<Duration>()).as_secs_f64(),
            wall: (reading + longest).as_secs_f64(),
            peak_mib: 0,
        }
    };
    Ok(Floor {
        without_parsing: cost(|(_, printing)| *printing),
        with_parsing: cost(|(parsing, printing)| *parsing + *printing),
    })
}

const NONE: (Duration, Duration) = (Duration::ZERO, Duration::ZERO);

fn sum(one: (Duration, Duration), other: (Duration, Duration)) -> (Duration, Duration) {
    (one.0 + other.0, one.1 + other.1)
}

/// The time for parsing a file, and the time for printing it.
fn printed(file: &Path) -> (Duration, Duration) {
    let Ok(text) = fs::read_to_string(file) else { return NONE };
    let started = Instant::now();
    let Ok(parsed) = syn::parse_file(&text) else { return NONE };
    let parsing = started.elapsed();
    drop(std::hint::black_box(prettyplease::unparse(&parsed)));
    (parsing, started.elapsed() - parsing)
}

fn add(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => add(&path, files),
            path if path.extension().is_some_and(|ending| ending == "rs") => files.push(path),
            _ => {}
        }
    }
}
