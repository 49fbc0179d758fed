//! Inline types that are equal in all but their place → one type, which each of the others is another name of. Every
//! place keeps the name of its own, so that a third place that is equal, or one that is equal no longer, renames
//! nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{PartNames, TypeNames};
use crate::api::{Api, ChosenTrait, Role, Shape, Step, Traits, Type, TypeDef, TypeId, Union};
use crate::arena::SideTable;
use crate::source::Pointer;

/// All that matters of a type, its place and its own documentation aside.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Content<'a> {
    shape: Shape,
    traits: Traits,
    derives: &'a [ChosenTrait],
    parts: &'a [PartNames],
}

/// Settles [`TypeNames::same_as`].
pub(super) fn settle(api: &Api, names: &mut SideTable<TypeDef, TypeNames>) {
    let mut first_of: SideTable<TypeDef, TypeId> = SideTable::new(&api.types, |id| id);
    let told = told_by_type(api);
    let may_be_shared = |id: &TypeId| is_inline(&api.types[*id]) && !told.contains(id);
    let mut inline: Vec<TypeId> = api.types.ids().filter(may_be_shared).collect();
    // What is within a type stands deeper than the type: of two equal types, the parts are known to be equal.
    inline.sort_by_key(|id| {
        let origin = &api.types[*id].origin;
        (Reverse(origin.path.len()), origin)
    });
    let mut equal: BTreeMap<Content<'_>, Vec<TypeId>> = BTreeMap::new();
    for id in inline {
        let TypeDef { shape, traits, derives, .. } = &api.types[id];
        let content = Content {
            shape: without_places(shape, &first_of),
            traits: *traits,
            derives,
            parts: &names[id].parts,
        };
        let alike = equal.entry(content).or_default();
        alike.push(id);
        if let Some(first) = alike.first() {
            first_of[id] = *first;
        }
    }
    let classes: Vec<Vec<TypeId>> = equal.into_values().filter(|alike| alike.len() > 1).collect();
    for alike in classes {
        let defined = alike.iter().copied().min_by_key(|id| preference(&api.types[*id]));
        for id in alike {
            names[id].same_as = defined.filter(|defined| *defined != id);
        }
    }
}

/// Whether a type is described where it is used, and its values travel as JSON. A view has a partner, which would
/// have to be equal too.
fn is_inline(definition: &TypeDef) -> bool {
    let is_declared = matches!(
        definition.origin.path.as_slice(),
        [] | [_] | [Step::Shared(..), Step::Component(_)] | [Step::Webhook(_), ..]
    );
    !is_declared
        && definition.role == Role::Json
        && definition.other_view.is_none()
        && matches!(definition.shape, Shape::Record(_) | Shape::Choice(_) | Shape::Union(_))
}

/// The types by which a caller says as which of several media types a value is sent: there, equal types differ.
fn told_by_type(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|(_, operation)| operation.body.as_ref());
    let several = bodies.filter(|body| body.several.is_some()).flat_map(|body| &body.contents);
    let mut told = BTreeSet::new();
    for mut ty in several.filter_map(|content| content.sent.ty()) {
        while let Some(id) = ty.mentioned()
            && told.insert(id)
            && let Shape::Alias(inner) = &api.types[id].shape
        {
            ty = inner;
        }
    }
    told
}

/// Which of several equal types is defined, the least first: one that is sent, for it has all methods; one whose
/// author says nothing of the place, for that is true of no other; one within a component, for components stay; one
/// that stands high.
fn preference(definition: &TypeDef) -> impl Ord + use<'_> {
    let TypeDef { origin, docs, .. } = definition;
    let says_something = docs.summary.is_some() || docs.description.is_some();
    let is_of_component = matches!(origin.path.first(), Some(Step::Shared(..)));
    (definition.only_received, says_something, !is_of_component, origin.path.len(), origin)
}

/// A shape without the places of its parts, and with the first of equal types in the place of each.
fn without_places(shape: &Shape, first_of: &SideTable<TypeDef, TypeId>) -> Shape {
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Record(record) => {
            for member in &mut record.members {
                member.at = None;
                replace(&mut member.ty, first_of);
            }
            record.other_members.iter_mut().for_each(|ty| replace(ty, first_of));
        }
        Shape::Choice(choice) => {
            choice.values.iter_mut().for_each(|value| value.at = Pointer::root());
        }
        Shape::Union(Union { variants, .. }) => {
            for variant in variants {
                variant.at = None;
                replace(&mut variant.ty, first_of);
            }
        }
        // These are never shared.
        Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => {}
    }
    shape
}

fn replace(ty: &mut Type, first_of: &SideTable<TypeDef, TypeId>) {
    match ty {
        Type::Named(id) => *id = first_of[*id],
        Type::List(inner) | Type::Map(inner) | Type::Json(inner) | Type::Nullable(inner) => {
            replace(inner, first_of);
        }
        Type::Scalar(_) | Type::Any => {}
    }
}
