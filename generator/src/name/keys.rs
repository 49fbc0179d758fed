//! What the lock knows things by: words that neither the order of a description nor a neighbour changes.

use std::collections::BTreeMap;

use super::phrase::{plain, role};
use crate::api::{
    Answer, Api, Content, Operation, OperationId, Origin, Parameter, ParameterPlace, Shape, Type,
    TypeDef, TypeId, Variant,
};

/// What the map of other members is known by.
const OTHERS: &str = "(others)";

/// A type of the output: defined by the API, or an enum of what an operation answers or sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Type(TypeId),
    Success(OperationId),
    Failure(OperationId),
    Content(OperationId),
}

/// The keys of types.
pub(super) struct Keys {
    types: BTreeMap<Named, String>,
}

impl Keys {
    pub(super) fn new(api: &Api) -> Self {
        let all = all(api);
        let key = |origin: &Origin| {
            let steps = origin.path.iter().map(|step| format!("{} {}", role(step), plain(step)));
            steps.collect::<Vec<_>>().join(" / ")
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, origin) in &all {
            *counts.entry(key(origin)).or_default() += 1;
        }
        let types = all.into_iter().map(|(named, origin)| {
            let key = key(origin);
            match counts.get(&key) {
                Some(1) => (named, key),
                _ => (named, format!("{key} at {}", origin.at)),
            }
        });
        Self { types: types.collect() }
    }

    pub(super) fn of(&self, named: Named) -> &str {
        self.types.get(&named).map_or("", String::as_str)
    }

    /// The keys of what a type is made of, in their order.
    pub(super) fn parts(&self, definition: &TypeDef) -> Vec<String> {
        match &definition.shape {
            Shape::Record(record) => {
                let members = record.members.iter().map(|member| member.wire_name.clone());
                members.chain(record.other_members.iter().map(|_| OTHERS.to_owned())).collect()
            }
            Shape::Choice(choice) => choice.values.iter().map(|value| value.wire.clone()).collect(),
            Shape::Union(union) => {
                union.variants.iter().map(|variant| self.variant(variant)).collect()
            }
            Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => Vec::new(),
        }
    }

    fn variant(&self, variant: &Variant) -> String {
        match (&variant.ty, variant.ty.mentioned()) {
            (Type::Scalar(scalar), _) => format!("{scalar:?}"),
            (_, Some(id)) => format!("{:?} {}", variant.kind, self.of(Named::Type(id))),
            (_, None) => format!("{:?}", variant.kind),
        }
    }
}

/// Every type of the output, those of the API first, in the order of their ids.
pub(super) fn all(api: &Api) -> Vec<(Named, &Origin)> {
    let types = api.types.iter().map(|(id, definition)| (Named::Type(id), &definition.origin));
    let answers = api.operations.iter().flat_map(|(id, operation)| {
        let success = operation.success.several.as_ref().map(|origin| (Named::Success(id), origin));
        let failure = operation.failure.several.as_ref().map(|origin| (Named::Failure(id), origin));
        let content = operation.body.as_ref().and_then(|body| body.several.as_ref());
        let content = content.map(|origin| (Named::Content(id), origin));
        success.into_iter().chain(failure).chain(content)
    });
    types.chain(answers).collect()
}

pub(super) fn operation(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.template)
}

pub(super) fn parameter(parameter: &Parameter) -> String {
    format!("{} {}", place(parameter.place), parameter.wire_name)
}

pub(super) fn answer(answer: &Answer) -> String {
    format!("{} {}", answer.statuses.words(), answer.media.join(" "))
}

pub(super) fn content(content: &Content) -> String {
    content.media.clone()
}

fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}
