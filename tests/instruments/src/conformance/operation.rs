//! A description as JSON → its operations with their parameters, references resolved. No code is shared
//! with the generator: a fault of both would never be seen.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::schema::target;

/// How deep schemas are followed: deeper ones are a cycle.
const MAX_DEPTH: usize = 20;

/// A description.
pub struct Document(pub Value);

/// An operation, as the description has it.
pub struct DescribedOperation<'d> {
    document: &'d Document,
    item: &'d Value,
    operation: &'d Value,
}

/// The `in` of a parameter or an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// The location that a description calls so.
    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|location| location.name() == name)
    }

    /// Its name in a description.
    fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter of an operation.
pub struct Parameter<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its `in`.
    pub location: Location,
    /// Its `style`, if there is one.
    pub style: Option<&'d str>,
    /// Its `explode`, if there is one.
    pub explode: Option<bool>,
    /// Whether its value is sent as JSON.
    pub is_json: bool,
    /// Whether it has `content` instead of a schema.
    pub has_content: bool,
    /// Whether its schema allows objects.
    pub is_object: bool,
    /// Whether its schema allows only null, which cannot be sent.
    pub is_null: bool,
    /// The members of its objects.
    pub members: BTreeSet<&'d str>,
}

impl Document {
    /// The operation of a path template and a method.
    pub fn operation(&self, template: &str, method: &str) -> Option<DescribedOperation<'_>> {
        let item = self.target(self.0.get("paths")?.get(template)?);
        let operation = item.get(method.to_ascii_lowercase())?;
        Some(DescribedOperation { document: self, item, operation })
    }

    /// A node, or what its reference leads to.
    fn target<'d>(&'d self, value: &'d Value) -> &'d Value {
        target(&self.0, value)
    }

    /// Collects the members that a schema and its subschemas describe; returns whether it allows objects.
    fn members<'d>(
        &'d self,
        schema: &'d Value,
        depth: usize,
        found: &mut BTreeSet<&'d str>,
    ) -> bool {
        let schema = self.target(schema);
        if depth == MAX_DEPTH {
            return false;
        }
        let ty = schema.get("type");
        let lists = ty.and_then(Value::as_array).into_iter().flatten().chain(ty);
        let mut is_object = lists.into_iter().any(|ty| ty == "object");
        let properties = schema.get("properties").and_then(Value::as_object);
        if let Some(properties) = properties {
            is_object |= ty.is_none();
            found.extend(properties.keys().map(String::as_str));
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                is_object |= self.members(part, depth + 1, found);
            }
        }
        is_object
    }

    /// Whether a schema allows only null, or only lists of null.
    fn is_null(&self, schema: &Value) -> bool {
        let schema = self.target(schema);
        let items = schema.get("items").map(|items| self.target(items));
        [Some(schema), items].into_iter().flatten().any(|schema| {
            let listed = schema.get("enum").and_then(Value::as_array);
            let all_null =
                |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
            schema.get("type").is_some_and(|ty| ty == "null") || listed.is_some_and(all_null)
        })
    }

    /// The names of the API keys that are sent in a location.
    pub fn api_keys(&self, location: Location) -> Vec<&str> {
        let schemes = self.0.pointer("/components/securitySchemes").and_then(Value::as_object);
        let schemes = schemes.into_iter().flat_map(|schemes| schemes.values());
        let schemes = schemes.map(|scheme| self.target(scheme));
        let there =
            schemes.filter(|scheme| scheme.get("in").is_some_and(|name| name == location.name()));
        there.filter_map(|scheme| scheme.get("name")?.as_str()).collect()
    }
}

impl<'d> DescribedOperation<'d> {
    /// Whether a success is described, or no answer at all.
    pub fn has_success(&self) -> bool {
        let answers = self.operation.get("responses").and_then(Value::as_object);
        answers.is_none_or(|answers| {
            let mut statuses = answers.keys();
            let is_success = |status: &String| status.starts_with('2') || status == "default";
            answers.is_empty() || statuses.any(is_success)
        })
    }

    /// The path that comes before its own, if the operation or its path has a relative server URL of its own:
    /// the client is given the base URL of the whole API, and adds it.
    pub fn prefix(&self) -> Option<&'d str> {
        let url = |owner: &'d Value| owner.pointer("/servers/0/url")?.as_str();
        if url(&self.document.0).is_some_and(|whole| whole.contains("://")) {
            return None;
        }
        let own = url(self.operation).or_else(|| url(self.item))?.trim_end_matches('/');
        own.starts_with('/').then_some(own)
    }

    /// Its parameters, and those of its path item that it does not override.
    pub fn parameters(&self) -> Vec<Parameter<'d>> {
        let mut found: Vec<Parameter<'d>> = Vec::new();
        for owner in [self.operation, self.item] {
            let own = owner.get("parameters").and_then(Value::as_array).into_iter().flatten();
            for parameter in own.filter_map(|parameter| self.parameter(parameter)) {
                let same = |one: &Parameter<'_>| {
                    (one.name, one.location) == (parameter.name, parameter.location)
                };
                if !found.iter().any(same) {
                    found.push(parameter);
                }
            }
        }
        found
    }

    fn parameter(&self, parameter: &'d Value) -> Option<Parameter<'d>> {
        let parameter = self.document.target(parameter);
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        let content = parameter.get("content").and_then(Value::as_object);
        let media_type = content.and_then(|content| content.keys().next());
        let mut members = BTreeSet::new();
        let schema = parameter.get("schema");
        let is_object = schema.is_some_and(|schema| self.document.members(schema, 0, &mut members));
        Some(Parameter {
            name: text("name")?,
            location: Location::of(text("in")?)?,
            style: text("style"),
            explode: parameter.get("explode").and_then(Value::as_bool),
            is_json: media_type.is_some_and(|name| name.contains("json")),
            has_content: content.is_some(),
            is_object,
            is_null: schema.is_some_and(|schema| self.document.is_null(schema)),
            members,
        })
    }
}

impl Parameter<'_> {
    /// Whether each member of its objects is sent as a parameter.
    pub fn is_exploded_object(&self) -> bool {
        let form = self.style.unwrap_or("form") == "form";
        !self.has_content && self.is_object && form && self.explode.unwrap_or(true)
    }

    /// Whether a key of the query, or the name of a cookie, belongs to this parameter.
    pub fn has_key(&self, key: &str) -> bool {
        if self.style == Some("deepObject") && !self.has_content {
            let rest = key.strip_prefix(self.name);
            return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        }
        // An object without described members may have any.
        key == self.name
            || self.is_exploded_object() && (self.members.is_empty() || self.members.contains(key))
    }
}
