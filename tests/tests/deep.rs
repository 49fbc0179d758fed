//! Types that hold each other so deeply that the compiler gives up unless it is told: it is told there,
//! and nowhere else.

use std::path::Path;

fn library(text: &str) -> String {
    let files = tests::generated("deep", text).files.unwrap_or_default();
    files.0.get(Path::new("src/lib.rs")).cloned().unwrap_or_default()
}

fn limit(text: &str) -> Option<usize> {
    let library = library(text);
    assert!(library.contains("mod types;"), "{library}");
    let (_, rest) = library.split_once("#![recursion_limit = \"")?;
    rest.split_once('"')?.0.parse().ok()
}

#[test]
fn only_deep_types_have_a_limit() {
    let member = |next: &str| format!("required: [next], properties: {{next: {next}}}");
    let optional = |next: &str| format!("properties: {{next: {next}}}");
    let map = |next: &str| format!("properties: {{next: {{additionalProperties: {next}}}}}");
    assert_eq!(limit(&tests::deep(90, member)), None);
    assert_eq!(limit(&tests::deep(40, optional)), None);
    assert_eq!(limit(&tests::deep(150, member)), Some(256));
    assert_eq!(limit(&tests::deep(150, optional)), Some(384));
    assert!(limit(&tests::deep(150, map)) >= Some(600));
    assert!(limit(&tests::deep(600, member)) >= Some(700));
}

#[test]
fn who_holds_many_types_is_not_deep() {
    let first = |next: &str| format!("properties: {{a: {next}, b: {next}, c: {next}}}");
    assert_eq!(limit(&tests::deep(30, first)), None);
    let flat: String =
        (0..300).map(|n| format!("    S{n}: {{type: object, required: [a]}}\n")).collect();
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: F, version: '1'}}\ncomponents:\n  schemas:\n{flat}"
    );
    assert_eq!(limit(&text), None);
}

#[test]
fn a_circle_is_as_deep_as_it_is_long() {
    let text = |levels: usize| {
        let circle = tests::deep(levels, |next| format!("properties: {{next: {next}}}"));
        circle.replace("{next: {type: string}}", "{next: {$ref: '#/components/schemas/L1'}}")
    };
    assert_eq!(limit(&text(20)), None);
    assert!(limit(&text(150)) > Some(300));
}

/// A description of a body that is the first of so many schemas.
fn sent(schemas: usize, schema: impl Fn(usize) -> String) -> String {
    let schemas: String = (0..schemas).map(|n| format!("    N{n}: {}\n", schema(n))).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: S, version: '1'}}\npaths:\n  /a:\n    post:\n      \
         requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/N0'}}}}}}}}\n      \
         responses: {{'204': {{description: Done.}}}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

fn reference(n: usize) -> String {
    format!("{{$ref: '#/components/schemas/N{n}'}}")
}

#[test]
fn samples_of_what_holds_itself_come_to_an_end() {
    let all: String = (0..12).map(reference).collect::<Vec<_>>().join(", ");
    let any_of_all = sent(12, |_| format!("{{anyOf: [{all}]}}"));
    let one_of_all_or_more = sent(12, |n| {
        let member = format!(
            "{{type: object, required: [a{n}], properties: {{a{n}: {}}}}}",
            reference((n + 1) % 12)
        );
        format!("{{oneOf: [{all}, {member}]}}")
    });
    let wide = sent(30, |n| {
        let next = reference((n + 1) % 30);
        let members: Vec<String> = (0..20).map(|m| format!("m{m}: {next}")).collect();
        let names: Vec<String> = (0..20).map(|m| format!("m{m}")).collect();
        format!("{{required: [{}], properties: {{{}}}}}", names.join(", "), members.join(", "))
    });
    for text in [any_of_all, one_of_all_or_more, wide] {
        let files = tests::generated("circles", text.as_str()).files.unwrap_or_default();
        assert!(files.0.contains_key(Path::new("tests/operations.rs")), "{text}");
    }
}
