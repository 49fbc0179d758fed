//! A large file goes up and down without ever being in memory. The process is measured as a whole, by
//! its greatest use so far, which only Linux tells.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use runtime_tests::Client;
use runtime_tests::runtime::{Body, FilePart, Parts};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const CHUNK: usize = 64 * 1024;
const LENGTH: usize = 200 * 1024 * 1024;
const MOST: usize = 30 * 1024;

/// So many bytes.
struct File(usize);

impl Stream for File {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.min(CHUNK);
        self.0 -= length;
        Poll::Ready((length > 0).then(|| Ok(Bytes::from(vec![b'x'; length]))))
    }
}

/// The most memory that this process has used, in KiB.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Takes a body in parts, answers with nothing, and tells how long the request was.
async fn take(listener: &TcpListener) -> io::Result<usize> {
    let (mut stream, _) = listener.accept().await?;
    let (mut tail, mut buffer, mut received) = (Vec::new(), vec![0; CHUNK], 0);
    while !tail.ends_with(b"--\r\n") {
        let read = stream.read(&mut buffer).await?;
        received += read;
        tail = buffer.get(..read).unwrap_or_default().to_vec();
    }
    stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await?;
    Ok(received)
}

/// Answers a request with a large file.
async fn give(listener: &TcpListener) -> io::Result<()> {
    let (mut stream, _) = listener.accept().await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && stream.read_buf(&mut head).await? > 0 {}
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {LENGTH}\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    for _ in 0..LENGTH / CHUNK {
        stream.write_all(&[b'x'; CHUNK]).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_large_file_is_never_in_memory() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder().base_url(url).build().unwrap();
    let server = tokio::spawn(async move {
        let received = take(&listener).await?;
        give(&listener).await?;
        io::Result::Ok(received)
    });
    let before = peak();
    let file = FilePart::new("large.bin", Body::stream(File(LENGTH)).length(LENGTH as u64));
    client.upload_parts(Parts::new().file("file", file)).await.unwrap();
    let mut chunks = client.export().into_stream().await.unwrap();
    let mut received = 0;
    while let Some(chunk) = chunks.next().await {
        received += chunk.unwrap().len();
    }
    assert_eq!(received, LENGTH);
    assert!(server.await.unwrap().unwrap() > LENGTH);
    let Some((before, after)) = before.zip(peak()) else {
        println!("not measured: this system does not tell");
        return;
    };
    println!("{} KiB more for {} KiB each way", after - before, LENGTH / 1024);
    assert!(after - before < MOST, "{before} KiB before, {after} KiB after");
}
