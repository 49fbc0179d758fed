//! Operations → the tests that call each of them once, with all that it takes, against a server that the
//! one who runs them names.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::example::{self, Call, crate_ident};
use super::sample::Extent;
use super::{Context, Documented, Draft, Item, Members, RustFile, client, docs, markdown};
use crate::api::{Credential, CredentialKind, Operation};
use crate::name::{CredentialNames, Ident, OperationNames};

/// The feature that the tests are behind: they need a server.
pub(super) const FEATURE: &str = "operations";

/// The variable of the environment that names the server.
const BASE_URL: &str = "CLIENTSMITH_BASE_URL";

pub(super) fn files(context: Context<'_>) -> Vec<(String, Draft<'_>)> {
    let mut groups: BTreeMap<&Ident, Vec<(&Operation, &OperationNames)>> = BTreeMap::new();
    for (id, operation) in context.api.operations.iter() {
        let names = &context.names.operations[id];
        groups.entry(&names.module).or_default().push((operation, names));
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let modules: Vec<&Ident> = groups.keys().copied().collect();
    let root = Draft::rust(move || root(context, &modules));
    let mut files = vec![("tests/operations.rs".to_owned(), root)];
    for (module, mut operations) in groups {
        operations.sort_by_key(|(_, names)| &names.method);
        let path = format!("tests/operations/{}.rs", module.plain());
        files.push((path, Draft::rust(move || group(context, &operations))));
    }
    files
}

/// What all tests share.
fn root(context: Context<'_>, modules: &[&Ident]) -> RustFile {
    // A group may be called like a crate.
    let krate = crate_ident(context);
    let is_crate = |name: &str| krate == name || ["std", "reqwest"].contains(&name);
    let is_shadowed = modules.iter().any(|module| is_crate(module.plain()));
    let root = is_shadowed.then(|| quote!(::));
    let modules = modules.iter().map(|module| {
        let path = format!("operations/{}.rs", module.plain());
        quote!(#[path = #path] mod #module;)
    });
    let limit = client::recursion_limit(context).map(|limit| quote!(#![recursion_limit = #limit]));
    let credentials = context.api.credentials.iter().zip(&context.names.credentials);
    let credentials = credentials.map(|(kind, names)| credential(kind, names, root.as_ref()));
    let variable = Literal::string(BASE_URL);
    let docs = [
        "Each operation, called once with every parameter that is described, and with each of its media types.",
        "The server at the URL in `CLIENTSMITH_BASE_URL` must answer with a status of 2xx and with what is described for it.",
        "Run by `cargo test --features operations`.",
    ];
    RustFile {
        docs: docs.map(str::to_owned).to_vec(),
        head: limit.into_iter().map(|limit| vec![limit]).collect(),
        items: vec![
            Item::Block(modules.collect()),
            Item::Block(vec![quote!(
                type Tested = Result<(), Box<dyn #root std::error::Error>>;
            )]),
            Item::Documented(Documented::new(
                vec!["A client of that server, with credentials that are made up.".to_owned()],
                quote! {
                    fn client() -> Result<#root #krate::Client, Box<dyn #root std::error::Error>> {
                        let url = #root std::env::var(#variable)?;
                        Ok(#root #krate::Client::builder().base_url(url) #(#credentials)* .build()?)
                    }
                },
            )),
        ],
    }
}

fn credential(
    credential: &Credential,
    names: &CredentialNames,
    root: Option<&TokenStream>,
) -> TokenStream {
    let setter = &names.setter;
    let arguments = match credential.kind {
        CredentialKind::Certificate => quote!(#root reqwest::Client::builder()),
        CredentialKind::Basic => quote!("user", "password"),
        CredentialKind::Bearer => quote!("token"),
        _ => quote!("key"),
    };
    quote!(.#setter(#arguments))
}

/// The tests of a group of operations.
fn group(context: Context<'_>, operations: &[(&Operation, &OperationNames)]) -> RustFile {
    let krate = crate_ident(context);
    let tests: Vec<Tests> =
        operations.iter().map(|(operation, names)| tests(context, operation, names)).collect();
    let mut head = Vec::new();
    if tests.iter().any(|tests| tests.uses_types) {
        head.push(vec![quote!(use #krate::types;)]);
    }
    head.push(vec![quote!(
        use super::{Tested, client};
    )]);
    let about = operations.first().map(|(operation, _)| docs::code(&operation.group));
    let about = format!("A call of each operation of {}.", about.unwrap_or_default());
    RustFile {
        docs: markdown::lines(&about),
        head,
        items: tests.into_iter().map(|tests| tests.item).collect(),
    }
}

/// The tests of an operation.
struct Tests {
    item: Item,
    /// Whether they spell a type of the API.
    uses_types: bool,
}

/// The test of an operation; where the caller chooses what is sent, a module with a test for each choice.
fn tests(context: Context<'_>, operation: &Operation, names: &OperationNames) -> Tests {
    let method = &names.method;
    if names.tests.is_empty() {
        let Test { code, uses_types } = test(context, operation, names, method, None);
        return Tests { item: Item::Code(code), uses_types };
    }
    let choices = names.tests.iter().enumerate();
    let choices: Vec<Test> =
        choices.map(|(index, name)| test(context, operation, names, name, Some(index))).collect();
    let uses_types = choices.iter().any(|choice| choice.uses_types);
    let types = uses_types.then(|| quote!(, types));
    let tests = choices.into_iter().map(|choice| choice.code);
    let code = std::iter::once(quote!(use super::{Tested, client #types};)).chain(tests);
    let members = code.map(|code| Documented::new(Vec::new(), code)).collect();
    Tests { item: Item::Members(Members { head: quote!(mod #method), members }), uses_types }
}

/// A test of an operation.
struct Test {
    code: TokenStream,
    /// Whether it spells a type of the API.
    uses_types: bool,
}

fn test(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    name: &Ident,
    content: Option<usize>,
) -> Test {
    let Call { before, call, uses_types, .. } =
        example::call(context, operation, names, Extent::All, &quote!(client()?), content);
    let deprecated = operation.docs.deprecated.then(|| quote!(#[expect(deprecated)]));
    let code = quote! {
        #[tokio::test]
        #deprecated
        async fn #name() -> Tested {
            #before
            #call?;
            Ok(())
        }
    };
    Test { code, uses_types }
}
