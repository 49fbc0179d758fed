//! Members whose value is known before anybody gives it: those that have only one, and those that tell a
//! record from the other alternatives of a union. Who makes a record is not asked for them.

use std::collections::BTreeMap;

use super::Lowering;
use crate::api::{Fact, Literal, Member, Presence, Record, Sample, Shape, Type, TypeId};

/// A member of a record.
type At = (TypeId, usize);

impl Lowering<'_> {
    pub(in crate::lower) fn settle_fixed(&mut self) {
        let mut fixed: BTreeMap<At, String> = BTreeMap::new();
        for (id, definition) in self.types.iter() {
            let Shape::Record(Record { members, .. }) = &definition.shape else { continue };
            for (index, member) in members.iter().enumerate().filter(|(_, member)| member.asked) {
                fixed.extend(self.only_value(&member.ty).map(|value| ((id, index), value)));
            }
        }
        let tags: Vec<(At, String)> =
            self.tags_of_records().into_iter().filter(|(at, _)| !fixed.contains_key(at)).collect();
        for ((id, index), tag) in tags {
            if let Some(member) = self.member_mut(id, index) {
                member.docs.facts.push(Fact::Told(Literal::of_text(&tag)));
            }
            fixed.insert((id, index), tag);
        }
        for ((id, index), value) in fixed {
            let Some(member) = self.member_mut(id, index) else { continue };
            (member.asked, member.fixed) = (false, Some(Sample::Text(value)));
            if member.presence == Presence::Optional
                && let Some(definition) = self.types.get_mut(id)
            {
                definition.traits.empty_value = false;
            }
        }
    }

    /// The only value that a type has.
    fn only_value(&self, ty: &Type) -> Option<String> {
        let Type::Named(id) = self.resolved(ty)? else { return None };
        match &self.types.get(*id)?.shape {
            Shape::Choice(choice) if !choice.open => match choice.values.as_slice() {
                [only] => Some(only.wire.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The members that tell records from other alternatives, where there is one value that they have in
    /// every union and that their type can say.
    fn tags_of_records(&self) -> BTreeMap<At, String> {
        let mut tags: BTreeMap<At, Option<&String>> = BTreeMap::new();
        for (_, definition) in self.types.iter() {
            let Shape::Union(union) = &definition.shape else { continue };
            for variant in union.variants.iter().filter(|variant| !variant.adds_tag) {
                let Some(at) = self.member_called(&variant.ty, union.tag.as_deref()) else {
                    continue;
                };
                let tag = match variant.tags.as_slice() {
                    [one] => Some(one),
                    _ => None,
                };
                let known = tags.entry(at).or_insert(tag);
                if *known != tag {
                    *known = None;
                }
            }
        }
        let tags = tags.into_iter().filter_map(|(at, tag)| Some((at, tag?.clone())));
        tags.filter(|((id, index), tag)| self.can_say(*id, *index, tag)).collect()
    }

    /// Where a record has a member of that name.
    fn member_called(&self, ty: &Type, name: Option<&str>) -> Option<At> {
        let Type::Named(id) = self.resolved(ty)? else { return None };
        let Shape::Record(record) = &self.types.get(*id)?.shape else { return None };
        let index = record.members.iter().position(|member| Some(&*member.wire_name) == name)?;
        Some((*id, index))
    }

    fn can_say(&self, id: TypeId, index: usize, value: &str) -> bool {
        let Some(Shape::Record(record)) = self.types.get(id).map(|known| &known.shape) else {
            return false;
        };
        record.members.get(index).is_some_and(|member| {
            let by_server = member.docs.facts.contains(&Fact::ReadOnly);
            !by_server && self.is_said_by(member, value)
        })
    }

    fn is_said_by(&self, member: &Member, value: &str) -> bool {
        match self.resolved(member.ty.split_null().0) {
            Some(Type::Scalar(scalar)) => *scalar == crate::api::Scalar::String,
            Some(Type::Named(id)) => match self.types.get(*id).map(|known| &known.shape) {
                Some(Shape::Choice(choice)) => choice.values.iter().any(|it| it.wire == value),
                _ => false,
            },
            _ => false,
        }
    }
}
