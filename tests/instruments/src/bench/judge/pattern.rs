//! Regular expressions → texts that they match.

use std::collections::BTreeMap;

use rand::distr::Distribution;
use rand::rngs::Xoshiro256PlusPlus;
use rand_regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

/// A repetition without an end is made so long, or as long as the text must be.
const LONGEST: u64 = 8;

/// So many texts are made, until one is of the wanted length.
const TRIES: usize = 8;

/// What was seen of expressions.
#[derive(Default)]
pub(super) struct Patterns(BTreeMap<(String, u64), Option<Regex>>);

impl Patterns {
    /// A text that an expression matches, of a length between these if one is found. None if the
    /// expression is beyond the library.
    pub(super) fn text(
        &mut self,
        pattern: &str,
        (least, most): (u64, u64),
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<String> {
        let key = (pattern.to_owned(), least.clamp(LONGEST, 5000));
        let made = self.0.entry(key).or_insert_with_key(|(pattern, longest)| {
            let hir = regex_syntax::parse(pattern).ok()?;
            Regex::with_hir(bare(&hir), u32::try_from(*longest).ok()?).ok()
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

/// An expression without what only looks around: what is made of it may not match, and most often does.
fn bare(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Repetition(repetition) => {
            let mut repetition = repetition.clone();
            repetition.sub = Box::new(bare(&repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => bare(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(bare).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(bare).collect()),
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
