//! Rows → a table for the terminal: plain aligned text.

use super::arguments::Step;
use super::round_trip::RoundTrips;
use super::row::{Row, Run};
use crate::runner::{Compiled, Ending, Generated};

/// A description gets a note if the generator needs more memory than this for it.
const NOTABLE_MIB: u64 = 1024;

/// The most characters of a name.
const LONGEST_NAME: usize = 32;

/// The table, with columns for the steps.
pub fn of(run: &Run, steps: &[Step]) -> String {
    let mut lines = vec![head(steps)];
    lines.extend(run.rows.iter().map(|row| cells(row, steps)));
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let aligned = line.iter().zip(&widths).enumerate().map(|(index, (cell, &width))| {
            // Words are aligned to the left, numbers to the right.
            let is_word = index < 2 || index + 1 == columns;
            if is_word { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        text.push_str(aligned.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn head(steps: &[Step]) -> Vec<String> {
    let mut head = vec!["description", "says"];
    head.extend(["gen ms", "lines", "err", "warn", "ops", "part", "skip", "types", "untyped"]);
    for step in steps {
        match step {
            Step::Generate => {}
            Step::Check => head.extend(["check s", "err", "warn"]),
            Step::Clippy => head.push("clippy"),
            Step::Doc => head.push("doc"),
            Step::Examples => head.push("examples"),
            Step::Instances => head.push("instances"),
            Step::Growth => head.push("growth"),
        }
    }
    head.push("note");
    head.into_iter().map(str::to_owned).collect()
}

fn cells(row: &Row, steps: &[Step]) -> Vec<String> {
    let mut cells = vec![row.name.chars().take(LONGEST_NAME).collect(), row.openapi.clone()];
    match &row.generate {
        Some(generated) => cells.extend(of_generated(generated)),
        None => cells.extend([""; 9].map(str::to_owned)),
    }
    for step in steps {
        match step {
            Step::Generate => {}
            Step::Check => cells.extend(of_compiled(row.check.as_ref())),
            Step::Clippy => cells.push(message_count(row.clippy.as_ref())),
            Step::Doc => cells.push(message_count(row.doc.as_ref())),
            Step::Examples => cells.push(equal(row.examples.as_ref())),
            Step::Instances => cells.push(equal(row.instances.as_ref())),
            Step::Growth => cells.push(equal(row.growth.as_ref())),
        }
    }
    cells.push(note(row));
    cells
}

fn of_generated(generated: &Generated) -> [String; 9] {
    let Generated { lines, errors, warnings, operations, partial, skipped, types, untyped, .. } =
        generated;
    let ms = format!("{:.0}", generated.ms);
    let counts = [lines, errors, warnings, operations, partial, skipped, types, untyped];
    let [lines, errors, warnings, operations, partial, skipped, types, untyped] =
        counts.map(usize::to_string);
    [ms, lines, errors, warnings, operations, partial, skipped, types, untyped]
}

fn of_compiled(compiled: Option<&Compiled>) -> [String; 3] {
    match compiled {
        Some(compiled) if compiled.ran => [
            format!("{:.1}", compiled.ms / 1000.0),
            compiled.errors.to_string(),
            compiled.warnings.to_string(),
        ],
        Some(_) => ["-", "cannot", "run"].map(str::to_owned),
        None => [""; 3].map(str::to_owned),
    }
}

fn message_count(compiled: Option<&Compiled>) -> String {
    match compiled {
        Some(compiled) if compiled.ran => (compiled.errors + compiled.warnings).to_string(),
        Some(_) => "cannot run".to_owned(),
        None => String::new(),
    }
}

/// The counts `equal and typed/equal/valid/tried`.
fn equal(round_trips: Option<&RoundTrips>) -> String {
    let Some(round_trips) = round_trips else { return String::new() };
    let RoundTrips { typed, untyped, unknown, valid, tried, failure, .. } = round_trips;
    match failure {
        Some(_) => format!("cannot run/{tried}"),
        None => format!("{typed}/{}/{valid}/{tried}", typed + untyped + unknown),
    }
}

/// What the numbers do not show, or what should be seen first.
pub fn note(row: &Row) -> String {
    let mut notes = Vec::new();
    if let Some(generated) = &row.generate {
        let first = generated.said.first().and_then(|said| said.split(':').next());
        match generated.ending {
            Ending::Well => {}
            Ending::Refused => notes.push(format!("refused: {}", first.unwrap_or("?"))),
            Ending::Panicked => notes.push("PANICKED".to_owned()),
            Ending::OutOfTime => notes.push("OUT OF TIME".to_owned()),
            Ending::OutOfMemory => notes.push("OUT OF MEMORY".to_owned()),
            Ending::Failed => notes.push("FAILED".to_owned()),
        }
        if generated.peak_mib > NOTABLE_MIB {
            notes.push(format!("{} MiB", generated.peak_mib));
        }
    }
    for (name, compiled) in [("check", &row.check), ("clippy", &row.clippy), ("doc", &row.doc)] {
        if compiled.as_ref().is_some_and(|compiled| !compiled.is_clean()) {
            notes.push(name.to_owned());
        }
    }
    for (name, round_trips) in [("examples", &row.examples), ("instances", &row.instances)] {
        if round_trips.as_ref().is_some_and(|round_trips| !round_trips.is_clean()) {
            notes.push(name.to_owned());
        }
    }
    // Every new string is decoded as unknown, so only differences count.
    if row.growth.as_ref().is_some_and(|growth| growth.different > 0) {
        notes.push("growth".to_owned());
    }
    notes.join(", ")
}
