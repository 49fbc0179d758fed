//! The names of servers: what their author calls them, if that is a name, else where they are.

use heck::ToShoutySnakeCase;

use super::reserved::Role;
use super::{Ident, scope};
use crate::api::{Api, Server};

/// A description of more words is a sentence.
const MOST_WORDS: usize = 4;

pub(super) fn servers(api: &Api) -> Vec<Ident> {
    let candidates: Vec<[String; 3]> = api.servers.iter().map(candidates).collect();
    let texts: Vec<&str> = candidates.iter().map(|own| alone(own, &candidates)).collect();
    let names = scope::assign(&texts, Role::Server).names;
    names.into_iter().map(|name| Ident::new(name.to_shouty_snake_case())).collect()
}

/// What a server can be called, the best first: some descriptions call all their servers alike.
fn candidates(server: &Server) -> [String; 3] {
    let description = server.docs.description.as_deref().unwrap_or_default().trim();
    let is_name = description.split_whitespace().count() <= MOST_WORDS
        && description.contains(|c: char| c.is_ascii_alphabetic())
        && !description.contains("://");
    let name = if is_name { description } else { "" };
    let (_, place) = server.template.split_once("://").unwrap_or(("", &server.template));
    let url = server.template.replace("://", " ");
    [name, place, &url].map(|text| text.trim_end_matches('/').to_lowercase())
}

/// The first of its candidates that no other server has.
fn alone<'a>(own: &'a [String; 3], all: &[[String; 3]]) -> &'a str {
    let is_alone = |text: &&String| {
        let same = all.iter().filter(|others| others.contains(text));
        !text.is_empty() && same.count() == 1
    };
    own.iter().find(is_alone).or(own.last()).map_or("", String::as_str)
}
