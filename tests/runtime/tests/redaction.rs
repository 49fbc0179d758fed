//! Where a server repeats a secret, it does not show: in whatever spelling, and nothing else is hidden.

use std::borrow::Cow;
use std::sync::Arc;

use runtime_tests::Client;
use runtime_tests::runtime::{Credential, Redactor};
use runtime_tests::server::{Answer, Server};

use crate::support::start;

const EVENTS: (&str, &str) = ("content-type", "text/event-stream");

fn shown(credential: &Credential, text: &str) -> String {
    Redactor::new([credential]).excerpt(text, 500)
}

#[test]
fn a_secret_is_found_however_it_is_escaped() {
    let secret = "p/s+w \"<&'>é😀%\\";
    let key = Credential::query("key", secret);
    for spelling in [
        secret,
        // A URL, in both cases, and with more escaped than must be.
        "p%2Fs%2Bw%20%22%3C%26%27%3E%C3%A9%F0%9F%98%80%25%5C",
        "p%2fs%2bw%20%22%3c%26%27%3e%c3%a9%f0%9f%98%80%25%5c",
        "%70/s%2Bw%20%22%3C&%27%3E%C3%A9%F0%9F%98%80%25%5C",
        // A form.
        "p%2Fs%2Bw+%22%3C%26%27%3E%C3%A9%F0%9F%98%80%25%5C",
        // JSON.
        "p/s+w \\\"<&'>é😀%\\\\",
        "p\\/s+w \\\"<&'>é😀%\\\\",
        "p\\u002fs\\u002Bw \\u0022\\u003C\\u0026\\u0027\\u003e\\u00e9\\ud83d\\ude00%\\u005c",
        // HTML.
        "p/s+w &quot;&lt;&amp;&#39;&gt;é😀%\\",
        "p&#x0000002F;s&#43;w &#34;&lt;&#038;&#x27;&gt;&#233;&#x1f600;%\\",
        "p/s+w &quot;&lt;&amp;&apos;&gt;é😀%\\",
    ] {
        let line = shown(&key, &format!("no {spelling}, no"));
        assert_eq!(line, "no [redacted], no", "{spelling}");
        assert!(Redactor::new([&key]).finds(&format!("\"{spelling}\"")), "{spelling}");
    }
    for other in ["p/s+w", "p/s+w \"<&'>é😀%", "p%2", "p\\u002", "p&#x2F", "p&#x2G;s", "P/S+W"] {
        assert_eq!(shown(&key, other), other);
        assert!(!Redactor::new([&key]).finds(other), "{other}");
    }
}

#[test]
fn an_escape_that_a_secret_holds_itself_is_found_too() {
    for secret in ["abcd%25ef", "abcd&amp;ef", "abcd\\u0041ef", "abcd\\\\ef"] {
        let key = Credential::header("x-key", secret);
        assert_eq!(shown(&key, &format!("{secret}!")), "[redacted]!");
    }
    let key = Credential::header("x-key", "abcd%25ef");
    assert_eq!(shown(&key, "abcd%2525ef!"), "[redacted]!");
}

#[test]
fn what_is_no_secret_is_shown() {
    // A user name, and what is so short that it may be a word.
    let login = Credential::basic("internal error", "letmein7");
    let echo = "internal error for internal error:letmein7";
    assert_eq!(shown(&login, echo), "internal error for internal error:[redacted]");
    for short in [Credential::bearer("error"), Credential::query("key", "seven 7")] {
        assert_eq!(shown(&short, "error: seven 7"), "error: seven 7");
    }
}

#[test]
fn a_login_is_found_as_it_is_sent() {
    let login = Credential::basic("ada", "letmein7>");
    for sent in ["YWRhOmxldG1laW43Pg==", "YWRhOmxldG1laW43Pg", "YWRhOmxldG1laW43Pg%3D%3D"] {
        assert_eq!(shown(&login, &format!("Basic {sent}!")), "Basic [redacted]!");
    }
    // Without a password that could be one, the user name is the key.
    let key = Credential::basic("sk_live_1", "x");
    assert_eq!(shown(&key, "no sk_live_1"), "no [redacted]");
}

#[test]
fn the_longest_of_several_secrets_is_replaced() {
    let client = Arc::new(Redactor::new([&Credential::bearer("abcdefgh")]));
    let provided = Cow::Owned(Credential::bearer("abcdefgh-and-more"));
    let both = client.and(&[provided]);
    assert_eq!(both.excerpt("abcdefgh abcdefgh-and-more", 500), "[redacted] [redacted]");
    let none = client.and(&[Cow::Borrowed(&Credential::bearer("abcdefgh-and-more"))]);
    assert_eq!(none.excerpt("abcdefgh-and-more", 500), "[redacted]-and-more");
}

#[tokio::test]
async fn an_event_does_not_show_a_secret() {
    let body = "id: app_secret\nevent: app%5Fsecret\ndata: {\"z\": \"app_secret\"}\n\n\
                data: [app\\u005fsecret]\n\n";
    let (_server, client) = start(vec![Answer::with_headers(200, &[EVENTS], body)]).await;
    let events = client.watch().await.unwrap();
    assert_eq!(events[0].data().unwrap().z, "app_secret");
    assert_eq!(events[1].data(), None);
    for event in &events {
        let shown = format!("{event:?} {event:#?}");
        assert!(!shown.contains("app"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

#[tokio::test]
async fn a_form_that_comes_back_does_not_show_a_key() {
    let server = Server::start(vec![Answer::new(400, "key=a+b%2fc+d&more=1")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).query_key("a b/c d!").into_client();
    let shown = client.report().await.unwrap_err().to_string();
    assert_eq!(shown, "report: 400 Bad Request: key=a+b%2fc+d&more=1");
    let client = Client::builder().base_url(server.url()).query_key("key=a b/c d").into_client();
    let shown = client.report().await.unwrap_err().to_string();
    assert_eq!(shown, "report: 400 Bad Request: [redacted]&more=1");
}
