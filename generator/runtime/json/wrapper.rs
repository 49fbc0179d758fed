//! `wrapper!`: a struct around one value, which has the same JSON.

/// Reads and writes a struct as the value that it holds.
///
/// ```text
/// pub struct Nest(pub Vec<Nest>);
/// wrapper! { Nest }
/// ```
macro_rules! wrapper {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}

pub(crate) use wrapper;
