//! Operations: what can be called, what is sent and what may be answered.

mod body;
mod context;
mod error;
mod event;
mod group;
mod header;
mod idempotency;
mod loss;
mod media;
mod operations;
mod outcome;
mod parameter;
mod parts;
mod path;
mod query_string;
mod style;

pub(super) use context::Context;
pub(super) use media::{preference, words_of};
pub(super) use operations::operations;
