//! Unions, tuples, records that keep everything: read, and written as they came.

use runtime_tests::runtime::{Base64, Base64Url};
use runtime_tests::shapes::{
    Bag, Bit, Cat, Colour, Dog, DoorEvent, Fish, Got, Level, Model, Nest, Pair, Pet, Point, Rate,
    Scalars, Shark, Side, Thing, Urgency,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Reads a value, and sees that it is written as it came.
fn kept<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = read(value.clone());
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

#[test]
fn a_tag_tells_the_variant_and_is_kept() {
    let cat = Pet::Cat(Cat { kind: "cat".to_owned(), hunts: Some(true) });
    assert_eq!(kept::<Pet>(json!({"kind": "cat", "hunts": true})), cat);
    let dog =
        |kind: &str| Pet::Dog(Dog { kind: kind.to_owned(), rest: [("age".to_owned(), 3)].into() });
    assert_eq!(kept::<Pet>(json!({"kind": "dog", "age": 3})), dog("dog"));
    assert_eq!(kept::<Pet>(json!({"kind": "puppy", "age": 3})), dog("puppy"));
}

#[test]
fn a_tag_that_the_type_does_not_have_is_written_beside_it() {
    let fish = Pet::Fish(Fish { fins: Some(2) });
    assert_eq!(kept::<Pet>(json!({"kind": "fish", "fins": 2})), fish);
}

#[test]
fn an_unknown_tag_is_no_other_variant() {
    for value in
        [json!({"kind": "hamster", "fins": 2}), json!([1]), json!({"kind": "dog", "age": "?"})]
    {
        assert_eq!(kept::<Pet>(value.clone()), Pet::Unknown(value));
    }
}

#[test]
fn without_its_tag_a_value_is_told_by_what_reads_it_best() {
    assert_eq!(read::<Pet>(json!({"fins": 2})), Pet::Fish(Fish { fins: Some(2) }));
}

#[test]
fn of_several_the_one_is_taken_that_foresees_and_keeps_the_most() {
    assert_eq!(kept::<Thing>(json!(["red"])), Thing::Colours(vec![Colour::Red]));
    let pets = kept::<Thing>(json!([{"kind": "cat"}]));
    assert!(matches!(pets, Thing::Pets(_)), "{pets:?}");
    assert_eq!(kept::<Thing>(json!({"fins": 1})), Thing::Fish(Fish { fins: Some(1) }));
    let shark = Shark { fins: Some(1), teeth: Some(300) };
    assert_eq!(kept::<Thing>(json!({"fins": 1, "teeth": 300})), Thing::Shark(shark));
    let nested = kept::<Thing>(json!({"kind": "puppy", "age": 1}));
    assert!(matches!(&nested, Thing::Pet(pet) if matches!(**pet, Pet::Dog(_))), "{nested:?}");
    assert_eq!(kept::<Thing>(json!("red")), Thing::Unknown(json!("red")));
}

#[test]
fn a_variant_that_fits_as_described_goes_before_one_that_reads_more() {
    for locked in [
        json!({"reason": null, "at": null, "keys": ["Ada"], "note": "x"}),
        // What it keeps more of counts for more.
        json!({"keys": ["Ada"], "reason": "late"}),
    ] {
        let read = read::<DoorEvent>(locked.clone());
        assert!(matches!(read, DoorEvent::Locked(_)), "{locked}: {read:?}");
    }
    for opened in [
        json!({"keys": ["Ada"]}),
        json!({"keys": []}),
        json!({"keys": null}),
        json!({"keys": ["Ada"], "note": null}),
        json!({"keys": ["Ada"], "until": ""}),
    ] {
        let read = read::<DoorEvent>(opened.clone());
        assert!(matches!(read, DoorEvent::Opened(_)), "{opened}: {read:?}");
    }
}

#[test]
fn other_members_and_other_texts_are_kept() {
    assert_eq!(kept::<Bag>(json!({"a": null, "b": [1]})).all.len(), 2);
    assert_eq!(kept::<Model>(json!("small")), Model::Small);
    assert_eq!(kept::<Model>(json!("large")), Model::Other("large".to_owned()));
}

#[test]
fn a_closed_choice_refuses_other_texts() {
    assert_eq!(kept::<Side>(json!("sell")), Side::Sell);
    assert_eq!("buy".parse(), Ok(Side::Buy));
    assert_eq!(Side::Buy.as_str(), "buy");
    let refused = serde_json::from_value::<Side>(json!("swap")).unwrap_err();
    assert_eq!(refused.to_string(), "unknown variant `swap`, expected `buy` or `sell`");
    let refused = "swap".parse::<Side>().unwrap_err();
    assert_eq!(refused.to_string(), "`swap` is none of the values that the description names");
}

#[test]
fn a_choice_of_numbers_keeps_what_it_does_not_know() {
    for (number, level) in [(-1, Level::None), (1, Level::High), (7, Level::Unknown(7))] {
        assert_eq!(kept::<Level>(json!(number)), level);
        assert_eq!(Level::from(number), level);
        assert_eq!(i32::from(level), number);
        assert_eq!((level.value(), level.to_string()), (number, number.to_string()));
    }
    assert_eq!(kept::<Rate>(json!(0.5)), Rate::Half);
    assert_eq!(read::<Rate>(json!(1)), Rate::Full);
    assert_eq!(kept::<Rate>(json!(2.5)), Rate::Other(2.5));
    for value in [json!("1"), json!(1.5), json!(3_000_000_000_u32), json!(null)] {
        assert!(serde_json::from_value::<Level>(value.clone()).is_err(), "{value}");
    }
}

#[test]
fn a_closed_choice_refuses_other_numbers() {
    assert_eq!(kept::<Bit>(json!(1)), Bit::On);
    assert_eq!(Bit::try_from(0), Ok(Bit::Off));
    let refused = serde_json::from_value::<Bit>(json!(2)).unwrap_err();
    assert_eq!(refused.to_string(), "2 is none of the numbers that are described");
    let refused = Bit::try_from(2).unwrap_err();
    assert_eq!(refused.to_string(), "`2` is none of the values that the description names");
}

#[test]
fn a_known_number_goes_before_any_number() {
    assert_eq!(kept::<Urgency>(json!(1)), Urgency::Level(Level::High));
    assert_eq!(kept::<Urgency>(json!(7)), Urgency::Integer(7));
}

#[test]
fn members_that_are_kept_do_not_make_a_variant_of_a_value() {
    let gift = kept::<Got>(json!({"from": "Ada", "ribbon": true}));
    assert!(matches!(&gift, Got::Gift(gift) if gift.additional_properties.len() == 1), "{gift:?}");
    let loan = kept::<Got>(json!({"until": "May", "from_whom": {"name": "Eve"}}));
    assert!(matches!(loan, Got::Loan(_)), "{loan:?}");
}

#[test]
fn a_tuple_may_lack_its_last_items_and_have_more() {
    for value in [
        json!([1.5, 2.5]),
        json!([1.5, 2.5, 3.5]),
        json!([1.5, 2.5, 3.5, null]),
        json!([1.5, 2.5, 3.5, "name", 1, 2]),
    ] {
        kept::<Point>(value);
    }
    assert!(serde_json::from_value::<Point>(json!([1.5])).is_err());
    assert_eq!(read::<Pair>(json!([1, null, "more"])), Pair(1, None));
    assert_eq!(kept::<Pair>(json!([1, null])), Pair(1, None));
}

#[test]
fn a_wrapper_is_what_it_holds() {
    assert_eq!(kept::<Nest>(json!([[], [[]]])).0.len(), 2);
}

#[test]
fn times_durations_and_bytes_are_written_as_they_came() {
    for value in [
        json!({"time": "12:30:00Z"}),
        json!({"time": "12:30:00.5+05:30"}),
        json!({"time": "12:30:00-08:00"}),
        json!({"time": "12:30:00"}),
        json!({"duration": "P1Y2M3DT4H5M6S"}),
        json!({"duration": "PT0.5S"}),
        json!({"bytes": "AAEC/w=="}),
        json!({"bytes": ""}),
    ] {
        kept::<Scalars>(value);
    }
    for text in ["AAEC/w==", "AAEC_w", "AAEC\n/w=="] {
        let read = kept::<Scalars>(json!({"bytes": text})).bytes.unwrap();
        assert_eq!(&read.decode().unwrap()[..], [0, 1, 2, 255]);
    }
    assert_eq!(Base64::from(vec![0, 1, 2, 255]).as_str(), "AAEC/w==");
    let for_urls = Base64Url::from(vec![0, 1, 2, 255]);
    assert_eq!(for_urls.as_str(), "AAEC_w==");
    assert_eq!(for_urls.decode().unwrap(), [0, 1, 2, 255][..]);
    let no_base64 = kept::<Scalars>(json!({"bytes": "https://a.b"})).bytes.unwrap();
    assert!(no_base64.decode().is_err());
    assert!(serde_json::from_value::<Scalars>(json!({"time": "noon"})).is_err());
}

#[test]
fn an_integer_may_be_written_with_a_fraction_of_zero() {
    let dog = read::<Pet>(json!({"kind": "dog", "age": 3.0}));
    assert_eq!(dog, read(json!({"kind": "dog", "age": 3})));
}
