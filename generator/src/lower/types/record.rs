//! An object with known members → a record.

use std::collections::BTreeSet;

use super::docs::{default_as_example, docs_of};
use super::type_of::{Types, contained, type_of};
use crate::api::{Docs, Member, Presence, Record, Type};
use crate::document::SchemaId;
use crate::lower::schema::{OtherMembers, is_read_only, is_write_only, other_members, whole};

/// The record that a schema describes.
pub(super) fn record(types: &mut Types<'_>, id: SchemaId) -> Record {
    let whole = whole(types.schemas, id);
    let schema = &whole.schema;
    let mut members = Vec::new();
    let required: BTreeSet<&str> = schema.required.iter().map(String::as_str).collect();
    let described: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| &**name).collect();
    for (name, property) in &schema.properties {
        members.push(member(types, name, *property, required.contains(&**name)));
    }
    for name in &schema.required {
        if !described.contains(name.as_str()) {
            members.push(undescribed(name));
        }
    }
    let other_members = match other_members(types.schemas, id, schema) {
        OtherMembers::Unstated => None,
        OtherMembers::Any => Some(Type::Any),
        OtherMembers::Of(value) => Some(contained(types, value)),
    };
    Record { members, other_members, unforeseen: false }
}

/// A member of a record. A constructor does not ask for what only the server sets, and what only the
/// server reads may lack in an answer: either may be absent, whatever `required` says.
pub(in crate::lower) fn member(
    types: &mut Types<'_>,
    name: &str,
    property: SchemaId,
    required: bool,
) -> Member {
    let schemas = types.schemas;
    let read_only = is_read_only(schemas, property);
    let always = required && !read_only && !is_write_only(schemas, property);
    let mut docs = docs_of(schemas, property);
    if always {
        default_as_example(&mut docs);
    }
    Member {
        at: schemas.pointer(property),
        wire_name: name.to_owned(),
        docs,
        ty: type_of(types, property),
        presence: if always { Presence::Required } else { Presence::Optional },
        indirect: false,
        must_be_given: required && !read_only,
        fixed: None,
        assumed: None,
    }
}

/// A member that must be there and of which nothing else is said.
fn undescribed(name: &str) -> Member {
    Member {
        at: None,
        wire_name: name.to_owned(),
        docs: Docs::default(),
        ty: Type::Any,
        presence: Presence::Required,
        indirect: false,
        must_be_given: true,
        fixed: None,
        assumed: None,
    }
}
