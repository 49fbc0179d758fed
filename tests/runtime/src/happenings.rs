//! The events of a stream whose schema describes their fields.

use crate::runtime::{record, union};

/// What happens in a shop, by the name of the event.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// Has a text as its data.
    Closed(Closed),
    /// Has an object as its data.
    Sold(Sold),
    /// Is newer than this crate.
    Unknown(serde_json::Value),
}

union! { Happening by "event" { Closed: object "closed", Sold: object "sold" } }

/// A shop has closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// The name of the event.
    pub event: String,
    /// Why.
    pub data: String,
}

record! { Closed { event: required "event", data: required "data" } }

/// Something was sold.
#[derive(Debug, Clone, PartialEq)]
pub struct Sold {
    /// The name of the event.
    pub event: String,
    /// The id of the event.
    pub id: Option<String>,
    /// The price.
    pub data: Price,
}

record! { Sold { event: required "event", id: optional "id", data: required "data" } }

/// A price.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// In cents.
    pub cents: i64,
}

record! { Price { cents: required "cents" } }
