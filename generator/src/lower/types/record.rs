//! An object with known members → a record.

use std::collections::BTreeSet;

use super::docs::{docs_of_use, drop_default};
use super::type_of::{Types, contained, type_of, untyped_at};
use super::views::has_member;
use crate::api::{Docs, Fact, Member, Presence, Record, Type, View};
use crate::diagnostic::{Code, Location};
use crate::document::SchemaId;
use crate::lower::schema::{
    OtherMembers, Schemas, Whole, is_read_only, is_write_only, other_members, whole,
};
use crate::source::{Pointer, Segment};

/// The record that a schema describes, in one of its views.
pub(super) fn record(types: &mut Types<'_>, id: SchemaId, view: View) -> Record {
    let whole = whole(types.schemas, id);
    let schema = &whole.schema;
    let (mut members, mut of_other_view) = (Vec::new(), Vec::new());
    let required: BTreeSet<&str> = schema.required.iter().map(String::as_str).collect();
    let described: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| &**name).collect();
    for (name, property) in &schema.properties {
        match member(types, name, *property, required.contains(&**name), view) {
            Some(member) => members.push(member),
            None => of_other_view.push(name.to_string()),
        }
    }
    let others = other_members(types.schemas, id, schema);
    for name in &schema.required {
        if !described.contains(name.as_str()) {
            members.push(undescribed(types, &whole, name, &others, view));
        }
    }
    let other_members = match others {
        OtherMembers::Unstated => None,
        OtherMembers::Any => Some(Type::Any),
        OtherMembers::Of(value) => Some(contained(types, value, view)),
    };
    Record { members, of_other_view, other_members, ..Record::default() }
}

/// A member of a record, if the view of the record has it.
pub(in crate::lower) fn member(
    types: &mut Types<'_>,
    name: &str,
    property: SchemaId,
    required: bool,
    view: View,
) -> Option<Member> {
    let schemas = types.schemas;
    if !has_member(schemas, view, property) {
        return None;
    }
    let mut docs = docs_of_use(schemas, property);
    if contradicts_itself(schemas, name, property) {
        docs.facts.retain(|fact| !matches!(fact, Fact::ReadOnly | Fact::WriteOnly));
    }
    if required {
        drop_default(&mut docs);
    }
    Some(Member {
        at: schemas.pointer(property),
        wire_name: name.to_owned(),
        docs,
        ty: type_of(types, property, view),
        presence: if required { Presence::Required } else { Presence::Optional },
        indirect: false,
        must_be_given: required,
        fixed: None,
        assumed: None,
    })
}

/// Whether a member is said to be set by the server only and to be read by the server only, which is reported.
fn contradicts_itself(schemas: &Schemas<'_>, name: &str, property: SchemaId) -> bool {
    let contradicts = is_read_only(schemas, property) && is_write_only(schemas, property);
    if let Some(at) = schemas.schema(property).at.filter(|_| contradicts) {
        let message =
            format!("`{name}` is both `readOnly` and `writeOnly`; it is taken as neither");
        schemas.say(Code::Contradiction, at, message);
    }
    contradicts
}

/// A member that must be there and that no schema describes by name: its type is that of the other members. A
/// constructor asks for it, and an answer is read without it, because nobody can know what it is.
fn undescribed(
    types: &mut Types<'_>,
    whole: &Whole,
    name: &str,
    others: &OtherMembers,
    view: View,
) -> Member {
    let at = place_in_required(types.schemas, whole, name);
    let ty = match others {
        OtherMembers::Of(value) => contained(types, *value, view),
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
