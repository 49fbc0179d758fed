//! A small HTTP/1.1 server for tests: gives prepared answers, keeps every request to the byte.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does with one request.
#[derive(Debug, Clone)]
pub struct Answer {
    bytes: Vec<u8>,
    pieces: Vec<Vec<u8>>,
    after: After,
}

#[derive(Debug, Clone, Copy)]
enum After {
    Close,
    Hang,
}

impl Answer {
    /// An answer with a body and no other header than its length.
    pub fn new(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::with_headers(status, &[], body)
    }

    /// An answer with a JSON body.
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::with_headers(status, &[("content-type", "application/json")], body)
    }

    /// An answer with these headers.
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        Self::announcing(body.as_ref().len(), status, headers, body.as_ref())
    }

    /// An answer that ends in the middle of its body.
    pub fn cut(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::announcing(body.as_ref().len() + 1000, status, &[], body.as_ref())
    }

    /// An answer whose body begins and then never comes.
    pub fn stalled(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self { after: After::Hang, ..Self::cut(status, body) }
    }

    /// These bytes, which need not be an answer.
    pub fn raw(bytes: impl AsRef<[u8]>) -> Self {
        Self { bytes: bytes.as_ref().to_vec(), ..Self::closed() }
    }

    /// No answer: the connection is closed.
    pub fn closed() -> Self {
        Self { bytes: Vec::new(), pieces: Vec::new(), after: After::Close }
    }

    /// No answer, ever: the connection stays open.
    pub fn silent() -> Self {
        Self { bytes: Vec::new(), pieces: Vec::new(), after: After::Hang }
    }

    /// An answer whose body comes in these pieces, with a pause between them.
    pub fn pieces(status: u16, headers: &[(&str, &str)], pieces: &[&str]) -> Self {
        let length = pieces.iter().map(|piece| piece.len()).sum();
        let mut answer = Self::announcing(length, status, headers, b"");
        answer.pieces = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
        answer
    }

    fn announcing(length: usize, status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut head = format!("HTTP/1.1 {status} Test\r\nconnection: close\r\n");
        // A 204 has no body and must not announce one.
        if status != 204 {
            head += &format!("content-length: {length}\r\n");
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        let bytes = [head.as_bytes(), body].concat();
        Self { bytes, pieces: Vec::new(), after: After::Close }
    }
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Request line and headers, to the byte, without the empty line.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// Method and target, like `GET /customers?page=2`.
    pub fn line(&self) -> &str {
        let line = self.head.lines().next().unwrap_or_default();
        line.strip_suffix(" HTTP/1.1").unwrap_or(line)
    }

    /// A header's value; names are compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.into_iter().find(|(has, _)| has.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The server; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Listens on a free port of 127.0.0.1. The answers are given in turn, the last one again and
    /// again.
    ///
    /// # Errors
    /// Those of listening.
    pub async fn start(answers: Vec<Answer>) -> io::Result<Self> {
        Self::start_at("127.0.0.1:0", answers).await
    }

    /// Listens on an address, as [`start`](Self::start) does on a free port.
    ///
    /// # Errors
    /// Those of listening.
    pub async fn start_at(address: &str, answers: Vec<Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let requests = Arc::default();
        let task = tokio::spawn(serve(listener, answers, Arc::clone(&requests)));
        Ok(Self { address, requests, task })
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests that have come so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, answers: Vec<Answer>, requests: Arc<Mutex<Vec<Request>>>) {
    // Connections that hang are kept open here.
    let mut open = Vec::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        let Ok(request) = read_request(&mut stream).await else {
            continue;
        };
        let number = {
            let mut requests = requests.lock().unwrap_or_else(PoisonError::into_inner);
            requests.push(request);
            requests.len() - 1
        };
        let Some(answer) = answers.get(number).or(answers.last()) else {
            continue;
        };
        // The client may have gone by now; then nobody misses the answer.
        let _ = stream.write_all(&answer.bytes).await;
        let _ = stream.flush().await;
        for piece in &answer.pieces {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let _ = stream.write_all(piece).await;
            let _ = stream.flush().await;
        }
        match answer.after {
            After::Close => drop(stream),
            After::Hang => open.push(stream),
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> io::Result<Request> {
    let mut bytes = Vec::new();
    loop {
        if let Some(request) = parse(&bytes) {
            return Ok(request);
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// The request, once it is there as a whole.
fn parse(bytes: &[u8]) -> Option<Request> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, rest) = bytes.split_at(end);
    let head = String::from_utf8_lossy(head).into_owned();
    let request = Request { head, body: rest.get(4..)?.to_vec() };
    if request.header("transfer-encoding") == Some("chunked") {
        let body = unchunked(&request.body)?;
        return Some(Request { body, ..request });
    }
    let length = request.header("content-length").map_or(Some(0), |text| text.parse().ok())?;
    (request.body.len() >= length).then_some(request)
}

/// A body that came in chunks (RFC 9112, section 7.1), once the last one is there.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(rest.get(..end)?).ok()?, 16).ok()?;
        let chunk = rest.get(end + 2..)?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunk.get(..length)?);
        rest = chunk.get(length + 2..)?;
    }
}
