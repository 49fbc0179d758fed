//! Types that the caller chose: which choice decides, and what the crate depends on then.

use std::path::Path;

use clientsmith::config::{Codec, Config, ScalarType, TypeChoice};
use clientsmith::source::Source;
use clientsmith::{Generated, generate};

const DESCRIPTION: &str = "\
openapi: 3.1.0
info: {title: Times, version: '1'}
paths: {}
components:
  schemas:
    Slot:
      type: object
      properties:
        id: {type: string, format: uuid}
        at: {type: string, format: date-time}
        note: {type: string}
        price: {type: number, format: decimal}
        count: {type: integer, format: decimal}
        day: {$ref: '#/components/schemas/Day'}
    Day: {type: string, format: date-time}
    Either: {anyOf: [{type: string, format: ipv4}, {type: string}]}
";

/// A choice for a path, without anything that it is for.
fn choice(path: &str) -> TypeChoice {
    TypeChoice {
        at: String::new(),
        format: None,
        json_type: None,
        path: path.to_owned(),
        with: Codec::Text,
        traits: Vec::new(),
    }
}

fn for_format(format: &str, path: &str) -> TypeChoice {
    TypeChoice { format: Some(format.to_owned()), ..choice(path) }
}

fn at(place: &str, path: &str) -> TypeChoice {
    TypeChoice { at: place.to_owned(), ..choice(path) }
}

fn made(types: Vec<TypeChoice>) -> Generated {
    let mut config = Config::new("times");
    config.choices.types = types;
    let made = generate(&Source::new("openapi.yaml", DESCRIPTION), &config);
    assert!(made.files.is_some(), "{:?}", made.diagnostics);
    made
}

/// The Rust type at a place.
fn type_at(made: &Generated, at: &str) -> String {
    let places = made.api.iter().flat_map(|api| &api.places).zip(&made.places);
    let mut types = places.filter(|(place, _)| place.at.to_string() == at).map(|(_, ty)| ty);
    types.next().map(|ty| ty.replace(' ', "")).unwrap_or_default()
}

fn manifest(made: &Generated) -> &str {
    let files = made.files.iter();
    files
        .filter_map(|files| files.0.get(Path::new("Cargo.toml")))
        .map(String::as_str)
        .next()
        .unwrap_or_default()
}

#[test]
fn the_nearest_choice_decides() {
    let number = TypeChoice { json_type: Some(ScalarType::Number), ..choice("u64") };
    let of_slot = "/components/schemas/Slot";
    let made = made(vec![
        at("/components/schemas/Slot/properties/at", "u8"),
        at(of_slot, "u16"),
        TypeChoice { at: of_slot.to_owned(), ..for_format("uuid", "u32") },
        TypeChoice { at: of_slot.to_owned(), ..number },
        for_format("date-time", "u128"),
    ]);
    let slot = |name: &str| type_at(&made, &format!("{of_slot}/properties/{name}"));
    let types = ["at", "note", "id", "price", "count", "day"].map(slot);
    let expected = ["AsText<u8>", "AsText<u16>", "AsText<u32>", "AsNumber<u64>", "AsNumber<u16>"];
    for (found, expected) in types.iter().zip(expected) {
        assert!(found.ends_with(expected), "{types:?}");
    }
    // A choice for the place of a reference is not one for what it refers to.
    assert!(types[5].ends_with("Day"), "{types:?}");
    let day = made
        .api
        .as_ref()
        .unwrap()
        .types
        .iter()
        .find(|(_, it)| it.origin.at.to_string().ends_with("Day"));
    let shape = format!("{:?}", day.unwrap().1.shape);
    assert!(shape.contains("Chosen"), "{shape}");
}

#[test]
fn texts_that_a_choice_makes_alike_are_one() {
    let either = "/components/schemas/Either";
    let shape = |types| {
        let made = made(types);
        let (_, definition) = made
            .api
            .as_ref()
            .unwrap()
            .types
            .iter()
            .find(|(_, it)| it.origin.at.to_string() == either)
            .unwrap();
        format!("{:?}", definition.shape)
    };
    assert!(shape(Vec::new()).starts_with("Union"));
    assert_eq!(shape(vec![for_format("ipv4", "String")]), "Alias(Scalar(String))");
    assert!(shape(vec![for_format("ipv4", "u8")]).starts_with("Union"));
}

#[test]
fn of_choices_for_the_same_the_last_decides() {
    let config = |types| {
        let mut config = Config::new("times");
        config.choices.types = types;
        config
    };
    let types = vec![for_format("uuid", "u8"), for_format("uuid", "u16")];
    let made = generate(&Source::new("openapi.yaml", DESCRIPTION), &config(types));
    let said: Vec<&str> = made.diagnostics.iter().map(|said| said.code.id()).collect();
    assert!(made.files.is_none() && said.contains(&"unneeded-choice"), "{said:?}");
}

#[test]
fn a_crate_that_nothing_uses_is_no_dependency() {
    let has = |made: &Generated, name: &str| {
        manifest(made).lines().any(|line| line.starts_with(&format!("{name} = ")))
    };
    let usual = made(Vec::new());
    assert!(has(&usual, "jiff") && has(&usual, "uuid"), "{}", manifest(&usual));
    let texts = made(vec![for_format("date-time", "String"), for_format("uuid", "String")]);
    assert!(!has(&texts, "jiff") && !has(&texts, "uuid"), "{}", manifest(&texts));
    let crates = made(vec![for_format("date-time", "jiff::Timestamp"), for_format("uuid", "u128")]);
    assert!(has(&crates, "jiff") && !has(&crates, "uuid"), "{}", manifest(&crates));
    assert!(!manifest(&crates).contains("raw_value"));
    let digits = made(vec![TypeChoice {
        json_type: Some(ScalarType::Number),
        ..for_format("decimal", "String")
    }]);
    assert!(manifest(&digits).contains("raw_value"), "{}", manifest(&digits));
    let file = |made: &Generated, name: &str| {
        let path = format!("src/runtime/scalar/{name}.rs");
        made.files.as_ref().unwrap().0.contains_key(Path::new(&path))
    };
    assert!(file(&digits, "as_number") && !file(&digits, "as_text"));
    assert!(file(&crates, "as_text") && !file(&crates, "as_number") && !file(&crates, "date_time"));
    assert!(!file(&usual, "as_text") && !file(&texts, "as_text") && !file(&texts, "mod"));
}
