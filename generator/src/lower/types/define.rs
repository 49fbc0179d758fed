//! A schema that has a type of its own → the shape of that type.

use super::choice::choice;
use super::record::record;
use super::tuple::tuple;
use super::type_of::{Types, name_unused, plain_type, share_a_type};
use super::union::union;
use crate::api::{Shape, View};
use crate::document::SchemaId;
use crate::lower::schema::{Form, form};

/// Decides the shape of every type that has a name and no shape yet, and of those that they need in turn; last
/// of the components that nothing uses.
pub(in crate::lower) fn define_named_types(types: &mut Types<'_>) {
    define_undefined(types);
    for (_, component) in &types.schemas.document.components {
        name_unused(types, *component);
        define_undefined(types);
    }
}

fn define_undefined(types: &mut Types<'_>) {
    while let Some((type_id, schema, view)) = types.take_undefined() {
        let shape = shape(types, schema, view);
        types.defined[type_id].shape = shape;
    }
}

fn shape(types: &mut Types<'_>, id: SchemaId, view: View) -> Shape {
    match form(types.schemas, id) {
        Form::Record => Shape::Record(record(types, id, view)),
        Form::Choice(from, of) => Shape::Choice(choice(types.schemas, from, of)),
        Form::Union(alternatives) => union(types, id, &alternatives, view),
        Form::Tuple => Shape::Tuple(tuple(types, id, view)),
        Form::Same(part) if share_a_type(types, part, id) => shape(types, part, view),
        _ => Shape::Alias(plain_type(types, id, view)),
    }
}
