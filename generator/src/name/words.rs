//! Any text → the words of an identifier, in the case of its role; and the other names that the text may
//! have where the first is contested.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::reserved::Role;
use super::{signs, style};

/// A name has so many letters at most: more are not read, and a file may be named after it.
pub(super) const LONGEST: usize = 80;

/// The end of the name of a method that gives the value of a member, or its default.
const OR_DEFAULT: &str = "_or_default";

/// So many digits has a fingerprint.
const FINGERPRINT: usize = 6;

/// Words with a capital that begins no word.
const ONE_WORD: [(&str, &str); 3] = [("OAuth", "Oauth"), ("oAuth", "oauth"), ("IPv", "Ipv")];

/// The first name of a text: its words, and the signs that carry a meaning wherever they stand. A member or
/// a parameter keeps a leading underscore, which Rust has too: `_id` and `id` are often neighbours.
pub(super) fn first(text: &str, role: Role) -> String {
    if matches!(role, Role::Member | Role::Parameter | Role::ListParameter)
        && let Some(rest) = text.strip_prefix('_')
        && rest.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return format!("_{}", first(rest, role));
    }
    finished(&cased(&signs::meaningful(&ascii(text)), role), text, role)
}

/// The names that tell a text from others of the same words, the best first.
pub(super) fn others(text: &str, role: Role) -> Vec<String> {
    let plain = ascii(text);
    let name = |spelled: &str| finished(&cased(spelled, role), text, role);
    let mut names = Vec::new();
    // In other roles it tells one text from another.
    if !role.is_camel() && text.starts_with('_') {
        names.push(format!("_{}", first(text.trim_start_matches('_'), role)));
    }
    names.push(name(&signs::operators(&plain)));
    names.extend(style::style(text).map(|style| with(text, style, role)));
    names.push(name(&signs::all(text)));
    names
}

/// The first name of a text with a fingerprint of what it stands for.
pub(super) fn fingerprinted(text: &str, identity: &str, role: Role) -> String {
    // FNV-1a, which stays the same for ever.
    let hash = identity
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let digits = format!("x{hash:08x}");
    let short = digits.get(..=FINGERPRINT).unwrap_or(&digits);
    let joint = if role.is_camel() { "" } else { "_" };
    let short = if role.is_camel() { short.to_uppercase() } else { short.to_owned() };
    let name = first(text, role);
    format!("{}{joint}{short}", cut(&name, LONGEST - FINGERPRINT - 2))
}

fn with(text: &str, word: &str, role: Role) -> String {
    let plain = signs::meaningful(&ascii(text));
    let name = cased(&format!("{plain} {word}"), role);
    finished(&name, text, role)
}

/// A text in ASCII: Rust takes other letters, but warns of many of them, and no file of a module may be
/// called by them.
fn ascii(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(deunicode::deunicode(text)),
    }
}

/// Words in the case of the role. What no identifier can hold separates them; numbers that follow each
/// other stay apart.
fn cased(ascii: &str, role: Role) -> String {
    if !role.is_camel() && is_snake(ascii) {
        return ascii.to_owned();
    }
    let clean: String =
        ascii.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut clean = plurals(&clean);
    if !role.is_camel() {
        for (word, whole) in ONE_WORD {
            clean = clean.replace(word, whole);
        }
        return clean.to_snake_case();
    }
    let mut cased = String::new();
    for word in clean.split(' ') {
        let word = word.to_upper_camel_case();
        let is_digit = |c: char| c.is_ascii_digit();
        if cased.ends_with(is_digit) && word.starts_with(is_digit) {
            cased.push('_');
        }
        cased.push_str(&word);
    }
    cased
}

/// Whether a text is a name in snake case as it stands.
fn is_snake(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_plain)
        && !text.contains("__")
        && !text.starts_with('_')
        && !text.ends_with('_')
}

/// The `s` of `IDs` and `imageURLs` belongs to the capitals before it.
fn plurals(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is = |index: usize, of: fn(&char) -> bool| chars.get(index).is_some_and(of);
    let mut plain = String::new();
    let mut start = 0;
    while let Some(c) = chars.get(start) {
        let mut end = start;
        while is(end, char::is_ascii_uppercase) {
            end += 1;
        }
        let plural =
            end > start + 1 && is(end, |c| *c == 's') && !is(end + 1, char::is_ascii_lowercase);
        plain.push(*c);
        start += 1;
        while let Some(c) = chars.get(start).filter(|_| start < end) {
            plain.push(if plural { c.to_ascii_lowercase() } else { *c });
            start += 1;
        }
    }
    plain
}

/// A text without the words at its start and its end that the text before it begins and ends with too;
/// none if there are no such words, or if what is left is no name. The last words of the text before it
/// alone say too little: a `PlatformUser` is not the `Platform` of a `CustomerUser`.
pub(super) fn without(text: &str, before: &str) -> Option<String> {
    let (words, said) = (list(text), list(before));
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let start = words.iter().zip(&said).take_while(same).count();
    let (words, said) = (words.get(start..)?, said.get(start..)?);
    let end = words.iter().rev().zip(said.iter().rev()).take_while(same).count();
    let end = if start > 0 || end == said.len() { end } else { 0 };
    let rest = words.get(..words.len() - end)?;
    let is_name = rest.first()?.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_name && start + end > 0).then(|| rest.join(" "))
}

/// Whether a text has no words but those that the text before it begins or ends with.
pub(super) fn is_said(text: &str, before: &str) -> bool {
    let (words, said) = (list(text), list(before));
    said.starts_with(&words) || said.ends_with(&words)
}

/// A text with its signs spelled, if they are all that it has: what is named after a thing is never called
/// like that thing.
pub(super) fn spoken(text: &str) -> Cow<'_, str> {
    let has_words = |text: &str| text.contains(|c: char| c.is_ascii_alphanumeric());
    if has_words(&ascii(text)) {
        return Cow::Borrowed(text);
    }
    let spelled = signs::all(text);
    if has_words(&spelled) { Cow::Owned(spelled) } else { Cow::Borrowed("empty") }
}

/// The first letters of the words of a text.
pub(super) fn initials(text: &str) -> String {
    list(text).iter().filter_map(|word| word.chars().next()).collect()
}

fn list(text: &str) -> Vec<String> {
    let words = cased(&signs::meaningful(&ascii(text)), Role::Member);
    words.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Makes an identifier of what is empty, begins with a digit, or is a reserved word, and cuts off what
/// is too long.
fn finished(cased: &str, text: &str, role: Role) -> String {
    cut(&allowed(cased, text, role), LONGEST)
}

/// A name without the words in its middle that make it longer than so many letters.
fn cut(name: &str, longest: usize) -> String {
    if name.len() <= longest {
        return name.to_owned();
    }
    let half = longest / 2;
    let is_start = |c: char| c.is_ascii_uppercase() || c == '_';
    let head = name.get(..half).unwrap_or(name);
    let tail = name.get(name.len() - half..).unwrap_or_default();
    // A word that is longer than a half is cut too.
    let head =
        head.rfind(is_start).filter(|end| *end > 0).and_then(|end| head.get(..end)).unwrap_or(head);
    let tail = tail.find(is_start).and_then(|start| tail.get(start..)).unwrap_or(tail);
    let joint = if head.ends_with('_') { tail.trim_start_matches('_') } else { tail };
    format!("{head}{joint}").trim_end_matches('_').to_owned()
}

fn allowed(cased: &str, text: &str, role: Role) -> String {
    let joined = |first: &str, second: &str| match role.is_camel() {
        true => format!("{first}{second}"),
        false => format!("{first}_{second}"),
    };
    match cased.chars().next() {
        None => {
            let spelled = cased_or_empty(text, role);
            let empty = if role.is_camel() { "Empty" } else { "empty" };
            if spelled.is_empty() { joined(role.word(), empty) } else { spelled }
        }
        Some(first) if !first.is_ascii_alphabetic() => joined(role.word(), cased),
        Some(_) if role.forbids(cased) && role == Role::Setter => joined(role.word(), cased),
        Some(_) if role.forbids(cased) => joined(cased, role.word()),
        Some(_) => cased.to_owned(),
    }
}

/// The name of a text of signs alone.
fn cased_or_empty(text: &str, role: Role) -> String {
    let cased = cased(&signs::all(text), role);
    if cased.starts_with(|c: char| c.is_ascii_alphabetic()) { cased } else { String::new() }
}

/// The name of the method that gives the value of a member of that name, or its default.
pub(super) fn or_default(member: &str) -> String {
    format!("{member}{OR_DEFAULT}")
}

/// Whether a member is called like the method that gives the value of another.
pub(super) fn is_or_default(name: &str) -> bool {
    name.ends_with(OR_DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, fingerprinted, first, others, without};
    use crate::name::reserved::Role;

    #[test]
    fn words_are_found_in_every_spelling() {
        let cases = [
            ("IDs", "ids"),
            ("OrderIDs", "order_ids"),
            ("imageURLs", "image_urls"),
            ("listNodeIPs", "list_node_ips"),
            ("URLsafe", "ur_lsafe"),
            ("VMsById", "vms_by_id"),
            ("OAuth2Scope", "oauth2_scope"),
            ("IPv4Address", "ipv4_address"),
            ("ids[]", "ids"),
            ("-status", "minus_status"),
            ("größe", "grosse"),
        ];
        for (text, name) in cases {
            assert_eq!(first(text, Role::Member), name, "{text}");
        }
    }

    #[test]
    fn numbers_that_follow_each_other_stay_apart() {
        assert_eq!(first("gpt-3.5-turbo", Role::Variant), "Gpt3_5Turbo");
        assert_eq!(first("1.0", Role::Variant), "Value1_0");
        assert_eq!(first("2024-01-31", Role::Variant), "Value2024_01_31");
    }

    #[test]
    fn a_contested_text_is_told_by_its_signs_or_by_its_style() {
        assert_eq!(others("GMT-1", Role::Variant).first().unwrap(), "GmtMinus1");
        assert_eq!(others("_id", Role::Member).first().unwrap(), "_id");
        assert!(others("apiKey", Role::Member).contains(&"api_key_camel".to_owned()));
        assert!(others("ASC", Role::Variant).contains(&"AscUpper".to_owned()));
    }

    #[test]
    fn what_is_said_before_is_not_said_again() {
        let cases = [
            ("ChatCompletionRequestUserMessage", "ChatCompletionRequestMessage", Some("user")),
            ("EventCreated", "Event", Some("created")),
            ("UserMessage", "Message", Some("user")),
            ("PlatformUser", "CustomerUser", None),
            ("Dog", "Pet", None),
            ("Foo", "FooBar", None),
            ("Error2", "Error", None),
        ];
        for (text, before, rest) in cases {
            assert_eq!(without(text, before).as_deref(), rest, "{text} after {before}");
        }
    }

    #[test]
    fn no_name_is_too_long() {
        let long = "many words ".repeat(20);
        for role in [Role::Variant, Role::Member] {
            assert!(first(&long, role).len() <= LONGEST);
            assert!(fingerprinted(&long, "a", role).len() <= LONGEST);
        }
    }
}
