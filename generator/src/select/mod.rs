//! Document → the part of it that the caller chose: some operations, and the components that they need. What is
//! said of the rest is not said.

mod reach;

use std::collections::BTreeSet;

use globset::GlobMatcher;

use crate::config::{Pick, Selection, glob};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Operation};
use crate::source::{NodeId, Segment};

/// Takes away what is not chosen. Without a choice everything stays, also components that no operation needs.
pub fn select(document: &mut Document, selection: &Selection, said: &mut Diagnostics) {
    if selection.is_empty() {
        return;
    }
    let mut include: Vec<Matcher<'_>> = selection.include.iter().map(Matcher::new).collect();
    let mut exclude: Vec<Matcher<'_>> = selection.exclude.iter().map(Matcher::new).collect();
    let mut dropped = BTreeSet::new();
    document.operations.retain(|operation| {
        // Each is asked, so that each knows whether it means anything.
        let included = meets_any(&mut include, operation) || include.is_empty();
        let is_chosen = !meets_any(&mut exclude, operation) && included;
        if !is_chosen {
            dropped.insert(operation.at);
        }
        is_chosen
    });
    for (list, matchers) in [("include", &include), ("exclude", &exclude)] {
        for matcher in matchers.iter().filter(|matcher| !matcher.is_met) {
            let message =
                format!("`{list}`: no operation is meant by `{}`", matcher.pick.spelled());
            said.add(Diagnostic::new(Code::UnneededChoice, Location::Nowhere, message));
        }
    }
    if !include.is_empty() {
        document.webhooks.clear();
    }
    // What is used by an operation that is left too was not dropped.
    for operation in &document.operations {
        dropped.remove(&operation.at);
    }
    let reached = reach::reached(document);
    document.components.retain(|(_, id)| {
        let is_needed = reached.contains(id);
        if !is_needed {
            dropped.extend(document.schemas[*id].at);
        }
        is_needed
    });
    forget(document, &dropped, said);
}

fn meets_any(matchers: &mut [Matcher<'_>], operation: &Operation) -> bool {
    let mut any = false;
    for matcher in matchers {
        any |= matcher.meets(operation);
    }
    any
}

/// Takes back what was said of places that are not chosen.
fn forget(document: &Document, dropped: &BTreeSet<NodeId>, said: &mut Diagnostics) {
    let dropped: BTreeSet<Vec<Segment>> =
        dropped.iter().map(|at| document.pointer(*at).segments().to_vec()).collect();
    said.retain(|diagnostic| {
        let Some(pointer) = diagnostic.location.pointer() else { return true };
        let segments = pointer.segments();
        let is_within = |end: usize| segments.get(..end).is_some_and(|way| dropped.contains(way));
        !(1..=segments.len()).any(is_within)
    });
}

/// A pick, and whether it has met an operation.
struct Matcher<'p> {
    pick: &'p Pick,
    globs: Vec<(&'static str, GlobMatcher)>,
    is_met: bool,
}

impl<'p> Matcher<'p> {
    fn new(pick: &'p Pick) -> Self {
        // A text that is no pattern has been said.
        let globs = pick.stated().filter_map(|(key, text)| {
            let text = if key == "method" { text.to_ascii_uppercase() } else { text.to_owned() };
            Some((key, glob(&text)?))
        });
        Self { pick, globs: globs.collect(), is_met: false }
    }

    fn meets(&mut self, operation: &Operation) -> bool {
        let meets = self.globs.iter().all(|(key, glob)| match *key {
            "tag" => operation.tags.iter().any(|tag| glob.is_match(tag)),
            "operation" => operation.id.as_deref().is_some_and(|id| glob.is_match(id)),
            "path" => glob.is_match(&*operation.path),
            _ => glob.is_match(operation.method.to_string()),
        });
        self.is_met |= meets;
        meets
    }
}
