//! Schema → [`Sample`](crate::api::Sample): a value that may be sent. Its files, each of which asks those
//! before it:
//!
//! 1. `samples`, `value`: what samples are made of
//! 2. `requirement`, `allowed`: whether a schema allows a value
//! 3. `scalar`: a single value
//! 4. `make`, `collection`: any value, which may hold others

mod allowed;
mod collection;
mod make;
mod requirement;
mod samples;
mod scalar;
mod value;

pub(super) use make::{sample, styled_sample};
pub(super) use samples::Samples;
