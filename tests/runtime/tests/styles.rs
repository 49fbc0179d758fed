//! The table of styles, sent to a server row by row.

use runtime_tests::runtime::{self, Body, Call, Method, Operation, Parameter, Place, Style};
use runtime_tests::server::{Answer, Request, Server};
use runtime_tests::types::{Filter, FilterContent, NewCustomer};
use runtime_tests::{Client, Error};

static STYLED: Operation = Operation::new("styled", Method::POST, "/");

/// A row of the table.
struct Row<'a> {
    place: &'a str,
    style: &'a str,
    name: &'static str,
    value: &'a str,
    sent: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("styles.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [_, place, style, name, value, sent] => Row { place, style, name, value, sent },
        _ => panic!("{line}"),
    });
    rows.collect()
}

fn style(text: &str) -> Style {
    let (word, modifier) = text.split_once(' ').unwrap_or((text, ""));
    let style = match word.trim_end_matches('*') {
        "matrix" => Style::MATRIX,
        "label" => Style::LABEL,
        "simple" => Style::SIMPLE,
        "form" => Style::FORM.joined(),
        "spaces" => Style::SPACES,
        "pipes" => Style::PIPES,
        "tabs" => Style::TABS,
        "deep" => Style::DEEP_OBJECT,
        "json" => Style::JSON,
        // Without a style of its own.
        "" => Style::FORM,
        other => panic!("{other}"),
    };
    let style = if word.ends_with('*') { style.exploded() } else { style };
    match modifier {
        "reserved" => style.reserved(),
        "or_empty" => style.or_empty(),
        _ => style,
    }
}

fn call(client: &Client, row: &Row<'_>) -> Call {
    let place = match row.place {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        "form" => return form(client, row),
        other => panic!("{other}"),
    };
    let operation = match place {
        Place::Path => {
            let template = format!("/{{{}}}", row.name);
            Box::leak(Box::new(Operation::new("styled", Method::POST, template.leak())))
        }
        _ => &STYLED,
    };
    let mut call = client.call(operation);
    // The text itself, so that members stay in the order written.
    let json = Ok(row.value.to_owned());
    call.parameters.push(Parameter { place, name: row.name, style: style(row.style), json });
    call
}

/// A call whose form has one member.
fn form(client: &Client, row: &Row<'_>) -> Call {
    let operation = Operation::new("styled", Method::POST, "/");
    let names = Box::leak(Box::new([row.name]));
    let operation = match row.style {
        "*" => operation,
        styled => operation.encoding(Box::leak(Box::new([(style(styled), &names[..])]))),
    };
    // The text itself, so that members stay in the order written.
    let body = format!("{{{:?}:{}}}", row.name, row.value);
    let body = runtime::form(&operation, &body).unwrap();
    client.call(Box::leak(Box::new(operation))).text("application/x-www-form-urlencoded", body)
}

fn received(request: &Request, row: &Row<'_>) -> String {
    let target = request.line().strip_prefix("POST /").unwrap();
    let found = match row.place {
        "path" => Some(target),
        "query" => target.strip_prefix('?'),
        "header" => request.header(row.name),
        "form" => {
            let media_type = request.header("content-type");
            assert_eq!(media_type, Some("application/x-www-form-urlencoded"));
            return request.text();
        }
        _ => request.header("cookie"),
    };
    found.unwrap_or("-").to_owned()
}

#[tokio::test]
async fn every_style_is_sent_as_the_table_says() {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let sent = match call(&client, row).send().await {
            Ok(_) => received(server.requests().last().unwrap(), row),
            Err(Error::Build(error)) => {
                let text = error.to_string();
                let about = format!("{:?} ", row.name);
                format!("!{}", text.split_once(&about).map_or(text.as_str(), |(_, after)| after))
            }
            Err(other) => panic!("{other}"),
        };
        if sent != row.sent.replace("\\t", "\t") {
            let Row { place, style, value, sent: expected, .. } = row;
            wrong.push(format!("{place} {style} {value}: {sent} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(rows.len() > 100, "{} rows", rows.len());
}

#[tokio::test]
async fn all_cookies_of_a_call_stand_in_one_header() {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let call =
        client.call(&STYLED).cookie("a", &1).cookie("b", &["x", "y"]).cookie("c", &None::<i64>);
    call.header("Cookie", "d=4").send().await.unwrap();
    let requests = server.requests();
    let cookies: Vec<&str> =
        requests[0].head.lines().filter(|line| line.starts_with("cookie")).collect();
    assert_eq!(cookies, ["cookie: d=4; a=1; b=x; b=y"]);
}

#[tokio::test]
async fn a_form_is_made_of_an_object() {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let error = client.call(&STYLED).form(&[1]).send().await.unwrap_err();
    let message = "styled: the body is not an object, which a form is made of";
    assert_eq!(error.to_string(), message);
    let filter = Filter { z: "1 2".to_owned(), a: None };
    client.call(&STYLED).form(&filter).send().await.unwrap();
    client
        .call(&STYLED)
        .json_lines("application/jsonl", &[filter.clone(), filter])
        .send()
        .await
        .unwrap();
    client.call(&STYLED).form(&serde_json::json!({})).send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].text(), "z=1+2");
    let line = "{\"z\":\"1 2\",\"a\":null}\n";
    assert_eq!(requests[1].text(), format!("{line}{line}"));
    assert_eq!(requests[2].header("content-length"), Some("0"));
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let filter = Filter { z: "1 2".to_owned(), a: None };
    for content in [
        FilterContent::Json(filter.clone()),
        FilterContent::MergePatch(filter.clone()),
        NewCustomer::new("Ada Obi").into(),
        vec![filter].into(),
        "é".to_owned().into(),
        Body::from(&b"\x89PNG"[..]).into(),
    ] {
        client.call(&STYLED).content::<FilterContent>(content).send().await.unwrap();
    }
    let requests = server.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| (request.header("content-type").unwrap(), request.body.as_slice()))
        .collect();
    let expected: [(&str, &[u8]); 6] = [
        ("application/json", br#"{"z":"1 2","a":null}"#),
        ("application/merge-patch+json", br#"{"z":"1 2","a":null}"#),
        ("application/x-www-form-urlencoded", b"name=Ada+Obi"),
        ("application/x-ndjson", b"{\"z\":\"1 2\",\"a\":null}\n"),
        ("text/plain", "é".as_bytes()),
        ("image/png", b"\x89PNG"),
    ];
    assert_eq!(sent, expected);
}
