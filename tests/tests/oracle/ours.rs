//! What our reader finds in a description.

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use clientsmith::diagnostic::Diagnostics;
use clientsmith::document::{
    Additional, Document, JsonType, MediaType, Operation, Parameter, Reference, SchemaId, Value,
};
use clientsmith::read::read;
use clientsmith::source::{Node, NodeId, NodeKind, Tree};

use super::facts::{Facts, step};

/// Reads a description and tells what is in it, or why it is refused.
pub fn facts(tree: Tree) -> Result<Facts, String> {
    let mut constants = BTreeSet::new();
    find_constants(&tree.root, &mut constants);
    let document =
        read(tree, &BTreeMap::new(), &mut Diagnostics::default()).map_err(|fault| fault.message)?;
    let mut teller = Teller { document: &document, constants, facts: Facts::default() };
    teller.description();
    Ok(teller.facts)
}

/// Finds every object with a `const`.
fn find_constants(node: &Node, constants: &mut BTreeSet<NodeId>) {
    if node.get("const").is_some() {
        constants.insert(node.at);
    }
    let members = node.as_map().unwrap_or_default().iter().map(|(_, member)| member);
    for child in members.chain(node.as_list().unwrap_or_default()) {
        find_constants(child, constants);
    }
}

struct Teller<'d> {
    document: &'d Document,
    constants: BTreeSet<NodeId>,
    facts: Facts,
}

impl Teller<'_> {
    fn description(&mut self) {
        let document = self.document;
        let mut operations = Vec::new();
        for operation in &document.operations {
            // openapiv3 takes what does not begin with a slash for no path; we say so of it, and
            // make an operation of it.
            if operation.path.starts_with('/') {
                operations.push(format!("{} {}", operation.method.key(), operation.path));
                self.operation(operation);
            }
        }
        self.facts.tell("", "paths", operations);
        let names = document.components.iter().map(|(name, _)| name.to_string());
        self.facts.tell("/components", "schemas", names);
        for (name, id) in &document.components {
            self.schema(&format!("/components/schemas/{}", step(name)), *id);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let at = format!("/paths/{}/{}", step(&operation.path), operation.method.key());
        self.facts.tell(&at, "operationId", operation.id.clone());
        self.facts.tell(&at, "tags", operation.tags.iter().cloned());
        self.facts.tell_if(&at, "deprecated", operation.deprecated);
        self.facts.tell(&at, "parameters", operation.parameters.iter().map(parameter));
        for parameter in &operation.parameters {
            if let Some(schema) = parameter.schema {
                self.schema(&format!("{at}/parameters/{}", step(&parameter.name)), schema);
            }
        }
        if let Some(body) = &operation.body {
            self.facts.tell_if(&at, "requestBody/required", body.required);
            self.content(&format!("{at}/requestBody"), &body.content);
        }
        let mut statuses: Vec<_> = operation.responses.iter().collect();
        statuses.sort_by_key(|(status, _)| *status);
        self.facts.tell(&at, "responses", statuses.iter().map(|(status, _)| status.to_string()));
        for (status, response) in statuses {
            self.content(&format!("{at}/responses/{status}"), &response.content);
        }
    }

    fn content(&mut self, at: &str, content: &[MediaType]) {
        self.facts.tell(at, "content", content.iter().map(|media| media.name.to_string()));
        for media in content {
            if let Some(schema) = media.schema {
                self.schema(&format!("{at}/content/{}", step(&media.name)), schema);
            }
        }
    }

    fn schema(&mut self, at: &str, id: SchemaId) {
        let document = self.document;
        let schema = &document.schemas[id];
        if let Some(reference) = schema.reference {
            // openapiv3 drops what stands beside a `$ref`, as 3.0 has it; we keep it.
            self.facts.tell(at, "$ref", [self.target(reference)]);
            return;
        }
        let types: Vec<String> = schema.types.iter().copied().map(type_name).collect();
        self.facts.tell(at, "type", [types.join(" or ")]);
        self.facts.tell_if(at, "nullable", schema.nullable);
        self.facts.tell(at, "format", schema.format.clone());
        self.facts.tell(at, "required", schema.required.iter().cloned());
        // 3.0 has no `const`, and openapiv3 drops it; we read it where it is met, as 3.1 does.
        if !schema.at.is_some_and(|at| self.constants.contains(&at)) {
            self.facts.tell(at, "enum", schema.values.iter().flatten().map(value));
        }
        let names = schema.properties.iter().map(|(name, _)| name.to_string());
        self.facts.tell(at, "properties", names);
        for (name, id) in &schema.properties {
            self.schema(&format!("{at}/properties/{}", step(name)), *id);
        }
        if let Some(items) = schema.items {
            self.schema(&format!("{at}/items"), items);
        }
        match schema.additional {
            Additional::Unstated => {}
            Additional::Any => self.facts.tell(at, "additionalProperties", ["any".to_owned()]),
            Additional::Closed => self.facts.tell(at, "additionalProperties", ["none".to_owned()]),
            Additional::Of(id) => self.schema(&format!("{at}/additionalProperties"), id),
        }
        let all = [("allOf", &schema.all_of), ("oneOf", &schema.one_of), ("anyOf", &schema.any_of)];
        for (keyword, branches) in all {
            self.facts.tell(at, keyword, (0..branches.len()).map(|index| index.to_string()));
            for (index, id) in branches.iter().enumerate() {
                self.schema(&format!("{at}/{keyword}/{index}"), *id);
            }
        }
    }

    fn target(&self, reference: Reference) -> String {
        match reference {
            Reference::Broken => "nothing".to_owned(),
            Reference::To(id) => match self.document.schemas[id].at {
                Some(at) => format!("#{}", self.document.pointer(at)),
                None => "a schema that has not been read".to_owned(),
            },
        }
    }
}

fn parameter(parameter: &Parameter) -> String {
    let required = if parameter.required { "required" } else { "optional" };
    let location = format!("{:?}", parameter.location).to_lowercase();
    format!("{location} {}, {required}", parameter.name)
}

fn type_name(json_type: JsonType) -> String {
    format!("{json_type:?}").to_lowercase()
}

/// A text of an enum, or what else stands there: numbers are spelled differently by the two.
fn value(value: &Value) -> String {
    match value.kind() {
        NodeKind::String(text) => text.to_string(),
        NodeKind::Number(_) => "(a number)".to_owned(),
        _ => "(neither text nor number)".to_owned(),
    }
}
