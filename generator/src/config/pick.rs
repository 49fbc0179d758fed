//! Which operations are chosen, by what is known of them. A text is a glob: `*` stands for any text, `?` for any
//! character, `[ab]` for one of some.

use globset::{GlobBuilder, GlobMatcher};

use super::refused;
use crate::diagnostic::Diagnostic;

/// Operations for which all that is stated holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pick {
    /// One of their tags.
    pub tag: Option<String>,
    /// Their `operationId`.
    pub operation: Option<String>,
    /// Their path, as described.
    pub path: Option<String>,
    /// Their method, in any case.
    pub method: Option<String>,
}

impl Pick {
    /// The texts that are stated, with their keys.
    pub fn stated(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("tag", &self.tag),
            ("operation", &self.operation),
            ("path", &self.path),
            ("method", &self.method),
        ];
        all.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?)))
    }

    /// The pick as a person writes it on the command line.
    pub fn spelled(&self) -> String {
        self.stated().map(|(key, text)| format!("{key}={text}")).collect::<Vec<_>>().join(",")
    }

    /// What is wrong with the pick, as far as it shows without the description.
    fn fault(&self, list: &str) -> Option<Diagnostic> {
        if self.stated().next().is_none() {
            return Some(refused(
                list,
                "",
                "an entry states `tag`, `operation`, `path` or `method`",
            ));
        }
        let wrong = self.stated().find(|(_, text)| glob(text).is_none());
        wrong.map(|(key, text)| refused(list, key, &format!("`{text}` is not a pattern")))
    }
}

/// Which operations a client has: all, or those that `include` means, without those that `exclude` means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The operations that the client has; all, where nothing is stated.
    pub include: Vec<Pick>,
    /// The operations that the client does not have.
    pub exclude: Vec<Pick>,
}

impl Selection {
    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// What is wrong with the picks, as far as it shows without the description.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let included = self.include.iter().filter_map(|pick| pick.fault("include"));
        included.chain(self.exclude.iter().filter_map(|pick| pick.fault("exclude"))).collect()
    }
}

/// A pattern; none if the text is not one. Braces are those of a path template.
pub fn glob(text: &str) -> Option<GlobMatcher> {
    let text = text.replace('{', "[{]").replace('}', "[}]");
    let glob = GlobBuilder::new(&text).case_insensitive(false).literal_separator(false).build();
    glob.ok().map(|glob| glob.compile_matcher())
}
