//! A text → the escaped text for its place in a request. No value, whatever it holds, can end its place
//! and begin another.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Place;

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// [`RESERVED`] without the characters that a path segment may hold (RFC 3986 section 3.3).
const IN_PATH: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// [`IN_PATH`] without the further characters that a query may hold, but with `#`, which would end the
/// query, and `&`, which would end the parameter.
const IN_QUERY: &AsciiSet =
    &IN_PATH.remove(b'/').remove(b'?').remove(b'[').remove(b']').add(b'&').add(b'#');

/// [`IN_QUERY`] with `+`, which is a blank in a form.
const IN_FORM: &AsciiSet = &IN_QUERY.add(b'+');

/// [`IN_PATH`] without the further characters that a cookie may hold (RFC 6265 section 4.1.1), but with those that
/// would end its value. A server that decodes nothing gets `%` as it is.
const IN_COOKIE: &AsciiSet = &IN_PATH
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'#')
    .remove(b'%')
    .remove(b'<')
    .remove(b'>')
    .remove(b'^')
    .remove(b'`')
    .remove(b'{')
    .remove(b'|')
    .remove(b'}')
    .add(b';')
    .add(b',');

/// Percent-encodes all but unreserved characters.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).collect()
}

/// Escapes a text for `place`. With `reserved`, the reserved characters that the place can hold and
/// percent-encoded bytes are not escaped (OpenAPI 3.1.1, `allowReserved`); in a cookie, nothing is that it can hold
/// (OpenAPI 3.2, style `cookie`).
pub fn escape(place: Place, reserved: bool, text: &str) -> Cow<'_, str> {
    match (place, reserved) {
        (Place::Header, _) => text.into(),
        (Place::Path, true) => encode_but(IN_PATH, text).into(),
        (Place::Query, true) => encode_but(IN_QUERY, text).into(),
        (Place::Form, true) => encode_but(IN_FORM, text).replace("%20", "+").into(),
        (Place::Form, false) => encode(text).replace("%20", "+").into(),
        (Place::Cookie, true) => utf8_percent_encode(text, IN_COOKIE).into(),
        (Place::Path | Place::Query | Place::Cookie, false) => {
            utf8_percent_encode(text, RESERVED).into()
        }
    }
}

/// Escapes the name of a parameter. A cookie's name that is a token is not escaped: few servers decode
/// the name of a cookie.
pub fn escape_name(place: Place, name: &str) -> Cow<'_, str> {
    match place {
        Place::Cookie if is_token(name) => name.into(),
        _ => escape(place, false, name),
    }
}

/// Whether a text is a token (RFC 9110 section 5.6.2), as the name of a cookie must be.
pub fn is_token(text: &str) -> bool {
    let signs = b"!#$%&'*+-.^_`|~";
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(&byte))
}

fn encode_but(set: &'static AsciiSet, text: &str) -> String {
    let mut encoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, set));
        let hex =
            after.get(..2).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
        encoded.push_str(if hex { "%" } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded
}
