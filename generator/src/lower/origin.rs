//! Place → [`Origin`]: the way to a schema in the words of an API. It depends on where the schema
//! stands and never on who was first to refer to it.

use super::Lowering;
use crate::api::{Origin, Step};
use crate::document::{Reference, SchemaId};
use crate::source::{NodeId, Segment};

/// A title of more letters names nothing.
const LONGEST_NAME: usize = 40;

/// What the next step of a pointer names.
enum Next {
    /// A keyword.
    Keyword,
    /// A member of the object that the keyword before it describes.
    Member,
    /// A part, a variant: an item of the list before it.
    Part,
    Variant,
    /// Something that its author named, and a word for what it is where it is no type itself.
    Shared(Option<&'static str>),
    /// Nothing worth a word, such as a media type.
    Silent,
}

impl Lowering<'_> {
    /// Lets names start anew at a node.
    pub(super) fn anchor(&mut self, at: NodeId, path: Vec<Step>) {
        self.anchors.entry(at).or_insert(path);
    }

    /// The origin of a schema that stands at a node, or was made from one that does.
    pub(super) fn origin_of(&self, id: SchemaId, at: NodeId) -> Origin {
        let mut origin = self.origin(at);
        origin.path.extend(self.suffixes.get(&id).into_iter().flatten().cloned());
        origin
    }

    /// The origin of what stands at a node.
    pub(super) fn origin(&self, at: NodeId) -> Origin {
        let mut path = Vec::new();
        let mut next = Next::Keyword;
        for (node, segment) in self.way_to(at) {
            next = match (&next, self.title(node)) {
                (Next::Variant, Some(title)) => {
                    path.push(Step::Titled(title));
                    Next::Keyword
                }
                _ => step(&mut path, &segment, &next),
            };
            if let Some(anchored) = self.anchors.get(&node) {
                path = anchored.clone();
            }
        }
        Origin { at: self.document.pointer(at), path }
    }

    /// What an alternative is called: by its title, by the component that it refers to, or by the
    /// one value that a member of it may have.
    fn title(&self, at: NodeId) -> Option<String> {
        self.title_of(*self.schema_at.get(&at)?)
    }

    /// The same of a schema.
    pub(super) fn title_of(&self, id: SchemaId) -> Option<String> {
        let schema = self.schema(id)?;
        if let Some(title) = schema.title.as_ref().filter(|title| is_name(title)) {
            return Some(title.clone());
        }
        if let Some(Reference::To(target)) = schema.reference {
            return self.component_name(target);
        }
        // Of several such members the first by name, wherever it is written.
        let constants = schema
            .properties
            .iter()
            .filter_map(|(name, property)| Some((name.clone(), self.only_text(*property)?)));
        constants.min().map(|(_, text)| text)
    }

    /// The only text that a schema allows.
    fn only_text(&self, id: SchemaId) -> Option<String> {
        match self.schema(id)?.values.as_deref() {
            Some([single]) => single.as_str().map(str::to_owned),
            _ => None,
        }
    }

    /// The name of a shared schema.
    pub(super) fn component_name(&self, id: SchemaId) -> Option<String> {
        if self.made_of.contains_key(&id) {
            return None;
        }
        let pointer = self.document.pointer(self.schema(id)?.at?);
        match pointer.segments() {
            [components, schemas, Segment::Key(name)]
                if components.key() == Some("components") && schemas.key() == Some("schemas") =>
            {
                Some(name.to_string())
            }
            _ => None,
        }
    }

    /// The nodes from the root, which is left out, to a node, each with the step to it.
    fn way_to(&self, mut at: NodeId) -> Vec<(NodeId, Segment)> {
        let mut way = Vec::new();
        while let Some(place) = self.document.places.get(at) {
            let Some((parent, segment)) = &place.step else {
                break;
            };
            way.push((at, segment.clone()));
            at = *parent;
        }
        way.reverse();
        way
    }
}

/// Whether a title is short enough for a name; others are sentences.
pub(super) fn is_name(title: &str) -> bool {
    title.chars().count() <= LONGEST_NAME
}

/// Adds the word of one step, and says what the one after it names.
fn step(path: &mut Vec<Step>, segment: &Segment, here: &Next) -> Next {
    let ordinal = match segment {
        Segment::Index(index) => usize::try_from(*index).unwrap_or_default() + 1,
        Segment::Key(_) => 0,
    };
    match (here, segment.key()) {
        (Next::Keyword, Some(key)) => return keyword(path, key),
        (Next::Member, Some(key)) => path.push(Step::Member(key.to_owned())),
        (Next::Shared(kind), Some(key)) => {
            path.push(Step::Shared(key.to_owned()));
            path.extend(kind.map(|kind| Step::Other(kind.to_owned())));
        }
        (Next::Part, None) => path.push(Step::Part(ordinal)),
        (Next::Variant, None) => path.push(Step::Variant(ordinal)),
        _ => {}
    }
    Next::Keyword
}

fn keyword(path: &mut Vec<Step>, key: &str) -> Next {
    match key {
        "properties" | "patternProperties" => return Next::Member,
        "allOf" => return Next::Part,
        "oneOf" | "anyOf" => return Next::Variant,
        "schemas" | "$defs" | "definitions" => return Next::Shared(None),
        "responses" => return Next::Shared(Some("answer")),
        "parameters" => return Next::Shared(Some("parameter")),
        "requestBodies" => return Next::Shared(Some("body")),
        "headers" => return Next::Shared(Some("header")),
        "content" => return Next::Silent,
        "items" => path.push(Step::Item),
        "additionalProperties" => path.push(Step::Value),
        "requestBody" => path.push(Step::Body),
        _ => {}
    }
    Next::Keyword
}
