//! Api + Names → [`Modules`]: only spelling. What is written was decided before; nothing here looks at
//! the description, makes a name, or fails.

mod argument;
mod client;
mod docs;
mod example;
mod manifest;
mod markdown;
mod module;
mod operation;
mod operation_docs;
mod optional;
mod paging;
mod readme;
mod recursion;
mod request;
mod runtime;
mod sample;
mod scalar;
mod scope;
mod servers;
mod tags;
mod trial;
mod types;

pub use module::{
    Argument, Definition, Documented, Draft, Item, Line, MacroCall, Members, MethodCall, Module,
    Modules, Part, RustFile, Static,
};

use proc_macro2::TokenStream;

use crate::api::Api;
use crate::config::Config;
use crate::name::Names;

/// What everything here looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    api: &'a Api,
    names: &'a Names,
    config: &'a Config,
    /// The `recursion_limit` of the crate and its users, where the compiler's own does not suffice.
    recursion_limit: Option<usize>,
}

/// Spells an API as the files of a crate, each when it is asked for.
pub fn render<'a>(api: &'a Api, names: &'a Names, config: &'a Config) -> Modules<'a> {
    let recursion_limit = recursion::limit(&api.types);
    let context = Context { api, names, config, recursion_limit };
    let mut modules = Modules::default();
    let mut add = |path: String, draft: Draft<'a>| {
        modules.files.insert(path, draft);
    };
    let text = |make: fn(Context<'_>) -> String| Draft::new(move || Module::Text(make(context)));
    add("Cargo.toml".to_owned(), text(manifest::cargo_toml));
    add("rustfmt.toml".to_owned(), text(|_| manifest::rustfmt_toml()));
    add("README.md".to_owned(), Draft::new(move || Module::Markdown(readme::readme(context))));
    if let Some((path, draft)) = readme::example(context) {
        add(path, draft);
    }
    add("src/lib.rs".to_owned(), Draft::rust(move || client::library(context)));
    add("src/client.rs".to_owned(), Draft::rust(move || client::client(context)));
    if servers::is_needed(context) {
        add("src/servers.rs".to_owned(), Draft::rust(move || servers::file(context)));
    }
    let files = [types::files(context), operation::files(context), trial::files(context)];
    for (path, draft) in files.into_iter().flatten() {
        add(path, draft);
    }
    for (path, text) in runtime::files(context) {
        add(path, Draft::new(move || Module::Text(text.clone())));
    }
    modules
}

/// The type of each of [`Api::places`], in their order, as a user of the crate spells it in a file that
/// has the crate's modules in scope.
pub fn places(api: &Api, names: &Names, config: &Config) -> Vec<TokenStream> {
    // The name of a type stands in no file, and needs no limit.
    let context = Context { api, names, config, recursion_limit: None };
    let scope = scope::Scope::new(context, scope::Here::Operations);
    api.places.iter().map(|place| scope.ty(&place.ty)).collect()
}
