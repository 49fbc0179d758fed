//! Bodies that are sent as they are.

use std::borrow::Cow;

use super::Body;
use crate::runtime::call::Call;

impl Call {
    /// Sets the body to bytes, or to a stream of them.
    pub fn bytes(
        mut self,
        media_type: impl Into<Cow<'static, str>>,
        body: impl Into<Body>,
    ) -> Self {
        let mut body = body.into();
        let stated = body.media_type.take().map(Cow::Owned);
        self.body = Some((stated.unwrap_or_else(|| media_type.into()), Ok(body)));
        self
    }
}
