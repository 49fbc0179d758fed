//! Numbers on the wire: whole ones without a fraction, and none that JSON does not have.

use std::collections::BTreeMap;

use runtime_tests::runtime::{Call, Field, Method, Operation, Parts, Style};
use runtime_tests::server::{Answer, Request};
use runtime_tests::shapes::{Grams, Measures, Point, Weight};
use runtime_tests::types::Amount;
use runtime_tests::{Client, Error};
use serde::{Serialize, Serializer};

use crate::support::start;

static MEASURE: Operation = Operation::new("measure", Method::POST, "/m");
static MEASURE_ONE: Operation = Operation::new("measure", Method::POST, "/m/{id}");

/// The request that a call makes.
async fn sent(set: impl FnOnce(Client) -> Call) -> Request {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    set(client).send().await.unwrap();
    server.requests().remove(0)
}

/// The message of a call that must not reach the server.
async fn refused(set: impl FnOnce(Client) -> Call) -> String {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let error = set(client).send().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    assert_eq!(server.requests().len(), 0);
    error.to_string()
}

/// The JSON of a value in a body.
async fn body(value: &impl Serialize) -> String {
    sent(|client| client.call(&MEASURE).json(value)).await.text()
}

#[tokio::test]
async fn a_whole_number_has_no_fraction() {
    for (number, text) in [
        (1.0, "1"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (9_007_199_254_740_991.0, "9007199254740991"),
        // What JSON.stringify of a browser writes too, but for its sign in 1e+21.
        (1e16, "10000000000000000"),
        (1_152_921_504_606_846_976.0, "1152921504606847000"),
        (-123_456_789_012_345_680_000.0, "-123456789012345680000"),
        (1e21, "1e21"),
        (1.5e300, "1.5e300"),
    ] {
        assert_eq!(body(&number).await, text);
        assert_eq!(text.parse(), Ok(number));
    }
    for (number, text) in [(1.0_f32, "1"), (0.1, "0.1"), (1e15, "1000000000000000"), (1e30, "1e30")]
    {
        assert_eq!(body(&number).await, text);
        assert_eq!(text.parse(), Ok(number));
    }
}

#[tokio::test]
async fn a_whole_number_has_no_fraction_wherever_it_stands() {
    let mut measures = Measures::new(1.0);
    measures.short = Field::Value(2.0);
    measures.all = vec![3.0, 3.5];
    measures.amount = Some(Amount::Number(4.0));
    measures.point = Some(Point(5.0, 6.0, None, Field::Absent, Vec::new()));
    measures.weight = Some(Weight::Grams(Grams { value: 1e20 }));
    measures.rest.insert("more".to_owned(), 7.0);
    let json = concat!(
        r#"{"least":1,"short":2,"all":[3,3.5],"amount":4,"point":[5,6],"#,
        r#""weight":{"unit":"g","value":100000000000000000000},"more":7}"#
    );
    assert_eq!(body(&measures).await, json);
    let lines = [Measures::new(1.0), Measures::new(0.5)];
    let request = sent(|client| client.call(&MEASURE).json_lines("application/x-ndjson", &lines));
    let expected = "{\"least\":1,\"all\":[]}\n{\"least\":0.5,\"all\":[]}\n";
    assert_eq!(request.await.text(), expected);

    let request = sent(|client| client.call(&MEASURE).form(&measures)).await;
    assert!(request.text().starts_with("least=1&short=2&all=3&all=3.5&amount=4&"), "{request:?}");
    let parts = Parts::new().value("one", &1.0).value("all", &[2.0, 2.5]);
    let request = sent(|client| client.call(&MEASURE).multipart("multipart/form-data", parts));
    let text = request.await.text();
    for part in ["name=\"one\"\r\n\r\n1\r\n", "name=\"all\"\r\n\r\n2\r\n", "\r\n\r\n2.5\r\n"] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn a_whole_parameter_has_no_fraction() {
    let request = sent(|client| {
        let call = client.call(&MEASURE_ONE).path("id", &1.0).query("page", &Some(2.0));
        let call = call.query("at", &[3.0, 3.5]).query_as(Style::JSON, "json", &[4.0]);
        call.header("X-Ratio", &5.0_f32).cookie("seen", &1e16)
    });
    let request = request.await;
    assert_eq!(request.line(), "POST /m/1?page=2&at=3&at=3.5&json=%5B4%5D");
    assert_eq!(request.header("x-ratio"), Some("5"));
    assert_eq!(request.header("cookie"), Some("seen=10000000000000000"));
}

#[tokio::test]
async fn what_is_no_number_is_not_sent() {
    let body = async |value: &Measures| refused(|client| client.call(&MEASURE).json(value)).await;
    let at = |place: &str, what: &str| {
        format!(
            "measure: the body cannot be written as JSON: `{place}`: {what} is no number in JSON"
        )
    };
    let nan = f64::NAN;
    assert_eq!(body(&Measures::new(nan)).await, at("least", "NaN"));
    assert_eq!(body(&Measures::new(f64::INFINITY)).await, at("least", "inf"));
    let zero = Measures::new(0.0);
    let short = Field::Value(f32::NEG_INFINITY);
    assert_eq!(body(&Measures { short, ..zero.clone() }).await, at("short", "-inf"));
    assert_eq!(body(&Measures { all: vec![0.0, nan], ..zero.clone() }).await, at("all[1]", "NaN"));
    let amount = Some(Amount::Number(nan));
    assert_eq!(body(&Measures { amount, ..zero.clone() }).await, at("amount", "NaN"));
    let point = Some(Point(0.0, 0.0, Some(nan), Field::Absent, Vec::new()));
    assert_eq!(body(&Measures { point, ..zero.clone() }).await, at("point[2]", "NaN"));
    let weight = Some(Weight::Grams(Grams { value: nan }));
    assert_eq!(body(&Measures { weight, ..zero.clone() }).await, at("weight`: `value", "NaN"));
    let rest = BTreeMap::from([("more".to_owned(), nan)]);
    assert_eq!(body(&Measures { rest, ..zero }).await, at("more", "NaN"));

    let alone = refused(|client| client.call(&MEASURE).json(&nan)).await;
    assert_eq!(alone, "measure: the body cannot be written as JSON: NaN is no number in JSON");
    let all = [nan];
    let nan = Measures::new(nan);
    let form = refused(|client| client.call(&MEASURE).form(&nan)).await;
    assert_eq!(form, at("least", "NaN"));
    let lines = [Measures::new(0.0), nan];
    let lines = refused(|client| client.call(&MEASURE).json_lines("application/jsonl", &lines));
    assert_eq!(lines.await, at("least", "NaN").replace("body", "body has a line 2 that"));
    let parts = Parts::new().value("all", &all);
    let parts = refused(|client| client.call(&MEASURE).multipart("multipart/form-data", parts));
    let expected = at("[0]", "NaN").replace("body", "body has a part \"all\" that");
    assert_eq!(parts.await, expected);
}

#[tokio::test]
async fn a_parameter_that_is_no_number_is_an_error() {
    let nan = Some(f64::NAN);
    let what = "cannot be written as JSON: NaN is no number in JSON";
    let query = refused(|client| client.call(&MEASURE).query("page", &nan)).await;
    assert_eq!(query, format!("measure: the query parameter \"page\" {what}"));
    let header = refused(|client| client.call(&MEASURE).header("X-Ratio", &nan)).await;
    assert_eq!(header, format!("measure: the header \"X-Ratio\" {what}"));
    let path = refused(|client| client.call(&MEASURE_ONE).path("id", &nan)).await;
    assert_eq!(path, format!("measure: the path parameter \"id\" {what}"));
    let cookie = refused(|client| client.call(&MEASURE).cookie("seen", &nan)).await;
    assert_eq!(cookie, format!("measure: the cookie \"seen\" {what}"));
}

/// A type of the caller's own, with everything that serde can write.
struct Own(f64);

impl Serialize for Own {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{SerializeMap, SerializeStructVariant, SerializeTuple};

        struct Variant(f64);
        impl Serialize for Variant {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut variant = serializer.serialize_struct_variant("V", 0, "Some", 1)?;
                variant.serialize_field("number", &self.0)?;
                variant.end()
            }
        }
        struct Wrapped(f64);
        impl Serialize for Wrapped {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut tuple = serializer.serialize_tuple(2)?;
                tuple.serialize_element(&u128::MAX)?;
                tuple.serialize_element(&self.0)?;
                tuple.end()
            }
        }

        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(&1, &self.0.min(0.5))?;
        map.serialize_key("tuple")?;
        map.serialize_value(&Wrapped(0.0))?;
        map.serialize_entry("text", &format_args!("{}", "é"))?;
        map.serialize_entry("value", &serde_json::json!({"a": [null, 2, "b"]}))?;
        map.serialize_entry("variant", &Variant(self.0))?;
        map.end()
    }
}

#[tokio::test]
async fn types_of_the_caller_are_written_as_before() {
    let json = concat!(
        r#"{"1":0.5,"tuple":[340282366920938463463374607431768211455,0],"text":"é","#,
        r#""value":{"a":[null,2,"b"]},"variant":{"Some":{"number":3}}}"#
    );
    assert_eq!(body(&Own(3.0)).await, json);
    let own = refused(|client| client.call(&MEASURE).json(&Own(f64::INFINITY))).await;
    let place = "`variant.number`: inf is no number in JSON";
    assert_eq!(own, format!("measure: the body cannot be written as JSON: {place}"));
    let text = "12345678901234567890.10";
    if let Ok(number) = serde_json::from_str::<serde_json::Value>(text) {
        // All its digits, where a crate of the build turns on `serde_json/arbitrary_precision`.
        let written = number.to_string();
        let expected = if written == text { text } else { "12345678901234567000" };
        assert_eq!(body(&number).await, expected);
    }
}

#[tokio::test]
async fn a_described_member_is_written_once() {
    let named = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), 9.0)).collect();
    let measures =
        Measures { rest: named(&["all", "amount", "more", "short"]), ..Measures::new(1.0) };
    assert_eq!(body(&measures).await, r#"{"least":1,"all":[],"more":9}"#);
    let request = sent(|client| client.call(&MEASURE).form(&measures)).await;
    assert_eq!(request.text(), "least=1&more=9");
}
