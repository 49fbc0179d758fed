//! Servers → a constant for each that a caller can choose.

use quote::quote;

use super::{Context, Documented, Item, RustFile, docs};
use crate::api::{Server, ServerVariable};
use crate::name::Ident;

/// Whether there is a choice of servers.
pub(super) fn is_needed(context: Context<'_>) -> bool {
    !context.api.servers.is_empty()
}

pub(super) fn file(context: Context<'_>) -> RustFile {
    let servers = context.api.servers.iter().zip(&context.names.servers);
    let items: Vec<Item> = servers.map(|(server, ident)| constant(server, ident)).collect();
    RustFile {
        docs: vec![
            "Where the API can be reached: each can be the `base_url` of the client's builder."
                .to_owned(),
        ],
        head: vec![vec![quote!(
            use crate::runtime::Server;
        )]],
        items,
    }
}

fn constant(server: &Server, ident: &Ident) -> Item {
    let mut lines = docs::described(&server.docs);
    docs::paragraph(&mut lines, format!("{}.", docs::code(&server.template)));
    let variables: Vec<String> = server.variables.iter().flat_map(variable).collect();
    docs::append(&mut lines, variables);
    let url = server.template.trim_end_matches('/');
    let defaults = server
        .variables
        .iter()
        .map(|ServerVariable { name, default, .. }| quote!((#name, #default)));
    let code = quote!(pub const #ident: Server = Server::new(#url, &[#(#defaults),*]););
    Item::Documented(Documented::new(lines, code))
}

/// A variable as an item of a list.
fn variable(variable: &ServerVariable) -> Vec<String> {
    let ServerVariable { name, default, choices, docs } = variable;
    let mut text =
        format!("- {}: {} if nothing else is said", docs::code(name), docs::code(default));
    let others: Vec<String> = choices
        .iter()
        .filter(|choice| *choice != default)
        .map(|choice| docs::code(choice))
        .collect();
    if !others.is_empty() {
        text.push_str(&format!("; or {}", others.join(", ")));
    }
    text.push('.');
    let mut lines = docs::filled(&text);
    lines.extend(docs::described(docs));
    let indented = lines.into_iter().enumerate().map(|(index, line)| match index {
        0 => line,
        _ if line.is_empty() => line,
        _ => format!("  {line}"),
    });
    indented.collect()
}
