//! Whether a schema is *within* another: whatever the narrow one allows, the wide one allows too, and all
//! that the wide one describes, the narrow one describes. Beside the narrow one, the wide one says nothing.
//! The answer is read off how the schemas are written; in doubt it is no.

use super::null::allows_null;
use super::reference::target;
use super::schemas::Schemas;
use crate::document::{Additional, JsonType, Schema, SchemaId, Value};
use crate::limits;

/// Whether the schema `narrow` is within the schema `wide`.
pub(super) fn is_within(schemas: &Schemas<'_>, narrow: SchemaId, wide: SchemaId) -> bool {
    Comparison { schemas, left: limits::COMPARED_SCHEMAS }.holds(narrow, wide)
}

struct Comparison<'s, 'd> {
    schemas: &'s Schemas<'d>,
    /// How many pairs of schemas may still be compared.
    left: usize,
}

impl Comparison<'_, '_> {
    fn holds(&mut self, narrow: SchemaId, wide: SchemaId) -> bool {
        let [narrow, wide] = [narrow, wide].map(|id| target(self.schemas, id));
        if narrow == wide {
            return true;
        }
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        let [of_narrow, of_wide] = [narrow, wide].map(|id| self.schemas.schema(id));
        let is_composed = |schema: &Schema| schema.reference.is_some() || !schema.all_of.is_empty();
        !is_composed(&of_narrow)
            && !is_composed(&of_wide)
            && !of_wide.never
            && of_wide.discriminator.is_none()
            && of_wide.only_null == of_narrow.only_null
            && is_scalar_within(&of_narrow, &of_wide)
            && self.is_object_within(&of_narrow, &of_wide)
            && self.is_list_within(&of_narrow, &of_wide)
            && self.is_within_alternatives(narrow, &of_wide)
    }

    /// Whether a schema that stands within another has all values within those of its counterpart, null and
    /// who sets it included.
    fn holds_inside(&mut self, narrow: SchemaId, wide: SchemaId) -> bool {
        let schemas = self.schemas;
        let [of_narrow, of_wide] = [narrow, wide].map(|id| sides(schemas, id));
        (!allows_null(schemas, narrow) || allows_null(schemas, wide))
            && of_wide.into_iter().zip(of_narrow).all(|(wide, narrow)| !wide || narrow)
            && self.holds(narrow, wide)
    }

    fn is_object_within(&mut self, narrow: &Schema, wide: &Schema) -> bool {
        let described = |name: &str, by: &Schema| {
            by.properties.iter().find(|(known, _)| **known == *name).map(|(_, id)| *id)
        };
        let additional = match (narrow.additional, wide.additional) {
            (_, Additional::Unstated) => true,
            (Additional::Of(narrow), Additional::Of(wide)) => self.holds_inside(narrow, wide),
            (Additional::Closed, Additional::Closed) => {
                narrow.properties.iter().all(|(name, _)| described(name, wide).is_some())
            }
            (narrow, wide) => narrow == wide,
        };
        additional
            && wide.patterns.iter().all(|pattern| narrow.patterns.contains(pattern))
            && (wide.property_names.is_none() || wide.property_names == narrow.property_names)
            && wide.required.iter().all(|name| narrow.required.contains(name))
            && wide.properties.iter().all(|(name, property)| {
                described(name, narrow).is_some_and(|own| self.holds_inside(own, *property))
            })
    }

    fn is_list_within(&mut self, narrow: &Schema, wide: &Schema) -> bool {
        let items = match (narrow.items, wide.items) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(narrow), Some(wide)) => self.holds_inside(narrow, wide),
        };
        items
            && (wide.prefix_items.is_empty() || narrow.prefix_items == wide.prefix_items)
            && (narrow.no_more_items || !wide.no_more_items)
    }

    /// Whether a schema, or each of its own alternatives, is within some alternative of each group.
    fn is_within_alternatives(&mut self, narrow: SchemaId, wide: &Schema) -> bool {
        let own = self.schemas.schema(narrow);
        [&wide.one_of, &wide.any_of].into_iter().filter(|group| !group.is_empty()).all(|group| {
            let mut is_in_group = |id: SchemaId| group.iter().any(|wide| self.holds(id, *wide));
            [&own.one_of, &own.any_of]
                .into_iter()
                .any(|own| !own.is_empty() && own.iter().all(|branch| is_in_group(*branch)))
                || is_in_group(narrow)
        })
    }
}

/// Whether a schema says that only the server sets the member that it describes, and that only the server
/// reads it.
pub(super) fn sides(schemas: &Schemas<'_>, id: SchemaId) -> [bool; 2] {
    let [own, target] = [id, target(schemas, id)].map(|id| schemas.schema(id));
    [own.read_only || target.read_only, own.write_only || target.write_only]
}

/// Whether the types, values and formats of a schema are within those of another.
fn is_scalar_within(narrow: &Schema, wide: &Schema) -> bool {
    let is_typed = wide.types.is_empty()
        || !narrow.types.is_empty() && narrow.types.iter().all(|kind| is_of(*kind, &wide.types));
    let is_listed = match (&narrow.values, &wide.values) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(narrow), Some(wide)) => narrow.iter().all(|value| is_listed(wide, value)),
    };
    is_typed
        && is_listed
        && (wide.format.is_none() || wide.format == narrow.format)
        && (wide.base64.is_none() || wide.base64 == narrow.base64)
        && (wide.content.is_none() || wide.content == narrow.content)
}

/// Whether values of a JSON type are of one of some types: an integer is a number too.
pub(super) fn is_of(kind: JsonType, types: &[JsonType]) -> bool {
    types.contains(&kind) || kind == JsonType::Integer && types.contains(&JsonType::Number)
}

/// Whether a value is among those that a schema lists.
pub(super) fn is_listed(values: &[Value], value: &Value) -> bool {
    values.iter().any(|known| is_same(known, value))
}

/// Whether two values are written alike.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    one.to_string() == other.to_string()
}
