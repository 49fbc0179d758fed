//! A server on loopback that hands every request on to the mock server and its answer back, and keeps
//! a record of both. It changes nothing of what it hands on, but can spell a path as the mock server knows
//! it, and ask for an example by its name.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, HeaderMap, HeaderValue, TRANSFER_ENCODING};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, client, server};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

use super::exchange::{Answer, Content, Exchange};

/// The mock server may think so long: with some schemas it comes to no end.
const LIMIT: Duration = Duration::from_secs(8);

/// The server, until it is dropped.
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Shared {
    to: AtomicU16,
    example: Mutex<Option<HeaderValue>>,
    spelling: Mutex<Spelling>,
    seen: Mutex<Vec<Exchange>>,
}

/// How the mock server knows a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    /// Stands before it, of a server that the mock server knows nothing of.
    pub prefix: String,
    /// Stands behind it: a fragment, which is no part of a request, but tells operations apart.
    pub fragment: String,
}

impl Spelling {
    /// The target of a request as the mock server knows it; none if it does not begin like that.
    fn of(&self, target: &str) -> Option<String> {
        let rest = target.strip_prefix(&self.prefix)?;
        let (path, query) =
            rest.split_once('?').map_or((rest, None), |(path, it)| (path, Some(it)));
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Some(format!("{path}{}{query}", self.fragment))
    }
}

impl Proxy {
    /// Starts it.
    pub fn start() -> Result<Self, String> {
        let started = || {
            let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
            let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
            let port = listener.local_addr()?.port();
            let shared = Arc::new(Shared::default());
            runtime.spawn(listen(listener, Arc::clone(&shared)));
            Ok(Self { port, shared, _runtime: runtime })
        };
        started().map_err(|error: std::io::Error| format!("the proxy cannot be started: {error}"))
    }

    /// What clients take for the server.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Says where the mock server is now.
    pub fn forward_to(&self, port: u16) {
        self.shared.to.store(port, Ordering::Relaxed);
    }

    /// Says how the mock server knows the path of the next request.
    pub fn spell(&self, spelling: Spelling) {
        *locked(&self.shared.spelling) = spelling;
    }

    /// Says which example the mock server shall answer with, if with one.
    pub fn ask_for(&self, example: Option<usize>) {
        let wish = example.and_then(|number| format!("example={number}").parse().ok());
        *locked(&self.shared.example) = wish;
    }

    /// What went through since this was asked last.
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut *locked(&self.shared.seen))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        let service = service_fn(move |request| pass(request, Arc::clone(&shared)));
        tokio::spawn(
            server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service),
        );
    }
}

/// Hands one request on, and its answer back.
async fn pass(
    request: Request<Incoming>,
    shared: Arc<Shared>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (mut head, body) = request.into_parts();
    let bytes = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let mut exchange = Exchange {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: texts(&head.headers),
        body: Content::of(&bytes),
        answer: None,
    };
    let port = shared.to.load(Ordering::Relaxed);
    if let Some(wish) = locked(&shared.example).clone() {
        head.headers.insert("prefer", wish);
    }
    let known = locked(&shared.spelling).of(&exchange.target);
    if let Some(Ok(uri)) = known.map(|target| target.parse()) {
        head.uri = uri;
    }
    let onward = forward(Request::from_parts(head, Full::new(bytes)), port);
    let answered = tokio::time::timeout(LIMIT, onward).await.ok().flatten();
    if let Some(answer) = &answered {
        exchange.answer = Some(Answer {
            status: answer.status().as_u16(),
            headers: texts(answer.headers()),
            body: Content::of(answer.body()),
        });
    }
    locked(&shared.seen).push(exchange);
    Ok(answered.map_or_else(broken, |answer| answer.map(Full::new)))
}

/// What the client sees of a connection that broke.
fn broken() -> Response<Full<Bytes>> {
    let mut answer =
        Response::new(Full::new(Bytes::from_static(b"the mock server did not answer")));
    *answer.status_mut() = StatusCode::BAD_GATEWAY;
    answer
}

/// None if the connection broke.
async fn forward(request: Request<Full<Bytes>>, port: u16) -> Option<Response<Bytes>> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok()?;
    let made = client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = made.ok()?;
    tokio::spawn(connection);
    let (mut head, body) = sender.send_request(request).await.ok()?.into_parts();
    let bytes = body.collect().await.ok()?.to_bytes();
    // The frame of a body is the matter of each connection.
    head.headers.remove(TRANSFER_ENCODING);
    head.headers.remove(CONNECTION);
    Some(Response::from_parts(head, bytes))
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    #[test]
    fn a_path_is_spelled_as_the_mock_server_knows_it() {
        let spelling = Spelling { prefix: "/v1".to_owned(), fragment: "%23b".to_owned() };
        assert_eq!(spelling.of("/v1/a?c=d").as_deref(), Some("/a%23b?c=d"));
        assert_eq!(spelling.of("/v2/a"), None);
        assert_eq!(Spelling::default().of("/a?b?c").as_deref(), Some("/a?b?c"));
    }
}
