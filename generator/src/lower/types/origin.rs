//! Place → [`Origin`]: the path to a schema in the terms of an API. An origin depends on the place of the
//! schema, and never on what was first to refer to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::api::{ComponentKind, Origin, Step};
use crate::document::{ComponentKind as Described, SchemaId};
use crate::lower::schema::{Schemas, Suffix, title_of};
use crate::source::{NodeId, Segment, stem};

/// The origins of the schemas of a document.
pub(in crate::lower) struct Origins<'s> {
    schemas: &'s Schemas<'s>,
    /// The schema at each node.
    schema_at: BTreeMap<NodeId, SchemaId>,
    /// Nodes whose paths are given instead of derived from their pointers, such as an operation.
    anchors: BTreeMap<NodeId, Vec<Step>>,
}

impl<'s> Origins<'s> {
    pub(super) fn new(schemas: &'s Schemas<'s>) -> Self {
        let written = schemas.document.schemas.iter();
        let schema_at = written.filter_map(|(id, schema)| Some((schema.at?, id))).collect();
        let mut origins = Self { schemas, schema_at, anchors: BTreeMap::new() };
        // Components that stand in another file are components all the same.
        for (name, id) in &schemas.document.components {
            if let Some(at) = schemas.schema(*id).at
                && schemas.document.pointer(at).file().is_some()
            {
                origins.anchor(at, vec![Step::Shared(name.to_string(), None)]);
            }
        }
        origins
    }

    /// Gives the path of a node, on which the paths of everything within the node build.
    pub(in crate::lower) fn anchor(&mut self, at: NodeId, path: Vec<Step>) {
        self.anchors.entry(at).or_insert(path);
    }

    /// The origin of a schema at a node. A synthetic schema, which stands nowhere, has the node of what it was
    /// made from, and steps that distinguish it.
    pub(in crate::lower) fn of_schema(&self, id: SchemaId, at: NodeId) -> Origin {
        let mut origin = self.of_node(at);
        origin.path.extend(self.suffix(id));
        origin
    }

    /// The steps that a synthetic schema adds to the path of its node.
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
        let mut file = None;
        let mut parent = None;
        for (node, segment) in self.way_to(at) {
            if let Segment::File(path) = &segment {
                file = Some(path.clone());
            }
            next = match (&next, self.title(node)) {
                (Next::Variant, Some(title)) => {
                    path.push(Step::Titled(title));
                    Next::Keyword
                }
                (Next::Keyword, _) if self.holds_alternatives(parent, &segment) => Next::Variant,
                _ => step(&mut path, &segment, &next, file.as_ref()),
            };
            parent = Some(node);
            if let Some(anchored) = self.anchors.get(&node) {
                path = anchored.clone();
            } else if path.is_empty() {
                path = self.shared(node, &segment, file.as_ref());
            }
        }
        Origin::new(self.schemas.document.pointer(at), path)
    }

    /// Whether a keyword of the schema at a node is an `items` that is read as `anyOf`.
    fn holds_alternatives(&self, at: Option<NodeId>, keyword: &Segment) -> bool {
        let schema = at.and_then(|at| self.schema_at.get(&at)).map(|id| self.schemas.schema(*id));
        keyword.key() == Some("items")
            && schema.is_some_and(|schema| {
                schema.items.is_none()
                    && schema.prefix_items.is_empty()
                    && !schema.any_of.is_empty()
            })
    }

    /// The path of what something refers to, where its place says nothing of what it is: its name is that of its key
    /// or of its file.
    fn shared(&self, at: NodeId, segment: &Segment, file: Option<&Arc<str>>) -> Vec<Step> {
        let document = self.schemas.document;
        let of = |name: &str| Step::Shared(name.to_owned(), file.cloned());
        let schema = self.schema_at.get(&at);
        if let Some(name) = schema.and_then(|schema| document.elsewhere.get(schema)) {
            return vec![of(name)];
        }
        let name = match segment {
            Segment::Key(key) => key,
            Segment::File(path) => stem(path),
            Segment::Index(_) => return Vec::new(),
        };
        let kind = document.roles.get(&at).map(|role| match role {
            Described::Body => ComponentKind::Body,
            Described::Header => ComponentKind::Header,
            Described::MediaType => ComponentKind::MediaType,
            Described::Parameter => ComponentKind::Parameter,
            Described::Response => ComponentKind::Answer,
        });
        kind.map_or_else(Vec::new, |kind| vec![of(name), Step::Component(kind)])
    }

    /// The title that the schema at a node has as an alternative of a union.
    fn title(&self, at: NodeId) -> Option<String> {
        title_of(self.schemas, *self.schema_at.get(&at)?)
    }

    /// The nodes on the way to a node, without the root, each with the segment that leads to it.
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

/// What the next segment of a pointer is.
enum Next {
    /// A keyword.
    Keyword,
    /// The name of a member, behind `properties`.
    Member,
    /// The index of a part of `allOf`.
    Part,
    /// The index of an alternative of `oneOf` or `anyOf`.
    Variant,
    /// The name of a component, and the step that follows for a component that is not a schema.
    Shared(Option<ComponentKind>),
    /// Something that adds no step, such as a media type.
    Silent,
}

/// Adds the step of one segment to a path, and returns what the next segment is.
fn step(path: &mut Vec<Step>, segment: &Segment, here: &Next, file: Option<&Arc<str>>) -> Next {
    let ordinal = match segment {
        Segment::Index(index) => usize::try_from(*index).unwrap_or_default() + 1,
        Segment::Key(_) | Segment::File(_) => 0,
    };
    match (here, segment.key()) {
        (Next::Keyword, Some(key)) => return keyword(path, key),
        (Next::Member, Some(key)) => path.push(Step::Member(key.to_owned())),
        (Next::Shared(kind), Some(key)) => {
            path.push(Step::Shared(key.to_owned(), file.cloned()));
            path.extend(kind.map(Step::Component));
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
        "responses" => return Next::Shared(Some(ComponentKind::Answer)),
        "parameters" => return Next::Shared(Some(ComponentKind::Parameter)),
        "requestBodies" => return Next::Shared(Some(ComponentKind::Body)),
        "mediaTypes" => return Next::Shared(Some(ComponentKind::MediaType)),
        "headers" => return Next::Shared(Some(ComponentKind::Header)),
        "content" => return Next::Silent,
        "items" | "itemSchema" => path.push(Step::Item),
        "additionalProperties" => path.push(Step::Value),
        "requestBody" => path.push(Step::Body),
        _ => {}
    }
    Next::Keyword
}
