//! Lists that come in pages: how each next page is asked for, and where a list ends.

use std::net::TcpListener;

use futures_core::Stream;
use runtime_tests::Client;
use runtime_tests::lists::Item;
use runtime_tests::runtime::{CallOptions, Items, Paged, Pages, Retry};
use runtime_tests::script::{Scene, Script};
use runtime_tests::server::{Answer, Server};

use crate::support::{lines, start};

/// The items `from` to `to`, as JSON.
fn items(from: u32, to: u32) -> String {
    let items = (from..to).map(|id| format!("{{\"id\":\"{id}\"}}"));
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

pub fn page(rest: &str, from: u32, to: u32) -> Answer {
    Answer::json(200, format!("{{\"items\":{},{rest}}}", items(from, to)))
}

/// The ids of all items, and the error that ended the list.
pub async fn all<R>(mut list: Items<R>) -> (Vec<String>, Option<String>)
where
    R: Paged<Item = Item>,
{
    let mut ids = Vec::new();
    while let Some(item) = list.next().await {
        match item {
            Ok(item) => ids.push(item.id),
            Err(error) => {
                assert!(list.next().await.is_none(), "an error ends the list");
                return (ids, Some(error.to_string()));
            }
        }
    }
    assert!(list.next().await.is_none());
    (ids, None)
}

pub fn ids(range: std::ops::Range<u32>) -> (Vec<String>, Option<String>) {
    (range.map(|id| id.to_string()).collect(), None)
}

async fn sizes<R: Paged>(mut pages: Pages<R>, size: fn(&R::Body) -> usize) -> Vec<usize>
where
    R::Error: std::fmt::Debug,
{
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(size(&page.unwrap()));
    }
    sizes
}

pub fn enveloped(pages: u32, from: u32, to: u32) -> Answer {
    let body = format!("{{\"data\":{{\"items\":{},\"pages\":{pages}}}}}", items(from, to));
    Answer::json(200, body)
}

#[tokio::test]
async fn numbered_pages_end_with_the_number_of_pages() {
    let answers = [enveloped(3, 0, 2), enveloped(3, 2, 2), enveloped(3, 2, 3)];
    let (server, client) = start(answers.to_vec()).await;
    assert_eq!(all(client.by_page().search("a b").items()).await, ids(0..3));
    let expected = [
        "GET /by-page?search=a%20b",
        "GET /by-page?search=a%20b&page=2",
        "GET /by-page?search=a%20b&page=3",
    ];
    assert_eq!(lines(&server), expected);
    let (_server, client) = start(answers.to_vec()).await;
    let of_page = |page: &runtime_tests::lists::Page| page.data.as_ref().unwrap().items.len();
    assert_eq!(sizes(client.by_page().pages(), of_page).await, [2, 0, 1]);
}

#[tokio::test]
async fn the_walk_begins_at_the_page_of_the_caller() {
    let (server, client) = start(vec![enveloped(4, 0, 2), enveloped(4, 2, 4)]).await;
    assert_eq!(all(client.by_page().page(3).items()).await, ids(0..4));
    assert_eq!(lines(&server), ["GET /by-page?page=3", "GET /by-page?page=4"]);
}

#[tokio::test]
async fn a_list_without_pages_is_empty() {
    let (server, client) = start(vec![enveloped(0, 0, 0)]).await;
    assert_eq!(all(client.by_page().items()).await, ids(0..0));
    assert_eq!(server.requests().len(), 1);
    let (_server, client) = start(vec![Answer::json(200, "{\"data\":null}")]).await;
    assert_eq!(all(client.by_page().items()).await, ids(0..0));
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_polled_for() {
    let (server, client) = start(vec![enveloped(2, 0, 1), enveloped(2, 1, 2)]).await;
    let mut list = client.by_page().items();
    assert_eq!(server.requests().len(), 0);
    assert_eq!(list.next().await.unwrap().unwrap().id, "0");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(list.next().await.unwrap().unwrap().id, "1");
    assert!(list.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_total_ends_the_list_and_a_short_page_does_not() {
    let total = "\"total\":5";
    let pages = [page(total, 0, 2), page(total, 2, 2), page(total, 2, 3), page(total, 3, 5)];
    let (server, client) = start(pages.to_vec()).await;
    assert_eq!(all(client.by_index().items()).await, ids(0..5));
    let expected =
        ["GET /by-index", "GET /by-index?page=1", "GET /by-index?page=2", "GET /by-index?page=3"];
    assert_eq!(lines(&server), expected);
}

#[tokio::test]
async fn a_total_that_counts_too_much_ends_the_list_all_the_same() {
    let total = "\"total\":5";
    let pages = [page(total, 0, 2), page(total, 2, 4), page(total, 4, 4)];
    let (server, client) = start(pages.to_vec()).await;
    assert_eq!(all(client.by_index().items()).await, ids(0..4));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_total_says_nothing_where_the_caller_begins_in_the_middle() {
    let total = "\"total\":4";
    let pages = [page(total, 2, 4), page(total, 4, 4)];
    let (server, client) = start(pages.to_vec()).await;
    assert_eq!(all(client.by_index().page(1).items()).await, ids(2..4));
    assert_eq!(lines(&server), ["GET /by-index?page=1", "GET /by-index?page=2"]);
}

#[tokio::test]
async fn an_offset_moves_by_what_came() {
    let total = "\"total\":6";
    let pages = [page(total, 0, 3), page(total, 3, 3), page(total, 3, 4)];
    let (server, client) = start(pages.to_vec()).await;
    let moved = ["GET /by-offset", "GET /by-offset?offset=3"];
    assert_eq!(all(client.by_offset().items()).await, ids(0..3));
    assert_eq!(lines(&server), moved);
    let (server, client) = start(vec![page(total, 3, 5), page(total, 5, 6)]).await;
    assert_eq!(all(client.by_offset().offset(3).items()).await, ids(3..6));
    assert_eq!(lines(&server), ["GET /by-offset?offset=3", "GET /by-offset?offset=5"]);
}

#[tokio::test]
async fn without_a_bound_an_empty_page_ends_the_list() {
    let page = |from, to| Answer::json(200, items(from, to));
    let (server, client) = start(vec![page(0, 2), page(2, 3), page(3, 3)]).await;
    assert_eq!(all(client.until_empty().items()).await, ids(0..3));
    assert_eq!(lines(&server)[2], "GET /until-empty?page=3");
    let (_server, client) = start(vec![page(0, 1), Answer::json(200, "null")]).await;
    assert_eq!(all(client.until_empty().items()).await, ids(0..1));
}

#[tokio::test]
async fn a_server_that_repeats_its_page_is_an_error() {
    let (server, client) = start(vec![Answer::json(200, items(0, 2))]).await;
    let (known, error) = all(client.until_empty().items()).await;
    assert_eq!(known, ["0", "1"]);
    let line = "untilEmpty: 200 Test, but its body cannot be read: the page is equal to the one \
                before it: the server repeats its pages (application/json: [{\"id\":\"0\"},\
                {\"id\":\"1\"}])";
    assert_eq!(error.unwrap().replace("200 OK", "200 Test"), line);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_link_can_say_that_there_is_more_without_being_followed() {
    let linked = [("content-type", "application/json"), ("link", "<http://x/?page=9>; rel=next")];
    let pages = vec![
        Answer::with_headers(200, &linked, items(0, 1)),
        Answer::with_headers(200, &linked, items(1, 1)),
        Answer::json(200, items(1, 2)),
    ];
    let (server, client) = start(pages).await;
    assert_eq!(all(client.while_linked().items()).await, ids(0..2));
    assert_eq!(lines(&server)[2], "GET /while-linked?page=3");
}

pub fn with_cursor(cursor: &str, from: u32, to: u32) -> Answer {
    page(&format!("\"meta\":{{\"next/cursor\":{cursor}}}"), from, to)
}

#[tokio::test]
async fn a_cursor_leads_on_until_there_is_none() {
    for end in ["null", "\"\""] {
        let pages =
            vec![with_cursor("\"a&b=\"", 0, 1), with_cursor("7", 1, 1), with_cursor(end, 1, 2)];
        let (server, client) = start(pages).await;
        assert_eq!(all(client.by_cursor().items()).await, ids(0..2));
        let expected =
            ["GET /by-cursor", "GET /by-cursor?cursor=a%26b%3D", "GET /by-cursor?cursor=7"];
        assert_eq!(lines(&server), expected);
    }
    let (_server, client) = start(vec![Answer::json(200, "{}")]).await;
    assert_eq!(all(client.by_cursor().items()).await, ids(0..0));
}

#[tokio::test]
async fn a_cursor_that_came_before_is_an_error_behind_its_page() {
    let pages = vec![with_cursor("\"b\"", 0, 1), with_cursor("\"a\"", 1, 2)];
    let (server, client) = start(pages).await;
    let (known, error) = all(client.by_cursor().cursor("a").items()).await;
    assert_eq!(known, ["0", "1"]);
    assert!(error.as_ref().unwrap().contains("came before"), "{error:?}");
    assert!(error.unwrap().contains("meta.next/cursor"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_last_item_can_be_the_cursor() {
    let body = |more: bool, from, to| {
        Answer::json(200, format!("{{\"has_more\":{more},\"data\":{}}}", items(from, to)))
    };
    let (server, client) = start(vec![body(true, 0, 2), body(false, 2, 3)]).await;
    assert_eq!(all(client.after_last().items()).await, ids(0..3));
    assert_eq!(lines(&server), ["GET /after-last", "GET /after-last?after=1"]);
}

#[tokio::test]
async fn a_header_can_be_the_cursor() {
    let first = [("content-type", "application/json"), ("x-next", "n1")];
    let pages =
        vec![Answer::with_headers(200, &first, items(0, 1)), Answer::json(200, items(1, 2))];
    let (server, client) = start(pages).await;
    assert_eq!(all(client.by_header().items()).await, ids(0..2));
    assert_eq!(lines(&server), ["GET /by-header", "GET /by-header?from=n1"]);
}

fn with_link(link: &str, from: u32, to: u32) -> Answer {
    page(&format!("\"links\":{{\"next\":{link}}}"), from, to)
}

/// A server under these answers, to which `{url}` in their links leads, and a client with a key in the query.
async fn linked(answers: impl Fn(&str) -> Vec<Answer>) -> (Server, Client) {
    // The port is known only once somebody listens.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let answers = answers(&format!("http://{address}"));
    let server = Server::start_at(&address, answers).await.unwrap();
    let client = Client::builder().query_key("k&y").base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn a_link_is_followed_with_the_credentials_and_headers_of_the_request() {
    let (server, client) = linked(|url| {
        vec![
            with_link(&format!("\"{url}/elsewhere?page=2&api_key=k%26y\""), 0, 1),
            with_link("\"?page=3#x\"", 1, 1),
            with_link("\"/by-link?page=4\"", 1, 2),
            with_link("null", 2, 3),
        ]
    })
    .await;
    let body = Item { id: "b".to_owned() };
    let list = client.by_link(&body).search("s").trace("t").items();
    assert_eq!(all(list).await, ids(0..3));
    let expected = [
        "POST /by-link?search=s&api_key=k%26y",
        "POST /elsewhere?page=2&api_key=k%26y",
        "POST /elsewhere?page=3&api_key=k%26y",
        "POST /by-link?page=4&api_key=k%26y",
    ];
    assert_eq!(lines(&server), expected);
    for request in server.requests() {
        assert_eq!(
            (request.header("x-trace"), request.text()),
            (Some("t"), r#"{"id":"b"}"#.into())
        );
    }
}

#[tokio::test]
async fn a_link_to_another_host_is_not_followed() {
    let foreign = ["http://evil.example.com/by-link?page=2", "//evil.example.com/", "ftp://x/"];
    for link in foreign {
        let (server, client) = start(vec![with_link(&format!("\"{link}\""), 0, 1)]).await;
        let (known, error) = all(client.by_link(&Item { id: "b".to_owned() }).items()).await;
        assert_eq!(known, ["0"]);
        let error = error.unwrap();
        assert!(error.contains("links.next: it leads to "), "{error}");
        assert_eq!(error.contains("evil.example.com"), link.contains("evil"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_link_header_leads_on() {
    let next = "</by-link-header?page=2>; rel=\"next\"";
    let first = [("content-type", "application/json"), ("link", next)];
    let pages = vec![
        Answer::with_headers(200, &first, items(0, 1)),
        Answer::with_headers(200, &first, items(1, 2)),
    ];
    let (_server, client) = start(pages).await;
    let (known, error) = all(client.by_link_header().items()).await;
    assert_eq!(known, ["0", "1"]);
    assert!(error.unwrap().contains("the header `Link`: it leads to a page that came before"));
}

#[tokio::test]
async fn a_page_comes_with_its_response() {
    let headers = [("content-type", "application/json"), ("x-request-id", "r1")];
    let body = "{\"data\":{\"items\":[],\"pages\":1}}";
    let (_server, client) = start(vec![Answer::with_headers(200, &headers, body)]).await;
    let mut pages = client.by_page().pages();
    let page = pages.next_response().await.unwrap().unwrap();
    assert_eq!(
        (page.request_id(), page.body().data.as_ref().unwrap().items.len()),
        (Some("r1"), 0)
    );
    assert!(pages.next_response().await.is_none());
}

#[test]
fn lists_are_streams_that_can_be_sent() {
    fn is_stream<S: Stream + Send + Unpin + std::fmt::Debug>(list: S) -> String {
        format!("{list:?}")
    }
    let client = Client::new("app_secret");
    let shown = is_stream(client.by_cursor().cursor("private").items());
    let call = "call: Call { operation: \"byCursor\", parameters: [\"cursor\"], .. }, ..";
    assert_eq!(shown, format!("Items {{ {call} }}"));
    assert_eq!(is_stream(client.by_cursor().cursor("a").pages()), format!("Pages {{ {call} }}"));
}

#[tokio::test(start_paused = true)]
async fn every_page_is_a_call_like_any_other() {
    let json = |body| Scene::Answer(200, vec![("content-type", "application/json")], body);
    let busy = || Scene::Answer(503, Vec::new(), "");
    let script = Script::new([
        json(r#"{"data":{"items":[{"id":"0"}],"pages":2}}"#),
        busy(),
        json(r#"{"data":{"items":[{"id":"1"}],"pages":2}}"#),
    ]);
    let client = Client::builder().app_token("app_secret").transport(script.clone()).into_client();
    let options = CallOptions::new().header("x-tenant", "ada").idempotency_key("of-the-first");
    assert_eq!(all(client.by_page().with(options).items()).await, ids(0..2));
    let sent = script.sent();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|sent| sent.headers["x-tenant"] == "ada"), "{sent:?}");
    // By the key of another call, a server would answer the page of that call.
    let keys: Vec<_> =
        sent.iter().map(|sent| sent.headers.contains_key("idempotency-key")).collect();
    assert_eq!(keys, [true, false, false]);
    // A page that does not come ends the list, and states what was tried.
    let once = CallOptions::new().retry(Retry::none());
    let script = Script::new([busy()]);
    let client = Client::builder().transport(script.clone()).into_client();
    let (ids, error) = all(client.by_page().with(once).items()).await;
    assert_eq!((ids.len(), script.sent().len()), (0, 1));
    assert!(error.unwrap().contains("503"));
}
