//! Items → text: Rust by `prettyplease`, with what it has no rule for: blank lines between the members
//! of a block, and code within documentation.

use proc_macro2::TokenStream;
use quote::quote;

use super::rows;
use crate::render::{Item, LINE_END, Line, Members, comment};

/// The documentation of nothing, in place of which a blank line stands.
const BLANK_LINE: &str = "\u{1D}";

/// An item, with the end of its last line.
pub(super) fn item(item: &Item) -> syn::Result<String> {
    match item {
        Item::Code(tokens) => printed(tokens.clone()),
        Item::Block(items) => block(items),
        Item::Members(block) => members(block),
        Item::Call(call) => Ok(rows::call(call)),
        Item::Statics(statics) => Ok(statics.iter().map(rows::constant).collect()),
    }
}

/// Items without blank lines between them.
pub(super) fn block(items: &[TokenStream]) -> syn::Result<String> {
    items.iter().cloned().map(printed).collect()
}

fn printed(tokens: TokenStream) -> syn::Result<String> {
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    Ok(if text.contains(LINE_END) { apart(&text) } else { text })
}

/// Sets the lines of doc comments on lines of their own.
fn apart(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        match line.split_once("///") {
            Some((margin, comment)) if comment.contains(LINE_END) => {
                for line in comment.split(LINE_END) {
                    lines.extend([margin, "///", line, "\n"]);
                }
            }
            _ => lines.extend([line, "\n"]),
        }
    }
    lines
}

/// A block with a blank line between its members.
fn members(block: &Members) -> syn::Result<String> {
    let head = &block.head;
    let members = block.members.iter().enumerate().map(|(index, member)| {
        let blank = (index > 0).then(|| quote!(#[doc = #BLANK_LINE]));
        let (docs, code) = (comment(&lines(&member.docs)?), &member.code);
        Ok(quote!(#blank #docs #code))
    });
    let members = members.collect::<syn::Result<TokenStream>>()?;
    let text = printed(quote!(#head { #members }))?;
    Ok(text.replace(&format!("    ///{BLANK_LINE}\n"), "\n"))
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
    let text = printed(quote!(async fn example() { #tokens }))?;
    let lines = text.lines().skip(1).collect::<Vec<&str>>();
    let body = lines.split_last().map_or(&[][..], |(_, body)| body);
    Ok(body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}
