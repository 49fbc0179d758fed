//! Whether a sample is a value of a type: that decides which variant of a union it is.

use std::collections::BTreeSet;

use super::sample::Speller;
use crate::api::{Presence, Record, Sample, Shape, Type, TypeId};

/// Which members an object may have beside those that its record knows.
#[derive(Clone, Copy)]
pub(super) enum Others<'t> {
    Any,
    None,
    /// The tag of a union, which is written beside the record.
    Tag(&'t str),
}

impl Speller<'_> {
    /// Whether a value is of a type.
    pub(super) fn fits(self, sample: &Sample, ty: &Type, others: Others<'_>) -> bool {
        self.fits_unseen(sample, ty, others, &mut BTreeSet::new())
    }

    /// The same, if it is not known already of the types that were looked at: unions may hold each other.
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
        let fits = |sample: &Sample, ty: &Type| self.fits(sample, ty, within);
        match (ty, sample) {
            (Type::Any, _) | (Type::Nullable(_), Sample::Null) => true,
            (Type::Nullable(inner), _) => self.fits_unseen(sample, inner, within, seen),
            (Type::Scalar(scalar), _) => self.scalar(sample, *scalar).is_some(),
            (Type::List(item), Sample::List(items)) => items.iter().all(|it| fits(it, item)),
            (Type::Map(value), Sample::Object(members)) => {
                members.iter().all(|(_, it)| fits(it, value))
            }
            (Type::Named(id), _) if !seen.insert(*id) => false,
            (Type::Named(id), _) => match self.context.api.types.get(*id).map(|it| &it.shape) {
                Some(Shape::Alias(inner) | Shape::Wrapper(inner)) => {
                    self.fits_unseen(sample, inner, within, seen)
                }
                Some(Shape::Union(union)) => union
                    .variants
                    .iter()
                    .any(|variant| self.fits_unseen(sample, &variant.ty, within, seen)),
                Some(shape) => fits_shape(sample, shape, others, &fits),
                None => false,
            },
            _ => false,
        }
    }
}

fn fits_shape(
    sample: &Sample,
    shape: &Shape,
    others: Others<'_>,
    fits: &dyn Fn(&Sample, &Type) -> bool,
) -> bool {
    match (shape, sample) {
        (Shape::Choice(choice), Sample::Text(text)) => {
            choice.open || choice.values.iter().any(|value| value.wire == *text)
        }
        (Shape::Tuple(_), Sample::List(_)) => true,
        (Shape::Record(record), Sample::Object(members)) => {
            fits_record(record, sample, members, others, fits)
        }
        _ => false,
    }
}

fn fits_record(
    record: &Record,
    sample: &Sample,
    members: &[(String, Sample)],
    others: Others<'_>,
    fits: &dyn Fn(&Sample, &Type) -> bool,
) -> bool {
    let missing = record.members.iter().any(|member| {
        member.presence == Presence::Required && sample.member(&member.wire_name).is_none()
    });
    let known = |name: &str| record.members.iter().find(|member| member.wire_name == name);
    !missing
        && members.iter().all(|(name, value)| match (known(name), others) {
            (Some(member), _) => fits(value, &member.ty),
            (None, Others::Any) => true,
            (None, Others::Tag(tag)) => tag == name || record.rest.is_some(),
            (None, Others::None) => record.rest.is_some(),
        })
}
