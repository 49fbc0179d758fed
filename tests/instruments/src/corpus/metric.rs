//! A row → the numbers that a comparison shows, each with the direction that is better.

use super::round_trip::RoundTrips;
use super::row::Row;
use crate::runner::{Compiled, number};

/// Which direction of a number is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A greater number.
    More,
    /// A smaller number.
    Less,
    /// A smaller time; a small difference is noise.
    Faster,
}

/// A number that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// What it counts.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// Which direction is better.
    pub better: Better,
}

/// The numbers of a row.
pub fn of(row: &Row) -> Vec<Metric> {
    let mut found = Vec::new();
    let mut add = |name, value: f64, better| found.push(Metric { name, value, better });
    if let Some(generated) = &row.generate {
        add("generated", f64::from(u8::from(generated.is_there())), Better::More);
        add("generate ms", generated.ms, Better::Faster);
        // Without a crate there is nothing to compare.
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
    let mut round_trips = |step: &Option<RoundTrips>, names: [&'static str; 4]| {
        if let Some(round_trips) = step {
            let [typed, untyped, unknown, different] = names;
            add(typed, number(round_trips.typed), Better::More);
            add(untyped, number(round_trips.untyped), Better::Less);
            add(unknown, number(round_trips.unknown), Better::Less);
            add(different, number(round_trips.different), Better::Less);
        }
    };
    round_trips(
        &row.examples,
        ["examples typed", "examples untyped", "examples unknown", "examples different"],
    );
    round_trips(
        &row.instances,
        ["instances typed", "instances untyped", "instances unknown", "instances different"],
    );
    if let Some(growth) = &row.growth {
        add("growth different", number(growth.different), Better::Less);
    }
    found
}
