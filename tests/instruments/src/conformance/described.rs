//! A description as plain JSON → what is said of an operation, references followed. It shares nothing
//! with the generator: what both got wrong alike would never be seen.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bench::judge::target;

/// Schemas nest this deep.
const DEEPEST: usize = 20;

/// A description.
pub struct Document(pub Value);

/// An operation of it.
pub struct Described<'d> {
    document: &'d Document,
    item: &'d Value,
    operation: &'d Value,
}

/// A parameter of it.
pub struct Parameter<'d> {
    /// Its name.
    pub name: &'d str,
    /// Where it is sent.
    pub place: &'d str,
    /// Its style, if it says one.
    pub style: Option<&'d str>,
    /// Whether its parts are sent apart.
    pub explode: Option<bool>,
    /// Whether it is a JSON text.
    pub is_json: bool,
    /// Whether it has a media type.
    pub has_content: bool,
    /// Whether an object is among its values.
    pub is_object: bool,
    /// Whether it has no value but null, which cannot be sent.
    pub is_null: bool,
    /// The members of its values.
    pub members: BTreeSet<&'d str>,
}

impl Document {
    /// An operation.
    pub fn operation(&self, template: &str, method: &str) -> Option<Described<'_>> {
        let item = self.target(self.0.get("paths")?.get(template)?);
        let operation = item.get(method.to_ascii_lowercase())?;
        Some(Described { document: self, item, operation })
    }

    /// What a value stands for.
    fn target<'d>(&'d self, value: &'d Value) -> &'d Value {
        target(&self.0, value)
    }

    /// The members that a schema describes, in whatever part of it.
    fn members<'d>(
        &'d self,
        schema: &'d Value,
        depth: usize,
        found: &mut BTreeSet<&'d str>,
    ) -> bool {
        let schema = self.target(schema);
        if depth == DEEPEST {
            return false;
        }
        let said = schema.get("type");
        let lists = said.and_then(Value::as_array).into_iter().flatten().chain(said);
        let mut is_object = lists.into_iter().any(|said| said == "object");
        let properties = schema.get("properties").and_then(Value::as_object);
        if let Some(properties) = properties {
            is_object |= said.is_none();
            found.extend(properties.keys().map(String::as_str));
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                is_object |= self.members(part, depth + 1, found);
            }
        }
        is_object
    }

    /// Whether a schema allows null and nothing else, or lists of it.
    fn is_null(&self, schema: &Value) -> bool {
        let schema = self.target(schema);
        let items = schema.get("items").map(|items| self.target(items));
        [Some(schema), items].into_iter().flatten().any(|schema| {
            let listed = schema.get("enum").and_then(Value::as_array);
            let all_null =
                |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
            schema.get("type").is_some_and(|said| said == "null") || listed.is_some_and(all_null)
        })
    }

    /// The names of the keys that callers identify themselves with, in a place.
    pub fn keys(&self, place: &str) -> Vec<&str> {
        let schemes = self.0.pointer("/components/securitySchemes").and_then(Value::as_object);
        let schemes = schemes.into_iter().flat_map(|schemes| schemes.values());
        let schemes = schemes.map(|scheme| self.target(scheme));
        let there = schemes.filter(|scheme| scheme.get("in").is_some_and(|said| said == place));
        there.filter_map(|scheme| scheme.get("name")?.as_str()).collect()
    }
}

impl<'d> Described<'d> {
    /// Whether an answer is described that is no failure, or none at all.
    pub fn has_success(&self) -> bool {
        let answers = self.operation.get("responses").and_then(Value::as_object);
        answers.is_none_or(|answers| {
            let mut statuses = answers.keys();
            let is_success = |status: &String| status.starts_with('2') || status == "default";
            answers.is_empty() || statuses.any(is_success)
        })
    }

    /// What stands before its path where the client knows no more than where the whole API is: the path
    /// of a server of its own.
    pub fn prefix(&self) -> Option<&'d str> {
        let url = |owner: &'d Value| owner.pointer("/servers/0/url")?.as_str();
        if url(&self.document.0).is_some_and(|whole| whole.contains("://")) {
            return None;
        }
        let own = url(self.operation).or_else(|| url(self.item))?.trim_end_matches('/');
        own.starts_with('/').then_some(own)
    }

    /// Its parameters, with those of its path that it does not describe anew.
    pub fn parameters(&self) -> Vec<Parameter<'d>> {
        let mut found: Vec<Parameter<'d>> = Vec::new();
        for owner in [self.operation, self.item] {
            let own = owner.get("parameters").and_then(Value::as_array).into_iter().flatten();
            for parameter in own.filter_map(|parameter| self.parameter(parameter)) {
                let same = |one: &Parameter<'_>| {
                    (one.name, one.place) == (parameter.name, parameter.place)
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
            place: text("in")?,
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
    /// Whether its members are sent as if they were parameters.
    pub fn is_spread(&self) -> bool {
        let form = self.style.unwrap_or("form") == "form";
        !self.has_content && self.is_object && form && self.explode.unwrap_or(true)
    }

    /// Whether a key of a query or the name of a cookie belongs to it.
    pub fn has_key(&self, key: &str) -> bool {
        if self.style == Some("deepObject") && !self.has_content {
            let rest = key.strip_prefix(self.name);
            return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        }
        // An object of which no member is described may have any.
        key == self.name
            || self.is_spread() && (self.members.is_empty() || self.members.contains(key))
    }
}
