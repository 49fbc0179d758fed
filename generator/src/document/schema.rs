//! A schema in the shape of 3.1, with every spelling of null folded into one flag.

use std::fmt;
use std::sync::Arc;

use super::ExternalDocs;
use crate::arena::Id;
use crate::source::{Node, NodeId, NodeKind};

/// The name of a schema.
pub type SchemaId = Id<Arc<Schema>>;

/// A schema (JSON Schema 2020-12, as far as OpenAPI 3.1 builds on it).
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where it stands; none only while it is being read.
    pub at: Option<NodeId>,
    /// Its `$ref`; what stands beside it is in the other fields.
    pub reference: Option<Reference>,
    /// Whether null is allowed, however that is spelled.
    pub nullable: bool,
    /// Whether `nullable: true` stands without a `type` beside it. Authors mean null to be allowed by it;
    /// the specification (OpenAPI 3.0.3, section 4.7.24) and validators ignore such a `nullable`.
    pub vaguely_nullable: bool,
    /// The schema `false`, or `not: {}`: nothing is allowed.
    pub never: bool,
    /// `type`, without null; empty where it is not stated.
    pub types: Vec<JsonType>,
    /// Whether nothing but null is allowed.
    pub only_null: bool,
    /// `enum`, and `const` as an enum of one, without null.
    pub values: Option<Vec<Value>>,
    /// What the values are called and what is said of them, by extensions such as `x-enum-varnames`, in the
    /// order of `values`; empty where nothing is stated.
    pub value_notes: Vec<ValueNote>,
    /// `format`.
    pub format: Option<String>,
    /// `properties`, in the order written.
    pub properties: Vec<(Arc<str>, SchemaId)>,
    /// `required`, in the order written.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `patternProperties`, in the order written.
    pub patterns: Vec<(Arc<str>, SchemaId)>,
    /// `propertyNames`: what a name must be.
    pub property_names: Option<SchemaId>,
    /// `items`: what follows after `prefix_items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix_items: Vec<SchemaId>,
    /// `items: false`: nothing follows after `prefix_items`.
    pub no_more_items: bool,
    /// Whether the text is bytes in Base64 (`contentEncoding`), and in which.
    pub base64: Option<Base64>,
    /// `contentSchema`, where the text is JSON by its `contentMediaType`: what the text holds.
    pub content: Option<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`, without a branch that is only null.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`, without a branch that is only null.
    pub any_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// The value of a discriminator that stands for the schema, where its author states it at the schema
    /// itself (`x-ms-discriminator-value`).
    pub tag: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `default`.
    pub default: Option<Value>,
    /// `example`, or the first of `examples`.
    pub example: Option<Value>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// Keywords that the crate documents and does not check: bounds, lengths, patterns, in the order written.
    pub constraints: Vec<Constraint>,
}

impl Schema {
    /// Whether the keywords beside `$ref` restrict the shape of a value in any way but by null.
    pub fn has_shape(&self) -> bool {
        self.never
            || !self.types.is_empty()
            || self.values.is_some()
            || !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional != Additional::Unstated
            || !self.patterns.is_empty()
            || self.items.is_some()
            || !self.prefix_items.is_empty()
            || self.no_more_items
            || self.only_null
            || !self.all_of.is_empty()
            || !self.one_of.is_empty()
            || !self.any_of.is_empty()
    }

    /// Keeps only some of the listed values, with what is said of them.
    pub fn retain_values(&mut self, keep: impl Fn(&Value) -> bool) {
        let Some(values) = &mut self.values else { return };
        let mut kept = values.iter().map(&keep).collect::<Vec<_>>().into_iter();
        self.value_notes.retain(|_| kept.next().unwrap_or(false));
        values.retain(keep);
    }

    /// Whether the schema describes objects: by `type`, or without one by keywords that only objects have.
    pub fn describes_object(&self) -> bool {
        match self.types.as_slice() {
            [] => {
                !self.properties.is_empty()
                    || !self.required.is_empty()
                    || !self.patterns.is_empty()
                    || self.additional != Additional::Unstated
            }
            types => types.contains(&JsonType::Object),
        }
    }
}

/// A member that tells which of several schemas an object follows (OpenAPI 3.1, section 4.8.25).
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// Where it is described.
    pub at: NodeId,
    /// The member.
    pub property: String,
    /// Values of it and the schemas that they stand for, in the order written.
    pub mapping: Vec<(Arc<str>, SchemaId)>,
    /// `defaultMapping`: the schema of an object without the member, or with a value that stands for none.
    pub default: Option<SchemaId>,
}

/// What a value of an enum is called and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueNote {
    /// Its name.
    pub name: Option<String>,
    /// What it is called in prose.
    pub title: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
}

/// Where a `$ref` leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// To a schema.
    To(SchemaId),
    /// To nothing. The diagnostic has been reported.
    Broken,
}

/// An alphabet of Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base64 {
    /// The usual one (RFC 4648, section 4).
    Standard,
    /// That for URLs (section 5).
    Url,
}

/// The types of JSON Schema, null apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonType {
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl JsonType {
    /// The type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }
}

/// What an object may hold beside its `properties`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Additional {
    /// Not stated: an object may hold any other member.
    #[default]
    Unstated,
    /// `true`, or the empty schema.
    Any,
    /// `false`.
    Closed,
    /// Values of a schema.
    Of(SchemaId),
}

/// A restriction that the crate documents and the server checks.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// The keyword.
    pub keyword: Arc<str>,
    /// Its value.
    pub value: Value,
}

/// A JSON value of the description: a default, an example, a value of an enum.
#[derive(Debug, Clone)]
pub struct Value(Node);

impl Value {
    /// The value of a node.
    pub fn new(node: &Node) -> Self {
        Self(node.clone())
    }

    /// Where it stands.
    pub fn at(&self) -> NodeId {
        self.0.at
    }

    /// What the value is.
    pub fn kind(&self) -> &NodeKind {
        &self.0.kind
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_str()
    }
}

impl fmt::Display for Value {
    /// Writes the value as JSON on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_json(&self.0, f)
    }
}

fn write_json(node: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &node.kind {
        NodeKind::Null => f.write_str("null"),
        NodeKind::Bool(value) => write!(f, "{value}"),
        NodeKind::Number(digits) => f.write_str(digits),
        NodeKind::String(text) => write_text(text, f),
        NodeKind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                f.write_str(if index == 0 { "[" } else { "," })?;
                write_json(item, f)?;
            }
            f.write_str(if items.is_empty() { "[]" } else { "]" })
        }
        NodeKind::Map(members) => {
            for (index, (key, value)) in members.iter().enumerate() {
                f.write_str(if index == 0 { "{" } else { "," })?;
                write_text(key, f)?;
                f.write_str(":")?;
                write_json(value, f)?;
            }
            f.write_str(if members.is_empty() { "{}" } else { "}" })
        }
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::Value::from(text).to_string())
}
