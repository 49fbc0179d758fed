//! Regular expressions → random texts that match.

use std::collections::BTreeMap;

use rand::distr::Distribution;
use rand::rngs::Xoshiro256PlusPlus;
use rand_regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

/// The most repetitions of an unbounded one, unless the text must be longer.
const MAX_REPETITIONS: u64 = 8;

/// How many texts are tried to find one of the wanted length.
const TRIES: usize = 8;

/// The compiled expressions; none for one that `rand_regex` cannot sample.
#[derive(Default)]
pub(super) struct Patterns(BTreeMap<(String, u64), Option<Regex>>);

impl Patterns {
    /// A text that matches an expression, with a length in a range if one is found. None if `rand_regex`
    /// does not support the expression.
    pub(super) fn text(
        &mut self,
        pattern: &str,
        (least, most): (u64, u64),
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<String> {
        let key = (pattern.to_owned(), least.clamp(MAX_REPETITIONS, 5000));
        let made = self.0.entry(key).or_insert_with_key(|(pattern, longest)| {
            let hir = regex_syntax::parse(pattern).ok()?;
            Regex::with_hir(without_assertions(&hir), u32::try_from(*longest).ok()?).ok()
        });
        let regex = made.as_ref()?;
        let mut text = String::new();
        for _ in 0..TRIES {
            let sampled: Result<String, _> = regex.sample(random);
            text = sampled.ok()?;
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            if (least..=most).contains(&length) {
                break;
            }
        }
        Some(text)
    }
}

/// An expression without its assertions, which `rand_regex` does not support: most texts match all the
/// same.
fn without_assertions(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Repetition(repetition) => {
            let mut repetition = repetition.clone();
            repetition.sub = Box::new(without_assertions(&repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => without_assertions(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_assertions).collect()),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(without_assertions).collect())
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Patterns, Xoshiro256PlusPlus};
    use rand::SeedableRng;

    #[test]
    fn texts_match() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut patterns = Patterns::default();
        for pattern in ["^(0|[1-9][0-9]*)$", "^prt", "[a-z]{2,4}-\\d+$", "^(a|b)+$"] {
            let regex = fancy_regex::Regex::new(pattern).unwrap();
            for _ in 0..20 {
                let text = patterns.text(pattern, (0, 20), &mut random).unwrap();
                assert!(regex.is_match(&text).unwrap(), "{text} for {pattern}");
            }
        }
        let long = patterns.text("^[a-f]*$", (100, 200), &mut random).unwrap();
        assert!(long.len() <= 200);
        assert_eq!(patterns.text("(?=a)", (0, 9), &mut random), None);
    }
}
