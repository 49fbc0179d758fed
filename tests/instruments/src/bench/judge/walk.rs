//! A description → the places of its schemas, and its examples with the places whose schemas they are
//! examples of. It knows what stands where, so that a property named `example` is none.

use serde_json::{Map, Value};

use super::declared::target;

/// An example or a default.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The schema that it is an example of.
    pub place: String,
    /// Where it stands itself.
    pub at: String,
    /// The value.
    pub value: Value,
}

/// What a walk finds.
#[derive(Default)]
pub struct Found {
    /// Every schema, those that hold others first.
    pub schemas: Vec<String>,
    /// Every example.
    pub examples: Vec<Example>,
}

/// What stands at a place.
#[derive(Clone, Copy)]
enum Role {
    PathItem,
    Operation,
    /// A parameter or a header.
    Parameter,
    /// A request body or a response.
    Message,
    Media,
    Schema,
}

/// Which keys of a role lead to one thing, to several by name, and to several in a list.
struct Keys {
    one: &'static [(&'static str, Role)],
    named: &'static [(&'static str, Role)],
    listed: &'static [(&'static str, Role)],
}

/// The operations of a path.
pub const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const COMPONENTS: &[(&str, Role)] = &[
    ("schemas", Role::Schema),
    ("responses", Role::Message),
    ("parameters", Role::Parameter),
    ("requestBodies", Role::Message),
    ("headers", Role::Parameter),
    ("pathItems", Role::PathItem),
];

fn keys(role: Role) -> Keys {
    use Role::{Media, Message, Operation, Parameter, Schema};
    let (one, named, listed): (&[_], &[_], &[_]) = match role {
        Role::PathItem => (&[], &[], &[("parameters", Parameter)]),
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

/// Walks through a description.
pub fn walk(description: &Value) -> Found {
    let mut walk = Walk { description, found: Found::default() };
    if let Some(paths) = description.get("paths").and_then(Value::as_object) {
        walk.members(paths, "/paths", Role::PathItem);
    }
    for (kind, role) in COMPONENTS {
        let components = description.get("components").and_then(|all| all.get(kind));
        if let Some(components) = components.and_then(Value::as_object) {
            walk.members(components, &format!("/components/{kind}"), *role);
        }
    }
    walk.found
}

struct Walk<'d> {
    description: &'d Value,
    found: Found,
}

impl Walk<'_> {
    fn members(&mut self, members: &Map<String, Value>, at: &str, role: Role) {
        for (name, member) in members {
            self.node(member, format!("{at}/{}", escaped(name)), role);
        }
    }

    fn node(&mut self, node: &Value, at: String, role: Role) {
        let members = match node {
            Value::Object(members) => members,
            // `true` and `false` are schemas too.
            Value::Bool(_) if matches!(role, Role::Schema) => return self.found.schemas.push(at),
            _ => return,
        };
        self.examples(members, &at, role);
        if matches!(role, Role::Schema) {
            self.found.schemas.push(at.clone());
        }
        if matches!(role, Role::PathItem) {
            for method in METHODS {
                if let Some(operation) = members.get(method) {
                    self.node(operation, format!("{at}/{method}"), Role::Operation);
                }
            }
        }
        let Keys { one, named, listed } = keys(role);
        for (key, role) in one {
            if let Some(part) = members.get(*key) {
                self.node(part, format!("{at}/{key}"), *role);
            }
        }
        for (key, role) in named {
            if let Some(parts) = members.get(*key).and_then(Value::as_object) {
                self.members(parts, &format!("{at}/{key}"), *role);
            }
        }
        for (key, role) in listed {
            let parts = members.get(*key).and_then(Value::as_array);
            for (index, part) in parts.into_iter().flatten().enumerate() {
                self.node(part, format!("{at}/{key}/{index}"), *role);
            }
        }
    }

    fn examples(&mut self, members: &Map<String, Value>, at: &str, role: Role) {
        let is_schema = matches!(role, Role::Schema);
        let place = match role {
            Role::Schema => at.to_owned(),
            Role::Media | Role::Parameter if members.contains_key("schema") => {
                format!("{at}/schema")
            }
            _ => return,
        };
        let mut add = |value: &Value, at: String| {
            self.found.examples.push(Example { place: place.clone(), at, value: value.clone() });
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

/// A key as a step of a JSON Pointer.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A pointer as the fragment of a URL.
pub fn encoded(pointer: &str) -> String {
    let bytes = pointer.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

/// The fragment of a URL as a pointer.
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
