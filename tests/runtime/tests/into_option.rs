//! What setters take of what callers hold.

use std::borrow::Cow;

use runtime_tests::runtime::{IntoList, IntoOption};

fn text(value: impl IntoOption<String>) -> Option<String> {
    value.into_option()
}

fn number(value: impl IntoOption<i64>) -> Option<i64> {
    value.into_option()
}

fn texts(values: impl IntoList<String>) -> Vec<String> {
    values.into_list()
}

fn numbers(values: impl IntoList<u8>) -> Vec<u8> {
    values.into_list()
}

#[test]
fn a_text_is_given_in_every_way_in_which_it_is_held() {
    let owned = "ada".to_owned();
    let borrowed = "ada";
    let given = [
        text(borrowed),
        text([borrowed].iter().max()),
        text(owned.clone()),
        text([owned.clone()].iter().max()),
        text(Box::<str>::from("ada")),
        text(Cow::Borrowed("ada")),
        text(Some("ada")),
        text(Some(owned.clone())),
        text(Some(&owned)),
        text(Some(owned.as_str()).filter(|name| !name.is_empty())),
    ];
    assert!(given.iter().all(|given| given.as_deref() == Some("ada")), "{given:?}");
    assert_eq!(text(None::<&str>), None);
    assert_eq!(text(None::<String>), None);
}

#[test]
fn a_number_is_given_as_it_is_and_as_an_option() {
    assert_eq!(number(3_000_000_000), Some(3_000_000_000));
    assert_eq!(number(Some(2)), Some(2));
    assert_eq!(number([1, 2].iter().max()), Some(2));
    assert_eq!(number(None::<i64>), None);
}

#[test]
fn a_list_is_given_by_whatever_has_its_items() {
    let owned = vec!["a".to_owned(), "b".to_owned()];
    let borrowed = ["a", "b"];
    let given = [
        texts(borrowed),
        texts(borrowed.iter()),
        texts(&borrowed[..]),
        texts(vec!["a", "b"]),
        texts(owned.clone()),
        texts(&owned),
        texts(owned.iter()),
        texts("a b".split(' ')),
        texts("a,b".split(',').map(str::to_owned)),
        texts([Some("a"), None, Some("b")]),
    ];
    assert!(given.iter().all(|given| *given == owned), "{given:?}");
    assert_eq!(numbers([1, 2]), numbers([1, 2].iter()));
    assert_eq!(numbers(1..3), [1, 2]);
}
