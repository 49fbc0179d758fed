//! A recorded request → its faults that neither judge looks for: unknown keys in the query, missing
//! parameters, cookies, invalid JSON in parameters, and an `Accept` that is none.

use percent_encoding::percent_decode_str;

use super::exchange::{self, Exchange};
use super::operation::{DescribedOperation, Document, Location, Parameter};

/// Headers that OpenAPI describes elsewhere: parameters of these names are ignored.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The faults, a line each.
pub fn faults(
    document: &Document,
    described: &DescribedOperation<'_>,
    template: &str,
    seen: &Exchange,
) -> Vec<String> {
    let mut faults = Vec::new();
    let parameters = described.parameters();
    let (path, query) = seen.target.split_once('?').unwrap_or((&seen.target, ""));
    if !follows(template, path) {
        faults.push(format!("the path `{path}` is not of the form `{template}`"));
    }
    // In a template with a query of its own, keys cannot be assigned to parameters.
    if !template.contains(['?', '#']) {
        let pairs = pairs(query, '&', true);
        let keys = document.api_keys(Location::Query);
        check(Location::Query, &pairs, &parameters, &keys, &mut faults);
    }
    // A parameter that is the whole cookie header has any text.
    let is_a_header = |it: &Parameter<'_>| {
        it.location == Location::Header && it.name.eq_ignore_ascii_case("cookie")
    };
    let cookies: Vec<_> = exchange::values(&seen.headers, "cookie")
        .flat_map(|header| pairs(header, ';', false))
        .collect();
    if !parameters.iter().any(is_a_header) {
        let keys = document.api_keys(Location::Cookie);
        check(Location::Cookie, &cookies, &parameters, &keys, &mut faults);
    }
    for header in parameters.iter().filter(|parameter| parameter.location == Location::Header) {
        let value = exchange::values(&seen.headers, header.name).next();
        let is_none = NOT_PARAMETERS.contains(&header.name.to_ascii_lowercase().as_str());
        match value {
            None if !is_none => faults.push(format!("the header `{}` is missing", header.name)),
            Some(value) if header.is_json && !is_json(value) => {
                faults.push(format!("the header `{}` is no JSON: {value}", header.name));
            }
            _ => {}
        }
    }
    let accepts = exchange::values(&seen.headers, "accept");
    faults.extend(accepts.filter_map(super::accept::fault));
    faults
}

/// Checks that every key of the query or of the cookie header belongs to a parameter or a credential, and
/// that every parameter is sent.
fn check(
    location: Location,
    pairs: &[(String, String)],
    parameters: &[Parameter<'_>],
    credentials: &[&str],
    faults: &mut Vec<String>,
) {
    let shown = if location == Location::Cookie { "cookie header" } else { "query" };
    let here = || parameters.iter().filter(|parameter| parameter.location == location);
    for (key, _) in pairs {
        let known = credentials.contains(&key.as_str());
        if !known && !here().any(|parameter| parameter.has_key(key)) {
            faults.push(format!("`{key}` of the {shown} is not described"));
        }
    }
    for parameter in here() {
        let own = pairs.iter().find(|(key, _)| parameter.has_key(key));
        let no_member = parameter.is_object && parameter.members.is_empty();
        let may_be_missing = parameter.is_null || no_member;
        match own {
            None if !may_be_missing => {
                faults.push(format!("`{}` of the {shown} is missing", parameter.name));
            }
            Some((_, value)) if parameter.is_json && !is_json(value) => {
                faults.push(format!("`{}` of the {shown} is no JSON: {value}", parameter.name));
            }
            _ => {}
        }
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The decoded pairs of a query or of a cookie header.
fn pairs(text: &str, between: char, plus_is_blank: bool) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = if plus_is_blank { text.replace('+', " ") } else { text.to_owned() };
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pairs = text.split(between).map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}

/// Whether a path has the fixed parts of its template, and a value for each of its parameters.
fn follows(template: &str, path: &str) -> bool {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let (template, path) = (template.trim_start_matches('/'), path.trim_start_matches('/'));
    let (templates, segments) = (template.split('/'), path.split('/'));
    templates.clone().count() == segments.clone().count()
        && templates.zip(segments).all(|(template, segment)| {
            let segment = percent_decode_str(segment).decode_utf8_lossy();
            segment_follows(template, &segment)
        })
}

fn segment_follows(template: &str, segment: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else { return template == segment };
    let Some((_, after)) = rest.split_once('}') else { return template == segment };
    let Some(segment) = segment.strip_prefix(before) else { return false };
    let ends = segment.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.into_iter().any(|end| segment_follows(after, segment.get(end..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Document, faults, follows};
    use crate::conformance::exchange::{Content, Exchange};

    #[test]
    fn a_path_follows_its_template() {
        for (template, path, expected) in [
            ("/a/{id}", "/a/1", true),
            ("/a/{id}", "/a/", false),
            ("/a/{id}", "/a/1/b", false),
            ("/a/{id}.{format}", "/a/1.2.json", true),
            ("/a/{id}:run", "/a/1%3Arun", true),
            ("/a/{id}:run", "/a/1", false),
            ("/a", "/a", true),
            ("a/{id}#b", "/a/1", true),
        ] {
            assert_eq!(follows(template, path), expected, "{template} {path}");
        }
    }

    fn faults_of(target: &str, cookie: &str) -> Vec<String> {
        let document = Document(json!({
            "paths": {"/a": {
                "parameters": [{"$ref": "#/components/parameters/limit"}],
                "get": {"parameters": [
                    {"name": "deep", "in": "query", "style": "deepObject", "schema": {}},
                    {"name": "spread", "in": "query", "schema": {"$ref": "#/components/schemas/S"}},
                    {"name": "text", "in": "query", "content": {"application/json": {}}},
                    {"name": "c", "in": "cookie", "schema": {"type": "string"}},
                ]},
            }},
            "components": {
                "parameters": {"limit": {"name": "limit", "in": "query", "schema": {}}},
                "schemas": {"S": {"type": "object", "properties": {"one": {}, "two": {}}}},
                "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "key"}},
            },
        }));
        let exchange = Exchange {
            method: "GET".to_owned(),
            target: target.to_owned(),
            headers: vec![("cookie".to_owned(), cookie.to_owned())],
            body: Content::Text(String::new()),
            answer: None,
        };
        faults(&document, &document.operation("/a", "GET").unwrap(), "/a", &exchange)
    }

    #[test]
    fn what_is_described_is_there_and_nothing_else() {
        let all = "/a?limit=1&deep%5Bx%5D=1&one=1&text=%7B%7D&key=s";
        assert_eq!(faults_of(all, "c=1"), [""; 0]);
        assert_eq!(
            faults_of(&all.replace("limit=1", "limits=1"), "c=1"),
            ["`limits` of the query is not described", "`limit` of the query is missing",]
        );
        assert_eq!(
            faults_of(&all.replace("%7B%7D", "%7B"), "d=1"),
            [
                "`text` of the query is no JSON: {",
                "`d` of the cookie header is not described",
                "`c` of the cookie header is missing",
            ]
        );
    }
}
