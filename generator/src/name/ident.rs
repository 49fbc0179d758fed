//! An identifier of the output. Only this room can make one.

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// An identifier that Rust accepts where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// Takes a text that is an identifier but for being a keyword.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text without the mark of a raw identifier, as in the name of a file.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = if super::reserved::is_keyword(&self.0) { "r#" } else { "" };
        write!(f, "{raw}{}", self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = if super::reserved::is_keyword(&self.0) {
            proc_macro2::Ident::new_raw(&self.0, Span::call_site())
        } else {
            proc_macro2::Ident::new(&self.0, Span::call_site())
        };
        ident.to_tokens(tokens);
    }
}
