//! Items → text: Rust by `prettyplease`, with what it has no rule for: blank lines between the members
//! of a block, and code within documentation.

use proc_macro2::TokenStream;
use quote::quote;

use super::rows;
use crate::render::{Documented, Item, Line, Members};

/// An item, with the end of its last line.
pub(super) fn item(item: &Item) -> syn::Result<String> {
    match item {
        Item::Code(tokens) => printed(tokens),
        Item::Block(items) => block(items),
        Item::Members(block) => members(block),
        Item::Call(call) => Ok(rows::call(call)),
        Item::Statics(statics) => Ok(statics.iter().map(rows::constant).collect()),
    }
}

/// Items without blank lines between them.
pub(super) fn block(items: &[TokenStream]) -> syn::Result<String> {
    items.iter().map(printed).collect()
}

fn printed(tokens: &TokenStream) -> syn::Result<String> {
    Ok(prettyplease::unparse(&syn::parse2(tokens.clone())?))
}

/// A block with a blank line between its members: each is printed as the only one, and stands
/// between the first and the last line of that.
fn members(block: &Members) -> syn::Result<String> {
    let head = &block.head;
    let mut members = Vec::new();
    let mut braces = ("", "");
    let printed = block.members.iter().map(|member| {
        let member = documented(member)?;
        printed(&quote!(#head { #member }))
    });
    let printed = printed.collect::<syn::Result<Vec<String>>>()?;
    for text in &printed {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (member, last) = rest.trim_end().rsplit_once('\n').unwrap_or((rest, ""));
        members.push(format!("{member}\n"));
        braces = (first, last);
    }
    Ok(format!("{}\n{}{}\n", braces.0, members.join("\n"), braces.1))
}

fn documented(member: &Documented) -> syn::Result<TokenStream> {
    let code = &member.code;
    let docs = lines(&member.docs)?;
    let docs = docs.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    Ok(quote!(#(#[doc = #docs])* #code))
}

/// Documentation, with its code laid out.
pub(super) fn lines(documentation: &[Line]) -> syn::Result<Vec<String>> {
    let mut lines = Vec::new();
    for line in documentation {
        match line {
            Line::Text(text) => lines.push(text.clone()),
            Line::Statements(tokens) => lines.extend(statements(tokens)?),
            Line::Items(items) => {
                let items = items.iter().map(item).collect::<syn::Result<Vec<String>>>()?;
                lines.extend(items.join("\n").lines().map(str::to_owned));
            }
        }
    }
    Ok(lines)
}

/// Statements, printed as the body of a function and moved to the margin.
fn statements(tokens: &TokenStream) -> syn::Result<Vec<String>> {
    let text = printed(&quote!(async fn example() { #tokens }))?;
    let lines = text.lines().skip(1).collect::<Vec<&str>>();
    let body = lines.split_last().map_or(&[][..], |(_, body)| body);
    Ok(body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}
