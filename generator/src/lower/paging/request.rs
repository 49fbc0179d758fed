//! The query parameters of an operation, as far as they may ask for a page.

use super::survey::{Kind, kind};
use super::words::{is_one_of, words};
use crate::api::{Fact, Operation, Parameter, ParameterPlace, Scalar, Shape, Style, Type, TypeDef};
use crate::arena::Arena;

/// Names of the parameter for how many items a page has.
const SIZES: [&str; 33] = [
    "count",
    "first",
    "items per page",
    "limit",
    "max",
    "max count",
    "max items",
    "max page size",
    "max records",
    "max results",
    "maximum page size",
    "num",
    "number of results",
    "page limit",
    "page size",
    "pagelen",
    "pagesize",
    "per page",
    "perpage",
    "results per page",
    "rows",
    "size",
    "take",
    "top",
    "page count",
    "page items",
    "per",
    "max per page",
    "page length",
    "num results",
    "list limit",
    "pagination limit",
    "pagination page size",
];

/// A query parameter with a single value.
pub(super) struct Query<'a> {
    pub(super) parameter: &'a Parameter,
    pub(super) words: Vec<String>,
    pub(super) kind: Kind,
}

/// The query parameters that can be set to a text or a number, in the usual way.
pub(super) fn queries<'a>(types: &Arena<TypeDef>, operation: &'a Operation) -> Vec<Query<'a>> {
    let mut queries = Vec::new();
    let in_body = body_members(types, operation);
    for parameter in operation.parameters.iter().filter(|it| it.place == ParameterPlace::Query) {
        let ty = parameter.ty.resolved(types).split_null().0.resolved(types);
        let kind = match ty {
            Type::Scalar(Scalar::F64) => Some(Kind::Integer),
            ty => kind(ty),
        };
        // What the body states too is not known to be read from the query.
        let is_usual = parameter.spelling.style != Style::Json
            && !in_body.contains(&parameter.wire_name.as_str());
        if let Some(kind) = kind.filter(|_| is_usual) {
            queries.push(Query { parameter, words: words(&parameter.wire_name), kind });
        }
    }
    queries
}

/// The members of what an operation sends.
fn body_members<'a>(types: &'a Arena<TypeDef>, operation: &'a Operation) -> Vec<&'a str> {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let records = contents.filter_map(|content| match content.sent.ty()?.resolved(types) {
        Type::Named(id) => match &types[*id].shape {
            Shape::Record(record) => Some(record),
            _ => None,
        },
        _ => None,
    });
    records.flat_map(|record| &record.members).map(|member| &*member.wire_name).collect()
}

/// Whether a parameter says how many items a page has.
pub(super) fn states_size(queries: &[Query<'_>]) -> bool {
    queries.iter().any(|query| query.kind != Kind::Boolean && is_one_of(&query.words, &SIZES))
}

impl Query<'_> {
    /// What its author says of it, in lower case.
    pub(super) fn description(&self) -> String {
        self.parameter.docs.description.as_deref().unwrap_or_default().to_lowercase()
    }

    /// The number that the first page has, by its default, its least value or an example.
    pub(super) fn first_number(&self) -> Option<u64> {
        let number = |text: &str| text.parse::<f64>().ok().filter(|number| *number >= 0.0);
        let facts = &self.parameter.docs.facts;
        let default = facts.iter().find_map(|fact| match fact {
            Fact::Default(literal) => number(literal.text.as_deref().unwrap_or(&literal.json)),
            _ => None,
        });
        let least = facts.iter().find_map(|fact| match fact {
            Fact::AtLeast(bound) => number(bound),
            Fact::MoreThan(bound) => number(bound).map(|bound| bound + 1.0),
            _ => None,
        });
        let example = facts.iter().find_map(|fact| match fact {
            Fact::Example(literal) => number(literal.text.as_deref().unwrap_or(&literal.json)),
            _ => None,
        });
        let stated = default.or(least).or(example);
        [0_u64, 1].into_iter().find(|first| stated == Some(*first as f64))
    }
}
