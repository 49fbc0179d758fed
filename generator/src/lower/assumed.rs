//! Defaults of what is received → what may be assumed where a member is absent (OpenAPI 3.0, section
//! 4.7.24.2): values that its type can say.

use std::collections::BTreeSet;

use super::Lowering;
use crate::api::{Fact, Member, Operation, Presence, Sample, Scalar, Shape, Type, TypeId};
use crate::arena::Arena;

impl Lowering<'_> {
    /// Gives the optional members of every type that an answer may hold what may be assumed.
    pub(super) fn assume_defaults(&mut self, operations: &Arena<Operation>) {
        for id in self.received(operations) {
            let Some(Shape::Record(record)) = self.types.get(id).map(|known| &known.shape) else {
                continue;
            };
            let assumed: Vec<Option<Sample>> =
                record.members.iter().map(|member| self.assumed(member)).collect();
            if let Some(Shape::Record(record)) =
                self.types.get_mut(id).map(|known| &mut known.shape)
            {
                for (member, assumed) in record.members.iter_mut().zip(assumed) {
                    member.assumed = assumed;
                }
            }
        }
    }

    /// The types that answers are made of.
    fn received(&self, operations: &Arena<Operation>) -> BTreeSet<TypeId> {
        let mut received = BTreeSet::new();
        let payloads = operations.iter().flat_map(|(_, operation)| {
            let described = operation.success.described.iter().chain(&operation.failure.described);
            described
                .map(|answer| &answer.payload)
                .chain(operation.stream.iter().map(|it| &it.payload))
        });
        let mut waiting: Vec<TypeId> =
            payloads.filter_map(|payload| payload.ty()?.mentioned()).collect();
        while let Some(id) = waiting.pop() {
            if received.insert(id)
                && let Some(definition) = self.types.get(id)
            {
                waiting.extend(definition.shape.types().into_iter().filter_map(Type::mentioned));
            }
        }
        received
    }

    /// The default of a member, if it may be absent and not null, and its type can say it.
    fn assumed(&self, member: &Member) -> Option<Sample> {
        if member.presence == Presence::Required || member.ty.split_null().1 {
            return None;
        }
        let stated = member.docs.facts.iter().find_map(|fact| match fact {
            Fact::Default(value) => Some(value),
            _ => None,
        })?;
        match self.resolved(&member.ty)? {
            Type::Scalar(Scalar::Bool) => stated.json.parse().ok().map(Sample::Bool),
            Type::Scalar(Scalar::Integer(width)) => {
                let value: i128 = stated.json.parse().ok()?;
                width.holds(value).then(|| Sample::Number(value.to_string()))
            }
            Type::Scalar(Scalar::F64) => {
                let value: f64 = stated.json.parse().ok()?;
                value.is_finite().then(|| Sample::Number(stated.json.clone()))
            }
            Type::Scalar(Scalar::String) => stated.text.clone().map(Sample::Text),
            Type::Named(id) => match &self.types.get(*id)?.shape {
                Shape::Choice(choice) => {
                    let known = |wanted: &String| choice.values.iter().any(|it| it.wire == *wanted);
                    stated.text.clone().filter(known).map(Sample::Text)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The type behind the names that only rename it.
    pub(super) fn resolved<'t>(&'t self, mut ty: &'t Type) -> Option<&'t Type> {
        while let Type::Named(id) = ty
            && let Shape::Alias(inner) = &self.types.get(*id)?.shape
        {
            ty = inner;
        }
        Some(ty)
    }
}
