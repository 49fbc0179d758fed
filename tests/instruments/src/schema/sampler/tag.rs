//! A value and its discriminator → the value with the tag of the schema that it was made for.

use serde_json::{Value, json};

/// The name of the component that a schema is; none for a schema that stands elsewhere.
pub fn component_name<'d>(description: &'d Value, schema: &Value) -> Option<&'d str> {
    let components = description.pointer("/components/schemas")?.as_object()?;
    let found = components.iter().find(|(_, component)| std::ptr::eq(*component, schema));
    found.map(|(name, _)| name.as_str())
}

/// Sets the discriminator of a value to the schema that it was made for: the key of the mapping, or else
/// the schema's name.
pub fn set_tag(value: &mut Value, discriminator: &Value, target: &str) {
    let property = discriminator.get("propertyName").and_then(Value::as_str);
    let (Some(property), Value::Object(members)) = (property, value) else { return };
    let name = target.rsplit('/').next().unwrap_or(target);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().find(|(_, to)| **to == target || **to == name);
    let tag = mapped.map_or(name, |(tag, _)| tag);
    members.insert(property.to_owned(), json!(tag));
}
