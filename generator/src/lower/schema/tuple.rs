//! `prefixItems` → a tuple: items with types of their own, and what may follow.

use super::Form;
use super::Lowering;
use crate::api::{Presence, Shape, Tuple, TupleItem, Type};
use crate::document::{Schema, SchemaId};

impl Lowering<'_> {
    /// A list, or a tuple where the first items are described one by one.
    pub(in crate::lower) fn list_form(&self, schema: &Schema) -> Form {
        match schema.prefix_items.is_empty() {
            true => Form::List(schema.items),
            false => Form::Tuple,
        }
    }

    pub(in crate::lower) fn tuple(&mut self, id: SchemaId) -> Shape {
        let whole = self.whole(id);
        let schema = &whole.schema;
        let limit = |keyword: &str| {
            let found = schema.constraints.iter().find(|known| &*known.keyword == keyword)?;
            found.value.to_string().parse::<usize>().ok()
        };
        let least = limit("minItems").unwrap_or(0);
        let mut items = Vec::new();
        for (index, item) in schema.prefix_items.iter().enumerate() {
            let presence = if index < least { Presence::Required } else { Presence::Optional };
            items.push(TupleItem { ty: self.type_of(*item), presence, indirect: false });
        }
        let full = limit("maxItems").is_some_and(|most| most <= items.len());
        let rest = match schema.items {
            _ if full || schema.no_more_items => None,
            Some(item) => Some(self.contained(item)),
            None => Some(Type::Any),
        };
        Shape::Tuple(Tuple { items, rest })
    }
}
