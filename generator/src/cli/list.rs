//! `clientsmith list`: the operations and the tags of a description.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::document::{Document, Operation};

/// What is listed, as other tools read it.
#[derive(Debug, Serialize)]
pub(super) struct Listed<'d> {
    title: &'d str,
    operations: Vec<Row<'d>>,
    tags: Vec<TagRow<'d>>,
}

#[derive(Debug, Serialize)]
struct Row<'d> {
    method: String,
    path: &'d str,
    operation_id: Option<&'d str>,
    tags: &'d [String],
    deprecated: bool,
}

#[derive(Debug, Serialize)]
struct TagRow<'d> {
    /// The tag; null for operations that have none.
    name: Option<&'d str>,
    operations: usize,
}

/// The operations of a document, by path, and its tags with how many operations each has.
pub(super) fn listed(document: &Document) -> Listed<'_> {
    let row = |operation: &'_ Operation| operation.method.to_string();
    let mut operations: Vec<Row<'_>> = document
        .operations
        .iter()
        .map(|operation| Row {
            method: row(operation),
            path: &operation.path,
            operation_id: operation.id.as_deref(),
            tags: &operation.tags,
            deprecated: operation.deprecated,
        })
        .collect();
    operations.sort_by(|a, b| (a.path, &a.method).cmp(&(b.path, &b.method)));
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for operation in &document.operations {
        if operation.tags.is_empty() {
            *counts.entry(None).or_default() += 1;
        }
        for tag in &operation.tags {
            *counts.entry(Some(tag)).or_default() += 1;
        }
    }
    let tags = counts.into_iter().map(|(name, operations)| TagRow { name, operations }).collect();
    Listed { title: &document.title, operations, tags }
}

impl Listed<'_> {
    /// The lists as tables for people.
    pub(super) fn table(&self) -> String {
        let mut text = String::new();
        let rows = self.operations.iter().map(|row| {
            let tags = row.tags.join(", ");
            let id = row.operation_id.unwrap_or("-").to_owned();
            [row.method.clone(), row.path.to_owned(), id, tags]
        });
        write_table(&mut text, ["METHOD", "PATH", "OPERATION", "TAGS"], &rows.collect::<Vec<_>>());
        text.push('\n');
        let rows = self
            .tags
            .iter()
            .map(|row| [row.name.unwrap_or("(no tag)").to_owned(), row.operations.to_string()]);
        write_table(&mut text, ["TAG", "OPERATIONS"], &rows.collect::<Vec<_>>());
        let _ = writeln!(text, "\n{}: {} operations", self.title, self.operations.len());
        text
    }
}

/// Writes rows in columns that are as wide as their widest cell.
fn write_table<const N: usize>(text: &mut String, head: [&str; N], rows: &[[String; N]]) {
    let head = head.map(str::to_owned);
    let all = || std::iter::once(&head).chain(rows);
    let mut widths = [0; N];
    for row in all() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for row in all() {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            let _ = write!(line, "{cell:width$}  ");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}
