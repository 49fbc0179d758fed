//! What was said → lines, columns and excerpts for people, and the report for other tools.

mod excerpt;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use excerpt::rendered;

use crate::Generated;
use crate::api::{Api, Operation, Paging, PagingBound, PagingSource, PagingStep, Skipped, View};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::name::Names;
use crate::parse::{Located, locate};
use crate::source::Source;

/// The most diagnostics of one code that people are shown: the next ones teach nothing new, and the report
/// has them all.
const MOST_SHOWN_OF_A_CODE: usize = 5;

/// The report: a stable contract that other tools build on.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The version of the report's shape.
    pub version: u32,
    /// Every operation of the description.
    pub operations: Vec<OperationRow>,
    /// Every type.
    pub types: Vec<TypeRow>,
    /// Everything that was said.
    pub diagnostics: Vec<DiagnosticRow>,
    /// Every place that is any JSON value.
    pub untyped: Vec<UntypedRow>,
    /// The type of every place whose values have one.
    pub places: Vec<PlaceRow>,
    /// How long each stage took, in milliseconds.
    pub elapsed_ms: BTreeMap<&'static str, f64>,
}

/// What became of an operation.
#[derive(Debug, Serialize)]
pub struct OperationRow {
    /// What its author calls it.
    pub operation_id: String,
    /// Its method; `*` for all those of a path of which nothing could be read.
    pub method: String,
    /// Its path.
    pub path: String,
    /// The method of the client that calls it.
    pub rust: Option<String>,
    /// How much of it is generated.
    pub status: Status,
    /// Why it is not [`Status::Generated`].
    pub reason: Option<String>,
    /// How its list is paged through, if its answer is one page of a list.
    pub paging: Option<PagingRow>,
}

/// How a list is paged through, by the keys of the configuration.
#[derive(Debug, Default, Serialize)]
pub struct PagingRow {
    /// How the next page is asked for: `page`, `offset`, `cursor` or `link`.
    pub by: &'static str,
    /// The query parameter that asks for a page.
    pub parameter: Option<String>,
    /// The number of the first page, or the number of items before it.
    pub first: Option<u64>,
    /// The member with the cursor or the link to the next page.
    pub next: Option<String>,
    /// The header with the cursor or the link to the next page.
    pub next_header: Option<String>,
    /// The list of the items.
    pub items: String,
    /// The member with the number of all pages.
    pub pages: Option<String>,
    /// The member with the number of all items.
    pub total: Option<String>,
    /// The member that is true where there is a next page.
    pub more: Option<String>,
    /// The member that is true where there is no next page.
    pub last: Option<String>,
    /// Whether the rule is stated, by the configuration or the description.
    pub stated: bool,
}

/// How much of an operation is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It can be called as described.
    Generated,
    /// It can be called, without what its row gives as the reason.
    Partial,
    /// It cannot be called.
    Skipped,
}

/// What a type is called.
#[derive(Debug, Serialize)]
pub struct TypeRow {
    /// Its place in the description.
    pub pointer: String,
    /// Its path in the crate.
    pub rust_path: String,
}

/// Something that was said.
#[derive(Debug, Serialize)]
pub struct DiagnosticRow {
    /// Its code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is the matter.
    pub message: String,
    /// The place in the description.
    pub pointer: Option<String>,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// Whether the configuration lets it pass.
    pub allowed: bool,
    /// Why it does, if it says so.
    pub reason: Option<String>,
}

/// A place that is any JSON value.
#[derive(Debug, Serialize)]
pub struct UntypedRow {
    /// The place in the description.
    pub pointer: String,
    /// Why.
    pub reason: String,
}

/// A place whose values have a type.
#[derive(Debug, Serialize)]
pub struct PlaceRow {
    /// The place in the description.
    pub pointer: String,
    /// The type of its values; of what is received, where what is sent has another type.
    pub rust: String,
    /// `received` or `sent`, where the type has only the members that go this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<&'static str>,
}

/// The report of a run.
pub fn report(source: &Source, made: &Generated) -> Report {
    let named = made.api.as_ref().zip(made.names.as_ref());
    Report {
        version: 1,
        operations: named.map(|(api, names)| operations(api, names)).unwrap_or_default(),
        types: named.map(|(api, names)| types(api, names)).unwrap_or_default(),
        diagnostics: rows(source, made),
        untyped: made
            .api
            .iter()
            .flat_map(|api| &api.untyped)
            .map(|place| UntypedRow { pointer: place.at.to_string(), reason: place.reason.clone() })
            .collect(),
        places: places(made),
        elapsed_ms: made
            .elapsed
            .iter()
            .map(|(stage, time)| (*stage, time.as_secs_f64() * 1000.0))
            .collect(),
    }
}

fn operations(api: &Api, names: &Names) -> Vec<OperationRow> {
    let called = api.operations.iter().map(|(id, operation)| {
        let Operation { label, method, template, losses, .. } = operation;
        OperationRow {
            operation_id: label.clone(),
            method: method.clone(),
            path: template.clone(),
            rust: Some(format!("Client::{}", names.operations[id].method)),
            status: if losses.is_empty() { Status::Generated } else { Status::Partial },
            reason: (!losses.is_empty()).then(|| losses.join("; ")),
            paging: operation.paging.as_ref().map(paging),
        }
    });
    let skipped = api.skipped.iter().map(skipped);
    let mut rows: Vec<OperationRow> = called.chain(skipped).collect();
    rows.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    rows
}

fn paging(paging: &Paging) -> PagingRow {
    let mut row = PagingRow {
        items: paging.items.clone(),
        stated: paging.is_stated,
        parameter: paging.step.parameter().map(str::to_owned),
        ..PagingRow::default()
    };
    let link = |row: &mut PagingRow, source: &PagingSource| match source {
        PagingSource::Member(pointer) => row.next = Some(pointer.clone()),
        PagingSource::Header(name) => row.next_header = Some(name.clone()),
    };
    match &paging.step {
        PagingStep::Page { first, .. } => (row.by, row.first) = ("page", Some(*first)),
        PagingStep::Offset { first, .. } => (row.by, row.first) = ("offset", Some(*first)),
        PagingStep::Cursor { source, .. } => {
            row.by = "cursor";
            link(&mut row, source);
        }
        PagingStep::Link(source) => {
            row.by = "link";
            link(&mut row, source);
        }
    }
    match &paging.bound {
        PagingBound::Unstated => {}
        PagingBound::Pages(pointer) => row.pages = Some(pointer.clone()),
        PagingBound::Total(pointer) => row.total = Some(pointer.clone()),
        PagingBound::More(pointer) => row.more = Some(pointer.clone()),
        PagingBound::Last(pointer) => row.last = Some(pointer.clone()),
        PagingBound::Link(source) => link(&mut row, source),
    }
    row
}

fn skipped(skipped: &Skipped) -> OperationRow {
    let method = skipped.method.as_deref().unwrap_or("*");
    OperationRow {
        operation_id: format!("{method} {}", skipped.path),
        method: method.to_owned(),
        path: skipped.path.clone(),
        rust: None,
        status: Status::Skipped,
        reason: Some(skipped.reason.clone()),
        paging: None,
    }
}

fn types(api: &Api, names: &Names) -> Vec<TypeRow> {
    let mut rows: Vec<TypeRow> = api
        .types
        .iter()
        .map(|(id, definition)| TypeRow {
            pointer: definition.origin.at.to_string(),
            rust_path: format!("types::{}", names.types[id].ident),
        })
        .collect();
    rows.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    rows
}

fn places(made: &Generated) -> Vec<PlaceRow> {
    let places = made.api.iter().flat_map(|api| &api.places).zip(&made.places);
    places
        .map(|(place, rust)| PlaceRow {
            pointer: place.at.to_string(),
            rust: rust.clone(),
            view: place.view.map(|view| match view {
                View::Received => "received",
                View::Sent => "sent",
            }),
        })
        .collect()
}

/// Each diagnostic with the file that it is about, and its place in the file.
fn placed<'a>(
    source: &'a Source,
    made: &'a Generated,
    said: Vec<&'a Diagnostic>,
) -> Vec<(&'a Diagnostic, &'a Source, Option<Located>)> {
    let mut by_file: BTreeMap<Option<&Arc<str>>, Vec<&Diagnostic>> = BTreeMap::new();
    for said in said {
        by_file.entry(said.location.file()).or_default().push(said);
    }
    let located = by_file.into_iter().flat_map(|(path, said)| {
        let source = path.and_then(|path| made.sources.get(path)).unwrap_or(source);
        let located = locate(source, &said.iter().map(|said| &said.location).collect::<Vec<_>>());
        said.into_iter().zip(located).map(move |(said, located)| (said, source, located))
    });
    located.collect()
}

fn rows(source: &Source, made: &Generated) -> Vec<DiagnosticRow> {
    let placed = placed(source, made, made.diagnostics.iter().collect());
    let mut rows: Vec<(bool, DiagnosticRow)> = placed
        .into_iter()
        .map(|(said, file, located)| (said.location.file().is_some(), row(file, said, located)))
        .collect();
    // Those of the first file come first.
    rows.sort_by(|(a_is_other, a), (b_is_other, b)| {
        let a = (a_is_other, &a.file, a.line, a.column);
        a.cmp(&(b_is_other, &b.file, b.line, b.column))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(source: &Source, said: &Diagnostic, located: Option<Located>) -> DiagnosticRow {
    DiagnosticRow {
        code: said.code.id(),
        severity: match said.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: said.message.clone(),
        pointer: said.location.pointer().map(ToString::to_string),
        file: source.name().to_owned(),
        line: located.map(|located| located.position.line),
        column: located.map(|located| located.position.column),
        allowed: said.allowed.is_some(),
        reason: said.allowed.as_ref().and_then(|allowance| allowance.reason.clone()),
    }
}

/// Everything but the notes and what is allowed, for people: by place, and the errors last, where the eye is.
pub fn text(source: &Source, made: &Generated, colour: bool) -> String {
    let shown =
        |said: &&Diagnostic| said.code.severity() != Severity::Note && said.allowed.is_none();
    let said: Vec<&Diagnostic> = made.diagnostics.iter().filter(shown).collect();
    let mut shown = placed(source, made, said);
    shown.sort_by_key(|(said, _, located)| {
        let place = (said.location.file(), located.map(|located| located.offset));
        (std::cmp::Reverse(said.code.severity()), place)
    });
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for (said, ..) in &shown {
        *counts.entry(said.code).or_default() += 1;
    }
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut text = String::new();
    for (said, file, located) in shown {
        let count = seen.entry(said.code).or_default();
        *count += 1;
        if *count <= MOST_SHOWN_OF_A_CODE {
            text.push_str(&rendered(file, said, located, colour));
            text.push_str("\n\n");
        } else if *count == MOST_SHOWN_OF_A_CODE + 1 {
            let all = counts.get(&said.code).copied().unwrap_or_default();
            text.push_str(&collapsed(said.code, all - MOST_SHOWN_OF_A_CODE));
        }
    }
    text
}

fn collapsed(code: Code, more: usize) -> String {
    format!("... and {more} more of `{}`; `--report FILE` lists them all\n\n", code.id())
}
