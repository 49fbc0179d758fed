//! An object with known members → a record.

use std::collections::BTreeSet;

use super::docs::{docs_of_use, drop_default};
use super::type_of::{Types, contained, type_of, untyped_at};
use crate::api::{Docs, Member, Presence, Record, Type};
use crate::diagnostic::{Code, Location};
use crate::document::SchemaId;
use crate::lower::schema::{
    OtherMembers, Schemas, Whole, is_read_only, is_write_only, other_members, whole,
};
use crate::source::{Pointer, Segment};

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
    let others = other_members(types.schemas, id, schema);
    for name in &schema.required {
        if !described.contains(name.as_str()) {
            members.push(undescribed(types, &whole, name, &others));
        }
    }
    let other_members = match others {
        OtherMembers::Unstated => None,
        OtherMembers::Any => Some(Type::Any),
        OtherMembers::Of(value) => Some(contained(types, value)),
    };
    Record { members, other_members, ..Record::default() }
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
    let mut docs = docs_of_use(schemas, property);
    if always {
        drop_default(&mut docs);
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

/// A member that must be there and that no schema describes by name: its type is that of the other members. A
/// constructor asks for it, and an answer is read without it, because nobody can know what it is.
fn undescribed(types: &mut Types<'_>, whole: &Whole, name: &str, others: &OtherMembers) -> Member {
    let at = place_in_required(types.schemas, whole, name);
    let ty = match others {
        OtherMembers::Of(value) => contained(types, *value),
        OtherMembers::Any | OtherMembers::Unstated => {
            untyped_at(types, at.clone(), "it is required, and no schema describes it");
            Type::Any
        }
    };
    if let Some(at) = at {
        let message = format!("`{name}` is required, and no schema describes it");
        types.schemas.report(Code::UndescribedMember, Location::Value(at), message);
    }
    Member {
        at: None,
        wire_name: name.to_owned(),
        docs: Docs::default(),
        ty,
        presence: Presence::Optional,
        indirect: false,
        must_be_given: true,
        fixed: None,
        assumed: None,
    }
}

/// Where a written schema requires a member; where only a synthetic one does, the place of the record.
fn place_in_required(schemas: &Schemas<'_>, whole: &Whole, name: &str) -> Option<Pointer> {
    let mut written = whole.parts.iter().filter(|part| !schemas.is_synthetic(**part));
    let stated = written.find_map(|part| {
        let index = schemas.schema(*part).required.iter().position(|known| known == name)?;
        let steps = [Segment::Key("required".into()), Segment::Index(u32::try_from(index).ok()?)];
        Some(schemas.pointer(*part)?.segments().iter().cloned().chain(steps).collect())
    });
    stated.or_else(|| Some(schemas.document.pointer(whole.schema.at?)))
}
