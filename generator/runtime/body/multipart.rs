//! `multipart!`: a struct whose members are the parts of a body.

/// Implements [`Multipart`](super::Multipart) for a struct that stands beside it.
///
/// ```text
/// multipart! { UploadBody {
///     title: value "title",
///     avatar: file "avatar",
///     photos: file "photos[]",
///     ..others
/// } }
/// ```
///
/// A row is a member, the kind of its part, and the name of its part. The kind is `value` for what
/// serde can write, and `file` for a file or a list of files. The last member may be a map of further
/// values by their names. An entry of the map that bears the name of a listed part is not sent.
macro_rules! multipart {
    ($name:ident { $($member:ident: $kind:ident $wire:literal,)* $(..$rest:ident)? }) => {
        impl $crate::runtime::Multipart for $name {
            const LISTED: &'static [&'static str] = &[$($wire),*];

            fn into_parts(self) -> $crate::runtime::Parts {
                let parts = $crate::runtime::Parts::new();
                $(let parts = $crate::runtime::multipart!(@add parts $kind $wire, self.$member);)*
                $(let parts = parts.rest(Self::LISTED, &self.$rest);)?
                parts
            }
        }
    };

    (@add $parts:ident value $wire:literal, $value:expr) => { $parts.value($wire, &$value) };
    (@add $parts:ident file $wire:literal, $value:expr) => { $parts.files($wire, $value) };
}

pub(crate) use multipart;
