//! A server for tests that is no server: a transport that answers what a test says, and keeps what was sent.

mod answer;
mod received;

pub use answer::Answer;
pub use received::Received;

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::io::{Error as IoError, ErrorKind};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use http::{Request, Response};
use serde::Serialize;
use tower_service::Service;

use crate::runtime::answer::Answers;
use crate::runtime::body::Body;
use crate::runtime::call::Operation;
use crate::runtime::client::{Client, ClientBuilder, Retry};
use crate::runtime::transport::BoxError;

/// Where the clients of a mock seem to call.
const BASE_URL: &str = "https://mock.invalid";

/// Answers the calls of its clients as a test says, in the process of the test, without a port.
///
/// ```text
/// let mock = Mock::new();
/// mock.on::<CreateCustomer>().reply(201, &created);
/// mock.on::<ListCustomers>().answer(Answer::empty(503)).reply(200, &page);
///
/// let client = mock.client();
/// client.create_customer(&ada).await?;
/// assert_eq!(mock.received::<CreateCustomer>()[0].json::<CustomerCreate>()?, ada);
/// ```
///
/// A call for which nothing is said fails with an error that names the operation. A clone is the same mock.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    received: Vec<Received>,
}

type Condition = Arc<dyn Fn(&Received) -> bool + Send + Sync>;

/// What the calls of an operation get.
struct Rule {
    operation: &'static str,
    condition: Option<Condition>,
    steps: VecDeque<Step>,
}

/// An answer, and how often it is given; `None` is once, and for ever if no answer follows.
struct Step {
    answer: Answer,
    times: Option<usize>,
}

impl Mock {
    /// A mock that has no answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what the calls of an operation get, which its request names: `on::<CreateCustomer>()`. What is said
    /// last goes first, so that a test can say something else than what is usual.
    pub fn on<R: Answers>(&self) -> On<R> {
        let operation = R::operation().id();
        let mut state = self.state();
        state.rules.push(Rule { operation, condition: None, steps: VecDeque::new() });
        let index = state.rules.len() - 1;
        drop(state);
        On { mock: self.clone(), index, request: PhantomData }
    }

    /// A client whose calls the mock answers. It needs no credential and tries each call once.
    pub fn client(&self) -> Client {
        self.builder().retry(Retry::none()).into_client()
    }

    /// The builder of a client whose calls the mock answers, with the usual limits and retries. Time that a
    /// test pauses (`tokio::time::pause`) passes at once.
    pub fn builder(&self) -> ClientBuilder {
        ClientBuilder::new(Some(BASE_URL)).without_credentials().transport(self.clone())
    }

    /// The calls of an operation that came so far, each try for itself, the first one first.
    pub fn received<R: Answers>(&self) -> Vec<Received> {
        let state = self.state();
        let of_operation = |received: &&Received| received.operation() == R::operation().id();
        state.received.iter().filter(of_operation).cloned().collect()
    }

    /// All calls that came so far.
    pub fn received_in_all(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer for a call, which is noted.
    fn answer(&self, received: Received) -> Result<Answer, String> {
        let operation = received.operation();
        let of_operation =
            |(_, rule): &(usize, &Rule)| rule.operation == operation && !rule.steps.is_empty();
        let state = self.state();
        let rules = state.rules.iter().enumerate().filter(of_operation);
        let rules: Vec<_> = rules.map(|(index, rule)| (index, rule.condition.clone())).collect();
        // Nothing is held while a condition is asked: it may ask the mock.
        drop(state);
        let fits = |condition: &Option<Condition>| {
            condition.as_ref().is_none_or(|condition| condition(&received))
        };
        let found = rules.iter().rev().find(|(_, condition)| fits(condition));
        let mut state = self.state();
        state.received.push(received);
        match found.and_then(|(index, _)| state.rules.get_mut(*index)) {
            Some(rule) => rule.next(),
            None if rules.is_empty() => {
                Err(format!("the mock was not told what `{operation}` gets"))
            }
            None => Err(format!("no `when` of `{operation}` fits the call")),
        }
    }

    async fn serve(self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        let (parts, mut body) = request.into_parts();
        let operation = parts.extensions.get::<&'static Operation>().copied();
        let operation = operation.ok_or("the mock answers operations only")?;
        let mut bytes = Vec::new();
        while let Some(chunk) = body.next().await {
            bytes.extend_from_slice(&chunk?);
        }
        let received = Received::new(operation, parts, bytes.into());
        self.answer(received).map_err(wrong)?.give().await
    }
}

impl Rule {
    fn next(&mut self) -> Result<Answer, String> {
        let is_last = self.steps.len() == 1;
        let step = self.steps.front_mut();
        let step = step.filter(|step| step.times != Some(0)).ok_or_else(|| {
            format!("`{}` is called more often than the mock was told", self.operation)
        })?;
        let answer = step.answer.clone();
        step.times = step.times.map(|times| times - 1);
        // The last one stays: for ever, or to say that it is used up.
        if !is_last && step.times.is_none_or(|times| times == 0) {
            self.steps.pop_front();
        }
        Ok(answer)
    }
}

/// What the calls of one operation get: answers in their order, of which the last one is given again and again.
pub struct On<R> {
    mock: Mock,
    index: usize,
    request: PhantomData<fn() -> R>,
}

impl<R: Answers> On<R> {
    /// Answers with a status and JSON. Whether the description has such an answer is not looked at: servers
    /// answer otherwise too.
    pub fn reply<T: Serialize + ?Sized>(self, status: u16, body: &T) -> Self {
        self.answer(Answer::json(status, body))
    }

    /// Gives an answer of any kind, or none.
    pub fn answer(self, answer: Answer) -> Self {
        self.change(|rule| rule.steps.push_back(Step { answer, times: None }))
    }

    /// Gives the answer before so often, and not once or for ever.
    pub fn times(self, times: usize) -> Self {
        self.change(|rule| {
            if let Some(step) = rule.steps.back_mut() {
                step.times = Some(times);
            }
        })
    }

    /// Is about those calls only that fit: of this customer, say.
    pub fn when(self, fits: impl Fn(&Received) -> bool + Send + Sync + 'static) -> Self {
        self.change(|rule| rule.condition = Some(Arc::new(fits)))
    }

    fn change(self, change: impl FnOnce(&mut Rule)) -> Self {
        if let Some(rule) = self.mock.state().rules.get_mut(self.index) {
            change(rule);
        }
        self
    }
}

impl Service<Request<Body>> for Mock {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(self.clone().serve(request))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let rules: Vec<_> = state.rules.iter().map(|rule| rule.operation).collect();
        f.debug_struct("Mock").field("on", &rules).field("received", &state.received).finish()
    }
}

impl<R> fmt::Debug for On<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("On").field("mock", &self.mock).finish_non_exhaustive()
    }
}

/// The error of a test that is wrong, for which no client makes a further try.
fn wrong(why: String) -> BoxError {
    IoError::new(ErrorKind::InvalidInput, why).into()
}
