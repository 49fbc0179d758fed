//! What the lock knows things by: words that neither the order of a description nor a neighbour changes.

use std::collections::BTreeMap;

use super::ids;
use super::phrase::{plain, role, view_word};
use crate::api::{
    Answer, Api, Content, Operation, OperationId, Origin, Parameter, Presence, Server, Shape, Step,
    Type, TypeDef, TypeId, Variant,
};

/// What the map of other members is known by.
const OTHERS: &str = "(others)";

/// What the struct is known by that a constructor takes, behind the key of its type. It is named so too.
pub(super) const REQUIRED: &str = "required";

/// How exactly a key can be spelled: by its way, its place too, its required members too, or all its members.
const LEVELS: usize = 4;

/// A type of the output: defined by the API, or an enum of what an operation answers or sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Type(TypeId),
    Success(OperationId),
    Failure(OperationId),
    Content(OperationId),
    /// The struct of what the constructor of a type takes by name.
    Required(TypeId),
}

/// The keys of types.
pub(super) struct Keys {
    types: BTreeMap<Named, String>,
}

impl Keys {
    pub(super) fn new(api: &Api) -> Self {
        let operations: BTreeMap<&str, String> = api
            .operations
            .iter()
            .filter_map(|(_, each)| Some((ids::id(each)?, operation(each))))
            .collect();
        let word = |step: &Step| match step {
            Step::Operation(id) => operations.get(&**id).cloned().unwrap_or_else(|| id.clone()),
            // Another place may have a parameter of that name too.
            Step::Parameter(place, name) => format!("{} {name}", place.word()),
            other => plain(other),
        };
        let way = |origin: &Origin| {
            let steps = origin.path.iter().map(|step| format!("{} {}", role(step), word(step)));
            let view = view_word(origin).map(|word| format!("view {word}"));
            steps.chain(view).collect::<Vec<_>>().join(" / ")
        };
        let spelled = |named: Named, origin: &Origin, way: &str, level: usize| {
            let key = match level {
                0 => way.to_owned(),
                1 => format!("{way} at {}", origin.at),
                _ => format!("{way} at {} of {}", origin.at, held(api, named, level == 2)),
            };
            match named {
                Named::Required(_) => format!("{key} / {REQUIRED}"),
                _ => key,
            }
        };
        // Few types have the same way, and fewer the same place too.
        let mut types = BTreeMap::new();
        let mut left: Vec<(Named, &Origin, String)> =
            all(api).into_iter().map(|(named, origin)| (named, origin, way(origin))).collect();
        for level in 0..LEVELS {
            let mut alike: BTreeMap<String, Vec<(Named, &Origin, String)>> = BTreeMap::new();
            for (named, origin, way) in left.drain(..) {
                let key = spelled(named, origin, &way, level);
                alike.entry(key).or_default().push((named, origin, way));
            }
            for (key, group) in alike {
                if group.len() > 1 && level + 1 < LEVELS {
                    left.extend(group);
                    continue;
                }
                // What nothing tells apart has numbers: two things with one key would take each other's names.
                types.extend(group.into_iter().enumerate().map(
                    |(index, (named, ..))| match index {
                        0 => (named, key.clone()),
                        _ => (named, format!("{key} ({})", index + 1)),
                    },
                ));
            }
        }
        Self { types }
    }

    pub(super) fn of(&self, named: Named) -> &str {
        self.types.get(&named).map_or("", String::as_str)
    }

    /// The keys of what a type is made of, in their order.
    pub(super) fn parts(&self, api: &Api, definition: &TypeDef) -> Vec<String> {
        match &definition.shape {
            Shape::Record(record) => {
                let members = record.members.iter().map(|member| member.wire_name.clone());
                members.chain(record.other_members.iter().map(|_| OTHERS.to_owned())).collect()
            }
            Shape::Choice(choice) => choice.values.iter().map(|value| value.wire.clone()).collect(),
            Shape::Union(union) => {
                union.variants.iter().map(|variant| self.variant(api, variant)).collect()
            }
            Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => Vec::new(),
        }
    }

    fn variant(&self, api: &Api, variant: &Variant) -> String {
        let made_of = self.made_of(api, &variant.ty);
        match &variant.ty {
            Type::Scalar(_) => made_of,
            _ => format!("{:?} {made_of}", variant.kind),
        }
    }

    /// What a type is made of: no two types are made of the same.
    fn made_of(&self, api: &Api, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.of(Named::Type(*id)).to_owned(),
            Type::Scalar(scalar) => {
                let described = api.described(*scalar);
                // A type that was chosen for a format stands beside the plain one.
                let format = api.word(*scalar).filter(|_| described.word().is_none());
                let format = format.map(|format| format!(" {format}")).unwrap_or_default();
                format!("{described:?}{format}")
            }
            Type::List(item) => format!("list of {}", self.made_of(api, item)),
            Type::Map(value) => format!("map of {}", self.made_of(api, value)),
            Type::Json(inner) => format!("text with {}", self.made_of(api, inner)),
            Type::Nullable(inner) => format!("{} or null", self.made_of(api, inner)),
            Type::Any => "anything".to_owned(),
        }
    }
}

/// The members that a type holds, or those that it always holds.
fn held(api: &Api, named: Named, required: bool) -> String {
    let (Named::Type(id) | Named::Required(id)) = named else { return String::new() };
    let Shape::Record(record) = &api.types[id].shape else { return String::new() };
    let members = record.members.iter();
    let members = members.filter(|member| !required || member.presence == Presence::Required);
    let mut names: Vec<&str> = members.map(|member| member.wire_name.as_str()).collect();
    names.sort_unstable();
    names.join(", ")
}

/// Every type of the output, those of the API first, in the order of their ids, and those that are named after
/// these last.
pub(super) fn all(api: &Api) -> Vec<(Named, &Origin)> {
    let types = api.types.iter().map(|(id, definition)| (Named::Type(id), &definition.origin));
    let answers = api.operations.iter().flat_map(|(id, operation)| {
        let success = operation.success.several.as_ref().map(|origin| (Named::Success(id), origin));
        let failure = operation.failure.several.as_ref().map(|origin| (Named::Failure(id), origin));
        let content = operation.body.as_ref().and_then(|body| body.several.as_ref());
        let content = content.map(|origin| (Named::Content(id), origin));
        success.into_iter().chain(failure).chain(content)
    });
    let required = api.types.iter().filter_map(|(id, definition)| match &definition.shape {
        Shape::Record(record) if record.by_name => Some((Named::Required(id), &definition.origin)),
        _ => None,
    });
    types.chain(answers).chain(required).collect()
}

pub(super) fn operation(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.template)
}

pub(super) fn parameter(parameter: &Parameter) -> String {
    format!("{} {}", parameter.place.word(), parameter.wire_name)
}

/// The same URL may be that of several servers, which their variables tell apart.
pub(super) fn server(server: &Server) -> String {
    let variables = server.variables.iter();
    let variables = variables.map(|variable| format!(" {}={}", variable.name, variable.default));
    std::iter::once(server.template.clone()).chain(variables).collect()
}

pub(super) fn answer(answer: &Answer) -> String {
    format!("{} {}", answer.statuses.words(), answer.media.join(" "))
}

pub(super) fn content(content: &Content) -> String {
    content.media.clone()
}
