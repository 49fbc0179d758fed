//! The names of the runtime that a generated crate offers to its users, at its root and in a few
//! modules there. All others are for the crate's own code, and hidden from its docs.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::need::{
    Need, always, bearer_tokens, closed_choices, event_answers, event_streams, json_texts,
    paged_lists, scalar_called, secrets, sent_parts, streamed_bytes, streamed_event_objects,
    streamed_events, streamed_json_lines, streams, three_state_values, token_flows,
};
use crate::render::{Context, Documented, Item, docs};

/// Names that users look for in one place.
struct Place {
    /// The module, or nothing for the root of the crate.
    module: &'static str,
    /// The feature of the crate that the module takes, and where it stands in the runtime.
    feature: Option<&'static str>,
    /// What the docs of the module say.
    docs: &'static str,
    /// The names, each with whether an API needs it.
    names: &'static [(&'static str, Need)],
}

/// All that users are meant to name of the runtime. `docs/public-face.md` shows it for one client.
const FACE: &[Place] = &[
    Place {
        module: "",
        feature: None,
        docs: "",
        names: &[
            ("AnyError", always),
            ("AsNumber", |api| scalar_called(api, "AsNumber")),
            ("AsText", |api| scalar_called(api, "AsText")),
            ("Base64", |api| scalar_called(api, "Base64")),
            ("Base64Url", |api| scalar_called(api, "Base64Url")),
            ("Bytes", always),
            ("CallOptions", always),
            ("Client", always),
            ("ClientBuilder", always),
            ("Date", |api| scalar_called(api, "Date")),
            ("DateTime", |api| scalar_called(api, "DateTime")),
            ("Duration", |api| scalar_called(api, "Duration")),
            ("Error", always),
            ("Field", three_state_values),
            ("HeaderMap", always),
            ("IntoList", always),
            ("IntoOption", always),
            ("JsonRequest", always),
            ("JsonText", json_texts),
            ("Method", always),
            ("Response", always),
            ("Retry", always),
            ("Server", always),
            ("StatusCode", always),
            ("Time", |api| scalar_called(api, "Time")),
            ("UndescribedRequest", always),
        ],
    },
    Place {
        module: "auth",
        feature: None,
        docs: "What proves who calls: secrets, tokens, and where tokens come from.",
        names: &[
            ("Grant", token_flows),
            ("Secret", secrets),
            ("Token", bearer_tokens),
            ("TokenFuture", bearer_tokens),
            ("TokenProvider", bearer_tokens),
        ],
    },
    Place {
        module: "blocking",
        feature: Some("blocking"),
        docs: "Waiting without `async`.",
        names: &[("Wait", always)],
    },
    Place {
        module: "body",
        feature: None,
        docs: "What is sent as it is: bytes, streams of them, and files.",
        names: &[("Body", always), ("FilePart", sent_parts), ("Parts", sent_parts)],
    },
    Place {
        module: "error",
        feature: None,
        docs: "What the variants of [`Error`] hold, and why something is not as described.",
        names: &[
            ("AnyBody", always),
            ("ApiError", always),
            ("BuildError", always),
            ("DecodeError", always),
            ("FailedTry", always),
            ("MissingBody", always),
            ("TimeoutError", always),
            ("TimeoutKind", always),
            ("TransportError", always),
            ("TransportKind", always),
            ("Unexpected", always),
            ("UnknownValue", closed_choices),
            ("Unreadable", always),
        ],
    },
    Place {
        module: "future",
        feature: None,
        docs: "The futures of requests, for code that stores one under its type.",
        names: &[("BodyFuture", always), ("ResponseFuture", always), ("StreamFuture", streams)],
    },
    Place {
        module: "mock",
        feature: Some("mock"),
        docs: "Answers for tests, in process.",
        names: &[("Answer", always), ("Mock", always), ("On", always), ("Received", always)],
    },
    Place {
        module: "paging",
        feature: None,
        docs: "Lists that come in pages.",
        names: &[
            ("InvalidPageToken", paged_lists),
            ("Items", paged_lists),
            ("PageToken", paged_lists),
            ("Pages", paged_lists),
        ],
    },
    Place {
        module: "stream",
        feature: None,
        docs: "Answers that are read while they come.",
        names: &[
            ("AnswerStream", streams),
            ("Chunks", streamed_bytes),
            ("Decoder", streams),
            ("Event", event_answers),
            ("EventObjects", streamed_event_objects),
            ("EventSource", event_streams),
            ("Events", streamed_events),
            ("Lines", streamed_json_lines),
            ("Reconnect", event_streams),
        ],
    },
    Place {
        module: "transport",
        feature: None,
        docs: "What stands between the client and the network: services and layers of `tower`.",
        names: &[("BoxError", always), ("Operation", always), ("Transport", always)],
    },
];

/// The items of the crate's root that offer these names.
pub(in crate::render) fn face(context: Context<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for Place { module, feature, docs, names } in FACE {
        let needed = names.iter().filter(|(_, is_needed)| is_needed(context.api));
        let names: Vec<_> = needed.map(|(name, _)| format_ident!("{name}")).collect();
        if names.is_empty() {
            continue;
        }
        if module.is_empty() {
            items.push(Item::Block(vec![quote!(pub use runtime::{#(#names),*};)]));
            continue;
        }
        let module = format_ident!("{module}");
        let condition = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        let within = feature.map(|_| quote!(#module::));
        let code = quote! {
            #condition
            pub mod #module {
                pub use crate::runtime::#within{#(#names),*};
            }
        };
        items.push(Item::Documented(Documented::new(docs::filled(docs), code)));
    }
    items
}

/// The path by which users name a public item of the runtime, within the crate.
pub(in crate::render) fn public_path(name: &str) -> TokenStream {
    let offers = |place: &&Place| place.names.iter().any(|(offered, _)| *offered == name);
    let ident = format_ident!("{name}");
    match FACE.iter().find(offers).map(|place| place.module) {
        Some(module) if !module.is_empty() => {
            let module = format_ident!("{module}");
            quote!(#module::#ident)
        }
        _ => quote!(#ident),
    }
}

#[cfg(test)]
mod tests {
    use super::FACE;

    #[test]
    fn every_name_stands_once_and_in_order() {
        let names = |names: &[(&'static str, _)]| names.iter().map(|(name, _)| *name).collect();
        let mut all: Vec<&str> = Vec::new();
        for place in FACE {
            let own: Vec<&str> = names(place.names);
            assert!(own.is_sorted(), "{own:?}");
            all.extend(own);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
