//! The crate's root, and what the API adds to the runtime's client: its server and its credentials.

use proc_macro2::Literal;
use quote::{format_ident, quote};

use super::tags::{self, ALL};
use super::{Context, Documented, Item, Members, RustFile, docs, runtime};
use crate::api::{Credential, CredentialKind, TokenUrls};
use crate::name::{CredentialNames, Ident};

/// The root of the crate.
pub(super) fn library(context: Context<'_>) -> RustFile {
    // The operations of other tags use what is unused without them.
    let part = tags::are_features(context)
        .then(|| quote!(#[cfg_attr(not(feature = #ALL), allow(unused_imports, unused_macros))]));
    let mut modules = vec![
        quote!(
            mod client;
        ),
        quote!(
            pub mod operations;
        ),
        quote!(
            #[doc(hidden)]
            #part
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
    // The code of the README calls operations of any tag.
    let mut head = match tags::are_features(context) {
        true => vec![quote!(#![cfg_attr(feature = #ALL, doc = include_str!("../README.md"))])],
        false => vec![quote!(#![doc = include_str!("../README.md")])],
    };
    head.extend(limit.as_ref().map(|limit| quote!(#![recursion_limit = #limit])));
    head.extend(tests);
    RustFile {
        docs: Vec::new(),
        head: vec![head],
        items: std::iter::once(Item::Block(modules)).chain(runtime::face(context)).collect(),
    }
}

/// [`Context::recursion_limit`] as the attribute spells it.
pub(super) fn recursion_limit(context: Context<'_>) -> Option<String> {
    context.recursion_limit.map(|limit| limit.to_string())
}

/// How a client of this API is made.
pub(super) fn client(context: Context<'_>) -> RustFile {
    let mut items =
        vec![Item::Members(Members { head: quote!(impl Client), members: constructors(context) })];
    let credentials: Vec<Documented> =
        context.api.credentials.iter().zip(&context.names.credentials).map(credential).collect();
    let has_credentials = !credentials.is_empty();
    if has_credentials {
        items.push(Item::Members(Members {
            head: quote!(impl ClientBuilder),
            members: credentials,
        }));
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
    let credential = has_credentials.then(|| quote!(, Credential));
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

/// The argument of the constructor that says where the API is reached.
const BASE_URL_ARGUMENT: &str = "base_url";

/// The credentials that the constructor takes, each with its names.
fn usual(context: Context<'_>) -> Vec<(&CredentialKind, &CredentialNames)> {
    let credentials = context.api.credentials.iter().zip(&context.names.credentials);
    let credentials: Vec<_> = credentials.map(|(one, names)| (&one.kind, names)).collect();
    let usual = context.api.usual_credentials.iter();
    usual.filter_map(|index| credentials.get(*index).copied()).collect()
}

/// The names of the constructor's arguments: where the API is reached, if that is not known, and the
/// usual credentials.
pub(super) fn arguments(context: Context<'_>) -> Vec<&str> {
    let base_url = context.api.server.is_none().then_some(BASE_URL_ARGUMENT);
    let names = usual(context).into_iter().flat_map(|(_, names)| &names.arguments);
    base_url.into_iter().chain(names.map(Ident::plain)).collect()
}

/// Where the API is reached if nothing else is said.
fn base_url(context: Context<'_>) -> Option<Documented> {
    let server = context.api.server.as_ref()?;
    let mut lines = docs::described(&server.docs);
    if lines.is_empty() {
        lines.push("Where the API is reached if nothing else is said.".to_owned());
    }
    let url = server.url();
    let code = quote!(pub const BASE_URL: &'static str = #url;);
    Some(Documented::new(lines, code))
}

/// The constructor, the builder and the constant of the URL that they use.
fn constructors(context: Context<'_>) -> Vec<Documented> {
    let (about, base, at) = match context.api.server {
        Some(_) => (
            "A client that calls [`BASE_URL`](Client::BASE_URL)",
            quote!(Some(Self::BASE_URL)),
            "calls [`BASE_URL`](Client::BASE_URL) if it is told nothing else",
        ),
        None => ("A client of the API at this base URL", quote!(None), "must be told the base URL"),
    };
    let usual = usual(context);
    let names = usual.iter().flat_map(|(_, names)| &names.arguments);
    let names: Vec<String> = names.map(|name| format!("`{}`", name.plain())).collect();
    let with = match names.as_slice() {
        [] => " with".to_owned(),
        [one] => format!(" with {one} and"),
        several => format!(" with {} and", several.join(", ")),
    };
    let mut lines = docs::filled(&format!("{about}{with} the usual limits."));
    let failing = "It never fails: what is wrong is the error of the first call.";
    docs::append(&mut lines, vec![failing.to_owned()]);
    if let Some(relative) = &context.api.relative_server {
        docs::append(
            &mut lines,
            docs::filled(&format!(
                "The description says {}, relative to where it was found; the base URL ends with that.",
                docs::code(relative)
            )),
        );
    }
    let (mut parameters, mut calls) = (Vec::new(), Vec::new());
    if context.api.server.is_none() {
        let argument = format_ident!("{BASE_URL_ARGUMENT}");
        parameters.push(quote!(#argument: impl Into<Server>));
        calls.push(quote!(.base_url(#argument)));
    }
    for (kind, CredentialNames { setter, arguments }) in usual {
        let ty = match kind {
            CredentialKind::Bearer => quote!(impl Into<Token>),
            _ => quote!(impl Into<Secret>),
        };
        parameters.extend(arguments.iter().map(|argument| quote!(#argument: #ty)));
        calls.push(quote!(.#setter(#(#arguments),*)));
    }
    let new = quote! {
        pub fn new(#(#parameters),*) -> Self {
            Self::builder()#(#calls)*.into_client()
        }
    };
    let builder = quote! {
        pub fn builder() -> ClientBuilder {
            ClientBuilder::new(#base)
        }
    };
    let builder_docs = docs::filled(&format!("Makes a client step by step; it {at}."));
    let own = [Documented::new(lines, new), Documented::new(builder_docs, builder)];
    base_url(context).into_iter().chain([undescribed_security(context)]).chain(own).collect()
}

/// The credentials of a request that the description does not have.
fn undescribed_security(context: Context<'_>) -> Documented {
    let docs = "The credentials of a request that the description does not have.";
    let alternatives = context.api.undescribed_security.iter();
    let alternatives = alternatives.map(|schemes| quote!(&[#(#schemes),*]));
    let code = quote! {
        pub(crate) const UNDESCRIBED_SECURITY: &'static [&'static [&'static str]] =
            &[#(#alternatives),*];
    };
    Documented::new(docs::filled(docs), code)
}

/// What gets tokens for a scheme, beside a token that the caller holds.
fn given_by(urls: &TokenUrls) -> String {
    let own = "[`Grant::client_credentials`](crate::auth::Grant::client_credentials)";
    let refresh = "[`Grant::refresh_token`](crate::auth::Grant::refresh_token)";
    let (what, verb) = match (&urls.client_credentials, &urls.refresh) {
        (Some(_), Some(_)) => (format!("{own} and {refresh}"), "get"),
        (Some(_), None) => (own.to_owned(), "gets"),
        (None, _) => (refresh.to_owned(), "gets"),
    };
    format!("Beside a token, {what} {verb} tokens, and new ones before they lapse.")
}

/// The method of the builder that takes a credential.
fn credential((credential, names): (&Credential, &CredentialNames)) -> Documented {
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
    docs::append(&mut lines, docs::known(&credential.docs));
    docs::paragraph(&mut lines, sent);
    if let Some(urls) = &credential.token_urls {
        docs::append(&mut lines, docs::filled(&given_by(urls)));
    }
    let (parameters, made) = match &credential.kind {
        CredentialKind::Bearer => {
            let urls = credential.token_urls.as_ref().map(|urls| {
                let token = urls.client_credentials.as_deref().unwrap_or_default();
                let refresh = urls.refresh.as_deref().unwrap_or_default();
                quote!(.token_urls(#token, #refresh))
            });
            (quote!(token: impl Into<Token>), quote!(Credential::bearer(token)#urls))
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
            (quote!(client: reqwest::ClientBuilder), quote!(Credential::Certificate))
        }
    };
    let client = match &credential.kind {
        CredentialKind::Certificate => quote!(self.http_client(client)),
        _ => quote!(self),
    };
    let code = quote! {
        pub fn #ident(self, #parameters) -> Self {
            #client.credential(#scheme, #made)
        }
    };
    Documented::new(lines, code)
}
