//! Open enums, unions, days and moments.

use std::net::Ipv6Addr;

use jiff::{Timestamp, civil};
use runtime_tests::runtime::{Base64, Date, DateTime, Duration, Time, json_text};
use runtime_tests::types::{Account, Amount, Mixed, Outcome, Status, User};
use serde_json::{from_str, to_string};
use uuid::Uuid;

#[test]
fn a_choice_keeps_what_it_does_not_know() {
    for (text, status) in [
        ("active", Status::Active),
        ("GONE", Status::Gone),
        ("gone", Status::Unknown("gone".to_owned())),
        ("", Status::Unknown(String::new())),
    ] {
        let json = to_string(text).unwrap();
        assert_eq!(from_str::<Status>(&json).unwrap(), status);
        assert_eq!(to_string(&status).unwrap(), json);
        assert_eq!(Status::from(text), status);
        assert_eq!(Status::from(text.to_owned()), status);
        assert_eq!(text.parse(), Ok(status.clone()));
        assert_eq!((status.as_str(), status.to_string().as_str()), (text, text));
    }
    assert_eq!(from_str::<Status>(r#""\u0061ctive""#).unwrap(), Status::Active);
    let error = from_str::<Status>("1").unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `1`, expected a string at line 1 column 1");
    assert_eq!(format!("[{:>8}]", Status::Active), "[  active]");
    assert_eq!("err".parse(), Ok(Outcome::Err));
}

fn reads<T>(json: &str, expected: T)
where
    T: serde::de::DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug,
{
    let value: T = from_str(json).unwrap();
    assert_eq!(value, expected, "{json}");
    let again = to_string(&value).unwrap();
    assert_eq!(from_str::<T>(&again).unwrap(), expected, "{json} was written as {again}");
}

fn kept(json: &str) -> serde_json::Value {
    from_str(json).unwrap()
}

#[test]
fn a_union_is_told_by_its_json_type() {
    reads(r#""id""#, User::Id("id".to_owned()));
    reads("7", User::Number(7));
    let account = Account { email: "a@b".to_owned() };
    reads(r#"{"email":"a@b","new":1}"#, User::Account(Box::new(account)));
    for other in ["null", "true", "1.5", "[1]", r#"{"mail":"a@b"}"#, "18446744073709551615"] {
        reads(other, User::Unknown(kept(other)));
        assert_eq!(to_string(&from_str::<User>(other).unwrap()).unwrap(), other);
    }
}

#[test]
fn integers_and_numbers_are_two_kinds() {
    reads("1", Mixed::Integer(1));
    reads("1.0", Mixed::Number(1.0));
    reads("1e2", Mixed::Number(100.0));
    reads("-1.5", Mixed::Number(-1.5));
    // Where both are listed, an integer that does not fit is not made a rounded number.
    reads("9007199254740993", Mixed::Unknown(kept("9007199254740993")));
    reads("true", Mixed::Boolean(true));
    reads("[1,2]", Mixed::List(vec![1, 2]));
    reads(r#"["a"]"#, Mixed::Unknown(kept(r#"["a"]"#)));
    // With one of them alone, it takes what stands for it.
    reads("1", Amount::Number(1.0));
    reads("1.0", User::Number(1));
    reads("900719925474099.0", User::Number(900_719_925_474_099));
    // It may stand for its neighbour.
    assert!(!matches!(from_str("9007199254740991.0"), Ok(User::Number(_))));
    reads("1e2", User::Number(100));
    reads("1e300", User::Unknown(kept("1e300")));
}

#[test]
fn moments_are_read_as_servers_write_them() {
    let noon = "2025-01-31T12:00:00Z";
    for text in [
        noon,
        "2025-01-31T12:00:00",
        "2025-01-31 12:00:00",
        "2025-01-31 12:00:00+00:00",
        "2025-01-31t12:00:00z",
        "2025-01-31T14:00:00+02:00",
        "2025-01-31T14:00:00+0200",
        "2025-01-31T06:30:00.000-05:30",
        "2025-01-31T12:00:00.0000000000000Z",
        "2025-01-31T13:00:00+01:00[Europe/Berlin]",
        "2025-01-31T12:00Z",
    ] {
        let moment: DateTime = from_str(&to_string(text).unwrap()).unwrap();
        assert_eq!(to_string(&moment).unwrap(), format!("{noon:?}"), "{text}");
    }
    let day: DateTime = "2025-01-31".parse().unwrap();
    assert_eq!(day.to_string(), "2025-01-31T00:00:00Z");
    let exact: DateTime = "2025-01-31T12:00:00.123456789999+00:00".parse().unwrap();
    assert_eq!(exact.to_string(), "2025-01-31T12:00:00.123456789Z");
    let milli: DateTime = "2025-01-31T12:00:00.120Z".parse().unwrap();
    assert_eq!(milli.to_string(), "2025-01-31T12:00:00.12Z");
}

#[test]
fn never_is_the_last_moment() {
    let last = DateTime::from(Timestamp::MAX);
    for text in [
        "9999-12-31T23:59:59Z",
        "9999-12-31",
        "9999-12-31T23:59:59.9999999+00:00",
        "9999-12-30T23:00Z",
    ] {
        assert_eq!(text.parse::<DateTime>().unwrap(), last, "{text}");
    }
    let known: DateTime = "9999-12-30T21:00:00Z".parse().unwrap();
    assert_eq!(known.to_string(), "9999-12-30T21:00:00Z");
    assert_eq!(from_str::<DateTime>(&to_string(&last).unwrap()).unwrap(), last);
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in
        ["", "now", "2025-02-30T00:00:00Z", "2025-01-31T12:00:00[Europe/Berlin]", "12:00:00Z"]
    {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
    let error = from_str::<DateTime>(r#""now""#).unwrap_err().to_string();
    assert!(
        error.starts_with(r#"invalid value: string "now", expected a date and time"#),
        "{error}"
    );
}

#[test]
fn days_and_moments_are_those_of_jiff() {
    let moment: DateTime = "2025-01-31T12:00:00Z".parse().unwrap();
    let timestamp = Timestamp::from(moment);
    assert_eq!(DateTime::from(timestamp), moment);
    assert_eq!(moment.as_second(), 1_738_324_800);
    assert!(DateTime::from(Timestamp::UNIX_EPOCH) < moment);

    let day: Date = from_str(r#""2025-01-31""#).unwrap();
    assert_eq!(civil::Date::from(day), civil::date(2025, 1, 31));
    assert_eq!(Date::from(civil::date(2025, 1, 31)), day);
    assert_eq!((day.year(), to_string(&day).unwrap().as_str()), (2025, r#""2025-01-31""#));
    for text in ["2025-01-31T23:30:00Z", "2025-01-31T23:30:00-05:00", "2025-01-31 23:30:00"] {
        assert_eq!(text.parse::<Date>().unwrap(), day, "{text}");
    }
    for text in ["", "today", "2025-02-30", "2025"] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

/// What a text that is read as a `T` is written as.
fn written<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
    let value: T = from_str(&to_string(text).unwrap()).unwrap();
    from_str(&to_string(&value).unwrap()).unwrap()
}

/// What `docs/values.md` says.
#[test]
fn texts_come_back_as_the_docs_say() {
    let uuid = "0a1b2c3d-0000-4000-8000-00000000abcd";
    let capitals = uuid.to_uppercase();
    let others = [format!("{{{uuid}}}"), format!("urn:uuid:{uuid}"), uuid.replace('-', "")];
    for text in [uuid.to_owned(), capitals].iter().chain(&others) {
        assert_eq!(written::<Uuid>(text), uuid);
    }
    for (text, expected) in [
        ("2026-01-31T14:00:00+02:00", "2026-01-31T12:00:00Z"),
        ("2026-01-31 12:00", "2026-01-31T12:00:00Z"),
        ("2026-01-31", "2026-01-31T00:00:00Z"),
        ("2026-01-31T12:00:00.1200Z", "2026-01-31T12:00:00.12Z"),
    ] {
        assert_eq!(written::<DateTime>(text), expected);
    }
    assert_eq!(written::<Date>("2026-01-31T14:00:00Z"), "2026-01-31");
    for (text, expected) in [
        ("09:30", "09:30:00"),
        ("09:30Z", "09:30:00Z"),
        ("09:30:00+00:00", "09:30:00Z"),
        ("09:30:00-05:30", "09:30:00-05:30"),
        ("09:30:00.50", "09:30:00.5"),
    ] {
        assert_eq!(written::<Time>(text), expected);
    }
    for (text, expected) in [
        ("PT0H", "PT0S"),
        ("P0D", "PT0S"),
        ("1h 30m", "PT1H30M"),
        ("PT1.5H", "PT1H30M"),
        ("PT90M", "PT90M"),
        ("P2W", "P2W"),
    ] {
        assert_eq!(written::<Duration>(text), expected);
    }
    assert_eq!(written::<Ipv6Addr>("2001:DB8:0:0:0:0:0:1"), "2001:db8::1");
    assert_eq!(written::<Base64>("dGV4dA"), "dGV4dA");
    assert_eq!(json_text::<i64>(b"1e2").unwrap(), 100);
    assert_eq!(json_text::<f64>(b"9007199254740993").unwrap(), 9_007_199_254_740_992.0);
    assert_eq!(json_text::<f64>(b"999999999999999.0").unwrap().to_string(), "999999999999999");
}
