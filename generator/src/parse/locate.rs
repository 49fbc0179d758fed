//! Pointer → line and column, for any number of pointers in one walk over the text. The place of a key is
//! the address of the text that it borrows, and a value stands behind its key.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::key::{KeySeed, as_it_is};
use super::seek::seek;
use super::{BYTE_ORDER_MARK, Format, format_of, readable};
use crate::diagnostic::Location;
use crate::source::{Position, Segment, Source};

/// A place in the text of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located {
    /// Counted in bytes from the start of the file.
    pub offset: usize,
    /// Line and column.
    pub position: Position,
}

/// Finds the place of each location in the text of its file; none where a location has no place.
pub fn locate(source: &Source, locations: &[&Location]) -> Vec<Option<Located>> {
    let (text, _) = readable(source);
    let has_mark = source.bytes().starts_with(BYTE_ORDER_MARK.as_bytes());
    let mark = if has_mark { BYTE_ORDER_MARK.len() } else { 0 };
    let lines: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let located = |offset: usize| {
        let line = lines.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|line| lines.get(line)).copied().unwrap_or(0);
        let column = text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Located { offset: offset + mark, position: Position { line, column } }
    };
    offsets(text, locations).into_iter().map(|offset| offset.map(located)).collect()
}

fn offsets(text: &str, locations: &[&Location]) -> Vec<Option<usize>> {
    let mut wanted = Wanted::default();
    for (index, location) in locations.iter().enumerate() {
        match location {
            Location::Nowhere | Location::Offset(..) => {}
            Location::Value(pointer) => wanted.at(pointer.within_file()).value.push(index),
            Location::Key(pointer) => wanted.at(pointer.within_file()).key.push(index),
        }
    }
    let found = RefCell::new(vec![None; locations.len()]);
    let walk = Walk { text, wanted: &wanted, found: &found, behind: Behind::Start };
    // An error ends the walk: what was found before it is valid.
    let _ = match format_of(text) {
        Format::Json => walk.deserialize(&mut serde_json::Deserializer::from_str(text)).is_ok(),
        Format::Yaml => walk.deserialize(serde_yaml::Deserializer::from_str(text)).is_ok(),
    };
    let found = found.into_inner().into_iter().zip(locations);
    found
        .map(|(offset, location)| match location {
            Location::Nowhere => None,
            Location::Offset(_, offset) => Some((*offset).min(text.len())),
            Location::Value(pointer) | Location::Key(pointer) => {
                offset.or_else(|| seek(text, pointer.within_file()))
            }
        })
        .collect()
}

/// The pointers to locate, as a tree: the indices of those that end here, and the tree below.
#[derive(Default)]
struct Wanted {
    key: Vec<usize>,
    value: Vec<usize>,
    below: BTreeMap<Segment, Wanted>,
}

impl Wanted {
    fn at(&mut self, path: &[Segment]) -> &mut Self {
        path.iter().fold(self, |wanted, segment| wanted.below.entry(segment.clone()).or_default())
    }
}

/// What a value stands behind.
#[derive(Clone, Copy)]
enum Behind {
    /// The start of the text.
    Start,
    /// A key that ends at this offset, if its offset is known.
    Key(Option<usize>),
    /// The item before it, or nothing.
    Item,
}

/// Walks over one value and gives the offset at which it begins, if that can be found.
struct Walk<'a> {
    text: &'a str,
    wanted: &'a Wanted,
    found: &'a RefCell<Vec<Option<usize>>>,
    behind: Behind,
}

impl<'a> Walk<'a> {
    fn note(&self, which: &[usize], offset: Option<usize>) {
        let mut found = self.found.borrow_mut();
        for index in which {
            if let Some(slot) = found.get_mut(*index) {
                *slot = offset;
            }
        }
    }

    /// Notes the start of the value: behind what it stands behind, or `own` for an item.
    fn begins(&self, own: Option<usize>) -> Option<usize> {
        let start = match self.behind {
            Behind::Start => Some(value_after(self.text, 0)),
            Behind::Key(end) => end.map(|end| value_after(self.text, end)),
            Behind::Item => own,
        };
        self.note(&self.wanted.value, start);
        start
    }

    fn within(&self, wanted: &'a Wanted, behind: Behind) -> Self {
        Walk { text: self.text, wanted, found: self.found, behind }
    }

    /// The start of a list or an object whose first item or key begins at `first`: its opening sign, if
    /// there is one.
    fn opened(&self, first: Option<usize>, signs: [char; 2]) -> Option<usize> {
        let first = first?;
        let before = self.text.get(..first)?.trim_end();
        Some(if before.ends_with(signs) { before.len() - 1 } else { first })
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E>(self, _: $type) -> Result<Option<usize>, E> {
            Ok(self.begins(None))
        })+
    };
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64);

    /// A YAML value with an application-specific tag.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Option<usize>, A::Error> {
        let (_, variant) = data.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_unit<E>(self) -> Result<Option<usize>, E> {
        Ok(self.begins(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Option<usize>, E> {
        Ok(self.begins(span(self.text, text).map(|(start, _)| start)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<usize>, A::Error> {
        let nothing = Wanted::default();
        let mut first = None;
        for index in 0u32.. {
            let wanted = self.wanted.below.get(&Segment::Index(index));
            let walked = match wanted {
                // The first item tells where the list begins.
                None if index > 0 => seq.next_element::<IgnoredAny>()?.map(|_| None),
                _ => {
                    seq.next_element_seed(self.within(wanted.unwrap_or(&nothing), Behind::Item))?
                }
            };
            match walked {
                None => break,
                Some(start) if index == 0 => first = start,
                Some(_) => {}
            }
        }
        Ok(self.begins(self.opened(first, ['[', '-'])))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<usize>, A::Error> {
        let mut first = None;
        let mut index = 0;
        while let Some(key) = map.next_key_seed(KeySeed(as_it_is))? {
            let place = span(self.text, &key);
            if index == 0 {
                first = place.map(|(start, _)| start);
            }
            index += 1;
            match self.wanted.below.get(&Segment::Key(Arc::from(&*key))) {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(wanted) => {
                    self.note(&wanted.key, place.map(|(start, _)| start));
                    let behind = Behind::Key(place.map(|(_, end)| end));
                    map.next_value_seed(self.within(wanted, behind))?;
                }
            }
        }
        Ok(self.begins(self.opened(first, ['{', '{'])))
    }
}

/// The start and end, quotes included, of a text that was borrowed from the source. None for a text that
/// the library had to build, such as one with escapes, which is elsewhere in memory.
pub(super) fn span(source: &str, part: &str) -> Option<(usize, usize)> {
    let start = (part.as_ptr() as usize).checked_sub(source.as_ptr() as usize)?;
    let end = start.checked_add(part.len()).filter(|end| *end <= source.len())?;
    let quoted =
        source.get(..start)?.ends_with(['"', '\'']) && source.get(end..)?.starts_with(['"', '\'']);
    Some(if quoted { (start - 1, end + 1) } else { (start, end) })
}

/// The start of the value behind a key that ends at an offset: past the colon, blanks, comments, and
/// the tags and anchors of YAML. Where there is no value, as in `key:` at the end of a line, it is the start
/// of what comes next.
fn value_after(text: &str, end: usize) -> usize {
    let mut rest = text.get(end..).unwrap_or("");
    let mut colon = end == 0;
    loop {
        rest = rest.trim_start();
        rest = match rest.chars().next() {
            Some(':') if !colon => {
                colon = true;
                rest.get(1..).unwrap_or("")
            }
            Some('#') => rest.split_once('\n').map_or("", |(_, after)| after),
            Some('&' | '!') => rest.split_once(char::is_whitespace).map_or("", |(_, after)| after),
            Some('-') if rest.starts_with("---") => rest.get(3..).unwrap_or(""),
            _ => return text.len() - rest.len(),
        };
    }
}
