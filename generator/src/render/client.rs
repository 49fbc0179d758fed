//! The crate's root, and what the API adds to the runtime's client: its server and its credentials.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Context, Item, RustFile, docs};
use crate::api::{Credential, CredentialKind};
use crate::name::Ident;

/// The root of the crate.
pub(super) fn library(_: Context<'_>) -> RustFile {
    RustFile {
        docs: Vec::new(),
        head: vec![vec![quote!(#![doc = include_str!("../README.md")])]],
        items: vec![
            Item::Block(vec![
                quote!(
                    mod client;
                ),
                quote!(
                    pub mod operations;
                ),
                quote!(
                    pub mod runtime;
                ),
                quote!(
                    pub mod types;
                ),
            ]),
            Item::Block(vec![quote!(
                pub use runtime::{Client, ClientBuilder, Error};
            )]),
        ],
    }
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
    let secrets = context.api.credentials.is_empty().then(|| {
        quote!(
            use crate::runtime::{Client, ClientBuilder};
        )
    });
    let head = secrets.unwrap_or_else(|| {
        quote!(
            use crate::runtime::{Client, ClientBuilder, Credential, Secret};
        )
    });
    RustFile {
        docs: vec![
            "How a client of this API is made: where it is reached, and who calls.".to_owned(),
        ],
        head: vec![vec![head]],
        items,
    }
}

/// An argument of the constructor.
pub(super) struct Argument {
    /// Its name.
    pub(super) name: String,
    ty: TokenStream,
    given: TokenStream,
}

/// What a caller must give: where the API is reached, if that is not known, and the usual
/// credentials.
pub(super) fn arguments(context: Context<'_>) -> Vec<Argument> {
    let mut arguments = Vec::new();
    if context.api.server.is_none() {
        arguments.push(Argument {
            name: "base_url".to_owned(),
            ty: quote!(impl Into<String>),
            given: quote!(.base_url(base_url)),
        });
    }
    for index in &context.api.usual_credentials {
        let (Some(credential), Some(ident)) =
            (context.api.credentials.get(*index), context.names.credentials.get(*index))
        else {
            continue;
        };
        if credential.kind == CredentialKind::Basic {
            let [user, password] = user_and_password(context.api.usual_credentials.len(), ident);
            arguments.push(Argument {
                name: user.to_string(),
                ty: quote!(impl Into<Secret>),
                given: quote!(.#ident(#user, #password)),
            });
            arguments.push(Argument {
                name: password.to_string(),
                ty: quote!(impl Into<Secret>),
                given: TokenStream::new(),
            });
        } else {
            arguments.push(Argument {
                name: ident.plain().to_owned(),
                ty: quote!(impl Into<Secret>),
                given: quote!(.#ident(#ident)),
            });
        }
    }
    arguments
}

fn user_and_password(credentials: usize, ident: &Ident) -> [proc_macro2::Ident; 2] {
    match credentials {
        1 => [format_ident!("user"), format_ident!("password")],
        _ => {
            let name = ident.plain();
            [format_ident!("{name}_user"), format_ident!("{name}_password")]
        }
    }
}

/// Where the API is reached if nothing else is said.
fn base_url(context: Context<'_>) -> Option<TokenStream> {
    let server = context.api.server.as_ref()?;
    let mut lines = docs::described(&server.docs);
    if lines.is_empty() {
        lines.push("Where the API is reached if nothing else is said.".to_owned());
    }
    let docs = docs::comment(&lines);
    let url = &server.url;
    Some(quote!(#docs pub const BASE_URL: &'static str = #url;))
}

fn constructors(context: Context<'_>) -> TokenStream {
    let arguments = arguments(context);
    let (first, base, at) = match context.api.server {
        Some(_) => (
            "A client that calls [`BASE_URL`](Client::BASE_URL)",
            quote!(Some(Self::BASE_URL)),
            "calls [`BASE_URL`](Client::BASE_URL) if it is told nothing else",
        ),
        None => ("A client of the API at this base URL", quote!(None), "must be told the base URL"),
    };
    let names: Vec<String> = arguments
        .iter()
        .filter(|argument| argument.name != "base_url")
        .map(|argument| format!("`{}`", argument.name))
        .collect();
    let with = match names.as_slice() {
        [] => String::new(),
        [one] => format!(" with {one}"),
        [first @ .., last] => format!(" with {} and {last}", first.join(", ")),
    };
    let first = docs::comment(&docs::filled(&format!("{first}{with}, and the usual limits.")));
    let at = format!(" Makes a client step by step; it {at}.");
    let parameters = arguments.iter().map(|Argument { name, ty, .. }| {
        let name: TokenStream = name.parse().unwrap_or_default();
        quote!(#name: #ty)
    });
    let given = arguments.iter().map(|argument| &argument.given);
    let base_url = base_url(context);
    quote! {
        impl Client {
            #base_url

            #first
            #[doc = ""]
            #[doc = " It never fails: what is wrong is the error of the first call."]
            pub fn new(#(#parameters),*) -> Self {
                Self::builder()#(#given)*.into_client()
            }

            #[doc = #at]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(#base)
            }
        }
    }
}

fn credential((credential, ident): (&Credential, &Ident)) -> TokenStream {
    let scheme = Literal::string(&credential.scheme);
    let mut lines = docs::described(&credential.docs);
    let sent = match &credential.kind {
        CredentialKind::Bearer => "Sent as `Authorization: Bearer`.".to_owned(),
        CredentialKind::Basic => "Sent as `Authorization: Basic`.".to_owned(),
        CredentialKind::Header(name) => format!("Sent in the header {}.", docs::code(name)),
        CredentialKind::Query(name) => format!("Sent in the query as {}.", docs::code(name)),
    };
    docs::paragraph(&mut lines, sent);
    let docs = docs::comment(&lines);
    let (parameters, made) = match &credential.kind {
        CredentialKind::Bearer => {
            (quote!(token: impl Into<Secret>), quote!(Credential::bearer(token)))
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
    };
    quote! {
        #docs
        pub fn #ident(self, #parameters) -> Self {
            self.credential(#scheme, #made)
        }
    }
}
