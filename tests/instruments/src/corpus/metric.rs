//! A row → the numbers that can be compared, each with the direction that is better.

use super::exchange::Exchanged;
use super::row::Row;
use crate::bench::{Compiled, number};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is.
    More,
    /// Less is.
    Less,
    /// Less is, but a small difference says nothing.
    Faster,
}

/// A number of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// What it counts.
    pub name: &'static str,
    /// How much.
    pub value: f64,
    /// Which way is better.
    pub better: Better,
}

/// Every number of a row that was found.
pub fn of(row: &Row) -> Vec<Metric> {
    let mut found = Vec::new();
    let mut add = |name, value: f64, better| found.push(Metric { name, value, better });
    if let Some(generated) = &row.generate {
        add("generated", f64::from(u8::from(generated.is_there())), Better::More);
        add("generate ms", generated.ms, Better::Faster);
        // A crate that is not there has no numbers to compare.
        if generated.is_there() {
            add("lines", number(generated.lines), Better::Less);
            add("diagnostics", number(generated.errors + generated.warnings), Better::Less);
            add("whole operations", number(generated.operations), Better::More);
            add("skipped operations", number(generated.skipped), Better::Less);
            add("untyped", number(generated.untyped), Better::Less);
        }
    }
    let mut compiled = |step: &Option<Compiled>, names: [&'static str; 3]| {
        if let Some(compiled) = step {
            let [errors, warnings, ms] = names;
            let unable = usize::from(!compiled.ran);
            add(errors, number(compiled.errors + unable), Better::Less);
            add(warnings, number(compiled.warnings), Better::Less);
            add(ms, compiled.ms, Better::Faster);
        }
    };
    compiled(&row.check, ["check errors", "check warnings", "check ms"]);
    compiled(&row.clippy, ["clippy errors", "clippy warnings", "clippy ms"]);
    compiled(&row.doc, ["doc errors", "doc warnings", "doc ms"]);
    let mut exchanged = |step: &Option<Exchanged>, names: [&'static str; 4]| {
        if let Some(exchanged) = step {
            let [typed, untyped, unknown, different] = names;
            add(typed, number(exchanged.typed), Better::More);
            add(untyped, number(exchanged.untyped), Better::Less);
            add(unknown, number(exchanged.unknown), Better::Less);
            add(different, number(exchanged.different), Better::Less);
        }
    };
    exchanged(
        &row.examples,
        ["examples typed", "examples untyped", "examples unknown", "examples different"],
    );
    exchanged(
        &row.instances,
        ["instances typed", "instances untyped", "instances unknown", "instances different"],
    );
    if let Some(growth) = &row.growth {
        add("growth different", number(growth.different), Better::Less);
    }
    found
}
