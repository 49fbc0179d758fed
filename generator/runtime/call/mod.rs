//! A request while it is built. It owns all that it sends, so that it can be stored, spawned and joined.

mod compose;
mod content;
mod operation;
mod undescribed;

pub(super) use compose::compose;
pub use content::Content;
pub(crate) use content::content;
pub use operation::Operation;
pub use undescribed::{JsonRequest, UndescribedRequest};

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use self::undescribed::Target;
use crate::runtime::answer::Reply;
use crate::runtime::body::Body;
use crate::runtime::client::{CallOptions, Client};
use crate::runtime::error::{Error, Fault};
use crate::runtime::json::{to_json, to_json_bytes};
use crate::runtime::parameter::{Parameter, Place, Style, fill, form};
use crate::runtime::send::send;

/// A media type and a body.
type TypedBody = (Cow<'static, str>, Result<Body, Fault>);

/// A call of one operation. A value that cannot be sent is an error of the awaited call, not of the
/// setter.
pub struct Call {
    /// The client that sends the call.
    pub client: Client,
    /// The operation.
    pub operation: &'static Operation,
    /// The parameters in the order in which they were first set.
    pub parameters: Vec<Parameter>,
    /// The accepted media types, where they are not those of the operation.
    pub accept: Option<&'static str>,
    /// The body's media type and the body.
    pub body: Option<TypedBody>,
    /// What the call does otherwise than the client's other calls.
    pub options: Arc<CallOptions>,
    /// The method and the path, where the description does not have them.
    target: Option<Box<Target>>,
    /// The URL that the request is sent to, with its query, instead of the path and the query parameters.
    pub at: Option<String>,
}

impl Call {
    /// A call without parameters and body.
    pub fn new(client: Client, operation: &'static Operation) -> Self {
        let options = Arc::clone(client.options());
        let (parameters, accept, body, target, at) = (Vec::new(), None, None, None, None);
        Self { client, operation, parameters, accept, body, options, target, at }
    }

    /// Sets a path parameter in the default style.
    pub fn path<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.path_as(Style::SIMPLE, name, value)
    }

    /// Sets a path parameter.
    pub fn path_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Path, style, name, to_json(value))
    }

    /// Sets a query parameter in the default style; null removes it.
    pub fn query<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.query_as(Style::FORM, name, value)
    }

    /// Sets a query parameter; null removes it.
    pub fn query_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Query, style, name, to_json(value))
    }

    /// Sets a header parameter in the default style; null removes it.
    pub fn header<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.header_as(Style::SIMPLE, name, value)
    }

    /// Sets a header parameter; null removes it.
    pub fn header_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Header, style, name, to_json(value))
    }

    /// Sets a cookie in the default style; null removes it.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.cookie_as(Style::FORM, name, value)
    }

    /// Sets a cookie; null removes it.
    pub fn cookie_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Cookie, style, name, to_json(value))
    }

    /// Sets the body, as `application/json`.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body to JSON with a media type of its own.
    pub fn json_as<T: Serialize + ?Sized>(self, media_type: &'static str, body: &T) -> Self {
        self.set_body(media_type, to_json_bytes(body).map_err(Fault::encoding))
    }

    /// Sets the body to a form, whose members the operation describes.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let json = to_json(body).map_err(Fault::encoding);
        let form = json.and_then(|json| form(self.operation, &json));
        self.set_body("application/x-www-form-urlencoded", form)
    }

    /// Sets the body to JSON lines: each value as JSON on a line of its own.
    pub fn json_lines<T: Serialize>(self, media_type: &'static str, values: &[T]) -> Self {
        let line = |(index, value)| {
            let about = format!("has a line {} that", index + 1);
            to_json(value).map_err(|error| Fault::encoding(error).about(about))
        };
        let lines = values.iter().enumerate().map(line);
        let lines = lines.map(|line| line.map(|json| json + "\n"));
        self.set_body(media_type, lines.collect::<Result<String, _>>())
    }

    /// Sets the body to a text.
    pub fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        self.set_body(media_type, Ok(body.into()))
    }

    /// Accepts these media types instead of those of the operation.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Sends the request to a URL of an answer before it, which is complete with its query.
    pub fn at(mut self, url: String) -> Self {
        self.at = Some(url);
        self
    }

    /// Takes the idempotency key away, which is that of another call.
    pub fn without_key(mut self) -> Self {
        self.options = Arc::new(Arc::unwrap_or_clone(self.options).without_key());
        self
    }

    /// Sends the request and reads the whole answer, whatever its status.
    pub fn send(self) -> Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>> {
        send(self)
    }

    /// Sets options of this call.
    pub fn with(mut self, options: CallOptions) -> Self {
        self.options = Arc::new(options.or(&self.options));
        self
    }

    /// The HTTP method.
    pub(crate) fn method(&self) -> &Method {
        self.target.as_ref().map_or(self.operation.method(), |target| target.method())
    }

    /// The path, encoded.
    ///
    /// # Errors
    /// A [`Fault`] for a path that cannot be filled.
    pub(crate) fn full_path(&self) -> Result<String, Fault> {
        match &self.target {
            Some(target) => target.path(),
            None => fill(self.operation.path(), &self.parameters),
        }
    }

    /// Whether the same request can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        let body = self.body.as_ref().and_then(|(_, body)| body.as_ref().ok());
        body.is_none_or(Body::is_repeatable)
    }

    /// Whether the caller has set a header parameter.
    pub(crate) fn sets_header(&self, name: &str) -> bool {
        let mut headers = self.parameters.iter().filter(|set| set.place == Place::Header);
        headers.any(|set| set.name.eq_ignore_ascii_case(name) && set.is_sent())
    }

    /// The body for one try. What can be sent once only is gone then.
    pub(crate) fn take_body(&mut self) -> Option<TypedBody> {
        let repeatable = again(&self.body);
        match self.is_repeatable() {
            true => repeatable,
            false => mem::replace(&mut self.body, repeatable),
        }
    }

    fn set(
        mut self,
        place: Place,
        style: Style,
        name: &'static str,
        json: serde_json::Result<String>,
    ) -> Self {
        let json = json.map_err(Fault::encoding);
        let parameter = Parameter { place, name, style, json };
        let same = |set: &&mut Parameter| set.place == place && set.name == name;
        match self.parameters.iter_mut().find(same) {
            Some(set) => *set = parameter,
            None => self.parameters.push(parameter),
        }
        self
    }

    fn set_body(mut self, media_type: &'static str, body: Result<impl Into<Bytes>, Fault>) -> Self {
        self.body = Some((media_type.into(), body.map(|body| body.into().into())));
        self
    }
}

/// A body that sends the same, or the fault that it was a stream.
fn again(body: &Option<TypedBody>) -> Option<TypedBody> {
    let (media_type, body) = body.as_ref()?;
    let gone = || Fault::new("is a stream, which can be sent once only");
    let body = body.as_ref().map_err(Fault::clone);
    Some((media_type.clone(), body.and_then(|body| body.try_clone().ok_or_else(gone))))
}

/// A stream is not cloned: `request!` gives a request that may hold one no `Clone`.
impl Clone for Call {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            operation: self.operation,
            parameters: self.parameters.clone(),
            accept: self.accept,
            body: again(&self.body),
            options: Arc::clone(&self.options),
            target: self.target.clone(),
            at: self.at.clone(),
        }
    }
}

/// Shows which parameters are set, but neither their values nor the body, which may be private.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters: Vec<_> = self.parameters.iter().map(|set| set.name).collect();
        let mut call = f.debug_struct("Call");
        call.field("operation", &self.operation.id()).field("parameters", &parameters);
        if let Some((media_type, Ok(body))) = &self.body {
            match body.as_bytes().map(<[u8]>::len) {
                Some(length) => call.field("body", &format_args!("{length} bytes of {media_type}")),
                None => call.field("body", &format_args!("a stream of {media_type}")),
            };
        }
        call.finish_non_exhaustive()
    }
}
