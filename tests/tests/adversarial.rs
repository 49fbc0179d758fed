//! A description that puts what means something elsewhere (in Rust, Markdown, HTML, HTTP, paths) into
//! every place that reaches the output: it stays text there.

use std::path::Component;

use clientsmith::format::Files;
use clientsmith::report;
use clientsmith::source::Source;

fn files() -> Files {
    let file = tests::root().join("tests/fixture/adversarial/openapi.yaml");
    let text = std::fs::read_to_string(file).unwrap_or_default();
    tests::generated("adversarial", text).files.unwrap_or_default()
}

/// The lines of documentation that are not within a block of code, without their spans of code.
fn prose(text: &str) -> Vec<String> {
    let mut prose = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        let Some(doc) = line.trim_start().strip_prefix("//") else {
            fence = None;
            continue;
        };
        let doc = doc.trim_start_matches(['/', '!']).trim_start();
        let ticks = doc.len() - doc.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open => fence = None,
            Some(_) => {}
            None if ticks >= 3 && !doc.get(ticks..).is_some_and(|rest| rest.contains('`')) => {
                fence = Some(ticks);
            }
            None => prose.push(without_code(doc)),
        }
    }
    prose
}

fn without_code(line: &str) -> String {
    let mut prose = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('`') {
        prose.push_str(before);
        if before.ends_with('\\') {
            rest = after;
            continue;
        }
        let ticks = 1 + after.len() - after.trim_start_matches('`').len();
        let fence = "`".repeat(ticks);
        rest = after.trim_start_matches('`').split_once(&fence).map_or("", |(_, behind)| behind);
    }
    prose + rest
}

#[test]
fn no_file_is_outside_of_the_crate_or_called_by_more_than_a_name() {
    for path in files().0.keys() {
        assert!(path.components().all(|part| matches!(part, Component::Normal(_))), "{path:?}");
        let text = path.to_str().unwrap();
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._".contains(c);
        assert!(text.chars().all(plain), "{path:?}");
        assert!(path.file_name().unwrap().len() < 220, "{path:?}");
    }
}

#[test]
fn no_character_is_there_that_nobody_sees() {
    for (path, text) in files().0 {
        let hidden = |c: char| {
            c.is_control() && c != '\n'
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        let line = text.lines().find(|line| line.chars().any(hidden));
        assert_eq!(line, None, "{path:?}");
    }
}

#[test]
fn no_code_and_no_attribute_is_added() {
    let (mut read, mut tests) = (0, 0);
    let files = files();
    let own = |path: &&std::path::PathBuf| {
        path.extension().is_some_and(|end| end == "rs") && !path.starts_with("src/runtime")
    };
    for path in files.0.keys().filter(own) {
        let parsed = syn::parse_file(&files.0[path]).unwrap();
        assert!(parsed.attrs.iter().all(|attribute| attribute.path().is_ident("doc")), "{path:?}");
        for item in &parsed.items {
            let is_data = match item {
                syn::Item::Fn(function) if path.starts_with("tests/operations") => {
                    tests += 1;
                    let name = |it: &syn::PathSegment| it.ident.to_string();
                    let path = |it: &syn::Attribute| it.path().segments.iter().map(name).collect();
                    let paths: Vec<Vec<String>> = function.attrs.iter().map(path).collect();
                    paths.first().is_some_and(|first| *first == ["tokio", "test"])
                }
                syn::Item::Fn(function) if path.starts_with("examples") => {
                    function.sig.ident == "main"
                }
                syn::Item::Fn(function) => {
                    path.ends_with("tests/operations.rs") && function.sig.ident == "client"
                }
                syn::Item::Impl(_) | syn::Item::Struct(_) | syn::Item::Enum(_) => true,
                syn::Item::Static(_) | syn::Item::Macro(_) | syn::Item::Type(_) => true,
                syn::Item::Use(_) | syn::Item::Mod(_) => true,
                _ => false,
            };
            assert!(is_data, "{path:?} has an item that nobody generates");
        }
        read += 1;
    }
    assert!(read > 10, "{read} files");
    let operations = files.0.iter().filter(|(path, _)| path.starts_with("src/operations"));
    let operations = operations.map(|(_, text)| text.matches(" Operation::new(").count());
    assert_eq!(tests, operations.sum::<usize>(), "each operation has a test, and nothing else");
}

#[test]
fn no_markup_is_left_in_the_docs() {
    let mut read = 0;
    for (path, text) in files().0 {
        if path.extension().is_none_or(|end| end != "rs") || path.starts_with("src/runtime") {
            continue;
        }
        for line in prose(&text) {
            for markup in ["<script", "<img", "](javascript", "</"] {
                assert!(!line.contains(markup), "{path:?}: {line}");
            }
            read += 1;
        }
        // Only our own examples are compiled by a doc test.
        let blocks = text.lines().filter_map(|line| {
            line.trim_start().trim_start_matches(['/', '!']).trim().strip_prefix("```")
        });
        for info in blocks.filter(|info| !info.starts_with('`')) {
            assert!(["", "text", "no_run", "rust"].contains(&info), "{path:?}: {info}");
        }
    }
    assert!(read > 100, "{read} lines");
}

#[test]
fn what_is_said_is_one_line_of_plain_text_each() {
    let file = tests::root().join("tests/fixture/adversarial/openapi.yaml");
    let source = Source::new("openapi.yaml", std::fs::read(file).unwrap());
    let made = clientsmith::generate(&source, &clientsmith::config::Config::new("adversarial"));
    let said = report::text(&source, &made, false);
    assert!(said.len() > 1000, "{said}");
    let hidden = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(said.lines().find(|line| line.chars().any(hidden)), None);
}
