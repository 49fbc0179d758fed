//! Place → [`Origin`]: the way to a schema in the words of an API. It depends on where the schema
//! stands and never on who was first to refer to it.

use std::collections::BTreeMap;

use crate::api::{Origin, Step};
use crate::document::SchemaId;
use crate::lower::schema::{Schemas, Suffix, title_of};
use crate::source::{NodeId, Segment};

/// The ways to the schemas of a document.
pub(in crate::lower) struct Origins<'s> {
    schemas: &'s Schemas<'s>,
    /// The schema at each node.
    schema_at: BTreeMap<NodeId, SchemaId>,
    /// Nodes from which names start anew, and the way to each of them.
    anchors: BTreeMap<NodeId, Vec<Step>>,
}

impl<'s> Origins<'s> {
    pub(super) fn new(schemas: &'s Schemas<'s>) -> Self {
        let written = schemas.document.schemas.iter();
        let schema_at = written.filter_map(|(id, schema)| Some((schema.at?, id))).collect();
        Self { schemas, schema_at, anchors: BTreeMap::new() }
    }

    /// Lets names start anew at a node.
    pub(in crate::lower) fn anchor(&mut self, at: NodeId, path: Vec<Step>) {
        self.anchors.entry(at).or_insert(path);
    }

    /// The origin of a schema that stands at a node, or of a synthetic one that is composed of such.
    pub(in crate::lower) fn of_schema(&self, id: SchemaId, at: NodeId) -> Origin {
        let mut origin = self.of_node(at);
        origin.path.extend(self.suffix(id));
        origin
    }

    /// The steps behind the place of a synthetic schema.
    fn suffix(&self, id: SchemaId) -> Vec<Step> {
        let steps = self.schemas.suffix(id).into_iter().map(|suffix| match suffix {
            Suffix::Step(step) => step,
            Suffix::LastStepOf(other) => {
                let at = self.schemas.schema(other).at;
                let path = at.map(|at| self.of_schema(other, at).path);
                path.and_then(|path| path.into_iter().next_back()).unwrap_or(Step::Variant(1))
            }
        });
        steps.collect()
    }

    /// The origin of what stands at a node.
    pub(in crate::lower) fn of_node(&self, at: NodeId) -> Origin {
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
        Origin { at: self.schemas.document.pointer(at), path }
    }

    /// What the schema at a node is called as an alternative.
    fn title(&self, at: NodeId) -> Option<String> {
        title_of(self.schemas, *self.schema_at.get(&at)?)
    }

    /// The nodes from the root, which is left out, to a node, each with the step to it.
    fn way_to(&self, mut at: NodeId) -> Vec<(NodeId, Segment)> {
        let mut way = Vec::new();
        while let Some((parent, segment)) = &self.schemas.document.places[at].step {
            way.push((at, segment.clone()));
            at = *parent;
        }
        way.reverse();
        way
    }
}

/// What the next step of a pointer names.
enum Next {
    /// A keyword.
    Keyword,
    /// A member of the object that the keyword before it describes.
    Member,
    /// A part of an `allOf`.
    Part,
    /// An alternative of a `oneOf` or an `anyOf`.
    Variant,
    /// Something that its author named, and a word for what it is where it is no type itself.
    Shared(Option<&'static str>),
    /// Nothing worth a word, such as a media type.
    Silent,
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
