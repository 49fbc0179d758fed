//! What openapiv3 finds in a description, with its references followed and what a path lends to its
//! operations put in their places.

use openapiv3::{
    AdditionalProperties, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent,
    PathItem, ReferenceOr, Response, StatusCode,
};

use super::facts::{Facts, step};
use super::flat::{Flat, Place, says_nothing};
use super::target::Targets;

/// Tells what is in a description.
pub fn facts(description: &OpenAPI) -> Result<Facts, serde_yaml::Error> {
    let targets = Targets::of(description)?;
    let mut teller = Teller { targets, facts: Facts::default() };
    teller.description(description);
    Ok(teller.facts)
}

struct Teller {
    targets: Targets,
    facts: Facts,
}

impl Teller {
    fn description(&mut self, description: &OpenAPI) {
        let mut operations = Vec::new();
        for (path, item) in description.paths.iter() {
            let Some(item) = self.targets.resolved::<PathItem>(item) else { continue };
            for (method, operation) in item.iter() {
                operations.push(format!("{method} {path}"));
                let at = format!("/paths/{}/{method}", step(path));
                self.operation(&at, operation, &item.parameters);
            }
        }
        self.facts.tell("", "paths", operations);
        let schemas = description.components.iter().flat_map(|components| &components.schemas);
        self.facts.tell("/components", "schemas", schemas.clone().map(|(name, _)| name.clone()));
        for (name, schema) in schemas {
            self.schema(&format!("/components/schemas/{}", step(name)), Place::of(schema));
        }
    }

    fn operation(&mut self, at: &str, operation: &Operation, shared: &[ReferenceOr<Parameter>]) {
        self.facts.tell(at, "operationId", operation.operation_id.clone());
        self.facts.tell(at, "tags", operation.tags.iter().cloned());
        self.facts.tell_if(at, "deprecated", operation.deprecated);
        let parameters = self.parameters(shared, &operation.parameters);
        self.facts.tell(at, "parameters", parameters.iter().map(parameter_text));
        for parameter in &parameters {
            let data = parameter.parameter_data_ref();
            if let ParameterSchemaOrContent::Schema(schema) = &data.format {
                self.schema(&format!("{at}/parameters/{}", step(&data.name)), Place::of(schema));
            }
        }
        let body = operation.request_body.as_ref().and_then(|body| self.targets.resolved(body));
        if let Some(body) = body {
            self.facts.tell_if(at, "requestBody/required", body.required);
            self.content(&format!("{at}/requestBody"), body.content.iter());
        }
        self.responses(at, operation);
    }

    /// The parameters of the path that the operation does not replace, and then its own.
    fn parameters(
        &self,
        shared: &[ReferenceOr<Parameter>],
        own: &[ReferenceOr<Parameter>],
    ) -> Vec<Parameter> {
        let mut all: Vec<Parameter> = Vec::new();
        for parameter in shared {
            all.extend(self.targets.resolved(parameter));
        }
        let lent = all.len();
        for parameter in own {
            let Some(parameter) = self.targets.resolved(parameter) else { continue };
            match all.iter().position(|other| key(other) == key(&parameter)) {
                // Twice in one list: the first counts.
                Some(index) if index >= lent => {}
                Some(index) => drop(all.get_mut(index).map(|other| *other = parameter)),
                None => all.push(parameter),
            }
        }
        all
    }

    fn responses(&mut self, at: &str, operation: &Operation) {
        let described = &operation.responses;
        let mut responses: Vec<(&StatusCode, Response)> = described
            .responses
            .iter()
            .filter(|(status, _)| is_of_http(status))
            .filter_map(|(status, response)| Some((status, self.targets.resolved(response)?)))
            .collect();
        responses.sort_by_key(|(status, _)| *status);
        let default = described.default.as_ref().and_then(|default| self.targets.resolved(default));
        let responses: Vec<(String, Response)> = responses
            .into_iter()
            .map(|(status, response)| (status.to_string(), response))
            .chain(default.map(|response| ("default".to_owned(), response)))
            .collect();
        self.facts.tell(at, "responses", responses.iter().map(|(status, _)| status.clone()));
        for (status, response) in &responses {
            self.content(&format!("{at}/responses/{status}"), response.content.iter());
        }
    }

    fn content<'a>(
        &mut self,
        at: &str,
        content: impl Iterator<Item = (&'a String, &'a MediaType)> + Clone,
    ) {
        // A key that is no media type is left out, with a warning.
        let content = content.filter(|(name, _)| name.contains('/'));
        self.facts.tell(at, "content", content.clone().map(|(name, _)| name.clone()));
        for (name, media) in content {
            if let Some(schema) = &media.schema {
                self.schema(&format!("{at}/content/{}", step(name)), Place::of(schema));
            }
        }
    }

    fn schema(&mut self, at: &str, schema: Place<'_>) {
        let schema = match schema {
            Place::Schema(schema) => Flat::of(schema),
            Place::Reference(reference) => {
                self.facts.tell(at, "$ref", [self.targets.named(reference)]);
                return;
            }
        };
        self.facts.tell(at, "type", [schema.types()]);
        self.facts.tell_if(at, "nullable", schema.nullable());
        self.facts.tell(at, "format", schema.format.clone());
        self.facts.tell(at, "required", schema.required.iter().cloned());
        self.facts.tell(at, "enum", schema.values());
        let names = schema.properties.iter().map(|(name, _)| (*name).clone());
        self.facts.tell(at, "properties", names);
        for (name, property) in &schema.properties {
            self.schema(&format!("{at}/properties/{}", step(name)), *property);
        }
        if let Some(items) = schema.items {
            self.schema(&format!("{at}/items"), items);
        }
        match schema.additional {
            None => {}
            Some(AdditionalProperties::Any(false)) => {
                self.facts.tell(at, "additionalProperties", ["none".to_owned()]);
            }
            Some(AdditionalProperties::Schema(of)) if !says_nothing(of) => {
                self.schema(&format!("{at}/additionalProperties"), Place::of(&**of));
            }
            Some(_) => self.facts.tell(at, "additionalProperties", ["any".to_owned()]),
        }
        for (keyword, branches) in schema.branches() {
            self.facts.tell(at, keyword, (0..branches.len()).map(|index| index.to_string()));
            for (index, branch) in branches.into_iter().enumerate() {
                self.schema(&format!("{at}/{keyword}/{index}"), branch);
            }
        }
    }
}

/// HTTP has no status above 599 and none without a hundred; openapiv3 takes `0XX` and `999`.
fn is_of_http(status: &StatusCode) -> bool {
    match status {
        StatusCode::Code(code) => (100..=599).contains(code),
        StatusCode::Range(hundred) => (1..=5).contains(hundred),
    }
}

fn location(parameter: &Parameter) -> &'static str {
    match parameter {
        Parameter::Query { .. } => "query",
        Parameter::Header { .. } => "header",
        Parameter::Path { .. } => "path",
        Parameter::Cookie { .. } => "cookie",
    }
}

/// What tells one parameter from another.
fn key(parameter: &Parameter) -> (&'static str, &str) {
    (location(parameter), &parameter.parameter_data_ref().name)
}

fn parameter_text(parameter: &Parameter) -> String {
    let data = parameter.parameter_data_ref();
    let required = if data.required { "required" } else { "optional" };
    format!("{} {}, {required}", location(parameter), data.name)
}
