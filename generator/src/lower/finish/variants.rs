//! A sample and its type → the sample with a variant chosen for each union in it. A tag decides; without a
//! tag, the first variant whose type knows every member of the sample; else the first variant of whose type
//! the sample is a value.

use std::collections::BTreeSet;

use crate::api::{
    Operation, Presence, Record, Sample, Sent, Shape, Type, TypeDef, TypeId, Union, Variant,
};
use crate::arena::Arena;
use crate::limits;
use crate::lower::formats;
use crate::lower::pattern::Patterns;

/// Chooses the variants of every sample of the operations.
pub(super) fn choose_variants(
    types: &Arena<TypeDef>,
    operations: &mut Arena<Operation>,
    patterns: &Patterns,
) {
    let chooser = Chooser { types, patterns };
    let ids: Vec<_> = operations.ids().collect();
    for id in ids {
        let operation = &mut operations[id];
        for parameter in &mut operation.parameters {
            chooser.choose(&mut parameter.sample, &parameter.ty, 0);
        }
        for content in operation.body.iter_mut().flat_map(|body| &mut body.contents) {
            match (&content.sent, &mut content.sample) {
                (Sent::Json(ty) | Sent::Form(ty) | Sent::Parts(Some(ty)), sample) => {
                    chooser.choose(sample, ty, 0);
                }
                (Sent::Lines(ty), Sample::List(lines)) => {
                    lines.iter_mut().for_each(|line| chooser.choose(line, ty, 0));
                }
                _ => {}
            }
        }
    }
}

/// The members that an object may have beside those that its record knows.
#[derive(Clone, Copy)]
enum Others<'t> {
    Any,
    None,
    /// The tag of a union, which is written beside the record.
    Tag(&'t str),
}

#[derive(Clone, Copy)]
struct Chooser<'a> {
    types: &'a Arena<TypeDef>,
    patterns: &'a Patterns,
}

impl Chooser<'_> {
    /// Chooses the variants within a sample; `through` types were looked through for this value.
    fn choose(self, sample: &mut Sample, ty: &Type, through: usize) {
        if through > limits::TYPES_OF_A_VALUE {
            return;
        }
        match (ty, sample) {
            (Type::Nullable(_), Sample::Null) => {}
            (Type::Nullable(inner), sample) => self.choose(sample, inner, through + 1),
            (Type::List(item), Sample::List(items)) => {
                items.iter_mut().for_each(|sample| self.choose(sample, item, 0));
            }
            (Type::Map(value), Sample::Object(members)) => {
                members.iter_mut().for_each(|(_, sample)| self.choose(sample, value, 0));
            }
            (Type::Json(value), Sample::Json(sample)) => self.choose(sample, value, 0),
            (Type::Named(id), sample) => self.choose_within(sample, *id, through),
            _ => {}
        }
    }

    fn choose_within(self, sample: &mut Sample, id: TypeId, through: usize) {
        match (&self.types[id].shape, sample) {
            (Shape::Alias(inner) | Shape::Wrapper(inner), sample) => {
                self.choose(sample, inner, through + 1);
            }
            (Shape::Record(record), Sample::Object(members)) => {
                for (name, sample) in members {
                    let known = record.members.iter().find(|member| member.wire_name == *name);
                    if let Some(ty) =
                        known.map(|member| &member.ty).or(record.other_members.as_ref())
                    {
                        self.choose(sample, ty, 0);
                    }
                }
            }
            (Shape::Tuple(tuple), Sample::List(items)) => {
                for (item, sample) in tuple.items.iter().zip(items) {
                    self.choose(sample, &item.ty, 0);
                }
            }
            (Shape::Union(union), sample) => {
                let Some((index, variant)) = self.variant(union, sample) else { return };
                self.choose(sample, &variant.ty, through + 1);
                *sample = Sample::Variant(index, Box::new(std::mem::take(sample)));
            }
            _ => {}
        }
    }

    /// The variant of a union that a value is, and its position.
    fn variant<'u>(self, union: &'u Union, sample: &Sample) -> Option<(usize, &'u Variant)> {
        let variants = || union.variants.iter().enumerate();
        let tag = union.tag.as_deref();
        let value = tag.and_then(|tag| match sample.member(tag) {
            Some(Sample::Text(value)) => Some(value),
            _ => None,
        });
        // Where a value of the tag stands for several variants, one that fits goes before the first.
        let tagged = variants()
            .filter(|(_, variant)| value.is_some_and(|value| variant.tags.contains(value)))
            .min_by_key(|(_, variant)| !self.fits(sample, &variant.ty, Others::Any));
        let fitting = |strict: bool| {
            variants().find(|(_, variant)| {
                let others = match tag.filter(|_| variant.adds_tag) {
                    _ if !strict => Others::Any,
                    Some(tag) => Others::Tag(tag),
                    None => Others::None,
                };
                self.fits(sample, &variant.ty, others)
            })
        };
        tagged.or_else(|| fitting(true)).or_else(|| fitting(false))
    }

    /// Whether a value is of a type.
    fn fits(self, sample: &Sample, ty: &Type, others: Others<'_>) -> bool {
        self.fits_unseen(sample, ty, others, &mut BTreeSet::new())
    }

    /// Whether a value is of a type, but for the types that were looked through: unions may hold each other.
    fn fits_unseen(
        self,
        sample: &Sample,
        ty: &Type,
        others: Others<'_>,
        seen: &mut BTreeSet<TypeId>,
    ) -> bool {
        let within = match others {
            Others::Any => Others::Any,
            Others::None | Others::Tag(_) => Others::None,
        };
        match (ty, sample) {
            (Type::Any, _) | (Type::Nullable(_), Sample::Null) => true,
            (Type::Nullable(inner), _) => self.fits_unseen(sample, inner, within, seen),
            (Type::Scalar(scalar), _) => formats::is_value(*scalar, sample, self.patterns),
            (Type::List(item), Sample::List(items)) => {
                items.iter().all(|sample| self.fits(sample, item, within))
            }
            (Type::Map(value), Sample::Object(members)) => {
                members.iter().all(|(_, sample)| self.fits(sample, value, within))
            }
            (Type::Json(value), Sample::Json(sample)) => self.fits(sample, value, within),
            (Type::Named(id), _) if !seen.insert(*id) => false,
            (Type::Named(id), _) => match (&self.types[*id].shape, sample) {
                (Shape::Alias(inner) | Shape::Wrapper(inner), _) => {
                    self.fits_unseen(sample, inner, within, seen)
                }
                (Shape::Union(union), _) => union
                    .variants
                    .iter()
                    .any(|variant| self.fits_unseen(sample, &variant.ty, within, seen)),
                (Shape::Choice(choice), _) => {
                    choice.open && formats::is_value(choice.of, sample, self.patterns)
                        || choice.position(sample).is_some()
                }
                (Shape::Tuple(_), Sample::List(_)) => true,
                (Shape::Record(record), Sample::Object(members)) => {
                    self.fits_record(record, members, others, within)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether an object has the members that a record requires, values of their types, and no other members
    /// than `others` allows.
    fn fits_record(
        self,
        record: &Record,
        members: &[(String, Sample)],
        others: Others<'_>,
        within: Others<'_>,
    ) -> bool {
        let has = |wanted: &str| members.iter().any(|(name, _)| name == wanted);
        let is_missing = |presence, name: &str| presence == Presence::Required && !has(name);
        let mut known = record.members.iter();
        if known.any(|member| is_missing(member.presence, &member.wire_name)) {
            return false;
        }
        members.iter().all(|(name, value)| {
            let known = record.members.iter().find(|member| member.wire_name == *name);
            match (known, others) {
                (Some(member), _) => self.fits(value, &member.ty, within),
                (None, Others::Any) => true,
                (None, Others::Tag(tag)) => tag == name || record.other_members.is_some(),
                (None, Others::None) => record.other_members.is_some(),
            }
        })
    }
}
