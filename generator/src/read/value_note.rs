//! The extensions of an enum → what each of its values is called and what is said of it: a list in the order of
//! the values, a map from the value or its name to a text, or a list of objects with the value in each.

use super::field::Fields;
use crate::document::ValueNote;
use crate::source::{Node, NodeKind};

/// Extensions that name values, those in wider use first.
const NAMES: [&str; 4] = ["x-enum-varnames", "x-enumNames", "x-enum-names", "x-go-enum-varnames"];

/// Extensions that describe values, those in wider use first.
const DESCRIPTIONS: [&str; 6] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-enum-comments",
    "x-google-enum-descriptions",
    "x-annotation-enumDescriptions",
];

/// Extensions that have an object for each value.
const OBJECTS: [&str; 2] = ["x-ms-enum", "x-enum-elements"];

/// What is said of each of the listed values but null; empty if nothing is said.
pub(super) fn value_notes(fields: &mut Fields<'_>, values: &[Node]) -> Vec<ValueNote> {
    let mut take = |keys: &[&'static str]| keys.iter().filter_map(|key| fields.take(key)).collect();
    let (names, descriptions): (Vec<&Node>, Vec<&Node>) = (take(&NAMES), take(&DESCRIPTIONS));
    let objects: Vec<&Node> = take(&OBJECTS);
    let count = values.iter().filter(|value| !is_null(value)).count();
    let mut notes: Vec<ValueNote> = Vec::new();
    for (index, value) in values.iter().enumerate().filter(|(_, value)| !is_null(value)) {
        // Some authors have an item for null in their lists, others have not.
        let place = Place { value, all: index, values: notes.len(), count };
        let object = objects.iter().find_map(|node| place.object(node));
        let of_object = |key| object.and_then(|object| text(object.get(key)?));
        let name = names.iter().find_map(|node| place.text(node, None));
        let name = name.or_else(|| of_object("name"));
        let description = descriptions.iter().find_map(|node| place.text(node, name.as_deref()));
        let description = description.or_else(|| of_object("description"));
        notes.push(ValueNote { name, description, ..ValueNote::default() });
    }
    let is_said = notes.iter().any(|note| *note != ValueNote::default());
    if is_said { notes } else { Vec::new() }
}

/// A value among those that are listed.
struct Place<'n> {
    value: &'n Node,
    /// Its index among all values.
    all: usize,
    /// Its index among the values that are not null.
    values: usize,
    /// How many values are not null.
    count: usize,
}

impl Place<'_> {
    /// The text for the value, in a list or a map. A map may know the value by its name.
    fn text(&self, node: &Node, name: Option<&str>) -> Option<String> {
        match &node.kind {
            NodeKind::List(items) => {
                let index = if items.len() == self.count { self.values } else { self.all };
                text(items.get(index)?)
            }
            NodeKind::Map(_) => {
                let by_value = node.get(&spelled(self.value)?);
                text(by_value.or_else(|| node.get(name?))?)
            }
            _ => None,
        }
    }

    /// The object for the value: of the values of an object, or of a list.
    fn object<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        let objects = node.get("values").unwrap_or(node).as_list()?;
        let own = spelled(self.value);
        objects.iter().find(|object| {
            let stated = object.get("value").or_else(|| object.get("name"));
            own.is_some() && stated.and_then(spelled) == own
        })
    }
}

fn is_null(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Null)
}

/// A text that says something.
fn text(node: &Node) -> Option<String> {
    node.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A single value as the key of a map spells it.
fn spelled(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::String(text) => Some(text.to_string()),
        NodeKind::Number(number) => Some(number.as_written().to_owned()),
        NodeKind::Bool(value) => Some(value.to_string()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
    }
}
