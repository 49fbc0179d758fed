//! A proxy on loopback between the client and the mock server, which records every request and answer. It
//! forwards both unchanged, but for two things: it can rewrite the path to that of the mock server, and ask
//! for an example by name.

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

/// The time limit for an answer of the mock server, which hangs with some schemas.
const LIMIT: Duration = Duration::from_secs(8);

/// The proxy, until it is dropped.
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Shared {
    to: AtomicU16,
    example: Mutex<Option<HeaderValue>>,
    rewrite: Mutex<PathRewrite>,
    seen: Mutex<Vec<Exchange>>,
}

/// How the path of a request differs from that of the mock server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathRewrite {
    /// The path of a server, which the mock server does not expect before the path.
    pub prefix: String,
    /// The fragment of the path template, which the mock server expects after the path: it tells operations
    /// apart, but a client does not send it.
    pub fragment: String,
}

impl PathRewrite {
    /// The rewritten target of a request; none if it does not begin with the prefix.
    fn of(&self, target: &str) -> Option<String> {
        let rest = target.strip_prefix(&self.prefix)?;
        let (path, query) =
            rest.split_once('?').map_or((rest, None), |(path, it)| (path, Some(it)));
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Some(format!("{path}{}{query}", self.fragment))
    }
}

impl Proxy {
    /// Starts the proxy.
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

    /// The base URL for the client.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Sets the port of the mock server.
    pub fn forward_to(&self, port: u16) {
        self.shared.to.store(port, Ordering::Relaxed);
    }

    /// Sets how the paths of the next requests are rewritten.
    pub fn rewrite_paths(&self, rewrite: PathRewrite) {
        *locked(&self.shared.rewrite) = rewrite;
    }

    /// Sets the example that the mock server shall answer with, if any.
    pub fn prefer_example(&self, example: Option<usize>) {
        let preference = example.and_then(|number| format!("example={number}").parse().ok());
        *locked(&self.shared.example) = preference;
    }

    /// Takes the exchanges that were recorded since the last call.
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

/// Forwards one request, and returns its answer.
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
    if let Some(preference) = locked(&shared.example).clone() {
        head.headers.insert("prefer", preference);
    }
    let known = locked(&shared.rewrite).of(&exchange.target);
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

/// The answer to the client if the connection to the mock server broke.
fn broken() -> Response<Full<Bytes>> {
    let mut answer =
        Response::new(Full::new(Bytes::from_static(b"the mock server did not answer")));
    *answer.status_mut() = StatusCode::BAD_GATEWAY;
    answer
}

/// The answer of the mock server; none if the connection broke.
async fn forward(request: Request<Full<Bytes>>, port: u16) -> Option<Response<Bytes>> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok()?;
    let made = client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = made.ok()?;
    tokio::spawn(connection);
    let (mut head, body) = sender.send_request(request).await.ok()?.into_parts();
    let bytes = body.collect().await.ok()?.to_bytes();
    // Each connection frames bodies in its own way.
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
    use super::PathRewrite;

    #[test]
    fn a_path_is_spelled_as_the_mock_server_knows_it() {
        let rewrite = PathRewrite { prefix: "/v1".to_owned(), fragment: "%23b".to_owned() };
        assert_eq!(rewrite.of("/v1/a?c=d").as_deref(), Some("/a%23b?c=d"));
        assert_eq!(rewrite.of("/v2/a"), None);
        assert_eq!(PathRewrite::default().of("/a?b?c").as_deref(), Some("/a?b?c"));
    }
}
