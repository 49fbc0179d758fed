//! Schemas: reads each schema once, however many references lead to it, and folds every spelling of null
//! into one flag.

use std::sync::Arc;

use super::field::Fields;
use super::swagger::Role;
use super::value_note::value_notes;
use super::{Reader, swagger, upgrade};
use crate::diagnostic::Code;
use crate::document::{
    Additional, Base64, Constraint, JsonType, Reference, Schema, SchemaId, Value,
};
use crate::source::{Node, NodeKind};

/// Keywords that restrict a value without shaping its type: documented, and checked by the server.
const CONSTRAINTS: [&str; 10] = [
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "contentMediaType",
];

/// Extensions that state the value of the discriminator by which a schema is told.
const TAGS: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

impl<'n> Reader<'n, '_> {
    /// The id of the schema at a node. A schema that is not known yet is added to those that wait to be read.
    pub(super) fn schema(&mut self, node: &'n Node) -> SchemaId {
        self.schema_as(node, Role::Schema)
    }

    /// The id of what is a schema at a node, in this role.
    pub(super) fn schema_as(&mut self, node: &'n Node, role: Role) -> SchemaId {
        if let Some(known) = self.schema_at.get(&node.at) {
            return *known;
        }
        let id = self.schemas.push(Arc::new(Schema { at: Some(node.at), ..Schema::default() }));
        self.schema_at.insert(node.at, id);
        self.waiting.push((id, node, role));
        id
    }

    /// Reads every waiting schema, and those that it refers to.
    pub(super) fn read_waiting_schemas(&mut self) {
        while let Some((id, node, role)) = self.waiting.pop() {
            let read = self.read_schema(id, node, role);
            self.schemas[id] = Arc::new(read);
        }
    }

    fn read_schema(&mut self, id: SchemaId, node: &'n Node, role: Role) -> Schema {
        let mut schema = Schema { at: Some(node.at), ..Schema::default() };
        if let NodeKind::Bool(allowed) = node.kind {
            schema.never = !allowed;
            return schema;
        }
        let Some(mut fields) = self.fields(node, role.name()) else {
            return schema;
        };
        self.leave_others(&mut fields, node, role);
        self.unread = Some(Vec::new());
        schema.never = node.get("not").is_some_and(allows_all);
        self.references(&mut fields, &mut schema);
        let unread = self.unread.take().filter(|unread| !unread.is_empty());
        self.unread_schemas.extend(unread.map(|unread| (id, unread)));
        self.types(&mut fields, &mut schema);
        self.content_schema(&mut fields, node, &mut schema);
        self.values(&mut fields, &mut schema);
        self.object(&mut fields, &mut schema);
        self.items(&mut fields, &mut schema, role.of_items());
        self.branches(&mut fields, &mut schema);
        self.annotations(&mut fields, &mut schema);
        self.constraints(&mut fields, &mut schema);
        // Definitions are read where something refers to them; `identity` has read the others.
        for keyword in ["$defs", "definitions", "$id", "$anchor", "$dynamicAnchor"] {
            fields.take(keyword);
        }
        self.finish_schema(fields, role);
        schema
    }

    /// `$ref` and `$dynamicRef`. If a schema has both, the second becomes a part of `allOf`.
    fn references(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        let plain = fields.take("$ref").map(|reference| self.target(reference));
        let dynamic = fields.take("$dynamicRef").map(|reference| self.dynamic_target(reference));
        for target in [plain, dynamic].into_iter().flatten() {
            let target = target.map(|node| self.schema(node));
            match (target, schema.reference) {
                (None, _) => schema.reference = Some(Reference::Broken),
                (Some(target), None) => schema.reference = Some(Reference::To(target)),
                (Some(target), Some(_)) => schema.all_of.push(target),
            }
        }
    }

    fn types(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        schema.nullable = self.is_nullable(fields);
        schema.format = self.text(fields, "format");
        let encoding = self.text(fields, "contentEncoding").unwrap_or_default();
        schema.base64 = match encoding.to_ascii_lowercase().as_str() {
            "base64" => Some(Base64::Standard),
            "base64url" => Some(Base64::Url),
            _ => None,
        };
        schema.rust_name = self.text(fields, "x-rust-name");
        let Some(node) = fields.take("type") else {
            schema.vaguely_nullable = schema.nullable;
            return;
        };
        let names = match &node.kind {
            NodeKind::List(names) => names.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for name in names {
            match (name.as_str(), &name.kind) {
                (Some("null"), _) | (None, NodeKind::Null) => schema.nullable = true,
                (Some("file"), _) if self.is_swagger() => swagger::file(schema),
                (Some(text), _) => match JsonType::from_name(text) {
                    Some(known) if schema.types.contains(&known) => {}
                    Some(known) => schema.types.push(known),
                    None => {
                        let message = format!("`{text}` is not a type of JSON Schema");
                        self.say_of_value(Code::WrongKind, name.at, message);
                    }
                },
                (None, _) => self.wrong_kind(name, "`type`", "the name of a type"),
            }
        }
        let is_null =
            |name: &Node| name.as_str() == Some("null") || matches!(name.kind, NodeKind::Null);
        schema.only_null = !names.is_empty() && names.iter().all(is_null);
    }

    /// `contentSchema`, which describes the value in a text (JSON Schema 2020-12, Validation, section 8.5). Only JSON
    /// that is not encoded further is read; elsewhere the key is left to those without effect.
    fn content_schema(&mut self, fields: &mut Fields<'n>, node: &'n Node, schema: &mut Schema) {
        let media_type = node.get("contentMediaType").and_then(Node::as_str).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_json = essence.ends_with("/json") || essence.ends_with("+json");
        if is_json && node.get("contentEncoding").is_none() && !self.version.has_closed_schemas() {
            schema.content = fields.take("contentSchema").map(|content| self.schema(content));
        }
    }

    fn values(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        let listed = match fields.take("enum") {
            None => None,
            Some(node) => match node.as_list() {
                Some(values) => Some(values),
                None => {
                    self.wrong_kind(node, "`enum`", "an array");
                    None
                }
            },
        };
        let constant = fields.take("const").map(std::slice::from_ref);
        let Some(values) = constant.or(listed) else {
            return;
        };
        let is_null = |node: &&Node| matches!(node.kind, NodeKind::Null);
        schema.nullable |= values.iter().any(|node| is_null(&node));
        self.check_values(values, schema);
        if !values.is_empty() && values.iter().all(|node| is_null(&node)) {
            schema.only_null = true;
            // A type beside it allows nothing more.
            schema.types.clear();
        }
        schema.value_notes = value_notes(fields, values);
        let values: Vec<Value> =
            values.iter().filter(|node| !is_null(node)).map(Value::new).collect();
        schema.values = (!schema.only_null).then_some(values);
    }

    /// Says which listed values are not of the `type` beside them.
    fn check_values(&mut self, values: &[Node], schema: &Schema) {
        for node in values {
            let is_null = matches!(node.kind, NodeKind::Null);
            let fits = is_null || is_bare_text(node, schema) || is_of_types(node, schema);
            if !schema.types.is_empty() && !fits {
                let kind = node.kind_name();
                let message = format!("a value is {kind}, and not of the `type` beside it");
                self.say_of_value(Code::Contradiction, node.at, message);
            }
        }
    }

    fn object(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        // Here every key is the name of a property, `x-` or not.
        if let Some(node) = fields.take("properties").and_then(|node| self.moved(node)) {
            match node.as_map() {
                Some(properties) => {
                    for (name, node) in properties {
                        schema.properties.push((name.clone(), self.schema(node)));
                    }
                }
                None => self.wrong_kind(node, "`properties`", "an object"),
            }
        }
        for (pattern, node) in self.map(fields, "patternProperties") {
            schema.patterns.push((pattern.clone(), self.schema(node)));
        }
        schema.property_names = fields.take("propertyNames").map(|node| self.schema(node));
        schema.required = self.texts(fields, "required");
        schema.additional = match fields.take("additionalProperties") {
            None => Additional::Unstated,
            Some(node) => match &node.kind {
                NodeKind::Bool(true) => Additional::Any,
                NodeKind::Bool(false) => Additional::Closed,
                NodeKind::Map(entries) if entries.is_empty() => Additional::Any,
                _ => Additional::Of(self.schema(node)),
            },
        };
    }

    /// `prefixItems` and `items`. Older drafts of JSON Schema write a list of schemas under `items` for what is
    /// `prefixItems` now. Neither Swagger 2.0 nor OpenAPI 3.0 knows such a list. Without a `type` it stands for
    /// alternatives there: converters write them so, because 2.0 has no `anyOf`.
    fn items(&mut self, fields: &mut Fields<'n>, schema: &mut Schema, role: Role) {
        for node in self.list(fields, "prefixItems") {
            schema.prefix_items.push(self.schema(node));
        }
        let Some(node) = fields.take("items") else { return };
        match &node.kind {
            NodeKind::Bool(false) => schema.no_more_items = true,
            NodeKind::Map(_) | NodeKind::Bool(true) => {
                schema.items = Some(self.schema_as(node, role));
            }
            NodeKind::List(branches)
                if self.version.has_closed_schemas() && schema.types.is_empty() =>
            {
                let message = "`items` is an array, not a schema; it is read as `anyOf`, as no `type` is stated";
                self.say_of_value(Code::WrongKind, node.at, message);
                schema.any_of = self.alternatives(branches, &mut schema.nullable);
            }
            NodeKind::List(items) => {
                self.wrong_kind(node, "`items`", "a schema");
                for item in items {
                    schema.prefix_items.push(self.schema(item));
                }
            }
            _ => self.wrong_kind(node, "`items`", "a schema"),
        }
    }

    fn branches(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        for node in self.list(fields, "allOf") {
            schema.all_of.push(self.schema(node));
        }
        let (one_of, any_of) = (self.list(fields, "oneOf"), self.list(fields, "anyOf"));
        schema.one_of = self.alternatives(one_of, &mut schema.nullable);
        let any_of = self.alternatives(any_of, &mut schema.nullable);
        schema.any_of.extend(any_of);
    }

    fn alternatives(&mut self, nodes: &'n [Node], nullable: &mut bool) -> Vec<SchemaId> {
        let mut branches = Vec::new();
        for node in nodes {
            if upgrade::is_only_null(node) {
                *nullable = true;
            } else {
                branches.push(self.schema(node));
            }
        }
        branches
    }

    fn annotations(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        schema.discriminator =
            fields.take("discriminator").and_then(|node| self.discriminator(node));
        schema.tag = TAGS.iter().find_map(|key| self.text(fields, key));
        schema.title = self.text(fields, "title");
        schema.description = self.text(fields, "description");
        schema.external_docs = self.external_docs(fields);
        schema.deprecated = self.flag(fields, "deprecated").unwrap_or(false);
        schema.read_only = self.flag(fields, "readOnly").unwrap_or(false);
        schema.write_only = self.flag(fields, "writeOnly").unwrap_or(false);
        schema.default = self.default_value(fields, schema).map(Value::new);
        let example = fields.take("example").map(Value::new);
        let examples = fields.take("examples").and_then(Node::as_list).unwrap_or(&[]);
        schema.example = example.or_else(|| examples.first().map(Value::new));
    }

    /// `default`, unless it is not of a type that the schema itself states.
    fn default_value(&mut self, fields: &mut Fields<'n>, schema: &Schema) -> Option<&'n Node> {
        let node = fields.take("default")?;
        if schema.types.is_empty() || is_bare_text(node, schema) || is_of_types(node, schema) {
            return Some(node);
        }
        let message = format!("`default` is {}, and not of the `type` beside it", node.kind_name());
        self.say_of_value(Code::Contradiction, node.at, message);
        None
    }

    fn constraints(&mut self, fields: &mut Fields<'n>, schema: &mut Schema) {
        for keywords in [["minimum", "exclusiveMinimum"], ["maximum", "exclusiveMaximum"]] {
            let [plain, strict] = keywords.map(|keyword| fields.take(keyword));
            for (keyword, node) in upgrade::bound(keywords, plain, strict) {
                schema.constraints.push(constraint(keyword, node));
            }
        }
        for keyword in CONSTRAINTS {
            if let Some(node) = fields.take(keyword) {
                schema.constraints.push(constraint(keyword, node));
            }
        }
    }
}

/// Whether a value can be meant as a text: YAML reads it as something else where its author forgot the quotes.
fn is_bare_text(node: &Node, schema: &Schema) -> bool {
    let may_be_text = schema.types.contains(&JsonType::String);
    may_be_text && matches!(node.kind, NodeKind::Bool(_) | NodeKind::Number(_))
}

/// Whether a schema is `true` or empty: its opposite allows nothing.
fn allows_all(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Bool(allowed) => *allowed,
        NodeKind::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

/// Whether a value is of one of the types of a schema.
fn is_of_types(node: &Node, schema: &Schema) -> bool {
    let allows = |known| schema.types.contains(&known);
    match &node.kind {
        NodeKind::Null => schema.nullable,
        NodeKind::Bool(_) => allows(JsonType::Boolean),
        NodeKind::Number(digits) => {
            // 1.0 is an integer (JSON Schema 2020-12, section 4.2.3).
            let whole = || digits.parse::<f64>().is_ok_and(|value| value.fract() == 0.0);
            allows(JsonType::Number) || allows(JsonType::Integer) && whole()
        }
        NodeKind::String(_) => allows(JsonType::String),
        NodeKind::List(_) => allows(JsonType::Array),
        NodeKind::Map(_) => allows(JsonType::Object),
    }
}

fn constraint(keyword: &str, node: &Node) -> Constraint {
    Constraint { keyword: Arc::from(keyword), value: Value::new(node) }
}
