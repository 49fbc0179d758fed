//! What the manifest of the crate says for those who find it in a registry.

use crate::diagnostic::{Code, Diagnostic, Location};

/// Further keys of `[package]`, each with its value as TOML, in the order stated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageFields(pub Vec<(String, String)>);

/// The kinds of values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Url,
    Texts,
    Keywords,
    Publish,
}

/// The keys that may be stated. All others are made, or are no keys of Cargo's.
const KEYS: [(&str, Kind); 7] = [
    ("authors", Kind::Texts),
    ("categories", Kind::Texts),
    ("documentation", Kind::Url),
    ("homepage", Kind::Url),
    ("keywords", Kind::Keywords),
    ("publish", Kind::Publish),
    ("repository", Kind::Url),
];

/// The most keywords that the registry takes, and the most letters of each.
const MOST_KEYWORDS: (usize, usize) = (5, 20);

impl PackageFields {
    /// What Cargo or its registry would refuse.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let fault = |(key, value): &(String, String)| {
            let problem = problem(key, value)?;
            let message = format!("`package`: `{key}` {problem}");
            Some(Diagnostic::new(Code::RefusedMetadata, Location::Nowhere, message))
        };
        self.0.iter().filter_map(fault).collect()
    }
}

fn problem(key: &str, value: &str) -> Option<String> {
    let Some((_, kind)) = KEYS.iter().find(|(known, _)| *known == key) else {
        let known: Vec<&str> = KEYS.iter().map(|(known, _)| *known).collect();
        return Some(format!("is none of {}", known.join(", ")));
    };
    let texts = texts(value);
    match kind {
        Kind::Url => {
            let is_url = value.starts_with("\"http://") || value.starts_with("\"https://");
            (!is_url).then(|| "must be a URL".to_owned())
        }
        Kind::Texts => texts.is_none().then(|| "must be a list of texts".to_owned()),
        Kind::Publish => {
            let is_known = matches!(value, "true" | "false") || texts.is_some();
            (!is_known).then(|| "must be true, false, or a list of registries".to_owned())
        }
        Kind::Keywords => {
            let Some(words) = texts else { return Some("must be a list of texts".to_owned()) };
            let (most, longest) = MOST_KEYWORDS;
            let is_word = |word: &&str| {
                word.len() <= longest
                    && word.starts_with(|c: char| c.is_ascii_alphanumeric())
                    && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
            };
            let is_taken = words.len() <= most && words.iter().all(is_word);
            let rule = format!(
                "must be at most {most} words of at most {longest} letters, digits, `_`, `-`, `+`"
            );
            (!is_taken).then_some(rule)
        }
    }
}

/// The texts of a list of texts, as TOML writes them on one line; none if the value is something else.
fn texts(value: &str) -> Option<Vec<&str>> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?.trim();
    let parts = inner.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.strip_prefix('"')?.strip_suffix('"')).collect()
}
