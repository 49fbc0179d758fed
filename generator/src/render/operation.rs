//! Operations → one file for each group: methods of the client, what is known of each operation, and
//! the requests that they make.

use std::collections::BTreeMap;

use quote::quote;

use super::argument::{argument, body_argument, by_reference, sent, sent_body};
use super::operation_docs::{method_docs, parameter_docs};
use super::optional::{given, setter_type};
use super::paging::paging;
use super::request::{Tagged, constant, request, stream};
use super::scope::{Here, Scope};
use super::tags::Tags;
use super::{Context, Documented, Draft, Item, Members, RustFile, docs};
use crate::api::{Operation, OperationId, Parameter};
use crate::name::{Ident, OperationNames, PartNames};

/// Clippy warns of a function with more arguments than this.
const MOST_ARGUMENTS_UNREMARKED: usize = 7;

/// An operation with its names.
pub(super) struct Part<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
}

pub(super) fn files(context: Context<'_>) -> Vec<(String, Draft<'_>)> {
    let mut groups: BTreeMap<&Ident, BTreeMap<&Ident, OperationId>> = BTreeMap::new();
    for id in context.api.operations.ids() {
        let names = &context.names.operations[id];
        groups.entry(&names.module).or_default().insert(&names.method, id);
    }
    let modules: Vec<&Ident> = groups.keys().copied().collect();
    let index = Draft::rust(move || index(context, &modules));
    let mut files = vec![("src/operations/mod.rs".to_owned(), index)];
    for (module, operations) in groups {
        let path = format!("src/operations/{}.rs", module.plain());
        let operations: Vec<OperationId> = operations.into_values().collect();
        files.push((path, Draft::rust(move || file(context, &operations))));
    }
    files
}

fn index(context: Context<'_>, modules: &[&Ident]) -> RustFile {
    let tags = Tags::new(context);
    let modules = modules.iter().map(|module| {
        let condition = tags.as_ref().map(|tags| tags.condition_of_operations(module));
        quote!(#condition pub mod #module;)
    });
    RustFile {
        docs: vec!["The requests that the client makes, by what they are about.".to_owned()],
        head: Vec::new(),
        items: vec![Item::Block(modules.collect())],
    }
}

fn file(context: Context<'_>, operations: &[OperationId]) -> RustFile {
    let scope = Scope::new(context, Here::Operations);
    let parts: Vec<Part<'_>> = operations
        .iter()
        .map(|id| Part {
            operation: &context.api.operations[*id],
            names: &context.names.operations[*id],
        })
        .collect();
    let methods = parts.iter().map(|part| method(context, &scope, part));
    let mut items =
        vec![Item::Members(Members { head: quote!(impl Client), members: methods.collect() })];
    let tagged = Tagged::of(&parts);
    items.extend(tagged.as_ref().map(Tagged::function));
    let constants = parts.iter().map(|part| constant(&scope, part, tagged.as_ref()));
    items.push(Item::Statics(constants.collect()));
    for part in &parts {
        items.push(request(&scope, part));
        items.extend(stream(&scope, part));
        items.extend(paging(&scope, part));
        items.extend(setters(context, &scope, part));
    }
    RustFile { docs: file_docs(context, &parts), head: scope.head(), items }
}

fn file_docs(context: Context<'_>, parts: &[Part<'_>]) -> Vec<String> {
    let Some(name) = parts.first().map(|part| &part.operation.group) else {
        return Vec::new();
    };
    let group = context.api.groups.iter().find(|group| group.name == *name);
    let lines = group.map(|group| docs::summed_up(&group.docs)).unwrap_or_default();
    if lines.is_empty() {
        super::markdown::lines(&format!("The operations of {}.", docs::code(name)))
    } else {
        lines
    }
}

fn method(context: Context<'_>, scope: &Scope<'_>, part: &Part<'_>) -> Documented {
    let OperationNames { method, request, constant, .. } = part.names;
    let deprecated = part.operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let mut arguments = Vec::new();
    let mut call = quote!(self.call(&#constant));
    for (parameter, names) in parameters(part).filter(|(parameter, _)| parameter.required) {
        let ident = &names.ident;
        let ty = argument(context, scope, &parameter.ty);
        arguments.push(quote!(#ident: #ty));
        let value = by_reference(context, &parameter.ty, &quote!(#ident));
        call.extend(sent(context, scope, parameter, &value));
    }
    if part.operation.body.as_ref().is_some_and(|body| body.required) {
        let ty = body_argument(context, scope, part);
        arguments.push(quote!(body: #ty));
        call.extend(sent_body(context, scope, part));
    }
    // The client itself is an argument too.
    let expectation = (arguments.len() + 1 > MOST_ARGUMENTS_UNREMARKED).then(
        || quote!(#[expect(clippy::too_many_arguments, reason = "the API requires as many")]),
    );
    let code = quote! {
        #deprecated
        #expectation
        pub fn #method(&self #(, #arguments)*) -> #request {
            #request(#call)
        }
    };
    Documented { docs: method_docs(context, part), code }
}

pub(super) fn parameters<'a>(
    part: &Part<'a>,
) -> impl Iterator<Item = (&'a Parameter, &'a PartNames)> + use<'a> {
    part.operation.parameters.iter().zip(&part.names.parameters)
}

fn setters(context: Context<'_>, scope: &Scope<'_>, part: &Part<'_>) -> Option<Item> {
    let mut methods = Vec::new();
    for (parameter, names) in parameters(part).filter(|(parameter, _)| !parameter.required) {
        let PartNames { ident, setter, .. } = names;
        let mut lines = parameter_docs(parameter);
        if lines.is_empty() {
            lines.push(format!("Sets the parameter {}.", docs::code(&parameter.wire_name)));
        }
        let ty = setter_type(scope, &parameter.ty);
        let value = given(scope, &parameter.ty, ident);
        let step = sent(context, scope, parameter, &quote!(&#value));
        let code = quote!(pub fn #setter(self, #ident: #ty) -> Self { Self(self.0 #step) });
        methods.push(Documented::new(lines, code));
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| !body.required) {
        let mut lines = docs::described(&body.docs);
        if lines.is_empty() {
            lines.push("Sets the body.".to_owned());
        }
        let ty = body_argument(context, scope, part);
        let step = sent_body(context, scope, part);
        let code = quote!(pub fn body(self, body: #ty) -> Self { Self(self.0 #step) });
        methods.push(Documented::new(lines, code));
    }
    let request = &part.names.request;
    let head = quote!(impl #request);
    (!methods.is_empty()).then_some(Item::Members(Members { head, members: methods }))
}
