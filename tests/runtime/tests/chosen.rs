//! Types of the caller's own: their texts come back as they came, and their digits never become an `f64`.

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderValue};
use runtime_tests::chosen::{Counted, Decimal, Price, PriceHeaders, Quote};
use runtime_tests::runtime::{
    AsNumber, AsText, Call, Field, Method, Operation, Parts, Style, json_text, read_header,
};
use runtime_tests::server::{Answer, Request};
use runtime_tests::{Client, Error};
use serde_json::{Value, from_str, to_string};

use crate::support::start;

static PRICE: Operation = Operation::new("price", Method::POST, "/p");
static PRICE_OF: Operation = Operation::new("price", Method::POST, "/p/{total}/{tax}");

/// More digits than an `f64` holds, and a zero at the end.
const DIGITS: &str = "12345678901234567890.123456789012345670";

fn number(digits: &str) -> AsNumber<Decimal> {
    AsNumber(Decimal(digits.to_owned()))
}

fn text(digits: &str) -> AsText<Decimal> {
    AsText(Decimal(digits.to_owned()))
}

/// The request that a call makes.
async fn sent(set: impl FnOnce(Client) -> Call) -> Request {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    set(client).send().await.unwrap();
    server.requests().remove(0)
}

#[tokio::test]
async fn what_is_read_comes_back_digit_for_digit() {
    for total in [DIGITS, "0", "-0.10", "1.00", "9007199254740993", "0.1000000000000000055511151"] {
        let json = format!(
            r#"{{"total":{total},"tax":"{total}","tip":{total},"parts":[{total},1],"more":"{total}"}}"#
        );
        let price: Price = json_text(json.as_bytes()).unwrap();
        assert_eq!(price.total, number(total));
        assert_eq!((price.total.0.0.as_str(), price.tax.0.0.as_str()), (total, total));
        assert_eq!(sent(|client| client.call(&PRICE).json(&price)).await.text(), json);
        assert_eq!(to_string(&price).unwrap(), json);
    }
    let null: Price = from_str(r#"{"total":1,"tax":"1","tip":null}"#).unwrap();
    assert_eq!((null.tip, null.parts), (Field::Null, None));
}

#[tokio::test]
async fn a_parameter_a_form_and_a_part_have_every_digit() {
    let request = sent(|client| {
        let call = client.call(&PRICE_OF).path("total", &number(DIGITS)).path("tax", &text("1.10"));
        let call = call.query("all", &[number("1.10"), number(DIGITS)]);
        let call = call.query_as(Style::JSON, "json", &[number("1.10")]);
        call.header("X-Total", &Some(number("2.50"))).cookie("tax", &text("0.0"))
    });
    let request = request.await;
    let query = format!("all=1.10&all={DIGITS}&json=%5B1.10%5D");
    assert_eq!(request.line(), format!("POST /p/{DIGITS}/1.10?{query}"));
    assert_eq!(request.header("x-total"), Some("2.50"));
    assert_eq!(request.header("cookie"), Some("tax=0.0"));

    let price: Price =
        from_str(&format!(r#"{{"total":{DIGITS},"tax":"1.10","parts":[1.0,2.0]}}"#)).unwrap();
    let form = sent(|client| client.call(&PRICE).form(&price)).await.text();
    assert_eq!(form, format!("total={DIGITS}&tax=1.10&parts=1.0&parts=2.0"));
    let parts = Parts::new().value("total", &price.total).value("tax", &price.tax);
    let parts = sent(|client| client.call(&PRICE).multipart("multipart/form-data", parts)).await;
    for value in [DIGITS, "1.10"] {
        assert!(parts.text().contains(&format!("\r\n\r\n{value}\r\n")), "{parts:?}");
    }
}

#[test]
fn a_header_has_every_digit() {
    let headers = [
        ("x-total", DIGITS),
        ("x-parts", "1.10, 2.50"),
        ("x-parts", DIGITS),
        ("x-tax", "1.10"),
        ("x-wide", "340282366920938463463374607431768211455"),
    ];
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(name, HeaderValue::from_static(value));
    }
    let expected = PriceHeaders {
        total: Some(number(DIGITS)),
        parts: Some(vec![number("1.10"), number("2.50"), number(DIGITS)]),
        tax: Some(text("1.10")),
        wide: Some(u128::MAX),
    };
    assert_eq!(PriceHeaders::from(&map), expected);
    map.insert("x-total", HeaderValue::from_static("dear"));
    assert_eq!(PriceHeaders::from(&map), PriceHeaders { total: None, ..expected });
}

#[test]
fn what_the_type_refuses_is_an_error_with_its_place() {
    let read = |json: &str| json_text::<Price>(json.as_bytes()).unwrap_err();
    let decimal = std::any::type_name::<Decimal>();
    let digits = format!("expected the digits of a {decimal}");
    let its_text = format!("expected the text of a {decimal}");
    for (json, path, reason) in [
        (r#"{"total":1.5e0,"tax":"1"}"#, "total", format!("invalid value: 1.5e0, {digits}")),
        (r#"{"total":"1","tax":"1"}"#, "total", format!("invalid value: \"1\", {digits}")),
        (
            r#"{"total":1,"tax":"dear"}"#,
            "tax",
            format!("invalid value: string \"dear\", {its_text}"),
        ),
        (r#"{"total":1,"tax":1}"#, "tax", format!("invalid type: integer `1`, {its_text}")),
    ] {
        let unreadable = read(json);
        assert_eq!(unreadable.path(), path, "{unreadable:?}");
        assert!(unreadable.reason().starts_with(&reason), "{unreadable:?}");
    }
}

#[test]
fn an_integer_with_a_fraction_elsewhere_leaves_the_digits() {
    let json = format!(r#"{{"total":{DIGITS},"count":1.0,"note":"\\\"1.0 ","more":[-2.0E0]}}"#);
    let counted: Counted = json_text(json.as_bytes()).unwrap();
    let expected =
        Counted { total: number(DIGITS), count: 1, note: "\\\"1.0 ".to_owned(), more: vec![-2] };
    assert_eq!(counted, expected);
    // What the type does not read as it stands, it may read as an integer.
    assert_eq!(json_text::<AsNumber<Decimal>>(b"1e2").unwrap(), number("100"));
}

#[tokio::test]
async fn what_is_shown_as_no_number_is_not_sent() {
    for shown in ["NaN", "", "1.", "true", "\"1\"", "1 2"] {
        let (server, client) = start(vec![Answer::new(204, "")]).await;
        let error = client.call(&PRICE).json(&[number(shown)]).send().await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
        assert!(
            error.to_string().ends_with(&format!("`[0]`: `{shown}` is no number in JSON")),
            "{error}"
        );
        assert_eq!(server.requests().len(), 0);
    }
}

#[test]
fn a_variant_of_a_chosen_type_is_taken_where_the_type_reads_the_value() {
    let words = Quote::Words("dear".to_owned());
    for (json, expected) in [("\"1.10\"", Quote::Text(text("1.10"))), ("\"dear\"", words)] {
        let quote: Quote = from_str(json).unwrap();
        assert_eq!(quote, expected);
        assert_eq!(to_string(&quote).unwrap(), json);
    }
    // A union is read by way of a `Value`, which has all digits only with `serde_json/arbitrary_precision`.
    let read = |json: &str| to_string(&from_str::<Quote>(json).unwrap()).unwrap();
    let buffered = from_str::<Value>("1.10").unwrap().to_string();
    assert_eq!(read("1.10"), buffered);
    assert!(["1.10", "1.1"].contains(&&*buffered));
    assert_eq!(read("0.30000000000000004"), "0.30000000000000004");
    assert!(matches!(from_str("1.10"), Ok(Quote::Number(_))));
}

#[test]
fn a_value_is_made_of_the_type_and_is_one() {
    let amount: AsText<Decimal> = Decimal("1.10".to_owned()).into();
    assert_eq!((amount.to_string(), "1.10".parse()), ("1.10".to_owned(), Ok(amount)));
    let amount: AsNumber<Decimal> = Decimal("1.10".to_owned()).into();
    assert_eq!((amount.to_string(), "1.10".parse()), ("1.10".to_owned(), Ok(amount)));
}

#[tokio::test]
async fn types_of_known_crates_come_back_exactly() {
    let moment = "2026-01-31T12:00:00.120Z";
    let at: DateTime<Utc> = from_str(&format!("{moment:?}")).unwrap();
    let request = sent(|client| {
        let call = client.call(&PRICE_OF).path("total", &at).path("tax", &text("1"));
        call.query("at", &[at]).header("X-At", &Some(at)).json(&at)
    });
    let request = request.await;
    assert_eq!(
        request.line(),
        "POST /p/2026-01-31T12%3A00%3A00.120Z/1?at=2026-01-31T12%3A00%3A00.120Z"
    );
    assert_eq!((request.header("x-at"), request.text()), (Some(moment), format!("{moment:?}")));
    let mut headers = HeaderMap::new();
    headers.insert("x-at", HeaderValue::from_static(moment));
    assert_eq!(read_header::<DateTime<Utc>>(&headers, "simple", "x-at"), Some(at));

    for digits in ["12345678901234567890.10", "0.1000000000000000055511151231", "1.00"] {
        let by_serde: rust_decimal::Decimal = from_str(&format!("{digits:?}")).unwrap();
        assert_eq!(to_string(&by_serde).unwrap(), format!("{digits:?}"));
        let number: AsNumber<rust_decimal::Decimal> = json_text(digits.as_bytes()).unwrap();
        assert_eq!(number.0, by_serde);
        assert_eq!(sent(|client| client.call(&PRICE).json(&number)).await.text(), digits);
    }
}
