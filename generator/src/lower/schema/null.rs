//! Whether null is a value of a schema.

use super::reference::says_something;
use super::schemas::Schemas;
use crate::document::{Reference, SchemaId};
use crate::limits;

/// Whether null is allowed where a schema stands. A schema that contains itself allows what its other
/// parts do.
pub(in crate::lower) fn allows_null(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    within(schemas, id, 0)
}

fn within(schemas: &Schemas<'_>, id: SchemaId, depth: usize) -> bool {
    if let Some(known) = schemas.nullable.get(id) {
        return known;
    }
    schemas.nullable.insert(id, false);
    let nullable =
        depth < limits::DEPTH_OF_SCHEMAS && some_part_allows_null(schemas, id, depth + 1);
    schemas.nullable.insert(id, nullable);
    nullable
}

fn some_part_allows_null(schemas: &Schemas<'_>, id: SchemaId, depth: usize) -> bool {
    let schema = schemas.schema(id);
    match schema.reference {
        _ if schema.nullable => return true,
        Some(Reference::To(target)) if !schema.has_shape() => {
            return within(schemas, target, depth);
        }
        _ => {}
    }
    let own = !schema.types.is_empty() || !schema.properties.is_empty();
    let mut parts = schema.all_of.iter().filter(|part| says_something(schemas, **part)).peekable();
    (parts.peek().is_some() && !own && parts.all(|part| within(schemas, *part, depth)))
        || schema.one_of.iter().any(|branch| within(schemas, *branch, depth))
        || schema.any_of.iter().any(|branch| within(schemas, *branch, depth))
}
