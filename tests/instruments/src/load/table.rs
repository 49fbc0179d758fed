//! What was measured → tables in Markdown.

use std::fmt::Write as _;

use super::instructions;
use super::rounds::{Measured, Row};

/// The tables of throughput and latency, and of memory and errors.
pub fn of_rounds(rows: &[Row], in_flight: usize) -> String {
    let mut text = format!(
        "\nGenerated / by hand, {in_flight} calls in flight.\n\n\
         | call | calls of each | calls a second | ratio | median | 99 % |\n|---|---|---|---|---|---|\n"
    );
    for Row { call, calls, generated, by_hand } in rows {
        let (one, other) = (generated.calls_per_second, by_hand.calls_per_second);
        let _ = writeln!(
            text,
            "| {call} | {calls} | {one:.0} / {other:.0} | {:.3} | {} / {} ms | {} / {} ms |",
            one / other,
            milliseconds(generated.p50_microseconds),
            milliseconds(by_hand.p50_microseconds),
            milliseconds(generated.p99_microseconds),
            milliseconds(by_hand.p99_microseconds),
        );
    }
    text += "\n| call | peak memory | memory after each quarter | errors |\n|---|---|---|---|\n";
    for Row { call, generated, by_hand, .. } in rows {
        let _ = writeln!(
            text,
            "| {call} | {} / {} MiB | {} / {} MiB | {} / {} |",
            mebibytes(generated.peak_kib),
            mebibytes(by_hand.peak_kib),
            quarters(generated),
            quarters(by_hand),
            generated.errors,
            by_hand.errors,
        );
    }
    text
}

/// The table of instructions.
pub fn of_instructions(rows: &[instructions::Row]) -> String {
    let mut text =
        String::from("\n| call | instructions generated | by hand | ratio |\n|---|---|---|---|\n");
    for instructions::Row { call, generated, by_hand } in rows {
        let ratio = float(*generated) / float(*by_hand);
        let _ = writeln!(text, "| {call} | {generated} | {by_hand} | {ratio:.3} |");
    }
    text
}

/// A count as a float; counts are far below the integers that a float cannot hold.
#[allow(clippy::cast_precision_loss)]
fn float(count: u64) -> f64 {
    count as f64
}

fn milliseconds(microseconds: u32) -> String {
    format!("{:.1}", f64::from(microseconds) / 1000.0)
}

fn mebibytes(kibibytes: u64) -> u64 {
    (kibibytes + 512) / 1024
}

fn quarters(side: &Measured) -> String {
    let quarters = side.resident_kib.iter().map(|kibibytes| mebibytes(*kibibytes).to_string());
    quarters.collect::<Vec<_>>().join(", ")
}
