//! The runtime of the generated crates, compiled, linted and tested by itself: under it stands a
//! small shop API, written by hand as the generator would write it.

pub mod chosen;
mod client;
pub mod files;
pub mod happenings;
pub mod lists;
pub mod logged;
pub mod operations;
#[path = "../../../generator/runtime/mod.rs"]
pub mod runtime;
pub mod script;
pub mod server;
pub mod shapes;
pub mod types;

pub use client::BASE_URL;
pub use runtime::{Client, ClientBuilder, Error};
