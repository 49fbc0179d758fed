//! `prefixItems` → a tuple: items with types of their own, and what may follow.

use super::type_of::{Types, contained, type_of};
use crate::api::{Presence, Tuple, TupleItem, Type, View};
use crate::document::SchemaId;
use crate::lower::schema::whole;

/// The tuple that a schema describes, in one of its views.
pub(super) fn tuple(types: &mut Types<'_>, id: SchemaId, view: View) -> Tuple {
    let whole = whole(types.schemas, id);
    let schema = &whole.schema;
    let limit = |keyword: &str| {
        let found = schema.constraints.iter().find(|known| &*known.keyword == keyword)?;
        found.value.to_string().parse::<usize>().ok()
    };
    let least = limit("minItems").unwrap_or(0);
    let mut items = Vec::new();
    for (index, item) in schema.prefix_items.iter().enumerate() {
        let presence = if index < least { Presence::Required } else { Presence::Optional };
        items.push(TupleItem { ty: type_of(types, *item, view), presence, indirect: false });
    }
    let full = limit("maxItems").is_some_and(|most| most <= items.len());
    let following_items = match schema.items {
        _ if full || schema.no_more_items => None,
        Some(item) => Some(contained(types, item, view)),
        None => Some(Type::Any),
    };
    Tuple { items, following_items }
}
