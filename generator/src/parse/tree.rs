//! The visitor that turns what either library reads into nodes, giving each its place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

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
    match read {
        Ok(root) => Ok(Tree { root, places: nursery.places.into_inner() }),
        Err(error) => Err(fault(text, &error.to_string(), Some((error.line(), error.column())))),
    }
}

pub(super) fn from_yaml(text: &str) -> Result<Tree, Diagnostic> {
    let nursery = Nursery::default();
    let root = nursery.root();
    let deserializer = serde_yaml::Deserializer::from_str(text);
    match (NodeSeed { nursery: &nursery, at: root }).deserialize(deserializer) {
        Ok(root) => Ok(Tree { root, places: nursery.places.into_inner() }),
        Err(error) => {
            let place = error.location().map(|place| (place.line(), place.column()));
            Err(fault(text, &error.to_string(), place))
        }
    }
}

/// Says where the text could not be read. Both libraries append the place to their message in words,
/// which the excerpt shows better.
fn fault(text: &str, message: &str, place: Option<(usize, usize)>) -> Diagnostic {
    let code = if message.contains(DUPLICATE) { Code::DuplicateKey } else { Code::Syntax };
    let message = message.split(" at line ").next().unwrap_or(message);
    let location = match place {
        Some((line, column)) => Location::Offset(super::locate::offset(text, line, column)),
        None => Location::Nowhere,
    };
    Diagnostic::new(code, location, message)
}

/// Where nodes get their places, and equal keys become one string.
#[derive(Default)]
struct Nursery {
    places: RefCell<Arena<Place>>,
    keys: RefCell<BTreeSet<Arc<str>>>,
}

impl Nursery {
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
        while let Some(key) = map.next_key_seed(KeySeed { nursery: self.nursery, known: &known })? {
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

/// Reads a key as text, whatever scalar it is, and refuses one that stands there already: a fault
/// raised here, and nowhere else, gets the exact place of the second key from both libraries.
struct KeySeed<'a> {
    nursery: &'a Nursery,
    known: &'a BTreeSet<Arc<str>>,
}

impl KeySeed<'_> {
    fn key<E: serde::de::Error>(&self, key: &str) -> Result<Arc<str>, E> {
        let key = self.nursery.key(key);
        if self.known.contains(&key) {
            return Err(E::custom(format_args!("{DUPLICATE}`{key}`")));
        }
        Ok(key)
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Arc<str>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Arc<str>, E> {
        self.key(key)
    }

    fn visit_i64<E: serde::de::Error>(self, key: i64) -> Result<Arc<str>, E> {
        self.key(&key.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, key: u64) -> Result<Arc<str>, E> {
        self.key(&key.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<Arc<str>, E> {
        self.key(&format!("{key:?}"))
    }

    fn visit_bool<E: serde::de::Error>(self, key: bool) -> Result<Arc<str>, E> {
        self.key(if key { "true" } else { "false" })
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Arc<str>, E> {
        self.key("null")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Arc<str>, A::Error> {
        Err(A::Error::custom("an array cannot be a key"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Arc<str>, A::Error> {
        Err(A::Error::custom("an object cannot be a key"))
    }
}
