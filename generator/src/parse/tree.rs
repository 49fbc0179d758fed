//! The visitor that turns what either library reads into nodes, giving each its place.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::key::{KeySeed, as_it_is};
use super::locate::span;
use super::merge::merge;
use super::{Format, seek};
use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::limits;
use crate::source::{Node, NodeId, NodeKind, Number, Place, Segment};

/// The visitor's own message for a duplicate key begins so.
const DUPLICATE: &str = "duplicate key ";

/// The visitor's own message for a text with too many values.
const TOO_MANY: &str = "more values than are read";

/// Where the nodes of a text get their places: behind those that are there, below the root of the text.
pub(super) struct Ground<'g> {
    places: &'g RefCell<Arena<Place>>,
    start: usize,
    root: Place,
}

impl<'g> Ground<'g> {
    pub(super) fn new(places: &'g RefCell<Arena<Place>>, root: Place) -> Self {
        Self { places, start: places.borrow().len(), root }
    }

    /// An empty nursery, and the place of the root in it. Places of an earlier reading are given anew.
    fn nursery<'a>(&self, exact: Exact) -> (Nursery<'a>, NodeId)
    where
        'g: 'a,
    {
        let mut places = self.places.borrow_mut();
        places.take_back(self.start);
        (Nursery::new(exact, self.places), places.push(self.root.clone()))
    }
}

pub(super) fn from_json(text: &str, ground: &Ground<'_>) -> Result<Node, Diagnostic> {
    let read = |exact: Exact| {
        let (nursery, at) = ground.nursery(exact);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = NodeSeed { nursery: &nursery, at }.deserialize(&mut deserializer)?;
        deserializer.end().map(|()| (node, nursery))
    };
    let outcome = match read(Exact::default()) {
        Ok((root, nursery)) => nursery.settled(root, read),
        // A number beyond the range of a float can only be read as its text.
        Err(error) if error.to_string().starts_with("number out of range") => {
            read(Exact { format: Some(Format::Json), every: true, nodes: BTreeSet::new() })
                .map(|(root, _)| root)
        }
        Err(error) => Err(error),
    };
    outcome.map_err(|error| {
        // The column is the number of characters read, the last of which is at fault.
        let read = seek::offset(text, error.line(), error.column() + 1);
        let message = error.to_string();
        let at = match message.contains(DUPLICATE) {
            true => seek::start_of_json_value(text, read),
            false => seek::offset(text, error.line(), error.column()),
        };
        fault(&message, Location::Offset(None, at))
    })
}

pub(super) fn from_yaml(text: &str, ground: &Ground<'_>) -> Result<Node, Diagnostic> {
    let reached = Cell::new(0);
    let odd_integers = has_odd_integers(text);
    let read = |exact: Exact| {
        let (nursery, at) = ground.nursery(Exact { format: Some(Format::Yaml), ..exact });
        let reached = Some(Reached { text, offset: &reached });
        let nursery = Nursery { reached, odd_integers, ..nursery };
        let deserializer = serde_yaml::Deserializer::from_str(text);
        let root = NodeSeed { nursery: &nursery, at }.deserialize(deserializer)?;
        Ok((root, nursery))
    };
    let outcome = read(Exact::default()).and_then(|(root, nursery)| nursery.settled(root, read));
    outcome.map_err(|error: serde_yaml::Error| {
        let location = match error.location() {
            Some(at) => Location::Offset(None, seek::offset(text, at.line(), at.column())),
            None => Location::Nowhere,
        };
        let said = fault(&error.to_string(), location);
        match said.code {
            // The library gives no location, or one within the anchor instead of at the alias.
            Code::TooLarge => {
                Diagnostic { location: Location::Offset(None, reached.get()), ..said }
            }
            _ => said,
        }
    })
}

/// How far into a text the reader has come. The value of an alias stands before the alias, so the furthest
/// text that was read is the last one before the alias that is being expanded.
struct Reached<'a> {
    text: &'a str,
    offset: &'a Cell<usize>,
}

impl Reached<'_> {
    fn meet(&self, part: &str) {
        if let Some((start, _)) = span(self.text, part) {
            self.offset.set(self.offset.get().max(start));
        }
    }
}

/// The diagnostic for a message of a library. Both libraries add the line and column to the message, and
/// serde_yaml also the path; they are cut off, because the excerpt shows the place better.
fn fault(message: &str, location: Location) -> Diagnostic {
    let message = message.split(" at line ").next().unwrap_or(message);
    if let Some(duplicate) = message.find(DUPLICATE).and_then(|start| message.get(start..)) {
        return Diagnostic::new(Code::DuplicateKey, location, duplicate);
    }
    let (code, message) = if message.contains("recursion limit exceeded") {
        (Code::TooDeep, "this is nested too deeply")
    } else if message.contains("repetition limit exceeded") || message.contains(TOO_MANY) {
        (Code::TooLarge, "the aliases expand to too many values")
    } else {
        (Code::Syntax, message)
    };
    Diagnostic::new(code, location, message)
}

/// How YAML begins an integer that is not decimal, and the radix.
const RADIXES: [(&str, u32); 3] = [("0x", 16), ("0o", 8), ("0b", 2)];

/// Which numbers are read as their text, because their value does not keep every digit.
#[derive(Default)]
struct Exact {
    format: Option<Format>,
    every: bool,
    nodes: BTreeSet<NodeId>,
}

/// Gives each node its place, and makes equal keys share one string.
struct Nursery<'a> {
    exact: Exact,
    /// How far the reader has come, if the format needs it for a diagnostic.
    reached: Option<Reached<'a>>,
    /// Whether an integer may be written as JSON has no integers.
    odd_integers: bool,
    /// Numbers that may be written otherwise than their values are.
    inexact: RefCell<BTreeSet<NodeId>>,
    places: &'a RefCell<Arena<Place>>,
    keys: RefCell<BTreeSet<Arc<str>>>,
}

impl<'a> Nursery<'a> {
    fn new(exact: Exact, places: &'a RefCell<Arena<Place>>) -> Self {
        Self {
            exact,
            reached: None,
            odd_integers: false,
            inexact: RefCell::default(),
            places,
            keys: RefCell::default(),
        }
    }

    /// The root. If the text has floats, the text is read a second time, with each of them read as its text.
    /// Places are given in the order of the text, so a node has an equal id in both readings.
    fn settled<E>(
        self,
        root: Node,
        read: impl FnOnce(Exact) -> Result<(Node, Nursery<'a>), E>,
    ) -> Result<Node, E> {
        let nodes = self.inexact.borrow().clone();
        if nodes.is_empty() {
            return Ok(root);
        }
        let format = self.exact.format.or(Some(Format::Json));
        read(Exact { format, every: false, nodes }).map(|(root, _)| root)
    }

    fn meet(&self, part: &str) {
        if let Some(reached) = &self.reached {
            reached.meet(part);
        }
    }

    fn is_full(&self) -> bool {
        self.places.borrow().len() > limits::VALUES_OF_A_DESCRIPTION
    }

    fn is_yaml(&self) -> bool {
        self.exact.format == Some(Format::Yaml)
    }

    fn place(&self, parent: NodeId, segment: Segment) -> NodeId {
        self.places.borrow_mut().push(Place { step: Some((parent, segment)) })
    }

    fn key(&self, key: &str) -> Arc<str> {
        let mut keys = self.keys.borrow_mut();
        if let Some(known) = keys.get(key) {
            return known.clone();
        }
        let new: Arc<str> = key.into();
        keys.insert(new.clone());
        new
    }
}

/// Reads one node at a known place.
struct NodeSeed<'a> {
    nursery: &'a Nursery<'a>,
    at: NodeId,
}

impl NodeSeed<'_> {
    fn node<E>(&self, kind: NodeKind) -> Result<Node, E> {
        Ok(Node { at: self.at, kind })
    }

    /// A number from its text. The infinities of YAML are no numbers in JSON, and become texts.
    fn written_number<E>(&self, written: &str) -> Result<Node, E> {
        let json = in_json(written);
        match serde_json::from_str::<&RawValue>(&json) {
            Ok(_) => self.node(NodeKind::Number(Number::written(&json, written))),
            Err(_) => self.node(NodeKind::String(json.into())),
        }
    }

    fn integer<E>(&self, number: impl fmt::Display) -> Result<Node, E> {
        if self.nursery.odd_integers {
            self.nursery.inexact.borrow_mut().insert(self.at);
        }
        self.number(number)
    }

    fn number<E>(&self, number: impl fmt::Display) -> Result<Node, E> {
        self.node(NodeKind::Number(number.to_string().as_str().into()))
    }
}

/// The spelling of JSON for a number of YAML 1.2 (section 10.3.2).
fn in_json(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix(['+', '-']) {
        Some(digits) => (if written.starts_with('-') { "-" } else { "" }, digits),
        None => ("", written),
    };
    let radix = RADIXES.iter().find_map(|(prefix, radix)| {
        u128::from_str_radix(digits.strip_prefix(prefix)?, *radix).ok()
    });
    match radix {
        Some(number) => format!("{sign}{number}"),
        None if digits.starts_with('.') => format!("{sign}0{digits}"),
        None if digits.ends_with('.') => format!("{sign}{digits}0"),
        None => format!("{sign}{digits}"),
    }
}

/// Whether a text can have an integer that JSON spells otherwise.
fn has_odd_integers(text: &str) -> bool {
    let is_signed = |bytes: &[u8]| matches!(bytes, [before, b'+', digit] if digit.is_ascii_digit() && b" [,\t".contains(before));
    RADIXES.iter().any(|(prefix, _)| text.contains(prefix))
        || text.as_bytes().windows(3).any(is_signed)
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let exact = &self.nursery.exact;
        if !exact.every && !exact.nodes.contains(&self.at) {
            return deserializer.deserialize_any(self);
        }
        if exact.format == Some(Format::Yaml) {
            let text = deserializer.deserialize_str(KeySeed(as_it_is))?;
            return self.written_number(&text);
        }
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        match raw.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => self.written_number(raw),
            _ => serde_json::Deserializer::from_str(raw)
                .deserialize_any(self)
                .map_err(D::Error::custom),
        }
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(NodeKind::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        self.node(NodeKind::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        self.node(NodeKind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        self.integer(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        self.integer(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        self.integer(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        self.integer(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        self.nursery.inexact.borrow_mut().insert(self.at);
        // `{:?}` keeps the point of `1.0`, by which a float is told from an integer.
        self.number(format_args!("{value:?}"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        self.nursery.meet(value);
        self.node(NodeKind::String(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        self.node(NodeKind::String(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        loop {
            if self.nursery.is_full() {
                return Err(A::Error::custom(TOO_MANY));
            }
            let step = Segment::Index(u32::try_from(items.len()).unwrap_or(u32::MAX));
            let at = self.nursery.place(self.at, step);
            match seq.next_element_seed(NodeSeed { nursery: self.nursery, at })? {
                Some(item) => items.push(item),
                None => return self.node(NodeKind::List(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        let mut known = BTreeSet::new();
        let new = |key: Cow<'_, str>, known: &BTreeSet<Arc<str>>| {
            self.nursery.meet(&key);
            let key = self.nursery.key(&key);
            if known.contains(&key) { Err(format!("{DUPLICATE}`{key}`")) } else { Ok(key) }
        };
        while let Some(key) = map.next_key_seed(KeySeed(|key: Cow<'de, str>| new(key, &known)))? {
            if self.nursery.is_full() {
                return Err(A::Error::custom(TOO_MANY));
            }
            known.insert(key.clone());
            let at = self.nursery.place(self.at, Segment::Key(key.clone()));
            let value = map.next_value_seed(NodeSeed { nursery: self.nursery, at })?;
            members.push((key, value));
        }
        if self.nursery.is_yaml() {
            merge(&mut members);
        }
        self.node(NodeKind::Map(members))
    }

    /// A YAML value with an application-specific tag: the tag is ignored.
    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Node, A::Error> {
        use serde::de::VariantAccess as _;
        let (_, variant) = data.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}
