//! The styles of parameters (OpenAPI 3.1.1, section 4.8.12): a name and a value → text.
//!
//! Null is not sent, neither by itself nor within another value, and an empty list is like null (RFC
//! 6570, section 2.3). For values that the specification states no spelling for, common practice is
//! followed: a list or an object within a list or an object is spelled as JSON; within a deep object,
//! each level adds a pair of brackets.

use std::borrow::Cow;

use super::escape::{escape, escape_name};
use super::{Place, Tree};

/// The style of a parameter, and its options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    shape: Shape,
    explode: bool,
    reserved: bool,
    empty: bool,
}

/// The styles by their names in the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Matrix,
    Label,
    Simple,
    Form,
    Spaces,
    Pipes,
    Tabs,
    Deep,
    Json,
}

impl Shape {
    /// What stands between the values of a list that are spelled together.
    fn delimiter(self, place: Place) -> Cow<'static, str> {
        match self {
            Shape::Spaces => escape(place, false, " "),
            Shape::Pipes => escape(place, false, "|"),
            Shape::Tabs => escape(place, false, "\t"),
            _ => ",".into(),
        }
    }
}

impl Style {
    /// `;name=value`
    pub const MATRIX: Self = Self::of(Shape::Matrix, false);
    /// `.value`
    pub const LABEL: Self = Self::of(Shape::Label, false);
    /// `value`, the default style of paths and headers.
    pub const SIMPLE: Self = Self::of(Shape::Simple, false);
    /// `name=1&name=2`, the default style of queries and cookies.
    pub const FORM: Self = Self::of(Shape::Form, true);
    /// `name=1 2`
    pub const SPACES: Self = Self::of(Shape::Spaces, false);
    /// `name=1|2`
    pub const PIPES: Self = Self::of(Shape::Pipes, false);
    /// `name=1`, a tab, `2`
    pub const TABS: Self = Self::of(Shape::Tabs, false);
    /// `name[key]=1`; within lists `name[]=1`, or `name[0][key]=1` where the items are no scalars.
    pub const DEEP_OBJECT: Self = Self::of(Shape::Deep, true);
    /// The value as JSON.
    pub const JSON: Self = Self::of(Shape::Json, false);

    const fn of(shape: Shape, explode: bool) -> Self {
        Self { shape, explode, reserved: false, empty: false }
    }

    /// Spells each value of a list or an object separately (`explode: true`).
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Spells the values of a list or an object together (`explode: false`).
    pub const fn joined(mut self) -> Self {
        self.explode = false;
        self
    }

    /// Does not escape reserved characters.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Sends `name=` for null and for an empty list.
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// The escaped `name=value` pairs of a query, a form or a cookie.
    pub fn pairs(self, place: Place, name: &str, value: &Tree<'_>) -> Vec<String> {
        let pair = |name: &str, value: &str| self.pair(place, name, value);
        let pairs = match (self.shape, value) {
            (Shape::Json, _) => value.json().map(|json| pair(name, json)).into_iter().collect(),
            (Shape::Deep, _) => self.deep(place, name.to_owned(), value),
            (_, Tree::Null) => Vec::new(),
            (_, Tree::Scalar(text, _)) => vec![pair(name, text)],
            (_, Tree::List(items, _)) if self.explode => {
                items.iter().filter_map(Tree::text).map(|item| pair(name, item)).collect()
            }
            (_, Tree::Object(members, _)) if self.explode => {
                members.iter().flat_map(|(name, value)| self.member(place, name, value)).collect()
            }
            (shape, Tree::List(..) | Tree::Object(..)) => {
                let delimiter = shape.delimiter(place);
                let texts = self.texts(place, value);
                let name = escape_name(place, name);
                match texts.is_empty() {
                    true => Vec::new(),
                    false => vec![format!("{name}={}", texts.join(&delimiter))],
                }
            }
        };
        if pairs.is_empty() && self.empty { vec![pair(name, "")] } else { pairs }
    }

    /// The pairs of a member of an object that has no style of its own: a pair for each item of a list, and
    /// JSON for an object.
    pub fn member(self, place: Place, name: &str, value: &Tree<'_>) -> Vec<String> {
        match value {
            Tree::List(items, _) => {
                let items = items.iter().filter_map(Tree::text);
                items.map(|item| self.pair(place, name, item)).collect()
            }
            _ => value.text().map(|text| self.pair(place, name, text)).into_iter().collect(),
        }
    }

    /// The escaped text of a path or a header; `None` where there is nothing to send.
    pub fn text(self, place: Place, name: &str, value: &Tree<'_>) -> Option<String> {
        if self.shape == Shape::Json {
            return value.json().map(|json| escape(place, false, json).into_owned());
        }
        let texts = self.texts(place, value);
        let name = escape_name(place, name);
        let joined = self.shape.delimiter(place);
        let (prefix, delimiter) = match self.shape {
            Shape::Matrix => (";", ";"),
            Shape::Label => (".", "."),
            _ => ("", &*joined),
        };
        // The members of an object have names of their own. An empty value is spelled without `=`.
        let named = |text: &String| {
            if text.is_empty() { name.to_string() } else { format!("{name}={text}") }
        };
        let by_name = self.shape == Shape::Matrix;
        let spelled = match value {
            _ if texts.is_empty() => return None,
            Tree::Object(..) if self.explode => texts.join(delimiter),
            _ if self.explode && by_name => {
                texts.iter().map(named).collect::<Vec<_>>().join(delimiter)
            }
            _ if by_name => named(&texts.join(&joined)),
            _ => texts.join(if self.explode { delimiter } else { &joined }),
        };
        Some(format!("{prefix}{spelled}"))
    }

    /// The escaped texts of a value, one level deep: `name=value` for the members of an object that
    /// is exploded, else names and values in turn.
    fn texts(self, place: Place, value: &Tree<'_>) -> Vec<String> {
        let escaped = |text: &str| escape(place, self.reserved, text).into_owned();
        match value {
            Tree::Null => Vec::new(),
            Tree::Scalar(text, _) => vec![escaped(text)],
            Tree::List(items, _) => items.iter().filter_map(Tree::text).map(escaped).collect(),
            Tree::Object(members, _) => {
                let members = members.iter().filter_map(|(name, value)| {
                    let value = escaped(value.text()?);
                    let name = escape(place, false, name).into_owned();
                    Some(match (self.explode, self.shape) {
                        (true, Shape::Matrix) if value.is_empty() => vec![name],
                        (true, _) => vec![format!("{name}={value}")],
                        (false, _) => vec![name, value],
                    })
                });
                members.flatten().collect()
            }
        }
    }

    fn deep(self, place: Place, name: String, value: &Tree<'_>) -> Vec<String> {
        match value {
            Tree::Null => Vec::new(),
            Tree::Scalar(text, _) => vec![self.pair(place, &name, text)],
            Tree::Object(members, _) => members
                .iter()
                .flat_map(|(key, value)| self.deep(place, format!("{name}[{key}]"), value))
                .collect(),
            Tree::List(items, _) => {
                let flat = items.iter().all(|item| matches!(item, Tree::Null | Tree::Scalar(..)));
                // Some descriptions write the brackets of a list into its name.
                let of_item = |index: usize| match flat {
                    true if name.ends_with("[]") => name.clone(),
                    true => format!("{name}[]"),
                    false => format!("{}[{index}]", name.strip_suffix("[]").unwrap_or(&name)),
                };
                let items = items.iter().enumerate();
                items.flat_map(|(index, item)| self.deep(place, of_item(index), item)).collect()
            }
        }
    }

    fn pair(self, place: Place, name: &str, value: &str) -> String {
        [escape_name(place, name), escape(place, self.reserved, value)].join("=")
    }
}
