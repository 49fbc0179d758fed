//! Rows → a table for the terminal: plain aligned text.

use super::arguments::Step;
use super::exchange::Exchanged;
use super::row::{Row, Run};
use crate::bench::{Compiled, Ending, Generated};

/// A generator that holds more than this has a note.
const NOTABLE_MIB: u64 = 1024;

/// A longer name is cut.
const LONGEST_NAME: usize = 32;

/// The table of the columns that the steps fill.
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
            // Words begin together, numbers end together.
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
            Step::Clippy => cells.push(said(row.clippy.as_ref())),
            Step::Doc => cells.push(said(row.doc.as_ref())),
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

fn said(compiled: Option<&Compiled>) -> String {
    match compiled {
        Some(compiled) if compiled.ran => (compiled.errors + compiled.warnings).to_string(),
        Some(_) => "cannot run".to_owned(),
        None => String::new(),
    }
}

/// Equal and typed / equal at all / valid / tried.
fn equal(exchanged: Option<&Exchanged>) -> String {
    let Some(exchanged) = exchanged else { return String::new() };
    let Exchanged { typed, untyped, unknown, valid, tried, failure, .. } = exchanged;
    match failure {
        Some(_) => format!("cannot run/{tried}"),
        None => format!("{typed}/{}/{valid}/{tried}", typed + untyped + unknown),
    }
}

/// What cannot be seen from the numbers, or should be seen first.
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
    for (name, exchanged) in [("examples", &row.examples), ("instances", &row.instances)] {
        if exchanged.as_ref().is_some_and(|exchanged| !exchanged.is_clean()) {
            notes.push(name.to_owned());
        }
    }
    // What is not foreseen is unknown; only that it is not read, or lost, says something.
    if row.growth.as_ref().is_some_and(|growth| growth.different > 0) {
        notes.push("growth".to_owned());
    }
    notes.join(", ")
}
