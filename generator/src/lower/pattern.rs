//! A regular expression → a text that it matches. An expression that the libraries cannot read counts as
//! matching every text, and no text is made for it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use fancy_regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::limits;

/// The regular expressions that were compiled so far; none where the libraries cannot read one.
#[derive(Default)]
pub(super) struct Patterns {
    compiled: RefCell<BTreeMap<String, Option<Arc<Regex>>>>,
}

impl Patterns {
    /// Whether an expression matches a text, as far as that is known.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        self.compiled(pattern).is_none_or(|compiled| compiled.is_match(text).unwrap_or(true))
    }

    /// Whether the libraries can read an expression.
    pub(super) fn is_known(&self, pattern: &str) -> bool {
        self.compiled(pattern).is_some()
    }

    fn compiled(&self, pattern: &str) -> Option<Arc<Regex>> {
        if let Some(known) = self.compiled.borrow().get(pattern) {
            return known.clone();
        }
        let mut builder = RegexBuilder::new(pattern);
        builder.delegate_size_limit(limits::MEMORY_OF_A_PATTERN);
        builder.backtrack_limit(limits::STEPS_OF_A_PATTERN);
        let compiled = builder.build().ok().map(Arc::new);
        self.compiled.borrow_mut().insert(pattern.to_owned(), compiled.clone());
        compiled
    }

    /// A text that an expression matches, with `least` to `most` characters. Another index gives another text,
    /// where the expression makes that easy.
    pub(super) fn text(
        &self,
        pattern: &str,
        least: usize,
        most: usize,
        index: usize,
    ) -> Option<String> {
        let compiled = self.compiled(pattern)?;
        let plain = regex_syntax::parse(pattern).ok();
        // Look-ahead usually demands characters of several classes, as in a password.
        let mixed = plain.is_none();
        let hir = plain.or_else(|| regex_syntax::parse(&consumed(pattern)).ok())?;
        // The empty text is tried last: as a path parameter it would make another path.
        let made = |least: usize, mixed: bool| {
            (0..limits::REPETITIONS_OF_A_PATTERN).find_map(|more| {
                let mut maker = Maker { more, index, mixed, text: String::new() };
                maker.write(&hir)?;
                let text = maker.text;
                let length = text.chars().count();
                (length >= least && length <= most && compiled.is_match(&text).unwrap_or(false))
                    .then_some(text)
            })
        };
        let mixed = || mixed.then(|| made(least.max(1), true)).flatten();
        made(least.max(1), false).or_else(mixed).or_else(|| made(least, false))
    }
}

/// An expression without its look-ahead and look-behind groups, which match no characters themselves.
fn consumed(pattern: &str) -> String {
    let mut consumed = String::new();
    // How many groups are open, counted from a look-around group.
    let mut looking = 0_usize;
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\\' => first.len_utf8() + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => first.len_utf8(),
        };
        let looks = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|mark| rest.starts_with(mark));
        let (piece, after) = rest.split_at(length);
        let was_looking = looking > 0;
        match first {
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class && (was_looking || looks) => looking += 1,
            ')' if !in_class => looking = looking.saturating_sub(1),
            _ => {}
        }
        if looking == 0 && !was_looking {
            consumed.push_str(piece);
        }
        rest = after;
    }
    consumed
}

/// Makes a text that an expression matches.
struct Maker {
    /// How many times beyond its minimum each repetition is written.
    more: usize,
    /// Which character of a class and which alternative is written.
    index: usize,
    /// Whether neighbouring characters are taken from different classes: lower case, upper case, digits, signs.
    mixed: bool,
    text: String,
}

impl Maker {
    fn write(&mut self, hir: &Hir) -> Option<()> {
        if self.text.len() > limits::BYTES_OF_A_SAMPLE_TEXT {
            return None;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => {
                let one = self.one_of(class)?;
                self.text.push(one);
            }
            HirKind::Repetition(repetition) => {
                let least = usize::try_from(repetition.min).ok()?;
                let most = repetition.max.and_then(|most| usize::try_from(most).ok());
                for _ in 0..least.saturating_add(self.more).min(most.unwrap_or(usize::MAX)) {
                    self.write(&repetition.sub)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.write(part)?;
                }
            }
            HirKind::Alternation(parts) => {
                self.write(parts.get(self.index.checked_rem(parts.len())?)?)?;
            }
        }
        Some(())
    }

    /// A character of a class; preferably a letter or a digit.
    fn one_of(&self, class: &Class) -> Option<char> {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => {
                class.iter().map(|range| (range.start(), range.end())).collect()
            }
            Class::Bytes(class) => {
                let ends = class.iter().map(|range| (range.start(), range.end()));
                ends.map(|(from, to)| (char::from(from), char::from(to))).collect()
            }
        };
        let holds = |wanted: &char| ranges.iter().any(|(from, to)| (*from..=*to).contains(wanted));
        let kinds = ['a'..='z', 'A'..='Z', '0'..='9', '!'..='~'];
        let found: Vec<char> = match self.mixed {
            true => kinds.into_iter().filter_map(|mut kind| kind.find(holds)).collect(),
            false => kinds.into_iter().flatten().filter(holds).collect(),
        };
        let place = if self.mixed { self.text.len() } else { self.index };
        let place = place.checked_rem(found.len());
        place.and_then(|place| found.get(place).copied()).or_else(|| Some(ranges.first()?.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    fn matches(pattern: &str, text: &str) -> bool {
        Patterns::default().matches(pattern, text)
    }

    fn text(pattern: &str, least: usize, most: usize, index: usize) -> Option<String> {
        Patterns::default().text(pattern, least, most, index)
    }

    #[test]
    fn what_is_made_matches() {
        let patterns = [
            r"^[a-z]+$",
            r"^\d{3}-\d{4}$",
            r"^(foo|bar)/baz$",
            r"^[^/]+$",
            r"^urn:x:[A-F0-9]{8}$",
            r"\w+@\w+",
            r"^[\w.-]{3,}$",
            r"^a?b*$",
            r"^\S+\s\S+$",
            r"^(user|org)_\w{27}$",
            r"^\p{L}+$",
            r"^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$",
            r"^(?=.*\d)[a-z\d]{8,}$",
            r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[@$!%*?&])[A-Za-z\d@$!%*?&]{8,}$",
            r"^(?!(q|b\)))[(\w]+(?<!x)$",
        ];
        for pattern in patterns {
            let made = text(pattern, 0, 100, 0).unwrap_or_default();
            assert!(matches(pattern, &made) && !made.is_empty(), "{pattern}: {made}");
        }
    }

    #[test]
    fn lengths_are_kept() {
        assert_eq!(text("^[a-z]+$", 5, 5, 0).as_deref(), Some("aaaaa"));
        assert_eq!(text("^[a-z]{2}$", 3, 9, 0), None);
    }

    #[test]
    fn what_is_looked_at_is_no_part_of_the_text() {
        assert_eq!(text("^(?!a)b$", 0, 9, 0).as_deref(), Some("b"));
        assert_eq!(text("^(?!a)a$", 0, 9, 0), None);
        assert!(!matches("^(?!a)b$", "anything"));
    }

    #[test]
    fn what_the_library_does_not_know_is_not_looked_at() {
        assert_eq!(text("^\\cA$", 0, 9, 0), None);
        assert!(matches("^\\cA$", "anything"));
    }

    #[test]
    fn endless_texts_are_not_made() {
        assert_eq!(text("^((a{900}){900}){900}$", 0, usize::MAX, 0), None);
    }
}
