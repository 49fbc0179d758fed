//! What stands in the place of spans where the feature `tracing` is off: nothing.

use std::future::Future;

use http::{Method, StatusCode};
use reqwest::Url;

use crate::runtime::auth::Redactor;
use crate::runtime::call::Operation;
use crate::runtime::error::FailedTry;

/// No spans.
pub struct Spans;

/// No span.
pub struct RequestSpan;

impl Spans {
    /// No spans.
    pub fn begin() -> Self {
        Self
    }

    /// No span.
    pub fn next(
        &mut self,
        _: Option<&Operation>,
        _: &Method,
        _: &Url,
        _: &Redactor,
    ) -> RequestSpan {
        RequestSpan
    }

    /// Does nothing.
    pub fn tries_again(&self, _: &Operation, _: &FailedTry) {}
}

impl RequestSpan {
    /// The future itself.
    pub fn within<T, E>(
        &self,
        future: impl Future<Output = Result<T, E>>,
    ) -> impl Future<Output = Result<T, E>> {
        future
    }

    /// Does nothing.
    pub fn is_answered(&self, _: StatusCode) {}
}
