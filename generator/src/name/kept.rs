//! The lock and an API: which order of arguments is kept, and what is published now.

use std::collections::BTreeMap;

use super::keys::{self, Keys, Named};
use super::members::{goes_without_saying, method_key};
use super::{AnswersNames, Names, PartNames, words};
use crate::api::{Answers, Api, Member, Operation, Parameter, ParameterPlace, Shape};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::lock::{Lock, Published};
use crate::source::Pointer;

/// Gives the arguments of constructors and methods the order that was published; new ones come last.
pub fn keep_order(api: &mut Api, lock: &Lock, diagnostics: &mut Diagnostics) {
    if lock.is_empty() {
        return;
    }
    let keys = Keys::new(api);
    for id in api.types.ids() {
        let Some(published) = lock.types.get(keys.of(Named::Type(id))) else { continue };
        let definition = &mut api.types[id];
        let at = definition.origin.at.clone();
        if let Shape::Record(record) = &mut definition.shape {
            let (members, before) = (&mut record.members, &published.arguments);
            let key = |member: &Member| member.must_be_given.then(|| member.wire_name.clone());
            let order = Order { before, at: &at, of: &format!("{}::new", published.name) };
            order.keep(members, key, diagnostics);
        }
    }
    for id in api.operations.ids() {
        let operation = &mut api.operations[id];
        let Some(published) = lock.operations.get(&keys::operation(operation)) else { continue };
        let at = operation.origin.at.clone();
        let of = format!("Client::{}", published.name);
        let order = Order { before: &published.arguments, at: &at, of: &of };
        order.keep(&mut operation.parameters, argument, diagnostics);
    }
}

/// The key of a parameter that is an argument of its method.
fn argument(parameter: &Parameter) -> Option<String> {
    let is_argument = parameter.required || parameter.place == ParameterPlace::Path;
    is_argument.then(|| keys::parameter(parameter))
}

/// The order of the arguments of a function.
struct Order<'o> {
    before: &'o [String],
    at: &'o Pointer,
    of: &'o str,
}

impl Order<'_> {
    /// Sorts the arguments among some things; what is no argument stays where it is.
    fn keep<T>(
        &self,
        things: &mut Vec<T>,
        key: impl Fn(&T) -> Option<String>,
        diagnostics: &mut Diagnostics,
    ) {
        let keys: Vec<Option<String>> = things.iter().map(&key).collect();
        let place = |key: &String| self.before.iter().position(|known| known == key);
        self.tell(&keys.iter().flatten().collect::<Vec<_>>(), diagnostics);
        let (mut arguments, mut all): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        for (index, (thing, key)) in things.drain(..).zip(keys).enumerate() {
            match key {
                Some(key) => arguments.push((place(&key).unwrap_or(usize::MAX), index, thing)),
                None => all.push((index, thing)),
            }
        }
        let mut free: Vec<usize> = arguments.iter().map(|(_, index, _)| *index).collect();
        free.sort_unstable();
        arguments.sort_by_key(|(place, index, _)| (*place, *index));
        all.extend(free.into_iter().zip(arguments.into_iter().map(|(.., thing)| thing)));
        all.sort_by_key(|(index, _)| *index);
        things.extend(all.into_iter().map(|(_, thing)| thing));
    }

    /// Says which arguments come and go.
    fn tell(&self, now: &[&String], diagnostics: &mut Diagnostics) {
        let new =
            now.iter().filter(|key| !self.before.contains(key)).map(|key| ("has a new", *key));
        let gone = self.before.iter().filter(|key| !now.contains(key));
        for (what, key) in new.chain(gone.map(|key| ("no longer has the", key))) {
            let message = format!("`{}` {what} argument `{key}`", self.of);
            let location = Location::Value(self.at.clone());
            diagnostics.add(Diagnostic::new(Code::ChangedArguments, location, message));
        }
    }
}

/// What a crate with these names publishes.
pub fn published(api: &Api, names: &Names) -> Lock {
    let keys = Keys::new(api);
    let mut lock = Lock::default();
    for (id, definition) in api.types.iter() {
        let own = &names.types[id];
        let members = match &definition.shape {
            Shape::Record(record) => record.members.as_slice(),
            _ => &[],
        };
        let given = members.iter().filter(|member| member.must_be_given);
        let arguments = given.map(|member| member.wire_name.clone()).collect();
        let part_keys = keys.parts(api, definition);
        let methods = methods(&part_keys, &own.parts);
        let mut parts = parts(part_keys, own.parts.iter().map(|part| &part.ident));
        parts.extend(methods);
        let published = Published { name: own.ident.plain().to_owned(), arguments, parts };
        lock.types.insert(keys.of(Named::Type(id)).to_owned(), published);
        if let Some(required) = &own.required {
            let name = required.plain().to_owned();
            let key = keys.of(Named::Required(id)).to_owned();
            lock.types.insert(key, Published { name, ..Published::default() });
        }
    }
    for (id, operation) in api.operations.iter() {
        let own = &names.operations[id];
        lock.operations.insert(keys::operation(operation), method(operation, own));
        lock.groups.insert(operation.group.clone(), own.module.plain().to_owned());
        let answered = |answers: &Answers| answers.described.iter().map(keys::answer).collect();
        let sent = operation.body.iter().flat_map(|body| &body.contents).map(keys::content);
        let enums: [(Named, &Option<AnswersNames>, Vec<String>); 3] = [
            (Named::Success(id), &own.success, answered(&operation.success)),
            (Named::Failure(id), &own.failure, answered(&operation.failure)),
            (Named::Content(id), &own.content, sent.collect()),
        ];
        for (named, own, of) in enums {
            if let Some(own) = own {
                let parts = parts(of, own.variants.iter());
                let name = own.ident.plain().to_owned();
                let published = Published { name, arguments: Vec::new(), parts };
                lock.types.insert(keys.of(named).to_owned(), published);
            }
        }
    }
    let credentials = api.credentials.iter().zip(&names.credentials);
    lock.credentials
        .extend(credentials.map(|(it, own)| (it.scheme.clone(), own.setter.plain().to_owned())));
    let servers = api.servers.iter().zip(&names.servers);
    lock.servers.extend(servers.map(|(it, own)| (keys::server(it), own.plain().to_owned())));
    lock
}

fn method(operation: &Operation, own: &super::OperationNames) -> Published {
    let keys = operation.parameters.iter().map(keys::parameter).collect();
    let idents = own.parameters.iter().map(|PartNames { ident, .. }| ident);
    Published {
        name: own.method.plain().to_owned(),
        arguments: operation.parameters.iter().filter_map(argument).collect(),
        parts: parts(keys, idents),
    }
}

/// The names of methods that give the values of members, where they are not made of those of the members.
fn methods(keys: &[String], names: &[PartNames]) -> Vec<(String, String)> {
    let all = keys.iter().zip(names).filter_map(|(key, names)| {
        let name = names.or_default.as_ref()?.plain();
        let usual = words::or_default(names.ident.plain());
        (name != usual).then(|| (method_key(key), name.to_owned()))
    });
    all.collect()
}

/// The names of parts that do not go without saying.
fn parts<'n>(
    keys: Vec<String>,
    names: impl Iterator<Item = &'n super::Ident>,
) -> BTreeMap<String, String> {
    let all = keys.into_iter().zip(names).map(|(key, name)| (key, name.plain().to_owned()));
    all.filter(|(key, name)| !goes_without_saying(key, name)).collect()
}
