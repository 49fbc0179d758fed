//! Pointer → byte offset, for values that `locate` cannot find, such as a number in a list: walks to the
//! value with the library that read the text, and fails there on purpose, because an error is the only
//! thing for which both libraries report the exact place.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::key::{KeySeed, as_it_is};
use super::{Format, format_of};
use crate::source::Segment;

/// The byte offset of a line and a column, as both libraries count them: from 1, the column in bytes
/// for JSON and in characters for YAML. In a line of ASCII the two agree; beyond it the nearest
/// character boundary is taken.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    let within = column.saturating_sub(1).min(line.len());
    start + (0..=within).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)
}

pub(super) fn seek(text: &str, path: &[Segment]) -> Option<usize> {
    let seek = Seek { path };
    match format_of(text) {
        Format::Json => {
            let error = seek.deserialize(&mut serde_json::Deserializer::from_str(text)).err()?;
            Some(start_of_json_value(text, offset(text, error.line(), error.column() + 1)))
        }
        Format::Yaml => {
            let error = seek.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
            let place = error.location()?;
            Some(offset(text, place.line(), place.column()))
        }
    }
}

/// The start of the token at which serde_json stopped. The reported offset is behind a string or a number,
/// and behind the first character of an object or array.
pub(super) fn start_of_json_value(text: &str, stopped: usize) -> usize {
    let before = text.get(..stopped).unwrap_or(text);
    let Some(last) = before.chars().next_back() else {
        return 0;
    };
    match last {
        '{' | '[' => stopped - 1,
        '"' => {
            let mut end = stopped.saturating_sub(1);
            while let Some(quote) = text.get(..end).and_then(|head| head.rfind('"')) {
                let slashes = text
                    .get(..quote)
                    .map_or(0, |head| head.len() - head.trim_end_matches('\\').len());
                if slashes.is_multiple_of(2) {
                    return quote;
                }
                end = quote;
            }
            0
        }
        _ => before
            .rfind(|character: char| {
                !character.is_ascii_alphanumeric() && !"+-.".contains(character)
            })
            .map_or(0, |at| at + 1),
    }
}

/// Walks down a path and fails at its end.
#[derive(Clone, Copy)]
struct Seek<'a> {
    path: &'a [Segment],
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seek<'_> {
    fn found<E: serde::de::Error>(self) -> Result<(), E> {
        if self.path.is_empty() { Err(E::custom("found")) } else { Ok(()) }
    }
}

macro_rules! found_at {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E: serde::de::Error>(self, _: $type) -> Result<(), E> {
            self.found()
        })+
    };
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    found_at!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128,
        visit_u128: u128, visit_f64: f64, visit_str: &str);

    /// A YAML value with an application-specific tag.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let (_, variant) = data.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.found()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Segment::Index(wanted), path)) = self.path.split_first() else {
            return Err(A::Error::custom("found"));
        };
        for _ in 0..*wanted {
            seq.next_element::<IgnoredAny>()?;
        }
        seq.next_element_seed(Seek { path })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Segment::Key(wanted), path)) = self.path.split_first() else {
            return Err(A::Error::custom("found"));
        };
        while let Some(key) = map.next_key_seed(KeySeed(as_it_is))? {
            if *key == **wanted {
                return map.next_value_seed(Seek { path });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
