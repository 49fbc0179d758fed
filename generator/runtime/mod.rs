//! What every operation of this crate shares: sending, decoding, errors, and how types meet JSON.
//!
//! Only for the code of this crate: nothing here is covered by semantic versioning. What users of the
//! crate are meant to name stands at its root and in the modules there.

mod answer;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod call;
mod client;
mod clock;
mod error;
mod json;
pub mod limits;
#[cfg(feature = "mock")]
pub mod mock;
mod paging;
mod parameter;
mod scalar;
mod send;
mod stream;
mod transport;

pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};

pub use answer::*;
pub use auth::*;
pub use body::*;
pub use call::*;
pub use client::*;
pub use error::*;
pub use json::*;
pub use paging::*;
pub use parameter::*;
pub use scalar::*;
pub use send::*;
pub use stream::*;
pub use transport::*;
