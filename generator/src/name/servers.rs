//! The names of servers: what their author calls them, if that is a name, else where they are.

use heck::ToShoutySnakeCase;

use super::reserved::Role;
use super::scope::{self, Wanted};
use super::{Ident, keys};
use crate::api::{Api, Server};
use crate::lock::Lock;

/// A description of more words is a sentence.
const MOST_WORDS: usize = 4;

pub(super) fn servers(api: &Api, lock: &Lock) -> Vec<Ident> {
    let wanted = api.servers.iter().map(|server| {
        let texts = candidates(server).into_iter().filter(|text| !text.is_empty());
        let identity = keys::server(server);
        let kept = lock.servers.get(&identity).map(|name| name.to_lowercase());
        Wanted { texts: texts.collect(), identity, kept, ..Wanted::default() }
    });
    let wanted: Vec<Wanted> = wanted.collect();
    let names = scope::assign(&wanted, Role::Server);
    names.iter().map(|name| Ident::new(name.to_shouty_snake_case())).collect()
}

/// What a server can be called, the best first: some descriptions call all their servers alike.
fn candidates(server: &Server) -> [String; 3] {
    let texts = [&server.docs.summary, &server.docs.description];
    let mut texts = texts.into_iter().flatten().map(|text| text.trim());
    let is_name = |text: &&str| {
        text.split_whitespace().count() <= MOST_WORDS
            && text.contains(|c: char| c.is_ascii_alphabetic())
            && !text.contains("://")
    };
    let name = texts.find(is_name).unwrap_or_default();
    let (_, place) = server.template.split_once("://").unwrap_or(("", &server.template));
    let url = server.template.replace("://", " ");
    [name, place, &url].map(|text| text.trim_end_matches('/').to_lowercase())
}
