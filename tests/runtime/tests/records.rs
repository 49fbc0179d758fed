//! Records, and the three states of a member.

use std::collections::BTreeMap;

use runtime_tests::runtime::{Field, JsonText};
use runtime_tests::shapes::House;
use runtime_tests::types::{Account, Customer, Empty, NewCustomer, Status, User};
use serde_json::{Value, from_str, from_value, json, to_string, to_value};

fn ada() -> Customer {
    Customer { name: "Ada".to_owned(), ..Customer::default() }
}

#[test]
fn a_whole_record_reads_and_writes_the_same() {
    let text = concat!(
        r#"{"_id":"1","name":"Ada","phone":"+234","parent":{"name":"Eve","parent":null},"#,
        r#""friend":{"name":"Bob","parent":null},"user":{"email":"a@b"},"type":"GONE","#,
        r#""since":"2025-01-31T10:00:00Z","born":"1815-12-10","extra \"é\"":{}}"#,
    );
    let customer: Customer = from_str(text).unwrap();
    assert_eq!(customer.id.as_deref(), Some("1"));
    assert_eq!(customer.parent.as_ref().unwrap().name, "Eve");
    assert_eq!(customer.friend.value().unwrap().name, "Bob");
    assert_eq!(customer.user, Some(User::Account(Box::new(Account { email: "a@b".to_owned() }))));
    assert_eq!(customer.r#type, Some(Status::Gone));
    assert_eq!(customer.extra, Some(Empty {}));
    // The order is that of the declaration.
    assert_eq!(to_string(&customer).unwrap(), text);
}

#[test]
fn absent_and_null_are_read_by_kind() {
    let absent: Customer = from_str(r#"{"name":"Ada"}"#).unwrap();
    assert_eq!(absent, ada());
    let null = r#"{"name":"Ada","_id":null,"phone":null,"parent":null,"friend":null}"#;
    let null: Customer = from_str(null).unwrap();
    assert_eq!(null, Customer { phone: Field::Null, friend: Field::Null, ..ada() });
    assert_eq!(to_string(&absent).unwrap(), r#"{"name":"Ada","parent":null}"#);
    let text = r#"{"name":"Ada","phone":null,"parent":null,"friend":null}"#;
    assert_eq!(to_string(&null).unwrap(), text);
}

/// The table of docs/reading.md, as far as it is about members.
#[test]
fn null_is_an_empty_list_and_an_empty_text_no_date() {
    let text = r#"{"rooms":null,"prices":null,"built":"","sold":"","opens":""}"#;
    let house: House = from_str(text).unwrap();
    let expected = House {
        rooms: Vec::new(),
        prices: BTreeMap::new(),
        built: None,
        sold: None,
        opens: Field::Null,
    };
    assert_eq!(house, expected);
    let written = r#"{"rooms":[],"prices":{},"sold":null,"opens":null}"#;
    assert_eq!(to_string(&house).unwrap(), written);
    assert_eq!(from_value::<House>(from_str(text).unwrap()).unwrap(), expected);
}

#[test]
fn values_are_read_where_nothing_would_be_too() {
    let text = concat!(
        r#"{"rooms":["hall"],"prices":{"a":1},"built":"2025-01-31T10:00:00Z","#,
        r#""sold":"2025-01-31","opens":"09:30:00"}"#,
    );
    let house: House = from_str(text).unwrap();
    assert_eq!(to_string(&house).unwrap(), text);
    let absent: House = from_str(r#"{"rooms":[],"prices":{}}"#).unwrap();
    assert_eq!(absent.opens, Field::Absent);
}

#[test]
fn what_may_mean_several_things_is_refused() {
    let refusal = |text| from_str::<House>(text).unwrap_err().to_string();
    assert_eq!(refusal(r#"{"prices":{}}"#), "missing field `rooms` at line 1 column 13");
    assert!(refusal(r#"{"rooms":"","prices":{}}"#).contains("expected a sequence"));
    assert!(refusal(r#"{"rooms":[],"prices":{},"built":" "}"#).contains("RFC 3339"));
    assert!(refusal(r#"{"rooms":[],"prices":{},"built":1}"#).contains("RFC 3339"));
}

#[test]
fn json_in_a_text_is_kept_as_it_came_and_decoded_when_asked() {
    type Text = JsonText<Vec<f64>>;
    let text = r#""[1, 2.50]""#;
    let read: Text = from_str(text).unwrap();
    assert_eq!(read.decode().unwrap(), [1.0, 2.5]);
    assert_eq!(to_string(&read).unwrap(), text);
    assert_eq!(Text::encode(&vec![1.0, 2.5]).unwrap().as_str(), "[1,2.5]");
    assert!(Text::encode(&vec![f64::NAN]).is_err());
    let other: Text = from_str(r#""none""#).unwrap();
    assert!(other.decode().is_err());
    assert_eq!(to_string(&other).unwrap(), r#""none""#);
    assert!(from_str::<Text>("[1]").is_err());
}

#[test]
fn unknown_members_are_skipped_and_the_last_of_two_is_taken() {
    let text = r#"{"x":{"name":[1]},"name":"Eve","phone":"1","\u006eame":"Ada","phone":null}"#;
    let customer: Customer = from_str(text).unwrap();
    assert_eq!(customer, Customer { phone: Field::Null, ..ada() });
    assert_eq!(from_str::<Empty>(r#"{"x":1}"#).unwrap(), Empty {});
    assert_eq!(to_string(&Empty {}).unwrap(), "{}");
}

#[test]
fn what_does_not_fit_is_told() {
    let told = |text| from_str::<Customer>(text).unwrap_err().to_string();
    assert_eq!(told("{}"), "missing field `name` at line 1 column 2");
    assert_eq!(
        told(r#"{"name":null}"#),
        "invalid type: null, expected a string at line 1 column 12"
    );
    assert_eq!(
        told("[]"),
        "invalid type: sequence, expected an object (Customer) at line 1 column 0"
    );
    let told = |text| from_str::<Empty>(text).unwrap_err().to_string();
    assert_eq!(
        told("1"),
        "invalid type: integer `1`, expected an object (Empty) at line 1 column 1"
    );
}

#[test]
fn keys_need_not_be_borrowed() {
    let value = json!({"name": "Ada", "phone": null, "more": 1, "extra \"é\"": {}});
    let expected = Customer { phone: Field::Null, extra: Some(Empty {}), ..ada() };
    assert_eq!(from_value::<Customer>(value.clone()).unwrap(), expected);
    let text = value.to_string();
    let read: Customer = serde_json::from_reader(text.as_bytes()).unwrap();
    assert_eq!(read, expected);
    let written = json!({"name": "Ada", "phone": null, "parent": null, "extra \"é\"": {}});
    assert_eq!(to_value(&expected).unwrap(), written);
}

#[test]
fn a_member_that_cannot_be_written_is_told() {
    // Fails once, so that an error which is not kept would be lost.
    struct Hiccup(usize);

    impl std::io::Write for Hiccup {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += 1;
            if self.0 == 3 {
                return Err(std::io::Error::other("full"));
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let new = NewCustomer::new("Ada").phone("1");
    let error = serde_json::to_writer(Hiccup(0), &new).unwrap_err();
    assert_eq!(error.to_string(), "full");
}

#[test]
fn a_field_converts_as_people_expect() {
    assert_eq!(Field::<i64>::default(), Field::Absent);
    assert_eq!(Field::from(1), Field::Value(1));
    assert_eq!(Field::from(Some(1)), Field::Value(1));
    assert_eq!(Field::<i64>::from(None), Field::Null);
    assert_eq!(Field::<String>::from("a"), Field::Value("a".to_owned()));
    let mut field = Field::Value(1);
    if let Field::Value(value) = field.as_mut() {
        *value += 1;
    }
    assert_eq!((field.value(), field.into_value()), (Some(&2), Some(2)));
    assert_eq!(field.map(|value| value.to_string()), Field::Value("2".to_owned()));
    assert_eq!(Field::<i64>::Null.value(), None);
    assert!(Field::Value(1).is_value() && !Field::<i64>::Null.is_value());
    assert!(Field::<i64>::Null.is_null() && !Field::<i64>::Null.is_absent());
    assert!(Field::<i64>::Absent.is_absent() && !Field::<i64>::Absent.is_null());
    let text = Field::from("a");
    assert_eq!((text.as_deref(), Field::<String>::Null.as_deref()), (Some("a"), None));
    assert!(text.clone().is_value_and(|text| text == "a"));
    assert!(!Field::<String>::Absent.is_value_and(|_| true));
    assert_eq!(Field::Null.unwrap_or(1), 1);
    assert_eq!(Field::Value(2).unwrap_or(1), 2);
    assert_eq!(Field::<i64>::Absent.unwrap_or_default(), 0);
    assert_eq!(Option::from(text), Some("a".to_owned()));
    assert_eq!(Option::<i64>::from(Field::Absent), None);
    assert_eq!(
        to_value([Field::Absent, Field::Null, Field::Value(1)]).unwrap(),
        json!([null, null, 1])
    );
    assert_eq!(from_value::<Field<i64>>(Value::Null).unwrap(), Field::Null);
}
