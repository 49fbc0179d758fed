//! Rows → sums in a few lines, to be quoted in reports.

use std::fmt::Write as _;

use super::round_trip::RoundTrips;
use super::row::{Row, Run};
use crate::runner::{Compiled, Ending, Generated};

/// The sums over all descriptions, and over those that clientsmith claims to support.
pub fn of(run: &Run) -> String {
    let all: Vec<&Row> = run.rows.iter().collect();
    let target: Vec<&Row> = run.rows.iter().filter(|row| row.target).collect();
    let mut text = String::new();
    if target.len() != all.len() {
        text.push_str(&sums("3.0 and 3.1 in one file", &target));
    }
    text.push_str(&sums("all descriptions", &all));
    text
}

fn sums(title: &str, rows: &[&Row]) -> String {
    let generated: Vec<&Generated> = rows.iter().filter_map(|row| row.generate.as_ref()).collect();
    let sum =
        |count: fn(&Generated) -> usize| generated.iter().map(|one| count(one)).sum::<usize>();
    let ended = |ending| generated.iter().filter(|one| one.ending == ending).count();
    let peak = generated.iter().map(|one| one.peak_mib).max().unwrap_or(0);
    let seconds = generated.iter().map(|one| one.ms).sum::<f64>() / 1000.0;
    let mut text = format!("{title}: {}\n", rows.len());
    let well = ended(Ending::Well);
    let _ = writeln!(
        text,
        "  generate    {well} generated, {} refused, {} crashed; {seconds:.1} s, at most {peak} MiB, \
         {} lines",
        ended(Ending::Refused),
        generated.len() - well - ended(Ending::Refused),
        sum(|one| one.lines)
    );
    let _ = writeln!(
        text,
        "  operations  {} whole, {} partial, {} skipped",
        sum(|one| one.operations),
        sum(|one| one.partial),
        sum(|one| one.skipped)
    );
    let _ = writeln!(
        text,
        "  types       {}, {} untyped places, {} warnings",
        sum(|one| one.types),
        sum(|one| one.untyped),
        sum(|one| one.warnings)
    );
    text.push_str(&compiled("check", rows, |row| row.check.as_ref()));
    text.push_str(&compiled("clippy", rows, |row| row.clippy.as_ref()));
    text.push_str(&compiled("doc", rows, |row| row.doc.as_ref()));
    text.push_str(&round_trips("examples", rows, |row| row.examples.as_ref()));
    text.push_str(&round_trips("instances", rows, |row| row.instances.as_ref()));
    text.push_str(&round_trips("growth", rows, |row| row.growth.as_ref()));
    text
}

fn compiled(title: &str, rows: &[&Row], step: fn(&Row) -> Option<&Compiled>) -> String {
    let all: Vec<&Compiled> = rows.iter().filter_map(|row| step(row)).collect();
    if all.is_empty() {
        return String::new();
    }
    let clean = all.iter().filter(|one| one.is_clean()).count();
    let errors: usize = all.iter().map(|one| one.errors).sum();
    let warnings: usize = all.iter().map(|one| one.warnings).sum();
    let seconds = all.iter().map(|one| one.ms).sum::<f64>() / 1000.0;
    let unable = all.iter().filter(|one| !one.ran).count();
    format!(
        "  {title:<10}  {clean} clean of {}; {errors} errors, {warnings} warnings, {unable} could not \
         be run; {seconds:.0} s\n",
        all.len()
    )
}

fn round_trips(title: &str, rows: &[&Row], step: fn(&Row) -> Option<&RoundTrips>) -> String {
    let all: Vec<&RoundTrips> = rows.iter().filter_map(|row| step(row)).collect();
    if all.is_empty() {
        return String::new();
    }
    let sum = |count: fn(&RoundTrips) -> usize| all.iter().map(|one| count(one)).sum::<usize>();
    let failed = all.iter().filter(|one| one.failure.is_some()).count();
    format!(
        "  {title:<10}  {} tried: {} invalid, {} without a type, {} not to be judged, {} valid; of \
         these {} equal and typed, {} equal untyped, {} equal unknown, {} different; {} lost members \
         that nobody describes; {failed} could not be run\n",
        sum(|one| one.tried),
        sum(|one| one.invalid),
        sum(|one| one.unplaced),
        sum(|one| one.unjudged),
        sum(|one| one.valid),
        sum(|one| one.typed),
        sum(|one| one.untyped),
        sum(|one| one.unknown),
        sum(|one| one.different),
        sum(|one| one.dropped),
    )
}
