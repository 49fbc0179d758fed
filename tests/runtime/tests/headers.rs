//! Typed headers, and the media types of answers.

use runtime_tests::Error;
use runtime_tests::files::{ExportHeaders, Shown};
use runtime_tests::server::Answer;
use runtime_tests::types::Filter;

use crate::support::start;

#[tokio::test]
async fn headers_are_read_in_the_simple_style() {
    let headers = [
        ("x-rate", "7"),
        ("X-Pages", "1, 2"),
        ("X-Pages", "3"),
        ("X-Filter", "z,up,a,1"),
        ("X-Pairs", "z=up,a=1"),
        ("X-Json", r#"{"z":"up","a":1}"#),
        ("X-More", "true"),
        ("X-Note", "a, \u{fc}"),
        ("Set-Cookie", "a=1; Expires=Wed, 09 Jun 2021 10:18:14 GMT"),
        ("set-cookie", "b=2"),
    ];
    let (_server, client) = start(vec![Answer::with_headers(200, &headers, "")]).await;
    let response = client.export().with_response().await.unwrap();
    let filter = Filter { z: "up".to_owned(), a: Some(1) };
    let expected = ExportHeaders {
        rate: Some(7),
        pages: Some(vec![1, 2, 3]),
        filter: Some(filter.clone()),
        pairs: Some(filter.clone()),
        json: Some(filter),
        more: Some(true),
        note: Some("a, \u{fc}".to_owned()),
        cookies: Some(vec![
            "a=1; Expires=Wed, 09 Jun 2021 10:18:14 GMT".to_owned(),
            "b=2".to_owned(),
        ]),
    };
    assert_eq!(ExportHeaders::from(response.headers()), expected);
}

#[tokio::test]
async fn a_header_that_is_absent_or_wrong_is_none() {
    let headers = [("x-rate", "many"), ("X-Pages", ""), ("X-More", "yes"), ("X-Filter", "z")];
    let (_server, client) = start(vec![Answer::with_headers(500, &headers, "")]).await;
    let Err(Error::Api(error)) = client.export().await else { panic!() };
    let expected = ExportHeaders { pages: Some(Vec::new()), ..ExportHeaders::default() };
    assert_eq!(ExportHeaders::from(error.headers()), expected);
    assert_eq!(error.headers()["x-rate"], "many");
}

#[tokio::test]
async fn the_media_type_tells_what_came() {
    let ada = r#"{"name":"Ada","parent":null}"#;
    let answer =
        |media, body: &str| Answer::with_headers(200, &[("content-type", media)], body.as_bytes());
    let (_server, client) = start(vec![
        answer("Application/JSON; charset=utf-8", ada),
        answer("application/vnd.shop+json", ada),
        answer("text/csv", "a,b"),
        answer("image/png", "PNG"),
        answer("text/html", ada),
        Answer::new(200, ada),
        Answer::new(202, "ignored"),
        answer("text/csv; charset=\"iso-8859-1\"", ""),
    ])
    .await;
    let mut shown = Vec::new();
    for _ in 0..8 {
        shown.push(client.show().await.unwrap());
    }
    let is_json = |shown: &Shown| matches!(shown, Shown::Json(ada) if ada.name == "Ada");
    // One that is not described, or not told, is read as the first.
    assert!([0, 1, 4, 5].iter().all(|at| is_json(&shown[*at])), "{shown:?}");
    assert_eq!(shown[2], Shown::Csv("a,b".to_owned()));
    assert_eq!(shown[3], Shown::Image("PNG".into()));
    assert_eq!(shown[6], Shown::Accepted);
    assert_eq!(shown[7], Shown::Csv(String::new()));
}

#[tokio::test]
async fn text_is_read_in_its_charset() {
    let answer = |media, body: &[u8]| Answer::with_headers(200, &[("content-type", media)], body);
    let (_server, client) = start(vec![
        answer("text/plain; charset=ISO-8859-1", b"\xfc"),
        answer("text/plain;Charset=\"utf-16le\"", b"\xfc\0"),
        answer("text/plain; charset=unheard-of", "ü".as_bytes()),
        answer("text/plain", "\u{feff}ü".as_bytes()),
        answer("text/plain; charset=shift_jis", b"\xff"),
    ])
    .await;
    for _ in 0..4 {
        assert_eq!(client.terms().await.unwrap(), "ü");
    }
    let error = client.terms().await.unwrap_err();
    assert!(error.to_string().contains(": it is not Shift_JIS (text/plain: "), "{error}");
}
