//! The visitor that turns what either library reads into nodes, giving each its place.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::seek;
use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, NodeId, NodeKind, Place, Segment, Tree};

/// Begins the message of the one fault that the visitor itself finds.
const DUPLICATE: &str = "duplicate key ";

pub(super) fn from_json(text: &str) -> Result<Tree, Diagnostic> {
    let nursery = Nursery::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let root = nursery.root();
    let read = NodeSeed { nursery: &nursery, at: root }
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    read.map(|root| nursery.tree(root)).map_err(|error| {
        // The column is the number of characters read, the last of which is at fault.
        let read = seek::offset(text, error.line(), error.column() + 1);
        let message = error.to_string();
        let at = match message.contains(DUPLICATE) {
            true => seek::start_of_json_value(text, read),
            false => seek::offset(text, error.line(), error.column()),
        };
        fault(&message, Location::Offset(at))
    })
}

pub(super) fn from_yaml(text: &str) -> Result<Tree, Diagnostic> {
    let nursery = Nursery::default();
    let root = nursery.root();
    let deserializer = serde_yaml::Deserializer::from_str(text);
    let read = NodeSeed { nursery: &nursery, at: root }.deserialize(deserializer);
    read.map(|root| nursery.tree(root)).map_err(|error| {
        let location = match error.location() {
            Some(at) => Location::Offset(seek::offset(text, at.line(), at.column())),
            None => Location::Nowhere,
        };
        fault(&error.to_string(), location)
    })
}

/// Both libraries say the place in words too, which the excerpt shows better, and serde_yaml the way
/// to it.
fn fault(message: &str, location: Location) -> Diagnostic {
    let message = message.split(" at line ").next().unwrap_or(message);
    match message.find(DUPLICATE).and_then(|start| message.get(start..)) {
        Some(duplicate) => Diagnostic::new(Code::DuplicateKey, location, duplicate),
        None => Diagnostic::new(Code::Syntax, location, message),
    }
}

/// Where nodes get their places, and equal keys become one string.
#[derive(Default)]
struct Nursery {
    places: RefCell<Arena<Place>>,
    keys: RefCell<BTreeSet<Arc<str>>>,
}

impl Nursery {
    fn tree(self, root: Node) -> Tree {
        Tree { root, places: self.places.into_inner() }
    }

    fn root(&self) -> NodeId {
        self.places.borrow_mut().push(Place::default())
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
    nursery: &'a Nursery,
    at: NodeId,
}

impl NodeSeed<'_> {
    fn node<E>(&self, kind: NodeKind) -> Result<Node, E> {
        Ok(Node { at: self.at, kind })
    }

    fn number<E>(&self, number: impl fmt::Display) -> Result<Node, E> {
        self.node(NodeKind::Number(number.to_string().into()))
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
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
        self.number(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        self.number(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        self.number(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        self.number(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        // `{:?}` keeps the point of `1.0`, by which a float is told from an integer.
        self.number(format_args!("{value:?}"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        self.node(NodeKind::String(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        self.node(NodeKind::String(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        loop {
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
            let key = self.nursery.key(&key);
            if known.contains(&key) { Err(format!("{DUPLICATE}`{key}`")) } else { Ok(key) }
        };
        while let Some(key) = map.next_key_seed(KeySeed(|key: Cow<'de, str>| new(key, &known)))? {
            known.insert(key.clone());
            let at = self.nursery.place(self.at, Segment::Key(key.clone()));
            let value = map.next_value_seed(NodeSeed { nursery: self.nursery, at })?;
            members.push((key, value));
        }
        self.node(NodeKind::Map(members))
    }

    /// A YAML value with a tag of its author's own: the tag says nothing to us.
    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Node, A::Error> {
        use serde::de::VariantAccess as _;
        let (_, variant) = data.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a key as text, whatever scalar it is, borrowed from the source where that is possible, and
/// makes something of it. A fault of `make` is raised within the key, for which both libraries tell
/// the exact place.
pub(super) struct KeySeed<F>(pub(super) F);

/// Takes a key as it is.
pub(super) fn as_it_is(key: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    Ok(key)
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> DeserializeSeed<'de> for KeySeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! written {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E: serde::de::Error>(self, key: $type) -> Result<T, E> {
            (self.0)(Cow::Owned(key.to_string())).map_err(E::custom)
        })+
    };
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> Visitor<'de> for KeySeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    written!(visit_str: &str, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_bool: bool);

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<T, E> {
        (self.0)(Cow::Borrowed(key)).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<T, E> {
        (self.0)(Cow::Owned(format!("{key:?}"))).map_err(E::custom)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
        (self.0)(Cow::Borrowed("null")).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom("an array cannot be a key"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom("an object cannot be a key"))
    }
}
