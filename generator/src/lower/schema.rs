//! Schema → [`Type`]: the one function that does it, for bodies, parameters and members alike.

use super::Lowering;
use crate::api::{Origin, Scalar, Shape, Step, Traits, Type, TypeDef, TypeId, Untyped};
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
    /// One of some texts.
    Choice,
    /// One of some schemas.
    Union(Vec<SchemaId>),
    /// One of some JSON types.
    Types(Vec<JsonType>),
    /// An object with any keys.
    Map(Additional),
    /// A list.
    List(Option<SchemaId>),
    /// A single value.
    Scalar(Scalar),
    /// Any JSON value, as described.
    Any,
    /// Any JSON value, because its reference leads nowhere, which has been said.
    Broken,
    /// Any JSON value, because what is described is not carried, for this reason.
    Untyped(String),
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
        if self.allows_null(id) { plain.or_null() } else { plain }
    }

    /// The type of a schema, null apart.
    fn plain_type(&mut self, id: SchemaId) -> Type {
        match self.form(id) {
            Form::Same(other) => match self.type_of(other) {
                Type::Nullable(inner) => *inner,
                plain => plain,
            },
            Form::Record | Form::Choice | Form::Union(_) | Form::Types(_) => {
                Type::Named(self.named(id))
            }
            Form::Map(Additional::Of(value)) => Type::Map(Box::new(self.contained(value))),
            Form::Map(_) => Type::Map(Box::new(Type::Any)),
            Form::List(Some(item)) => Type::List(Box::new(self.contained(item))),
            Form::List(None) => Type::List(Box::new(Type::Any)),
            Form::Scalar(scalar) => Type::Scalar(scalar),
            Form::Any => self.any_value(id),
            Form::Broken => self.any_value_for(id, "its reference is broken"),
            Form::Untyped(reason) => self.untyped(id, &reason),
        }
    }

    /// The type of an item or of a value. Lists and maps within each other get a name before they
    /// are hard to read; whether they do depends on where they stand alone.
    fn contained(&mut self, id: SchemaId) -> Type {
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
        let schema = self.schema(id);
        let origin = match schema.and_then(|schema| schema.at) {
            Some(at) => self.origin(at),
            None => Origin { at: crate::source::Pointer::root(), path: Vec::new() },
        };
        let type_id = self.types.push(TypeDef {
            origin,
            docs: schema.map(super::docs::of_schema).unwrap_or_default(),
            shape: Shape::Alias(Type::Any),
            traits: Traits { total_equality: true, empty_value: false },
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
            Form::Record => match self.record(id) {
                Ok(members) => Shape::Record(members),
                Err(reason) => Shape::Alias(self.untyped(id, &reason)),
            },
            Form::Choice => Shape::Choice(self.choice(id)),
            Form::Union(branches) => match self.union_of(&branches) {
                Ok(variants) => Shape::Union(variants),
                Err(reason) => Shape::Alias(self.untyped(id, &reason)),
            },
            Form::Types(types) => match self.union_of_types(id, &types) {
                Ok(variants) => Shape::Union(variants),
                Err(reason) => Shape::Alias(self.untyped(id, &reason)),
            },
            _ => Shape::Alias(self.plain_type(id)),
        }
    }

    /// What a schema describes.
    pub(super) fn form(&mut self, id: SchemaId) -> Form {
        let Some(schema) = self.schema(id) else {
            return Form::Any;
        };
        if let Some((keyword, _)) = schema.unsupported.first() {
            return Form::Untyped(format!("`{keyword}` is not carried yet"));
        }
        if schema.never {
            return Form::Untyped("nothing is allowed here".to_owned());
        }
        match schema.reference {
            Some(Reference::Broken) => return Form::Broken,
            Some(Reference::To(target)) if !schema.has_shape() => return Form::Same(target),
            Some(Reference::To(_)) => return self.merged_form(id),
            None => {}
        }
        if !schema.all_of.is_empty() {
            return self.merged_form(id);
        }
        let real = |branches: &[SchemaId]| !branches.is_empty() && !self.only_require(branches);
        match (real(&schema.one_of), real(&schema.any_of)) {
            (true, true) => {
                return Form::Untyped("`oneOf` beside `anyOf` is not carried yet".to_owned());
            }
            (true, false) => return union_form(schema, &schema.one_of),
            (false, true) => return union_form(schema, &schema.any_of),
            (false, false) => {}
        }
        if schema.values.is_some() {
            return self.choice_form(schema);
        }
        match schema.types.as_slice() {
            [] if schema.describes_object() => object_form(schema),
            [] if schema.items.is_some() => Form::List(schema.items),
            [] => Form::Any,
            [JsonType::Object] => object_form(schema),
            [JsonType::Array] => Form::List(schema.items),
            [single] => self.scalar_form(schema, *single),
            several => Form::Types(several.to_vec()),
        }
    }

    /// Whether null is allowed where a schema stands. Each schema is asked once; one that asks itself
    /// allows what its other parts do.
    fn allows_null(&mut self, id: SchemaId) -> bool {
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
        (!parts.is_empty() && !own && parts.into_iter().all(|part| self.allows_null(part)))
            || schema.one_of.iter().chain(&schema.any_of).any(|branch| self.allows_null(*branch))
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

pub(super) fn object_form(schema: &Schema) -> Form {
    if schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.additional != Additional::Closed
    {
        Form::Map(schema.additional)
    } else {
        Form::Record
    }
}

fn union_form(schema: &Schema, branches: &[SchemaId]) -> Form {
    let shaped_itself =
        !schema.properties.is_empty() || schema.items.is_some() || schema.values.is_some();
    match branches {
        _ if shaped_itself => {
            Form::Untyped("a shape and alternatives stand side by side".to_owned())
        }
        [single] => Form::Same(*single),
        several => Form::Union(several.to_vec()),
    }
}
