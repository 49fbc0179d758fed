//! A request while it is put together. It owns all it will send, so it can be stored, spawned, joined.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use serde::Serialize;

use super::{
    Body, Bytes, Client, Error, Fault, Operation, Parameter, Place, Reply, Style, form, send,
};

/// A call of one operation. A value that cannot be sent is told when the call is awaited.
pub struct Call {
    /// The client that sends it.
    pub client: Client,
    /// What is fixed about it.
    pub operation: &'static Operation,
    /// The parameters in the order in which they were first set.
    pub parameters: Vec<Parameter>,
    /// The body's media type and bytes.
    pub body: Option<(&'static str, Result<Bytes, Fault>)>,
}

impl Call {
    /// A call without parameters and body.
    pub fn new(client: Client, operation: &'static Operation) -> Self {
        Self { client, operation, parameters: Vec::new(), body: None }
    }

    /// Sets a path parameter in the usual style.
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
        self.set(Place::Path, style, name, serde_json::to_string(value))
    }

    /// Sets a query parameter in the usual style; null takes it away.
    pub fn query<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.query_as(Style::FORM, name, value)
    }

    /// Sets a query parameter; null takes it away.
    pub fn query_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Query, style, name, serde_json::to_string(value))
    }

    /// Sets a header parameter in the usual style; null takes it away.
    pub fn header<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.header_as(Style::SIMPLE, name, value)
    }

    /// Sets a header parameter; null takes it away.
    pub fn header_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Header, style, name, serde_json::to_string(value))
    }

    /// Sets a cookie in the usual style; null takes it away.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.cookie_as(Style::FORM, name, value)
    }

    /// Sets a cookie; null takes it away.
    pub fn cookie_as<T: Serialize + ?Sized>(
        self,
        style: Style,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.set(Place::Cookie, style, name, serde_json::to_string(value))
    }

    /// Sets the body, as `application/json`.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body to JSON that is called by another media type.
    pub fn json_as<T: Serialize + ?Sized>(self, media_type: &'static str, body: &T) -> Self {
        self.body(media_type, serde_json::to_vec(body))
    }

    /// Sets the body to a form, as the operation describes its members.
    pub fn form<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        let json = serde_json::to_string(body).map_err(Fault::encoding);
        let form = json.and_then(|json| form(self.operation, &json));
        self.body = Some(("application/x-www-form-urlencoded", form.map(Bytes::from)));
        self
    }

    /// Sets the body to these values as JSON, each on a line of its own.
    pub fn json_lines<T: Serialize>(mut self, media_type: &'static str, values: &[T]) -> Self {
        let mut lines = Vec::new();
        let written = values.iter().try_for_each(|value| {
            serde_json::to_writer(&mut lines, value)?;
            lines.push(b'\n');
            Ok(())
        });
        self.body = Some((media_type, written.map(|()| lines.into()).map_err(Fault::encoding)));
        self
    }

    /// Sets the body to a text or to bytes, as they are.
    pub fn raw(mut self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.body = Some((media_type, Ok(body.into())));
        self
    }

    /// Sets the body to one of several media types.
    pub fn content<B: Body>(self, body: impl Into<B>) -> Self {
        body.into().put(self)
    }

    /// Sends the request and reads the whole answer, whatever its status.
    pub fn send(self) -> Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>> {
        Box::pin(send(self))
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

    fn body(mut self, media_type: &'static str, json: serde_json::Result<Vec<u8>>) -> Self {
        let bytes = json.map(Bytes::from).map_err(Fault::encoding);
        self.body = Some((media_type, bytes));
        self
    }
}

/// Shows which parameters are set, but neither their values nor the body: both may be private.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters: Vec<_> = self.parameters.iter().map(|set| set.name).collect();
        let mut call = f.debug_struct("Call");
        call.field("operation", &self.operation.id()).field("parameters", &parameters);
        if let Some((media_type, Ok(bytes))) = &self.body {
            call.field("body", &format_args!("{} bytes of {media_type}", bytes.len()));
        }
        call.finish_non_exhaustive()
    }
}
