//! What can be done with the values of each type: the greatest answer that does not contradict
//! itself, so that types that hold each other do not depend on who is asked first.

use super::Lowering;
use crate::api::{Member, Presence, Record, Scalar, Shape, Traits, Type, TypeId};

impl Lowering<'_> {
    pub(in crate::lower) fn settle_traits(&mut self) {
        for id in self.types.ids() {
            if let Some(definition) = self.types.get_mut(id) {
                definition.traits = Traits {
                    total_equality: true,
                    empty_value: match &definition.shape {
                        Shape::Record(Record { members, .. }) => {
                            members.iter().all(|member| member.presence == Presence::Optional)
                        }
                        _ => false,
                    },
                };
            }
        }
        while self.spread_partial_equality() {}
        self.settle_nulls();
        self.settle_fixed();
    }

    pub(super) fn member_mut(&mut self, id: TypeId, index: usize) -> Option<&mut Member> {
        match &mut self.types.get_mut(id)?.shape {
            Shape::Record(record) => record.members.get_mut(index),
            _ => None,
        }
    }

    /// A member that may be absent, of a type that is any value under another name, tells null from
    /// absent like any other.
    fn settle_nulls(&mut self) {
        let mut members = Vec::new();
        for (id, definition) in self.types.iter() {
            let Shape::Record(Record { members: own, .. }) = &definition.shape else { continue };
            for (index, member) in own.iter().enumerate() {
                let optional = member.presence == Presence::Optional;
                if optional && self.is_any_by_another_name(&member.ty) {
                    members.push((id, index));
                }
            }
        }
        for (id, index) in members {
            if let Some(member) = self.member_mut(id, index) {
                member.ty = member.ty.clone().or_null();
            }
        }
    }

    fn is_any_by_another_name(&self, ty: &Type) -> bool {
        match ty {
            Type::Any => true,
            Type::Named(id) => match self.types.get(*id).map(|definition| &definition.shape) {
                Some(Shape::Alias(inner)) => self.is_any_by_another_name(inner),
                _ => false,
            },
            _ => false,
        }
    }

    /// Takes total equality from every type that holds one without it; whether there was any.
    fn spread_partial_equality(&mut self) -> bool {
        let mut changed = false;
        for id in self.types.ids() {
            let Some(definition) = self.types.get(id) else {
                continue;
            };
            if definition.traits.total_equality && !self.shape_has_total_equality(&definition.shape)
            {
                changed = true;
                if let Some(definition) = self.types.get_mut(id) {
                    definition.traits.total_equality = false;
                }
            }
        }
        changed
    }

    fn shape_has_total_equality(&self, shape: &Shape) -> bool {
        shape.types().into_iter().all(|ty| self.type_has_total_equality(ty))
    }

    fn type_has_total_equality(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => !matches!(scalar, Scalar::F64 | Scalar::File),
            Type::Named(id) => {
                self.types.get(*id).is_some_and(|definition| definition.traits.total_equality)
            }
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.type_has_total_equality(inner)
            }
            Type::Any => true,
        }
    }
}
