//! A description → which values its schemas allow, samples of these values, and whether two values are
//! equal. No code is shared with the generator: a fault of both would never be seen.

mod equality;
mod integer_range;
mod pattern;
mod sampler;
mod subschemas;
mod translate;
mod walk;

pub use equality::{Equality, Lacking, compare};
pub use sampler::Sampler;
pub use subschemas::target;
pub use walk::{Example, METHODS, decoded, escaped};

use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Registry, Retrieve, Uri, Validator};
use serde_json::{Value, json};

use crate::runner::{key, parse};

/// The base URI of the description; the validator wants one.
const BASE_URI: &str = "https://description.invalid";

/// How many references are followed one after another: more are a cycle.
const MAX_REFERENCES: usize = 20;

/// The schemas of a description, and their examples.
pub struct Schemas {
    /// The description, with every schema translated to JSON Schema 2020-12.
    pub document: Value,
    /// Every example and default, in the order in which they are written.
    pub examples: Vec<Example>,
}

impl Schemas {
    /// Parses a description, and translates its schemas.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut document = parse::json_value(bytes)?;
        let found = walk::walk(&document);
        let is_3_0 = document.get("openapi").and_then(Value::as_str);
        let is_3_0 = is_3_0.is_some_and(|version| version.starts_with("3.0"));
        for pointer in &found.schemas {
            if let Some(schema) = document.pointer_mut(pointer) {
                translate::schema(schema, is_3_0);
            }
        }
        Ok(Self { document, examples: found.examples })
    }

    /// The description as the validators need it to follow references.
    pub fn registry(&self) -> Result<Registry<'_>, String> {
        Registry::new()
            .draft(Draft::Draft202012)
            .retriever(OtherFiles)
            .add(BASE_URI, &self.document)
            .and_then(|registry| registry.prepare())
            .map_err(|error| error.to_string())
    }

    /// The pointers of the component schemas.
    pub fn components(&self) -> Vec<String> {
        let components = self.document.pointer("/components/schemas").and_then(Value::as_object);
        let names = components.into_iter().flat_map(|components| components.keys());
        names.map(|name| format!("/components/schemas/{}", escaped(name))).collect()
    }

    /// Distinct values that the schema at a pointer allows and that `is_fit` accepts: `count` of them, or as
    /// many as are found in `tries`. Every run finds the same values.
    pub fn values(
        &self,
        validators: &mut Validators<'_>,
        pointer: &str,
        (count, tries): (usize, usize),
        is_fit: impl Fn(&Value) -> bool,
    ) -> Vec<Value> {
        let mut found = Vec::new();
        let Some(schema) = self.document.pointer(pointer) else { return found };
        let mut sampler = Sampler::new(&self.document, key(&[pointer.as_bytes()]));
        for nth in 0..tries {
            let with_all = nth % 2 == 0;
            let made = if with_all { sampler.value(schema) } else { sampler.minimal(schema) };
            let Some(value) = made else { continue };
            let is_new = is_fit(&value) && !found.contains(&value);
            if is_new && validators.allows(pointer, &value) == Some(true) {
                found.push(value);
            }
            if found.len() == count {
                break;
            }
        }
        found
    }

    /// The pointer of what a reference leads to; the given pointer, if it holds no reference.
    pub fn target(&self, pointer: &str) -> Option<String> {
        let mut pointer = pointer.to_owned();
        for _ in 0..MAX_REFERENCES {
            let reference = self.document.pointer(&pointer)?.get("$ref").and_then(Value::as_str);
            let Some(fragment) = reference.and_then(|it| it.strip_prefix('#')) else { break };
            pointer = decoded(fragment);
        }
        Some(pointer)
    }

    /// The pointer that the `$ref` of a schema names; none without a `$ref`.
    pub fn target_of(&self, pointer: &str) -> Option<String> {
        let reference = self.document.pointer(pointer)?.get("$ref")?.as_str()?;
        Some(decoded(reference.strip_prefix('#')?))
    }
}

/// The validators of the schemas of a description, compiled when they are needed first.
pub struct Validators<'d> {
    registry: &'d Registry<'d>,
    formats: Formats,
    validators: BTreeMap<(String, Members), Option<Validator>>,
}

/// What a `format` says of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    /// An annotation, which makes no text invalid: authors write dates of many spellings in examples.
    Annotation,
    /// A text of another spelling is invalid.
    Assertion,
}

/// Formats that the validator does not know, each spelled as another that it knows.
pub const UUID_VERSIONS: [&str; 7] =
    ["uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8"];

/// Which members of objects are valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Members {
    /// Those that are described, and others where the schema does not forbid them.
    Any,
    /// Only those that are described.
    Described,
}

impl<'d> Validators<'d> {
    /// No validator is compiled yet.
    pub fn new(registry: &'d Registry<'d>, formats: Formats) -> Self {
        Self { registry, formats, validators: BTreeMap::new() }
    }

    /// Whether the schema at a pointer allows a value; none if the schema itself is invalid.
    pub fn allows(&mut self, pointer: &str, value: &Value) -> Option<bool> {
        Some(self.validator(pointer, Members::Any)?.is_valid(value))
    }

    /// Whether the schema at a pointer allows a value, and describes each of its members.
    pub fn describes_every_member(&mut self, pointer: &str, value: &Value) -> Option<bool> {
        Some(self.validator(pointer, Members::Described)?.is_valid(value))
    }

    /// Whether a value is invalid for the single reason that several alternatives of a `oneOf` allow it.
    pub fn fails_only_by_ambiguity(&mut self, pointer: &str, value: &Value) -> Option<bool> {
        let several = |kind: &ValidationErrorKind| {
            matches!(kind, ValidationErrorKind::OneOfMultipleValid { .. })
        };
        self.fails_only_by(pointer, value, several)
    }

    /// Whether a value is invalid for the single reason that an `enum` or `const` does not list it.
    pub fn fails_only_by_enum(&mut self, pointer: &str, value: &Value) -> Option<bool> {
        let listed = |kind: &ValidationErrorKind| {
            matches!(kind, ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. })
        };
        self.fails_only_by(pointer, value, listed)
    }

    /// Whether a value is invalid, and all its errors are of one kind.
    fn fails_only_by(
        &mut self,
        pointer: &str,
        value: &Value,
        is_expected: fn(&ValidationErrorKind) -> bool,
    ) -> Option<bool> {
        let mut faults = self.validator(pointer, Members::Any)?.iter_errors(value).peekable();
        Some(faults.peek().is_some() && faults.all(|fault| is_expected(fault.kind())))
    }

    fn validator(&mut self, pointer: &str, members: Members) -> Option<&Validator> {
        let key = (pointer.to_owned(), members);
        if !self.validators.contains_key(&key) {
            let validator = self.compiled(pointer, members);
            self.validators.insert(key.clone(), validator);
        }
        self.validators.get(&key)?.as_ref()
    }

    fn compiled(&self, pointer: &str, members: Members) -> Option<Validator> {
        let uri = format!("{BASE_URI}#{}", walk::encoded(pointer));
        let schema = match members {
            Members::Any => json!({"$ref": uri}),
            Members::Described => json!({"$ref": uri, "unevaluatedProperties": false}),
        };
        let mut options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(self.registry)
            .with_retriever(OtherFiles)
            .should_validate_formats(self.formats == Formats::Assertion);
        for version in UUID_VERSIONS {
            options = options.with_format(version, is_uuid);
        }
        options.build(&schema).ok()
    }
}

/// Whether a text is a UUID, of whatever version.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|it| it == '-' || it.is_ascii_hexdigit())
}

/// Stands for other files, which are not loaded: their schemas allow no value.
struct OtherFiles;

impl Retrieve for OtherFiles {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Ok(json!(false))
    }
}

#[cfg(test)]
mod tests {
    use super::{Formats, Schemas, Validators};
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
    fn a_schema_of_3_0_is_validated_as_one_of_3_1() {
        let description = Schemas::read(OLD.as_bytes()).unwrap();
        let registry = description.registry().unwrap();
        let mut validators = Validators::new(&registry, Formats::Annotation);
        let pointer = "/paths/~1a~1{b}/get/responses/200/content/application~1json/schema";
        for (value, allowed) in [
            (json!({"age": null}), true),
            (json!({"age": 4}), true),
            (json!({"age": 3}), false),
            (json!({"age": "4"}), false),
        ] {
            assert_eq!(validators.allows(pointer, &value), Some(allowed), "{value}");
        }
        assert_eq!(validators.allows("/components/schemas/None", &json!(1)), None);
        let pointers: Vec<&str> = description.examples.iter().map(|found| &*found.schema).collect();
        assert_eq!(pointers, [pointer, "/components/schemas/Pet/properties/age"]);
        assert_eq!(description.target_of(pointer).unwrap(), "/components/schemas/Pet");
    }

    #[test]
    fn a_text_of_another_format_is_invalid_where_formats_assert() {
        let text = "
openapi: 3.0.3
components: {schemas: {Id: {type: string, format: uuid4}, Day: {type: string, format: date}}}
";
        let description = Schemas::read(text.as_bytes()).unwrap();
        let registry = description.registry().unwrap();
        for (formats, of_other_texts) in [(Formats::Annotation, true), (Formats::Assertion, false)]
        {
            let mut validators = Validators::new(&registry, formats);
            for (name, text) in
                [("Id", "3fa85f64-5717-4562-b3fc-2c963f66af01"), ("Day", "2024-05-01")]
            {
                let pointer = format!("/components/schemas/{name}");
                assert_eq!(validators.allows(&pointer, &json!(text)), Some(true), "{text}");
                assert_eq!(
                    validators.allows(&pointer, &json!("now")),
                    Some(of_other_texts),
                    "{name}"
                );
            }
        }
    }
}
