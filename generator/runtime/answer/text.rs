//! The body of an answer as text, in the character set that the server names.

use encoding_rs::{Encoding, UTF_8};
use http::header::CONTENT_TYPE;

use super::Reply;
use crate::runtime::error::Unreadable;

/// Reads text. It is UTF-8 unless the media type has another `charset`.
///
/// # Errors
/// [`Unreadable`] when it is not text of that character set.
pub fn text(reply: &Reply) -> Result<String, Unreadable> {
    let encoding = charset(reply).unwrap_or(UTF_8);
    if encoding == UTF_8 {
        let bytes = reply.bytes().strip_prefix(b"\xef\xbb\xbf").unwrap_or(reply.bytes());
        let text = std::str::from_utf8(bytes);
        return text.map(str::to_owned).map_err(|error| Unreadable::at(".".to_owned(), error));
    }
    let (text, _, has_faults) = encoding.decode(reply.bytes());
    match has_faults {
        false => Ok(text.into_owned()),
        true => Err(Unreadable::new(&format!("it is not {}", encoding.name()))),
    }
}

/// What the parameter `charset` of the media type says (RFC 9110, section 8.3.2).
fn charset(reply: &Reply) -> Option<&'static Encoding> {
    let media_type = reply.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let parameters = media_type.split(';').skip(1).filter_map(|part| part.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let label = charsets.next()?.1.trim().trim_matches('"');
    Encoding::for_label(label.as_bytes())
}
