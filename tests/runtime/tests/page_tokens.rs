//! Lists that go on later, from a token.

use runtime_tests::Error;
use runtime_tests::runtime::PageToken;
use runtime_tests::server::Answer;

use crate::paging::{all, enveloped, ids, with_cursor};
use crate::support::{lines, start};

#[tokio::test]
async fn an_error_ends_the_list_and_its_token_leads_back() {
    let pages = vec![
        enveloped(3, 0, 2),
        Answer::json(503, "{}"),
        Answer::json(200, "{\"data\":{\"items\":[{\"id\":1}]}}"),
        enveloped(3, 2, 4),
        enveloped(3, 4, 5),
    ];
    let (server, client) = start(pages).await;
    let mut list = client.by_page().pages();
    assert!(list.next().await.unwrap().is_ok());
    let Some(Err(Error::Api(error))) = list.next().await else { panic!() };
    assert_eq!(error.status(), 503);
    assert!(list.next().await.is_none());
    let token = list.token().unwrap();
    let mut list = client.by_page().items().resume(token.clone());
    let Some(Err(Error::Decode(error))) = list.next().await else { panic!() };
    assert_eq!(error.path(), "data.items[0].id");
    assert!(list.next().await.is_none());
    assert_eq!(list.token().unwrap(), token);
    assert_eq!(all(client.by_page().items().resume(token)).await, ids(2..5));
    assert_eq!(lines(&server)[1..4], ["GET /by-page?page=2"; 3]);
    assert_eq!(lines(&server)[4], "GET /by-page?page=3");
}

/// A token, stored as a text and read again.
fn stored(token: Option<PageToken>) -> PageToken {
    let token = token.unwrap();
    let read: PageToken = token.to_string().parse().unwrap();
    assert_eq!(read, token);
    read
}

#[tokio::test]
async fn a_list_goes_on_in_the_middle_of_a_page() {
    let pages = [with_cursor("\"c:~%\"", 0, 1), with_cursor("null", 1, 4)];
    let (_server, client) = start(pages.to_vec()).await;
    let mut list = client.by_cursor().items();
    assert_eq!(stored(list.token()), stored(client.by_cursor().pages().token()));
    for _ in 0..3 {
        list.next().await.unwrap().unwrap();
    }
    let (server, client) = start(vec![pages[1].clone()]).await;
    let list = client.by_cursor().items().resume(stored(list.token()));
    assert_eq!(all(list).await, ids(3..4));
    assert_eq!(lines(&server), ["GET /by-cursor?cursor=c%3A~%25"]);
}

#[tokio::test]
async fn a_list_that_has_ended_has_no_token() {
    let (_server, client) = start(vec![with_cursor("null", 0, 2)]).await;
    let mut list = client.by_cursor().items();
    list.next().await.unwrap().unwrap();
    let token = stored(list.token());
    list.next().await.unwrap().unwrap();
    assert!(list.token().is_none());
    assert_eq!(all(client.by_cursor().items().resume(token)).await, ids(1..2));
}

#[tokio::test]
async fn a_token_is_of_one_operation() {
    let (server, client) = start(vec![enveloped(3, 0, 2)]).await;
    let mut list = client.by_page().pages();
    list.next().await.unwrap().unwrap();
    let token = stored(list.token());
    let mut other = client.by_index().items().resume(token);
    let error = other.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "byIndex: the page token is one of `byPage`");
    assert!(other.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
    for text in ["", "1:start", "2:start:::0:x", "1:number:x::0:x", "1:start:::0:x:", "1:a:::0:x"] {
        assert!(text.parse::<PageToken>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_stored_link_leads_nowhere_else() {
    let token = "1:link:http%3A%2F%2Fevil.example.com%2F::0:byLinkHeader";
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let list = client.by_link_header().items().resume(token.parse().unwrap());
    let (_, error) = all(list).await;
    assert!(error.unwrap().contains("evil.example.com"));
    assert_eq!(server.requests().len(), 0);
}
