//! Place → [`Origin`]: the way to a schema in the words of an API. It depends on where the schema
//! stands and never on who was first to refer to it.

use super::Lowering;
use crate::api::{Origin, Step};
use crate::source::{NodeId, Segment};

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

    /// The origin of what stands at a node.
    pub(super) fn origin(&self, at: NodeId) -> Origin {
        let mut path = Vec::new();
        let mut next = Next::Keyword;
        for (node, segment) in self.way_to(at) {
            next = step(&mut path, &segment, &next);
            if let Some(anchored) = self.anchors.get(&node) {
                path = anchored.clone();
            }
        }
        Origin { at: self.document.pointer(at), path }
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
