//! The answer of an operation → its lists, and the single values that stand beside them. What is in a list, a
//! map or a union is not looked at: it is not there once.

use super::words::words;
use crate::api::{Docs, Fact, Operation, Payload, Scalar, Shape, Type, TypeDef};
use crate::arena::Arena;

/// How many members lead to a value that is looked at.
const DEEPEST: usize = 3;

/// What is in an answer.
pub(super) struct Survey<'a> {
    pub(super) types: &'a Arena<TypeDef>,
    /// The type of the answer.
    pub(super) body: &'a Type,
    /// Its lists, those with the shortest way first.
    pub(super) lists: Vec<List<'a>>,
    /// Its single values, those with the shortest way first.
    pub(super) values: Vec<Value<'a>>,
}

/// A list of an answer.
#[derive(Clone)]
pub(super) struct List<'a> {
    pub(super) way: Vec<&'a str>,
    pub(super) item: &'a Type,
    pub(super) is_of_objects: bool,
}

/// A single value of an answer.
pub(super) struct Value<'a> {
    pub(super) way: Vec<&'a str>,
    /// The words of its name.
    pub(super) name: Vec<String>,
    /// The words of the names of all members that lead to it, its own included.
    pub(super) words: Vec<String>,
    pub(super) kind: Kind,
    pub(super) docs: &'a Docs,
}

/// What a single value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Boolean,
}

impl<'a> Survey<'a> {
    /// What is in the answer of an operation: a success that has one type of JSON, and nothing else.
    pub(super) fn of(types: &'a Arena<TypeDef>, operation: &'a Operation) -> Option<Self> {
        let mut body = None;
        for answer in &operation.success.described {
            match (&answer.payload, body) {
                (Payload::Empty, _) => {}
                (Payload::Json(ty), None) => body = Some(ty),
                (Payload::Json(ty), Some(known)) if ty == known => {}
                _ => return None,
            }
        }
        let body = body?;
        let mut survey = Self { types, body, lists: Vec::new(), values: Vec::new() };
        survey.look(&[], body);
        survey.lists.sort_by_key(|list| list.way.len());
        survey.values.sort_by_key(|value| value.way.len());
        Some(survey)
    }

    /// Looks at a value that some members lead to.
    fn look(&mut self, way: &[&'a str], ty: &'a Type) {
        let ty = plain(self.types, ty);
        if let Type::List(item) = ty {
            let is_of_objects = is_object(self.types, item);
            self.lists.push(List { way: way.to_vec(), item, is_of_objects });
        }
        let Type::Named(id) = ty else { return };
        let Shape::Record(record) = &self.types[*id].shape else { return };
        for member in record.members.iter().filter(|_| way.len() < DEEPEST) {
            let way: Vec<&'a str> =
                way.iter().copied().chain([member.wire_name.as_str()]).collect();
            match kind(plain(self.types, &member.ty)) {
                Some(kind) => {
                    let name = words(&member.wire_name);
                    let words = way.iter().flat_map(|name| words(name)).collect();
                    self.values.push(Value { way, name, words, kind, docs: &member.docs });
                }
                None => self.look(&way, &member.ty),
            }
        }
    }

    /// The type of the value at a pointer; `Any` below any value.
    pub(super) fn at(&self, pointer: &str) -> Option<&'a Type> {
        let mut ty = plain(self.types, self.body);
        for name in pointer.split('/').skip(1) {
            let name = name.replace("~1", "/").replace("~0", "~");
            ty = match ty {
                Type::Any => return Some(ty),
                Type::List(item) if name == "-" => plain(self.types, item),
                Type::Map(value) => plain(self.types, value),
                Type::Named(id) => match &self.types[*id].shape {
                    Shape::Record(record) => {
                        let member = record.members.iter().find(|it| it.wire_name == name);
                        let ty = member.map(|member| &member.ty).or(record.other_members.as_ref());
                        plain(self.types, ty?)
                    }
                    _ => return None,
                },
                _ => return None,
            };
        }
        Some(ty)
    }
}

impl Value<'_> {
    /// The pointer to it.
    pub(super) fn pointer(&self) -> String {
        pointer(&self.way)
    }

    /// Whether its author says that it is a URL.
    pub(super) fn is_url(&self) -> bool {
        let says = |fact: &Fact| matches!(fact, Fact::Format(format) if URL_FORMATS.contains(&format.as_str()));
        self.docs.facts.iter().any(says)
    }
}

/// The formats of URLs, relative ones included.
const URL_FORMATS: [&str; 6] =
    ["uri", "url", "uri-reference", "iri", "iri-reference", "uri-template"];

/// The pointer along some members.
pub(super) fn pointer(way: &[&str]) -> String {
    way.iter().map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1"))).collect()
}

/// A type without the names and the null around it.
fn plain<'a>(types: &'a Arena<TypeDef>, ty: &'a Type) -> &'a Type {
    ty.resolved(types).split_null().0.resolved(types)
}

fn is_object(types: &Arena<TypeDef>, ty: &Type) -> bool {
    match plain(types, ty) {
        Type::Map(_) | Type::Any => true,
        Type::Named(id) => !matches!(types[*id].shape, Shape::Choice(_) | Shape::Tuple(_)),
        _ => false,
    }
}

/// What a type is, if its values are single ones.
pub(super) fn kind(ty: &Type) -> Option<Kind> {
    match ty {
        Type::Scalar(Scalar::String) => Some(Kind::Text),
        Type::Scalar(Scalar::Integer(_)) => Some(Kind::Integer),
        Type::Scalar(Scalar::Bool) => Some(Kind::Boolean),
        _ => None,
    }
}
