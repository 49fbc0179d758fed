//! Server-sent events whose schema describes the event itself: its fields together are an object.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::events::{Event, EventFields, Events, ReadFields};
use crate::runtime::answer::{Reply, json_text};
use crate::runtime::error::Unreadable;
use crate::runtime::json::{Misfit, add_misfit, measured};

/// Gives an [`Event`] for each event of an answer. What [`Event::data`] gives is the whole event as it is
/// described: an object of the fields `event`, `data`, `id` and `retry`, where the data is JSON or a text.
pub type EventObjects<T> = Events<T, ReadObject>;

/// The value of an event is the object of its fields.
#[derive(Debug)]
pub enum ReadObject {}

impl ReadFields for ReadObject {
    /// Reads the data as JSON and as a text, and takes what is closer to the description. A server that sends
    /// the whole object as the data is understood too.
    fn read<T: DeserializeOwned + 'static>(fields: &EventFields) -> Result<T, Unreadable> {
        let json: Option<Value> = serde_json::from_str(&fields.text).ok();
        let of_json = json.clone().map(|data| object(fields, data));
        let of_text = || object(fields, Value::String(fields.text.clone()));
        let mut best: Option<(Misfit, T)> = None;
        for candidate in of_json.into_iter().chain([of_text()]).chain(json) {
            let (read, misfit) = measured(|| T::deserialize(candidate).ok());
            let is_better = best.as_ref().is_none_or(|(least, _)| misfit < *least);
            best = read.map(|read| (misfit, read)).filter(|_| is_better).or(best);
        }
        match best {
            Some((misfit, value)) => {
                add_misfit(misfit);
                Ok(value)
            }
            // The reason is that of the object.
            None => json_text(of_text().to_string().as_bytes()),
        }
    }
}

/// The object of the fields that an event has.
fn object(fields: &EventFields, data: Value) -> Value {
    let mut object = Map::new();
    object.insert("event".to_owned(), fields.name.clone().into());
    object.insert("data".to_owned(), data);
    if !fields.id.is_empty() {
        object.insert("id".to_owned(), fields.id.clone().into());
    }
    if let Some(milliseconds) = fields.retry.and_then(|retry| u64::try_from(retry.as_millis()).ok())
    {
        object.insert("retry".to_owned(), milliseconds.into());
    }
    Value::Object(object)
}

/// Reads every event of a whole answer.
///
/// # Errors
/// [`Unreadable`] for an answer of another media type. An event that cannot be read has a
/// [`fault`](Event::fault).
pub fn event_objects<T: DeserializeOwned + 'static>(
    reply: &Reply,
) -> Result<Vec<Event<T>>, Unreadable> {
    EventObjects::<T>::all(reply)
}
