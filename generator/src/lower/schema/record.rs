//! An object with known members → a record.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Lowering;
use crate::api::{Docs, Member, Presence, Record, Type};
use crate::document::{Additional, Schema, SchemaId};

/// What is said of the members that an object has beside the described ones.
pub(in crate::lower) enum Rest {
    /// Nothing, or that there are none.
    Unstated,
    /// That they may be anything.
    Any,
    /// That they are of a schema.
    Of(SchemaId),
}

impl Lowering<'_> {
    /// The members of a schema that describes a record.
    pub(in crate::lower) fn record(&mut self, id: SchemaId) -> Record {
        let whole = self.whole(id);
        let schema = &whole.schema;
        let mut members = Vec::new();
        let required: BTreeSet<&str> = schema.required.iter().map(String::as_str).collect();
        let described: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| &**name).collect();
        for (name, property) in &schema.properties {
            members.push(self.member(name, *property, required.contains(&**name)));
        }
        for name in &schema.required {
            if !described.contains(name.as_str()) {
                members.push(undescribed(name));
            }
        }
        let rest = match self.rest(id, schema) {
            Rest::Unstated => None,
            Rest::Any => Some(Type::Any),
            Rest::Of(value) => Some(self.contained(value)),
        };
        Record { members, rest, unforeseen: false }
    }

    /// What the other members of an object are: several patterns are alternatives.
    pub(in crate::lower) fn rest(&mut self, id: SchemaId, schema: &Schema) -> Rest {
        let mut values: Vec<SchemaId> = schema.patterns.iter().map(|(_, value)| *value).collect();
        match schema.additional {
            Additional::Of(value) => values.push(value),
            // A pattern narrows what is open otherwise.
            Additional::Any if values.is_empty() => return Rest::Any,
            Additional::Any => {
                let open = self.derived(id, "other", Schema::default());
                values.push(open);
            }
            Additional::Unstated | Additional::Closed => {}
        }
        match values.as_slice() {
            [] => Rest::Unstated,
            several => Rest::Of(self.any_at_all(several)),
        }
    }

    /// What is set by the server is not asked for, and what only the server reads may lack where it is
    /// read: both may be absent, whatever `required` says.
    pub(in crate::lower) fn member(
        &mut self,
        name: &Arc<str>,
        property: SchemaId,
        required: bool,
    ) -> Member {
        let whole = self.whole(property);
        let target = self.whole(self.target(property));
        let read_only = self.is_read_only(property);
        let write_only = whole.schema.write_only || target.schema.write_only;
        let one_way = read_only || write_only;
        let mut docs = self.docs_of(property);
        if required && !one_way {
            crate::lower::docs::of_what_is_never_absent(&mut docs);
        }
        Member {
            at: self.pointer_of(property),
            wire_name: name.to_string(),
            docs,
            ty: self.type_of(property),
            presence: match required && !one_way {
                true => Presence::Required,
                false => Presence::Optional,
            },
            indirect: false,
            asked: required && !read_only,
            fixed: None,
            assumed: None,
        }
    }

    /// Whether only the server sets a member.
    pub(in crate::lower) fn is_read_only(&mut self, property: SchemaId) -> bool {
        self.whole(property).schema.read_only || self.whole(self.target(property)).schema.read_only
    }

    /// What is said of a schema, by the nearest of those that it is made of.
    pub(in crate::lower) fn docs_of(&self, id: SchemaId) -> Docs {
        let Some(schema) = self.schema(id) else { return Docs::default() };
        let own = crate::lower::docs::of_schema(&schema);
        let parts = || schema.all_of.iter().rev().filter_map(|part| self.schema(*part));
        match own == Docs::default() {
            true => {
                let of_parts = parts().map(|part| crate::lower::docs::of_schema(&part));
                of_parts.into_iter().find(|docs| *docs != own).unwrap_or_default()
            }
            false => own,
        }
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
        asked: true,
        fixed: None,
        assumed: None,
    }
}
