//! Any text → the words of an identifier, in the casing of its role.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::reserved::Role;

/// So many letters has a name at most: it may become that of a file, which has 255 on most systems.
pub(super) const LONGEST: usize = 200;

/// The identifier that a text wishes to be.
pub(super) fn wish(text: &str, role: Role) -> String {
    finished(&cased(&signed(text), role), text, role)
}

/// The same with every sign spelled out, for a text that is told from another only by its signs.
pub(super) fn spelled_wish(text: &str, role: Role) -> String {
    // A leading underscore is a sign that Rust has too.
    if !role.is_camel() && text.starts_with('_') {
        let bare = wish(text, role);
        return if bare.starts_with('_') { bare } else { format!("_{bare}") };
    }
    finished(&cased(&spelled(text), role), text, role)
}

/// In the casing of the role, in ASCII: Rust takes other letters, but warns of many of them, and no
/// file of a module may be called by them. One word of the field has a capital that begins no other word.
fn cased(text: &str, role: Role) -> String {
    let ascii = deunicode::deunicode(text);
    // What no identifier can hold separates words.
    let clean: String =
        ascii.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    match role.is_camel() {
        true => clean.to_upper_camel_case(),
        false => clean.replace("OAuth", "Oauth").replace("oAuth", "oauth").to_snake_case(),
    }
}

/// Makes an identifier of what is empty, begins with a digit, or is a reserved word, and cuts off what
/// is too long.
fn finished(cased: &str, text: &str, role: Role) -> String {
    let whole = allowed(cased, text, role);
    match whole.get(..LONGEST) {
        Some(start) => start.trim_end_matches('_').to_owned(),
        None => whole,
    }
}

fn allowed(cased: &str, text: &str, role: Role) -> String {
    let joined = |first: &str, second: &str| match role.is_camel() {
        true => format!("{first}{second}"),
        false => format!("{first}_{second}"),
    };
    match cased.chars().next() {
        None => {
            let spelled = cased_or_empty(&spelled(text), role);
            let empty = if role.is_camel() { "Empty" } else { "empty" };
            if spelled.is_empty() { joined(role.word(), empty) } else { spelled }
        }
        Some(first) if !first.is_ascii_alphabetic() => joined(role.word(), cased),
        Some(_) if role.forbids(cased) && role == Role::Setter => joined(role.word(), cased),
        Some(_) if role.forbids(cased) => joined(cased, role.word()),
        Some(_) => cased.to_owned(),
    }
}

fn cased_or_empty(text: &str, role: Role) -> String {
    let cased = cased(text, role);
    if cased.starts_with(|c: char| c.is_ascii_alphabetic()) { cased } else { String::new() }
}

/// A sign right before a number is part of it: `+1` and `-1` are not `1`.
fn signed(text: &str) -> String {
    match (text.strip_prefix(['+', '-']), text.chars().next()) {
        (Some(rest), Some(sign)) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            let word = if sign == '+' { "plus" } else { "minus" };
            format!("{word} {rest}")
        }
        _ => text.to_owned(),
    }
}

fn spelled(text: &str) -> String {
    let mut spelled = String::new();
    for c in text.chars() {
        match sign(c) {
            Some(word) => {
                spelled.push(' ');
                spelled.push_str(word);
                spelled.push(' ');
            }
            None => spelled.push(c),
        }
    }
    spelled
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '_' => "underscore",
        '-' => "minus",
        '+' => "plus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '!' => "not",
        '?' => "question",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '#' => "hash",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '\'' | '"' => "quote",
        _ => return None,
    })
}

/// The name of the method that sets a member of that name.
pub(super) fn setter(member: &str) -> String {
    if Role::Setter.forbids(member) { format!("with_{member}") } else { member.to_owned() }
}
