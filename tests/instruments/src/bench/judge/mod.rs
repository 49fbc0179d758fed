//! A description → who knows which values its schemas allow, and what is the same to them. It shares
//! nothing with the generator: what both got wrong alike would never be seen.

mod declared;
mod equality;
mod integer_range;
mod invent;
mod pattern;
mod translate;
mod walk;

pub use declared::target;
pub use equality::{Same, compare};
pub use invent::Inventor;
pub use walk::{Example, METHODS, decoded, escaped};

use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Registry, Retrieve, Uri, Validator};
use serde_json::{Value, json};

use crate::bench::{key, reading};

/// Where the description stands for the validator, which asks for an address.
const ADDRESS: &str = "https://judge.invalid/description";

/// References lead this far.
const DEEPEST: usize = 20;

/// A description, ready to be asked.
pub struct Description {
    /// The description, with every schema as JSON Schema 2020-12 has it.
    pub schemas: Value,
    /// Every example and default, in the order of their places.
    pub examples: Vec<Example>,
}

impl Description {
    /// Reads a description.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut schemas = reading::value(bytes)?;
        let found = walk::walk(&schemas);
        let old = schemas.get("openapi").and_then(Value::as_str);
        let old = old.is_some_and(|version| version.starts_with("3.0"));
        for place in &found.schemas {
            if let Some(schema) = schemas.pointer_mut(place) {
                translate::schema(schema, old);
            }
        }
        Ok(Self { schemas, examples: found.examples })
    }

    /// What the validator needs once for all places.
    pub fn registry(&self) -> Result<Registry<'_>, String> {
        Registry::new()
            .draft(Draft::Draft202012)
            .retriever(Nothing)
            .add(ADDRESS, &self.schemas)
            .and_then(|registry| registry.prepare())
            .map_err(|error| error.to_string())
    }

    /// The schemas that all shared types are described by, by their places.
    pub fn components(&self) -> Vec<String> {
        let components = self.schemas.pointer("/components/schemas").and_then(Value::as_object);
        let names = components.into_iter().flat_map(|components| components.keys());
        names.map(|name| format!("/components/schemas/{}", escaped(name))).collect()
    }

    /// Different values that the schema at a place allows and that are fit: so many, or as many as are
    /// found in so many tries. They are the same in every run.
    pub fn values(
        &self,
        judge: &mut Judge<'_>,
        place: &str,
        (count, tries): (usize, usize),
        is_fit: impl Fn(&Value) -> bool,
    ) -> Vec<Value> {
        let mut found = Vec::new();
        let Some(schema) = self.schemas.pointer(place) else { return found };
        let mut inventor = Inventor::new(&self.schemas, key(&[place.as_bytes()]));
        for nth in 0..tries {
            let with_all = nth % 2 == 0;
            let made = if with_all { inventor.value(schema) } else { inventor.least(schema) };
            let Some(value) = made else { continue };
            let is_new = is_fit(&value) && !found.contains(&value);
            if is_new && judge.allows(place, &value) == Some(true) {
                found.push(value);
            }
            if found.len() == count {
                break;
            }
        }
        found
    }

    /// Where something stands that a place may refer to.
    pub fn target(&self, place: &str) -> Option<String> {
        let mut place = place.to_owned();
        for _ in 0..DEEPEST {
            let reference = self.schemas.pointer(&place)?.get("$ref").and_then(Value::as_str);
            let Some(pointer) = reference.and_then(|it| it.strip_prefix('#')) else { break };
            place = decoded(pointer);
        }
        Some(place)
    }

    /// The place that a schema stands for, if it does nothing but refer.
    pub fn target_of(&self, place: &str) -> Option<String> {
        let reference = self.schemas.pointer(place)?.get("$ref")?.as_str()?;
        Some(decoded(reference.strip_prefix('#')?))
    }
}

/// Who says whether a value is allowed.
pub struct Judge<'d> {
    registry: &'d Registry<'d>,
    validators: BTreeMap<(String, Members), Option<Validator>>,
}

/// Which members an object may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Members {
    /// Those that are described, and others where they are not ruled out.
    Any,
    /// Those that are described.
    Described,
}

impl<'d> Judge<'d> {
    /// One who has not been asked yet.
    pub fn new(registry: &'d Registry<'d>) -> Self {
        Self { registry, validators: BTreeMap::new() }
    }

    /// Whether the schema at a place allows a value; none if the schema itself is wrong.
    pub fn allows(&mut self, place: &str, value: &Value) -> Option<bool> {
        Some(self.validator(place, Members::Any)?.is_valid(value))
    }

    /// Whether the schema at a place allows a value and describes each of its members.
    pub fn describes(&mut self, place: &str, value: &Value) -> Option<bool> {
        Some(self.validator(place, Members::Described)?.is_valid(value))
    }

    /// Whether all that is wrong with a value is that several alternatives allow it where only one may.
    pub fn finds_it_ambiguous(&mut self, place: &str, value: &Value) -> Option<bool> {
        let several = |kind: &ValidationErrorKind| {
            matches!(kind, ValidationErrorKind::OneOfMultipleValid { .. })
        };
        self.finds_only(place, value, several)
    }

    /// Whether all that is wrong with a value is that it has values beside those that are listed.
    pub fn misses_only_values(&mut self, place: &str, value: &Value) -> Option<bool> {
        let listed = |kind: &ValidationErrorKind| {
            matches!(kind, ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. })
        };
        self.finds_only(place, value, listed)
    }

    /// Whether something is wrong with a value, and nothing but this.
    fn finds_only(
        &mut self,
        place: &str,
        value: &Value,
        is_this: fn(&ValidationErrorKind) -> bool,
    ) -> Option<bool> {
        let mut faults = self.validator(place, Members::Any)?.iter_errors(value).peekable();
        Some(faults.peek().is_some() && faults.all(|fault| is_this(fault.kind())))
    }

    fn validator(&mut self, place: &str, members: Members) -> Option<&Validator> {
        let key = (place.to_owned(), members);
        if !self.validators.contains_key(&key) {
            let validator = self.made(place, members);
            self.validators.insert(key.clone(), validator);
        }
        self.validators.get(&key)?.as_ref()
    }

    fn made(&self, place: &str, members: Members) -> Option<Validator> {
        let place = format!("{ADDRESS}#{}", walk::encoded(place));
        let schema = match members {
            Members::Any => json!({"$ref": place}),
            Members::Described => json!({"$ref": place, "unevaluatedProperties": false}),
        };
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(self.registry)
            .with_retriever(Nothing)
            .should_validate_formats(false)
            .build(&schema)
            .ok()
    }
}

/// Other files are not looked at: what they would say is not known.
struct Nothing;

impl Retrieve for Nothing {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Ok(json!(false))
    }
}

#[cfg(test)]
mod tests {
    use super::{Description, Judge};
    use serde_json::json;

    const OLD: &str = "
openapi: 3.0.3
paths:
  /a/{b}:
    get:
      responses:
        200:
          content:
            application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {age: null}}
components:
  schemas:
    Pet:
      type: object
      properties:
        age: {type: integer, nullable: true, minimum: 3, exclusiveMinimum: true, example: 4}
";

    #[test]
    fn an_old_schema_is_asked_as_a_new_one() {
        let description = Description::read(OLD.as_bytes()).unwrap();
        let registry = description.registry().unwrap();
        let mut judge = Judge::new(&registry);
        let place = "/paths/~1a~1{b}/get/responses/200/content/application~1json/schema";
        for (value, allowed) in [
            (json!({"age": null}), true),
            (json!({"age": 4}), true),
            (json!({"age": 3}), false),
            (json!({"age": "4"}), false),
        ] {
            assert_eq!(judge.allows(place, &value), Some(allowed), "{value}");
        }
        assert_eq!(judge.allows("/components/schemas/None", &json!(1)), None);
        let places: Vec<&str> = description.examples.iter().map(|found| &*found.place).collect();
        assert_eq!(places, [place, "/components/schemas/Pet/properties/age"]);
        assert_eq!(description.target_of(place).unwrap(), "/components/schemas/Pet");
    }
}
