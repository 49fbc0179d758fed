//! No id reaches another path.

use runtime_tests::server::Answer;
use salesive::Error;

use crate::examples::UPDATED;
use crate::support::{builder, inactive, lines, start};

#[tokio::test]
async fn an_id_stays_one_segment() {
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let ids = [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("a b", "a%20b"),
        ("a\\b", "a%5Cb"),
        ("a%2Fb", "a%252Fb"),
        ("../stores", "..%2Fstores"),
        ("..\\stores", "..%5Cstores"),
        ("/", "%2F"),
        ("//evil.example", "%2F%2Fevil.example"),
        ("%2e%2e", "%252e%252e"),
        ("%2e", "%252e"),
        ("..;", "..%3B"),
        ("...", "..."),
        (" ..", "%20.."),
        // URL parsers drop these characters, bare ones at least.
        ("..\t", "..%09"),
        (".\n.", ".%0A."),
        ("..\0", "..%00"),
        ("ü", "%C3%BC"),
        ("-._~", "-._~"),
        ("{id}", "%7Bid%7D"),
        (",", "%2C"),
        ("null", "null"),
    ];
    let mut expected = Vec::new();
    for (id, segment) in ids {
        client.update_customer(id, &inactive()).await.unwrap();
        expected.push(format!("PUT /api/v1/customers/{segment}"));
    }
    assert_eq!(lines(&server), expected);
}

#[tokio::test]
async fn an_id_that_a_path_cannot_carry_is_not_sent() {
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    for (id, what) in [
        ("..", r#"is "..", which a path cannot carry"#),
        (".", r#"is ".", which a path cannot carry"#),
        ("", "is empty"),
    ] {
        let error = client.update_customer(id, &inactive()).await.unwrap_err();
        let line = format!("updateCustomer: the path parameter \"id\" {what}");
        assert_eq!(error.to_string(), line);
        assert_eq!(error.operation(), Some("updateCustomer"));
        assert_eq!(error.status(), None);
        assert!(matches!(error, Error::Build(_)), "{error:?}");
    }
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn an_id_stays_one_segment_below_every_base_url() {
    let (server, _client) = start(vec![Answer::json(200, UPDATED)]).await;
    for base in [server.url(), format!("{}/", server.url()), format!("{}/x/", server.url())] {
        let client = builder("").base_url(base).build().unwrap();
        for id in ["..", ".", ""] {
            let error = client.update_customer(id, &inactive()).await.unwrap_err();
            assert!(matches!(error, Error::Build(_)), "{error:?}");
        }
        client.update_customer("a/b", &inactive()).await.unwrap();
    }
    let (flat, deep) = ("PUT /customers/a%2Fb", "PUT /x/customers/a%2Fb");
    assert_eq!(lines(&server), [flat, flat, deep]);
}
