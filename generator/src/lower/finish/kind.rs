//! The JSON kind of union variants that are named types → the kind of what the name stands for: only
//! a variant that is a union in the end stays [`JsonKind::Nested`].

use crate::api::{JsonKind, Shape, Type, TypeDef, Variant};
use crate::arena::Arena;

/// Settles the kind of each variant. When a union got its shape, it was not known whether a union that it
/// names comes to one record, or to an alias of another type.
pub(super) fn settle_kinds(types: &mut Arena<TypeDef>) {
    for id in types.ids() {
        let Shape::Union(union) = &types[id].shape else { continue };
        let kinds: Vec<JsonKind> = union.variants.iter().map(|it| kind(types, it)).collect();
        if let Shape::Union(union) = &mut types[id].shape {
            for (variant, kind) in union.variants.iter_mut().zip(kinds) {
                variant.kind = kind;
            }
        }
    }
}

fn kind(types: &Arena<TypeDef>, variant: &Variant) -> JsonKind {
    match variant.kind {
        JsonKind::Nested => kind_of_type(types, &variant.ty),
        settled => settled,
    }
}

/// The JSON values that a type may be. The loop ends: no type holds itself through aliases and
/// wrappers alone.
fn kind_of_type<'a>(types: &'a Arena<TypeDef>, mut ty: &'a Type) -> JsonKind {
    loop {
        ty = match ty {
            Type::Scalar(scalar) => return scalar.kind(),
            Type::List(_) => return JsonKind::Array,
            Type::Map(_) => return JsonKind::Object,
            Type::Json(_) => return JsonKind::String,
            Type::Any => return JsonKind::Any,
            Type::Nullable(inner) => inner,
            Type::Named(id) => match &types[*id].shape {
                Shape::Union(_) => return JsonKind::Nested,
                Shape::Record(_) => return JsonKind::Object,
                Shape::Choice(choice) => return choice.of.kind(),
                Shape::Tuple(_) => return JsonKind::Array,
                Shape::Wrapper(inner) | Shape::Alias(inner) => inner,
            },
        };
    }
}
