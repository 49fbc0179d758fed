//! The place of every pointer, in both formats and in odd layouts: line and column, exactly.

use clientsmith::diagnostic::Location;
use clientsmith::parse::locate;
use clientsmith::source::{Pointer, Segment, Source};

fn pointer(text: &str) -> Pointer {
    let steps = text.split('/').skip(1);
    steps
        .map(|step| match step.parse() {
            Ok(index) => Segment::Index(index),
            Err(_) => Segment::Key(step.into()),
        })
        .collect()
}

/// Where a text has the value, and the key, of each pointer: `line:column`.
fn places(text: &str, pointers: &[&str]) -> Vec<(String, String)> {
    let source = Source::new("text", text);
    let values: Vec<Location> =
        pointers.iter().map(|text| Location::Value(pointer(text))).collect();
    let keys: Vec<Location> = pointers.iter().map(|text| Location::Key(pointer(text))).collect();
    let located = |locations: &[Location]| {
        let all: Vec<&Location> = locations.iter().collect();
        let shown = locate(&source, &all).into_iter().map(|located| match located {
            Some(located) => format!("{}:{}", located.position.line, located.position.column),
            None => "nowhere".to_owned(),
        });
        shown.collect::<Vec<_>>()
    };
    located(&values).into_iter().zip(located(&keys)).collect()
}

#[test]
fn yaml_in_blocks() {
    let text = "\
# A comment.
a: 1
ü: \"quoted\"
'k y':
  # Another.
  - x: [1, {y: true}]
  - - 2
  - &anchor
    z: |
      text
  - *anchor
last: !tag 'x'
";
    let pointers = [
        "/a",
        "/ü",
        "/k y",
        "/k y/0",
        "/k y/0/x",
        "/k y/0/x/0",
        "/k y/0/x/1/y",
        "/k y/1/0",
        "/k y/2/z",
        "/last",
    ];
    let values = ["2:4", "3:4", "6:3", "6:5", "6:8", "6:9", "6:16", "7:7", "9:8", "12:12"];
    let found = places(text, &pointers);
    for ((pointer, value), (found, _)) in pointers.iter().zip(values).zip(&found) {
        assert_eq!(found, value, "{pointer}");
    }
    let keys: Vec<&str> = ["/a", "/ü", "/k y", "/k y/0/x", "/last"].to_vec();
    let found: Vec<String> = places(text, &keys).into_iter().map(|(_, key)| key).collect();
    assert_eq!(found, ["2:1", "3:1", "4:1", "6:5", "12:1"]);
}

#[test]
fn json_with_and_without_blanks() {
    let text = "{\"a\":{\"b\":[1,\"x\",{\"c\":null}]},\n  \"d\" : \"e\",\r\n\t\"f\\u0067\": -1.5}";
    let pointers = ["", "/a", "/a/b", "/a/b/0", "/a/b/1", "/a/b/2/c", "/d"];
    let values = ["1:1", "1:6", "1:11", "1:12", "1:14", "1:23", "2:9"];
    for ((pointer, value), (found, _)) in pointers.iter().zip(values).zip(places(text, &pointers)) {
        assert_eq!(found, value, "{pointer}");
    }
    let (_, key) = places(text, &["/d"]).remove(0);
    assert_eq!(key, "2:3");
}

#[test]
fn a_byte_order_mark_is_no_column() {
    assert_eq!(places("\u{feff}{\"a\": 1}", &["/a"]), [("1:7".to_owned(), "1:2".to_owned())]);
}
