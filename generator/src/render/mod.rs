//! Api + Names → [`Modules`]: only spelling. What is written was decided before; nothing here looks at
//! the description, makes a name, or fails.

mod argument;
mod client;
mod docs;
mod example;
mod manifest;
mod markdown;
mod operation;
mod operation_docs;
mod readme;
mod recursion;
mod request;
mod runtime;
mod sample;
mod scalar;
mod scope;
mod servers;
mod trial;
mod types;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::api::Api;
use crate::config::Config;
use crate::name::Names;

/// The files of a crate before they are text, by their paths within it.
#[derive(Default)]
pub struct Modules {
    /// The files.
    pub files: BTreeMap<String, Module>,
}

/// A file.
pub enum Module {
    /// A file of Rust.
    Rust(RustFile),
    /// Any other text, which carries its own mark.
    Text(String),
}

/// A file of Rust.
#[derive(Default)]
pub struct RustFile {
    /// What it is about.
    pub docs: Vec<String>,
    /// Its attributes and `use` declarations, in groups.
    pub head: Vec<Vec<TokenStream>>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a file.
pub enum Item {
    /// Rust.
    Code(TokenStream),
    /// Data, a line each: the call of a macro, which no formatter knows, or a table. It is spelled
    /// out here.
    Rows(String),
    /// Items that stand together, without blank lines between them.
    Block(Vec<TokenStream>),
}

/// What everything here looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    api: &'a Api,
    names: &'a Names,
    config: &'a Config,
    /// The `recursion_limit` of the crate and its users, where the compiler's own does not suffice.
    recursion_limit: Option<usize>,
}

/// Spells an API as the files of a crate.
pub fn render(api: &Api, names: &Names, config: &Config) -> Modules {
    let recursion_limit = recursion::limit(&api.types);
    let context = Context { api, names, config, recursion_limit };
    let mut modules = Modules::default();
    let mut add = |path: String, module: Module| {
        modules.files.insert(path, module);
    };
    add("Cargo.toml".to_owned(), Module::Text(manifest::cargo_toml(context)));
    add("rustfmt.toml".to_owned(), Module::Text(manifest::rustfmt_toml()));
    add("README.md".to_owned(), Module::Text(readme::readme(context)));
    if let Some((path, file)) = readme::example(context) {
        add(path, Module::Rust(file));
    }
    add("src/lib.rs".to_owned(), Module::Rust(client::library(context)));
    add("src/client.rs".to_owned(), Module::Rust(client::client(context)));
    if let Some(file) = servers::file(context) {
        add("src/servers.rs".to_owned(), Module::Rust(file));
    }
    for (path, file) in types::files(context) {
        add(path, Module::Rust(file));
    }
    for (path, file) in operation::files(context) {
        add(path, Module::Rust(file));
    }
    for (path, file) in trial::files(context) {
        add(path, Module::Rust(file));
    }
    for (path, text) in runtime::files(context) {
        add(path, Module::Text(text));
    }
    modules
}

/// The type of each of [`Api::places`], in their order, as a user of the crate spells it in a file that
/// has the crate's modules in scope.
pub fn places(api: &Api, names: &Names, config: &Config) -> Vec<String> {
    // The name of a type stands in no file, and needs no limit.
    let context = Context { api, names, config, recursion_limit: None };
    let scope = scope::Scope::new(context, scope::Here::Operations);
    let spelled = api.places.iter().map(|place| scope.ty(&place.ty).to_string());
    spelled.map(|tokens| tokens.replace(' ', "").replace(',', ", ")).collect()
}
