//! The door: what is held as openapiv3's types gives the same client as its text.

use clientsmith::config::Config;
use clientsmith::source::Source;
use clientsmith::{emit, generate};
use openapiv3::OpenAPI;

const DESCRIPTION: &str = "\
openapi: 3.0.3
info: {title: Shelf, version: '1'}
servers: [{url: https://shelf.example/v1}]
security: [{key: []}]
paths:
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
    get:
      operationId: getBook
      tags: [books]
      parameters: [{$ref: '#/components/parameters/Language'}]
      responses:
        200: {description: The book., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        4xx: {$ref: '#/components/responses/Problem'}
    put:
      operationId: putBook
      tags: [books]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
      responses:
        '204': {description: Put.}
        default: {$ref: '#/components/responses/Problem'}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  parameters:
    Language: {name: lang, in: query, schema: {type: string, enum: [en, de]}}
  responses:
    Problem:
      description: Why not.
      content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
  schemas:
    Book:
      type: object
      required: [title, pages]
      properties:
        title: {type: string, description: As on the cover., minLength: 1}
        pages: {type: integer, format: int32, minimum: 0, exclusiveMinimum: true}
        subtitle: {type: string, nullable: true}
        printed: {type: string, format: date-time}
        authors: {type: array, items: {type: object, properties: {name: {type: string}}}}
        prices: {type: object, additionalProperties: {type: number}}
        next: {$ref: '#/components/schemas/Book'}
    Problem:
      oneOf: [{$ref: '#/components/schemas/Missing'}, {type: string}]
    Missing: {type: object, required: [id], properties: {id: {type: string}}}
";

/// The client of a description, in words.
fn api(source: &Source) -> Option<String> {
    generate(source, &Config::new("shelf")).api.as_ref().map(emit::api)
}

#[test]
fn a_description_held_as_openapiv3_gives_the_same_client_as_its_text() {
    let description: OpenAPI = serde_yaml::from_str(DESCRIPTION).unwrap();
    let text = api(&Source::new("openapi.yaml", DESCRIPTION)).unwrap();
    let held = api(&Source::from_openapiv3(&description).unwrap()).unwrap();
    assert_eq!(held, text);
    for word in ["getBook", "putBook", "type Shared(Book)", "type Shared(Missing)", "\"subtitle\""]
    {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
}

#[test]
fn what_is_said_of_a_held_description_has_a_place_in_its_json() {
    let mut description: OpenAPI = serde_yaml::from_str(DESCRIPTION).unwrap();
    let schemas = &mut description.components.as_mut().unwrap().schemas;
    schemas.insert("Lost".to_owned(), openapiv3::ReferenceOr::ref_("#/components/schemas/Nobody"));
    let source = Source::from_openapiv3(&description).unwrap();
    let made = generate(&source, &Config::new("shelf"));
    let said = clientsmith::report::text(&source, &made, false);
    assert!(said.contains("openapi.json:"), "{said}");
    assert!(said.contains("#/components/schemas/Nobody"), "{said}");
}
