//! A transport for tests: plays a script, and keeps what was sent and when. No network, so that the clock
//! can be paused.

use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, Request, Response};
use tokio::time::{Instant, sleep};
use tower_service::Service;

use crate::runtime::{Body, BoxError, Operation};

/// What happens to one request.
#[derive(Debug, Clone)]
pub enum Scene {
    /// An answer with these headers and this body.
    Answer(u16, Vec<(&'static str, &'static str)>, &'static str),
    /// An error of the system.
    Fails(io::ErrorKind),
    /// This happens, after a while.
    After(Duration, Box<Scene>),
    /// Nothing, ever.
    Silence,
}

/// A request as it was sent.
#[derive(Debug)]
pub struct Sent {
    /// How long after the first request.
    pub at: Duration,
    /// The method and the URL.
    pub line: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// The operation whose request it is.
    pub operation: &'static str,
}

/// A transport that plays a script; the last scene is played again and again.
#[derive(Debug, Clone, Default)]
pub struct Script {
    scenes: Arc<Mutex<VecDeque<Scene>>>,
    sent: Arc<Mutex<Vec<(Instant, Sent)>>>,
}

impl Script {
    /// A transport that plays these scenes.
    pub fn new(scenes: impl IntoIterator<Item = Scene>) -> Self {
        let scenes = scenes.into_iter().collect();
        Self { scenes: Arc::new(Mutex::new(scenes)), sent: Arc::default() }
    }

    /// What was sent since the last question.
    pub fn sent(&self) -> Vec<Sent> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let first = sent.first().map(|(at, _)| *at);
        let since = |at: Instant| first.map_or(Duration::ZERO, |first| at - first);
        sent.drain(..).map(|(at, sent)| Sent { at: since(at), ..sent }).collect()
    }

    async fn play(self, mut request: Request<Body>) -> Result<Response<Body>, BoxError> {
        let now = Instant::now();
        let mut body = Vec::new();
        while let Some(chunk) = request.body_mut().next().await {
            body.extend_from_slice(&chunk?);
        }
        let sent = Sent {
            at: Duration::ZERO,
            line: format!("{} {}", request.method(), request.uri()),
            headers: request.headers().clone(),
            body,
            operation: request.extensions().get::<&Operation>().map_or("", |it| it.id()),
        };
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push((now, sent));
        let scene = {
            let mut scenes = self.scenes.lock().unwrap_or_else(PoisonError::into_inner);
            if scenes.len() > 1 { scenes.pop_front() } else { scenes.front().cloned() }
        };
        perform(scene.unwrap_or(Scene::Silence)).await
    }
}

async fn perform(mut scene: Scene) -> Result<Response<Body>, BoxError> {
    loop {
        match scene {
            Scene::Answer(status, headers, body) => {
                let answer = Response::builder().status(status);
                let answer =
                    headers.iter().fold(answer, |it, (name, value)| it.header(*name, *value));
                return Ok(answer.body(Body::from(body))?);
            }
            Scene::Fails(kind) => return Err(io::Error::from(kind).into()),
            Scene::After(wait, next) => {
                sleep(wait).await;
                scene = *next;
            }
            Scene::Silence => std::future::pending().await,
        }
    }
}

impl Service<Request<Body>> for Script {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(self.clone().play(request))
    }
}
