//! Syntax → every path in a file, macros included. Code for tests is left out, and so are the tokens in
//! `quote!`: they are generated code and not the generator's own.

use proc_macro2::TokenStream;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, UseTree, VisRestricted};

use super::test_code::{is_test, of_impl_item, of_item};
use super::tokens::{self, is_quoting};

/// A path that a file uses.
#[derive(Debug)]
pub(super) struct Used {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    /// Whether it stands in a `use`, where a path of one segment is no local name.
    pub(super) imported: bool,
    /// The inline modules around it.
    pub(super) within: Vec<String>,
}

pub(super) fn used(syntax: &syn::File) -> Vec<Used> {
    let mut paths = Paths::default();
    if !is_test(&syntax.attrs) {
        paths.visit_file(syntax);
    }
    paths.found
}

#[derive(Default)]
struct Paths {
    within: Vec<String>,
    found: Vec<Used>,
}

impl Paths {
    fn add(&mut self, segments: Vec<String>, line: usize, imported: bool) {
        self.found.push(Used { segments, line, imported, within: self.within.clone() });
    }

    fn scan(&mut self, tokens: &TokenStream) {
        for (segments, line) in tokens::paths(tokens.clone()) {
            self.add(segments, line, false);
        }
    }

    fn import(&mut self, before: &[String], tree: &UseTree) {
        let mut segments = before.to_vec();
        let line = tree.span().start().line;
        match tree {
            UseTree::Path(path) => {
                segments.push(path.ident.to_string());
                self.import(&segments, &path.tree);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(before, tree));
            }
            UseTree::Glob(_) => self.add(segments, line, true),
            UseTree::Name(name) if name.ident == "self" => self.add(segments, line, true),
            UseTree::Rename(name) if name.ident == "self" => self.add(segments, line, true),
            UseTree::Name(syn::UseName { ident, .. })
            | UseTree::Rename(syn::UseRename { ident, .. }) => {
                segments.push(ident.to_string());
                self.add(segments, line, true);
            }
        }
    }
}

impl Visit<'_> for Paths {
    fn visit_item(&mut self, item: &Item) {
        if !is_test(of_item(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &ImplItem) {
        if !is_test(of_impl_item(item)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &ItemMod) {
        self.within.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.within.pop();
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.import(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(segments, path.span().start().line, false);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.visit_path(&call.path);
        let name = call.path.segments.last();
        if !name.is_some_and(|name| is_quoting(&name.ident.to_string())) {
            self.scan(&call.tokens);
        }
    }

    fn visit_attribute(&mut self, attribute: &Attribute) {
        self.visit_path(attribute.path());
        if let Meta::List(list) = &attribute.meta {
            self.scan(&list.tokens);
        }
    }

    /// `pub(in path)` restricts who may see an item, and uses nothing.
    fn visit_vis_restricted(&mut self, _: &VisRestricted) {}
}

#[cfg(test)]
mod tests {
    use super::used;

    fn found(code: &str) -> Vec<String> {
        let paths = used(&syn::parse_file(code).unwrap());
        let paths = paths.iter().filter(|used| used.imported || used.segments.len() > 1);
        paths.map(|used| format!("{} {}", used.line, used.segments.join("::"))).collect()
    }

    #[test]
    fn imports_are_taken_apart() {
        let code = "use crate::{a::{self, B}, c as d, e::*};\nuse super::super::f;\nuse g;";
        let expected =
            ["1 crate::a", "1 crate::a::B", "1 crate::c", "1 crate::e", "2 super::super::f", "3 g"];
        assert_eq!(found(code), expected);
    }

    #[test]
    fn types_expressions_patterns_and_derives_are_seen() {
        assert_eq!(found("fn f(x: Vec<a::B>) {}"), ["1 a::B"]);
        assert_eq!(found("fn f() {\n if let a::B(_) = c::d() {} }"), ["2 a::B", "2 c::d"]);
        assert_eq!(found("#[derive(Debug, a::B)] struct S;"), ["1 a::B"]);
    }

    #[test]
    fn macros_are_seen_and_quoted_code_is_not() {
        assert_eq!(found("fn f() { matches!(x,\n a::b::C(y) if z::d(y: e::F)) }").len(), 3);
        assert_eq!(found("macro_rules! m { () => { a::b() }; }"), ["1 a::b"]);
        assert!(found("fn f() { quote!(use a::b; c::d()) }").is_empty());
    }

    #[test]
    fn code_for_tests_and_visibility_are_not_seen() {
        assert!(found("#[cfg(test)] mod tests { use a::b; }").is_empty());
        assert!(found("impl S { #[cfg(test)] fn f() { a::b() } }").is_empty());
        assert!(found("#![cfg(test)] use a::b;").is_empty());
        assert!(found("pub(in crate::a) struct S;").is_empty());
    }

    #[test]
    fn inline_modules_are_recorded() {
        let paths = used(&syn::parse_file("mod a { mod b { use super::c; } }").unwrap());
        assert_eq!(paths.first().unwrap().within, ["a", "b"]);
    }
}
