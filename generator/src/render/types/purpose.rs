//! A type → a sentence that says what it is for, where its author says nothing: by where it is described,
//! or, where that is a place of its own, by what uses it.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Operation, OperationId, Shape, Step, Type, TypeDef, TypeId, View};
use crate::arena::SideTable;
use crate::name::Ident;
use crate::render::{Context, docs};

/// The most steps that a sentence spells from a type to something that has a name: one with more is not
/// understood.
const MOST_STEPS: usize = 4;

/// What types are for.
pub(super) struct Purposes<'a> {
    context: Context<'a>,
    types: BTreeMap<(&'a [Step], Option<View>), TypeId>,
    operations: BTreeMap<&'a str, OperationId>,
    uses: SideTable<TypeDef, BTreeSet<Use>>,
}

/// A use of a type: the more telling ones are the lesser.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    /// The lists and maps that it is within, from the innermost one.
    within: Vec<Within>,
    by: User,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    List,
    Map,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    /// An operation sends it.
    Body(OperationId),
    /// An operation answers it when all is well.
    Success(OperationId),
    /// An operation answers it when something is wrong.
    Failure(OperationId),
    /// It holds the headers of what an operation answers.
    Headers(OperationId),
    /// It is the parameter of that index.
    Parameter(OperationId, usize),
    /// It is the member, variant or item of that index of another type. The rank of that type among all, by
    /// their origins, decides between two of them: the order of a description means nothing.
    Part { rank: usize, owner: TypeId, index: usize },
}

/// Where a sentence stands: the file, and the view of a schema that the type is.
#[derive(Clone, Copy)]
struct Standpoint<'n> {
    module: &'n Ident,
    view: Option<View>,
}

impl<'a> Purposes<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        let types = context.api.types.iter();
        let operations = context.api.operations.iter();
        let wish =
            |(id, operation): (OperationId, &'a Operation)| match operation.origin.path.first() {
                Some(Step::Operation(wish)) => Some((wish.as_str(), id)),
                _ => None,
            };
        let mut purposes = Self {
            context,
            types: types
                .map(|(id, one)| ((one.origin.path.as_slice(), one.origin.view), id))
                .collect(),
            operations: operations.filter_map(wish).collect(),
            uses: SideTable::new(&context.api.types, |_| BTreeSet::new()),
        };
        for (id, operation) in context.api.operations.iter() {
            purposes.add_operation(id, operation);
        }
        let mut ranked: Vec<(TypeId, &TypeDef)> = context.api.types.iter().collect();
        ranked.sort_by_key(|(_, definition)| &definition.origin);
        for (rank, (owner, definition)) in ranked.into_iter().enumerate() {
            for (index, ty) in definition.shape.types().into_iter().enumerate() {
                purposes.add(User::Part { rank, owner, index }, ty);
            }
        }
        purposes
    }

    fn add_operation(&mut self, id: OperationId, operation: &Operation) {
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        for ty in contents.filter_map(|content| content.sent.ty()) {
            self.add(User::Body(id), ty);
        }
        let outcomes =
            [(&operation.success, User::Success(id)), (&operation.failure, User::Failure(id))];
        for (answers, user) in outcomes {
            for ty in answers.described.iter().filter_map(|answer| answer.payload.ty()) {
                self.add(user, ty);
            }
        }
        if let Some(headers) = operation.headers {
            self.add(User::Headers(id), &Type::Named(headers));
        }
        for (index, parameter) in operation.parameters.iter().enumerate() {
            self.add(User::Parameter(id, index), &parameter.ty);
        }
    }

    fn add(&mut self, by: User, mut ty: &Type) {
        let mut within = Vec::new();
        loop {
            match ty {
                Type::Nullable(inner) | Type::Json(inner) => ty = inner,
                Type::List(inner) => {
                    within.insert(0, Within::List);
                    ty = inner;
                }
                Type::Map(inner) => {
                    within.insert(0, Within::Map);
                    ty = inner;
                }
                Type::Named(id) => {
                    // That a type holds itself says nothing of what it is for.
                    if !matches!(by, User::Part { owner: holder, index: _, .. } if holder == *id) {
                        self.uses[*id].insert(Use { within, by });
                    }
                    return;
                }
                Type::Scalar(_) | Type::Any => return,
            }
        }
    }

    /// What a type is for, seen from the file that holds it.
    pub(super) fn sentence(&self, id: TypeId) -> String {
        let module = &self.context.names.types[id].module;
        let origin = &self.context.api.types[id].origin;
        let (path, from) = (origin.path.as_slice(), Standpoint { module, view: origin.view });
        let by_place = match path {
            [Step::Webhook(_), ..] => self.step(path, from, 0),
            // What is declared for itself, and what has no place but a word, is explained by its users.
            [.., Step::Shared(..) | Step::Component(_) | Step::Other(_)] => None,
            path => self.step(path, from, 0),
        };
        if let Some(phrase) = by_place {
            return sentence(&phrase);
        }
        let uses = &self.uses[id];
        let phrases = uses.iter().filter_map(|one| self.use_phrase(one, module));
        match (phrases.take(1).next(), uses.len()) {
            (Some(phrase), 1) => sentence(&phrase),
            (Some(phrase), _) => format!("{} It is used elsewhere too.", sentence(&phrase)),
            (None, _) => {
                "A type that the description declares. No operation and no other type holds one."
                    .to_owned()
            }
        }
    }

    /// A phrase for what stands at the end of a path.
    fn step(&self, path: &[Step], from: Standpoint<'_>, depth: usize) -> Option<String> {
        let (last, before) = path.split_last()?;
        let holder = || self.thing(before, from, depth + 1);
        Some(match (before, last) {
            ([], Step::Webhook(name)) => sent_by_server(name),
            ([Step::Webhook(name)], Step::Other(_)) => sent_by_server(name),
            ([Step::Operation(wish)], step) => {
                operation_phrase(step, &self.method(wish)?).or_else(holder)?
            }
            (_, Step::Member(name)) => format!("the member {} of {}", docs::code(name), holder()?),
            (_, Step::Item) => format!("an item of {}", holder()?),
            (_, Step::Value) => format!("a value of {}", holder()?),
            (_, Step::Variant(_) | Step::Titled(_)) => format!("an alternative of {}", holder()?),
            (_, Step::Part(_)) => format!("a part of {}", holder()?),
            _ => holder()?,
        })
    }

    /// A type by its name, or a phrase for what is no type.
    fn thing(&self, path: &[Step], from: Standpoint<'_>, depth: usize) -> Option<String> {
        if depth > MOST_STEPS {
            return None;
        }
        // The holder of a view is that view of what it stands in, if there is one.
        let views = [from.view, None, Some(View::Received), Some(View::Sent)];
        let mut types = views.into_iter().filter_map(|view| self.types.get(&(path, view)));
        match (types.next(), path) {
            (Some(id), _) => Some(self.link(*id, from.module)),
            // The parts of a merged record are no types.
            (None, [before @ .., Step::Part(_)]) => self.thing(before, from, depth + 1),
            (None, path) => self.step(path, from, depth),
        }
    }

    fn use_phrase(&self, one: &Use, module: &Ident) -> Option<String> {
        let mut phrase = String::new();
        if one.within.len() > MOST_STEPS {
            return None;
        }
        for within in &one.within {
            phrase.push_str(match within {
                Within::List => "an item of ",
                Within::Map => "a value of ",
            });
        }
        phrase.push_str(&match one.by {
            User::Body(id) => operation_phrase(&Step::Body, &self.link_method(id))?,
            User::Success(id) => operation_phrase(&Step::Success, &self.link_method(id))?,
            User::Failure(id) => operation_phrase(&Step::Failure, &self.link_method(id))?,
            User::Headers(id) => format!("the headers of what {} answers", self.link_method(id)),
            User::Parameter(id, index) => {
                let parameter = self.context.api.operations[id].parameters.get(index)?;
                let step = Step::Parameter(parameter.place, parameter.wire_name.clone());
                operation_phrase(&step, &self.link_method(id))?
            }
            User::Part { owner: id, index, .. } => self.part_phrase(id, index, module),
        });
        Some(phrase)
    }

    /// A phrase for a part of a type.
    fn part_phrase(&self, id: TypeId, index: usize, module: &Ident) -> String {
        let holder = self.link(id, module);
        match &self.context.api.types[id].shape {
            Shape::Record(record) => match record.members.get(index) {
                Some(member) => format!("the member {} of {holder}", docs::code(&member.wire_name)),
                None => format!("a member that {holder} does not list"),
            },
            Shape::Union(_) => format!("an alternative of {holder}"),
            Shape::Tuple(_) => format!("an item of {holder}"),
            Shape::Wrapper(_) => format!("what {holder} holds"),
            Shape::Alias(_) | Shape::Choice(_) => format!("what {holder} stands for"),
        }
    }

    fn method(&self, wish: &str) -> Option<String> {
        self.operations.get(wish).map(|id| self.link_method(*id))
    }

    fn link_method(&self, id: OperationId) -> String {
        let method = self.context.names.operations[id].method.plain();
        format!("[`Client::{method}`](crate::Client::{method})")
    }

    /// A link to a type. One of another file is called as users call it: rustdoc warns of a link whose
    /// target is what its words mean anyway, and they would, where the file imports the type.
    pub(super) fn link(&self, id: TypeId, module: &Ident) -> String {
        let names = &self.context.names.types[id];
        let ident = &names.ident;
        match names.module == *module {
            true => format!("[`{ident}`]"),
            false => format!("[`types::{ident}`](super::{ident})"),
        }
    }
}

/// A phrase for what an operation, which a link names, sends or answers.
fn operation_phrase(step: &Step, method: &str) -> Option<String> {
    Some(match step {
        Step::Body | Step::Content => format!("what {method} sends"),
        Step::Success | Step::Answer(_) => format!("what {method} answers"),
        Step::Failure => format!("what {method} answers when something is wrong"),
        Step::Parameter(_, name) => format!("the parameter {} of {method}", docs::code(name)),
        _ => return None,
    })
}

fn sent_by_server(name: &str) -> String {
    let (name, method) = name.rsplit_once(' ').unwrap_or((name, ""));
    let method = docs::code(&method.to_uppercase());
    format!("what the server sends with {method} for {}", docs::code(name))
}

/// A phrase as a sentence.
fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}
