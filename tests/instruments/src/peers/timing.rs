//! A command → the time of the processor, the time on the clock and the peak memory that it and what it starts need, as
//! GNU time tells them.

use std::path::Path;
use std::process::{Command, Output};

/// What a command needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds of the processor, in the program.
    pub user: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// The most memory of one process.
    pub peak_mib: u64,
}

/// What a command needs, and whether it succeeded.
pub struct Run {
    /// What it needs.
    pub cost: Cost,
    /// Whether it succeeded.
    pub is_well: bool,
}

/// The mark of the line that GNU time adds.
const MARK: &str = "cost";

/// An error if there is no GNU time.
pub fn is_installed() -> Result<(), String> {
    let said = Command::new("time").arg("--version").output();
    let is_there = said.is_ok_and(|said| said.status.success());
    is_there.then_some(()).ok_or_else(|| "GNU `time` is not in the PATH".to_owned())
}

/// Runs a command to its end.
pub fn timed(program: &Path, set_up: impl FnOnce(&mut Command)) -> Run {
    let mut command = Command::new("time");
    command.args(["--format", &format!("{MARK} %U %e %M")]).arg(program);
    set_up(&mut command);
    match command.output() {
        Ok(output) => {
            Run { cost: cost(&output).unwrap_or_default(), is_well: output.status.success() }
        }
        Err(_) => Run { cost: Cost::default(), is_well: false },
    }
}

/// Checks the crate in a folder, and nothing that it depends on where that is built.
pub fn check(folder: &Path, target: &Path) -> Run {
    // What is older than its source is compiled again.
    let root = std::fs::File::options().append(true).open(folder.join("src/lib.rs"));
    let touched = root.and_then(|file| file.set_modified(std::time::SystemTime::now()));
    if touched.is_err() {
        return Run { cost: Cost::default(), is_well: false };
    }
    timed(Path::new("cargo"), |command| {
        command.args(["check", "--quiet"]).current_dir(folder);
        command.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    })
}

fn cost(output: &Output) -> Option<Cost> {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().rev().find_map(|line| line.strip_prefix(MARK))?;
    let mut numbers = line.split_whitespace();
    let mut next = || numbers.next()?.parse::<f64>().ok();
    let (user, wall) = (next()?, next()?);
    let peak_kib: u64 = numbers.next()?.parse().ok()?;
    Some(Cost { user, wall, peak_mib: peak_kib / 1024 })
}

/// The median of each figure.
pub fn median(costs: &[Cost]) -> Cost {
    let middle = |mut figures: Vec<f64>| {
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or_default()
    };
    Cost {
        user: middle(costs.iter().map(|cost| cost.user).collect()),
        wall: middle(costs.iter().map(|cost| cost.wall).collect()),
        peak_mib: costs.iter().map(|cost| cost.peak_mib).max().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, median};

    #[test]
    fn a_median_is_taken_of_each_figure_and_memory_at_its_peak() {
        let cost = |user, wall, peak_mib| Cost { user, wall, peak_mib };
        let Cost { user, wall, peak_mib } =
            median(&[cost(3.0, 1.0, 20), cost(1.0, 9.0, 30), cost(2.0, 4.0, 10)]);
        assert_eq!((user, wall, peak_mib), (2.0, 4.0, 30));
    }
}
