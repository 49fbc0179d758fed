//! A description → the pointers of its schemas, and its examples with the pointers of their schemas. Each
//! node is visited as the OpenAPI object that it is, so that a property named `example` is no example.

use serde_json::{Map, Value};

use super::subschemas::target;

/// An example or a default.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The pointer of its schema.
    pub schema: String,
    /// Its own pointer.
    pub at: String,
    /// The value.
    pub value: Value,
}

/// The result of a walk.
#[derive(Default)]
pub struct Found {
    /// The pointer of every schema, a schema before its subschemas.
    pub schemas: Vec<String>,
    /// Every example.
    pub examples: Vec<Example>,
}

/// The kind of OpenAPI object that a node is.
#[derive(Clone, Copy)]
enum Kind {
    PathItem,
    Operation,
    /// A parameter or a header.
    Parameter,
    /// A request body or a response.
    Message,
    Media,
    Schema,
}

/// The keys of an object whose values are one object, a map of objects, and a list of objects.
struct Keys {
    one: &'static [(&'static str, Kind)],
    named: &'static [(&'static str, Kind)],
    listed: &'static [(&'static str, Kind)],
}

/// The keys of a path item that hold operations.
pub const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const COMPONENTS: &[(&str, Kind)] = &[
    ("schemas", Kind::Schema),
    ("responses", Kind::Message),
    ("parameters", Kind::Parameter),
    ("requestBodies", Kind::Message),
    ("headers", Kind::Parameter),
    ("pathItems", Kind::PathItem),
];

fn keys(kind: Kind) -> Keys {
    use Kind::{Media, Message, Operation, Parameter, Schema};
    let (one, named, listed): (&[_], &[_], &[_]) = match kind {
        Kind::PathItem => (&[], &[], &[("parameters", Parameter)]),
        Operation => {
            (&[("requestBody", Message)], &[("responses", Message)], &[("parameters", Parameter)])
        }
        Parameter => (&[("schema", Schema)], &[("content", Media)], &[]),
        Message => (&[], &[("content", Media), ("headers", Parameter)], &[]),
        Media => (&[("schema", Schema)], &[], &[]),
        Schema => (
            &[
                ("items", Schema),
                ("additionalProperties", Schema),
                ("not", Schema),
                ("propertyNames", Schema),
                ("contains", Schema),
                ("unevaluatedProperties", Schema),
                ("if", Schema),
                ("then", Schema),
                ("else", Schema),
            ],
            &[
                ("properties", Schema),
                ("patternProperties", Schema),
                ("$defs", Schema),
                ("definitions", Schema),
                ("dependentSchemas", Schema),
            ],
            &[("allOf", Schema), ("oneOf", Schema), ("anyOf", Schema), ("prefixItems", Schema)],
        ),
    };
    Keys { one, named, listed }
}

/// Collects the schemas and examples of a description.
pub fn walk(description: &Value) -> Found {
    let mut walk = Walk { description, found: Found::default() };
    if let Some(paths) = description.get("paths").and_then(Value::as_object) {
        walk.members(paths, "/paths", Kind::PathItem);
    }
    for (name, kind) in COMPONENTS {
        let components = description.get("components").and_then(|all| all.get(name));
        if let Some(components) = components.and_then(Value::as_object) {
            walk.members(components, &format!("/components/{name}"), *kind);
        }
    }
    walk.found
}

struct Walk<'d> {
    description: &'d Value,
    found: Found,
}

impl Walk<'_> {
    fn members(&mut self, members: &Map<String, Value>, at: &str, kind: Kind) {
        for (name, member) in members {
            self.node(member, format!("{at}/{}", escaped(name)), kind);
        }
    }

    fn node(&mut self, node: &Value, at: String, kind: Kind) {
        let members = match node {
            Value::Object(members) => members,
            // `true` and `false` are schemas, too.
            Value::Bool(_) if matches!(kind, Kind::Schema) => return self.found.schemas.push(at),
            _ => return,
        };
        self.examples(members, &at, kind);
        if matches!(kind, Kind::Schema) {
            self.found.schemas.push(at.clone());
        }
        if matches!(kind, Kind::PathItem) {
            for method in METHODS {
                if let Some(operation) = members.get(method) {
                    self.node(operation, format!("{at}/{method}"), Kind::Operation);
                }
            }
        }
        let Keys { one, named, listed } = keys(kind);
        for (key, kind) in one {
            if let Some(part) = members.get(*key) {
                self.node(part, format!("{at}/{key}"), *kind);
            }
        }
        for (key, kind) in named {
            if let Some(parts) = members.get(*key).and_then(Value::as_object) {
                self.members(parts, &format!("{at}/{key}"), *kind);
            }
        }
        for (key, kind) in listed {
            let parts = members.get(*key).and_then(Value::as_array);
            for (index, part) in parts.into_iter().flatten().enumerate() {
                self.node(part, format!("{at}/{key}/{index}"), *kind);
            }
        }
    }

    fn examples(&mut self, members: &Map<String, Value>, at: &str, kind: Kind) {
        let is_schema = matches!(kind, Kind::Schema);
        let schema = match kind {
            Kind::Schema => at.to_owned(),
            Kind::Media | Kind::Parameter if members.contains_key("schema") => {
                format!("{at}/schema")
            }
            _ => return,
        };
        let mut add = |value: &Value, at: String| {
            self.found.examples.push(Example { schema: schema.clone(), at, value: value.clone() });
        };
        let single = if is_schema { &["example", "default"][..] } else { &["example"] };
        for key in single {
            if let Some(value) = members.get(*key) {
                add(value, format!("{at}/{key}"));
            }
        }
        match members.get("examples") {
            Some(Value::Array(values)) if is_schema => {
                for (index, value) in values.iter().enumerate() {
                    add(value, format!("{at}/examples/{index}"));
                }
            }
            Some(Value::Object(named)) if !is_schema => {
                for (name, example) in named {
                    let example = target(self.description, example);
                    if let Some(value) = example.get("value") {
                        add(value, format!("{at}/examples/{}/value", escaped(name)));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A key as a reference token of a JSON Pointer.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A JSON Pointer as a URI fragment.
pub fn encoded(pointer: &str) -> String {
    let bytes = pointer.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

/// A URI fragment as a JSON Pointer.
pub fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
