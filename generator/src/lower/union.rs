//! `oneOf`, `anyOf` and lists of types → a union whose variants are told apart by their JSON type.

use super::Lowering;
use super::schema::Form;
use crate::api::{Docs, JsonKind, Type, Variant};
use crate::document::{Additional, JsonType, SchemaId};

/// Of alternatives of alternatives, so many are looked at.
const MOST_ALTERNATIVES: usize = 256;

impl Lowering<'_> {
    /// Whether alternatives only say which members must be there: they are no union at all, and the
    /// server checks them.
    pub(super) fn only_require(&self, branches: &[SchemaId]) -> bool {
        branches.iter().all(|branch| {
            self.schema(*branch).is_some_and(|schema| {
                let mut rest = schema.clone();
                let requires = !rest.required.is_empty();
                rest.required.clear();
                rest.types.retain(|kind| *kind != JsonType::Object);
                requires && rest.reference.is_none() && !rest.has_shape()
            })
        })
    }

    /// The variants of a union of schemas, or why they cannot be told apart yet.
    pub(super) fn union_of(&mut self, branches: &[SchemaId]) -> Result<Vec<Variant>, String> {
        let mut variants: Vec<Variant> = Vec::new();
        for branch in branches {
            let kinds = self.kinds(*branch, &mut { MOST_ALTERNATIVES })?;
            let [kind] = kinds.as_slice() else {
                return Err("an alternative of several JSON types is not carried yet".to_owned());
            };
            if variants.iter().any(|variant| variant.kind == *kind) {
                return Err("alternatives of one JSON type are not told apart yet".to_owned());
            }
            let docs = self.schema(*branch).map(super::docs::of_schema).unwrap_or_default();
            let ty = match self.type_of(*branch) {
                Type::Nullable(inner) => *inner,
                ty => ty,
            };
            variants.push(Variant { kind: *kind, ty, indirect: false, docs });
        }
        Ok(variants)
    }

    /// The variants of a schema that allows several JSON types, or why it is not carried yet.
    pub(super) fn union_of_types(
        &mut self,
        id: SchemaId,
        types: &[JsonType],
    ) -> Result<Vec<Variant>, String> {
        let Some(schema) = self.schema(id) else {
            return Ok(Vec::new());
        };
        let mut variants = Vec::new();
        for kind in types {
            let (json, ty) = match kind {
                JsonType::Object if !schema.properties.is_empty() => {
                    return Err("members beside other types are not carried yet".to_owned());
                }
                JsonType::Object => {
                    let value = match schema.additional {
                        Additional::Of(value) => self.type_of(value),
                        _ => Type::Any,
                    };
                    (JsonKind::Object, Type::Map(Box::new(value)))
                }
                JsonType::Array => {
                    let item = schema.items.map_or(Type::Any, |item| self.type_of(item));
                    (JsonKind::Array, Type::List(Box::new(item)))
                }
                single => match self.scalar_form(schema, *single) {
                    Form::Scalar(scalar) => (json_kind(*single), Type::Scalar(scalar)),
                    _ => return Err("a type without a scalar".to_owned()),
                },
            };
            variants.push(Variant { kind: json, ty, indirect: false, docs: Docs::default() });
        }
        Ok(variants)
    }

    /// The JSON types of the values of a schema, null apart.
    fn kinds(&mut self, id: SchemaId, left: &mut usize) -> Result<Vec<JsonKind>, String> {
        *left = left.checked_sub(1).ok_or("it has too many alternatives")?;
        Ok(match self.form(id) {
            Form::Same(other) => self.kinds(other, left)?,
            Form::Record | Form::Map(_) => vec![JsonKind::Object],
            Form::List(_) => vec![JsonKind::Array],
            Form::Choice => vec![JsonKind::String],
            Form::Scalar(scalar) => vec![scalar_kind(scalar)],
            Form::Types(types) => types.iter().map(|kind| json_kind(*kind)).collect(),
            Form::Union(branches) => {
                let mut kinds = Vec::new();
                for branch in branches {
                    kinds.extend(self.kinds(branch, left)?);
                }
                kinds
            }
            Form::Any | Form::Broken => return Err("an alternative allows any value".to_owned()),
            Form::Untyped(reason) => return Err(reason),
        })
    }
}

fn json_kind(kind: JsonType) -> JsonKind {
    match kind {
        JsonType::Boolean => JsonKind::Boolean,
        JsonType::Integer => JsonKind::Integer,
        JsonType::Number => JsonKind::Number,
        JsonType::String => JsonKind::String,
        JsonType::Array => JsonKind::Array,
        JsonType::Object => JsonKind::Object,
    }
}

fn scalar_kind(scalar: crate::api::Scalar) -> JsonKind {
    use crate::api::Scalar;
    match scalar {
        Scalar::Bool => JsonKind::Boolean,
        Scalar::I32 | Scalar::I64 => JsonKind::Integer,
        Scalar::F64 => JsonKind::Number,
        Scalar::String | Scalar::DateTime | Scalar::Date => JsonKind::String,
    }
}
