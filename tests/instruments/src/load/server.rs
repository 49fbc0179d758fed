//! The server that both sides call: it checks that a request is the one that is measured, answers with bytes
//! that it made before, and counts.

use std::convert::Infallible;
use std::io::{BufRead, Write};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, server};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use super::call::{FEW, MANY, TOKEN};
use super::side;

const JSON: &str = "application/json";

/// The answers, and how many requests there were.
struct Answers {
    few: Bytes,
    many: Bytes,
    created: Bytes,
    bearer: String,
    requests: AtomicUsize,
}

/// Serves until standard input ends. Prints the port, and for each line of standard input the number of
/// requests since the line before.
pub fn run() -> Result<(), String> {
    let runtime = side::runtime()?;
    let answers = Arc::new(Answers::new());
    let bound = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
    let listener = bound.map_err(|error| format!("there is no port for the server: {error}"))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    runtime.spawn(listen(listener, Arc::clone(&answers)));
    say(&port)?;
    for _ in std::io::stdin().lock().lines() {
        say(&answers.requests.swap(0, Ordering::Relaxed))?;
    }
    Ok(())
}

/// Prints a line at once.
pub fn say(line: &dyn std::fmt::Display) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{line}").and_then(|()| out.flush());
    said.map_err(|error| error.to_string())
}

impl Answers {
    fn new() -> Self {
        Self {
            few: page(FEW),
            many: page(MANY),
            created: envelope(201, &customer(1)),
            bearer: format!("Bearer {TOKEN}"),
            requests: AtomicUsize::new(0),
        }
    }

    /// The status and the body for a request; nothing for one that neither side should send.
    fn to(&self, request: &Request<Incoming>, body: &[u8]) -> Option<(StatusCode, Bytes)> {
        let is = |name: HeaderName, value: &str| {
            request.headers().get(name).map(HeaderValue::as_bytes) == Some(value.as_bytes())
        };
        if !is(ACCEPT, JSON) || !is(AUTHORIZATION, &self.bearer) {
            return None;
        }
        match (request.method(), request.uri().path(), request.uri().query()) {
            (&Method::POST, "/customers", None) if is(CONTENT_TYPE, JSON) && body.len() > 1000 => {
                Some((StatusCode::CREATED, self.created.clone()))
            }
            (&Method::GET, "/customers", Some(query)) => {
                let limit = query.strip_prefix("limit=")?.parse();
                let answer = [(FEW, &self.few), (MANY, &self.many)]
                    .into_iter()
                    .find_map(|(count, answer)| (limit == Ok(count)).then_some(answer));
                Some((StatusCode::OK, answer?.clone()))
            }
            _ => None,
        }
    }
}

async fn listen(listener: TcpListener, answers: Arc<Answers>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&answers)));
    }
}

async fn serve(stream: TcpStream, answers: Arc<Answers>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(request, Arc::clone(&answers)));
    // A client that goes away ends its connection.
    let _ =
        server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(
    mut request: Request<Incoming>,
    answers: Arc<Answers>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    answers.requests.fetch_add(1, Ordering::Relaxed);
    let body = request.body_mut().collect().await;
    let body = body.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let refused = (StatusCode::BAD_REQUEST, Bytes::new());
    let (status, bytes) = answers.to(&request, &body).unwrap_or(refused);
    let mut response = Response::new(Full::new(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    Ok(response)
}

fn page(count: i64) -> Bytes {
    let customers: Vec<Value> = (0..count).map(customer).collect();
    envelope(200, &json!({"customers": customers, "page": 1, "pages": 7, "total": 3_210}))
}

fn envelope(status: u16, data: &Value) -> Bytes {
    let whole = json!({"status": status, "success": true, "message": "Done.", "data": data});
    Bytes::from(whole.to_string())
}

/// A customer, as the examples of the description have them; behind every third is a user as a whole.
fn customer(number: i64) -> Value {
    let user = match number % 3 {
        0 => json!({"_id": "665a1f2c9b1e4a0012ab34ce", "name": "Ada Obi"}),
        1 => json!("665a1f2c9b1e4a0012ab34ce"),
        _ => Value::Null,
    };
    json!({
        "_id": format!("665a1f2c9b1e4a00{number:08}"),
        "id": format!("665a1f2c9b1e4a00{number:08}"),
        "shop": "665a1f2c9b1e4a0012ab34cf",
        "name": "Ada Obi",
        "email": format!("ada.{number}@example.com"),
        "phone": "+2348012345678",
        "user": user,
        "lastActive": "2026-05-04T10:20:30.123Z",
        "online": number % 2 == 0,
        "active": true,
        "avatar": "https://cdn.example.com/avatars/ada.png",
        "createdAt": "2026-01-02T03:04:05.678Z",
        "updatedAt": "2026-05-04T10:20:30.123Z",
    })
}

#[cfg(test)]
mod tests {
    use super::Answers;

    #[test]
    fn the_answers_are_as_long_as_the_table_says() {
        let answers = Answers::new();
        let kilobytes = |bytes: usize| (bytes + 512) / 1024;
        assert_eq!(kilobytes(answers.few.len()), 1);
        assert_eq!(kilobytes(answers.many.len()), 190);
    }
}
