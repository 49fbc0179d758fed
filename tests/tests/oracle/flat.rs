//! A schema of openapiv3, whose fields stand in a different place for each kind, as one list of
//! fields; and what 3.0 writes in its own way, as 3.1 writes it.

use std::borrow::Borrow;

use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};

/// The types of JSON, null apart.
const TYPES: [&str; 6] = ["boolean", "integer", "number", "string", "array", "object"];

/// What stands where a schema is asked for.
#[derive(Clone, Copy)]
pub enum Place<'s> {
    /// A schema.
    Schema(&'s Schema),
    /// A `$ref`.
    Reference(&'s str),
}

impl<'s> Place<'s> {
    /// What stands there, boxed or not.
    pub fn of<S: Borrow<Schema>>(place: &'s ReferenceOr<S>) -> Self {
        match place {
            ReferenceOr::Item(schema) => Place::Schema(schema.borrow()),
            ReferenceOr::Reference { reference } => Place::Reference(reference),
        }
    }
}

/// The fields of a schema.
#[derive(Default)]
pub struct Flat<'s> {
    stated_nullable: bool,
    name: Option<&'s str>,
    listed: Vec<serde_json::Value>,
    pub format: Option<String>,
    pub properties: Vec<(&'s String, Place<'s>)>,
    pub required: &'s [String],
    pub additional: Option<&'s AdditionalProperties>,
    pub items: Option<Place<'s>>,
    all_of: &'s [ReferenceOr<Schema>],
    one_of: &'s [ReferenceOr<Schema>],
    any_of: &'s [ReferenceOr<Schema>],
}

impl<'s> Flat<'s> {
    /// The fields of a schema.
    pub fn of(schema: &'s Schema) -> Self {
        let flat = match &schema.schema_kind {
            SchemaKind::Type(of) => Self::of_type(of),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { .. } => Self::default(),
            SchemaKind::Any(any) => Self::of_any(any),
        };
        Self { stated_nullable: schema.schema_data.nullable, ..flat }
    }

    fn of_type(of: &'s Type) -> Self {
        let flat = Self::default();
        match of {
            Type::String(of) => Self {
                name: Some("string"),
                format: format(&of.format, string_format),
                listed: listed(&of.enumeration),
                ..flat
            },
            Type::Number(of) => Self {
                name: Some("number"),
                format: format(&of.format, |known| format!("{known:?}").to_lowercase()),
                listed: listed(&of.enumeration),
                ..flat
            },
            Type::Integer(of) => Self {
                name: Some("integer"),
                format: format(&of.format, |known| format!("{known:?}").to_lowercase()),
                listed: listed(&of.enumeration),
                ..flat
            },
            Type::Boolean(of) => {
                Self { name: Some("boolean"), listed: listed(&of.enumeration), ..flat }
            }
            Type::Array(of) => {
                Self { name: Some("array"), items: of.items.as_ref().map(Place::of), ..flat }
            }
            Type::Object(of) => Self {
                name: Some("object"),
                properties: of.properties.iter().map(|(name, of)| (name, Place::of(of))).collect(),
                required: &of.required,
                additional: of.additional_properties.as_ref(),
                ..flat
            },
        }
    }

    fn of_any(any: &'s AnySchema) -> Self {
        Self {
            stated_nullable: false,
            name: any.typ.as_deref(),
            listed: any.enumeration.clone(),
            format: any.format.clone(),
            properties: any.properties.iter().map(|(name, of)| (name, Place::of(of))).collect(),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref().map(Place::of),
            all_of: &any.all_of,
            one_of: &any.one_of,
            any_of: &any.any_of,
        }
    }

    /// The type; openapiv3 takes any text for one, of which we say that it is none.
    /// Where nothing but null is listed, null is the only value, whatever type stands beside it.
    pub fn types(&self) -> String {
        if !self.listed.is_empty() && self.listed.iter().all(serde_json::Value::is_null) {
            return String::new();
        }
        self.name.filter(|name| TYPES.contains(name)).unwrap_or_default().to_owned()
    }

    /// Whether null is allowed, however that is spelled.
    pub fn nullable(&self) -> bool {
        self.stated_nullable
            || self.name == Some("null")
            || self.listed.iter().any(serde_json::Value::is_null)
            || self.one_of.iter().chain(self.any_of).any(is_only_null)
    }

    /// The values of the enum, null apart.
    pub fn values(&self) -> Vec<String> {
        let values = self.listed.iter().filter(|value| !value.is_null());
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(_) => "(a number)".to_owned(),
            _ => "(neither text nor number)".to_owned(),
        };
        values.map(text).collect()
    }

    /// The schemas that it is put together from, without an alternative that is only null.
    pub fn branches(&self) -> [(&'static str, Vec<Place<'s>>); 3] {
        let alternatives = |of: &'s [ReferenceOr<Schema>]| -> Vec<Place<'s>> {
            of.iter().filter(|branch| !is_only_null(branch)).map(Place::of).collect()
        };
        [
            ("allOf", self.all_of.iter().map(Place::of).collect()),
            ("oneOf", alternatives(self.one_of)),
            ("anyOf", alternatives(self.any_of)),
        ]
    }
}

/// Whether a schema is `{}`, which as `additionalProperties` is the same as `true`.
pub fn says_nothing(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = schema else { return false };
    schema.schema_data == Default::default()
        && schema.schema_kind == SchemaKind::Any(AnySchema::default())
}

fn is_only_null(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = schema else { return false };
    let flat = Flat::of(schema);
    flat.name == Some("null")
        || (flat.name.is_none() && matches!(flat.listed.as_slice(), [only] if only.is_null()))
}

fn listed<T: Clone + Into<serde_json::Value>>(values: &[Option<T>]) -> Vec<serde_json::Value> {
    values.iter().cloned().map(serde_json::Value::from).collect()
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, known: impl Fn(&T) -> String) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => Some(known(format)),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: &StringFormat) -> String {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
    .to_owned()
}
