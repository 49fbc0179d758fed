//! Synthetic schemas, which nobody wrote: what several schemas say at once, and what is left of one
//! without a part of it. Each is made once for what it is composed of, so that it has one type.

use std::sync::Arc;

use super::model::{Composition, Suffix};
use super::reference::{target, title_of};
use super::schemas::Schemas;
use super::within::{is_within, sides};
use crate::api::Step;
use crate::document::{JsonType, Schema, SchemaId};
use crate::limits;

/// The schema of the values that all of these schemas allow. It stands where the last of them stands,
/// which is the nearest to whoever composes them.
pub(super) fn all_of(schemas: &Schemas<'_>, ids: &[SchemaId]) -> SchemaId {
    let parts = parts(schemas, ids);
    match (parts.as_slice(), ids.last()) {
        ([single], _) => *single,
        (_, Some(last)) => {
            let schema = Schema { all_of: parts.clone(), ..at_place_of(schemas, *last) };
            compose(schemas, Composition::All(parts), *last, schema)
        }
        (_, None) => schemas.push(Schema::default()),
    }
}

/// The schemas that these schemas are composed of, without those that say no more than another.
fn parts(schemas: &Schemas<'_>, ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut parts: Vec<SchemaId> = Vec::new();
    for id in ids {
        let own = match schemas.composition(*id) {
            Some(Composition::All(own) | Composition::AlternativeOf(_, own)) => own,
            _ => vec![*id],
        };
        let own_targets: Vec<SchemaId> = own.iter().map(|part| target(schemas, *part)).collect();
        parts.retain(|part| !own_targets.contains(&target(schemas, *part)));
        parts.extend(own);
    }
    let all = parts.clone();
    parts.retain(|part| {
        let mut others = all.iter().filter(|other| *other != part);
        !others.any(|other| says_no_more_than(schemas, *part, *other))
    });
    if parts.is_empty() { all } else { parts }
}

/// The schema of the values that all of these schemas allow, as one alternative of `owner`. Where the last
/// of them stands outside of `owner`, the alternative is named after `owner`, so that its name does not
/// depend on who else has the same alternatives.
pub(super) fn alternative_of(schemas: &Schemas<'_>, owner: SchemaId, ids: &[SchemaId]) -> SchemaId {
    let parts = parts(schemas, ids);
    let place = |id| schemas.pointer(id).unwrap_or_default();
    let Some(last) = ids.last().copied().filter(|_| parts.len() > 1) else {
        return all_of(schemas, ids);
    };
    if place(last).segments().starts_with(place(owner).segments()) {
        return all_of(schemas, ids);
    }
    let step = match title_of(schemas, last) {
        Some(title) => Suffix::Step(Step::Titled(title)),
        None => Suffix::LastStepOf(last),
    };
    let schema = Schema { all_of: parts.clone(), ..at_place_of(schemas, owner) };
    let id = compose(schemas, Composition::AlternativeOf(owner, parts), last, schema);
    if id != last {
        append_suffix(schemas, id, owner, step);
    }
    id
}

/// Whether a schema only states a type, which another states too: that other schema says by itself all
/// that both say, and keeps its name.
fn says_no_more_than(schemas: &Schemas<'_>, part: SchemaId, other: SchemaId) -> bool {
    let (part, other) = (schemas.schema(part), schemas.schema(target(schemas, other)));
    let mut rest = Schema::clone(&part);
    rest.types.clear();
    let object = part.types == [JsonType::Object] && other.describes_object();
    let is_plain = part.format.is_none() && part.base64.is_none() && part.content.is_none();
    let weak = part.reference.is_none() && !rest.has_shape() && is_plain;
    weak && other.has_shape() && (object || part.types.is_empty() || part.types == other.types)
}

/// The schema of the values that at least one of these schemas allows. It stands where the first of them
/// stands.
pub(super) fn any_of(schemas: &Schemas<'_>, ids: &[SchemaId]) -> SchemaId {
    let branches = distinct(ids);
    match *branches.as_slice() {
        [] => schemas.push(Schema::default()),
        [single] => single,
        [first, ..] => {
            let schema = Schema { any_of: branches.clone(), ..at_place_of(schemas, first) };
            compose(schemas, Composition::Any(branches), first, schema)
        }
    }
}

/// The schema of a member that these schemas describe in alternatives of `owner`, which come to one object.
/// It is named after `owner`: no alternative has all of it.
pub(super) fn member_of(
    schemas: &Schemas<'_>,
    owner: SchemaId,
    name: &Arc<str>,
    ids: &[SchemaId],
) -> SchemaId {
    let mut branches: Vec<SchemaId> = Vec::new();
    for id in ids {
        let is_known = |known: &SchemaId| {
            sides(schemas, *id) == sides(schemas, *known)
                && is_within(schemas, *id, *known)
                && is_within(schemas, *known, *id)
        };
        if !branches.iter().any(is_known) {
            branches.push(*id);
        }
    }
    let [first, _, ..] = *branches.as_slice() else { return any_of(schemas, &branches) };
    // Only one side sends the member if that is so in every alternative.
    let is_one_sided = |side: usize| {
        branches.iter().all(|id| sides(schemas, *id).get(side).copied().unwrap_or(false))
    };
    let schema = Schema {
        any_of: branches.clone(),
        read_only: is_one_sided(0),
        write_only: is_one_sided(1),
        ..at_place_of(schemas, owner)
    };
    let composition = Composition::Member(owner, name.clone(), branches);
    let id = compose(schemas, composition, first, schema);
    if id != first {
        append_suffix(schemas, id, owner, Suffix::Step(Step::Member(name.to_string())));
    }
    id
}

fn distinct(ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut distinct: Vec<SchemaId> = Vec::new();
    for id in ids {
        if !distinct.contains(id) {
            distinct.push(*id);
        }
    }
    distinct
}

/// A changed form of a schema, which stands where the schema does; `word` tells it from the schema in the
/// name of its type.
pub(super) fn changed(
    schemas: &Schemas<'_>,
    from: SchemaId,
    word: &str,
    schema: Schema,
) -> SchemaId {
    let schema = Schema { at: schemas.schema(from).at, ..schema };
    let id = compose(schemas, Composition::Changed(from, word.to_owned()), from, schema);
    if id != from {
        append_suffix(schemas, id, from, Suffix::Step(Step::Other(word.to_owned())));
    }
    id
}

/// A record with a tag that the record does not describe itself.
pub(in crate::lower) fn with_tag(schemas: &Schemas<'_>, id: SchemaId, tag: &str) -> SchemaId {
    let text = Schema { types: vec![JsonType::String], ..Schema::default() };
    let text = changed(schemas, id, tag, text);
    let tagged = Schema {
        properties: vec![(Arc::from(tag), text)],
        required: vec![tag.to_owned()],
        ..Schema::default()
    };
    let tagged = changed(schemas, id, "tagged", tagged);
    all_of(schemas, &[id, tagged])
}

/// Whether alternatives only say which members must be there, or what must not be: such alternatives are
/// no union, and the server checks them.
pub(in crate::lower) fn only_require(schemas: &Schemas<'_>, branches: &[SchemaId]) -> bool {
    branches.iter().all(|branch| {
        let schema = schemas.schema(*branch);
        let mut rest = Schema::clone(&schema);
        let restricts = !rest.required.is_empty() || rest.types.is_empty();
        rest.required.clear();
        rest.types.retain(|kind| *kind != JsonType::Object);
        restricts && rest.reference.is_none() && !rest.has_shape()
    })
}

fn at_place_of(schemas: &Schemas<'_>, id: SchemaId) -> Schema {
    Schema { at: schemas.schema(id).at, ..Schema::default() }
}

/// The synthetic schema of a composition, named like `like`. Where there are too many schemas already, it
/// is `like` itself.
fn compose(
    schemas: &Schemas<'_>,
    composition: Composition,
    like: SchemaId,
    schema: Schema,
) -> SchemaId {
    if let Some(known) = schemas.synthetic.borrow().by_composition.get(&composition) {
        return *known;
    }
    let written = schemas.document.schemas.len();
    let most = written * limits::SYNTHETIC_SCHEMAS_FOR_EACH + limits::SYNTHETIC_SCHEMAS;
    if schemas.count() > most {
        return like;
    }
    let id = schemas.push(schema);
    let mut synthetic = schemas.synthetic.borrow_mut();
    if let Some(suffix) = synthetic.suffixes.get(&like).cloned() {
        synthetic.suffixes.insert(id, suffix);
    }
    synthetic.by_composition.insert(composition.clone(), id);
    synthetic.compositions.insert(id, composition);
    id
}

/// Names a schema like another, with one more step.
fn append_suffix(schemas: &Schemas<'_>, id: SchemaId, like: SchemaId, step: Suffix) {
    let mut suffix = schemas.suffix(like);
    suffix.push(step);
    schemas.synthetic.borrow_mut().suffixes.insert(id, suffix);
}
