//! `content!`: a body for which the caller chooses one of several media types.

use super::Call;

/// A body together with its media type.
pub trait Content {
    /// Sets the body of `call`.
    fn put(self, call: Call) -> Call;
}

impl Call {
    /// Sets the body to one of several media types.
    pub fn content<C: Content>(self, body: impl Into<C>) -> Self {
        body.into().put(self)
    }
}

/// Implements [`Content`](super::Content) for an enum that stands beside it, and the conversions into
/// it.
///
/// ```text
/// content! { AddNoteContent {
///     Json(Note): json "application/json",
///     Form(NoteForm): form "application/x-www-form-urlencoded",
///     Text(_): text "text/plain",
/// } }
/// ```
///
/// A row is a variant, its type, the method of [`Call`](super::Call) that writes the value, and its
/// media type. For a type, the macro adds a conversion into the enum; a type that two variants have is
/// spelled `_` and gets none.
macro_rules! content {
    ($name:ident { $($variant:ident($ty:tt $($rest:tt)*): $write:ident $media:literal,)+ }) => {
        impl $crate::runtime::Content for $name {
            fn put(self, call: $crate::runtime::Call) -> $crate::runtime::Call {
                match self {
                    $(Self::$variant(body) => $crate::runtime::content!(@put call $write $media body),)+
                }
            }
        }

        $($crate::runtime::content!(@from $name $variant $ty $($rest)*);)+
    };

    (@put $call:ident json $media:literal $body:ident) => { $call.json_as($media, &$body) };
    (@put $call:ident form $media:literal $body:ident) => { $call.form(&$body) };
    (@put $call:ident json_lines $media:literal $body:ident) => { $call.json_lines($media, &$body) };
    (@put $call:ident $write:ident $media:literal $body:ident) => { $call.$write($media, $body) };

    (@from $name:ident $variant:ident _) => {};
    (@from $name:ident $variant:ident $ty:ty) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(body: $ty) -> Self {
                Self::$variant(body)
            }
        }
    };
}

pub(crate) use content;
