//! Items → text. Documentation is text as it stands; code that fits on lines is written by `short`, all other code
//! by `prettyplease`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{INDENT, blanks, rows, short};
use crate::render::{Definition, Documented, Item, Line, Members};

/// An item, with the end of its last line.
pub(super) fn item(item: &Item) -> syn::Result<String> {
    match item {
        Item::Code(tokens) => code(tokens),
        Item::Documented(item) => Ok(comment(item, 0)? + &code(&item.code)?),
        Item::Definition(item) => definition(item),
        Item::Block(items) => block(items),
        Item::Members(block) => members(block),
        Item::Call(call) => Ok(rows::call(call)),
        Item::Statics(statics) => Ok(statics.iter().map(rows::constant).collect()),
    }
}

/// Items without blank lines between them.
pub(super) fn block(items: &[TokenStream]) -> syn::Result<String> {
    items.iter().map(code).collect()
}

fn code(tokens: &TokenStream) -> syn::Result<String> {
    match short::item(tokens, 0) {
        Some(text) => Ok(text),
        None => laid_out(tokens.clone()),
    }
}

/// Code as `prettyplease` lays it out.
fn laid_out(tokens: TokenStream) -> syn::Result<String> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

/// A struct or an enum, with a line for each member that fits on one.
fn definition(definition: &Definition) -> syn::Result<String> {
    let Definition { docs, attributes, head, members } = definition;
    let mut text = String::new();
    add_comment(&mut text, docs, 0);
    for attribute in attributes {
        text.push_str(&super::line(attribute));
        text.push('\n');
    }
    let head_line = super::line(head);
    if members.is_empty() {
        return Ok(text + &head_line + " {}\n");
    }
    text.push_str(&head_line);
    text.push_str(" {\n");
    for member in members {
        text.push_str(&comment(member, INDENT)?);
        match short::line_with(&member.code, ",", INDENT) {
            Some(line) => text.push_str(&line),
            None => text.push_str(&within(head, &member.code)?),
        }
    }
    text.push_str("}\n");
    Ok(text)
}

/// A block with a blank line between its members.
fn members(block: &Members) -> syn::Result<String> {
    let mut text = match short::line_with(&block.head, " {", 0) {
        Some(head) => head,
        None => {
            let head = &block.head;
            laid_out(quote!(#head {}))?.replace("{}\n", "{\n")
        }
    };
    for (index, member) in block.members.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&comment(member, INDENT)?);
        match short::item(&member.code, INDENT) {
            Some(code) => text.push_str(&code),
            None => text.push_str(&within(&block.head, &member.code)?),
        }
    }
    text.push_str("}\n");
    Ok(text)
}

/// A member of a block as `prettyplease` lays it out there.
fn within(head: &TokenStream, member: &TokenStream) -> syn::Result<String> {
    let text = laid_out(quote!(#head { #member }))?;
    // A long head takes several lines.
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.ends_with('{')).collect();
    let member = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    Ok(member.iter().flat_map(|line| [line, "\n"]).collect())
}

/// The doc comment of an item.
fn comment(item: &Documented, depth: usize) -> syn::Result<String> {
    let mut text = String::new();
    add_comment(&mut text, &lines(&item.docs)?, depth);
    Ok(text)
}

fn add_comment(text: &mut String, lines: &[String], depth: usize) {
    let margin = blanks(depth);
    // Whatever a text holds, all of it stays within the comment.
    for line in lines.iter().flat_map(|line| line.split(['\n', '\r'])) {
        let blank = if line.is_empty() { "" } else { " " };
        text.extend([margin.as_str(), "///", blank, line, "\n"]);
    }
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

/// Statements, laid out as the body of a function and moved to the margin.
fn statements(tokens: &TokenStream) -> syn::Result<Vec<String>> {
    let text = match short::statements(tokens, INDENT) {
        Some(text) => text,
        None => within(&quote!(async fn example()), tokens)?,
    };
    Ok(text.lines().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::item;
    use crate::render::{Documented, Item, Line, Members};

    #[test]
    fn a_head_of_several_lines_is_no_part_of_a_member() {
        let [long, longer] = [40, 50].map(|length| format_ident!("{}", "A".repeat(length)));
        let code = "fn b() { match c { d => e } }".parse().unwrap();
        let members = vec![Documented { docs: Vec::new(), code }];
        let block = Members { head: quote!(impl #long for #longer), members };
        let text = item(&Item::Members(block)).unwrap();
        let expected = format!(
            "impl {long}\nfor {longer} {{\n    fn b() {{\n        match c {{\n            d => e,\n        }}\n    }}\n}}\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn documentation_never_ends_before_its_text() {
        let docs = vec![Line::Text("One\nfn two() {}\r\n\nthree".to_owned())];
        let code = "type A = B;".parse().unwrap();
        let text = item(&Item::Documented(Documented { docs, code })).unwrap();
        assert_eq!(text, "/// One\n/// fn two() {}\n///\n///\n/// three\ntype A = B;\n");
    }
}
