//! `request!`: the type of an operation's request, and how each of its answers is read.

/// Declares a request and how its answers are read.
///
/// ```text
/// request! {
///     /// The request made by [`Client::place_order`].
///     PlaceOrder(PLACE_ORDER) -> Placed {
///         200 => json in Placed::Existing,
///         201 => json in Placed::New,
///         203, "text/csv" => text in Placed::Table,
///         204 => empty in Placed::Nothing,
///     } else Problem {
///         400..=499 => json,
///         _ => json,
///     }
/// }
/// ```
///
/// `PLACE_ORDER` is the [`Operation`](crate::runtime::Operation). With `once` in front of the name, the
/// request may hold a stream, so that it has no `Clone`.
///
/// A row is a status or a range of them, its media type where the status has several, and a reader:
/// `json`, `json_collection`, `json_lines`, `events`, `event_objects`, `text`, `bytes` or `empty`. With
/// `in` the value is put into a variant; `empty in` takes a variant that holds nothing. The first row that
/// fits is used, `_` fits all statuses and stands last. Every row ends with a comma, but for an only one.
macro_rules! request {
    (
        $(#[$attribute:meta])*
        once $name:ident $($rest:tt)*
    ) => {
        $crate::runtime::request! { @request [$(#[$attribute])*] $name $($rest)* }
    };

    (
        $(#[$attribute:meta])*
        $name:ident $($rest:tt)*
    ) => {
        $crate::runtime::request! { @request [$(#[$attribute])* #[derive(Clone)]] $name $($rest)* }
    };

    (@request
        [$(#[$attribute:meta])*]
        $name:ident($operation:ident) -> $body:ty { $($success:tt)* } else $error:ty { $($failure:tt)* }
    ) => {
        $(#[$attribute])*
        #[must_use = "a request is sent when it is awaited"]
        #[derive(Debug)]
        pub struct $name($crate::runtime::Call);

        impl $name {
            /// Sets options of this call alone: headers, limits, retries, another base URL.
            pub fn with(self, options: $crate::runtime::CallOptions) -> Self {
                Self(self.0.with(options))
            }

            /// Sends the request and gives the status and headers of the answer beside its body.
            pub fn with_response(self) -> $crate::runtime::ResponseFuture<Self> {
                $crate::runtime::ResponseFuture::new(self.0)
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$body, $crate::runtime::Error<$error>>;
            type IntoFuture = $crate::runtime::BodyFuture<Self>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::runtime::BodyFuture::new(self.0)
            }
        }

        impl $crate::runtime::Answers for $name {
            type Body = $body;
            type Error = $error;
            const BODY: &'static [$crate::runtime::Row<$body>] =
                $crate::runtime::request!(@rows $($success)*);
            const ERROR: &'static [$crate::runtime::Row<$error>] =
                $crate::runtime::request!(@rows $($failure)*);

            fn operation() -> &'static $crate::runtime::Operation {
                &$operation
            }
        }
    };

    (@rows
        $($from:literal $(..= $to:literal)? $(, $media:literal)? => $read:ident $(in $variant:path)?,)*
        $(_ $(, $other_media:literal)? => $other:ident $(in $fallback:path)?,)*
    ) => {
        &[
            $($crate::runtime::Row {
                statuses: $crate::runtime::request!(@statuses $from $($to)?),
                media_type: $crate::runtime::request!(@media $($media)?),
                read: $crate::runtime::request!(@read $read $($variant)?),
            },)*
            $($crate::runtime::Row {
                statuses: 0..=u16::MAX,
                media_type: $crate::runtime::request!(@media $($other_media)?),
                read: $crate::runtime::request!(@read $other $($fallback)?),
            },)*
        ]
    };

    (@rows
        $from:literal $(..= $to:literal)? $(, $media:literal)? => $read:ident $(in $variant:path)?
    ) => {
        $crate::runtime::request!(@rows
            $from $(..= $to)? $(, $media)? => $read $(in $variant)?,
        )
    };

    (@rows _ $(, $media:literal)? => $read:ident $(in $variant:path)?) => {
        $crate::runtime::request!(@rows _ $(, $media)? => $read $(in $variant)?,)
    };

    (@statuses $status:literal) => { $status..=$status };
    (@statuses $from:literal $to:literal) => { $from..=$to };

    (@media) => { ::core::option::Option::None };
    (@media $media:literal) => { ::core::option::Option::Some($media) };

    (@read empty $variant:path) => { |_| ::core::result::Result::Ok($variant) };
    (@read $read:ident $variant:path) => { |reply| $crate::runtime::$read(reply).map($variant) };
    (@read $read:ident) => { $crate::runtime::$read };
}

pub(crate) use request;
