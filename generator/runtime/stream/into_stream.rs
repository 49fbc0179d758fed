//! `stream!`: a request whose answer can be read while it comes.

/// Gives a request the method `into_stream`.
///
/// ```text
/// stream! { Export -> Chunks, "text/csv" }
/// ```
macro_rules! stream {
    ($name:ident -> $decoder:ty, $media:literal) => {
        impl $name {
            /// Sends the request and gives the answer as a stream, which is read while it comes.
            pub fn into_stream(self) -> $crate::runtime::StreamFuture<Self, $decoder> {
                $crate::runtime::StreamFuture::new(self.0.accept($media))
            }
        }
    };
}

pub(crate) use stream;
