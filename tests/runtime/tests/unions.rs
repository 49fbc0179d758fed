//! Why a value is none of the described variants.

use runtime_tests::runtime::Unreadable;
use runtime_tests::shapes::{Pet, Thing};
use runtime_tests::types::User;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The place and the reason of the fault that `fault` finds in a value.
fn told<T: DeserializeOwned>(value: Value, fault: fn(&T) -> Option<Unreadable>) -> String {
    let read: T = serde_json::from_value(value).unwrap();
    fault(&read).map_or_else(String::new, |fault| format!("{}: {}", fault.path(), fault.reason()))
}

#[test]
fn a_known_tag_with_a_malformed_member_says_which() {
    let pet = |value| told::<Pet>(value, Pet::fault);
    assert_eq!(
        pet(json!({"kind": "cat", "hunts": "often"})),
        "hunts: invalid type: string \"often\", expected a boolean"
    );
    assert_eq!(
        pet(json!({"kind": "puppy", "toys": {"ball": [1]}})),
        "toys: invalid type: map, expected i64"
    );
    assert_eq!(pet(json!({"kind": "cat", "hunts": true})), "");
}

#[test]
fn an_unknown_tag_is_named_and_another_json_type_is_told() {
    let pet = |value| told::<Pet>(value, Pet::fault);
    assert_eq!(pet(json!({"kind": "bird"})), "kind: \"bird\" is none of the described values");
    assert_eq!(pet(json!([1])), ".: no variant is described for such a value");
    let user = |value| told::<User>(value, User::fault);
    assert_eq!(user(json!(true)), ".: no variant is described for such a value");
    assert_eq!(user(json!({"mail": 1})), ".: missing field `email`");
    assert_eq!(user(json!({"email": 1})), "email: invalid type: integer `1`, expected a string");
}

#[test]
fn of_several_variants_each_says_why() {
    let fins = "at fins: invalid type: string \"x\", expected i64";
    assert_eq!(
        told::<Thing>(json!({"fins": "x", "kind": "fish"}), Thing::fault),
        format!(".: as `Fish`: {fins}; as `Shark`: {fins}; as `Pet`: {fins}")
    );
    // 1.0 is an integer, and no fault.
    assert_eq!(told::<User>(json!(1.0), User::fault), "");
}
