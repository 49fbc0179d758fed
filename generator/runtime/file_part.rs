//! A file as a part of a body.

use super::Body;

/// A file that is sent as a part: its content, and what the server is told of it.
///
/// Bytes become one by `into()`; the server then knows it by the name of the part.
#[derive(Debug)]
pub struct FilePart {
    /// What it holds.
    pub body: Body,
    /// What it is called.
    pub file_name: Option<String>,
    /// Its media type; where there is none, the one that the description states, or bytes.
    pub media_type: Option<String>,
}

impl FilePart {
    /// A file of this name. Its content is bytes, or a [`Body::stream`].
    pub fn new(file_name: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { body: body.into(), file_name: Some(file_name.into()), media_type: None }
    }

    /// States the media type, such as `image/png`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl<B> From<B> for FilePart
where
    Body: From<B>,
{
    fn from(body: B) -> Self {
        Self { body: body.into(), file_name: None, media_type: None }
    }
}
