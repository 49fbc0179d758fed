//! Texts that are no JSON and no YAML, and what they are instead. People point at the page that shows a description
//! and at schemas of other kinds.

/// The words with which a schema of GraphQL begins.
const GRAPHQL: [&str; 9] =
    ["type", "schema", "scalar", "enum", "interface", "input", "directive", "extend", "union"];

/// What a text is, if its beginning says so.
pub(super) fn foreign_text(text: &str) -> Option<&'static str> {
    let lower: String =
        text.trim_start().chars().take(LOOKED_AT).collect::<String>().to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Some("an HTML page; the description itself has another address");
    }
    if lower.starts_with('<') {
        return Some(match lower.contains("wsdl") {
            true => "a WSDL file",
            false => "XML",
        });
    }
    if lower.starts_with("#%raml") {
        return Some("a RAML file");
    }
    if lower.starts_with("syntax = \"proto") || lower.starts_with("syntax=\"proto") {
        return Some("a Protocol Buffers file");
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.filter(|line| !line.starts_with(['#', '"'])).find(|line| !line.is_empty())?;
    let mut words = first.split_whitespace();
    let is_graphql = words.next().is_some_and(|word| GRAPHQL.contains(&word))
        && !first.contains(':')
        && (first.ends_with('{') || first.contains('@') || first.contains('='));
    is_graphql.then_some("a schema of GraphQL")
}

/// So many characters at the start of a text are looked at.
const LOOKED_AT: usize = 2000;

#[cfg(test)]
mod tests {
    use super::foreign_text;

    #[test]
    fn what_is_no_description_is_told_by_its_beginning() {
        let cases = [
            (
                "<!DOCTYPE html>\n<html>",
                Some("an HTML page; the description itself has another address"),
            ),
            (
                "\n<html lang=\"en\">",
                Some("an HTML page; the description itself has another address"),
            ),
            ("<?xml version=\"1.0\"?><wsdl:definitions>", Some("a WSDL file")),
            ("<?xml version=\"1.0\"?><a/>", Some("XML")),
            ("#%RAML 1.0\ntitle: A", Some("a RAML file")),
            ("syntax = \"proto3\";", Some("a Protocol Buffers file")),
            ("# Pets\ntype Query {\n", Some("a schema of GraphQL")),
            ("\"\"\"\nschema {\n", Some("a schema of GraphQL")),
            ("openapi: 3.1.0\n", None),
            ("type: object\n", None),
            ("{\"openapi\": \"3.1.0\"}", None),
            ("", None),
        ];
        for (text, kind) in cases {
            assert_eq!(foreign_text(text), kind, "{text}");
        }
    }
}
