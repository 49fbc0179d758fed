//! Server-sent events (the HTML standard, section 9.2) whose data is a described value.

use std::any::{Any, TypeId};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::splitter::Splitter;
use super::{Decoder, check_type};
use crate::runtime::answer::{Reply, json_text};
use crate::runtime::auth::Redactor;
use crate::runtime::error::{Error, Unreadable};
use crate::runtime::limits;

/// A server-sent event.
///
/// Data that is not as described, such as `[DONE]`, is no error: [`data`](Self::data) is `None` then,
/// and [`text`](Self::text) has the text.
#[derive(Clone)]
pub struct Event<T> {
    fields: EventFields,
    data: Result<T, String>,
    redactor: Arc<Redactor>,
}

/// The fields of an event.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EventFields {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) retry: Option<Duration>,
    pub(super) text: String,
}

impl<T> Event<T> {
    /// The name of the event; `message` where the server states none.
    pub fn name(&self) -> &str {
        &self.fields.name
    }

    /// The last id that the server stated; empty where it stated none.
    pub fn id(&self) -> &str {
        &self.fields.id
    }

    /// How long to wait before connecting again, as the server stated last.
    pub fn retry(&self) -> Option<Duration> {
        self.fields.retry
    }

    /// The data; `None` if it is not as described.
    pub fn data(&self) -> Option<&T> {
        self.data.as_ref().ok()
    }

    /// The data, without the rest of the event; `None` if it is not as described.
    pub fn into_data(self) -> Option<T> {
        self.data.ok()
    }

    /// The data, undecoded.
    pub fn text(&self) -> &str {
        &self.fields.text
    }

    /// Why the data is not as described.
    pub fn fault(&self) -> Option<&str> {
        self.data.as_ref().err().map(String::as_str)
    }
}

impl<T: PartialEq> PartialEq for Event<T> {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields && self.data == other.data
    }
}

impl<T: Eq> Eq for Event<T> {}

/// Shows the start of the undecoded data, without the credentials that the server repeats.
impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| self.redactor.excerpt(text, limits::BODY_EXCERPT);
        f.debug_struct("Event")
            .field("name", &shown(self.name()))
            .field("id", &shown(self.id()))
            .field("retry", &self.retry())
            .field("text", &shown(self.text()))
            .field("fault", &self.fault())
            .finish_non_exhaustive()
    }
}

/// How the value of an event is read from its fields.
pub trait ReadFields {
    /// Reads the value.
    ///
    /// # Errors
    /// [`Unreadable`] if the fields are not as described.
    fn read<T: DeserializeOwned + 'static>(fields: &EventFields) -> Result<T, Unreadable>;
}

/// The value of an event is its data: JSON, or any text where the value is a `String`.
#[derive(Debug)]
pub enum ReadData {}

impl ReadFields for ReadData {
    fn read<T: DeserializeOwned + 'static>(fields: &EventFields) -> Result<T, Unreadable> {
        if TypeId::of::<T>() == TypeId::of::<String>() {
            let any: Box<dyn Any> = Box::new(fields.text.clone());
            if let Ok(text) = any.downcast::<T>() {
                return Ok(*text);
            }
        }
        json_text(fields.text.as_bytes())
    }
}

/// Gives an [`Event`] for each event of an answer. The data is JSON, or any text where `T` is `String`.
pub struct Events<T, R = ReadData> {
    splitter: Splitter,
    is_begun: bool,
    /// The fields so far. The id and the time to wait hold for the events behind this one too.
    fields: EventFields,
    data: Option<String>,
    /// The id of the last event that is all there, also of one without data.
    last_id: String,
    item: PhantomData<fn() -> (T, R)>,
}

impl<T, R> Default for Events<T, R> {
    fn default() -> Self {
        Self {
            splitter: Splitter::default(),
            is_begun: false,
            fields: EventFields::default(),
            data: None,
            last_id: String::new(),
            item: PhantomData,
        }
    }
}

impl<T, R> Events<T, R> {
    /// The events of a further connection, which hold for the id and the time to wait of the one before until
    /// the server states others.
    pub(super) fn resumed(id: String, retry: Option<Duration>) -> Self {
        let fields = EventFields { id: id.clone(), retry, ..EventFields::default() };
        Self { fields, last_id: id, ..Self::default() }
    }

    /// The id from which the server goes on, as `Last-Event-ID` states it (section 9.2.4).
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// How long to wait before a connection, as the server stated last.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.fields.retry
    }
}

impl<T: DeserializeOwned + 'static, R: ReadFields> Events<T, R> {
    /// The next event. An event that no empty line ends is none: the rest of it may not have come (section
    /// 9.2.6).
    fn event(&mut self, head: &Reply) -> Option<Event<T>> {
        while let Some(line) = self.splitter.line(b"\r\n", false) {
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
        None
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
            "event" => value.clone_into(&mut self.fields.name),
            "id" if !value.contains('\0') => value.clone_into(&mut self.fields.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let stated = value.parse().ok().map(Duration::from_millis);
                self.fields.retry = stated.or(self.fields.retry);
            }
            // A comment, which has no name, and a field of any other name are skipped.
            _ => {}
        }
    }

    /// The event of the fields that were read; none if they have no data.
    fn dispatch(&mut self, head: &Reply) -> Option<Event<T>> {
        self.last_id.clone_from(&self.fields.id);
        let name = std::mem::take(&mut self.fields.name);
        let text = self.data.take()?;
        let name = if name.is_empty() { "message".to_owned() } else { name };
        let fields = EventFields { name, text, ..self.fields.clone() };
        let data = R::read(&fields).map_err(|unreadable| {
            // The reason may quote a credential that the server repeats.
            head.redactor().excerpt(unreadable.reason(), limits::REASON_EXCERPT)
        });
        Some(Event { fields, data, redactor: Arc::clone(head.redactor()) })
    }

    /// Every event of a whole answer.
    ///
    /// # Errors
    /// [`Unreadable`] for an answer of another media type.
    pub(super) fn all(reply: &Reply) -> Result<Vec<Event<T>>, Unreadable> {
        check_type(reply, MEDIA_TYPE, are_events)?;
        let mut events = Self::default();
        events.splitter.feed(reply.bytes());
        Ok(std::iter::from_fn(|| events.event(reply)).collect())
    }
}

const MEDIA_TYPE: &str = "text/event-stream";

fn are_events(media_type: &str) -> bool {
    media_type == MEDIA_TYPE
}

impl<T: DeserializeOwned + 'static, R: ReadFields> Decoder for Events<T, R> {
    type Item = Event<T>;
    const READS: Option<fn(&str) -> bool> = Some(are_events);

    fn feed(&mut self, chunk: Bytes) {
        self.splitter.feed(&chunk);
    }

    fn next(&mut self, head: &Reply, _end: bool) -> Option<Result<Event<T>, Error>> {
        self.event(head).map(Ok)
    }

    fn held(&self) -> usize {
        self.splitter.held() + self.data.as_ref().map_or(0, String::len)
    }
}

impl<T, R> fmt::Debug for Events<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

/// Reads every event of a whole answer.
///
/// # Errors
/// [`Unreadable`] for an answer of another media type. Data that cannot be read is a
/// [`fault`](Event::fault) of its event.
pub fn events<T: DeserializeOwned + 'static>(reply: &Reply) -> Result<Vec<Event<T>>, Unreadable> {
    Events::<T>::all(reply)
}
