//! A description and the crate of it → the time that no generator of such a crate can fall below: reading the
//! description with serde, and printing the crate's code with prettyplease on as many threads as there are.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::IgnoredAny;

use super::timing::Cost;

/// The time for reading and printing. Parsing the code, which a generator need not do, is not counted.
pub fn floor(description: &Path, folder: &Path) -> Result<Cost, String> {
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
    let printing: Vec<Duration> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let share = files.iter().skip(worker).step_by(threads);
                scope.spawn(move || share.map(|file| printed(file)).sum())
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    let total: Duration = printing.iter().sum();
    let longest = printing.into_iter().max().unwrap_or_default();
    Ok(Cost {
        user: (reading + total).as_secs_f64(),
        wall: (reading + longest).as_secs_f64(),
        peak_mib: 0,
    })
}

fn printed(file: &Path) -> Duration {
    let parsed = fs::read_to_string(file).ok().and_then(|text| syn::parse_file(&text).ok());
    parsed.map_or(Duration::ZERO, |file| {
        let started = Instant::now();
        drop(std::hint::black_box(prettyplease::unparse(&file)));
        started.elapsed()
    })
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
