//! A regular expression → a text that it matches. One that is beyond the library is not looked at.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

/// No text is made longer than this.
const LONGEST: usize = 4096;

/// Repetitions are made longer so many times, until the text is as long as it must be.
const MOST_REPEATED: usize = 128;

/// Texts of expressions that take more memory than this to match are not checked.
const MOST_MEMORY: usize = 1 << 23;

/// Whether an expression matches a text, as far as that is known.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    compiled(pattern).is_none_or(|compiled| compiled.is_match(text))
}

/// Whether it is known what an expression matches.
pub(super) fn is_known(pattern: &str) -> bool {
    compiled(pattern).is_some()
}

fn compiled(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).size_limit(MOST_MEMORY).build().ok()
}

/// A text that an expression matches, of a length between these; of another index another text, where that
/// is easily made.
pub(super) fn text(pattern: &str, least: usize, most: usize, index: usize) -> Option<String> {
    let compiled = compiled(pattern)?;
    let hir = regex_syntax::parse(pattern).ok()?;
    // An empty text is the last to be tried: in a path there is none.
    let made = |least: usize| {
        (0..MOST_REPEATED).find_map(|more| {
            let mut text = String::new();
            write(&hir, more, index, &mut text)?;
            let length = text.chars().count();
            (length >= least && length <= most && compiled.is_match(&text)).then_some(text)
        })
    };
    made(least.max(1)).or_else(|| made(least))
}

/// Writes what an expression matches, each repetition so many times more than it must be.
fn write(hir: &Hir, more: usize, index: usize, text: &mut String) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(one_of(class, index)?),
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).ok()?;
            let most = repetition.max.and_then(|most| usize::try_from(most).ok());
            for _ in 0..least.saturating_add(more).min(most.unwrap_or(usize::MAX)) {
                write(&repetition.sub, more, index, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, more, index, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, more, index, text)?;
            }
        }
        HirKind::Alternation(parts) => {
            let part = parts.get(index.checked_rem(parts.len())?)?;
            write(part, more, index, text)?;
        }
    }
    Some(())
}

/// A character of a class: a letter or a digit if there is one.
fn one_of(class: &Class, index: usize) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    };
    let holds = |wanted: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&wanted));
    let usual = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain('!'..='~');
    let found: Vec<char> = usual.into_iter().filter(|wanted| holds(*wanted)).collect();
    let place = index.checked_rem(found.len());
    place.and_then(|place| found.get(place).copied()).or_else(|| Some(ranges.first()?.0))
}

#[cfg(test)]
mod tests {
    use super::{matches, text};

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
        ];
        for pattern in patterns {
            let made = text(pattern, 0, 100, 0).unwrap();
            assert!(matches(pattern, &made) && !made.is_empty(), "{pattern}: {made}");
        }
    }

    #[test]
    fn lengths_are_kept() {
        assert_eq!(text("^[a-z]+$", 5, 5, 0).as_deref(), Some("aaaaa"));
        assert_eq!(text("^[a-z]{2}$", 3, 9, 0), None);
    }

    #[test]
    fn what_the_library_does_not_know_is_not_looked_at() {
        assert_eq!(text("^(?!a)b$", 0, 9, 0), None);
        assert!(matches("^(?!a)b$", "anything"));
    }

    #[test]
    fn endless_texts_are_not_made() {
        assert_eq!(text("^((a{900}){900}){900}$", 0, usize::MAX, 0), None);
    }
}
