//! The token shows nowhere, not even when the server echoes it.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::time::Duration;

use runtime_tests::server::{Answer, Server};
use salesive::auth::Secret;
use salesive::error::TransportKind;
use salesive::{Client, Error};

use crate::examples::{CREATED, LISTED};
use crate::support::{TOKEN, ada, builder, inactive, only, start, transport_error};

/// Everything that an error prints, and everything that its causes print.
fn shown<E: 'static>(error: &Error<E>) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    match error {
        Error::Api(error) => write!(shown, "{error} {error:?}"),
        Error::Decode(error) => {
            let (path, reason) = (error.path(), error.reason());
            write!(shown, "{error} {error:?} {path} {reason}")
        }
        Error::Transport(error) => write!(shown, "{error} {error:?}"),
        Error::Timeout(error) => write!(shown, "{error} {error:?}"),
        Error::Build(error) => write!(shown, "{error} {error:?}"),
        _ => Ok(()),
    }
    .unwrap();
    let mut source = error.source();
    while let Some(error) = source {
        write!(shown, " {error} {error:?} {error:#?}").unwrap();
        source = error.source();
    }
    shown
}

fn assert_hidden(shown: &str) {
    assert!(!shown.contains(TOKEN), "{shown}");
}

#[tokio::test]
async fn settings_and_requests_show_no_token() {
    let (_server, client) = start(vec![Answer::json(200, LISTED)]).await;
    let list = client.list_customers().search("x");
    let create = client.create_customer(&ada());
    let update = client.update_customer("1", &inactive());
    let mut shown = format!("{client:?} {client:#?} {list:?} {create:?} {update:#?}");
    write!(shown, "{:?} {:?}", list.into_future(), create.with_response()).unwrap();
    let settings = builder("http://127.0.0.1:9");
    let new = Client::new(TOKEN);
    write!(shown, "{settings:?} {settings:#?} {new:?} {new:#?}").unwrap();
    assert_hidden(&shown);
    assert!(shown.contains("[redacted]"), "{shown}");
    let secret = Secret::from(TOKEN);
    assert_eq!(format!("{secret} {secret:?}"), "[redacted] [redacted]");
}

#[tokio::test]
async fn an_error_of_the_server_shows_no_echoed_token() {
    let headers = [("x-echo", TOKEN), ("set-cookie", TOKEN)];
    let far = "x".repeat(200 - TOKEN.len() / 2);
    let (_server, client) = start(vec![
        Answer::with_headers(
            401,
            &headers,
            format!(r#"{{"status":401,"success":false,"message":"bad token {TOKEN}"}}"#),
        ),
        Answer::new(500, format!("<p>Authorization: Bearer {TOKEN}</p>")),
        // The excerpt ends in the middle of it.
        Answer::new(500, format!("{far}{TOKEN}")),
        Answer::new(500, format!("{TOKEN}{TOKEN}")),
    ])
    .await;
    let mut lines = Vec::new();
    for _ in 0..4 {
        let error = client.create_customer(&ada()).await.unwrap_err();
        let shown = shown(&error);
        assert_hidden(&shown);
        assert!(!shown.contains("app_secret"), "{shown}");
        lines.push(error.to_string());
    }
    assert_eq!(
        lines[0],
        r#"createCustomer: 401 Unauthorized: {"status":401,"success":false,"message":"bad token [redacted]"}"#
    );
    let page = "createCustomer: 500 Internal Server Error: <p>Authorization: Bearer [redacted]</p>";
    assert_eq!(lines[1], page);
}

/// Has a server answer with each of these bodies, none of which can be read.
async fn assert_unreadable_and_hidden(bodies: &[String]) {
    let answers = bodies.iter().map(|body| Answer::json(200, body)).collect();
    let (_server, client) = start(answers).await;
    for body in bodies {
        let error = client.update_customer("1", &inactive()).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{body}");
        assert_hidden(&shown(&error));
    }
}

#[tokio::test]
async fn an_unreadable_answer_shows_no_token_echoed_as_a_value() {
    let envelope = r#""success":true,"message":"m""#;
    assert_unreadable_and_hidden(&[
        // Of the wrong type, as a date, where the text breaks off, as the whole body.
        format!(r#"{{"status":"{TOKEN}",{envelope}}}"#),
        format!(r#"{{"status":200,{envelope},"data":{{"lastActive":"{TOKEN}"}}}}"#),
        format!(r#"{{"status":200,{envelope},"data":{{"name":"{TOKEN}"#),
        format!(r#""{TOKEN}""#),
        TOKEN.to_owned(),
    ])
    .await;
}

#[tokio::test]
async fn an_unreadable_answer_shows_no_token_echoed_as_a_name() {
    let envelope = r#""success":true,"message":"m""#;
    assert_unreadable_and_hidden(&[
        format!(r#"{{"status":200,{envelope},"{TOKEN}":"#),
        format!(r#"{{"status":200,{envelope},"data":{{"{TOKEN}":[+]}}}}"#),
    ])
    .await;
}

#[tokio::test]
async fn failed_calls_show_no_token() {
    let (server, client) =
        start(vec![Answer::closed(), Answer::cut(200, TOKEN), Answer::silent()]).await;
    let mut text = String::new();
    for _ in 0..2 {
        text += &shown(&client.list_customers().search(TOKEN).await.unwrap_err());
    }
    let hasty = builder(&server.url()).try_timeout(Duration::from_millis(50));
    let error = hasty.build().unwrap().list_customers().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    text += &shown(&error);
    text += &shown(&client.update_customer("..", &inactive()).await.unwrap_err());
    let url = server.url();
    drop(server);
    let refused = builder(&url).build().unwrap();
    let error = refused.list_customers().search(TOKEN).await.unwrap_err();
    text += &shown(&error);
    assert_eq!(transport_error(error).kind(), TransportKind::Connect);
    assert_hidden(&text);
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused_unseen() {
    let broken = format!("{TOKEN}\r\nX-Evil: 1");
    let error = Client::builder().app_token(broken.as_str()).build();
    let error = error.unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    let mut text = shown(&error);
    let client = Client::new(broken);
    text += &format!("{client:?}");
    text += &shown(&client.list_customers().await.unwrap_err());
    assert_hidden(&text);
    assert!(!text.contains("Evil"), "{text}");
}

#[tokio::test]
async fn a_call_without_a_token_is_not_sent() {
    let server = Server::start(vec![Answer::json(200, LISTED)]).await.unwrap();
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = client.list_customers().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    assert!(error.to_string().contains("AppToken"), "{error}");
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn a_response_shows_no_token_of_its_headers() {
    let headers = [("x-echo", TOKEN), ("set-cookie", TOKEN)];
    let (_server, client) = start(vec![Answer::with_headers(201, &headers, CREATED)]).await;
    let response = client.create_customer(&ada()).with_response().await;
    let response = response.unwrap();
    assert_eq!(response.headers()["x-echo"], TOKEN);
    assert_hidden(&format!("{response:?} {response:#?}"));
}

#[tokio::test]
async fn a_response_shows_no_echoed_token() {
    let body = CREATED.replace("Customer created successfully", TOKEN);
    let (_server, client) = start(vec![Answer::json(201, body)]).await;
    let response = client.create_customer(&ada()).with_response().await;
    let response = response.unwrap();
    assert_eq!(response.body().message, TOKEN);
    assert_hidden(&format!("{response:?} {response:#?}"));
}

#[tokio::test]
async fn the_token_follows_no_redirect_to_another_server() {
    let other = Server::start(vec![Answer::json(200, LISTED)]).await.unwrap();
    let location = format!("{}/api/v1/customers", other.url());
    for status in [301, 302, 303, 307, 308] {
        let answer = Answer::with_headers(status, &[("location", &location)], "");
        let (server, client) = start(vec![answer]).await;
        let error = client.list_customers().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        let authorization = format!("Bearer {TOKEN}");
        let sent = only(&server);
        assert_eq!(sent.header("authorization"), Some(authorization.as_str()));
    }
    assert_eq!(other.requests(), []);
}
