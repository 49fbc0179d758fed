//! A value that may be sent, for examples and for calls that try an operation out.

use std::fmt;

/// A JSON value that its schema allows, as far as that is known. Numbers are as written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Sample {
    /// Null, which also stands where no value is known.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Sample>),
    /// An object, in the author's order.
    Object(Vec<(String, Sample)>),
    /// A text with the JSON of a value.
    Json(Box<Sample>),
    /// A value of the variant of a union at this position.
    Variant(usize, Box<Sample>),
}

impl Sample {
    /// The member of an object.
    pub fn member(&self, name: &str) -> Option<&Sample> {
        let members = match self {
            Sample::Object(members) => members,
            Sample::Variant(_, value) => return value.member(name),
            _ => return None,
        };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value for people: a text without its quotes, unless that would show nothing.
    pub fn as_text(&self) -> String {
        match self {
            Sample::Text(text) if !text.trim().is_empty() => text.clone(),
            Sample::Json(value) => value.to_string(),
            Sample::Variant(_, value) => value.as_text(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Sample {
    /// Writes the value as JSON on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sample::Null => f.write_str("null"),
            Sample::Bool(value) => write!(f, "{value}"),
            Sample::Number(digits) => f.write_str(digits),
            Sample::Text(text) => write_text(text, f),
            Sample::Json(value) => write_text(&value.to_string(), f),
            Sample::Variant(_, value) => value.fmt(f),
            Sample::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Sample::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_text(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

impl fmt::Debug for Sample {
    /// Writes the value as JSON, which is shorter than the derived form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::Value::from(text).to_string())
}
