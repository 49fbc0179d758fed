//! clientsmith turns an OpenAPI description into the Rust client crate that a careful engineer would
//! have written by hand.
//!
//! ```text
//! text ─parse▶ Node ─read▶ Document ─select▶ Document ─lower▶ Api ─name▶ Names ─render▶ Modules ─format▶ Files
//! ```
//!
//! [`generate`] runs the whole way in memory; [`output`] writes the files or compares them.

pub mod api;
pub mod arena;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod format;
pub mod limits;
pub mod lock;
pub mod lower;
pub mod name;
pub mod output;
pub mod parse;
pub mod read;
pub mod render;
pub mod report;
pub mod select;
pub mod source;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use api::Api;
use config::Config;
use diagnostic::Diagnostics;
use document::Document;
use format::Files;
use name::Names;
use source::Source;

/// What generating a crate made: every stage as far as it was reached, and all that was said.
#[derive(Default)]
pub struct Generated {
    /// The files of the description beside the first one, by their paths.
    pub sources: BTreeMap<Arc<str>, Source>,
    /// What the description says.
    pub document: Option<Document>,
    /// What a client of it is.
    pub api: Option<Api>,
    /// What everything is called.
    pub names: Option<Names>,
    /// The type of each of the places of `api`, in their order, as Rust.
    pub places: Vec<String>,
    /// The files. None if there was an error.
    pub files: Option<Files>,
    /// What was said on the way.
    pub diagnostics: Diagnostics,
    /// How long each stage took, in their order.
    pub elapsed: Vec<(&'static str, Duration)>,
}

/// Generates a crate from a description. Reads and writes no file.
pub fn generate(source: &Source, config: &Config) -> Generated {
    let mut made = Generated::default();
    for fault in config.faults() {
        made.diagnostics.add(fault);
    }
    if made.diagnostics.has_errors() {
        return made;
    }
    let mut clock = Clock { last: Instant::now(), stages: Vec::new() };
    if let Err(fault) = stages(source, config, &mut made, &mut clock) {
        made.diagnostics.add(fault);
    }
    made.elapsed = clock.stages;
    // What was not reached has not been warned of.
    if !made.diagnostics.has_errors() {
        made.diagnostics.allow(&config.allow);
    }
    if made.diagnostics.has_errors() {
        made.files = None;
    }
    made
}

fn stages(
    source: &Source,
    config: &Config,
    made: &mut Generated,
    clock: &mut Clock,
) -> Result<(), diagnostic::Diagnostic> {
    let parse::Parsed { tree, faults, sources } = parse::parse(source)?;
    made.sources = sources;
    clock.lap("parse");
    let document = made.document.insert(read::read(tree, &faults, &mut made.diagnostics)?);
    select::select(document, &config.selection, &mut made.diagnostics);
    clock.lap("read");
    let api = made.api.insert(lower::lower(document, &config.choices, &mut made.diagnostics));
    clock.lap("lower");
    name::keep_order(api, &config.lock, &mut made.diagnostics);
    let names = name::name(api, &config.choices, &config.lock, &mut made.diagnostics);
    let names = made.names.insert(names);
    clock.lap("name");
    let modules = render::render(api, names, config);
    let places = render::places(api, names, config);
    clock.lap("render");
    made.places = places.iter().map(format::line).collect();
    let mut files = format::format(&modules, source.file_name())?;
    let published = name::published(api, names);
    files.add_text(lock::FILE, &published.to_string(), source.file_name());
    made.files = Some(files);
    clock.lap("format");
    Ok(())
}

/// Measures stages one after the other.
struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }
}
