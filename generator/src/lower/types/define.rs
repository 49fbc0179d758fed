//! A schema that has a type of its own → the shape of that type.

use super::choice::choice;
use super::record::record;
use super::tuple::tuple;
use super::type_of::{Types, plain_type, share_a_type};
use super::union::union;
use crate::api::Shape;
use crate::document::SchemaId;
use crate::lower::schema::{Form, form};

/// Decides the shape of every type that has a name and no shape yet, and of those that they need in turn.
pub(in crate::lower) fn define_named_types(types: &mut Types<'_>) {
    while let Some((type_id, schema)) = types.take_undefined() {
        let shape = shape(types, schema);
        types.defined[type_id].shape = shape;
    }
}

fn shape(types: &mut Types<'_>, id: SchemaId) -> Shape {
    match form(types.schemas, id) {
        Form::Record => Shape::Record(record(types, id)),
        Form::Choice(from, of) => Shape::Choice(choice(types.schemas, from, of)),
        Form::Union(alternatives) => union(types, id, &alternatives),
        Form::Tuple => Shape::Tuple(tuple(types, id)),
        Form::Same(part) if share_a_type(types, part, id) => shape(types, part),
        _ => Shape::Alias(plain_type(types, id)),
    }
}
