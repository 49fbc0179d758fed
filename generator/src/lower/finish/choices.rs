//! The caller's choices for single places → changed types. A choice that finds no type to change is an error,
//! so that every choice in the configuration has an effect.

use std::collections::BTreeSet;

use super::Chosen;
use super::by_name::choose_by_name;
use crate::api::{ChosenScalar, ChosenTrait, Role, Scalar, Shape, Type, TypeDef, TypeId};
use crate::arena::Arena;
use crate::config::{DeriveChoice, ScalarType, TypeChoice, is_within};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::lower::formats;

/// Follows every choice. Traits come last: a record that keeps unknown members holds values without an
/// order.
pub(super) fn follow(
    types: &mut Arena<TypeDef>,
    chosen: &Chosen<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Chosen { choices, scalars, unused } = chosen;
    let mut say_unless = |found: bool, key: &str, place: &str, what: &str| {
        if !found {
            let message = format!("`{key}` at `{place}`: there is no {what}");
            diagnostics.add(Diagnostic::new(Code::UnneededChoice, Location::Nowhere, message));
        }
    };
    for choice in unused {
        let what = format!("{}, or a nearer choice decides for each", subject(choice));
        say_unless(false, "types", &choice.at, &what);
    }
    for place in &choices.closed {
        let found = change_within(types, place, |it| close(&mut it.shape));
        say_unless(found, "closed", place, "enum that could be closed");
    }
    for place in &choices.keep_unknown {
        let found = change_within(types, place, |it| keep_unknown(&mut it.shape));
        say_unless(found, "keep-unknown", place, "record that does not keep them anyway");
    }
    for place in &choices.by_name {
        let found = change_within(types, place, choose_by_name);
        say_unless(found, "by-name", place, "constructor that takes two or three arguments");
    }
    for DeriveChoice { at, traits } in &choices.derives {
        for name in traits {
            let found = derive(types, scalars, at, &chosen_trait(name));
            say_unless(found, "derives", at, &format!("type that can have `{name}`"));
        }
    }
}

/// What a choice of a type is for.
fn subject(choice: &TypeChoice) -> String {
    let values = match choice.json_type {
        Some(ScalarType::String) => "text",
        Some(ScalarType::Integer) => "integer",
        Some(ScalarType::Number) => "number",
        None => "text or number",
    };
    let format = choice.format.as_ref().map(|format| format!(" of the format `{format}`"));
    format!("{values}{} for `{}`", format.unwrap_or_default(), choice.path)
}

/// Makes a value that is not listed a fault; whether the shape is a choice that could be closed.
fn close(shape: &mut Shape) -> bool {
    match shape {
        Shape::Choice(choice) if !choice.open && !choice.values.is_empty() => {
            choice.closed = true;
            true
        }
        _ => false,
    }
}

/// Lets a record keep unknown members; whether the shape is a record that would not keep them otherwise.
fn keep_unknown(shape: &mut Shape) -> bool {
    match shape {
        Shape::Record(record) if record.other_members.is_none() || record.unforeseen => {
            (record.other_members, record.unforeseen) = (Some(Type::Any), true);
            true
        }
        _ => false,
    }
}

/// The trait that the configuration means by a path.
fn chosen_trait(path: &str) -> ChosenTrait {
    match path {
        "Eq" => ChosenTrait::TotalEquality,
        "Hash" => ChosenTrait::Hash,
        "PartialOrd" => ChosenTrait::PartialOrder,
        "Ord" => ChosenTrait::TotalOrder,
        other => ChosenTrait::Other(other.to_owned()),
    }
}

/// Gives the types at a place and below it a trait; whether there was a type that can have it. An order, total
/// equality and a hash are given where all that a type holds has them too. Which types can have any other trait
/// is not known, and up to the caller.
fn derive(
    types: &mut Arena<TypeDef>,
    scalars: &Arena<ChosenScalar>,
    place: &str,
    chosen: &ChosenTrait,
) -> bool {
    let mut ids: BTreeSet<TypeId> = within(types, place).collect();
    match chosen {
        ChosenTrait::PartialOrder => retain_ordered(types, scalars, &mut ids, false),
        ChosenTrait::TotalOrder => retain_ordered(types, scalars, &mut ids, true),
        ChosenTrait::TotalEquality | ChosenTrait::Hash => retain_equal(types, &mut ids),
        ChosenTrait::Other(_) => {}
    }
    // An alias has the traits of the type that it stands for.
    ids.retain(|id| !matches!(types[*id].shape, Shape::Alias(_)));
    for id in &ids {
        let derives = &mut types[*id].derives;
        derives.retain(|known| known != chosen);
        derives.push(chosen.clone());
    }
    !ids.is_empty()
}

/// Adds the types that those hold, and removes those whose equality is not total, as well as the enums, which
/// have total equality anyway.
fn retain_equal(types: &Arena<TypeDef>, ids: &mut BTreeSet<TypeId>) {
    let mut waiting: Vec<TypeId> = ids.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        let held = types[id].shape.types().into_iter().filter_map(Type::mentioned);
        waiting.extend(held.filter(|held| ids.insert(*held)));
    }
    ids.retain(|id| {
        let TypeDef { shape, traits, role, .. } = &types[*id];
        traits.total_equality && *role != Role::Parts && !matches!(shape, Shape::Choice(_))
    });
}

/// The types at a place and below it.
fn within(types: &Arena<TypeDef>, place: &str) -> impl Iterator<Item = TypeId> {
    let is_within = |definition: &TypeDef| is_within(&definition.origin.at.to_string(), place);
    types.iter().filter(move |(_, definition)| is_within(definition)).map(|(id, _)| id)
}

/// Changes the types at a place and below it; whether there was one to change.
fn change_within(
    types: &mut Arena<TypeDef>,
    place: &str,
    change: impl Fn(&mut TypeDef) -> bool,
) -> bool {
    let ids: Vec<TypeId> = within(types, place).collect();
    ids.into_iter().filter(|id| change(&mut types[*id])).count() > 0
}

/// Removes the types that hold a value without an order, until every type that is left holds only types
/// that are left.
fn retain_ordered(
    types: &Arena<TypeDef>,
    chosen: &Arena<ChosenScalar>,
    ids: &mut BTreeSet<TypeId>,
    is_total: bool,
) {
    let is_ordered_scalar = |scalar: Scalar| match scalar {
        Scalar::Chosen(id, _) if is_total => chosen[id].total_order,
        Scalar::Chosen(id, _) => chosen[id].partial_order,
        other => formats::of(other).is_none_or(|format| format.ordered),
    };
    loop {
        let before = ids.clone();
        ids.retain(|id| {
            let definition = &types[*id];
            !matches!(definition.shape, Shape::Union(_))
                && (definition.traits.total_equality || !is_total)
                && definition
                    .shape
                    .types()
                    .into_iter()
                    .all(|ty| is_ordered(ty, &before, &is_ordered_scalar))
        });
        if *ids == before {
            return;
        }
    }
}

fn is_ordered(
    ty: &Type,
    ordered: &BTreeSet<TypeId>,
    is_ordered_scalar: &dyn Fn(Scalar) -> bool,
) -> bool {
    match ty {
        Type::Scalar(scalar) => is_ordered_scalar(*scalar),
        Type::Named(id) => ordered.contains(id),
        Type::List(inner) | Type::Map(inner) | Type::Json(inner) | Type::Nullable(inner) => {
            is_ordered(inner, ordered, is_ordered_scalar)
        }
        Type::Any => false,
    }
}
