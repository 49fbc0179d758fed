//! Rows → a table for the terminal, the operations that are not accepted, and sums to be quoted.

use std::fmt::Write as _;

use super::row::{Operation, Row, Run, Verdict};
use crate::runner::{Ending, number};

/// The most characters of a name.
const LONGEST_NAME: usize = 32;

/// The table, the operations that are not accepted, and the sums.
pub fn of(run: &Run) -> String {
    let mut text = format!("{:<LONGEST_NAME$}  {:>5}", "description", "ops");
    for verdict in Verdict::ALL {
        let _ = write!(text, "  {:>9}", verdict.column());
    }
    text.push_str("  note\n");
    for row in &run.rows {
        let name: String = row.name.chars().take(LONGEST_NAME).collect();
        let all = row.called.as_ref().map_or(0, |called| called.operations.len());
        let _ = write!(text, "{name:<LONGEST_NAME$}  {all:>5}");
        for verdict in Verdict::ALL {
            let _ = write!(text, "  {:>9}", row.count(verdict));
        }
        let _ = writeln!(text, "  {}", problems(row));
    }
    for verdict in Verdict::ALL.into_iter().skip(1) {
        text.push_str(&listed(run, verdict));
    }
    text.push_str(&sums(run));
    text
}

/// The counts and problems of a description, in a line.
pub fn note(row: &Row) -> String {
    let counts = Verdict::ALL.into_iter().filter(|&verdict| row.count(verdict) > 0);
    let counts = counts.map(|verdict| format!("{} {}", row.count(verdict), verdict.name()));
    let mut notes: Vec<String> = counts.collect();
    notes.extend(Some(problems(row)).filter(|problems| !problems.is_empty()));
    notes.join(", ")
}

/// The problems of a description as a whole.
fn problems(row: &Row) -> String {
    let mut notes = Vec::new();
    match row.generate.ending {
        Ending::Well => {}
        Ending::Refused => notes.push("refused".to_owned()),
        _ => notes.push("GENERATOR FAILED".to_owned()),
    }
    if let Some(called) = &row.called {
        if let Some(test) = called.test.as_ref().filter(|test| !test.is_clean()) {
            let first = test.said.first().and_then(|said| said.lines().next()).unwrap_or_default();
            notes.push(format!(
                "the test: {} errors, {} warnings: {first}",
                test.errors, test.warnings
            ));
        }
        if called.deaths > 0 {
            notes.push(format!("Prism died {} times", called.deaths));
        }
    }
    notes.join(", ")
}

/// The operations with a verdict, with the reasons.
fn listed(run: &Run, verdict: Verdict) -> String {
    let mut text = String::new();
    for row in &run.rows {
        let operations = row.called.iter().flat_map(|called| &called.operations);
        for operation in operations.filter(|operation| operation.verdict == verdict) {
            let Operation { method, path, why, .. } = operation;
            let _ = writeln!(text, "  {}: {method} {path}\n      {why}", row.name);
        }
    }
    if text.is_empty() { text } else { format!("\n{}\n{text}", verdict.name()) }
}

fn sums(run: &Run) -> String {
    let all: usize = Verdict::ALL.into_iter().map(|verdict| sum(run, verdict)).sum();
    let mut text = format!("\n{} descriptions, {all} operations\n", run.rows.len());
    for verdict in Verdict::ALL {
        let count = sum(run, verdict);
        let share = 100.0 * number(count) / number(all.max(1));
        let _ = writeln!(text, "  {:<15}  {count:>6}  {share:>6.2} %", verdict.name());
    }
    text
}

fn sum(run: &Run, verdict: Verdict) -> usize {
    run.rows.iter().map(|row| row.count(verdict)).sum()
}
