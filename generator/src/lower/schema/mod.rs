//! Schema → [`Type`]: the one function that does it, for bodies, parameters and members alike.

mod alternatives;
mod choice;
mod inheritance;
mod record;
mod scalar;
mod synthetic;
mod tag;
mod tuple;
mod union;
mod whole;

pub(super) use record::Rest;
pub(super) use synthetic::Made;
pub(super) use whole::{Group, Whole};

use std::sync::Arc;

use super::Lowering;
use crate::api::{Origin, Role, Scalar, Shape, Step, Traits, Type, TypeDef, TypeId, Untyped};
use crate::diagnostic::Code;
use crate::document::{Additional, JsonType, Reference, Schema, SchemaId};

/// Lists of lists, and references to references, are followed this far.
const DEEPEST: usize = 100;

/// Two maps, or three lists, around a list or a map are enough.
const NAMED_FROM: usize = 6;

/// What a schema describes, null apart.
pub(super) enum Form {
    /// The same as another schema.
    Same(SchemaId),
    /// An object with known members.
    Record,
    /// One of some texts: those of this schema.
    Choice(SchemaId),
    /// One of some schemas.
    Union(Group),
    /// A list whose first items are described one by one.
    Tuple,
    /// An object with any keys.
    Map(Rest),
    /// A list.
    List(Option<SchemaId>),
    /// A single value.
    Scalar(Scalar),
    /// Any JSON value, as described.
    Any,
    /// Any JSON value, because its reference leads nowhere, which has been said.
    Broken,
    /// Any JSON value, because what is described is not carried, for this reason.
    Untyped(Code, String),
}

impl Lowering<'_> {
    /// Gives every shared schema its type, before anything refers to one.
    pub(super) fn shared_types(&mut self) {
        for (_, schema) in &self.document.components {
            self.named(*schema);
        }
    }

    /// The type of a schema.
    pub(super) fn type_of(&mut self, id: SchemaId) -> Type {
        let plain = match self.type_of_schema.get(&id) {
            Some(known) => Type::Named(*known),
            None if self.depth >= DEEPEST => self.untyped(id, "it is nested too deeply"),
            None => {
                self.depth += 1;
                let plain = self.plain_type(id);
                self.depth -= 1;
                plain
            }
        };
        let whole = if self.allows_null(id) { plain.or_null() } else { plain };
        self.type_at.insert(id, whole.clone());
        whole
    }

    /// The type of a schema, null apart.
    fn plain_type(&mut self, id: SchemaId) -> Type {
        match self.form(id) {
            Form::Same(other) => match self.type_of(other) {
                Type::Nullable(inner) => *inner,
                plain => plain,
            },
            Form::Record | Form::Choice(_) | Form::Union(_) | Form::Tuple => {
                Type::Named(self.named(id))
            }
            Form::Map(Rest::Of(value)) => Type::Map(Box::new(self.contained(value))),
            Form::Map(_) => Type::Map(Box::new(Type::Any)),
            Form::List(Some(item)) => Type::List(Box::new(self.contained(item))),
            Form::List(None) => Type::List(Box::new(Type::Any)),
            Form::Scalar(scalar) => Type::Scalar(scalar),
            Form::Any => self.any_value(id),
            Form::Broken => self.any_value_for(id, "its reference is broken"),
            Form::Untyped(code, reason) => {
                self.say_any_value(id, code, &reason);
                self.any_value_for(id, &reason)
            }
        }
    }

    /// The type of an item or of a value. Lists and maps within each other get a name before they
    /// are hard to read; whether they do depends on where they stand alone.
    pub(super) fn contained(&mut self, id: SchemaId) -> Type {
        let contains = matches!(self.form(id), Form::List(_) | Form::Map(_));
        let at = self.schema(id).and_then(|schema| schema.at).filter(|_| contains);
        if at.is_some_and(|at| is_deep(&self.origin(at).path)) {
            self.named(id);
        }
        self.type_of(id)
    }

    /// The type definition of a schema; its shape is decided later, if it has not been.
    fn named(&mut self, id: SchemaId) -> TypeId {
        if let Some(known) = self.type_of_schema.get(&id) {
            return *known;
        }
        let origin = match self.schema(id).and_then(|schema| schema.at) {
            Some(at) => self.origin_of(id, at),
            None => Origin { at: crate::source::Pointer::root(), path: Vec::new() },
        };
        let type_id = self.types.push(TypeDef {
            origin,
            docs: self.docs_of(id),
            shape: Shape::Alias(Type::Any),
            role: Role::Json,
            traits: Traits { total_equality: true, empty_value: false },
            derives: Vec::new(),
        });
        self.type_of_schema.insert(id, type_id);
        self.waiting.push((type_id, id));
        type_id
    }

    /// Decides the shape of every type that has an id, and of those that they need.
    pub(super) fn define_waiting_types(&mut self) {
        while let Some((type_id, schema)) = self.waiting.pop() {
            let shape = self.shape(schema);
            if let Some(definition) = self.types.get_mut(type_id) {
                definition.shape = shape;
            }
        }
    }

    fn shape(&mut self, id: SchemaId) -> Shape {
        match self.form(id) {
            Form::Record => Shape::Record(self.record(id)),
            Form::Choice(from) => Shape::Choice(self.choice(from)),
            Form::Union(group) => self.union(id, &group),
            Form::Tuple => self.tuple(id),
            _ => Shape::Alias(self.plain_type(id)),
        }
    }

    /// What a schema describes.
    pub(super) fn form(&mut self, id: SchemaId) -> Form {
        let Some(schema) = self.schema(id) else {
            return Form::Any;
        };
        match schema.reference {
            Some(Reference::Broken) => return Form::Broken,
            Some(Reference::To(target)) if !schema.has_shape() => return Form::Same(target),
            _ => {}
        }
        if let Some(single) = self.only_part(id, &schema) {
            return Form::Same(single);
        }
        let whole = self.whole(id);
        if let Some((code, reason)) = whole.fault.clone() {
            return Form::Untyped(code, reason);
        }
        if !whole.groups.is_empty() {
            return self.alternatives_form(id, &whole);
        }
        match self.kinds_told_by_a_member(id, &schema) {
            Some(group) => Form::Union(group),
            None => self.plain_form(id, &whole.schema),
        }
    }

    /// The only schema that shapes this one. `type: object` beside it says nothing more.
    fn only_part(&self, id: SchemaId, schema: &Arc<Schema>) -> Option<SchemaId> {
        if schema.all_of.is_empty() || schema.reference.is_some() {
            return None;
        }
        let mut rest = Schema::clone(schema);
        rest.all_of.clear();
        rest.types.retain(|kind| *kind != JsonType::Object);
        if rest.has_shape() {
            return None;
        }
        let mut parts = schema.all_of.iter().filter(|part| self.says_something(**part));
        let single = parts.next().filter(|_| parts.next().is_none())?;
        // One of the kinds of an object is not all of its kinds.
        let kinds = self.subtypes.get(&self.target(*single));
        kinds.is_none_or(|kinds| !kinds.contains(&id)).then_some(*single)
    }

    /// What a schema without alternatives describes.
    pub(super) fn plain_form(&mut self, id: SchemaId, schema: &Schema) -> Form {
        if schema.values.is_some() {
            return self.choice_form(id, schema);
        }
        match schema.types.as_slice() {
            [] if schema.only_null => Form::Scalar(Scalar::Null),
            [] if schema.describes_object() => self.object_form(id, schema),
            [] if schema.items.is_some() || !schema.prefix_items.is_empty() => {
                self.list_form(schema)
            }
            [] => Form::Any,
            [JsonType::Object] => self.object_form(id, schema),
            [JsonType::Array] => self.list_form(schema),
            [single] => self.scalar_form(schema, *single),
            several => self.kinds_form(id, schema, several),
        }
    }

    /// A schema that allows several JSON types: an alternative for each.
    pub(super) fn kinds_form(&mut self, id: SchemaId, schema: &Schema, kinds: &[JsonType]) -> Form {
        let mut branches = Vec::new();
        for kind in kinds {
            let mut one = Schema { types: vec![*kind], nullable: false, ..schema.clone() };
            (one.title, one.description, one.discriminator) = (None, None, None);
            one.values = schema.values.as_deref().map(|all| choice::of_kind(all, *kind));
            if one.values.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            branches.push(self.derived(id, word(*kind), one));
        }
        Form::Union(Group { branches, exclusive: true, discriminator: None, owner: id })
    }

    fn object_form(&mut self, id: SchemaId, schema: &Schema) -> Form {
        let closed = schema.additional == Additional::Closed && schema.patterns.is_empty();
        if schema.properties.is_empty() && schema.required.is_empty() && !closed {
            Form::Map(self.rest(id, schema))
        } else {
            Form::Record
        }
    }

    /// Whether null is allowed where a schema stands. Each schema is asked once; one that asks itself
    /// allows what its other parts do.
    pub(super) fn allows_null(&mut self, id: SchemaId) -> bool {
        if let Some(known) = self.nullable.get(&id) {
            return *known;
        }
        self.nullable.insert(id, false);
        let nullable = self.depth < DEEPEST && {
            self.depth += 1;
            let nullable = self.some_part_allows_null(id);
            self.depth -= 1;
            nullable
        };
        self.nullable.insert(id, nullable);
        nullable
    }

    fn some_part_allows_null(&mut self, id: SchemaId) -> bool {
        let Some(schema) = self.schema(id) else { return false };
        match schema.reference {
            _ if schema.nullable => return true,
            Some(Reference::To(target)) if !schema.has_shape() => return self.allows_null(target),
            _ => {}
        }
        let own = !schema.types.is_empty() || !schema.properties.is_empty();
        let parts: Vec<SchemaId> =
            schema.all_of.iter().copied().filter(|part| self.says_something(*part)).collect();
        let branches = [schema.one_of.as_slice(), schema.any_of.as_slice()].concat();
        (!parts.is_empty() && !own && parts.into_iter().all(|part| self.allows_null(part)))
            || branches.into_iter().any(|branch| self.allows_null(branch))
    }

    /// Whether a schema, or what it refers to, shapes its values.
    pub(super) fn says_something(&self, id: SchemaId) -> bool {
        self.schema(id).is_some_and(|schema| schema.reference.is_some() || schema.has_shape())
    }

    /// Any JSON value, as described.
    fn any_value(&mut self, id: SchemaId) -> Type {
        let reason = "its schema allows any value";
        self.say_any_value(id, Code::AnyValue, reason);
        self.any_value_for(id, reason)
    }

    /// Any JSON value, because what is described is not carried.
    pub(super) fn untyped(&mut self, id: SchemaId, reason: &str) -> Type {
        self.say_any_value(id, Code::UntypedSchema, reason);
        self.any_value_for(id, reason)
    }

    fn say_any_value(&mut self, id: SchemaId, code: Code, reason: &str) {
        if let Some(at) = self.schema(id).and_then(|schema| schema.at) {
            self.say(code, at, format!("this is any JSON value: {reason}"));
        }
    }

    fn any_value_for(&mut self, id: SchemaId, reason: &str) -> Type {
        if let Some(at) = self.schema(id).and_then(|schema| schema.at) {
            let at = self.document.pointer(at);
            self.untyped.insert(Untyped { at, reason: reason.to_owned() });
        }
        Type::Any
    }
}

/// Whether what stands at the end of a path is contained in so much without a name that it gets one.
fn is_deep(path: &[Step]) -> bool {
    let weights = path.iter().rev().map_while(|step| match step {
        Step::Item => Some(2),
        Step::Value => Some(3),
        _ => None,
    });
    let weights: Vec<usize> = weights.collect();
    let mut weight = 0;
    for step in weights.into_iter().rev() {
        // A name begins anew.
        weight = if weight >= NAMED_FROM { step } else { weight + step };
    }
    weight >= NAMED_FROM
}

fn word(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "text",
        JsonType::Array => "list",
        JsonType::Object => "object",
    }
}
