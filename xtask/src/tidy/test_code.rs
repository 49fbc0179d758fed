//! Attributes → whether an item is compiled for tests only; the rules on rooms do not apply to it.

use syn::punctuated::Punctuated;
use syn::{Attribute, ImplItem, Item, Meta, Token};

/// Whether an item is compiled for tests only.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<Meta>().is_ok_and(|condition| needs_test(&condition))
    })
}

fn needs_test(condition: &Meta) -> bool {
    let all = Punctuated::<Meta, Token![,]>::parse_terminated;
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => {
            list.parse_args_with(all).is_ok_and(|conditions| conditions.iter().any(needs_test))
        }
        _ => false,
    }
}

/// The names of the modules for tests that stand in files of their own.
pub(super) fn modules(syntax: &syn::File) -> impl Iterator<Item = String> {
    syntax.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_test(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    })
}

pub(super) fn of_item(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

pub(super) fn of_impl_item(item: &ImplItem) -> &[Attribute] {
    match item {
        ImplItem::Const(item) => &item.attrs,
        ImplItem::Fn(item) => &item.attrs,
        ImplItem::Type(item) => &item.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::{is_test, modules, of_item};

    fn is(attribute: &str) -> bool {
        let item = syn::parse_str(&format!("{attribute} fn f() {{}}")).unwrap();
        is_test(of_item(&item))
    }

    #[test]
    fn only_what_needs_the_tests_is_for_tests() {
        assert!(is("#[test]"));
        assert!(is("#[inline] #[cfg(test)]"));
        assert!(is("#[cfg(all(unix, test))]"));
        assert!(!is("#[cfg(not(test))]"));
        assert!(!is("#[cfg(any(test, unix))]"));
        assert!(!is("#[cfg(unix)]"));
        assert!(!is(""));
    }

    #[test]
    fn modules_in_files_are_found() {
        let file = syn::parse_file("#[cfg(test)] mod a; mod b; #[cfg(test)] mod c {}").unwrap();
        assert_eq!(modules(&file).collect::<Vec<_>>(), ["a"]);
    }
}
