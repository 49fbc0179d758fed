//! A call → its answer, whole or as a stream. One future sends every call of the crate; it has no type
//! parameter, so that it is compiled once.

mod exchange;
mod redirect;

pub(super) use exchange::Exchange;

use std::mem;

use bytes::Bytes;
use reqwest::Response;

use crate::runtime::answer::Reply;
use crate::runtime::auth::{Credential, select};
use crate::runtime::call::{Call, compose};
use crate::runtime::client::host;
use crate::runtime::error::{BuildError, Error, Fault};

/// Sends `call` and reads the whole answer, whatever its status.
///
/// # Errors
/// [`Error::Build`] when the request could not be sent, [`Error::Transport`] or [`Error::Timeout`] when
/// the answer did not come whole.
pub async fn send(call: Call) -> Result<Reply, Error> {
    open(call, true).await?.whole().await
}

/// Sends `call` and waits for the head of the answer. If the call is `limited`, the time limits of the
/// client hold for it and for the body; else none holds.
///
/// # Errors
/// [`Error::Build`] when the request could not be sent, [`Error::Transport`] or [`Error::Timeout`] when
/// no answer came.
pub async fn open(call: Call, limited: bool) -> Result<Opened, Error> {
    let operation = call.operation;
    let unsendable = |fault: Fault| Error::Build(BuildError::new(Some(operation.id()), fault));
    let client = call.client.clone();
    let setup = client.setup().map_err(unsendable)?;
    let mut credentials = Vec::new();
    for credential in select(operation.schemes(), &setup.credentials).map_err(unsendable)? {
        credentials.push(credential.ready().await.map_err(unsendable)?);
    }
    let sent: Vec<&Credential> = credentials.iter().map(AsRef::as_ref).collect();
    let request = compose(call, setup, &sent).map_err(unsendable)?;
    let redactor = setup.redactor.and(&credentials);
    let exchange = Exchange::begin(operation, setup, host(request.url()), limited);
    let mut response = exchange
        .follow(&setup.http, request)
        .await
        .map_err(|error| exchange.failure(None, error))?;
    let headers = mem::take(response.headers_mut());
    let head = Reply::new(operation, response.status(), headers, Bytes::new(), redactor);
    Ok(Opened { exchange, head, response })
}

/// An answer whose head is there, and whose body is not read yet.
pub struct Opened {
    exchange: Exchange,
    head: Reply,
    response: Response,
}

impl Opened {
    /// The answer without its body.
    pub fn head(&self) -> &Reply {
        &self.head
    }

    /// The whole answer.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Timeout`] if the rest of the answer does not come.
    pub async fn whole(self) -> Result<Reply, Error> {
        let Self { exchange, head, response } = self;
        let status = head.status();
        let bytes =
            response.bytes().await.map_err(|error| exchange.failure(Some(status), error))?;
        Ok(head.with_bytes(bytes))
    }

    /// The answer without its body, the body, and the exchange, which turns a failure of the body into
    /// an error.
    pub fn into_parts(self) -> (Reply, reqwest::Body, Exchange) {
        (self.head, self.response.into(), self.exchange)
    }
}
