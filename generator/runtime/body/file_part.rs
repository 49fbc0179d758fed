//! A file that is a part of a multipart body.

use super::Body;

/// A file that is a part of a body: its content, name and media type.
///
/// Bytes become a file by `into()`; the name of the part is then sent as the name of the file.
#[derive(Debug)]
pub struct FilePart {
    /// The content.
    pub body: Body,
    /// The name of the file.
    pub file_name: Option<String>,
    /// The media type; where this is `None`, the media type that the description states, or else
    /// `application/octet-stream`.
    pub media_type: Option<String>,
}

impl FilePart {
    /// A file of this name. The content is bytes, or a [`Body::stream`].
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
