//! Bodies that are sent as they are.

use super::Body;
use crate::runtime::call::Call;

impl Call {
    /// Sets the body to bytes, or to a stream of them.
    pub fn bytes(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        let mut body = body.into();
        let stated = body.media_type.take().map(Into::into);
        self.body = Some((stated.unwrap_or(media_type.into()), Ok(body)));
        self
    }
}
