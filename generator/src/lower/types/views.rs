//! Schema → whether its two views differ: what is received of it has no member that only the server reads, and
//! what is sent of it none that only the server sets. They differ where such a member can be reached, through
//! whatever the schema holds; the answer is the least solution, so that cycles need no care.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::api::View;
use crate::document::SchemaId;
use crate::lower::schema::{
    Form, OtherMembers, Schemas, United, form, is_read_only, is_write_only, other_members, united,
    whole,
};

/// What was found out about the views of schemas.
pub(super) struct Views<'s> {
    schemas: &'s Schemas<'s>,
    /// Whether some schema is that of a member which only one side sends.
    has_sides: bool,
    /// Whether the views of a schema differ.
    differ: RefCell<BTreeMap<SchemaId, bool>>,
}

impl<'s> Views<'s> {
    pub(super) fn new(schemas: &'s Schemas<'s>) -> Self {
        let mut all = schemas.document.schemas.iter();
        let has_sides = all.any(|(_, schema)| schema.read_only || schema.write_only);
        Self { schemas, has_sides, differ: RefCell::default() }
    }

    /// The view of a schema, if its views differ; none if they are one type.
    pub(super) fn of(&self, id: SchemaId, view: View) -> Option<View> {
        (self.has_sides && self.differ(id)).then_some(view)
    }

    fn known(&self, id: SchemaId) -> Option<bool> {
        self.differ.borrow().get(&id).copied()
    }

    fn differ(&self, id: SchemaId) -> bool {
        if let Some(known) = self.known(id) {
            return known;
        }
        // Everything that can be reached, with what holds it.
        let mut holders: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::from([(id, Vec::new())]);
        let (mut waiting, mut differing) = (vec![id], Vec::new());
        while let Some(next) = waiting.pop() {
            let Some(held) = held(self.schemas, next) else {
                differing.push(next);
                continue;
            };
            for part in held {
                match self.known(part) {
                    Some(true) => differing.push(next),
                    Some(false) => {}
                    None => {
                        let known = holders.entry(part).or_insert_with(|| {
                            waiting.push(part);
                            Vec::new()
                        });
                        known.push(next);
                    }
                }
            }
        }
        let mut differ = self.differ.borrow_mut();
        differ.extend(holders.keys().map(|reached| (*reached, false)));
        while let Some(next) = differing.pop() {
            if differ.insert(next, true) == Some(false) {
                differing.extend(holders.get(&next).into_iter().flatten());
            }
        }
        differ.get(&id).copied().unwrap_or(false)
    }
}

/// The view that only a member described by a schema belongs to; none if it belongs to both. A member that
/// neither side may send contradicts itself, and belongs to both.
fn only_view(schemas: &Schemas<'_>, property: SchemaId) -> Option<View> {
    match (is_read_only(schemas, property), is_write_only(schemas, property)) {
        (true, false) => Some(View::Received),
        (false, true) => Some(View::Sent),
        (true, true) | (false, false) => None,
    }
}

/// Whether a view has the member that a schema describes.
pub(in crate::lower) fn has_member(schemas: &Schemas<'_>, view: View, property: SchemaId) -> bool {
    only_view(schemas, property).is_none_or(|only| only == view)
}

/// The schemas that the type of a schema is made of; none if one of its own members belongs to one view only.
fn held(schemas: &Schemas<'_>, id: SchemaId) -> Option<Vec<SchemaId>> {
    Some(match form(schemas, id) {
        Form::Same(other) => vec![other],
        Form::Record => return held_by_record(schemas, id),
        Form::Union(alternatives) => match &*united(schemas, id, &alternatives) {
            United::Record(record) => return held_by_record(schemas, *record),
            United::Variants { leaves, .. } => leaves.iter().map(|leaf| leaf.id).collect(),
        },
        Form::Tuple => {
            let whole = whole(schemas, id);
            whole.schema.prefix_items.iter().copied().chain(whole.schema.items).collect()
        }
        Form::Map(OtherMembers::Of(value)) | Form::Json(value) => vec![value],
        Form::List(item) => item.into_iter().collect(),
        Form::Map(_)
        | Form::Choice(..)
        | Form::Scalar(_)
        | Form::Any
        | Form::Broken
        | Form::Untyped(..) => Vec::new(),
    })
}

fn held_by_record(schemas: &Schemas<'_>, id: SchemaId) -> Option<Vec<SchemaId>> {
    let whole = whole(schemas, id);
    let mut held = Vec::new();
    for (_, property) in &whole.schema.properties {
        if only_view(schemas, *property).is_some() {
            return None;
        }
        held.push(*property);
    }
    if let OtherMembers::Of(value) = other_members(schemas, id, &whole.schema) {
        held.push(value);
    }
    Some(held)
}
