//! The crate's root, and what the API adds to the runtime's client: its server and its credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, Item, RustFile, docs};
use crate::api::{Credential, CredentialKind};
use crate::name::CredentialNames;

/// The root of the crate.
pub(super) fn library(context: Context<'_>) -> RustFile {
    let mut modules = vec![
        quote!(
            mod client;
        ),
        quote!(
            pub mod operations;
        ),
        quote!(
            pub mod runtime;
        ),
    ];
    if !context.api.servers.is_empty() {
        modules.push(quote!(
            pub mod servers;
        ));
    }
    modules.push(quote!(
        pub mod types;
    ));
    let limit = recursion_limit(context);
    let tests = limit.as_ref().map(|limit| quote!(#![doc(test(attr(recursion_limit = #limit)))]));
    let mut head = vec![quote!(#![doc = include_str!("../README.md")])];
    head.extend(limit.as_ref().map(|limit| quote!(#![recursion_limit = #limit])));
    head.extend(tests);
    RustFile {
        docs: Vec::new(),
        head: vec![head],
        items: vec![
            Item::Block(modules),
            Item::Block(vec![quote!(
                pub use runtime::{Client, ClientBuilder, Error};
            )]),
        ],
    }
}

/// [`Context::recursion_limit`] as the attribute spells it.
pub(super) fn recursion_limit(context: Context<'_>) -> Option<String> {
    context.recursion_limit.map(|limit| limit.to_string())
}

/// How a client of this API is made.
pub(super) fn client(context: Context<'_>) -> RustFile {
    let mut items = Vec::new();
    items.push(Item::Code(constructors(context)));
    let credentials: Vec<TokenStream> =
        context.api.credentials.iter().zip(&context.names.credentials).map(credential).collect();
    if !credentials.is_empty() {
        items.push(Item::Code(quote!(impl ClientBuilder { #(#credentials)* })));
    }
    if arguments(context).is_empty() {
        items.push(Item::Code(quote! {
            impl Default for Client {
                fn default() -> Self {
                    Self::new()
                }
            }
        }));
    }
    let kinds = || context.api.credentials.iter().map(|credential| &credential.kind);
    let is_token = |kind: &CredentialKind| *kind == CredentialKind::Bearer;
    let is_secret = |kind: &CredentialKind| {
        !matches!(kind, CredentialKind::Bearer | CredentialKind::Certificate)
    };
    let credential = (!credentials.is_empty()).then(|| quote!(, Credential));
    let secret = kinds().any(is_secret).then(|| quote!(, Secret));
    let server = context.api.server.is_none().then(|| quote!(, Server));
    let token = kinds().any(is_token).then(|| quote!(, Token));
    let head = quote!(
        use crate::runtime::{Client, ClientBuilder #credential #secret #server #token};
    );
    RustFile {
        docs: vec![
            "How a client of this API is made: where it is reached, and who calls.".to_owned(),
        ],
        head: vec![vec![head]],
        items,
    }
}

/// What a caller must give: where the API is reached, if that is not known, and the usual
/// credentials. Each with the arguments that it takes and the call of the builder.
fn given(context: Context<'_>) -> Vec<(Vec<TokenStream>, TokenStream, TokenStream)> {
    let mut given = Vec::new();
    if context.api.server.is_none() {
        let arguments = vec![quote!(base_url)];
        given.push((arguments, quote!(impl Into<Server>), quote!(.base_url(base_url))));
    }
    for index in &context.api.usual_credentials {
        let Some(CredentialNames { setter, arguments }) = context.names.credentials.get(*index)
        else {
            continue;
        };
        let call = quote!(.#setter(#(#arguments),*));
        let arguments = arguments.iter().map(|argument| quote!(#argument)).collect();
        let ty = context.api.credentials.get(*index).map(|credential| &credential.kind);
        let ty = match ty {
            Some(CredentialKind::Bearer) => quote!(impl Into<Token>),
            _ => quote!(impl Into<Secret>),
        };
        given.push((arguments, ty, call));
    }
    given
}

/// The names of the constructor's arguments.
pub(super) fn arguments(context: Context<'_>) -> Vec<String> {
    given(context)
        .into_iter()
        .flat_map(|(arguments, _, _)| arguments)
        .map(|name| name.to_string().trim_start_matches("r#").to_owned())
        .collect()
}

/// Where the API is reached if nothing else is said.
fn base_url(context: Context<'_>) -> Option<TokenStream> {
    let server = context.api.server.as_ref()?;
    let mut lines = docs::described(&server.docs);
    if lines.is_empty() {
        lines.push("Where the API is reached if nothing else is said.".to_owned());
    }
    let docs = docs::comment(&lines);
    let url = server.url();
    Some(quote!(#docs pub const BASE_URL: &'static str = #url;))
}

fn constructors(context: Context<'_>) -> TokenStream {
    let given = given(context);
    let (first, base, at) = match context.api.server {
        Some(_) => (
            "A client that calls [`BASE_URL`](Client::BASE_URL)",
            quote!(Some(Self::BASE_URL)),
            "calls [`BASE_URL`](Client::BASE_URL) if it is told nothing else",
        ),
        None => ("A client of the API at this base URL", quote!(None), "must be told the base URL"),
    };
    let names: Vec<String> = arguments(context)
        .into_iter()
        .filter(|name| name != "base_url")
        .map(|name| format!("`{name}`"))
        .collect();
    let with = match names.as_slice() {
        [] => " with".to_owned(),
        [one] => format!(" with {one} and"),
        several => format!(" with {} and", several.join(", ")),
    };
    let first = docs::comment(&docs::filled(&format!("{first}{with} the usual limits.")));
    let relative = context.api.relative_server.as_deref().map(|relative| {
        let said = format!(
            "The description says {}, relative to where it was found; the base URL ends with that.",
            docs::code(relative)
        );
        let lines: Vec<String> =
            std::iter::once(String::new()).chain(docs::filled(&said)).collect();
        docs::comment(&lines)
    });
    let at = docs::comment(&docs::filled(&format!("Makes a client step by step; it {at}.")));
    let parameters = given.iter().flat_map(|(arguments, ty, _)| {
        arguments.iter().map(move |argument| quote!(#argument: #ty))
    });
    let given = given.iter().map(|(_, _, call)| call);
    let base_url = base_url(context);
    quote! {
        impl Client {
            #base_url

            #first
            #[doc = ""]
            #[doc = " It never fails: what is wrong is the error of the first call."]
            #relative
            pub fn new(#(#parameters),*) -> Self {
                Self::builder()#(#given)*.into_client()
            }

            #at
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(#base)
            }
        }
    }
}

fn credential((credential, names): (&Credential, &CredentialNames)) -> TokenStream {
    let ident = &names.setter;
    let scheme = Literal::string(&credential.scheme);
    let mut lines = docs::described(&credential.docs);
    let sent = match &credential.kind {
        CredentialKind::Bearer => "Sent as `Authorization: Bearer`.".to_owned(),
        CredentialKind::Basic => "Sent as `Authorization: Basic`.".to_owned(),
        CredentialKind::Header(name) => format!("Sent in the header {}.", docs::code(name)),
        CredentialKind::Query(name) => format!("Sent in the query as {}.", docs::code(name)),
        CredentialKind::Cookie(name) => format!("Sent in the cookie {}.", docs::code(name)),
        CredentialKind::Certificate => {
            "A certificate is part of the connection: this sends with a client that has one."
                .to_owned()
        }
    };
    docs::paragraph(&mut lines, sent);
    let docs = docs::comment(&lines);
    let (parameters, made) = match &credential.kind {
        CredentialKind::Bearer => {
            (quote!(token: impl Into<Token>), quote!(Credential::bearer(token)))
        }
        CredentialKind::Basic => (
            quote!(user: impl Into<Secret>, password: impl Into<Secret>),
            quote!(Credential::basic(user, password)),
        ),
        CredentialKind::Header(name) => {
            (quote!(key: impl Into<Secret>), quote!(Credential::header(#name, key)))
        }
        CredentialKind::Query(name) => {
            (quote!(key: impl Into<Secret>), quote!(Credential::query(#name, key)))
        }
        CredentialKind::Cookie(name) => {
            (quote!(key: impl Into<Secret>), quote!(Credential::cookie(#name, key)))
        }
        CredentialKind::Certificate => {
            (quote!(client: reqwest::Client), quote!(Credential::Certificate))
        }
    };
    let client = match &credential.kind {
        CredentialKind::Certificate => quote!(self.http_client(client)),
        _ => quote!(self),
    };
    quote! {
        #docs
        pub fn #ident(self, #parameters) -> Self {
            #client.credential(#scheme, #made)
        }
    }
}
