//! Server-sent events (the HTML standard, section 9.2), each with the described value.

use std::any::{Any, TypeId};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::{Bytes, Decoder, Error, Reply, Splitter, Unreadable, json_text};

/// An event.
///
/// What its data says beside the described values, such as `[DONE]`, is no error: then there is no
/// [`data`](Self::data), but always the [`text`](Self::text).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    name: String,
    id: String,
    retry: Option<Duration>,
    text: String,
    data: Result<T, String>,
}

impl<T> Event<T> {
    /// Its name; `message` where the server gives none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last id that the server gave; empty where it gave none.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How long the server asks to wait before connecting anew, as it last said.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Its data as described; `None` if it is something else.
    pub fn data(&self) -> Option<&T> {
        self.data.as_ref().ok()
    }

    /// Its data as described, alone.
    pub fn into_data(self) -> Option<T> {
        self.data.ok()
    }

    /// Its data as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why its data is not as described.
    pub fn fault(&self) -> Option<&str> {
        self.data.as_ref().err().map(String::as_str)
    }
}

/// Reads events whose data is JSON, or any text where `T` is `String`.
pub struct Events<T> {
    splitter: Splitter,
    is_begun: bool,
    name: String,
    id: String,
    retry: Option<Duration>,
    data: Option<String>,
    item: PhantomData<fn() -> T>,
}

impl<T> Default for Events<T> {
    fn default() -> Self {
        Self {
            splitter: Splitter::default(),
            is_begun: false,
            name: String::new(),
            id: String::new(),
            retry: None,
            data: None,
            item: PhantomData,
        }
    }
}

impl<T: DeserializeOwned + 'static> Events<T> {
    /// The next event. The standard drops one that is not ended by an empty line; many servers leave
    /// that line out at the end, so here it counts.
    fn event(&mut self, head: &Reply, end: bool) -> Option<Event<T>> {
        while let Some(line) = self.splitter.line(b"\r\n", end) {
            let line = String::from_utf8_lossy(&line);
            let line = match self.is_begun {
                true => &line,
                false => line.strip_prefix('\u{feff}').unwrap_or(&line),
            };
            self.is_begun = true;
            match line {
                "" => {
                    if let Some(event) = self.dispatch(head) {
                        return Some(event);
                    }
                }
                line => self.field(line),
            }
        }
        if end { self.dispatch(head) } else { None }
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "event" => value.clone_into(&mut self.name),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment has no name; what has another one is passed over.
            _ => {}
        }
    }

    /// The event that the fields make up; none if they have no data.
    fn dispatch(&mut self, head: &Reply) -> Option<Event<T>> {
        let name = std::mem::take(&mut self.name);
        let text = self.data.take()?;
        Some(Event {
            name: if name.is_empty() { "message".to_owned() } else { name },
            id: self.id.clone(),
            retry: self.retry,
            data: read(&text).map_err(|unreadable| {
                // It may quote what the server echoes.
                head.redactor().excerpt(unreadable.reason(), 500)
            }),
            text,
        })
    }
}

/// A text is taken as it is, even where it looks like JSON.
fn read<T: DeserializeOwned + 'static>(text: &str) -> Result<T, Unreadable> {
    if TypeId::of::<T>() == TypeId::of::<String>() {
        let any: Box<dyn Any> = Box::new(text.to_owned());
        if let Ok(text) = any.downcast::<T>() {
            return Ok(*text);
        }
    }
    json_text(text.as_bytes())
}

impl<T: DeserializeOwned + 'static> Decoder for Events<T> {
    type Item = Event<T>;
    const MEDIA_TYPE: &'static str = "text/event-stream";

    fn feed(&mut self, chunk: Bytes) {
        self.splitter.feed(&chunk);
    }

    fn next(&mut self, head: &Reply, end: bool) -> Option<Result<Event<T>, Error>> {
        self.event(head, end).map(Ok)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

/// Reads every event of an answer that has come as a whole.
///
/// # Errors
/// None: what an event says is up to the event.
pub fn events<T: DeserializeOwned + 'static>(reply: &Reply) -> Result<Vec<Event<T>>, Unreadable> {
    let mut events = Events::<T>::default();
    events.splitter.feed(reply.bytes());
    Ok(std::iter::from_fn(|| events.event(reply, true)).collect())
}
